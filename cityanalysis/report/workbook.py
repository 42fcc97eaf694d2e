"""Every table of a run as one workbook: a sheet per table, heads in the report's language."""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures import width_of
from cityanalysis.frames import Articles, write_whole
from cityanalysis.report.csv_tables import report_tables
from cityanalysis.report.report_files import plain_text
from cityanalysis.report.table_words import TableWords, kind_of
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis
from cityanalysis.wording import Phrases

__all__ = ["write_workbook"]

# Rows of a sheet; longer tables are cut, with a note, and lie whole in their CSV file.
_MAX_ROWS = 20_000
_MAX_CELL = 2_000  # characters of a cell; Excel holds 32,767
_WIDEST, _NARROWEST = 48, 7  # characters of a column
_WIDTH_ROWS = 200  # rows from which a column's width is computed
_INFINITE = "∞"
_HEAD_ROW = 2  # title and note stand above
_FORMATS = {"share": "0.0%", "p": "0.000", "whole": "#,##0", "number": "0.00", "time": "yyyy-mm-dd"}


def write_workbook(
    analysis: Analysis, path: str | os.PathLike[str], *, lang: Language = "zh"
) -> Path:
    """Write all tables of a run as an Excel workbook.

    Cells hold text and numbers only: no text is ever a formula, a link or markup. The same run
    gives the same bytes.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    path : path
        The file to write.
    lang : {"zh", "en"}
        Of titles, notes, heads and the names of themes.

    Examples
    --------
    >>> import tempfile
    >>> write_workbook(Analysis(), Path(tempfile.mkdtemp()) / "tables.xlsx").name
    'tables.xlsx'
    """
    import xlsxwriter

    view = make_view(analysis, lang)
    words = TableWords(view.lang, analysis.unit)
    tables = report_tables(analysis)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(_properties(view))
        sheets = _Sheets(book, words)
        names = [words.title(name) for name in tables]
        sheets.contents(view, tables, names)
        for name, frame in tables.items():
            sheets.table(name, frame[words.shown(list(frame.columns))])
        sheets.dictionary(tables)
    target = Path(path)
    write_whole(buffer.getvalue(), target)
    return target


def _properties(view: View) -> dict[str, Any]:
    """Title, author and date of the file: those of the report, never the clock's."""
    options = view.analysis.settings
    last = view.articles[Articles.date].max()
    day = datetime.datetime(2000, 1, 1) if pd.isna(last) else last.to_pydatetime()
    return {
        "title": plain_text(options.title or view.say("cover.title")),
        "author": plain_text(options.author or "cityanalysis"),
        "company": plain_text(options.organisation or ""),
        "created": day,
    }


