"""Files as they lie on disk: opened, unpacked within limits, and cut into lines."""

import bz2
import codecs
import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from cityanalysis.corpus.reading.encoding import Decoder, decode, detect_encoding
from cityanalysis.corpus.reading.file_names import (
    name_date,
    name_number,
    name_publication,
    shown_path,
)
from cityanalysis.corpus.reading.read_options import UNPACK_LIMIT
from cityanalysis.errors import CityAnalysisError, InputError

__all__ = [
    "LONGEST_CELL",
    "MAX_PAGE_BYTES",
    "READ_ERRORS",
    "TextLines",
    "blocks",
    "failure_reason",
    "name_date",
    "name_number",
    "name_publication",
    "open_binary",
    "parsing",
    "plain_suffix",
    "read_bytes",
    "unpacks_too_far",
]

# A page is held in memory whole; anything longer is a corpus, which should be a table.
MAX_PAGE_BYTES = 1 << 29
# A line or cell of a table. The longest text met so far, a yearbook, has four million characters.
LONGEST_CELL = 1 << 24
_BYTES_OF_CHARACTER = 4
_SAMPLE = 1 << 20
# Blocks that the allocator keeps for the next one; of a megabyte, each would be new pages.
_BLOCK = 1 << 17
# A packed line of ASCII may unpack without end; no text of Chinese begins with so much of it.
_LONGEST_ASCII = 1 << 26
# Files up to this size are decoded as a whole, each line in its own encoding.
_SMALL = 1 << 24
_PACKERS = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\x00", lzma.open),
)
_PACKED = (".gz", ".bz2", ".xz")


def plain_suffix(path: Path) -> str:
    """Lower-case suffix without a closing .gz, .bz2 or .xz.

    Examples
    --------
    >>> plain_suffix(Path("a.CSV.gz"))
    '.csv'
    """
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def _packer(path: Path) -> object | None:
    with path.open("rb") as stream:
        head = stream.read(8)
    return next((opener for magic, opener in _PACKERS if head.startswith(magic)), None)


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
    opener = _packer(path)
    return cast(BinaryIO, opener(path, "rb")) if callable(opener) else path.open("rb")


def unpacks_too_far(path: Path, limit: int) -> InputError:
    """The refusal of a file that unpacks to more than was allowed."""
    return InputError(
        f"{shown_path(path)}: unpacks to more than {limit >> 20} MB; what follows is left out. "
        "Where you trust it, allow more with --unpack-limit 2GB."
    )


def blocks(path: Path, unpack_limit: int = UNPACK_LIMIT) -> Iterator[bytes]:
    """Bytes of a file in blocks; a packed one ends with an error beyond the limit."""
    is_packed = _packer(path) is not None
    with open_binary(path) as stream:
        size = 0
        while block := stream.read(_BLOCK):
            size += len(block)
            if is_packed and size > unpack_limit:
                raise unpacks_too_far(path, unpack_limit)
            yield block


def read_bytes(path: Path, limit: int = MAX_PAGE_BYTES) -> bytes:
    """All bytes of a file, unpacked; refused beyond `limit` before memory is spent on them."""
    parts, size = [], 0
    for block in blocks(path, max(limit, UNPACK_LIMIT)):
        size += len(block)
        if size > limit:
            raise InputError(
                f"{shown_path(path)}: more than {limit >> 20} MB for a single page. "
                "Cut it into pages, or give one article a row as .jsonl, .csv or .parquet."
            )
        parts.append(block)
    return b"".join(parts)


# What is no failure of a parser: our own refusals, those of the machine, and the end of the run.
_OWN_FAILURES = (
    CityAnalysisError,
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    MemoryError,
    KeyboardInterrupt,
    SystemExit,
    GeneratorExit,
)


@contextmanager
def parsing(path: Path) -> Iterator[None]:
    """Turn whatever a library raises at a damaged file into an error that names the file."""
    try:
        yield
    except _OWN_FAILURES:
        raise
    except BaseException as error:
        # Parsers of damaged files fail in more ways than their documentation lists, and the panic
        # of one that is written in Rust is no Exception.
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        shown = shown_path(path)
        raise InputError(f"{shown}: the file is damaged ({reason}). Save it again.") from error


# What reading a file may end with: our own refusals, and a disk or a packed file that fails.
READ_ERRORS = (InputError, OSError, EOFError, zlib.error, lzma.LZMAError)


def failure_reason(error: BaseException, shown: str) -> str:
    """Why a file could not be read, without its name."""
    if isinstance(error, InputError):
        return str(error).removeprefix(f"{shown}: ")
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"the file is damaged or cut short ({error})"


