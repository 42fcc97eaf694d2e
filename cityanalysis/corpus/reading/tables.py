"""Tables of articles: one row, one article. Finds the columns and streams the rows."""

import csv
import gzip
import io
import json
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.sources import (
    Skipped,
    open_binary,
    open_text,
    parse_date,
    parsing,
    read_bytes,
)
from cityanalysis.errors import InputError, UsageError

__all__ = ["COLUMNS", "TABLES", "check_columns", "find_columns", "read_table"]

Row = Mapping[str, object]

# Names by which a column is known, best first; compared without case, spaces and marks.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "正文", "内容", "文本", "全文", "body", "content", "article", "文章", "文章内容",
        "新闻内容", "正文内容", "原文", "fulltext", "articletext", "articlebody",
    ),
    "title": (
        "title", "标题", "题目", "题名", "篇名", "新闻标题", "文章标题", "主标题", "headline",
    ),
    "date": (
        "date", "日期", "发布时间", "发布日期", "时间", "出版日期", "发表时间", "发表日期",
        "报道日期", "刊发日期", "published", "publishedat", "publishdate", "publishtime",
        "pubdate", "datetime", "time", "年月日", "年份", "year",
    ),
    "city": (
        "city", "城市", "地区", "地市", "市", "所属城市", "所在城市", "地级市", "cityname",
        "region",
    ),
    "source": (
        "source", "来源", "媒体", "媒体名称", "报纸", "报纸名称", "报刊", "publication",
        "newspaper", "media", "出处", "site", "网站", "刊名", "来源媒体",
    ),
    "id": (
        "id", "编号", "序号", "文章编号", "文章id", "sourceid", "docid", "articleid", "uid", "标识",
        "文档编号",
    ),
}  # fmt: skip

_SNIFF_ROWS = 50
_BATCH = 1024
_NAMED_LINES = 20


def _plain(name: object) -> str:
    return "".join(character for character in str(name).casefold() if character.isalnum())


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Refuse a `columns` argument that names a field which does not exist."""
    unknown = sorted(set(columns or ()) - set(COLUMNS))
    if unknown:
        raise UsageError(
            f"`columns` must map from {', '.join(COLUMNS)}; got {', '.join(unknown)}. "
            'Write it as {"text": "正文"}: the field first, the column of the table second.'
        )


def find_columns(
    names: list[str], columns: Mapping[str, str] | None = None, *, source: str = "the table"
) -> dict[str, str]:
    """Which column of a table holds text, title, date, city, source and id.

    Parameters
    ----------
    names : list of str
        The table's columns, as printed.
    columns : mapping of str to str, optional
        Field to column, for those whose name is not known.
    source : str
        The table's name, for messages.

    Returns
    -------
    dict of str to str
        Field to column; ``text`` is always among them.

    Raises
    ------
    InputError
        Where no column holds the text, or a given column does not exist.

    Examples
    --------
    >>> find_columns(["编号", "标题", "正文"])
    {'text': '正文', 'title': '标题', 'id': '编号'}
    """
    given = dict(columns or {})
    absent = [f"{field}={name}" for field, name in given.items() if name not in names]
    if absent:
        raise InputError(f"{source}: no column for {', '.join(absent)}. It has: {_shown(names)}.")
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(_plain(name), name)
    taken = set(given.values())
    for field, synonyms in COLUMNS.items():
        choices = [known[name] for name in synonyms if name in known]
        free = [name for name in choices if name not in taken]
        if field not in given and free:
            given[field] = free[0]
            taken.add(free[0])
    if "text" not in given:
        raise InputError(
            f"{source}: no column holds the text. It has: {_shown(names)}. "
            "Name the right one: columns={'text': ...}, or --columns text=..."
        )
    return {field: given[field] for field in COLUMNS if field in given}


def _shown(names: list[str]) -> str:
    listed = ", ".join(str(name)[:40] for name in names[:20])
    return listed + (", ..." if len(names) > 20 else "") if names else "no columns"


def read_table(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """Pages of a table, one a row, in order, streamed.

    Parameters
    ----------
    path : Path
        A .csv, .tsv, .xlsx, .jsonl, .json or .parquet file, gzipped or not.
    columns : mapping of str to str, optional
        Field to column: ``{"text": "正文"}``.

    Yields
    ------
    Page or Skipped
        `Skipped` where lines of the file could not be read.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = path.write_text("编号,正文\\n7,本报讯\\n", encoding="utf-8")
    >>> [(page.source_id, page.text) for page in read_table(path)]
    [('7', '本报讯')]
    """
    from cityanalysis.corpus.reading.sources import actual_suffix

    check_columns(columns)
    yield from pages_of_rows(path, TABLES[actual_suffix(path)](path), columns)


def pages_of_rows(
    path: Path, rows: Iterator[Row | Skipped], columns: Mapping[str, str] | None
) -> Iterator[Page | Skipped]:
    """One page a row, once the columns are found from the first rows."""
    source, waiting, fields = str(path), [], None
    for row in rows:
        if isinstance(row, Skipped):
            yield row
        elif fields is not None:
            yield _page(source, row, fields)
        else:
            waiting.append(row)
            if len(waiting) >= _SNIFF_ROWS:
                fields = find_columns(_names(waiting), columns, source=source)
                yield from (_page(source, row, fields) for row in waiting)
    if fields is None:
        if not waiting:
            raise InputError(f"{source}: the table has no rows.")
        fields = find_columns(_names(waiting), columns, source=source)
        yield from (_page(source, row, fields) for row in waiting)


def _names(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _page(source: str, row: Row, fields: Mapping[str, str]) -> Page:
    cell = {field: _text(row.get(name)) for field, name in fields.items()}
    date = row.get(fields["date"]) if "date" in fields else None
    return Page(
        source=source,
        text=cell["text"] or "",
        publication=cell.get("source"),
        date=parse_date(date) if date is not None else None,
        source_id=cell.get("id"),
        title=cell.get("title"),
        city=cell.get("city"),
        is_article=True,
    )


def _text(value: object) -> str | None:
    """A cell as text; nothing for an empty one. The letters NA are a text like any other."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    # JSON can spell half a surrogate pair, which no file can hold.
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    return text if text.strip() else None


