"""Pooled dispersion, effective sample size, and the intervals built on them.

The formulas stand with their reasons in docs/methods.md.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from cityanalysis.compare.aligned import THEMES_AT_ONCE, Cells, Floats, blocks
from cityanalysis.compare.city_variance import (
    INTERVAL_DOUBT,
    Moments,
    city_moments,
    relative_dispersion,
    unit_variance,
)

__all__ = ["Dispersion", "beta_interval", "difference_interval", "effective_size"]

# Where all articles of a city have the same value, their variance still is not taken for 0.
_SMALLEST_PHI = 1e-6
_ROUNDING = 1e-9  # of a sum of squares; below, a difference keeps too few digits
# The dispersion common to all themes counts for so many articles wholly about one theme.
_POOLED_EVENTS = 2.0
# Degrees of freedom with which the correlation of all themes counts beside that of one. Intervals
# of a theme that is reported in whole stories then cover .96/.94 at 20/100 articles per city,
# those of others .97/.94.
_POOLED_CORRELATION = 30.0


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much articles of one city vary, and how alike those of one cluster are.

    Attributes
    ----------
    variance : (n_themes,)
        σ², variance of an article's value within its city.
    rho : (n_themes,)
        Intra-cluster correlation.
    phi : (n_cities, n_themes)
        σ² as a share of the variance of an indicator with the same mean; 1 for indicators of
        single articles, and not below it for those of clusters.
    df : (n_cities, n_themes)
        Degrees of freedom behind `phi`; infinite where nothing was estimated.
    """

    variance: Floats
    rho: Floats
    phi: Floats
    df: Floats


@dataclass(frozen=True, slots=True)
class CitySums:
    """Sums of cells by city: Σw, Σw² over articles, ΣW² over clusters, Σwθ."""

    weight: Floats
    square: Floats
    cluster_square: Floats
    total: Floats


def city_sums(cells: Cells) -> CitySums:
    """Sum cells by city."""
    by_city = cells.by_city()
    return CitySums(
        weight=by_city @ cells.weight,
        square=by_city @ cells.square,
        cluster_square=by_city @ (cells.weight**2),
        total=by_city @ cells.total,
    )


def means(sums: CitySums) -> Floats:
    """Weighted means (n_cities, n_themes); NaN for a city without weight."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums.total / sums.weight[:, None]


def pooled_dispersion(cells: Cells, *, is_binary: bool) -> Dispersion:
    """Estimate the variance within cities and the correlation within clusters.

    One-way analysis of variance of clusters within cities, pooled over cities (Searle, Casella &
    McCulloch 1992, ch. 3), with articles weighted by their share in the city. With unit weights
    this is σ²w = ΣSSW/Σ(n−G), σ²b = max(0, (MSB−σ²w)/n0).

    Examples
    --------
    >>> import pandas as pd
    >>> from cityanalysis.compare.aligned import align, cells
    >>> values = pd.DataFrame({"water": [0.2, 0.4, 0.1, 0.5]}, index=list("abcd"))
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城", "聊城", "德州", "德州"]})
    >>> found = pooled_dispersion(cells(align(values, cities)), is_binary=False)
    >>> found.variance.round(3), found.df.ravel()
    (array([0.05]), array([2., 2.]))
    """
    sums = city_sums(cells)
    within, between, is_known = _components(cells, sums)
    variance = within + between
    rho = _correlation(cells, within, between) if is_known else np.ones(len(variance))
    df = np.full((cells.n_cities, len(variance)), np.inf)
    if not is_known or (is_binary and bool((cells.n == 1).all())):
        return Dispersion(variance, rho, np.ones(df.shape), df)
    relative, df = _relative(cells, sums, rho)
    if is_binary:
        # Pooled over cities an indicator varies as an indicator does; clusters only add to that.
        return Dispersion(variance, rho, np.maximum(relative, 1.0), np.full(df.shape, np.inf))
    freedom = float(len(cells.city) - np.count_nonzero(sums.weight))
    phi = _phi(variance, rho, sums, freedom) * relative
    return Dispersion(variance, rho, np.clip(phi, _SMALLEST_PHI, 1.0), np.minimum(df, freedom))


def _correlation(cells: Cells, within: Floats, between: Floats) -> Floats:
    """Correlation within clusters by theme, drawn to that of all themes together."""
    whole = within + between
    pooled = float(between.sum() / whole.sum()) if whole.sum() > 0 else 0.0
    own = np.where(whole > 0, between / np.where(whole > 0, whole, 1.0), pooled)
    # Only clusters of two and more articles show it, and few clusters show it badly.
    n_cities = len(np.unique(cells.city))
    df = max(min(len(cells.city) - n_cities, int(cells.n.sum()) - len(cells.city)), 0)
    drawn: Floats = (df * own + _POOLED_CORRELATION * pooled) / (df + _POOLED_CORRELATION)
    return drawn


def _relative(cells: Cells, sums: CitySums, rho: Floats) -> tuple[Floats, Floats]:
    """Each city's dispersion over that of all, and its degrees of freedom."""
    mean = np.nan_to_num(means(sums))
    found = _moments(cells, mean, rho)
    has = (sums.weight > 0)[:, None]
    weight = np.where(has, sums.weight[:, None], 1.0)
    unit = unit_variance(mean, np.where(has, found.design / weight**2, np.inf))
    relative, _, df, _ = relative_dispersion(found, unit, INTERVAL_DOUBT)
    return relative, df


