"""From names to what articles are about: scope, cities and how sure they are, many at once."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cityanalysis._typing import SCOPES, Level, Scope
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.place_evidence import Evidence, Reading
from cityanalysis.cities.place_features import city_features, scope_features
from cityanalysis.cities.score import CityTally, tally_cities
from cityanalysis.cities.weights import CITY_SCOPES, PlaceWeights

__all__ = ["CityScore", "Placement", "ReadArticle", "Weigher"]

# On the page of one city, another one that is named in passing is not what an article is about.
_STRANGER = 0.3
# Part of the confidence that is left where nothing else speaks for a city: labelled texts have too
# few such cases to learn it. An agency's dateline tells where the reporter is; a county's short
# name may be a person's; a route passes through; a venue is where others meet;
# goods and travellers have another place of their own.
_KEPT = {"agency": 0.2, "bare": 0.2, "route": 0.4, "venue": 0.25, "origin": 0.5, "visited": 0.6}
# The same where the nation or a province speaks and a city is named once, in a list or as an
# example.
_EXAMPLE = 0.5
_HIGHER = ("institution", "general", "province_words")
_HOME_SPEAKS = 0.85  # confidence in the page's own city where an article says 我市
_HOME_IS_MEANT = 0.5  # where it says only 全市 or 市委
_MOST_RANKED = 8  # cities of an article beyond these are a list
_LEAST_SCORE = 0.1  # of the best city's score: one with less is never an article's
# Titles of pieces that string short news together.
_ROUNDUP = re.compile(
    "联播快讯|各地新闻|各地快讯|快讯集锦|新闻集锦|一周要闻|一周要览|要闻速览|简讯|要闻集萃"
    "|新闻早班车|早知道|每日一览"
)
_OPENING = 12  # characters of a text without a title that serve as one
_ROUNDUP_LINES = 4  # lines or clauses, cities, provinces that show a round-up without a title
_ROUNDUP_CITIES = 4  # in the text; fewer are one event with guests
_ROUNDUP_PROVINCES = 3  # that these cities are of; within one or two it may be one region's news
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_ENDS = ("。", "！", "？", "；", "”", "）")
_DOMINANT = 0.5  # share of all scores with which one city makes it no round-up


class CityScore(NamedTuple):
    """A city of an article."""

    code: str
    score: float
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Placement:
    """What an article is about.

    ``scopes``: probability of each of ``SCOPES``. ``cities``: candidates at the level asked for,
    best first. ``province``: code of the province that most names speak for. ``reading``: its
    names, kept only where they are asked for.
    """

    scope: Scope
    confidence: float
    province: str | None
    is_roundup: bool
    cities: tuple[CityScore, ...]
    evidence: tuple[Evidence, ...] = ()


_NOWHERE = Placement("none", 0.0, None, is_roundup=False, cities=())


class ReadArticle(NamedTuple):
    """An article whose names were read, and the city of its page where that is known."""

    title: str
    text: str
    reading: Reading
    home: str | None


@dataclass(slots=True)
class _Draft:
    """What is known of an article so far; without ``features`` nothing of it is asked."""

    article: ReadArticle
    tallies: list[CityTally]
    at_level: list[CityTally]
    features: list[float]
    shares: dict[Scope, float]
    cities: tuple[CityScore, ...] = ()

    @property
    def ranked(self) -> list[CityTally]:
        """The cities that may be the article's, best first."""
        least = _LEAST_SCORE * self.at_level[0].score
        return [tally for tally in self.at_level[:_MOST_RANKED] if tally.score >= least]


