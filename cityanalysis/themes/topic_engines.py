"""What turns a start and counts into topics: one function an engine, all of one signature.

An engine takes the counts, the expected tokens of each topic and term so far, and the
settings; it returns the new expected tokens. `ENGINES` lists them by name.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.errors import UsageError
from cityanalysis.themes.variational import fit_variational

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


def update_vem(
    counts: sparse.csr_matrix, topic_counts: np.ndarray, settings: EngineSettings
) -> np.ndarray:
    """Incremental variational EM in NumPy: see `fit_variational`."""
    return fit_variational(
        counts,
        topic_counts,
        settings.alpha,
        eta=settings.eta,
        passes=settings.passes,
        seed=settings.seed,
        is_start=not settings.n_seen,
    )


def update_gensim(
    counts: sparse.csr_matrix, topic_counts: np.ndarray, settings: EngineSettings
) -> np.ndarray:
    """Online variational Bayes in gensim (Hoffman, Blei & Bach 2010)."""
    try:
        from gensim.models import LdaModel
    except ImportError as error:
        raise UsageError(
            "engine 'gensim' is not installed. pip install 'cityanalysis[gensim]'"
        ) from error
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
    with _without_advice("gensim.models.ldamodel"):
        model.update(_bags(counts))
    return np.asarray(model.state.sstats, dtype=np.float64)


@contextmanager
def _without_advice(name: str) -> Iterator[None]:
    """Keep gensim's advice to make more passes, meant for random starts, out of the log."""
    logger = logging.getLogger(name)

    def wanted(record: logging.LogRecord) -> bool:
        return "too few updates" not in record.getMessage()

    logger.addFilter(wanted)
    try:
        yield
    finally:
        logger.removeFilter(wanted)


def _bags(counts: sparse.csr_matrix) -> list[list[tuple[int, float]]]:
    """Rows as gensim's lists of (term, count), without the empty ones."""
    terms, values = counts.indices.tolist(), counts.data.tolist()
    pairs = pairwise(counts.indptr.tolist())
    return [list(zip(terms[a:b], values[a:b], strict=True)) for a, b in pairs if b > a]


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
    model = tomotopy.LDAModel(
        k=len(topic_counts), alpha=settings.alpha.tolist(), eta=settings.eta, seed=settings.seed
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
    "vem": update_vem,
    "gensim": update_gensim,
    "tomotopy": update_tomotopy,
}
STREAMING = frozenset({"vem", "gensim"})
