"""How unlike two cities are in their mix of themes."""

import numpy as np
import pandas as pd
from scipy import special

from cityanalysis.compare.aligned import (
    Cells,
    Floats,
    Integers,
    align,
    blocks,
    cells,
    pairs,
    row_labels,
)
from cityanalysis.compare.resample import (
    TOLERANCE,
    cell_counts,
    check_count,
    p_value,
    permuted_cities,
    smallest_p_of_pairs,
)
from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, Distances

__all__ = ["dendrogram", "distances", "layout"]

# In bits: the least spread that is divided by, for a pair that no permutation changes.
_SMALLEST_SPREAD = 1e-4
_PAIRS_AT_ONCE = 2_000  # holds their covariances in some 50 MB


def distances(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    n_permutations: int = 199,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Jensen–Shannon divergence of the theme mixes of every two cities, less its bias.

    Small samples look unlike by chance alone: the plug-in averages .25 bits for 5 articles per city
    that do not differ. So its mean under permutation of clusters is taken off, down to 0.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans. A city's mix is its mean weights, scaled
        to sum to 1.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    strata : Series, optional
        doc_id → stratum (publication and period); clusters only change places within theirs.
    n_permutations : int
        Random arrangements of the clusters, from which p is counted.
    level : float
        Nominal coverage of the interval.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `city_a`, `city_b`, `jsd` (bits, bias-corrected, from 0 to 1) with its interval `ci_low`,
        `ci_high` (0 to 1 where a city has one cluster), `jsd_raw` (plug-in),
        `p_value` (by permutation), `p_adjusted` (by the largest of all pairs, each in units
        of its own spread under permutation; Westfall & Young 1993). A city without a mix is at
        distance NaN.

    References
    ----------
    Lin 1991, IEEE Transactions on Information Theory 37.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [1.0, 1.0, 0.0], "trade": [0.0, 0.0, 1.0]}, list("abc"))
    >>> cities = pd.DataFrame({"doc_id": list("abc"), "city": ["聊城", "聊城", "德州"]})
    >>> distances(values, cities)["jsd_raw"].tolist()
    [1.0]
    """
    check_count("n_permutations", n_permutations)
    sample = align(values, cities, cluster)
    units = cells(sample, row_labels(sample, strata, values.index))
    a, b = pairs(len(sample.cities))
    raw = jensen_shannon(units.by_city() @ units.total, a, b)
    bias, spread, exceeding = np.zeros(len(a)), np.zeros(len(a)), np.zeros(len(a))
    for by_city in permuted_cities(units, n_permutations, seed):
        shuffled = np.nan_to_num(jensen_shannon(by_city @ units.total, a, b))
        bias += shuffled / n_permutations
        spread += shuffled**2 / n_permutations
        exceeding += shuffled >= raw - TOLERANCE
    # Small cities lie apart by chance; in units of that chance all pairs are comparable.
    scale = np.maximum(np.sqrt(np.maximum(spread - bias**2, 0.0)), _SMALLEST_SPREAD)
    largest = np.empty(n_permutations)
    # Other permutations than those that set the scale.
    for i, by_city in enumerate(permuted_cities(units, n_permutations, seed + 1)):
        shuffled = np.nan_to_num(jensen_shannon(by_city @ units.total, a, b))
        largest[i] = ((shuffled - bias) / scale).max(initial=-np.inf)
    beyond = largest[:, None] >= (np.nan_to_num(raw) - bias) / scale - TOLERANCE
    least = smallest_p_of_pairs(cell_counts(units), a, b, n_permutations)
    p = np.where(np.isnan(raw), 1.0, p_value(exceeding, n_permutations, least))
    adjusted = p_value(beyond.sum(axis=0).astype(float), n_permutations, least)
    jsd = np.maximum(raw - bias, 0.0)
    reach = special.ndtri((1 + level) / 2) * np.sqrt(_variance(units, a, b) + scale**2)
    names = np.array(sample.cities, dtype=object)
    return pd.DataFrame(
        {
            Distances.city_a: pd.array(names[a], "str"),
            Distances.city_b: pd.array(names[b], "str"),
            Distances.jsd: jsd,
            Distances.ci_low: np.fmax(jsd - reach, 0.0),
            Distances.ci_high: np.fmin(jsd + reach, 1.0),
            Distances.jsd_raw: raw,
            Distances.p_value: p,
            Distances.p_adjusted: np.where(np.isnan(raw), 1.0, np.maximum(adjusted, p)),
        }
    )


def jensen_shannon(total: Floats, a: Integers, b: Integers) -> Floats:
    """Divergence in bits between rows `a` and rows `b` of non-negative totals.

    Examples
    --------
    >>> total = np.array([[2.0, 0.0], [1.0, 1.0]])
    >>> jensen_shannon(total, np.array([0]), np.array([1])).round(3)
    array([0.311])
    """
    whole = total.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        mix = np.where(whole > 0, total / whole, np.nan)
    entropy = special.entr(mix).sum(axis=1)
    middle = special.entr((mix[a] + mix[b]) / 2).sum(axis=1)
    divergence = (middle - (entropy[a] + entropy[b]) / 2) / np.log(2)
    return np.asarray(np.maximum(divergence, 0.0))


def _variance(units: Cells, a: Integers, b: Integers) -> Floats:
    """Variance of the divergence of each pair by the delta method, over clusters within cities.

    The slope of the divergence in a share p of one city is ½ log2(p/m), m being the middle of both.
    """
    total = units.by_city() @ units.total
    with np.errstate(invalid="ignore", divide="ignore"):
        mix = total / total.sum(axis=1, keepdims=True)
        rest = units.total - mix[units.city] * units.total.sum(axis=1, keepdims=True)
        rest = np.nan_to_num(rest / total.sum(axis=1)[units.city, None])
    spread = np.zeros((units.n_cities, total.shape[1], total.shape[1]))
    for city in range(units.n_cities):
        own = rest[units.city == city]
        # One cluster says nothing of how clusters vary.
        spread[city] = own.T @ own * len(own) / (len(own) - 1) if len(own) > 1 else np.inf
    found = np.full(len(a), np.inf)
    known = np.asarray(np.isfinite(spread).all(axis=(1, 2)))
    for part in blocks(len(a), _PAIRS_AT_ONCE):
        one, two = a[part], b[part]
        middle = (mix[one] + mix[two]) / 2
        told = [_along(mix[at], middle, np.nan_to_num(spread[at], posinf=0.0)) for at in (one, two)]
        found[part] = np.where(known[one] & known[two], told[0] + told[1], np.inf)
    return found


def _along(mix: Floats, middle: Floats, spread: Floats) -> Floats:
    """Variance that the spread of one city's mix gives the divergence of each pair."""
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = np.where(mix > 0, np.log2(mix / middle) / 2, 0.0)
    found: Floats = np.einsum("pk,pkl,pl->p", slope, spread, slope)
    return found


