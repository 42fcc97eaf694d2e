"""Bylines, datelines and source tags: who wrote an item, where, and for whom."""

import re
from dataclasses import dataclass

from cityanalysis.corpus.splitting.paragraphs import HAN
from cityanalysis.corpus.surnames import SURNAMES_OF_REPORTERS

__all__ = [
    "Byline",
    "Dateline",
    "find_byline",
    "find_dateline",
    "parse_byline",
    "parse_dateline",
    "source_tag",
]

MARKS = "□■▲△●◆◇○◎☐▢▣◼◻★☆◉❑❏▪▫"
_ROLE = (
    r"(?:本报|本刊|本台|本网|新华社|中新社|人民网|大众网|见习|实习|首席|资深|特约|特派"
    r"|全媒体|融媒体?|驻\w{2,4}(?=记者))*"
    r"(?:记者|通讯员|实习生|评论员|撰稿人?|作者|摄影|编辑|撰文|采写|供稿|整理"
    r"|文/图|图/文|文图|文字|[文图](?=\s?[/／:：]))"
)
_ROLE_AT = re.compile(_ROLE)
_VERB = re.compile(
    r"(?:摄影)?(?:报道|整理|撰文|供稿|摄影|文/图|图/文|文图|采写|发自\w{2,6}|文|图|摄)+(?=\W|$)"
)
# A recognition loses the space before a role: 记者王一通讯员李二.
_NAME = re.compile(
    rf"[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})?(?![{HAN}])|[{HAN}]{{2,4}}?(?=(?:本报)?(?:通讯员|记者)[{HAN}])"
)
_SKIP = re.compile(r"[\s*_、,，/／:：|｜()（）]+")
_OPENING = re.compile(
    rf"(?:\*\*|__)?(?:[{MARKS}]\s*(?:\*\*)?\s*(?:{_ROLE})?"
    rf"|(?:本报|本刊|本台|见习|首席|特约|特派|全媒体)*(?:记者|通讯员|评论员)"
    rf"(?=[\s:：*]|[{HAN}]{{2,3}}(?:[\s、]|报道|通讯员|$))"
    r"|(?:作者|撰文|采写|供稿|整理|文字|文|图|文图|文/图|图/文)(?=\s?[/／:：\s]))"
)
OPENERS = frozenset(f"{MARKS}*_本见首特全记通评作撰采供整文图")
_INNER = re.compile(
    rf"(?:\*\*)?[{MARKS}]\s*(?:\*\*)?\s*{_ROLE}|(?<=\s)(?:\*\*)?(?:本报|本刊|本台)(?:见习|首席)?(?:全媒体)?记者\s"
    rf"|(?<=\s)[{MARKS}]\s*(?=\*\*|[{HAN}]{{2,4}}(?:[\s、*]|$))"
)
_AGENCY = (
    r"(?:本报|本刊|本网|本台|新华社|新华网|中新社|中新网|人民网|央视网|光明网|大众网|齐鲁网|中国新闻网"
    rf"|[{HAN}]{{2,6}}(?:日报|晚报|早报|晨报|时报|新闻|在线|网|社)(?:客户端)?)"
)
_DATE = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日)"
_DATELINE = re.compile(
    rf"[*_]{{0,2}}({_AGENCY})\s?([{HAN}]{{0,8}}?)\s?({_DATE})?\s?(?:专)?(?:讯|电|消息)[*_]{{0,2}}(?=[\s(（:：,，，]|[{HAN}\d“‘《【])"
)
_IN_PARENTHESES = re.compile(r"\s*[(（]([^()（）\n]{2,60})[)）]\s*(?:[:：—-]+)?")
_AFTER_DATELINE = re.compile(r"\s*[:：—-]*\s*")
_SOURCE = re.compile(
    r"[(（\[【]?\s*(?:来源|来自|稿源|文章来源|信息来源|转自|原载|据)\s*[:：]?\s*"
    rf"([{HAN}A-Za-z0-9·_\s]{{2,24}}?)\s*[)）\]】]?\s*$"
)
_SOURCE_HINT = re.compile("[源自载据]")
_ENDS_OTHERWISE = frozenset("。！？…；，、”!?;,")
_BARE_SOURCE = re.compile(
    rf"[(（]((?:[{HAN}]{{2,8}}(?:日报|晚报|早报|晨报|时报|新闻|在线|网|社|客户端|融媒|发布|电视台|广播))+)[)）]\s*$"
)
_NEVER_NAMES = frozenset(
    [
        "报道",
        "记者",
        "通讯员",
        "本报",
        "近日",
        "日前",
        "昨日",
        "今天",
        "今日",
        "昨天",
        "目前",
        "今年",
        "去年",
        "编者按",
        "摄影",
        "整理",
    ]
)
_REACH = 160  # characters that a byline of many names may take
_DATELINE_END = re.compile("讯|电|消息")
_MARK = re.compile(f"[{MARKS}]")
_BLANK = re.compile(r"\s")
_LONGEST_DATELINE = 48  # characters: paper, place, date and two names


@dataclass(frozen=True, slots=True)
class Byline:
    """Names, and where in its text the byline ends."""

    start: int
    end: int
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    has_role: bool
    has_verb: bool


