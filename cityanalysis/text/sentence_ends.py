"""Sentences of a text, with their places in it."""

import re
from typing import NamedTuple

__all__ = ["Sentence", "sentences"]

# Sentence encoders represent longer ones badly, and a report's sentence may run over a page.
_LONGEST = 120
_END = re.compile(r"[。！？!?；;…]+[”’」』）)》\"]*|\n+")
_PAUSE = re.compile(r"[，,、：:\s]")
_MEANING = re.compile(r"[\w]")


class Sentence(NamedTuple):
    """Where a sentence stands: from `start` up to `end`, and what it says."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences.

    A sentence ends with 。！？； or … and the closing quotes after it, and with its line, so that a
    headline is one. One of more than 120 characters is cut at its last pause before that. What
    has neither letter nor digit is no sentence.

    Parameters
    ----------
    text : str
        Any text; paragraphs are lines.

    Returns
    -------
    list of Sentence
        In order. Cutting a text between two of its sentences changes neither.

    Examples
    --------
    >>> [s.text for s in sentences("外贸稳增长\\n海关说：“通关更快了。”企业抢抓订单。")]
    ['外贸稳增长', '海关说：“通关更快了。”', '企业抢抓订单。']
    """
    found, start = [], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        found.extend(_pieces(text, start, end))
        start = end
    return found


def _pieces(text: str, start: int, end: int) -> list[Sentence]:
    """The sentence without the blanks around it, in pieces where it is long."""
    pieces = []
    while start < end:
        cut = end if end - start <= _LONGEST else _last_pause(text, start, start + _LONGEST)
        part = text[start:cut]
        first = start + len(part) - len(part.lstrip())
        last = start + len(part.rstrip())
        if _MEANING.search(part):
            pieces.append(Sentence(first, last, text[first:last]))
        start = cut
    return pieces


def _last_pause(text: str, start: int, end: int) -> int:
    pauses = [match.end() for match in _PAUSE.finditer(text, start + _LONGEST // 2, end)]
    return pauses[-1] if pauses else end
