"""Every theme in detail: intervals, trend, words and quotes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of, where
from cityanalysis.frames import Hits, LabelScores, Prevalence, Quotes, TopicTerms
from cityanalysis.report.alt_texts import trend_alt
from cityanalysis.report.block_contents import Article, Card, Quote, Run
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, figure
from cityanalysis.report.figure_plan import largest_shares, theme_figure
from cityanalysis.report.view import View
from cityanalysis.themes import theme_quality

__all__ = ["article_line", "quote_content", "theme_pages"]

_TERMS = 6  # words of a theme, and as many learned ones: a line each
_QUOTED_CITIES = 2  # a quote each; more would take a theme's page


def theme_pages(view: View, plan: Plan, quotes: pd.DataFrame) -> list[Section]:
    """Themes one after the other: intervals, trend, words and quotes."""
    if not view.themes:
        return []
    say = view.say
    of_theme = groups_of(quotes, Quotes.theme)
    opening = Section("themes", say("themes.title"), ())
    return [opening] + [
        _theme_details(view, plan, theme, of_theme.get(theme, Quotes.empty()))
        for theme in view.themes
    ]


def _theme_details(view: View, plan: Plan, theme: str, quotes: pd.DataFrame) -> Section:
    say = view.say
    label = view.label(theme)
    rows = view.prevalence[view.prevalence[Prevalence.theme] == theme]
    ending, leading = view.leading(theme)
    values = leading | {"share": say.percent(view.shares[theme])}
    words = _words_of_theme(view, theme)
    name = theme_figure(theme, "intervals")
    shown = len(largest_shares(rows))
    by_size = rows.sort_values([Prevalence.estimate, Prevalence.city], ascending=[False, True])
    card: Card = {
        "distinctive": "",
        "lead": say(f"themes.lead{ending}", values),
        "small": say("themes.zero", {"n": len(rows) - shown}) if shown < len(rows) else "",
        "words": _vocabulary(view, theme, words) if words else "",
        "articles": _measured(view, theme),
        "quotes": _quotes(view, quotes, [str(city) for city in by_size[Prevalence.city]]),
        "figures": [{"name": name, "alt": say(f"alt.intervals{ending}", values)}]
        if name in plan
        else [],
    }
    trend = theme_figure(theme, "trend")
    blocks = [
        Block("card", card),
        *_trend(view, plan, trend, say("themes.trend", values)),
    ]
    return Section(f"theme-{theme}", label, tuple(blocks), level=2)


def _trend(view: View, plan: Plan, name: str, caption: str) -> list[Block]:
    """The theme over time, where the plan has it."""
    return figure(name, plan, caption, trend_alt(view, plan[name])) if name in plan else []


def _vocabulary(view: View, theme: str, words: list[str]) -> str:
    """The seed words met, and what the model learned beside them."""
    say = view.say
    text = say("themes.words", {"words": say.listing(words)})
    fit = view.analysis.fit
    learned = fit.diagnostics.get("learned") if fit is not None else None
    if learned is None:
        return text
    terms = [
        printable(term, limit=12)
        for term in where(learned, Hits.theme, theme)[TopicTerms.term].head(_TERMS)
    ]
    more = [say("themes.learned", {"words": say.listing(terms)})] if terms else []
    return say.prose([text, *more])


def _measured(view: View, theme: str) -> str:
    """Precision and recall of the scorer on labelled texts; nothing of other measures."""
    fit = view.analysis.fit
    asked = [one for one in view.analysis.themes if one.id == theme]
    if fit is None or fit.model != "scorer" or not asked:
        return ""
    row = theme_quality(asked, encoder=fit.settings["encoder"]).iloc[0]
    if pd.isna(row[LabelScores.precision]) or pd.isna(row[LabelScores.recall]):
        return ""
    say = view.say
    values = {
        "precision": say.percent(row[LabelScores.precision]),
        "recall": say.percent(row[LabelScores.recall]),
        "n": say.count(int(row[LabelScores.n_labels])),
    }
    text = say("themes.measured" if row["is_learned"] else "themes.unlabelled", values)
    if not row["is_learned"] or not row["weakness"]:
        return text
    return say.prose([text, say("themes.weak")])


def _words_of_theme(view: View, theme: str) -> list[str]:
    """The seed words most often met, with their number."""
    hits = view.analysis.hits
    counted = hits.loc[hits[Hits.theme] == theme, Hits.seed].value_counts().sort_index()
    top = counted.sort_values(ascending=False, kind="stable").head(_TERMS)
    return [
        view.say("themes.word", {"word": printable(word, limit=12), "n": view.say.count(n)})
        for word, n in top.items()
    ]


def _quotes(view: View, quotes: pd.DataFrame, cities: list[str]) -> list[Quote]:
    """A quote per city, of the cities where the theme is largest."""
    heard = groups_of(quotes, Quotes.city)
    shown = [city for city in cities if city in heard][:_QUOTED_CITIES]
    return [quote_content(view, row) for city in shown for row in rows_of(heard[city].head(1))]


def quote_content(view: View, row: Any) -> Quote:
    """A quote in pieces, marked or not, and where it stands."""
    text, at = str(row.quote), 0
    runs = []
    for start, end in row.marks:
        runs += [(text[at:start], False), (text[start:end], True)]
        at = end
    runs.append((text[at:], False))
    before, after = row.is_cut
    runs = [("…" * before, False), *runs, ("…" * after, False)]
    shown: list[Run] = [
        {"text": printable_run(piece), "is_marked": mark} for piece, mark in runs if piece
    ]
    crop = str(row.crop) if isinstance(row.crop, str) else ""
    return {"runs": shown, "source": _source(view, row), "crop": crop}


def printable_run(piece: str) -> str:
    """A piece of a quote; blanks at its ends stay."""
    clean = printable(piece)
    if not clean:
        return " " if piece else ""
    return " " * piece[0].isspace() + clean + " " * piece[-1].isspace()


def _source(view: View, row: Any) -> str:
    say = view.say
    parts = [
        printable(row.city),
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


def article_line(view: View, row: Any) -> Article:
    themes = view.say.listing([view.label(theme) for theme in row.themes])
    title = printable(row.title, limit=44) or printable(row.text, limit=30)
    parts = [printable(row.publication, limit=20), printable(row.page, limit=40)]
    if row.date == row.date and row.date is not None:
        parts.append(view.say.date(pd.Timestamp(row.date)))
    source = view.say("unit.separator").join(part for part in parts if part)
    return {"title": title, "themes": themes, "source": source}
