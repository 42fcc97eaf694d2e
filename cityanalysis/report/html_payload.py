"""What the HTML page holds as data: the matrix of shares, and the articles behind it."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cityanalysis.figures import flat_outlines, printable, rows_of
from cityanalysis.frames import Articles, Cities, Hits, Prevalence
from cityanalysis.report.csv_tables import csv_text, report_tables
from cityanalysis.report.view import View
from cityanalysis.wording import Phrases

__all__ = ["ARTICLE_FIELDS", "article_rows", "encode_rows", "page_data", "script_safe"]

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
)
# Characters of article text in one file: 15 MB hold about 8 million once compressed.
_MAX_TEXT = 7_000_000
_MAX_ARTICLE = 20_000  # characters of one article
_MAX_SPOTS = 60  # seed words of one article that are marked
# Rows of a table that the page carries along; longer ones lie beside it as files.
_MAX_ROWS = 3_000
_SCRIPT_WORDS = (
    "evidence",
    "evidence_note",
    "no_evidence",
    "untitled",
    "whole",
    "less",
    "cut",
    "offsets",
    "found",
    "cell",
    "rename",
    "renamed",
    "copied",
    "intervals_title",
)


def script_safe(value: Any) -> str:
    """JSON that can stand inside a script element whatever text it holds.

    Examples
    --------
    >>> script_safe({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in ("<", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def page_data(view: View) -> dict[str, Any]:
    """Everything but the articles: names, shares with intervals, words, tables.

    Parameters
    ----------
    view : View
        A run as the report shows it.

    Returns
    -------
    dict
        Plain values. ``cells[theme][city]`` is share, low, high, articles, clusters.
    """
    cells = _cells(view)
    shares = [cell[0] for row in cells for cell in row if cell[0] is not None]
    has_tiles = view.has_map and not view.map_regions
    grid = [view.map_grid.get(city) for city in view.cities] if has_tiles else None
    tables = {
        name: csv_text(frame)
        for name, frame in report_tables(view.source).items()
        if len(frame) <= _MAX_ROWS and name != "articles"
    }
    return {
        "lang": view.lang,
        "cities": list(view.cities),
        "titled": [view.titled(city) for city in view.cities],
        "themes": [
            {"id": theme, "label": view.label(theme), "share": round(view.shares[theme], 6)}
            for theme in view.themes
        ],
        "cells": cells,
        "peak": max(shares, default=0.0),
        "grid": grid,
        "outlines": _outlines(view),
        "periods": _periods(view),
        "fields": list(ARTICLE_FIELDS),
        "tables": tables,
        "words": _script_words(view.say),
    }


def _outlines(view: View) -> dict[str, Any] | None:
    """The user's own outlines as paths of whole numbers, where a map is shown and has any."""
    if not view.has_map or not view.map_regions:
        return None
    flat, at = flat_outlines(view.map_regions), {c: i for i, c in enumerate(view.cities)}
    places = []
    for city, rings in flat.rings.items():
        columns = [x for x, _ in max(rings, key=len)]
        x, y = flat.centre(city)
        places.append(
            {
                "city": at.get(city),
                "name": printable(city, limit=16),
                "d": "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings),
                "x": round(x),
                "y": round(y),
                "room": max(columns) - min(columns),
            }
        )
    return {"width": flat.width, "height": flat.height, "places": places}


def _script_words(say: Phrases) -> dict[str, str]:
    """Phrases with their gaps left open, for the script to fill."""
    return {key: say.raw(f"html.{key}") for key in _SCRIPT_WORDS}


def _cells(view: View) -> list[list[list[float | int | None]]]:
    frame = view.prevalence
    keys = zip(frame[Prevalence.theme], frame[Prevalence.city])
    columns = (
        Prevalence.estimate,
        Prevalence.ci_low,
        Prevalence.ci_high,
        Prevalence.n_articles,
        Prevalence.n_clusters,
    )
    found = dict(zip(keys, zip(*(frame[name].tolist() for name in columns))))
    nothing = (None, 0.0, 1.0, 0, 0)
    return [
        [_cell(found.get((theme, city), nothing)) for city in view.cities] for theme in view.themes
    ]


def _cell(values: Sequence[Any]) -> list[float | int | None]:
    shares = [None if v is None or v != v else round(float(v), 4) for v in values[:3]]
    return [*shares, int(values[3]), int(values[4])]


def _periods(view: View) -> list[str]:
    dates = view.articles[Articles.date].dropna()
    months = sorted({f"{day:%Y-%m}" for day in dates})
    return months if len(months) <= 48 else sorted({month[:4] for month in months})


def article_rows(view: View) -> tuple[list[list[Any]], int]:
    """Articles of the page, and how many there are in all.

    Where all would make the file too large, evenly spaced ones are kept, those of each city and
    theme among them in proportion, and long ones are cut.

    Returns
    -------
    rows : list of list
        In the order of `ARTICLE_FIELDS`.
    total : int
    """
    kept = _kept(view.articles)
    city_at = {city: at for at, city in enumerate(view.cities)}
    theme_at = {theme: at for at, theme in enumerate(view.themes)}
    cities = _cities(view.analysis.cities, city_at)
    themes = _themes(view.analysis.assignments, view.themes)
    spots = _spots(view.analysis.hits, theme_at, set(kept[Articles.doc_id]))
    rows = [
        _row(article, cities.get(article.doc_id, []), themes, spots) for article in rows_of(kept)
    ]
    return rows, len(view.articles)


def _kept(articles: pd.DataFrame) -> pd.DataFrame:
    lengths = articles[Articles.text].str.len().clip(upper=_MAX_ARTICLE).fillna(0)
    step = max(1, -(-int(lengths.sum()) // _MAX_TEXT))
    return articles.iloc[::step]


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


def _spots(
    hits: pd.DataFrame, theme_at: Mapping[str, int], kept: set[str]
) -> dict[str, list[list[int]]]:
    """Places of seeds in the texts: start, end, theme; the first ones of each article."""
    found: dict[str, list[list[int]]] = {}
    inside = hits[hits[Hits.field] == "text"]
    columns = (inside[name].tolist() for name in (Hits.doc_id, Hits.theme, Hits.start, Hits.end))
    for doc_id, theme, start, end in zip(*columns):
        if doc_id in kept and theme in theme_at:
            places = found.setdefault(doc_id, [])
            if len(places) < _MAX_SPOTS:
                places.append([int(start), int(end), theme_at[theme]])
    return found


def encode_rows(rows: list[list[Any]]) -> str:
    """Rows as base64 of gzip, the same bytes at any time."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return base64.b64encode(packed).decode("ascii")
