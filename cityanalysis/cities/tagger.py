"""Reads every article on its own, then those again that need the page around them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cityanalysis._typing import SCOPES, Level, Scope
from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.place_evidence import Evidence, Reading, read_article
from cityanalysis.cities.place_features import city_features, scope_features
from cityanalysis.cities.score import CityTally, tally_cities
from cityanalysis.cities.weights import CITY_SCOPES, PlaceWeights

__all__ = ["CityScore", "Placement", "Source", "Tagger"]

_FIELDS = ("dateline", "title", "text")
_HOME_SHARE = 0.5  # of a page's articles that must be about one city to make it the page's own
_VOTE = 0.5  # confidence from which an article's city counts for its page
# On the page of one city, another one that is named in passing is not what an article is about.
_STRANGER = 0.3
# What confidence keeps where nothing else speaks for a city: labelled texts have too few of these
# to learn it. An agency's dateline tells where the reporter sat; a county's short name may be a
# person's; a route passes through; goods and travellers have another place of their own.
_KEPT = {"agency": 0.2, "bare": 0.2, "route": 0.4, "origin": 0.5, "visited": 0.6}
_HOME_SPEAKS = 0.85  # confidence in the page's own city where an article says 我市
_HOME_IS_MEANT = 0.5  # where it says only 全市 or 市委
_MOST_RANKED = 8  # cities of an article beyond these are a list
_LEAST_SCORE = 0.1  # of the best city's score: one with less is never an article's
# Titles of pieces that string short news together.
_ROUNDUP = re.compile(
    "联播快讯|快讯集锦|新闻集锦|一周要闻|一周要览|要闻速览|简讯|要闻集萃|新闻早班车|早知道|每日一览"
)
_ROUNDUP_LINES = 4  # lines, cities and provinces that show a round-up without such a title
_ROUNDUP_CITIES = 4
_ROUNDUP_PROVINCES = 3
_DOMINANT = 0.5  # share of all scores with which one city makes it no round-up


class Source(NamedTuple):
    """What is known of an article: its fields, the page around it, and a city that was given."""

    doc_id: str
    dateline: str | None
    title: str | None
    text: str | None
    source: str | None
    publication: str | None
    filed_by: str | None
    label: str | None


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


class _Alone(NamedTuple):
    """What an article says by itself, and whether the page could say more."""

    placement: Placement
    best: str | None
    is_open: bool


class Tagger:
    """Places articles.

    Parameters
    ----------
    matcher : Matcher
        Finds the names.
    weights : PlaceWeights
        Weigh what they say.
    level : {"province", "prefecture", "county"}
        What counts as a city.
    home : str, optional
        Code of the publication's own city.
    with_scope : bool
        Whether the scope of articles that name no place is wanted, too.
    """

    def __init__(
        self,
        matcher: Matcher,
        weights: PlaceWeights,
        level: Level,
        home: str | None,
        *,
        with_scope: bool = True,
    ) -> None:
        self.matcher = matcher
        self.weights = weights
        self.gazetteer = matcher.gazetteer
        self.level = level
        self.home = home
        self.with_scope = with_scope

    def place(self, articles: Sequence[Source]) -> Iterator[Placement]:
        """What each article is about."""
        if self.home is None and not any(a.source or a.publication for a in articles):
            # No page can say more, so that nothing need be kept.
            for article in articles:
                yield self._alone(article).placement
            return
        first = [self._alone(article) for article in articles]
        homes = self._homes(articles, [alone.best for alone in first])
        for article, alone, home in zip(articles, first, homes):
            if home is None or article.label is not None:
                yield alone.placement
            else:
                yield self._on_page(article, alone, home)

    def read(self, article: Source, home: str | None) -> Reading:
        """The names of an article."""
        misread = home is not None or self.level == "county"
        fields = [(name, content) for name, content in zip(_FIELDS, article[1:4]) if content]
        filed_by = article.filed_by
        agency = filed_by is not None and any(
            word in filed_by for word in self.matcher.words.agencies
        )
        return read_article(
            self.matcher,
            fields,
            home,
            misread=misread,
            agency=agency,
            with_news=self.with_scope,
        )

    def _alone(self, article: Source) -> _Alone:
        """What an article says without the page; the reading is let go, so that large corpora
        fit."""
        if article.label is not None:
            return _Alone(self._labelled(article.label), None, is_open=False)
        reading = self.read(article, None)
        if not self.with_scope and not reading.evidence:
            nothing = Placement("none", 0.0, None, is_roundup=False, cities=())
            return _Alone(nothing, None, is_open=reading.is_open or bool(reading.own))
        placement = self._place(article, reading, None)
        best = placement.cities[0] if placement.cities else None
        if best is not None and self.level != "prefecture":
            tallies = self._tallies(reading, "prefecture", None)
            best = best._replace(code=tallies[0].code) if tallies else None
        sure = best is not None and best.confidence >= _VOTE
        return _Alone(
            placement,
            best.code if sure and best else None,
            is_open=reading.is_open or bool(reading.own),
        )

    def _on_page(self, article: Source, alone: _Alone, home: str) -> Placement:
        """What an article on the page of a city is about."""
        asks_page = alone.best != home and (alone.is_open or alone.best is None)
        return self._place(article, self.read(article, home if asks_page else None), home)

    def _place(self, article: Source, reading: Reading, home: str | None) -> Placement:
        title, text = article.title or "", article.text or ""
        tallies = self._tallies(reading, "prefecture", home)
        features = scope_features(reading, title, text, tallies, self.gazetteer)
        shares = self.weights.scopes(features, title, text)
        if home is not None:
            # On the page of a city, what names no place is the city's.
            shares["city"] += shares.pop("none")
            shares["none"] = 0.0
        is_roundup = _is_roundup(title, text, tallies)
        at_level = tallies
        if self.level != "prefecture":
            at_level = self._tallies(reading, self.level, home)
        cities: list[CityScore] = []
        if at_level:
            length = len(title) + len(text)
            cities = self._scores(at_level, reading, shares, length, home)
        scope = max(SCOPES, key=lambda name: shares[name])
        provinces = self._tallies(reading, "province", home) if self.with_scope else []
        return Placement(
            scope=scope,
            confidence=round(shares[scope], 4),
            province=provinces[0].code if provinces else None,
            is_roundup=is_roundup,
            cities=tuple(cities),
            evidence=tuple(reading.evidence),
        )

    def _tallies(self, reading: Reading, level: Level, home: str | None) -> list[CityTally]:
        return tally_cities(reading, self.gazetteer.units_at[level], home)

    def _scores(
        self,
        tallies: list[CityTally],
        reading: Reading,
        shares: Mapping[Scope, float],
        length: int,
        home: str | None,
    ) -> list[CityScore]:
        of_province = self.level == "province"
        wanted = sum(shares[name] for name in CITY_SCOPES)
        wanted += shares["province"] if of_province else 0.0
        own = self.gazetteer.at_level(home, self.level) if home else None
        least = _LEAST_SCORE * tallies[0].score
        ranked = [tally for tally in tallies[:_MOST_RANKED] if tally.score >= least]
        features = [
            city_features(tallies, rank, reading, length=length) for rank in range(len(ranked))
        ]
        given_scope = self.weights.confidences(features, of_province=of_province)
        found = []
        for tally, probability in zip(ranked, given_scope):
            confidence = round(wanted * probability * _caution(tally), 4)
            if own is not None and tally.code == own:
                confidence = max(confidence, self._of_home(reading, shares))
            elif own is not None and _is_passing(tally):
                confidence = round(confidence * _STRANGER, 4)
            found.append(
                CityScore(tally.code, tally.score, tally.rule, confidence, tuple(tally.evidence))
            )
        return found

    def _of_home(self, reading: Reading, shares: Mapping[Scope, float]) -> float:
        """Confidence in the page's own city where an article speaks of 我市 or 全市."""
        if not reading.own:
            return 0.0
        if any(own.is_strong for own in reading.own):
            return _HOME_SPEAKS
        return round(_HOME_IS_MEANT * (1 - shares["foreign"]), 4)

    def _labelled(self, code: str) -> Placement:
        unit = self.gazetteer.at_level(code, self.level)
        cities = (CityScore(unit, 1.0, "label", 1.0, ()),) if unit else ()
        scope: Scope = "city" if self.gazetteer.city_of(code) else "province"
        return Placement(scope, 1.0, code[:2] + "0000", is_roundup=False, cities=cities)

    def _homes(self, articles: Sequence[Source], best: list[str | None]) -> list[str | None]:
        """The city of each article's page, else the one given, else its publication's."""
        pages = _majorities([a.source for a in articles], best)
        papers = _majorities([a.publication for a in articles], best)
        if not pages and not papers:
            return [self.home] * len(articles)
        return [
            pages.get(a.source or "") or self.home or papers.get(a.publication or "")
            for a in articles
        ]