@dataclass(frozen=True, slots=True)
class Dateline:
    """本报聊城讯: paper or agency, place and date as printed, and where it ends."""

    filed_by: str
    place: str | None
    date: str | None
    end: int
    byline: Byline | None


def parse_byline(text: str, start: int = 0, *, needs_opening: bool = True) -> Byline | None:
    """Read a byline that begins at `start`; None where none does.

    Examples
    --------
    >>> found = parse_byline("□记者 肖会 通讯员 苗素红 李乐恒 报道")
    >>> found.reporters, found.correspondents
    (('肖会',), ('苗素红', '李乐恒'))
    """
    if needs_opening and not (text[start : start + 1] in OPENERS and _OPENING.match(text, start)):
        return None
    names: tuple[list[str], list[str]] = ([], [])
    role, has_role, has_verb = 0, False, False
    position = end = _skip_marks(text, start)
    stop = min(len(text), start + _REACH)
    while position < stop:
        if found := _ROLE_AT.match(text, position):
            role = 1 if "通讯员" in found.group() else 0
            has_role = True
        elif has_role and (found := _VERB.match(text, position)):
            has_verb = True
        elif found := _NAME.match(text, position):
            if found.group() in _NEVER_NAMES or (
                len(found.group()) == 1 and not _pair(text, found)
            ):
                break
            found = _pair(text, found) or found
            names[role].append("".join(found.group().split()))
        else:
            break
        end = found.end()
        position = _skip(text, end)
        if has_verb and not _VERB.match(text, position):
            break
    if not (names[0] or names[1]) and not (has_role and has_verb):
        return None
    if not has_role and not all(
        2 <= len(name) <= 4 and name[0] in SURNAMES_OF_REPORTERS for name in names[0]
    ):
        return None
    return Byline(start, end, tuple(names[0]), tuple(names[1]), has_role, has_verb)


_SPACED = re.compile(rf"[{HAN}] [{HAN}](?![{HAN}])")


def _pair(text: str, found: re.Match[str]) -> re.Match[str] | None:
    """A name of two characters that is printed with a space inside."""
    return _SPACED.match(text, found.start()) if len(found.group()) == 1 else None


def _skip_marks(text: str, position: int) -> int:
    while position < len(text) and (text[position] in MARKS or text[position] in "*_ \t\u3000"):
        position += 1
    return position


def _skip(text: str, position: int) -> int:
    found = _SKIP.match(text, position)
    return found.end() if found else position


def find_byline(text: str, start: int = 0) -> Byline | None:
    """First byline inside a line, after a headline that shares the line with it."""
    if text.find("记者", start, start + _REACH) < 0 and not _MARK.search(
        text, start, start + _REACH
    ):
        return None
    for match in _INNER.finditer(text, start, start + _REACH):
        before = text[start : match.start()]
        if any(mark in before for mark in "。；！？") and before.count("，") > 1:
            return None
        if found := parse_byline(text, match.start(), needs_opening=False):
            return found
    return None


def find_dateline(text: str, start: int = 0) -> int | None:
    """Where a dateline begins inside a line, after a headline that shares the line with it."""
    near = start + _REACH
    if not _BLANK.search(text, start, near) or not _DATELINE_END.search(text, start, near):
        return None
    for match in _DATELINE.finditer(text, start, start + _REACH):
        if match.start() > start and text[match.start() - 1].isspace():
            return match.start()
    return None


def parse_dateline(text: str, start: int = 0) -> Dateline | None:
    """Read 本报聊城讯, 新华社北京1月1日电 or 本报讯(记者 …) at `start`.

    Examples
    --------
    >>> found = parse_dateline("本报济宁12月28日讯 今天上午")
    >>> found.place, found.date
    ('济宁', '12月28日')
    """
    if not _DATELINE_END.search(text, start, start + _LONGEST_DATELINE):
        return None
    found = _DATELINE.match(text, start)
    if found is None:
        return None
    end, byline = found.end(), None
    if inner := _IN_PARENTHESES.match(text, end):
        byline = parse_byline(inner.group(1), needs_opening=False)
        if byline is not None:
            end = inner.end()
    elif (after := parse_byline(text, _skip(text, end))) and after.has_role:
        byline, end = after, after.end
    if rest := _AFTER_DATELINE.match(text, end):
        end = rest.end()
    return Dateline(found.group(1), found.group(2) or None, found.group(3), end, byline)


def source_tag(text: str) -> tuple[int, str] | None:
    """Where the source tag that ends `text` begins, and what it names.

    Examples
    --------
    >>> source_tag("创新已成为最强引擎。(来源:新黄河)")
    (10, '新黄河')
    """
    if text[-1:] in _ENDS_OTHERWISE:
        return None
    tail = max(0, len(text) - 48)
    found = _SOURCE.search(text, tail) if _SOURCE_HINT.search(text, tail) else None
    if found is None and text.rstrip().endswith((")", "）")):
        found = _BARE_SOURCE.search(text, tail)
    if found is None:
        return None
    before = text[: found.start()].rstrip()
    if before and found.group()[0] not in "(（[【" and before[-1] not in "。！？”.!?":
        return None
    return found.start(), " ".join(found.group(1).split())
