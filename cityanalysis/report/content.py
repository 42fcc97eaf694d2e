"""From an analysis to a report: which sections there are, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.frames import Articles
from cityanalysis.report import (
    chapters,
    checks,
    city_cards,
    city_contrasts,
    closing,
    group_chapter,
    guide,
    pages,
    side_by_side,
)
from cityanalysis.report.blocks import Block, Report, Section
from cityanalysis.report.corpus_counts import count_corpus
from cityanalysis.report.figure_plan import FigureJob, plan_figures
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.report.topic_lists import named_topics
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis

__all__ = ["build_report", "compose_report"]

_BRIEF_CAVEATS = 4  # that the second page has room for
_NAMED = 6  # publications on the cover
_MOST = 0.5  # share of the texts that gives the material its name
_REPORTS = "政府工作报告"
_PAPERS = ("报", "报社", "新闻", "周刊", "观察")


def build_report(
    analysis: Analysis, *, lang: Language = "zh", figures: Mapping[str, FigureJob] | None = None
) -> Report:
    """Put the findings of a run into sections of words, figures, tables and quotes.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    lang : {"zh", "en"}
        Language of the words.
    figures : mapping, optional
        The figures that will be at hand; those of `plan_figures` where it is absent.

    Returns
    -------
    Report
        The same for every output format. What the corpus cannot support is replaced by a
        sentence that says why.

    Examples
    --------
    >>> [section.id for section in build_report(Analysis()).sections][:2]
    ['summary', 'read']
    """
    view = make_view(analysis, lang)
    plan = plan_figures(view) if figures is None else figures
    return compose_report(view, plan, pick_quotes(view.analysis))


def compose_report(view: View, plan: Mapping[str, FigureJob], quotes: pd.DataFrame) -> Report:
    """The report of a view, with the figures and the quotes that are at hand.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    plan : mapping
        What `plan_figures` returns.
    quotes : DataFrame
        What `pick_quotes` returns.
    """
    counts = count_corpus(view)
    summary = chapters.summary(view, counts, plan)
    if not view.cities and view.small_cities:
        guided = (
            summary,
            chapters.what_was_read(view, counts, plan),
            *guide.reading_guide(view, quotes),
            *(chapters.topics(view, plan) if len(named_topics(view)) else ()),
            closing.caveats(view, counts),
        )
        return _report(view, counts, guided)
    first_pair, other_pairs = side_by_side.side_by_side(view, plan, quotes)
    body = [
        _with_chart(summary, city_contrasts.findings_chart(view, plan)),
        chapters.what_was_read(view, counts, plan),
        chapters.overview(view, plan),
        *city_contrasts.differences(view, plan),
        *city_contrasts.small_multiples(view, plan),
        *city_contrasts.whole_trends(view, plan),
        *first_pair,
        *city_cards.city_cards(view, plan, quotes),
        *chapters.tile_map(view, plan),
        *chapters.likeness(view, plan),
        *group_chapter.group_chapter(view),
        *chapters.topics(view, plan),
        *checks.checks(view, plan),
        closing.methods(view),
        closing.caveats(view, counts),
    ]
    if view.analysis.settings.brief:
        return _report(view, counts, _in_brief(body))
    return _report(
        view, counts, (*body, *_lettered(view, [*other_pairs, *_annex(view, plan, quotes)]))
    )


def _annex(view: View, plan: Mapping[str, FigureJob], quotes: pd.DataFrame) -> list[Section]:
    """Every theme, the other cities, further figures, tables and references."""
    return [
        *pages.theme_pages(view, plan, quotes),
        *city_cards.other_cards(view, plan, quotes),
        *guide.few_articles(view),
        *chapters.further_figures(view, plan),
        *closing.appendix(view),
        closing.references(view),
    ]


def _in_brief(body: Sequence[Section]) -> tuple[Section, ...]:
    """Two pages: the findings, and the whole picture with what limits it."""
    kept = {section.id: section for section in body}
    shown = [
        replace(kept["overview"], blocks=kept["overview"].blocks[:2], new_page=True),
        replace(kept["caveats"], blocks=kept["caveats"].blocks[:_BRIEF_CAVEATS]),
    ]
    return (replace(kept["summary"], new_page=False), *shown)


def _with_chart(section: Section, chart: list[Block]) -> Section:
    """The findings with a chart after the last of them, before the remarks."""
    found = [i for i, block in enumerate(section.blocks) if block.kind == "finding"]
    at = found[-1] + 1 if found else len(section.blocks)
    return replace(section, blocks=(*section.blocks[:at], *chart, *section.blocks[at:]))


def _lettered(view: View, annex: list[Section]) -> list[Section]:
    """The annex: its chapters carry letters, and it begins on a page of its own."""
    letters = iter("ABCDEFGH")
    named: list[Section] = []
    for section in annex:
        if section.level == 1:
            values = {"letter": next(letters), "title": section.title}
            title = view.say("annex.named", values)
            section = replace(section, title=title, new_page=not named)
        named.append(section)
    return named


def _report(view: View, counts: Mapping[str, Any], sections: tuple[Section, ...]) -> Report:
    say = view.say
    first, last = counts["first_date"], counts["last_date"]
    dated = bool(first)
    period = (
        say("cover.period", {"first": _day(view, first), "last": _day(view, last)})
        if dated
        else say("cover.no_period")
    )
    options = view.analysis.settings
    signed = " · ".join(name for name in (options.author, options.organisation) if name)
    lines = [line for line in (signed, options.date or "", period) if line]
    lines += _sources(view)
    lines.append(say("cover.made", {"version": _version(view.analysis)}))
    end = pd.Timestamp(last) if dated else pd.Timestamp(2000, 1, 1)
    return Report(
        title=options.title or say("cover.title"),
        subtitle=options.subtitle or say("cover.subtitle", {"material": _material(view)}),
        lang=view.lang,
        facts=_facts(view, counts),
        lines=tuple(lines),
        sections=sections,
        words={key: say(f"page.{key}") for key in say.keys("page")},
        date=(end.year, end.month, end.day),
        is_brief=options.brief,
        author=signed,
        logo=options.logo or "",
    )


def _sources(view: View) -> list[str]:
    """The publications that most texts are from, as a line."""
    say, names = view.say, view.articles[Articles.publication].dropna().value_counts().index
    if not len(names):
        return []
    shown = say.listing([str(name) for name in names[:_NAMED]])
    more = say("cover.more", {"n": len(names) - _NAMED}) if len(names) > _NAMED else ""
    return [say("cover.sources", {"sources": shown + more})]


def _material(view: View) -> str:
    """What most of the texts are, by their titles and publications."""
    say, articles = view.say, view.articles
    n_texts = articles[Articles.source].nunique()
    named = articles[Articles.title].fillna("") + articles[Articles.page].fillna("").astype(str)
    if len(articles) and named.str.contains(_REPORTS, regex=False).mean() > _MOST:
        return say("material.reports")
    papers = articles[Articles.publication].fillna("").astype(str).str.endswith(_PAPERS)
    if len(articles) and papers.mean() > _MOST:
        return say("material.papers")
    return say("material.texts", {"n": say.count(n_texts)})


def _facts(view: View, counts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    names = ("n_articles", "n_cities", "n_themes_found")
    # A report that only guides to its articles has no shares of themes to count.
    shown = [name for name in names if counts[name] or name == "n_articles"]
    return tuple((view.say.count(counts[name]), view.say(f"cover.{name}")) for name in shown)


def _day(view: View, iso: object) -> str:
    return view.say.date(pd.Timestamp(str(iso)))


def _version(analysis: Analysis) -> str:
    known = analysis.manifest.versions.get("cityanalysis")
    return str(known or version("cityanalysis"))
