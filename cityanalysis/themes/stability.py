"""Whether several runs found the same topics, and whether they agree about the cities."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.preprocessing import normalize

from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, Prevalence
from cityanalysis.themes.runs import align_topics

__all__ = ["MIN_COSINE", "MIN_JACCARD", "run_disagreement", "topic_stability"]

MIN_COSINE = 0.8  # of the terms of two topics that are taken for one
MIN_JACCARD = 0.5  # of their top terms: half of all are common
_MAX_NOISE = 0.5  # of the spread between cities; with more, runs differ half as much as cities


def topic_stability(
    phis: Sequence[np.ndarray], topics: Sequence[str], *, n_terms: int = 10
) -> pd.DataFrame:
    """How well each topic of the first run is found again in the others.

    Parameters
    ----------
    phis : sequence of ndarray, shape (n_topics, n_terms)
        Topics of each run.
    topics : sequence of str
        Names of the first run's topics.
    n_terms : int
        Top terms that are compared.

    Returns
    -------
    DataFrame
        ``theme``, ``cosine`` and ``jaccard`` (of the top terms), each the mean over the other
        runs after matching, and ``is_stable``: cosine at least .8 and Jaccard at least .5. With
        one run the numbers are missing and no topic counts as stable.

    References
    ----------
    Greene, D., O'Callaghan, D. & Cunningham, P. (2014). How many topics? ECML PKDD.

    Examples
    --------
    >>> topic_stability([np.eye(3), np.eye(3)[::-1]], ["a", "b", "c"], n_terms=1)
      theme  cosine  jaccard  is_stable
    0     a     1.0      1.0       True
    1     b     1.0      1.0       True
    2     c     1.0      1.0       True
    """
    if not phis:
        raise UsageError("`phis` must hold the topics of at least one run; got none")
    first = np.asarray(phis[0], dtype=float)
    cosines, jaccards = [], []
    for other in phis[1:]:
        matched = np.asarray(other, dtype=float)[align_topics(first, other)]
        cosines.append((normalize(first) * normalize(matched)).sum(axis=1))
        jaccards.append(_jaccard(first, matched, n_terms))
    missing = np.full(len(first), np.nan)
    cosine = np.mean(cosines, axis=0) if cosines else missing
    jaccard = np.mean(jaccards, axis=0) if jaccards else missing
    stable = (cosine >= MIN_COSINE) & (jaccard >= MIN_JACCARD)
    return pd.DataFrame(
        {Prevalence.theme: list(topics), "cosine": cosine, "jaccard": jaccard, "is_stable": stable}
    )


def _jaccard(left: np.ndarray, right: np.ndarray, n_terms: int) -> np.ndarray:
    shared = []
    for one, other in zip(left, right):
        first = set(np.argsort(-one, kind="stable")[:n_terms].tolist())
        second = set(np.argsort(-other, kind="stable")[:n_terms].tolist())
        shared.append(len(first & second) / len(first | second))
    return np.array(shared)


def run_disagreement(runs: Sequence[pd.DataFrame], cities: pd.DataFrame) -> pd.DataFrame:
    """How far runs disagree about a theme's weight in each city.

    Parameters
    ----------
    runs : sequence of DataFrame
        Theta of each run, aligned: index ``doc_id``, a column per theme.
    cities : DataFrame
        ``doc_id``, ``city``, ``weight``.

    Returns
    -------
    DataFrame
        ``theme``, ``city``, ``weight`` (mean over runs), ``run_sd``, ``noise`` (root mean square
        of ``run_sd`` over the cities, over the standard deviation between cities; one value a
        theme) and ``is_comparable``: noise at most .5, and not fewer than two runs.

    Examples
    --------
    >>> theta = pd.DataFrame({"farm": [0.9, 0.1]}, index=["a", "b"])
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "city": ["聊城", "德州"], "weight": [1, 1]})
    >>> run_disagreement([theta, theta], cities)[["city", "noise", "is_comparable"]]
      city  noise  is_comparable
    0   德州    0.0           True
    1   聊城    0.0           True
    """
    if not runs:
        raise UsageError("`runs` must hold the weights of at least one run; got none")
    weights = np.stack([_city_weights(run, cities).to_numpy() for run in runs])
    table = _city_weights(runs[0], cities)
    mean = weights.mean(axis=0)
    spread = weights.std(axis=0, ddof=1) if len(runs) > 1 else np.full(mean.shape, np.nan)
    between = mean.std(axis=0, ddof=1) if len(mean) > 1 else np.full(mean.shape[1], np.nan)
    within = np.sqrt((spread**2).mean(axis=0)) if len(mean) else np.full(mean.shape[1], np.nan)
    noise = np.divide(within, between, out=np.full(len(within), np.inf), where=between > 0)
    noise[np.isnan(within) | np.isnan(between)] = np.nan
    n_cities, n_themes = mean.shape
    return pd.DataFrame(
        {
            Prevalence.theme: np.repeat([str(name) for name in table.columns], n_cities),
            Prevalence.city: np.tile(np.asarray(table.index, dtype=object), n_themes),
            Cities.weight: mean.T.ravel(),
            "run_sd": spread.T.ravel(),
            "noise": np.repeat(noise, n_cities),
            "is_comparable": np.repeat(noise <= _MAX_NOISE, n_cities),
        }
    )


def _city_weights(theta: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Mean weight of each theme in each city, by the articles' shares."""
    known = cities[cities[Cities.doc_id].isin(theta.index)]
    share = known[Cities.weight].to_numpy(float)
    weighted = theta.loc[known[Cities.doc_id]].mul(share, axis=0)
    city = known[Cities.city].to_numpy()
    totals = pd.Series(share).groupby(city).sum()
    return weighted.groupby(city).sum().div(totals, axis=0)
