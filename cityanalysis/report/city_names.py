"""Names of cities as an English report writes them; the keys of every table stay as they are."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis.resources import data_path

if TYPE_CHECKING:
    from cityanalysis.run import Analysis

__all__ = ["CITY_COLUMNS", "called", "english_names", "with_names"]

CITY_COLUMNS = ("city", "city_a", "city_b")


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
    own: list[str] = []
    if len(cities) and "code" in cities:
        known = cities[["city", "code"]].drop_duplicates("city")
        own = list(map(str, known["city"]))
        codes |= dict(zip(own, map(str, known["code"])))
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


def with_names(analysis: Analysis, names: Mapping[str, str]) -> Analysis:
    """The analysis with its cities called otherwise in every frame, and on the user's own map.

    Parameters
    ----------
    analysis : Analysis
    names : mapping
        City → how it is to be called; others stay as they are.

    Examples
    --------
    >>> from cityanalysis.run.analysis import Analysis
    >>> run = Analysis(prevalence=pd.DataFrame({"city": ["聊城", "甲"]}))
    >>> with_names(run, {"聊城": "Liaocheng"}).prevalence["city"].tolist()
    ['Liaocheng', '甲']
    """
    if not names:
        return analysis
    frames: dict[str, Any] = {
        name: frame.assign(
            **{column: called(frame[column], names) for column in CITY_COLUMNS if column in frame}
        )
        for name, frame in analysis.frames().items()
        if not frame.empty and any(column in frame for column in CITY_COLUMNS)
    }
    return replace(
        analysis,
        support=_renamed(analysis.support, names),
        settings={**analysis.settings, "map": _map(analysis.settings.get("map") or {}, names)},
        **frames,
    )


def called(cities: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Cities by their other names; those without one keep their own.

    Examples
    --------
    >>> called(pd.Series(["聊城", "甲"]), {"聊城": "Liaocheng"}).tolist()
    ['Liaocheng', '甲']
    """
    other = cities.map(lambda city: names.get(city, city), na_action="ignore")
    return other.astype(cities.dtype)


def _renamed(support: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What the gate says, of cities by their other names."""
    verdicts = support.get("cities", ())
    rows = verdicts.to_dict("records") if isinstance(verdicts, pd.DataFrame) else verdicts
    called = [{**row, "city": names.get(row["city"], row["city"])} for row in rows]
    return {**support, "cities": called}


def _map(own: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        kind: {names.get(city, city): place for city, place in places.items()}
        for kind, places in own.items()
    }
