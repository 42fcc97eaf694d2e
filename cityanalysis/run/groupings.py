"""Groupings beside the cities: lists in a file, provinces, regions, tiers, columns of a table."""

from collections.abc import Iterator

import pandas as pd

from cityanalysis.cities import read_gazetteer
from cityanalysis.compare import by_group, omnibus, prevalence, read_groups
from cityanalysis.errors import CityAnalysisWarning, UsageError, warn
from cityanalysis.frames import Cities, GroupShares, Omnibus, Prevalence
from cityanalysis.run.settings import Settings
from cityanalysis.run.table_groups import group_articles
from cityanalysis.run.units import Units

__all__ = ["KNOWN_GROUPINGS", "compare_groups"]

KNOWN_GROUPINGS = ("province", "region", "tier")
# First two digits of the codes of each region, as the National Bureau of Statistics has divided
# the country since 2011.
_REGIONS = {
    "东部": "11 12 13 31 32 33 35 37 44 46",
    "中部": "14 34 36 41 42 43",
    "西部": "15 45 50 51 52 53 54 61 62 63 64 65",
    "东北": "21 22 23",
}
# Municipalities under the central government, by the first two digits of their codes.
_MUNICIPALITIES = frozenset(["11", "12", "31", "50"])
# The fifteen cities of sub-provincial rank, since 1997.
_SUB_PROVINCIAL = (
    *("210100", "210200", "220100", "230100", "320100", "330100", "330200", "350200"),
    *("370100", "370200", "420100", "440100", "440300", "510100", "610100"),
)
Grouped = tuple[pd.DataFrame, pd.Series]


def compare_groups(units: Units, values: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Shares of each theme in the groups of every grouping that the settings name.

    Groups of cities have their cities as the observations: what differs between cities of one
    group counts against the difference of groups. Groups of a column have articles' clusters.

    Parameters
    ----------
    units : Units
        What is counted, and the cities that it belongs to.
    values : DataFrame, documents × themes
        What the run compares.
    settings : Settings
        `groups`, and the columns of `group_by` behind the first.

    Returns
    -------
    DataFrame
        As `GroupShares`; a grouping of which fewer than two groups have texts is left out with a
        warning.
    """
    rows: list[dict[object, object]] = []
    for name, (grouped, cluster) in _groupings(units, settings):
        if grouped[Cities.city].nunique() < 2:
            warn(
                f"groups: fewer than two groups of {name} have articles; it is not compared.",
                CityAnalysisWarning,
            )
            continue
        tests = omnibus(values, grouped, cluster=cluster, seed=settings.seed)
        known = tests.set_index(Omnibus.theme)[[Omnibus.p_value, Omnibus.q_value]]
        shares = prevalence(values, grouped, cluster=cluster)
        shares = shares.rename(columns={Prevalence.city: GroupShares.group})
        whole = shares.join(known, on=Prevalence.theme).assign(**{GroupShares.grouping: name})
        rows += whole.to_dict("records")
    return GroupShares.of_rows(rows)


def _groupings(units: Units, settings: Settings) -> Iterator[tuple[str, Grouped]]:
    """Each grouping by its name: cities frame of its groups, and what is independent."""
    for one in settings.groups:
        if one in KNOWN_GROUPINGS:
            yield one, _of_codes(units.cities, one)
            continue
        for name, groups in read_groups(one).items():
            yield name, _listed(units.cities, name, groups)
    for column in settings.group_by[1:]:
        yield column, (group_articles(units.documents, column), units.cluster)


def _of_codes(cities: pd.DataFrame, grouping: str) -> Grouped:
    """Groups that follow from the cities' codes; cities without a code are left out."""
    coded = cities.dropna(subset=[Cities.code])
    codes = dict(zip(coded[Cities.code].astype(str), coded[Cities.city].astype(str), strict=True))
    groups: dict[str, list[str]] = {}
    for code in sorted(codes):
        if name := _home(code, grouping):
            groups.setdefault(name, []).append(code)
    return by_group(coded, groups) if groups else (coded.head(0), pd.Series(dtype="str"))


def _home(code: str, grouping: str) -> str | None:
    if grouping == "province":
        return read_gazetteer().short_name(f"{code[:2]}0000")
    if grouping == "tier":
        if code[:2] in _MUNICIPALITIES:
            return "直辖市"
        return "副省级市" if code in _SUB_PROVINCIAL else "其他城市"
    return next((name for name, codes in _REGIONS.items() if code[:2] in codes.split()), None)


def _listed(cities: pd.DataFrame, name: str, groups: dict[str, list[str]]) -> Grouped:
    """Groups of a file, those without articles left out with a warning."""
    there = set(cities[Cities.city].astype(str)) | set(cities[Cities.code].dropna().astype(str))
    full = {group: own for group, own in groups.items() if there & set(own)}
    if empty := [group for group in groups if group not in full]:
        warn(
            f"groups: no article belongs to a city of {', '.join(empty)} ({name}).",
            CityAnalysisWarning,
        )
    if not full:
        raise UsageError(
            f"groups: {name} names no city of this corpus. Write short names, as 青岛, or codes."
        )
    return by_group(cities, full)
