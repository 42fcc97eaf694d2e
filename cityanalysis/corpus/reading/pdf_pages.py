"""PDFs: newspapers and scans sheet by sheet as printed, other documents as one text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.layout import LaidOut, lay_out, pdf_sheet
from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.pictures import pixels_of_sheet, recognised_page
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


def read_pdf(path: Path) -> Iterator[Page | Skipped]:
    """A PDF: newspapers and scans one page per sheet, other documents one page per file.

    A sheet is a newspaper's where most of its text stands in columns side by side, where its lines
    are vertical, or where it is larger than any other paper; its lines are then put into reading
    order by where they stand, whatever their order in the file.

    Parameters
    ----------
    path : Path
        A .pdf file.

    Yields
    ------
    Page
        Sheets of a newspaper, and scans, one by one with their number and printed lines; all other
        sheets as one text.
    Skipped
        For a scanned sheet that could not be read, where others could.

    Raises
    ------
    InputError
        Where the file is locked or damaged, or holds no text; for a scan without a recognition
        installed, with the command that installs one.
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


def _pages(path: Path, document: Any) -> Iterator[Page | Skipped]:
    """Newspaper sheets and scans as they come; then all other sheets as one text."""
    n_sheets = len(document)
    plain: list[str] = []
    n_printed = 0
    unread: InputError | None = None
    for number in range(n_sheets):
        sheet = document[number]
        try:
            page, text = _read_sheet(path, sheet, number, n_sheets)
        except InputError as error:
            reason = str(error).removeprefix(f"{path}: ")
            page, text, unread = Skipped(f"{path}#{number + 1}", reason), "", error
        finally:
            sheet.close()
        if page is None:
            plain.append(text)
        else:
            n_printed += isinstance(page, Page)
            yield page
    if sum(len(text.strip()) for text in plain) >= _MIN_TEXT:
        yield _page(path, "\n".join(plain))
    elif not n_printed:
        raise unread or InputError(f"{path}: no text was found in this PDF.")


def _read_sheet(
    path: Path, sheet: Any, number: int, n_sheets: int
) -> tuple[Page | Skipped | None, str]:
    """A sheet as a page of its own, or its text where it is one of a document's."""
    with parsing(path):
        printed = pdf_sheet(sheet)
        laid_out = lay_out(printed)
        size = sheet.get_size()
        if len(laid_out.text.strip()) < _MIN_TEXT and _has_picture(sheet):
            pixels, dpi = pixels_of_sheet(sheet)
            page = recognised_page(path, pixels, dpi, number, n_sheets)
            return page or Skipped(f"{path}#{number + 1}", "no text was found on this sheet"), ""
        is_large = min(size) >= _LARGE
        is_newspaper = laid_out.has_columns or printed.is_vertical or is_large
        if is_newspaper and laid_out.lines:
            return _printed_page(path, laid_out, size, number, n_sheets), ""
        return None, _sheet_text(sheet)


def _has_picture(sheet: Any) -> bool:
    from pypdfium2 import raw

    return next(sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


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
