"""The words around a name that decide what the name stands for."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cityanalysis.resources import data_path

__all__ = ["Words", "read_words"]

Tail = tuple[str, str]
# 教育部门 and 公安部署 are no ministries.
_AFTER_MINISTRY = "门署队分"


@dataclass(frozen=True)
class Words:
    """Word lists of ``data/gazetteer``, arranged for look-up.

    ``tails``: first character -> (word, kind), longest first; kind ``again`` where a longer word
    gives the place back (青岛路网). ``cues``: word -> kind, for the automaton.
    """

    tails: dict[str, tuple[Tail, ...]]
    cues: dict[str, str]
    strong_self: frozenset[str]
    local_firms: tuple[str, ...]
    going: tuple[str, ...]
    reaching: tuple[str, ...]
    purposes: re.Pattern[str]
    goal_ends: frozenset[str]
    listings: re.Pattern[str]
    markets: tuple[str, ...]
    agencies: tuple[str, ...]
    companions: tuple[str, ...]
    homographs: dict[str, tuple[str, ...]]
    ordinary: frozenset[str]
    districts: frozenset[str]
    risky: frozenset[str]
    verbs: frozenset[str]
    kinds_of_districts: frozenset[str]
    bare_brands: tuple[str, ...]
    local_offices: tuple[str, ...]

    def tail(self, text: str, end: int) -> tuple[str, int]:
        """Kind and length of what follows a name that ends there; empty where nothing does."""
        for word, kind in self.tails.get(text[end : end + 1], ()):
            if text.startswith(word, end):
                return kind, len(word)
        return "", 0


def _lines(name: str) -> list[str]:
    text = data_path(f"gazetteer/{name}").read_text(encoding="utf-8")
    return [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]


def _tails(table: dict[str, Any]) -> dict[str, tuple[Tail, ...]]:
    tails: dict[str, list[Tail]] = {}
    for kind, entry in table.items():
        pairs = [(word, kind) for word in entry["words"]]
        for word, meaning in pairs + [(word, "again") for word in entry["except"]]:
            tails.setdefault(word[0], []).append((word, meaning))
    return {first: tuple(sorted(t, key=lambda pair: -len(pair[0]))) for first, t in tails.items()}


def _cues(table: dict[str, Any]) -> dict[str, str]:
    institutions = table["nation"]["institutions"]
    groups = {
        "country": _lines("countries.txt"),
        "foreign": _lines("foreign.txt"),
        "institution": institutions,
        "general": table["nation"]["general"],
        "province_words": table["nation"]["province"],
        "school": table["organisations"]["school"],
        "company": table["organisations"]["company"],
        "none": [
            *table["organisations"]["not"],
            *table["phrases"]["words"],
            *(word + end for word in institutions if word[-1] == "部" for end in _AFTER_MINISTRY),
        ],
        "self": table["self"]["words"],
    }
    cues: dict[str, str] = {}
    for kind, words in groups.items():
        for word in words:
            cues.setdefault(word, kind)
    return cues


@lru_cache(maxsize=1)
def read_words() -> Words:
    """The packaged word lists."""
    table = tomllib.loads(data_path("gazetteer/words.toml").read_text(encoding="utf-8"))
    return Words(
        tails=_tails(table["tails"]),
        cues=_cues(table),
        strong_self=frozenset(table["self"]["strong"]),
        local_firms=tuple(table["organisations"]["local"]),
        going=tuple(table["visit"]["going"]),
        reaching=tuple(table["visit"]["reaching"]),
        purposes=re.compile("|".join(map(re.escape, table["visit"]["purpose"]))),
        goal_ends=frozenset(w[-1] for w in table["visit"]["going"] + table["visit"]["reaching"]),
        listings=re.compile("|".join(map(re.escape, table["listings"]["words"]))),
        markets=tuple(table["listings"]["markets"]),
        agencies=tuple(table["agencies"]["words"]),
        companions=tuple(table["companions"]["words"]),
        homographs={name: tuple(words) for name, words in table["homographs"].items()},
        ordinary=frozenset(_lines("ordinary.txt")),
        districts=frozenset(_lines("districts.txt")),
        risky=frozenset(table["risky_names"]["words"]),
        verbs=frozenset(table["full_names"]["verbs"]),
        kinds_of_districts=frozenset(table["full_names"]["kinds"]),
        bare_brands=tuple(table["county_names"]["brands"]),
        local_offices=tuple(table["county_names"]["offices"]),
    )
