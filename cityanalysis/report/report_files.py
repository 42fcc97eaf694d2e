"""What Word documents, slides and workbooks share: plain text, properties, the same bytes."""

from __future__ import annotations

import datetime
import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from cityanalysis.frames import write_whole
from cityanalysis.report.blocks import Report
from cityanalysis.wording import Phrases

__all__ = ["plain_text", "same_bytes", "save_office"]

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can hold


def plain_text(text: str) -> str:
    r"""Text of visible characters: nothing that steers, and nothing that XML cannot hold.

    Examples
    --------
    >>> plain_text("a\x00b\u202ec\nd")
    'abc d'
    """
    kept = (
        " " if char.isspace() else char for char in text if char.isspace() or char.isprintable()
    )
    return "".join(kept)


def save_office(document: Any, report: Report, path: str | os.PathLike[str]) -> Path:
    """Write a Word document or slides with the report's title, author, language and date.

    The date is the report's and never the clock's, so that the same report gives the same bytes.

    Parameters
    ----------
    document : docx.Document or pptx.Presentation
        The finished document.
    report : Report
        Where its properties come from.
    path : path
        The file to write.
    """
    core = document.core_properties
    core.title, core.subject = plain_text(report.title), plain_text(report.subtitle)
    core.author, core.last_modified_by = plain_text(report.author), ""
    core.language = Phrases(report.lang)("format.document_language")
    core.comments, core.revision = "", 1
    core.created = core.modified = datetime.datetime(*report.date)
    buffer = BytesIO()
    document.save(buffer)
    target = Path(path)
    write_whole(same_bytes(buffer.getvalue()), target)
    return target


def same_bytes(archive: bytes) -> bytes:
    """An Office file packed again with one fixed time in all its entries.

    Examples
    --------
    >>> buffer = BytesIO()
    >>> with zipfile.ZipFile(buffer, "w") as file:
    ...     file.writestr("a.xml", "<a/>")
    >>> len({same_bytes(buffer.getvalue()) for _ in range(2)})
    1
    """
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(packed, "w") as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0
            target.writestr(fixed, source.read(entry))
    return packed.getvalue()
