"""Documents with a head of their own: front matter, and the head and foot of a law or notice."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cityanalysis.corpus.page import Span
from cityanalysis.corpus.reading.date_forms import parse_date

__all__ = ["FILED", "NO_HEADLINE", "Head", "is_foot", "issue_day", "read_head"]

# The name or number of a paper, of a page's section, or the day, which stand above a page or an
# issue.
NO_HEADLINE = re.compile(
    r"[报刊网]$|第\s?\d+\s?[期版]|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$"
    r"|^(?:本[市地省报]|国[内际]|今日|地方|城市|都市|[县市]区|区县|时政|社会|经济|民生|综合|体育|文化|教育|热点|每日|一周|头版|重要)?"
    r"(?:要闻|新闻|综合|动态|简讯|快讯|资讯|专版|副刊|视点|聚焦)$|^(?:时政|社会|经济|民生|财经|体育|文化|教育|国内|国际|评论|广告)$"
)

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S)
_SETTING = re.compile(
    r"(title|标题|date|日期|发布时间|pubdate|published|source|来源)\s*[:：]\s*(.*)", re.I
)
# Below a first heading: > 来源：某报 2020-10-13, *2020-10-13*.
_DAY_LINE = re.compile(r"\s*([*_>`][^\n。]{4,60}|(?:19|20)\d\d[^\n。]{4,40})(?=\n|$)")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.S)
_HEADING = re.compile(r"#{1,2}[ \t]+([^\r\n]+?)[ \t#]*\r?(?:\n|$)")
_MARKS = re.compile(
    r"(?m)^#{1,6}[ \t]+|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\s]*\)|(?<!\w)\[(?=[^\]\n]+\]\()"
)

_LABEL = re.compile(
    r"\s*【\s*([^】\s]{2,10})\s*】\s*(.*)"
    r"|\s*(原文链接|法宝引证码|引证码|来源链接|下载时间|网址|索引号|索 引 号|发文机关|发布机构"
    r"|主题分类|成文日期|发文字号|发布日期|公布日期|颁布时间|时效性|效力级别|效力位阶|法规类别|制定机关|施行日期|实施日期)\s*[:：]\s*(.*)"
)
_APART, _LABEL_HINT = re.compile(r"[ \t\u3000]{2,}|[\t\u3000]"), re.compile("[:：】]")
_PUBLISHED = ("发布日期", "公布日期", "颁布时间", "颁布日期", "发布时间", "成文日期", "发文日期")
_TELLING = ("引证码", "发文字号", "文号", "时效性", "效力")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff（）()]{1,16}[〔\[（(【]\s?\d{4}\s?[〕\]）)】]\s?(?:第\s?)?\d+\s?号"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|办法|决定|公告|条例|规定|方案|细则|批复|复函|函|报告|通告|令|纲要|规划|计划|公报|通报|制度|规则|措施|指引|指南|章程|建议)(?:[（(].{1,20}[）)])?$"
)
_DATE_LINE = re.compile(
    r"\s*(?:[（(]?\s*)?((?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[〇零○二一][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*[）)]?\s*"
)
# The last lines of a download: whose data base it is from.
_FOOT = re.compile(r"(?:©|Copyright|版权所有|北大法宝|本篇【).{0,120}", re.I)
_LINE = re.compile(r"[^\r\n]+")
_FOOT_LINES = 6
# Below the title of a speech or report: ——2021年1月12日在某市第十届人民代表大会上.
_HELD = re.compile(
    r"[—\-－–（(\s]*((?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s*[，,]?\s*在[^。]{2,60}"
    r"(?:会议?|大会|论坛|仪式|活动)(?:上|上的.{2,6})?[）)]?\s*"
)
# Above a mail that was copied, and above the one that it answers.
_SENDERS, _SUBJECTS = ("发件人", "寄件者", "From"), ("主题", "主旨", "标题", "Subject")
_SENT = ("发送时间", "发件时间", "日期", "时间", "寄件日期", "Date", "Sent")
_TO = ("收件人", "收件者", "抄送", "副本", "密送", "附件", "To", "Cc", "重要性")
_MAIL_LINE = re.compile(rf"({'|'.join((*_SENDERS, *_SUBJECTS, *_SENT, *_TO))})\s*[:：]\s*(.*)")
_ANSWERED = re.compile(
    r"[-—_=\s]{2,}\s*(?:原始邮件|原邮件|转发的邮件|转发邮件信息|Original Message|Forwarded message)"
    r"|(?:发件人|From)\s*[:：]|(?:在\s?)?(?:19|20)\d\d\S{2,24}[，,\s].{0,60}写道[:：]$",
    re.I,
)
_LEAST_OF_MAIL = 3  # lines
# Where a report of a paper begins.
FILED = re.compile(r"(?m)^\s*(?:本报.{0,12}讯|[□■]|新华社.{0,12}电)")
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?")
# No day of a sentence: 灯会将于2020-10-13开幕.
_DAY_ALONE = re.compile(rf"{_DAY.pattern}(?![\d，\u3400-\u9fff])")
_LAW = re.compile(r"(?:条例|法|规定|办法|规则|细则|决定)(?:（试行）)?$")
_PASSED = re.compile(r"[（(].{0,400}(?:通过|批准|公布|发布|修正|修订|施行)[^）)]{0,40}[）)]")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff（）]{2,30}文件")
_LEAST_OF_LAW = 2  # lines: its title, and who passed it
_LEAST_LINES = 4  # of an article: headline, day, and two paragraphs
_LONGEST_HEADLINE, _LONGEST_DAY = 40, 40  # characters
_SPEECH_LINES = 4  # within which that line stands
_HEAD_LINES = 40  # lines within which a document says what it is
_LONGEST_TITLE = 120  # characters; titles of laws and notices over two or three lines


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself, and where its text stands.

    Parameters
    ----------
    title, source : str, optional
        Headline, and the site or authority that published it.
    date : datetime.date, optional
        Day of publication.
    parts : tuple of (start, end)
        The stretches of the file that are the text.
    """

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    parts: tuple[Span, ...] = ()


