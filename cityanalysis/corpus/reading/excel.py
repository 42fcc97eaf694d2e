"""Excel files, new and old: every sheet that is a table of texts."""

import datetime
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.account import Skipped, TableRead
from cityanalysis.corpus.reading.column_contents import is_empty_cell
from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.excel_limits import check_span, try_apart
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import Cells, rows_of_grid
from cityanalysis.corpus.reading.office import check_archive
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_excel"]

_HYPERLINK = re.compile(r'=\s*HYPERLINK\(.*,\s*"((?:[^"]|"")*)"\s*\)\s*', re.I | re.S)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA = b"<f"
_HEAD = 15  # rows that tell whether a sheet is one of notes
_NAMED = 4  # two names of columns that are known as a whole
_LONGEST_COVER = 40  # rows; more are a table, whatever its columns are called
_COVER = "notes, no table: it has no column with a known name, and fewer than the other sheets"

_CODEBOOK = "a list of variables, no table of texts"
# Heads of a list that says what the columns of another sheet mean.
_OF_VARIABLES = re.compile(
    "(?:变量|字段|指标|列)(?:名|名称)?|题号|题目编号|variable|field|column", re.I
)
_OF_MEANINGS = re.compile(
    "(?:(?:变量|字段|指标)?(?:含义|说明|解释|描述|类型|标签|取值|注释|定义)|值标签|(?:取值|编码|赋值)(?:范围|说明)?"
    "|数据类型|题型|单位|备注|中文名称?|英文名称?|label|values?|type|description|meaning|notes?)",
    re.I,
)

Cell = Any


