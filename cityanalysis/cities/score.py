"""From evidence to cities: what each city of an article scores, and which are its cities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cityanalysis.cities.place_evidence import PLACES, Evidence, Reading

__all__ = ["FULL_ROLES", "CityTally", "tally_cities"]

FULL_ROLES = frozenset({"plain", "zone", "dateline"})
# What a name counts by its role, a plain one counting 1: set by judgement on one half of the
# labelled texts. A brewery or a university supports a city that another name speaks for.
_ROLES = {
    "plain": 1.0,
    "zone": 1.0,
    "dateline": 1.0,
    "delegation": 1.0,
    "town": 0.6,
    "landmark": 0.6,
    "people": 0.4,
    "event": 0.4,
    "listed": 0.35,
    "media": 0.3,
    "region": 0.1,
    "route": 0.3,
    "agency": 0.25,
    "school": 0.2,
    "company": 0.2,
    "product": 0.2,
    "team": 0.2,
    "bare": 0.2,
    "venue": 0.3,
    "visited": 0.15,
    "origin": 0.15,
}
# A name in one of these roles may be where somebody comes from that goes elsewhere.
_GROUND = FULL_ROLES | {"bare", "town", "landmark", "delegation"}
_AWAY = ("visited", "origin")
_ONLY_SUPPORT = frozenset({"school", "company", "product", "team"})
_JOINED = 0.25  # 东昌府区 after 聊城市 says the same place again
_CAPITAL = "110000"
_OWN = {True: 1.0, False: 0.5}  # 我市; 全市
# The city of a delegation is the main one of a report on its visit (codebook: the learner).
_GUEST_LEADS = 1.25


@dataclass(slots=True)
class CityTally:
    """What speaks for one city.

    ``score``: sum over its names of place × role. ``rule``: the place of the strongest name.
    """

    code: str
    score: float = 0.0
    best: float = 0.0
    rule: str = ""
    is_guest: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, weight: float, item: Evidence) -> None:
        """Count a name that weighs so much."""
        self.score += weight
        self.evidence.append(item)
        if item.role == "delegation":
            self.is_guest = True
        if weight > self.best:
            self.best = weight
            self.rule = "home" if item.role == "own" else item.place


def tally_cities(
    reading: Reading, units: Mapping[str, str | None], home: str | None
) -> list[CityTally]:
    """What speaks for each city of an article, best first.

    Parameters
    ----------
    reading : Reading
        What the names of the article say.
    units : mapping of str to str or None
        Unit of the level that is asked for, by code; None for a larger one.
    home : str, optional
        Code of the city of the page, which 我市 means.
    """
    tallies: dict[str, CityTally] = {}
    last: str | None = None
    for item, weight in zip(reading.evidence, _weights(reading)):
        code = units[item[0]]
        if code is not None and weight > 0:
            tally = tallies.get(code)
            if tally is None:
                tally = tallies[code] = CityTally(code)
            again = _JOINED if item.joined and code == last else 1.0
            tally.add(weight * PLACES[item.place] * again, item)
        last = code
    if home and reading.own:
        _add_own(tallies, reading, home, units[home])
    found = list(tallies.values())
    _let_guests_lead(found)
    return sorted(found, key=lambda tally: (-tally.score, tally.code))


def _let_guests_lead(tallies: Sequence[CityTally]) -> None:
    """Of a delegation and its hosts the delegation's city comes first."""
    hosts = max((tally.score for tally in tallies if not tally.is_guest), default=0.0)
    for tally in tallies:
        if tally.is_guest:
            tally.score = max(tally.score, _GUEST_LEADS * hosts)


def _weights(reading: Reading) -> list[float]:
    """What each name weighs by its role."""
    evidence = reading.evidence
    roles = [item.role for item in evidence]
    kinds = set(roles)
    if kinds <= FULL_ROLES:
        return [1.0] * len(roles)
    weights = [_ROLES[role] for role in roles]
    if kinds.isdisjoint(FULL_ROLES):
        weights = [0.0 if role in _ONLY_SUPPORT else _ROLES[role] for role in roles]
    if "agency" in kinds:
        # Most national news is filed from the capital, so that its dateline says nothing.
        filed = [item.role == "agency" and item.code == _CAPITAL for item in evidence]
        weights = [0.0 if idle else weight for idle, weight in zip(filed, weights)]
    if "visited" in kinds or "origin" in kinds:
        return _journeys(reading, weights)
    return weights


def _add_own(tallies: dict[str, CityTally], reading: Reading, home: str, city: str | None) -> None:
    """Add what 我市 and, where no name speaks, 全市 say for the city of the page."""
    silent = all(item.role not in FULL_ROLES for item in reading.evidence)
    for own in reading.own:
        if city is not None and (own.is_strong or silent):
            tally = tallies.setdefault(city, CityTally(city))
            item = own.evidence._replace(code=home)
            tally.add(_OWN[own.is_strong] * PLACES[item.place], item)


def _journeys(reading: Reading, weights: list[float]) -> list[float]:
    """The weights where somebody goes somewhere, or something comes from somewhere."""
    away = _away(reading.evidence)
    plain = {item.code for item in reading.evidence if item.role in _GROUND}
    # A visit speaks for the visitor's city; where no other place is named, the goal counts.
    if not (plain - away or reading.own):
        away = set()
    # What comes from one place and goes to another is a story of the goal.
    alone = ("visited",) if any(item.role == "visited" for item in reading.evidence) else _AWAY
    found = []
    for item, weight in zip(reading.evidence, weights):
        if item.code in away:
            weight = min(weight, _ROLES["visited"])
        elif item.role in alone and not (plain - {item.code} or reading.own):
            weight = 1.0
        found.append(weight)
    return found


def _away(evidence: Sequence[Evidence]) -> set[str]:
    """Units that are a goal or an origin where they are named first."""
    first = {item.code: item.role for item in reversed(evidence)}
    return {code for code, role in first.items() if role in _AWAY}
