"""The measures of a sheet's body type, and the lines that stand outside all articles."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cityanalysis.corpus.layout.lines import Line, Sheet, text_width

__all__ = ["Measures", "measure_type", "without_folio"]

# Sizes of one font differ by rounding in a PDF and by about a tenth in recognised lines.
_ONE_SIZE = 0.07
_LEAST_TELLING = 6
# Tolerances within a column of text: exact sizes of a PDF, noisy ones of a recognition.
_SAME_EXACT, _SAME_NOISY = 0.115, 0.2
# A headline is set at least this much larger than the body (9 to 10.5 points and up).
_LARGER = 1.17
# The folio is one row of small type and a name at the edge of the sheet.
_FOLIO_ROW, _FOLIO_REACH = 1.2, 0.08
_FOLIO = re.compile(
    r"(?:19|20)\d\d\s?[年.\-/]\s?\d{1,2}\s?[月.\-/]\s?\d{1,2}|星期[一二三四五六日天]"
    r"|責任編輯|责任编辑|责编|编辑[:： ]|校对|版式|美编|^第?[A-Z]?\d{1,3}版?$|^[A-Z]?\d{1,2}$"
    r"|電話|电话[:：]|ISSN|邮发代号|國內統一|国内统一"
)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual on a sheet; lengths in points.

    Attributes
    ----------
    em : float
        Size of the body type.
    advance : float
        Width that a character of the body takes in its line.
    tolerance : float
        By how much sizes of one type may differ, as a share.
    is_exact : bool
        Sizes are those of a text layer, not measured on an image.
    """

    em: float
    advance: float
    tolerance: float
    is_exact: bool

    def is_large(self, line: Line) -> bool:
        """Whether a line is set as a headline is: larger, or across the direction of the body."""
        return line.is_vertical or line.size >= _LARGER * self.em


def measure_type(lines: Sequence[Line], *, is_exact: bool = True) -> Measures:
    """Measures of the type in which most characters are set.

    Examples
    --------
    >>> body = [Line(0, 12 * i, 100, 12 * i + 10, "本市召开会议研究部署", 10) for i in range(9)]
    >>> found = measure_type([*body, Line(0, -40, 200, -20, "大标题在此", 20)])
    >>> found.em, found.advance
    (10, 10.0)
    """
    level = [line for line in lines if not line.is_vertical] or list(lines)
    counts: Counter[float] = Counter()
    for line in level:
        counts[round(line.size, 1)] += len(line.text)
    sizes = sorted(counts)

    def near(size: float) -> int:
        low, high = size * (1 - _ONE_SIZE), size * (1 + _ONE_SIZE)
        return sum(counts[other] for other in sizes if low < other < high)

    middle = max(sizes, key=lambda size: (near(size), counts[size], -size))
    alike = [size for size in sizes if abs(size / middle - 1) < _ONE_SIZE]
    em = max(alike, key=lambda size: (counts[size], -size))
    body = [line for line in level if abs(line.size / em - 1) < 2 * _ONE_SIZE]
    widths = [x.width / text_width(x.text) for x in body if len(x.text) >= _LEAST_TELLING]
    tolerance = _SAME_EXACT if is_exact else _SAME_NOISY
    return Measures(em, median(widths) if widths else em, tolerance, is_exact)


def without_folio(sheet: Sheet, measures: Measures) -> tuple[list[Line], list[Line]]:
    """Lines of the articles, and those of the folio (paper, date, page number) at either edge.

    Returns
    -------
    lines, folio : list of Line
    """
    lines = sorted(sheet.lines, key=lambda line: (line.y0, line.x0))
    folio = _edge_row(lines, sheet, measures, at_top=True)
    lines = [line for line in lines if line not in folio]
    below = _edge_row(lines, sheet, measures, at_top=False)
    chosen = {id(line) for line in (*folio, *below)}
    return [line for line in lines if id(line) not in chosen], [*folio, *below]


def _edge_row(
    lines: Sequence[Line], sheet: Sheet, measures: Measures, *, at_top: bool
) -> list[Line]:
    """The row at one edge of the sheet, where it says what folios say."""
    level = [line for line in lines if not line.is_vertical]
    if not level:
        return []
    reach = _FOLIO_REACH * sheet.height
    if at_top:
        edge = min(line.y0 for line in level)
        row = [line for line in level if line.y0 < edge + _FOLIO_ROW * measures.em]
        limit = max(line.y1 for line in row)
        row = [line for line in level if line.middle < limit + 0.2 * measures.em]
        row = [line for line in row if line.y1 < edge + reach]
    else:
        edge = max(line.y1 for line in level)
        row = [line for line in level if line.y1 > edge - _FOLIO_ROW / 2 * measures.em]
        row = [line for line in row if line.y0 > edge - reach / 2]
    says = [line for line in row if _FOLIO.search(line.text)]
    columns = sum(text_width(line.text) >= 2 * _LEAST_TELLING for line in row if line not in says)
    return row if says and columns <= len(says) and _is_apart(row, lines, measures) else []


def _is_apart(row: Sequence[Line], lines: Sequence[Line], measures: Measures) -> bool:
    """Whether white space or the edge parts a row from what stands next to it."""
    chosen = {id(line) for line in row}
    others = sorted(
        {line.middle for line in lines if id(line) not in chosen and not line.is_vertical}
    )
    if not others:
        return True
    middle = median(line.middle for line in row)
    gap = min(abs(other - middle) for other in others)
    steps = [b - a for a, b in pairwise(others) if b - a > measures.em / 2]
    return gap >= min([2 * measures.em, *(1.2 * step for step in steps)])
