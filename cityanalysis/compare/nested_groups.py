"""How far groups of cities are apart, each city with a level of its own inside its group."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Floats, Integers, align, cells, pairs
from cityanalysis.compare.groups import group_of_rows
from cityanalysis.compare.mixed_model import between_within, mixed_fit
from cityanalysis.compare.regression_design import LEAST_CITIES, check_installed
from cityanalysis.compare.regression_fit import Fit, judged
from cityanalysis.compare.resample import benjamini_hochberg
from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, GroupDifferences

__all__ = ["group_differences"]

# One city cannot show how far cities of its group differ.
_LEAST_OF_GROUP = 2


def group_differences(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    groups: Mapping[str, Sequence[str]],
    *,
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Differences of groups of cities in each theme, by a mixed model.

    A row of the model is an event (cluster) in a city: the mean of the event's articles there.
    Groups are the fixed part, cities nested in them the random one (random intercept, REML). So
    every event counts once, however often it was printed, and cities count nearly alike where they
    differ much, by their events where they hardly do; `prevalence` of `by_group` counts articles,
    and its shares may differ. The reference is t with the number of cities less that of groups as
    degrees of freedom: what differs between groups is seen on cities, not on articles.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        As `tag_cities` gives it.
    groups : mapping of str to sequence of str
        Name of a group → its cities, by short name or code. A city in no group is left out.
    cluster : Series, optional
        doc_id → event. None: every article is an event of its own.
    level : float
        Nominal coverage of the intervals.

    Returns
    -------
    DataFrame
        `theme`, `group_a`, `group_b`, `estimate` (a's mean share less b's; .031 are 3.1 points),
        `ci_low`, `ci_high`, `p_value`, `q_value` (Benjamini–Hochberg over themes and pairs), `df`,
        `between` (standard deviation of the cities' levels inside their groups), `n_cities_a`,
        `n_cities_b`, `n_events`.

    Raises
    ------
    UsageError
        Where a group has fewer than two cities with articles, all together have fewer than six,
        fewer than two groups are named, or statsmodels is not installed.

    References
    ----------
    Laird & Ware 1982, Biometrics 38; Schluchter & Elashoff 1990, Journal of Statistical
    Computation and Simulation 37 (degrees of freedom).

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> names = ["青岛", "烟台", "威海", "日照", "德州", "聊城", "菏泽", "济宁"]
    >>> cities = pd.DataFrame({"doc_id": [f"{c}{i}" for c in names for i in range(40)],
    ...                        "city": np.repeat(names, 40)})
    >>> chance = np.repeat([0.5, 0.1], 160)
    >>> values = pd.DataFrame({"port": rng.random(320) < chance}, index=cities["doc_id"])
    >>> found = group_differences(values, cities, {"沿海": names[:4], "内陆": names[4:]}).iloc[0]
    >>> found["group_a"], bool(0.3 < found["estimate"] < 0.5), bool(found["p_value"] < 0.01)
    ('沿海', True, True)
    """
    check_installed()
    if not 0 < level < 1:
        raise UsageError(f"`level` must lie between 0 and 1; got {level}.")
    rows = _rows(values, cities, groups, cluster)
    contrasts = _contrasts(len(rows.names))
    df = between_within(rows.design, rows.city, contrasts)
    tables = [
        _pairs_of_theme(theme, Fit(*mixed_fit(shares, rows.design, rows.city)), rows, df, level)
        for theme, shares in zip(map(str, values.columns), rows.shares.T, strict=True)
    ]
    found = pd.concat(tables, ignore_index=True)
    p = found[GroupDifferences.p_value].to_numpy(float)
    found[GroupDifferences.q_value] = benjamini_hochberg(p)
    return GroupDifferences.of_rows(found.to_dict("records"))


class _Rows(NamedTuple):
    """Events in cities: themes' shares, the city of each, and the groups as columns of 0 and 1."""

    names: list[str]
    n_cities: Integers
    city: Integers
    design: Floats
    shares: Floats


def _rows(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    groups: Mapping[str, Sequence[str]],
    cluster: pd.Series | None,
) -> _Rows:
    home = group_of_rows(cities, groups)
    is_kept = (home.notna() & cities[Cities.doc_id].isin(values.index)).to_numpy()
    kept = cities[is_kept]
    known = kept[Cities.city].astype(str)
    if Cities.code in kept:
        known = kept[Cities.code].astype(str).where(kept[Cities.code].notna(), known)
    of_city = dict(zip(known, home[is_kept], strict=True))
    plain = pd.DataFrame({Cities.doc_id: kept[Cities.doc_id], Cities.city: known})
    plain[Cities.weight] = kept.get(Cities.weight, 1.0)
    sample = align(values, plain, cluster)
    event = cells(sample)
    names = list(groups)
    place = np.array([names.index(of_city[city]) for city in sample.cities], dtype=np.int64)
    n_cities = np.bincount(place[np.unique(event.city)], minlength=len(names))
    _check_sizes(names, n_cities)
    # A city all of whose articles have no weight has no event, and no number.
    city = np.unique(event.city, return_inverse=True)[1]
    design = np.eye(len(names))[place[event.city]]
    return _Rows(names, n_cities, city, design, event.total / event.weight[:, None])


def _check_sizes(names: list[str], n_cities: Integers) -> None:
    small = [name for name, n in zip(names, n_cities, strict=True) if n < _LEAST_OF_GROUP]
    if len(names) < 2 or small or n_cities.sum() < LEAST_CITIES:
        counts = ", ".join(f"{name} {n}" for name, n in zip(names, n_cities, strict=True))
        raise UsageError(
            f"groups are told apart by their cities: name two groups or more of "
            f"{_LEAST_OF_GROUP} cities each, {LEAST_CITIES} together; got {counts}."
        )


def _contrasts(n_groups: int) -> Floats:
    """Each pair's first group less its second, (n_pairs, n_groups)."""
    a, b = pairs(n_groups)
    return np.eye(n_groups)[a] - np.eye(n_groups)[b]


def _pairs_of_theme(theme: str, fit: Fit, rows: _Rows, df: Floats, level: float) -> pd.DataFrame:
    a, b = pairs(len(rows.names))
    estimate, low, high, p = judged(fit, _contrasts(len(rows.names)), df, level)
    return pd.DataFrame(
        {
            GroupDifferences.theme: theme,
            GroupDifferences.group_a: [rows.names[i] for i in a],
            GroupDifferences.group_b: [rows.names[i] for i in b],
            GroupDifferences.estimate: estimate,
            GroupDifferences.ci_low: low,
            GroupDifferences.ci_high: high,
            GroupDifferences.p_value: p,
            GroupDifferences.df: df,
            GroupDifferences.between: fit.between,
            GroupDifferences.n_cities_a: rows.n_cities[a],
            GroupDifferences.n_cities_b: rows.n_cities[b],
            GroupDifferences.n_events: len(rows.city),
        }
    )
