"""Permutation of clusters, what a design can attain, multiplicity, and the Poisson bootstrap."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, special
from scipy.stats import false_discovery_control

from cityanalysis.compare.aligned import Cells, Floats, Integers, align, blocks
from cityanalysis.errors import UsageError
from cityanalysis.frames import Prevalence

__all__ = ["benjamini_hochberg", "bootstrap", "permuted_cities", "smallest_p"]

# A permuted statistic that is equal but for rounding counts as equal.
TOLERANCE = 1e-9


def permuted_cities(cells: Cells, n_permutations: int, seed: int) -> Iterator[sparse.csr_array]:
    """Matrices (n_cities, n_cells) that sum cells by city after the cities were shuffled.

    Cities are exchanged among the cells of one stratum: whole clusters move, articles of one
    cluster stay together. Cells of one cluster in several cities move apart, which makes tests
    conservative.

    Parameters
    ----------
    cells : Cells
        Clusters by city, with their strata.
    n_permutations : int
        Random arrangements of the clusters, from which p is counted.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Yields
    ------
    CSR matrix (n_cities, n_cells)
    """
    rng = np.random.default_rng(seed)
    n = len(cells.city)
    slots = np.argsort(cells.stratum, kind="stable")
    seats = np.argsort(cells.city[slots], kind="stable")
    starts = np.searchsorted(cells.city[slots][seats], np.arange(cells.n_cities + 1))
    ones = np.ones(n)
    one_stratum = n == 0 or cells.stratum.min() == cells.stratum.max()
    for _ in range(n_permutations):
        shuffled = rng.permutation(n) if one_stratum else np.argsort(cells.stratum + rng.random(n))
        yield sparse.csr_array((ones, shuffled[seats], starts), shape=(cells.n_cities, n))


# Permutations are never increased beyond this, for the sake of time.
_MOST_PERMUTATIONS = 20_000
# The smallest p must lie below the threshold by this factor, or a single permutation decides.
_ROOM = 2
_AT_ONCE = 2_000_000  # numbers of a block, so that all pairs of cities need not fit into memory
_UNITS = 2**16  # quantiles of the Poisson distribution that are looked up, by 16 random bits
_MOST_WEIGHT = 20  # a Poisson(1) number of more has a chance of 1e-19


def enough_permutations(n: int, threshold: float) -> int:
    """At least `n`, and so many that the smallest p, 1/(1+n), can pass a corrected threshold.

    Examples
    --------
    >>> enough_permutations(99, 0.05), enough_permutations(99, 0.001)
    (99, 1999)
    """
    needed = int(np.ceil(_ROOM / max(threshold, 1e-9))) - 1
    return max(n, min(needed, _MOST_PERMUTATIONS))


def p_value(
    exceeding: Floats | NDArray[np.int32], n_permutations: int, smallest: Floats | float
) -> Floats:
    """(1 + b) / (1 + B) (Phipson & Smyth 2010), never below what the design can attain."""
    found = (1 + np.asarray(exceeding, dtype=float)) / (1 + n_permutations)
    return np.minimum(np.maximum(found, smallest), 1.0)


def smallest_p(cells: Cells, n_permutations: int) -> float:
    """Smallest p that shuffling these clusters over these cities can give.

    One over the number of distinguishable arrangements, counting once those that only exchange
    cities with the same number of clusters in every stratum, and never below 1/(1+B).

    Examples
    --------
    Two cities of two clusters each can be dealt out in 6 ways, of which every two are mirror
    images:

    >>> import pandas as pd
    >>> from cityanalysis.compare.aligned import align, cells
    >>> values = pd.DataFrame({"water": [0.2, 0.4, 0.1, 0.5]}, index=list("abcd"))
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城", "聊城", "德州", "德州"]})
    >>> round(smallest_p(cells(align(values, cities)), 999), 3)
    0.333
    """
    counts = cell_counts(cells)
    arrangements = special.gammaln(counts.sum(axis=0) + 1).sum() - special.gammaln(counts + 1).sum()
    present = counts[counts.sum(axis=1) > 0]
    _, alike = np.unique(present, axis=0, return_counts=True)
    mirrors = special.gammaln(alike + 1).sum()
    return _attainable(np.array(mirrors - arrangements), n_permutations).item()


def smallest_p_of_pairs(counts: Floats, a: Integers, b: Integers, n_permutations: int) -> Floats:
    """The same for pairs of cities: only the clusters of the two change places.

    Parameters
    ----------
    counts : (n_cities, n_strata)
        Clusters by city and stratum.
    a, b : (n_pairs,)
        Numbers of the first and of the second city of each pair.
    n_permutations : int
        Random arrangements that are tried: no p is below 1 / (1 + n_permutations).
    """
    found = np.empty(len(a))
    logs = special.gammaln(counts + 1)
    for part in blocks(len(a), max(1, _AT_ONCE // max(counts.shape[1], 1))):
        one, two = a[part], b[part]
        both = special.gammaln(counts[one] + counts[two] + 1)
        arrangements = (both - logs[one] - logs[two]).sum(axis=1)
        mirrors = np.log(2.0) * (counts[one] == counts[two]).all(axis=1)
        found[part] = mirrors - arrangements
    return _attainable(found, n_permutations)


def cell_counts(cells: Cells) -> Floats:
    """Number of cells by city and stratum (n_cities, n_strata)."""
    strata, code = np.unique(cells.stratum, return_inverse=True)
    counts = np.zeros((cells.n_cities, max(len(strata), 1)))
    np.add.at(counts, (cells.city, code), 1)
    return counts


def benjamini_hochberg(p_values: Floats) -> Floats:
    """Adjusted p-values that control the false discovery rate (Benjamini & Hochberg 1995).

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.5])).round(3)
    array([0.04 , 0.053, 0.053, 0.5  ])
    """
    p = np.asarray(p_values, dtype=float)
    return np.asarray(false_discovery_control(p)) if len(p) else p


def bootstrap(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    n_replicates: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Percentile intervals from a Poisson bootstrap of clusters, by city and theme.

    A check on `prevalence`, not a replacement: with few clusters percentile intervals cover
    too little. Each cluster gets a Poisson(1) weight per replicate (Chamandy et al. 2012).

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    level : float
        Nominal coverage of the interval.
    n_replicates : int
        Samples that are drawn.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `city`, `theme`, `estimate`, `ci_low`, `ci_high`.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.1, 0.3, 0.5, 0.7]}, index=list("abcd"))
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": "聊城"})
    >>> bootstrap(values, cities, seed=1)["estimate"].round(2).tolist()
    [0.4]
    """
    from cityanalysis.compare.aligned import cells as sum_cells

    check_count("n_replicates", n_replicates)
    sample = align(values, cities, cluster)
    units = sum_cells(sample)
    rng = np.random.default_rng(seed)
    shape = (len(sample.cities), len(sample.themes))
    low, high, mean = np.full(shape, 0.0), np.full(shape, 1.0), np.full(shape, np.nan)
    table = _poisson_table()
    for city in range(len(sample.cities)):
        rows = np.flatnonzero(units.city == city)
        if len(rows):
            total = np.column_stack([units.total[rows], units.weight[rows]])
            drawn = _replicates(total.astype(np.float32), n_replicates, table, rng)
            mean[city] = total[:, :-1].sum(axis=0) / total[:, -1].sum()
            low[city], high[city] = _quantiles(drawn, level)
    index = pd.MultiIndex.from_product(
        [sample.cities, sample.themes], names=[Prevalence.city, Prevalence.theme]
    )
    found = {
        Prevalence.estimate: mean.ravel(),
        Prevalence.ci_low: low.ravel(),
        Prevalence.ci_high: high.ravel(),
    }
    return pd.DataFrame(found, index=index).reset_index()


