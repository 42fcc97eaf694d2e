"""Texts as arrays of code points, and which kinds of characters many texts hold."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["LONGEST", "count_kinds", "kinds_held", "points_of"]

Kind = TypeVar("Kind", bound=str)

LONGEST = 255  # characters of a text whose kinds are counted: a count is one byte
_BATCH = 4096  # texts put end to end at a time: their arrays stay under a megabyte or two
# Entries of a table over code points: the first two planes hold all but rare characters, and what
# lies above counts as the last of them, which is no character.
_N_CODES = 0x20000


def points_of(text: str) -> NDArray[np.uint32]:
    """Code points of a text; half of a surrogate pair, which a broken file may hold, is one too.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    ndarray of uint32, shape (n_characters,)

    Examples
    --------
    >>> points_of("5G").tolist()
    [53, 71]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def count_kinds(texts: Sequence[str], kinds: tuple[str, ...]) -> list[list[int]]:
    """Number of characters of each kind in each text.

    Parameters
    ----------
    texts : sequence of str
        Texts of 1 to `LONGEST` characters.
    kinds : tuple of str
        The different characters of each kind; at most eight kinds.

    Examples
    --------
    >>> count_kinds(["三，四，五", "六："], ("，,", "：:"))
    [[2, 0], [0, 1]]
    """
    found = []
    for codes, starts in _batches(texts):
        sums = np.add.reduceat(_table(kinds)[codes], starts)
        found += _columns(sums)[:, : len(kinds)].tolist()
    return found


def kinds_held(texts: Sequence[str], kinds: Mapping[Kind, str]) -> list[frozenset[Kind]]:
    """Names of the kinds of which each text holds a character.

    Parameters
    ----------
    texts : sequence of str
        Texts of at least one character.
    kinds : mapping of str to str
        The characters of each kind, by its name; at most eight kinds.

    Examples
    --------
    >>> held = kinds_held(["三，四", "六：七，"], {"comma": "，,", "colon": "：:"})
    >>> [sorted(names) for names in held]
    [['comma'], ['colon', 'comma']]
    """
    table = _table(tuple(kinds.values()))
    found: list[frozenset[Kind]] = []
    for codes, starts in _batches(texts):
        held, which = np.unique(np.bitwise_or.reduceat(table[codes], starts), return_inverse=True)
        sets = [frozenset(compress(kinds, row)) for row in _columns(held).tolist()]
        found += [sets[number] for number in which.tolist()]
    return found


def _batches(texts: Sequence[str]) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.int64]]]:
    """Code points of texts put end to end, and where each begins; in batches, to save memory."""
    for begin in range(0, len(texts), _BATCH):
        batch = texts[begin : begin + _BATCH]
        codes = points_of("".join(batch))
        ends = np.cumsum([0, *map(len, batch)])
        yield np.minimum(codes, _N_CODES - 1), ends[:-1]


@cache
def _table(kinds: tuple[str, ...]) -> NDArray[np.uint64]:
    """For each code point a row of eight bytes, 1 where it is of the kind.

    A row is read as one number of 64 bits, so that one sum counts all kinds.
    """
    table = np.zeros((_N_CODES, 8), dtype=np.uint8)
    for column, kind in enumerate(kinds):
        table[[ord(character) for character in kind], column] = 1
    return table.view(np.uint64)[:, 0]


def _columns(rows: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The eight bytes of each row."""
    return rows.view(np.uint8).reshape(-1, 8)
