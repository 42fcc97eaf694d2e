"""Lines of body type, gathered into blocks: stretches of one column without a break."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cityanalysis.corpus.layout.lines import Line, Shape, overlap
from cityanalysis.corpus.layout.typography import Measures

__all__ = ["CAPTION", "Block", "column_of", "gather_blocks"]

CAPTION = re.compile(
    r"^(▲|△|▼|▶|◀|图为|圖為|图[①-⑩一二三]|[①-⑩]|左图|右图|上图|下图|題圖)|摄[）)]?。?$|攝[）)]?。?$|资料图|供图[）)]?。?$"
)
_SENTENCE_END = "。！？”』」）)…；"
_FULL_STOP = "。！？”』」）)…：；!?"
# In characters of the body: lines of one block stand at most one line apart; a paragraph is
# indented by two characters, a centred line by less than its neighbours are long.
_BELOW = 1.05
_INDENT = 1.0
_STEP_IN = 2.6
_LONGER = 1.2
_FULL = 1.3
_CENTRED = 0.9
_SHARED = 0.4
# A caption or note is set a little smaller than the body below or above it.
_SMALLER, _SAME = 0.97, 0.02
# One or two lines alone say little of their column; a longer block near by has its width.
_FEW_LINES, _NEAR = 2, 12.0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under each other in one column.

    Attributes
    ----------
    lines : tuple of Line
        From top to bottom.
    left, right : float
        Edges of its column.
    size : float
        Of its type.
    is_indented : bool
        Begins as a paragraph does.
    ending : {"open", "stop", "short"}
        Its last line fills the column and goes on, fills it and ends a sentence, or is short.
    frame : int
        Number of the frame it stands in; 0 for none.
    """

    lines: tuple[Line, ...]
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    is_indented: bool = False
    ending: str = "short"
    frame: int = 0

    @property
    def x0(self) -> float:
        """Left edge of the type."""
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Right edge of the type."""
        return max(line.x1 for line in self.lines)

    @property
    def y0(self) -> float:
        """Top of the first line."""
        return self.lines[0].y0

    @property
    def y1(self) -> float:
        """Bottom of the last line."""
        return self.lines[-1].y1

    @property
    def text(self) -> str:
        """Its lines, joined."""
        return "".join(line.text for line in self.lines)


def gather_blocks(
    lines: Sequence[Line], measures: Measures, shapes: Sequence[Shape] = ()
) -> list[list[Line]]:
    """Lines of body type, in chains in which each stands below the one before it.

    Parameters
    ----------
    lines : sequence of Line
        Without headlines and folio.
    measures : Measures
        What is usual in the body type.
    shapes : sequence of Shape
        Rules and frames, which no chain crosses.

    Returns
    -------
    list of list of Line
    """
    ordered = sorted(lines, key=lambda line: (line.y0, line.x0))
    tops = [line.y0 for line in ordered]
    rules = [s for s in shapes if s.kind == "rule" and s.x1 - s.x0 > s.y1 - s.y0]
    frames = [frame_of(line, shapes) for line in ordered]
    chains: list[list[Line]] = []
    chain_of: dict[int, list[Line]] = {}
    for i, line in enumerate(ordered):
        chain = chain_of.get(i)
        if chain is None:
            chain = [line]
            chains.append(chain)
        for j in range(bisect_left(tops, line.y0 + 0.5 * measures.em), len(ordered)):
            below = ordered[j]
            if below.y0 - line.y1 > _BELOW * measures.advance:
                break
            free = j not in chain_of and frames[i] == frames[j]
            if free and _goes_below(line, below, measures) and not _parted(line, below, rules):
                chain_of[j] = chain
                chain.append(below)
                break
    return chains


def frame_of(line: Line, shapes: Sequence[Shape]) -> int:
    """Number, from 1, of the smallest frame around a line; 0 for none."""
    x, y = (line.x0 + line.x1) / 2, line.middle
    around = [
        ((s.x1 - s.x0) * (s.y1 - s.y0), number)
        for number, s in enumerate(shapes, 1)
        if s.kind == "frame" and s.x0 < x < s.x1 and s.y0 < y < s.y1
    ]
    return min(around)[1] if around else 0


def _parted(above: Line, below: Line, rules: Sequence[Shape]) -> bool:
    """Whether a rule runs between two lines."""
    return any(
        above.middle < (rule.y0 + rule.y1) / 2 < below.middle
        and overlap(rule.x0, rule.x1, above.x0, above.x1) > 0.5 * above.width
        for rule in rules
    )


def _goes_below(line: Line, below: Line, measures: Measures) -> bool:
    """Whether two lines, one below the other, may be of one column."""
    shared = overlap(line.x0, line.x1, below.x0, below.x1)
    if shared < _SHARED * min(line.width, below.width):
        return False
    ratio = below.size / line.size
    if abs(ratio - 1) > measures.tolerance:
        return False
    if measures.is_exact and abs(ratio - 1) > _SAME:
        # Larger lines in a column are subheads; smaller ones are captions.
        if ratio < 1 and below.size < _SMALLER * measures.em:
            return False
        if line.size < _SMALLER * measures.em:
            return False
    step = below.x0 - line.x0
    if step < -_STEP_IN * measures.advance:
        return False
    if step > _STEP_IN * measures.advance and shared <= _CENTRED * below.width:
        return False
    is_longer = below.x1 - line.x1 > _LONGER * measures.advance
    goes_on = len(line.text) > _FEW_LINES and line.text[-1] not in _SENTENCE_END
    return not (is_longer and goes_on and shared <= _CENTRED * line.width)


def column_of(
    chains: Sequence[Sequence[Line]], measures: Measures, shapes: Sequence[Shape] = ()
) -> list[Block]:
    """Blocks with their columns: a short one has the width of a longer one it is in line with."""
    blocks = [Block(tuple(chain)) for chain in chains]
    edges = [(block.x0, block.x1, block.y0, block.y1) for block in blocks]
    counts = [len(block.lines) for block in blocks]
    made = []
    for i, block in enumerate(blocks):
        left, right = edges[i][:2]
        if counts[i] <= _FEW_LINES:
            longer = [edges[j] for j in range(len(blocks)) if counts[j] > counts[i]]
            left, right = _wider(edges[i], longer, measures)
        made.append(_with_ends(block, left, right, measures, shapes))
    return made


def _wider(
    edges: tuple[float, float, float, float],
    others: Sequence[tuple[float, float, float, float]],
    measures: Measures,
) -> tuple[float, float]:
    """Edges of the nearest longer block that a short one is in line with."""
    left, right, top, bottom = edges
    unit = measures.advance
    near = [
        (min(abs(y0 - bottom), abs(top - y1)), x0, x1)
        for x0, x1, y0, y1 in others
        if x0 - unit <= left
        and right <= x1 + unit
        and min(abs(y0 - bottom), abs(top - y1)) < _NEAR * measures.em
    ]
    return min(near)[1:] if near else (left, right)


def _with_ends(
    block: Block, left: float, right: float, measures: Measures, shapes: Sequence[Shape]
) -> Block:
    first, last = block.lines[0], block.lines[-1]
    is_full = right - last.x1 < _FULL * measures.advance
    ends = last.text[-1] in _FULL_STOP
    sizes = sorted(line.size for line in block.lines)
    return replace(
        block,
        left=left,
        right=right,
        size=sizes[len(sizes) // 2],
        is_indented=first.x0 - left > _INDENT * measures.advance,
        ending="short" if not is_full else "stop" if ends else "open",
        frame=frame_of(first, shapes),
    )
