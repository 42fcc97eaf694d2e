"""The last chapters: methods, caveats that this corpus earns, and tables."""

from __future__ import annotations

import numpy as np

from cityanalysis.compare import ALPHA
from cityanalysis.figures import printable, rows_of
from cityanalysis.frames import Articles, Omnibus, Prevalence, Trends
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import LISTED, Counts, city_table, spoken, table
from cityanalysis.report.view import View

__all__ = ["appendix", "caveats", "methods", "references"]

_MAX_ROWS = 120  # of shares in the annex: three pages
_FILES = 40  # that the annex lists: a page; all stand in the manifest
_MANY_UNPLACED = 0.2  # of the articles without a city, from which a caveat says so

_MANY_ALIKE = 0.1  # of the articles: short ones that repeat another, from which a caveat says so


def methods(view: View) -> Section:
    """What was done, in plain words."""
    say, fit = view.say, view.analysis.fit
    scored = fit is not None and fit.model == "scorer"
    texts = {key: say(f"methods.{key}") for key in say.keys("methods")}
    if scored:
        texts["themes"] = say("methods_scorer.themes")
    if view.grouped_by:
        texts["cities"] = say("methods_groups.cities", {"column": view.grouped_by})
    blocks = [
        Block("method", {"title": say(f"methods_head.{key}"), "text": text})
        for key, text in texts.items()
    ]
    return Section("methods", say("methods_title.title"), tuple(blocks))


def references(view: View) -> Section:
    """Whose methods were used."""
    items = [view.say(f"references.{key}") for key in view.say.keys("references")]
    title = view.say("methods_title.references")
    return Section("references", title, (Block("list", {"items": items}),))


def caveats(view: View, counts: Counts) -> Section:
    """Limits of this run: each stands here only where it applies."""
    say = view.say
    n_identical = _identical(view)
    values = spoken(view, {**counts, "n_identical": n_identical})
    tested = view.analysis.omnibus
    refused = view.analysis.trends[Trends.refused]
    is_traced, is_still = refused.isna(), refused == "no_variation"
    # A reading guide has no shares, intervals or tests that could be limited.
    is_compared, is_single = bool(view.cities), view.analysis.intervals_of_text
    dates = view.articles[Articles.date]
    earned = {
        "measured": is_compared and view.analysis.calibrated.empty,
        "left_out": bool(view.small_cities),
        "unlocated": counts["n_unlocated"] > _MANY_UNPLACED * max(1, counts["n_articles"]),
        "reprints": is_compared and counts["n_reprints"] > 0,
        "identical": is_compared and n_identical > _MANY_ALIKE * counts["n_articles"],
        "skipped": counts["n_skipped"] > 0,
        "one_city": len(view.cities) == 1,
        "no_topics": view.analysis.topic_terms.empty,
        "one_text": is_compared and is_single,
        "no_trends": is_compared
        and not is_single
        and not (is_traced | is_still).any()
        and not dates.isna().all(),
        "no_change": is_compared and is_still.any() and not is_traced.any(),
        "no_lines": not view.lined and is_traced.any(),
        "too_few": len(view.cities) > 1
        and not is_single
        and bool(view.themes)
        and (tested[Omnibus.smallest_p] > ALPHA).all(),
        "undated": is_compared and dates.isna().any() and not dates.isna().all(),
        "all_undated": is_compared and bool(len(dates)) and dates.isna().all(),
        "publications": view.articles[Articles.publication].nunique() > 1,
    }
    texts = [say(f"caveats.{key}", values) for key, is_true in earned.items() if is_true]
    blocks = tuple(Block("caveat", {"text": text}) for text in texts)
    return Section("caveats", say("caveats_title.title"), blocks)


def _identical(view: View) -> int:
    """Articles that repeat another word for word, and are too short to be taken for reprints."""
    rows = view.articles
    alone = rows[Articles.duplicate_group].isna().to_numpy()
    # By a number for each text, one at a time: of all texts at once there would be two copies.
    told = (hash(text) if text.strip() else 0 for text in rows[Articles.text].fillna(""))
    numbers = np.fromiter(told, dtype=np.int64, count=len(rows))
    _, place, times = np.unique(numbers, return_inverse=True, return_counts=True)
    return int(((times[place] > 1) & (numbers != 0) & alone).sum())


def appendix(view: View) -> list[Section]:
    """The tables behind the figures, as far as paper can hold them."""
    say = view.say
    blocks: list[Block] = []
    if len(view.prevalence):
        blocks += _shares(view)
    if len(view.city_counts()) > LISTED:
        blocks += city_table(view)
    inputs = view.analysis.manifest.inputs
    if inputs:
        rows = [
            [
                printable(item.name, limit=48),
                say.count(item.size or 0),
                (item.sha256 or "")[:12],
            ]
            for item in inputs[:_FILES]
        ]
        head = [say(f"appendix.{key}") for key in ("file", "size", "hash")]
        rest = len(inputs) - len(rows)
        more = say("appendix.more_files", {"n": say.count(rest)}) if rest else ""
        blocks.append(table(head, rows, say("appendix.files") + more, "lrl"))
    if not blocks:
        return []
    return [Section("appendix", say("appendix.title"), tuple(blocks))]


def _shares(view: View) -> list[Block]:
    """Shares with their intervals: every city's, as many of its largest themes as there is room."""
    say = view.say
    order = {city: i for i, city in enumerate(view.cities)}
    rows = view.prevalence[view.prevalence[Prevalence.estimate] > 0]
    rows = rows.assign(place=rows[Prevalence.city].map(order)).sort_values(
        ["place", Prevalence.estimate, Prevalence.theme], ascending=[True, False, True]
    )
    each = max(1, _MAX_ROWS // max(1, len(view.cities)))
    kept = rows if len(rows) <= _MAX_ROWS else rows.groupby(Prevalence.city, sort=False).head(each)
    numbers = (kept[Prevalence.estimate], kept[Prevalence.stabilised])
    percents = [say.percents(column.tolist()) for column in numbers]
    cells = [
        [
            printable(row.city),
            view.label(row.theme),
            share,
            say.interval(row.ci_low, row.ci_high),
            stabilised,
            say.count(row.n_articles),
            say.count(row.n_clusters),
        ]
        for row, share, stabilised in zip(rows_of(kept), *percents)
    ]
    columns = ("city", "theme", "share", "interval", "stabilised", "articles", "clusters")
    head = [say(f"appendix.{key}") for key in columns]
    if view.analysis.intervals_of_text:
        head[-1] = say("read.sections")
    blocks = [
        Block("text", {"text": say("appendix.text")}),
        table(head, cells, say("appendix.shares"), "llrrrrr"),
    ]
    if len(rows) > len(kept):
        n = say.count(len(rows) - len(kept))
        blocks.append(Block("note", {"text": say("appendix.more_rows", {"n": n})}))
    return blocks
