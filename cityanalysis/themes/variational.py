"""Incremental variational EM for LDA on batches of documents of one length."""

import numpy as np
from scipy import sparse
from scipy.special import psi

from cityanalysis.themes.inference import PaddedCounts, responsibilities, spread_back

__all__ = ["expected_tokens", "fit_variational"]

_CHUNKS = 8  # parts of the corpus: more converge in fewer passes, and take more memory
_CHUNK_MEMORY = 40_000_000  # cells that all chunks' expected tokens may take together
_MOST_PASSES = 40  # where topics do not settle
_SETTLED = 0.003  # share of tokens that may still change topic in a pass


def fit_variational(
    counts: sparse.csr_matrix,
    topic_counts: np.ndarray,
    alpha: np.ndarray,
    *,
    eta: float = 0.01,
    passes: int | None = None,
    seed: int = 0,
    is_start: bool = True,
) -> np.ndarray:
    """Expected tokens of topics and terms, by variational EM chunk after chunk.

    The corpus is cut at random into chunks. Each chunk in turn has its expected tokens taken
    out of the total and put back anew, so that no learning rate is needed and the bound on the
    likelihood only rises.

    Parameters
    ----------
    counts : CSR matrix, shape (n_documents, n_terms)
        Counts of terms, nonnegative.
    topic_counts : ndarray, shape (n_topics, n_terms)
        Expected tokens so far: the start, or those of earlier batches of a stream.
    alpha : ndarray, shape (n_topics,)
        Dirichlet prior of the weights.
    eta : float
        Added to each expected token count (smoothed topics).
    passes : int, optional
        Passes over the corpus; by default until few tokens change topic, at most 40.
    seed : int
        Seeds the cut into chunks.
    is_start : bool
        Whether `topic_counts` is a start, to be replaced, or a past, to be added to.

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Expected tokens.

    References
    ----------
    Blei, D., Ng, A. & Jordan, M. (2003). Latent Dirichlet allocation. JMLR 3, 993-1022.
    Neal, R. & Hinton, G. (1998). A view of the EM algorithm that justifies incremental,
    sparse, and other variants. In: Learning in Graphical Models.

    Examples
    --------
    >>> counts = sparse.csr_matrix([[4.0, 4, 0, 0], [0, 0, 4, 4]] * 5)
    >>> start = np.array([[3.0, 2, 1, 1], [1, 1, 2, 3]])
    >>> tokens = fit_variational(counts, start, np.full(2, 0.5))
    >>> (tokens / tokens.sum(axis=1, keepdims=True)).round(1)
    array([[0.5, 0.5, 0. , 0. ],
           [0. , 0. , 0.5, 0.5]])
    """
    chunks = [PaddedCounts.of(part) for part in _cut(counts, topic_counts.size, seed)]
    n_topics = len(alpha)
    prior = np.asarray(alpha, dtype=np.float32)
    tokens = np.array([chunk.lengths.sum() for chunk in chunks])
    total = np.ascontiguousarray(topic_counts.T, dtype=np.float32)
    if is_start:
        total = total * np.float32(tokens.sum() / max(float(total.sum()), 1e-12))
        parts = [total * np.float32(share) for share in tokens / max(tokens.sum(), 1e-12)]
    else:
        parts = [np.zeros_like(total) for _ in chunks]
    gammas = [prior + chunk.lengths[:, None] / np.float32(n_topics) for chunk in chunks]
    for number in range(passes or _MOST_PASSES):
        moved = 0.0
        for chunk, gamma, part in zip(chunks, gammas, parts):
            fresh = expected_tokens(chunk, _topics(total, eta), prior, gamma, 4 if number else 8)
            moved += float(np.abs(fresh - part).sum()) / 2
            total += fresh - part
            part[...] = fresh
        if passes is None and moved <= _SETTLED * float(tokens.sum()):
            break
    return np.maximum(total, 0).T.astype(np.float64)


def _cut(counts: sparse.csr_matrix, n_cells: int, seed: int) -> list[sparse.csr_matrix]:
    """Chunks of documents drawn at random, in the order of the corpus within each."""
    n_chunks = max(1, min(_CHUNKS, counts.shape[0], _CHUNK_MEMORY // max(n_cells, 1)))
    order = np.random.default_rng(seed).permutation(counts.shape[0])
    return [counts[np.sort(part)] for part in np.array_split(order, n_chunks)]


def _topics(total: np.ndarray, eta: float) -> np.ndarray:
    """Topics as the geometric mean of their posterior, which gives rare terms little weight."""
    smooth = np.maximum(total, 0) + np.float32(eta)
    return np.asarray(np.exp(psi(smooth) - psi(smooth.sum(axis=0))))


def expected_tokens(
    chunk: PaddedCounts, by_term: np.ndarray, alpha: np.ndarray, gamma: np.ndarray, n_inner: int
) -> np.ndarray:
    """Expected tokens of terms and topics in a chunk; moves its gamma in place.

    Parameters
    ----------
    chunk : PaddedCounts
        The chunk's counts, laid out in batches.
    by_term : ndarray of float32, shape (n_terms, n_topics)
        Topics, not necessarily summing to 1.
    alpha : ndarray of float32, shape (n_topics,)
        Dirichlet prior of the weights.
    gamma : ndarray of float32, shape (n_rows, n_topics)
        Dirichlet parameters of the chunk's documents so far; moved in place.
    n_inner : int
        Steps of each document towards its own fixed point.

    Returns
    -------
    ndarray, shape (n_terms, n_topics)
        They add up to the chunk's tokens.

    Examples
    --------
    >>> chunk = PaddedCounts.of(sparse.csr_matrix([[3.0, 0], [0, 5]]))
    >>> topics = np.array([[0.9, 0.1], [0.1, 0.9]], dtype=np.float32)
    >>> gamma = np.full((2, 2), 2, dtype=np.float32)
    >>> float(expected_tokens(chunk, topics, np.full(2, 0.1, np.float32), gamma, 4).sum())
    8.0
    """
    factors = np.zeros_like(gamma)
    ratios = np.zeros_like(chunk.values)
    for first, end in chunk.batches:
        terms, values = chunk.cells(first, end)
        cells, own = by_term[terms], gamma[first:end]
        for _ in range(n_inner):
            weights, ratio = responsibilities(cells, values, own)
            own = alpha + weights * spread_back(ratio, cells)
        weights, ratio = responsibilities(cells, values, own)
        gamma[first:end], factors[first:end] = own, weights
        ratios[chunk.starts[first] : chunk.starts[end]] = ratio.ravel()
    shape = (len(gamma), len(by_term))
    spread = sparse.csr_matrix((ratios, chunk.terms, chunk.starts), shape=shape)
    return np.asarray(by_term * (spread.T @ factors))