def read_head(text: str, *, is_markdown: bool = False) -> Head | None:
    """The head of a document, or None where the text is a plain page.

    Parameters
    ----------
    text : str
        The whole file.
    is_markdown : bool
        Whether a line after number signs is a heading.

    Examples
    --------
    >>> head = read_head("---\\ntitle: 灯会\\ndate: 2021-03-05\\n---\\n今晚亮灯。")
    >>> head.title, head.date.isoformat()
    ('灯会', '2021-03-05')
    >>> read_head("本报讯 今晚亮灯。") is None
    True
    """
    if is_markdown or _FRONT.match(text):
        return _markdown(text)
    return _mail(text) or _rule(text) or _law(text) or _speech(text) or _dated(text)


def issue_day(text: str) -> datetime.date | None:
    """The day that stands below the name of a paper, or of a section, above a page.

    Examples
    --------
    >>> str(issue_day("要闻\\n2022年6月8日 星期三\\n今晚亮灯。")), issue_day("灯会\\n2022年6月8日")
    ('2022-06-08', None)
    """
    name, day, *_ = [line.text for line in islice(_each_line(text), 2)] + ["", ""]
    is_day = len(day) <= _LONGEST_DAY and "。" not in day and len(name) <= _LONGEST_HEADLINE
    found = _DAY.search(day) if is_day and NO_HEADLINE.search(name) else None
    return parse_date(found[0]) if found else None


def is_foot(line: str) -> bool:
    """Whether a line says which data base a document was taken from, and where it stands there.

    Examples
    --------
    >>> is_foot("© 某法律数据库 原文链接：https://example.com/1"), is_foot("© 是版权的符号。")
    (True, False)
    """
    line = line.strip()
    is_telling = line.startswith("©") or any(word in line for word in ("链接", "http", "www."))
    return is_telling and _FOOT.fullmatch(line) is not None and "。" not in line


