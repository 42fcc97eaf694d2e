"""The report as one HTML file that needs no network and runs no script but its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cityanalysis._typing import Language
from cityanalysis.frames import script_safe, source_hash, write_whole
from cityanalysis.report.block_contents import Card, Figure
from cityanalysis.report.blocks import Report, Section
from cityanalysis.report.content import compose_report
from cityanalysis.report.figure_plan import FigureJob, plan_figures
from cityanalysis.report.html_articles import article_rows, pack
from cityanalysis.report.html_details import Topic, page_details, topic_entries
from cityanalysis.report.html_figures import inline_figures
from cityanalysis.report.html_payload import page_cities, page_data
from cityanalysis.report.html_text import Wording, token_of
from cityanalysis.report.quote_crops import with_crops
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.report.view import View, make_view
from cityanalysis.report.webfont import subset_font
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis

__all__ = ["write_html"]

_SHADES = 7  # classes .h1 to .h7 of style.css
_SCRIPTS = (
    "base",
    "store",
    "figures",
    "charts",
    "grid",
    "theme",
    "compare",
    "context",
    "articles",
    "start",
)
# Chapters of the PDF, and the interactive part that the page shows instead.
_EXPLORED = ("overview", "differences", "multiples", "map", "cities", "more-cities", "themes")
_FIGURES = (
    "differences-first",
    "differences",
    "trends-all-texts",
    "overview",
    "distances",
    "layout",
    "topics",
)
_CURVES = ("choice", "stability")


def write_html(
    analysis: Analysis,
    path: str | os.PathLike[str],
    *,
    lang: Language = "zh",
    figures: str | os.PathLike[str] | None = None,
    plan: Mapping[str, FigureJob] | None = None,
) -> Path:
    """Write the report as a single file.

    It opens without a network, asks for nothing, and shows page text only as text: data lies in
    a JSON block, the content security policy admits the file's own script and style alone.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    path : path
        The file to write.
    lang : {"zh", "en"}
        Language of the words.
    figures : path, optional
        Folder of the report's figures as SVG; those that the page shows are drawn where it is
        absent.
    plan : mapping, optional
        The figures that are at hand; those of `plan_figures` where it is absent.

    Returns
    -------
    Path

    Examples
    --------
    >>> import tempfile
    >>> file = write_html(Analysis(), Path(tempfile.mkdtemp()) / "report.html", lang="en")
    >>> file.read_text(encoding="utf-8").startswith("<!doctype html>")
    True
    """
    view = make_view(analysis, lang)
    plan = plan_figures(view) if plan is None else plan
    pictures = inline_figures(plan, [*_FIGURES, *_CURVES], Path(figures) if figures else None)
    cities = [city for city, _ in page_cities(view)]
    rows, doc_ids, total = article_rows(view, cities)
    quotes = pick_quotes(view.analysis)
    if analysis.settings.crops:
        quotes = with_crops(analysis, quotes, analysis.settings.crops)
    details = page_details(view, cities, quotes)
    topics = topic_entries(view, doc_ids)
    named = _tokenised(view)
    report = compose_report(named, plan, quotes)
    content = page_data(view) | {"source": " · ".join(report.lines)}
    content["topics"] = [topic.name for topic in topics]
    content["pair"] = _pair(view)
    page = _Page(view, report, pictures, topics, _sampled(view, len(rows), total))
    body, data = page.body(content), script_safe(content)
    letters = {letter for row in rows for letter in row[0] + row[1]}
    font = subset_font("".join(sorted(letters.union(body, data, report.title))))
    target = Path(path)
    write_whole(_whole(view, report.title, body, data, pack(rows), pack(details), font), target)
    return target


def _whole(
    view: View, title: str, body: str, data: str, store: str, details: str, font: str
) -> str:
    """The file. What is Markup is the package's own, base64, or JSON without any "<"."""
    script = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{script}}})();\n'
    style = (
        _asset("style.css")
        .replace("{{font}}", font)
        .replace("{{range}}", view.say("format.font_range"))
    )
    return (
        _templates(Wording({}))
        .get_template("page.html")
        .render(
            lang=view.say("format.locale"),
            policy=_policy(script, style),
            version=view.analysis.manifest.versions.get("cityanalysis", ""),
            title=title,
            style=Markup(style),
            body=Markup(body),
            data=Markup(data),
            store=store,
            details=details,
            script=Markup(script),
        )
        + "\n"
    )