def _moments(cells: Cells, mean: Floats, rho: Floats) -> Moments:
    """Sums by city of the deviations from its mean."""
    parts = []
    # Without a theme there is one block of none.
    for themes in blocks(max(len(rho), 1), THEMES_AT_ONCE):
        part = replace(cells, total=cells.total[:, themes])
        x = part.total - cells.weight[:, None] * mean[:, themes][cells.city]
        parts.append(city_moments(part, x, rho[themes])[0])
    tables = [name for name in Moments.__slots__ if getattr(parts[0], name).ndim > 1]
    joined = {name: np.hstack([getattr(part, name) for part in parts]) for name in tables}
    return replace(parts[0], **joined)


def _components(cells: Cells, sums: CitySums) -> tuple[Floats, Floats, bool]:
    """σ² within and between clusters, and whether any city has the two clusters that this takes."""
    present = sums.weight > 0
    city_weight = sums.weight[present]
    cell_square = _sums_of_squares(cells)
    city_square = sums.total[present] ** 2 / city_weight[:, None]
    cell_size = cells.square / cells.weight
    free_within = float((cells.weight - cell_size).sum())
    free_between = float((city_weight - sums.cluster_square[present] / city_weight).sum())
    tiny = 1e-9 * max(float(cells.weight.sum()), 1e-300)
    within = np.zeros(cells.total.shape[1])
    if free_within > tiny:
        within = _less(cells.total_square.sum(axis=0), cell_square) / free_within
    if free_between <= tiny:
        return within, np.zeros_like(within), False
    rest = float(cell_size.sum() - (sums.square[present] / city_weight).sum())
    spread = _less(cell_square, city_square.sum(axis=0))
    between = np.maximum((spread - rest * within) / free_between, 0)
    return within, between, True


def _sums_of_squares(cells: Cells) -> Floats:
    """Σ total² / weight by theme."""
    squares = cells.total**2
    squares /= cells.weight[:, None]
    return np.asarray(squares.sum(axis=0))


def _less(squares: Floats, of_means: Floats) -> Floats:
    """Sum of squares less that of the means; 0 where rounding alone could make the difference."""
    difference = squares - of_means
    return np.where(difference > _ROUNDING * squares, difference, 0.0)


def _phi(variance: Floats, rho: Floats, sums: CitySums, df: float) -> Floats:
    """σ² over the average of m(1−m) + v, cities weighted as σ² weights them.

    A theme seen in a handful of articles shows too little of its own spread, so its φ is drawn
    towards that of all themes together, but only upwards.
    """
    present = sums.weight > 0
    weight = sums.weight[present]
    mean = sums.total[present] / weight[:, None]
    square, cluster_square = sums.square[present][:, None], sums.cluster_square[present][:, None]
    design = ((1 - rho) * square + rho * cluster_square) / weight[:, None] ** 2
    free = weight - sums.cluster_square[present] / weight
    bernoulli = mean * (1 - mean) + design * variance
    expected = (free[:, None] * bernoulli).sum(axis=0) / free.sum()
    if not expected.any():
        return np.ones(len(variance))
    pooled = variance.sum() / expected.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        own = np.where(expected > 0, variance / expected, pooled)
    events = df * expected
    drawn = (events * own + _POOLED_EVENTS * pooled) / (events + _POOLED_EVENTS)
    return np.asarray(np.clip(np.maximum(own, drawn), _SMALLEST_PHI, 1.0))


