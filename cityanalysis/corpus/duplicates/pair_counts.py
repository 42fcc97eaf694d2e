"""How often each pair of texts occurs, counted band by band, so that memory does not grow."""

from collections.abc import Iterable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO

import numpy as np
from numpy.typing import NDArray

__all__ = ["pairs_that_occur"]

_BANDS = 64  # files in which pairs are put, by their first text
_IN_MEMORY = 1 << 20  # bytes of a band from which it is a file on disk


def pairs_that_occur(
    blocks: Iterable[NDArray[np.int64]], end: int, *, least: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs that occur often enough, in order, and how often.

    Parameters
    ----------
    blocks : iterable of ndarray
        Pairs as numbers, in any order; they are sorted in place.
    end : int
        More than any of the numbers.
    least : int
        Times that a pair must occur.

    Examples
    --------
    >>> blocks = [np.array([3, 1]), np.array([1, 2, 1])]
    >>> [found.tolist() for found in pairs_that_occur(blocks, 4, least=2)]
    [[1], [3]]
    """
    limits = np.arange(1, _BANDS) * (end // _BANDS + 1)
    with ExitStack() as stack:
        bands: list[IO[bytes]] = [
            stack.enter_context(SpooledTemporaryFile(_IN_MEMORY)) for _ in range(_BANDS)
        ]
        for pairs in blocks:
            pairs.sort()
            for band, part in zip(bands, np.split(pairs, np.searchsorted(pairs, limits))):
                band.write(part.tobytes())
        found = [_counted(band, least) for band in bands]
    pairs, counts = (np.concatenate(column) for column in zip(*found))
    return pairs, counts


def _counted(band: IO[bytes], least: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    band.seek(0)
    pairs, counts = np.unique(np.frombuffer(band.read(), np.int64), return_counts=True)
    return pairs[counts >= least], counts[counts >= least]
