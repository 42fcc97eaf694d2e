"""Do cities differ in a theme at all, and which of them?"""

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import (
    Floats,
    Integers,
    Sample,
    align,
    pairs,
    row_labels,
)
from cityanalysis.compare.dispersion import beta_interval, difference_interval, ratio_interval
from cityanalysis.compare.estimates import Estimates, estimate, stabilise
from cityanalysis.compare.resample import (
    TOLERANCE,
    benjamini_hochberg,
    cell_counts,
    check_count,
    enough_permutations,
    p_value,
    smallest_p,
    smallest_p_of_pairs,
)
from cityanalysis.compare.studentised import Studentised, pair_squares, prepare, welch
from cityanalysis.errors import UsageError
from cityanalysis.frames import Contrasts, Omnibus

__all__ = ["ALPHA", "MARGIN", "TEXT_MARGIN", "contrasts", "omnibus"]

# Threshold of adjusted p-values, and the difference (10 points) within which cities are alike.
ALPHA = 0.05
MARGIN = 0.1
# The same of shares of long texts: the largest theme of 106 work reports takes 8 % of the text, so
# that ten points would call nearly all cities alike in nearly all themes.
TEXT_MARGIN = 0.02
# A theme in one or two clusters gives no evidence on cities, but strata can make it look as if it
# did (one article in 4,000 gave q = .01). From three clusters on the test holds its level.
_LEAST_HEARD = 3
# Normal quantiles of a two-sided test at ALPHA and of a power of .8 (Cohen 1988).
_TWO_SIDED, _POWER = 1.959964, 0.841621


def omnibus(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    margin: float = MARGIN,
    n_permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Test for each theme whether the means of any two cities differ, by permuting clusters.

    The statistic is Welch's: the spread of the cities' means in units of their own variances. Its
    null distribution comes from whole clusters that change places within strata, each city keeping
    its dispersion and its cluster sizes (see `studentised`), so that cities of one mean are not
    told apart for being more or less changeable.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    strata : Series, optional
        doc_id → stratum (publication and period); clusters only change places within theirs.
    margin : float
        Cities are alike in a theme where every difference is surely smaller than this.
    n_permutations : int
        At least so many; more where the correction for the number of themes needs a smaller p.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `theme`, `statistic`, `p_value`, `q_value` (Benjamini–Hochberg over the themes that any
        article has; a theme of none can never differ, and would only weaken the others),
        `smallest_p` (what this design can attain at all), `n_cities` (that take part: where the
        cities' dispersions differ, those of fewer than ten clusters do not), `n_clusters`,
        `largest` (the largest difference of two cities that can not be ruled out),
        `is_alike` (`largest` is below `margin`: the 95 % interval of every pair lies within it, two
        one-sided tests at 2.5 %),
        `detectable` (the difference of two typical cities that this design finds four times in
        five).

    References
    ----------
    Welch 1951, Biometrika 38; Janssen 1997, Statistics & Probability Letters 36; Pauly, Brunner
    & Konietschke 2015, J. R. Stat. Soc. B 77; Phipson & Smyth 2010, Statistical Applications in
    Genetics and Molecular Biology 9; Tarone 1990, Biometrics 46; Schuirmann 1987, Journal of
    Pharmacokinetics and Biopharmaceutics 15.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.1, 0.2, 0.1, 0.9, 0.8, 0.9]}, index=list("abcdef"))
    >>> cities = pd.DataFrame({"doc_id": list("abcdef"), "city": ["聊城"] * 3 + ["德州"] * 3})
    >>> omnibus(values, cities)[["p_value", "smallest_p"]].round(2)
       p_value  smallest_p
    0      0.1         0.1
    """
    check_count("n_permutations", n_permutations)
    _check_margin(margin)
    sample = align(values, cities, cluster)
    test = prepare(sample, row_labels(sample, strata, values.index))
    found = _test_themes(sample, test, n_permutations, seed)
    estimates = estimate(sample, 1 - ALPHA)
    largest = _largest_difference(estimates)
    return pd.DataFrame(
        {
            Omnibus.theme: pd.array(np.array(sample.themes, dtype=object), "str"),
            **found,
            Omnibus.n_cities: test.is_used.sum(axis=0),
            Omnibus.n_clusters: len(np.unique(sample.cluster)),
            Omnibus.largest: largest,
            Omnibus.is_alike: (largest < margin) & (len(sample.cities) > 1),
            Omnibus.detectable: _detectable(test),
        }
    )


def contrasts(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    margin: float = MARGIN,
    n_permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare every two cities in every theme.

    Pairs are tested inside the themes that the omnibus test selects, by the largest of all pairs
    (Westfall & Young 1993), at a level that allows for the selection: α times the share of themes
    selected (Benjamini & Bogomolov 2014).

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    strata : Series, optional
        doc_id → stratum (publication and period); clusters only change places within theirs.
    margin : float
        Cities are alike in a theme where every difference is surely smaller than this.
    n_permutations : int
        At least so many; more where the correction for the number of themes needs a smaller p.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `theme`, `city_a`, `city_b`, `difference` (a − b) with its interval `ci_low`, `ci_high`
        (MOVER), `ratio` with `ratio_low`, `ratio_high`, `p_value` (of this pair alone),
        `p_adjusted` (not below the theme's q), `smallest_p` (what the clusters of these two cities
        can attain; no p is below it), `stabilised` (difference of the stabilised estimates,
        which selection exaggerates less), `level` (of the interval: .95, and for pairs whose
        `p_adjusted` is at most .05 so much that of all such intervals 95 % hold the truth),
        `is_alike` (surely less than `margin` apart).

    References
    ----------
    Zou & Donner 2008, Statistics in Medicine 27; Donner & Zou 2012, Statistical Methods in
    Medical Research 21; Westfall & Young 1993, Resampling-Based Multiple Testing; Benjamini &
    Bogomolov 2014, J. R. Stat. Soc. B 76; Benjamini & Yekutieli 2005, JASA 100 (intervals).

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.1, 0.2, 0.1, 0.9, 0.8, 0.9]}, index=list("abcdef"))
    >>> cities = pd.DataFrame({"doc_id": list("abcdef"), "city": ["聊城"] * 3 + ["德州"] * 3})
    >>> contrasts(values, cities)[["city_a", "city_b", "difference"]].round(2)
      city_a city_b  difference
    0     德州     聊城        0.73
    """
    check_count("n_permutations", n_permutations)
    _check_margin(margin)
    sample = align(values, cities, cluster)
    test = prepare(sample, row_labels(sample, strata, values.index))
    q = _test_themes(sample, test, n_permutations, seed)[Omnibus.q_value]
    pair = pairs(len(sample.cities))
    tests = _test_pairs(test, pair, q, n_permutations, seed)
    return _frame(sample, pair, _effects(sample, pair, tests[Contrasts.p_adjusted], margin) | tests)