def _markdown(text: str) -> Head | None:
    front = _FRONT.match(text)
    said = {}
    for line in front[1].splitlines() if front else ():
        if found := _SETTING.match(line.strip()):
            said[found[1].lower()] = found[2].strip().strip("\"'")
    start = front.end() if front else 0
    gone = [found.span() for found in _COMMENT.finditer(text, start)]
    first = _first_line(text, start, gone)
    heading = _HEADING.match(text, first)
    title = said.get("title") or said.get("标题") or (heading[1] if heading else None)
    if heading and heading[1] == title:
        gone.append(heading.span())
    if title is None:
        return None
    gone += [found.span() for found in _MARKS.finditer(text, start)]
    dates = (said.get(key) for key in ("date", "日期", "发布时间", "pubdate", "published"))
    date = next((day for cell in dates if cell and (day := parse_date(cell))), None)
    source = said.get("source") or said.get("来源")
    below = _DAY_LINE.match(text, heading.end()) if heading and date is None else None
    if below and _DAY_ALONE.search(below[1]):
        date = parse_date(below[1])
        gone += [below.span(1)] if date else []
    return Head(title, date, source, _without(text, start, gone))


def _first_line(text: str, start: int, gone: Sequence[Span]) -> int:
    """Where the first line of the text begins, behind blanks and comments."""
    at = start
    while at < len(text):
        inside = next((end for a, end in gone if a <= at < end), None)
        if inside is not None:
            at = inside
        elif text[at].isspace() or text[at] == "\ufeff":
            at += 1
        else:
            return at
    return at


def _without(text: str, start: int, gone: Sequence[Span]) -> tuple[Span, ...]:
    parts, at = [], start
    for first, last in sorted(gone):
        if first > at:
            parts.append((at, first))
        at = max(at, last)
    return tuple([*parts, (at, len(text))] if at < len(text) else parts)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int


def _rule(text: str) -> Head | None:
    """Head and foot of a document of an authority, as legal databases and sites give it."""
    lines = _lines(text)
    head = lines[:_HEAD_LINES]
    labels = {i: found for i, line in enumerate(head) if (found := _labels(line.text))}
    named = [pair for found in labels.values() for pair in found]
    numbers = [i for i, line in enumerate(head) if _NUMBER.fullmatch(line.text)]
    is_download = any(word in name for name, _ in named for word in _TELLING)
    if not is_download and not (numbers and numbers[0] <= 6):
        return None
    titles = [
        i for i in range(len(head)) if not (i in labels or i in numbers or _is_letterhead(head[i]))
    ]
    end = numbers[0] if numbers else len(head)
    chosen = _title_lines(head, [i for i in titles if i < end] or titles)
    if not chosen:
        return None
    date = next((d for n, v in named if n in _PUBLISHED and (d := parse_date(v))), None)
    gone = [
        (head[i].start, head[i].end) for i in {*labels, *numbers, *range(chosen[0], chosen[-1] + 1)}
    ]
    gone += [(line.start, line.end) for line in head[: chosen[0]]]
    foot = lines[max(chosen[-1] + 1, len(lines) - _FOOT_LINES) :]
    gone += [(x.start, x.end) for x in foot if _FOOT.fullmatch(x.text) or _LABEL.match(x.text)]
    return Head(
        "".join(head[i].text for i in chosen),
        date or _signed(lines[chosen[-1] + 1 :]),
        None,
        _without(text, 0, gone),
    )


def _mail(text: str) -> Head | None:
    """A mail that was copied with the lines above its message, without the one it answers."""
    said: dict[str, str] = {}
    lines = _lines(text)
    while len(said) < len(lines) and (found := _MAIL_LINE.match(lines[len(said)].text)):
        if found[1] in said:
            break
        said[found[1]] = found[2].strip()
    sender, subject = _of(said, _SENDERS), _of(said, _SUBJECTS)
    body = lines[len(said) :]
    if len(said) < _LEAST_OF_MAIL or sender is None or subject is None or not body:
        return None
    answered = next((x.start for x in body if _ANSWERED.match(x.text)), len(text))
    if answered == body[0].start:
        answered = len(text)  # it forwards another one, and says no more
    date = parse_date(_of(said, _SENT) or "")
    return Head(subject or None, date, None, ((body[0].start, answered),))


