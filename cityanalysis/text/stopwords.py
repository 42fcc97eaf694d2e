"""Stopword lists, chosen by name."""

from collections.abc import Iterable

from cityanalysis.errors import UsageError
from cityanalysis.resources import stopword_lists

__all__ = ["read_stopwords"]


def read_stopwords(names: Iterable[str] = ("general", "newspaper")) -> frozenset[str]:
    """Words of the packaged stopword lists with these names.

    Parameters
    ----------
    names : iterable of str
        Any of ``general``, ``newspaper``, ``government`` and ``web``: a file each in the folder
        ``stopwords``, whose first line says what the list is for.

    Returns
    -------
    frozenset of str

    Raises
    ------
    UsageError
        Where a list has another name.

    Examples
    --------
    >>> "的" in read_stopwords(["general"])
    True
    """
    lists = stopword_lists()
    words: set[str] = set()
    for name in (names,) if isinstance(names, str) else names:
        if name not in lists:
            raise UsageError(
                f"stopwords must be among {', '.join(lists)}; got {name}. "
                "Words of your own can be dropped from the tokens directly."
            )
        lines = lists[name].read_text(encoding="utf-8").splitlines()
        words.update(word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(words)
