"""Which of the lines above an article is its main headline."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import add

from cityanalysis.corpus.pieces import Piece

__all__ = ["choose_title"]

_SHORTEST_TITLE = 6
_LONGEST_HALF = 24
_LIKE = 0.6
_LEAST_SHARE = 0.3
_DASHES = "—-–"


def choose_title(heads: Sequence[Piece], body: str) -> tuple[list[Piece], list[list[Piece]]]:
    """Split the head of an article into main headline and the other lines.

    Pieces of one line belong together. Lines that open or end with a dash introduce or explain,
    very short ones are labels, and one that shares no words with the beginning of the body while
    another does names a series. Neighbouring lines of like length without a comma are one
    headline set in two lines; otherwise the shorter line is the headline, as a kicker is mostly
    the longer, and of two equally long ones the later.

    Returns
    -------
    main : list of Piece
        The headline; empty where there is no head.
    others : list of list of Piece
        Kicker and subheads, line by line.
    """
    lines = [list(pieces) for _, pieces in groupby(heads, key=lambda piece: piece.line)]
    if not lines:
        return [], []
    if len(lines) == 1:
        return lines[0], []
    fit = [k for k, line in enumerate(lines) if _may_be_main(line)] or list(range(len(lines)))
    shares = {k: _share(lines[k], body) for k in fit}
    fit = [k for k in fit if shares[k] >= _LEAST_SHARE * max(shares.values())]
    main = [min(fit, key=lambda k: (_size(lines[k]), -k))]
    for one, other in pairwise(fit):
        if other == one + 1 and _is_one_headline(lines[one], lines[other]):
            main = [one, other]
            break
    title = [piece for k in main for piece in lines[k]]
    return title, [line for k, line in enumerate(lines) if k not in main]


def _size(line: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in line)


def _share(line: Sequence[Piece], body: str) -> float:
    """Share of a line's pairs of characters that the beginning of the body holds."""
    text = "".join(piece.text for piece in line)
    pairs = set(map(add, text, text[1:]))
    return sum([pair in body for pair in pairs]) / max(1, len(pairs))


def _may_be_main(line: Sequence[Piece]) -> bool:
    first, last = line[0].text, line[-1].text
    return _size(line) >= _SHORTEST_TITLE and first[0] not in _DASHES and last[-1] not in _DASHES


def _is_one_headline(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    a, b = _size(one), _size(other)
    whole = any(mark in piece.text for piece in (*one, *other) for mark in "，,“”！？")
    introduces = any(mark in piece.text for piece in other for mark in "：:")
    alike = min(a, b) >= _LIKE * max(a, b) and max(a, b) <= _LONGEST_HALF
    return alike and not whole and not introduces
