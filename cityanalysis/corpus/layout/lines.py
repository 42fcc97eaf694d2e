"""What is printed on a sheet: lines of text with their boxes, rules, frames and pictures."""

import unicodedata
from dataclasses import dataclass, replace

__all__ = ["Box", "Line", "Shape", "Sheet", "overlap", "text_width", "turned"]

Box = tuple[float, float, float, float]

# A Latin letter or digit takes about half the width of a Chinese character (0.5-0.6 em in the
# fonts of newspapers).
_NARROW = 0.55


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; lengths are in points, measured from the top left of the sheet.

    Attributes
    ----------
    x0, y0, x1, y1 : float
        Box of the type: its height, or width where vertical, is `size`.
    text : str
        Characters in the order in which they are read.
    size : float
        Height of a character.
    is_vertical : bool
        Set across the direction of the body: a vertical headline on a horizontal page.
    face : int
        Number of the font, where it is known; 0 otherwise.
    confidence : float
        Of the recognition, from 0 to 1; 1 for a text layer.
    origin : tuple of float, optional
        Box on the picture, where straightening has moved the line.

    Examples
    --------
    >>> line = Line(10, 20, 90, 30, "本报讯近日本市", 10)
    >>> line.width, line.middle
    (80, 25.0)
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    is_vertical: bool = False
    face: int = 0
    confidence: float = 1.0
    origin: Box | None = None

    @property
    def width(self) -> float:
        """Extent from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent from top to bottom."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Height at which the middle of the line stands."""
        return (self.y0 + self.y1) / 2

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""
        return self.x0, self.y0, self.x1, self.y1


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule, a frame around text, a label's ground (it holds one short line), or a picture.

    Examples
    --------
    >>> Shape(0, 0, 100, 0.5).kind
    'rule'
    """

    x0: float
    y0: float
    x1: float
    y1: float
    kind: str = "rule"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper, as printed.

    Attributes
    ----------
    width, height : float
        In points.
    lines : tuple of Line
        In any order.
    shapes : tuple of Shape
        Rules, frames and pictures.
    is_vertical : bool
        Body set in vertical lines from right to left.
    is_exact : bool
        Sizes are those of a text layer, not measured on an image.

    Examples
    --------
    >>> Sheet(595, 842).lines
    ()
    """

    width: float
    height: float
    lines: tuple[Line, ...] = ()
    shapes: tuple[Shape, ...] = ()
    is_vertical: bool = False
    is_exact: bool = True


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Length that two stretches of a line share.

    Examples
    --------
    >>> overlap(0, 10, 8, 20), overlap(0, 1, 2, 3)
    (2, 0)
    """
    return max(0, min(a1, b1) - max(a0, b0))


def text_width(text: str) -> float:
    """Width of a text in characters, a Latin letter or digit being about half of one.

    Examples
    --------
    >>> text_width("本报8日")
    3.55
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def turned(sheet: Sheet) -> Sheet:
    """The sheet turned so that vertical lines read from left to right and downwards.

    A column of characters from top to bottom becomes a line, and lines from right to left become
    lines below one another; all that is known of horizontal pages then holds.

    Examples
    --------
    >>> page = Sheet(100, 200, (Line(80, 10, 90, 60, "申報電訊", 10, True),), (), True)
    >>> turned(page).lines[0].box, turned(page).lines[0].is_vertical
    ((10, 10, 60, 20), False)
    """
    lines = tuple(
        replace(
            line,
            x0=line.y0,
            x1=line.y1,
            y0=sheet.width - line.x1,
            y1=sheet.width - line.x0,
            is_vertical=not line.is_vertical,
        )
        for line in sheet.lines
    )
    shapes = tuple(
        replace(
            shape, x0=shape.y0, x1=shape.y1, y0=sheet.width - shape.x1, y1=sheet.width - shape.x0
        )
        for shape in sheet.shapes
    )
    return replace(sheet, width=sheet.height, height=sheet.width, lines=lines, shapes=shapes)
