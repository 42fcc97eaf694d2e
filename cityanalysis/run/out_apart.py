"""An output stands apart from what is read: it is no input, holds none, and lies in none."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from cityanalysis.errors import UsageError

__all__ = ["check_apart", "check_file"]

# A line holds one article with its evidence; a file with far longer lines is not ours.
_LONGEST_LINE = 64 << 20


def check_apart(out: Path, inputs: Sequence[object]) -> None:
    """Refuse an output that is an input, or holds one.

    Parameters
    ----------
    out : Path
        File or folder that will be written. A folder of results may lie inside an input folder:
        it is passed over when that is read.
    inputs : sequence
        Paths; anything else (standard input, frames) is passed over.

    Examples
    --------
    >>> check_apart(Path("results"), ["pages"])
    >>> check_apart(Path("pages"), ["pages"])
    Traceback (most recent call last):
    ...
    cityanalysis.errors.UsageError: --out pages is also an input...
    """
    here = out.resolve()
    for given in inputs:
        if not isinstance(given, str | os.PathLike) or str(given) == "-":
            continue
        read = Path(given).resolve()
        if here == read:
            raise UsageError(
                f"--out {out} is also an input: it would be overwritten. Name another place."
            )
        if read.is_relative_to(here):
            raise UsageError(
                f"--out {out} holds the input {given}, which a run could overwrite. "
                "Name a folder of its own."
            )


def check_file(out: str, inputs: Sequence[object]) -> None:
    """Refuse a file of article lines that is an input, would become one, or is not ours.

    Parameters
    ----------
    out : str
        File to write; ``-`` (standard output) is always right.
    inputs : sequence of paths
        What the run reads.

    Examples
    --------
    >>> check_file("-", ["pages"])
    """
    if out == "-":
        return
    path = Path(out)
    check_apart(path, inputs)
    folders = [Path(one) for one in inputs if isinstance(one, str | os.PathLike)]
    for folder in filter(Path.is_dir, folders):
        if path.resolve().is_relative_to(folder.resolve()):
            raise UsageError(
                f"--out {out} lies in the input folder {folder} and would be read as a page "
                "the next time. Name a file outside it."
            )
    if path.exists() and not _is_article_lines(path):
        raise UsageError(
            f"--out {out} exists and holds no articles of an earlier run. Name another file."
        )


def _is_article_lines(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            line = stream.readline(_LONGEST_LINE)
        first = json.loads(line) if line else {"doc_id": "", "kind": ""}
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and {"doc_id", "kind"} <= set(first)
