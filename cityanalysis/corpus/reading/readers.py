"""What can be read: one function a format, in one dictionary by suffix."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.documents import read_docx, read_html
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.pdf_pages import read_pdf
from cityanalysis.corpus.reading.sources import (
    Skipped,
    name_date,
    name_number,
    name_publication,
    read_bytes,
)
from cityanalysis.corpus.reading.tables import TABLES, read_table
from cityanalysis.errors import InputError

__all__ = ["READERS", "read_text"]

Reader = Callable[[Path], Iterator[Page | Skipped]]


def read_text(path: Path) -> Iterator[Page]:
    """A text file as one page, its encoding detected and its newlines untouched.

    Parameters
    ----------
    path : Path
        A .txt or .md file in UTF-8, GB18030, Big5 or UTF-16, gzipped or not.

    Yields
    ------
    Page
        One; its date, publication and number come from the file's name and folder.

    Raises
    ------
    InputError
        Where the file is empty or too large; `EncodingError` where it is no text.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "2020-12-28.txt"
    >>> _ = path.write_bytes("本报讯".encode("gb18030"))
    >>> [(page.text, page.date.isoformat()) for page in read_text(path)]
    [('本报讯', '2020-12-28')]
    """
    text = decode(read_bytes(path), str(path))
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u3000"):
        raise InputError(f"{path}: the file is empty.")
    yield Page(
        source=str(path),
        text=text,
        publication=name_publication(path),
        date=name_date(path),
        number=name_number(path),
    )


# Add an entry to teach the package another format: suffix -> (path -> pages).
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
    **dict.fromkeys(TABLES, read_table),
}
