"""Workbooks that would take all memory: found before they are read."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.errors import InputError

__all__ = ["check_span", "try_apart"]

# The reader holds every cell between the first and the last, filled or not, in some 40 bytes.
_MOST_CELLS = 20_000_000
# What a trial may take: memory in bytes, and seconds.
_MEMORY, _SECONDS = 2 << 30, 60
# Ends of a trial that would be ends of this process too, or print a trace of the library's own.
_DEADLY = (b"MemoryError", b"PanicException")
_FAR_ROW = re.compile(rb"""\br\s*=\s*["']?[A-Z]*(\d{5,7})["']""")
_WIDE = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,3})\d""")
_LETTERS = 26
_NEAR_ROW = 10_000

# Reads a workbook from standard input; ends by a signal where memory does not suffice.
_TRIAL = f"""
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
except ImportError:  # no such limit on this system
    pass
import python_calamine
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""


def check_span(path: Path, archive: zipfile.ZipFile, sheets: list[str]) -> None:
    """Refuse sheets in which a lone cell far away makes millions of empty ones.

    Parameters
    ----------
    path : Path
        The workbook, for the message.
    archive : ZipFile
        The same workbook, opened.
    sheets : list of str
        Names of the sheets' parts.

    Raises
    ------
    InputError
        Where a sheet spans more than twenty million cells.
    """
    for name in sheets:
        data = archive.read(name)
        row = max((int(found[1]) for found in _FAR_ROW.finditer(data)), default=_NEAR_ROW)
        column = max((_number(found[1]) for found in _WIDE.finditer(data)), default=_LETTERS)
        if row * column > _MOST_CELLS:
            raise InputError(
                f"{shown_path(path)}: a sheet reaches to row {row} and column {column}, far beyond "
                "a table. Delete what stands there, or save the table as .csv."
            )


def _number(letters: bytes) -> int:
    """Number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def try_apart(path: Path, data: bytes) -> None:
    """Read a workbook in a process of its own, so that a damaged one cannot end this one.

    Sizes that stand in old workbooks (.xls) are believed by the library, and memory that a
    damaged size asks for ends the whole process.

    Parameters
    ----------
    path : Path
        The workbook, for the message.
    data : bytes
        All bytes of the workbook.

    Raises
    ------
    InputError
        Where the trial takes more than two gigabytes or a minute, or the library gives up.
    """
    try:
        trial = subprocess.run(
            [sys.executable, "-c", _TRIAL], input=data, capture_output=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        died = True
    else:
        died = trial.returncode < 0 or any(word in trial.stderr for word in _DEADLY)
    if died:
        raise InputError(
            f"{shown_path(path)}: the file is damaged (reading it breaks off, or takes more memory "
            "or time than a table does). Save it again as .xlsx or .csv."
        )
