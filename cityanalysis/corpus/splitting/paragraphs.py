"""The lines of a page, and the paragraphs that a column's width has broken into lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cityanalysis.corpus.line_joints import is_english, needs_space

__all__ = ["HAN", "Line", "ends_complete", "ends_open", "read_lines", "read_paragraphs"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_BLANK = " \t\u00a0\u3000\u200b\u200c\u200d\ufeff\ufe0f\ufe0e\u2002\u2003\u2009\x1f"
_BLANK_OR_BREAK = f"{_BLANK}\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_CLOSERS = "”’\"'」』）)】]》〉*_ "
_TERMINAL = "。！？!?…⋯"
_PAUSE = ":：;；—"
_MARKED = re.compile("[□■●◆▲★【]")
# A full stop after an English word, in a line without Chinese near its end.
_ENGLISH_END = re.compile(r"[ -~“”‘’]{24}(?<=[a-z]{2}[.])[”\"’)]*$")
_SIGNED = re.compile("(?:本报|本刊|见习|首席|特约)*(?:记者|通讯员)|作者|撰文|[文图]/")
# No newspaper column is wider, in characters; lines are broken at a width where so many, and such
# a share of all that another follows, are full. A line is full up to so many characters short.
_WIDEST_COLUMN = 64
_NARROWEST_COLUMN = 8
_FEWEST_FULL = 5
_LEAST_FULL_SHARE = 0.4
_SHORT_BY, _LONG_BY = 3, 2
# Lines of English that somebody's editor broke are no longer; a page's language shows in so much.
_WIDEST_ENGLISH = 120
_SAMPLE = 4_000
# Paragraphs are indented if so many full lines, and such a share of all, begin with blanks.
_FEWEST_INDENTS = 2
_LEAST_INDENT_SHARE = 0.05


class Line(NamedTuple):
    """A line, or the lines of one paragraph, without outer white space.

    `gap` counts the line breaks since what stands before, `indent` the blanks at its start;
    `runs` holds, for each line, where it begins in `text` and where in the page.
    """

    start: int
    end: int
    gap: int
    indent: int
    text: str
    runs: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """Offset in the page of a position in `text`."""
        begins, at = self.runs[0]
        for run_begins, run_at in self.runs[1:]:
            if run_begins > position:
                break
            begins, at = run_begins, run_at
        return at + position - begins


def read_lines(text: str) -> list[Line]:
    """Lines that hold anything but white space, in page order."""
    lines: list[Line] = []
    position = gap = 0
    for raw in text.splitlines(keepends=True):
        if body := raw.strip(_BLANK_OR_BREAK):
            indent = len(raw) - len(raw.lstrip(_BLANK))
            start = position + indent
            lines.append(Line(start, start + len(body), gap, indent, body, ((0, start),)))
            gap = 0
        position += len(raw)
        gap += 1
    return lines


def read_paragraphs(text: str) -> list[Line]:
    """Lines of a page, those of one hard-wrapped paragraph joined."""
    lines = read_lines(text)
    if is_english(text[:_SAMPLE]):
        return _english_paragraphs(lines)
    width = _column_width(lines)
    if width is None:
        return lines
    full = [_is_full(line, width) for line in lines]
    indented = _has_indents(lines, full)
    paragraphs: list[Line] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and _goes_on(lines, first, i, width, indented):
            continue
        paragraphs.append(_join(lines[first:i]))
        first = i
    return paragraphs


def _english_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Lines that are broken where the next word had no room are of one paragraph."""
    width = max((_size(line) for line in lines), default=0)
    if width > _WIDEST_ENGLISH:
        return list(lines)
    paragraphs: list[list[Line]] = []
    for above, line in zip([None, *lines], lines):
        word = line.text.split(maxsplit=1)[0]
        full = above is not None and _size(above) + 1 + len(word) > width
        if full and line.gap == 1 and line.indent <= paragraphs[-1][-1].indent:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_join(same) for same in paragraphs]


def _join(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    head, runs, text = lines[0], [], ""
    for line in lines:
        text += " " if needs_space(text, line.text) else ""
        runs.append((len(text), line.start))
        text += line.text
    return Line(head.start, lines[-1].end, head.gap, head.indent, text, tuple(runs))


def _goes_on(lines: Sequence[Line], first: int, i: int, width: int, indented: bool) -> bool:
    """Whether line `i` goes on with the paragraph that began at line `first`.

    A headline or byline may stand between two paragraphs without a blank line: it is the last line
    in the column, yet is not the end of a sentence, and begins after one, or as bylines do.
    """
    line, above = lines[i], lines[i - 1]
    if line.gap > 1 or not _is_full(above, width) or _size(line) > width + _LONG_BY:
        return False
    if (indented and (line.indent or not lines[first].indent)) or _MARKED.match(line.text):
        return False
    if ends_complete(line.text) or (_is_full(line, width) and _has_more(lines, i, indented)):
        return True
    return not ends_complete(above.text) and _SIGNED.match(line.text) is None


def _has_more(lines: Sequence[Line], i: int, indented: bool) -> bool:
    """Whether the line after line `i` may be of its paragraph too."""
    if i + 1 == len(lines):
        return False
    below = lines[i + 1]
    alone = _SIGNED.match(below.text) or _MARKED.match(below.text)
    return below.gap == 1 and not (indented and below.indent) and not alone


def _size(line: Line) -> int:
    return line.indent + len(line.text)


def _is_full(line: Line, width: int) -> bool:
    return width - _SHORT_BY <= _size(line) <= width + _LONG_BY


def _column_width(lines: Sequence[Line]) -> int | None:
    """Width at which paragraphs were broken into lines; None where they were not."""
    followed = [
        line.indent + len(line.text) for line, following in pairwise(lines) if following.gap == 1
    ]
    counts = Counter(size for size in followed if size <= _WIDEST_COLUMN)
    if not counts:
        return None
    near = {w: counts[w] + counts[w - 1] + counts[w - 2] + counts[w + 1] for w in counts}
    width = max(near, key=lambda w: (near[w], w))
    long_lines = sum(1 for line in lines if len(line.text) > width + 4)
    if (
        near[width] < max(_FEWEST_FULL, _LEAST_FULL_SHARE * len(followed))
        or long_lines > near[width]
    ):
        return None
    return width if width >= _NARROWEST_COLUMN else None


def _has_indents(lines: Sequence[Line], full: Sequence[bool]) -> bool:
    starts = sum(1 for line, is_full in zip(lines, full) if is_full and line.indent)
    return starts >= _FEWEST_INDENTS and starts >= _LEAST_INDENT_SHARE * len(lines)


def ends_complete(text: str) -> bool:
    """Whether a paragraph ends where a sentence ends.

    Examples
    --------
    >>> ends_complete("他说：“好。”"), ends_complete("根据考官的专业背景划分若干")
    (True, False)
    """
    if text[-1:] in _TERMINAL:
        return True
    if text[-1] not in _CLOSERS and text[-1] != ".":
        return False
    tail = text[-8:].rstrip(_CLOSERS)
    if not tail:
        return True
    last = tail[-1]
    if last in _TERMINAL:
        return True
    if last != ".":
        return False
    return (
        not text[-9:].rstrip(_CLOSERS)[:-1][-1:].isascii() or _ENGLISH_END.search(text) is not None
    )


def ends_open(text: str) -> bool:
    """Whether a paragraph stops in mid-sentence: neither complete nor at a colon or dash."""
    return not ends_complete(text) and text[-1:] not in _PAUSE
