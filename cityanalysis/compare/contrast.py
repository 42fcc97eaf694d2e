"""Do cities differ in a theme at all, and which of them?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from cityanalysis.compare.aligned import (
    Cells,
    Floats,
    Integers,
    Sample,
    align,
    cells,
    indicator,
    pairs,
    row_labels,
)
from cityanalysis.compare.dispersion import (
    beta_interval,
    difference_interval,
    pooled_dispersion,
    ratio_interval,
)
from cityanalysis.compare.estimates import Estimates, estimate
from cityanalysis.compare.resample import (
    TOLERANCE,
    benjamini_hochberg,
    cell_counts,
    check_count,
    p_value,
    permuted_cities,
    smallest_p,
    smallest_p_of_pairs,
)

__all__ = ["contrasts", "omnibus"]


@dataclass(frozen=True, slots=True)
class _Test:
    """What stays the same over permutations.

    Attributes
    ----------
    units : Cells
    columns : (n_cells, n_themes + 2)
        Sums of values about the mean of their stratum, weight, and the weight's square that
        carries the variance of a city's mean.
    whole : (n_themes,)
        Sum of squares over all cells.
    size : float
        Expectation of `whole` in units of σ².
    """

    units: Cells
    columns: Floats
    whole: Floats
    size: float

    def statistics(self, by_city: sparse.csr_array) -> tuple[Floats, Floats, Floats]:
        """F by theme, city means about the strata in units of σ, and their variances (cities)."""
        sums = by_city @ self.columns
        total, weight, square = sums[:, :-2], sums[:, -2], sums[:, -1]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(weight[:, None] > 0, total / weight[:, None], 0.0)
            free = self.size - float(np.where(weight > 0, square / weight, 0.0).sum())
            scale = np.where(weight > 0, square / weight**2, np.inf)
            left = self.whole - (total * mean).sum(axis=0)
            left = np.where(left > TOLERANCE * self.whole, left, 0.0)
            is_free = free > TOLERANCE * self.size
            variance = left / free if is_free else np.zeros_like(left)
            centre = (mean / scale[:, None]).sum(axis=0) / (1 / scale).sum()
            spread = ((mean - centre) ** 2 / scale[:, None]).sum(axis=0)
            spread = np.where(spread > TOLERANCE * self.whole / self.size, spread, 0.0)
            f = spread / variance / max(int((weight > 0).sum()) - 1, 1)
        # Without any spread within cities a difference is beyond all doubt, not beyond number.
        sigma = np.where(variance > 0, np.sqrt(variance), 1e-100)
        return np.nan_to_num(f, nan=0.0, posinf=np.inf), mean / sigma, scale


def omnibus(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    n_permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Test for each theme whether any city differs, by permuting clusters.

    The statistic is the F ratio of a one-way analysis of variance over clusters, about the means
    of the strata. Its null distribution comes from dealing whole clusters out to the cities anew,
    within strata.

    Parameters
    ----------
    values, cities, cluster
        As for `prevalence`.
    strata : Series, optional
        doc_id → stratum (publication and period); clusters only change places within theirs.
    n_permutations : int
    seed : int

    Returns
    -------
    DataFrame
        `theme`, `statistic`, `p_value`, `q_value` (Benjamini–Hochberg over the themes that any
        article has; a theme of none can never differ, and would only weaken the others),
        `smallest_p` (what this design can attain at all), `n_cities`, `n_clusters`.

    References
    ----------
    Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9.
    Tarone 1990, A modified Bonferroni method for discrete data, Biometrics 46.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.1, 0.2, 0.1, 0.9, 0.8, 0.9]}, index=list("abcdef"))
    >>> cities = pd.DataFrame({"doc_id": list("abcdef"), "city": ["聊城"] * 3 + ["德州"] * 3})
    >>> omnibus(values, cities)[["p_value", "smallest_p"]].round(2)
       p_value  smallest_p
    0      0.1         0.1
    """
    check_count("n_permutations", n_permutations)
    sample = align(values, cities, cluster)
    test = _prepare(sample, row_labels(sample, strata, values.index))
    observed, exceeding = _permute_omnibus(test, n_permutations, seed)
    least = smallest_p(test.units, n_permutations)
    n_cities = len(np.unique(test.units.city))
    p = p_value(exceeding, n_permutations, least)
    return pd.DataFrame(
        {
            "theme": pd.array(np.array(sample.themes, dtype=object), "str"),
            "statistic": observed,
            "p_value": p,
            "q_value": _q_values(p, sample),
            "smallest_p": least,
            "n_cities": n_cities,
            "n_clusters": len(np.unique(sample.cluster)),
        }
    )


def _q_values(p: Floats, sample: Sample) -> Floats:
    """Adjusted p-values; 1 for themes that no article has, which are no tests (Tarone 1990)."""
    tested = sample.values.any(axis=0)
    q = np.ones(len(p))
    q[tested] = benjamini_hochberg(p[tested])
    return q


