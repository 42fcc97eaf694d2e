"""Cities three to a page, each led by what is distinctive of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Keyness, Quotes
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, not_drawn
from cityanalysis.report.pages import quote_content
from cityanalysis.report.view import View

__all__ = ["city_cards", "other_cards", "sure_words"]

_IN_BODY = 9  # three pages
_FEW = 5  # independent clusters under which shares are indicative only


def city_cards(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """The cities with the most articles, three to a page."""
    if not view.cities or not view.themes:
        return []
    say, drawn = view.say, view.drawn
    shown = min(_IN_BODY, len(drawn))
    blocks: list[Block] = []
    if len(drawn) > shown:
        values = {"n": say.count(shown), "rest": say.count(len(drawn) - shown)}
        blocks.append(Block("text", {"text": say("cards.rest", values)}))
    cards = _cards(view, plan, quotes, range(1, shown + 1))
    return [Section("cities", say("cities.title"), tuple(blocks)), *cards]


def other_cards(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """The cities for which the body has no room."""
    numbers = range(_IN_BODY + 1, len(view.drawn) + 1)
    if not view.themes or not numbers:
        return []
    blocks = tuple(not_drawn(view))
    opening = Section("more-cities", view.say("annex.more_cities"), blocks)
    return [opening, *_cards(view, plan, quotes, numbers)]


def _cards(view: View, plan: Plan, quotes: pd.DataFrame, numbers: range) -> list[Section]:
    articles, words = _representative(view), groups_of(view.analysis.keyness, "city")
    of_city = groups_of(quotes, "city")
    return [
        _card(
            view,
            plan,
            number,
            of_city.get(city, Quotes.empty()),
            _telling(view, words.get(city, Keyness.empty()), articles.get(city, Articles.empty())),
        )
        for number in numbers
        for city in [view.drawn[number - 1]]
    ]


def _card(
    view: View, plan: Plan, number: int, quotes: pd.DataFrame, telling: Mapping[str, str]
) -> Section:
    say, city = view.say, view.drawn[number - 1]
    rows = view.prevalence[view.prevalence["city"] == city]
    top = rows.sort_values(["estimate", "theme"], ascending=[False, True]).iloc[0]
    values = {
        "city": printable(city),
        "n": say.count(view.n_articles(city)),
        "clusters": say.count(rows["n_clusters"].max()),
        "theme": view.label(top["theme"]),
        "share": say.percent(top["estimate"]),
        "interval": say.interval(top["ci_low"], top["ci_high"]),
    }
    marked, sentence = _distinctive(view, rows)
    name = f"city-{number:02d}-profile"
    content: dict[str, Any] = {
        "distinctive": sentence,
        "lead": say(
            "cities.lead_text" if view.analysis.intervals_of_text else "cities.lead", values
        ),
        "small": "",
        "words": telling["words"],
        "articles": telling["articles"],
        "quotes": _quote_of(view, quotes, marked or str(top["theme"])),
        "figures": [{"name": name, "alt": say("alt.profile", values)}] if name in plan else [],
    }
    return Section(f"city-{city}", view.titled(city), (Block("card", content),), level=2)


def _distinctive(view: View, rows: pd.DataFrame) -> tuple[str, str]:
    """The theme whose interval lies furthest above the overall share, and the sentence on it."""
    above = rows["ci_low"] - rows["theme"].map(view.shares)
    if not len(rows) or rows["n_clusters"].max() < _FEW or not (above > 0).any():
        return "", ""
    row = rows.iloc[int(above.round(9).fillna(-1.0).to_numpy().argmax())]
    values = {
        "theme": view.label(row["theme"]),
        "share": view.say.percent(row["estimate"]),
        "mean": view.say.percent(view.shares[row["theme"]]),
    }
    return str(row["theme"]), view.say("cards.distinctive", values)


def _telling(view: View, keyness: pd.DataFrame, articles: pd.DataFrame) -> dict[str, str]:
    """The words that the city uses more, and titles of representative articles."""
    say = view.say
    titles = [
        say("unit.quoted", {"text": printable(row.title, limit=30)})
        for row in rows_of(articles.head(2))
        if row.title
    ]
    return {
        "words": sure_words(view, keyness),
        "articles": say("cards.articles", {"titles": say.listing(titles)}) if titles else "",
    }


def sure_words(view: View, keyness: pd.DataFrame) -> str:
    """The sentence on the words that a city surely uses more; nothing where there are none."""
    sure = keyness[(keyness["q_value"] <= ALPHA) & (keyness["z"] > 0)]
    sure = sure.sort_values(["z", "term"], ascending=[False, True]).head(8)
    terms = [printable(term, limit=12) for term in sure["term"]]
    return view.say("cards.words", {"words": view.say.listing(terms)}) if terms else ""


def _quote_of(view: View, quotes: pd.DataFrame, theme: str) -> list[dict[str, object]]:
    """One quote, on the theme that the card leads with."""
    own = quotes[quotes["theme"] == theme] if len(quotes) else quotes
    return [quote_content(view, row) for row in rows_of(own.head(1))]


def _representative(view: View, *, per_city: int = 2) -> dict[str, pd.DataFrame]:
    """Articles with the greatest weight on their city's largest themes, one a cluster."""
    analysis = view.analysis
    ids = [theme for theme in view.themes if theme in analysis.weights]
    weights = analysis.weights[ids]
    table = view.prevalence.pivot_table(index="city", columns="theme", values="estimate")
    own = analysis.cities[analysis.cities["doc_id"].isin(weights.index)]
    own = own[own["city"].isin(table.index)].reset_index(drop=True)
    typical = table.reindex(columns=ids).fillna(0.0)
    of_article = weights.loc[own["doc_id"]].to_numpy(float)
    of_city = typical.loc[own["city"]].to_numpy(float)
    score = (of_article * of_city).sum(axis=1) * own["weight"].to_numpy(float)
    own = own.assign(score=score, cluster=analysis.clusters.reindex(own["doc_id"]).to_numpy())
    own["cluster"] = own["cluster"].fillna(own["doc_id"])
    own = own.sort_values(["city", "score", "doc_id"], ascending=[True, False, True])
    own = own.drop_duplicates(["city", "cluster"]).groupby("city").head(per_city)
    own = own[["doc_id", "city"]].rename(columns={"city": "of"})
    return groups_of(own.merge(view.articles, on="doc_id", how="inner"), "of")
