"""Text files that hold many documents: recognised by their form."""

import re
import statistics
from collections.abc import Sequence
from itertools import dropwhile

from cityanalysis.corpus.counting import NUMERALS, value_of
from cityanalysis.corpus.reading.column_names import name_rank
from cityanalysis.corpus.reading.csv_rows import study_lines
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.document_head import FILED, is_foot
from cityanalysis.corpus.reading.grid import find_header
from cityanalysis.corpus.reading.notices import is_rights_notice

__all__ = [
    "clippings",
    "dated_sections",
    "is_document_a_line",
    "is_ruled_table",
    "is_table",
    "labelled_records",
    "numbered_sections",
]

_HEAD = 200  # lines from which the form of a file is told
_HAN = re.compile("[\u3400-\u9fff]")
_WHOLE = re.compile(r"[。！？…!?」』”’\"）)】~～]\s*$")

# An article has a headline without a full stop and paragraphs of very different length. So many
# lines that are all whole sentences and about as long as each other are no paragraphs; and no
# article has more paragraphs than the second figure without a heading among them.
_LEAST_LINES, _MANY_LINES = 10, 150
_MOST_VARIATION = 0.4
_LEAST_LENGTH = 12
_MOST_RULED = _STEADY = 0.9


def is_document_a_line(text: str) -> bool:
    """Whether every line of a text is a document of its own.

    Examples
    --------
    >>> is_document_a_line("威海市的老灯塔完成了改造工程。\\n" * 12)
    True
    >>> is_document_a_line("灯塔改造\\n" + "威海市的老灯塔完成了改造工程。\\n" * 12)
    False
    """
    raw = text.strip("\ufeff\r\n").splitlines()
    lines = [line for line in raw if line.strip()]
    if len(lines) < _LEAST_LINES or len(lines) < len(raw) or not _WHOLE.search(lines[0]):
        return False
    if any(line[0] in " \t\u3000" for line in lines):
        return False
    whole = sum(_WHOLE.search(line) is not None for line in lines)
    lengths = [len(line) for line in lines]
    if whole < 0.95 * len(lines) or statistics.median(lengths) < _LEAST_LENGTH:
        return False
    if len(lines) >= _MANY_LINES:
        return True
    return statistics.pstdev(lengths) <= _MOST_VARIATION * statistics.fmean(lengths)


def is_table(text: str) -> bool:
    """Whether a text without a telling name is a table: by its header, or by its tabs.

    Examples
    --------
    >>> is_table("标题|日期|正文\\n通知|2021-03-05|今天开会。\\n")
    True
    >>> is_table("本报讯 今天开会。")
    False
    """
    lines = [line for line in text[: 1 << 20].splitlines()[:_HEAD] if line.strip()]
    if len(lines) < 2:
        return False
    dialect = study_lines(lines)
    if dialect.width < 2:
        return False
    plain = [made for line in lines if (made := dialect.form.plain(line)) is not None]
    rows = [line.split(dialect.mark) for line in plain]
    steady = sum(len(row) == dialect.width for row in rows) / len(rows)
    _, start = find_header(rows)
    header = list(rows[start - 1]) if start else []
    n_known = sum(any(name_rank(cell, field) for field in _FIELDS) for cell in header)
    if (n_known >= 2 and len(header) == n_known) or n_known >= 3:
        return True
    if steady < _STEADY or len(lines) < 3:
        return False
    # Labels or numbers before a tab, or before a mark that only tables have.
    return dialect.mark == "\x01" or (dialect.mark == "\t" and _has_text(rows))


