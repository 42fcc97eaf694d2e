"""Text files: a page, a document with a head of its own, a table, or many documents."""

import re
from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped, TableRead, listed
from cityanalysis.corpus.reading.bibtex import bibtex_records
from cityanalysis.corpus.reading.delimited import read_delimited
from cityanalysis.corpus.reading.document_head import issue_day, read_head
from cityanalysis.corpus.reading.encoding import Decoder, decode_with_faults
from cityanalysis.corpus.reading.file_names import (
    name_date,
    name_number,
    name_publication,
    shown_path,
)
from cityanalysis.corpus.reading.many_documents import (
    clippings,
    dated_sections,
    is_document_a_line,
    is_ruled_table,
    is_table,
    labelled_records,
    numbered_sections,
)
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import plain_suffix, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["page_of_text", "read_text"]

_BLANK = "\ufeff \t\r\n\x0b\x0c\u3000"


def read_text(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """A text file in any encoding: a page as a rule, or what its form says it is.

    A table with a header that is known, or with one number of tabs on every line, is read as a
    table; records of labelled lines (标题：, %T, Title-题名:) and clippings of a press archive as
    one document each; lines that are whole documents, where the user or their form says so, too.

    Parameters
    ----------
    path : Path
        A .txt or .md file, packed or not.
    options : ReadOptions
        How files are read.

    Yields
    ------
    Page, Skipped or TableRead

    Raises
    ------
    InputError
        Where the file is empty or too large; `EncodingError` where it is no text.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "2020-12-28.txt"
    >>> _ = path.write_bytes("本报讯".encode("gb18030"))
    >>> [(page.text, page.date.isoformat()) for page in read_text(path, ReadOptions())]
    [('本报讯', '2020-12-28')]
    """
    options = options or ReadOptions()
    shown = shown_path(path)
    text, decoder = decode_with_faults(read_bytes(path), shown)
    if not text.strip(_BLANK):
        raise InputError(f"{shown}: the file is empty.")
    yield from _unread(shown, decoder)
    is_markdown = plain_suffix(path) == ".md"
    told = is_ruled_table if is_markdown else is_table
    if options.lines is None and told(text):
        yield from read_delimited(path, options)
    elif options.lines is None and (records := _records(text, is_markdown=is_markdown)):
        yield from pages_of_rows(shown, iter(enumerate(records, start=1)), options)
    elif options.lines or (options.lines is None and not is_markdown and is_document_a_line(text)):
        yield from _lines(path, text, is_told=options.lines is not None)
    else:
        yield page_of_text(path, text)


def _records(text: str, *, is_markdown: bool) -> list[dict[str, object]]:
    """Documents of a text that labels, lines of a paper and day, or headings set apart."""
    found = bibtex_records(text) or labelled_records(text) or clippings(text)
    if found:
        return found
    return dated_sections(text) if is_markdown else numbered_sections(text)


def _unread(shown: str, decoder: Decoder) -> Iterator[Skipped]:
    if decoder.unread:
        lines = listed(decoder.unread)
        yield Skipped(shown, f"bytes that are no text in any encoding: line {lines}")


def page_of_text(path: Path, text: str) -> Page:
    """A decoded file as one page; a head of its own (front matter, a law's number) is read."""
    shown = shown_path(path)
    head = read_head(text, is_markdown=plain_suffix(path) == ".md")
    return Page(
        source=shown,
        text=text,
        publication=name_publication(path) or (head.source if head else None),
        date=(head.date if head else None) or name_date(path) or issue_day(text),
        number=name_number(path),
        title=head.title if head else None,
        is_article=head is not None,
        parts=head.parts if head else (),
    )


def _lines(path: Path, text: str, *, is_told: bool) -> Iterator[Item]:
    """A page per line."""
    shown = shown_path(path)
    n_pages = 0
    publication, date = name_publication(path), name_date(path)
    for number, found in enumerate(re.finditer(r"[^\r\n]+", text), start=1):
        line = found[0].strip(_BLANK)
        if line:
            n_pages += 1
            yield Page(shown, line, publication, date, source_id=str(number), is_article=True)
    note = f"each of its {n_pages} lines is read as a document"
    notes = (note,) if is_told else (f"{note}; --no-lines reads the file as one page",)
    yield TableRead(shown, (("text", "a line"),), n_rows=n_pages, notes=notes)
