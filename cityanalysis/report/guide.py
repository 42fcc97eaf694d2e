"""What the articles of cities with few articles are about: titles, themes and quotes, no shares."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Cities, CityCounts, Quotes
from cityanalysis.report import block_contents as contents
from cityanalysis.report.block_contents import QuoteGroup
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import table
from cityanalysis.report.pages import article_line, quote_content
from cityanalysis.report.view import View

__all__ = ["few_articles", "reading_guide"]

# What a page or two can hold; the rest is in the tables.
_ROWS, _CITIES, _ARTICLES, _QUOTES = 40, 24, 8, 3
_LISTED = 6  # themes of a city, in one cell


def few_articles(view: View) -> list[Section]:
    """One table of the cities that are not compared: their articles by theme."""
    if not view.small_cities:
        return []
    say, counts = view.say, view.city_counts().set_index(CityCounts.city)
    n_articles, n_clusters = (
        counts[name].to_dict() for name in (CityCounts.n_articles, CityCounts.n_clusters)
    )
    about = _themes_by_city(view)
    rows = [
        [
            printable(city),
            say.count(n_articles[city]),
            say.count(n_clusters[city]),
            _listed_themes(view, about, city),
        ]
        for city in view.small_cities[:_ROWS]
    ]
    head = [say(f"read.{key}") for key in ("city", "articles", "clusters")] + [say("guide.themes")]
    blocks = [
        Block("text", {"text": say("guide.text")}),
        table(head, rows, say("guide.caption"), "lrrl"),
    ]
    rest = len(view.small_cities) - len(rows)
    if rest:
        blocks.append(Block("note", {"text": say("guide.more", {"n": say.count(rest)})}))
    return [Section("few", say("guide.title"), tuple(blocks))]


def reading_guide(view: View, quotes: pd.DataFrame) -> list[Section]:
    """The articles of each city with their themes, and sentences from them."""
    say = view.say
    own_articles, own_quotes = _articles_by_city(view), groups_of(quotes, Quotes.city)
    found = [Section("guide", say("guide.title_all"), new_page=True)]
    for city in view.small_cities[:_CITIES]:
        rows = own_articles.get(city, pd.DataFrame())
        if len(rows):
            blocks = _city(view, rows, own_quotes.get(city, pd.DataFrame()))
            found.append(Section(f"guide-{city}", view.titled(city), blocks, level=2))
    return found


def _city(view: View, rows: pd.DataFrame, quotes: pd.DataFrame) -> tuple[Block, ...]:
    """Titles of a city's articles with their themes, and a few sentences."""
    say = view.say
    shown, n_of = rows.head(_ARTICLES), int(rows["n_of"].iloc[0])
    values = {"n": say.count(n_of), "m": say.count(len(shown))}
    title = say("unit.articles" if len(shown) == n_of else "guide.shown", values)
    items = [article_line(view, row) for row in rows_of(shown)]
    blocks = [Block("articles", {"title": title, "items": items})]
    if len(quotes):
        # What most of the city's articles are about is quoted first.
        n_about = Counter(theme for themes in rows["themes"] for theme in themes)
        order = -quotes[Quotes.theme].map(n_about).fillna(0)
        first = quotes.loc[order.sort_values(kind="stable").index]
        chosen = [quote_content(view, row) for row in rows_of(first.head(_QUOTES))]
        group: QuoteGroup = {"city": printable(quotes[Quotes.city].iloc[0]), "items": chosen}
        content: contents.Quotes = {
            "title": say("quotes.title"),
            "groups": [group],
            "rest": "",
            "has_rest": False,
        }
        blocks.append(Block("quotes", content))
    return tuple(blocks)


def _themes_by_city(view: View) -> pd.DataFrame:
    """Number of articles by city and theme."""
    about = view.analysis.assignments
    own = view.analysis.cities[view.analysis.cities[Cities.doc_id].isin(about.index)]
    counted = about.loc[own[Cities.doc_id]].groupby(own[Cities.city].to_numpy()).sum()
    return counted[[name for name in counted.columns if name in view.labels]]


def _listed_themes(view: View, about: pd.DataFrame, city: str) -> str:
    if city not in about.index:
        return ""
    counted = about.T[city]
    counted = counted[counted > 0].sort_index().sort_values(ascending=False, kind="stable")
    parts = [
        view.say("guide.theme", {"theme": view.label(str(theme)), "n": view.say.count(n)})
        for theme, n in counted.head(_LISTED).items()
    ]
    return view.say.listing(parts)


def _articles_by_city(view: View) -> dict[str, pd.DataFrame]:
    """Articles of the cities, those with themes first, one of several that are reprints."""
    analysis, about = view.analysis, view.analysis.assignments
    names = [name for name in about.columns if name in view.labels]
    own = analysis.cities[[Cities.doc_id, Cities.city]].rename(columns={Cities.city: "of"})
    found = own.merge(view.articles, on=Cities.doc_id, how="inner")
    themes: list[list[Any]] = [
        [name for name in names if doc in about.index and bool(about.at[doc, name])][:3]
        for doc in found[Articles.doc_id]
    ]
    found = found.assign(themes=pd.Series(themes, index=found.index, dtype=object))
    # Articles of one page are one cluster, and still different articles.
    story = found[Articles.duplicate_group].fillna(found[Articles.doc_id])
    n_of = found.groupby("of")[Articles.doc_id].transform("nunique")
    found = found.assign(story=story, n_themes=[len(part) for part in themes], n_of=n_of)
    found = found.sort_values(["of", "n_themes", Articles.doc_id], ascending=[True, False, True])
    return groups_of(found.drop_duplicates(["of", "story"]), "of")
