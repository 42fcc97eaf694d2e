"""Dumps of databases as statements of SQL: the rows of INSERT, with the names of CREATE TABLE."""

import re
from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.reading.account import Skipped, TableRead
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_sql_dump"]

_NAME = r"[`\"\[]?(?:\w+[`\"\]]?\.[`\"\[]?)?(\w+)[`\"\]]?"
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.I)
_COLUMN = re.compile(r"\s*[`\"\[]?([\w\u4e00-\u9fff]+)[`\"\]]?\s+\w")
# A comment of a column may hold commas and brackets of its own.
_BRACKET_OR_COMMA = re.compile(r"[(),]|'(?:[^'\\]|\\.|'')*'")
_NO_COLUMN = re.compile(
    r"\s*(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|FULLTEXT|CHECK|SPATIAL)\b", re.I
)
_INSERT = re.compile(
    rf"INSERT\s+(?:IGNORE\s+)?INTO\s+{_NAME}\s*(?:\(([^()]*)\)\s*)?VALUES\s*", re.I
)
# A value of a row and the mark behind it; a string doubles its quotes or puts a backslash before.
_VALUE = re.compile(
    r"\s*(?:[NEn_a-z0-9]{0,8}'((?:[^'\\]|\\.|'')*)'|([^',()]*(?:\([^()]*\))?))\s*([,)])", re.S
)
_NEXT = re.compile(r"\s*(?:--[^\n]*\n\s*)*([,(;])")
_ESCAPE = re.compile(r"\\(.)|''", re.S)
_PLAIN = {"n": "\n", "r": "", "t": "\t", "0": "", "Z": ""}
_NULL = re.compile(r"(?:NULL|DEFAULT)?", re.I)


def read_sql_dump(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of the rows that a dump of MySQL, SQLite or PostgreSQL inserts, a row each.

    Raises
    ------
    InputError
        Where no statement inserts rows, or no table holds texts.
    """
    options = options or ReadOptions()
    shown = shown_path(path)
    text = decode(read_bytes(path), shown)
    named = {found[1]: _columns(text, found.end()) for found in _CREATE.finditer(text)}
    tables = list(dict.fromkeys(found[1] for found in _INSERT.finditer(text)))
    if not tables:
        raise InputError(f"{shown}: no INSERT with rows. Export the table as .csv, UTF-8.")
    failures: list[Skipped] = []
    n_read = 0
    for table in tables:
        source = f"{shown}#{table}" if len(tables) > 1 else shown
        try:
            for item in pages_of_rows(source, _rows(text, table, named.get(table, [])), options):
                yield item
                n_read += isinstance(item, TableRead)
        except InputError as error:
            failures.append(Skipped(source, str(error).removeprefix(f"{source}: ")))
    if not n_read:
        raise InputError(f"{failures[0].source}: {failures[0].reason}")
    yield from failures


def _columns(text: str, at: int) -> list[str]:
    """Names of the columns that a table is created with, from behind its bracket on."""
    names, depth, start = [], 1, at
    for found in _BRACKET_OR_COMMA.finditer(text, at):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if (found[0] == "," and depth == 1) or depth == 0:
            part = text[start : found.start()]
            if not _NO_COLUMN.match(part) and (name := _COLUMN.match(part)):
                names.append(name[1])
            start = found.end()
        if depth == 0:
            break
    return names


def _rows(text: str, table: str, names: list[str]) -> Iterator[NumberedRow]:
    number = 0
    for found in _INSERT.finditer(text):
        if found[1] != table:
            continue
        own = [name.strip(' \t\r\n`"[]') for name in found[2].split(",")] if found[2] else names
        for cells in _tuples(text, found.end()):
            number += 1
            keys = own if len(own) >= len(cells) else [str(i + 1) for i in range(len(cells))]
            yield number, dict(zip(keys, cells))


def _tuples(text: str, at: int) -> Iterator[list[str | None]]:
    """Rows of values from a place on, up to the end of the statement."""
    while (mark := _NEXT.match(text, at)) and mark[1] != ";":
        at = mark.end()
        if mark[1] == ",":
            continue
        cells: list[str | None] = []
        while found := _VALUE.match(text, at):
            at = found.end()
            cells.append(_cell(found))
            if found[3] == ")":
                yield cells
                break
        else:
            return


def _cell(found: re.Match[str]) -> str | None:
    if found[1] is not None:
        return _ESCAPE.sub(lambda one: _PLAIN.get(one[1], one[1]) if one[1] else "'", found[1])
    bare = found[2].strip()
    return None if _NULL.fullmatch(bare) else bare
