"""Articles, their cities and their clusters as one set of aligned arrays.

Everything in this room starts here. Rows are sorted by ids, never by the order in which they
came, so that the order of articles cannot change a result.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities

__all__ = ["THEMES_AT_ONCE", "Cells", "Sample", "align"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
# Weights may overshoot 0 and 1 by rounding.
_DUST = 1e-6
THEMES_AT_ONCE = 8  # of which all articles' numbers are held


@dataclass(frozen=True, slots=True)
class Sample:
    """One row per article and city, in the order of cluster, city and article.

    Cities stand in the order of their first article, so that no name matters.

    Attributes
    ----------
    cities, themes : tuple of str
        Names; a city stands here even where all of its weights are zero.
    values : (n_rows, n_themes)
        Weight of each theme, or 0/1.
    weight : (n_rows,)
        The article's share in the city, above 0.
    city, cluster, document : (n_rows,)
        Codes of the city, the cluster and the article; `document` is the row of the frame that
        was given.
    is_binary : bool
        The values are indicators.
    """

    cities: tuple[str, ...]
    themes: tuple[str, ...]
    values: Floats
    weight: Floats
    city: Integers
    cluster: Integers
    document: Integers
    is_binary: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """Sums over the articles of one cluster in one city: the units that are exchangeable.

    Attributes
    ----------
    n_cities : int
        Number of cities, including those without a cell.
    city, stratum, n : (n_cells,)
        City, stratum, and number of articles.
    weight, square : (n_cells,)
        Σw and Σw² over the articles of the cell.
    total, total_square : (n_cells, n_themes)
        Σwθ and Σwθ².
    member : (n_cells, n_rows) CSR
        Which row of the sample is in which cell.
    """

    n_cities: int
    city: Integers
    stratum: Integers
    n: Integers
    weight: Floats
    square: Floats
    total: Floats
    total_square: Floats
    member: sparse.csr_array

    def by_city(self) -> sparse.csr_array:
        """Matrix (n_cities, n_cells) of ones that sums cells by city."""
        return indicator(self.city, self.n_cities)


def indicator(group: Integers, n_groups: int) -> sparse.csr_array:
    """CSR matrix (n_groups, n) with a one where member j is in group i."""
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(n_groups + 1))
    return sparse.csr_array((np.ones(len(group)), order, starts), shape=(n_groups, len(group)))


def align(values: pd.DataFrame, cities: pd.DataFrame, cluster: pd.Series | None = None) -> Sample:
    """Join theme values, cities and clusters by article.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`. Articles that `values` does not
        hold are left out.
    cluster : Series, optional
        doc_id → cluster id. An article that is not in it is a cluster of its own.

    Returns
    -------
    Sample

    Raises
    ------
    UsageError
        Where ids repeat, values are missing, or weights are negative.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.2, 0.4]}, index=["a", "b"])
    >>> cities = pd.DataFrame({"doc_id": ["b", "a"], "city": ["聊城", "德州"]})
    >>> align(values, cities).cities
    ('德州', '聊城')
    """
    _check(values, cities)
    row = values.index.get_indexer(pd.Index(cities[Cities.doc_id]))
    found = row >= 0
    row, part = row[found].astype(np.int64), cities.loc[found]
    names, city = _city_codes(part)
    weight = _weights(part)
    rank = _ranks(values.index)
    group = _cluster_codes(values.index, cluster, rank)[row]
    order = np.lexsort((rank[row], _first_seen(rank[row], city, len(names))[city], group))
    order = order[weight[order] > 0]
    row, city = row[order], city[order]
    _refuse_repeats(row, city, values.index, names)
    return Sample(
        cities=names,
        themes=tuple(map(str, values.columns)),
        values=_numbers(values)[row],
        weight=weight[order],
        city=city,
        cluster=group[order],
        document=row,
        is_binary=_is_boolean(values),
    )


def cells(sample: Sample, stratum: Integers | None = None) -> Cells:
    """Sum a sample over clusters within cities.

    Parameters
    ----------
    sample : Sample
        What `align` gives.
    stratum : (n_rows,), optional
        Stratum of each row; a cell is in the stratum of its first article.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.2, 0.4]}, index=["a", "b"])
    >>> cities = pd.DataFrame({"doc_id": ["b", "a"], "city": ["聊城", "聊城"]})
    >>> one = pd.Series("story", index=["a", "b"])
    >>> cells(align(values, cities, one)).n
    array([2])
    """
    n = len(sample.weight)
    starts = (sample.cluster[1:] != sample.cluster[:-1]) | (sample.city[1:] != sample.city[:-1])
    first = np.flatnonzero(np.concatenate([np.ones(min(n, 1), dtype=bool), starts]))
    bounds = np.append(first, n)
    member = sparse.csr_array((np.ones(n), np.arange(n), bounds), shape=(len(first), n))
    w = sample.weight
    total, total_square = _totals(sample, member)
    strata = np.zeros(len(w), dtype=np.int64) if stratum is None else stratum
    return Cells(
        n_cities=len(sample.cities),
        city=sample.city[first],
        stratum=strata[first],
        n=np.diff(member.indptr).astype(np.int64),
        weight=member @ w,
        square=member @ (w * w),
        total=total,
        total_square=total_square,
        member=member,
    )


def _totals(sample: Sample, member: sparse.csr_array) -> tuple[Floats, Floats]:
    """Weighted sums of the values of each cell, and of their squares."""
    shape = (member.shape[0], sample.values.shape[1])
    total, total_square = np.empty(shape), np.empty(shape)
    for themes in blocks(shape[1], THEMES_AT_ONCE):
        values = sample.values[:, themes]
        weighted = values * sample.weight[:, None]
        total[:, themes] = member @ weighted
        total_square[:, themes] = member @ (weighted * values)
    return total, total_square


def regroup(sample: Sample, names: tuple[str, ...], city: Integers) -> Sample:
    """The same rows in other cities, such as cities by month."""
    order = np.lexsort((city, sample.cluster))
    return Sample(
        cities=names,
        themes=sample.themes,
        values=sample.values[order],
        weight=sample.weight[order],
        city=city[order],
        cluster=sample.cluster[order],
        document=sample.document[order],
        is_binary=sample.is_binary,
    )


def row_labels(sample: Sample, labels: pd.Series | None, index: pd.Index) -> Integers:
    """Codes of a Series doc_id → label for every row of a sample; without a label: one of none."""
    if labels is None:
        return np.zeros(len(sample.weight), dtype=np.int64)
    codes, _ = pd.factorize(labels.reindex(index), sort=True, use_na_sentinel=True)
    return np.asarray(codes, dtype=np.int64)[sample.document] + 1


def pairs(n: int) -> tuple[Integers, Integers]:
    """Indices of all pairs a < b."""
    first, second = np.triu_indices(n, 1)
    return first.astype(np.int64), second.astype(np.int64)


def blocks(n: int, size: int) -> Iterator[slice]:
    """Slices of at most `size` that cover range(n)."""
    for start in range(0, n, max(size, 1)):
        yield slice(start, min(start + size, n))


def _check(values: pd.DataFrame, cities: pd.DataFrame) -> None:
    missing = {Cities.doc_id, Cities.city} - set(cities.columns)
    if missing:
        raise UsageError(
            f"`cities` lacks the column {', '.join(sorted(missing))}; it has "
            f"{', '.join(map(str, cities.columns))}. Pass what tag_cities() returns."
        )
    if not values.index.is_unique:
        twice = values.index[values.index.duplicated()][0]
        raise UsageError(
            f"`values` holds article {twice!r} twice. Its index must be the article's doc_id, once."
        )


def _numbers(values: pd.DataFrame) -> Floats:
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    if not np.isfinite(numbers).all():
        bad = np.argwhere(~np.isfinite(numbers))[0]
        raise UsageError(
            f"`values` has no number for article {values.index[bad[0]]!r} and theme "
            f"{values.columns[bad[1]]!r}. Leave the article out or give it a weight."
        )
    if numbers.size and not (numbers.min() >= -_DUST and numbers.max() <= 1 + _DUST):
        raise UsageError(
            f"`values` must lie between 0 and 1; they reach from {numbers.min():.3g} to "
            f"{numbers.max():.3g}. Pass weights (theta) or booleans, not counts."
        )
    return numbers


def _is_boolean(values: pd.DataFrame) -> bool:
    return bool(len(values.columns)) and all(
        pd.api.types.is_bool_dtype(kind) for kind in values.dtypes
    )


def _weights(cities: pd.DataFrame) -> Floats:
    if Cities.weight not in cities:
        return np.ones(len(cities))
    weight = cities[Cities.weight].to_numpy(dtype=np.float64, na_value=np.nan)
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise UsageError(
            "`cities` has a weight that is negative or missing; weights are shares from 0 to 1."
        )
    return weight


def _city_codes(cities: pd.DataFrame) -> tuple[tuple[str, ...], Integers]:
    """Cities by code where there is one, in its order; two of one name keep their codes apart."""
    name = np.asarray(cities[Cities.city].astype("str"), dtype=object)
    if Cities.code not in cities:
        codes, unique = pd.factorize(name, sort=True)
        return tuple(map(str, unique)), codes.astype(np.int64)
    given = cities[Cities.code]
    code = np.where(given.isna(), name, np.asarray(given.astype("str"), dtype=object))
    codes, unique = pd.factorize(code, sort=True)
    first = name[np.unique(codes, return_index=True)[1]]
    times = Counter(first)
    labels = [f"{n} ({c})" if times[n] > 1 else n for n, c in zip(first, unique, strict=True)]
    return tuple(labels), codes.astype(np.int64)


def _first_seen(rank: Integers, city: Integers, n_cities: int) -> Integers:
    """Place of each city by its first article; of two with one first article, the larger."""
    first = np.full(n_cities, np.iinfo(np.int64).max)
    np.minimum.at(first, city, rank)
    place = np.empty(n_cities, dtype=np.int64)
    place[np.lexsort((-np.bincount(city, minlength=n_cities), first))] = np.arange(n_cities)
    return place


def _ranks(index: pd.Index) -> Integers:
    rank = np.empty(len(index), dtype=np.int64)
    rank[index.argsort()] = np.arange(len(index))
    return rank


def _cluster_codes(index: pd.Index, cluster: pd.Series | None, rank: Integers) -> Integers:
    if cluster is None:
        return rank
    if not cluster.index.is_unique:
        raise UsageError("`cluster` names an article twice; give each doc_id one cluster.")
    codes, unique = pd.factorize(cluster.reindex(index), sort=True)
    return np.where(codes < 0, len(unique) + rank, codes).astype(np.int64)


def _refuse_repeats(row: Integers, city: Integers, index: pd.Index, names: tuple[str, ...]) -> None:
    key = np.sort(row * max(len(names), 1) + city)
    twice = np.flatnonzero(key[1:] == key[:-1])
    if len(twice):
        document, where = divmod(int(key[twice[0]]), len(names))
        raise UsageError(
            f"`cities` gives article {index[document]!r} to {names[where]} twice. "
            "Keep one row an article and city."
        )