def _templates(wording: Wording) -> Environment:
    """Templates whose every value is escaped, and where a name that is not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(data_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"rich": wording.rich, "plain": wording.plain}
    return environment


@lru_cache
def _asset(name: str) -> str:
    return data_path(f"report/html/{name}").read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """Nothing but what is in the file: no request, no frame, no other script or style."""
    return (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _tokenised(view: View) -> View:
    """The view with tokens in the place of labels, and never in brief: the page holds all."""
    tokens = {theme: token_of(at) for at, theme in enumerate(view.themes)}
    whole = replace(view.analysis, settings=replace(view.analysis.settings, brief=False))
    return replace(view, analysis=whole, labels=view.labels | tokens)


def _pair(view: View) -> list[int]:
    """The two cities that the page sets side by side at first: those asked for, or the largest."""
    asked = [view.names.get(city, city) for city in view.analysis.settings.compare]
    known = [view.cities.index(city) for city in asked if city in view.cities]
    return known if len(known) == 2 else list(range(min(2, len(view.cities))))


def _sampled(view: View, kept: int, total: int) -> str:
    if kept == total:
        return ""
    count = view.say.count
    return view.say("html.sampled", {"kept": count(kept), "total": count(total)})


@dataclass(frozen=True)
class _Cell:
    """A share in the grid: how dark it is, what it says, and its sentence."""

    level: int
    text: str


@dataclass(frozen=True)
class _Page:
    """What the body of the page is made of."""

    view: View
    report: Report
    pictures: Mapping[str, str]
    topics: list[Topic]
    sampled: str

    def body(self, data: Mapping[str, Any]) -> str:
        """Cover, contents, summary, grid, pairs, cities, themes, articles, other chapters."""
        view, say = self.view, self.view.say
        chapters = [part for part in self.report.sections if part.level == 1]
        others = [part for part in chapters if part.id not in (*_EXPLORED, "summary")]
        others = [part for part in others if not part.id.startswith("pair")]
        wording = Wording({at: view.label(theme) for at, theme in enumerate(view.themes)})
        cards = {part.id: part for part in self.report.sections if part.level > 1}
        return (
            _templates(wording)
            .get_template("body.html")
            .render(
                words={key: say.raw(f"html.{key}") for key in say.keys("html")},
                report=self.report,
                links=self._links(others),
                summary=self.report.section("summary"),
                tests=self._tests(),
                others=[(part, self._children(part)) for part in others],
                city_cards=_cards(cards, "city", view.cities),
                theme_cards=_cards(cards, "theme", view.themes),
                pictures={name: Markup(svg) for name, svg in self.pictures.items()},
                captions=self._captions(),
                topics=self.topics,
                map_title=say("map.title" if view.map_regions else "html.map_title"),
                sampled=self.sampled,
                nothing=say("overview.nothing"),
                cities=view.cities,
                rows=_heat_rows(data) if view.themes and view.cities else [],
                charted=[say(f"differences.{key}") for key in ("title", "text")],
            )
        )

    def _links(self, others: list[Section]) -> list[tuple[str, str]]:
        say, has_grid = self.view.say, bool(self.view.cities and self.view.themes)
        links = [("summary", say("summary.title"))]
        if has_grid:
            links.append(("explore", say("html.explore")))
        if has_grid and len(self.view.cities) > 1:
            links.append(("compare", say("html.compare")))
        if has_grid:
            links += [("cities", say("cities.title")), ("themes", say("themes.title"))]
        links.append(("articles", say("html.articles_title")))
        links += [(part.id, part.title) for part in others]
        return [*links, ("downloads", say("html.downloads"))]

    def _tests(self) -> tuple[Any, ...]:
        """What the PDF says below its heatmap: cities left out, silent themes, tests."""
        overview = self.report.section("overview")
        blocks = overview.blocks if overview is not None and self.view.themes else ()
        return tuple(one for one in blocks if one.kind != "figure")

    def _children(self, chapter: Section) -> list[Section]:
        """The pages within a chapter."""
        sections = list(self.report.sections)
        found = []
        for part in sections[sections.index(chapter) + 1 :]:
            if part.level == 1:
                break
            found.append(part)
        return found

    def _captions(self) -> dict[str, Figure]:
        """Caption and alternative text of each figure."""
        blocks = [block for part in self.report.sections for block in part.blocks]
        figures = [cast(Figure, block.content) for block in blocks if block.kind == "figure"]
        return {figure["name"]: figure for figure in figures}


def _cards(
    cards: Mapping[str, Section], kind: str, names: tuple[str, ...]
) -> list[tuple[int, Section, Card]]:
    """Number, section and content of each card that the report has, in the page's order."""
    found = []
    for at, name in enumerate(names):
        part = cards.get(f"{kind}-{name}")
        if part is not None:
            content = next(cast(Card, one.content) for one in part.blocks if one.kind == "card")
            found.append((at, part, content))
    return found


def _heat_rows(data: Mapping[str, Any]) -> list[tuple[str, list[_Cell]]]:
    """Label and cells of each theme, one cell a compared city: the grid without a script."""
    return [
        (theme["label"], [_cell(cell, data["peak"]) for cell in row[: data["compared"]]])
        for theme, row in zip(data["themes"], data["cells"])
    ]


def _cell(cell: list[Any], peak: float) -> _Cell:
    share, shown = cell[0], cell[5]
    level = 0 if not share else 1 + min(_SHADES - 1, int(_SHADES * share / peak))
    return _Cell(level, shown.rstrip("%"))