def _jsonl_rows(path: Path) -> Iterator[Row | Skipped]:
    broken: list[int] = []
    n_good = 0
    with open_text(path) as stream:
        for number, line in enumerate(_lines(stream), start=1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            row = _json_row(line)
            if row is None:
                broken.append(number)
            else:
                n_good += 1
                yield row
    if broken and not n_good:
        raise InputError(f"{path}: none of its {len(broken)} lines is a JSON object.")
    if broken:
        yield Skipped(str(path), f"not a JSON object: line {_listed(broken)}")


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    """Lines ended by a line feed alone: JSON may hold other separators inside a string."""
    yield from stream


def _json_row(line: str) -> Row | None:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _json_rows(path: Path) -> Iterator[Row | Skipped]:
    """Rows of one JSON value: a list of objects, or an object that holds such a list."""
    from cityanalysis.corpus.reading.encoding import decode

    try:
        value = json.loads(decode(read_bytes(path), str(path)).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        yield from _jsonl_rows(path)
        return
    if isinstance(value, dict):
        lists = [item for item in value.values() if _is_rows(item)]
        value = lists[0] if len(lists) == 1 else [value]
    if not _is_rows(value):
        raise InputError(f"{path}: not a list of JSON objects.")
    yield from value


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) for i in value)


def _delimited_rows(path: Path) -> Iterator[Row | Skipped]:
    import pandas as pd

    with open_text(path) as stream:
        head = stream.readline(1 << 16)
    too_long: list[str] = []
    with open_text(path) as stream, parsing(path):
        chunks = pd.read_csv(
            stream,
            sep=_delimiter(head),
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            chunksize=_BATCH,
            on_bad_lines="warn",
        )
        while (chunk := _next_chunk(chunks, too_long)) is not None:
            names = [str(name).lstrip("\ufeff") for name in chunk.columns]
            for values in chunk.itertuples(index=False, name=None):
                yield dict(zip(names, values))
    if too_long:
        yield Skipped(str(path), f"more cells than columns: line {_listed(too_long)}")


def _next_chunk(chunks: Any, too_long: list[str]) -> Any | None:
    """The next rows of a table, and the lines that pandas left out of them."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        chunk = next(chunks, None)
    for warning in caught:
        too_long += re.findall(r"Skipping line (\d+)", str(warning.message))
    return chunk


def _listed(lines: Sequence[object]) -> str:
    more = f" and {len(lines) - _NAMED_LINES} more" if len(lines) > _NAMED_LINES else ""
    return ", ".join(map(str, lines[:_NAMED_LINES])) + more


def _delimiter(header: str) -> str:
    """The mark that cuts a header into most cells whose names are known, or into most cells."""
    synonyms = {name for names in COLUMNS.values() for name in names}

    def merit(mark: str) -> tuple[int, int]:
        cells = next(csv.reader([header.strip("\ufeff\r\n")], delimiter=mark), [])
        return sum(_plain(cell) in synonyms for cell in cells), len(cells)

    return max((",", "\t", ";", "|"), key=merit)


def _xlsx_rows(path: Path) -> Iterator[Row | Skipped]:
    import openpyxl

    from cityanalysis.corpus.reading.documents import open_office

    with open_office(path) as stream, parsing(path):
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        # Further sheets are mostly notes; a second table would have other columns.
        yield from _sheet_rows(book.worksheets[0].iter_rows(values_only=True))
        book.close()


def _sheet_rows(rows: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    names: list[str] = []
    for cells in rows:
        if all(cell is None for cell in cells):
            continue
        if not names:
            names = ["" if cell is None else str(cell) for cell in cells]
        else:
            yield dict(zip(names, cells))


def _parquet_rows(path: Path) -> Iterator[Row | Skipped]:
    import pyarrow.parquet as pq

    with open_binary(path) as stream:
        packed = isinstance(stream, gzip.GzipFile)
    source = io.BytesIO(read_bytes(path)) if packed else path
    with parsing(path), pq.ParquetFile(source) as file:
        for batch in file.iter_batches(batch_size=_BATCH):
            yield from batch.to_pylist()


TABLES: dict[str, Callable[[Path], Iterator[Row | Skipped]]] = {
    ".csv": _delimited_rows,
    ".tsv": _delimited_rows,
    ".xlsx": _xlsx_rows,
    ".jsonl": _jsonl_rows,
    ".json": _json_rows,
    ".parquet": _parquet_rows,
}
