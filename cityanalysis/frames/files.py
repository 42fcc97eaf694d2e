"""Files written whole or not at all."""

import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["DAMAGE", "unfinished", "write_json", "write_whole"]

# Errors that reading a saved file may raise where it is damaged, or is of another kind.
DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A name beside the file to write to, which becomes the file when all is written.

    Two processes that write one file do not share the name; what fails leaves nothing behind.

    Parameters
    ----------
    path : Path
        The file; its folder exists.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> with unfinished(path) as part:
    ...     _ = part.write_text("whole", encoding="utf-8")
    >>> path.read_text(encoding="utf-8"), [file.name for file in path.parent.iterdir()]
    ('whole', ['a.txt'])
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(content: str | bytes, path: Path) -> None:
    """Write a file in one step, so that an interruption leaves no half of it.

    Parameters
    ----------
    content : str or bytes
        Text is written as UTF-8; what UTF-8 cannot hold (half of a surrogate pair) becomes ``?``.
    path : Path
        Its folder exists.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    with unfinished(path) as part:
        part.write_bytes(data)


def write_json(value: Any, path: Path) -> None:
    """Write plain values as JSON that people can read.

    Parameters
    ----------
    value : object
        Dicts, lists, text and numbers; NumPy's numbers and arrays, dates and sets too.
    path : Path
        Its folder exists.
    """
    write_whole(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n", path)


def _plain(value: Any) -> Any:
    """What JSON has no word for: frames, NumPy numbers and arrays, dates, sets."""
    if isinstance(value, pd.DataFrame):
        return value.to_dict("records")
    if hasattr(value, "tolist"):
        return value.tolist()
    return sorted(value) if isinstance(value, set | frozenset) else str(value)
