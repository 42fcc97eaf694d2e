"""The text layer of a PDF as printed lines, whatever the order of its characters."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cityanalysis.corpus.layout.glyph_runs import Run, join_runs, stack_runs, without_doubles
from cityanalysis.corpus.layout.lines import Line, Shape, Sheet

__all__ = ["pdf_sheet"]

_UNSEEN = frozenset("\r\n\x00\ufffe\uffff\ufeff\u00ad\u200b\u200c\u200d\u2060")
_LARGEST_CODE = 0x10FFFF  # of Unicode; damaged fonts give larger ones
# What PDFium gives for a hyphen at the end of a line.
_LINE_HYPHEN = 2
_RULE_WIDTH = 2.5
_RULE_LENGTH = 24.0
_LEAST_FRAME = 30.0
_MOST_OF_SHEET = 0.8
# Maps and drawings of thousands of strokes say nothing of the layout.
_MOST_SHAPES = 4000


def pdf_sheet(page: Any) -> Sheet:
    """Lines, rules, frames and pictures of one page of a PDF.

    Parameters
    ----------
    page : pypdfium2.PdfPage
        The page, open in its document.

    Returns
    -------
    Sheet
        In points from the top left of the page as it is shown, in the page's own direction.
    """
    place = _Placed(page)
    text_page = page.get_textpage()
    try:
        runs, n_down = _runs(text_page, place)
    finally:
        text_page.close()
    n_across = sum(len(run.text) for run in runs if not run.is_vertical)
    is_vertical = n_down > n_across
    if not is_vertical:
        runs = stack_runs(join_runs(without_doubles(runs)))
    lines = tuple(run.as_line() for run in runs if run.text.strip())
    shapes = tuple(_shapes(page, place, lines))
    return Sheet(place.width, place.height, lines, shapes, is_vertical)


class _Placed:
    """From the coordinates of a PDF to points from the top left of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.get_size()
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._turn = int(page.get_rotation()) % 360

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def angle(self, b: float, a: float) -> float:
        """Direction of writing on the shown page, in degrees, clockwise from left to right."""
        return (math.degrees(math.atan2(-b, a)) + self._turn) % 360


@dataclass
class _Style:
    """What the characters of one text object share."""

    pointer: int
    size: float
    face: int
    down: bool


def _styles(text_page: Any, place: _Placed) -> Iterator[tuple[int, _Style]]:
    """Index and style of every character."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    style = _Style(-1, 0.0, 0, False)
    for index in range(text_page.count_chars()):
        pointer = raw.FPDFText_GetTextObject(text_page, index)
        address = ctypes.cast(pointer, ctypes.c_void_p).value or 0
        if address != style.pointer:
            raw.FPDFText_GetMatrix(text_page, index, matrix)
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            size = raw.FPDFText_GetFontSize(text_page, index) * scale
            font = ctypes.cast(raw.FPDFTextObj_GetFont(pointer), ctypes.c_void_p).value
            turn = place.angle(matrix.b, matrix.a)
            style = _Style(address, size, font or 0, 45 < turn % 180 < 135)
        yield index, style


def _runs(text_page: Any, place: _Placed) -> tuple[list[Run], int]:
    """Characters that follow one another in the file and on paper, and how many of them go down."""
    from pypdfium2 import raw

    faces: dict[int, int] = {}
    runs: list[Run] = []
    run: Run | None = None
    n_down = 0
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index, style in _styles(text_page, place):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if not 0 < code <= _LARGEST_CODE or chr(code) in _UNSEEN or style.size <= 0:
            continue
        char = "-" if code == _LINE_HYPHEN else chr(code)
        if char.isspace() and raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        left, base = place.point(x.value, y.value)
        right = max(place.point(box.right, y.value)[0], left + 0.2 * style.size)
        if run is not None and run.shares_glyph(style.pointer, left, base):
            run.text += char
            continue
        face = faces.setdefault(style.face, len(faces) + 1)
        glyph = Run(left, base, right, style.size, char, face, style.down)
        glyph.source = style.pointer
        if run is not None and run.takes(glyph):
            n_down += run.is_vertical
            run.add(glyph)
        else:
            run = glyph
            runs.append(run)
    return runs, n_down


def _shapes(page: Any, place: _Placed, lines: Iterable[Line]) -> Iterator[Shape]:
    """Rules, frames (they hold text) and pictures (they hold none)."""
    from pypdfium2 import raw

    wanted = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    middles = [((line.x0 + line.x1) / 2, line.middle) for line in lines]
    for count, found in enumerate(page.get_objects(filter=wanted, max_depth=3)):
        if count >= _MOST_SHAPES:
            return
        left, bottom, right, top = found.get_bounds()
        corners = [place.point(left, bottom), place.point(right, top)]
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners))
        width, height = x1 - x0, y1 - y0
        if min(width, height) <= _RULE_WIDTH:
            if max(width, height) >= _RULE_LENGTH:
                yield Shape(x0, y0, x1, y1)
        elif width * height < _MOST_OF_SHEET * place.width * place.height:
            inside = sum(x0 < x < x1 and y0 < y < y1 for x, y in middles)
            is_image = found.type == raw.FPDF_PAGEOBJ_IMAGE
            if min(width, height) >= _LEAST_FRAME:
                yield Shape(x0, y0, x1, y1, "frame" if inside and not is_image else "picture")
            elif inside == 1:
                yield Shape(x0, y0, x1, y1, "label")
