"""From evidence to cities: scores, rivals, confidence."""

from typing import NamedTuple

from cityanalysis._typing import Level
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.place_evidence import PLACES, Evidence, Reading

__all__ = ["CityScore", "score_cities"]

_FULL_ROLES = frozenset({"plain", "zone", "dateline"})
# The other roles count less; a brewery or a university supports a city that something else speaks
# for and does not make one alone.
_ROLES = {
    "plain": 1.0,
    "zone": 1.0,
    "dateline": 1.0,
    "agency": 0.25,
    "people": 0.4,
    "media": 0.3,
    "event": 0.4,
    "route": 0.3,
    "listed": 0.35,
    "visited": 0.15,
    "school": 0.2,
    "company": 0.2,
    "product": 0.2,
    "team": 0.2,
}
_ONLY_SUPPORT = frozenset({"school", "company", "product", "team"})
_JOINED = 0.25  # 东昌府区 after 聊城市 says the same place again
_SECOND = 0.5  # share of the best score that a further city must reach
_MOST = 3  # an article about more cities than this is about none of them
_FOREIGN = 0.7
_NATION = 0.25
_PROVINCE = 0.3
_DOUBT = 0.6
_PASSING_DOUBT = 1.5  # a city that is only passed through, listed or visited
_LATE_DOUBT = 1.5  # a city that neither title nor lead names
_FILED_DOUBT = 3.0  # a city that only an agency's dateline names: there the reporter sat
_CAPITAL = "110000"
_CAPITAL_DOUBT = 1.5  # national news takes place in the capital without being about it
# On the page of one city, another one that is named in passing is not what an article is about.
_STRANGER = 0.3
_OWN = {True: 1.0, False: 0.5}


class CityScore(NamedTuple):
    """A city of an article."""

    code: str
    weight: float
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]


class _Tally:
    """Score, strongest spot and evidence of one city."""

    __slots__ = ("best", "evidence", "is_plain", "is_sure", "rule", "score")

    def __init__(self) -> None:
        self.score = 0.0
        self.best = 0.0
        self.rule = ""
        self.is_plain = False
        self.is_sure = False
        self.evidence: list[Evidence] = []

    @property
    def is_passing(self) -> bool:
        """Named once in the text, or only by names that may mean something else."""
        return not self.is_sure or (len(self.evidence) == 1 and self.rule in ("text", "lead"))

    def add(self, weight: float, item: Evidence) -> None:
        _, _, _, _, _, place, role, _, is_sure = item
        self.score += weight
        self.evidence.append(item)
        if role in _FULL_ROLES or role == "own":
            self.is_plain = True
        if is_sure or place == "title" or place == "dateline":
            self.is_sure = True
        if weight > self.best:
            self.best = weight
            self.rule = "home" if role == "own" else place


def score_cities(
    reading: Reading, gazetteer: Gazetteer, level: Level, home: str | None
) -> list[CityScore]:
    """The cities of an article, best first; empty where it is about none.

    The score of a city is the sum over its names of a weight for the place (title before lead
    before text) times a weight for the role (a city that somebody visits counts little). What
    speaks for a foreign or national piece is a rival. Confidence is the share of all scores that
    the chosen cities hold times ``score / (score + doubt)``. Where the page has a ``home``, another
    city that is named in passing loses most of its confidence.
    """
    evidence = reading.evidence
    if not evidence and not (reading.own and home):
        return []
    units = gazetteer.units_at[level]
    codes = [units[item.code] for item in evidence]
    if not home and not any(codes):
        return []
    weighed = list(zip(codes, _weights(reading), evidence))
    if home:
        weighed += _own(reading, home, units[home])
    tallies: dict[str, _Tally] = {}
    rivals = 0.0
    last: str | None = None
    for code, weight, item in weighed:
        weight *= PLACES[item.place]
        if code is None:
            rivals += _PROVINCE * weight
        elif weight > 0:
            if code not in tallies:
                tallies[code] = _Tally()
            tallies[code].add(weight * _JOINED if item.joined and code == last else weight, item)
        last = code
    return _choose(tallies, rivals, reading, units[home] if home else None)


def _weights(reading: Reading) -> list[float]:
    """What each name weighs by its role."""
    roles = [item.role for item in reading.evidence]
    plain = {item.code for item, role in zip(reading.evidence, roles) if role in _FULL_ROLES}
    weights = [_ROLES[role] for role in roles]
    if not plain:
        weights = [0.0 if role in _ONLY_SUPPORT else _ROLES[role] for role in roles]
    if "agency" in roles:
        # Most national news is filed from the capital, so that its dateline says nothing.
        filed = [item.role == "agency" and item.code == _CAPITAL for item in reading.evidence]
        weights = [0.0 if idle else weight for idle, weight in zip(filed, weights)]
    if "visited" in roles:
        return _journeys(reading, weights, plain)
    return weights


def _own(reading: Reading, home: str, city: str | None) -> list[tuple[str | None, float, Evidence]]:
    """What 我市 and, where no name speaks, 全市 say for the city of the page."""
    silent = all(item.role not in _FULL_ROLES for item in reading.evidence)
    return [
        (city, _OWN[strong], item._replace(code=home))
        for item, strong in reading.own
        if strong or silent
    ]


def _journeys(reading: Reading, weights: list[float], plain: set[str]) -> list[float]:
    """The weights where somebody goes somewhere."""
    visited = _visited(reading.evidence)
    # Whoever goes somewhere comes from somewhere: without a place of departure the goal counts.
    if not (plain - visited or reading.own):
        visited = set()
    found = []
    for item, weight in zip(reading.evidence, weights):
        if item.code in visited:
            weight = min(weight, _ROLES["visited"])
        elif item.role == "visited" and not (plain - {item.code} or reading.own):
            weight = 1.0
        found.append(weight)
    return found


def _visited(evidence: list[Evidence]) -> set[str]:
    """Units that somebody goes to where they are named first."""
    if all(item.role != "visited" for item in evidence):
        return set()
    first = {item.code: item.role for item in reversed(evidence)}
    return {code for code, role in first.items() if role == "visited"}


def _choose(
    tallies: dict[str, _Tally], rivals: float, reading: Reading, home: str | None
) -> list[CityScore]:
    scores = [tally.score for tally in tallies.values()]
    top = max(scores, default=0.0)
    if top <= 0:
        return []
    least = _SECOND * top
    kept = [pair for pair in tallies.items() if pair[1].score >= least]
    kept.sort(key=lambda pair: (-pair[1].score, pair[0]))
    rivals += _NATION * (reading.institution + reading.general) + _FOREIGN * reading.foreign
    held = sum([score for score in scores if score >= least])
    everything = sum(scores) + rivals
    few = min(1.0, _MOST / len(kept))
    found = []
    for code, tally in kept:
        all_scores, doubt = everything, _doubt(code, tally)
        if code == _CAPITAL:
            all_scores += reading.institution
        confidence = held / all_scores * few * tally.score / (tally.score + doubt)
        if home is not None and code != home and tally.is_passing:
            confidence *= _STRANGER
        share = tally.score / held
        found.append(
            CityScore(code, share, tally.rule, round(confidence, 4), tuple(tally.evidence))
        )
    return found


def _doubt(code: str, tally: _Tally) -> float:
    doubt = _DOUBT if tally.is_plain else _PASSING_DOUBT
    if all(item.role == "agency" for item in tally.evidence):
        return _FILED_DOUBT
    if tally.rule == "text":
        doubt = max(doubt, _LATE_DOUBT)
    return max(doubt, _CAPITAL_DOUBT) if code == _CAPITAL else doubt
