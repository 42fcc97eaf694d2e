"""Tables of web pages and of Excel's XML of 2003, which exports name .xls."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import rows_of_grid
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_web_table", "read_xml_sheet"]

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_SPANNED = 100  # columns that one cell may span; more is a fault of the page


def read_web_table(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Rows of the longest table of a web page, as pages.

    Raises
    ------
    InputError
        Where there is no table, or none of its columns holds texts.
    """
    options = options or ReadOptions()
    from cityanalysis.corpus.reading.web_tree import parse_web

    shown = shown_path(path)
    with parsing(path):
        tree = parse_web(decode(read_bytes(path), shown))
        tables = tree.xpath("//table")
    if not tables:
        raise InputError(f"{shown}: a web page without a table. Name it .html to read its text.")
    longest = max(tables, key=lambda table: len(table.xpath("./tr|./*/tr")))
    cells = [_cells(row) for row in longest.xpath("./tr|./*/tr")]
    yield from pages_of_rows(shown, rows_of_grid(enumerate(cells, start=1), shown), options)


def _cells(row: Any) -> list[str]:
    found: list[str] = []
    for cell in row.xpath("./td|./th"):
        for line_break in cell.xpath(".//br"):
            line_break.tail = "\n" + (line_break.tail or "")
        span = cell.get("colspan", "1")
        width = min(int(span), _MOST_SPANNED) if span.isdigit() else 1
        found += [cell.text_content().strip(), *[""] * (width - 1)]
    return found


def read_xml_sheet(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Rows of the sheets of an Excel file of 2003 in XML, as pages.

    Raises
    ------
    InputError
        Where no sheet has a column that holds texts.
    """
    options = options or ReadOptions()
    from lxml import etree

    shown = shown_path(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    with parsing(path):
        tree = etree.fromstring(read_bytes(path), parser)
        cells = [_sheet_row(row) for row in tree.iter(f"{_SHEET}Row")]
    yield from pages_of_rows(shown, rows_of_grid(enumerate(cells, start=1), shown), options)


def _sheet_row(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SHEET}Cell"):
        index = cell.get(f"{_SHEET}Index", "")
        if index.isdigit():
            cells += [""] * min(int(index) - 1 - len(cells), _MOST_SPANNED)
        cells.append("".join("".join(data.itertext()) for data in cell.iter(f"{_SHEET}Data")))
    return cells