def layout(distances: pd.DataFrame) -> pd.DataFrame:
    """Places for cities on a plane, alike ones close together, and their order in the tree.

    Classical multidimensional scaling (Torgerson 1952) of the square root of the divergence,
    which is a metric (Endres & Schindelin 2003).

    Parameters
    ----------
    distances : DataFrame
        As `distances` gives it.

    Returns
    -------
    DataFrame
        `city`, `x`, `y`, `order` (position among the leaves of `dendrogram`).

    Examples
    --------
    >>> table = pd.DataFrame({"city_a": ["甲", "甲", "乙"], "city_b": ["乙", "丙", "丙"],
    ...                       "jsd": [0.04, 0.25, 0.09]})
    >>> layout(table)["x"].round(2).tolist()
    [0.23, 0.03, -0.27]
    """
    names, square = _square(distances)
    if not names:
        return pd.DataFrame({Cities.city: pd.array([], "str"), "x": [], "y": [], "order": []})
    n = len(names)
    centring = np.eye(n) - 1 / n
    eigenvalue, vector = np.linalg.eigh(-centring @ square @ centring / 2)
    place = np.zeros((n, 2))
    for axis in range(min(2, n)):
        coordinate = vector[:, -1 - axis] * np.sqrt(max(eigenvalue[-1 - axis], 0.0))
        # The sign of an eigenvector is arbitrary: the first city of any size lies to the right.
        first = coordinate[np.argmax(np.abs(coordinate) > 1e-9)]
        place[:, axis] = coordinate if first >= 0 else -coordinate
    order = np.empty(n, dtype=np.int64)
    order[_leaves(square)] = np.arange(n)
    return pd.DataFrame(
        {Cities.city: pd.array(names, "str"), "x": place[:, 0], "y": place[:, 1], "order": order}
    )


def dendrogram(distances: pd.DataFrame) -> pd.DataFrame:
    """Tree of cities by average linkage, in SciPy's numbering.

    Returns
    -------
    DataFrame
        `left`, `right` (0 … n−1 are cities in the order of `layout`, n + i is row i),
        `height` (root of bits), `n_cities`.

    Examples
    --------
    >>> table = pd.DataFrame({"city_a": ["甲", "甲", "乙"], "city_b": ["乙", "丙", "丙"],
    ...                       "jsd": [0.04, 0.25, 0.09]})
    >>> dendrogram(table)[["left", "right", "height"]].round(2).values.tolist()
    [[0.0, 1.0, 0.2], [2.0, 3.0, 0.4]]
    """
    _, square = _square(distances)
    tree = _linkage(square)
    return pd.DataFrame(
        {
            "left": tree[:, 0].astype(np.int64),
            "right": tree[:, 1].astype(np.int64),
            "height": tree[:, 2],
            "n_cities": tree[:, 3].astype(np.int64),
        }
    )


def _square(distances: pd.DataFrame) -> tuple[list[str], Floats]:
    """Names in order of appearance, and the symmetric matrix of divergences."""
    if not {Distances.city_a, Distances.city_b, Distances.jsd} <= set(distances.columns):
        raise UsageError("`distances` must be the frame that distances() returns.")
    known = distances[distances[Distances.jsd].notna()]
    names = list(dict.fromkeys([*known[Distances.city_a], *known[Distances.city_b]]))
    place = {name: i for i, name in enumerate(names)}
    square = np.zeros((len(names), len(names)))
    a = known[Distances.city_a].map(place).to_numpy(dtype=np.int64)
    b = known[Distances.city_b].map(place).to_numpy(dtype=np.int64)
    square[a, b] = square[b, a] = known[Distances.jsd].to_numpy()
    return names, square


def _linkage(square: Floats) -> Floats:
    from scipy.cluster import hierarchy

    if len(square) < 2:
        return np.zeros((0, 4))
    apart = np.sqrt(square[np.triu_indices(len(square), 1)])
    return np.asarray(hierarchy.linkage(apart, "average"))


def _leaves(square: Floats) -> Integers:
    from scipy.cluster import hierarchy

    return hierarchy.leaves_list(_linkage(square)) if len(square) > 1 else np.arange(len(square))
