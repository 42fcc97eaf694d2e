"""Cuts the paragraphs of a page into pieces: a headline, a byline and a body may share a line."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from cityanalysis.corpus.code_points import count_kinds, kinds_held
from cityanalysis.corpus.splitting.bylines import (
    MARKS,
    OPENERS,
    Byline,
    Dateline,
    find_byline,
    find_dateline,
    parse_byline,
    parse_dateline,
    source_tag,
)
from cityanalysis.corpus.splitting.paragraphs import HAN, Line

__all__ = ["Piece", "read_pieces"]

# A paragraph longer than this may hold a headline and what follows it.
LONGEST_HEAD = 60
# Folios, interface lines and promotions are no longer than this.
_SHORT = 80
# A headline that shares its line with a body has at least so many characters, ends within so many,
# and leaves the body so many.
_SHORTEST = 6
_REACH = 75
_LEAST_BODY = 16
# After a title in brackets so few characters without a full stop are the rest of the title.
_LONGEST_REST = 40
# No stretch of a headline between two spaces is longer.
_LONGEST_CHUNK = 36
_NOTE = re.compile(
    rf"[\s{MARKS}*【\[(（]*(?:编者按|编者的话|编者语|编前语?|编后语?|开栏的话|开栏语|卷首语|编辑手记|按语)"
    r"(?:[\s*】\])）:：]+|$)"
)
_BRACKET = re.compile(r"[*_\s]*【[^【】\n]{2,90}】(?:[^【】。\n]{2,60}】)?[*_]*")
_SECTION = re.compile(
    r"[(（]?(?:[一二三四五六七八九十百]{1,4}|\d{1,2})[)）、.．](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[①-⑳]|#{1,6}\s"
)
_CAPTION = re.compile(
    r"^[▲△▼↑↓←→◀▶]|^(?:上图|下图|左图|右图|题图)|图为|^图[①-⑨一二三1-9]?[:：]|^图片"
    r"|摄(?:影)?(?:报道)?\s*[)）]?[。.]?$|^[(（]?资料(?:图片?|照片)[)）]?$"
)
_PROMO = re.compile(
    r"更多(?:\w{0,4})(?:报道|内容|新闻|精彩|详情|资讯|信息)|(?:详见|转|下转|上接|见)第?[今日]{0,2}[\d一二三四五六七八]{1,2}版"
    r"|扫(?:一扫|描|码)|(?:关注|下载)\w{0,14}(?:公众号|客户端|微信|APP|微博|抖音)|(?:订阅|征订|广告|投稿|新闻|服务)热线"
)
_INTERFACE = (
    r"发布|举报|写留言|留言|点赞|分享|评论|转发|收藏|登录|注册|回复|关注|更多|返回|首页|上一[篇页]|下一[篇页]|"
    r"打印|字号|字体|大中小|阅读|浏览|播放|点击|搜索|菜单|导航|相关|热门|推荐|关闭|下载|展开|收起|全文|网友|窗口|本页|正文|"
    r"微信|微博|朋友圈|QQ|空间|扫一扫|二维码|客户端|APP|版权所有|转载|备案|许可证?|联系我们|关于我们|网站地图|广告服务|"
    r"当前位置|新闻中心|继续浏览|网站|用户|反馈|纠错|顶部|条|新闻|财经|体育|娱乐|视频|图片|Copyright|Cookie|cookie|ICP备?"
)
_UI_WORDS = re.compile(
    f"(?=[{''.join(word[0] for word in _INTERFACE.split('|'))}])(?:{_INTERFACE})"
)
_WORD = re.compile(rf"[{HAN}A-Za-z]")
_NOT_WORD = re.compile(rf"[^{HAN}A-Za-z]+")
# A line is taken for a menu if words of menus make up this share of its letters.
_COVERED = 0.6
_FEED_HEAD = re.compile(
    r"(?:热门|相关|猜你|为[你您]|精彩|更多|今日|最新|编辑|好文|大家都在|延伸|网友)"
    r"(?:推荐|阅读|文章|新闻|喜欢|内容|资讯|热点|看|搜|链接|话题|动态|评论|精彩)"
)
_BULLET = re.compile(r"[•·◦‣➤►▶▪\-*]\s*(?=\S)|\d{1,2}[.、]\s?(?=\S)")
_META = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\sT]+\d{1,2}:\d{2}|发布时间|来源[:：].{0,20}\d{4}"
)
_FOLIO = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期|$)|星期[一二三四五六日天]\s*(?:$|第?\s*[A-D0-9]|\d{4})"
    r"|第?\s*[0-9A-D]{1,3}\s*版|^责任?编辑|责编|美编|校对|农历"
    # The masthead of a bulletin: 某市调研内参 第 3 期.
    r"|(?:内参|简报|专报|信息|动态|通讯|参考|参阅|要报|快报|通报|[月周旬季]报)\s*[（(]?"
    r"(?:总|(?:19|20)\d\d年)?\s*第\s?\d{1,4}\s?期[）)]?$"
)
_META_HINT = re.compile("[:：]")
_LONGEST_FEED_HEAD = 8  # characters
# A pattern is tried only on a line that holds a character of its kind: `kinds_held` finds out for
# all lines of a page at once.
_Kind = Literal["note", "sign", "blank", "dateline", "colon", "folio", "caption", "promo"]
_KINDS: dict[_Kind, str] = {
    "note": "编栏卷按",
    "sign": f"{MARKS}记",
    "blank": " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    "dateline": "讯电消",
    "colon": ":：",
    "folio": "版编校农期日",
    "caption": "▲△▼↑↓←→◀▶图摄照",
    "promo": "多版扫注载线",
}
_PARTING: frozenset[_Kind] = frozenset({"sign", "blank"})
# Blanks between Latin words part nothing.
_SPACE = re.compile(r"(?<=\S)(?!(?<=[A-Za-z,.;]) +[A-Za-z])[ \u3000]+(?=\S)")


class Piece(NamedTuple):
    """A stretch of one paragraph.

    `mark` names the pattern that its text shows: byline, note, caption, promo, ui, feed, bullet,
    section, meta, folio, or nothing. `line` numbers its paragraph, `gap` counts the line breaks
    before it: none where it goes on with the line of the piece before.
    """

    start: int
    end: int
    line: int
    gap: int
    indent: int
    text: str
    mark: str = ""
    byline: Byline | None = None
    dateline: Dateline | None = None
    source: str | None = None
    bracket: bool = False


class _Stretch(NamedTuple):
    """Where a piece stands, and of which kinds of `_KINDS` its paragraph `holds` a character."""

    start: int
    end: int
    line: int
    gap: int
    indent: int
    text: str
    holds: frozenset[_Kind]


def read_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Pieces of all paragraphs, in page order."""
    held = kinds_held([line.text for line in lines], _KINDS)
    stretches = [
        stretch
        for number, (line, holds) in enumerate(zip(lines, held))
        for stretch in _cut(number, line, holds)
    ]
    counts = count_kinds([stretch.text[:_SHORT] for stretch in stretches], _word_kinds())
    return [_piece(stretch, *numbers) for stretch, numbers in zip(stretches, counts)]


