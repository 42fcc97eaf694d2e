"""Where a topic model starts: topics recovered from anchor words.

An anchor word is a term that (nearly) only one topic uses. Given the anchors, every other
term's company of words is a mixture of the anchors' company, and the mixture says which
topics use the term. The start is spectral, so that it does not depend on luck: the seed only
draws the random projection, and any seed leads to nearly the same topics.
"""

from typing import Any

import numpy as np
from scipy import sparse

__all__ = ["anchor_topics"]

_PROJECTED = 400
_FLOOR = 1e-6


def anchor_topics(counts: Any, n_topics: int, *, seed: int = 0) -> np.ndarray:
    """Topics recovered from anchor words.

    Parameters
    ----------
    counts : sparse matrix, shape (n_documents, n_terms)
        Counts of terms, nonnegative.
    n_topics : int
        Number of topics. Topics beyond what the counts can carry are random mixtures of the
        corpus's own frequencies.
    seed : int
        Seeds the random projection.

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Term probabilities, strictly positive, rows sum to 1.

    References
    ----------
    Arora, S. et al. (2013). A practical algorithm for topic modeling with provable guarantees.
    ICML. (Here the mixtures are found by accelerated projected gradients.)

    Examples
    --------
    >>> counts = sparse.csr_matrix([[4, 4, 0, 0], [5, 3, 0, 0], [0, 0, 4, 4], [0, 0, 3, 5]] * 5)
    >>> topics = anchor_topics(counts, 2)
    >>> sorted((topics[:, :2].sum(axis=1) > 0.9).tolist())
    [False, True]
    """
    counts = sparse.csr_matrix(counts, dtype=np.float32)
    rng = np.random.default_rng(seed)
    company, frequency = _projected_company(counts, rng)
    anchors = _furthest_terms(company, _candidates(counts, n_topics), n_topics)
    topics = _surplus_topics(frequency, n_topics, rng)
    if len(anchors) > 1:
        shares = _simplex_least_squares(company, company[anchors])
        topics[: len(anchors)] = (shares * frequency[:, None]).T
    topics = np.maximum(topics, 0) / np.maximum(topics.sum(axis=1, keepdims=True), 1e-300)
    even = np.full(counts.shape[1], 1 / counts.shape[1])
    topics = (1 - _FLOOR) * topics + _FLOOR * even
    return topics / topics.sum(axis=1, keepdims=True)


def _projected_company(
    counts: sparse.csr_matrix, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Each term's mean company of other terms, randomly projected, and its frequency."""
    lengths = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    pairs = lengths * (lengths - 1)
    weight = np.where(pairs > 0, 1 / np.maximum(pairs, 1e-12), 0)
    scaled = sparse.diags(np.sqrt(weight)).astype(np.float32) @ counts
    # A token is not in its own company: take the expected self-pairs off the diagonal.
    own = np.asarray(weight.astype(np.float32) @ counts).ravel()
    n_terms = counts.shape[1]
    width = min(_PROJECTED, n_terms)
    signs = rng.choice(
        np.array([-1, 0, 1], np.float32), size=(n_terms, width), p=[1 / 6, 2 / 3, 1 / 6]
    )
    if n_terms <= _PROJECTED:
        signs = np.eye(n_terms, dtype=np.float32)
    company = scaled.T @ (scaled @ signs) - own[:, None] * signs
    frequency = scaled.T @ np.asarray(scaled.sum(axis=1)).ravel() - own
    frequency = np.maximum(np.asarray(frequency, dtype=np.float64).ravel(), 0)
    company /= np.maximum(frequency, 1e-12)[:, None].astype(np.float32)
    company[frequency <= 0] = 0
    return company, frequency


def _candidates(counts: sparse.csr_matrix, n_topics: int) -> np.ndarray:
    """Terms in enough documents for their company to be known."""
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    floor = max(5, counts.shape[0] // 200)
    candidates = np.flatnonzero(documents >= floor)
    if len(candidates) < 2 * n_topics:
        candidates = np.flatnonzero(documents)
    return candidates


def _furthest_terms(company: np.ndarray, candidates: np.ndarray, n_topics: int) -> list[int]:
    """Greedy vertices of the hull of the terms' company (stabilised Gram-Schmidt)."""
    if not len(candidates):
        return []
    rest = company[candidates].astype(np.float64)
    scale = float((rest**2).sum(axis=1).max())
    anchors: list[int] = []
    for step in range(min(n_topics, len(candidates))):
        sizes = (rest**2).sum(axis=1)
        best = int(np.argmax(sizes))
        if sizes[best] <= 1e-9 * max(scale, 1e-300):
            break
        anchors.append(int(candidates[best]))
        if step == 0:
            rest = rest - rest[best]
        else:
            direction = rest[best] / np.sqrt(sizes[best])
            rest = rest - np.outer(rest @ direction, direction)
    return anchors


def _simplex_least_squares(
    rows: np.ndarray, vertices: np.ndarray, *, n_iterations: int = 150
) -> np.ndarray:
    """Weights on the simplex with which the vertices best mix to each row (FISTA)."""
    gram = (vertices @ vertices.T).astype(np.float64)
    target = (rows @ vertices.T).astype(np.float64)
    step = 1 / max(float(np.linalg.eigvalsh(gram)[-1]), 1e-300)
    weights = np.full(target.shape, 1 / len(vertices))
    ahead, momentum = weights, 1.0
    for _ in range(n_iterations):
        new = _onto_simplex(ahead - step * (ahead @ gram - target))
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / grown * (new - weights)
        moved = float(np.abs(new - weights).max())
        weights, momentum = new, grown
        if moved < 1e-4:
            break
    return weights


def _onto_simplex(points: np.ndarray) -> np.ndarray:
    """Nearest point of the probability simplex, row by row (Duchi et al. 2008)."""
    ordered = -np.sort(-points, axis=1)
    excess = (ordered.cumsum(axis=1) - 1) / np.arange(1, points.shape[1] + 1)
    last = (ordered > excess).sum(axis=1) - 1
    return np.maximum(points - excess[np.arange(len(points)), last][:, None], 0)


def _surplus_topics(frequency: np.ndarray, n_topics: int, rng: np.random.Generator) -> np.ndarray:
    """Topics for which no anchor was found: the corpus's frequencies, jittered."""
    base = frequency + _FLOOR * max(float(frequency.mean()), 1e-12)
    return base * rng.gamma(10.0, 0.1, size=(n_topics, len(frequency)))
