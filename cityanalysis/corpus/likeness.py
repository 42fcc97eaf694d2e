"""How like the words of one text are to those of another, for many short texts at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.pairs import are_telling

__all__ = ["inner_products"]

_FIRST, _LAST = 0x4E00, 0x9FFF
_SHIFT = 16
_ROW_BITS = 30
_ROWS = (1 << _ROW_BITS) - 1
_MOST_CELLS = 1_000_000
_IDF_OF_ONE = 0.6


def inner_products(texts: Sequence[str]) -> NDArray[np.float64]:
    """Inner products of tf-idf vectors over pairs of Chinese characters, common pairs left out.

    A pair counts once a text; its weight is log((n + 1) / (df + 0.5)), and .6 where only one text
    has it, so that a text's length counts what it shares with no other only in part.

    Returns
    -------
    array of float, n_texts × n_texts

    Examples
    --------
    >>> inner_products(["阿胶出口", "阿胶滞销", "轴承"]).round(1)[0].tolist()
    [0.9, 0.2, 0.0]
    """
    n = len(texts)
    rows, frequency = _entries(texts)
    idf = np.log((n + 1) / (frequency + 0.5))
    idf[frequency < 2] = _IDF_OF_ONE
    gram = np.zeros(n * n)
    first = np.cumsum(frequency) - frequency
    for begin, end in _parts(frequency * frequency):
        few = frequency[begin:end]
        at = np.repeat(first[begin:end], few * few)
        place = np.arange(len(at)) - np.repeat(np.cumsum(few * few) - few * few, few * few)
        wide = np.repeat(few, few * few)
        cells = rows[at + place // wide] * n + rows[at + place % wide]
        squares = np.repeat(idf[begin:end] * idf[begin:end], few * few)
        gram += np.bincount(cells, squares, n * n)
    return gram.reshape(n, n)


def _parts(sizes: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Stretches of about equal total size, so that memory stays small."""
    total = np.cumsum(sizes)
    begin = 0
    while begin < len(sizes):
        before = total[begin] - sizes[begin]
        end = max(begin + 1, int(np.searchsorted(total, before + _MOST_CELLS, "right")))
        yield begin, end
        begin = end


def _entries(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of the texts that hold each pair, pair after pair, and how many hold each."""
    codes = _codes("\n".join(texts))
    rows = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(codes)]
    han = (codes >= _FIRST) & (codes <= _LAST)
    at = np.flatnonzero(han[:-1] & han[1:])
    left, right = codes[at], codes[at + 1]
    keys = ((left << _SHIFT | right) << _ROW_BITS | rows[at])[are_telling(left, right)]
    keys.sort()
    keys = keys[_changes(keys)]
    starts = np.flatnonzero(_changes(keys >> _ROW_BITS))
    return keys & _ROWS, np.diff(starts, append=len(keys))


def _changes(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each of sorted values differs from the one before."""
    return np.diff(values, prepend=-1) != 0


def _codes(text: str) -> NDArray[np.int64]:
    encoded = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(encoded, dtype=np.uint32).astype(np.int64)
