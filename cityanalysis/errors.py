"""The tree of errors and warnings.

::

    CityAnalysisError(Exception)
    ├── InputError        the data cannot be used: which file, why, what to do   (exit status 1)
    │   ├── EncodingError     bytes that no known encoding explains
    │   ├── EmptyCorpusError  nothing was left to analyse
    │   └── FolderInUseError  another process writes into the folder of results
    └── UsageError(ValueError) an argument is wrong: name, value, choices, remedy (exit status 2)

    CityAnalysisWarning(UserWarning)
    ├── CorrectionWarning     a correction fits no item of its page
    ├── SkippedInputWarning   a file was left out
    ├── SeedWarning           a theme's seed words are doubtful
    └── SmallCorpusWarning    the corpus supports less than was asked for

Every message says what was wrong, where, and what to do about it.
"""

import sys
import warnings
from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "CityAnalysisError",
    "CityAnalysisWarning",
    "CorrectionWarning",
    "EmptyCorpusError",
    "EncodingError",
    "FolderInUseError",
    "InputError",
    "SeedWarning",
    "SkippedInputWarning",
    "SmallCorpusWarning",
    "UsageError",
    "did_you_mean",
    "warn",
]

# Least similarity of a word to be proposed: one of two characters right, as in 聊诚 for 聊城.
_NEAR = 0.5


class CityAnalysisError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(CityAnalysisError):
    """The data cannot be used; the message names the file and the remedy."""


class EncodingError(InputError):
    """The bytes of a file are no text in any encoding that was tried."""


class EmptyCorpusError(InputError):
    """Nothing was left to analyse."""


class FolderInUseError(InputError):
    """Another process writes into the folder of results; the message says which."""


class UsageError(CityAnalysisError, ValueError):
    """An argument is wrong; the message names it, its value and the choices."""


class CityAnalysisWarning(UserWarning):
    """Base of every warning that this package gives."""


class SkippedInputWarning(CityAnalysisWarning):
    """Inputs were left out; the message says which and why.

    Attributes
    ----------
    skipped : tuple of (str, str)
        The name of each input, and why it was left out; all of them, of which the message names
        the first few.
    """

    def __init__(self, message: str, skipped: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.skipped = skipped


class CorrectionWarning(CityAnalysisWarning):
    """Corrections of a reader fit no item of a page as it is read now."""


class SeedWarning(CityAnalysisWarning):
    """Seed words of a theme are too common, too rare or misleading."""


class SmallCorpusWarning(CityAnalysisWarning):
    """The corpus supports less than was asked for."""


def warn(message: str | Warning, category: type[CityAnalysisWarning]) -> None:
    """Warn in the name of the line that called this package, however deep the call went.

    Parameters
    ----------
    message : str or Warning
        A warning that is made already keeps its own class.
    category : type of CityAnalysisWarning
        Of a message that is text.

    Examples
    --------
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warn("the folder is small", SmallCorpusWarning)
    >>> [str(one.message) for one in caught]
    ['the folder is small']
    """
    ours, level, frame = 1, 1, sys._getframe().f_back
    while frame is not None:
        room = frame.f_globals.get("__name__", "").partition(".")[0]
        # Between a function of ours and its caller stands contextlib where a decorator wraps it.
        if room == __name__.partition(".")[0] or (room == "contextlib" and ours == level - 1):
            ours = level
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=ours + 2)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question that names what was probably meant; nothing where nothing is near.

    Examples
    --------
    >>> did_you_mean("聊诚", ["聊城", "德州"])
    ' Did you mean 聊城?'
    >>> did_you_mean("xyz", ["聊城"])
    ''
    """
    near = get_close_matches(word, list(known), n=1, cutoff=_NEAR)
    return f" Did you mean {near[0]}?" if near else ""
