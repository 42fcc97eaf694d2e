"""Word files that are one text below its headline, or forms of labelled cells."""

import datetime
import re
from collections.abc import Sequence, Set
from itertools import dropwhile, pairwise
from typing import NamedTuple

from cityanalysis.corpus.reading.column_names import name_rank
from cityanalysis.corpus.reading.date_forms import parse_date
from cityanalysis.corpus.reading.document_head import NO_HEADLINE
from cityanalysis.corpus.reading.word_digest import Report

__all__ = ["FormRecord", "form_records", "single_article"]

Row = Sequence[str]

_LONGEST_TITLE, _LONGEST_DATELINE = 60, 40  # characters
_HEAD_LINES = 3  # below the headline, in which its day stands
_FILED = re.compile(
    r"(?:^|\s)(?:本报|本刊|新华社).{0,12}[讯电]|记者\s?[\u4e00-\u9fff]{2,4}\s*(?:报道|$)"
)
# One without a number, which subheads have.
_HEADLINE = re.compile(r"(?![（(第]?[一二三四五六七八九十\d])[^。；;：]{4,40}(?<![！!？?，,…”])")
_MOST_HEADLINES = 1
_LONGEST_LABEL = 12  # characters
_LEAST_LABELS = 3  # cells of a form that name others
_FIELDS = ("text", "title", "date", "id")


class FormRecord(NamedTuple):
    """What a form says."""

    title: str | None
    date: datetime.date | None
    number: str | None
    text: str


def single_article(lines: Sequence[str], headings: Set[str]) -> Report | None:
    """The text of a document whose first line is its only heading; None of any other.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of the document.
    headings : set of str
        Those of them that have the style of a heading or title.

    Examples
    --------
    >>> lines = ["灯会今晚亮灯", "2022-06-08", "市里的灯会今晚亮灯。"]
    >>> found = single_article(lines, {"灯会今晚亮灯"})
    >>> found.title, found.date.day, found.text
    ('灯会今晚亮灯', 8, '市里的灯会今晚亮灯。')
    """
    full = [line.strip() for line in lines if line.strip()]
    if len(full) < 2 or full[0] not in headings or len(full[0]) > _LONGEST_TITLE:
        return None
    others = sum(line in headings for line in full[1:])
    if others or NO_HEADLINE.search(full[0]) or sum(map(_is_filed, full)) > 1:
        return None
    at = next((i for i, line in enumerate(full[1 : _HEAD_LINES + 1], 1) if _is_day(line)), None)
    if at is None and _n_headlines(full) > _MOST_HEADLINES:
        return None
    text = [line for i, line in enumerate(full) if i not in (0, at)]
    date = parse_date(full[at]) if at is not None else None
    return Report(full[0], date, "\n".join(text)) if text else None


def _n_headlines(lines: Sequence[str]) -> int:
    """Lines within the text that may be headlines of other articles, whatever their style."""
    text = list(dropwhile(lambda line: "。" not in line, lines))
    return sum(
        _HEADLINE.fullmatch(line) is not None and "。" in below for line, below in pairwise(text)
    )


def _is_filed(line: str) -> bool:
    return _FILED.search(line[:_LONGEST_DATELINE]) is not None


def _is_day(line: str) -> bool:
    return len(line) <= _LONGEST_DATELINE and "。" not in line and parse_date(line) is not None


def form_records(tables: Sequence[Sequence[Row]], prose: Sequence[str]) -> list[FormRecord]:
    """Forms of labelled cells, as offices fill them in: one a table; none where there is prose.

    Parameters
    ----------
    tables : sequence of tables
        Each a sequence of rows of cells.
    prose : sequence of str
        Paragraphs outside of the tables.

    Examples
    --------
    >>> form = [["编号", "7", "来信时间", "2022-06-08"], ["来信标题", "路灯"]]
    >>> form.append(["来信内容", "路灯不亮。"])
    >>> form_records([form], ["办理单"])
    [FormRecord(title='路灯', date=datetime.date(2022, 6, 8), number='7', text='路灯不亮。')]
    """
    if any("。" in line for line in prose):
        return []
    found = [_record(table) for table in tables if any(any(row) for row in table)]
    records = [one for one in found if one is not None]
    return records if len(records) == len(found) else []


def _record(table: Sequence[Row]) -> FormRecord | None:
    named = [pair for row in table for pair in pairwise(row) if _is_label(pair[0])]
    text, title, date, number = (_said(named, field) for field in _FIELDS)
    if min(len(named), len(table)) < _LEAST_LABELS or "。" not in text:
        return None
    # What is answered is the form's text too, with a full stop or without.
    cells = (cell for row in table for cell in row if cell not in (title, number))
    texts = [x for x in cells if "。" in x or (len(x) > _LONGEST_LABEL and not parse_date(x))]
    return FormRecord(title or None, parse_date(date), number or None, "\n".join(texts))


def _said(named: Sequence[tuple[str, str]], field: str) -> str:
    """What stands beside the label that names a field best; empty where none does."""
    ranked = [(rank, value) for label, value in named if (rank := name_rank(label, field))]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else ""


def _is_label(cell: str) -> bool:
    """Whether a cell names the one beside it."""
    is_short = 0 < len(cell) <= _LONGEST_LABEL and "。" not in cell
    return is_short and any(name_rank(cell, field) for field in _FIELDS)