def _of(said: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _labels(line: str) -> list[tuple[str, str]]:
    """What the labels of a line say; several stand apart on one: 发布日期：…　时效性：…."""
    parts = _APART.split(line) if len(_LABEL_HINT.findall(line)) > 1 else [line]
    found = [match for part in parts if (match := _LABEL.match(part))]
    return [(m[1] or m[3], (m[2] or m[4] or "").strip()) for m in found]


def _speech(text: str) -> Head | None:
    """Title and day of a speech or report, where the file begins with them and holds no news."""
    lines = _lines(text)
    matched = ((i, _HELD.fullmatch(line.text)) for i, line in enumerate(lines[:_SPEECH_LINES]))
    held, found = next(((i, match) for i, match in matched if match), (0, None))
    titles = lines[:held]
    if not (held and found) or any(_is_sentence(x.text) for x in titles) or FILED.search(text):
        return None
    parts = ((lines[held].end, len(text)),)
    return Head("".join(x.text for x in titles), parse_date(found[1]), None, parts)


def _law(text: str) -> Head | None:
    """A law below its title and the line that says who passed it, and when."""
    lines = _lines(text)
    if len(lines) < _LEAST_OF_LAW or FILED.search(text):
        return None
    title, passed = lines[:_LEAST_OF_LAW]
    if not _LAW.search(title.text) or len(title.text) > _LONGEST_TITLE:
        return None
    days = _DAY.findall(passed.text) if _PASSED.fullmatch(passed.text) else []
    return Head(title.text, parse_date(days[-1]), None, ((title.end, len(text)),)) if days else None


def _dated(text: str) -> Head | None:
    """A headline, a line of its day and nothing but paragraphs below."""
    lines = _lines(text)
    if len(lines) < _LEAST_LINES or _is_sentence(lines[0].text) or FILED.search(text):
        return None
    title, day, rest = lines[0].text, lines[1].text, lines[2:]
    is_day = len(day) <= _LONGEST_DAY and "。" not in day and _DAY.search(day) is not None
    is_plain = all("。" in line.text for line in rest) and not _DAY.search(title)
    if NO_HEADLINE.search(title) or len(title) > _LONGEST_HEADLINE:
        return None
    if not is_day or not is_plain:
        return None
    return Head(title, parse_date(day), None, ((lines[1].end, len(text)),))


def _lines(text: str) -> list[_Line]:
    return list(_each_line(text))


def _each_line(text: str) -> Iterator[_Line]:
    for found in _LINE.finditer(text):
        if line := found[0].strip(" \t\u3000\ufeff"):
            yield _Line(line, found.start(), found.end())


def _is_letterhead(line: _Line) -> bool:
    return _LETTERHEAD.fullmatch(line.text) is not None


def _is_sentence(text: str) -> bool:
    return text[-1] in "。！；" or len(text) > _LONGEST_TITLE


def _title_lines(head: Sequence[_Line], free: Sequence[int]) -> list[int]:
    """Lines of the title: the last that ends like one, with those that it continues."""
    ends = [
        i for i in free if _TITLE_END.search(head[i].text) and len(head[i].text) <= _LONGEST_TITLE
    ]
    if not ends:
        return list(free[:1])
    last = ends[0]
    for i in ends[1:]:
        # The headline of a database stands above that of the document, which is taken.
        if i == last + 1:
            last = i
    lines = [last]
    while lines[0] - 1 in free and not _is_ended(head[lines[0] - 1].text) and len(lines) < 3:
        lines.insert(0, lines[0] - 1)
    return lines


def _is_ended(text: str) -> bool:
    """Whether a line is a title by itself, or a sentence."""
    return _TITLE_END.search(text) is not None or text[-1] in "。：:；" or len(text) > 40


def _signed(lines: Sequence[_Line]) -> datetime.date | None:
    """The date on a line of its own: below the name of the authority, or below the title."""
    for line in lines:
        if found := _DATE_LINE.fullmatch(line.text):
            return parse_date(found[1])
    return None