def _cut(number: int, line: Line, holds: frozenset[_Kind]) -> Iterator[_Stretch]:
    text = line.text
    may_part = "【" in text or text[0] in OPENERS or not _PARTING.isdisjoint(holds)
    cuts = set(_cuts(text, holds)) if may_part else ()
    if not cuts and text == text.strip():
        yield _Stretch(line.start, line.end, number, line.gap, line.indent, text, holds)
        return
    for start, end in pairwise(sorted({0, len(text), *cuts})):
        raw = text[start:end]
        part = raw.strip()
        if not part:
            continue
        at = start + len(raw) - len(raw.lstrip())
        first, last = line.offset(at), line.offset(at + len(part) - 1) + 1
        gap = line.gap if at == 0 else 0
        yield _Stretch(first, last, number, gap, line.indent, part, holds)


def _piece(stretch: _Stretch, words: int, ui_words: int) -> Piece:
    """The piece at a stretch; `words` and `ui_words` count its letters, and those of menus."""
    text, holds = stretch.text, stretch.holds
    mark, byline = _plain_mark(text, holds, words, ui_words), None
    if not mark and (byline := parse_byline(text)) and byline.end >= len(text) - 1:
        mark = "byline"
    tag = source_tag(text)
    return Piece(
        start=stretch.start,
        end=stretch.end,
        line=stretch.line,
        gap=stretch.gap,
        indent=stretch.indent,
        text=text,
        mark=mark,
        byline=byline if mark == "byline" else None,
        dateline=parse_dateline(text) if "dateline" in holds else None,
        source=tag[1] if tag else None,
        bracket=text[0] == "【" and _BRACKET.match(text) is not None,
    )


