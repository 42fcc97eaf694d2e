"""The report as one HTML file that needs no network and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from cityanalysis._typing import Language
from cityanalysis.frames import write_whole
from cityanalysis.report.blocks import Block, Report, Section
from cityanalysis.report.content import build_report
from cityanalysis.report.html_payload import article_rows, encode_rows, page_data, script_safe
from cityanalysis.report.view import View, make_view
from cityanalysis.report.webfont import subset_font
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis

__all__ = ["write_html"]

_GAP = re.compile(r"\{\{(\w+)\}\}")
# The font draws curly quotes as wide as a character; English leaves them to the reader's own.
_RANGES = {"zh": "U+0-10FFFF", "en": "U+0-2017, U+201A-201B, U+201E-10FFFF"}
# Chapters that the page shows in words; the others it lets the reader explore.
_BEFORE = ("summary",)
_AFTER = ("read", "overview", "likeness", "topics", "methods", "caveats")


def write_html(analysis: Analysis, path: str | os.PathLike[str], *, lang: Language = "zh") -> Path:
    """Write the report as a single file.

    It opens without a network, asks for nothing, and shows page text only as text: data lies in
    a JSON block, the content security policy admits the file's own script and style alone.

    Parameters
    ----------
    analysis : Analysis
    path : path
        The file to write.
    lang : {"zh", "en"}

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
    values = _values(report, view) | {
        "data": script_safe(matrix),
        "store": encode_rows(rows),
        "script": _asset("app.js"),
        "sampled": _sampled(view, len(rows), total),
        "heatmap": _heatmap(view, matrix),
    }
    letters = {letter for row in rows for letter in row[0] + row[1]}
    shown = "".join(values[key] for key in values if key not in ("store", "script"))
    font = subset_font("".join(sorted(letters | set(shown))))
    style = _asset("style.css").replace("{{font}}", font).replace("{{range}}", _RANGES[lang])
    values |= {"style": style, "csp": _policy(values["script"], style)}
    text = _GAP.sub(lambda gap: values[gap.group(1)], _asset("page.html"))
    target = Path(path)
    write_whole(text, target)
    return target


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


def _values(report: Report, view: View) -> dict[str, str]:
    say = view.say
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for value, label in report.facts
    )
    after = [s for name in _AFTER if (s := report.section(name)) is not None and s.blocks]
    before = [s for name in _BEFORE if (s := report.section(name)) is not None]
    links = [(s.id, s.title) for s in before]
    links += [("explore", say("html.explore")), ("articles", say("html.articles_title"))]
    links += [(s.id, s.title) for s in after if s.id != "overview"]
    links.append(("downloads", say("html.downloads")))
    nav = "".join(f'<li><a href="#{escape(i)}">{escape(t)}</a></li>' for i, t in links)
    return {key: escape(say.raw(f"html.{key}")) for key in say.keys("html")} | {
        "lang": "zh-CN" if report.lang == "zh" else report.lang,
        "title": escape(report.title),
        "subtitle": escape(report.subtitle),
        "lines": "<br>".join(map(escape, report.lines)),
        "version": escape(view.analysis.manifest.versions.get("cityanalysis", "")),
        "facts": facts,
        "nav": nav,
        "map_title": escape(say("map.title" if view.map_regions else "html.map_title")),
        "summary": "".join(map(_section, before)),
        "rest": "".join(map(_section, after)),
    }


def _sampled(view: View, kept: int, total: int) -> str:
    if kept == total:
        return ""
    count = view.say.count
    return escape(view.say("html.sampled", {"kept": count(kept), "total": count(total)}))


def _heatmap(view: View, data: Mapping[str, Any]) -> str:
    """The matrix of shares as a table whose cells are buttons; it reads without its script."""
    say = view.say
    if not view.themes or not view.cities:
        return f"<p>{escape(say('overview.nothing'))}</p>"
    peak = data["peak"]
    head = "".join(f'<th scope="col"><span>{escape(city)}</span></th>' for city in view.cities)
    body = []
    for t, theme in enumerate(data["themes"]):
        cells = "".join(
            _heat_cell(view, (t, c), cell, peak) for c, cell in enumerate(data["cells"][t])
        )
        name = f'<button type="button" class="name" data-label="{t}">{escape(theme["label"])}'
        edit = f'<button type="button" class="rename" data-theme="{t}" aria-label="'
        label = escape(f"{say('html.rename')}: {theme['label']}")
        row = f'<th scope="row">{name}</button>{edit}{label}">✎</button></th>{cells}'
        body.append(f'<tr data-theme="{t}">{row}</tr>')
    caption = escape(say("html.heatmap_caption"))
    return (
        f'<table class="heatmap"><caption>{caption}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _heat_cell(view: View, at: tuple[int, int], cell: list[Any], peak: float) -> str:
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
    level = 0 if not share else 1 + min(6, int(6.999 * share / peak))
    text = words["share"].rstrip("%") if share else ""
    return (
        f'<td><button type="button" class="cell h{level}" data-theme="{at[0]}" data-city="{at[1]}"'
        f' aria-label="{escape(say("html.cell", words))}">{escape(text)}</button></td>'
    )


def _section(section: Section) -> str:
    inner = "".join(_BLOCKS[block.kind](block.content) for block in _joined(section))
    name = escape(section.id)
    return (
        f'<section id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{escape(section.title)}</h2>{inner}</section>'
    )


def _joined(section: Section) -> list[Block]:
    return [block for block in section.blocks if block.kind in _BLOCKS]


def _words(tag: str, name: str = "") -> Callable[[Mapping[str, Any]], str]:
    start = f'<{tag} class="{name}">' if name else f"<{tag}>"
    return lambda content: f"{start}{escape(content['text'])}</{tag}>"


def _finding(content: Mapping[str, Any]) -> str:
    certainty = f"{escape(content['certainty'])} {escape(content['table'])}"
    return (
        f'<div class="finding"><span class="number">{int(content["number"])}</span><div>'
        f"<h3>{escape(content['title'])}</h3><p>{escape(content['text'])}</p>"
        f'<p class="small">{certainty}</p></div></div>'
    )


def _method(content: Mapping[str, Any]) -> str:
    term, text = escape(content["title"]), escape(content["text"])
    return f'<dl class="method"><dt>{term}</dt><dd>{text}</dd></dl>'


def _list(content: Mapping[str, Any]) -> str:
    items = "".join(f"<li>{escape(item)}</li>" for item in content["items"])
    return f'<ul class="small">{items}</ul>'


def _table(content: Mapping[str, Any]) -> str:
    sides = ['class="r"' if side == "r" else "" for side in content["align"]]
    head = "".join(
        f'<th scope="col" {side}>{escape(cell)}</th>' for side, cell in zip(sides, content["head"])
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td {side}>{escape(cell)}</td>" for side, cell in zip(sides, row))
        + "</tr>"
        for row in content["rows"]
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(content["caption"])}">'
        f'<table class="plain"><caption>{escape(content["caption"])}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


_BLOCKS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "lead": _words("p", "lead"),
    "text": _words("p"),
    "note": _words("p", "note"),
    "caveat": _words("p", "note"),
    "subtitle": _words("h3"),
    "finding": _finding,
    "method": _method,
    "list": _list,
    "table": _table,
}
