"""A table's own column of cities: what each entry stands for, and what it leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.place_evidence import read_article
from cityanalysis.errors import CityAnalysisWarning, warn

__all__ = ["code_of", "label_codes"]

_SHOWN = 5  # entries that a warning names
_SEPARATORS = re.compile("[、，,;；/|和与及]+")


@dataclass(frozen=True)
class _Entry:
    """A city's name and its province's, as the table gives them."""

    city: str
    province: str | None


def code_of(name: str, matcher: Matcher, province: str | None = None) -> str | None:
    """Unit of today that a name stands for, also with its parents (山东省聊城市).

    None where no unit bears it, or several cities' units do and `province`, the code of one, does
    not tell which.
    """
    units = matcher.gazetteer.by_name.get(name.strip(), ())
    inside = [u for u in units if province is None or u.code[:2] == province[:2]]
    for level in ("prefecture", "province", "county"):
        found = [unit for unit in inside if unit.level == level and unit.current]
        now = [unit for unit in found if unit.end is None] or found
        codes = {unit.current[0] for unit in now}
        if codes:
            cities = {matcher.gazetteer.city_of(code) for code in codes}
            return min(codes) if len(cities) == 1 else None
    if units:
        return None
    named = read_article(matcher, [("title", name)]).evidence
    meant = {matcher.gazetteer.city_of(item.code) for item in named} - {None}
    # 青岛、烟台 names two cities; 山东省聊城市莘县 one, whose last part decides.
    return named[-1].code if named and len(meant) <= 1 else None


def label_codes(
    cities: Sequence[str | None], provinces: Sequence[str | None], matcher: Matcher
) -> list[str | None]:
    """Code of the unit that each entry of a column of cities stands for.

    An entry that several units bear (西湖区) is told by the column of provinces or by its own
    text (浙江西湖区). What stays open, and what names no single city (胶东), is reported, with what
    would settle it; the article is then tagged from its text.

    Parameters
    ----------
    cities, provinces : sequence of str or None
        The columns; None where a cell is empty.
    matcher : Matcher
        Knows the names.
    """
    codes: dict[_Entry, str | None] = {}
    entries = [
        _Entry(city, province) if city else None for city, province in zip(cities, provinces)
    ]
    for entry in dict.fromkeys(entries):
        if entry is not None:
            province = code_of(entry.province, matcher) if entry.province else None
            codes[entry] = code_of(entry.city, matcher, province)
    _report([entry for entry, code in codes.items() if code is None], entries, matcher)
    return [codes[entry] if entry is not None else None for entry in entries]


def _report(open_: list[_Entry], entries: list[_Entry | None], matcher: Matcher) -> None:
    """Warn of entries that stand for no single city: all of them are reported."""
    if not open_:
        return
    known = matcher.gazetteer.by_name
    shared = sorted({e.city for e in open_ if e.city.strip() in known})
    groups = sorted({e.city for e in open_ if _is_group(e.city, matcher)} - set(shared))
    others = sorted({e.city for e in open_} - set(shared) - set(groups))
    n_articles = sum(entry in open_ for entry in entries)
    parts = []
    if shared:
        meant = "; ".join(_choices(name, matcher) for name in shared[:_SHOWN])
        parts.append(
            f"{len(shared)} fit several units ({meant}): add a column of provinces (省份), "
            "or write the parent before them"
        )
    if groups:
        parts.append(
            f"{len(groups)} name several cities ({', '.join(groups[:_SHOWN])}): give one city a "
            "row, or group cities afterwards"
        )
    if others:
        parts.append(
            f"{len(others)} are unknown to the gazetteer ({', '.join(others[:_SHOWN])}): give full "
            "names, or add them as aliases (--aliases FILE)"
        )
    warn(
        f"{len({e.city for e in open_})} labels of cities stand for no single city, so that the "
        f"{n_articles} articles that bear them are tagged from their text: {'. '.join(parts)}.",
        CityAnalysisWarning,
    )


def _is_group(name: str, matcher: Matcher) -> bool:
    """青岛、烟台: an entry with more than one name in it."""
    parts = [part for part in _SEPARATORS.split(name) if part]
    return len(parts) > 1 and all(part in matcher.gazetteer.by_name for part in parts)


def _choices(name: str, matcher: Matcher) -> str:
    gazetteer = matcher.gazetteer
    units = {u.current[0] for u in gazetteer.by_name[name.strip()] if u.current}
    cities = sorted({city for code in units if (city := gazetteer.city_of(code))})
    shown = "/".join(gazetteer.short_name(city) for city in cities[:_SHOWN])
    return f"{name} = {shown}" + ("/…" if len(cities) > _SHOWN else "")
