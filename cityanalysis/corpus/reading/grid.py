"""A grid of cells to named rows: where the header stands, and what stands above and between."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from cityanalysis.corpus.reading.account import Skipped, listed
from cityanalysis.corpus.reading.column_contents import study_contents
from cityanalysis.corpus.reading.column_names import known_fields
from cityanalysis.corpus.reading.row_widths import fitted, learn_shape

__all__ = ["Cells", "NumberedRow", "find_header", "rows_of_grid", "unique_names"]

Cells = Sequence[object]
NumberedRow = tuple[int, Mapping[str, object]]

_HEAD = 60  # rows in which the header is looked for and the usual width is counted
_HEADER_WITHIN = 15  # rows: a title and notes may stand above the header
_LONGEST_NAME = 40  # characters of a column's name
_WORDLESS = re.compile(r"[\d\s.,:%/\-]+")


def rows_of_grid(
    lines: Iterable[tuple[int, Cells]], source: str
) -> Iterator[NumberedRow | Skipped]:
    """Rows of a table with their numbers, whatever stands above its header.

    Parameters
    ----------
    lines : iterable of (number, cells)
        Number of the line or row, from 1, and its cells.
    source : str
        The table's name, for messages.

    Yields
    ------
    (number, row) or Skipped
        `Skipped` once, at the end, with the numbers of rows that fit no column.

    Examples
    --------
    >>> lines = [(1, ["汇总表", ""]), (2, ["标题", "正文"]), (3, ["通知", "今天开会。"])]
    >>> list(rows_of_grid(lines, "a.csv"))
    [(3, {'标题': '通知', '正文': '今天开会。'})]
    """
    full = (line for line in lines if not all(_is_blank(cell) for cell in line[1]))
    head = list(islice(full, _HEAD))
    if not head:
        return
    names, start = find_header([cells for _, cells in head])
    shape = learn_shape(names, [cells for _, cells in head[start:]])
    header = [_text(cell) for cell in head[start - 1][1]] if start else None
    unfitted: list[int] = []
    for number, cells in chain(head[start:], full):
        if len(cells) != shape.width:
            made = fitted(cells, shape)
            if made is None:
                unfitted.append(number)
                continue
            cells = made
        if header is not None and cells[0] == header[0] and _is_header(cells, header):
            continue
        yield number, dict(zip(shape.names, cells))
    if unfitted:
        reason = f"more or fewer cells than columns: line {listed(unfitted)}"
        yield Skipped(source, reason)


def _is_header(cells: Cells, header: Sequence[str]) -> bool:
    """Whether a row is the header again, as in tables that were put one below the other."""
    return [_text(cell) for cell in cells[: len(header)]] == list(header)


def find_header(head: Sequence[Cells]) -> tuple[list[str], int]:
    """Names of the columns, and the index of the first row of data.

    The header is the row with most names that are known. Where no name is, it is the first full
    row, unless that looks like data: then the columns are named by their numbers.

    Examples
    --------
    >>> find_header([["1", "灯会", "2021-03-05"], ["2", "夜校", "2021-03-06"]])
    (['1', '2', '3'], 0)
    """
    scores = [_score(cells) for cells in head[:_HEADER_WITHIN]]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    if scores[best] < 2:
        best = _first_full(head)
        if any(_is_data(cell) for cell in head[best]):
            width = max(len(_stripped(cells)) for cells in head[best:])
            return [str(i) for i in range(1, width + 1)], best
    names, start = [_text(cell) for cell in head[best]], best + 1
    if start < len(head) and _goes_on(names, head[start]):
        below = [_text(cell) for cell in head[start]]
        pad = [""] * (len(names) - len(below))
        names = [lower or upper for upper, lower in zip(names, [*below, *pad])]
        start += 1
    # A column without a name is one where the rows hold something in it.
    widths = Counter(len(_stripped(cells)) for cells in head[start:])
    usual = widths.most_common(1)[0][0] if widths else 0
    while len(names) > usual and not names[-1]:
        names.pop()
    return unique_names(names), start


def unique_names(names: Sequence[str]) -> list[str]:
    """Names, each different and none empty.

    Examples
    --------
    >>> unique_names(["正文", "", "正文"])
    ['正文', '(2)', '正文 (3)']
    """
    seen: set[str] = set()
    made = []
    for place, name in enumerate(names, start=1):
        shown = name.strip() or f"({place})"
        made.append(shown if shown not in seen else f"{shown} ({place})")
        seen.add(made[-1])
    return made


def _score(cells: Cells) -> int:
    """How much a row looks like a header whose names are known."""
    texts = [_text(cell) for cell in cells if not _is_blank(cell)]
    if any(len(text) > _LONGEST_NAME for text in texts):
        return 0
    score = sum(known_fields(text) for text in texts)
    return score if score * 4 >= len(texts) else 0


def _first_full(head: Sequence[Cells]) -> int:
    """The first row that has about as many cells as most rows have."""
    widths = [sum(not _is_blank(cell) for cell in cells) for cells in head]
    usual = Counter(widths).most_common(1)[0][0]
    return next(i for i, width in enumerate(widths) if width >= min(usual, max(widths) - 1))


def _is_data(cell: object) -> bool:
    """Whether a cell is no name of a column: a number, a date, a link, a sentence."""
    if _is_blank(cell):
        return False
    text = _text(cell)
    held = study_contents([{"": cell}], "")
    return (
        not isinstance(cell, str)
        or len(text) > _LONGEST_NAME
        or held.sure_dates > 0
        or held.links > 0
        or (held.sentences > 0 and held.han >= 8)
        or _WORDLESS.fullmatch(text) is not None
    )


def _goes_on(names: Sequence[str], below: Cells) -> bool:
    """Whether the row below the header fills the names that the header leaves open."""
    texts = [_text(cell) for cell in below]
    filled = [i for i, text in enumerate(texts) if text]
    if not filled or any(_is_data(below[i]) or len(texts[i]) > 12 for i in filled):
        return False
    open_names = [i for i, name in enumerate(names) if not name]
    return bool(open_names) and all(i in open_names or known_fields(texts[i]) for i in filled)


def _stripped(cells: Cells) -> Cells:
    end = len(cells)
    while end and _is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\ufeff\u3000"))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip("\ufeff \t\r\n\u3000")
