"""From an analysis to a report: which sections there are, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.report import chapters, checks, closing, guide, pages
from cityanalysis.report.blocks import Report, Section
from cityanalysis.report.figure_plan import FigureJob, plan_figures
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.report.summary import count_corpus
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis

__all__ = ["build_report"]


def build_report(
    analysis: Analysis, *, lang: Language = "zh", figures: Mapping[str, FigureJob] | None = None
) -> Report:
    """Put the findings of a run into sections of words, figures, tables and quotes.

    Parameters
    ----------
    analysis : Analysis
    lang : {"zh", "en"}
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
    quotes = pick_quotes(view.analysis)
    counts = count_corpus(view)
    if not view.cities and view.small_cities:
        guided = (
            chapters.summary(view, counts),
            chapters.what_was_read(view, counts, plan),
            *guide.reading_guide(view, quotes),
            closing.caveats(view, counts),
        )
        return _report(view, counts, guided)
    sections: list[Section] = [
        chapters.summary(view, counts),
        chapters.what_was_read(view, counts, plan),
        chapters.overview(view, plan),
        *pages.theme_pages(view, plan, quotes),
        *pages.city_pages(view, plan),
        *chapters.tile_map(view, plan),
        *guide.few_articles(view),
        *chapters.likeness(view, plan),
        *chapters.topics(view, plan),
        *checks.checks(view),
        closing.methods(view),
        closing.caveats(view, counts),
        *closing.appendix(view),
    ]
    return _report(view, counts, tuple(sections))


def _report(view: View, counts: Mapping[str, Any], sections: tuple[Section, ...]) -> Report:
    say = view.say
    first, last = counts["first_date"], counts["last_date"]
    dated = bool(first)
    period = (
        say("cover.period", {"first": _day(view, first), "last": _day(view, last)})
        if dated
        else say("cover.no_period")
    )
    publications = view.articles["publication"].dropna().value_counts()
    sources = say.listing([str(name) for name in publications.index[:6]])
    lines = [period]
    if sources:
        more = say("cover.more", {"n": len(publications) - 6}) if len(publications) > 6 else ""
        lines.append(say("cover.sources", {"sources": sources + more}))
    lines.append(say("cover.made", {"version": _version(view.analysis)}))
    end = pd.Timestamp(last) if dated else pd.Timestamp(2000, 1, 1)
    return Report(
        title=say("cover.title"),
        subtitle=say("cover.subtitle"),
        lang=view.lang,
        facts=_facts(view, counts),
        lines=tuple(lines),
        sections=sections,
        words={key: say(f"page.{key}") for key in say.keys("page")},
        date=(end.year, end.month, end.day),
    )


def _facts(view: View, counts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    names = ("n_articles", "n_cities", "n_themes_found")
    return tuple((view.say.count(counts[name]), view.say(f"cover.{name}")) for name in names)


def _day(view: View, iso: object) -> str:
    return view.say.date(pd.Timestamp(str(iso)))


def _version(analysis: Analysis) -> str:
    known = analysis.manifest.versions.get("cityanalysis")
    return str(known or version("cityanalysis"))
