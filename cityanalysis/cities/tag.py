"""From articles to cities: which cities each is about, and how far its news reach."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from cityanalysis._typing import Level, check_choice
from cityanalysis.cities.gazetteer import Gazetteer, read_gazetteer
from cityanalysis.cities.matcher import matcher_of
from cityanalysis.cities.place_evidence import Evidence
from cityanalysis.cities.tag_sources import home_code, sources_of
from cityanalysis.cities.tagger import Source, Tagger
from cityanalysis.cities.weighing import CityScore, Placement
from cityanalysis.cities.weights import read_weights
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, Mentions

__all__ = [
    "MIN_CONFIDENCE",
    "Places",
    "chosen_cities",
    "places_of",
    "scope",
    "tag_cities",
    "tag_places",
    "tagger_of",
    "with_city",
    "with_scope",
]

# From here on 98 tags in 100 of local papers are right. On national news it takes .8 for 95, which
# loses one main city in eight; here one text in twenty that is about no city gets one.
MIN_CONFIDENCE = 0.2
_SCOPE_COLUMNS = [
    Articles.doc_id,
    Articles.scope,
    Articles.province,
    Cities.confidence,
    Articles.is_roundup,
    Cities.evidence,
]
_MOST_EVIDENCE = 20
_TIE = 0.999  # of the best city's weight: another that has as much leaves no single one
# Where one city is sure, a partner beside it needs less: from here on more second cities are found
# than wrong ones added, on the half of the labelled texts that was looked at.
_FURTHER = 0.1
_CLOSE = 0.95  # of the best score: a city that comes so near is as much meant
_NO_CITY = frozenset({"foreign"})  # scopes whose articles take no part in a city's figures


class Places(NamedTuple):
    """What `tag_places` finds: the frames of `tag_cities` and of `scope`."""

    cities: pd.DataFrame
    scopes: pd.DataFrame


def tag_cities(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    level: Level = "prefecture",
    home: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> pd.DataFrame:
    """The cities that each article is about.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``filed_by``,
        ``source``, ``publication``, ``labelled_city`` and ``labelled_province`` where they are
        there. A label that the gazetteer knows wins over the text.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    level : {"province", "prefecture", "county"}
        What counts as a city. An article that names only a larger unit has no city.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        An article whose best city is below it has none; further cities of an article need no more
        than .1.

    Returns
    -------
    DataFrame
        ``doc_id``, ``code``, ``city``, ``weight`` (sums to 1 over an article's cities; cities that
        come close to the first have the same), ``rule`` (label, dateline, title, lead, text or
        home: where the strongest evidence stands), ``confidence`` (0–1: of the tags with .8, eight
        in ten are right), ``evidence`` (list of dicts surface, field, start, end). The rows of an
        article stand together, best city first; an article without a city has none, nor has a
        piece from abroad or a round-up of short news.

    Raises
    ------
    UsageError
        For an unknown level or home, or a confidence outside 0 to 1.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> tag_cities(frame)["city"].tolist()
    ['聊城']
    """
    return _tag(articles, gazetteer, level, home, min_confidence, with_scope=False).cities


def scope(
    articles: pd.DataFrame, gazetteer: Gazetteer | None = None, *, home: str | None = None
) -> pd.DataFrame:
    """How far the news of each article reach: a city, a province, the nation, abroad.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``filed_by``,
        ``source`` and ``publication`` where they are there.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.

    Returns
    -------
    DataFrame
        One row per article, in their order: ``doc_id``; ``scope`` (city: about one to three of
        them; province: about a province, also where a city is its example; national; foreign; none:
        nothing says where); ``province`` (short name, NA where none is named or the scope is
        national or foreign); ``confidence`` (0–1); ``is_roundup`` (short news from several places
        in one piece); ``evidence`` (list of dicts surface, field, start, end: the names of places).

    Raises
    ------
    UsageError
        For an unknown home.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"doc_id": ["a"], "title": ["日本首相访问美国"], "text": ["日本首相今天抵达华盛顿。"]}
    ... )
    >>> scope(frame)["scope"].tolist()
    ['foreign']
    """
    return tag_places(articles, gazetteer, home=home).scopes


def tag_places(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    level: Level = "prefecture",
    home: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> Places:
    """Cities and scope of each article, read once.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``filed_by``,
        ``source``, ``publication``, ``labelled_city`` and ``labelled_province`` where they are
        there. A label that the gazetteer knows wins over the text.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    level : {"province", "prefecture", "county"}
        What counts as a city. An article that names only a larger unit has no city.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        An article whose best city is below it has none; further cities of an article need no more
        than .1.

    Returns
    -------
    Places
        ``cities`` as `tag_cities` returns them, ``scopes`` as `scope`.

    Raises
    ------
    UsageError
        For an unknown level or home, or a confidence outside 0 to 1.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> places = tag_places(frame)
    >>> places.cities["city"].tolist(), places.scopes["scope"].tolist()
    (['聊城'], ['city'])
    """
    return _tag(articles, gazetteer, level, home, min_confidence, with_scope=True)


def _tag(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None,
    level: Level,
    home: str | None,
    min_confidence: float,
    *,
    with_scope: bool,
) -> Places:
    known = gazetteer or read_gazetteer()
    tagger = tagger_of(known, level, home, min_confidence, with_scope=with_scope)
    sources = sources_of(articles, tagger.matcher)
    return places_of(zip(sources, tagger.place(sources)), known, min_confidence, with_scope)


def tagger_of(
    gazetteer: Gazetteer,
    level: Level,
    home: str | None,
    min_confidence: float,
    *,
    with_scope: bool = True,
) -> Tagger:
    """The tagger that settings ask for."""
    check_choice("level", level, Level)
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"`min_confidence` must lie between 0 and 1; got {min_confidence!r}.")
    matcher = matcher_of(gazetteer)
    own = home_code(home, matcher)
    return Tagger(matcher, read_weights(), level, own, with_scope=with_scope, least=min_confidence)


def places_of(
    placed: Iterable[tuple[Source, Placement]],
    gazetteer: Gazetteer,
    min_confidence: float,
    with_scope: bool = True,
) -> Places:
    """The frames of what articles are about."""
    cities: list[tuple[object, ...]] = []
    scopes: list[tuple[object, ...]] = []
    for source, placement in placed:
        chosen = chosen_cities(placement, min_confidence)
        if chosen:
            weights = _city_weights(chosen)
            cities += [_city_row(source, c, w, gazetteer) for c, w in zip(chosen, weights)]
        if with_scope:
            scopes.append(_scope_row(source, placement, gazetteer))
    return Places(_city_frame(cities), _scope_frame(scopes))


def chosen_cities(placement: Placement, min_confidence: float) -> list[CityScore]:
    """The cities of an article that count: sure enough, and it is no round-up and not from
    abroad."""
    cities = placement.cities
    if cities and cities[0].rule == "label":
        return list(cities)
    if placement.is_roundup or placement.scope in _NO_CITY:
        return []
    if not cities or max(city.confidence for city in cities) < min_confidence:
        return []
    further = min(min_confidence, _FURTHER)
    return [city for city in cities if city.confidence >= further]


def _city_weights(cities: Sequence[CityScore]) -> list[float]:
    """Each city's part of the article; those that come close to the best have the same."""
    if not cities:
        return []
    top = max(city.score for city in cities)
    scores = [top if city.score >= _CLOSE * top else city.score for city in cities]
    total = sum(scores)
    return [score / total for score in scores]


