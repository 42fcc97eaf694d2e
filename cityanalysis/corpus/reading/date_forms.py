"""Dates of a table: a cell in any usual form, and a column that decides together."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

__all__ = ["DateColumn", "parse_date", "study_dates"]

Date = datetime.date

_EXCEL_ZERO = Date(1899, 12, 30)  # day 0 of Excel, which takes 1900 for a leap year
_SERIALS = range(7_306, 73_051)  # 1920 to 2099 in days of Excel
_SECONDS = range(315_532_800, 4_102_444_800)  # 1980 to 2099 in seconds since 1970
_CHINA_HOURS = 8  # before Greenwich
_CHINA = datetime.timezone(datetime.timedelta(hours=_CHINA_HOURS))  # a post's clock is China's
_YEARS = range(1900, 2100)
_LATE_SHORT_YEAR = 50  # 49 is 2049, 50 is 1950: newspapers of the 1950s exist, of 2050 not yet
_LONGEST = 64  # characters of a cell that may be a date, whatever stands behind it

_FORMS = str.maketrans(
    "０１２３４５６７８９／．－：—–~～至到年月號号　\xa0", "0123456789/.-:--~~~~年月日日  "
)
_DIGITS = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ο": "0",
}
_NUMERALS = "〇零○Ο一二三四五六七八九十廿卅元"
_NUMERAL_DATE = re.compile(
    rf"(民国|民國|中华民国|中華民國)?([{_NUMERALS}]{{1,5}})年(?:([{_NUMERALS}]{{1,3}})月"
    rf"(?:([{_NUMERALS}]{{1,3}})[日号])?)?"
)
_REPUBLIC = re.compile(
    r"(?:民国|民國)\s?(\d{1,3})\s?[年./-]\s?(?:(\d{1,2})\s?[月./-]\s?(?:(\d{1,2}))?)?"
)
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年_,]\s?(\d{1,2})\s?[-/.月_,]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?!\d)"
)
_MONTH = re.compile(r"((?:19|20)\d\d)\s?(?:[-/.年]\s?)?(1[0-2]|0?[1-9])(?:\.0+)?\s?月?(?:份)?")
_DECADE = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(1[0-2]|0?[1-9])\s?月份?\s?([上中下])旬")
_QUARTER = re.compile(
    r"((?:19|20)\d\d)\s?年?\s?[-/.]?\s?(?:第?([一二三四1-4])季度?|[Qq]([1-4]))|[Qq]([1-4])\s?[-/]?\s?((?:19|20)\d\d)"
)
_HALF = re.compile(r"((?:19|20)\d\d)\s?年?\s?([上下])半年")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?\s?(?:年度?)?")
_ENGLISH_MONTH = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_NAMED_MONTH = "|".join(_ENGLISH_MONTH)
_DAY_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({_NAMED_MONTH})[a-z]*\.?,?[\s-]+(\d{{4}})"
)
_NAMED_DAY = re.compile(
    rf"({_NAMED_MONTH})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:[\d:]+\s+)?(?:[+-]\d{{4}}\s+|[a-z]{{3,4}}\s+)?(\d{{4}})"
)
_THREE = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{4}|\d{1,2})(?!\d)")
# A moment of Greenwich time, in which databases and crawlers keep what is 8 hours later in China.
_GREENWICH = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)", re.I
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_AGO = re.compile(
    r"(\d+|[一二两三四五六七八九十半]+)\s?(?:个)?(秒钟?|分钟?|小时|天|日|周|星期|月|年)\s?(?:之)?前"
)
_TODAY = re.compile(r"刚刚|刚才|今天|今日|just now|today|昨天|昨日|yesterday|前天", re.I)
_MONTH_DAY = re.compile(r"(\d{1,2})\s?[-/月]\s?(\d{1,2})\s?日?(?:\s+[\d:]+)?")
_DAYS_AGO = {"秒": 0, "分": 0, "小": 0, "天": 1, "日": 1, "周": 7, "星": 7, "月": 30, "年": 365}


def _made(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _numeral(text: str) -> int | None:
    """Number that Chinese numerals write, digit by digit or with tens."""
    if text == "元":
        return 1
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= set(_DIGITS):
            return _hundreds(text)
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    digits = "".join(_DIGITS.get(char, "") for char in text)
    return int(digits) if len(digits) == len(text) else None


def _hundreds(text: str) -> int | None:
    """一百一十 and 一一十: years of the Republic beyond ninety-nine."""
    found = re.fullmatch(r"([一二])百?([一二三四五六七八九零〇])?十?([一二三四五六七八九])?", text)
    if not found:
        return None
    return int("".join(_DIGITS.get(part or "〇", "0") for part in found.groups()))


def _from_numerals(text: str) -> Date | None:
    for found in _NUMERAL_DATE.finditer(text):
        year, month, day = (_numeral(part) if part else None for part in found.groups()[1:])
        if year is None or (found[3] and month is None) or (found[4] and day is None):
            continue
        if found[1]:
            year += 1911
        if (date := _made(year, month or 1, day or 1)) is not None:
            return date
    return None


def _greenwich(text: str) -> Date | None:
    """China's day of a moment in Greenwich time: 16:00 there is midnight here."""
    if not (found := _GREENWICH.fullmatch(text)):
        return None
    date = _made(int(found[1]), int(found[2]), int(found[3]))
    is_later = int(found[4]) + _CHINA_HOURS >= 24
    return date + datetime.timedelta(days=1) if date and is_later else date


