"""The report as a Word document: editable text, tables and pictures, from the same blocks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cityanalysis.report.blocks import Block, Report, Section
from cityanalysis.report.pdf import check_logo
from cityanalysis.report.report_files import plain_text, save_office
from cityanalysis.report.word_styles import (
    TEXT_WIDTH,
    add_field,
    new_document,
    rule_table,
)

__all__ = ["write_document"]

_GALLERY_ACROSS = 3  # pictures in a row: more would be too small to read on A4
_LOGO = 540_000  # 15 mm in the units of Word


def write_document(
    report: Report, path: str | os.PathLike[str], *, figures: str | os.PathLike[str]
) -> Path:
    """Write a report as .docx: headings, captions with numbers, alternative texts, real tables.

    Parameters
    ----------
    report : Report
        What `build_report` returns.
    path : path
        The file to write.
    figures : path
        Folder with the PNG files that the report's figures name.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_document(Report("标题", "副题", "zh"), folder / "report.docx", figures=folder).name
    'report.docx'
    """
    document = new_document(report)
    writer = _Writer(document, report, Path(figures))
    writer.cover()
    for section in report.sections:
        writer.section(section)
    return save_office(document, report, path)


class _Writer:
    """Puts one block after the other into a document."""

    def __init__(self, document: Any, report: Report, figures: Path) -> None:
        self.document, self.report, self.figures = document, report, figures
        self.counted = {"figure": 0, "table": 0}
        self.kinds: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "lead": lambda item: self.words(item["text"], "Lead"),
            "text": lambda item: self.words(item["text"]),
            "note": lambda item: self.words(item["text"], "Note"),
            "caveat": lambda item: self.words(item["text"], "List Bullet"),
            "subtitle": lambda item: self.heading(item["text"], 3),
            "list": self.list,
            "method": self.method,
            "finding": self.finding,
            "figure": self.figure,
            "gallery": self.gallery,
            "table": self.table,
            "card": self.card,
            "sides": self.sides,
            "quotes": self.quotes,
            "articles": self.articles,
        }

    def cover(self) -> None:
        """Title, subtitle, numbers and small print; in brief a heading only."""
        if self.report.logo:
            check_logo(self.report.logo)
            logo = self.document.add_picture(self.report.logo, height=_LOGO)
            logo._inline.docPr.set("descr", plain_text(self.report.author))
        self.words(self.report.title, "Title")
        self.words(self.report.subtitle, "Subtitle")
        if self.report.is_brief:
            return
        for value, label in self.report.facts:
            self.words(f"{value} {label}", "Lead")
        for line in self.report.lines:
            self.words(line, "Small")
        self.words(self.report.words.get("contents", ""), "Small")
        for section in self.report.sections:
            if section.level == 1:
                self.words(section.title, "List Bullet")

    def section(self, section: Section) -> None:
        heading = self.heading(section.title, section.level)
        heading.paragraph_format.page_break_before = section.new_page
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        self.kinds[block.kind](block.content)

    def heading(self, text: str, level: int) -> Any:
        return self.document.add_heading(plain_text(text), level)

    def words(self, text: str, style: str | None = None) -> Any:
        return self.document.add_paragraph(plain_text(text), style)

    def list(self, item: Mapping[str, Any]) -> None:
        for line in item["items"]:
            self.words(line, "List Bullet")

    def method(self, item: Mapping[str, Any]) -> None:
        paragraph = self.words("")
        paragraph.add_run(plain_text(item["title"])).bold = True
        paragraph.add_run("  " + plain_text(item["text"]))

    def finding(self, item: Mapping[str, Any]) -> None:
        self.heading(f"{item['number']}  {item['title']}", 2)
        self.words(item["text"], "Lead")
        self.words(f"{item['certainty']}  {item['table']}", "Small")

    def caption(self, kind: str, text: str) -> None:
        """A caption whose number is a field, so that it stays right when pictures are moved."""
        self.counted[kind] += 1
        word = self.report.words[kind]
        paragraph = self.words(f"{word} ", "Caption")
        add_field(paragraph, f"SEQ {word} \\* ARABIC", str(self.counted[kind]))
        paragraph.add_run("  " + plain_text(text))
        paragraph.paragraph_format.keep_with_next = kind == "table"

    def picture(self, item: Mapping[str, Any], width: float, place: Any = None) -> None:
        """One figure in a paragraph, with the text that stands for it."""
        paragraph = place or self.document.add_paragraph()
        run = paragraph.add_run()
        shape = run.add_picture(str(self.figures / f"{item['name']}.png"))
        # As large as it is drawn, so that its letters keep their size, where there is room.
        factor = min(1.0, width * 914400 / shape.width)
        shape.width, shape.height = int(shape.width * factor), int(shape.height * factor)
        shape._inline.docPr.set("descr", plain_text(item["alt"]))
        shape._inline.docPr.set("name", item["name"])

    def figure(self, item: Mapping[str, Any]) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        self.picture(item, TEXT_WIDTH, paragraph)
        self.caption("figure", item["caption"])

    def gallery(self, item: Mapping[str, Any]) -> None:
        """Several pictures in the cells of a table without lines."""
        across = min(item["columns"], _GALLERY_ACROSS)
        down = -(-len(item["items"]) // across)
        grid = self.document.add_table(down, across)
        for at, one in enumerate(item["items"]):
            cell = grid.cell(at // across, at % across)
            cell.paragraphs[0].add_run(plain_text(one["title"]))
            self.picture(one, TEXT_WIDTH / across - 0.15, cell.add_paragraph())
        self.caption("figure", item["caption"])

    def table(self, item: Mapping[str, Any]) -> None:
        self.caption("table", item["caption"])
        rows = [[plain_text(cell) for cell in row] for row in (item["head"], *item["rows"])]
        rule_table(self.document, rows, item["align"])

    def card(self, item: Mapping[str, Any]) -> None:
        if item["distinctive"]:
            self.words(item["distinctive"], "Lead")
        for key in ("lead", "small", "words"):
            if item[key]:
                self.words(item[key])
        for one in item["figures"]:
            self.picture(one, TEXT_WIDTH)
        for quote in item["quotes"]:
            self.quote(quote)
        if item["articles"]:
            self.words(item["articles"], "Small")

    def sides(self, item: Mapping[str, Any]) -> None:
        for one in item["items"]:
            self.heading(one["title"], 3)
            if one["words"]:
                self.words(one["words"])
            for quote in one["quotes"]:
                self.quote(quote)

    def quotes(self, item: Mapping[str, Any]) -> None:
        self.heading(item["title"], 3)
        for group in item["groups"]:
            for quote in group["items"]:
                self.quote(quote)
        if item["has_rest"]:
            self.words(item["rest"], "Small")

    def quote(self, quote: Mapping[str, Any]) -> None:
        """A quotation, the words that were looked for in bold, and where it stands."""
        paragraph = self.words("", "Quote")
        for run in quote["runs"]:
            paragraph.add_run(plain_text(run["text"])).bold = bool(run["is_marked"])
        paragraph.paragraph_format.keep_with_next = True
        self.words(quote["source"], "Small")

    def articles(self, item: Mapping[str, Any]) -> None:
        self.heading(item["title"], 3)
        for one in item["items"]:
            self.words("  ".join(part for part in (one["title"], one["themes"]) if part))
            self.words(one["source"], "Small")
