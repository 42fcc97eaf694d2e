"""How like the words of one text are to those of another, for many short texts at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cityanalysis.corpus.pairs import common_pairs

__all__ = ["inner_products"]

_FIRST, _LAST = 0x4E00, 0x9FFF
_SHIFT = 16
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
    rows, pairs = _pairs(texts)
    if not len(pairs):
        return np.zeros((n, n))
    keys = np.unique(rows << 32 | pairs)
    rows, pairs = keys >> 32, keys & 0xFFFFFFFF
    kinds, columns, frequency = np.unique(pairs, return_inverse=True, return_counts=True)
    idf = np.log((n + 1) / (frequency + 0.5))
    idf[frequency < 2] = _IDF_OF_ONE
    weighted = csr_matrix((idf[columns], (rows, columns)), shape=(n, len(kinds)))
    return np.asarray((weighted @ weighted.T).toarray())


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Text number and code of each pair of neighbouring Chinese characters."""
    codes = _codes("\n".join(texts))
    rows = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])[: len(codes)]
    han = (codes >= _FIRST) & (codes <= _LAST)
    both = han[:-1] & han[1:]
    pairs = (codes[:-1] << _SHIFT | codes[1:])[both]
    rows = rows[:-1][both]
    common = _common_codes()
    at = np.searchsorted(common, pairs).clip(max=len(common) - 1)
    telling = common[at] != pairs
    return rows[telling], pairs[telling]


def _codes(text: str) -> NDArray[np.int64]:
    encoded = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(encoded, dtype=np.uint32).astype(np.int64)


def _common_codes() -> NDArray[np.int64]:
    codes = _codes("".join(sorted(common_pairs())))
    return np.sort(codes[::2] << _SHIFT | codes[1::2])
