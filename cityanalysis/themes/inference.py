"""Weights of topics in documents, given the topics: the E-step of LDA, many at once."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import sparse
from scipy.special import psi

from cityanalysis.errors import UsageError
from cityanalysis.themes.rows import row_shares

__all__ = ["PaddedCounts", "infer_theta"]

_CELLS = 32_768  # cells of a batch: with their topics they fit into the processor's cache
_STEP = 2**0.25  # ratio of one width to the next
_TINY = np.float32(1e-30)


@dataclass(frozen=True, slots=True, eq=False)
class PaddedCounts:
    """Counts laid out for batches of matrix products: rows ordered and padded by length.

    A row is padded to the next of a few widths, which depends on nothing but its own length:
    the arithmetic on a document is the same whatever documents stand beside it.

    Attributes
    ----------
    rows : ndarray of int
        Document of each row; documents without terms have none.
    lengths : ndarray of float32
        Tokens of each row.
    terms, values : ndarray
        Terms and counts of all rows, one after the other; padding has count 0.
    starts : ndarray of int
        Where each row starts, and the end.
    batches : tuple of (int, int)
        First row and end of each batch; the rows of a batch have one width.
    """

    rows: np.ndarray
    lengths: np.ndarray
    terms: np.ndarray
    values: np.ndarray
    starts: np.ndarray
    batches: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, counts: sparse.csr_matrix) -> Self:
        """Lay out a CSR matrix."""
        filled = np.diff(counts.indptr)
        widths = _widths(filled)
        rows = np.argsort(widths, kind="stable")
        rows = rows[filled[rows] > 0]
        starts = np.concatenate([[0], np.cumsum(widths[rows], dtype=np.int64)])
        own = filled[rows].astype(np.int64)
        within = np.arange(own.sum()) - np.repeat(np.cumsum(own) - own, own)
        source = within + np.repeat(counts.indptr[rows].astype(np.int64), own)
        target = within + np.repeat(starts[:-1], own)
        terms = np.zeros(starts[-1], dtype=np.int32)
        values = np.zeros(starts[-1], dtype=np.float32)
        terms[target] = counts.indices[source]
        values[target] = counts.data[source]
        lengths = np.asarray(counts.sum(axis=1)).ravel()[rows].astype(np.float32)
        return cls(rows, lengths, terms, values, starts, _batches(widths[rows]))

    def cells(self, first: int, end: int) -> tuple[np.ndarray, np.ndarray]:
        """Terms and counts of a batch, n_rows × width."""
        flat = slice(self.starts[first], self.starts[end])
        shape = (end - first, -1)
        return self.terms[flat].reshape(shape), self.values[flat].reshape(shape)


def _widths(filled: np.ndarray) -> np.ndarray:
    steps = np.ceil(np.log(np.maximum(filled, 4)) / np.log(_STEP) - 1e-9)
    return np.asarray(np.ceil(_STEP**steps), dtype=np.int64)


def _batches(widths: np.ndarray) -> tuple[tuple[int, int], ...]:
    found = []
    first = 0
    while first < len(widths):
        width = widths[first]
        end = min(first + max(1, _CELLS // int(width)), len(widths))
        end = first + int(np.searchsorted(widths[first:end], width, side="right"))
        found.append((first, end))
        first = end
    return tuple(found)


def infer_theta(
    counts: Any,
    phi: np.ndarray,
    alpha: np.ndarray,
    *,
    max_iter: int = 200,
    tol: float = 1e-4,
) -> np.ndarray:
    """Posterior mean weights of topics in documents, by mean-field variational inference.

    A document's weights do not depend on the documents beside it, nor on any seed: each starts
    from even weights and stops by itself.

    Parameters
    ----------
    counts : sparse matrix, shape (n_documents, n_terms)
        Counts of terms, nonnegative.
    phi : ndarray, shape (n_topics, n_terms)
        Term probabilities, rows sum to 1.
    alpha : ndarray, shape (n_topics,)
        Dirichlet prior of the weights.
    max_iter : int
        Most iterations over a document.
    tol : float
        A document has settled when no weight moves by more.

    Returns
    -------
    ndarray, shape (n_documents, n_topics)
        Rows sum to 1; a document without terms gets the prior mean.

    Raises
    ------
    UsageError
        Where a number is infinite or missing.

    References
    ----------
    Blei, D., Ng, A. & Jordan, M. (2003). Latent Dirichlet allocation. JMLR 3, 993-1022.

    Examples
    --------
    >>> counts = sparse.csr_matrix([[3, 0], [0, 3], [0, 0]])
    >>> infer_theta(counts, np.array([[0.9, 0.1], [0.1, 0.9]]), np.full(2, 0.1)).round(1)
    array([[1. , 0. ],
           [0. , 1. ],
           [0.5, 0.5]])
    """
    counts = sparse.csr_matrix(counts, dtype=np.float64)
    counts.eliminate_zeros()
    for name, values in (("counts", counts.data), ("phi", phi), ("alpha", alpha)):
        if not np.isfinite(values).all():
            raise UsageError(f"{name} must be finite: numbers that are none give no weights.")
    padded = PaddedCounts.of(counts)
    by_term = np.ascontiguousarray(phi.T, dtype=np.float32)
    prior = np.asarray(alpha, dtype=np.float32)
    gamma = np.tile(np.asarray(alpha, dtype=np.float64), (counts.shape[0], 1))
    for first, end in padded.batches:
        terms, values = padded.cells(first, end)
        start = prior + padded.lengths[first:end, None] / np.float32(len(prior))
        limit = tol * (padded.lengths[first:end] + prior.sum())
        found = _settle(by_term[terms], values, start, prior, limit, max_iter)
        gamma[padded.rows[first:end]] = found
    return row_shares(gamma)


def _settle(
    cells: np.ndarray,
    values: np.ndarray,
    gamma: np.ndarray,
    alpha: np.ndarray,
    limit: np.ndarray,
    max_iter: int,
) -> np.ndarray:
    """Iterate a batch until each document has settled; those that have are left out."""
    final = gamma.copy()
    active = np.arange(len(gamma))
    for _ in range(max_iter):
        weights, ratio = responsibilities(cells, values, gamma)
        new = alpha + weights * spread_back(ratio, cells)
        done = np.abs(new - gamma).max(axis=1) < limit
        gamma = new
        if done.any():
            final[active[done]] = gamma[done]
            left = ~done
            active, limit = active[left], limit[left]
            cells, values, gamma = cells[left], values[left], gamma[left]
            if not len(active):
                break
    final[active] = gamma
    return final


def responsibilities(
    cells: np.ndarray, values: np.ndarray, gamma: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Topic factors of each document, and counts over their expected rate.

    A token's share in a topic is factor × cell × ratio / count.
    """
    weights = np.exp(psi(gamma) - psi(gamma.sum(axis=1, keepdims=True)))
    # einsum, not matmul: the same sums to the last bit whatever BLAS takes the processor for.
    rate = np.einsum("rwk,rk->rw", cells, weights)
    return weights, values / np.maximum(rate, _TINY)


def spread_back(ratio: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Sums of each document's topics over its terms, weighted by the terms' ratios."""
    return np.asarray(np.einsum("rw,rwk->rk", ratio, cells))
