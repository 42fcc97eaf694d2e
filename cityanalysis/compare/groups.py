"""Groups of cities, compared like cities: regions, tiers, coast and inland."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from cityanalysis.errors import InputError, UsageError
from cityanalysis.frames import Cities

__all__ = ["by_group", "group_of_rows", "read_groups"]

# A name that is not in quotation marks, as a heading or before a sign of equality: TOML takes
# only Latin ones so, people write Chinese ones.
_BARE = re.compile(r"^(\s*\[\s*)([^\[\]\"']+?)(\s*\])|^(\s*)([^\s=\"'\[#]+)(\s*=)", re.MULTILINE)


def by_group(
    cities: pd.DataFrame, groups: Mapping[str, Sequence[str]]
) -> tuple[pd.DataFrame, pd.Series]:
    """Articles by group of cities, and the city as the cluster of its articles.

    What is drawn when groups are compared are cities: a group of three cities is three
    observations, however many articles they have. Pass both to `prevalence`, `omnibus` and
    `contrasts` in the place of the cities and clusters; a group of few cities is then found too
    small to be compared, as it should be.

    Parameters
    ----------
    cities : DataFrame
        As `tag_cities` gives it.
    groups : mapping of str to sequence of str
        Name of a group → its cities, by short name or code. A city in no group is left out; one
        in two groups is refused.

    Returns
    -------
    cities : DataFrame
        Like `cities`, the group in the column `city`, without codes; an article of two cities of
        a group counts with both their weights.
    cluster : Series
        doc_id → the city of the article, its best where it has several.

    Raises
    ------
    UsageError
        Where a city stands in two groups, or no city of a group occurs.

    Examples
    --------
    >>> cities = pd.DataFrame({"doc_id": list("abc"), "city": ["青岛", "烟台", "德州"]})
    >>> grouped, cluster = by_group(cities, {"胶东": ["青岛", "烟台", "威海"], "鲁西": ["德州"]})
    >>> grouped["city"].tolist(), cluster.tolist()
    (['胶东', '胶东', '鲁西'], ['青岛', '烟台', '德州'])
    """
    name = group_of_rows(cities, groups)
    kept = cities[name.notna()]
    cluster = kept.drop_duplicates(Cities.doc_id).set_index(Cities.doc_id)[Cities.city]
    weight = kept.get(Cities.weight, 1.0)
    grouped = pd.DataFrame(
        {Cities.doc_id: kept[Cities.doc_id], Cities.city: name.dropna(), Cities.weight: weight}
    )
    grouped = grouped.groupby([Cities.doc_id, Cities.city], sort=False, as_index=False).sum()
    return grouped, cluster.astype("str").rename("cluster")


def group_of_rows(cities: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.Series:
    """The group of each row's city, or NA.

    Parameters
    ----------
    cities : DataFrame
        As `tag_cities` gives it.
    groups : mapping of str to sequence of str
        Name of a group → its cities, by short name or code.

    Raises
    ------
    UsageError
        Where a city stands in two groups, or no city of a group occurs.
    """
    home = _homes(groups)
    name = cities[Cities.city].astype(str).map(home)
    if Cities.code in cities:
        name = name.fillna(cities[Cities.code].astype(str).map(home))
    absent = [group for group in groups if group not in set(name.dropna())]
    if absent:
        raise UsageError(
            f"no article belongs to a city of {', '.join(absent)}. Name cities as 青岛 or 370200; "
            f"those of the corpus are {_first(cities[Cities.city])}."
        )
    return name


def _homes(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    home: dict[str, str] = {}
    for group, members in groups.items():
        for member in members:
            if home.setdefault(str(member), group) != group:
                raise UsageError(f"{member} stands in two groups, {home[str(member)]} and {group}.")
    return home


def _first(names: pd.Series, most: int = 8) -> str:
    shown = sorted(set(names.astype(str)))
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")


def read_groups(path: str | os.PathLike[str]) -> dict[str, dict[str, list[str]]]:
    """Read groupings from a TOML file: a table per grouping, a list of cities per group.

    ::

        [沿海与内陆]
        沿海 = ["青岛", "烟台", "威海", "日照"]
        内陆 = ["聊城", "德州", "菏泽"]

    Parameters
    ----------
    path : path
        The TOML file.

    Returns
    -------
    dict of str to dict of str to list of str
        Name of the grouping → name of a group → its cities.

    Raises
    ------
    InputError
        Where the file is missing or not of this form; the message shows the form.
    """
    form = 'Write a table a grouping, and in it a line a group: 沿海 = ["青岛", "烟台"].'
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        found = tomllib.loads(_BARE.sub(_quoted, text))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path} is no TOML in UTF-8 ({error}). {form}") from error
    for grouping, groups in found.items():
        if not isinstance(groups, dict) or not groups or not all(map(_is_names, groups.values())):
            raise InputError(f"{path}: {grouping} is no grouping. {form}")
    if not found:
        raise InputError(f"{path} holds no grouping. {form}")
    return found


def _quoted(found: re.Match[str]) -> str:
    before, name, behind = (part for part in found.groups() if part is not None)
    return f'{before}"{name}"{behind}'


def _is_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
