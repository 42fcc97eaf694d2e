"""The gazetteer: administrative units of China since 1981, their names, years and successors."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast, get_args

import pandas as pd

from cityanalysis._typing import LEVELS, AliasForm, Level
from cityanalysis.cities.unit_names import stem_of
from cityanalysis.corpus.reading import read_user_table
from cityanalysis.errors import InputError, UsageError
from cityanalysis.resources import data_path

__all__ = ["Alias", "Gazetteer", "Unit", "look_up", "read_gazetteer"]

_MUNICIPALITIES = frozenset({"11", "12", "31", "50", "81", "82"})
_ALIASES = "a table of aliases"
_OWN_CITY = "city"  # form of a row that is an entry of its own
_SINCE = 1981  # the gazetteer's first year
_ALIAS_COLUMNS = ("alias", "code", "note", "form")


class Unit(NamedTuple):
    """One name that one code bore for a span of years; ``end`` is None while it is in use."""

    code: str
    name: str
    level: Level
    parent: str
    start: int
    end: int | None
    successors: tuple[str, ...]
    current: tuple[str, ...]


class Alias(NamedTuple):
    """Another name of the unit with the code, where that name is known from, and its form.

    ``form`` is zone where the name is of a zone or new area within the unit, else alias.
    """

    alias: str
    code: str
    note: str
    form: AliasForm = "alias"


@dataclass(frozen=True)
class Gazetteer:
    """Units and aliases, and the questions that are asked of them.

    Parameters
    ----------
    units : tuple of Unit
        Every unit and year span, in order of code and year.
    aliases : tuple of Alias
        Further names.

    Examples
    --------
    >>> gazetteer = read_gazetteer()
    >>> gazetteer.city_of("371503"), gazetteer.short_name("371500")
    ('371500', '聊城')
    """

    units: tuple[Unit, ...]
    aliases: tuple[Alias, ...]

    @cached_property
    def today(self) -> dict[str, Unit]:
        """Units in use, by code."""
        return {unit.code: unit for unit in self.units if unit.end is None}

    @cached_property
    def by_code(self) -> dict[str, tuple[Unit, ...]]:
        """All year spans of each code."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            found[unit.code].append(unit)
        return {code: tuple(units) for code, units in found.items()}

    @cached_property
    def by_name(self) -> dict[str, tuple[Unit, ...]]:
        """Units by full name, short form, alias and code."""
        found: dict[str, dict[Unit, None]] = defaultdict(dict)
        for unit in self.units:
            for name in (unit.name, stem_of(unit.name), unit.code):
                found[name][unit] = None
        for row in self.aliases:
            now = (unit for unit in self.by_code.get(row.code, ()) if unit.end is None)
            found[row.alias].update(dict.fromkeys(now))
        return {name: tuple(units) for name, units in found.items()}

    @cached_property
    def _short_names(self) -> dict[str, str]:
        provinces = {stem_of(u.name) for u in self.today.values() if u.level == "province"}
        cities = [u for u in self.today.values() if self.city_of(u.code) == u.code]
        names = {}
        for unit in cities:
            stem = stem_of(unit.name)
            clash = unit.level == "prefecture" and stem in provinces
            names[unit.code] = _plain(unit, stem) if clash or len(stem) < 2 else stem
        stems: dict[str, int] = defaultdict(int)
        for unit in self.today.values():
            stems[stem_of(unit.name)] += 1
        for unit in self.today.values():
            if unit.code in names:
                continue
            stem = stem_of(unit.name)
            if unit.level == "province" or (len(stem) > 1 and stems[stem] == 1):
                names[unit.code] = stem
            else:
                names[unit.code] = names[self.city_of(unit.code) or unit.code] + unit.name
        return names

    def short_name(self, code: str) -> str:
        """Name by which a unit of today goes: 聊城; a county keeps what tells it apart."""
        return self._short_names[code]

    def city_of(self, code: str) -> str | None:
        """Code of the prefecture-level unit of today that a code belongs to; None for a province.

        A municipality is its own prefecture-level unit, and so is a county or county-level city
        that its province rules directly (仙桃).
        """
        unit = self.today.get(code)
        if unit is None:
            spans = self.by_code.get(code)
            current = spans[-1].current if spans else ()
            return self.city_of(current[0]) if current else None
        if code[:2] in _MUNICIPALITIES:
            return code[:2] + "0000"
        if unit.level == "province":
            return None
        return code if unit.parent.endswith("0000") else unit.parent

    def at_level(self, code: str, level: Level) -> str | None:
        """Code of the unit of the level that a code belongs to; None where it reaches higher."""
        if level == "province":
            return code[:2] + "0000"
        if level == "prefecture":
            return self.city_of(code)
        unit = self.today.get(code)
        if unit is None or unit.level == "county":
            return code if unit else None
        return code if code in self._childless else None

    @cached_property
    def units_at(self) -> dict[str, dict[str, str | None]]:
        """Level -> unit of today -> ``at_level`` of it."""
        return {
            level: {code: self.at_level(code, level) for code in self.today} for level in LEVELS
        }

    @cached_property
    def _former(self) -> dict[str, list[Unit]]:
        """Units whose area belongs to a unit of today, by the code of today."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            for code in unit.current:
                found[code].append(unit)
        return found

    def code_in(self, code: str, year: int) -> str | None:
        """The code under which a city of today stood at the end of a year: 毕节 as 522400 in 2005.

        None where no one unit of that year can be called the city's predecessor, and before 1981.
        """
        spans = self.by_code.get(code, ())
        if not spans or any(_covers(unit, year) for unit in spans):
            return code if spans else None
        # 重庆 was a city of Sichuan before it was a municipality.
        levels, stem = {spans[-1].level, "prefecture"}, stem_of(spans[-1].name)
        before = [u for u in self._former.get(code, ()) if u.level in levels and _covers(u, year)]
        same = [unit for unit in before if stem_of(unit.name) == stem] or before
        return same[0].code if len(same) == 1 else None

    @cached_property
    def _childless(self) -> frozenset[str]:
        parents = {unit.parent for unit in self.today.values()}
        cities = {u.code for u in self.today.values() if self.city_of(u.code) == u.code}
        return frozenset(cities - parents)

    @cached_property
    def aliases_of(self) -> dict[str, tuple[str, ...]]:
        """Aliases by code."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.aliases:
            found[row.code].append(row.alias)
        return {code: tuple(names) for code, names in found.items()}


