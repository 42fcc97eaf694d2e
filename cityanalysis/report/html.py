"""The report as one HTML file that needs no network and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cityanalysis._typing import Language
from cityanalysis.frames import write_whole
from cityanalysis.report.blocks import Report
from cityanalysis.report.content import build_report
from cityanalysis.report.html_payload import article_rows, encode_rows, page_data, script_safe
from cityanalysis.report.view import View, make_view
from cityanalysis.report.webfont import subset_font
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis

__all__ = ["write_html"]

_SHADES = 7  # classes .h1 to .h7 of style.css
# Chapters that the page shows in words; the others it lets the reader explore.
_BEFORE = ("summary",)
_AFTER = ("read", "overview", "likeness", "topics", "methods", "caveats", "references")


def write_html(analysis: Analysis, path: str | os.PathLike[str], *, lang: Language = "zh") -> Path:
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
    report = build_report(analysis, lang=lang)
    rows, total = article_rows(view)
    matrix = page_data(view)
    data, script = script_safe(matrix), _asset("app.js")
    body = _body(report, view, matrix, _sampled(view, len(rows), total))
    letters = {letter for row in rows for letter in row[0] + row[1]}
    font = subset_font("".join(sorted(letters.union(body, data, report.title))))
    style = (
        _asset("style.css")
        .replace("{{font}}", font)
        .replace("{{range}}", view.say("format.font_range"))
    )
    # What is Markup here is the package's own, base64, or JSON without any "<".
    page = (
        _templates()
        .get_template("page.html")
        .render(
            lang=view.say("format.locale"),
            policy=_policy(script, style),
            version=analysis.manifest.versions.get("cityanalysis", ""),
            title=report.title,
            style=Markup(style),
            body=Markup(body),
            data=Markup(data),
            store=encode_rows(rows),
            script=Markup(script),
        )
    )
    target = Path(path)
    write_whole(page + "\n", target)
    return target


@lru_cache(maxsize=1)
def _templates() -> Environment:
    """Templates whose every value is escaped, and where a name that is not given is an error."""
    return Environment(
        loader=FileSystemLoader(data_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    return data_path(f"report/html/{name}").read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """Nothing but what is in the file: no request, no frame, no other script or style."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _body(report: Report, view: View, data: Mapping[str, Any], sampled: str) -> str:
    """What the page shows: cover, contents, summary, matrix, articles and the later chapters."""
    say = view.say
    after = [s for name in _AFTER if (s := report.section(name)) is not None and s.blocks]
    before = [s for name in _BEFORE if (s := report.section(name)) is not None]
    links = [(s.id, s.title) for s in before]
    links += [("explore", say("html.explore")), ("articles", say("html.articles_title"))]
    links += [(s.id, s.title) for s in after if s.id != "overview"]
    links.append(("downloads", say("html.downloads")))
    return (
        _templates()
        .get_template("body.html")
        .render(
            words={key: say.raw(f"html.{key}") for key in say.keys("html")},
            report=report,
            links=links,
            before=before,
            after=after,
            map_title=say("map.title" if view.map_regions else "html.map_title"),
            sampled=sampled,
            nothing=say("overview.nothing"),
            cities=view.cities,
            rows=_heat_rows(view, data) if view.themes and view.cities else [],
        )
    )


def _sampled(view: View, kept: int, total: int) -> str:
    if kept == total:
        return ""
    count = view.say.count
    return view.say("html.sampled", {"kept": count(kept), "total": count(total)})


@dataclass(frozen=True)
class _Cell:
    """A share in the matrix: how dark it is, what it says, and what a screen reader reads."""

    level: int
    text: str
    words: str


def _heat_rows(view: View, data: Mapping[str, Any]) -> list[tuple[str, list[_Cell]]]:
    """Label and cells of each theme, one cell a city."""
    return [
        (
            theme["label"],
            [_cell(view, (t, c), cell, data["peak"]) for c, cell in enumerate(data["cells"][t])],
        )
        for t, theme in enumerate(data["themes"])
    ]


def _cell(view: View, at: tuple[int, int], cell: list[Any], peak: float) -> _Cell:
    share, low, high, n, _ = cell
    say = view.say
    words = {
        "city": view.cities[at[1]],
        "theme": view.label(view.themes[at[0]]),
        "share": say.percent(float("nan") if share is None else share),
        "low": say.percent(low),
        "high": say.percent(high),
        "n": n,
    }
    level = 0 if not share else 1 + min(_SHADES - 1, int(_SHADES * share / peak))
    return _Cell(level, words["share"].rstrip("%") if share else "", say("html.cell", words))
