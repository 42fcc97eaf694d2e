"""Which surface forms a text may use for which units."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cityanalysis._typing import LEVELS, Level, NameForm
from cityanalysis.cities.context_words import Words, read_words
from cityanalysis.cities.gazetteer import Gazetteer, Unit
from cityanalysis.cities.unit_names import stem_of
from cityanalysis.resources import data_path

__all__ = [
    "BARE",
    "DELICATE",
    "ORDINARY",
    "PARTS",
    "RIVAL",
    "SHARED",
    "STRONG",
    "Surface",
    "surfaces_of",
]

STRONG = "strong"  # names one place
SHARED = "shared"  # names several cities' units
ORDINARY = "ordinary"  # is an ordinary word too

DELICATE = "delicate"  # a full name whose stem is an ordinary word (锦江区, 和县)
BARE = "bare"  # a county's short name, which may be a person's or a word's (马龙, 花都)
# A county's short name that a district elsewhere bears too, which is rarely called by it alone:
# 昌邑 is the city in 潍坊 where nothing speaks of 吉林.
RIVAL = "rival"

# Ends of full names that are words of their own (上城区, 中山区, 项城市).
PARTS = ("城区", "山区", "海区", "全区", "城市")
_WORDS = ("城市", "都市", "门市", "山区", "城区", "海区", "湖区", "山县", "地区")
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
_COUNTY = _RANKS["county"]


class Surface(NamedTuple):
    """A name as texts print it.

    ``form``: full, short, alias, zone, town or landmark. ``level``: of the likeliest meaning.
    ``codes``: units of today that it may mean, likeliest first; ``cities``: their prefecture-level
    units (None for a province). ``grade``: how much it needs to count. ``is_doubtful``: the
    characters may belong to other words (无聊城市), so the segmentation must be asked. ``is_sure``:
    a city or a full name; 金湖 may be a lake. ``caution``: DELICATE, BARE, RIVAL or empty.
    """

    text: str
    form: NameForm
    level: Level
    codes: tuple[str, ...]
    cities: tuple[str | None, ...]
    grade: str
    is_doubtful: bool
    is_sure: bool
    caution: str = ""


class _Use(NamedTuple):
    """One unit that bears a name; in the order of likelihood.

    ``is_little_known``: a district by its short name, by which it is hardly called.
    """

    is_past: bool
    rank: int
    is_little_known: bool
    code: str
    form: NameForm


def _names(unit: Unit) -> list[tuple[str, NameForm]]:
    """(name, form) of a unit; 城区 and 矿区 are kinds of districts rather than names."""
    stem = stem_of(unit.name)
    if len(stem) < 2 and unit.name.endswith("区"):
        return []
    names: list[tuple[str, NameForm]] = [(unit.name, "full")]
    if len(stem) > 1 and stem != unit.name:
        names.append((stem, "short"))
    if unit.name.endswith("自治州"):
        names.append((stem + "州", "full"))
    elif unit.name.endswith(("自治县", "自治旗")):
        names.append((stem + unit.name[-1], "full"))
    return names


def surfaces_of(gazetteer: Gazetteer) -> list[Surface]:
    """All surface forms in a fixed order; a user's alias wins over a packaged name."""
    words = read_words()
    uses: dict[str, list[_Use]] = defaultdict(list)
    for unit in gazetteer.units:
        district = unit.name.endswith("区") and unit.level == "county"
        past = unit.end is not None
        for name, form in _names(unit):
            if unit.current and not (past and district and form == "short"):
                little = district and form == "short" and name not in words.districts
                use = _Use(past, _RANKS[unit.level], little, unit.current[0], form)
                uses[name].append(use)
    cities = gazetteer.units_at["prefecture"]
    found = {name: _surface(name, uses[name], cities, words) for name in sorted(uses)}
    for name, code in _landmarks():
        if name not in found:
            found[name] = _landmark(name, code, cities)
    for alias, code, _, form_of_alias in gazetteer.aliases:
        level = gazetteer.today[code].level
        found[alias] = Surface(
            alias, form_of_alias, level, (code,), (cities[code],), STRONG, True, True
        )
    return list(found.values())


def _landmarks() -> Iterator[tuple[str, str]]:
    path = data_path("gazetteer/landmarks.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield row["name"], row["code"]


def _landmark(name: str, units: str, cities: Mapping[str, str | None]) -> Surface:
    """A sight or a quarter, which stands for the unit that it lies in, or a pair of cities in one
    word (深港)."""
    codes = tuple(units.split(";"))
    own = tuple([cities[code] for code in codes])
    return Surface(name, "landmark", "county", codes, own, STRONG, False, False)


def _surface(
    name: str, uses: list[_Use], city_of: Mapping[str, str | None], words: Words
) -> Surface:
    uses = sorted(uses) if len(uses) > 1 else uses
    likely = uses[0]
    form, is_county = likely.form, likely.rank == _COUNTY
    # A unit that exists outweighs one that is gone: 通州区 is Beijing's, 即墨市 has no rival.
    living = [use for use in uses if use.is_past == likely.is_past]
    codes = tuple(dict.fromkeys([use.code for use in living]))
    cities = tuple([city_of[code] for code in codes])
    stem = name if form != "full" else stem_of(name)
    grade, caution = _grade(name, uses, words)
    if is_county and grade == STRONG and len(set(cities)) > 1:
        known = [use for use in living if use.is_little_known == likely.is_little_known]
        if len({city_of[use.code] for use in known}) > 1:
            grade, caution = SHARED, ""
        else:
            caution = caution or RIVAL
    doubtful = (
        form != "full"
        or grade != STRONG
        or len(name) < 3
        or name.endswith(_WORDS)
        or stem in words.ordinary
    )
    sure = not is_county or (grade == STRONG and form == "full")
    return Surface(name, form, LEVELS[likely.rank], codes, cities, grade, doubtful, sure, caution)


def _grade(name: str, uses: list[_Use], words: Words) -> tuple[str, str]:
    """Grade and caution of a name by itself, where no other city's unit bears it."""
    likely = uses[0]
    form, is_county = likely.form, likely.rank == _COUNTY
    stem = name if form != "full" else stem_of(name)
    if form != "full" and name in words.ordinary:
        return (ORDINARY if is_county else SHARED), ""
    if form == "full" and name in words.kinds_of_districts:
        return SHARED, ""
    if is_county and form == "full":
        is_word = stem in words.ordinary or name in words.ordinary or name.endswith(PARTS)
        return STRONG, DELICATE if is_word else ""
    if is_county and form == "short":
        # Nobody writes 和康 for a county that is gone. A unit that has always been a district is
        # hardly called by its short name alone, except where it is known by it.
        is_unknown = all(use.is_little_known for use in uses) or name in words.risky
        return (SHARED if likely.is_past else STRONG), BARE if is_unknown else ""
    return STRONG, DELICATE if name in words.ordinary else ""
