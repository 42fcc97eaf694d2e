"""Which surface forms a text may use for which units."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from cityanalysis.cities.gazetteer import Gazetteer, Unit
from cityanalysis.cities.names import stem_of
from cityanalysis.resources import data_path

__all__ = ["Surface", "surfaces_of"]


@dataclass(frozen=True)
class Surface:
    """A name as texts print it.

    ``codes``: units of today that it may mean, likeliest first; ``form``: full, short or alias;
    ``is_weak``: an ordinary word too, or shared by several cities: needs support to count.
    """

    text: str
    form: str
    codes: tuple[str, ...]
    cities: tuple[str | None, ...]
    is_weak: bool

    @cached_property
    def provinces(self) -> frozenset[str]:
        """First two digits of the provinces that the name may lie in."""
        return frozenset(code[:2] for code in self.codes)


def _ordinary_words() -> frozenset[str]:
    lines = data_path("gazetteer/ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def _names(unit: Unit) -> list[tuple[str, str]]:
    stem = stem_of(unit.name)
    names = [(unit.name, "full")]
    if len(stem) > 1 and stem != unit.name:
        names.append((stem, "short"))
    if unit.name.endswith("自治州"):
        names.append((stem + "州", "full"))
    elif unit.name.endswith(("自治县", "自治旗")):
        names.append((stem + unit.name[-1], "full"))
    return names


def _is_generic(name: str) -> bool:
    """城区, 郊区, 矿区, 新区: kinds of districts rather than names."""
    return len(name) == 2 and name.endswith("区")


def _rank(unit: Unit) -> tuple[int, int]:
    return (unit.end is not None, ("province", "prefecture", "county").index(unit.level))


def surfaces_of(gazetteer: Gazetteer) -> list[Surface]:
    """All surface forms, longest knowledge first, in a fixed order."""
    ordinary = _ordinary_words()
    meant: dict[str, list[tuple[tuple[int, int], str, str]]] = defaultdict(list)
    for unit in gazetteer.units:
        for name, form in _names(unit):
            if len(name) > 1 and unit.current and not _is_generic(name):
                meant[name].append((_rank(unit), form, unit.current[0]))
    found = []
    for name, uses in sorted(meant.items()):
        uses.sort(key=lambda use: (use[0], use[2]))
        best, form, _ = uses[0]
        codes = [code for rank, _, code in uses if rank[0] == best[0]]
        found.append(_surface(name, form, codes, best[1], gazetteer, ordinary))
    known = {surface.text for surface in found}
    for alias, code, _ in gazetteer.aliases:
        if alias not in known:
            found.append(Surface(alias, "alias", (code,), (gazetteer.city_of(code),), False))
    return found


def _surface(
    name: str,
    form: str,
    codes: list[str],
    level: int,
    gazetteer: Gazetteer,
    ordinary: frozenset[str],
) -> Surface:
    if form == "short" and level < 2:
        # 河南 is the province and 承德 the city unless a parent says otherwise.
        top = [c for c in codes if gazetteer.today[c].level != "county"]
        codes = top[:1] + [c for c in codes if c not in top[:1]]
    codes = list(dict.fromkeys(codes))
    cities = tuple(gazetteer.city_of(code) for code in codes)
    shared = len(set(cities)) > 1 and (form == "full" or level == 2)
    return Surface(name, form, tuple(codes), cities, name in ordinary or shared)
