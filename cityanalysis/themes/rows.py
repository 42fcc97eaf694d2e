"""Rows of numbers brought to one size: to a sum of 1, or to a length of 1."""

import numpy as np

__all__ = ["row_shares", "unit_rows"]

_NO_LENGTH = 1e-9  # a vector of this length or less has no direction; vectors are single precision


def row_shares(weights: np.ndarray) -> np.ndarray:
    """Rows divided by their sums; a row of zeros stays one.

    Examples
    --------
    >>> row_shares(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist()
    [[0.25, 0.75], [0.0, 0.0]]
    """
    sums = weights.sum(axis=1, keepdims=True)
    return np.asarray(weights / np.where(sums > 0, sums, 1))


def unit_rows(vectors: np.ndarray) -> np.ndarray:
    """Vectors, along the last axis, divided by their lengths; one of zeros stays so.

    Examples
    --------
    >>> unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    return np.asarray(
        vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), _NO_LENGTH)
    )
