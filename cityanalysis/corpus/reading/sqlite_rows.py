"""SQLite databases, as crawlers leave them: every table of texts."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from cityanalysis.corpus.reading.account import Skipped, TableRead
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import LONGEST_CELL
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import EncodingError, InputError

__all__ = ["read_sqlite"]

# What crawlers keep beside the posts: who wrote them. It is read where there is nothing else.
_OF_PEOPLE = re.compile(
    r"(?:.*_)?(?:users?|accounts?|authors?|fans|followers?|members?)(?:_?info)?$|用户|作者|粉丝",
    re.I,
)


def read_sqlite(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of the tables of a database whose columns hold texts, a row each.

    The database is opened for reading only, and no other file beside it is touched.

    Raises
    ------
    InputError
        Where the file is damaged, or no table holds texts.
    """
    options = options or ReadOptions()
    shown = shown_path(path)
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    failures: list[Skipped] = []
    n_read = 0
    try:
        with closing(sqlite3.connect(address, uri=True)) as base:
            base.text_factory = _text
            base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * LONGEST_CELL)
            tables = sorted(_tables(base), key=lambda name: _OF_PEOPLE.match(name) is not None)
            for table in tables:
                if n_read and _OF_PEOPLE.match(table):
                    failures.append(Skipped(f"{shown}#{table}", "a table of users, not of texts"))
                    continue
                source = f"{shown}#{table}" if len(tables) > 1 else shown
                try:
                    for item in pages_of_rows(source, _rows(base, table), options):
                        yield item
                        n_read += isinstance(item, TableRead)
                except InputError as error:
                    failures.append(Skipped(source, str(error).removeprefix(f"{source}: ")))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError(f"{shown}: the database is damaged ({error}).") from error
    if not n_read:
        reasons = [f"{one.source}: {one.reason}" for one in failures]
        raise InputError(reasons[0] if reasons else f"{shown}: the database has no tables.")
    yield from failures


def _tables(base: sqlite3.Connection) -> list[str]:
    query = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    return [str(name) for (name,) in base.execute(query + " order by name")]


def _rows(base: sqlite3.Connection, table: str) -> Iterator[NumberedRow]:
    quoted = table.replace('"', '""')
    found = base.execute(f'select * from "{quoted}"')
    names = [column[0] for column in found.description]
    for number, cells in enumerate(found, start=1):
        yield number, dict(zip(names, cells))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return decode(data)
        except EncodingError:
            return data.decode("utf-8", errors="replace")
