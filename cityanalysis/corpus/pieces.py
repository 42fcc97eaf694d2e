"""Cuts the lines of a page into pieces, each with the one role that its own text shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cityanalysis.corpus.bylines import (
    MARKS,
    Byline,
    Dateline,
    find_byline,
    parse_byline,
    parse_dateline,
    source_tag,
)
from cityanalysis.corpus.lines import HAN, Line, ends_complete

__all__ = ["Piece", "read_pieces"]

LONGEST_HEAD = 60
_NOTE = re.compile(
    rf"[\s{MARKS}*【\[(（]*(?:编者按|编者的话|编者语|编前语?|编后语?|开栏的话|开栏语|卷首语|编辑手记|导读|按语)"
    r"(?:[\s*】\])）:：]+|$)"
)
_BRACKET = re.compile(r"[*_\s]*【([^【】\n]{2,90})】[*_]*")
_SECTION = re.compile(
    r"[(（]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[)）、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[①-⑳]|#{1,6}\s"
)
_CAPTION = re.compile(
    r"^(?:[▲△▼↑↓←→◀▶]\s*)?(?:上图|下图|左图|右图|题图|图)(?:为|片|是|①|[一二三四1-4][:：])|图为|"
    rf"(?:[(（]?(?:本报|新华社)?(?:见习|首席)?(?:记者|通讯员)?\s*[{HAN}\s]{{2,12}}\s*摄(?:影)?(?:报道)?[)）]?[。.]?$)|[(（]?资料(?:图片?|照片)[)）]?$"
)
_PROMO = re.compile(
    r"更多(?:\w{0,4})(?:报道|内容|新闻|精彩|详情|资讯|信息)|(?:详见|转|下转|上接|见)(?:第|今日)?\w{1,4}版|"
    r"扫(?:一扫|描|码)|(?:关注|下载)\S{0,12}(?:公众号|客户端|微信|APP|微博|抖音)|(?:订阅|征订|广告|投稿|新闻)热线"
)
_UI_WORDS = re.compile(
    r"发布|举报|写留言|留言|点赞|分享|评论|转发|收藏|登录|注册|回复|关注|更多|返回|首页|上一篇|下一篇|上一页|下一页|"
    r"打印|字号|字体|大中小|阅读|浏览|播放|点击|搜索|菜单|导航|相关|热门|推荐|关闭|下载|展开|收起|全文|网友|"
    r"微信|微博|朋友圈|QQ|空间|扫一扫|二维码|客户端|APP|版权所有|备案|许可证|联系我们|关于我们|网站地图|Copyright|cookie|Cookie|ICP"
)
_NOT_WORD = re.compile(rf"[^{HAN}A-Za-z]+")
_FEED_HEAD = re.compile(
    r"(?:热门|相关|猜你|为你|精彩|更多|今日|最新|编辑|好文|大家都在)(?:推荐|阅读|文章|新闻|喜欢|内容|资讯|热点|看|搜|链接|话题|动态)"
)
_BULLET = re.compile(r"[•·●○◦‣▪■◆➤►▶\-*]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: `role` is head, body, byline, note, caption, promo, ui or bullet."""

    role: str
    start: int
    end: int
    line: int
    gap: int
    text: str
    byline: Byline | None = None
    dateline: Dateline | None = None
    source: str | None = None
    bracket: bool = False


def read_pieces(lines: list[Line]) -> list[Piece]:
    """Pieces of all lines, in page order."""
    return [piece for number, line in enumerate(lines) for piece in _cut(number, line)]


def _cut(number: int, line: Line) -> Iterator[Piece]:
    text = line.text

    def piece(role: str, start: int, end: int, **more: object) -> Piece:
        inner = text[start:end]
        left = len(inner) - len(inner.lstrip())
        inner = inner.strip()
        at = line.start + start + left
        gap = line.gap if start == 0 else 0
        return Piece(role, at, at + len(inner), number, gap, inner, **more)  # type: ignore[arg-type]

    if role := _plain_role(text):
        yield piece(role, 0, len(text))
        return
    start = 0
    if (found := _BRACKET.match(text)) and not _NOTE.match(text):
        rest = text[found.end() :].strip()
        if rest and not _head_like(rest):
            yield piece("head", 0, found.end(), bracket=True)
            start = found.end()
        else:
            yield piece("head", 0, len(text), bracket=True)
            return
    elif found := _NOTE.match(text):
        yield piece("note", 0, len(text))
        return
    yield from _cut_body(piece, text, start)


def _cut_body(piece, text: str, start: int) -> Iterator[Piece]:  # type: ignore[no-untyped-def]
    byline = parse_byline(text, start) or (find_byline(text[start:]) if start == 0 else None)
    if byline is not None and not _is_signed(text, byline):
        if byline.start > start:
            yield piece("head", start, byline.start)
        yield piece("byline", byline.start, byline.end, byline=byline)
        start = byline.end
        while start < len(text) and text[start] in " \t\u3000*_:：":
            start += 1
    if start >= len(text):
        return
    dateline = parse_dateline(text, start)
    tag = source_tag(text)
    rest = text[start:]
    if dateline is None and tag is None and byline is None and start == 0 and _head_like(text):
        yield piece("head", 0, len(text))
        return
    role = "caption" if len(rest) <= 120 and _CAPTION.search(rest) else "body"
    yield piece(role, start, len(text), dateline=dateline, source=tag[1] if tag else None)


def _is_signed(text: str, byline: Byline) -> bool:
    """A byline far inside a paragraph that is prose, not a headline."""
    before = text[: byline.start]
    return len(before) > 100 or any(mark in before for mark in "。；")


def _head_like(text: str) -> bool:
    bare = text.strip("*_ 　#")
    if not 2 <= len(bare) <= LONGEST_HEAD or _SECTION.match(bare):
        return False
    if ends_complete(bare) and bare[-1] in "。.…；;，,、":
        return False
    if bare[-1] in "，,、；;。:：" or bare.count("，") + bare.count(",") > 3 or "。" in bare:
        return False
    return len(_NOT_WORD.sub("", bare)) >= 2


def _plain_role(text: str) -> str | None:
    if len(text) <= 80:
        words = _NOT_WORD.sub("", text)
        if not words or (len(words) <= 40 and _is_ui(words)):
            return "ui"
        if _PROMO.search(text) and len(text) <= 80:
            return "promo"
    if text[0] in "•·◦‣➤►" and _BULLET.match(text):
        return "bullet"
    return None


def _is_ui(words: str) -> bool:
    if _FEED_HEAD.fullmatch(words):
        return True
    covered = sum(len(found) for found in _UI_WORDS.findall(words))
    return covered >= 0.6 * len(words)
