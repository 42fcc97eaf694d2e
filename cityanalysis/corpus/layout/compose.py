"""From a sheet to the text of a page in reading order, and where each line of it is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cityanalysis.corpus.layout.headlines import Head
from cityanalysis.corpus.layout.lines import Line, Sheet, overlap, turned
from cityanalysis.corpus.layout.printed_paragraphs import (
    Paragraph,
    body_paragraphs,
    head_paragraphs,
)
from cityanalysis.corpus.layout.structure import Structure, structure_of
from cityanalysis.corpus.layout.succession import Follows, assign, read_weights
from cityanalysis.corpus.layout.text_blocks import CAPTION, Block
from cityanalysis.corpus.line_joints import needs_space
from cityanalysis.corpus.page import PrintedLine

__all__ = ["LaidOut", "lay_out"]

# Columns of a newspaper are narrower than this share of the width of the sheet's text.
_COLUMN, _MOSTLY = 0.6, 0.5
# Of the lines of running text about every second holds a comma or a full stop.
_MARKED = 0.2
_MARK = re.compile(r"[，。；、？！：,.;]")
_LONGEST_CAPTION = 140
# A few words that stand alone, and are no sentence, name a column.
_LONGEST_LABEL = 16
_SENTENCE_END = re.compile(r"[。！？…]")
_PICTURE_REACH = 2.0
_OTHER_SIZE = 0.03
# A headline alone, this near to another, is part of that one.
_NEAR_HEAD = 2.5


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The text of a sheet as it is read, and its printed lines.

    Attributes
    ----------
    text : str
        Paragraphs end in a line feed, items in a blank line.
    lines : tuple of PrintedLine
        Where each line of the text is printed.
    has_columns : bool
        Most of the text stands in columns side by side, as in newspapers.
    """

    text: str
    lines: tuple[PrintedLine, ...]
    has_columns: bool


@dataclass(frozen=True)
class _Item:
    y: float
    x: float
    paragraphs: tuple[Paragraph, ...]


def lay_out(sheet: Sheet) -> LaidOut:
    """Read a sheet: its lines in reading order, items apart.

    Parameters
    ----------
    sheet : Sheet
        What is printed on one side of paper.

    Returns
    -------
    LaidOut

    Examples
    --------
    >>> head = Line(10, 10, 150, 30, "开发区推出新举措", 20)
    >>> tops = (40, 54, 68)
    >>> body = [Line(10, y, 110, y + 10, "新举措落地引进人才多", 10) for y in tops]
    >>> found = lay_out(Sheet(200, 300, (*body, head)))
    >>> found.text.split("\\n")[0], found.lines[0].role, found.lines[1].role
    ('开发区推出新举措', 'title', 'body')
    """
    placed = turned(sheet) if sheet.is_vertical else sheet
    structure = structure_of(placed)
    if structure is None:
        return LaidOut("", (), False)
    items = sorted(_items(structure), key=lambda item: (item.y, item.x))
    parts: list[str] = []
    lines: list[PrintedLine] = []
    length = 0
    for number, item in enumerate(items, 1):
        for paragraph in item.paragraphs:
            goes_on = paragraph.role == "goes_on" and bool(parts)
            if goes_on:
                length -= len(parts.pop())
            before = lines[-1] if goes_on else None
            for line in paragraph.lines:
                if before is not None and needs_space(parts[-1], line.text):
                    parts.append(" ")
                    length += 1
                span = length, length + len(line.text)
                joint = 1.0 if line is not paragraph.lines[0] else paragraph.joint
                before = _printed(line, placed, span, (paragraph.role, number, joint))
                parts.append(line.text)
                lines.append(before)
                length = span[1]
            parts.append("\n")
            length += 1
        parts.append("\n")
        length += 1
    return LaidOut("".join(parts), tuple(lines), _has_columns(structure))


def _printed(
    line: Line, sheet: Sheet, span: tuple[int, int], place: tuple[str, int, float]
) -> PrintedLine:
    role, item, joint = place
    x0, y0, x1, y1 = line.box
    if line.origin is not None:
        x0, y0, x1, y1 = line.origin
    elif sheet.is_vertical:
        x0, y0, x1, y1 = sheet.height - y1, x0, sheet.height - y0, x1
    return PrintedLine(
        *span,
        box=(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)),
        size=round(line.size, 1),
        is_vertical=line.is_vertical != sheet.is_vertical,
        confidence=round(line.confidence, 3),
        role="body" if role == "goes_on" else role,
        item=item,
        joint=joint,
    )


