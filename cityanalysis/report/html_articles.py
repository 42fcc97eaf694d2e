"""The articles of the HTML page, packed."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cityanalysis.figures import rows_of
from cityanalysis.frames import Articles, Cities, Hits
from cityanalysis.report.view import View
from cityanalysis.text import has_encoder, like_articles

__all__ = ["ARTICLE_FIELDS", "article_rows", "pack"]

ARTICLE_FIELDS = (
    "title",
    "text",
    "is_cut",
    "page",
    "publication",
    "date",
    "cities",
    "themes",
    "spots",
    "segments",
    "like",
)
# Characters of article text in one file: 15 MB hold about 8 million once compressed.
_MAX_TEXT = 7_000_000
_MAX_ARTICLE = 20_000  # characters of one article
_MAX_SPOTS = 60  # seed words of one article that are marked
# Articles that are compared with one another: a minute for their vectors, which take 40 MB.
_MOST_COMPARED = 20_000


def article_rows(view: View, cities: Sequence[str]) -> tuple[list[list[Any]], list[str], int]:
    """Articles of the page, their ids, and how many there are in all.

    Where all would make the file too large, evenly spaced ones are kept, those of each city and
    theme among them in proportion, and long ones are cut.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    cities : sequence of str
        Every city of the page, in its order.

    Returns
    -------
    rows : list of list
        In the order of `ARTICLE_FIELDS`.
    doc_ids : list of str
    total : int
    """
    kept = _kept(view.articles)
    city_at = {city: at for at, city in enumerate(cities)}
    theme_at = {theme: at for at, theme in enumerate(view.themes)}
    places, about, hits = view.analysis.cities, view.analysis.assignments, view.analysis.hits
    ids = kept[Articles.doc_id]
    own = _cities(places[places[Cities.doc_id].isin(ids)], city_at)
    themes = _themes(about[about.index.isin(ids)], view.themes)
    spots = _spots(hits[(hits[Hits.field] == "text") & hits[Hits.doc_id].isin(ids)], theme_at)
    rows = [
        [*_row(article, own.get(article.doc_id, []), themes, spots), like]
        for article, like in zip(rows_of(kept), _like(view, kept), strict=True)
    ]
    return rows, [str(doc_id) for doc_id in kept[Articles.doc_id]], len(view.articles)


def _kept(articles: pd.DataFrame) -> pd.DataFrame:
    lengths = articles[Articles.text].str.len().clip(upper=_MAX_ARTICLE).fillna(0)
    step = max(1, -(-int(lengths.sum()) // _MAX_TEXT))
    return articles.iloc[::step]


def _like(view: View, kept: pd.DataFrame) -> list[list[int]]:
    """Rows of the articles like each, where the run took the time for vectors and it is short."""
    fit = view.analysis.fit
    is_wanted = fit is not None and fit.settings.get("encoder") is not None and has_encoder()
    if not is_wanted or len(kept) > _MOST_COMPARED:
        return [[] for _ in range(len(kept))]
    return like_articles(kept, view.analysis.clusters)


def _row(
    article: Any,
    cities: list[list[float]],
    themes: Mapping[str, list[int]],
    spots: Mapping[str, list[list[int]]],
) -> list[Any]:
    text = str(article.text or "")
    return [
        _plain(article.title),
        text[:_MAX_ARTICLE],
        len(text) > _MAX_ARTICLE,
        _plain(article.page),
        _plain(article.publication),
        "" if pd.isna(article.date) else f"{article.date:%Y-%m-%d}",
        cities,
        themes.get(article.doc_id, []),
        [spot for spot in spots.get(article.doc_id, []) if spot[1] <= _MAX_ARTICLE],
        [[int(n) for n in run] for run in article.segments],
    ]


def _plain(value: Any) -> str:
    return "" if value is None or value != value or value is pd.NA else str(value)


def _cities(cities: pd.DataFrame, city_at: Mapping[str, int]) -> dict[str, list[list[float]]]:
    found: dict[str, list[list[float]]] = {}
    for doc_id, city, weight in zip(
        cities[Cities.doc_id], cities[Cities.city], cities[Cities.weight]
    ):
        if city in city_at:
            found.setdefault(doc_id, []).append([city_at[city], round(float(weight), 3)])
    return found


def _themes(assignments: pd.DataFrame, themes: Sequence[str]) -> dict[str, list[int]]:
    about = assignments.reindex(columns=list(themes), fill_value=False).to_numpy(dtype=bool)
    return {
        doc_id: [int(at) for at in row.nonzero()[0]]
        for doc_id, row in zip(assignments.index, about)
        if row.any()
    }


def _spots(hits: pd.DataFrame, theme_at: Mapping[str, int]) -> dict[str, list[list[int]]]:
    """Places of seeds in the texts: start, end, theme; the first ones of each article."""
    found: dict[str, list[list[int]]] = {}
    columns = (hits[name].tolist() for name in (Hits.doc_id, Hits.theme, Hits.start, Hits.end))
    for doc_id, theme, start, end in zip(*columns):
        if theme in theme_at:
            places = found.setdefault(doc_id, [])
            if len(places) < _MAX_SPOTS:
                places.append([int(start), int(end), theme_at[theme]])
    return found


def pack(value: Any) -> str:
    """Plain values as base64 of gzip of JSON, the same bytes at any time."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return base64.b64encode(packed).decode("ascii")
