"""Dates of items: printed in full, or relative to the date of their page."""

import datetime
import re

__all__ = ["full_date", "read_date"]

_FULL = re.compile(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_DAY = re.compile(r"(\d{1,2})日")


def full_date(text: str) -> datetime.date | None:
    """First date with year, month and day.

    Examples
    --------
    >>> full_date("2020-04-17 10:23 来源：大众日报")
    datetime.date(2020, 4, 17)
    """
    for found in _FULL.finditer(text):
        if (date := _date(*map(int, found.groups()))) is not None:
            return date
    return None


def read_date(text: str, page_date: datetime.date | None) -> datetime.date | None:
    """Date that a dateline prints; month or year come from the page where it lacks them.

    The latest such day that is not after the page's own is meant.

    Examples
    --------
    >>> read_date("12月31日", datetime.date(2021, 1, 2))
    datetime.date(2020, 12, 31)
    """
    if (date := full_date(text)) is not None:
        return date
    if page_date is None:
        return None
    if found := _MONTH_DAY.search(text):
        month, day = int(found[1]), int(found[2])
        tried = [_date(page_date.year - back, month, day) for back in (0, 1)]
    elif found := _DAY.search(text):
        before = page_date.replace(day=1) - datetime.timedelta(days=1)
        day = int(found[1])
        tried = [_date(d.year, d.month, day) for d in (page_date, before)]
    else:
        return None
    latest = page_date + datetime.timedelta(days=1)
    return next((d for d in tried if d is not None and d <= latest), None)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
