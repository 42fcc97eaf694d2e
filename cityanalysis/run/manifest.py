"""The manifest that closes a run's folder: every file with its size and SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cityanalysis.frames import write_json

__all__ = ["seal_folder"]


def seal_folder(
    folder: str | os.PathLike[str],
    manifest: Mapping[str, Any],
    *,
    kept: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Write `manifest.json` with the files that lie in the folder.

    Parameters
    ----------
    folder : path
    manifest : mapping
        What is known of the run: inputs, settings, versions, stages, warnings.
    kept : iterable of mapping
        Entries of an earlier manifest whose files stay as they are; one that lies in the folder
        is listed anew.

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
    listed = {str(entry["name"]): dict(entry) for entry in kept}
    listed |= {entry["name"]: entry for entry in (_entry(path, root) for path in files)}
    sealed = dict(manifest) | {"outputs": [listed[name] for name in sorted(listed)]}
    write_json(sealed, record)
    return sealed


def _entry(path: Path, root: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = path.relative_to(root).as_posix()
    return {"name": name, "size": path.stat().st_size, "sha256": digest}
