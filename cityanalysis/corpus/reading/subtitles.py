"""Subtitles of recordings: what is said, without numbers and times."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import name_date, name_publication, shown_path
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import read_bytes
from cityanalysis.errors import InputError

__all__ = ["read_subtitles"]

_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)\b")  # blocks of .vtt that nobody says
_TIMES = re.compile(r"(?:\d+:)?\d+:\d+[,.]\d+\s*-->.*")
_TAG = re.compile(r"</?[a-z][^<>]{0,40}>|\{\\[^{}]{0,40}\}", re.I)


def read_subtitles(path: Path, options: ReadOptions | None = None) -> Iterator[Page]:
    """The words of a file of subtitles (.srt, .vtt) as one article, a line for each of its cues.

    Raises
    ------
    InputError
        Where it holds none.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.srt"
    >>> _ = path.write_text("1\\n00:00:01,000 --> 00:00:02,000\\n大家好\\n", "utf-8")
    >>> [page.text for page in read_subtitles(path)]
    ['大家好']
    """
    lines = decode(read_bytes(path), shown_path(path)).lstrip("\ufeff").splitlines()
    said = (_TAG.sub("", line).strip() for line in _spoken(lines))
    text = "\n".join(line for line in said if line)
    if not text:
        raise InputError(f"{shown_path(path)}: subtitles without a word. Save them as .txt.")
    yield Page(shown_path(path), text, name_publication(path), name_date(path), is_article=True)


def _spoken(lines: Sequence[str]) -> Iterator[str]:
    """Lines below the first times that are neither times, numbers of cues, nor notes."""
    is_begun = is_aside = is_apart = False
    below = [*lines[1:], ""]
    for line, after in zip(map(str.strip, lines), map(str.strip, below)):
        if _TIMES.match(line):
            is_begun, is_aside = True, False
        elif not line:
            is_aside = False
        else:
            is_number = _TIMES.match(after) is not None and (is_apart or line.isdecimal())
            is_aside = is_aside or (is_apart and _ASIDE.match(line) is not None)
            if is_begun and not is_number and not is_aside:
                yield line
        is_apart = not line
