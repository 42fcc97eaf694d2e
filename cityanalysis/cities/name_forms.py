"""Which surface forms a text may use for which units."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from cityanalysis._typing import LEVELS, Level, NameForm
from cityanalysis.cities.context_words import Words, read_words
from cityanalysis.cities.gazetteer import Gazetteer, Unit
from cityanalysis.cities.unit_names import stem_of

__all__ = ["ORDINARY", "SHARED", "STRONG", "Surface", "surfaces_of"]

STRONG = "strong"  # names one place
SHARED = "shared"  # names several cities' units, or a district by a doubtful short form
ORDINARY = "ordinary"  # is an ordinary word too
_WORDS = ("城市", "都市", "门市", "山区", "城区", "海区", "湖区", "山县", "地区")
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


class Surface(NamedTuple):
    """A name as texts print it.

    ``form``: full, short, alias or zone. ``level``: of the likeliest meaning. ``codes``: units of
    today that it may mean, likeliest first; ``cities``: their prefecture-level units (None for a
    province). ``grade``: how much it needs to count. ``is_doubtful``: the characters may belong to
    other words (无聊城市), so the segmentation must be asked. ``is_sure``: a city or a full name;
    金湖 may be a lake.
    """

    text: str
    form: NameForm
    level: Level
    codes: tuple[str, ...]
    cities: tuple[str | None, ...]
    grade: str
    is_doubtful: bool
    is_sure: bool


# (is past, rank, code, form, is a district): in the order of likelihood.
_Use = tuple[bool, int, str, NameForm, bool]


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
                uses[name].append((past, _RANKS[unit.level], unit.current[0], form, district))
    cities = gazetteer.units_at["prefecture"]
    found = {name: _surface(name, uses[name], cities, words) for name in sorted(uses)}
    for alias, code, _, form_of_alias in gazetteer.aliases:
        level = gazetteer.today[code].level
        found[alias] = Surface(
            alias, form_of_alias, level, (code,), (cities[code],), STRONG, True, True
        )
    return list(found.values())


def _surface(
    name: str, uses: list[_Use], city_of: Mapping[str, str | None], words: Words
) -> Surface:
    # Sorting by form too would change nothing: a unit bears a name in one form.
    uses = sorted(uses) if len(uses) > 1 else uses
    is_past, rank, _, form, is_district = uses[0]
    # What still exists outweighs what has gone: 通州区 is Beijing's, 即墨市 has no rival.
    codes = tuple(dict.fromkeys([use[2] for use in uses if use[0] == is_past]))
    cities = tuple([city_of[code] for code in codes])
    ordinary = name if form != "full" else stem_of(name)
    grade = STRONG
    if name in words.ordinary:
        grade = ORDINARY if rank == 2 and form == "short" else SHARED
    elif form == "full" and is_district and ordinary in words.ordinary:
        grade = SHARED  # 老城区 is a part of most cities
    elif rank == 2 and len(set(cities)) > 1:
        grade = SHARED
    elif form == "short" and is_past and rank == 2:
        grade = SHARED  # nobody writes 和康 for a county that is gone
    elif form == "short" and all(use[4] for use in uses):
        # 富阳 was a county and a city, 龙城 never was more than a district.
        grade = STRONG if name in words.districts else SHARED
    doubtful = (
        form != "full"
        or grade != STRONG
        or len(name) < 3
        or name.endswith(_WORDS)
        or ordinary in words.ordinary
    )
    sure = rank < 2 or (grade == STRONG and form == "full")
    return Surface(name, form, LEVELS[rank], codes, cities, grade, doubtful, sure)
