"""The articles of one file as rows of the articles frame, and what was said about them."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import Any

from cityanalysis.corpus.corrections import apply_corrections
from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.reading import (
    READ_ERRORS,
    ReadOptions,
    Skipped,
    TableRead,
    failure_reason,
    fold_forms,
    read_file,
    shown_path,
)
from cityanalysis.frames import Articles, articles_schema

__all__ = ["articles_table", "read_items"]

_BATCH = 2048  # rows that are held as Python values before they become a table


def read_items(path: Path, options: ReadOptions) -> Iterator[Page | Skipped | TableRead]:
    """Pages of a file; what cannot be read becomes an entry of the account instead of an error."""
    shown = shown_path(path)
    try:
        for item in read_file(path, options):
            yield _folded(item) if isinstance(item, Page) else item
    except READ_ERRORS as error:
        yield Skipped(shown, failure_reason(error, shown))


def _folded(page: Page) -> Page:
    """A page with plain forms of its characters."""
    text, title = fold_forms(page.text), fold_forms(page.title or "")
    if text is page.text and title == (page.title or ""):
        return page
    return replace(page, text=text, title=title or None)


def articles_table(
    path: Path, options: ReadOptions
) -> tuple[Any, tuple[Skipped, ...], tuple[TableRead, ...]]:
    """Arrow table of a file's articles, what was left out of it, and how its tables were read."""
    import pyarrow as pa

    schema = articles_schema()
    skipped: list[Skipped] = []
    reads: list[TableRead] = []
    batches: list[Any] = []
    rows: list[dict[str, Any]] = []
    n_rows = 0
    for item in read_items(path, options):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        if isinstance(item, TableRead):
            reads.append(item)
            continue
        n_rows += item.is_article
        rows.extend(_rows(item, n_rows, options))
        if len(rows) >= _BATCH:
            batches.append(pa.RecordBatch.from_pylist(rows, schema=schema))
            rows = []
    batches.append(pa.RecordBatch.from_pylist(rows, schema=schema))
    return pa.Table.from_batches(batches, schema=schema), tuple(skipped), tuple(reads)


def _rows(page: Page, n_rows: int, options: ReadOptions) -> Iterator[dict[str, Any]]:
    """Rows of the articles frame for the items of one page."""
    from cityanalysis.corpus.row_article import articles_of

    for article in apply_corrections(page, articles_of(page), options.corrections):
        yield _row(page, article, n_rows if page.is_article else article.order)


def _row(page: Page, article: Article, order: int) -> dict[str, Any]:
    name = _file_name(page.source)
    date = article.date or page.date
    return {
        Articles.doc_id: _doc_id(name, page, article, order),
        Articles.source: page.source,
        Articles.source_id: page.source_id,
        Articles.page: name,
        Articles.publication: page.publication,
        Articles.order: order,
        Articles.is_row: page.is_article,
        Articles.kind: article.kind,
        Articles.title: article.title or None,
        Articles.title_parts: article.title_parts,
        Articles.byline: article.byline,
        Articles.correspondents: article.correspondents,
        Articles.dateline: article.dateline or None,
        Articles.filed_by: article.filed_by or None,
        Articles.date: datetime.datetime(*date.timetuple()[:3]) if date else None,
        Articles.source_tag: article.source_tag or None,
        Articles.text: article.text,
        Articles.spans: article.spans,
        Articles.segments: article.segments,
        Articles.title_segments: article.title_segments,
        Articles.labelled_city: page.city,
        Articles.labelled_province: page.province,
        Articles.kept: page.kept,
        Articles.is_canonical: True,
        Articles.is_roundup: False,
    }


@lru_cache(maxsize=64)
def _file_name(source: str) -> str:
    """Name of the file of a page; rows of a table ask for the same one after the other."""
    return Path(source).name or source


def _doc_id(name: str, page: Page, article: Article, order: int) -> str:
    """Name, place and content of an article in 16 letters; the folder takes no part in it."""
    place = page.source_id or f"{page.number or ''}:{order}"
    # As json.dumps writes the list, without a new encoder for each.
    parts = ", ".join(map(_quoted, (name, place, article.title, article.text)))
    parts = f"[{parts}]"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _quoted(text: str | None) -> str:
    return "null" if text is None else encode_basestring_ascii(text)
