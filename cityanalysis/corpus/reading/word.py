"""Word files: the text as it is read on paper, each part of it once."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.document_head import Head, read_head
from cityanalysis.corpus.reading.file_names import (
    name_date,
    name_number,
    name_publication,
    shown_path,
)
from cityanalysis.corpus.reading.office import check_archive, read_member
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.word_article import FormRecord, form_records, single_article
from cityanalysis.corpus.reading.word_digest import digest_reports, heading_styles
from cityanalysis.errors import InputError

__all__ = ["read_word"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
# What was deleted or moved away, and the codes of fields, are not on paper.
_ABSENT = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr"})
_LONG_CELL = 40
_NOTES = ("footnotes", "endnotes", "comments")


def read_word(path: Path, options: ReadOptions | None = None) -> Iterator[Page | Skipped]:
    """The text of a Word file: paragraphs, tables and text boxes in the order in which they stand.

    Text in smart tags, content controls, links and insertions counts, deleted text does not.
    Merged cells count once. A date in the header of the sheets is the page's. A digest, whose
    headings have a dated line below each, is as many articles. Footnotes, endnotes and comments
    are none of the text: they are listed as left out.

    Parameters
    ----------
    path : Path
        A .docx file.
    options : ReadOptions
        How files are read.

    Yields
    ------
    Page or Skipped
        One page, or one a report of a digest; paragraphs are separated by a line feed, short cells
        of a row by a tab.

    Raises
    ------
    InputError
        Where the file is damaged or holds no text.
    """
    options = options or ReadOptions()
    shown = shown_path(path)
    with parsing(path):
        try:
            archive = zipfile.ZipFile(io.BytesIO(read_bytes(path)))
        except zipfile.BadZipFile as error:
            raise InputError(f"{shown}: the file is damaged. Save it again.") from error
        with archive:
            check_archive(path, archive, options.unpack_limit)
            names = archive.namelist()
            root = _root(path, archive, _document(names))
            body, headings = list(_blocks(_main(root))), _headings(path, archive, root)
            forms = form_records(*_tables(_main(root)))
            heads = [name for name in names if name.startswith("word/header")]
            header = "\n".join(line for name in heads for line in _part(path, archive, name))
            notes = [
                Skipped(shown, f"its {kind} ({n}) are none of the text", is_usual=True)
                for kind in _NOTES
                if f"word/{kind}.xml" in names
                and (n := _n_notes(_part(path, archive, f"word/{kind}.xml")))
            ]
    text = "\n".join(body)
    if not text.strip():
        raise InputError(f"{shown}: the document holds no text.")
    page = Page(
        source=shown,
        text=text,
        publication=name_publication(path) or _publication(header),
        date=name_date(path) or parse_date(_one_line(header)),
        number=name_number(path) or name_number(Path(_one_line(header) or "-")),
    )
    yield from _documents(page, body, headings, forms)
    yield from notes


def _documents(
    page: Page, body: list[str], headings: frozenset[str], forms: list[FormRecord]
) -> Iterator[Page]:
    """The documents that the file holds: forms, reports of a digest, one text, or a page."""
    for form in forms:
        date = form.date or page.date
        made = replace(page, title=form.title, date=date, text=form.text, is_article=True)
        yield replace(made, source_id=form.number)
    reports = [] if forms else digest_reports(body, headings)
    one = None if forms or reports else single_article(body, headings)
    for report in [one] if one is not None else reports:
        date = report.date or page.date
        yield replace(page, title=report.title, date=date, text=report.text, is_article=True)
    if not (forms or reports or one):
        head = read_head(page.text)
        yield page if head is None else _headed(page, head)


def _headed(page: Page, head: Head) -> Page:
    """A page whose text has a head of its own, as laws and speeches have."""
    date = head.date or page.date
    return replace(page, title=head.title, date=date, parts=head.parts, is_article=True)


def _n_notes(lines: Iterator[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def _document(names: list[str]) -> str:
    """The main part: WPS and others may number it."""
    if _DOCUMENT in names:
        return _DOCUMENT
    found = [name for name in names if name.startswith("word/document") and name.endswith(".xml")]
    return found[0] if found else _DOCUMENT


def _one_line(header: str) -> str:
    return " ".join(header.split())[:60].replace("/", "-")


def _publication(header: str) -> str | None:
    words = header.split()
    return name_publication(Path(words[0].replace("/", "-"))) if words else None


def _headings(path: Path, archive: zipfile.ZipFile, root: Any) -> frozenset[str]:
    """Paragraphs of the main part that have the style of a heading or title."""
    styles = _heading_styles(path, archive) if _STYLES in archive.namelist() else frozenset()
    return frozenset(
        "".join(_runs(paragraph, [])).strip()
        for paragraph in root.iter(f"{_W}p", f"{_STRICT}p")
        for style in paragraph.iter(f"{_W}pStyle", f"{_STRICT}pStyle")
        if _value(style) in styles or _value(style).lower().startswith(("heading", "title"))
    )


def _tables(body: Any) -> tuple[list[list[list[str]]], list[str]]:
    """Cells of the tables of a part, and its paragraphs outside of them."""
    tables = [
        [
            ["\n".join(_blocks(cell)).strip() for cell in _cells(row)]
            for row in child
            if _tag(row) == "tr"
        ]
        for child in body
        if _tag(child) == "tbl"
    ]
    rest = [line for child in body if _tag(child) == "p" for line in _paragraph(child)]
    return tables, rest


def _heading_styles(path: Path, archive: zipfile.ZipFile) -> frozenset[str]:
    """Styles of headings; none where their part is damaged, which takes nothing from the text."""
    from lxml import etree

    try:
        return heading_styles(_root(path, archive, _STYLES))
    except (etree.XMLSyntaxError, zipfile.BadZipFile):
        return frozenset()


def _value(element: Any) -> str:
    return element.get(f"{_W}val") or element.get(f"{_STRICT}val") or ""


def _root(path: Path, archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    # Entities are left where they stand: what they would fetch is none of the document.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(read_member(path, archive, name), parser)


def _main(root: Any) -> Any:
    return next((child for child in root if _tag(child) == "body"), root)


def _part(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    yield from _blocks(_main(_root(path, archive, name)))


def _tag(element: Any) -> str:
    """Name of an element of Word's own; that of another space is left whole."""
    tag = element.tag if isinstance(element.tag, str) else ""
    for space in (_W, _STRICT):
        if tag.startswith(space):
            return str(tag[len(space) :])
    return str(tag)


