"""Where cities differ: the clearest pair of each theme, and every theme in a small panel."""

from __future__ import annotations

import pandas as pd

from cityanalysis.figures import printable, rows_of
from cityanalysis.frames import Contrasts, Series
from cityanalysis.report.block_contents import Figure, Picture
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import Plan
from cityanalysis.report.figure_plan import PANELS, theme_figure
from cityanalysis.report.pairs import clearest_pairs
from cityanalysis.report.view import View

__all__ = ["differences", "findings_chart", "small_multiples", "whole_trends"]


def findings_chart(view: View, plan: Plan) -> list[Block]:
    """The chart beside the findings: the clearest differences, or the overall picture."""
    if "differences-first" not in plan:
        return []
    pairs = clearest_pairs(view).head(len(plan["differences-first"].frame))
    chart = _dumbbells(view, "differences-first", pairs)
    return [chart, *([] if "differences" in plan else _selected(view, pairs))]


def differences(view: View, plan: Plan) -> list[Section]:
    """The whole dumbbell chart, where the findings' page shows only its head."""
    if "differences" not in plan:
        return []
    say = view.say
    pairs = clearest_pairs(view).head(len(plan["differences"].frame))
    blocks = (
        Block("text", {"text": say("differences.text")}),
        _dumbbells(view, "differences", pairs),
        *_selected(view, pairs),
    )
    return [Section("differences", say("differences.title"), blocks)]


def _selected(view: View, pairs: pd.DataFrame) -> list[Block]:
    """Why a pair may be no evidence although its own interval leaves out 0."""
    apart = (pairs[Contrasts.ci_low] > 0) | (pairs[Contrasts.ci_high] < 0)
    odd = pairs[apart & ~pairs["is_sure"].astype(bool)]
    if odd.empty:
        return []
    values = {"theme": view.label(odd[Contrasts.theme].iloc[0])}
    return [Block("note", {"text": view.say("differences.selected", values)})]


def _dumbbells(view: View, name: str, pairs: pd.DataFrame) -> Block:
    say = view.say
    parts = [
        say(
            "differences.said",
            {
                "theme": view.label(row.theme),
                "a": printable(row.city_a),
                "b": printable(row.city_b),
                "share_a": say.percent(row.share_a),
                "share_b": say.percent(row.share_b),
                "points": say.points(row.difference),
                "interval": say.points_interval(row.ci_low, row.ci_high),
            },
        )
        for row in rows_of(pairs.head(3))
    ]
    alt = say.prose(parts)
    return Block("figure", {"name": name, "caption": say("differences.figure"), "alt": alt})


def whole_trends(view: View, plan: Plan) -> list[Section]:
    """The largest themes over time, in all texts together."""
    name = "trends-all-texts"
    if name not in plan:
        return []
    say, rows = view.say, plan[name].frame
    values = {
        "n": say.count(rows[Series.city].nunique()),
        "first": say.month(rows[Series.period].min()),
        "last": say.month(rows[Series.period].max()),
    }
    text = Block("text", {"text": say("whole.text")})
    content: Figure = {
        "name": name,
        "caption": say("whole.figure"),
        "alt": say("whole.alt", values),
    }
    return [Section("whole", say("whole.title"), (text, Block("figure", content)))]


def small_multiples(view: View, plan: Plan) -> list[Section]:
    """The largest themes, nine small panels per page, three to a row."""
    say = view.say
    items: list[Picture] = []
    for theme in view.themes[:PANELS]:
        name = theme_figure(theme, "panel")
        if name in plan:
            ending, values = view.leading(theme)
            title = say("multiples.panel", values | {"share": say.percent(view.shares[theme])})
            items.append(
                {"name": name, "title": title, "alt": say(f"alt.intervals{ending}", values)}
            )
    if not items:
        return []
    caption = say("multiples.figure")
    blocks: list[Block] = [Block("text", {"text": say(f"multiples.text{view.single}")})]
    blocks.append(Block("gallery", {"items": items, "columns": 3, "caption": caption}))
    if len(view.themes) > len(items):
        values = {"n": say.count(len(items)), "total": say.count(len(view.themes))}
        blocks.append(Block("note", {"text": say("multiples.more", values)}))
    return [Section("multiples", say("multiples.title"), tuple(blocks))]
