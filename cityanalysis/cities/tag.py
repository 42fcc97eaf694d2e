"""From articles to cities: which cities each is about, and by which words."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from cityanalysis._typing import Level, check_choice
from cityanalysis.cities.gazetteer import Gazetteer, read_gazetteer
from cityanalysis.cities.matcher import Matcher, matcher_of
from cityanalysis.cities.place_evidence import Reading, read_article
from cityanalysis.cities.score import CityScore, score_cities
from cityanalysis.errors import CityAnalysisWarning, UsageError, warn

__all__ = ["tag_cities", "with_city"]

_COLUMNS = ["doc_id", "code", "city", "weight", "rule", "confidence", "evidence"]
_FIELDS = ("dateline", "title", "text")
_MOST_EVIDENCE = 20
_TIE = 0.999  # of the best city's weight: another that has as much leaves no single one
_HOME_SHARE = 0.5  # of a page's articles that must be about one city to make it the page's own


class _Article(NamedTuple):
    doc_id: str
    dateline: str | None
    title: str | None
    text: str | None
    source: str | None
    publication: str | None
    filed_by: str | None
    label: str | None


class _Alone(NamedTuple):
    """What an article says by itself: its prefecture-level cities, those of the level that is
    asked for, and whether the page could say more."""

    cities: list[CityScore]
    at_level: list[CityScore]
    is_open: bool


def tag_cities(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    level: Level = "prefecture",
    home: str | None = None,
    min_confidence: float = 0.3,
) -> pd.DataFrame:
    """The cities that each article is about.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``filed_by``,
        ``source``, ``publication`` and ``labelled_city`` where they are there. A label that the
        gazetteer knows wins over the text.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    level : {"province", "prefecture", "county"}
        What counts as a city. An article that names only a larger unit has no city.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        Cities below it are left out.

    Returns
    -------
    DataFrame
        ``doc_id``, ``code``, ``city``, ``weight`` (sums to 1 over an article's cities), ``rule``
        (label, dateline, title, lead, text or home: where the strongest evidence stands),
        ``confidence`` (0–1), ``evidence`` (list of dicts surface, field, start, end). The rows of
        an article stand together, best city first; an article without a city has none.

    Raises
    ------
    UsageError
        For an unknown level or home.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> tag_cities(frame)["city"].tolist()
    ['聊城']
    """
    check_choice("level", level, Level)
    known = gazetteer or read_gazetteer()
    matcher = matcher_of(known)
    tagger = _Tagger(matcher, level, _home_code(home, matcher))
    rows: list[tuple[object, ...]] = []
    for article, cities in tagger.tag(_articles(articles, matcher)):
        sure = [city for city in cities if city.confidence >= min_confidence]
        total = sum(city.weight for city in sure)
        for city in sure:
            rows.append(_row(article.doc_id, city, city.weight / total, known))
    return _frame(rows)


class _Tagger:
    """Reads every article on its own, then those again that need the page around them."""

    def __init__(self, matcher: Matcher, level: Level, home: str | None) -> None:
        self.matcher = matcher
        self.gazetteer = matcher.gazetteer
        self.level = level
        self.home = home

    def tag(self, articles: list[_Article]) -> Iterator[tuple[_Article, list[CityScore]]]:
        if self.home is None and not any(a.source or a.publication for a in articles):
            # No page can say more, so that nothing need be kept.
            for article in articles:
                yield article, self._alone(article).at_level
            return
        first = [self._alone(article) for article in articles]
        homes = self._homes(articles, [alone.cities for alone in first])
        for article, alone, home in zip(articles, first, homes):
            if home is None or article.label is not None:
                yield article, alone.at_level
            else:
                yield article, self._on_page(article, alone, home)

    def _on_page(self, article: _Article, alone: _Alone, home: str) -> list[CityScore]:
        """Cities of an article on the page of a city."""
        codes = {city.code for city in alone.cities}
        if codes == {home}:
            return alone.at_level
        asks_page = home not in codes and (alone.is_open or not codes)
        reading = self._read(article, home if asks_page else None)
        return score_cities(reading, self.gazetteer, self.level, home)

    def _alone(self, article: _Article) -> _Alone:
        """Cities without the page; the reading is let go, so that large corpora fit."""
        if article.label is not None:
            return _Alone([], self._labelled(article.label), False)
        reading = self._read(article, None)
        if not reading.evidence and not reading.own and not reading.is_open:
            return _Alone([], [], False)
        cities = score_cities(reading, self.gazetteer, "prefecture", None)
        at_level = cities
        if self.level != "prefecture":
            at_level = score_cities(reading, self.gazetteer, self.level, None)
        return _Alone(cities, at_level, reading.is_open or bool(reading.own))

    def _read(self, article: _Article, home: str | None) -> Reading:
        misread = home is not None or self.level == "county"
        fields = [(name, content) for name, content in zip(_FIELDS, article[1:4]) if content]
        filed_by = article.filed_by
        agency = filed_by is not None and any(
            word in filed_by for word in self.matcher.words.agencies
        )
        return read_article(self.matcher, fields, home, misread=misread, agency=agency)

    def _labelled(self, code: str) -> list[CityScore]:
        unit = self.gazetteer.at_level(code, self.level)
        return [CityScore(unit, 1.0, "label", 1.0, ())] if unit else []

    def _homes(self, articles: list[_Article], cities: list[list[CityScore]]) -> list[str | None]:
        """The city of each article's page, else the one given, else its publication's."""
        pages = _majorities([a.source for a in articles], cities)
        papers = _majorities([a.publication for a in articles], cities)
        if not pages and not papers:
            return [self.home] * len(articles)
        return [
            pages.get(a.source or "") or self.home or papers.get(a.publication or "")
            for a in articles
        ]


def _majorities(keys: list[str | None], cities: list[list[CityScore]]) -> dict[str, str]:
    """Key -> the city that more than half of its articles with a city are about."""
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, found in zip(keys, cities):
        if key and found:
            votes[key][found[0].code] += 1
    majorities = {}
    for key, counts in votes.items():
        code = max(sorted(counts), key=lambda c: counts[c])
        if counts[code] > _HOME_SHARE * sum(counts.values()):
            majorities[key] = code
    return majorities


def _articles(articles: pd.DataFrame, matcher: Matcher) -> list[_Article]:
    labels = _labels(_texts(articles, "labelled_city"), matcher)
    columns = [_texts(articles, name) for name in (*_FIELDS, "source", "publication", "filed_by")]
    return list(map(_Article, articles["doc_id"].tolist(), *columns, labels))


def _texts(articles: pd.DataFrame, name: str) -> list[str | None]:
    if name not in articles:
        return [None] * len(articles)
    return [
        value if isinstance(value, str) and value else None for value in articles[name].tolist()
    ]


def _home_code(home: str | None, matcher: Matcher) -> str | None:
    if home is None:
        return None
    code = _code_of(home, matcher)
    if code is None:
        raise UsageError(
            f"`home` must name one city that the gazetteer knows; got {home!r}. "
            "Look it up with `cityanalysis cities`, or add it as an alias."
        )
    return matcher.gazetteer.city_of(code) or code


def _code_of(name: str, matcher: Matcher) -> str | None:
    """Unit of today that a name stands for, also with its parents (山东省聊城市); None for none or
    several."""
    units = matcher.gazetteer.by_name.get(name.strip(), ())
    for level in ("prefecture", "province", "county"):
        found = [unit for unit in units if unit.level == level and unit.current]
        now = [unit for unit in found if unit.end is None] or found
        codes = {unit.current[0] for unit in now}
        if codes:
            cities = {matcher.gazetteer.city_of(code) for code in codes}
            return min(codes) if len(cities) == 1 else None
    named = read_article(matcher, [("title", name)]).evidence
    return named[-1].code if named else None


def _labels(given: list[str | None], matcher: Matcher) -> list[str | None]:
    codes = {name: _code_of(name, matcher) for name in set(given) if name}
    unknown = sorted(name for name, code in codes.items() if code is None)
    if unknown:
        warn(
            f"{len(unknown)} labels of cities are unknown to the gazetteer or fit several units, "
            f"their articles are tagged from the text: {', '.join(unknown[:5])}. Give full names, "
            "or add them as aliases.",
            CityAnalysisWarning,
        )
    return [codes[name] if name else None for name in given]


def _row(doc_id: str, city: CityScore, weight: float, gazetteer: Gazetteer) -> tuple[object, ...]:
    spots = [
        {"surface": item.surface, "field": item.field, "start": item.start, "end": item.end}
        for item in city.evidence[:_MOST_EVIDENCE]
    ]
    name = gazetteer.short_name(city.code)
    return doc_id, city.code, name, weight, city.rule, city.confidence, spots


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    text = dict.fromkeys(("doc_id", "code", "city", "rule"), "str")
    return frame.astype({**text, "weight": "float64", "confidence": "float64", "evidence": object})


def with_city(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """The articles with ``city`` and ``city_code`` of the one city that fits best.

    NA where an article has no city, and where no single one fits: two share the greatest weight.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> with_city(frame, tag_cities(frame))["city"].tolist()
    ['聊城']
    """
    ranked = cities.sort_values(["doc_id", "weight", "code"], ascending=[True, False, True])
    second = ranked.groupby("doc_id")["weight"].shift(-1).fillna(0.0)
    first = ranked.drop_duplicates("doc_id")
    best = first[second.loc[first.index] < _TIE * first["weight"]].set_index("doc_id")
    found = articles.copy()
    found["city"] = found["doc_id"].map(best["city"]).astype("str")
    found["city_code"] = found["doc_id"].map(best["code"]).astype("str")
    return found
