"""Weights of topics in documents, given the topics: the E-step of LDA, many at once."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse
from scipy.special import psi

__all__ = ["infer_theta"]

_BLOCK_CELLS = 200_000
_LEAVE = 0.25


def infer_theta(
    counts: Any,
    phi: np.ndarray,
    alpha: np.ndarray,
    *,
    max_iter: int = 100,
    tol: float = 1e-4,
) -> np.ndarray:
    """Posterior mean weights of topics in documents, by mean-field variational inference.

    A document's weights do not depend on the documents beside it, nor on any seed: each starts
    from the prior mean and stops by itself.

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
        A document is done when no weight moves by more.

    Returns
    -------
    ndarray, shape (n_documents, n_topics)
        Rows sum to 1; a document without terms gets the prior mean.

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
    by_term = np.ascontiguousarray(phi.T, dtype=np.float64)
    theta = np.empty((counts.shape[0], phi.shape[0]))
    for rows in blocks(counts, phi.shape[0]):
        gamma = _variational(counts[rows], by_term, alpha, max_iter, tol)
        theta[rows] = gamma / gamma.sum(axis=1, keepdims=True)
    return theta


def blocks(counts: sparse.csr_matrix, n_topics: int) -> Iterator[slice]:
    """Runs of documents whose cells times topics fit into the processor's cache."""
    budget = max(1, 20 * _BLOCK_CELLS // max(n_topics, 1))
    start = 0
    while start < counts.shape[0]:
        limit = counts.indptr[start] + budget
        stop = int(np.searchsorted(counts.indptr, limit, side="right")) - 1
        stop = min(max(stop, start + 1), counts.shape[0])
        yield slice(start, stop)
        start = stop


def _variational(
    counts: sparse.csr_matrix, by_term: np.ndarray, alpha: np.ndarray, max_iter: int, tol: float
) -> np.ndarray:
    """Variational Dirichlet parameters of one block of documents."""
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    final = alpha + np.repeat(lengths[:, None] / len(alpha), len(alpha), axis=1)
    active = np.flatnonzero(lengths > 0)
    part, gamma = counts[active], final[active]
    cells = by_term[part.indices]
    still = np.zeros(len(active), dtype=bool)
    for _ in range(max_iter):
        if still.all():
            break
        new = alpha + _expected_counts(part, cells, gamma)
        moved = np.abs(new - gamma).max(axis=1)
        gamma = np.where(still[:, None], gamma, new)
        still |= moved < tol * (alpha.sum() + lengths[active])
        if still.mean() >= _LEAVE:
            # Documents that are done stop costing time; they leave in crowds, as copying costs too.
            final[active[still]] = gamma[still]
            cells = cells[np.repeat(~still, np.diff(part.indptr))]
            part = part[np.flatnonzero(~still)]
            active, gamma = active[~still], gamma[~still]
            still = np.zeros(len(active), dtype=bool)
    final[active] = gamma
    return final


def _expected_counts(counts: sparse.csr_matrix, cells: np.ndarray, gamma: np.ndarray) -> np.ndarray:
    """Expected tokens of each topic in each document."""
    weights = np.exp(psi(gamma) - psi(gamma.sum(axis=1, keepdims=True)))
    spread = np.repeat(weights, np.diff(counts.indptr), axis=0)
    norm = np.maximum(np.einsum("nk,nk->n", cells, spread), 1e-300)
    starts = counts.indptr[:-1]
    summed = np.add.reduceat(cells * (counts.data / norm)[:, None], starts, axis=0)
    return weights * summed
