"""What the page shows of two cities, of one and of a topic: pairs, quotes, lines, articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Contrasts, Quotes, Series, TopicTerms, Trends
from cityanalysis.report.html_payload import sayings
from cityanalysis.report.pages import quote_content
from cityanalysis.report.pairs import contrast_rows
from cityanalysis.report.side_by_side import difference_words, verdict
from cityanalysis.report.topic_lists import named_topics, steady_topics
from cityanalysis.report.view import View

__all__ = ["Topic", "page_details", "topic_entries"]

_QUOTES = 1  # a theme and city
_TOPIC_ARTICLES = 3  # articles that show a topic
_ALL = -1  # in the place of a city: all texts


def page_details(view: View, cities: list[str], quotes: pd.DataFrame) -> dict[str, Any]:
    """Comparisons of pairs, quotes and lines over time, by the numbers of cities and themes.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    cities : list of str
        Every city of the page, in its order.
    quotes : DataFrame
        What `pick_quotes` gives.

    Returns
    -------
    dict
        ``pairs`` ("0,3" → rows of theme, higher city or -1, points, interval, verdict),
        ``distances`` ("0,3" → distance, interval and p), ``quotes`` (theme, city, runs, source),
        ``lines`` (theme → city → rows of period, share, low, high), ``trends`` (theme → sentences).
    """
    city_at = {city: at for at, city in enumerate(cities)}
    theme_at = {theme: at for at, theme in enumerate(view.themes)}
    return {
        "pairs": _pairs(view, city_at, theme_at),
        "distances": _distances(view, city_at),
        "quotes": _quotes(view, quotes, city_at, theme_at),
        "lines": _lines(view, city_at, theme_at),
        "trends": _trends(view, theme_at),
    }


def _key(city_at: dict[str, int], a: str, b: str) -> str:
    first, second = sorted((city_at[a], city_at[b]))
    return f"{first},{second}"


def _pairs(view: View, city_at: dict[str, int], theme_at: dict[str, int]) -> dict[str, Any]:
    """Differences of those cities that figures show: pairs grow with the square of cities."""
    rows = contrast_rows(view)
    rows = rows[rows[Contrasts.city_a].isin(view.drawn) & rows[Contrasts.city_b].isin(view.drawn)]
    found: dict[str, Any] = {}
    for row in rows_of(rows[rows[Contrasts.theme].isin(theme_at)]):
        higher, apart, bounds = difference_words(view, row)
        entry = [theme_at[row.theme], city_at[higher] if higher else -1, apart, bounds]
        found.setdefault(_key(city_at, row.city_a, row.city_b), []).append([*entry, verdict(row)])
    return found


def _distances(view: View, city_at: dict[str, int]) -> dict[str, list[str]]:
    return {
        _key(city_at, row.city_a, row.city_b): [
            view.say.decimal(row.jsd, 3),
            view.say.decimals(row.ci_low, row.ci_high, 3),
            view.say.p_value(row.p_adjusted),
        ]
        for row in rows_of(view.pairs(view.analysis.distances))
    }


def _quotes(
    view: View, quotes: pd.DataFrame, city_at: dict[str, int], theme_at: dict[str, int]
) -> list[list[Any]]:
    known = quotes[quotes[Quotes.city].isin(city_at) & quotes[Quotes.theme].isin(theme_at)]
    first = known.groupby([Quotes.theme, Quotes.city], sort=False).head(_QUOTES)
    found = []
    for row in rows_of(first):
        content: Any = quote_content(view, row)
        runs = [[text, int(mark)] for text, mark in (run.values() for run in content["runs"])]
        found.append([theme_at[row.theme], city_at[row.city], runs, content.get("source")])
    return found


def _lines(
    view: View, city_at: dict[str, int], theme_at: dict[str, int]
) -> dict[int, dict[int, Any]]:
    """Shares by period of all texts, and of the cities whose lines the report draws."""
    rows = view.analysis.series
    drawn = set(view.followed) & {view.all_texts, *view.drawn}
    rows = rows[rows[Series.city].isin(drawn) & rows[Series.theme].isin(theme_at)]
    rows = rows.dropna(subset=[Series.estimate])
    found: dict[int, dict[int, Any]] = {}
    for row in rows_of(rows):
        shares = [round(float(v), 3) for v in (row.estimate, row.ci_low, row.ci_high)]
        of_theme = found.setdefault(theme_at[row.theme], {})
        of_theme.setdefault(city_at.get(row.city, _ALL), []).append(
            [f"{row.period:%Y-%m}", *shares]
        )
    return found


def _trends(view: View, theme_at: dict[str, int]) -> dict[int, list[str]]:
    """What the tests of the trends say, theme by theme."""
    rows = view.analysis.trends
    rows = rows[rows[Trends.refused].isna() & rows[Trends.city].isin(view.followed)]
    return {
        theme_at[theme]: list(sayings(view, "trends", own, Trends.city).values())
        for theme, own in groups_of(rows, Trends.theme).items()
        if theme in theme_at
    }


@dataclass(frozen=True)
class Topic:
    """A discovered topic: name, words, and number and title of articles that show it."""

    name: str
    words: str
    articles: tuple[tuple[int, str], ...]


def topic_entries(view: View, doc_ids: list[str]) -> list[Topic]:
    """Each steady topic, with articles of the page that show it best.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    doc_ids : list of str
        Ids of the articles that the page holds, in its order.
    """
    terms, fit, steady = named_topics(view), view.analysis.topics, steady_topics(view)
    if terms.empty or fit is None:
        return []
    place = {doc_id: at for at, doc_id in enumerate(doc_ids)}
    titles = dict(zip(view.articles[Articles.doc_id], view.articles[Articles.title]))
    theta = fit.theta[fit.theta.index.isin(place)]
    found = []
    for (name, rows), topic in zip(groups_of(terms, TopicTerms.topic).items(), _ids(view)):
        if name not in steady:
            continue
        words = [printable(term, limit=12) for term in rows[TopicTerms.term].head(10)]
        best = _best(view, theta[topic]) if topic in theta else []
        shown = tuple((place[one], printable(titles.get(one), limit=60)) for one in best)
        found.append(Topic(printable(name, limit=40), view.say.listing(words), shown))
    return found


def _ids(view: View) -> list[str]:
    return list(dict.fromkeys(view.analysis.topic_terms[TopicTerms.topic]))


def _best(view: View, weights: pd.Series) -> list[str]:
    """Articles with the greatest weight, one per cluster."""
    order = np.lexsort((weights.index.to_numpy(), -weights.to_numpy(dtype=float).round(6)))
    ordered = weights.index[order]
    clusters = view.analysis.clusters.reindex(ordered)
    own = clusters.fillna(pd.Series(ordered, index=ordered))
    return [str(doc_id) for doc_id in own.drop_duplicates().index[:_TOPIC_ARTICLES]]
