"""Documents with a layout of their own: web pages, Word files and PDFs with a text layer."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.sources import (
    MAX_PAGE_BYTES,
    name_date,
    name_number,
    name_publication,
    parse_date,
    parsing,
    read_bytes,
)
from cityanalysis.errors import InputError

__all__ = ["open_office", "read_docx", "read_html", "read_pdf"]

# Newspapers are printed larger than A3; a page of a smaller document is no unit of its own.
_NEWSPAPER_WIDTH = 800
_MIN_TEXT = 10
_NO_TEXT = ("head", "nav", "footer", "aside", "script", "style", "noscript", "form", "comment()")


def read_html(path: Path) -> Iterator[Page]:
    """The article of a web page: its body without navigation, its title, date and site.

    The body is found by trafilatura (Barbaresi 2021, ACL demonstrations).

    Parameters
    ----------
    path : Path
        An .html file.

    Yields
    ------
    Page
        One, marked as a single article.

    Raises
    ------
    InputError
        Where the page holds no text besides its navigation.
    """
    # What the bytes are, not what the page declares: it is wrong too often.
    markup = decode(read_bytes(path), str(path))
    with parsing(path):
        found = _extract(markup)
    text = (found.get("text") or "").strip()
    if not text:
        raise InputError(f"{path}: no article was found in this web page. Save its text as .txt.")
    yield Page(
        source=str(path),
        text=text,
        publication=found.get("sitename") or name_publication(path),
        date=parse_date(found.get("date") or "") or name_date(path),
        title=found.get("title") or None,
        is_article=True,
    )


def _extract(markup: str) -> dict[str, Any]:
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    # Chinese says in 60 characters what the defaults expect 250 Latin letters for.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    found = trafilatura.bare_extraction(
        markup, include_comments=False, include_tables=True, with_metadata=True, config=config
    )
    if found is None or not found.text:
        return {"text": _visible_text(markup)}
    return dict(found.as_dict())


def _visible_text(markup: str) -> str:
    """Text of a page too plain for its article to be told: all but menus, scripts and forms."""
    from lxml import html

    tree = html.fromstring(markup)
    for element in tree.xpath("|".join(f"//{tag}" for tag in _NO_TEXT)):
        element.drop_tree()
    lines = (line.strip() for line in tree.xpath("//text()"))
    return "\n".join(line for line in lines if line)


@contextmanager
def open_office(path: Path) -> Iterator[BinaryIO]:
    """A zipped Office file as a seekable stream, refused where it unpacks to no sane size."""
    stream = io.BytesIO(read_bytes(path))
    try:
        with zipfile.ZipFile(stream) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(f"{path}: the file is damaged. Save it again.") from error
    if size > 4 * MAX_PAGE_BYTES:
        raise InputError(f"{path}: unpacks to {size >> 20} MB. Save it as .csv or .txt.")
    stream.seek(0)
    yield stream


def read_docx(path: Path) -> Iterator[Page]:
    """The text of a Word file: paragraphs and tables in the order in which they stand.

    Parameters
    ----------
    path : Path
        A .docx file.

    Yields
    ------
    Page
        One; paragraphs are separated by a line feed, cells of a row by a tab.

    Raises
    ------
    InputError
        Where the file is damaged or holds no text.
    """
    import docx

    with open_office(path) as stream, parsing(path):
        document = docx.Document(stream)
        text = "\n".join(_blocks(document))
    if not text.strip():
        raise InputError(f"{path}: the document holds no text.")
    yield _page(path, text)


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


def read_pdf(path: Path) -> Iterator[Page]:
    """The text layer of a PDF: one page a file, or one a sheet where the sheets are newspapers'.

    Parameters
    ----------
    path : Path
        A .pdf file.

    Yields
    ------
    Page
        Sheets of a newspaper one by one, with their number; otherwise all sheets as one text.

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
        sheets = [_sheet_text(document[number]) for number in range(len(document))]
        wide = len(document) > 0 and min(document[0].get_size()) >= _NEWSPAPER_WIDTH
    finally:
        document.close()
    if sum(len(text.strip()) for text in sheets) < _MIN_TEXT:
        raise InputError(
            f"{path}: a scan without a text layer. Run OCR over it first (for example ocrmypdf)."
        )
    if not wide:
        yield _page(path, "\n".join(sheets))
        return
    for number, text in enumerate(sheets, start=1):
        if text.strip():
            yield _page(path, text, number=str(number))


def _sheet_text(sheet: Any) -> str:
    text: str = sheet.get_textpage().get_text_bounded()
    return text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x00", "")


def _page(path: Path, text: str, number: str | None = None) -> Page:
    return Page(
        source=str(path),
        text=text,
        publication=name_publication(path),
        date=name_date(path),
        number=number or name_number(path),
    )
