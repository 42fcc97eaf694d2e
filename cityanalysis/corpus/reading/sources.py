"""Files as they lie on disk: opening them, what they really are, and what their names say."""

import datetime
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cityanalysis.corpus.reading.encoding import detect_encoding
from cityanalysis.errors import CityAnalysisError, InputError

__all__ = [
    "MAX_PAGE_BYTES",
    "InputFile",
    "Skipped",
    "actual_suffix",
    "name_date",
    "name_number",
    "name_publication",
    "open_binary",
    "open_text",
    "parse_date",
    "parsing",
    "plain_suffix",
    "read_bytes",
]

# One page is held in memory whole; anything longer is a corpus and belongs into a table.
MAX_PAGE_BYTES = 1 << 29
_HEAD = 1 << 16
_CHUNK = 1 << 20

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:"
    r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|"
    r"\s?[-_.年/]\s?(1[0-2]|0?[1-9])\s?[-_.月/]\s?([12]\d|3[01]|0?[1-9]))日?(?!\d)"
)
_MONTH = re.compile(r"\s*((?:19|20)\d\d)\s?[-/.年]?\s?(1[0-2]|0?[1-9])?\s?月?\s*")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,2}\d{1,3}|\d{1,3}版|第\d{1,3}版)(?![0-9A-Za-z])")
_PUBLICATION = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:日报|晚报|时报|早报|商报|周报|晨报|都市报|导报|快报|报|观察|周刊|新闻|在线|网|客户端)"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}(?<!报告|讲话|通知|公告|文件|纪要|决定|意见|公报)")


@dataclass(frozen=True)
class InputFile:
    """One file that was read.

    Attributes
    ----------
    source : str
        Its path, or ``-`` for standard input.
    size : int or None
        Bytes; None for standard input, as is `sha256`.
    sha256 : str or None
    n_items : int
        Rows of the articles frame that came of it.
    """

    source: str
    size: int | None
    sha256: str | None
    n_items: int

    @property
    def name(self) -> str:
        """Its file name, as people know it.

        Examples
        --------
        >>> InputFile("pages/a.txt", 3, "00", 1).name
        'a.txt'
        """
        return Path(self.source).name


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out of the corpus: a file, or lines of one.

    Examples
    --------
    >>> Skipped("a.bin", "not text").reason
    'not text'
    """

    source: str
    reason: str


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading bytes, unpacked where it is gzipped, whatever its name says.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_bytes(gzip.compress(b"abc"))
    >>> with open_binary(folder / "a.txt") as stream:
    ...     stream.read()
    b'abc'
    """
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def read_bytes(path: Path, limit: int = MAX_PAGE_BYTES) -> bytes:
    """All bytes of a file, unpacked; refused beyond `limit` before memory is spent on them."""
    with open_binary(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"{path}: more than {limit >> 20} MB for a single page. "
            "Cut it into pages, or give one article a row as .jsonl, .csv or .parquet."
        )
    return data


@contextmanager
def parsing(path: Path) -> Iterator[None]:
    """Turn whatever a library raises at a damaged file into an error that names the file."""
    try:
        yield
    except (CityAnalysisError, OSError, EOFError, zlib.error, MemoryError):
        raise
    except Exception as error:
        # Parsers of damaged files fail in more ways than their documentation lists.
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(f"{path}: the file is damaged ({reason}). Save it again.") from error


def open_text(path: Path) -> io.TextIOWrapper:
    """Open a table's file as a stream of text in its own encoding, newlines untouched."""
    with open_binary(path) as stream:
        sample = _telling_sample(stream)
    encoding = detect_encoding(sample, str(path))
    return io.TextIOWrapper(open_binary(path), encoding=encoding, errors="replace", newline="")


def _telling_sample(stream: BinaryIO) -> bytes:
    """The first chunk that is not plain ASCII, since ASCII says nothing of the encoding."""
    first = chunk = stream.read(_CHUNK)
    while chunk and chunk.isascii():
        chunk = stream.read(_CHUNK)
    if not chunk or chunk is first:
        return first
    # The chunk may begin within a character of several bytes.
    return chunk.lstrip(bytes(range(0x80, 0xC0)))


_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as .docx or .xlsx)"),
    (b"Rar!", "an archive (unpack it first)"),
    (b"7z\xbc\xaf", "an archive (unpack it first)"),
)
_TEXTUAL = frozenset({"", ".txt", ".md", ".text"})
_OFFICE = frozenset({".docx", ".xlsx", ".pdf", ".parquet"})


def plain_suffix(path: Path) -> str:
    """Lower-case suffix without a closing .gz.

    Examples
    --------
    >>> plain_suffix(Path("a.CSV.gz"))
    '.csv'
    """
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def actual_suffix(path: Path) -> str:
    """Suffix of the format that a file is in, by its content where the name lies.

    Raises
    ------
    InputError
        Where the file is empty, or in a format that holds no readable text.
    """
    named = plain_suffix(path)
    with open_binary(path) as stream:
        head = stream.read(_HEAD)
    if not head:
        raise InputError(f"{path}: the file is empty.")
    if head.startswith(b"PK\x03\x04"):
        return _zipped_suffix(path, head)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind.startswith("."):
                return kind
            raise InputError(f"{path}: {kind}, not text.")
    if named in _OFFICE:
        return ".txt"
    return _text_suffix(named, head)


def _zipped_suffix(path: Path, head: bytes) -> str:
    named = plain_suffix(path)
    if b"word/" in head or (named == ".docx" and b"xl/" not in head):
        return ".docx"
    if b"xl/" in head or named == ".xlsx":
        return ".xlsx"
    raise InputError(f"{path}: an archive. Unpack it and give the files in it.")


def _text_suffix(named: str, head: bytes) -> str:
    """Suffix for a file that is no binary format."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if named in _TEXTUAL and start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if named in _TEXTUAL and start.startswith(b'{"') and b"}" in head.splitlines()[0]:
        return ".jsonl"
    if named == ".json" and start.startswith(b"{") and b'"' in start:
        return ".json"
    return named


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
        date = _date(int(year), month, day)
        if date:
            return date
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def parse_date(value: object) -> datetime.date | None:
    """Date of a table's cell; a month or a year alone stands for its first day.

    Examples
    --------
    >>> parse_date("2020/12/28 08:30")
    datetime.date(2020, 12, 28)
    >>> parse_date("2020年12月")
    datetime.date(2020, 12, 1)
    >>> parse_date("not known") is None
    True
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value)[:64]
    match = _DATE.search(text)
    if match:
        year, *rest = match.groups()
        month, day = [int(part) for part in rest if part]
        return _date(int(year), month, day)
    whole = _MONTH.fullmatch(text)
    return _date(int(whole[1]), int(whole[2] or 1), 1) if whole else None


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
