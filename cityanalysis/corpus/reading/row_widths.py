"""Rows with more or fewer cells than the table has columns, brought to its width."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cityanalysis.corpus.reading.column_contents import study_contents
from cityanalysis.corpus.reading.column_names import name_rank
from cityanalysis.corpus.reading.date_forms import parse_date

__all__ = ["Shape", "fitted", "learn_shape"]

Cells = Sequence[object]

_COUNTED = re.compile(r"(?:数|量|次|count|num|likes|reposts)$", re.I)
_LINKED = re.compile(r"url|链接|网址|图片|视频|link|href", re.I)
_LINK = re.compile(r"\s*https?://")
_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE_MARK = re.compile("[，。！？；、,]")
# A name was forgotten where nearly every row is longer by one cell.
_FORGOTTEN = 0.8


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table's rows look like.

    Parameters
    ----------
    names : tuple of str
        The columns.
    text : int
        Place of the column that is likeliest to hold the text.
    kinds : tuple of str
        What the cells of each column must be: ``date``, ``number``, ``link``, or anything.
    mark : str
        What to put between cells that belong together.
    """

    names: tuple[str, ...]
    text: int
    kinds: tuple[str, ...]
    mark: str = ","

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.names)


def learn_shape(names: Sequence[str], rows: Sequence[Cells], mark: str = ",") -> Shape:
    """The shape of a table with these names and first rows.

    Where nearly every row has one cell more than there are names, one name is missing: it is put
    where the cells then fit their names best.

    Examples
    --------
    >>> learn_shape(["标题", "日期"], [["1", "灯会", "2021-03-05"]]).names
    ('(1)', '标题', '日期')
    """
    rows = [_trimmed(row, len(names)) for row in rows]
    shape = Shape(tuple(names), _text_place(names, rows), tuple(map(_kind, names)), mark)
    longer = [row for row in rows if len(row) == len(names) + 1]
    if not longer or len(longer) < _FORGOTTEN * len(rows):
        return shape
    merged = sum(_fit(_merged(row, shape.text, 1, mark), shape) for row in longer)
    tried = [_with_name(shape, place, rows) for place in range(len(names) + 1)]
    merits = [sum(_fit(row, one) for row in longer) for one in tried]
    best = max(range(len(tried)), key=lambda i: (merits[i], -i))
    goes_on = sum(_reads_on(row, shape.text) for row in longer) * 2 > len(longer)
    return shape if merged > merits[best] or (merged == merits[best] and goes_on) else tried[best]


def _with_name(shape: Shape, place: int, rows: Sequence[Cells]) -> Shape:
    names = [*shape.names[:place], f"({place + 1})", *shape.names[place:]]
    return Shape(tuple(names), _text_place(names, rows), tuple(map(_kind, names)), shape.mark)


def _trimmed(row: Cells, width: int) -> Cells:
    """A row without the empty cells beyond the width."""
    end = len(row)
    while end > width and (row[end - 1] is None or not str(row[end - 1]).strip()):
        end -= 1
    return row[:end]


def _kind(name: str) -> str:
    if _LINKED.search(name):
        return "link"
    if _COUNTED.search(name):
        return "number"
    return "date" if name_rank(name, "date") else "any"


def _text_place(names: Sequence[str], rows: Sequence[Cells]) -> int:
    """Place of the column that is likeliest to hold the text."""
    ranked = [(name_rank(name, "text"), -i) for i, name in enumerate(names)]
    if ranked and max(ranked)[0]:
        return -max(ranked)[1]
    right = [dict(zip(names, row)) for row in rows if len(row) == len(names)]
    han = [study_contents(right, name).han for name in names]
    return max(range(len(names)), key=lambda i: (han[i], i)) if names else 0


def _fit(row: Cells, shape: Shape) -> int:
    """How well the cells are what their columns hold; negative where some cannot be."""
    merit = 0
    for kind, cell in zip(shape.kinds, row):
        text = "" if cell is None else str(cell).strip()
        if not text:
            continue
        if kind == "date":
            merit += 2 if parse_date(cell) or _is_numbers(text) else -5
        elif kind == "number":
            merit += 1 if _is_numbers(text) else -5
        elif kind == "link":
            merit += 1 if _LINK.match(text) else 0
        elif _LINK.match(text):
            merit -= 1
    text = str(row[shape.text] or "") if shape.text < len(row) else ""
    return merit + (2 if len(_HAN.findall(text)) >= 4 else 0)


def _is_numbers(text: str) -> bool:
    return not _HAN.search(text) and any(char.isdigit() for char in text) and len(text) < 40


def _merged(row: Cells, place: int, extra: int, mark: str) -> list[object]:
    """A row whose cells from `place` on belong together."""
    cells = ["" if cell is None else str(cell) for cell in row[place : place + extra + 1]]
    return [*row[:place], mark.join(cells), *row[place + extra + 1 :]]


def _reads_on(row: Cells, place: int) -> bool:
    """Whether the cell behind the text is the rest of a sentence."""
    rest = str(row[place + 1]) if place + 1 < len(row) else ""
    return len(_HAN.findall(rest)) >= 6 or _SENTENCE_MARK.search(rest) is not None


def fitted(row: Cells, shape: Shape) -> Cells | None:
    """A row brought to the width of its table; None where no way of doing so fits.

    Empty cells at the end go; cells too many are put together, the text's first; a cell too few is
    put in where the others then fit.

    Examples
    --------
    >>> shape = learn_shape(["日期", "正文"], [])
    >>> fitted(["2021-03-05", "晴", "有风"], shape)
    ['2021-03-05', '晴,有风']
    """
    row = _trimmed(row, shape.width)
    extra = len(row) - shape.width
    if extra == 0:
        return row
    if extra < 0:
        return _lengthened(row, shape)
    places = [shape.text, *(i for i in range(shape.width) if i != shape.text)]
    for place in places:
        made = _merged(row, place, extra, shape.mark)
        if _fit(made, shape) >= _least(shape):
            return made
    return None


def _least(shape: Shape) -> int:
    """The least fit of a row: a cell of dates or numbers must not hold anything else."""
    return 0 if "date" in shape.kinds or "number" in shape.kinds else -1


def _lengthened(row: Cells, shape: Shape) -> Cells:
    blanks = [None] * (shape.width - len(row))
    made = [*row, *blanks]
    if len(blanks) > 1 or _fit(made, shape) >= 0:
        return made
    tried = [[*row[:place], None, *row[place:]] for place in range(len(row) + 1)]
    return max(tried, key=lambda one: _fit(one, shape))


def usual_width(rows: Sequence[Cells]) -> int:
    """The number of cells that most rows have."""
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
