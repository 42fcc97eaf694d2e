"""Where a topic model starts: varimax-rotated singular vectors of the TF-IDF matrix.

Topics show in the singular vectors as radial streaks: terms that mainly one topic uses lie on
a line of their own. Varimax turns the axes onto those lines. Nothing in this is drawn at random,
so that every seed leads to the same topics; `docs/themes.md` has the comparison with anchor
words, NMF and clustering as starts.
"""

from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.text import rarity
from cityanalysis.themes.rows import row_shares

__all__ = ["informed_topics"]

_BLEND = 0.1  # share of the corpus's own frequencies: no term is ruled out by the start
_DECIMALS = 4  # of a share in a start, which is no more than a guess
_LONGEST = 20_000  # terms that take part in the rotation; the others lie near the origin


def informed_topics(counts: Any, n_topics: int, *, seed: int = 0) -> np.ndarray:
    """Topics read off the rotated singular vectors.

    Parameters
    ----------
    counts : sparse matrix, shape (n_documents, n_terms)
        Counts of terms, nonnegative.
    n_topics : int
        Number of topics. Those beyond the rank of the counts are the corpus's frequencies,
        jittered.
    seed : int
        Seeds the jitter and the randomised decomposition, which has converged where it stops.

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Term probabilities; rows sum to 1.

    References
    ----------
    Rohe, K. & Zeng, M. (2023). Vintage factor analysis with varimax performs statistical
    inference. JRSS B 85(4), 1037-1060.

    Examples
    --------
    >>> counts = sparse.csr_matrix([[4, 4, 0, 0], [5, 3, 0, 0], [0, 0, 4, 4], [0, 0, 3, 5]] * 5)
    >>> topics = informed_topics(counts, 2)
    >>> sorted((topics[:, :2].sum(axis=1) > 0.9).tolist())
    [False, True]
    """
    counts = sparse.csr_matrix(counts, dtype=np.float32)
    rng = np.random.default_rng(seed)
    overall = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel() + 1e-3
    overall /= overall.sum()
    n_found = min(n_topics, *(side - 1 for side in counts.shape))
    topics = overall * rng.gamma(10.0, 0.1, size=(n_topics, len(overall)))
    if n_found > 1 and counts.nnz:
        memberships = _memberships(_weighted(counts), n_found, seed)
        topics[:n_found] = (counts.T @ memberships).T + 1e-9
    return (1 - _BLEND) * row_shares(topics) + _BLEND * overall


def _weighted(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Log counts times inverse document frequency, rows of length 1."""
    counts = counts.copy()
    counts.eliminate_zeros()
    n_documents, n_terms = counts.shape
    documents = np.bincount(counts.indices, minlength=n_terms)
    idf = rarity(n_documents, documents).astype(np.float32)
    weights = np.log1p(counts.data) * idf[counts.indices]
    weighted = sparse.csr_matrix((weights, counts.indices, counts.indptr), counts.shape)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = 1 / np.maximum(lengths, 1e-6)
    weighted.data *= np.repeat(scale, np.diff(weighted.indptr)).astype(np.float32)
    return weighted


def _memberships(weighted: sparse.csr_matrix, n_topics: int, seed: int) -> np.ndarray:
    """Nonnegative shares of the rotated axes in the documents; rows sum to 1 or are empty."""
    from sklearn.utils.extmath import randomized_svd

    # In double precision, and rounded at the end, so that processors whose algebra differs in the
    # last digits begin from the same topics.
    precise = weighted.astype(np.float64)
    left, sizes, right = randomized_svd(precise, n_topics, n_iter=4, random_state=seed)
    terms = right.T
    rotation = _varimax(terms)
    # Each streak leaves the origin on one side only: that side is made the positive one.
    signs = np.sign(((terms @ rotation) ** 3).sum(axis=0))
    scores = np.maximum((left * sizes) @ (rotation * signs), 0)
    return np.asarray(np.round(row_shares(scores), _DECIMALS))


def _varimax(loadings: np.ndarray, *, max_iter: int = 60) -> np.ndarray:
    """Rotation that makes the loadings sparse (Kaiser 1958), by iterated Procrustes."""
    lengths = (loadings**2).sum(axis=1)
    rows = loadings[np.argsort(-lengths, kind="stable")[:_LONGEST]]
    rotation = np.eye(loadings.shape[1])
    last = 0.0
    for _ in range(max_iter):
        turned = rows @ rotation
        squares = turned * turned  # three times as fast as a power of three
        slope = rows.T @ (turned * (squares - squares.mean(axis=0)))
        left, sizes, right = np.linalg.svd(slope)
        rotation = left @ right
        if sizes.sum() <= last * (1 + 1e-5):
            break
        last = float(sizes.sum())
    return rotation
