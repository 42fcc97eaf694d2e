"""The day on which a web page was published, by what stands near its headline first."""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.date_forms import DateColumn, parse_date
from cityanalysis.corpus.reading.file_names import name_date
from cityanalysis.corpus.reading.notices import simplified
from cityanalysis.corpus.reading.web_script import script_dates
from cityanalysis.corpus.reading.web_tree import Line

__all__ = ["page_date"]

Date = datetime.date

_LABEL = re.compile(
    r"(?:发布|发表|发稿|刊发|刊登|刊载|上传|上线|见报|公布|添加|录入|创建|稿件|新闻|信息)?\s?(?:时\s*间|日\s*期)\s*[：:]?\s*\[?$"
    r"|(?:发布|发表|发稿|刊发|刊登|刊载|上传|上线|公布|创建|写|发)\s?于\s*[：:]?\s*\[?$"
    r"|(?<!\d)\d{1,3}楼\s?$|(?:published|posted|date)(?: on)?\s*[：:]?\s*$",
    re.I,
)
_WRONG = re.compile(
    r"今天是|现在是|当前时间|打印|修改|成文|施行|实施|生效|有效|截止|废止|上一[篇条]|下一[篇条]|版权|©|copyright|备案"
    r"|ICP|建站|始于|创刊|出生|点击查看",
    re.I,
)
_SHOWN = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?(?:\d{1,2}(?!\d)|\d\d(?=\d\d:\d\d))"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|[〇零○二一][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号])"
)
# A year in large figures, before the day and the hour: 2022 07/19 08:11.
_YEAR_APART = re.compile(r"((?:19|20)\d\d)\s*(\d{1,2}/\d{1,2})(?=\s*\d{1,2}:\d\d)")
_SHORT = re.compile(r"(?<![\d-])\d{2}[-/.]\d{1,2}[-/.](?:\d{1,2}(?![\d-])|\d\d(?=\d\d:\d\d))")
# Below answers and posts their own day is often a link to themselves.
_OWN_LINK = re.compile(
    r"(?:发布|发表)于\s*(?:19|20)\d\d[-/.年][^\u3400-\u9fff]{1,12}[日\d:\s]{0,20}"
)
# A day that the headline or a phrase speaks of: ——2022年1月18日在某某大会上.
_SPOKEN_OF = re.compile(r"\s*(?:[在于经起至]|以来|召开|第[一二三四五六七八九十\d])")
# Pages of papers name the page; of them the day above, with its day of the week, is the issue's.
_OF_PAPER = re.compile(r"第\s?[A-Z]?\s?\d{1,3}\s?版|(?<!\d)[A-Z]?\d{2}\s?版")
_WEEKDAY = re.compile(r"\s*[（(]?星期")
_CHANGED = re.compile(r"\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*(?:最后)?(?:修改|编辑过|更新)")
# A date on two lines, as calendars show it: 2020 and 05/20, or 20 and 2020-05.
_YEAR_LINE, _DAY_LINE = re.compile(r"((?:19|20)\d\d)年?"), re.compile(r"(\d{1,2})日?")
_MONTH_DAY_LINE = re.compile(r"(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?")
_YEAR_MONTH_LINE = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})月?")
_META = (
    "pubdate", "publishdate", "publish_date", "pub_date", "publishtime", "article:published_time",
    "og:published_time", "og:release_date", "datepublished", "weibo:article:create_at",
    "firstpublishedtime", "dc.date", "dc.date.issued", "date", "releasedate", "createdate",
    "createtime", "datecreated",
)  # fmt: skip
_PROPERTY = re.compile(r"<(?:date|pubdate|publishdate)>([^<]{4,40})</", re.I)
_LONGEST_PROPERTIES = 20_000  # characters of such a comment that are searched
_ADDRESS = re.compile(
    r"(?:/|t|_)((?:19|20)\d\d)[-/_]?(0?[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.])"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LONG, _SENTENCE = 45, 18  # Chinese characters of a paragraph, and of one with a full stop
_NEAR_BEFORE, _NEAR_AFTER = 6, 12  # lines above and below the headline
_LABELLED_BELOW = 2  # rank of a date behind 发布日期 below the text
_WORDS_AROUND = 100  # characters beside a date that are looked at
_LABEL_REACH = 14  # characters before a date that say what day it is


@dataclass(frozen=True, slots=True)
class _Found:
    """A date on the page, and how good a place it stands in; less is better."""

    date: Date
    rank: int
    distance: int


def page_date(tree: Any, lines: Sequence[Line], title: str | None, path: Path) -> Date | None:
    """The day on which a page was published; None where only other dates are there.

    First what stands near the headline or behind a word such as 发布时间, then what the page states
    of itself, then the file's name, what a label below the text says, the settings of its scripts,
    the page's head, the line below its text and the page's address.

    Parameters
    ----------
    tree : lxml element
        The parsed page.
    lines : sequence of Line
        Its lines, as `page_lines` gives them.
    title : str or None
        Its headline.
    path : Path
        The file, whose name may carry a date.
    """
    start = _headline(lines, title)
    end = _end_of_text(lines, start)
    found = sorted(_printed(lines, start, end), key=lambda one: (one.rank, one.distance))
    near = [one.date for one in found if one.rank <= 1]
    if near:
        return near[0]
    labelled = next((one.date for one in found if one.rank == _LABELLED_BELOW), None)
    guessed = found[0].date if found else None
    return (
        next(_stated(tree), None)
        or name_date(path)
        or labelled
        or next(script_dates(tree, title), None)
        or guessed
        or _of_address(tree)
    )


def _headline(lines: Sequence[Line], title: str | None) -> int:
    """Index of the line that holds the headline; that of the first long line where none does."""
    if title:
        for i, line in enumerate(lines):
            if line.text == title and not line.is_link:
                return i
    return next((i for i, line in enumerate(lines) if _is_long(line)), 0)


def _is_long(line: Line) -> bool:
    """Whether a line is a paragraph of the text."""
    n_han = len(_HAN.findall(line.text))
    is_sentence = n_han >= _LONG or (n_han >= _SENTENCE and "。" in line.text)
    return is_sentence and not line.is_furniture and not line.is_link


def _end_of_text(lines: Sequence[Line], start: int) -> int:
    last = start
    for i in range(start, len(lines)):
        if _is_long(lines[i]):
            last = i
    return last


def _printed(lines: Sequence[Line], start: int, end: int) -> Iterator[_Found]:
    """Dates that are printed on the page, outside of its text, menus and links."""
    first = next((i for i in range(start, len(lines)) if _is_long(lines[i])), len(lines))
    is_paper = any(_OF_PAPER.search(line.text) for line in lines if not _is_long(line))
    for i, line in enumerate(lines):
        is_elsewhere = line.is_link and not _OWN_LINK.fullmatch(line.text)
        if line.is_furniture or is_elsewhere or _is_long(line):
            continue
        if line.is_listed and not start < i < first:
            continue
        is_below = i > end and _WRONG.search(line.text) is not None
        for date, before, behind in _dates(_with_next(lines, i)):
            if _CHANGED.match(behind):
                continue
            if before.endswith("——") or _SPOKEN_OF.match(behind):
                yield _Found(date, 3, abs(i - start))
                continue
            if "更新" in before[-_LABEL_REACH:]:
                # Where a page states no other day, it is the one of publication.
                if start <= i < first:
                    yield _Found(date, 3, abs(i - start))
                continue
            if _WRONG.search(before[-_LABEL_REACH:]) or is_below:
                continue
            labelled = _LABEL.search(before) is not None
            if is_paper and i < start - _NEAR_BEFORE and _WEEKDAY.match(behind):
                yield _Found(date, 3, start - i)
            yield from _ranked(date, labelled, i, start, first, end, line)


def _ranked(
    date: Date, labelled: bool, i: int, start: int, first: int, end: int, line: Line
) -> Iterator[_Found]:
    distance = abs(i - start)
    if labelled and i <= first:
        yield _Found(date, 0, distance)
    elif start <= i < first and i - start <= _NEAR_AFTER:
        yield _Found(date, 1, distance)
    elif labelled and i > first:
        yield _Found(date, _LABELLED_BELOW, i - first)
    elif start - _NEAR_BEFORE <= i < start:
        yield _Found(date, 3, distance)
    elif i > first and i <= end + 3 and len(line.text) <= 24:
        yield _Found(date, 4, abs(i - end))


def _with_next(lines: Sequence[Line], i: int) -> str:
    """The text of a line, or the date that it makes with the line below."""
    text = simplified(lines[i].text)
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    year, day = _YEAR_LINE.fullmatch(text), _DAY_LINE.fullmatch(text)
    if year and (found := _MONTH_DAY_LINE.fullmatch(below)):
        return f"{year[1]}-{found[1]}-{found[2]}"
    if day and (found := _YEAR_MONTH_LINE.fullmatch(below)):
        return f"{found[1]}-{found[2]}-{day[1]}"
    return text


def _dates(text: str) -> Iterator[tuple[Date, str, str]]:
    """Dates of a line, each with the words before and behind it."""
    text = _YEAR_APART.sub(r"\1/\2 ", text)
    for found in _SHOWN.finditer(text):
        if (date := parse_date(found[0])) is not None:
            before, behind = _around(text, found)
            yield date, before, behind.removeprefix("日")
    for found in _SHORT.finditer(text):
        before, behind = _around(text, found)
        is_clock = re.match(r"\s*\d{1,2}:\d\d", behind) is not None
        is_meant = _LABEL.search(before) or (is_clock and not before.strip())
        if is_meant and (date := DateColumn("ymd").read(found[0])) is not None:
            yield date, before, behind


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    start, end = found.span()
    return text[max(0, start - _WORDS_AROUND) : start], text[end : end + _WORDS_AROUND]


def _stated(tree: Any) -> Iterator[Date]:
    """Dates of publication that the page states of itself."""
    metas = {
        str(key).lower(): meta.get("content") or ""
        for meta in tree.xpath("//meta")
        for key in (meta.get("name"), meta.get("property"), meta.get("itemprop"))
        if key
    }
    cells = [metas[name] for name in _META if name in metas]
    cells += [
        x
        for text in tree.xpath("//script[@type='application/ld+json']/text()")
        for x in _linked(text)
    ]
    cells += tree.xpath("//founder-date/text()|//*[@itemprop='datePublished']/@datetime")
    cells += tree.xpath("//time[not(ancestor::aside) and not(ancestor::li)]/@datetime")
    # The properties that a system for newspapers writes into a comment of each page.
    comments = (str(comment.text or "") for comment in tree.xpath("//comment()"))
    cells += [
        found[1]
        for text in comments
        if "property" in text and (found := _PROPERTY.search(text[:_LONGEST_PROPERTIES]))
    ]
    for cell in cells:
        if (date := parse_date(str(cell).strip())) is not None:
            yield date


def _linked(text: str) -> Iterator[str]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for item in value if isinstance(value, list) else [value]:
        graph = item.get("@graph", [item]) if isinstance(item, dict) else []
        for node in graph if isinstance(graph, list) else []:
            if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
                yield node["datePublished"]


def _of_address(tree: Any) -> Date | None:
    """Date in the address under which the page states that it lies."""
    for address in tree.xpath("//link[@rel='canonical']/@href|//meta[@property='og:url']/@content"):
        found = _ADDRESS.search(str(address))
        if found:
            try:
                return Date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None
