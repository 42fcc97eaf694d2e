"""Lines that a recognition read on a picture, as a sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout.lines import Box, Line, Shape, Sheet, text_width
from cityanalysis.corpus.layout.straighten import straightened

__all__ = ["RecognisedLine", "scanned_sheet"]

Corner = tuple[float, float]
Quads = NDArray[np.float64]
# A line is vertical where it is clearly higher than wide.
_UPRIGHT = 1.6
_LONG, _LONGEST_SIDE = 8, 5.0
# Boxes are about this much higher than the type in them, where too few lines tell.
_USUAL = 0.87
# A size so near to the body's is the body's; short lines are measured badly.
# Both the height of a box and the width of its characters exceed those of the body by more than
# the second only in larger type.
_BODY, _BODY_MORE = 0.14, 0.08
_SHORT_BODY, _FEW, _ONE = 1.75, 6, 1.2
_SURE = 0.5
# Bold type covers half as much again of its box as the type of the body.
_BOLD = 1.35
_WORD = re.compile(r"[\u3400-\u9fff。”]")
_CLOSES = "。”"


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """One line that a recognition read.

    Attributes
    ----------
    corners : tuple of (x, y)
        In pixels, clockwise from the top left of the line as it is read.
    text : str
        Characters in the order in which they are read.
    confidence : float
        From 0 to 1.
    ink : float
        Share of the line's box that is dark, from 0 to 1; 0 where it was not measured.
    """

    corners: tuple[Corner, Corner, Corner, Corner]
    text: str
    confidence: float
    ink: float = 0.0


def scanned_sheet(
    found: Sequence[RecognisedLine],
    size: tuple[float, float],
    scale: float,
    shapes: Sequence[Shape] = (),
) -> Sheet:
    """The sheet of a picture, straightened.

    Parameters
    ----------
    found : sequence of RecognisedLine
        Lines, in any order.
    size : tuple of float
        Width and height of the picture in pixels.
    scale : float
        Points (1/72 inch) a pixel.
    shapes : sequence of Shape
        Rules and pictures, in points.

    Returns
    -------
    Sheet
        Its lines in points; specks that were read as a character or two are left out by
        their low confidence.

    Examples
    --------
    >>> corners = ((0.0, 0.0), (60.0, 0.0), (60.0, 12.0), (0.0, 12.0))
    >>> sheet = scanned_sheet([RecognisedLine(corners, "本报讯昨日", 0.99)], (100, 100), 0.5)
    >>> sheet.lines[0].text, sheet.is_exact
    ('本报讯昨日', False)
    """
    kept = [line for line in found if line.text.strip() and not _is_speck(line)]
    width, height = size[0] * scale, size[1] * scale
    if not kept:
        return Sheet(width, height, (), tuple(shapes), is_exact=False)
    quads = np.array([line.corners for line in kept], dtype=float) * scale
    origins = [_outer(quad) for quad in quads]
    upright = _is_upright_page(quads, kept)
    if upright:
        quads = _quarter_turn(quads)
        quads = _quarter_back(straightened(quads))
    else:
        quads = straightened(quads)
    lines = [
        replace(line, origin=origin)
        for line, origin in zip(_lines(quads, kept, upright), origins, strict=True)
    ]
    return Sheet(width, height, tuple(lines), tuple(shapes), upright, is_exact=False)


def _outer(quad: Quads) -> Box:
    """Box around the corners of a line."""
    (x0, y0), (x1, y1) = quad.min(0), quad.max(0)
    return float(x0), float(y0), float(x1), float(y1)


def _is_speck(line: RecognisedLine) -> bool:
    text = line.text.strip()
    return line.confidence < _SURE or (
        len(text) <= 2 and not _WORD.search(text) and not text.isdigit()
    )


def _is_upright_page(quads: Quads, kept: Sequence[RecognisedLine]) -> bool:
    """Whether most characters stand in vertical lines."""
    tall = [_tall(quad, line.text) for quad, line in zip(quads, kept)]
    down = sum(len(line.text) for line, is_tall in zip(kept, tall) if is_tall)
    return 2 * down > sum(len(line.text) for line in kept)


def _tall(quad: Quads, text: str) -> bool:
    width = np.ptp(quad[:, 0])
    return bool(np.ptp(quad[:, 1]) > _UPRIGHT * width and len(text.strip()) > 1)


def _quarter_turn(quads: Quads) -> Quads:
    """Vertical lines laid level: what is read downwards is read to the right."""
    return _from_top_left(np.stack([quads[..., 1], -quads[..., 0]], -1))


def _quarter_back(quads: Quads) -> Quads:
    return _from_top_left(np.stack([-quads[..., 1], quads[..., 0]], -1))


def _from_top_left(quads: Quads) -> Quads:
    """Corners clockwise from the top left."""
    x0, x1 = quads[..., 0].min(1), quads[..., 0].max(1)
    middle = (x0 + x1) / 2
    ordered = np.empty_like(quads)
    for k, quad in enumerate(quads):
        left = quad[quad[:, 0] <= middle[k]]
        right = quad[quad[:, 0] > middle[k]]
        if len(left) != 2 or len(right) != 2:
            y0, y1 = quad[:, 1].min(), quad[:, 1].max()
            ordered[k] = [[x0[k], y0], [x1[k], y0], [x1[k], y1], [x0[k], y1]]
            continue
        left = left[np.argsort(left[:, 1])]
        right = right[np.argsort(right[:, 1])]
        ordered[k] = [left[0], right[0], right[1], left[1]]
    return ordered


def _lines(quads: Quads, kept: Sequence[RecognisedLine], upright: bool) -> list[Line]:
    """Lines with the size of their type, which is a little less than the height of their box."""
    boxes = [_box(quad) for quad in quads]
    texts = [line.text.strip() for line in kept]
    tall = [_tall(quad, text) for quad, text in zip(quads, texts)]
    measured = []
    for (x0, y0, x1, y1), text, is_tall in zip(boxes, texts, tall):
        along, thick = (y1 - y0, x1 - x0) if is_tall else (x1 - x0, y1 - y0)
        if is_tall == upright and text_width(text) >= _LONG and along > _LONGEST_SIDE * thick:
            measured.append((along / text_width(text), thick))
    em = median(advance for advance, _ in measured) if measured else 0.0
    share = median(advance / thick for advance, thick in measured) if measured else _USUAL
    usual = median(line.ink for line in kept)
    lines = []
    for box, text, is_tall, line in zip(boxes, texts, tall, kept):
        size = _size(box, text, is_tall, em, share)
        face = 0 if usual <= 0 else 2 if line.ink > _BOLD * usual else 1
        found = _line(box, text, size, is_tall, line.confidence)
        lines.append(replace(found, face=face))
    return lines


def _box(quad: Quads) -> tuple[float, float, float, float]:
    x0, x1 = min(quad[0, 0], quad[3, 0]), max(quad[1, 0], quad[2, 0])
    y0, y1 = (quad[0, 1] + quad[1, 1]) / 2, (quad[2, 1] + quad[3, 1]) / 2
    return float(x0), float(y0), float(x1), float(y1)


def _size(
    box: tuple[float, float, float, float], text: str, is_tall: bool, em: float, share: float
) -> float:
    x0, y0, x1, y1 = box
    along, thick = (y1 - y0, x1 - x0) if is_tall else (x1 - x0, y1 - y0)
    size, count = thick * share, text_width(text)
    if not is_tall and count >= 3:
        size = min(size, along / count * 1.02)
    if em and -_BODY < size / em - 1 < _BODY_MORE:
        return em
    ends_line = text[-1] in _CLOSES and count <= _FEW
    if em and not is_tall and size < _SHORT_BODY * em and (ends_line or count <= _ONE):
        return em
    return max(size, 0.1)


def _line(
    box: tuple[float, float, float, float],
    text: str,
    size: float,
    is_tall: bool,
    confidence: float,
) -> Line:
    x0, y0, x1, y1 = box
    if is_tall:
        margin = max(0.0, (x1 - x0 - size) / 2)
        return Line(x0 + margin, y0, x1 - margin, y1, text, size, True, 0, confidence)
    margin = max(0.0, (y1 - y0 - size) / 2)
    return Line(x0, y0 + margin, x1, y1 - margin, text, size, False, 0, confidence)
