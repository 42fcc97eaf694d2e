"""How many topics: curves over K, a recommendation and its reason; the person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.errors import EmptyCorpusError, UsageError
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.describe import coherence, exclusivity
from cityanalysis.themes.inference import infer_theta
from cityanalysis.themes.lda import LDA
from cityanalysis.themes.stability import topic_stability

__all__ = ["TopicChoice", "choose_topics"]

_FEW = 20  # held-out documents under which no comparison is made
# Prediction goes on improving with the number of topics long after they are no longer found again.
_STEADY = 2 / 3
_DECIMALS = 8  # of a dispersion: the last digits differ from processor to processor


@dataclass(frozen=True, slots=True, eq=False)
class TopicChoice:
    """What speaks for each number of topics.

    Attributes
    ----------
    curves : DataFrame
        ``n_topics``, ``held_out`` (log-likelihood a token, by document completion),
        ``held_out_se`` (standard error over the held-out documents of the difference to the best),
        ``npmi``, ``exclusivity``, ``stability`` (mean matched cosine of two resampled fits),
        ``share_stable``, ``dispersion`` (of residuals; near 1 where the topics explain the counts).
    n_topics : int
        Recommendation.
    reason : str
        Code of the rule that led to it: ``one_standard_error``, ``few_documents`` or ``unstable``.
    """

    curves: pd.DataFrame
    n_topics: int
    reason: str


def choose_topics(
    dtm: DocumentTermMatrix,
    *,
    candidates: Sequence[int] = (5, 10, 15, 20, 30, 40),
    seed: int = 0,
    jobs: int = 1,
) -> TopicChoice:
    """Compare numbers of topics and recommend one.

    A tenth of the documents (at least twenty, at most half) is held out; half of the tokens of
    each gives its weights, the other half is predicted. Recommended is the smallest number whose
    prediction lies within one standard error of the best, among those at least two thirds of whose
    topics are found again in a resampled corpus.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.
    candidates : sequence of int
        Numbers of topics to compare.
    seed : int
        Of the random draws: one seed always gives the same numbers.
    jobs : int
        Processes that share the candidates; the result is the same for any number.

    Returns
    -------
    TopicChoice

    Raises
    ------
    UsageError
        No candidate, a candidate below 1, or a weighted matrix.
    EmptyCorpusError
        Fewer than ten documents with two tokens.

    References
    ----------
    Wallach, H. et al. (2009). Evaluation methods for topic models. ICML. Taddy, M. (2012). On
    estimation and selection for topic models. AISTATS. Hoyle, A. et al. (2021). Is automated
    topic model evaluation broken? NeurIPS.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series({n: ["研发", "人才"] if n % 2 else ["蔬菜", "小麦"] for n in range(40)})
    >>> choose_topics(count_terms(tokens), candidates=(1, 2, 4)).n_topics
    2
    """
    _check(dtm, candidates)
    counts = sparse.csr_matrix(
        dtm.counts if dtm.passages is None else dtm.passages, dtype=np.float64
    )
    split = _split(counts, seed)
    tasks = [(counts, split, int(number), seed) for number in sorted(set(candidates))]
    if jobs == 1:
        found = [_measure(*task) for task in tasks]
    else:
        from joblib import Parallel, delayed

        found = list(Parallel(n_jobs=jobs)(delayed(_measure)(*task) for task in tasks))
    return _recommend(_curves(found, dtm), int(split.held.sum()))


def _check(dtm: DocumentTermMatrix, candidates: Sequence[int]) -> None:
    if not len(candidates) or min(candidates) < 1:
        raise UsageError(f"`candidates` must be numbers of at least 1; got {list(candidates)}")
    if dtm.weighting != "count":
        raise UsageError("topics are chosen on counts. Use the matrix that count_terms gave.")
    counts = dtm.counts if dtm.passages is None else dtm.passages
    long = int((np.asarray(counts.sum(axis=1)).ravel() >= 2).sum())
    if long < 10:
        raise EmptyCorpusError(
            f"{long} documents have two tokens or more; at least 10 are needed to compare numbers "
            "of topics. Add documents, or measure named themes instead."
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Split:
    held: np.ndarray
    given: sparse.csr_matrix
    predicted: sparse.csr_matrix


def _split(counts: sparse.csr_matrix, seed: int) -> _Split:
    """Hold documents out and halve their tokens at random."""
    rng = np.random.default_rng(seed)
    long = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel() >= 2)
    size = min(2000, max(len(long) // 10, min(_FEW, len(long) // 2)))
    rows = np.sort(rng.choice(long, size=size, replace=False))
    held = np.zeros(counts.shape[0], dtype=bool)
    held[rows] = True
    chosen = counts[rows]
    given, predicted = chosen.copy(), chosen.copy()
    given.data = rng.binomial(chosen.data.astype(np.int64), 0.5).astype(np.float64)
    predicted.data = chosen.data - given.data
    return _Split(held, given, predicted)


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    n_topics: int
    phi: np.ndarray
    held_out: np.ndarray
    stability: pd.DataFrame
    dispersion: float


def _measure(counts: sparse.csr_matrix, split: _Split, n_topics: int, seed: int) -> _Measured:
    from threadpoolctl import threadpool_limits

    training = counts[~split.held]
    with threadpool_limits(1):
        model = LDA(n_topics, random_state=seed).fit(training)
        others = [
            LDA(n_topics, resample=True, random_state=seed + run).fit(training) for run in (1, 2)
        ]
        theta = infer_theta(split.given, model.components_, model.alpha_)
    phis = [other.components_ for other in others]
    stability = topic_stability(phis, [str(topic) for topic in range(n_topics)])
    held_out = _document_likelihood(split.predicted, theta, model.components_)
    dispersion = _dispersion(split.predicted, theta, model.components_)
    return _Measured(n_topics, model.components_, held_out, stability, dispersion)


def _document_likelihood(
    counts: sparse.csr_matrix, theta: np.ndarray, phi: np.ndarray
) -> np.ndarray:
    """Log-likelihood and tokens of each document, n_documents × 2."""
    cells = counts.tocoo()
    rate = np.einsum("nk,nk->n", theta[cells.row], phi.T[cells.col])
    each = cells.data * np.log(np.maximum(rate, 1e-300))
    total = np.bincount(cells.row, each, minlength=counts.shape[0])
    return np.stack([total, np.asarray(counts.sum(axis=1)).ravel()], axis=1)


def _dispersion(counts: sparse.csr_matrix, theta: np.ndarray, phi: np.ndarray) -> float:
    """Mean squared Pearson residual of unseen counts (Taddy 2012), in blocks of documents."""
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    total, cells = 0.0, 0
    for start in range(0, counts.shape[0], 200):
        rows = slice(start, start + 200)
        rate = theta[rows] @ phi
        expected = lengths[rows, None] * rate
        residual = (counts[rows].toarray() - expected) ** 2
        total += float((residual / np.maximum(expected * (1 - rate), 1e-12)).sum())
        cells += expected.size
    return round(total / max(cells, 1), _DECIMALS)


def _curves(found: Sequence[_Measured], dtm: DocumentTermMatrix) -> pd.DataFrame:
    tokens = max(float(found[0].held_out[:, 1].sum()), 1.0)
    best = max(found, key=lambda one: float(one.held_out[:, 0].sum()))
    rows: list[dict[str, Any]] = []
    for one in found:
        gap = best.held_out[:, 0] - one.held_out[:, 0]
        phi = pd.DataFrame(one.phi, columns=list(dtm.vocabulary))
        rows.append(
            {
                "n_topics": one.n_topics,
                "held_out": float(one.held_out[:, 0].sum()) / tokens,
                "held_out_se": float(gap.std(ddof=1) * np.sqrt(len(gap))) / tokens,
                "npmi": float(coherence(phi, dtm).mean()),
                "exclusivity": float(exclusivity(phi).mean()),
                "stability": float(one.stability["cosine"].mean()),
                "share_stable": float(one.stability["is_stable"].mean()),
                "dispersion": one.dispersion,
            }
        )
    return pd.DataFrame(rows)


def _recommend(curves: pd.DataFrame, n_held: int) -> TopicChoice:
    if n_held < _FEW:
        return TopicChoice(curves, int(curves["n_topics"].min()), "few_documents")
    near = curves["held_out"].max() - curves["held_out"] <= curves["held_out_se"]
    steady = curves["share_stable"] >= _STEADY
    if not steady.any():
        return TopicChoice(curves, int(curves["n_topics"].min()), "unstable")
    choice = curves.loc[steady & near, "n_topics"]
    if len(choice):
        return TopicChoice(curves, int(choice.min()), "one_standard_error")
    best = curves[steady].sort_values("held_out", kind="stable")["n_topics"].to_numpy()[-1]
    return TopicChoice(curves, int(best), "unstable")
