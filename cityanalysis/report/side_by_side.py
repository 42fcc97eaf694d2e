"""Two cities side by side: shares with verdicts, words, quotes, and what is alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Contrasts, Distances, Keyness, Quotes, Series
from cityanalysis.report.alt_texts import trend_alt
from cityanalysis.report.block_contents import Quote, Side
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan, figure, table
from cityanalysis.report.city_cards import sure_words
from cityanalysis.report.figure_plan import PAIR_THEMES
from cityanalysis.report.pages import quote_content
from cityanalysis.report.pairs import pair_rows, pairs_shown
from cityanalysis.report.view import View
from cityanalysis.wording import points

__all__ = ["difference_words", "likeness_of", "pair_summary", "side_by_side", "verdict"]

_QUOTES = 2  # a city


def side_by_side(view: View, plan: Plan, quotes: pd.DataFrame) -> tuple[list[Section], ...]:
    """The pages of two cities: the first pair for the body, the others for the annex."""
    pairs = pairs_shown(view)
    pages = [_page(view, plan, quotes, number) for number in range(1, len(pairs) + 1)]
    if not pages:
        return [], []
    if len(pages) == 1:
        return pages, []
    rest = [Section(one.id, one.title, one.blocks, level=2) for one in pages[1:]]
    return pages[:1], [Section("pairs", view.say("pair.others")), *rest]


def verdict(row: Any) -> str:
    """What can be said of a theme in two cities: `differs`, `alike`, `open` or `untested`."""
    if row.is_sure:
        return "differs"
    if row.is_alike:
        return "alike"
    return "open" if row.difference == row.difference else "untested"


def pair_summary(view: View, a: str, b: str, rows: pd.DataFrame) -> str:
    """How many themes surely differ, are surely alike, and are open."""
    verdicts = [verdict(row) for row in rows_of(rows)]
    count = view.say.count
    values = {
        "a": printable(a), "b": printable(b),
        "n_a": count(view.n_articles(a)), "n_b": count(view.n_articles(b)),
        "n": count(len(rows)), "sure": count(verdicts.count("differs")),
        "alike": count(verdicts.count("alike")), "margin": points(view.analysis.margin),
        "open": count(len(rows) - verdicts.count("differs") - verdicts.count("alike")),
    }  # fmt: skip
    return view.say("pair.lead", values)


def likeness_of(view: View, a: str, b: str) -> str:
    """How far apart the cities' mixes of themes are; nothing where that was not measured."""
    rows = view.analysis.distances
    for row in rows_of(
        rows[rows[Contrasts.city_a].isin((a, b)) & rows[Contrasts.city_b].isin((a, b))]
    ):
        values = {
            "a": printable(a), "b": printable(b),
            Distances.jsd: view.say.decimal(row.jsd, 3), "p": view.say.p_value(row.p_adjusted),
            "interval": view.say.decimals(row.ci_low, row.ci_high, 3),
        }  # fmt: skip
        return view.say("pair.distance", values)
    return ""


def _page(view: View, plan: Plan, quotes: pd.DataFrame, number: int) -> Section:
    say, (a, b) = view.say, pairs_shown(view)[number - 1]
    rows = pair_rows(view, a, b)
    shown = rows.head(PAIR_THEMES)
    named = {"a": printable(a), "b": printable(b)}
    chart = figure(f"pair-{number:02d}", plan, say("pair.figure", named), _alt(view, shown))
    alike = _alike(view, rows)
    blocks = [
        Block("lead", {"text": pair_summary(view, a, b, rows)}),
        *chart,
        _table(view, shown, named),
        *([Block("text", {"text": alike})] if alike else []),
        Block("sides", {"items": _sides(view, quotes, (a, b), shown)}),
        *_trend(view, plan, number, rows),
    ]
    if any(row.ci_low * row.ci_high > 0 and not row.is_sure for row in rows_of(shown)):
        blocks.append(Block("note", {"text": say("pair.corrected")}))
    if len(rows) > len(shown):
        blocks.append(Block("note", {"text": say("pair.more", {"n": say.count(len(rows))})}))
    return Section(f"pair-{number:02d}", say("pair.title", named), tuple(blocks))