def _republic(text: str) -> Date | None:
    if not (found := _REPUBLIC.search(text)):
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return _made(1911 + year, month, day)


def _full(text: str) -> Date | None:
    for pattern in (_FULL, _COMPACT):
        for found in pattern.finditer(text):
            if (date := _made(int(found[1]), int(found[2]), int(found[3]))) is not None:
                return date
    return None


def _english(text: str) -> Date | None:
    low = text.lower()
    if found := _DAY_NAMED.search(low):
        return _made(int(found[3]), _ENGLISH_MONTH.index(found[2]) + 1, int(found[1]))
    if found := _NAMED_DAY.search(low):
        return _made(int(found[3]), _ENGLISH_MONTH.index(found[1]) + 1, int(found[2]))
    return None


def _part_of_year(text: str) -> Date | None:
    """First day of a third of a month, a quarter, half a year, a month or a year."""
    if found := _DECADE.search(text):
        return _made(int(found[1]), int(found[2]), 1 + 10 * "上中下".index(found[3]))
    if found := _QUARTER.search(text):
        quarter = found[2] or found[3] or found[4]
        number = "一二三四".find(quarter) + 1 or int(quarter)
        return _made(int(found[1] or found[5]), 3 * number - 2, 1)
    if found := _HALF.search(text):
        return _made(int(found[1]), 1 if found[2] == "上" else 7, 1)
    if found := _MONTH.fullmatch(text):
        return _made(int(found[1]), int(found[2]), 1)
    if found := _YEAR.fullmatch(text):
        return _made(int(found[1]), 1, 1)
    return None


