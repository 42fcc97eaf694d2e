"""Archives, walked like folders: their members are unpacked one by one, read, and deleted."""

import io
import re
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.office import check_archive
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import open_binary, parsing, unpacks_too_far
from cityanalysis.errors import InputError

__all__ = ["ARCHIVES", "unpacked_members"]

ARCHIVES = frozenset({".zip", ".tar", ".tgz"})
# A folder of pages has some ten thousand files; a trap has millions.
_MOST_MEMBERS = 100_000
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BLOCK = 1 << 20
_NO_FILE = "a link or a device in the archive, not a file"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Member:
    """One file of an archive: its name, how its bytes are got at, and why they are not."""

    name: str
    entry: Any
    refusal: str = ""


def unpacked_members(path: Path, suffix: str, options: ReadOptions) -> Iterator[Path | Skipped]:
    """Members of an archive in order of name, each as a file that is deleted before the next.

    Parameters
    ----------
    path : Path
        A .zip or .tar file, the latter packed or not.
    suffix : str
        ``.zip`` or ``.tar``.
    options : ReadOptions
        How files are read.

    Yields
    ------
    Path or Skipped
        A file whose name below its folder is that of the member; or why a member is left out.

    Raises
    ------
    InputError
        Where the archive is damaged, holds too many members, or unpacks too far.
    """
    opened = (
        _zip_members(path, options)
        if suffix == ".zip"
        else _tar_members(path, options.unpack_limit)
    )
    with parsing(path), opened as (members, open_member):
        members.sort(key=lambda member: member.name)
        budget = options.unpack_limit
        for member in members:
            shown = f"{shown_path(path)}/{shown_path(Path(member.name))}"
            if member.refusal:
                yield Skipped(shown, member.refusal)
                continue
            with tempfile.TemporaryDirectory(prefix="cityanalysis-") as folder:
                target = Path(folder) / _safe(member.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with open_member(member.entry) as stream, target.open("wb") as out:
                    budget -= _copy(stream, out, budget + 1)
                if budget < 0:
                    raise unpacks_too_far(path, options.unpack_limit)
                yield target


def _copy(stream: IO[bytes], out: IO[bytes], most: int) -> int:
    size = 0
    while size < most and (block := stream.read(min(_BLOCK, most - size))):
        out.write(block)
        size += len(block)
    return size


def _safe(name: str) -> Path:
    """A member's name as a path that stays below its folder."""
    parts = [
        _UNSAFE.sub("_", part)[-_LONGEST_NAME // 4 :]
        for part in PurePosixPath(name.replace("\\", "/")).parts
        if part not in ("/", "..", ".")
    ]
    return Path(*parts[-6:]) if parts else Path("unnamed")


@contextmanager
def _zip_members(path: Path, options: ReadOptions) -> Iterator[tuple[list[_Member], Any]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise InputError(f"{shown_path(path)}: the archive is damaged. Pack it again.") from error
    with archive:
        entries = archive.infolist()
        _check_count(path, len(entries))
        check_archive(path, archive, options.unpack_limit)
        members = [
            _Member(_zip_name(one), one, _zip_refusal(one)) for one in entries if not one.is_dir()
        ]
        yield members, archive.open


def _zip_refusal(entry: zipfile.ZipInfo) -> str:
    # The upper half of the attributes is the mode of the file where it was packed.
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _NO_FILE
    return "locked by a password" if entry.flag_bits & _ENCRYPTED else ""


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """A member's name; Windows in China writes it in GBK, and does not say so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


@contextmanager
def _tar_members(path: Path, unpack_limit: int) -> Iterator[tuple[list[_Member], Any]]:
    # Unpacked to a file, since the members of a packed stream cannot be read in another order.
    with open_binary(path) as stream, tempfile.TemporaryFile() as plain:
        source: IO[bytes] = stream
        if not isinstance(stream, io.BufferedReader):
            if _copy(stream, plain, unpack_limit + 1) > unpack_limit:
                raise unpacks_too_far(path, unpack_limit)
            plain.seek(0)
            source = plain
        with tarfile.open(fileobj=source, encoding="utf-8", errors="surrogateescape") as archive:
            entries = [one for one in archive if not one.isdir()]
            _check_count(path, len(entries))
            members = [
                _Member(shown_path(Path(one.name)), one, "" if one.isfile() else _NO_FILE)
                for one in entries
            ]
            yield members, archive.extractfile


def _check_count(path: Path, count: int) -> None:
    if count > _MOST_MEMBERS:
        raise InputError(
            f"{shown_path(path)}: {count} files in one archive. Unpack it, and give the folder."
        )
