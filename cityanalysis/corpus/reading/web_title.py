"""The headline of a web page: as it stands on the page, without the name of the site."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Any

from cityanalysis.corpus.reading.web_tree import Line, plain

__all__ = ["page_site", "page_title"]

_META = ("ArticleTitle", "og:title", "twitter:title", "dc.title")
_SITE_META = ("SiteName", "og:site_name", "application-name")
_CUT = re.compile(r"\s*(?:--+|—+|_+|\||>>|»|›|·|–|(?<=\S)-(?=\D))\s*|\s+-\s+")
_SITE_WORD = re.compile(
    r"网|报|频道|新闻|要闻|政府|客户端|在线|门户|局|委员会|办公室|订阅|首页|电视台|快讯|资讯|动态|日报社|平台|公众号|博客|号$"
)
_TITLE_NAMES = re.compile(r"title|headline|biaoti|\bbt\b|tit\b", re.I)
# The lines above and below a headline that papers set smaller.
_NO_HEADLINE = re.compile(
    r"(?:sub|intro|pre|kick|short|fu|yin|jian)[-_]?(?:title|tit|biaoti|bt)", re.I
)
_NO_TITLE = re.compile(
    r"^(?:第?\s?[A-Z]?\d{1,3}\s?版|首页|当前位置|您的位置|来源|发布|时间|日期|正文|新闻中心|热点|相关|网友评论)"
)
# What a forum puts before or behind the title of a thread: [民生], 【某吧】.
_KIND = re.compile(r"^[\[【][^\]】\s]{1,8}[\]】]\s*|【[^】\s]{1,8}】$")
# A letter to an office: 来信标题 in a cell, its words in the next.
_LETTER = re.compile(
    r"^(?:来信|信件|留言|咨询|诉求|信访|问政|投诉|问题)(?:标\s*题|主\s*题|名\s*称)\s*[:：]?\s+(?=\S{4})"
)
_LETTER_LABEL = re.compile(
    r"(?:来信|信件|留言|咨询|诉求|信访|问政|投诉|问题)?(?:标\s*题|主\s*题)\s*[:：]"
)
_LEAST_LETTER = 4
# A row of the index above a notice: 标 题： 关于…的通知 文 号： ….
_INDEXED = re.compile(
    r"^(?:标\s*题|名\s*称|文件名称|信息名称)(?:\s*[:：]\s*|\s+)(\S.{7,}?)"
    r"(?:\s+[\u4e00-\u9fff]\s?[\u4e00-\u9fff\s]{1,5}[:：].*)?$"
)
# Where a page's own title says no more than what it is for.
_GENERAL = re.compile(r"打印|详情|详细|正文|内容|文章|信息|页面|浏览|查看|新闻")
# The name of an office or site with nothing else: ::某某市水务局::.
_OF_SITE = re.compile(
    r"^[\W_]*[\u4e00-\u9fff]{2,14}(?:平台|局|网|网站|[日晚早商周]报|数字报|电子版|政府|委员会|办公室|中心|信息港|热线|在线|之窗|论坛|发布)[\W_]*$"
)
_DAY_LABEL = re.compile(r"(?:时\s*间|日\s*期|来\s*源|作\s*者)\s*[:：]")
_DATED = re.compile(
    r"^\W{0,2}(?:本报|本刊|本台)?(?:首席|特约)?(?:记者|通讯员)\s?[\u4e00-\u9fff]{2,4}|(?:时\s*间|日\s*期|来\s*源|发布)\s*[:：]|(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LEAST_SHARED = 0.5  # of its characters
_LEAST_COMMON = 8  # characters that a headline must share with the title that the page states
_LONGEST = 120  # characters of a headline
_LONGEST_STATED = 400  # of what a page states as its title, with the site and the way to it
_MOST_LIKELY = 500  # lines that share words with it; the headline is among the first
_LONGEST_GENERAL = 8  # of 打印文章, 新闻内容
_LONGEST_COLUMN = 6  # of 领导活动, to which a link leads
_LEAST_PICTURED = 6  # Chinese characters of a headline that is a picture
_LONGEST_SUFFIX = 16  # of the name of a site or channel


def page_title(tree: Any, lines: Sequence[Line]) -> str | None:
    """The headline of a page.

    Parameters
    ----------
    tree : lxml element
        The parsed page.
    lines : sequence of Line
        Of the same page.

    Examples
    --------
    >>> from cityanalysis.corpus.reading.web_tree import page_lines, parse_web
    >>> tree = parse_web("<html><title>灯会今晚亮灯-要闻-某某网</title><p>灯会</p></html>")
    >>> page_title(tree, page_lines(tree))
    '灯会今晚亮灯'
    """
    stated = [
        plain(text)[:_LONGEST_STATED]
        for text in (*_metas(tree, _META), _first(tree, "//title"))
        if plain(text)
    ]
    site = page_site(tree)
    printed = [
        line.text for line in lines if 2 < len(line.text) <= _LONGEST and not line.is_furniture
    ]
    for text, below in zip(printed, [*printed[1:], ""]):
        if found := _LETTER.match(text):
            return text[found.end() :]
        if _LETTER_LABEL.fullmatch(text) and len(below) >= _LEAST_LETTER:
            return below
    for text in printed:
        if found := _INDEXED.match(text):
            return found[1]
    printed += [_KIND.sub("", text) for text in printed]
    known, columns = set(printed), _columns(tree, lines)
    for text in stated:
        for shorter in _shortened(text):
            if shorter in known and not _is_site(shorter, site) and shorter not in columns:
                return shorter
    if common := _common(stated, lines, site):
        return common
    headings = [plain(h.text_content()) for h in tree.xpath("//h1|//founder-title")]
    headings += [plain(h.text_content()) for h in tree.xpath("//h2")]
    named = [x for x in lines if _TITLE_NAMES.search(x.names) and not x.is_furniture]
    headings += [x.text for x in sorted(named, key=lambda x: bool(_NO_HEADLINE.search(x.names)))]
    good = [h for h in headings if _is_title(h) and not _is_site(h, site)]
    if good:
        return good[0]
    if all(_is_general(text) for text in stated) and (
        above := _above_day(lines) or _pictured(tree, site)
    ):
        return above
    for text in stated:
        if not _is_site(text, site):
            return _without_site(text)
    return None


def _common(stated: Sequence[str], lines: Sequence[Line], site: str | None) -> str | None:
    """The printed headline that a stated title holds among other words, or most of which it holds.

    So do titles with the way to a page (某某局 部门动态 标题), and those without the authority.
    """
    parts = {part for text in stated for part in _runs(text)}
    likely = (
        line.text
        for line in lines
        if _LEAST_COMMON <= len(line.text) <= _LONGEST
        and not (line.is_link or line.is_furniture or "。" in line.text)
        and not parts.isdisjoint(_runs(line.text))
        and not _is_site(line.text, site)
    )
    best, most = None, 0.0
    for printed in islice(likely, _MOST_LIKELY):
        for text in stated:
            shared = SequenceMatcher(None, text, printed, autojunk=False).find_longest_match()
            share = shared.size / len(printed)
            is_like = shared.size >= _LEAST_COMMON and share > _LEAST_SHARED
            if is_like and shared.size * share > most:
                best, most = printed, shared.size * share
    return best


def _runs(text: str) -> Iterator[str]:
    """Stretches of a text that are as long as what a headline must share."""
    return (text[i : i + _LEAST_COMMON] for i in range(len(text) - _LEAST_COMMON + 1))


def _above_day(lines: Sequence[Line]) -> str | None:
    """The line above that of the day and the source, where no heading says which is the title."""
    found = []
    text = next((i for i, line in enumerate(lines) if "。" in line.text), len(lines))
    for i, (above, line) in enumerate(pairwise(lines)):
        if _DATED.search(line.text) and not line.is_furniture and not line.is_link:
            is_headline = _is_title(above.text) and "。" not in above.text and not above.is_link
            if is_headline and _HAN.search(above.text) and not _DATED.search(above.text):
                # Entries of lists have their day as well, but not a word for it.
                found.append((i > text, _DAY_LABEL.search(line.text) is None, i, above.text))
    return min(found)[-1] if found else None


def _is_general(text: str) -> bool:
    """Whether a stated title names what the page is for, or the site and its column, only."""
    if (len(text) <= _LONGEST_GENERAL and _GENERAL.search(text)) or _OF_SITE.search(text):
        return True
    parts = [part for cut in _CUT.split(text) for part in cut.split()]
    return all(len(part) <= _LONGEST_SUFFIX and _SITE_WORD.search(part) for part in parts)


def _columns(tree: Any, lines: Sequence[Line]) -> set[str]:
    """Short texts of links that the page says nowhere else: names of its columns."""
    linked = {plain(link.text_content()) for link in tree.iter("a")}
    said = {line.text for line in lines if not line.is_link}
    return {text for text in linked - said if len(text) <= _LONGEST_COLUMN}


def _pictured(tree: Any, site: str | None) -> str | None:
    """The headline that a paper prints as a picture above the text."""
    for element in tree.iter():
        if "。" in (element.text or "") and element.tag not in ("script", "style", "title"):
            return None
        if element.tag == "img" and next(element.iterancestors("a"), None) is None:
            text = plain(element.get("alt") or element.get("title") or "")
            is_headline = _is_title(text) and not _OF_SITE.search(text) and not _is_site(text, site)
            if is_headline and len(_HAN.findall(text)) >= _LEAST_PICTURED:
                return text
    return None


def page_site(tree: Any) -> str | None:
    """The name of the site that a page is from, where it states one."""
    return next((plain(text) for text in _metas(tree, _SITE_META) if plain(text)), None)


def _metas(tree: Any, names: Sequence[str]) -> list[str]:
    found = {
        str(key).lower(): meta.get("content") or ""
        for meta in tree.xpath("//meta")
        for key in (meta.get("name"), meta.get("property"), meta.get("itemprop"))
        if key
    }
    return [found[name.lower()] for name in names if name.lower() in found]


def _first(tree: Any, path: str) -> str:
    return next((element.text_content() for element in tree.xpath(path)), "")


def _shortened(text: str) -> list[str]:
    """A stated title with ever more of its last parts taken off, then without its kind."""
    ends = [found.start() for found in _CUT.finditer(text)]
    parts = [text, *(text[:end] for end in reversed(ends) if end >= 3)]
    return [*parts, *(_KIND.sub("", part) for part in parts)]


def _without_site(text: str) -> str:
    """A stated title without the last parts that name a site or its channel."""
    cuts = list(_CUT.finditer(text))
    for place, found in enumerate(cuts):
        rest = [part for part in _CUT.split(text[found.end() :]) if part]
        is_short = found.start() >= 4 and all(len(part) <= _LONGEST_SUFFIX for part in rest)
        is_site = any(_SITE_WORD.search(part) for part in rest) or place == len(cuts) - 1
        if is_short and is_site:
            return text[: found.start()]
    return text


def _is_title(text: str) -> bool:
    return 4 <= len(text) <= _LONGEST and _NO_TITLE.match(text) is None


def _is_site(text: str, site: str | None) -> bool:
    """Whether a text is no more than the name of the site or paper."""
    if text == site:
        return True
    return len(text) <= 8 and re.search(r"(?:网|报|周刊|在线|客户端|门户|政府)$", text) is not None
