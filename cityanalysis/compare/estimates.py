"""Weight or prevalence of each theme in each city, with an interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Cells, Floats, Sample, align, cells
from cityanalysis.compare.dispersion import (
    beta_interval,
    city_sums,
    effective_size,
    means,
    pooled_dispersion,
    small_sample_factor,
)
from cityanalysis.errors import UsageError
from cityanalysis.frames import Prevalence

__all__ = ["prevalence"]


@dataclass(frozen=True, slots=True)
class Estimates:
    """Point, effective size and counts by city (rows) and theme (columns)."""

    cities: tuple[str, ...]
    themes: tuple[str, ...]
    mean: Floats
    n_effective: Floats
    n_articles: Floats
    n_clusters: Floats


def prevalence(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    runs: Sequence[pd.DataFrame] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """Share of each theme in each city, with a pooled-dispersion beta interval.

    Given theme weights, the estimate is the city's mean weight; given booleans, it is the share of
    the city's articles that are substantially about the theme. Articles count by their share in
    the city. Intervals cover sampling of the *measured* value; see `calibrate` for the rest.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    runs : sequence of DataFrame, optional
        The same weights from independent fits, aligned; their disagreement is added to the
        variance by Rubin's rules, and the estimate is their mean. `values` is then not used
        itself, except for its articles and themes.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    DataFrame
        `city`, `theme`, `estimate`, `ci_low`, `ci_high`, `stabilised` (posterior mean of a
        hierarchical model, for maps and ranks), `n_articles`, `n_clusters`, `n_effective`
        (independent yes/no answers that carry as much). A city without any weight has no
        estimate and the interval 0 to 1.

    Raises
    ------
    UsageError
        Where an argument does not fit; the message says which and how.

    References
    ----------
    Rao & Scott 1984, Annals of Statistics 12; Korn & Graubard 1998, Survey Methodology 24;
    Rubin 1987, Multiple Imputation for Nonresponse in Surveys.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [True, False, False, True]}, index=list("abcd"))
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城", "聊城", "聊城", "德州"]})
    >>> prevalence(values, cities)[["city", "estimate", "ci_low", "ci_high"]].round(2)
      city  estimate  ci_low  ci_high
    0   德州      1.00    0.15     1.00
    1   聊城      0.33    0.04     0.82
    """
    _check_level(level)
    if not runs:
        return frame_of(estimate(align(values, cities, cluster), level), level)
    found = [estimate(align(_like(values, run), cities, cluster), level) for run in runs]
    return frame_of(_rubin(found, level), level)


def estimate(sample: Sample, level: float) -> Estimates:
    """Means and effective sizes of a sample."""
    units = cells(sample)
    sums = city_sums(units)
    dispersion = pooled_dispersion(units, is_binary=sample.is_binary)
    return Estimates(
        cities=sample.cities,
        themes=sample.themes,
        mean=means(sums),
        n_effective=effective_size(dispersion, sums, level),
        n_articles=_count(sample, units)[0],
        n_clusters=_count(sample, units)[1],
    )


def stabilise(mean: Floats, n_effective: Floats) -> Floats:
    """Posterior means under a beta prior common to the cities, by theme.

    The prior's mean and spread come from the cities themselves (method of moments, DerSimonian &
    Laird 1986 for the spread): m̃ = (m n + μκ)/(n + κ) with κ = μ(1−μ)/τ² − 1. For maps and ranks
    only: its own interval would cover too little.

    Parameters
    ----------
    mean, n_effective : (n_cities, n_themes)
        Estimates, and the effective sizes behind them.

    Examples
    --------
    >>> stabilise(np.array([[0.0], [0.5]]), np.array([[4.0], [4.0]])).round(2)
    array([[0.06],
           [0.44]])
    """
    known = ~np.isnan(mean)
    m, n = np.where(known, mean, 0.0), np.where(known, n_effective, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(n.sum(axis=0) > 0, (n * m).sum(axis=0) / n.sum(axis=0), np.nan)
        spread = centre * (1 - centre)
        heterogeneity = (n * (m - centre) ** 2).sum(axis=0) / spread
        scale = n.sum(axis=0) - (n**2).sum(axis=0) / n.sum(axis=0)
        excess = heterogeneity - (known.sum(axis=0) - 1)
        tau_square = np.maximum(excess, 0) * spread / scale
        prior = np.where(tau_square > 0, np.maximum(spread / tau_square - 1, 0), np.inf)
        share = np.where(np.isinf(prior), 0.0, n / (n + prior))
    return np.where(known, share * m + (1 - share) * centre, np.nan)


def frame_of(found: Estimates, level: float) -> pd.DataFrame:
    """The prevalence frame, city by city."""
    low, high = beta_interval(found.mean, found.n_effective, level)
    n_cities, n_themes = found.mean.shape
    return pd.DataFrame(
        {
            Prevalence.city: pd.array(
                np.repeat(np.array(found.cities, dtype=object), n_themes), "str"
            ),
            Prevalence.theme: pd.array(
                np.tile(np.array(found.themes, dtype=object), n_cities), "str"
            ),
            Prevalence.estimate: found.mean.ravel(),
            Prevalence.ci_low: low.ravel(),
            Prevalence.ci_high: high.ravel(),
            Prevalence.stabilised: stabilise(found.mean, found.n_effective).ravel(),
            Prevalence.n_articles: np.repeat(found.n_articles, n_themes).astype(np.int64),
            Prevalence.n_clusters: np.repeat(found.n_clusters, n_themes).astype(np.int64),
            Prevalence.n_effective: found.n_effective.ravel(),
        }
    )


def _rubin(found: Sequence[Estimates], level: float) -> Estimates:
    """Combine runs: variance within runs plus (1 + 1/m) times that between them."""
    m = len(found)
    mean = np.mean([one.mean for one in found], axis=0)
    n = np.mean([one.n_effective for one in found], axis=0)
    if m == 1:
        return found[0]
    within = np.mean([_variance(one) for one in found], axis=0)
    between = np.var([one.mean for one in found], axis=0, ddof=1) * (1 + 1 / m)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(between > 0, between / (within + between), 0.0)
        df = np.where(share > 0, (m - 1) / share**2, np.inf)
    shrink = (1 - share) * small_sample_factor(df, level)
    first = found[0]
    return Estimates(
        first.cities, first.themes, mean, n * shrink, first.n_articles, first.n_clusters
    )


def _variance(found: Estimates) -> Floats:
    """Variance of each mean, with the mean drawn a little to ½ so that 0 and 1 keep some."""
    n = found.n_effective
    drawn = (found.mean * n + 0.5) / (n + 1)
    return drawn * (1 - drawn) / (n + 1)


def _count(sample: Sample, units: Cells) -> tuple[Floats, Floats]:
    n = len(sample.cities)
    articles = np.bincount(sample.city, minlength=n)
    return articles.astype(float), np.bincount(units.city, minlength=n).astype(float)


def _like(values: pd.DataFrame, run: pd.DataFrame) -> pd.DataFrame:
    absent = values.columns.difference(run.columns)
    if len(absent) or not values.index.isin(run.index).all():
        raise UsageError(
            "`runs` must hold every article and theme of `values`; "
            f"missing themes: {', '.join(map(str, absent)) or 'none'}."
        )
    return run.loc[values.index, values.columns]


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise UsageError(f"`level` must lie between 0 and 1; got {level}.")
