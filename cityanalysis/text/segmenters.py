"""Two segmenters with one interface: jieba, the reference, and rjieba, the fast one.

Both are given text of Chinese characters, letters and digits only, cut at every other character
and wherever the script changes. On such text they agree; on raw text they do not (rjieba keeps
``1-11`` and addresses whole). Text is prepared as arrays of code points: a pass of the engine
takes a tenth of a second for a million characters, and a regular expression half of that.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np

from cityanalysis._typing import TokenizerEngine, check_choice
from cityanalysis.errors import UsageError

__all__ = [
    "MARKS_FROM",
    "TOKENIZERS",
    "Segmenter",
    "engine_name",
    "is_private",
    "make_segmenter",
    "separated",
    "string_of",
]

MARKS_FROM = 0xF0000  # private characters: none has a meaning, so they can stand for words

# As frequent as a county's name in the dictionary that both engines ship: enough for a word not to
# be cut into its parts, too little to break up the words beside it.
_ADDED_FREQUENCY = 200

_HAN, _LATIN, _MARK = 1, 2, 3  # kinds of characters; 0 is any other
_BREAK = ord("\n")


class Segmenter(NamedTuple):
    """An engine with its dictionary: what cuts separated text, and whether a word is known."""

    cut: Callable[[str], list[str]]
    knows: Callable[[str], bool]


def _jieba(words: Iterable[str]) -> Segmenter:
    import jieba

    jieba.setLogLevel(60)  # it reports its loading times on stderr
    engine = jieba.Tokenizer()
    engine.initialize()
    for word in sorted(set(words)):
        if not engine.FREQ.get(word):
            engine.add_word(word, _ADDED_FREQUENCY)
    return Segmenter(engine.lcut, lambda word: bool(engine.FREQ.get(word)))


def _rjieba(words: Iterable[str]) -> Segmenter:
    import rjieba

    engine = rjieba.Jieba()
    for word in sorted(set(words)):
        if not engine.has_word(word):
            engine.add_word(word, _ADDED_FREQUENCY, None)
    return Segmenter(engine.cut, engine.has_word)


TOKENIZERS: dict[str, Callable[[Iterable[str]], Segmenter]] = {
    "rjieba": _rjieba,
    "jieba": _jieba,
}


def engine_name(engine: TokenizerEngine) -> TokenizerEngine:
    """Name of the engine that ``auto`` stands for; other names are checked.

    Raises
    ------
    UsageError
        Where no engine has the name.

    Examples
    --------
    >>> engine_name("jieba")
    'jieba'
    """
    if engine == "auto":
        return "rjieba" if find_spec("rjieba") else "jieba"
    check_choice("engine", engine, ("auto", *TOKENIZERS))
    return engine


@lru_cache(maxsize=2)
def make_segmenter(engine: TokenizerEngine = "auto", words: tuple[str, ...] = ()) -> Segmenter:
    """Segmenter whose ``cut`` gives the words of text that is `separated`, and its breaks.

    Parameters
    ----------
    engine : str
        ``auto`` (rjieba where it is installed, else jieba) or a key of `TOKENIZERS`.
    words : tuple of str
        Words that the dictionary should know besides its own.

    Raises
    ------
    UsageError
        Where the engine has another name or is not installed.

    Examples
    --------
    >>> from cityanalysis.corpus import points_of
    >>> text = string_of(separated(points_of("企业研发，5G网络")))
    >>> [word for word in make_segmenter("jieba").cut(text) if word.strip()]
    ['企业', '研发', '5G', '网络']
    """
    engine = engine_name(engine)
    try:
        return TOKENIZERS[engine](words)
    except ImportError as error:
        raise UsageError(f"engine {engine} is not installed: pip install {engine}") from error


def string_of(points: np.ndarray) -> str:
    """Text with these code points.

    Examples
    --------
    >>> from cityanalysis.corpus import points_of
    >>> string_of(points_of("5G"))
    '5G'
    """
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def is_private(points: np.ndarray) -> np.ndarray:
    """Whether each code point is for private use: it has no meaning that text could rely on.

    Examples
    --------
    >>> from cityanalysis.corpus import points_of
    >>> is_private(points_of("\ue000私")).tolist()
    [True, False]
    """
    return ((points >= 0xE000) & (points <= 0xF8FF)) | (points >= MARKS_FROM)


def separated(points: np.ndarray) -> np.ndarray:
    """Text with a line break for whatever is no word, and where the script changes.

    Examples
    --------
    >>> from cityanalysis.corpus import points_of
    >>> string_of(separated(points_of("增长5.5%，5G网络")))
    '增长\\n5\\n5\\n5G\\n网络'
    """
    kind = _kinds()[points]
    word = kind > 0
    kept = word.copy()
    kept[1:] |= word[:-1]
    points, kind = np.where(word, points, _BREAK).astype(np.uint32)[kept], kind[kept]
    changes = np.flatnonzero(kind[1:] * kind[:-1] == _HAN * _LATIN) + 1
    return np.insert(points, changes, _BREAK)


@lru_cache(maxsize=1)
def _kinds() -> np.ndarray:
    kinds = np.zeros(0x110000, dtype=np.uint8)
    kinds[0x4E00:0x9FD6] = _HAN
    for first, last in ("09", "AZ", "az"):
        kinds[ord(first) : ord(last) + 1] = _LATIN
    kinds[0xE000:0xF900] = kinds[MARKS_FROM:] = _MARK
    return kinds