class Weigher:
    """Weighs what the names of articles say.

    Parameters
    ----------
    gazetteer : Gazetteer
        The gazetteer of the readings.
    weights : PlaceWeights
        Weigh what they say.
    level : {"province", "prefecture", "county"}
        What counts as a city.
    with_scope : bool
        Whether scope and province of every article are wanted, not only its cities.
    least : float
        Cities whose confidence lies below it need not be told.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        weights: PlaceWeights,
        level: Level,
        *,
        with_scope: bool,
        least: float,
    ) -> None:
        self._gazetteer = gazetteer
        self._weights = weights
        self._level = level
        self._with_scope = with_scope
        self._least = least

    def placements(self, articles: Sequence[ReadArticle]) -> list[Placement]:
        """What each article is about; together they cost far less than one by one."""
        drafts = [self._draft(article) for article in articles]
        weighed = [draft for draft in drafts if draft.features]
        shares = self._weights.scopes(
            [draft.features for draft in weighed],
            [(draft.article.title, draft.article.text) for draft in weighed],
        )
        for draft, own in zip(weighed, shares):
            if draft.article.home is not None:
                # On the page of a city, what names no place is the city's.
                own["city"] += own.pop("none")
                own["none"] = 0.0
            if any(item.role == "dateline" for item in draft.article.reading.evidence):
                # A paper files what it reports from a city of its own, not what happens abroad.
                own["city"] += own.pop("foreign")
                own["foreign"] = 0.0
            draft.shares = own
        self._add_cities([draft for draft in weighed if self._may_have_city(draft)])
        return [self._placement(draft) for draft in drafts]

    def tallies(self, reading: Reading, level: Level, home: str | None) -> list[CityTally]:
        """What speaks for each unit of a level, best first."""
        return tally_cities(reading, self._gazetteer.units_at[level], home)

    def _draft(self, article: ReadArticle) -> _Draft:
        title, text, reading, home = article
        if not (self._with_scope or reading.evidence or (home and reading.own)):
            return _Draft(article, [], [], [], {})
        tallies = self.tallies(reading, "prefecture", home)
        at_level = tallies
        if self._level != "prefecture":
            at_level = self.tallies(reading, self._level, home)
        features: list[float] = []
        if self._with_scope or at_level:
            features = scope_features(reading, title, text, tallies, self._gazetteer)
        return _Draft(article, tallies, at_level, features, {})

    def _wanted(self, draft: _Draft) -> float:
        """Probability that an article is about units of the level at all."""
        wanted = sum(draft.shares[name] for name in CITY_SCOPES)
        return wanted + (draft.shares["province"] if self._level == "province" else 0.0)

    def _may_have_city(self, draft: _Draft) -> bool:
        """Whether some city of the article may be surer than ``least``."""
        may_be_sure = draft.article.home is not None or self._wanted(draft) >= self._least
        return bool(draft.at_level) and may_be_sure

    def _add_cities(self, drafts: Sequence[_Draft]) -> None:
        """Put the cities of the articles, with their confidence, into the drafts."""
        ranked = [draft.ranked for draft in drafts]
        features = [
            city_features(
                draft.at_level,
                rank,
                draft.article.reading,
                length=len(draft.article.title) + len(draft.article.text),
            )
            for draft, tallies in zip(drafts, ranked)
            for rank in range(len(tallies))
        ]
        given_scope = iter(
            self._weights.confidences(features, of_province=self._level == "province")
        )
        for draft, tallies in zip(drafts, ranked):
            wanted = self._wanted(draft)
            draft.cities = tuple(
                self._score(draft, tally, wanted * probability)
                for tally, probability in zip(tallies, given_scope)
            )

    def _score(self, draft: _Draft, tally: CityTally, sure: float) -> CityScore:
        own = self._home(draft)
        confidence = round(sure * _caution(tally, draft.article.reading), 4)
        if own is not None and tally.code == own:
            confidence = max(confidence, _of_home(draft.article.reading, draft.shares))
        elif own is not None and _is_passing(tally):
            confidence = round(confidence * _STRANGER, 4)
        return CityScore(tally.code, tally.score, tally.rule, confidence, tuple(tally.evidence))

    def _home(self, draft: _Draft) -> str | None:
        """Code of the page's own city, at the level asked for."""
        home = draft.article.home
        return self._gazetteer.at_level(home, self._level) if home else None

    def _placement(self, draft: _Draft) -> Placement:
        if not draft.shares:
            return _NOWHERE
        title, text, reading, home = draft.article
        scope = max(SCOPES, key=lambda name: draft.shares[name])
        provinces = self.tallies(reading, "province", home) if self._with_scope else []
        return Placement(
            scope=scope,
            confidence=round(draft.shares[scope], 4),
            province=provinces[0].code if provinces else None,
            is_roundup=_is_roundup(title, text, draft.tallies, self._home(draft)),
            cities=draft.cities,
            evidence=tuple(reading.evidence),
        )


def _of_home(reading: Reading, shares: Mapping[Scope, float]) -> float:
    """Confidence in the page's own city where an article speaks of 我市 or 全市."""
    if not reading.own:
        return 0.0
    if any(own.is_strong for own in reading.own):
        return _HOME_SPEAKS
    return round(_HOME_IS_MEANT * (1 - shares["foreign"]), 4)


def _caution(tally: CityTally, reading: Reading) -> float:
    """Part of the confidence that is left in a city for which only doubtful names speak."""
    roles = {item.role for item in tally.evidence}
    if len(tally.evidence) == 1 and roles == {"listed"}:
        return _EXAMPLE if any(map(reading.lead_words.get, _HIGHER)) else 1.0
    return min((_KEPT[role] for role in roles), default=1.0) if roles <= _KEPT.keys() else 1.0


def _is_passing(tally: CityTally) -> bool:
    """Named once in the text, or only by names that may mean something else."""
    sure = any(item.is_sure or item.place in ("title", "dateline") for item in tally.evidence)
    return not sure or (len(tally.evidence) == 1 and tally.rule in ("text", "lead"))


def _is_roundup(title: str, text: str, tallies: Sequence[CityTally], own: str | None) -> bool:
    """Whether a piece strings short news from several places together.

    ``own`` is the page's city, whose column of short news is its own.
    """
    everything = sum(tally.score for tally in tallies)
    leads = bool(tallies) and tallies[0].score > _DOMINANT * everything
    if _ROUNDUP.search(title or text[:_OPENING]):
        return not leads or (tallies[0].code != own and not _fills(tallies[0], text))
    return (
        not leads
        and len(tallies) >= _ROUNDUP_CITIES
        and max(text.count("\n"), text.count("；")) + 1 >= _ROUNDUP_LINES
        and len({tally.code[:2] for tally in tallies}) >= _ROUNDUP_PROVINCES
        and tallies[0].score <= _DOMINANT / 2 * everything
    )


def _fills(tally: CityTally, text: str) -> bool:
    """Whether a city is named in a column's title, or in most of the items below it."""
    if any(item.field == "title" for item in tally.evidence):
        return True
    starts = _item_starts(text)
    named = {bisect_right(starts, item.start) for item in tally.evidence}
    return 2 * len(named) > len(starts)


def _item_starts(text: str) -> list[int]:
    """Where the items of a column begin: with their headlines, else each with its line."""
    lines = [(line.start(), line.group().strip()) for line in _LINE.finditer(text)]
    closed = [line.endswith(_SENTENCE_ENDS) for _, line in lines]
    if all(closed) or not any(closed):
        return [start for start, _ in lines]
    # Of two headlines in a row the second belongs to the first.
    return [
        start for n, (start, _) in enumerate(lines) if n == 0 or (closed[n - 1] and not closed[n])
    ]
