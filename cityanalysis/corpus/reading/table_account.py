"""Counts what the rows of a table held, for the list of what was left out."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped, TableRead, listed
from cityanalysis.corpus.reading.column_contents import is_empty_cell
from cityanalysis.corpus.reading.columns import ChosenColumns
from cityanalysis.corpus.reading.date_forms import DateColumn

__all__ = ["RowCounts"]

# What stands below a table and is none of its rows.
_FOOT = re.compile(
    r"(?:合计|总计|小计|共计|共\s?\d+\s?[条行篇]|制表|填[表报]|审[核批]|统计人|负责人|联系人|联系电话|电话[：:]|导出|打印|数据来源|资料来源|注[：:]|备注[：:]"
    r"|说明[：:]|第\s?\d+\s?页|total\b|以上数据)",
    re.I,
)
_HAN = re.compile("[\u3400-\u9fff]")
_COUNT = re.compile(r"共?\s*[\d,.]+\s*[条件篇份个项人次宗起]?")
_LONGEST_FOOT = 60
_LONGEST_SIGNED = 20  # characters of 审核人：张某
_SHOWN = 30  # characters of an example of a date that was not read


@dataclass
class RowCounts:
    """Grows while the rows of one table pass by; `account` is the value that remains."""

    source: str
    chosen: ChosenColumns
    dates: DateColumn
    names: tuple[str, ...] = ()
    n_rows: int = 0
    empty: list[int] = field(default_factory=list)
    short: list[int] = field(default_factory=list)
    foot: list[int] = field(default_factory=list)
    n_dates: int = 0
    n_unread: int = 0
    example: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None

    def admit(self, number: int, row: Mapping[str, object], page: Page, shortest: int) -> bool:
        """Whether a row is an article; counted either way."""
        if not page.text:
            self.empty.append(number)
            return False
        if len(page.text) < _LONGEST_FOOT and self._is_foot(row, page):
            self.foot.append(number)
            return False
        if len(page.text) < shortest and len(page.text.strip()) < shortest:
            self.short.append(number)
            return False
        self.n_rows += 1
        self._count_date(row, page.date)
        return True

    def _is_foot(self, row: Mapping[str, object], page: Page) -> bool:
        full = [str(cell).strip() for cell in row.values() if not is_empty_cell(cell)]
        if len(row) < 2 or not full or not _FOOT.match(full[0]):
            return False
        # A row of totals at the end has a number for its text; one of who made it has their names.
        is_signed = all(len(cell) <= _LONGEST_SIGNED and _FOOT.match(cell) for cell in full)
        is_count = _COUNT.fullmatch(page.text.strip()) is not None
        return len(full) == 1 or is_signed or is_count or not _HAN.search(page.text)

    def _count_date(self, row: Mapping[str, object], date: datetime.date | None) -> None:
        if "date" not in self.chosen.fields:
            return
        if date is None:
            cell = self.chosen.date_of(row)
            if not is_empty_cell(cell):
                self.n_dates += 1
                self.n_unread += 1
                self.example = self.example or str(cell)[:_SHOWN]
            return
        self.n_dates += 1
        if self.first is None or date < self.first:
            self.first = date
        if self.last is None or date > self.last:
            self.last = date

    def skipped(self) -> Iterator[Skipped]:
        """One entry per reason, with the numbers of the rows."""
        for numbers, reason in (
            (self.empty, "without text"),
            (self.short, "whose text is too short"),
            (self.foot, "below the table"),
        ):
            if numbers:
                noun = "row" if len(numbers) == 1 else "rows"
                yield Skipped(
                    self.source, f"{len(numbers)} {noun} {reason}: row {listed(numbers)}", True
                )

    def account(self, encoding: str, notes: tuple[str, ...]) -> TableRead:
        """How the table was understood."""
        told = [*notes]
        if self.n_unread * 2 > self.n_dates and "date" in self.chosen.fields:
            told.append(
                "most of its dates cannot be read: name another column with --columns date=..."
            )
        if not self.dates.is_told:
            order = "/".join({"d": "day", "m": "month", "y": "year"}[c] for c in self.dates.order)
            told.append(f"the dates do not tell day from month: read as {order}")
        return TableRead(
            source=self.source,
            columns=tuple(self.chosen.fields.items()),
            by_content=self.chosen.by_content,
            n_rows=self.n_rows,
            n_left_out=len(self.empty) + len(self.short) + len(self.foot),
            n_dates=self.n_dates,
            n_unread_dates=self.n_unread,
            example=self.example,
            first=self.first.isoformat() if self.first else "",
            last=self.last.isoformat() if self.last else "",
            names=self.names,
            encoding=encoding,
            notes=tuple(told),
        )
