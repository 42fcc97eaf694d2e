"""Reads every article on its own, then those again that need the page around them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cityanalysis._typing import Level, Scope
from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.place_evidence import Reading, read_article
from cityanalysis.cities.weighing import CityScore, Placement, ReadArticle, Weigher
from cityanalysis.cities.weights import PlaceWeights

__all__ = ["Alone", "Source", "Tagger", "asks_page", "homes_of"]

_FIELDS = ("dateline", "title", "text")
_HOME_SHARE = 0.5  # of a page's articles that must be about one city to make it the page's own
# Articles that are weighed together. More would not be faster: Python's garbage collection would
# take a tenth of the time.
_PART = 100
_VOTE = 0.5  # confidence from which an article's city counts for its page


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


class Alone(NamedTuple):
    """What an article says by itself: the city that counts for its page, and whether the page could
    say more."""

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
        Whether scope and province of every article are wanted, not only its cities.
    least : float
        Cities whose confidence lies below it need not be told.
    """

    def __init__(
        self,
        matcher: Matcher,
        weights: PlaceWeights,
        level: Level,
        home: str | None,
        *,
        with_scope: bool = True,
        least: float = 0.0,
    ) -> None:
        self.matcher = matcher
        self.gazetteer = matcher.gazetteer
        self.level = level
        self.home = home
        self.with_scope = with_scope
        self.weigher = Weigher(
            matcher.gazetteer, weights, level, with_scope=with_scope, least=min(least, _VOTE)
        )

    def place(self, articles: Sequence[Source]) -> Iterator[Placement]:
        """What each article is about."""
        parts = [articles[n : n + _PART] for n in range(0, len(articles), _PART)]
        if self.home is None and not any(a.source or a.publication for a in articles):
            # No page could add anything, so that nothing need be kept.
            for part in parts:
                yield from self._placements(part, [self._reading(a) for a in part])
            return
        first = list(self.alone(articles))
        pages = [article.source for article in articles]
        papers = [article.publication for article in articles]
        homes = homes_of(pages, papers, [alone.best for alone in first], self.home)
        for start in range(0, len(articles), _PART):
            some = slice(start, start + _PART)
            yield from self._on_pages(articles[some], first[some], homes[some])

    def alone(self, articles: Sequence[Source]) -> Iterator[Alone]:
        """What each article says without its page."""
        for start in range(0, len(articles), _PART):
            yield from self._alone(articles[start : start + _PART])

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

    def _reading(self, article: Source) -> Reading:
        """The names of an article without its page; none where a label decides."""
        return Reading() if article.label is not None else self.read(article, None)

    def _placements(
        self,
        articles: Sequence[Source],
        readings: Sequence[Reading],
        homes: Sequence[str | None] | None = None,
    ) -> list[Placement]:
        """What articles are about whose names were read."""
        read = [
            ReadArticle(article.title or "", article.text or "", reading, home)
            for article, reading, home in zip(
                articles, readings, homes or [None] * len(articles), strict=True
            )
        ]
        return [
            placement if article.label is None else self._labelled(article.label)
            for article, placement in zip(articles, self.weigher.placements(read))
        ]

    def _alone(self, articles: Sequence[Source]) -> list[Alone]:
        """What articles say without the page; the readings are not kept, so that large corpora
        fit into memory."""
        readings = [self._reading(article) for article in articles]
        return [
            Alone(
                placement,
                None if article.label is not None else self._vote(placement, reading),
                is_open=reading.is_open or bool(reading.own),
            )
            for article, reading, placement in zip(
                articles, readings, self._placements(articles, readings)
            )
        ]

    def _vote(self, placement: Placement, reading: Reading) -> str | None:
        """The city for which an article speaks where its page's own is looked for."""
        if not placement.cities or placement.cities[0].confidence < _VOTE:
            return None
        if self.level == "prefecture":
            return placement.cities[0].code
        tallies = self.weigher.tallies(reading, "prefecture", None)
        return tallies[0].code if tallies else None

    def on_page(
        self, articles: Sequence[Source], homes: Sequence[str], asks: Sequence[bool]
    ) -> Iterator[Placement]:
        """What articles without a label are about on the pages of these cities."""
        for start in range(0, len(articles), _PART):
            some = slice(start, start + _PART)
            readings = [
                self.read(article, home if asked else None)
                for article, home, asked in zip(articles[some], homes[some], asks[some])
            ]
            yield from self._placements(articles[some], readings, homes[some])

    def _on_pages(
        self, articles: Sequence[Source], first: Sequence[Alone], homes: Sequence[str | None]
    ) -> list[Placement]:
        """What articles are about, read again where their page may say more."""
        found = [alone.placement for alone in first]
        again = {
            place: home
            for place, (article, home) in enumerate(zip(articles, homes))
            if home is not None and article.label is None
        }
        some = [articles[place] for place in again]
        asks = [asks_page(first[n].best, first[n].is_open, home) for n, home in again.items()]
        for place, placement in zip(again, self.on_page(some, list(again.values()), asks)):
            found[place] = placement
        return found

    def _labelled(self, code: str) -> Placement:
        unit = self.gazetteer.at_level(code, self.level)
        cities = (CityScore(unit, 1.0, "label", 1.0, ()),) if unit else ()
        scope: Scope = "city" if self.gazetteer.city_of(code) else "province"
        return Placement(scope, 1.0, code[:2] + "0000", is_roundup=False, cities=cities)


def asks_page(best: str | None, is_open: bool, home: str) -> bool:
    """Whether an article is read otherwise because its page is of a city."""
    return best != home and (is_open or best is None)


def homes_of(
    sources: Sequence[str | None],
    publications: Sequence[str | None],
    best: Sequence[str | None],
    home: str | None,
) -> list[str | None]:
    """The city of each article's page, else `home`, else its publication's.

    Examples
    --------
    >>> homes_of(["a", "a", None], [None] * 3, ["371500", None, None], "370300")
    ['371500', '371500', '370300']
    """
    pages, papers = _majorities(sources, best), _majorities(publications, best)
    return [
        pages.get(source or "") or home or papers.get(publication or "")
        for source, publication in zip(sources, publications)
    ]


def _majorities(keys: Sequence[str | None], best: Sequence[str | None]) -> dict[str, str]:
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