def _majorities(keys: list[str | None], best: list[str | None]) -> dict[str, str]:
    """Key -> the city that more than half of its articles with a city are about."""
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, code in zip(keys, best):
        if key and code:
            votes[key][code] += 1
    majorities = {}
    for key, counts in votes.items():
        code = max(sorted(counts), key=lambda c: counts[c])
        if counts[code] > _HOME_SHARE * sum(counts.values()):
            majorities[key] = code
    return majorities


def _caution(tally: CityTally) -> float:
    """What confidence in a city keeps that only doubtful names speak for."""
    roles = {item.role for item in tally.evidence}
    return min((_KEPT[role] for role in roles), default=1.0) if roles <= _KEPT.keys() else 1.0


def _is_passing(tally: CityTally) -> bool:
    """Named once in the text, or only by names that may mean something else."""
    sure = any(item.is_sure or item.place in ("title", "dateline") for item in tally.evidence)
    return not sure or (len(tally.evidence) == 1 and tally.rule in ("text", "lead"))


def _is_roundup(title: str, text: str, tallies: Sequence[CityTally]) -> bool:
    """Whether a piece strings short news from several places together."""
    everything = sum(tally.score for tally in tallies)
    if tallies and tallies[0].score > _DOMINANT * everything:
        return False
    if _ROUNDUP.search(title):
        return True
    return (
        len(tallies) >= _ROUNDUP_CITIES
        and text.count("\n") + 1 >= _ROUNDUP_LINES
        and len({tally.code[:2] for tally in tallies}) >= _ROUNDUP_PROVINCES
        and tallies[0].score < _DOMINANT / 2 * everything
    )