def _cuts(text: str, holds: frozenset[_Kind]) -> Iterator[int]:
    """Places where a headline, a byline or a body may begin inside a line."""
    if "note" in holds and _NOTE.match(text):
        return
    start = 0
    if "【" in text and (found := _BRACKET.match(text)):
        start = found.end()
        if len(text) - start <= _LONGEST_REST and text[-1] not in "。！？”.":
            return
        yield start
    byline = parse_byline(text, start)
    if byline is None and "sign" in holds:
        byline = find_byline(text, start)
    if byline is not None:
        yield byline.start
        yield byline.end
        stop = byline.start
    elif "blank" not in holds:
        return
    elif "dateline" in holds and (dateline := find_dateline(text, start)) is not None:
        yield dateline
        stop = dateline
    else:
        stop = min(start + _REACH, len(text) - _LEAST_BODY)
    if len(text) - start > LONGEST_HEAD and not _BULLET.match(text) and stop - start > _SHORTEST:
        yield from _spaces(text, start, stop)


def _spaces(text: str, start: int, stop: int) -> Iterator[int]:
    """Spaces that may part a headline from what follows it on the line."""
    if parse_dateline(text, start):
        return
    before = start
    for found in _SPACE.finditer(text, start, stop):
        chunk = text[before : found.start()]
        if len(chunk) > _LONGEST_CHUNK or any(mark in chunk for mark in "。！？；"):
            return
        inside = chunk.count("“") != chunk.count("”") or chunk.count("《") != chunk.count("》")
        if not inside and found.start() - start >= _SHORTEST:
            yield found.end()
        before = found.end()


def _plain_mark(text: str, holds: frozenset[_Kind], words: int, ui_words: int) -> str:
    """Pattern that a piece shows; `words` and `ui_words` count its letters, and those of menus."""
    if "note" in holds and _NOTE.match(text):
        return "note"
    if len(text) <= _SHORT:
        if words <= _LONGEST_FEED_HEAD and _FEED_HEAD.fullmatch(_NOT_WORD.sub("", text)):
            return "feed"
        if "colon" in holds and _META_HINT.search(text) and _META.search(text):
            return "meta"
        if "folio" in holds and len(text) <= LONGEST_HEAD and _FOLIO.search(text):
            return "folio"
        if ui_words >= _COVERED * words and _is_interface(_NOT_WORD.sub("", text)):
            return "ui"
        if "promo" in holds and _PROMO.search(text):
            return "promo"
    if "caption" in holds and len(text) <= 2 * _SHORT and _CAPTION.search(text):
        return "caption"
    if _SECTION.match(text):
        return "section"
    return "bullet" if _BULLET.match(text) else ""


def _is_interface(words: str) -> bool:
    covered = sum(len(found) for found in _UI_WORDS.findall(words))
    return covered >= _COVERED * len(words)


@cache
def _word_kinds() -> tuple[str, str]:
    """Chinese and Latin letters, and those of them that words of menus are made of."""
    letters = "".join(filter(_WORD.match, map(chr, range(0x10000))))
    return letters, "".join(sorted(set(_INTERFACE) & set(letters)))