def _items(structure: Structure) -> Iterator[_Item]:
    for role, lines in (("folio", structure.folio), ("label", structure.labels)):
        rows = [list(lines)] if role == "folio" else [[line] for line in lines]
        for row in rows:
            if row:
                row.sort(key=lambda line: (round(line.middle), line.x0))
                yield _item([Paragraph((line,), role) for line in row])
    follows = assign(structure.evidence, read_weights())
    chains = _chains(follows, len(structure.heads))
    heads = _absorbed(structure, chains)
    for h, head in heads.items():
        numbers = chains.get(("head", h), [])
        yield _with_head(head, numbers, follows, structure)
    for (kind, _), numbers in chains.items():
        if kind == "block":
            yield _without_head(numbers, follows, structure)


def _item(paragraphs: Sequence[Paragraph]) -> _Item:
    lines = paragraphs[0].lines
    y, x = min(line.y0 for line in lines), min(line.x0 for line in lines)
    return _Item(y, x, tuple(paragraphs))


def _chains(follows: Sequence[Follows], n_heads: int) -> dict[tuple[str, int], list[int]]:
    """Blocks in order, by the head or the first block with which they begin."""
    after = {one.block: v for v, one in enumerate(follows) if one.block is not None}
    chains: dict[tuple[str, int], list[int]] = {}
    for v, one in enumerate(follows):
        if one.block is not None:
            continue
        key = ("head", one.head) if one.head is not None else ("block", v)
        chain = [v]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains[key] = chain
    return chains


def _absorbed(structure: Structure, chains: dict[tuple[str, int], list[int]]) -> dict[int, Head]:
    """Heads by number; one without a body that stands close to another joins it."""
    heads = dict(enumerate(structure.heads))
    for h, head in enumerate(structure.heads):
        if ("head", h) in chains or head.is_vertical:
            continue
        reach = _NEAR_HEAD * structure.measures.em
        near = [
            k
            for k, other in heads.items()
            if k != h
            and not other.is_vertical
            and -reach < max(head.y0, other.y0) - min(head.y1, other.y1) < reach
            and overlap(head.x0, head.x1, other.x0, other.x1) > 0.5 * (head.x1 - head.x0)
            and head.frame == other.frame
        ]
        if near:
            k = min(near, key=lambda k: abs(heads[k].y0 - head.y0))
            lines = (*heads[k].lines, *head.lines)
            heads[k] = Head(lines, (*heads[k].bylines, *head.bylines), heads[k].frame)
            del heads[h]
    return heads


def _with_head(
    head: Head, numbers: Sequence[int], follows: Sequence[Follows], structure: Structure
) -> _Item:
    paragraphs = list(head_paragraphs(head, structure.measures))
    blocks = [structure.blocks[v] for v in numbers]
    joints = [follows[v].probability for v in numbers]
    return _item([*paragraphs, *body_paragraphs(blocks, joints, structure.measures)])


def _without_head(
    numbers: Sequence[int], follows: Sequence[Follows], structure: Structure
) -> _Item:
    blocks = [structure.blocks[v] for v in numbers]
    joints = [follows[v].probability for v in numbers]
    paragraphs = body_paragraphs(blocks, joints, structure.measures)
    text = "".join(block.text for block in blocks)
    if len(text) <= _LONGEST_LABEL and not _SENTENCE_END.search(text):
        return _item([Paragraph(p.lines, "label", p.joint) for p in paragraphs])
    if _is_caption(blocks, structure):
        paragraphs = [
            Paragraph(p.lines, "caption" if p.role == "body" else p.role, p.joint)
            for p in paragraphs
        ]
    return _item(paragraphs)


def _is_caption(blocks: Sequence[Block], structure: Structure) -> bool:
    text = "".join(block.text for block in blocks)
    if len(text) > _LONGEST_CAPTION:
        return False
    first, em = blocks[0], structure.measures.em
    if CAPTION.search(first.text) or abs(first.size / em - 1) > _OTHER_SIZE:
        return True
    return any(
        shape.kind == "picture"
        and -0.5 * em < first.y0 - shape.y1 < _PICTURE_REACH * em
        and overlap(shape.x0, shape.x1, first.left, first.right) > 0
        for shape in structure.evidence.shapes
    )


def _has_columns(structure: Structure) -> bool:
    """Whether most characters stand in running text in columns much narrower than the sheet's.

    The columns of a table stand side by side too, but their cells hold no marks of a sentence.
    """
    blocks = structure.blocks
    if not blocks:
        return False
    width = max(block.right for block in blocks) - min(block.left for block in blocks)
    narrow = sum(
        len(block.text)
        for block in blocks
        if block.right - block.left < _COLUMN * width and _is_running(block)
    )
    return narrow > _MOSTLY * sum(len(block.text) for block in blocks)


def _is_running(block: Block) -> bool:
    marked = sum(_MARK.search(line.text) is not None for line in block.lines)
    return marked >= _MARKED * len(block.lines)
