"""Folders that a run of this package wrote: they hold results, and are no input."""

import json
from pathlib import Path
from typing import Any

__all__ = ["LOCK", "MADE_BY", "MANIFEST", "UNFINISHED", "is_run_folder", "read_manifest"]

MANIFEST = "manifest.json"
# What a manifest says of itself, so that no other program's is taken for one.
MADE_BY = "cityanalysis"
# Everything of a run that is not finished lies in this folder, below the folder of results.
UNFINISHED = ".unfinished"
LOCK = ".cityanalysis.lock"
# A manifest lists some hundred files; a larger file of this name was not written by this package.
_LARGEST_MANIFEST = 64 << 20


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a finished run, or None where the folder holds none of ours.

    Examples
    --------
    >>> import tempfile
    >>> read_manifest(Path(tempfile.mkdtemp())) is None
    True
    """
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _LARGEST_MANIFEST:
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("outputs"), list):
        return None
    return found if found.get("made_by") == MADE_BY else None


def is_run_folder(folder: Path) -> bool:
    """Whether a folder belongs to a run, finished or not.

    Parameters
    ----------
    folder : Path
        A folder that lies among the inputs.

    Returns
    -------
    bool
        True where the folder has a manifest of this package, or the working folder of a run that
        is going on or was interrupted.
    """
    if (folder / LOCK).is_file() or (folder / UNFINISHED / "holder.json").is_file():
        return True
    return read_manifest(folder) is not None
