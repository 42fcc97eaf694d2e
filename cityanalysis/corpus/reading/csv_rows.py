"""CSV with faults: quotation marks that are never closed, rows over several lines, odd marks."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.csv_forms import LineForm, study_form
from cityanalysis.corpus.reading.sources import LONGEST_CELL

__all__ = ["Dialect", "rows_of_lines", "study_lines"]

_HEAD = 80  # lines from which the width of the rows is told
_MARKS = (",", "\t", ";", "|", "\x01", "，", "；", "、")
_HALF = frozenset(",\t;|\x01")
_DECLARED = re.compile(r'"?sep=(.)"?\s*', re.I)
_ESCAPED = re.compile(r'(?<!\\)\\"')
# More physical lines in one cell than any text met so far; a quote that stays open longer is one
# that nobody closed.
_MOST_LINES = 5_000
# So many quotation marks that are never closed, and those of the file count only within a line.
_MOST_OPEN = 50
_FEW = 2  # whole rows, the header one of them, that tell how wide all are
_SHORT = 24  # characters of a cell that is no sentence

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table of text writes its rows.

    Parameters
    ----------
    mark : str
        What separates cells.
    is_escaped : bool
        Whether a quotation mark within a cell is written with a backslash.
    width : int
        Number of cells that most rows have.
    skip : int
        Lines before the first row: ``sep=;``.
    form : LineForm
        What the lines are rewritten by before they are cut.
    """

    mark: str
    is_escaped: bool = False
    width: int = 0
    skip: int = 0
    form: LineForm = field(default_factory=LineForm)


def study_lines(head: Sequence[str]) -> Dialect:
    r"""The dialect of a table from its first lines.

    The mark is the one that makes most names of columns known, or else cuts most lines into one
    and the same number of cells.

    Examples
    --------
    >>> study_lines(["sep=;", "标题;正文", "通知;开会，讨论。"]).mark
    ';'
    """
    declared = _DECLARED.fullmatch(head[0].strip("\ufeff")) if head else None
    if declared:
        rows = [_cut(line, declared[1], False) for line in head[1:]]
        return Dialect(declared[1], _is_escaped(head), _usual(rows), skip=1)
    form = study_form(head)
    lines = [made for line in head if line.strip() and (made := form.plain(line)) is not None]
    is_escaped = _is_escaped(lines)
    mark = max(_MARKS, key=lambda one: _merit(lines, one))
    width = _whole_width(lines, mark) or _usual([_cut(line, mark, is_escaped) for line in lines])
    return Dialect(mark, is_escaped, width, form=form)


def _whole_width(lines: Sequence[str], mark: str) -> int:
    """Cells of every row, where quotes are balanced and rows go over lines; 0 where not."""
    if not any(line.count('"') % 2 for line in lines):
        return 0
    rows: list[list[str]] = []
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark, strict=True)
    try:
        rows.extend(row for row in reader if row)
    except csv.Error:
        if reader.line_num < len(lines):
            return 0  # not the last row, which may go on below the lines that are looked at
    widths = {len(row) for row in rows}
    return widths.pop() if len(widths) == 1 and len(rows) >= _FEW else 0


def _is_escaped(lines: Iterable[str]) -> bool:
    return any(_ESCAPED.search(line) for line in lines)


def _usual(rows: Sequence[Sequence[str]]) -> int:
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width] * (width > 1), width)) if counts else 0


def _merit(lines: Sequence[str], mark: str) -> tuple[float, float, int]:
    rows = [_cut(line, mark, False) for line in lines[:40]]
    widths = [len(row) for row in rows]
    known = max((sum(map(known_fields, row)) for row in rows[:15] if len(row) > 1), default=0)
    usual = _usual(rows)
    if usual < 2:
        return 0.0, 0.0, 0
    steady = sum(width == usual for width in widths) / len(widths)
    # Full-width marks stand in every text: they separate only where they make names known.
    if mark not in _HALF and known < 3:
        return 0.0, 0.0, 0
    return float(known), round(steady, 1), usual