def _blocks(parent: Any) -> Iterator[str]:
    """Paragraphs and rows of a part, a cell or a text box."""
    for child in parent:
        tag = _tag(child)
        if tag == "p":
            yield from _paragraph(child)
        elif tag == "tbl":
            for row in child.iterchildren():
                yield from _row(row) if _tag(row) == "tr" else _blocks(row)
        elif tag == f"{_MC}AlternateContent":
            yield from _blocks(_chosen(child))
        elif tag not in _ABSENT:
            yield from _blocks(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    yield "".join(_runs(paragraph, boxes))
    for box in boxes:
        yield from _blocks(box)


def _runs(parent: Any, boxes: list[Any]) -> Iterator[str]:
    """Text of a paragraph; text boxes that are anchored in it are kept for later."""
    for child in parent:
        tag = _tag(child)
        if tag == "t":
            yield _own_text(child)
        elif tag in ("tab", "ptab"):
            yield "\t"
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag == f"{_MC}AlternateContent":
            yield from _runs(_chosen(child), boxes)
        elif tag not in _ABSENT:
            yield from _runs(child, boxes)


def _own_text(element: Any) -> str:
    """Text of an element, on both sides of an entity that was not resolved."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _chosen(alternatives: Any) -> Any:
    """One of several ways of saying the same."""
    choices = [child for child in alternatives if child.tag == f"{_MC}Choice"]
    return choices[0] if choices else next(iter(alternatives), alternatives)


def _row(row: Any) -> Iterator[str]:
    """A row of a table: short cells on one line, long ones on lines of their own."""
    cells = [list(_blocks(cell)) for cell in _cells(row) if not _goes_on(cell)]
    full = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 and len("".join(cell)) <= _LONG_CELL for cell in full):
        line = "\t".join("".join(cell) for cell in full)
        if line.strip():
            yield line
        return
    for cell in full:
        yield from cell


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        tag = _tag(child)
        if tag == "tc":
            yield child
        elif tag in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _cells(child)


def _goes_on(cell: Any) -> bool:
    """Whether a cell belongs to the merged one above it, which holds its text."""
    for properties in cell:
        if _tag(properties) == "tcPr":
            merges = [child for child in properties if _tag(child) == "vMerge"]
            return bool(merges) and _value(merges[0]) != "restart"
    return False
