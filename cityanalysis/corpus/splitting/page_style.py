"""How a page is set, and what marks the heads of its articles."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cityanalysis.corpus.splitting.piece_features import Group, Look
from cityanalysis.corpus.splitting.shared_words import SHORT

__all__ = ["PageStyle", "closed_before", "head_features", "page_style", "signed_after"]

# Lengths between which a line may be a headline, to count how many a page has.
_SHORTEST_HEAD, _LONGEST_HEAD = 5, 40
# A summary between headline and byline is no longer than this.
_LONGEST_DECK = 160
# Pieces within which a byline stands after its headline, and an end before the next headline.
_FAR_SIGN = 6
_FAR_END = 5
# Pieces on either side among which lines of like length are counted, and how much they may differ.
_NEAR = 14
_LIKE = 2
_LONGEST_PARALLEL = 30
_MOST_PARALLEL = 4


class PageStyle(NamedTuple):
    """Usual white space, and how many pieces (up to a few) show what marks heads."""

    gap: int
    indent: int
    bylines: int
    brackets: int
    sources: int
    heads: int
    bullets: int


class _Head(NamedTuple):
    """What `_head_names` names of a short piece on a page."""

    bracket: bool
    signed: bool
    closed: bool
    style: PageStyle
    parallel: int


def page_style(looks: Sequence[Look]) -> PageStyle:
    """Style of a page by all of its pieces."""
    long = [look.piece for look in looks if look.length > SHORT and look.piece.gap]
    gaps = sorted([piece.gap for piece in long]) or [1]
    indents = sorted([piece.indent for piece in long]) or [0]
    marks = [look.piece.mark for look in looks]
    heads = sum(map(_may_be_head, looks))
    return PageStyle(
        gap=gaps[len(gaps) // 2],
        indent=indents[len(indents) // 2],
        bylines=min(2, marks.count("byline")),
        brackets=min(2, sum(map(_is_bracketed, looks))),
        sources=min(2, sum([look.piece.source is not None for look in looks])),
        heads=min(5, int(10 * heads / max(1, len(looks)))),
        bullets=min(3, marks.count("bullet")),
    )


def _may_be_head(look: Look) -> bool:
    fits = _SHORTEST_HEAD <= look.length <= _LONGEST_HEAD
    return fits and not look.complete and not look.piece.mark


def _is_bracketed(look: Look) -> bool:
    return look.piece.bracket and look.text[-1] == "】"


def signed_after(looks: Sequence[Look]) -> list[bool]:
    """Whether a byline or dateline comes within six pieces, before the body that follows."""
    found = [False] * len(looks)
    next_sign = next_body = len(looks) + _FAR_SIGN
    for i in range(len(looks) - 1, -1, -1):
        found[i] = next_sign - i <= _FAR_SIGN and next_sign < next_body
        piece = looks[i].piece
        if piece.mark in ("byline", "meta") or piece.dateline:
            next_sign = i
        elif looks[i].length > _LONGEST_DECK:
            next_body = i
    return found


def closed_before(looks: Sequence[Look]) -> list[bool]:
    """Whether what stands before each shows an end: a source tag, an interface line, the top."""
    found = []
    last_end = last_body = -_FAR_END - 1
    for i, look in enumerate(looks):
        near = max(last_end, last_body) >= i - _FAR_END
        found.append(last_end > last_body if near else i <= _FAR_END)
        if look.piece.source or look.piece.mark in ("ui", "promo", "feed", "folio"):
            last_end = i
        elif look.length > SHORT:
            last_body = i
    return found


def head_features(looks: Sequence[Look], style: PageStyle, signed: Sequence[bool]) -> list[Group]:
    """For each piece that may be a head how it compares with what marks the heads of the page."""
    closed = closed_before(looks)
    sizes = [
        0 if by or look.piece.mark or look.complete else look.length
        for look, by in zip(looks, signed)
    ]
    found: list[Group] = []
    for i, look in enumerate(looks):
        if look.length > SHORT and not look.piece.bracket:
            found.append(())
            continue
        compared = not look.piece.mark and look.length <= _LONGEST_PARALLEL
        parallel = _parallel(sizes, i, look.length) if compared else -1
        found.append(_head_names(_Head(_is_bracketed(look), signed[i], closed[i], style, parallel)))
    return found


def _parallel(sizes: Sequence[int], i: int, size: int) -> int:
    """Number of short pieces of about the same length nearby that also stand before a body.

    `sizes` holds the lengths of pieces, and 0 for those that are marked, complete or signed.
    """
    window = sizes[max(0, i - _NEAR) : min(len(sizes) - 1, i + _NEAR + 1)]
    count = sum([window.count(k) for k in range(max(1, size - _LIKE), size + _LIKE + 1)])
    return min(_MOST_PARALLEL, count - (sizes[i] > 0 and i < len(sizes) - 1))


@cache
def _head_names(head: _Head) -> Group:
    style = head.style
    kind = "bracket" if head.bracket else "plain"
    by = "signed" if head.signed else "unsigned"
    end = "closed" if head.closed else "open"
    names = (
        f"page:{kind},{style.brackets}",
        f"page:{by},{style.bylines}",
        f"page:{end},{style.sources}",
        f"page:{kind},{by},{end},{style.brackets},{style.bylines},{style.sources}",
        f"page:heads={style.heads}",
        f"page:bullets={style.bullets}",
    )
    return (*names, f"parallel={head.parallel},{by}") if head.parallel >= 0 else names