def _test_themes(sample: Sample, test: Studentised, n: int, seed: int) -> dict[str, Floats]:
    """Statistic, p, q and the smallest possible p of each theme."""
    heard = (test.units.total != 0).sum(axis=0)
    testable = (heard >= _LEAST_HEARD) & (test.is_used.sum(axis=0) > 1)
    tested = sample.values.any(axis=0) & testable
    chosen = np.flatnonzero(tested)
    used = test.is_used[:, chosen]
    statistic, p, q = np.zeros(len(tested)), np.ones(len(tested)), np.ones(len(tested))
    n = enough_permutations(n, ALPHA / max(len(chosen), 1))
    least = smallest_p(test.units, n)
    statistic[chosen] = welch(test.observed, test.is_used)[chosen]
    if least < 1 and len(chosen):
        limit = statistic[chosen] * (1 - TOLERANCE)
        exceeding = np.zeros(len(chosen))
        for found in test.shuffled(n, seed, chosen):
            exceeding += welch(found, used) >= limit
        p[chosen] = p_value(exceeding, n, least)
        q[chosen] = benjamini_hochberg(p[chosen])
    return {
        Omnibus.statistic: statistic,
        Omnibus.p_value: p,
        Omnibus.q_value: q,
        Omnibus.smallest_p: np.where(testable, least, 1.0),
    }


def _test_pairs(
    test: Studentised, pair: tuple[Integers, Integers], q: Floats, n: int, seed: int
) -> dict[str, Floats]:
    """p of each pair alone, adjusted, and the smallest possible, (n_pairs, n_themes)."""
    a, b = pair
    chosen = np.flatnonzero(q <= ALPHA)
    factor = int((q < 1).sum()) / max(len(chosen), 1)
    n = enough_permutations(n, ALPHA / max(factor, 1.0))
    square = pair_squares(test.observed, test.is_used, pair)
    least = smallest_p_of_pairs(cell_counts(test.units), a, b, n)[:, None]
    least = np.where(test.is_used[a] & test.is_used[b], least, 1.0)
    p = np.minimum(np.maximum(_two_sided(square), least), 1.0)
    adjusted = np.maximum(np.broadcast_to(q, p.shape), p)
    if len(chosen) and len(a):
        used, largest = test.is_used[:, chosen], np.zeros((n, len(chosen)))
        # Other permutations than those that chose the themes.
        for i, found in enumerate(test.shuffled(n, seed + 1, chosen)):
            largest[i] = pair_squares(found, used, pair).max(axis=0, initial=0.0)
        largest.sort(axis=0)
        for k, theme in enumerate(chosen):
            limit = square[:, theme] * (1 - TOLERANCE)
            exceeding = (n - np.searchsorted(largest[:, k], limit)).astype(float)
            largest_p = (1 + exceeding) / (1 + n) * max(factor, 1.0)
            adjusted[:, theme] = np.minimum(np.maximum(adjusted[:, theme], largest_p), 1.0)
    return {Contrasts.p_value: p, Contrasts.p_adjusted: adjusted, Contrasts.smallest_p: least}


