"""How like the words of one text are to those of another, for many short texts at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.splitting.bigrams import pairs_by_text

__all__ = ["inner_products"]

# Cells of the gram matrix that are filled together: 8 MB each of places and of weights.
_MOST_CELLS = 1_000_000
# Weight of a pair that one text alone has; see `inner_products`.
_IDF_OF_ONE = 0.6


def inner_products(texts: Sequence[str]) -> NDArray[np.float64]:
    """Inner products of tf-idf vectors over pairs of Chinese characters, common pairs left out.

    A pair counts once a text; its weight is log((n + 1) / (df + 0.5)), and .6 where only one text
    has it, so that pairs which no other text has lengthen the vector only a little.

    Returns
    -------
    array of float, n_texts × n_texts

    Examples
    --------
    >>> inner_products(["阿胶出口", "阿胶滞销", "轴承"]).round(1)[0].tolist()
    [0.9, 0.2, 0.0]
    """
    n = len(texts)
    first, rows = pairs_by_text(texts, across=False)
    frequency = np.diff(first, append=len(rows))
    alone = rows[first[frequency == 1]]
    gram = np.diag(np.bincount(alone, minlength=n) * _IDF_OF_ONE**2).ravel()
    shared = frequency > 1
    first, frequency = first[shared], frequency[shared]
    weight = np.log((n + 1) / (frequency + 0.5)) ** 2
    for begin, end in _parts(frequency * frequency):
        few = frequency[begin:end]
        cells = few * few
        at = first[begin:end].repeat(cells)
        place = np.arange(len(at)) - (cells.cumsum() - cells).repeat(cells)
        one, other = np.divmod(place, few.repeat(cells))
        places = rows[at + one] * n + rows[at + other]
        gram += np.bincount(places, weight[begin:end].repeat(cells), n * n)
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