def read_excel(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of the sheets of a workbook whose columns hold texts, a row each.

    Merged cells are filled, the text of links is taken, the sheets' size that the file states is
    not believed. Sheets without a column of texts are left out, and listed.

    Raises
    ------
    InputError
        Where no sheet holds texts.
    """
    options = options or ReadOptions()
    import io

    import python_calamine

    shown = shown_path(path)
    data = read_bytes(path)
    if data.startswith(b"PK"):
        formulas = _formulas(path, data, options)
    else:
        try_apart(path, data)
        formulas = {}
    with parsing(path):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
    failures: list[Skipped] = []
    n_read = 0
    with parsing(path):
        sheets = {
            name: _sheet_cells(book.get_sheet_by_name(name), formulas.get(name, {}))
            for name in names
        }
    covers = _covers(sheets, dict(options.columns).values())
    for name, cells in sheets.items():
        source = f"{shown}#{name}" if len(names) > 1 else shown
        if name in covers:
            failures.append(Skipped(source, covers[name]))
            continue
        try:
            for item in _sheet_items(source, cells, formulas.get(name, {}), options):
                yield item
                n_read += isinstance(item, TableRead)
        except InputError as error:
            failures.append(Skipped(source, str(error).removeprefix(f"{source}: ")))
    if not n_read:
        raise InputError(_best_reason(shown, failures))
    yield from failures


def _covers(sheets: Mapping[str, Sequence[Cells]], given: Collection[str]) -> dict[str, str]:
    """Sheets that are no tables of texts, and why.

    Notes: short, without a known name, narrower than those whose columns have names. Lists of the
    variables of another sheet. What the user named as a column is known.
    """
    heads = {name: cells[:_HEAD] for name, cells in sheets.items()}
    known = {
        name: max((sum(_n_known(str(c), given) for c in row) for row in head), default=0)
        for name, head in heads.items()
    }
    width = {
        name: max((sum(not is_empty_cell(c) for c in row) for row in head), default=0)
        for name, head in heads.items()
    }
    narrowest = min((width[name] for name in sheets if known[name] >= _NAMED), default=0)
    unknown = (name for name, n_known in known.items() if not n_known)
    short = (name for name in unknown if len(sheets[name]) <= _LONGEST_COVER)
    covers = {name: _COVER for name in short if 0 < width[name] < narrowest}
    codebooks = {name for name, head in heads.items() if _is_codebook(head, given)}
    if len(codebooks) < len(sheets):
        covers |= dict.fromkeys(codebooks, _CODEBOOK)
    return covers


def _is_codebook(head: Sequence[Cells], given: Collection[str]) -> bool:
    """变量 | 含义 | 取值: whether a sheet lists the columns of another one."""
    rows = ([str(c).strip() for c in row if not is_empty_cell(c)] for row in head)
    names = next((row for row in rows if len(row) > 1), [])
    others = [name for name in names if not _OF_VARIABLES.fullmatch(name)]
    is_whole = len(others) < len(names) and all(map(_OF_MEANINGS.fullmatch, others))
    return is_whole and bool(others) and not any(name in given for name in names)


def _n_known(cell: str, given: Collection[str]) -> int:
    return known_fields(cell) + (cell in given)


def _best_reason(shown: str, failures: Sequence[Skipped]) -> str:
    """Why no sheet was read: what the sheet that holds something says."""
    telling = [one for one in failures if "no rows" not in one.reason] or list(failures)
    if not telling:
        return f"{shown}: the workbook has no sheets."
    return f"{telling[0].source}: {telling[0].reason}"


def _sheet_items(
    source: str, cells: list[list[Cell]], formulas: dict[tuple[int, int], str], options: ReadOptions
) -> Iterator[Item]:
    open_formulas = sum(
        not cells[r][c] for r, c in formulas if r < len(cells) and c < len(cells[r])
    )
    note = (
        f"{open_formulas} cells hold a formula without its value: open the file in Excel or WPS, "
        "save it, and read it again"
        if open_formulas
        else ""
    )
    rows = rows_of_grid(enumerate(cells, start=1), source)
    try:
        yield from pages_of_rows(source, rows, options, notes=lambda: (note,) if note else ())
    except InputError as error:
        raise InputError(f"{error} {note[0].upper()}{note[1:]}." if note else str(error)) from error


def _sheet_cells(sheet: Any, formulas: dict[tuple[int, int], str]) -> list[list[Cell]]:
    """Cells of a sheet from its first row and column on, as they are meant."""
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                row[place] = _unescaped(cell)
            elif isinstance(cell, datetime.timedelta):
                row[place] = str(cell)
    for (r, c), formula in formulas.items():
        link = _HYPERLINK.fullmatch(formula)
        if link and r < len(rows) and c < len(rows[r]) and not rows[r][c]:
            rows[r][c] = link[1].replace('""', '"')
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill(rows, top, left, bottom, right)
    return rows


def _fill(rows: list[list[Cell]], top: int, left: int, bottom: int, right: int) -> None:
    """Repeat a merged cell downwards; across columns it is a heading, and said once."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top + 1 : bottom + 1]:
        if left < len(row):
            row[left] = value


def _unescaped(text: str) -> str:
    """Text without Excel's escapes of control characters: _x000D_ is a carriage return."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def _formulas(
    path: Path, data: bytes, options: ReadOptions
) -> dict[str, dict[tuple[int, int], str]]:
    """Formulas of a workbook by sheet and cell; looked up only where there are any."""
    import io
    import warnings

    stream = io.BytesIO(data)
    with parsing(path), zipfile.ZipFile(stream) as archive:
        check_archive(path, archive, options.unpack_limit)
        sheets = [
            n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith("xml")
        ]
        if sheets:
            check_span(path, archive, sheets)
        else:
            try_apart(path, data)
        if not any(_FORMULA in archive.read(name) for name in sheets):
            return {}
    import openpyxl

    with parsing(path), warnings.catch_warnings():
        # It tells of features of Excel that have no meaning here.
        warnings.simplefilter("ignore")
        stream.seek(0)
        book = openpyxl.load_workbook(stream)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): str(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in book.worksheets
    }
