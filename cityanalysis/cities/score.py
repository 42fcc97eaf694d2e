"""From evidence to cities: scores, rivals, confidence."""

from collections import defaultdict
from typing import NamedTuple

from cityanalysis.cities.evidence import Evidence, Reading
from cityanalysis.cities.gazetteer import Gazetteer

__all__ = ["CityScore", "score_cities"]

_PLACES = {"dateline": 4.0, "title": 3.0, "lead": 2.0, "text": 1.0, "page": 1.0}
_ROLES = {
    "plain": 1.0,
    "zone": 1.0,
    "dateline": 1.0,
    "agency": 0.3,
    "people": 0.4,
    "media": 0.3,
    "event": 0.4,
    "route": 0.3,
    "listed": 0.35,
    "visited": 0.15,
}
# A brewery's or a university's name supports a city that something else speaks for; alone it does
# not make one.
_SUPPORT = {"school": 0.2, "company": 0.2, "product": 0.2, "team": 0.2}
_JOINED = 0.25  # 东昌府区 after 聊城市 says the same place again
_SECOND = 0.5  # share of the best score that a further city must reach
_MOST = 3  # an article about more cities than this is about none of them
_FOREIGN = 0.7
_NATION = 0.25
_PROVINCE = 0.3
_DOUBT = 0.6
_CAPITAL = "110000"
_CAPITAL_DOUBT = 1.5  # national news takes place in the capital without being about it
_OWN = {True: 1.0, False: 0.5}


class CityScore(NamedTuple):
    """A city of an article."""

    code: str
    weight: float
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]


def score_cities(
    reading: Reading, gazetteer: Gazetteer, level: str, home: str | None
) -> list[CityScore]:
    """The cities of an article, best first; empty where it is about none.

    The score of a city is the sum over its names of a weight for the place (title before lead
    before text) times a weight for the role (a city that somebody visits counts little). What
    speaks for a foreign or national piece is a rival. Confidence is the share of all scores that
    the chosen cities hold times ``score / (score + doubt)``.
    """
    scores: dict[str, float] = defaultdict(float)
    spots: dict[str, list[tuple[float, Evidence]]] = defaultdict(list)
    rivals = _rivals(reading)
    last: str | None = None
    for weight, item in _weighed(reading, home):
        code = gazetteer.at_level(item.code, level)
        if code is None:
            rivals += _PROVINCE * weight
        repeats = item.joined and code == last
        last = code
        if code is None:
            continue
        if repeats:
            weight *= _JOINED
        scores[code] += weight
        spots[code].append((weight, item))
    return _choose(scores, spots, rivals)


def _rivals(reading: Reading) -> float:
    foreign = sum(_PLACES[place] for place in reading.foreign)
    nation = sum(_PLACES[place] for place in reading.nation)
    return _FOREIGN * foreign + _NATION * nation


def _weighed(reading: Reading, home: str | None) -> list[tuple[float, Evidence]]:
    evidence = reading.evidence
    has_plain = any(item.role in ("plain", "zone", "dateline") for item in evidence)
    found = []
    for item in evidence:
        weight = _ROLES.get(item.role)
        if weight is None:
            weight = _SUPPORT[item.role] if has_plain else 0.0
        if item.role == "visited" and not (has_plain or reading.own):
            weight = 1.0
        found.append((weight * _PLACES[item.place], item))
    if home:
        for own, strong in reading.own:
            if strong or not has_plain:
                found.append((_OWN[strong] * _PLACES[own.place], own._replace(code=home)))
    return found


def _choose(
    scores: dict[str, float], spots: dict[str, list[tuple[float, Evidence]]], rivals: float
) -> list[CityScore]:
    top = max(scores.values(), default=0.0)
    if top <= 0:
        return []
    kept = {code: score for code, score in scores.items() if score >= _SECOND * top}
    held = sum(kept.values())
    share = held / (sum(scores.values()) + rivals) * min(1.0, _MOST / len(kept))
    found = []
    for code, score in sorted(kept.items(), key=lambda item: (-item[1], item[0])):
        doubt = _CAPITAL_DOUBT if code == _CAPITAL else _DOUBT
        confidence = round(share * score / (score + doubt), 4)
        best = max(spots[code], key=lambda spot: spot[0])[1]
        rule = "home" if best.role == "own" else best.place
        evidence = tuple(item for weight, item in spots[code] if weight > 0)
        found.append(CityScore(code, score / held, rule, confidence, evidence))
    return found
