"""What the HTML page holds as data: the grid of shares, names, words and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA, findings
from cityanalysis.figures import flat_outlines, groups_of, order_by_likeness, printable, rows_of
from cityanalysis.frames import Articles, CityCounts, Keyness, Prevalence
from cityanalysis.report.csv_tables import csv_text, report_tables
from cityanalysis.report.html_articles import ARTICLE_FIELDS
from cityanalysis.report.html_text import token_of
from cityanalysis.report.view import View
from cityanalysis.wording import theme_labels

__all__ = ["page_cities", "page_data", "sayings"]

# Rows of a table that the page carries along; longer ones lie beside it as files.
_MAX_ROWS = 3_000
_MORE_WORDS, _LESS_WORDS = 12, 6  # of a city
_NOTHING = (float("nan"), 0.0, 1.0, 0, 0)


def page_cities(view: View) -> list[tuple[str, str]]:
    """Every city with its standing: those compared, then those listed, then those only named."""
    counts = view.analysis.support.cities
    standing = dict(zip(counts[CityCounts.city], counts[CityCounts.standing]))
    small = [(city, str(standing.get(city, "named"))) for city in view.small_cities]
    small.sort(key=lambda one: one[1] != "listed")
    return [*((city, "compared") for city in view.cities), *small]


def page_data(view: View) -> dict[str, Any]:
    """Everything but the articles: names, shares with intervals, words, tables.

    Parameters
    ----------
    view : View
        A run as the report shows it.

    Returns
    -------
    dict
        Plain values. ``cells[theme][city]`` holds, for every city that is compared or listed:
        share, bounds, articles, clusters, and as they are printed share, interval and the points
        above the share of all cities.
    """
    cities = page_cities(view)
    shown = [city for city, standing in cities if standing != "named"]
    cells = _cells(view, shown)
    compared = len(view.cities)
    shares = [cell[0] for row in cells for cell in row[:compared] if cell[0] is not None]
    peak = max(shares, default=0.0)
    has_tiles = view.has_map and not view.map_regions
    return {
        "lang": view.lang,
        "cities": _city_entries(view, cities),
        "compared": compared,
        "listed": len(shown) - compared,
        "drawn": len(view.drawn),
        "themes": _theme_entries(view),
        "cells": cells,
        "peak": peak,
        "peakShown": view.say.percent(peak),
        "margin": view.say.points(view.analysis.margin),
        "total": view.say.count(len(view.articles)),
        "allTexts": view.all_texts,
        "alike": _orders(view),
        "grid": [view.map_grid.get(city) for city in view.cities] if has_tiles else None,
        "outlines": _outlines(view),
        "periods": _periods(view),
        "fields": list(ARTICLE_FIELDS),
        "tables": _tables(view),
        "words": {key: view.say.raw(f"html_script.{key}") for key in view.say.keys("html_script")},
    }


def _city_entries(view: View, cities: list[tuple[str, str]]) -> list[dict[str, Any]]:
    counts = {row.city: row for row in rows_of(view.analysis.support.cities)}
    own = groups_of(view.analysis.keyness, Keyness.city)
    native = {shown: name for name, shown in view.names.items()}
    entries = []
    for city, standing in cities:
        row = counts.get(city)
        entries.append(
            {
                "name": city,
                "own": native.get(city, city),
                "titled": view.titled(city),
                "standing": standing,
                "n": view.say.count(row.n_articles if row is not None else view.n_articles(city)),
                "words": _words(view, own[city]) if city in own else [[], []],
            }
        )
    return entries


def _words(view: View, rows: pd.DataFrame) -> list[list[list[str]]]:
    """Words that a city surely uses more, and less: the word, its count here and elsewhere."""
    sure = rows[rows[Keyness.q_value] <= ALPHA].sort_values(
        [Keyness.z, Keyness.term], ascending=[False, True]
    )
    more, less = (
        sure[sure[Keyness.z] > 0].head(_MORE_WORDS),
        sure[sure[Keyness.z] < 0].tail(_LESS_WORDS),
    )
    return [
        [
            [
                printable(row.term, limit=12),
                view.say.count(row.n_target),
                view.say.count(row.n_reference),
            ]
            for row in rows_of(part)
        ]
        for part in (more, less[::-1])
    ]


def _theme_entries(view: View) -> list[dict[str, Any]]:
    zh, en = (theme_labels(view.analysis.themes, lang) for lang in ("zh", "en"))
    said = sayings(view, "omnibus", view.analysis.omnibus)
    return [
        {
            "id": theme,
            "label": view.label(theme),
            "names": [theme, zh.get(theme, theme), en.get(theme, theme)],
            "share": round(view.shares[theme], 6),
            "shown": view.say.percent(view.shares[theme]),
            "verdict": said.get(theme, ""),
        }
        for theme in view.themes
    ]


def sayings(
    view: View, kind: str, rows: pd.DataFrame, key: str = Prevalence.theme
) -> dict[str, str]:
    """The sentence of each row of a comparison frame, with tokens for the themes."""
    rows = rows[rows[Prevalence.theme].isin(view.themes)]
    if rows.empty:
        return {}
    tokens = {theme: token_of(number) for number, theme in enumerate(view.themes)}
    labels = {theme: (token, token) for theme, token in tokens.items()}
    said = findings({kind: rows}, labels=labels, measure=view.measure, unit=view.say.unit)[
        view.lang
    ]
    return dict(zip(map(str, rows[key]), map(str, said)))


def _cells(view: View, cities: Sequence[str]) -> list[list[list[Any]]]:
    frame = view.analysis.prevalence
    columns = (
        Prevalence.estimate,
        Prevalence.ci_low,
        Prevalence.ci_high,
        Prevalence.n_articles,
        Prevalence.n_clusters,
    )
    values = zip(*(frame[name].tolist() for name in columns))
    found = dict(zip(zip(frame[Prevalence.theme], frame[Prevalence.city]), values))
    return [
        [_cell(view, theme, found.get((theme, city), _NOTHING)) for city in cities]
        for theme in view.themes
    ]


def _cell(view: View, theme: str, values: Sequence[Any]) -> list[Any]:
    say, (share, low, high, n, clusters) = view.say, values
    above = say.points(share - view.shares[theme])
    sign = "+" if share > view.shares[theme] and above not in ("0", "–") else ""
    numbers = [None if v is None or v != v else round(float(v), 4) for v in (share, low, high)]
    texts = [say.percent(share), say.interval(low, high), sign + above]
    return [*numbers, int(n), int(clusters), *texts]


def _orders(view: View) -> dict[str, list[int]]:
    """Cities and themes so ordered that like ones are neighbours, as numbers of their places."""
    if view.prevalence.empty:
        return {"cities": [], "themes": []}
    rows = view.prevalence[view.prevalence[Prevalence.city].isin(view.drawn)]
    table = rows.pivot_table(
        index=Prevalence.city, columns=Prevalence.theme, values=Prevalence.estimate
    ).fillna(0.0)
    places = {
        "cities": (order_by_likeness(table), view.cities),
        "themes": (order_by_likeness(table.T), view.themes),
    }
    return {key: [known.index(name) for name in order] for key, (order, known) in places.items()}


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


def _periods(view: View) -> list[str]:
    dates = view.articles[Articles.date].dropna()
    months = sorted({f"{day:%Y-%m}" for day in dates})
    return months if len(months) <= 48 else sorted({month[:4] for month in months})


def _tables(view: View) -> Mapping[str, str]:
    return {
        name: csv_text(frame)
        for name, frame in report_tables(view.source).items()
        if len(frame) <= _MAX_ROWS and name != "articles"
    }
