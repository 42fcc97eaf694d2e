"""Names of cities as an English report writes them; the keys of every table stay as they are."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.frames import Cities, Contrasts
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis

__all__ = ["CITY_COLUMNS", "called", "english_names", "province_names", "with_names"]

CITY_COLUMNS = (Cities.city, Contrasts.city_a, Contrasts.city_b)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with data_path("gazetteer/english.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _spellings() -> dict[str, str]:
    """Code of a unit → its name in English."""
    return {row["code"]: row["english"] for row in _rows()}


def english_names(cities: pd.DataFrame, places: Iterable[str] = ()) -> dict[str, str]:
    """Each city of a cities frame that the gazetteer can spell, and its name in English.

    Two cities of one spelling carry what they lie in: Suzhou (Jiangsu), Suzhou (Anhui).

    Parameters
    ----------
    cities : DataFrame
        `city`, `code`.
    places : iterable of str
        Further cities, of a map; the gazetteer knows them by name.

    Examples
    --------
    >>> english_names(pd.DataFrame({"city": ["聊城", "我们村"], "code": ["371500", None]}))
    {'聊城': 'Liaocheng'}
    """
    codes = {row["name"]: row["code"] for row in _rows()}
    codes = {place: codes[place] for place in places if place in codes}
    known = cities[[Cities.city, Cities.code]].drop_duplicates(Cities.city)
    own = list(map(str, known[Cities.city]))
    codes |= dict(zip(own, map(str, known[Cities.code])))
    spelled = _spellings()
    names = {city: spelled[code] for city, code in codes.items() if code in spelled}
    for place in (_place_of, str):
        taken = Counter([*names.values(), *set(own) - set(names)])
        names = {
            city: f"{name} ({place(codes[city])})" if taken[name] > 1 else name
            for city, name in names.items()
        }
    return names


def _place_of(code: str) -> str:
    """The city of a county, the province of a city."""
    spelled = _spellings()
    larger = code[:4] + "00" if not code.endswith("00") else code[:2] + "0000"
    return spelled.get(larger) or spelled.get(code[:2] + "0000", code)


def province_names(lang: Language, *, by_code: bool = False) -> dict[str, str]:
    """Each province, by its Chinese name or by its code, and what the language calls it.

    Examples
    --------
    >>> province_names("en")["山东"], province_names("zh", by_code=True)["370000"]
    ('Shandong', '山东')
    """
    rows = [row for row in _rows() if row["code"].endswith("0000")]
    called_so = "english" if lang == "en" else "name"
    return {row["code" if by_code else "name"]: row[called_so] for row in rows}


def with_names(analysis: Analysis, names: Mapping[str, str]) -> Analysis:
    """The analysis with its cities called otherwise in every frame, and on the user's own map.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    names : mapping
        City → how it is to be called; others stay as they are.

    Examples
    --------
    >>> from cityanalysis.figures import CityMap
    >>> from cityanalysis.run import Analysis
    >>> run = Analysis(map=CityMap(grid={"聊城": (0, 0), "甲": (0, 1)}))
    >>> list(with_names(run, {"聊城": "Liaocheng"}).map.grid)
    ['Liaocheng', '甲']
    """
    if not names:
        return analysis
    frames: dict[str, Any] = {
        name: _called(frame, names)
        for name, frame in analysis.frames().items()
        if any(column in frame for column in CITY_COLUMNS)
    }
    return replace(
        analysis,
        support=replace(analysis.support, cities=_called(analysis.support.cities, names)),
        map=None if analysis.map is None else analysis.map.called(names),
        **frames,
    )


def _called(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    columns = [column for column in CITY_COLUMNS if column in frame]
    return frame.assign(**{column: called(frame[column], names) for column in columns})


def called(cities: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Cities by their other names; those without one keep their own.

    Examples
    --------
    >>> called(pd.Series(["聊城", "甲"]), {"聊城": "Liaocheng"}).tolist()
    ['Liaocheng', '甲']
    """
    other = cities.map(lambda city: names.get(city, city), na_action="ignore")
    return other.astype(cities.dtype)
