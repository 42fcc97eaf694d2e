"""The chapters that look at all cities together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.corpus import Skipped
from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Distances, Omnibus, Overview, Prevalence, TopicTerms
from cityanalysis.report import block_contents as contents
from cityanalysis.report.alt_texts import likeness_alt, map_alt, topics_alt
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.figure_plan import (
    OVERVIEW_CITIES,
    FigureJob,
    choices_figure,
    is_wide_map,
    theme_figure,
)
from cityanalysis.report.measured import weak_note
from cityanalysis.report.reasons import why_no_test, why_no_topics
from cityanalysis.report.summary import Finding, find_findings
from cityanalysis.report.tables_read import tables_read
from cityanalysis.report.topic_lists import named_topics, steady_topics
from cityanalysis.report.view import View
from cityanalysis.wording import file_reason, points

__all__ = [
    "LISTED",
    "Counts",
    "Plan",
    "city_table",
    "figure",
    "further_figures",
    "likeness",
    "not_drawn",
    "overview",
    "spoken",
    "summary",
    "table",
    "tile_map",
    "topics",
    "what_was_read",
]

LISTED = 20  # cities that the body lists under their figure; more stand in the annex
_TESTS = 12  # rows of tests in the body; all stand in tables/omnibus.csv
_PAIRS = 5  # rows of city pairs in the body; all stand in tables/distances.csv

Plan = Mapping[str, FigureJob]
Counts = Mapping[str, Any]


def spoken(view: View, counts: Counts) -> dict[str, str]:
    """The counts as the language writes them."""
    asked = view.analysis.settings
    needed = {"min_articles": asked.min_articles, "min_clusters": asked.min_clusters}
    numbers = {**counts, **needed}
    return {k: view.say.count(v) for k, v in numbers.items() if isinstance(v, int)}


def figure(name: str, plan: Plan, caption: str, alt: str) -> list[Block]:
    """The block of one figure, nothing where the plan lacks it."""
    if name not in plan:
        return []
    return [Block("figure", {"name": name, "caption": caption, "alt": alt})]


def table(
    head: list[str], rows: list[list[str]], caption: str, align: str, *, halved: bool = False
) -> Block:
    """The block of one table; `align` has a letter a column, l or r.

    A long list of narrow columns may be `halved`: set as two halves side by side.
    """
    return Block(
        "table",
        {"head": head, "rows": rows, "caption": caption, "align": align, "halved": halved},
    )


def _text(words: str) -> Block:
    return Block("text", {"text": words})


def summary(view: View, counts: Counts, plan: Plan) -> Section:
    """One page in words: what was compared, three findings, how to read them."""
    say = view.say
    values = spoken(view, counts)
    is_guide = not view.cities and bool(view.small_cities)
    told = [say("summary.groups", {"column": view.grouped_by})] if view.grouped_by else []
    kinds = {0: "guide" if is_guide else "nowhere", 1: "alone"}
    is_single = bool(view.cities) and view.analysis.intervals_of_text
    kind = "single" if is_single else kinds.get(len(view.cities), "lead")
    told.append(say(f"summary.{kind}", values))
    blocks = [Block("lead", {"text": say.prose(told)})]
    if not view.cities:
        return Section("summary", say("summary.title"), tuple(blocks), new_page=True)
    if view.analysis.unit == "paragraph":
        blocks.append(_text(say(f"summary.paragraphs{view.single}")))
    findings = find_findings(view)
    for number, finding in enumerate(findings, 1):
        content: contents.Finding = {
            "number": number,
            "title": finding.title,
            "text": finding.sentence,
            "certainty": finding.certainty,
            "table": say("summary.table", {"table": f"tables/{finding.table}.csv"}),
            "figures": _drawn_by(finding, plan),
        }
        blocks.append(Block("finding", content))
    if not findings:
        blocks.append(_text(say("summary.no_finding")))
    if not counts["n_themes_tested"]:
        blocks.append(_text(why_no_test(view)))
    else:
        key = "summary.tests" if counts["n_themes_differing"] else "summary.tests_none"
        blocks.append(_text(say(key, values)))
    blocks.append(Block("note", {"text": say(f"summary.how_to_read{view.single}")}))
    return Section("summary", say("summary.title"), tuple(blocks), new_page=True)


def _drawn_by(finding: Finding, plan: Plan) -> list[contents.CardFigure]:
    """The figure that shows a finding, where there is one: slides set it beside the words."""
    shows = "trend" if finding.kind == "trend" else "intervals"
    name = theme_figure(finding.theme, shows)
    return [{"name": name, "alt": finding.sentence}] if name in plan else []


def what_was_read(view: View, counts: Counts, plan: Plan) -> Section:
    """Files, articles, what was set aside, dates and cities."""
    say = view.say
    # Long texts are cut into paragraphs, which are no items that were found in the files.
    is_cut = view.analysis.unit == "paragraph"
    n_texts = sum(file.n_items for file in view.analysis.manifest.inputs)
    values = spoken(view, counts) | {"n_texts": say.count(n_texts)}
    rows = [
        [say(f"read.{name}"), say.count(counts[name])]
        for name in say.keys("read_rows")
        if (counts[name] or name in ("n_files", "n_articles", "n_located"))
        and not (is_cut and name == "n_items")
    ]
    told = {
        "text": not is_cut,
        "texts": is_cut,
        "set_aside": counts["n_spam"] + counts["n_boilerplate"] + counts["n_header"] > 0,
        "reprints" if view.cities else "reprints_guide": counts["n_reprints"] > 0,
    }
    sentences = [say(f"read.{key}", values) for key, is_true in told.items() if is_true]
    blocks = [
        _text(say.prose(sentences)),
        *tables_read(view),
        table([say("read.what"), say("read.number")], rows, say("read.table"), "lr"),
        *figure("overview", plan, _overview_caption(view, plan), _overview_alt(view)),
        *([] if len(view.city_counts()) > LISTED else city_table(view)),
    ]
    skipped = view.analysis.manifest.skipped
    if skipped:
        names = [_left_out(view, item) for item in skipped[:5]]
        blocks.append(_text(say("read.skipped", {"n": say.count(len(skipped))})))
        blocks.append(Block("list", {"items": names}))
    return Section("read", say("read.title"), tuple(blocks))


def _left_out(view: View, item: Skipped) -> str:
    """Name of a file that was not read, and why."""
    name = printable(PurePath(item.source).name, limit=40)
    values = {"file": name, "reason": printable(file_reason(item.reason, view.lang), limit=80)}
    return view.say("read.left_out", values)


def not_drawn(view: View) -> list[Block]:
    """That figures and pages show the largest cities only, where there are more."""
    if len(view.cities) == len(view.drawn):
        return []
    values = {"n": view.say.count(len(view.drawn)), "total": view.say.count(len(view.cities))}
    return [Block("note", {"text": view.say(f"overview.drawn{view.single}", values)})]


def city_table(view: View, *, n_rows: int = 30) -> list[Block]:
    """Articles and clusters of each city, and whether it is compared."""
    say, rows = view.say, view.city_counts()
    if rows.empty:
        return []
    cells = [
        [
            printable(row.city),
            *([view.native(row.city)] if view.names else []),
            say.count(row.n_articles),
            say.count(row.n_clusters),
            say(f"standing.{view.standing(row.standing)}"),
        ]
        for row in rows_of(rows.head(n_rows))
    ]
    # The sections of a single text are no independent reports.
    counted = "sections" if view.analysis.intervals_of_text else "clusters"
    keys = ["city", *(["native"] if view.names else []), "articles", counted, "compared"]
    align = "lrrl" if not view.names else "llrrl"
    head = [say(f"read.{key}") for key in keys]
    blocks = [table(head, cells, say("read.cities"), align, halved=True)]
    if len(rows) > n_rows:
        blocks.append(_text(say("read.more_cities", {"n": say.count(len(rows) - n_rows)})))
    return blocks


def _overview_caption(view: View, plan: Plan) -> str:
    say = view.say
    n_cities = plan["overview"].frame[Overview.city].nunique() if "overview" in plan else 0
    # Without dates there are no months to tell apart.
    when = "figure" if view.articles[Articles.date].notna().any() else "undated"
    if n_cities <= OVERVIEW_CITIES:
        return say(f"read.{when}")
    return say(f"read.{when}_some", {"n": OVERVIEW_CITIES, "total": say.count(n_cities)})


def _overview_alt(view: View) -> str:
    say, shown = view.say, view.city_counts().head(8)
    parts = [
        say("alt.city_count", {"city": printable(row.city), "n": say.count(row.n_articles)})
        for row in rows_of(shown)
    ]
    dated = view.articles[Articles.date].notna().any()
    return say("alt.overview" if dated else "alt.overview_undated", {"parts": say.listing(parts)})


def overview(view: View, plan: Plan) -> Section:
    """The heatmap, what it shows, and which themes differ."""
    say = view.say
    title = say("overview.title")
    if "heatmap" not in plan:
        return Section("overview", title, (_text(say("overview.nothing")),))
    top = view.prevalence.iloc[int(view.prevalence[Prevalence.estimate].to_numpy().argmax())]
    peak = say(
        "alt.heatmap",
        {
            "cities": len(view.drawn),
            "themes": len(view.themes),
            "city": printable(top[Prevalence.city]),
            "theme": view.label(top[Prevalence.theme]),
            "share": say.percent(top[Prevalence.estimate]),
        },
    )
    blocks = [_text(say("overview.text"))]
    blocks += [*figure("heatmap", plan, say("overview.figure"), peak), *not_drawn(view)]
    if view.hatched:
        blocks.append(Block("note", {"text": say("overview.listed")}))
    shown = plan["heatmap"].frame[Prevalence.theme].nunique()
    if shown < len(view.themes):
        counts = {"n": say.count(shown), "total": say.count(len(view.themes))}
        blocks.append(Block("note", {"text": say("overview.themes_drawn", counts)}))
    blocks += [Block("note", {"text": weak}) for weak in [weak_note(view, view.themes)] if weak]
    if view.small_cities:
        blocks.append(Block("note", {"text": _small_cities(view)}))
    if view.silent:
        names = say.listing([view.label(theme) for theme in view.silent])
        silent = say(f"overview.silent{view.single}", {"themes": names})
        blocks.append(Block("note", {"text": silent}))
    blocks += _omnibus(view)
    return Section("overview", title, tuple(blocks))


def _small_cities(view: View) -> str:
    names = [printable(city) for city in view.small_cities[:12]]
    more = len(view.small_cities) - len(names)
    rest = view.say("overview.and_more", {"n": more}) if more else ""
    n = view.say.count(len(view.small_cities))
    return view.say("overview.small", {"n": n, "cities": view.say.listing(names) + rest})


def _omnibus(view: View) -> list[Block]:
    say, rows = view.say, view.analysis.omnibus
    if not (rows[Omnibus.smallest_p] <= ALPHA).any():
        return [Block("note", {"text": why_no_test(view)})]
    shown = rows[rows[Omnibus.theme].isin(view.themes)].sort_values(
        [Omnibus.q_value, Omnibus.theme]
    )
    shares = [view.shares.get(theme, 0.0) for theme in shown[Omnibus.theme]]
    cells = [
        [
            view.label(row.theme),
            share,
            say.bare_p(row.p_value),
            say.bare_p(row.q_value),
            points(row.detectable),
            view.say(f"omnibus.{_verdict(row)}"),
        ]
        for row, share in zip(rows_of(shown), say.percents(shares))
    ]
    head = [say(f"omnibus.{key}") for key in ("theme", "share", "p", "q", "detectable", "verdict")]
    blocks = [table(head, cells[:_TESTS], say("omnibus.caption"), "lrrrrl")]
    if len(cells) > _TESTS:
        values = {"n": say.count(_TESTS), "total": say.count(len(cells))}
        blocks.append(_text(say("omnibus.more", values)))
    return blocks


def _verdict(row: Any) -> str:
    if row.q_value <= ALPHA:
        return "differs"
    if row.is_alike:
        return "alike"
    return "too_few" if row.smallest_p > ALPHA else "open"


def tile_map(view: View, plan: Plan) -> list[Section]:
    """The largest themes on a map: tiles of a province or of the country, or the user's own."""
    say = view.say
    names = [name for name in plan if name.startswith("map-")]
    if not names:
        return []
    own = "_own" if view.analysis.map else "" if view.has_map else "_provinces"
    items: list[contents.Picture] = [
        {"name": name, "title": view.label(theme), "alt": map_alt(view, theme)}
        for name, theme in zip(names, view.themes)
    ]
    columns = 1 if is_wide_map(view) else 2
    caption, where = say(f"map.figure{own}"), {"province": view.home_label}
    gallery: contents.Gallery = {"items": items, "columns": columns, "caption": caption}
    blocks = (_text(say(f"map.text{own}{view.single}", where)), Block("gallery", gallery))
    return [Section("map", say("map.title"), blocks)]