def _two_sided(square: Floats) -> Floats:
    from scipy import special

    p: Floats = 2 * special.ndtr(-np.sqrt(square))
    return p


def _effects(
    sample: Sample, pair: tuple[Integers, Integers], adjusted: Floats, margin: float
) -> dict[str, Floats]:
    """Differences and ratios with their intervals; wider ones for what was selected."""
    a, b = pair
    found = estimate(sample, 1 - ALPHA)
    selected = adjusted <= ALPHA
    rate = ALPHA * max(int(selected.sum()), 1) / max(selected.size, 1)
    plain, wide = (_intervals(found, pair, level) for level in (1 - ALPHA, 1 - rate))
    columns = {k: np.where(selected, wide[k], plain[k]) for k in plain}
    drawn = stabilise(found.mean, found.n_effective)
    return columns | {
        Contrasts.stabilised: drawn[a] - drawn[b],
        Contrasts.level: np.where(selected, 1 - rate, 1 - ALPHA),
        Contrasts.is_alike: (columns[Contrasts.ci_low] > -margin)
        & (columns[Contrasts.ci_high] < margin),
    }


def _intervals(
    found: Estimates, pair: tuple[Integers, Integers], level: float
) -> dict[str, Floats]:
    a, b = pair
    low, high = beta_interval(found.mean, found.n_effective, level)
    one, two = (found.mean[a], low[a], high[a]), (found.mean[b], low[b], high[b])
    difference, ci_low, ci_high = difference_interval(one, two)
    ratio, ratio_low, ratio_high = ratio_interval(one, two)
    return {
        Contrasts.difference: difference,
        Contrasts.ci_low: ci_low,
        Contrasts.ci_high: ci_high,
        Contrasts.ratio: ratio,
        Contrasts.ratio_low: ratio_low,
        Contrasts.ratio_high: ratio_high,
    }


def _largest_difference(found: Estimates) -> Floats:
    """The largest difference between any two cities that 95 % intervals leave open, by theme."""
    a, b = pairs(len(found.cities))
    low, high = beta_interval(found.mean, found.n_effective, 1 - ALPHA)
    one, two = (found.mean[a], low[a], high[a]), (found.mean[b], low[b], high[b])
    _, below, above = difference_interval(one, two)
    reach = np.maximum(np.abs(np.nan_to_num(below, nan=1.0)), np.abs(np.nan_to_num(above, nan=1.0)))
    largest: Floats = reach.max(axis=0, initial=0.0)
    return largest


def _detectable(test: Studentised) -> Floats:
    """Difference of two cities of median precision that a single test finds with power .8."""
    variance = np.where(
        test.is_used & np.isfinite(test.observed.variance), test.observed.variance, np.nan
    )
    middle = np.ones(variance.shape[1])
    for k, column in enumerate(variance.T):
        if np.isfinite(column).any():
            middle[k] = np.nanmedian(column)
    return np.minimum((_TWO_SIDED + _POWER) * np.sqrt(2 * middle), 1.0)


def _frame(
    sample: Sample, pair: tuple[Integers, Integers], columns: dict[str, Floats]
) -> pd.DataFrame:
    """Pairs by theme, theme by theme."""
    a, b = pair
    n_themes, n_pairs = len(sample.themes), len(a)
    names = np.array(sample.cities, dtype=object)
    labels = {
        Contrasts.theme: np.repeat(np.array(sample.themes, dtype=object), n_pairs),
        Contrasts.city_a: np.tile(names[a], n_themes),
        Contrasts.city_b: np.tile(names[b], n_themes),
    }
    found: dict[str, object] = {k: pd.array(v, "str") for k, v in labels.items()}
    return pd.DataFrame(found | {k: v.T.ravel() for k, v in columns.items()})


def _check_margin(margin: float) -> None:
    if not 0 < margin < 1:
        raise UsageError(f"`margin` must lie between 0 and 1 (10 points are 0.1); got {margin}.")
