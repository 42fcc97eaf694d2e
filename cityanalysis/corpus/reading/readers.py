"""What can be read: one function a format, in one dictionary by suffix."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.delimited import read_delimited
from cityanalysis.corpus.reading.excel import read_excel
from cityanalysis.corpus.reading.json_file import read_json
from cityanalysis.corpus.reading.mail import read_mail, read_mht
from cityanalysis.corpus.reading.parquet_rows import read_parquet
from cityanalysis.corpus.reading.pdf_pages import read_pdf
from cityanalysis.corpus.reading.pictures import PICTURES, read_picture
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sql_dump import read_sql_dump
from cityanalysis.corpus.reading.sqlite_rows import read_sqlite
from cityanalysis.corpus.reading.subtitles import read_subtitles
from cityanalysis.corpus.reading.tables import Item
from cityanalysis.corpus.reading.text_page import read_text
from cityanalysis.corpus.reading.web_page import read_web
from cityanalysis.corpus.reading.web_table import read_web_table, read_xml_sheet
from cityanalysis.corpus.reading.word import read_word
from cityanalysis.corpus.reading.xml_records import read_xml

__all__ = ["READERS", "Reader", "read_as"]

Reader = Callable[..., Iterator[Any]]

# Add an entry to teach the package another format: suffix -> (path -> pages).
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".text": read_text,
    ".html": read_web,
    ".htm": read_web,
    ".shtml": read_web,
    ".mht": read_mht,
    ".mhtml": read_mht,
    ".eml": read_mail,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".docx": read_word,
    ".doc": read_word,
    ".wps": read_word,
    ".pdf": read_pdf,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".xlsx": read_excel,
    ".xlsm": read_excel,
    ".xls": read_excel,
    ".xlsb": read_excel,
    ".ods": read_excel,
    ".et": read_excel,
    ".jsonl": read_json,
    ".ndjson": read_json,
    ".json": read_json,
    ".geojson": read_json,
    ".xml": read_xml,
    ".rss": read_xml,
    ".parquet": read_parquet,
    ".db": read_sqlite,
    ".sqlite": read_sqlite,
    ".sqlite3": read_sqlite,
    ".sql": read_sql_dump,
    **dict.fromkeys(PICTURES, read_picture),
}

# Formats that no suffix names: they are told by content.
_BY_CONTENT: dict[str, Reader] = {".web_table": read_web_table, ".xml_sheet": read_xml_sheet}
_OWN = frozenset(READERS.values()) - {read_pdf, read_picture}


def read_as(suffix: str, path: Path, options: ReadOptions) -> Iterator[Item]:
    """Pages of a file by the reader for a suffix; a suffix that no reader has is read as text."""
    reader = _BY_CONTENT.get(suffix) or READERS.get(suffix, read_text)
    # Readers that others added are given the path alone.
    if reader in _OWN or suffix in _BY_CONTENT:
        yield from reader(path, options)
    else:
        yield from reader(path)
