"""Names as OCR misreads them: 在平区 for 茌平区, looked for only where the city is known."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import ahocorasick_rs

from cityanalysis.cities.characters import lookalikes
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.name_forms import Surface
from cityanalysis.cities.unit_names import stem_of

__all__ = ["Variants"]


class Variants:
    """Full names of a city and its counties with one character of the stem misread.

    Which characters OCR takes for one another is a table of shapes that look alike; a misreading
    that is a name of its own is left out.
    """

    def __init__(self, gazetteer: Gazetteer, surfaces: Sequence[Surface]) -> None:
        self._gazetteer = gazetteer
        self._surfaces = {surface.text: surface for surface in surfaces}
        self._searchers: dict[str, tuple[Any, list[Surface]]] = {}

    @cached_property
    def _units(self) -> dict[str, list[str]]:
        units: dict[str, list[str]] = {}
        for unit in self._gazetteer.today.values():
            city = self._gazetteer.city_of(unit.code)
            if city is not None and unit.name in self._surfaces:
                units.setdefault(city, []).append(unit.name)
        return units

    def find(self, text: str, city: str) -> list[tuple[Surface, int, int]]:
        """Misread names of the city's units in the text: (true name, start, end)."""
        if city not in self._searchers:
            self._searchers[city] = self._searcher(city)
        automaton, meant = self._searchers[city]
        found = automaton.find_matches_as_indexes(text)
        return [(meant[index], start, end) for index, start, end in found]

    def _searcher(self, city: str) -> tuple[Any, list[Surface]]:
        pairs = dict(pair for name in self._units.get(city, []) for pair in self._misreadings(name))
        automaton = ahocorasick_rs.AhoCorasick(
            list(pairs), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
        )
        return automaton, [self._surfaces[name] for name in pairs.values()]

    def _misreadings(self, name: str) -> Iterator[tuple[str, str]]:
        table = lookalikes()
        for place in range(min(len(stem_of(name)), len(name) - 1)):
            for character in table.get(name[place], ""):
                misread = name[:place] + character + name[place + 1 :]
                if misread not in self._surfaces:
                    yield misread, name
