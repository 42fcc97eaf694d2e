"""What turns a start and counts into topics: one function an engine, all of one signature.

An engine takes the counts, the expected tokens of each topic and term so far, and the
settings; it returns the new expected tokens. `ENGINES` lists them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.errors import UsageError
from cityanalysis.themes.inference import blocks

__all__ = ["ENGINES", "STREAMING", "EngineSettings"]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What every engine is told.

    Attributes
    ----------
    alpha : ndarray, shape (n_topics,)
        Dirichlet prior of a document's weights.
    eta : float
        Dirichlet prior of a topic's terms.
    passes : int or None
        Passes over the corpus; None leaves it to the engine.
    seed : int
        Seed of the engine's own draws.
    n_seen : int
        Documents that went into the tokens so far; 0 for a mere start.
    """

    alpha: np.ndarray
    eta: float
    passes: int | None
    seed: int
    n_seen: int = 0


def update_gensim(
    counts: sparse.csr_matrix, topic_counts: np.ndarray, settings: EngineSettings
) -> np.ndarray:
    """Online variational Bayes in gensim (Hoffman, Blei & Bach 2010)."""
    from gensim.models import LdaModel

    n_topics, n_terms = topic_counts.shape
    model = LdaModel(
        id2word={term: str(term) for term in range(n_terms)},
        num_topics=n_topics,
        alpha=settings.alpha.astype(np.float32),
        eta=settings.eta,
        passes=settings.passes or 2,
        iterations=20,
        gamma_threshold=0.01,
        eval_every=None,
        random_state=settings.seed,
    )
    # Given a corpus at once, the constructor would start from its own random topics.
    model.state.sstats[...] = topic_counts
    model.state.numdocs = model.num_updates = settings.n_seen
    model.sync_state()
    model.update(_bags(counts))
    return model.state.sstats.astype(np.float64)


def _bags(counts: sparse.csr_matrix) -> list[list[tuple[int, float]]]:
    """Rows as gensim's lists of (term, count), without the empty ones."""
    terms, values = counts.indices.tolist(), counts.data.tolist()
    bounds = counts.indptr.tolist()
    pairs = pairwise(bounds)
    return [list(zip(terms[a:b], values[a:b], strict=True)) for a, b in pairs if b > a]


def update_em(
    counts: sparse.csr_matrix, topic_counts: np.ndarray, settings: EngineSettings
) -> np.ndarray:
    """Expectation maximisation with smoothed estimates, in NumPy (Asuncion et al. 2009)."""
    n_topics = len(topic_counts)
    theta = np.full((counts.shape[0], n_topics), 1 / n_topics, dtype=np.float32)
    fresh = topic_counts
    for _ in range(settings.passes or 30):
        smooth = fresh + settings.eta
        by_term = (smooth / smooth.sum(axis=1, keepdims=True)).T.astype(np.float32, order="C")
        new = np.zeros_like(by_term)
        for rows in blocks(counts, n_topics):
            new += _em_block(counts[rows], by_term, theta[rows], settings.alpha)
        fresh = new.T.astype(np.float64)
    share = counts.shape[0] / max(counts.shape[0] + settings.n_seen, 1)
    return fresh if not settings.n_seen else (1 - share) * topic_counts + fresh


def _em_block(
    counts: sparse.csr_matrix, by_term: np.ndarray, theta: np.ndarray, alpha: np.ndarray
) -> np.ndarray:
    """Expected tokens of each term and topic in a block; moves its theta in place."""
    cells = by_term[counts.indices]
    spread = np.repeat(theta, np.diff(counts.indptr), axis=0)
    norm = np.maximum(np.einsum("nk,nk->n", cells, spread), 1e-30)
    ratio = sparse.csr_matrix((counts.data / norm, counts.indices, counts.indptr), counts.shape)
    tokens = by_term * (ratio.T @ theta)
    theta *= ratio @ by_term
    theta += alpha.astype(np.float32)
    theta /= theta.sum(axis=1, keepdims=True)
    return tokens


def update_tomotopy(
    counts: sparse.csr_matrix, topic_counts: np.ndarray, settings: EngineSettings
) -> np.ndarray:
    """Collapsed Gibbs sampling in tomotopy, from its own random start."""
    try:
        import tomotopy
    except ImportError as error:
        raise UsageError(
            "engine 'tomotopy' is not installed. pip install 'cityanalysis[tomotopy]'"
        ) from error
    n_topics = len(topic_counts)
    model = tomotopy.LDAModel(
        k=n_topics, alpha=settings.alpha.tolist(), eta=settings.eta, seed=settings.seed
    )
    for bag in _bags(counts):
        model.add_doc([str(term) for term, count in bag for _ in range(round(count))])
    model.train(settings.passes or 200, workers=1)
    return _tomotopy_counts(model, topic_counts.shape)


def _tomotopy_counts(model: Any, shape: tuple[int, int]) -> np.ndarray:
    found = np.zeros(shape)
    terms = [int(term) for term in model.used_vocabs]
    for topic, tokens in enumerate(model.get_count_by_topics()):
        found[topic, terms] = tokens * model.get_topic_word_dist(topic)
    return found


Engine = Callable[[sparse.csr_matrix, np.ndarray, EngineSettings], np.ndarray]
ENGINES: dict[str, Engine] = {
    "gensim": update_gensim,
    "em": update_em,
    "tomotopy": update_tomotopy,
}
STREAMING = frozenset({"gensim", "em"})