def is_ruled_table(text: str) -> bool:
    """Whether a text of Markdown is a table and nothing else.

    Examples
    --------
    >>> is_ruled_table("| 标题 | 正文 |\\n|---|---|\\n| 通知 | 今天开会。 |\\n")
    True
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ruled = sum(line.startswith("|") and line.endswith("|") for line in lines)
    return ruled >= _MOST_RULED * len(lines) and is_table(text)


_FIELDS = ("text", "title", "date", "id", "source", "city")


def _has_text(rows: Sequence[Sequence[str]]) -> bool:
    longest = [max(len(_HAN.findall(cell)) for cell in row) for row in rows]
    return statistics.median(longest) >= _LEAST_LENGTH


# Labels of reference managers: EndNote, RIS and RefWorks.
_CODES = {
    "%T": "title", "%X": "摘要", "%8": "date", "%D": "year", "%J": "source", "%B": "source",
    "TI": "title", "T1": "title", "AB": "摘要", "N2": "摘要", "PY": "year", "DA": "date",
    "FD": "date", "YR": "year", "JO": "source", "JF": "source", "T2": "source", "%+": "unit",
    "%0": "type", "TY": "type", "RT": "type", "%A": "author", "AU": "author", "A1": "author",
    "%K": "keywords", "KW": "keywords", "K1": "keywords", "%W": "database", "ER": "end",
}  # fmt: skip
_CODED = re.compile(r"(%[0-9A-Z@+~]|[A-Z][A-Z0-9](?:  -)?)(?: |$)(.*)")
_LABELLED = re.compile(
    r"\s*(?:【\s*([^】\s]{1,12})\s*】\s*[:：]?|\{([A-Za-z ]{3,20})\}\s*:"
    r"|([A-Za-z]{2,16}-[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{2,8}|[A-Za-z]{4,12})\s*[:：])"
    r"\s*(.*)"
)


# A line between records.
_RULE = re.compile(r"\s*[-=*_#~—…]{3,}\s*")


_UNLABELLED = "正文"


def labelled_records(text: str) -> list[dict[str, object]]:
    """Records of labelled lines, with labels as columns; none where the text is no such file.

    Examples
    --------
    >>> labelled_records("标题：甲\\n正文：今天开会。\\n\\n标题：乙\\n正文：明天。")
    [{'标题': '甲', '正文': '今天开会。'}, {'标题': '乙', '正文': '明天。'}]
    >>> labelled_records("本报讯 今天开会。")
    []
    """
    lines = text.strip("\ufeff \r\n").splitlines()
    first = next((line for line in lines if line.strip()), "")
    read = _coded if _coded(first) else _labelled
    if read(first) is None:
        return []
    records: list[dict[str, object]] = [{}]
    label, is_apart = "", False
    for line in lines:
        if _RULE.fullmatch(line) or is_rights_notice(line) or is_foot(line):
            continue
        found = read(line)
        if found is None:
            if label and not line.strip():
                is_apart = True
            if label and is_apart and line.strip() and not name_rank(label, "text"):
                # Below the labels of a document stands its text, without a label of its own.
                label = _UNLABELLED
                records[-1].setdefault(label, "")
            if label and line.strip():
                records[-1][label] = f"{records[-1][label]}\n{line.strip()}".strip()
            continue
        if found[0] in records[-1] and _begins(found[0], records):
            records.append({})
        label, is_apart = found[0], False
        before = records[-1].get(label)
        records[-1][label] = f"{before};{found[1]}" if before else found[1]
    return records if _are_records(records) else []


# What a press archive writes between its articles: numbers, rights, rules.
_BETWEEN = re.compile(
    r"\d{1,5}\s?[.、)）]?|第\s?\d+\s?个文档.{0,12}|(?:全文|Full text)\s*[:：]"
    r"|(?:文章编号|字数|列印日期|打印日期|检索词|检索式)\s*[:：].*"
    r"|【(?:作者|专栏|栏目|版名|版次|体裁|关键词)】.*|(?:©|Copyright|版权所有).{0,80}|[-=*_#~—…]{3,}",
    re.I,
)
# Below the line of paper and day: 报纸 | A01 | 要闻, 作者：记者某某.
_PRINTED = re.compile(
    r"(?:[^|｜。]{1,12}[|｜]){1,4}[^|｜。]{0,12}|(?:作者|记者|版次|版名|栏目|专栏|版面)\s*[:：][^。？！?!]{0,30}"
)
# Of what a data base writes above and below each: 出版物信息: 某报 ; 2019年2月3日: A1.
_INFO = re.compile(
    r"(?:出版物信息|Publication info)\s*[:：]\s*([^;；]{2,20}?)\s*[;；]\s*([^:：]{6,24}?)\s*[:：].*"
)
# Its fields by name: 李老师：欢迎大家来报名 is no field.
_FIELD = re.compile(
    r"(?:[A-Za-z][A-Za-z /()-]{1,40}|(?:ProQuest\s?)?(?:文档|文件).{0,6}"
    r"|(?:其他|文章|出版物)?(?:标题|题名)|主题词?|关键词|分类|地点|人员|人名|公司|组织|机构.{0,4}|出版.{1,6}|发布.{2,4}|国家.{0,6}|来源.{0,4}|资料来源|语言|[卷期页]|页码|章节|作者|数据库|版权|最后更新.{0,6}"
    r"|更新日期|链接|网址|摘要|字数|栏目|专栏|版[次名面]|ISSN|ISBN)\s*[:：][^。]{0,120}"
)
# How the data base of a paper says where an article stood: 【某报 1988年5月3日 第2版】.
_PLACED = re.compile(
    r"[【（(]?《?([\u4e00-\u9fff]{2,10}报)》?[\s，,（(]*"
    r"((?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2})"
    r"[^。]{0,16}版[^。]{0,12}"
)
_LONGEST_PART, _LONGEST_TITLE = 24, 60
_MOST_PREAMBLE = 5  # lines above the first article that say what was searched


def clippings(text: str) -> list[dict[str, object]]:
    """Articles below a line of their paper, page and day, as press archives give them out.

    Examples
    --------
    >>> first = "1.\\n灯会\\n某报 | A3 | 2022-06-08\\n今晚亮灯。\\n"
    >>> second = "2.\\n夜校\\n某报 | 2022-06-09\\n开班。"
    >>> [(one["标题"], one["正文"]) for one in clippings(first + second)]
    [('灯会', '今晚亮灯。'), ('夜校', '开班。')]
    """
    lines = [line.strip() for line in text.strip("\ufeff").splitlines()]
    lines = [x for x in lines if x and not _BETWEEN.fullmatch(x) and not is_rights_notice(x)]
    heads = [
        (i, found)
        for i, line in enumerate(lines)
        if i and len(lines[i - 1]) <= _LONGEST_TITLE and (found := _paper_and_day(line))
    ]
    if len(heads) < 2 or heads[0][0] > _MOST_PREAMBLE:
        return []
    if any("。" in line for line in lines[: heads[0][0] - 1]):
        return []
    ends = [*(i - 1 for i, _ in heads[1:]), len(lines)]
    return [
        {
            "标题": _bare(lines[i - 1]),
            "来源": paper,
            "日期": day,
            "正文": "\n".join(_without_fields(lines[i + 1 : end])),
        }
        for (i, (paper, day)), end in zip(heads, ends)
    ]


def _without_fields(lines: Sequence[str]) -> list[str]:
    """Lines of an article without those that a data base prints above and below it."""
    text = list(dropwhile(_PRINTED.fullmatch, lines))
    return list(dropwhile(_FIELD.fullmatch, text[::-1]))[::-1]


def _bare(title: str) -> str:
    """A title without the brackets around all of it."""
    is_bracketed = title[0] == "【" and title.find("】") == len(title) - 1
    return title[1:-1] if is_bracketed else title


# A digest in Markdown: sections with a line of their day below the heading.
_SECTION = re.compile(r"(?m)^(#{1,3})[ \t]+([^\r\n]+?)[ \t#]*\r?$")
_LONGEST_DAY_LINE = 60
_MOST_UNDATED = 0.2  # of the sections, where the others make them articles


def dated_sections(text: str) -> list[dict[str, object]]:
    """Sections of a text in Markdown that are articles: below each heading stands its day.

    Examples
    --------
    >>> first = "# 摘报\\n\\n## 灯会\\n*2022-06-08 某报*\\n今晚亮灯。\\n\\n"
    >>> second = "## 夜校\\n2022-06-09\\n开班。"
    >>> [(one["标题"], one["日期"], one["正文"]) for one in dated_sections(first + second)]
    [('灯会', '2022-06-08 某报', '今晚亮灯。'), ('夜校', '2022-06-09', '开班。')]
    """
    found = list(_SECTION.finditer(text))
    levels = [len(one[1]) for one in found]
    for level in sorted(set(levels)):
        own = [i for i, depth in enumerate(levels) if depth == level]
        above = [i for i, depth in enumerate(levels) if depth < level]
        if len(own) < 2 or len(above) > 1:
            continue
        ends = [*(found[i].start() for i in own[1:]), len(text)]
        records = [_section(found[i][2], text[found[i].end() : end]) for i, end in zip(own, ends)]
        undated = sum(not record["日期"] for record in records)
        return records if undated <= _MOST_UNDATED * len(records) else []
    return []


def _section(title: str, text: str) -> dict[str, object]:
    lines = text.strip().split("\n")
    day = lines[0].strip(" \t\r*_>`")
    is_day = len(day) <= _LONGEST_DAY_LINE and "。" not in day and parse_date(day) is not None
    body = "\n".join(lines[1:] if is_day else lines).strip()
    return {"标题": title, "日期": day if is_day else "", "正文": body}


# A headline with its number in a collection: 第一篇　灯会今晚亮灯, 【2】夜校.
_CHINESE = f"[{NUMERALS}]{{1,3}}"
_COUNTED = re.compile(
    rf"(?:第\s?({_CHINESE}|\d{{1,3}})\s?[篇则]|【(\d{{1,3}})】|(\d{{1,3}})\s?[.、．]"
    rf"|({_CHINESE})、)[\s:：、]*(\S[^。]{{2,40}})"
)
_LEAST_SECTIONS = 3


def numbered_sections(text: str) -> list[dict[str, object]]:
    """Articles of a numbered collection; sections of one document only where each has its day.

    Examples
    --------
    >>> text = "".join(f"第{n}篇　灯会{n}\\n今晚亮灯。\\n" for n in "一二三")
    >>> [one["标题"] for one in numbered_sections(text)]
    ['灯会一', '灯会二', '灯会三']
    """
    lines = [line.strip() for line in text.strip("\ufeff").splitlines() if line.strip()]
    heads: list[tuple[int, re.Match[str]]] = []
    for i, line in enumerate(lines):
        found = _COUNTED.fullmatch(line)
        if found and value_of(next(filter(None, found.groups()))) == len(heads) + 1:
            heads.append((i, found))
    is_above = heads and heads[0][0] <= 1 and not any("。" in x for x in lines[: heads[0][0]])
    if len(heads) < _LEAST_SECTIONS or not is_above:
        return []
    ends = [*(i for i, _ in heads[1:]), len(lines)]
    records = []
    for (i, found), end in zip(heads, ends):
        section = _section(found[5], "\n".join(lines[i + 1 : end]))
        is_alone = found[1] or found[2] or section["日期"]
        body = str(section["正文"])
        filed = FILED.search(body)
        # A dateline further down is that of an article behind the collection.
        if "。" not in body or not is_alone or (filed and filed.start()):
            return []
        records.append(section)
    return records


def _paper_and_day(line: str) -> tuple[str, str] | None:
    """The first part of a line that bars cut, and the part that is a date."""
    if placed := _PLACED.fullmatch(line):
        return placed[1], placed[2]
    if (info := _INFO.fullmatch(line)) and parse_date(info[2]):
        return info[1], info[2]
    parts = [part.strip() for part in re.split("[|｜]", line)]
    if len(parts) < 2 or max(map(len, parts)) > _LONGEST_PART or not _HAN.search(parts[0]):
        return None
    day = next((part for part in parts[1:] if parse_date(part)), None)
    return None if day is None else (parts[0], day)


def _begins(label: str, records: Sequence[dict[str, object]]) -> bool:
    """Whether a label begins another record: it is the first one of those before."""
    return label == next(iter(records[0])) or label == "type"


def _coded(line: str) -> tuple[str, str] | None:
    found = _CODED.match(line)
    if found is None or found[1].removesuffix("  -") not in _CODES:
        return None
    return _CODES[found[1].removesuffix("  -")], found[2].strip()


def _labelled(line: str) -> tuple[str, str] | None:
    found = _LABELLED.match(line)
    if found is None:
        return None
    label = found[1] or found[2] or found[3]
    is_known = any(name_rank(label, field) for field in _FIELDS) or "-" in label
    return (label, found[4].strip()) if is_known or found[1] or found[2] else None


def _are_records(records: Sequence[dict[str, object]]) -> bool:
    def share(field: str) -> float:
        return sum(any(name_rank(label, field) for label in one) for one in records) / len(records)

    return share("text") >= 0.5 and share("title") >= 0.5