def check_count(name: str, value: int) -> None:
    """Refuse a number of repetitions below 1."""
    if value < 1:
        raise UsageError(f"`{name}` must be at least 1; got {value}.")


def _poisson_table() -> np.ndarray:
    """Poisson(1) quantiles for every 16-bit number: a lookup instead of a rejection sampler."""
    chances = np.exp(-1.0) / special.factorial(np.arange(_MOST_WEIGHT))
    steps = (np.arange(_UNITS) + 0.5) / _UNITS
    return np.searchsorted(np.cumsum(chances), steps).astype(np.float32)


def _replicates(
    total: np.ndarray, n: int, table: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Means (n_replicates, n_themes) of one city; the last column of `total` is the weight."""
    drawn = np.empty((n, total.shape[1]), dtype=np.float32)
    for part in blocks(n, max(1, 2 * _AT_ONCE // len(total))):
        size = (part.stop - part.start, len(total))
        drawn[part] = table[rng.integers(0, _UNITS, size, dtype=np.uint16)] @ total
    some = drawn[:, -1] > 0
    return drawn[some, :-1] / drawn[some, -1:]


def _quantiles(drawn: np.ndarray, level: float) -> np.ndarray:
    """Lower and upper quantile of each column, between order statistics."""
    if not len(drawn):
        return np.array([[0.0], [1.0]])
    ordered = np.sort(drawn, axis=0)
    place = np.array([(1 - level) / 2, (1 + level) / 2]) * (len(drawn) - 1)
    below = np.floor(place).astype(int)
    share = (place - below)[:, None]
    above = np.minimum(below + 1, len(drawn) - 1)
    return np.asarray((1 - share) * ordered[below] + share * ordered[above])


def _attainable(log_p: Floats, n_permutations: int) -> Floats:
    # Sums of logarithms are rounded: a p of 1 in 20 must not come out a little above .05.
    found = np.round(np.exp(np.minimum(log_p, 0.0)), 12)
    return np.clip(found, 1 / (1 + n_permutations), 1.0)