def _spots(evidence: Sequence[Evidence]) -> list[dict[str, object]]:
    return [
        {
            Mentions.surface: item.surface,
            Mentions.field: item.field,
            Mentions.start: item.start,
            Mentions.end: item.end,
        }
        for item in evidence[:_MOST_EVIDENCE]
    ]


def _city_row(
    source: Source, city: CityScore, weight: float, gazetteer: Gazetteer
) -> tuple[object, ...]:
    name = gazetteer.short_name(city.code)
    spots = _spots(city.evidence)
    return source.doc_id, city.code, name, weight, city.rule, city.confidence, spots


def _scope_row(source: Source, placement: Placement, gazetteer: Gazetteer) -> tuple[object, ...]:
    province = None
    if placement.province is not None and placement.scope in ("city", "province"):
        province = gazetteer.short_name(placement.province)
    spots = _spots(placement.evidence)
    return (
        source.doc_id,
        placement.scope,
        province,
        placement.confidence,
        placement.is_roundup,
        spots,
    )


def _city_frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=Cities.names())
    text = dict.fromkeys((Cities.doc_id, Cities.code, Cities.city, Cities.rule), "str")
    return frame.astype(
        {**text, Cities.weight: "float64", Cities.confidence: "float64", Cities.evidence: object}
    )


def _scope_frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=_SCOPE_COLUMNS)
    types: dict[str, Any] = dict.fromkeys(
        (Articles.doc_id, Articles.scope, Articles.province), "str"
    )
    types |= {Cities.confidence: "float64", Articles.is_roundup: "bool", Cities.evidence: object}
    return frame.astype(types)


def with_scope(articles: pd.DataFrame, scopes: pd.DataFrame) -> pd.DataFrame:
    """The articles with ``scope``, ``province`` and ``is_roundup`` of the frame of `scope`.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; it is left as it is.
    scopes : DataFrame
        As `scope` gives it.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> with_scope(frame, scope(frame))[["scope", "province"]].values.tolist()
    [['city', '山东']]
    """
    known = scopes.set_index(Articles.doc_id)
    found = articles.copy()
    for name in (Articles.scope, Articles.province):
        found[name] = found[Articles.doc_id].map(known[name]).astype("str")
    found[Articles.is_roundup] = (
        found[Articles.doc_id].map(known[Articles.is_roundup]).astype("bool")
    )
    return found


def with_city(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """The articles with ``city`` and ``city_code`` of the one city that fits best.

    NA where an article has no city, and where no single one fits: two share the greatest weight.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; it is left as it is.
    cities : DataFrame
        As `tag_cities` gives it.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": ["聊城高新区推广新模式"], "text": [""]})
    >>> with_city(frame, tag_cities(frame))["city"].tolist()
    ['聊城']
    """
    ranked = cities.sort_values(
        [Cities.doc_id, Cities.weight, Cities.code], ascending=[True, False, True]
    )
    second = ranked.groupby(Cities.doc_id)[Cities.weight].shift(-1).fillna(0.0)
    first = ranked.drop_duplicates(Cities.doc_id)
    best = first[second.loc[first.index] < _TIE * first[Cities.weight]].set_index(Cities.doc_id)
    found = articles.copy()
    found[Articles.city] = found[Articles.doc_id].map(best[Cities.city]).astype("str")
    found[Articles.city_code] = found[Articles.doc_id].map(best[Cities.code]).astype("str")
    return found
