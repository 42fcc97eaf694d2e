"""Headlines: lines of larger type that stand together, with the bylines and kickers beside them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cityanalysis.corpus.layout.lines import Line, Shape, overlap, text_width
from cityanalysis.corpus.layout.text_blocks import CAPTION, Block, frame_of
from cityanalysis.corpus.layout.typography import Measures
from cityanalysis.corpus.splitting import parse_byline, parse_dateline

__all__ = [
    "Head",
    "attach_small_lines",
    "gather_heads",
    "is_byline",
    "split_bylines",
    "subheads_in",
]

_SIGNED = re.compile(
    r"^[□■●☐▢口]\s*(?:本报|記者|记者|通讯员|文|图)|^(?:本报|本网|見習|见习)?(?:首席|全媒体)?(?:记者|通讯员|記者)"
    r"|^(?:文|图|作者|撰文|采写)\s?[/／：: ]"
)
_LONGEST_BYLINE = 60  # characters: some six names with their roles
_MOST_BYLINES = 3  # lines of one headline that are bylines
# Lines of one headline stand less than about a line of their own type apart.
_APART, _APART_BODY, _OVERLAPPING = 0.75, 1.1, -0.5
_SIDE, _STACKED = 0.3, 0.5
_BESIDE, _NO_GAP, _SAME_ROW, _SAME_SIZE = 1.5, 0.3, 0.3, 0.2
_SAME_SIZE_NOISY = 0.3
# In characters of the body: a gutter is wider.
_NO_GUTTER = 0.8
# A text layer holds the spaces of a headline; a recognition cuts it there.
_BESIDE_EXACT = 0.9
_HEADLINE_AFTER_BYLINE = 1.25
# A subhead is at most this much larger than the body, stands in its column and close to it.
_SUBHEAD, _CLOSE, _MOST_LINES = 1.4, 1.6, 2
# A kicker of body size stands within about a line of the headline, which is clearly larger.
_KICKER_REACH, _KICKER_LESS = 1.2, 1.3
_BYLINE_REACH, _BYLINE_BESIDE = 3.0, 12.0
# Characters of the body: within so much an edge is a column's own, and a block follows another.
_LONGER = 1.2


@dataclass(frozen=True, slots=True)
class Head:
    """A headline: its lines of any rank, and the bylines that stand with it.

    Examples
    --------
    >>> head = Head((Line(0, 0, 200, 20, "开发区推出新举措", 20),))
    >>> head.size, head.title
    (20, '开发区推出新举措')
    """

    lines: tuple[Line, ...]
    bylines: tuple[Line, ...] = ()
    frame: int = 0

    @property
    def is_vertical(self) -> bool:
        """Set across the direction of the body."""
        return bool(self.lines) and self.lines[0].is_vertical

    @property
    def size(self) -> float:
        """Of its largest line."""
        return max(line.size for line in self.lines or self.bylines)

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(line.x0 for line in self._box_lines())

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(line.x1 for line in self._box_lines())

    @property
    def y0(self) -> float:
        """Upper edge."""
        return min(line.y0 for line in self._box_lines())

    @property
    def y1(self) -> float:
        """Lower edge."""
        return max(line.y1 for line in self._box_lines())

    @property
    def title(self) -> str:
        """Text of all its lines."""
        return "".join(line.text for line in self.lines)

    def _box_lines(self) -> tuple[Line, ...]:
        # A byline beside a vertical headline says nothing of where the headline stands.
        return self.lines if self.is_vertical else (*self.lines, *self.bylines)


def is_byline(text: str) -> bool:
    """Whether a line is a byline and nothing else.

    Examples
    --------
    >>> is_byline("□ 本报记者 张三 通讯员 李四"), is_byline("本报记者从市政府获悉")
    (True, False)
    """
    if text_width(text) > _LONGEST_BYLINE:
        return False
    found = parse_byline(text, needs_opening=_SIGNED.match(text) is None)
    return found is not None and found.end >= len(text.rstrip(" 　）)。")) - 1


def is_signed(text: str) -> bool:
    """Whether a line begins as bylines do.

    Examples
    --------
    >>> is_signed("□记者 张三 报道"), is_signed("记录")
    (True, False)
    """
    return _SIGNED.match(text) is not None


def split_bylines(chain: Sequence[Line], measures: Measures) -> tuple[list[Line], list[Line]]:
    """Bylines at the top of a chain of lines, and the rest of it."""
    left, right = min(line.x0 for line in chain), max(line.x1 for line in chain)
    unit = 0.8 * measures.advance
    count = 0
    for line in chain[:_MOST_BYLINES]:
        if _SIGNED.match(line.text) and (is_byline(line.text) or _unspaced(chain, count, left)):
            count += 1
        elif _SIGNED.match(line.text) and count + 1 < len(chain):
            both = line.text + " " + chain[count + 1].text
            if not is_byline(both) or "。" in both:
                break
            count += 1
        elif count and line.x0 - left > unit and right - line.x1 > unit and _ends_byline(line.text):
            count += 1
        else:
            break
    return list(chain[:count]), list(chain[count:])


def _unspaced(chain: Sequence[Line], k: int, left: float) -> bool:
    """Whether a line is a byline whose spaces a recognition has lost.

    The sentence 本报记者从市政府获悉 begins like one, but goes on in the next line, which is then
    not indented.
    """
    line = chain[k]
    if not _UNSPACED.fullmatch(line.text):
        return False
    return k + 1 == len(chain) or chain[k + 1].x0 - left > line.size


_UNSPACED = re.compile(
    r"[□■口]?(?:本报|本网|见习|首席|特约|全媒体)*(?:记者|通讯员)(?:(?!获悉|了解|从|在|采访)[\u4e00-\u9fff·\s]){2,24}"
)
_NAMES = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[ 　]?){1,6}(?:报道|文/图|摄影报道)?")


def _ends_byline(text: str) -> bool:
    return _NAMES.fullmatch(text) is not None and text[0] != "　"


def gather_heads(
    lines: Sequence[Line],
    blocks: Sequence[Block],
    measures: Measures,
    shapes: Sequence[Shape] = (),
) -> list[Head]:
    """Groups of large lines and bylines that belong to one headline each."""
    ordered = sorted(lines, key=lambda line: (line.y0, line.x0))
    frames = [frame_of(line, shapes) for line in ordered]
    group = list(range(len(ordered)))

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, one in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            if frames[i] == frames[j] and _together(one, ordered[j], blocks, measures):
                group[root(j)] = root(i)
    gathered: dict[int, list[Line]] = {}
    for i, line in enumerate(ordered):
        gathered.setdefault(root(i), []).append(line)
    return _with_lone_bylines([_head(found, measures) for found in gathered.values()], measures)


def _head(lines: Sequence[Line], measures: Measures) -> Head:
    small = [x for x in lines if not measures.is_large(x)]
    signed = [x for x in small if is_signed(x.text) or is_byline(x.text)]
    if signed:
        first = min(line.y0 for line in signed)
        signed += [x for x in small if x not in signed and x.y0 > first and _ends_byline(x.text)]
    chosen = {id(line) for line in signed}
    return Head(tuple(x for x in lines if id(x) not in chosen), tuple(signed))


def _together(a: Line, b: Line, blocks: Sequence[Block], measures: Measures) -> bool:
    """Whether two lines, `b` not above `a`, are of one headline."""
    if a.is_vertical != b.is_vertical:
        return False
    size = max(a.size, b.size)
    if a.is_vertical:
        gap = max(a.x0, b.x0) - min(a.x1, b.x1)
        shared = overlap(a.y0, a.y1, b.y0, b.y1)
        return gap < _APART_BODY * size and shared > _STACKED * min(a.height, b.height)
    gap = b.y0 - a.y1
    most = max(_APART * min(a.size, b.size), _APART_BODY * measures.em)
    shared = overlap(a.x0, a.x1, b.x0, b.x1)
    if _OVERLAPPING * size < gap < most and shared > _SIDE * min(a.width, b.width):
        # A byline closes its headline: larger type below it begins the next.
        return not (_SIGNED.match(a.text) and b.size > _HEADLINE_AFTER_BYLINE * measures.em)
    in_row = abs(a.middle - b.middle) < _SAME_ROW * size
    least = _SAME_SIZE if measures.is_exact else _SAME_SIZE_NOISY
    return in_row and abs(a.size - b.size) < least * size and _in_row(a, b, blocks, measures)


def _in_row(a: Line, b: Line, blocks: Sequence[Block], measures: Measures) -> bool:
    """Whether two lines of one row are one headline: near, and over no gutter of columns."""
    if a.x0 > b.x0:
        a, b = b, a
    gap, size, unit = b.x0 - a.x1, max(a.size, b.size), measures.advance
    if gap < min(_NO_GAP * size, _NO_GUTTER * unit):
        return True
    if gap > (_BESIDE_EXACT if measures.is_exact else _BESIDE) * size:
        return False
    low, high = a.x1 - 0.8 * unit, b.x0 + 0.8 * unit
    below = [o for o in blocks if -2 < (o.y0 - a.y1) / measures.em < 25 and len(o.lines) > 2]
    ends = any(low - _LONGER * unit < o.right < high for o in below)
    begins = any(low < o.left < high + _LONGER * unit for o in below)
    return not (ends and begins)


def _with_lone_bylines(heads: Sequence[Head], measures: Measures) -> list[Head]:
    """Bylines that stand alone go to the headline above them, or to a vertical one beside them."""
    titled = [head for head in heads if head.lines]
    lone: list[Head] = []
    for head in heads:
        if head.lines:
            continue
        near = [k for k, other in enumerate(titled) if _is_signed_by(other, head, measures)]
        if near:
            k = min(near, key=lambda k: _distance(titled[k], head))
            titled[k] = replace(titled[k], bylines=(*titled[k].bylines, *head.bylines))
        else:
            lone.append(head)
    return [*titled, *lone]


def _is_signed_by(head: Head, byline: Head, measures: Measures) -> bool:
    if head.is_vertical:
        beside = 0 <= byline.x0 - head.x1 < _BYLINE_BESIDE * measures.em
        return beside and abs(byline.y0 - head.y0) < _BYLINE_REACH * measures.em
    gap = byline.y0 - head.y1
    shared = overlap(head.x0, head.x1, byline.x0, byline.x1)
    return 0 <= gap < _BYLINE_REACH * measures.em and shared > 0


def _distance(head: Head, byline: Head) -> float:
    return abs(byline.y0 - head.y1) + abs(byline.x0 - head.x0) / 10


def attach_small_lines(
    heads: Sequence[Head], blocks: Sequence[Block], measures: Measures
) -> tuple[list[Head], list[Block]]:
    """Headlines with kickers of body size that stand right above them, and the other blocks."""
    found, rest = list(heads), []
    for block in blocks:
        k = _kicker_of(block, found, blocks, measures)
        if k is None:
            rest.append(block)
        else:
            found[k] = replace(found[k], lines=(*block.lines, *found[k].lines))
    return found, rest


def _kicker_of(
    block: Block, heads: Sequence[Head], blocks: Sequence[Block], measures: Measures
) -> int | None:
    if len(block.lines) > _MOST_LINES or (len(block.lines) > 1 and block.is_indented):
        return None
    if CAPTION.search(block.text):
        return None
    unit = measures.advance
    follows = any(
        other is not block
        and abs(other.y1 - block.y0) < _LONGER * unit
        and overlap(other.x0, other.x1, block.x0, block.x1) > 0.5 * (block.x1 - block.x0)
        for other in blocks
    )
    if follows:
        return None
    for k, head in enumerate(heads):
        if head.is_vertical or not head.lines or head.size <= _KICKER_LESS * block.size:
            continue
        reach = head.y0 - block.y1 + 0.4 * head.size
        inside = block.x0 >= head.x0 - 2 * unit and block.x1 <= head.x1 + 2 * unit
        if inside and 0 < reach < _KICKER_REACH * head.size:
            return k
    return None


def subheads_in(
    large: Iterable[Line], chains: Sequence[Sequence[Line]], measures: Measures
) -> tuple[list[Line], list[list[Line]]]:
    """Large lines that are no subheads, and the chains joined over those that are.

    A subhead is little larger than the body, stands in one column, and has lines of the body right
    above and right below it.
    """
    joined = [list(chain) for chain in chains]
    rest = []
    for lines in _stacked(large, measures):
        above, below = _neighbours(lines, joined, measures)
        if above is None or below is None:
            rest += lines
            continue
        above += [*lines, *below]
        joined = [chain for chain in joined if chain is not below]
    return rest, joined


def _stacked(large: Iterable[Line], measures: Measures) -> list[list[Line]]:
    """Large lines, two of one size right below each other together."""
    stacks: list[list[Line]] = []
    for line in sorted(large, key=lambda line: (line.y0, line.x0)):
        for stack in stacks:
            above = stack[-1]
            alike = abs(above.size / line.size - 1) < measures.tolerance
            close = -0.3 < (line.y0 - above.y1) / measures.em < _APART
            shared = overlap(above.x0, above.x1, line.x0, line.x1)
            if alike and close and shared > _SIDE * min(above.width, line.width):
                stack.append(line)
                break
        else:
            stacks.append([line])
    return stacks


def _neighbours(
    lines: Sequence[Line], chains: Sequence[list[Line]], measures: Measures
) -> tuple[list[Line] | None, list[Line] | None]:
    """The chains right above and right below lines that may be a subhead."""
    first, last = lines[0], lines[-1]
    is_small = not first.is_vertical and first.size <= _SUBHEAD * measures.em
    if not is_small or len(lines) > _MOST_LINES or is_byline(first.text):
        return None, None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    unit, reach = measures.advance, _CLOSE * measures.advance
    above = below = None
    for chain in chains:
        left, right = min(x.x0 for x in chain), max(x.x1 for x in chain)
        if not (left - unit <= x0 and x1 <= right + unit):
            continue
        if -0.3 * unit <= first.y0 - chain[-1].y1 < reach:
            above = chain
        elif -0.3 * unit <= chain[0].y0 - last.y1 < reach and not _opens(chain[0].text):
            below = chain
    return above, below


def _opens(text: str) -> bool:
    """Whether a body begins here: what stands above it is then a headline."""
    return parse_dateline(text) is not None or _SIGNED.match(text) is not None