class _Sheets:
    """The sheets of one workbook, all in one look."""

    def __init__(self, book: Any, words: TableWords) -> None:
        self.book, self.words, self.say = book, words, Phrases(words.lang, words.unit)
        font = {"font_name": self.say("format.screen_face")}
        small = font | {"font_size": 10, "valign": "top"}
        self.title = book.add_format(font | {"font_size": 14, "bold": True})
        self.note = book.add_format(small | {"font_color": "#666b73"})
        self.text = book.add_format(small | {"indent": 1})
        self.link = book.add_format(small | {"font_color": "#14577f", "underline": 1})
        head = {"bold": True, "bottom": 1, "bg_color": "#eef0f2", "text_wrap": True}
        self.head = book.add_format(small | head | {"indent": 1})
        self.number_head = book.add_format(small | head | {"align": "right"})
        self.formats = {k: book.add_format(small | {"num_format": v}) for k, v in _FORMATS.items()}

    def _begin(self, name: str, note: str) -> Any:
        sheet = self.book.add_worksheet(name[:31])
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, name, self.title)
        sheet.write_string(1, 0, note, self.note)
        sheet.set_landscape()
        sheet.repeat_rows(_HEAD_ROW)
        sheet.fit_to_pages(1, 0)
        return sheet

    def contents(
        self, view: View, tables: Mapping[str, pd.DataFrame], names: Sequence[str]
    ) -> None:
        """The first sheet: what the workbook holds."""
        version = str(view.analysis.manifest.versions.get("cityanalysis", ""))
        made = self.words.sheet("made").format_map({"version": version})
        sheet = self._begin(self.words.sheet("contents"), made)
        heads = [self.words.sheet(key) for key in ("sheet", "rows", "note")]
        for column, (head, width) in enumerate(zip(heads, (24, 10, 100))):
            sheet.write_string(_HEAD_ROW, column, head, self.head)
            sheet.set_column(column, column, width)
        for row, (name, frame) in enumerate(tables.items(), _HEAD_ROW + 1):
            title = names[row - _HEAD_ROW - 1]
            sheet.write_url(row, 0, f"internal:'{title[:31]}'!A1", self.link, title)
            sheet.write_number(row, 1, len(frame), self.formats["whole"])
            sheet.write_string(row, 2, self.words.note(name), self.text)
        sheet.freeze_panes(_HEAD_ROW + 1, 0)

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """One table: title, note, heads, rows; heads stay in sight and filter."""
        shown = frame.head(_MAX_ROWS)
        note = self.words.note(name)
        if len(shown) < len(frame):
            counts = {"shown": self.say.count(len(shown)), "total": self.say.count(len(frame))}
            note += " " + self.words.sheet("cut").format_map(counts | {"name": name})
        sheet = self._begin(self.words.title(name), note)
        for column, head in enumerate(map(str, shown.columns)):
            self._column(sheet, column, name, head, shown[head])
        sheet.freeze_panes(_HEAD_ROW + 1, self.words.n_keys(list(shown.columns)))
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(shown), max(0, shown.shape[1] - 1))

    def _column(self, sheet: Any, at: int, table: str, name: str, values: pd.Series) -> None:
        kind = self.words.number_format(table, values)
        look = self.formats.get(kind, self.text)
        head = self.words.head(name)
        sheet.write_string(_HEAD_ROW, at, head, self.head if kind == "text" else self.number_head)
        cells = [self._cell(name, value) for value in values.tolist()]
        for row, cell in enumerate(cells, _HEAD_ROW + 1):
            if isinstance(cell, float | int):
                sheet.write_number(row, at, cell, look)
            elif isinstance(cell, datetime.datetime):
                sheet.write_datetime(row, at, cell, look)
            elif cell is not None:
                sheet.write_string(row, at, cell, look)
        texts = [head, *(cell for cell in cells[:_WIDTH_ROWS] if isinstance(cell, str))]
        width = max(2 * width_of(text) for text in texts) + 1
        sheet.set_column(at, at, min(_WIDEST, max(_NARROWEST + 4 * (kind != "text"), width)))

    def _cell(self, column: str, value: Any) -> float | int | str | datetime.datetime | None:
        """A cell as Excel holds it; nothing where the value is missing."""
        if isinstance(value, list | tuple | np.ndarray):
            return plain_text("；".join(map(str, value)))[:_MAX_CELL]
        if value is None or value is pd.NaT or value != value or value is pd.NA:
            return None
        if isinstance(value, bool | np.bool_):
            return self.say("unit.yes" if value else "unit.no")
        if isinstance(value, float):
            # As in the CSV file; a sheet cannot hold an infinite ratio.
            return float(f"{value:.8g}") if math.isfinite(value) else _INFINITE
        if isinstance(value, int):
            return value
        if isinstance(value, datetime.datetime):
            return pd.Timestamp(value).to_pydatetime()
        text = plain_text(str(value))[:_MAX_CELL]
        return self.words.value(text) if self.words.is_coded(column) else text

    def dictionary(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """The last sheet: what each column of each table means."""
        sheet = self._begin(self.words.sheet("dictionary"), "")
        heads = ("table", "head", "column", "type", "means")
        for column, (key, width) in enumerate(zip(heads, (20, 22, 22, 12, 90))):
            sheet.write_string(_HEAD_ROW, column, self.words.sheet(key), self.head)
            sheet.set_column(column, column, width)
        rows = [
            (
                self.words.title(name),
                self.words.head(column),
                column,
                self.words.sheet(kind_of(frame[column])),
                self.words.means(name, column),
            )
            for name, frame in tables.items()
            for column in map(str, frame.columns)
        ]
        for row, cells in enumerate(rows, _HEAD_ROW + 1):
            for at, cell in enumerate(cells):
                sheet.write_string(row, at, plain_text(cell), self.text)
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + len(rows), len(heads) - 1)
