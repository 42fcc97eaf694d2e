"""Dumps of databases as statements of SQL: the rows of INSERT, with the names of CREATE TABLE."""

import re
from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.reading.account import Skipped, TableRead, listed
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_sql_dump"]

# Behind the name of its schema; in quotes a name may hold any characters.
_NAME = r"[`\"\[]?(?:\w+[`\"\]]?\.[`\"\[]?)?((?<=[`\"\[])[^`\"\]\n]{1,128}|\w+)[`\"\]]?"
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.I)
_COLUMN = re.compile(r"\s*[`\"\[]?([\w\u4e00-\u9fff]+)[`\"\]]?\s+\w")
# A comment of a column may hold commas and brackets of its own.
_MARK = re.compile(r"[(),;]|'(?:[^'\\]++|\\.|'')*+'", re.S)
_NO_COLUMN = re.compile(
    r"\s*(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|FULLTEXT|CHECK|SPATIAL)\b", re.I
)
_INSERT = re.compile(
    rf"INSERT\s+(?:IGNORE\s+)?INTO\s+{_NAME}\s*(?:\(([^()]*)\)\s*)?VALUES\s*", re.I
)
# A value of a row and the mark behind it; a string doubles its quotes or puts a backslash before.
# Nothing is tried twice (++): a dump that is cut within a string is read in one go.
_VALUE = re.compile(
    r"\s*+(?:[NEn_a-z0-9]{0,8}'((?:[^'\\]++|\\.|'')*+)'|([^',()]*+(?:\([^()]*+\))?))\s*+([,)])",
    re.S,
)
# Blanks and comments; no more and no longer ones, since each statement would look through them.
_BLANK = re.compile(r"\s*+(?:--[^\n]{0,200}+\n\s*+){0,20}+")
# Where the next row or statement begins behind a row that cannot be read.
_NEXT_ROW = re.compile(r"\)\s*+,\s*+(?=\()|(INSERT)\s+(?:IGNORE\s+)?INTO\s", re.I)
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
    named = _named_columns(text)
    # Where the values of each table begin, and the names of columns before them.
    tables: dict[str, list[tuple[int, str | None]]] = {}
    for found in _INSERT.finditer(text):
        tables.setdefault(found[1], []).append((found.end(), found[2]))
    if not tables:
        raise InputError(f"{shown}: no INSERT with rows. Export the table as .csv, UTF-8.")
    failures: list[Skipped] = []
    n_read = 0
    for table, places in tables.items():
        source = f"{shown}#{table}" if len(tables) > 1 else shown
        try:
            rows = _rows(text, source, places, named.get(table, []))
            for item in pages_of_rows(source, rows, options):
                yield item
                n_read += isinstance(item, TableRead)
        except InputError as error:
            failures.append(Skipped(source, str(error).removeprefix(f"{source}: ")))
    if not n_read:
        raise InputError(f"{failures[0].source}: {failures[0].reason}")
    yield from failures


def _named_columns(text: str) -> dict[str, list[str]]:
    """Names of the columns that each table is created with."""
    named, end = {}, 0
    for found in _CREATE.finditer(text):
        if found.start() >= end:
            named[found[1]], end = _columns(text, found.end())
    return named


def _columns(text: str, at: int) -> tuple[list[str], int]:
    """Names of a table's columns, from behind its bracket on, and where they end."""
    names, depth, start = [], 1, at
    for found in _MARK.finditer(text, at):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        is_end = depth == 0 or found[0] == ";"
        if (found[0] == "," and depth == 1) or is_end:
            part = text[start : found.start()]
            if not _NO_COLUMN.match(part) and (name := _COLUMN.match(part)):
                names.append(name[1])
            start = found.end()
        if is_end:
            return names, start
    return names, len(text)


def _rows(
    text: str, source: str, places: list[tuple[int, str | None]], names: list[str]
) -> Iterator[NumberedRow | Skipped]:
    number, broken = 0, []
    for at, named in places:
        own = [name.strip(' \t\r\n`"[]') for name in named.split(",")] if named else names
        for cells in _tuples(text, at):
            number += 1
            if cells is None:
                broken.append(number)
                continue
            keys = own if len(own) >= len(cells) else [str(i + 1) for i in range(len(cells))]
            yield number, dict(zip(keys, cells))
    if broken:
        yield Skipped(source, f"cut short, or no values in brackets: row {listed(broken)}")


def _tuples(text: str, at: int) -> Iterator[list[str | None] | None]:
    """Rows of values from a place on, up to the end of the statement; None for a broken one."""
    while text.startswith("(", at := _after_blanks(text, at)):
        at += 1
        cells: list[str | None] = []
        while found := _VALUE.match(text, at):
            at = found.end()
            cells.append(_cell(found))
            if found[3] == ")":
                yield cells
                at = _after_blanks(text, at)
                if not text.startswith(",", at):
                    return
                at += 1
                break
        else:
            yield None
            following = _NEXT_ROW.search(text, at)
            if following is None or following[1]:
                return
            at = following.end()


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _cell(found: re.Match[str]) -> str | None:
    if found[1] is not None:
        return _ESCAPE.sub(lambda one: _PLAIN.get(one[1], one[1]) if one[1] else "'", found[1])
    bare = found[2].strip()
    return None if _NULL.fullmatch(bare) else bare
