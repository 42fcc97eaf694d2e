"""What can be seen of every piece of a page: the evidence by which its role is decided."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cityanalysis.corpus.bylines import MARKS, SURNAMES
from cityanalysis.corpus.joints import JointWords
from cityanalysis.corpus.lines import HAN, ends_complete
from cityanalysis.corpus.pieces import Piece
from cityanalysis.corpus.shared_words import SHORT, SharedWords

__all__ = ["page_features"]

_LEAD = re.compile(
    r"(?:近日|日前|昨日|昨天|今日|今天|近期|连日来|近年来|今年以来|今年|去年|\d{1,2}月\d{1,2}日|\d{1,2}日|记者从|记者)"
)
_LINKING = re.compile(
    r"(?:此外|同时|另外|不仅|据介绍|据了解|据悉|下一步|目前|截至|其中|会议|他说|她说|因此|为此|与此同时|接下来|这|该|对此|随后)"
)
_CHAT = re.compile(
    "[我你咱啊吧呢哈嘛呀啦~～]|\\[[^\\[\\]]{1,5}\\]|#[^#]{1,30}#|[\U0001f300-\U0001faff\u2600-\u27bf❤]"
)
_CHAT_HINT = re.compile("[我你咱啊吧呢哈嘛呀啦~～\\[#\U0001f300-\U0001faff\u2600-\u27bf❤]")
_FUNCTION = re.compile("[的了是在也就都着被把]")
_FRAGMENT_END = re.compile(r"[的在和与对将了为及或把被从向是以并而其等所于由至到、，]$")
_NAMES = re.compile(rf"[{HAN}]{{2,4}}")
_PLACE = re.compile(rf"[{HAN}]{{2}}(?:市|县|区|镇|乡|村|街道|公司|集团|大学|医院|学校)")
_BUCKETS = (4, 8, 11, 15, 19, 24, 30, 40, 60, 100, 200)
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
_BLOCK = 300
_LONGEST_DECK = 160
_FAR_SIGN = 6


@dataclass(frozen=True, slots=True)
class _Style:
    """What is usual on this page."""

    gap: int
    indent: int
    bylines: int
    brackets: int
    sources: int
    heads: int
    bullets: int
    pieces: int


@dataclass(slots=True, eq=False)
class _Look:
    """What is asked of a piece again and again: by itself and by its neighbours.

    `around` holds what it tells of the pieces two and one after it, one and two before it.
    """

    piece: Piece
    text: str
    length: int
    ending: str
    complete: bool
    starts: tuple[str, ...]
    around: tuple[tuple[str, ...], ...]


def page_features(text: str, pieces: Sequence[Piece]) -> Iterator[list[str]]:
    """Yield the names of the features that hold for each piece.

    They speak of form (length, punctuation, indent, marks), of the neighbours, of the words that a
    short line shares with what follows and with what precedes, and of what is usual on the page;
    never of a particular page's words.

    Examples
    --------
    >>> from cityanalysis.corpus.lines import read_paragraphs
    >>> from cityanalysis.corpus.pieces import read_pieces
    >>> names, = page_features("城市要闻", read_pieces(read_paragraphs("城市要闻")))
    >>> "end=open" in names, "-1:none" in names
    (True, True)
    """
    style = _style(pieces)
    looks = [_look(piece) for piece in pieces]
    words = SharedWords([look.text for look in looks])
    signed = _signed(looks)
    sizes = [
        0 if by or look.piece.mark or look.complete else look.length
        for look, by in zip(looks, signed)
    ]
    joints = _joints(text, looks)
    feed, since = 99, 99
    for i, look in enumerate(looks):
        piece = look.piece
        feed = 0 if piece.mark == "feed" else feed + 1
        since = 0 if piece.mark == "byline" or piece.dateline else since + 1
        names = _own(look, style)
        _add_neighbours(names, looks, i)
        if joints[i]:
            names.append(f"joint={joints[i]}")
        if joints[i + 1]:
            names.append(f"joint+1={joints[i + 1]}")
        if look.length <= SHORT:
            names += _run(looks, i)
            names += words.shared(i, signed[i])
        if look.length <= SHORT or piece.bracket:
            names += _page_style(style, looks, i, signed[i])
            if not piece.mark and look.length <= 30:
                names.append(_parallel(sizes, i, look.length, signed[i]))
        names += _distances(min(feed, 60), min(since, 6))
        yield names


@cache
def _distances(feed: int, since: int) -> tuple[str, ...]:
    where = "here" if feed == 0 else "before" if feed < 60 else "none"
    return f"feed={where}", f"since={since}"


def _look(piece: Piece) -> _Look:
    text = piece.text
    complete = ends_complete(text)
    last = text[-1]
    ending = _ENDS.get(last) or (
        "stop" if complete else "quote" if last in "”’」』》）)】" else "open"
    )
    length = len(text)
    size = 2 if length > SHORT else 1 if length > 28 else 0
    dated, sourced = piece.dateline is not None, piece.source is not None
    around = _around(size, ending, piece.mark, dated, sourced)
    return _Look(piece, text, length, ending, complete, _start(text), around)


def _style(pieces: Sequence[Piece]) -> _Style:
    long = [p for p in pieces if len(p.text) > SHORT and p.gap]
    gaps = sorted(p.gap for p in long) or [1]
    indents = sorted(p.indent for p in long) or [0]
    heads = [p.text for p in pieces if 5 <= len(p.text) <= 40 and not p.mark]
    return _Style(
        gaps[len(gaps) // 2],
        indents[len(indents) // 2],
        sum(p.mark == "byline" for p in pieces),
        sum(p.bracket and p.text.endswith("】") for p in pieces),
        sum(p.source is not None for p in pieces),
        sum(not ends_complete(text) for text in heads),
        sum(p.mark == "bullet" for p in pieces),
        max(1, len(pieces)),
    )


def _own(look: _Look, style: _Style) -> list[str]:
    piece, text = look.piece, look.text
    head = text[:120]
    short = look.length <= 120
    quotes = head.count("“") - head.count("”") if short else 0
    balance = (quotes > 0) - (quotes < 0)
    gap = (
        0 if piece.gap == 0 else 1 if piece.gap == style.gap else 2 if piece.gap > style.gap else 3
    )
    names = list(_form(bisect_left(_BUCKETS, look.length), look.ending, piece.mark, balance, gap))
    if piece.gap:
        more = (piece.indent > style.indent) - (piece.indent < style.indent)
        names.append(f"indent={more},{style.indent > 0}")
    if piece.dateline:
        names.append("dateline")
    if piece.source:
        names.append("source")
    if piece.bracket:
        names.append(f"bracket={text.endswith('】')},{look.length > 14}")
    names += look.starts
    if short:
        names += _short(text)
    chat = len(_CHAT.findall(head)) if _CHAT_HINT.search(head) else 0
    names.append(f"chat={min(chat, 3)},{look.length > 90}")
    return names


@cache
def _form(length: int, ending: str, mark: str, balance: int, gap: int) -> tuple[str, ...]:
    return (
        "bias",
        f"len={length}",
        f"end={ending}",
        f"len={length},end={ending}",
        f"mark={mark}",
        f"quotes={balance}",
        f"gap={('same', 'usual', 'more', 'less')[gap]}",
    )


def _start(text: str) -> tuple[str, ...]:
    names = []
    first = text[0]
    if first in "，。；：、！？”’）》,;:!?)】%":
        names.append("start=tail")
    elif first in "“「『":
        names.append("start=quote")
    elif first in MARKS:
        names.append("start=mark")
    elif first in "—-":
        names.append("start=dash")
    if _LEAD.match(text):
        names.append("start=lead")
    if _LINKING.match(text):
        names.append("start=linking")
    return tuple(names)


def _short(text: str) -> list[str]:
    commas = text.count("，") + text.count(",")
    spaces = text.count(" ") + text.count("\u3000")
    functions = len(_FUNCTION.findall(text))
    inside = text.find("。", 0, -1) >= 0
    names = list(_counts(min(commas, 3), min(functions, 3), min(spaces, 3), inside))
    if _FRAGMENT_END.search(text):
        names.append("end=function")
    if text.find("：", 1, -1) >= 0 or text.find(":", 1, -1) >= 0:
        names.append("colon")
    if len(text) <= SHORT and (tokens := _NAMES.findall(text)):
        people = sum([len(t) <= 3 and t[0] in SURNAMES for t in tokens])
        share = "all" if people == len(tokens) else "most" if people * 2 > len(tokens) else "few"
        names.append(f"people={share},{min(people, 3)}")
    return names


@cache
def _counts(commas: int, functions: int, spaces: int, inside: bool) -> tuple[str, ...]:
    return (
        f"commas={commas}",
        f"function={functions}",
        f"spaces={spaces}",
        f"period={inside}",
    )


def _add_neighbours(names: list[str], looks: Sequence[_Look], i: int) -> None:
    names += looks[i - 2].around[0] if i > 1 else ("-2:none",)
    names += looks[i - 1].around[1] if i else ("-1:none",)
    if i + 1 == len(looks):
        names += ("1:none", "2:none")
        return
    after = looks[i + 1]
    names += after.around[2]
    names += _next(after.starts, after.piece.gap == 0)
    names += looks[i + 2].around[3] if i + 2 < len(looks) else ("2:none",)


@cache
def _around(
    size: int, ending: str, mark: str, dated: bool, sourced: bool
) -> tuple[tuple[str, ...], ...]:
    """Features of the neighbours of a piece, where it stands -2, -1, 1 and 2 from them."""
    found = []
    for step in (-2, -1, 1, 2):
        names = [f"{step}:{('short', 'middle', 'long')[size]},{ending}"]
        names += [f"{step}:{mark}"] * bool(mark)
        names += [f"{step}:dateline"] * dated
        names += [f"{step}:source"] * (sourced and step < 0)
        found.append(tuple(names))
    return tuple(found)


@cache
def _next(starts: tuple[str, ...], same_line: bool) -> tuple[str, ...]:
    return (*(f"1:{name}" for name in starts), f"1:gap={same_line}")


def _run(looks: Sequence[_Look], i: int) -> list[str]:
    """Place in a run of short pieces, and what the body after the run is about to introduce."""
    first = last = i
    while first and i - first < 5 and looks[first - 1].length <= SHORT:
        first -= 1
    while last + 1 < len(looks) and last - i < 5 and looks[last + 1].length <= SHORT:
        last += 1
    names = list(_place(i - first, min(5, last - first)))
    if last + 1 < len(looks) and (place := _PLACE.search(looks[last + 1].text, 0, 40)):
        before = (looks[k].text for k in range(max(0, first - 2), first))
        known = any(place.group() in text for text in before)
        names.append(f"place={'known' if known else 'new'}")
    return names


@cache
def _place(before: int, others: int) -> tuple[str, ...]:
    return (f"run={before},{others}",)


def _joints(text: str, looks: Sequence[_Look]) -> list[str]:
    """For each piece whether the characters where it meets the one before occur as a word nearby.

    Nothing where the one before is complete, nor for the first; one more than there are pieces.
    """
    found = [""]
    for begin in range(0, len(looks) - 1, _BLOCK):
        block = looks[begin : begin + _BLOCK + 1]
        lefts = [look.text[-1] for look in block]
        rights = [look.text[0] for look in block]
        words = JointWords(text, block[0].piece.start, block[-1].piece.start, lefts, rights)
        for left, before, after in zip(lefts, block, block[1:]):
            pair, word = left + after.text[0], left + after.text[:2]
            found.append("" if before.complete else words.find(pair, (word,), after.piece.start))
    return [*found, ""]


def _page_style(style: _Style, looks: Sequence[_Look], i: int, signed: bool) -> tuple[str, ...]:
    """How the piece compares with what marks the heads of this page."""
    look = looks[i]
    bracket = look.piece.bracket and look.text.endswith("】")
    heads = min(5, int(10 * style.heads / style.pieces))
    counts = (min(style.brackets, 2), min(style.bylines, 2), min(style.sources, 2))
    bullets = min(style.bullets, 3)
    return _marked_as(bracket, signed, _is_closed(looks, i), counts, heads, bullets)


@cache
def _marked_as(
    bracket: bool,
    signed: bool,
    closed: bool,
    counts: tuple[int, int, int],
    heads: int,
    bullets: int,
) -> tuple[str, ...]:
    kind = "bracket" if bracket else "plain"
    by = "signed" if signed else "unsigned"
    end = "closed" if closed else "open"
    brackets, bylines, sources = counts
    return (
        f"page:{kind},{brackets}",
        f"page:{by},{bylines}",
        f"page:{end},{sources}",
        f"page:{kind},{by},{end},{brackets},{bylines},{sources}",
        f"page:heads={heads}",
        f"page:bullets={bullets}",
    )


def _signed(looks: Sequence[_Look]) -> list[bool]:
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


def _is_closed(looks: Sequence[_Look], i: int) -> bool:
    """Whether what stands before shows an end: a source tag, an interface line, the page's top."""
    for k in range(i - 1, max(-1, i - 6), -1):
        piece = looks[k].piece
        if piece.source or piece.mark in ("ui", "promo", "feed", "folio"):
            return True
        if looks[k].length > SHORT:
            return False
    return i < 6


def _parallel(sizes: Sequence[int], i: int, size: int, signed: bool) -> str:
    """Short unmarked pieces of about the same length nearby that also stand before a body.

    `sizes` holds the lengths of pieces, and 0 for those that are marked, complete or signed.
    """
    window = sizes[max(0, i - 14) : min(len(sizes) - 1, i + 15)]
    count = sum([window.count(k) for k in range(max(1, size - 2), size + 3)])
    count -= sizes[i] > 0 and i < len(sizes) - 1
    return f"parallel={min(count, 4)},{'signed' if signed else 'unsigned'}"
