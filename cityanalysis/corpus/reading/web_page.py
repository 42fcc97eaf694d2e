"""Web pages: the article of each, its headline and the day on which it was published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import name_publication, shown_path
from cityanalysis.corpus.reading.notices import is_rights_notice, simplified
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import parsing, read_bytes
from cityanalysis.corpus.reading.web_date import page_date
from cityanalysis.corpus.reading.web_list import list_entries
from cityanalysis.corpus.reading.web_script import drawn_article
from cityanalysis.corpus.reading.web_title import page_site, page_title
from cityanalysis.corpus.reading.web_tree import (
    Line,
    counts_within,
    is_furniture,
    n_prose,
    page_lines,
    parse_web,
    plain,
)
from cityanalysis.errors import InputError

__all__ = ["pages_of_web", "read_web"]

_HAN = re.compile("[\u3400-\u9fff]")
_DISCLAIMER = re.compile(r"\s*[【\[（(]?\s*(?:免责|版权|法律|特别|郑重|转载)?声明\s*[】\])）:：]?")
_DISCLAIMED = re.compile(
    r"转载|版权|观点|责任|准确性|侵权|仅供参考|本网|本站|信息存储|信息发布平台|自媒体"
)
# Short lines above, below and within the text that are none of it.
_ASIDE = re.compile(
    r"(?:扫一扫|打印|关闭|分享|字\s?号|字体|【?字体|上一[篇条页]|下一[篇条页]|返回|责任?编辑?|责编|编辑|审核|校对|来源|发布时间|发布日期"
    r"|发布机构|信息来源|浏览|阅读|点击|附件|相关(?:新闻|链接|阅读|文档)|热点|网友评论|评论|阅读原文|预览时|点赞|收藏|举报|查看更多"
    r"|.{0,4}ICP[备证]|.{0,4}公网安备|正在阅读|微信|微博|当前位置|您的位置|首页|主办|承办|版权所有|ICP备|网站标识码|放大|默认|\d+人参与"
    r"|(?:初审|复审|终审|二审|三审|图片|值班|网络|本期)(?:编辑|审核|编审)?[:：]|文章录入|文章来源|信息时间|更新时间|点击数"
    r"|(?:推荐|延伸|拓展)阅读|(?:为您|精彩|热门|猜你)(?:推荐|喜欢)|大家[还都]在看|未经授权|转载请|IP\s?属地|新闻热线|投稿|报料"
    r"|(?:往期|上期|精彩)(?:回顾|推荐|文章)|在看$|[一二三]审\s*[:：]|本帖最后由|本文(?:首发|刊于|原载)|本文来源|广告$|(?:本页|本文|原文)(?:网址|链接|地址)\s*[:：]|©|技术支持|友情链接|网站地图|(?:长按|扫码|扫描|识别)[^。]{0,12}(?:二维码|关注|下载)|(?:主管|主办|指导)单位[:：]|.{0,8}[★☆]{3,}[^。]{0,12}$)"
)
_BRACKETED = re.compile(
    r"[（(【\[]\s*(?:责任?编辑?|责编|编辑|来源|记者编辑|完)\s*[:：]?[^。]{0,20}[）)】\]]"
)
# Accounts end by asking their readers for something.
_ASKED = re.compile(
    r"点亮.{0,3}在看|点个.{0,3}(?:赞|在看)|更多[^。]{0,8}(?:关注|下载)|(?:关注|下载)[^。]{0,16}(?:公众号|客户端|APP)",
    re.I,
)
# Above the text: who wrote it and when, of no more than that.
_BYLINE = re.compile(
    r"(?:(?:作者|记者|来源|文)\s*[:：/])?[^（(《“:：]{0,24}(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"(?:\s*星期.)?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:\s+\S{2,16})?"
)
_ISSUED = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s*(?:\d{1,2}:\d\d|星期|第\s?[A-Z]?\d{1,3}\s?版)"
)
# What the index above a notice of an office names.
_INDEX_LABEL = re.compile(
    r"索\s*引\s*号|发布机构|发文(?:机关|单位|字号)|文\s*号|成文日期|发布日期|生成日期|(?:主题|信息|组配|服务对象)分类|公开(?:方式|形式|类别)"
    r"|有\s*效\s*性|效力状态|主\s*题\s*词|关\s*键\s*词"
)
_LEAST_LABELS = 3
_LONGEST_INDEX = 600  # characters
_LONGEST_BAR = 300  # characters of a row of links
_LEAST_LINKED = 0.5  # of its characters
# Of the paragraphs that were found; then short lines at the ends that it lacks are none of it.
_NEARLY_ALL = 0.9
_MORE = re.compile(r"返回[^。]{1,8}[，,]查看更多|展开全文|点击查看全文")
_DATED = re.compile(r"[\[(（]?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?$")
# What sites write below an article: how often it was read, and whose it is.
_COUNT = re.compile(r"[\d.,]+\s*万?\+?|(?:Notice|Disclaimer|Copyright)\b[^\u3400-\u9fff]*", re.I)
_SENTENCE = re.compile("[。？！?!；…]")
_LEAST_LEFT = 6  # characters of a line that has more than what was taken out
_SHORT_LINE = 60  # characters; longer lines are sentences, whatever they begin with
# With fewer Chinese characters in its paragraphs, a page is looked for in its scripts.
_LEAST_PROSE = 60
_LONGEST_LABEL = 12
_MOST_RUN_TOGETHER = 2  # paragraphs to a line
# What holds less of the page's prose is one of several parts of the article.
_LEAST_OF_PROSE = 0.5
_LEAST_PARAGRAPH = 40  # characters; comments have fewer
# Elements of a page that trafilatura is asked about; the text of empty ones it moves again and
# again. Of more, the densest part is taken.
_MOST_ELEMENTS = 20_000
_LONGEST_FURNITURE = 20_000  # characters; a menu of more is the page
# Pieces of text and characters within which an element is headed 版权声明, blanks between them.
_BEGINNING, _LONGEST_HEADING = 50, 60
# What trafilatura finds is taken where it is most of what the densest part of the page holds;
# and the densest part says what is at its ends where it is most of what trafilatura finds.
_BELIEVED = 0.7


def read_web(path: Path, options: ReadOptions | None = None) -> Iterator[Page]:
    """The article of a web page: its body without navigation, its title, date and site.

    The body is found by trafilatura (Barbaresi 2021, ACL demonstrations), or where that leaves
    out much, it is the part of the page that holds most text. A page that a script draws is read
    from its script; a list of articles gives a page for each entry.

    Parameters
    ----------
    path : Path
        An .html file.
    options : ReadOptions
        How files are read.

    Yields
    ------
    Page
        One, marked as a single article, or one for each entry of a list.

    Raises
    ------
    InputError
        Where the page holds no text besides its navigation.
    """
    yield from pages_of_web(path, decode(read_bytes(path), shown_path(path)))


def pages_of_web(path: Path, markup: str) -> Iterator[Page]:
    """The article of a web page whose text was decoded, or those of a list; see `read_web`."""
    shown = shown_path(path)
    try:
        with parsing(path):
            pages = _found(path, parse_web(markup))
    except InputError as error:
        reason = str(error).removeprefix(f"{shown}: ")
        raise InputError(f"{shown}: {reason}") from error
    if not pages:
        raise InputError(f"{shown}: no article was found in this web page. Save its text as .txt.")
    yield from pages


def _found(path: Path, tree: Any) -> list[Page]:
    """Articles of a page: its own, that of its script, or those of a list."""
    lines = page_lines(tree)
    site = page_site(tree) or name_publication(path)
    base = Page(source=shown_path(path), text="", publication=site, is_article=True)
    if entries := list_entries(tree):
        return [
            replace(base, text=one.text or one.title, title=one.title, date=one.date)
            for one in entries
        ]
    title = page_title(tree, lines)
    prose = sum(_n_han([line.text]) for line in lines if "。" in line.text)
    drawn = drawn_article(tree) if prose < _LEAST_PROSE else None
    if drawn is not None and drawn.title and (title is None or drawn.title in title):
        title = drawn.title
    date = page_date(tree, lines, title, path)
    if drawn is None:
        text = _body(tree, title)
    else:
        shown = page_lines(parse_web(f"<div>{drawn.markup}</div>"))
        text = "\n".join(_kept([line.text for line in shown], title))
    return [replace(base, text=text, title=title, date=date)] if text else []


def _body(tree: Any, title: str | None) -> str:
    """Text of the article: what trafilatura finds, or the densest part of the page."""
    _drop_asides(tree)
    own = _densest(tree)
    lines = [line for part in _parts(own) for line in page_lines(part)]
    elsewhere = _elsewhere(tree, lines)
    extracted = [
        x for x in _extracted(tree).split("\n") if x.removeprefix("- ").strip() not in elsewhere
    ]
    dense = _kept(_without_links(lines), title)
    found = _within(_kept(extracted, title), dense)
    # Old sites lay pages out as tables; trafilatura keeps their bars.
    is_layout = own is not None and bool(own.xpath("ancestor-or-self::td"))
    is_whole = _n_han(found) >= _BELIEVED * _n_han(dense) and not _lacks(found, dense)
    return "\n".join(found if is_whole and not is_layout else dense)


def _within(found: list[str], dense: Sequence[str]) -> list[str]:
    """Lines without short ones, as comments, at the ends that the part with most text lacks."""
    own = {plain(line) for line in dense}
    is_own = [plain(line.removeprefix("- ").replace("|", " ")) in own for line in found]
    is_prose = ["。" in line and len(line) >= _LEAST_PARAGRAPH for line in found]
    prose = [line for line, is_long in zip(found, is_prose) if is_long]
    shared = [line for line in prose if plain(line) in own]
    is_most = _n_han(dense) >= _BELIEVED * _n_han(found)
    if not prose or not is_most or _n_han(shared) < _NEARLY_ALL * _n_han(prose):
        return found
    kept = [i for i in range(len(found)) if is_own[i] or is_prose[i]]
    return found[kept[0] : kept[-1] + 1]


def _drop_asides(tree: Any) -> None:
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start",))
    gone, length = [], counts_within(tree, len)
    for _, element in walk:
        if element is not tree and _is_aside(element, length):
            gone.append(element)
            walk.skip_subtree()
    for element in gone:
        element.tag = "gone"
    # All at once: dropped one by one, each hands on the text behind all before it.
    etree.strip_elements(tree, "gone", with_tail=False)


def _lacks(found: Sequence[str], dense: Sequence[str]) -> bool:
    """Whether a paragraph is missing, as behind a line break, or paragraphs run together."""
    prose = [line for line in dense if "。" in line]
    is_run_together = len(prose) > _MOST_RUN_TOGETHER * len(found)
    return is_run_together or not _sentences(prose) <= _sentences(found)


def _sentences(lines: Sequence[str]) -> set[str]:
    """Sentences without blanks and the bars of tables."""
    return {"".join(x.replace("|", "").split()) for line in lines for x in line.split("。")}


def _elsewhere(tree: Any, lines: Sequence[Line]) -> set[str]:
    """Links and entries of lists outside of the part of the page that holds its text."""
    own = {line.text for line in lines}
    return {
        line.text
        for line in page_lines(tree)
        if (line.is_listed or line.is_link)
        and not _SENTENCE.search(line.text)
        and line.text not in own
    }


def _parts(own: Any | None) -> list[Any]:
    """The element that holds the text; of a table of labels and texts, all cells with sentences.

    So do pages of letters to an office and its answers.
    """
    table = next(own.iterancestors("table"), None) if own is not None and own.tag == "td" else None
    if table is None or not _is_labelled(own):
        return [] if own is None else [own]
    return [
        cell
        for cell in table.iter("td")
        if _is_labelled(cell) and _SENTENCE.search(cell.text_content())
    ]


def _is_labelled(cell: Any) -> bool:
    """Whether a cell stands behind one that names it: 来信内容."""
    before = cell.getprevious()
    label = plain(before.text_content()) if before is not None else ""
    return 0 < len(label) <= _LONGEST_LABEL and _HAN.search(label) is not None


def _without_links(lines: Sequence[Line]) -> list[str]:
    """Texts of lines but entries of lists, and links to other pages below the last sentence."""
    last = max((i for i, line in enumerate(lines) if "。" in line.text), default=len(lines))
    return [
        line.text
        for i, line in enumerate(lines)
        if not _is_entry(line) and not (i > last and line.is_link)
    ]


def _is_entry(line: Line) -> bool:
    """Whether a line is an entry of a list of other pages: a link, with its date or without."""
    is_dated = _DATED.search(line.text) is not None and "。" not in line.text
    return line.is_listed and (line.is_link or is_dated)


def _is_aside(element: Any, length: Mapping[Any, int]) -> bool:
    """Whether an element is no part of the article: comments, disclaimers, lists of other news."""
    if element.tag in ("script", "style", "noscript"):
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    is_short = length[element] < _LONGEST_FURNITURE
    if is_short and is_furniture(element) and not element.xpath(".//h1"):
        return True
    if length[element] <= max(_LONGEST_INDEX, _LONGEST_BAR):
        text = element.text_content()
        if "。" not in text and (_is_index(element, text) or _is_bar(element, text)):
            return True
    begins = "".join(islice(element.itertext(), _BEGINNING)).lstrip()[:_LONGEST_HEADING]
    return (
        _DISCLAIMER.match(begins) is not None
        and _DISCLAIMED.search(element.text_content()) is not None
    )


def _is_index(element: Any, text: str) -> bool:
    """Whether an element is the index above a notice: its number, office, day and subject."""
    if element.tag not in ("table", "ul", "dl", "div") or len(text) > _LONGEST_INDEX:
        return False
    if element.tag == "div" and element.xpath(".//div|.//p|.//table|.//ul"):
        return False
    return len({plain(found) for found in _INDEX_LABEL.findall(text)}) >= _LEAST_LABELS


def _is_bar(element: Any, text: str) -> bool:
    """Whether an element is a row of links: most of what it says is said in several of them."""
    if element.tag not in ("div", "p", "ul", "section") or len(text) > _LONGEST_BAR:
        return False
    linked = [plain(link.text_content()) for link in element.iter("a")]
    n_letters = sum(map(str.isalnum, text))
    n_linked = sum(map(str.isalnum, "".join(linked)))
    return len(linked) > 1 and n_linked >= _LEAST_LINKED * max(n_letters, 1)


def _extracted(tree: Any) -> str:
    import trafilatura
    from lxml import html
    from trafilatura.settings import use_config

    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return ""
    config = use_config()
    # Chinese says in 60 characters what the defaults expect 250 Latin letters for.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    found = trafilatura.bare_extraction(
        html.tostring(tree, encoding="unicode"),
        include_comments=False,
        include_tables=True,
        config=config,
    )
    return (found.text or "") if found is not None else ""


def _densest(tree: Any) -> Any | None:
    """The smallest element that holds most of the page's sentences outside of links."""
    best, most = None, 0
    within = counts_within(tree, lambda text: len(_HAN.findall(text)))
    for element in tree.iter("div", "td", "article", "section", "main", "body"):
        own = sum(_own_han(child, within) for child in element if isinstance(child.tag, str))
        own += len(_HAN.findall(element.text or "")) if element.text else 0
        if own > most:
            best, most = element, own
    prose = counts_within(tree, n_prose)
    while best is not None and best.getparent() is not None:
        if prose[best] >= _LEAST_OF_PROSE * prose[tree]:
            break
        best = best.getparent()
    return best