# Not the last one of a block, behind which a line feed may come.
_RETURN = re.compile(r"\r(?!\n|\Z)")
_BREAK = re.compile(r"\r?\n|\r")
_TELLING_ROWS = 40  # that tell where rows end
_LEAST_ROWS = 3  # of them; fewer tell nothing
_MOST_ALIKE = 0.8  # of them have as many marks as the header


def _line_end(text: str) -> str:
    """Where the lines of a text end, by its first block."""
    first = _BREAK.search(text)
    if first is None or first[0] != "\r":
        return "\n"
    if "\n" not in text:
        return "\r"
    # As a spreadsheet on a Mac writes them: line feeds stand within cells.
    rows = _RETURN.split(text, _TELLING_ROWS)[:_TELLING_ROWS]
    mark = max(",\t;|", key=rows[0].count)
    n_marks = rows[0].count(mark)
    alike = sum(row.count(mark) == n_marks for row in rows)
    is_row = n_marks > 0 and len(rows) >= _LEAST_ROWS and alike >= _MOST_ALIKE * len(rows)
    return "\r" if is_row else "\n"


class TextLines:
    """Lines of a text file, streamed, without their ends; each line in its own encoding.

    Lines end at a line feed; at a carriage return in a file that has no other, or whose rows all
    end at one, with line feeds inside of cells. Other separators may stand inside a cell.

    Parameters
    ----------
    path : Path
        The file, packed or not.
    unpack_limit : int
        Bytes that a packed file may unpack to.

    Attributes
    ----------
    decoder : Decoder
        Knows the encoding, and the lines that were in another.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = path.write_bytes("一\\r\\n二".encode("gb18030"))
    >>> list(TextLines(path))
    ['一', '二']
    """

    def __init__(self, path: Path, unpack_limit: int = UNPACK_LIMIT) -> None:
        self.path = path
        self._limit = unpack_limit
        self.decoder = Decoder(detect_encoding(_telling_sample(path), shown_path(path)))

    def __iter__(self) -> Iterator[str]:
        self.decoder = Decoder(self.decoder.encoding)
        end, rest, number = "", "", 0
        for text in self._texts():
            if "\ufeff" in text:  # the mark of a file that was put behind another
                text = text.replace("\ufeff", "")
            text = rest + text
            end = end or _line_end(text)
            *lines, rest = _RETURN.split(text) if end == "\r" else text.split(end)
            for line in lines:
                number += 1
                yield line.removesuffix("\r")
            self.decoder.n_lines = number
            if max(len(rest), self.decoder.waiting // _BYTES_OF_CHARACTER) > LONGEST_CELL:
                raise InputError(
                    f"{shown_path(self.path)}: line {number + 1} has more than "
                    f"{LONGEST_CELL >> 20} million characters. Is it a table of texts?"
                )
        if rest:
            yield rest.removesuffix("\r")

    def beginning(self) -> Iterator[str]:
        """The first lines; none where the first is too long for one."""
        with suppress(InputError):
            yield from self

    def has_second(self) -> bool:
        """Whether more than one line holds something."""
        full = (line for line in self.beginning() if line.strip(" \t\r\n\ufeff"))
        return next(full, None) is not None and next(full, None) is not None

    def whole(self) -> Iterator[str]:
        """The text in blocks, which may end within a line."""
        stream, head, size = blocks(self.path, self._limit), [], 0
        for block in stream:
            head.append(block)
            size += len(block)
            if size > _SMALL:
                break
        else:
            yield decode(b"".join(head), shown_path(self.path))
            return
        decoder = codecs.getincrementaldecoder(self.decoder.encoding)(errors="replace")
        for block in chain(head, stream):
            yield decoder.decode(block)
        yield decoder.decode(b"", True)

    def _texts(self) -> Iterator[str]:
        for block in blocks(self.path, self._limit):
            yield self.decoder.decode(block)
        yield self.decoder.decode(b"", is_last=True)

    def notes(self) -> tuple[str, ...]:
        """What was odd about the encoding, for the user."""
        from cityanalysis.corpus.reading.account import listed

        found = []
        if self.decoder.foreign:
            lines = listed(self.decoder.foreign)
            found.append(f"in another encoding than {self.decoder.encoding}: line {lines}")
        if self.decoder.unread:
            lines = listed(self.decoder.unread)
            found.append(f"bytes that are no text in any encoding: line {lines}")
        return tuple(found)


def _telling_sample(path: Path) -> bytes:
    """The first chunk that is not plain ASCII, since ASCII says nothing of the encoding."""
    with open_binary(path) as stream:
        first = chunk = stream.read(_SAMPLE)
        for _ in range(_LONGEST_ASCII // _SAMPLE):
            if not chunk or not chunk.isascii():
                break
            chunk = stream.read(_SAMPLE)
    if not chunk or chunk is first:
        return first
    # The chunk may begin within a character of several bytes.
    return chunk.lstrip(bytes(range(0x80, 0xC0)))
