"""Features of a piece by itself: its length, its punctuation, its marks and its place in print."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cityanalysis.corpus.code_points import count_kinds
from cityanalysis.corpus.splitting.page_style import PageStyle
from cityanalysis.corpus.splitting.paragraphs import HAN
from cityanalysis.corpus.splitting.piece_features import Group, Look
from cityanalysis.corpus.splitting.shared_words import SHORT
from cityanalysis.corpus.surnames import SURNAMES_OF_REPORTERS

__all__ = ["CharacterCounts", "count_characters", "form_features"]

_CHAT = re.compile(
    "[我你咱啊吧呢哈嘛呀啦~～]|\\[[^\\[\\]]{1,5}\\]|#[^#]{1,30}#|[\U0001f300-\U0001faff\u2600-\u27bf❤]"
)
_MAY_BE_CHAT = "我你咱啊吧呢哈嘛呀啦~～[#❤" + "".join(
    map(chr, (*range(0x2600, 0x27C0), *range(0x1F300, 0x1FB00)))
)
_KINDS = ("，,", " \u3000", "的了是在也就都着被把", _MAY_BE_CHAT, "“", "”", "。", "：:")
# Characters in which no headline ends: the line has been broken there.
_FRAGMENT_ENDS = frozenset("的在和与对将了为及或把被从向是以并而其等所于由至到、，")
_NAMES = re.compile(rf"[{HAN}]{{2,4}}")
# Upper bounds of the classes of length: headlines lie between 8 and 30, bylines between 4 and 24.
_BUCKETS = (4, 8, 11, 15, 19, 24, 30, 40, 60, 100, 200)
# Only the beginning of a piece is counted; a line longer than this is no headline.
_HEAD = 120
_LONG_CHAT = 90
_LONG_BRACKET = 14
# Larger counts are counted as this one.
_MOST = 3


class CharacterCounts(NamedTuple):
    """How many characters of each kind the beginning of a piece holds."""

    commas: int
    spaces: int
    functions: int
    chat: int
    opened: int
    closed: int
    stops: int
    colons: int


class _Form(NamedTuple):
    """What `_form_names` names; equal forms share their names."""

    length: int
    ending: str
    mark: str
    dated: bool
    sourced: bool
    quotes: int
    gap: str
    indent: int | None
    page_indents: bool
    bracket: tuple[bool, bool] | None


class _Wording(NamedTuple):
    """What `_wording_names` names, of a piece that may be a headline."""

    commas: int
    functions: int
    spaces: int
    people: int
    stop_inside: bool
    fragment: bool
    colon: bool
    names: str


def count_characters(looks: Sequence[Look]) -> list[CharacterCounts]:
    """Counts of the kinds of characters of many pieces at once."""
    counts = count_kinds([look.text[:_HEAD] for look in looks], _KINDS)
    return [CharacterCounts(*numbers) for numbers in counts]


def form_features(look: Look, style: PageStyle, counts: CharacterCounts) -> list[Group]:
    """Groups of features that the form of a piece shows."""
    piece, text, length = look.piece, look.text, look.length
    balance = counts.opened - counts.closed if length <= _HEAD else 0
    form = _Form(
        length=bisect_left(_BUCKETS, length),
        ending=look.ending,
        mark=piece.mark,
        dated=piece.dateline is not None,
        sourced=piece.source is not None,
        quotes=_sign(balance),
        gap=_gap(piece.gap, style.gap),
        indent=_sign(piece.indent - style.indent) if piece.gap else None,
        page_indents=style.indent > 0,
        bracket=(text[-1] == "】", length > _LONG_BRACKET) if piece.bracket else None,
    )
    chat = len(_CHAT.findall(text[:_HEAD])) if counts.chat else 0
    groups = [_form_names(form), look.starts, _chat_names(min(_MOST, chat), length > _LONG_CHAT)]
    if length <= _HEAD:
        groups.append(_wording_names(_wording(text, length, counts)))
    return groups


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _gap(gap: int, usual: int) -> str:
    """The white space above a piece against what is usual on the page."""
    if not gap:
        return "same"
    return "usual" if gap == usual else "less" if gap < usual else "more"


@cache
def _form_names(form: _Form) -> Group:
    names = [
        "bias",
        f"len={form.length}",
        f"end={form.ending}",
        f"len={form.length},end={form.ending}",
        f"mark={form.mark}",
        f"quotes={form.quotes}",
        f"gap={form.gap}",
    ]
    if form.indent is not None:
        names.append(f"indent={form.indent},{form.page_indents}")
    if form.dated:
        names.append("dateline")
    if form.sourced:
        names.append("source")
    if form.bracket:
        names.append(f"bracket={form.bracket[0]},{form.bracket[1]}")
    return tuple(names)


@cache
def _chat_names(chat: int, long: bool) -> Group:
    return (f"chat={chat},{long}",)


def _wording(text: str, length: int, counts: CharacterCounts) -> _Wording:
    first, last = text[0], text[-1]
    people, names = 0, ""
    if length <= SHORT and (tokens := _NAMES.findall(text)):
        people = sum([len(t) <= 3 and t[0] in SURNAMES_OF_REPORTERS for t in tokens])
        names = "all" if people == len(tokens) else "most" if people * 2 > len(tokens) else "few"
    return _Wording(
        commas=min(_MOST, counts.commas),
        functions=min(_MOST, counts.functions),
        spaces=min(_MOST, counts.spaces),
        people=min(_MOST, people),
        stop_inside=counts.stops > (last == "。"),
        fragment=last in _FRAGMENT_ENDS,
        colon=counts.colons > (first in "：:") + (last in "：:"),
        names=names,
    )


@cache
def _wording_names(wording: _Wording) -> Group:
    names = [
        f"commas={wording.commas}",
        f"function={wording.functions}",
        f"spaces={wording.spaces}",
        f"period={wording.stop_inside}",
    ]
    if wording.fragment:
        names.append("end=function")
    if wording.colon:
        names.append("colon")
    if wording.names:
        names.append(f"people={wording.names},{wording.people}")
    return tuple(names)
