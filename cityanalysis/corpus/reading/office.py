"""Limits of zipped files: what they may unpack to, before anything is unpacked."""

import zipfile
from pathlib import Path

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.sources import unpacks_too_far
from cityanalysis.errors import InputError

__all__ = ["check_archive", "read_member"]

# A part whose text is longer is no document: a book of a million characters has 20 MB of markup.
_LONGEST_PART = 128 << 20
_LEAST_CHECKED = 16 << 20
# Zip packs text to a tenth; a thousandth is one letter, repeated.
_HIGHEST_RATIO = 1_000


def check_archive(path: Path, archive: zipfile.ZipFile, unpack_limit: int) -> None:
    """Refuse an archive that says that it unpacks too far, or packs better than texts do.

    Raises
    ------
    InputError
    """
    for entry in archive.infolist():
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _LEAST_CHECKED and ratio > _HIGHEST_RATIO:
            raise InputError(
                f"{shown_path(path)}: unpacks to {entry.file_size >> 20} MB from "
                f"{entry.compress_size >> 10} KB, which no text does. Is it the right file?"
            )
    if sum(entry.file_size for entry in archive.infolist()) > unpack_limit:
        raise unpacks_too_far(path, unpack_limit)


def read_member(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """Bytes of one part of a document, refused where it unpacks to more than it says or may."""
    with archive.open(name) as stream:
        data = stream.read(_LONGEST_PART + 1)
    if len(data) > _LONGEST_PART:
        raise InputError(
            f"{shown_path(path)}: its part {name} has more than {_LONGEST_PART >> 20} MB. "
            "Save it as .csv or .txt."
        )
    return data
