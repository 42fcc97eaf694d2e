"""What can be seen of every piece of a page: the evidence by which its role is decided."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cityanalysis.corpus.code_points import count_kinds
from cityanalysis.corpus.splitting.bylines import SURNAMES
from cityanalysis.corpus.splitting.continuation import JointWords
from cityanalysis.corpus.splitting.paragraphs import HAN
from cityanalysis.corpus.splitting.piece_features import Group, Look, look_at
from cityanalysis.corpus.splitting.pieces import Piece
from cityanalysis.corpus.splitting.shared_words import SHORT, SharedWords

__all__ = ["page_features"]

_CHAT = re.compile(
    "[我你咱啊吧呢哈嘛呀啦~～]|\\[[^\\[\\]]{1,5}\\]|#[^#]{1,30}#|[\U0001f300-\U0001faff\u2600-\u27bf❤]"
)
_MAY_BE_CHAT = "我你咱啊吧呢哈嘛呀啦~～[#❤" + "".join(
    map(chr, (*range(0x2600, 0x27C0), *range(0x1F300, 0x1FB00)))
)
_KINDS = ("，,", " \u3000", "的了是在也就都着被把", _MAY_BE_CHAT, "“", "”", "。", "：:")
_FRAGMENT_ENDS = frozenset("的在和与对将了为及或把被从向是以并而其等所于由至到、，")
_NAMES = re.compile(rf"[{HAN}]{{2,4}}")
_PLACE = re.compile(rf"(?<=[{HAN}]{{2}})(?:市|县|区|镇|乡|村|街道|公司|集团|大学|医院|学校)")
_BUCKETS = (4, 8, 11, 15, 19, 24, 30, 40, 60, 100, 200)
_HEAD = 120
_BLOCK = 300
_LONGEST_DECK = 160
_FAR_SIGN = 6
_FAR_END = 5
_RUN = 5
# Quicker than min(): one look-up for each count of a short text.
_AT_MOST_3 = bytes([0, 1, 2, *[3] * 253])


class _Usual(NamedTuple):
    """How many of its pieces show what marks the heads of a page, up to a few."""

    bylines: int
    brackets: int
    sources: int
    heads: int
    bullets: int


@dataclass(frozen=True, slots=True)
class _Style:
    """How a page is set."""

    gap: int
    indent: int
    usual: _Usual


def page_features(text: str, pieces: Sequence[Piece]) -> Iterator[list[Group]]:
    """Yield the names of the features that hold for each piece, in groups that often recur.

    They speak of form (length, punctuation, indent, marks), of the neighbours, of the words that a
    short line shares with what follows and with what precedes, and of what is usual on the page;
    never of a particular page's words.

    Examples
    --------
    >>> from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
    >>> from cityanalysis.corpus.splitting.pieces import read_pieces
    >>> groups, = page_features("城市要闻", read_pieces(read_paragraphs("城市要闻")))
    >>> names = {name for group in groups for name in group}
    >>> "end=open" in names, "-1:none" in names
    (True, True)
    """
    looks = [look_at(piece) for piece in pieces]
    style = _style(looks)
    counts = count_kinds([look.text[:_HEAD] for look in looks], _KINDS)
    words = SharedWords([look.text for look in looks])
    signed, closed = _signed(looks), _closed(looks)
    runs = list(_runs(looks, signed))
    sizes = [
        0 if by or look.piece.mark or look.complete else look.length
        for look, by in zip(looks, signed)
    ]
    joints = _joints(text, looks)
    feed, since = 99, 99
    for i, (look, neighbours) in enumerate(zip(looks, _neighbours(looks))):
        piece = look.piece
        feed = 0 if piece.mark == "feed" else feed + 1
        since = 0 if piece.mark == "byline" or piece.dateline else since + 1
        groups = _own(look, style, counts[i])
        groups += neighbours
        where = "here" if feed == 0 else "before" if feed < 60 else "none"
        groups.append(_place(joints[i], joints[i + 1], where, min(since, 6)))
        if look.length <= SHORT:
            groups.append(runs[i])
            groups.append(words.shared(i, signed[i]))
        if look.length <= SHORT or piece.bracket:
            alike = -1
            if not piece.mark and look.length <= 30:
                alike = _parallel(sizes, i, look.length)
            groups.append(_marked_as(_is_bracketed(look), signed[i], closed[i], style.usual, alike))
        yield groups


@cache
def _place(joint: str, after: str, feed: str, since: int) -> Group:
    names = [f"joint={joint}"] if joint else []
    names += [f"joint+1={after}"] if after else []
    return (*names, f"feed={feed}", f"since={since}")


def _style(looks: Sequence[Look]) -> _Style:
    long = [look.piece for look in looks if look.length > SHORT and look.piece.gap]
    gaps = sorted([piece.gap for piece in long]) or [1]
    indents = sorted([piece.indent for piece in long]) or [0]
    marks = [look.piece.mark for look in looks]
    heads = sum([5 <= k.length <= 40 and not (k.complete or k.piece.mark) for k in looks])
    usual = _Usual(
        bylines=min(2, marks.count("byline")),
        brackets=min(2, sum(map(_is_bracketed, looks))),
        sources=min(2, sum([look.piece.source is not None for look in looks])),
        heads=min(5, int(10 * heads / max(1, len(looks)))),
        bullets=min(3, marks.count("bullet")),
    )
    return _Style(gaps[len(gaps) // 2], indents[len(indents) // 2], usual)


def _is_bracketed(look: Look) -> bool:
    return look.piece.bracket and look.text[-1] == "】"


def _own(look: Look, style: _Style, counts: Sequence[int]) -> list[Group]:
    """Features of form, by the `counts` of kinds of characters at the beginning of the piece."""
    piece, text, length = look.piece, look.text, look.length
    _, _, _, chat, opened, closed, _, _ = counts
    if chat:
        chat = len(_CHAT.findall(text[:_HEAD]))
    gap = piece.gap and 1 + (piece.gap != style.gap) + (piece.gap < style.gap)
    more = (piece.indent > style.indent) - (piece.indent < style.indent) if gap else None
    quotes = (opened > closed) - (opened < closed) if length <= _HEAD else 0
    dated, sourced = piece.dateline is not None, piece.source is not None
    bracket = (text[-1] == "】", length > 14) if piece.bracket else None
    bucket, indented = bisect_left(_BUCKETS, length), style.indent > 0
    form = _form(
        bucket, look.ending, piece.mark, dated, sourced, quotes, gap, more, indented, bracket
    )
    groups = [form, look.starts, _chat(_AT_MOST_3[chat], length > 90)]
    if length <= _HEAD:
        groups.append(_short(text, length, counts))
    return groups


@cache
def _form(
    length: int,
    ending: str,
    mark: str,
    dated: bool,
    sourced: bool,
    quotes: int,
    gap: int,
    indent: int | None,
    indented: bool,
    bracket: tuple[bool, bool] | None,
) -> Group:
    names = [
        "bias",
        f"len={length}",
        f"end={ending}",
        f"len={length},end={ending}",
        f"mark={mark}",
        f"quotes={quotes}",
        f"gap={('same', 'usual', 'more', 'less')[gap]}",
    ]
    names += [f"indent={indent},{indented}"] * (indent is not None)
    names += ["dateline"] * dated + ["source"] * sourced
    names += [f"bracket={bracket[0]},{bracket[1]}"] if bracket else []
    return tuple(names)


@cache
def _chat(chat: int, long: bool) -> Group:
    return (f"chat={chat},{long}",)


def _short(text: str, length: int, counts: Sequence[int]) -> Group:
    commas, spaces, functions, _, _, _, stops, colons = counts
    first, last = text[0], text[-1]
    inside = stops > (last == "。")
    colon = colons > (first in "：:") + (last in "：:")
    share, people = "", 0
    if length <= SHORT and (tokens := _NAMES.findall(text)):
        people = sum([len(t) <= 3 and t[0] in SURNAMES for t in tokens])
        share = "all" if people == len(tokens) else "most" if people * 2 > len(tokens) else "few"
    ends = last in _FRAGMENT_ENDS
    few = _AT_MOST_3
    return _counts(
        few[commas], few[functions], few[spaces], few[people], inside, ends, colon, share
    )


@cache
def _counts(
    commas: int,
    functions: int,
    spaces: int,
    people: int,
    inside: bool,
    fragment: bool,
    colon: bool,
    share: str,
) -> Group:
    names = [
        f"commas={commas}",
        f"function={functions}",
        f"spaces={spaces}",
        f"period={inside}",
    ]
    names += ["end=function"] * fragment + ["colon"] * colon
    return (*names, f"people={share},{people}") if share else tuple(names)


def _neighbours(looks: Sequence[Look]) -> Iterator[tuple[Group, ...]]:
    """For each piece what the two before it and the two after it tell."""
    around = list(zip(*(look.around for look in looks))) or [()] * 4
    return zip(
        (("-2:none",), ("-2:none",), *around[0]),
        (("-1:none",), *around[1]),
        (*around[2][1:], ("1:none",)),
        (*around[3][2:], ("2:none",), ("2:none",)),
    )


def _runs(looks: Sequence[Look], signed: Sequence[bool]) -> Iterator[Group]:
    """Place of each short piece in its run, and what the body after the run introduces."""
    short = [look.length <= SHORT for look in looks]
    before, after = _run_lengths(short), _run_lengths(short[::-1])[::-1]
    body, introduced = 0, ""
    for i in range(len(looks)):
        if not short[i]:
            yield ()
            continue
        first, following = i - before[i], i + after[i] + 1
        if following != body:
            body, introduced = following, _introduced(looks, following)
        place = ""
        if introduced:
            known = any(introduced in looks[k].text for k in range(max(0, first - 2), first))
            place = "known" if known else "new"
        lead = looks[following].lead if following < len(looks) else -1
        yield _run(before[i], min(_RUN, before[i] + after[i]), place, lead, signed[i])


def _run_lengths(short: Sequence[bool]) -> list[int]:
    """Number of short pieces in a row before each, at most five."""
    found, length = [], 0
    for is_short in short:
        found.append(length)
        length = 0 if not is_short else length + 1 if length < _RUN else _RUN
    return found


def _introduced(looks: Sequence[Look], i: int) -> str:
    """First place or body that piece `i` names at its beginning."""
    if i >= len(looks) or not (found := _PLACE.search(looks[i].text, 0, 40)):
        return ""
    return looks[i].text[found.start() - 2 : found.end()]


@cache
def _run(before: int, others: int, place: str, lead: int, signed: bool) -> Group:
    names: Group = (f"run={before},{others}",)
    if lead >= 0:
        names = (*names, f"next lead={lead}", f"next lead={lead},{signed}")
    return (*names, f"place={place}") if place else names


def _joints(text: str, looks: Sequence[Look]) -> list[str]:
    """For each piece whether the characters where it meets the one before occur as a word nearby.

    Nothing where the one before is complete, nor for the first; one more than there are pieces.
    """
    found = [""]
    for begin in range(0, len(looks) - 1, _BLOCK):
        block = looks[begin : begin + _BLOCK + 1]
        lefts = ["" if look.complete else look.text[-1] for look in block]
        rights = [look.text[0] for look in block]
        words = JointWords(text, block[0].piece.start, block[-1].piece.start, lefts, rights)
        for left, after in zip(lefts, block[1:]):
            pair, word = left + after.text[0], left + after.text[:2]
            found.append(words.find(pair, (word,), after.piece.start) if left else "")
    return [*found, ""]


@cache
def _marked_as(bracket: bool, signed: bool, closed: bool, usual: _Usual, alike: int) -> Group:
    """How the piece compares with what marks the heads of this page."""
    kind = "bracket" if bracket else "plain"
    by = "signed" if signed else "unsigned"
    end = "closed" if closed else "open"
    names = (
        f"page:{kind},{usual.brackets}",
        f"page:{by},{usual.bylines}",
        f"page:{end},{usual.sources}",
        f"page:{kind},{by},{end},{usual.brackets},{usual.bylines},{usual.sources}",
        f"page:heads={usual.heads}",
        f"page:bullets={usual.bullets}",
    )
    return (*names, f"parallel={alike},{by}") if alike >= 0 else names


def _signed(looks: Sequence[Look]) -> list[bool]:
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


def _closed(looks: Sequence[Look]) -> list[bool]:
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


def _parallel(sizes: Sequence[int], i: int, size: int) -> int:
    """Number of short pieces of about the same length nearby that also stand before a body.

    `sizes` holds the lengths of pieces, and 0 for those that are marked, complete or signed.
    """
    window = sizes[max(0, i - 14) : min(len(sizes) - 1, i + 15)]
    count = sum([window.count(k) for k in range(max(1, size - 2), size + 3)])
    return min(4, count - (sizes[i] > 0 and i < len(sizes) - 1))
