"""The manifest that closes a run's folder: every file with its size and SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cityanalysis.frames import write_json

__all__ = ["seal_folder"]


def seal_folder(folder: str | os.PathLike[str], manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Write `manifest.json` with the files that lie in the folder.

    Parameters
    ----------
    folder : path
    manifest : mapping
        What is known of the run: inputs, settings, versions, stages, warnings.

    Returns
    -------
    dict
        The manifest with `outputs`: `name`, `size` in bytes, `sha256`.

    Examples
    --------
    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> _ = (root / "a.csv").write_text("x", encoding="utf-8")
    >>> [item["name"] for item in seal_folder(root, {})["outputs"]]
    ['a.csv']
    """
    root = Path(folder)
    record = root / "manifest.json"
    files = sorted(path for path in root.rglob("*") if path.is_file() and path != record)
    sealed = dict(manifest) | {
        "outputs": [
            {
                "name": path.relative_to(root).as_posix(),
                "size": path.stat().st_size,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
            for path in files
        ]
    }
    write_json(sealed, record)
    return sealed
