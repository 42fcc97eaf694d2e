"""Tests of equal means where cities differ in dispersion: a studentised permutation of clusters.

Each cluster's deviation is divided by the scale that its city gives it, the scaled deviations
change places, and each is multiplied by the scale of the place where it comes to lie. So a city
keeps its cluster sizes and its dispersion under the null hypothesis, and only its mean is
exchangeable. Where the cities' dispersions do not differ this is the plain permutation of clusters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from cityanalysis.compare.aligned import Cells, Floats, Integers, Sample, cells, indicator
from cityanalysis.compare.city_variance import (
    CityVariance,
    Moments,
    city_moments,
    city_variance,
)
from cityanalysis.compare.dispersion import pooled_dispersion
from cityanalysis.compare.resample import TOLERANCE, cell_counts

__all__ = ["Studentised", "pair_squares", "prepare", "welch"]

# A city with fewer clusters is left out of a theme in which the cities' dispersions differ by
# more than chance: its own cannot be known, and no method tried holds its level (docs/methods.md).
MIN_CLUSTERS = 10


@dataclass(frozen=True, slots=True)
class Studentised:
    """A sample made ready for tests.

    Attributes
    ----------
    units : Cells
        Clusters by city and stratum.
    by_city : (n_cities, n_cells) CSR
        Sums clusters by city.
    deviation : (n_cells, n_themes)
        Sums about the mean of their stratum.
    design, leverage : (n_cells, n_themes)
        d and W/d of each cluster; see `Moments`.
    fixed : Moments
        Sums of the arrangement that was observed.
    observed : CityVariance
        Means and variances of the arrangement that was observed.
    is_used : (n_cities, n_themes) of bool
        Which cities take part in the test of a theme.
    """

    units: Cells
    by_city: sparse.csr_array
    deviation: Floats
    design: Floats
    leverage: Floats
    fixed: Moments
    observed: CityVariance
    is_used: np.ndarray

    def shuffled(self, n: int, seed: int, themes: Integers | slice) -> Iterator[CityVariance]:
        """Means and variances after each of `n` permutations, of some of the themes."""
        rng = np.random.default_rng(seed)
        d, leverage = self.design[:, themes], self.leverage[:, themes]
        scale = np.sqrt(np.maximum(self.observed.phi[:, themes][self.units.city], 1e-12) * d)
        scaled = self.deviation[:, themes] / scale
        fixed = _of_themes(self.fixed, themes)
        centre = self.units.total[:, themes].sum(axis=0) / max(self.units.weight.sum(), 1e-300)
        level = self.fixed.weight[:, None] * centre
        slots = np.argsort(self.units.stratum, kind="stable")
        for _ in range(n):
            source = np.empty(len(slots), dtype=np.int64)
            source[slots] = np.argsort(self.units.stratum + rng.random(len(slots)))
            x = scaled[source] * scale
            square = x * x / d
            total = self.by_city @ x
            yield city_variance(
                replace(
                    fixed,
                    total=total,
                    raw=level + total,
                    square=self.by_city @ square,
                    cross=self.by_city @ (x * leverage),
                    fourth=self.by_city @ (square * square),
                )
            )


def prepare(sample: Sample, stratum: Integers) -> Studentised:
    """Centre clusters on the mean of their stratum and find each city's variance."""
    units = cells(sample, stratum)
    strata, code = np.unique(units.stratum, return_inverse=True)
    by_stratum = indicator(code.astype(np.int64), len(strata))
    mean = (by_stratum @ units.total) / (by_stratum @ units.weight)[:, None]
    x = units.total - units.weight[:, None] * mean[code]
    x[np.abs(x) < TOLERANCE * units.weight[:, None]] = 0.0
    rho = pooled_dispersion(units, is_binary=sample.is_binary).rho
    fixed, design = city_moments(units, x, rho)
    observed = city_variance(fixed)
    return Studentised(
        units=units,
        by_city=units.by_city(),
        deviation=x,
        design=design,
        leverage=units.weight[:, None] / design,
        fixed=fixed,
        observed=observed,
        is_used=_used(cell_counts(units).sum(axis=1), observed),
    )


def _used(count: Floats, observed: CityVariance) -> np.ndarray:
    few = (count < MIN_CLUSTERS)[:, None]
    used = (count > 0)[:, None] & ~(few & observed.differs)
    # Where that leaves no two cities, nothing can be told of the theme anyway.
    return np.where(used.sum(axis=0) >= 2, used, False)


def welch(found: CityVariance, is_used: np.ndarray) -> Floats:
    """Spread of the cities' means in units of their variances (Welch 1951), by theme."""
    known = is_used & np.isfinite(found.variance)
    # Where cities have no spread at all the statistic is very large, but not infinite.
    precision = np.where(known, 1 / np.maximum(found.variance, 1e-200), 0.0)
    whole = np.maximum(precision.sum(axis=0), 1e-300)
    centre = (precision / whole * found.mean).sum(axis=0)
    rest = np.where(known, np.abs(found.mean - centre), 0.0)
    rest = np.where(rest > TOLERANCE, rest, 0.0)
    spread: Floats = (precision * rest**2).sum(axis=0)
    return spread


def pair_squares(
    found: CityVariance, is_used: np.ndarray, pair: tuple[Integers, Integers]
) -> Floats:
    """Squared t of every pair (n_pairs, n_themes), as a squared normal score.

    df log(1 + t²/df) makes pairs with few and with many degrees of freedom comparable, so that the
    largest of all is not always one of the former (Wallace 1959).
    """
    a, b = pair
    variance = np.maximum(np.where(is_used, found.variance, np.inf), 1e-200)
    per_df = np.where(np.isfinite(variance), variance, 0.0) ** 2 / np.maximum(found.df, 1.0)
    whole = variance[a] + variance[b]
    difference = found.mean[a] - found.mean[b]
    difference[np.abs(difference) <= TOLERANCE] = 0.0
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        df = whole**2 / (per_df[a] + per_df[b])
        square = difference**2 / whole
        score = np.where(df < 1e6, df * np.log1p(square / df), square)
    return np.where(np.isfinite(whole) & (difference != 0), score, 0.0)


def _of_themes(found: Moments, themes: Integers | slice) -> Moments:
    names = ("total", "raw", "design", "square", "cross", "scale", "fourth")
    return replace(found, **{name: getattr(found, name)[:, themes] for name in names})
