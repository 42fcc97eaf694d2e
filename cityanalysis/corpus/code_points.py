"""Texts as arrays of code points, and which kinds of characters many texts hold."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["LONGEST", "count_kinds", "holds_kinds", "points_of"]

LONGEST = 255  # characters of a text whose kinds are counted: a counter has eight bits
_BATCH = 4096  # texts put end to end at a time: their arrays stay under a megabyte or two
# Entries of a table over code points: the first two planes hold all but rare characters, and what
# lies above counts as the last of them, which is no character.
_N_CODES = 0x20000


def points_of(text: str) -> NDArray[np.uint32]:
    """Code points of a text; half of a surrogate pair, which a broken file may hold, is one too.

    Parameters
    ----------
    text : str

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

    Eight counters of eight bits share one number, so that a sum counts all kinds at once.

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
        sums = np.add.reduceat(_counters(kinds)[codes], starts)
        found += sums.astype("<u8").view(np.uint8).reshape(-1, 8)[:, : len(kinds)].tolist()
    return found


def holds_kinds(texts: Sequence[str], kinds: tuple[str, ...]) -> list[int]:
    """For each text a number whose bit `k` tells whether it holds a character of kind `k`.

    Parameters
    ----------
    texts : sequence of str
        Texts of at least one character.
    kinds : tuple of str
        The characters of each kind; at most 32.

    Examples
    --------
    >>> holds_kinds(["三，四", "六：七，"], ("，,", "：:"))
    [1, 3]
    """
    found: list[int] = []
    for codes, starts in _batches(texts):
        found += np.bitwise_or.reduceat(_bits(kinds)[codes], starts).tolist()
    return found


def _batches(texts: Sequence[str]) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.int64]]]:
    """Code points of texts put end to end, and where each begins; in batches, to save memory."""
    for begin in range(0, len(texts), _BATCH):
        batch = texts[begin : begin + _BATCH]
        codes = points_of("".join(batch))
        ends = np.cumsum([0, *map(len, batch)])
        yield np.minimum(codes, _N_CODES - 1), ends[:-1]


@cache
def _counters(kinds: tuple[str, ...]) -> NDArray[np.uint64]:
    table = np.zeros(_N_CODES, dtype=np.uint64)
    for k, kind in enumerate(kinds):
        table[[ord(character) for character in kind]] += 1 << (8 * k)
    return table


@cache
def _bits(kinds: tuple[str, ...]) -> NDArray[np.uint32]:
    table = np.zeros(_N_CODES, dtype=np.uint32)
    for k, kind in enumerate(kinds):
        table[[ord(character) for character in kind]] |= 1 << k
    return table
