"""Where a name surely stands as a word: no word of the dictionary reaches over its ends."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from cityanalysis.resources import data_path

__all__ = ["Borders", "parts_of"]

Pair = tuple[frozenset[str], frozenset[str]]


def parts_of(name: str) -> tuple[list[str], list[str]]:
    """What a word that reaches over the start of a name may end with; over its end, begin with.

    Examples
    --------
    >>> parts_of("白银")
    (['白', '白银'], ['白银', '银'])
    """
    places = range(len(name))
    return [name[: n + 1] for n in places], [name[n:] for n in places]


def _table() -> dict[str, str]:
    """Part of a name -> the characters before it, a comma, the characters after it."""
    # Only names that are met are parsed: a text has few of the table.
    lines = data_path("gazetteer/neighbours.csv").read_text(encoding="utf-8").splitlines()
    return dict([line.split(",", 1) for line in lines[1:]])


class Borders:
    """For a name: the characters before and after it that leave open whether it is a word.

    Any other neighbour lies in no word that also holds a part of the name, so that the most likely
    segmentation has a boundary between them, and need not be computed.

    Parameters
    ----------
    added : iterable of str
        Words that the segmentation knows beyond its dictionary.

    Examples
    --------
    >>> before, after = Borders([]).of("白银") or (frozenset(), frozenset())
    >>> "金" in before, "在" in before
    (True, False)
    """

    def __init__(self, added: Iterable[str]) -> None:
        self._table = _table()
        self._before: dict[str, set[str]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        for word in added:
            for first, second in pairwise(word):
                self._after[first].add(second)
                self._before[second].add(first)

    def of(self, name: str) -> Pair | None:
        """The doubtful characters before and after the name; None for a name not in the table."""
        if name not in self._table:
            return None
        starts, ends = parts_of(name)
        before = frozenset().union(*(self._table.get(p, ",").split(",")[0] for p in starts))
        after = frozenset().union(*(self._table.get(p, ",").split(",")[1] for p in ends))
        return (
            before.union(self._before.get(name[0], ())),
            after.union(self._after.get(name[-1], ())),
        )