def likeness(view: View, plan: Plan) -> list[Section]:
    """How unlike the cities are."""
    say, rows = view.say, view.pairs(view.analysis.distances)
    if rows.empty or not view.themes:
        return []
    # Single texts are told apart by no test.
    tested = not view.analysis.intervals_of_text
    far = rows.sort_values(
        [Distances.jsd, Distances.city_a, Distances.city_b], ascending=[False, True, True]
    )
    cells = [
        [
            printable(row.city_a),
            printable(row.city_b),
            say.decimal(row.jsd, 3),
            *([say.decimals(row.ci_low, row.ci_high, 3), say.bare_p(row.p_adjusted)] * tested),
        ]
        for row in rows_of(far.head(_PAIRS))
    ]
    keys = ["a", "b", "jsd", *(["interval", "p"] * tested)]
    head = [say(f"likeness.{key}") for key in keys]
    blocks = [
        _text(say("likeness.text")),
        *figure("distances", plan, say("likeness.figure"), likeness_alt(view, "distances")),
        table(head, cells, say("likeness.table"), "llrrr"[: len(head)]),
    ]
    return [Section("likeness", say("likeness.title"), tuple(blocks))]


def topics(view: View, plan: Plan) -> list[Section]:
    """Discovered topics, or the plain sentence why there are none."""
    say, terms = view.say, named_topics(view)
    if terms.empty:
        return [Section("topics", say("topics.title"), (_text(why_no_topics(view)),))]
    steady = terms[terms[TopicTerms.topic].isin(steady_topics(view))]
    n = terms[TopicTerms.topic].nunique()
    values = {"n": say.count(n), "steady": say.count(steady[TopicTerms.topic].nunique())}
    if steady.empty:
        return [Section("topics", say("topics.title"), (_text(say("topics.unsteady", values)),))]
    blocks = [_text(say("topics.text", values)), _topic_table(view, steady)]
    return [Section("topics", say("topics.title"), tuple(blocks))]


def _topic_table(view: View, terms: pd.DataFrame) -> Block:
    rows = []
    for topic, group in groups_of(terms, TopicTerms.topic).items():
        words = [printable(term, limit=12) for term in group[TopicTerms.term].head(10)]
        rows.append([printable(topic), view.say.listing(words)])
    head = [view.say("topics.topic"), view.say("topics.words")]
    return table(head, rows, view.say("topics.table"), "ll")


def further_figures(view: View, plan: Plan) -> list[Section]:
    """Figures for the annex: the plane of cities, how the topics look and how sure they are."""
    say = view.say
    captions = {
        "layout": "likeness.layout",
        "topics": "topics.figure",
        "choice": "topics.choice",
        "stability": "topics.stability",
    }
    blocks: list[Block] = []
    for name in (name for name in captions if name in plan):
        alt = likeness_alt(view, name) if name == "layout" else topics_alt(view, name)
        blocks += figure(name, plan, say(captions[name]), alt)
    for theme in view.themes:
        values = {"theme": view.label(theme)}
        alt = say("choices.alt", values)
        blocks += figure(choices_figure(theme), plan, say("choices.figure", values), alt)
    if not blocks:
        return []
    return [Section("figures", say("annex.figures"), tuple(blocks))]
