"""Subtitles of recordings: what is said, without numbers and times."""

import re
from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import name_date, name_publication, shown_path
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import read_bytes
from cityanalysis.errors import InputError

__all__ = ["read_subtitles"]

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
    said: list[str] = []
    is_cue = False
    for line in lines:
        if _TIMES.match(line.strip()):
            is_cue = True
        elif not line.strip():
            is_cue = False
        elif is_cue:
            said.append(_TAG.sub("", line).strip())
    text = "\n".join(line for line in said if line)
    if not text:
        raise InputError(f"{shown_path(path)}: subtitles without a word. Save them as .txt.")
    yield Page(shown_path(path), text, name_publication(path), name_date(path), is_article=True)
