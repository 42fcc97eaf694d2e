"""From what the user names to the files that are read, in a fixed order."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.readers import READERS, read_text
from cityanalysis.corpus.reading.run_folders import is_run_folder
from cityanalysis.corpus.reading.sources import (
    MAX_PAGE_BYTES,
    Skipped,
    actual_suffix,
    plain_suffix,
)
from cityanalysis.corpus.reading.tables import TABLES, read_table
from cityanalysis.errors import InputError, UsageError

__all__ = ["STDIN", "Inputs", "list_files", "read_file"]

Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

STDIN = Path("-")
_NO_FILES = "no page was found in this folder; hidden files and those like README are passed over"
# Files that describe a folder of pages and are none themselves; named outright, they are read.
_ABOUT = ("readme", "license", "licence", "changelog", "contributing")


def list_files(inputs: Inputs) -> tuple[list[Path], list[Skipped]]:
    """Files that the inputs name, folders walked in order of name, and what was passed over.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders, or ``-`` for standard input.

    Returns
    -------
    files : list of Path
        Each once, in the order given.
    skipped : list of Skipped
        Paths that do not exist, and files of folders in a format that is not read.

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
    files: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for one in given:
        path = Path(one)
        if path == STDIN or path.is_file():
            files[path] = None
        elif path.is_dir():
            children = list(_walk(path))
            if not children:
                skipped.append(Skipped(str(path), _NO_FILES))
            for child in children:
                if plain_suffix(child) in READERS:
                    files[child] = None
                else:
                    skipped.append(Skipped(str(child), _no_reader(child)))
        else:
            skipped.append(Skipped(str(path), "no such file or folder"))
    return list(files), skipped


def _no_reader(path: Path) -> str:
    return f"no reader for {plain_suffix(path) or 'a file without a suffix'}"


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder in order of name, without hidden ones and those about the folder.

    A folder of results that lies among the pages is no input and is not entered.
    """
    for root, folders, names in os.walk(folder):
        seen = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = [name for name in seen if not is_run_folder(Path(root) / name)]
        for name in sorted(names):
            stem = name.lower().split(".")[0]
            if not name.startswith((".", "~$")) and stem not in _ABOUT:
                yield Path(root) / name


def read_file(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Page | Skipped]:
    """Pages of one file, by the format that its content is in.

    Parameters
    ----------
    path : Path
        A file, or ``-`` for text on standard input.
    columns : mapping of str to str, optional
        For tables: field to column.

    Yields
    ------
    Page or Skipped
        `Skipped` for parts of the file that could not be read.

    Raises
    ------
    InputError
        Where the file cannot be read at all.
    """
    if path == STDIN:
        yield _stdin_page()
        return
    suffix = actual_suffix(path)
    if suffix in TABLES:
        yield from read_table(path, columns)
    else:
        yield from READERS.get(suffix, read_text)(path)


def _stdin_page() -> Page:
    data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1)
    if not data.strip() or len(data) > MAX_PAGE_BYTES:
        raise InputError("standard input is empty, or too long for one page. Give files instead.")
    return Page(source="-", text=decode(data, "standard input"))
