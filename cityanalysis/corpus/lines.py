"""The lines of a page and what can be told of one line by itself."""

import re
from dataclasses import dataclass

__all__ = ["HAN", "Line", "ends_complete", "ends_open", "read_lines"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = " \t\u00a0\u3000\u200b\u200c\u200d\ufeff\ufe0f\ufe0e\u2002\u2003\u2009\x1f"
_CLOSERS = "”’\"'」』）)】]》〉*_ "
_TERMINAL = "。！？!?…⋯"
_PAUSE = ":：;；—"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer white space.

    `gap` counts the line breaks since the line before, `indent` the blanks at its start.
    """

    start: int
    end: int
    gap: int
    indent: int
    text: str


def read_lines(text: str) -> list[Line]:
    """Lines that hold anything but white space, in page order."""
    lines: list[Line] = []
    position, gap = 0, 1
    for raw, following in _raw_lines(text):
        body = raw.strip(_BLANK)
        if body:
            indent = len(raw) - len(raw.lstrip(_BLANK))
            start = position + indent
            lines.append(Line(start, start + len(body), gap, indent, body))
            gap = 0
        gap += 1
        position = following
    return lines


def _raw_lines(text: str) -> list[tuple[str, int]]:
    found, position = [], 0
    for match in _BREAK.finditer(text):
        found.append((text[position : match.start()], match.end()))
        position = match.end()
    found.append((text[position:], len(text)))
    return found


def ends_complete(text: str) -> bool:
    """Whether a paragraph ends where a sentence ends.

    Examples
    --------
    >>> ends_complete("他说：“好。”"), ends_complete("根据考官的专业背景划分若干")
    (True, False)
    """
    tail = text[-8:].rstrip(_CLOSERS)
    if not tail:
        return True
    last = tail[-1]
    if last in _TERMINAL:
        return True
    return last == "." and not text[-9:].rstrip(_CLOSERS)[:-1][-1:].isascii()


def ends_open(text: str) -> bool:
    """Whether a paragraph stops in mid-sentence: neither complete nor at a colon or dash."""
    return not ends_complete(text) and text[-1:] not in _PAUSE
