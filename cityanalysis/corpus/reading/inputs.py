"""From what the user names to the files that are read, in a fixed order."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.archives import ARCHIVES, unpacked_members
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_kinds import actual_suffix
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.readers import READERS, read_as
from cityanalysis.corpus.reading.run_folders import is_run_folder
from cityanalysis.corpus.reading.sources import (
    MAX_PAGE_BYTES,
    READ_ERRORS,
    failure_reason,
    plain_suffix,
)
from cityanalysis.corpus.reading.tables import Item
from cityanalysis.errors import InputError, UsageError

__all__ = ["STDIN", "Inputs", "list_files", "read_file"]

Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

STDIN = Path("-")
_NO_FILES = "no page was found in this folder; hidden files and those like README are passed over"
# Files that describe a folder of pages and are none themselves; named outright, they are read.
_ABOUT = ("readme", "license", "licence", "changelog", "contributing")
_DEEPEST_ARCHIVE = 3


def list_files(inputs: Inputs) -> tuple[list[Path], list[Skipped]]:
    """Files that the inputs name, folders walked, and what was passed over.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders, or ``-`` for standard input.

    Returns
    -------
    files : list of Path
        Each once, however many paths lead to it; in order of path, whatever the order of the
        inputs was. Files of a folder come before its subfolders.
    skipped : list of Skipped
        Paths that do not exist or are no files, and files of folders in a format that is not read.

    Raises
    ------
    UsageError
        Where no input is given.

    Examples
    --------
    >>> list_files(["absent.txt"])[1][0].reason
    'no such file or folder'
    """
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    if not given:
        raise UsageError("`inputs` is empty. Give at least one file or folder, or - for text.")
    found: list[Path] = []
    skipped: list[Skipped] = []
    for path in sorted(map(Path, given), key=_order):
        if path == STDIN or path.is_file():
            found.append(path)
        elif path.is_dir():
            _list_folder(path, found, skipped)
        else:
            skipped.append(Skipped(shown_path(path), _no_file(path)))
    return _each_once(found, skipped), skipped


def _order(path: Path) -> tuple[bool, str]:
    return path == STDIN, os.path.realpath(path)


def _each_once(found: list[Path], skipped: list[Skipped]) -> list[Path]:
    """Files without those that another path has led to already."""
    files: dict[str, Path] = {}
    for path in found:
        place = str(path) if path == STDIN else os.path.realpath(path)
        first = files.setdefault(place, path)
        if first is not path and first != path:
            reason = f"the same file as {shown_path(first)}"
            skipped.append(Skipped(shown_path(path), reason, is_usual=True))
    return list(files.values())


def _list_folder(folder: Path, found: list[Path], skipped: list[Skipped]) -> None:
    n_before = len(found)
    for child, reason in _walk(folder):
        if not reason and plain_suffix(child) not in {*READERS, *ARCHIVES}:
            reason = f"no reader for {plain_suffix(child) or 'a file without a suffix'}"
            skipped.append(Skipped(shown_path(child), reason))
        elif reason:
            skipped.append(Skipped(shown_path(child), reason, is_usual=reason in _USUAL))
        else:
            found.append(child)
    if len(found) == n_before:
        skipped.append(Skipped(shown_path(folder), _NO_FILES))


_HIDDEN, _DESCRIBES = "hidden", "describes the folder: name it outright to read it"
_MARK = "a mark of a program that wrote the folder"
_RESULTS = "a folder of results, and no input"
_USUAL = frozenset({_HIDDEN, _DESCRIBES, _MARK, _RESULTS})


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files below a folder in order of name, each with why it is passed over, if it is.

    A folder of results that lies among the pages is no input and is not entered.
    """
    for root, folders, names in os.walk(folder):
        for name in sorted(folders):
            if name.startswith("."):
                yield Path(root) / name, _HIDDEN
            elif is_run_folder(Path(root) / name):
                yield Path(root) / name, _RESULTS
        seen = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in seen if not is_run_folder(Path(root) / name)]
        for name in sorted(names):
            path = Path(root) / name
            if name.startswith((".", "~$")):
                yield path, _HIDDEN
            elif name.lower().split(".")[0] in _ABOUT:
                yield path, _DESCRIBES
            elif name in ("_SUCCESS", "_metadata", "_common_metadata", "Thumbs.db"):
                yield path, _MARK
            else:
                yield path, "" if path.is_file() else _no_file(path)


def _no_file(path: Path) -> str:
    """Why a path cannot be read as a file."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return "a link to nothing" if path.is_symlink() else "no such file or folder"
    if stat.S_ISFIFO(mode):
        return "a pipe, not a file: give its text on standard input, with - as the input"
    return "a socket or a device, not a file"


def read_file(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of one file, by the format that its content is in; members of an archive in turn.

    Parameters
    ----------
    path : Path
        A file, or ``-`` for text on standard input.
    options : ReadOptions, optional
        How files are read; without it as `ReadOptions()` says.

    Yields
    ------
    Page, Skipped or TableRead
        `Skipped` for parts of the file that could not be read.

    Raises
    ------
    InputError
        Where the file cannot be read at all.
    """
    if path == STDIN:
        yield _stdin_page()
    else:
        yield from _read(path, options or ReadOptions(), _DEEPEST_ARCHIVE)


def _read(path: Path, options: ReadOptions, depth: int) -> Iterator[Item]:
    suffix = actual_suffix(path)
    if suffix in (".zip", ".tar"):
        if depth == 0:
            raise InputError(f"{shown_path(path)}: an archive within archives. Unpack it first.")
        yield from _members(path, suffix, options, depth - 1)
    else:
        yield from read_as(suffix, path, options)


def _members(path: Path, suffix: str, options: ReadOptions, depth: int) -> Iterator[Item]:
    """What the members of an archive hold, under the archive's name and theirs."""
    n_items = 0
    for member in unpacked_members(path, suffix, options):
        if isinstance(member, Skipped):
            yield member
            continue
        folder = next(p for p in member.parents if p.name.startswith("cityanalysis-"))
        name = member.relative_to(folder)
        shown = f"{shown_path(path)}/{shown_path(name)}"
        if reason := _passed_over(name):
            yield Skipped(shown, reason, is_usual=reason in _USUAL)
            continue
        try:
            for item in _read(member, options, depth):
                n_items += isinstance(item, Page)
                yield _renamed(item, shown_path(member), shown)
        except READ_ERRORS as error:
            reason = failure_reason(error, shown_path(member))
            yield Skipped(shown, reason.replace(shown_path(member), shown))
    if not n_items:
        raise InputError(f"{shown_path(path)}: no page was found in this archive.")


def _passed_over(name: Path) -> str:
    if any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts):
        return _HIDDEN
    if name.name.lower().split(".")[0] in _ABOUT:
        return _DESCRIBES
    if plain_suffix(name) not in {*READERS, *ARCHIVES}:
        return f"no reader for {plain_suffix(name) or 'a file without a suffix'}"
    return ""


def _renamed(item: Item, unpacked: str, shown: str) -> Item:
    """An item under the name that its file has in the archive."""
    return replace(item, source=item.source.replace(unpacked, shown))


def _stdin_page() -> Page:
    data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
    if not data.strip() or len(data) > MAX_PAGE_BYTES:
        raise InputError("standard input is empty, or too long for one page. Give files instead.")
    return Page(source="-", text=decode(data, "standard input"))
