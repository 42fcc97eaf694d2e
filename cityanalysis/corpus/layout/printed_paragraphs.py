"""The lines of an item as paragraphs: headline, byline, body, subheads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cityanalysis.corpus.layout.headlines import Head
from cityanalysis.corpus.layout.lines import Line
from cityanalysis.corpus.layout.text_blocks import Block
from cityanalysis.corpus.layout.typography import Measures

__all__ = ["Paragraph", "body_paragraphs", "head_paragraphs"]

# Lines of at least this share of a headline's largest size are the main headline.
_MAIN = 0.8
_ONE_SIZE = 0.12
_ROW = 0.6
_INDENT = 0.9
# A line that ends so many characters before the column's edge ends a paragraph.
_SHORT = 1.6
# Subheads are larger than the body or in another font, short, and stop at no end of a sentence.
_LARGER = 1.05
_LONGEST_SUBHEAD = 2.0
_STOPS = re.compile(r"[。；，、：…]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one, their role, and how sure it is that they belong here."""

    lines: tuple[Line, ...]
    role: str
    joint: float = 1.0


def head_paragraphs(head: Head, measures: Measures) -> Iterator[Paragraph]:
    """Kickers, main headline, second lines and bylines, in the order in which they are read."""
    if head.lines:
        largest = max(line.size for line in head.lines)
        group: list[Line] = []
        role = ""
        for line in _in_reading_order(head.lines, measures):
            is_main = line.size >= _MAIN * largest
            alike = bool(group) and abs(line.size / group[-1].size - 1) < _ONE_SIZE
            now = "title" if is_main else "deck"
            if group and (now != role or (now == "deck" and not alike)):
                yield Paragraph(tuple(group), role)
                group = []
            role = now
            group.append(line)
        yield Paragraph(tuple(group), role)
    for line in sorted(head.bylines, key=lambda line: (line.y0, line.x0)):
        yield Paragraph((line,), "byline")


def _in_reading_order(lines: Sequence[Line], measures: Measures) -> list[Line]:
    if lines[0].is_vertical:
        return sorted(lines, key=lambda line: (-line.x0, line.y0))
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and line.middle - rows[-1][0].middle < _ROW * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def body_paragraphs(
    blocks: Sequence[Block], joints: Sequence[float], measures: Measures
) -> list[Paragraph]:
    """Paragraphs of blocks that follow one another.

    Parameters
    ----------
    blocks : sequence of Block
        Blocks of one item, in reading order.
    joints : sequence of float
        For each block how sure it is that it belongs here.
    measures : Measures
        What is usual in the sheet's body type.

    Returns
    -------
    list of Paragraph
        Where a block begins in the middle of a paragraph, that paragraph is two: the second has
        the role ``goes_on`` in place of ``body``.
    """
    found: list[Paragraph] = []
    before = "short"
    for block, joint in zip(blocks, joints, strict=True):
        stretches = list(_stretches(block, measures))
        for number, (lines, role) in enumerate(stretches):
            is_first = number == 0
            if (
                role == "body"
                and is_first
                and found
                and not block.is_indented
                and before != "short"
            ):
                role = "goes_on"
            found.append(Paragraph(tuple(lines), role, joint if is_first else 1.0))
        before = block.ending
    return found


def _stretches(block: Block, measures: Measures) -> Iterator[tuple[list[Line], str]]:
    """Lines of one paragraph or subhead of a block."""
    unit = measures.advance
    marked = [_is_subhead(line, block, measures) for line in block.lines]
    current = [block.lines[0]]
    for (above, was), (line, is_subhead) in pairwise(zip(block.lines, marked)):
        short = block.right - above.x1 > _SHORT * unit
        begins = line.x0 - block.left > _INDENT * unit or short
        same_subhead = was and is_subhead
        if was != is_subhead or (begins and not same_subhead):
            yield current, "subhead" if was else "body"
            current = []
        current.append(line)
    yield current, "subhead" if marked[-1] else "body"


def _is_subhead(line: Line, block: Block, measures: Measures) -> bool:
    unit = measures.advance
    size = sorted(other.size for other in block.lines)[len(block.lines) // 2]
    larger = line.size > _LARGER * size
    if len(block.lines) < 2 or not (larger or (line.face and _is_other_face(line, block))):
        return False
    if _STOPS.search(line.text):
        return False
    left, right = line.x0 - block.left, block.right - line.x1
    centred = min(left, right) > _INDENT * unit and abs(left - right) < _LONGEST_SUBHEAD * unit
    return centred or (larger and measures.is_exact)


def _is_other_face(line: Line, block: Block) -> bool:
    faces = [other.face for other in block.lines]
    return faces.count(line.face) <= len(faces) // 3
