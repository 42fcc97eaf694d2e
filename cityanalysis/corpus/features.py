"""What can be seen of every piece of a page: the evidence by which its role is decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cityanalysis.corpus.bylines import MARKS
from cityanalysis.corpus.lines import HAN, ends_complete
from cityanalysis.corpus.pairs import telling_pairs
from cityanalysis.corpus.pieces import Piece

__all__ = ["page_features"]

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成"
    "游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边从初楚蹇徐阚"
)
_LEAD = re.compile(
    r"(?:近日|日前|昨日|昨天|今日|今天|近期|连日来|近年来|今年以来|今年|去年|\d{1,2}月\d{1,2}日|\d{1,2}日|记者从|记者)"
)
_LINKING = re.compile(
    r"(?:此外|同时|另外|不仅|据介绍|据了解|据悉|下一步|目前|截至|其中|会议|他说|她说|因此|为此|与此同时|接下来|这|该|对此|随后)"
)
_CHAT = re.compile(
    "[我你咱啊吧呢哈嘛呀啦~～]|\\[[^\\[\\]]{1,5}\\]|#[^#]{1,30}#|[\U0001f300-\U0001faff\u2600-\u27bf❤]"
)
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
_NEAR = 12_000
_SAMPLE = 260
_LONGEST_DECK = 160


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


def page_features(text: str, pieces: Sequence[Piece]) -> list[list[str]]:
    """Names of the features that hold for each piece.

    They speak of form (length, punctuation, indent, marks), of the neighbours, of the words that a
    short line shares with what follows and with what precedes, and of what is usual on the page;
    never of a particular page's words.
    """
    style = _style(pieces)
    own = [_own(piece, style) for piece in pieces]
    pairs = [telling_pairs(piece.text[:_SAMPLE]) for piece in pieces]
    found, feed, since = [], 99, 99
    for i, piece in enumerate(pieces):
        feed = 0 if piece.mark == "feed" else feed + 1
        since = 0 if piece.mark == "byline" or piece.dateline else since + 1
        names = list(own[i])
        names += _neighbours(pieces, own, i)
        names += _run(pieces, i)
        names += _joints(text, pieces, i)
        names += _overlap(pieces, pairs, i)
        names += _page_style(style, pieces, i)
        names.append(f"feed={'here' if feed == 0 else 'before' if feed < 60 else 'none'}")
        names.append(f"since={min(since, 6)}")
        found.append(names)
    return found


def _style(pieces: Sequence[Piece]) -> _Style:
    long = [p for p in pieces if len(p.text) > 60 and p.gap]
    gaps = sorted(p.gap for p in long) or [1]
    indents = sorted(p.indent for p in long) or [0]
    return _Style(
        gaps[len(gaps) // 2],
        indents[len(indents) // 2],
        sum(p.mark == "byline" for p in pieces),
        sum(p.bracket and p.text.endswith("】") for p in pieces),
        sum(p.source is not None for p in pieces),
        sum(
            1 for p in pieces if 5 <= len(p.text) <= 40 and not p.mark and not ends_complete(p.text)
        ),
        sum(p.mark == "bullet" for p in pieces),
        max(1, len(pieces)),
    )


def _length(text: str) -> str:
    size = len(text)
    for i, limit in enumerate(_BUCKETS):
        if size <= limit:
            return str(i)
    return str(len(_BUCKETS))


def _ending(text: str) -> str:
    if kind := _ENDS.get(text[-1]):
        return kind
    if ends_complete(text):
        return "stop"
    return "quote" if text[-1] in "”’」』》）)】" else "open"


def _few(count: int, most: int = 3) -> str:
    return str(min(count, most))


def _own(piece: Piece, style: _Style) -> list[str]:
    text = piece.text
    head = text[:120]
    length = _length(text)
    ending = _ending(text)
    quotes = head.count("“") - head.count("”") if len(text) <= 120 else 0
    names = [
        "bias",
        f"len={length}",
        f"end={ending}",
        f"len={length},end={ending}",
        f"mark={piece.mark}",
        f"quotes={(quotes > 0) - (quotes < 0)}",
        f"gap={'same' if piece.gap == 0 else 'usual' if piece.gap == style.gap else 'more' if piece.gap > style.gap else 'less'}",
    ]
    if piece.gap:
        names.append(
            f"indent={(piece.indent > style.indent) - (piece.indent < style.indent)},{style.indent > 0}"
        )
    if piece.dateline:
        names.append("dateline")
    if piece.source:
        names.append("source")
    if piece.bracket:
        names.append(f"bracket={text.endswith('】')},{len(text) > 14}")
    names += _start(text)
    if len(text) <= 120:
        names += _short(text)
    chat = len(_CHAT.findall(head))
    names.append(f"chat={_few(chat)},{len(text) > 90}")
    return names


def _start(text: str) -> list[str]:
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
    return names


def _short(text: str) -> list[str]:
    commas = text.count("，") + text.count(",")
    function = len(_FUNCTION.findall(text))
    names = [
        f"commas={_few(commas)}",
        f"function={_few(function)}",
        f"spaces={_few(text.count(' ') + text.count(chr(0x3000)))}",
        f"period={'。' in text[:-1]}",
    ]
    if _FRAGMENT_END.search(text):
        names.append("end=function")
    if "：" in text[1:-1] or ":" in text[1:-1]:
        names.append("colon")
    if len(text) <= 60:
        tokens = _NAMES.findall(text)
        people = sum(1 for t in tokens if len(t) <= 3 and t[0] in _SURNAMES)
        if tokens:
            names.append(
                f"people={'all' if people == len(tokens) else 'most' if people * 2 > len(tokens) else 'few'},{_few(people)}"
            )
    return names


def _neighbours(pieces: Sequence[Piece], own: Sequence[list[str]], i: int) -> list[str]:
    names = []
    for step in (-2, -1, 1, 2):
        k = i + step
        if not 0 <= k < len(pieces):
            names.append(f"{step}:none")
            continue
        other = pieces[k]
        size = "long" if len(other.text) > 60 else "middle" if len(other.text) > 28 else "short"
        names.append(f"{step}:{size},{_ending(other.text)}")
        if other.mark:
            names.append(f"{step}:{other.mark}")
        if other.dateline:
            names.append(f"{step}:dateline")
        if other.source and step < 0:
            names.append(f"{step}:source")
        if step == 1:
            names += [f"1:{n}" for n in _start(other.text)]
            names.append(f"1:gap={other.gap == 0}")
    return names


def _run(pieces: Sequence[Piece], i: int) -> list[str]:
    """Place in a run of short pieces, and what the body after the run is about to introduce."""
    if len(pieces[i].text) > 60:
        return []
    first = last = i
    while first and i - first < 5 and len(pieces[first - 1].text) <= 60:
        first -= 1
    while last + 1 < len(pieces) and last - i < 5 and len(pieces[last + 1].text) <= 60:
        last += 1
    names = [f"run={i - first},{min(5, last - first)}"]
    if last + 1 < len(pieces) and (place := _PLACE.search(pieces[last + 1].text, 0, 40)):
        before = (pieces[k].text for k in range(max(0, first - 2), first))
        known = any(place.group() in text for text in before)
        names.append(f"place={'known' if known else 'new'}")
    return names


def _joints(text: str, pieces: Sequence[Piece], i: int) -> list[str]:
    """Whether the characters at the joint with the piece before and after occur as a word."""
    piece = pieces[i]
    low, high = max(0, piece.start - _NEAR), piece.end + _NEAR
    names = []
    if i and not ends_complete(pieces[i - 1].text):
        names.append(f"joint={_joint(text, pieces[i - 1].text, piece.text, low, high)}")
    if i + 1 < len(pieces) and not ends_complete(piece.text):
        names.append(f"joint+1={_joint(text, piece.text, pieces[i + 1].text, low, high)}")
    return names


def _joint(text: str, left: str, right: str, low: int, high: int) -> str:
    across = text.count(left[-1] + right[0], low, high)
    if across == 0:
        return "never"
    if text.count(left[-2:] + right[:2], low, high) or text.count(left[-1] + right[:2], low, high):
        return "word"
    return "pair"


def _overlap(pieces: Sequence[Piece], pairs: Sequence[set[str]], i: int) -> list[str]:
    """Words that a short piece shares with the bodies after it and with those before it."""
    if not len(pairs[i]) >= 1 or len(pieces[i].text) > 60:
        return []
    after, before = _bodies(pieces, pairs, i, 1), _bodies(pieces, pairs, i, -1)
    n = len(pairs[i])
    names = []
    share_after = len(pairs[i] & after) / n
    share_before = len(pairs[i] & before) / n
    names.append(f"after={min(4, int(share_after * 6))}")
    names.append(f"before={min(4, int(share_before * 6))}")
    names.append(f"after-before={max(-3, min(3, round((share_after - share_before) * 6)))}")
    if after and before:
        common = len(after & before) / min(len(after), len(before))
        signed = _is_signed(pieces, i)
        names.append(f"shift={min(7, int(common * 60))},{signed}")
    return names


def _bodies(pieces: Sequence[Piece], pairs: Sequence[set[str]], i: int, step: int) -> set[str]:
    """Pairs of characters in the two nearest long pieces on one side."""
    found: set[str] = set()
    k, seen = i + step, 0
    while 0 <= k < len(pieces) and abs(k - i) <= 8 and seen < 2:
        if len(pieces[k].text) > 60:
            found |= pairs[k]
            seen += 1
        k += step
    return found


def _page_style(style: _Style, pieces: Sequence[Piece], i: int) -> list[str]:
    """How the piece compares with what marks the heads of this page."""
    piece = pieces[i]
    if len(piece.text) > 60 and not piece.bracket:
        return []
    kind = "bracket" if piece.bracket and piece.text.endswith("】") else "plain"
    signed = "signed" if _is_signed(pieces, i) else "unsigned"
    closed = "closed" if _is_closed(pieces, i) else "open"
    bylines, sources = _few(style.bylines, 2), _few(style.sources, 2)
    names = [
        f"page:{kind},{_few(style.brackets, 2)}",
        f"page:{signed},{bylines}",
        f"page:{closed},{sources}",
        f"page:{kind},{signed},{closed},{_few(style.brackets, 2)},{bylines},{sources}",
        f"page:heads={min(5, int(10 * style.heads / style.pieces))}",
        f"page:bullets={_few(style.bullets, 3)}",
    ]
    if not piece.mark and len(piece.text) <= 30:
        names.append(f"parallel={_few(_parallel(pieces, i), 4)},{signed}")
    return names


def _is_signed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a byline or dateline comes before the body that follows."""
    for k in range(i + 1, min(i + 7, len(pieces))):
        other = pieces[k]
        if other.mark in ("byline", "meta") or other.dateline:
            return True
        if len(other.text) > _LONGEST_DECK:
            return False
    return False


def _is_closed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether what stands before shows an end: a source tag, an interface line, the page's top."""
    for k in range(i - 1, max(-1, i - 6), -1):
        other = pieces[k]
        if other.source or other.mark in ("ui", "promo", "feed", "folio"):
            return True
        if len(other.text) > 60:
            return False
    return i < 6


def _parallel(pieces: Sequence[Piece], i: int) -> int:
    """Short unmarked pieces of about the same length nearby that also stand before a body."""
    size = len(pieces[i].text)
    count = 0
    for k in range(max(0, i - 14), min(len(pieces) - 1, i + 15)):
        other = pieces[k]
        alike = (
            abs(len(other.text) - size) <= 2 and not other.mark and not ends_complete(other.text)
        )
        if k != i and alike and not _is_signed(pieces, k):
            count += 1
    return count