def contrasts(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    n_permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare every two cities in every theme.

    Parameters
    ----------
    values, cities, cluster, strata, n_permutations, seed
        As for `omnibus`.

    Returns
    -------
    DataFrame
        `theme`, `city_a`, `city_b`, `difference` (a − b) with its 95 % interval `ci_low`,
        `ci_high` (MOVER), `ratio` with `ratio_low`, `ratio_high`, `p_value`, `p_adjusted` (the
        larger of the theme's omnibus q and the pair's max-T p, so that a pair counts only inside
        a theme that differs), `smallest_p` (what the clusters of these two cities can attain;
        no p is below it).

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27; Donner & Zou 2012, Statistical Methods in
    Medical Research 21; Westfall & Young 1993, Resampling-Based Multiple Testing.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.1, 0.2, 0.1, 0.9, 0.8, 0.9]}, index=list("abcdef"))
    >>> cities = pd.DataFrame({"doc_id": list("abcdef"), "city": ["聊城"] * 3 + ["德州"] * 3})
    >>> contrasts(values, cities)[["city_a", "city_b", "difference"]].round(2)
      city_a city_b  difference
    0     德州     聊城        0.73
    """
    check_count("n_permutations", n_permutations)
    sample = align(values, cities, cluster)
    test = _prepare(sample, row_labels(sample, strata, values.index))
    a, b = pairs(len(sample.cities))
    by_theme, by_pair, by_largest = _permute_pairs(test, n_permutations, seed, (a, b))
    least_f = smallest_p(test.units, n_permutations)
    q = _q_values(p_value(by_theme, n_permutations, least_f), sample)
    least = smallest_p_of_pairs(cell_counts(test.units), a, b, n_permutations)[:, None]
    p = p_value(by_pair, n_permutations, least)
    adjusted = np.maximum(np.maximum(p_value(by_largest, n_permutations, least), p), q)
    effects = _effects(estimate(sample, 0.95), a, b)
    tests = {"p_value": p, "p_adjusted": adjusted, "smallest_p": np.broadcast_to(least, p.shape)}
    return _frame(sample, a, b, effects | tests)


def _prepare(sample: Sample, stratum: Integers) -> _Test:
    """Centre cells on the mean of their stratum and set the scales."""
    units = cells(sample, stratum)
    strata, code = np.unique(units.stratum, return_inverse=True)
    by_stratum = indicator(code.astype(np.int64), len(strata))
    mean = (by_stratum @ units.total) / (by_stratum @ units.weight)[:, None]
    centred = units.total - units.weight[:, None] * mean[code]
    centred[np.abs(centred) < TOLERANCE * units.weight[:, None]] = 0.0
    rho = pooled_dispersion(units, is_binary=sample.is_binary).rho
    square = (1 - rho) * units.square + rho * units.weight**2
    return _Test(
        units=units,
        columns=np.ascontiguousarray(np.column_stack([centred, units.weight, square])),
        whole=(centred**2 / units.weight[:, None]).sum(axis=0),
        size=float((square / units.weight).sum()),
    )


def _permute_omnibus(test: _Test, n: int, seed: int) -> tuple[Floats, Floats]:
    """Observed F, and how often a permutation reached it."""
    observed = test.statistics(test.units.by_city())[0]
    exceeding = np.zeros_like(observed)
    for by_city in permuted_cities(test.units, n, seed):
        exceeding += test.statistics(by_city)[0] >= observed * (1 - TOLERANCE)
    return observed, exceeding


def _permute_pairs(
    test: _Test, n: int, seed: int, pair: tuple[Integers, Integers]
) -> tuple[Floats, NDArray[np.int32], Floats]:
    """How often a permutation reached F, each pair's t², and by its largest t² each pair's."""
    f, mean, scale = test.statistics(test.units.by_city())
    limit_f, limit_t = f * (1 - TOLERANCE), _t_square(mean, scale, pair) * (1 - TOLERANCE)
    by_theme, largest = np.zeros_like(limit_f), np.zeros((n, len(f)))
    by_pair: NDArray[np.int32] = np.zeros(limit_t.shape, dtype=np.int32)
    reached = np.empty(limit_t.shape, dtype=bool)
    for i, by_city in enumerate(permuted_cities(test.units, n, seed)):
        f, mean, scale = test.statistics(by_city)
        t_square = _t_square(mean, scale, pair)
        by_theme += f >= limit_f
        by_pair += np.greater_equal(t_square, limit_t, out=reached)
        largest[i] = t_square.max(axis=0, initial=0.0)
    largest.sort(axis=0)
    by_largest = np.empty(limit_t.shape)
    for k in range(len(f)):
        by_largest[:, k] = n - np.searchsorted(largest[:, k], limit_t[:, k])
    return by_theme, by_pair, by_largest


def _t_square(mean: Floats, scale: Floats, pair: tuple[Integers, Integers]) -> Floats:
    """Squared t of every pair (n_pairs, n_themes); 0 where a city has no articles."""
    a, b = pair
    t_square = mean[a]
    t_square -= mean[b]
    t_square *= t_square
    t_square *= (1 / (scale[a] + scale[b]))[:, None]
    return t_square


def _effects(found: Estimates, a: Integers, b: Integers) -> dict[str, Floats]:
    low, high = beta_interval(found.mean, found.n_effective)
    one, two = (found.mean[a], low[a], high[a]), (found.mean[b], low[b], high[b])
    difference, ci_low, ci_high = difference_interval(one, two)
    ratio, ratio_low, ratio_high = ratio_interval(one, two)
    return {
        "difference": difference,
        "ci_low": ci_low,
        "ci_high": ci_high,
        "ratio": ratio,
        "ratio_low": ratio_low,
        "ratio_high": ratio_high,
    }


def _frame(sample: Sample, a: Integers, b: Integers, columns: dict[str, Floats]) -> pd.DataFrame:
    """Pairs by theme, theme by theme."""
    n_themes, n_pairs = len(sample.themes), len(a)
    names = np.array(sample.cities, dtype=object)
    labels = {
        "theme": np.repeat(np.array(sample.themes, dtype=object), n_pairs),
        "city_a": np.tile(names[a], n_themes),
        "city_b": np.tile(names[b], n_themes),
    }
    found: dict[str, object] = {k: pd.array(v, "str") for k, v in labels.items()}
    return pd.DataFrame(found | {k: v.T.ravel() for k, v in columns.items()})
