"""Tables of articles: one row, one article. Finds the columns and streams the rows."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped, TableRead
from cityanalysis.corpus.reading.cell_text import cell_text, unwrapped
from cityanalysis.corpus.reading.column_contents import is_empty_cell
from cityanalysis.corpus.reading.columns import (
    ChosenColumns,
    find_columns,
    seek_column,
)
from cityanalysis.corpus.reading.date_forms import DateColumn, study_dates
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import READ_ERRORS
from cityanalysis.corpus.reading.table_account import RowCounts
from cityanalysis.errors import InputError

__all__ = ["Item", "Rows", "pages_of_rows"]

Item = Page | Skipped | TableRead
Rows = Iterator[NumberedRow | Skipped]

# Rows that decide what the columns are. Texts of thousands of characters are few enough to wait.
_STUDIED = 200
# Rows from which the order of day and month is told; 03/04/2021 alone does not tell it.
_DATED = 2_000


def pages_of_rows(
    source: str,
    rows: Rows,
    options: ReadOptions,
    *,
    encoding: str = "",
    notes: Callable[[], tuple[str, ...]] = tuple,
) -> Iterator[Item]:
    """One page per row, once the columns are found from the first rows.

    Parameters
    ----------
    source : str
        The table's name, as it is shown.
    rows : iterator of (number, row) or Skipped
        Rows with their numbers; what a reader left out is passed on.
    options : ReadOptions
        How files are read.
    encoding : str
        Of the file, for the account.
    notes : callable
        Asked at the end what else should be told.

    Yields
    ------
    Page, Skipped or TableRead
        A page per row; at the end what was left out, and how the table was understood.

    Raises
    ------
    InputError
        Where there are no rows, or no column holds the text.

    Examples
    --------
    >>> rows = iter([(2, {"标题": "通知", "正文": "今天开会。"}), (3, {"正文": None})])
    >>> [type(item).__name__ for item in pages_of_rows("a.csv", rows, ReadOptions())]
    ['Page', 'Skipped', 'TableRead']
    """
    failures: list[Exception] = []
    rows = _while_readable(rows, failures)
    head, skipped = _first_rows(rows, _STUDIED)
    yield from skipped
    if not head:
        raise failures[0] if failures else InputError(f"{source}: the table has no rows.")
    names = list(dict.fromkeys(name for _, row in head for name in row))
    chosen = find_columns(names, [row for _, row in head], options, source=source)
    kept = {name: seek_column(names, name, "group_by", source) for name in options.keep}
    late: list[NumberedRow] = []
    if "date" in chosen.fields:
        late, more = _first_rows(rows, _DATED - len(head))
        yield from more
    head += late
    dates = _dates(head, chosen, options)
    counts = RowCounts(source, chosen, dates, tuple(names))
    for item in chain(head, rows):
        if isinstance(item, Skipped):
            yield item
            continue
        number, row = item
        page = _page(source, row, chosen, kept, dates)
        if counts.admit(number, row, page, options.shortest):
            yield page
    yield from counts.skipped()
    yield counts.account(encoding, notes())
    if failures:
        raise failures[0]


def _while_readable(rows: Rows, failures: list[Exception]) -> Rows:
    """Rows up to where the file is damaged; what was read before is kept."""
    try:
        yield from rows
    except READ_ERRORS as error:
        failures.append(error)


def _first_rows(rows: Rows, count: int) -> tuple[list[NumberedRow], list[Skipped]]:
    head: list[NumberedRow] = []
    skipped: list[Skipped] = []
    for item in islice(rows, max(count, 0)):
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            head.append(item)
    return head, skipped


def _dates(head: list[NumberedRow], chosen: ChosenColumns, options: ReadOptions) -> DateColumn:
    if "date" not in chosen.fields:
        return DateColumn(today=options.today)
    return study_dates((chosen.date_of(row) for _, row in head), options.today)


def _page(
    source: str,
    row: Mapping[str, object],
    chosen: ChosenColumns,
    kept: Mapping[str, str | None],
    dates: DateColumn,
) -> Page:
    cell = {field: cell_text(row.get(name)) for field, name in chosen.undated}
    title = cell.get("title")
    date = chosen.date_of(row)
    is_empty = is_empty_cell(cell["text"])
    return Page(
        source=source,
        text="" if is_empty else cell["text"] or "",
        publication=cell.get("source"),
        date=None if date is None else dates.read(unwrapped(date) if type(date) is dict else date),
        source_id=cell.get("id"),
        title=title and title.strip(),
        city=cell.get("city"),
        province=cell.get("province"),
        is_article=True,
        kept=_kept(row, kept) if kept else (),
    )


def _kept(row: Mapping[str, object], kept: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Cells of the columns to group by; empty where this table has no such column."""
    return tuple(
        (name, cell_text(row.get(column)) or "" if column is not None else "")
        for name, column in kept.items()
    )
