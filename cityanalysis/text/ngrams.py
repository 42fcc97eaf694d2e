"""Counts of character n-grams, hashed: no vocabulary is kept, and none is needed."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from cityanalysis.corpus import points_of

__all__ = ["hash_ngrams"]

_ORDERS = (2, 3, 4)  # words of Chinese have two to four characters
# Constants of the FNV-1a and SplitMix64 hashes: odd, with bits spread evenly.
_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_START = 0x9E3779B97F4A7C15
_SHIFT = np.uint64(29)  # brings the upper bits down, a little less than half of them


def hash_ngrams(texts: Sequence[str], *, bits: int = 16) -> sparse.csr_array:
    """Counts of the n-grams of two to four characters in each text, in ``2**bits`` columns.

    Only Chinese characters, Latin letters and digits take part; every digit counts as 0, so that
    figures of any size are alike.

    Parameters
    ----------
    texts : sequence of str
        Any texts.
    bits : int
        Two n-grams may fall on one column: of 100,000 different ones and 16 bits, most do.

    Returns
    -------
    csr_array of float32, shape (n_texts, 2**bits)

    Examples
    --------
    >>> hash_ngrams(["外贸增长", "外贸"]).sum(axis=1).tolist()
    [6.0, 1.0]
    """
    points = [points_of(text) for text in texts]
    lengths = np.array([len(one) for one in points], dtype=np.int64)
    flat = np.concatenate([*points, np.zeros(0, "<u4")]).astype(np.uint64)
    owner = np.repeat(np.arange(len(points)), lengths)
    is_digit = (flat >= ord("0")) & (flat <= ord("9"))
    lower = flat | np.uint64(0x20)
    is_latin = (lower >= ord("a")) & (lower <= ord("z"))
    usable = is_digit | is_latin | ((flat >= 0x4E00) & (flat < 0x9FFF))
    flat = np.where(is_digit, np.uint64(ord("0")), flat)
    rows, columns = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for order in _ORDERS:
        n = len(flat) - order + 1
        if n <= 0:
            continue
        hashed = np.full(n, order * _START % 2**64, dtype=np.uint64)
        whole = owner[:n] == owner[order - 1 :]
        for step in range(order):
            hashed = (hashed ^ flat[step : step + n]) * _PRIME
            hashed ^= hashed >> _SHIFT
            whole &= usable[step : step + n]
        rows.append(owner[:n][whole])
        columns.append(((hashed * _MIX) >> np.uint64(64 - bits))[whole].astype(np.int64))
    row, column = np.concatenate(rows), np.concatenate(columns)
    ones = np.ones(len(row), dtype=np.float32)
    counts = sparse.coo_array((ones, (row, column)), shape=(len(points), 2**bits)).tocsr()
    counts.sum_duplicates()
    return counts