def rows_of_lines(lines: Iterable[str], dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Number of the first line and cells of every row.

    Parameters
    ----------
    lines : iterable of str
        Physical lines without their ends.
    dialect : Dialect
        How the rows are written.

    Examples
    --------
    >>> lines = ['1,"他说"好"，走了"', '2,"第一行', '第二行"', '3,"没有关', '4,完']
    >>> [cells for _, cells in rows_of_lines(lines, Dialect(",", width=2))]
    [['1', '他说"好"，走了'], ['2', '第一行\\n第二行'], ['3', '没有关'], ['4', '完']]
    """
    # The module's own limit would refuse a cell of 128 KB.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    mark, is_escaped = dialect.mark, dialect.is_escaped
    plain: Iterator[Numbered] = islice(enumerate(lines, start=1), dialect.skip, None)
    waiting = _Lines(_plain_lines(plain, dialect.form) if dialect.form.changes else plain)
    short: tuple[int, list[str]] | None = None
    while (numbered := next(waiting, None)) is not None:
        number, line = numbered
        if '"' not in line:
            cells = line.split(mark)
        else:
            cells = _quoted_row(line, waiting, dialect)
        if short is not None:
            joined = _joined(short[1], cells, dialect.width)
            if joined is not None:
                number, cells = short[0], joined
            else:
                yield short
            short = None
        if 1 < len(cells) < dialect.width:
            short = number, cells
        elif len(cells) > dialect.width and "\r" in line:
            yield from ((number, _cut(part, mark, is_escaped)) for part in line.split("\r"))
        else:
            yield number, cells
    if short is not None:
        yield short


def _plain_lines(lines: Iterator[Numbered], form: LineForm) -> Iterator[Numbered]:
    for number, line in lines:
        if (made := form.plain(line)) is not None:
            yield number, made


def _joined(first: list[str], second: list[str], width: int) -> list[str] | None:
    """Two lines that are one row, broken where a cell without quotes holds a new line."""
    if len(second) >= width or len(first) + len(second) - 1 != width:
        return None
    return [*first[:-1], f"{first[-1]}\n{second[0]}", *second[1:]]


class _Lines:
    """Numbered lines, of which some may be put back, and how many quotes were never closed."""

    def __init__(self, lines: Iterable[Numbered]) -> None:
        self._lines = iter(lines)
        self._back: deque[Numbered] = deque()
        self.n_closed = self.n_open = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> Numbered:
        return self._back.popleft() if self._back else next(self._lines)

    def put_back(self, lines: Sequence[Numbered]) -> None:
        """Lines that were looked at and belong to other rows."""
        self.n_open += 1
        self._back.extendleft(reversed(lines))

    @property
    def is_believed(self) -> bool:
        """Whether a quote that is open at the end of a line may be closed in the next ones."""
        return self.n_open < _MOST_OPEN + self.n_closed


def _quoted_row(line: str, waiting: _Lines, dialect: Dialect) -> list[str]:
    """Cells of a row with quotes, which may go on over the next lines."""
    if not _is_open(line, dialect):
        return _cut(line, dialect.mark, dialect.is_escaped)
    if not waiting.is_believed:
        return _without_quotes(line, dialect.mark)
    taken, size, is_open = [], len(line), True
    for following in islice(waiting, _MOST_LINES):
        taken.append(following)
        size += len(following[1])
        is_open = _is_open(following[1], dialect, within=True)
        if not is_open or size > LONGEST_CELL:
            break
    inner = [one for _, one in taken]
    if not is_open:
        cells = _cut("\n".join([line, *inner]), dialect.mark, dialect.is_escaped)
        if not _swallows(cells, inner, dialect):
            waiting.n_closed += 1
            return cells
    waiting.put_back(taken)
    return _without_quotes(line, dialect.mark)


def _swallows(cells: Sequence[str], inner: Sequence[str], dialect: Dialect) -> bool:
    """Whether a cell of several lines holds rows of the table: a quote was never closed.

    Lines within a true cell are sentences; lines that are rows cut into as many cells as the table
    has columns. The last line closes the cell and holds those behind it.
    """
    if dialect.width < 2:
        return False
    if len(cells) != dialect.width and len(_cut(inner[-1], dialect.mark, False)) == dialect.width:
        return True
    inside = [line for line in inner if line.strip()]
    if not inside:
        return False
    like = sum(_is_like_row(line, cells, dialect) for line in inside)
    return like * 2 >= len(inside)


def _is_like_row(line: str, cells: Sequence[str], dialect: Dialect) -> bool:
    """Whether a line alone is a row of the table, by the number and form of its cells."""
    found = _cut(line, dialect.mark, dialect.is_escaped)
    if len(found) != dialect.width:
        return False
    first, own = found[0].strip('" '), cells[0].strip('" ')
    return own.isdigit() == first.isdigit() and len(first) <= max(_SHORT, 2 * len(own))


def _is_open(text: str, dialect: Dialect, *, within: bool = False) -> bool:
    """Whether the last cell of a line begins with a quotation mark that nothing closes.

    `within` says that the line begins within such a cell.
    """
    if within and '"' not in text:
        return True
    return not list(_raw_cells('"' + text if within else text, dialect))[-1][1]


def _raw_cells(text: str, dialect: Dialect) -> Iterator[tuple[str, bool]]:
    """Cells as they are written, and whether each is closed."""
    at = 0
    while True:
        end, is_closed = _cell_end(text, at, dialect)
        yield text[at:end], is_closed
        if end >= len(text):
            return
        at = end + len(dialect.mark)


def _cell_end(text: str, at: int, dialect: Dialect) -> tuple[int, bool]:
    """Where a cell ends; a quotation mark closes it only before a mark or the end."""
    mark = dialect.mark
    if not text.startswith('"', at):
        end = text.find(mark, at)
        return (len(text) if end < 0 else end), True
    position = at + 1
    while (position := text.find('"', position)) >= 0:
        behind = position + 1
        if dialect.is_escaped and text[position - 1] == "\\":
            position = behind
        elif text.startswith('"', behind):
            position = behind + 1  # two marks are one within the cell
        elif behind == len(text) or text.startswith(mark, behind):
            return behind, True
        else:
            position = behind
    return len(text), False


def _cut(text: str, mark: str, is_escaped: bool) -> list[str]:
    """Cells of a row that is complete."""
    if '"' not in text:
        return text.split(mark)
    if is_escaped:
        text = text.replace('\\"', '""')
    try:
        return next(csv.reader([text], delimiter=mark, strict=True), [])
    except csv.Error:
        cells = list(_raw_cells(text, Dialect(mark)))
        if not cells[-1][1]:
            return _without_quotes(text, mark)
        return [_bare(cell) for cell, _ in cells]


def _bare(cell: str) -> str:
    """A cell without the marks around it, and with single ones for those that are doubled."""
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell


def _without_quotes(line: str, mark: str) -> list[str]:
    """Cells of a line whose quotes cannot be believed: every mark separates."""
    return [_unpaired(cell) for cell in line.split(mark)]


def _unpaired(cell: str) -> str:
    bare = _bare(cell)
    # A mark that opens and does not close is what made the row unreadable.
    return bare[1:] if bare.startswith('"') and bare.count('"') % 2 else bare
