"""The words around a name that decide what the name stands for."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from cityanalysis.resources import data_path

__all__ = ["Words", "read_words"]

Tail = tuple[str, str]


@dataclass(frozen=True)
class Words:
    """Word lists of ``data/gazetteer``, arranged for look-up.

    ``tails``: first character -> (word, kind) longest first; kind "" where a longer word gives the
    place back (青岛路网). ``cues``: word -> kind, for the automaton.
    """

    tails: dict[str, tuple[Tail, ...]]
    cues: dict[str, str]
    strong_self: frozenset[str]
    local_firms: tuple[str, ...]
    going: tuple[str, ...]
    reaching: tuple[str, ...]
    purposes: tuple[str, ...]
    venues: tuple[str, ...]
    agencies: tuple[str, ...]
    companions: tuple[str, ...]
    ordinary: frozenset[str]
    districts: frozenset[str]

    def tail(self, text: str, end: int) -> str:
        """Kind of what follows a name that ends there; empty where it stays a place."""
        for word, kind in self.tails.get(text[end : end + 1], ()):
            if text.startswith(word, end):
                return kind
        return ""


def _lines(name: str) -> list[str]:
    text = data_path(f"gazetteer/{name}").read_text(encoding="utf-8")
    return [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]


@lru_cache(maxsize=1)
def read_words() -> Words:
    """The packaged word lists."""
    table = tomllib.loads(data_path("gazetteer/words.toml").read_text(encoding="utf-8"))
    tails: dict[str, list[Tail]] = {}
    for kind, entry in table["tails"].items():
        for word in entry["words"]:
            tails.setdefault(word[0], []).append((word, kind))
        for word in entry["except"]:
            tails.setdefault(word[0], []).append((word, ""))
    cues: dict[str, str] = {}
    groups = {
        "foreign": _lines("foreign.txt"),
        "nation": table["nation"]["words"],
        "school": table["organisations"]["school"],
        "company": table["organisations"]["company"],
        "none": table["organisations"]["not"],
        "self": table["self"]["words"],
    }
    for kind, words in groups.items():
        for word in words:
            cues.setdefault(word, kind)
    return Words(
        tails={c: tuple(sorted(t, key=lambda w: -len(w[0]))) for c, t in tails.items()},
        cues=cues,
        strong_self=frozenset(table["self"]["strong"]),
        local_firms=tuple(table["organisations"]["local"]),
        going=tuple(table["visit"]["going"]),
        reaching=tuple(table["visit"]["reaching"]),
        purposes=tuple(table["visit"]["purpose"]),
        venues=tuple(table["nation"]["venue"]),
        agencies=tuple(table["agencies"]["words"]),
        companions=tuple(table["companions"]["words"]),
        ordinary=frozenset(_lines("ordinary.txt")),
        districts=frozenset(_lines("districts.txt")),
    )
