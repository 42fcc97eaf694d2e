"""What the names of files and folders say: date, publication, number of the page."""

import datetime
import os
import re
from pathlib import Path

__all__ = ["name_date", "name_number", "name_publication", "shown_path"]

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:"
    r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|"
    r"\s?[-_.年/]\s?(1[0-2]|0?[1-9])\s?[-_.月/]\s?([12]\d|3[01]|0?[1-9]))日?(?!\d)"
)
_NUMBER = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,2}\d{1,3}|\d{1,3}版|第\d{1,3}版)(?![0-9A-Za-z])")
_PUBLICATION = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:日报|晚报|时报|早报|商报|周报|晨报|都市报|导报|快报|报|观察|周刊|新闻|在线|网|客户端)"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}(?<!报告|讲话|通知|公告|文件|纪要|决定|意见|公报)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown_path(path: Path) -> str:
    """A path as it is shown and stored: no byte of it can break an encoding or a terminal.

    Examples
    --------
    >>> shown_path(Path("a.txt"))
    'a.txt'
    >>> shown_path(Path(os.fsdecode("新闻.txt".encode("gb18030"))))
    '新闻.txt'
    """
    name = str(path)
    if not name.isascii():
        raw = os.fsencode(name)
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            # Archives made on Chinese Windows leave names in its own encoding.
            name = raw.decode("gb18030", errors="replace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", name)


def name_date(path: Path) -> datetime.date | None:
    """Date that a file's name carries, or else the nearest folder above it.

    Examples
    --------
    >>> name_date(Path("2020年12月28日/A03.txt"))
    datetime.date(2020, 12, 28)
    >>> name_date(Path("pages/0028.txt")) is None
    True
    """
    found = list(_DATE.finditer("/".join(path.parts[-5:])))
    for match in reversed(found):
        year, *rest = match.groups()
        month, day = [int(part) for part in rest if part]
        try:
            return datetime.date(int(year), month, day)
        except ValueError:
            continue
    return None


def name_number(path: Path) -> str | None:
    """Number of a newspaper's page in a file's name: A03, 5版.

    Examples
    --------
    >>> name_number(Path("某某日报_2021-03-15_A03.txt"))
    'A03'
    """
    match = _NUMBER.search(path.name.split(".")[0])
    return match[1] if match else None


def name_publication(path: Path) -> str | None:
    """Newspaper or site in the name of a file or folder: what reads like one, or stands at a date.

    Examples
    --------
    >>> name_publication(Path("某某日报_2021-03-15_A03.txt"))
    '某某日报'
    >>> name_publication(Path("007_城事速览_2021-03-15.txt"))
    '城事速览'
    >>> name_publication(Path("济南市政府工作报告_2021-03-15.txt")) is None
    True
    """
    for part in (path.name.split(".")[0], *reversed(path.parts[-4:-1])):
        for piece in _pieces(_DATE.sub(" ", part)):
            if _PUBLICATION.fullmatch(piece):
                return piece
        date = _DATE.search(part)
        before = _pieces(part[: date.start()])[-1:] if date else []
        if before and _NAME.fullmatch(before[0]):
            return before[0]
    return None


def _pieces(name: str) -> list[str]:
    return [piece for piece in re.split(r"[_\-\s/]+", name) if piece]