def _alt(view: View, rows: pd.DataFrame) -> str:
    """The three clearest rows in words."""
    say = view.say
    parts = [
        say(
            "pair.said",
            {
                "theme": view.label(row.theme),
                "a": printable(row.city_a),
                "b": printable(row.city_b),
                "share_a": say.percent(row.share_a),
                "share_b": say.percent(row.share_b),
                "verdict": say(f"pair.{verdict(row)}"),
            },
        )
        for row in rows_of(rows.head(3))
    ]
    return say.prose(parts)


def difference_words(view: View, row: Any) -> tuple[str, str, str]:
    """Which city is higher (empty where neither is), by how many points, and the interval."""
    if row.difference != row.difference:
        return "", "–", ""
    is_first = row.difference >= 0
    low, high = (row.ci_low, row.ci_high) if is_first else (-row.ci_high, -row.ci_low)
    apart = view.say.points(abs(row.difference))
    higher = "" if apart == "0" else str(row.city_a if is_first else row.city_b)
    return higher, apart, view.say.points_interval(low, high)


def _measured(view: View, share: float, low: float, high: float) -> str:
    values = {"number": view.say.percent(share), "interval": view.say.interval(low, high)}
    return view.say("pair.measured", values)


def _apart(view: View, row: Any) -> str:
    higher, apart, bounds = difference_words(view, row)
    if not bounds:
        return apart
    if higher:
        apart = view.say("pair.higher", {"city": printable(higher), "points": apart})
    return view.say("pair.measured", {"number": apart, "interval": bounds})


def _table(view: View, rows: pd.DataFrame, named: Mapping[str, str]) -> Block:
    say = view.say
    cells = [
        [
            view.label(row.theme),
            *(
                say(
                    "pair.measured", {"number": say.percent(share), "interval": say.interval(*ends)}
                )
                for share, *ends in (
                    (row.share_a, row.low_a, row.high_a),
                    (row.share_b, row.low_b, row.high_b),
                )
            ),
            _apart(view, row),
            say(f"pair.{verdict(row)}"),
        ]
        for row in rows_of(rows)
    ]
    head = [say("omnibus.theme"), named["a"], named["b"], say("pair.points"), say("pair.verdict")]
    return table(head, cells, say("pair.table", named), "lrrrl")


def _alike(view: View, rows: pd.DataFrame) -> str:
    """Themes that are surely close, and how far apart the cities are as a whole."""
    say, a, b = view.say, str(rows[Contrasts.city_a].iloc[0]), str(rows[Contrasts.city_b].iloc[0])
    margin = view.analysis.margin
    alike = [row for row in rows_of(rows) if verdict(row) == "alike"]
    # Of what hardly occurs in either city nothing is found out.
    close = [view.label(row.theme) for row in alike if max(row.share_a, row.share_b) >= margin]
    quoted = say.listing([say("cities.theme", {"theme": one}) for one in close], quoted=True)
    values = {"margin": points(margin), "themes": quoted, "n": say.count(len(alike) - len(close))}
    sentences = [say("pair.alike_themes" if close else "pair.alike_none", values)]
    if close and len(alike) > len(close):
        sentences.append(say("pair.alike_small", values))
    sentences += [text for text in [likeness_of(view, a, b)] if text]
    return say.prose(sentences)


def _sides(
    view: View, quotes: pd.DataFrame, cities: tuple[str, str], rows: pd.DataFrame
) -> list[Side]:
    """Words and quotes of each city, one beside the other."""
    words, said = groups_of(view.analysis.keyness, Keyness.city), groups_of(quotes, Quotes.city)
    return [
        {
            "title": view.titled(city),
            "words": sure_words(view, words.get(city, Keyness.empty())),
            "quotes": _quotes(view, said.get(city, Quotes.empty()), list(rows[Contrasts.theme])),
        }
        for city in cities
    ]


def _quotes(view: View, quotes: pd.DataFrame, themes: list[str]) -> list[Quote]:
    """The first quote of each of the clearest themes that has one."""
    of_theme = groups_of(quotes, Quotes.theme)
    chosen = [theme for theme in themes if theme in of_theme][:_QUOTES]
    return [quote_content(view, row) for one in chosen for row in rows_of(of_theme[one].head(1))]


def _trend(view: View, plan: Plan, number: int, rows: pd.DataFrame) -> list[Block]:
    """Lines of the clearest theme over time, where both cities have them."""
    name = f"pair-{number:02d}-trend"
    if name not in plan:
        return []
    values = {"theme": view.label(str(plan[name].frame[Series.theme].iloc[0]))}
    return figure(name, plan, view.say("themes.trend", values), trend_alt(view, plan[name]))
