"""How surely each city's mean is known, where cities differ in how much their articles vary.

Each city has a dispersion of its own, drawn to that of all cities as far as the cities themselves
say that they are alike. Formulas and reasons stand in docs/methods.md.
"""

from dataclasses import dataclass

import numpy as np

from cityanalysis.compare.aligned import Cells, Floats

__all__ = ["CityVariance", "Moments", "city_moments", "city_variance"]

# A sum of squares this small, relative to its parts, is rounding.
_ROUNDING = 1e-9
# Keeps divisions by zero out of results that `np.where` discards.
_TINY = 1e-300
# Standard deviations of doubt about a city's own dispersion that are added to it. In tests a city
# taken for calmer than it is gives false findings (dispersions that differ 40-fold: .27 of corpora
# show a false pair without, .08 with one); in intervals a third is enough for the most changeable
# sixth of cities (.90 at 20 articles without, .92 with it) and leaves the others at .96.
_TEST_DOUBT, INTERVAL_DOUBT = 1.0, 0.3
# Where this χ² test finds no difference, all cities are taken to have one dispersion.
_ALIKE = 0.05


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the clusters of each city, for themes in columns.

    A cluster's sum x has the variance σ²d, with d = (1−ρ) Σw² + ρ W² and W its weight.

    Attributes
    ----------
    weight, count : (n_cities,)
        ΣW, and the number of clusters.
    total, raw : (n_cities, n_themes)
        Σx, and Σx before the mean of the stratum was taken off.
    design : (n_cities, n_themes)
        Σd.
    square, cross, scale, fourth : (n_cities, n_themes)
        Σx²/d, ΣxW/d, ΣW²/d and Σx⁴/d².
    """

    weight: Floats
    count: Floats
    total: Floats
    raw: Floats
    design: Floats
    square: Floats
    cross: Floats
    scale: Floats
    fourth: Floats


@dataclass(frozen=True, slots=True)
class CityVariance:
    """Means of cities with their variances.

    Attributes
    ----------
    mean, variance : (n_cities, n_themes)
        Mean, and the variance of it; 0 and infinity where a city has no articles.
    phi, df : (n_cities, n_themes)
        Variance of an article's value over that of an indicator of the same mean, and the
        degrees of freedom behind it.
    differs : (n_themes,)
        Whether the cities' dispersions differ by more than chance.
    """

    mean: Floats
    variance: Floats
    phi: Floats
    df: Floats
    differs: np.ndarray


def city_moments(units: Cells, x: Floats, rho: Floats) -> tuple[Moments, Floats]:
    """Sums by city of deviations `x`, and the design d of each cluster."""
    by_city, weight = units.by_city(), units.weight[:, None]
    d = np.maximum((1 - rho) * units.square[:, None] + rho * weight**2, 1e-300)
    square = x * x / d
    found = Moments(
        weight=by_city @ units.weight,
        count=by_city @ np.ones(len(units.city)),
        total=by_city @ x,
        raw=by_city @ units.total,
        design=by_city @ d,
        square=by_city @ square,
        cross=by_city @ (x * weight / d),
        scale=by_city @ (weight**2 / d),
        fourth=by_city @ (square * square),
    )
    return found, d


def city_variance(found: Moments) -> CityVariance:
    """Each city's mean and the variance of it.

    Parameters
    ----------
    found : Moments
        What `city_moments` gives.

    Returns
    -------
    CityVariance

    Examples
    --------
    Two cities of four clusters; the second varies more:

    >>> x = np.array([[0.1, 0.2, 0.1, 0.2], [0.0, 0.5, 0.0, 0.5]])
    >>> four, column = np.full(2, 4.0), lambda values: values.sum(axis=1)[:, None]
    >>> found = city_variance(Moments(four, four, column(x), column(x), four[:, None],
    ...     column(x**2), column(x), four[:, None], column(x**4)))
    >>> found.mean.ravel().round(2).tolist(), bool(found.variance[0, 0] <= found.variance[1, 0])
    ([0.15, 0.25], True)
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        has = (found.weight > 0)[:, None]
        weight = np.where(has, found.weight[:, None], 1.0)
        mean = np.where(has, found.total / weight, 0.0)
        kish = np.where(has, found.design / weight**2, np.inf)
        unit = unit_variance(np.where(has, found.raw / weight, 0.0), kish)
        relative, pooled, df, differs = relative_dispersion(found, unit, _TEST_DOUBT)
        phi = np.minimum(pooled * relative, np.maximum(1.0, pooled))
        variance = np.where(has, phi * unit * kish, np.inf)
    return CityVariance(mean, variance, phi, df, differs)


