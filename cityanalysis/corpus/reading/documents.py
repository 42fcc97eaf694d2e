"""Documents with a text order of their own: web pages and Word files."""

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

__all__ = ["open_office", "read_docx", "read_html"]

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


def _page(path: Path, text: str) -> Page:
    return Page(
        source=str(path),
        text=text,
        publication=name_publication(path),
        date=name_date(path),
        number=name_number(path),
    )
