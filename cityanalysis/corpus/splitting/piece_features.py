"""What every piece of a page shows by itself, and what it tells of its neighbours."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from cityanalysis.corpus.splitting.bigrams import pair_statistics
from cityanalysis.corpus.splitting.bylines import MARKS
from cityanalysis.corpus.splitting.paragraphs import ends_complete
from cityanalysis.corpus.splitting.pieces import Piece
from cityanalysis.corpus.splitting.shared_words import SHORT

__all__ = ["Group", "Look", "look_at"]

Group = tuple[str, ...]

_OPENING = re.compile(
    r"(近日|日前|昨日|昨天|今日|今天|近期|连日来|近年来|今年以来|今年|去年|\d{1,2}月\d{1,2}日|\d{1,2}日|记者从|记者)"
    r"|此外|同时|另外|不仅|据介绍|据了解|据悉|下一步|目前|截至|其中|会议|他说|她说|因此|为此|与此同时|接下来|这|该|对此|随后"
)
# Bounds of the classes of log odds that a paragraph begins a story.
_ODDS = (-4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.0)
# The odds are for paragraphs; shorter lines begin otherwise.
_SHORTEST_LEAD = 30
# Most headlines of one line are no longer than this.
_MIDDLE = 28
_ENDS = {
    "：": "colon",
    ":": "colon",
    "—": "dash",
    "，": "comma",
    ",": "comma",
    "、": "comma",
    "；": "semicolon",
    ";": "semicolon",
    "？": "ask",
    "?": "ask",
    "！": "cry",
    "!": "cry",
}
_STARTS = {
    **dict.fromkeys("，。；：、！？”’）》,;:!?)】%", "tail"),
    **dict.fromkeys("“「『", "quote"),
    **dict.fromkeys(MARKS, "mark"),
    **dict.fromkeys("—-", "dash"),
}


@dataclass(slots=True, eq=False)
class Look:
    """What is asked of a piece again and again: by itself and by its neighbours.

    `lead` says how much it begins as stories do, in classes of log odds; -1 where it is short.
    `around` holds what it tells of the pieces two and one after it, one and two before it.
    """

    piece: Piece
    text: str
    length: int
    ending: str
    complete: bool
    starts: Group
    lead: int
    around: tuple[Group, ...]


def look_at(piece: Piece) -> Look:
    """Look at a piece by itself.

    Examples
    --------
    >>> look = look_at(Piece(0, 9, 0, 1, 0, "近日，新举措落地。"))
    >>> look.ending, look.starts
    ('stop', ('start=lead',))
    """
    text, mark = piece.text, piece.mark
    complete = ends_complete(text)
    last = text[-1]
    ending = _ENDS.get(last) or (
        "stop" if complete else "quote" if last in "”’」』》）)】" else "open"
    )
    length = len(text)
    size = 2 if length > SHORT else 1 if length > _MIDDLE else 0
    opening = _OPENING.match(text)
    kind = opening and ("lead" if opening.lastindex else "linking")
    lead = -1
    if length > _SHORTEST_LEAD:
        begin = piece.dateline.end if piece.dateline else 0
        lead = bisect_left(_ODDS, pair_statistics().lead_odds(text[begin : begin + SHORT]))
    starts = _start(_STARTS.get(text[0]), kind, lead)
    dated, sourced = piece.dateline is not None, piece.source is not None
    around = _around(size, ending, mark, dated, sourced, starts, piece.gap == 0)
    return Look(piece, text, length, ending, complete, starts, lead, around)


@cache
def _start(first: str | None, opening: str | None, lead: int) -> Group:
    names = tuple(f"start={name}" for name in (first, opening) if name)
    return (*names, f"lead={lead}") if lead >= 0 else names


@cache
def _around(
    size: int, ending: str, mark: str, dated: bool, sourced: bool, starts: Group, same_line: bool
) -> tuple[Group, ...]:
    """Features of the neighbours of a piece, where it stands -2, -1, 1 and 2 from them."""
    found = []
    for step in (-2, -1, 1, 2):
        names = [f"{step}:{('short', 'middle', 'long')[size]},{ending}"]
        names += [f"{step}:{mark}"] * bool(mark)
        names += [f"{step}:dateline"] * dated
        names += [f"{step}:source"] * (sourced and step < 0)
        if step == 1:
            names += [*(f"1:{name}" for name in starts), f"1:gap={same_line}"]
        found.append(tuple(names))
    return tuple(found)
