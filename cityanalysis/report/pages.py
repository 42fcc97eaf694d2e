"""A page for each theme and a page for each city."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of, where
from cityanalysis.frames import Articles, Quotes
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, figure, not_drawn
from cityanalysis.report.view import View
from cityanalysis.themes import theme_quality

__all__ = ["article_line", "city_pages", "quote_content", "theme_pages"]

_QUOTED_CITIES = 5  # at most; the PDF shows as many as the page has room for


def theme_pages(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """A page a theme: intervals, trend, words, and two quotes a city."""
    if not view.themes:
        return []
    say = view.say
    of_theme = groups_of(quotes, "theme")
    opening = Section("themes", say("themes.title"), (), new_page=True)
    return [opening] + [
        _theme_page(view, plan, i, of_theme.get(theme, Quotes.empty()))
        for i, theme in enumerate(view.themes, 1)
    ]


def _theme_page(view: View, plan: Plan, number: int, quotes: pd.DataFrame) -> Section:
    say, theme = view.say, view.themes[number - 1]
    label = view.label(theme)
    rows = view.prevalence[view.prevalence["theme"] == theme]
    top = view.leader(theme)
    values = {
        "theme": label,
        "share": say.percent(view.shares[theme]),
        "city": printable(top.city),
        "top": say.percent(top.estimate),
        "interval": say.interval(top.ci_low, top.ci_high),
    }
    blocks = [Block("lead", {"text": say("themes.lead", values)})]
    words = _words_of_theme(view, theme)
    if words:
        blocks.append(Block("text", {"text": _vocabulary(view, theme, words)}))
    if said := _measured(view, theme):
        blocks.append(Block("text", {"text": said}))
    blocks += figure(
        f"theme-{number:02d}-intervals",
        plan,
        say("themes.intervals", values),
        say("alt.intervals", values),
    )
    blocks += figure(
        f"theme-{number:02d}-trend", plan, say("themes.trend", values), say("alt.trend", values)
    )
    blocks += _quotes(
        view,
        quotes,
        [
            str(city)
            for city in rows.sort_values(["estimate", "city"], ascending=[False, True])["city"]
        ],
    )
    return Section(f"theme-{theme}", label, tuple(blocks), level=2, new_page=number > 1)


def _vocabulary(view: View, theme: str, words: list[str]) -> str:
    """The seed words met, and what the model learned beside them."""
    say = view.say
    text = say("themes.words", {"words": say.listing(words)})
    fit = view.analysis.fit
    learned = fit.diagnostics.get("learned") if fit is not None else None
    if learned is None:
        return text
    terms = [printable(term, limit=12) for term in where(learned, "theme", theme)["term"].head(8)]
    between = "" if view.lang == "zh" else " "
    more = say("themes.learned", {"words": say.listing(terms)}) if terms else ""
    return text + between * bool(more) + more


def _measured(view: View, theme: str) -> str:
    """Precision and recall of the scorer on labelled texts; nothing of other measures."""
    fit = view.analysis.fit
    asked = [one for one in view.analysis.themes if one.id == theme]
    if fit is None or fit.model != "scorer" or not asked:
        return ""
    row = theme_quality(asked, encoder=fit.settings["encoder"]).iloc[0]
    if pd.isna(row["precision"]) or pd.isna(row["recall"]):
        return ""
    say = view.say
    values = {
        "precision": say.percent(row["precision"]),
        "recall": say.percent(row["recall"]),
        "n": say.count(int(row["n_labels"])),
    }
    text = say("themes.measured" if row["is_learned"] else "themes.unlabelled", values)
    if not row["is_learned"] or not row["weakness"]:
        return text
    return text + ("" if view.lang == "zh" else " ") + say("themes.weak")


def _words_of_theme(view: View, theme: str) -> list[str]:
    """The seed words most often met, with their number."""
    hits = view.analysis.hits
    counted = hits.loc[hits["theme"] == theme, "seed"].value_counts().sort_index()
    top = counted.sort_values(ascending=False, kind="stable").head(8)
    return [
        view.say("themes.word", {"word": printable(word, limit=12), "n": view.say.count(n)})
        for word, n in top.items()
    ]


def _quotes(view: View, quotes: pd.DataFrame, cities: list[str]) -> list[Block]:
    """Two quotes a city, of the cities where the theme is largest."""
    if quotes.empty:
        return []
    say = view.say
    heard = set(quotes["city"])
    shown = [city for city in cities if city in heard][:_QUOTED_CITIES]
    groups = []
    for city in shown:
        own = quotes[quotes["city"] == city]
        items = [quote_content(view, row) for row in rows_of(own)]
        groups.append({"city": printable(city), "items": items})
    content = {"title": say("quotes.title"), "groups": groups, "rest": say("quotes.rest")}
    return [Block("quotes", {**content, "has_rest": len(heard) > len(shown)})]


def quote_content(view: View, row: Any) -> dict[str, object]:
    """A quote in pieces, marked or not, and where it stands."""
    text, at = str(row.quote), 0
    runs = []
    for start, end in row.marks:
        runs += [(text[at:start], False), (text[start:end], True)]
        at = end
    runs.append((text[at:], False))
    before, after = row.is_cut
    runs = [("…" * before, False), *runs, ("…" * after, False)]
    shown = [{"text": printable_run(piece), "is_marked": mark} for piece, mark in runs if piece]
    return {"runs": shown, "source": _source(view, row)}


def printable_run(piece: str) -> str:
    """A piece of a quote; blanks at its ends stay."""
    clean = printable(piece)
    if not clean:
        return " " if piece else ""
    return " " * piece[0].isspace() + clean + " " * piece[-1].isspace()


def _source(view: View, row: Any) -> str:
    say = view.say
    parts = [
        printable(row.publication, limit=20),
        printable(row.page, limit=40),
    ]
    if row.date == row.date and row.date is not None:
        parts.append(say.date(pd.Timestamp(row.date)))
    start = row.start
    if start == start and start is not None:
        end = int(row.end)
        parts.append(say("quotes.offset", {"start": int(start), "end": end}))
    return say("unit.separator").join(part for part in parts if part)


def city_pages(view: View, plan: Plan) -> list[Section]:
    """A page a city: its profile, its words, its representative articles."""
    if not view.cities or not view.themes:
        return []
    opening = Section("cities", view.say("cities.title"), tuple(not_drawn(view)), new_page=True)
    best = _representative(view)
    return [opening] + [
        _city_page(view, plan, i, best.get(city, Articles.empty()))
        for i, city in enumerate(view.drawn, 1)
    ]


def _city_page(view: View, plan: Plan, number: int, articles: pd.DataFrame) -> Section:
    say, city = view.say, view.cities[number - 1]
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
    blocks = [Block("lead", {"text": say("cities.lead", values)})]
    stem = f"city-{number:02d}"
    caption, alt = say("cities.profile", values), say("alt.profile", values)
    blocks += figure(f"{stem}-profile", plan, caption, alt)
    blocks += figure(f"{stem}-words", plan, say("cities.words", values), say("alt.words", values))
    if len(articles):
        items = [article_line(view, row) for row in rows_of(articles)]
        blocks.append(Block("articles", {"title": say("cities.articles"), "items": items}))
    return Section(f"city-{city}", view.titled(city), tuple(blocks), level=2, new_page=number > 1)


def article_line(view: View, row: Any) -> dict[str, str]:
    themes = view.say.listing([view.label(theme) for theme in row.themes])
    title = printable(row.title, limit=44) or printable(row.text, limit=30)
    parts = [printable(row.publication, limit=20), printable(row.page, limit=40)]
    if row.date == row.date and row.date is not None:
        parts.append(view.say.date(pd.Timestamp(row.date)))
    source = view.say("unit.separator").join(part for part in parts if part)
    return {"title": title, "themes": themes, "source": source}


def _representative(view: View, *, per_city: int = 5) -> dict[str, pd.DataFrame]:
    """Articles with the greatest weight on their city's largest themes, one a cluster."""
    analysis = view.analysis
    ids = [theme for theme in view.themes if theme in analysis.weights]
    weights = analysis.weights[ids]
    table = view.prevalence.pivot_table(index="city", columns="theme", values="estimate")
    own = analysis.cities[analysis.cities["doc_id"].isin(weights.index)]
    own = own[own["city"].isin(table.index)].reset_index(drop=True)
    typical = table.reindex(columns=ids).fillna(0.0)
    score = (weights.loc[own["doc_id"]].to_numpy() * typical.loc[own["city"]].to_numpy()).sum(
        axis=1
    ) * own["weight"].to_numpy()
    cluster = analysis.clusters.reindex(own["doc_id"]).to_numpy()
    own = own.assign(score=score, cluster=cluster)
    own["cluster"] = own["cluster"].fillna(own["doc_id"])
    own = own.sort_values(["city", "score", "doc_id"], ascending=[True, False, True])
    own = own.drop_duplicates(["city", "cluster"]).groupby("city").head(per_city)
    own = own[["doc_id", "city"]].rename(columns={"city": "of"})
    found = own.merge(view.articles, on="doc_id", how="inner")
    about = analysis.assignments
    found["themes"] = [
        [t for t in ids if t in about and doc in about.index and bool(about.at[doc, t])][:3]
        for doc in found["doc_id"]
    ]
    return groups_of(found, "of")