def _covers(unit: Unit, year: int) -> bool:
    return unit.start <= year and (unit.end is None or year < unit.end)


def _plain(unit: Unit, stem: str) -> str:
    """The name with a one-character generic word: 吉林市, 海南州."""
    return stem + ("州" if unit.name.endswith("自治州") else unit.name[-1])


def _unit(
    code: str,
    name: str,
    level: str,
    parent: str,
    start: str,
    end: str,
    successors: str,
    current: str,
) -> Unit:
    later = tuple(successors.split(";")) if successors else ()
    now = tuple(current.split(";")) if current else ()
    return Unit(
        code, name, cast(Level, level), parent, int(start), int(end) if end else None, later, now
    )


@lru_cache(maxsize=1)
def _packaged() -> Gazetteer:
    with data_path("gazetteer/units.csv").open(encoding="utf-8", newline="") as file:
        units = tuple([_unit(*row) for row in islice(csv.reader(file), 1, None)])
    rows = read_user_table(data_path("gazetteer/aliases.csv"), _ALIAS_COLUMNS, holds=_ALIASES)
    return Gazetteer(units, tuple([Alias(*row) for row in rows.itertuples(index=False)]))


def read_gazetteer(aliases: str | Path | None = None) -> Gazetteer:
    """The packaged gazetteer, with the user's own aliases if a file of them is given.

    Parameters
    ----------
    aliases : path, optional
        CSV with the columns ``alias``, ``code`` (six digits, or a name that the gazetteer knows)
        and, where wanted, ``note`` and ``form``: ``zone`` for a zone or new area within the unit,
        ``city`` for an entry of its own, with a code of its own that begins as its province's does
        (雄安, 133100), else ``alias``. Further rows give that code the names that count for it.

    Raises
    ------
    InputError
        Where the file cannot be read, lacks a column or names an unknown unit.

    Examples
    --------
    >>> read_gazetteer().today["370100"].name
    '济南市'
    """
    packaged = _packaged()
    if aliases is None:
        return packaged
    table = read_user_table(aliases, _ALIAS_COLUMNS[:2], holds=_ALIASES)
    table = table[~table["alias"].str.startswith("#")].reindex(columns=list(_ALIAS_COLUMNS))
    rows = [
        (f"{aliases}, line {n}", ["" if pd.isna(cell) else str(cell) for cell in row])
        for n, *row in table.itertuples()
    ]
    cities = [_own_city(where, row, packaged) for where, row in rows if row[3] == _OWN_CITY]
    names = {city.name for city in cities}
    kept = tuple([row for row in packaged.aliases if row.alias not in names])
    known = Gazetteer(packaged.units + tuple(cities), kept)
    own = [_own_alias(where, row, known) for where, row in rows if row[3] != _OWN_CITY]
    return Gazetteer(known.units, known.aliases + tuple(own))


