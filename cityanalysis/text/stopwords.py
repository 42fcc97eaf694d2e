"""Stopword lists, chosen by name or path."""

from collections.abc import Iterable
from pathlib import Path

from cityanalysis.corpus.reading import decode
from cityanalysis.errors import InputError, UsageError
from cityanalysis.resources import stopword_lists

__all__ = ["read_stopwords"]


def read_stopwords(names: Iterable[str] = ("general", "newspaper")) -> frozenset[str]:
    """Words of stopword lists: packaged ones by name, your own by path.

    Parameters
    ----------
    names : iterable of str
        Any of ``general``, ``newspaper``, ``government`` and ``web`` (a file each in the folder
        ``stopwords``, whose first line says what the list is for), and paths of your own lists:
        words apart by spaces or lines; lines that begin with ``#`` are comments.

    Returns
    -------
    frozenset of str

    Raises
    ------
    UsageError
        Where a name is neither a packaged list nor a file.
    InputError
        Where a file cannot be read as text.

    Examples
    --------
    >>> "的" in read_stopwords(["general"])
    True
    """
    lists = stopword_lists()
    words: set[str] = set()
    for name in (names,) if isinstance(names, str) else names:
        path = lists.get(name, Path(name))
        if not path.is_file():
            raise UsageError(
                f"stopwords must be among {', '.join(lists)}, or the path of a file; got {name}."
            )
        words.update(_words(path))
    return frozenset(words)


def _words(path: Path) -> set[str]:
    try:
        lines = decode(path.read_bytes(), str(path)).lstrip("\ufeff").splitlines()
    except OSError as error:
        raise InputError(f"{path} cannot be read as a list of words: {error}.") from error
    return {word for line in lines if not line.startswith("#") for word in line.split()}