def effective_size(dispersion: Dispersion, sums: CitySums, level: float) -> Floats:
    """Number of independent yes/no answers that a city's articles are worth.

    n_eff = W² / (φ [(1−ρ) Σw² + ρ ΣW_g²]), which with equal weights is
    N / (φ [1 + ρ (ΣN_g²/N − 1)]) and with single articles is Kish's (Σw)²/Σw² over φ. Where φ was
    estimated from few degrees of freedom, n_eff shrinks by the square of normal over Student
    quantile (Korn & Graubard 1998).

    Returns
    -------
    (n_cities, n_themes)
    """
    rho = dispersion.rho
    design = (1 - rho) * sums.square[:, None] + rho * sums.cluster_square[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        kish = np.where(design > 0, sums.weight[:, None] ** 2 / design, 0.0)
    return kish / dispersion.phi * small_sample_factor(dispersion.df, level)


def small_sample_factor(df: float | Floats, level: float) -> float | Floats:
    """(z/t)²: what an effective size loses where its variance rests on few degrees of freedom."""
    tail = (1 + level) / 2
    freedom = np.maximum(df, 1.0)
    with np.errstate(invalid="ignore"):
        student = np.where(np.isinf(freedom), special.ndtri(tail), special.stdtrit(freedom, tail))
    factor = (special.ndtri(tail) / student) ** 2
    return factor if np.ndim(df) else float(factor)


def beta_interval(mean: Floats, n_effective: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Beta quantiles at (m·n + ½, (1−m)·n + ½), never excluding the mean itself.

    Jeffreys' interval (Brown, Cai & DasGupta 2001) with an effective number of trials.

    Parameters
    ----------
    mean, n_effective : arrays of one shape
        A mean of NaN (no articles) gives 0 and 1.
    level : float
        Nominal coverage.

    Returns
    -------
    ci_low, ci_high : arrays of that shape

    Examples
    --------
    >>> low, high = beta_interval(np.array([0.3]), np.array([20.0]))
    >>> low.round(3), high.round(3)
    (array([0.136]), array([0.517]))
    """
    known = np.where(np.isnan(mean), 0.5, np.clip(mean, 0, 1))
    n = np.where(np.isnan(mean), 0.0, n_effective)
    tail = (1 - level) / 2
    low = special.betaincinv(known * n + 0.5, (1 - known) * n + 0.5, tail)
    high = special.betaincinv(known * n + 0.5, (1 - known) * n + 0.5, 1 - tail)
    unknown = np.isnan(mean)
    low = np.where(unknown, 0.0, np.minimum(low, known))
    high = np.where(unknown, 1.0, np.maximum(high, known))
    return low, high


def difference_interval(
    a: tuple[Floats, Floats, Floats], b: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Difference of two independent means by MOVER (Zou & Donner 2008).

    Parameters
    ----------
    a, b : (estimate, ci_low, ci_high)
        Each of the two means with the ends of its own interval.

    Returns
    -------
    difference, ci_low, ci_high

    Examples
    --------
    >>> one = tuple(map(np.array, (0.5, 0.4, 0.6)))
    >>> two = tuple(map(np.array, (0.2, 0.17, 0.24)))
    >>> [float(x.round(3)) for x in difference_interval(one, two)]
    [0.3, 0.192, 0.404]
    """
    difference = a[0] - b[0]
    low = difference - np.hypot(a[0] - a[1], b[2] - b[0])
    high = difference + np.hypot(a[2] - a[0], b[0] - b[1])
    return difference, low, high


def ratio_interval(
    a: tuple[Floats, Floats, Floats], b: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats, Floats]:
    """Ratio of two independent means by MOVER (Donner & Zou 2012).

    The closed form of what Monte Carlo on the two betas gives, without random numbers.

    Examples
    --------
    >>> one = tuple(map(np.array, (0.5, 0.4, 0.6)))
    >>> two = tuple(map(np.array, (0.2, 0.17, 0.24)))
    >>> [float(x.round(2)) for x in ratio_interval(one, two)]
    [2.5, 1.88, 3.19]
    """
    product = a[0] * b[0]
    below = np.sqrt(np.maximum(product**2 - a[1] * b[2] * (2 * a[0] - a[1]) * (2 * b[0] - b[2]), 0))
    above = np.sqrt(np.maximum(product**2 - a[2] * b[1] * (2 * a[0] - a[2]) * (2 * b[0] - b[1]), 0))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = a[0] / b[0]
        low = a[1] * (2 * a[0] - a[1]) / (product + below)
        high = (product + above) / (b[1] * (2 * b[0] - b[1]))
    low = np.where(np.isnan(low), 0.0, low)
    high = np.where(np.isnan(high), np.inf, high)
    return ratio, np.fmin(low, ratio), np.fmax(high, ratio)
