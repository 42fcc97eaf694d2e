"""Which of the lines above an article is its main headline."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import add

from cityanalysis.corpus.splitting.pieces import Piece

__all__ = ["choose_title"]

_SHORTEST_TITLE = 4
_LONGEST_TITLE = 44
_LIKE = 0.35
_COUPLET = 0.75
_QUOTED = 0.9
_LEAST_SHARE = 0.3
_DASHES = "—-–"
_TO_CLAUSE = re.compile("^.*[：:】—](?=.)")
_FROM_CLAUSE = re.compile("(?<=.)[—].*$")
_PAIRS = (("“", "”"), ("《", "》"), ("【", "】"), ("（", "）"))


def choose_title(heads: Sequence[Piece], body: str) -> tuple[list[Piece], list[list[Piece]]]:
    """Split the head of an article into main headline and the other lines.

    Pieces of one line belong together, and lines between which a quotation or a bracket stays
    open. Lines that open or end with a dash introduce or explain, very short ones are labels, and
    one that shares no words with the beginning of the body while another does names a series. Of
    the rest the shortest is the headline, as a kicker is mostly longer, and of two equally long
    ones the later; with it go neighbouring lines without a comma whose clauses are of like length
    where the lines meet, as the halves of a headline are.

    Returns
    -------
    main : list of Piece
        The headline; empty where there is no head.
    others : list of list of Piece
        Kicker and subheads, line by line.
    """
    lines = _whole([list(pieces) for _, pieces in groupby(heads, key=lambda piece: piece.line)])
    if not lines:
        return [], []
    if len(lines) == 1:
        return lines[0], []
    may = [k for k, line in enumerate(lines) if _may_be_main(line)] or list(range(len(lines)))
    shares = {k: _share(lines[k], body) for k in may}
    fit = [k for k in may if shares[k] >= _LEAST_SHARE * max(shares.values())]
    main = min(fit, key=lambda k: (_size(lines[k]), -k))
    joined = [
        b == a + 1 and _is_one_headline(lines[a], lines[b], _LIKE if {a, b} <= {*fit} else _COUPLET)
        for a, b in pairwise(may)
    ]
    return _run(lines, may, joined, may.index(main))


def _run(
    lines: Sequence[list[Piece]], may: Sequence[int], joined: Sequence[bool], main: int
) -> tuple[list[Piece], list[list[Piece]]]:
    """The main line with the lines `joined` to it before and after, and the others."""
    first = last = main
    while first and joined[first - 1]:
        first -= 1
    while last < len(joined) and joined[last]:
        last += 1
    while sum([_size(lines[k]) for k in may[first : last + 1]]) > _LONGEST_TITLE and first < last:
        first, last = (first, last - 1) if last - main >= main - first else (first + 1, last)
    chosen = may[first : last + 1]
    title = [piece for k in chosen for piece in lines[k]]
    return title, [line for k, line in enumerate(lines) if k not in chosen]


def _whole(lines: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Lines, joined where a quotation or a bracket goes on into the next."""
    whole: list[list[Piece]] = []
    for line in lines:
        if whole and _is_open(whole[-1]) and _size(whole[-1]) + _size(line) <= _LONGEST_TITLE:
            whole[-1] = [*whole[-1], *line]
        else:
            whole.append(line)
    return whole


def _is_open(line: Sequence[Piece]) -> bool:
    text = _text(line)
    return any(text.count(left) > text.count(right) for left, right in _PAIRS)


def _text(line: Sequence[Piece]) -> str:
    return "".join([piece.text for piece in line])


def _size(line: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in line)


def _share(line: Sequence[Piece], body: str) -> float:
    """Share of a line's pairs of characters that the beginning of the body holds."""
    text = _text(line)
    pairs = set(map(add, text, text[1:]))
    return sum([pair in body for pair in pairs]) / max(1, len(pairs))


def _may_be_main(line: Sequence[Piece]) -> bool:
    first, last = line[0].text, line[-1].text
    return _size(line) >= _SHORTEST_TITLE and first[0] not in _DASHES and last[-1] not in _DASHES


def _is_one_headline(one: Sequence[Piece], other: Sequence[Piece], least: float) -> bool:
    """Whether two lines are halves of one headline: like in length where they meet."""
    before, after = _text(one), _text(other)
    if any(mark in before + after for mark in "，,！？") or any(mark in after for mark in "：:"):
        return False
    if "“" in before + after:
        least = max(least, _QUOTED)
    sizes = len(_TO_CLAUSE.sub("", before)), len(_FROM_CLAUSE.sub("", after))
    return min(sizes) >= least * max(sizes)
