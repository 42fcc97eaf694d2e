"""Word files that hold many reports: digests, with a heading and a dated line above each."""

import datetime
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from cityanalysis.corpus.reading.date_forms import parse_date

__all__ = ["Report", "digest_reports", "heading_styles"]

_LONGEST_DATELINE = 40  # characters: paper, date and author


class Report(NamedTuple):
    """One report of a digest."""

    title: str
    date: datetime.date | None
    text: str


def digest_reports(lines: Sequence[str], headings: Set[str]) -> list[Report]:
    """Reports of a digest; none where a heading has no dated line below it.

    The sections of one long text have headings too, but no day each.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of the document.
    headings : set of str
        Those of them that are headings.

    Examples
    --------
    >>> lines = ["灯会", "（某报 2022-06-08）", "今晚亮灯。", "夜校", "某报 2022-06-09", "开班。"]
    >>> [(one.title, one.text) for one in digest_reports(lines, {"灯会", "夜校"})]
    [('灯会', '今晚亮灯。'), ('夜校', '开班。')]
    """
    full = [line.strip() for line in lines if line.strip()]
    starts = [i for i, line in enumerate(full[:-1]) if line in headings]
    found: list[Report] = []
    for start, end in zip(starts, [*starts[1:], len(full)]):
        dateline, text = full[start + 1], full[start + 2 : end]
        date = parse_date(dateline) if len(dateline) <= _LONGEST_DATELINE else None
        if date is None and not found and start == 0:
            continue  # the headline of the digest
        if date is None or not text:
            return []
        found.append(Report(full[start], date, "\n".join(text)))
    return found if len(found) > 1 else []


def heading_styles(styles: Any) -> frozenset[str]:
    """Ids of the styles of headings: Chinese versions of Word number them, and name them alike.

    Parameters
    ----------
    styles : lxml element
        Of the part ``word/styles.xml``.
    """
    space = styles.tag.rpartition("}")[0] + "}"
    return frozenset(
        str(style.get(f"{space}styleId"))
        for style in styles.iter(f"{space}style")
        for name in style.iter(f"{space}name")
        if str(name.get(f"{space}val")).lower().startswith(("heading", "标题", "title"))
    )
