"""Some printed lines of a page cut out of its picture, to be seen beside what was read."""

import io
from collections.abc import Sequence
from typing import Any

from cityanalysis.corpus.page import Page, PrintedLine, Span
from cityanalysis.corpus.reading.pictures import upright_picture

__all__ = ["page_crops"]

# Pixels of a character: enough to be read, and a column is then some 300 pixels wide.
_CHARACTER = 22
# White around what is cut out, and between two columns, in characters.
_MARGIN, _GAP = 0.3, 0.5
# Lines of one column are no further apart, in characters.
_NEAR = 1.3
# Greatest side, and size of one crop: a sentence takes about 6 kB.
_LONGEST_SIDE, _MOST_BYTES = 1200, 24_000
_QUALITIES = (45, 20, 5)

Box = tuple[float, float, float, float]


def page_crops(page: Page, places: Sequence[Sequence[Span]]) -> list[bytes | None]:
    """Pictures of the printed lines in which some stretches of a page's text stand.

    Parameters
    ----------
    page : Page
        A page with printed lines; its source is read again.
    places : sequence of sequence of (start, end)
        For each crop the stretches of the page's text that it shows, whole lines of them.

    Returns
    -------
    list of bytes or None
        For each a WebP picture of at most 24 kB, columns under each other in reading order; None
        where no line stands there, or the page has no picture.

    Examples
    --------
    >>> page_crops(Page("a.txt", "本报讯"), [[(0, 3)]])
    [None]
    """
    picture = upright_picture(page) if page.size else None
    if picture is None or page.size is None:
        return [None for _ in places]
    scale = picture.width / page.size[0]
    return [_crop(picture, scale, _lines(page, spans)) for spans in places]


def _lines(page: Page, spans: Sequence[Span]) -> list[PrintedLine]:
    return [
        line
        for line in page.lines
        if any(line.start < end and start < line.end for start, end in spans)
    ]


def _crop(picture: Any, scale: float, lines: Sequence[PrintedLine]) -> bytes | None:
    if not lines:
        return None
    size = sorted(line.size for line in lines)[len(lines) // 2]
    parts = [_cut(picture, scale, box, _MARGIN * size) for box in _columns(lines, size)]
    return _written(_stacked(parts, round(_GAP * size * scale)), _CHARACTER / (size * scale))


def _columns(lines: Sequence[PrintedLine], size: float) -> list[Box]:
    """Boxes of lines that stand side by side, in their order: one for each column."""
    found: list[Box] = []
    last: Box | None = None
    for line in lines:
        if last is not None and _apart(last, line.box) <= _NEAR * size:
            found[-1] = _around(found[-1], line.box)
        else:
            found.append(line.box)
        last = line.box
    return found


def _apart(one: Box, other: Box) -> float:
    """How far two boxes are from each other, along the axis on which they are farther apart."""
    return max(max(one[k], other[k]) - min(one[k + 2], other[k + 2]) for k in (0, 1))


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    return left, top, max(one[2], other[2]), max(one[3], other[3])


def _cut(picture: Any, scale: float, box: Box, margin: float) -> Any:
    left, top = (max(0, int((side - margin) * scale)) for side in box[:2])
    right = min(picture.width, round((box[2] + margin) * scale))
    bottom = min(picture.height, round((box[3] + margin) * scale))
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _stacked(parts: Sequence[Any], gap: int) -> Any:
    """Parts under each other on white."""
    from PIL import Image

    height = sum(part.height for part in parts) + gap * (len(parts) - 1)
    whole = Image.new("RGB", (max(part.width for part in parts), height), "white")
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height + gap
    return whole


def _written(picture: Any, factor: float) -> bytes | None:
    """As WebP, made smaller where type is larger than is needed; None where it stays too large."""
    factor = min(1.0, factor, _LONGEST_SIDE / max(picture.size))
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    small = picture.resize(size)
    for quality in _QUALITIES:
        written = io.BytesIO()
        small.save(written, "WEBP", quality=quality)
        if written.tell() <= _MOST_BYTES:
            return written.getvalue()
    return None
