"""What the files of offices share: plain text, and archives of the same bytes each time."""

from __future__ import annotations

import zipfile
from io import BytesIO

__all__ = ["plain_text", "same_bytes"]

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