def relative_dispersion(
    found: Moments, unit: Floats, doubt: float
) -> tuple[Floats, Floats, Floats, np.ndarray]:
    """Dispersion of each city over that of all, drawn to it as far as they are alike.

    A city's own dispersion is the spread of its clusters about its mean, relative to `unit`. What
    differs between cities by nature, τ², is found as in a meta-analysis (DerSimonian & Laird 1986)
    with the sampling variance that a variance has under the kurtosis of the data; each city is
    then drawn to the typical one by the linear Bayes rule (compare Smyth 2004). What remains in
    doubt is added, since a city taken for calmer than it is gives false findings.

    Parameters
    ----------
    found : Moments
        What `city_moments` gives.
    unit : (n_cities, n_themes)
        Variance that an indicator of the city's mean would have.
    doubt : float
        Standard deviations of what remains unknown that are added.

    Returns
    -------
    relative : (n_cities, n_themes)
    pooled : (n_themes,)
        Dispersion of all cities together.
    df : (n_cities, n_themes)
    differs : (n_themes,) of bool
    """
    rest, free = _spread(found)
    expected = (free * unit).sum(axis=0)
    pooled = np.where(expected > 0, rest.sum(axis=0) / np.maximum(expected, _TINY), 0.0)
    seen = (free > 0) & (pooled > 0)
    own = rest / np.maximum(free * unit * pooled, _TINY)
    own = np.where(seen, own, 1.0)
    known = free / (1 + _excess_kurtosis(found) / 2)
    tau, differs = _heterogeneity(own, known)
    error = tau + 2 / np.maximum(known, _TINY)
    weight = np.where(seen, 1 / np.maximum(error, _TINY), 0.0)
    typical = (weight * own).sum(axis=0) / np.maximum(weight.sum(axis=0), _TINY)
    typical = np.where((tau > 0) & (typical > 0), typical, 1.0)
    share = np.where(seen, tau / np.maximum(error, _TINY), 0.0)
    relative = share * own + (1 - share) * typical + doubt * np.sqrt(tau * (1 - share))
    prior = np.where(tau > 0, 2 / np.maximum(tau, _TINY), np.inf)
    return relative, pooled, known + np.minimum(prior, known.sum(axis=0)), differs


def _spread(found: Moments) -> tuple[Floats, Floats]:
    """Σ(x − Wm)²/d of each city, and its expectation in units of σ²."""
    has = (found.weight > 0)[:, None]
    weight = np.where(has, found.weight[:, None], 1.0)
    mean = found.total / weight
    free = found.count[:, None] - 2 + found.scale * (found.design / weight**2)
    free = np.where(has & (free > _ROUNDING), free, 0.0)
    rest = found.square - 2 * mean * found.cross + mean**2 * found.scale
    return np.where((rest > _ROUNDING * found.square) & (free > 0), rest, 0.0), free


def unit_variance(raw: Floats, kish: Floats) -> Floats:
    """m(1−m) with each mean drawn to that of all as far as the cities agree."""
    n = np.where(np.isfinite(kish) & (kish > 0), 1 / kish, 0.0)
    m, whole = np.clip(raw, 0, 1), np.maximum(n.sum(axis=0), _TINY)
    centre = (n * m).sum(axis=0) / whole
    spread = np.maximum(centre * (1 - centre), _TINY)
    excess = (n * (m - centre) ** 2).sum(axis=0) / spread - (np.count_nonzero(n, axis=0) - 1)
    tau = np.maximum(excess, 0) * spread / np.maximum(whole - (n**2).sum(axis=0) / whole, _TINY)
    share = np.where(tau > 0, tau / (tau + spread / np.maximum(n, _TINY)), 0.0)
    drawn = share * m + (1 - share) * centre
    unit: Floats = np.maximum(drawn * (1 - drawn), _TINY)
    return unit


def _excess_kurtosis(found: Moments) -> Floats:
    """Excess kurtosis of clusters within cities, by theme, not below 0."""
    count = found.count[:, None]
    second = np.where(count > 0, found.square**2 / np.maximum(count, 1), 0.0).sum(axis=0)
    ratio = np.where(second > 0, found.fourth.sum(axis=0) / np.maximum(second, _TINY), 3.0)
    n_cities = max(int((found.count > 0).sum()), 1)
    n = max(float(found.count.sum()) / n_cities, 2.0)
    # The ratio of sample moments of n values is at most n, and below the truth by this much.
    ratio = np.minimum(ratio, n - 0.5)
    return np.maximum(ratio * (n - 1) / (n - ratio) - 3, 0.0)


def _heterogeneity(own: Floats, known: Floats) -> tuple[Floats, np.ndarray]:
    """Variance between cities' dispersions, and whether it is more than chance."""
    from scipy import special

    weight = known / 2
    whole = np.maximum(weight.sum(axis=0), _TINY)
    centre = (weight * own).sum(axis=0) / whole
    q = (weight * (own - centre) ** 2).sum(axis=0)
    n = np.count_nonzero(known > 0, axis=0) - 1
    tau = np.maximum(q - n, 0) / np.maximum(whole - (weight**2).sum(axis=0) / whole, _TINY)
    tau = np.where(n > 0, tau, 0.0)
    return tau, (n > 0) & (special.chdtrc(np.maximum(n, 1), q) < _ALIKE)
