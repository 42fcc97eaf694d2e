"""Towns and street offices by name: evidence for the county that they lie in."""

import csv
from functools import lru_cache

import ahocorasick_rs

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.name_forms import STRONG, Surface
from cityanalysis.cities.scan import Mention
from cityanalysis.resources import data_path

__all__ = ["Towns", "may_name_towns", "names_that_hide_others"]

# Characters of a text in which towns are looked for.
_REACH = 300


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Town -> code of its county; empty for one that several cities have."""
    with data_path("gazetteer/towns.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


def names_that_hide_others() -> list[str]:
    """Towns whose name holds a unit's (辛丰镇), so that it must be read as one name."""
    return [name for name, code in _table().items() if not code]


def may_name_towns(text: str) -> bool:
    """Whether the beginning of a text has a word for towns.

    Examples
    --------
    >>> may_name_towns("潭柘寺镇的古树"), may_name_towns("古树")
    (True, False)
    """
    head = text[:_REACH]
    return "镇" in head or "乡" in head or "街道" in head or "苏木" in head


class Towns:
    """Finds the towns whose name only one city has.

    They are looked for only in articles that name no city: where a county is named, its towns say
    nothing new, and another pass over every text would cost a third of the tagger's speed.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        codes = [(name, code) for name, code in _table().items() if code in gazetteer.today]
        self._surfaces = [
            Surface(
                name, "town", "county", (code,), (gazetteer.city_of(code),), STRONG, False, False
            )
            for name, code in codes
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(
            [name for name, _ in codes], matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> list[Mention]:
        """The towns that the text names.

        Examples
        --------
        >>> from cityanalysis.cities.gazetteer import read_gazetteer
        >>> [m.surface.text for m in Towns(read_gazetteer()).find("潭柘寺镇的古树")]
        ['潭柘寺镇']
        """
        return [
            Mention(self._surfaces[index], start, end, "town", joined=False)
            for index, start, end in self._automaton.find_matches_as_indexes(text[:_REACH])
            if text[end : end + 1] != "路"  # 长安街道路
        ]