def _own_han(child: Any, within: Mapping[Any, int]) -> int:
    """Chinese characters of a paragraph, or behind a line break, of an element."""
    inside = within[child] if child.tag in _PARAGRAPHS else 0
    return inside + len(_HAN.findall(child.tail or ""))


_PARAGRAPHS = frozenset(
    {"p", "span", "font", "strong", "b", "em", "h2", "h3", "h4", "blockquote", "ul", "ol", "pre"}
)  # fmt: skip


def _kept(lines: Sequence[str], title: str | None) -> list[str]:
    """Lines without the headline, and without short ones that are none of the text."""
    kept: list[str] = []
    is_above = True
    for line in lines:
        text = _MORE.sub("", _BRACKETED.sub("", line)).strip()
        if text != line.strip() and len(text) < _LEAST_LEFT:
            continue
        if not text or text == title or _COUNT.fullmatch(text):
            continue
        is_above = is_above and "。" not in text
        is_short = len(text) < _SHORT_LINE
        if is_rights_notice(text) or (is_short and _is_short_aside(text, is_above=is_above)):
            continue
        kept.append(text)
    return kept


def _is_short_aside(text: str, *, is_above: bool) -> bool:
    """Whether a short line is none of the text, which begins below it or does not."""
    if "。" in text or not _HAN.search(text):
        return "。" not in text
    if is_above and (_BYLINE.fullmatch(text) or _ISSUED.search(text)):
        return True
    text = simplified(text.lstrip(" 【[（(↑▲△▼☝👆"))
    return bool(_ASIDE.match(text) or _ASKED.search(text))


def _n_han(lines: Sequence[str]) -> int:
    return len(_HAN.findall("".join(lines)))
