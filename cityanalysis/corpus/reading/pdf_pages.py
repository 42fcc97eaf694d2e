"""PDFs with a text layer: newspapers sheet by sheet as printed, other documents as one text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.layout import LaidOut, lay_out, pdf_sheet
from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.sources import (
    name_date,
    name_number,
    name_publication,
    parsing,
    read_bytes,
)
from cityanalysis.errors import InputError

__all__ = ["read_pdf"]

# Both sides of a sheet of a newspaper, in points; no report or letter is printed so large.
_LARGE = 800
# Fewer characters on all sheets are stamps or page numbers on scans, no text layer.
_MIN_TEXT = 10


def read_pdf(path: Path) -> Iterator[Page]:
    """The text layer of a PDF: newspapers one page a sheet, other documents one page a file.

    A sheet is a newspaper's where most of its text stands in columns side by side, or where it is
    larger than any other paper; its lines are then put into reading order by where they stand,
    whatever their order in the file.

    Parameters
    ----------
    path : Path
        A .pdf file.

    Yields
    ------
    Page
        Sheets of a newspaper one by one, with their number and printed lines; otherwise all sheets
        as one text.

    Raises
    ------
    InputError
        Where the file is locked or damaged, or has no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(read_bytes(path))
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{path}: damaged, or locked by a password. Save an open copy.") from error
    try:
        yield from _pages(path, document)
    finally:
        document.close()


def _pages(path: Path, document: Any) -> Iterator[Page]:
    """Newspaper sheets as they come; the rest, if most sheets are of another kind, as one text."""
    n_sheets = len(document)
    plain: list[str] = []
    n_printed = 0
    for number in range(n_sheets):
        with parsing(path):
            sheet = document[number]
            laid_out = lay_out(pdf_sheet(sheet))
            size = sheet.get_size()
            is_newspaper = laid_out.has_columns or min(size) >= _LARGE
            text = "" if is_newspaper else _sheet_text(sheet)
            sheet.close()
        if is_newspaper and laid_out.lines:
            n_printed += 1
            yield _printed_page(path, laid_out, size, number, n_sheets)
        else:
            plain.append(text)
    if sum(len(text.strip()) for text in plain) >= _MIN_TEXT:
        yield _page(path, "\n".join(plain))
    elif not n_printed:
        raise InputError(
            f"{path}: a scan without a text layer. Run OCR over it first (for example ocrmypdf)."
        )


def _sheet_text(sheet: Any) -> str:
    text: str = sheet.get_textpage().get_text_bounded()
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x00", "")


def _printed_page(
    path: Path, laid_out: LaidOut, size: tuple[float, float], number: int, n_sheets: int
) -> Page:
    return Page(
        source=str(path),
        text=laid_out.text,
        publication=name_publication(path),
        date=name_date(path),
        number=str(number + 1) if n_sheets > 1 else name_number(path) or "1",
        lines=laid_out.lines,
        size=size,
        sheet=number,
    )


def _page(path: Path, text: str) -> Page:
    return Page(
        source=str(path),
        text=text,
        publication=name_publication(path),
        date=name_date(path),
        number=name_number(path),
    )
