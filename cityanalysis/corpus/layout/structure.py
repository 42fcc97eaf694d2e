"""From the lines of a sheet to its blocks and headlines, and the items they form."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cityanalysis.corpus.layout.evidence import Evidence
from cityanalysis.corpus.layout.headlines import (
    Head,
    attach_small_lines,
    gather_heads,
    is_signed,
    split_bylines,
    subheads_in,
)
from cityanalysis.corpus.layout.lines import Line, Sheet, overlap, text_width
from cityanalysis.corpus.layout.text_blocks import Block, column_of, frame_of, gather_blocks
from cityanalysis.corpus.layout.typography import Measures, measure_type, without_folio
from cityanalysis.corpus.splitting import parse_dateline

__all__ = ["Structure", "structure_of"]


# A headline of a brief: a few lines, hardly larger than the body, above it with at most a byline
# of two lines between.
# Subheads stand about a line's distance below the text, headlines farther.
_TIGHT, _LEVEL, _GUTTER = 0.9, 0.8, 3.5
_LARGER, _SMALLER, _MOST_LINES, _CLOSE = 1.04, 0.97, 4, 4.5
_SENTENCE = re.compile(r"[。；，、…]$|摄[）)]?$|图为|^[▲△▼]")
# In sizes and characters of the body; larger type on a ground is a headline.
_LARGEST_LABEL, _LONGEST_LABEL = 1.6, 20.0


@dataclass(frozen=True)
class Structure:
    """What stands on a sheet, before it is known what belongs together.

    Attributes
    ----------
    measures : Measures
        What is usual in the body type.
    blocks : tuple of Block
        Stretches of body text in one column.
    heads : tuple of Head
        Headlines with their bylines.
    folio : tuple of Line
        Lines at the edge that name paper, date and page number.
    labels : tuple of Line
        Names of columns, on a ground of their own.
    evidence : Evidence
        What speaks for a block following another, or a headline.
    """

    measures: Measures
    blocks: tuple[Block, ...]
    heads: tuple[Head, ...]
    folio: tuple[Line, ...]
    labels: tuple[Line, ...]
    evidence: Evidence


def structure_of(sheet: Sheet) -> Structure | None:
    """Blocks and headlines of a sheet in the direction of its body; None for an empty one."""
    if not sheet.lines:
        return None
    measures = measure_type(sheet.lines, is_exact=sheet.is_exact)
    lines, folio = without_folio(sheet, measures)
    labels = [line for line in lines if _is_label(line, sheet, measures)]
    lines = [line for line in lines if line not in labels]
    large = [line for line in lines if measures.is_large(line)]
    small = [line for line in lines if not measures.is_large(line)]
    chains = gather_blocks(small, measures, sheet.shapes)
    large, chains = subheads_in(large, chains, measures)
    chains = [part for chain in chains for part in _without_lead(chain, chains, measures)]
    bylines, rest = _bylines(chains, measures)
    blocks, promoted = _without_heads(column_of(rest, measures, sheet.shapes), measures)
    heads = gather_heads([*large, *bylines, *promoted], blocks, measures, sheet.shapes)
    heads, blocks = attach_small_lines(heads, blocks, measures)
    heads = [
        replace(head, frame=frame_of((*head.lines, *head.bylines)[0], sheet.shapes))
        for head in heads
    ]
    evidence = Evidence(tuple(blocks), tuple(heads), measures, sheet.shapes)
    return Structure(measures, tuple(blocks), tuple(heads), tuple(folio), tuple(labels), evidence)


def _without_lead(
    chain: Sequence[Line], chains: Sequence[Sequence[Line]], measures: Measures
) -> list[list[Line]]:
    """A chain, cut below first lines in type of their own if an article begins there.

    They are a headline hardly larger than the body; beside the first line of another column, they
    are a subhead at the top of a column, unless a byline or dateline follows.
    """
    faces = Counter(line.face for line in chain)
    usual = max(faces, key=lambda face: (faces[face], -face))
    size = sorted(line.size for line in chain)[len(chain) // 2]

    def is_other(line: Line) -> bool:
        return line.size > _LARGER * size or (line.face not in (0, usual))

    count = next((k for k, line in enumerate(chain) if not is_other(line)), len(chain))
    if not 0 < count <= _MOST_LINES or count == len(chain):
        return [list(chain)]
    left, after = min(line.x0 for line in chain), chain[count]
    begins = is_signed(after.text) or parse_dateline(after.text) is not None
    is_new = after.x0 - left > measures.advance and not _in_body(chain, chains, measures)
    if not (begins or is_new) or _SENTENCE.search(chain[count - 1].text):
        return [list(chain)]
    return [list(chain[:count]), list(chain[count:])]


def _in_body(lead: Sequence[Line], chains: Sequence[Sequence[Line]], measures: Measures) -> bool:
    """Whether lines stand within a body: close below its text, or beside its first line."""
    first, left = lead[0], min(line.x0 for line in lead)
    right = max(line.x1 for line in lead)
    for other in chains:
        x0, x1 = min(line.x0 for line in other), max(line.x1 for line in other)
        above = first.y0 - other[-1].y1
        if -0.5 < above / measures.em < _TIGHT and overlap(x0, x1, left, right) > 0:
            return True
        level = abs(other[0].y0 - first.y0) < _LEVEL * measures.em
        if level and -measures.advance < left - x1 < _GUTTER * measures.advance:
            return True
    return False


def _without_heads(blocks: Sequence[Block], measures: Measures) -> tuple[list[Block], list[Line]]:
    """Blocks, and the lines of those that are headlines hardly larger than the body.

    Such a headline is a few lines in another font or size, with no sentence's end, right above a
    block of its column that begins with a new paragraph.
    """
    faces = Counter(line.face for block in blocks for line in block.lines)
    usual = max(faces, key=lambda face: (faces[face], -face)) if faces else 0
    rest: list[Block] = []
    promoted: list[Line] = []
    for block in blocks:
        lines = block.lines
        other = block.size > _LARGER * measures.em or (
            block.size > _SMALLER * measures.em and all(line.face != usual for line in lines)
        )
        may_be = other and len(lines) <= _MOST_LINES
        may_be = may_be and not _SENTENCE.search(block.text)
        others = [one.lines for one in blocks if one is not block]
        if may_be and _heads(block, blocks, measures) and not _in_body(lines, others, measures):
            promoted += lines
        else:
            rest.append(block)
    return rest, promoted


def _heads(block: Block, blocks: Sequence[Block], measures: Measures) -> bool:
    """Whether a block of the same column begins, as a new paragraph, right below."""
    unit = measures.advance
    return any(
        other.is_indented
        and -0.3 * measures.em < other.y0 - block.y1 < _CLOSE * measures.em
        and other.left - unit < block.x0
        and block.x1 < other.right + unit
        for other in blocks
        if other is not block
    )


def _is_label(line: Line, sheet: Sheet, measures: Measures) -> bool:
    """Whether a line is a column's name: short, little larger than the body, on its own ground."""
    if line.size > _LARGEST_LABEL * measures.em or text_width(line.text) > _LONGEST_LABEL:
        return False
    x, y = (line.x0 + line.x1) / 2, line.middle
    return any(
        shape.kind == "label" and shape.x0 < x < shape.x1 and shape.y0 < y < shape.y1
        for shape in sheet.shapes
    )


def _bylines(
    chains: Sequence[Sequence[Line]], measures: Measures
) -> tuple[list[Line], list[list[Line]]]:
    found: list[Line] = []
    rest: list[list[Line]] = []
    for chain in chains:
        bylines, others = split_bylines(chain, measures)
        found += bylines
        if others:
            rest.append(others)
    return found, rest