def _own_city(where: str, row: Sequence[str], gazetteer: Gazetteer) -> Unit:
    """An entry of the user's own, which no unit of the gazetteer is."""
    name, code = row[:2]
    province = code[:2] + "0000"
    is_free = len(code) == len(province) and code.isdigit() and code not in gazetteer.by_code
    if not name or not is_free or province not in gazetteer.today:
        raise InputError(
            f"{where}: a city of your own needs a name and six digits that no unit has and that "
            f"begin as its province's code does (雄安, 133100); got {name!r} with {code!r}."
        )
    return Unit(code, name, "prefecture", province, _SINCE, None, (), (code,))


def _own_alias(where: str, row: Sequence[str], gazetteer: Gazetteer) -> Alias:
    alias, value, note, form = row
    code = _code_of(value, gazetteer)
    if not alias or code is None:
        raise InputError(
            f"{where}: {alias!r} with code {value!r} names no unit. "
            "Give a six-digit code of GB/T 2260, or a full name such as 聊城市."
        )
    if form not in ("", *get_args(AliasForm)):
        raise InputError(
            f"{where}: form must be one of {', '.join((*get_args(AliasForm), _OWN_CITY))}, "
            f"or empty; got {form!r}."
        )
    return Alias(alias, code, note, "zone" if form == "zone" else "alias")


def _code_of(value: str, gazetteer: Gazetteer) -> str | None:
    if value in gazetteer.by_code:
        later = gazetteer.by_code[value][-1].current
        return value if value in gazetteer.today else next(iter(later), None)
    found = [unit.code for unit in gazetteer.today.values() if unit.name == value]
    return found[0] if len(found) == 1 else None


def look_up(names: Iterable[str], gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """What the gazetteer knows about names or codes.

    Parameters
    ----------
    names : iterable of str
        Full names, short names, aliases or six-digit codes.
    gazetteer : Gazetteer, optional
        The packaged one by default.

    Returns
    -------
    DataFrame
        One row per unit and year span: ``query`` (the name asked for), ``name``, ``code``,
        ``level``, ``parents`` (joined by `` > ``), ``years``, ``successors``, ``aliases``. Empty
        where nothing is found.

    Examples
    --------
    >>> look_up(["莱芜市"])["code"].tolist()[-1]
    '379004'
    """
    if isinstance(names, str):
        raise UsageError(f"`names` must be a list of names; got the one text {names!r}.")
    known = gazetteer or read_gazetteer()
    rows = [
        (name, *_row(unit, known)) for name in names for unit in known.by_name.get(name.strip(), ())
    ]
    columns = ["query", "name", "code", "level", "parents", "years", "successors", "aliases"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _row(unit: Unit, gazetteer: Gazetteer) -> tuple[str, ...]:
    parents = []
    code = unit.parent
    while code:
        spans = gazetteer.by_code[code]
        best = min(spans, key=lambda span: abs(span.start - unit.start))
        parents.append(best.name)
        code = best.parent
    later = unit.current if unit.end is not None else ()
    return (
        unit.name,
        unit.code,
        unit.level,
        " > ".join(reversed(parents)),
        f"{unit.start}–{unit.end or ''}",
        "; ".join(f"{code} {gazetteer.today[code].name}" for code in later),
        "; ".join(gazetteer.aliases_of.get(unit.code, ())),
    )