def _number(text: str) -> Date | None:
    """Seconds or milliseconds since 1970, or Excel's days."""
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text.partition(".")[0])
    for unit in (1, 1_000, 1_000_000, 1_000_000_000):
        if number // unit in _SECONDS:
            return datetime.datetime.fromtimestamp(number // unit, _CHINA).date()
    if number in _SERIALS:
        return _EXCEL_ZERO + datetime.timedelta(days=number)
    return None


_READERS: tuple[Callable[[str], Date | None], ...] = (
    _greenwich, _full, _republic, _from_numerals, _english, _part_of_year, _number,
)  # fmt: skip


def parse_date(value: object) -> Date | None:
    """Date of a cell by itself; a month, quarter or year alone stands for its first day.

    Forms that only a column can decide, such as 03/04/2021 and 21-3-5, and relative ones are not
    read: see `study_dates`.

    Examples
    --------
    >>> parse_date("2020/12/28 08:30")
    datetime.date(2020, 12, 28)
    >>> parse_date("Mon Dec 28 08:30:00 +0800 2020")
    datetime.date(2020, 12, 28)
    >>> parse_date("二〇二〇年十二月")
    datetime.date(2020, 12, 1)
    >>> parse_date("not known") is None
    True
    """
    if isinstance(value, datetime.datetime):
        return (value.astimezone(_CHINA) if value.tzinfo else value).date()
    if isinstance(value, Date):
        return value
    return _parse(str(value)[:_LONGEST])


@lru_cache(maxsize=4096)
def _parse(cell: str) -> Date | None:
    text = _plain(cell)
    if _POWER.fullmatch(text):  # what Excel makes of a long number
        text = str(int(float(text)))
    for read in _READERS if text else ():
        if (date := read(text)) is not None:
            return date
    return None


def _plain(value: object) -> str:
    return str(value)[:_LONGEST].translate(_FORMS).strip(" '\"[]()（）【】\t\r\n")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """What a column's cells have in common: the order of day, month and year.

    Parameters
    ----------
    order : str
        ``ymd``, ``dmy`` or ``mdy``: how three small numbers are read.
    today : datetime.date, optional
        The day that relative dates are counted from.
    is_told : bool
        Whether the cells themselves decided the order.

    Examples
    --------
    >>> DateColumn("dmy").read("03/04/2021")
    datetime.date(2021, 4, 3)
    >>> DateColumn(today=Date(2021, 3, 5)).read("2天前")
    datetime.date(2021, 3, 3)
    """

    order: str = "mdy"
    today: Date | None = None
    is_told: bool = True

    def read(self, value: object) -> Date | None:
        """Date of a cell of this column."""
        if (date := parse_date(value)) is not None:
            return date
        text = _plain(value)
        if found := _THREE.search(text):
            return self._three(*found.groups())
        return _relative(text, self.today) if self.today else None

    def _three(self, first: str, second: str, third: str) -> Date | None:
        place = self.order.index
        if len(third) == 4:
            # A year of four digits stands last: only day and month are in question.
            day_first = place("d") < place("m")
            days, months = (first, second) if day_first else (second, first)
            return _made(int(third), int(months), int(days))
        parts = (first, second, third)
        year, month, day = (int(parts[place(part)]) for part in "ymd")
        return _made(year + (2000 if year < _LATE_SHORT_YEAR else 1900), month, day)


def study_dates(cells: Iterable[object], today: Date | None = None) -> DateColumn:
    """What a column's cells have in common, so that one rule holds for all of them.

    The order of day, month and year is the one that reads most cells; where several read as many,
    the one whose dates rise or fall most steadily and lie closest together, then the first of
    month/day/year (of four digits) and year-month-day (of two).

    Parameters
    ----------
    cells : iterable
        Cells of the column, from the top.
    today : datetime.date, optional
        The day that relative dates are counted from.

    Examples
    --------
    >>> study_dates(["03/04/2021", "23/04/2021"]).order
    'dmy'
    """
    found = [m.groups() for cell in cells if (m := _THREE.search(_plain(cell)))]
    if not found:
        return DateColumn(today=today)
    short = sum(len(third) <= 2 for *_, third in found) * 2 > len(found)
    orders = ("ymd", "mdy", "dmy") if short else ("mdy", "dmy")
    merits = [_merit(found, DateColumn(order)) for order in orders]
    best = max(range(len(orders)), key=lambda i: (merits[i], -i))
    is_told = sum(merit[0] == merits[best][0] for merit in merits) == 1
    return DateColumn(orders[best], today, is_told)


def _merit(found: Sequence[tuple[str, ...]], column: DateColumn) -> tuple[int, float, int]:
    dates = [date for parts in found if (date := column._three(*parts)) is not None]
    days = [date.toordinal() for date in dates]
    steps = [b - a for a, b in pairwise(days) if a != b]
    rising = sum(step > 0 for step in steps)
    steady = max(rising, len(steps) - rising) / len(steps) if len(steps) > 1 else 0.0
    return len(dates), round(steady, 2), -(max(days) - min(days)) if days else 0


def _relative(text: str, today: Date) -> Date | None:
    if found := _AGO.search(text):
        number = found[1].replace("两", "二").replace("半", "〇")
        count = int(number) if number.isdigit() else _numeral(number) or 0
        return today - datetime.timedelta(days=count * _DAYS_AGO[found[2][0]])
    if found := _TODAY.search(text):
        back = {"昨": 1, "y": 1, "前": 2}.get(found[0][0].lower(), 0)
        return today - datetime.timedelta(days=back)
    if found := _MONTH_DAY.fullmatch(text):
        this = _made(today.year, int(found[1]), int(found[2]))
        return this if this is None or this <= today else this.replace(year=today.year - 1)
    return None
