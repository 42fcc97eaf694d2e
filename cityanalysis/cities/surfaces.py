"""Which surface forms a text may use for which units."""

from collections import defaultdict
from typing import NamedTuple

from cityanalysis.cities.gazetteer import Gazetteer, Unit
from cityanalysis.cities.names import stem_of
from cityanalysis.cities.words import Words, read_words

__all__ = ["ORDINARY", "SHARED", "STRONG", "Surface", "surfaces_of"]

STRONG = "strong"  # names one place
SHARED = "shared"  # names several cities' units, or a district by a doubtful short form
ORDINARY = "ordinary"  # is an ordinary word too
_WORDS = ("城市", "都市", "门市", "山区", "城区", "海区", "湖区", "山县", "地区")
_RANKS = {"province": 0, "prefecture": 1, "county": 2}


class Surface(NamedTuple):
    """A name as texts print it.

    ``form``: full, short, alias or zone. ``level``: of the likeliest meaning. ``codes``: units of
    today that it may mean, likeliest first; ``cities``: their prefecture-level units (None for a
    province). ``grade``: how much it needs to count. ``is_doubtful``: the characters may belong to
    other words (无聊城市), so the segmentation must be asked. ``is_sure``: a city or a full name;
    金湖 may be a lake.
    """

    text: str
    form: str
    level: str
    codes: tuple[str, ...]
    cities: tuple[str | None, ...]
    grade: str
    is_doubtful: bool
    is_sure: bool


class _Use(NamedTuple):
    is_past: bool
    rank: int
    form: str
    code: str
    is_district: bool


def _names(unit: Unit) -> list[tuple[str, str]]:
    """(name, form) of a unit; 城区 and 矿区 are kinds of districts rather than names."""
    stem = stem_of(unit.name)
    if len(stem) < 2 and unit.name.endswith("区"):
        return []
    names = [(unit.name, "full")]
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
                use = _Use(past, _RANKS[unit.level], form, unit.current[0], district)
                uses[name].append(use)
    found = {name: _surface(name, uses[name], gazetteer, words) for name in sorted(uses)}
    for alias, code, note in gazetteer.aliases:
        cities = (gazetteer.city_of(code),)
        form = "zone" if "zone" in note or "new area" in note else "alias"
        level = gazetteer.today[code].level
        found[alias] = Surface(alias, form, level, (code,), cities, STRONG, True, True)
    return list(found.values())


def _surface(name: str, uses: list[_Use], gazetteer: Gazetteer, words: Words) -> Surface:
    uses = sorted(uses, key=lambda use: (use.is_past, use.rank, use.code))
    first = uses[0]
    level = ("province", "prefecture", "county")[first.rank]
    # What still exists outweighs what has gone: 通州区 is Beijing's, 即墨市 has no rival.
    codes = tuple(dict.fromkeys(u.code for u in uses if u.is_past == first.is_past))
    cities = tuple(gazetteer.city_of(code) for code in codes)
    grade = STRONG
    if name in words.ordinary:
        grade = ORDINARY if first.rank == 2 and first.form == "short" else SHARED
    elif first.form == "full" and first.is_district and stem_of(name) in words.ordinary:
        grade = SHARED  # 老城区 is a part of most cities
    elif first.rank == 2 and len(set(cities)) > 1:
        grade = SHARED
    elif first.form == "short" and first.is_past and first.rank == 2:
        grade = SHARED  # nobody writes 和康 for a county that is gone
    elif first.form == "short" and all(use.is_district for use in uses):
        # 富阳 was a county and a city, 龙城 never was more than a district.
        grade = STRONG if name in words.districts else SHARED
    doubtful = (
        first.form != "full"
        or grade != STRONG
        or len(name) < 3
        or name.endswith(_WORDS)
        or stem_of(name) in words.ordinary
    )
    sure = first.rank < 2 or (grade == STRONG and first.form == "full")
    return Surface(name, first.form, level, codes, cities, grade, doubtful, sure)
