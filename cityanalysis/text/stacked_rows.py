"""Sparse rows put below each other, so that parts and whole are never held together."""

from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["stacked"]


def stacked(parts: list[Any], n_columns: int) -> sparse.csr_array:
    """One matrix of counts from its parts.

    Parameters
    ----------
    parts : list of csr_array
        Of `n_columns`; the list is emptied on the way, so that each part is freed once copied.
    n_columns : int
        Columns of all.

    Examples
    --------
    >>> part = sparse.csr_array(np.array([[0, 2]], dtype=np.int32))
    >>> stacked([part, part], 2).toarray().tolist()
    [[0, 2], [0, 2]]
    """
    ends = np.cumsum([0, *(size for part in parts for size in np.diff(part.indptr))])
    data, columns = (np.empty(ends[-1], dtype=np.int32) for _ in range(2))
    start = 0
    while parts:
        part = parts.pop(0)
        rows = slice(start, start := start + part.nnz)
        data[rows], columns[rows] = part.data, part.indices
    wide = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    shape = (len(ends) - 1, n_columns)
    return sparse.csr_array((data, columns, ends.astype(wide)), shape=shape)
