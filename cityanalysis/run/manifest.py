"""Where a run came from, and the manifest that closes its folder: every file with its SHA-256."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cityanalysis.corpus import MADE_BY, MANIFEST, InputFile, Skipped
from cityanalysis.errors import InputError
from cityanalysis.frames import write_json
from cityanalysis.run.settings import Settings

__all__ = ["Manifest", "OutputFile", "Stage", "check_sealed", "manifest_from", "seal_folder"]


# Suffixes of the files that `load_analysis` reads.
_DATA = {".parquet", ".json", ".npz"}


@dataclass(frozen=True)
class Stage:
    """One stage of a run, and how long it took."""

    stage: str
    seconds: float


@dataclass(frozen=True)
class OutputFile:
    """One file of a run's folder: its name, size in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Where a run came from.

    Attributes
    ----------
    inputs : tuple of InputFile
        The files that were read: `source`, `size`, `sha256`, `n_items`.
    skipped : tuple of Skipped
        What was left out: `source`, `reason`.
    versions : mapping of str to str
        Package → version, of everything that can change a result.
    stages : tuple of Stage
        In the order in which they were done.
    warnings : tuple of str
        Every warning that was given, in order.
    outputs : tuple of OutputFile
        The files of the folder, once it is sealed.

    Examples
    --------
    >>> Manifest(inputs=(InputFile("a.txt", 3, "00", 1),)).inputs[0].name
    'a.txt'
    """

    inputs: tuple[InputFile, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    warnings: tuple[str, ...] = ()
    outputs: tuple[OutputFile, ...] = ()

    def to_dict(self, settings: Settings) -> dict[str, Any]:
        """What manifest.json holds, in its order."""
        return {
            "made_by": MADE_BY,
            "inputs": [asdict(item) for item in self.inputs],
            "skipped": [asdict(item) for item in self.skipped],
            "settings": settings.to_dict(),
            "seed": settings.seed,
            "versions": dict(self.versions),
            "stages": [asdict(item) for item in self.stages],
            "warnings": list(self.warnings),
            "outputs": [asdict(item) for item in self.outputs],
        }


def manifest_from(values: Mapping[str, Any]) -> Manifest:
    """The manifest that `Manifest.to_dict` gave.

    Examples
    --------
    >>> known = Manifest(warnings=("a",))
    >>> manifest_from(known.to_dict(Settings())) == known
    True
    """
    return Manifest(
        inputs=tuple(InputFile.from_dict(item) for item in values["inputs"]),
        skipped=tuple(Skipped(**item) for item in values["skipped"]),
        versions=values["versions"],
        stages=tuple(Stage(**item) for item in values["stages"]),
        warnings=tuple(values["warnings"]),
        outputs=tuple(OutputFile(**item) for item in values["outputs"]),
    )


def seal_folder(
    folder: str | os.PathLike[str],
    manifest: Manifest,
    settings: Settings,
    *,
    kept: Iterable[OutputFile] = (),
) -> tuple[OutputFile, ...]:
    """Write `manifest.json` with the files that lie in the folder.

    Parameters
    ----------
    folder : path
        Folder of a run, complete but for its manifest.
    manifest : Manifest
        Its `outputs` are found anew.
    settings : Settings
        Those of the run.
    kept : iterable of OutputFile
        Entries of an earlier manifest whose files stay as they are; one that lies in the folder
        is listed anew.

    Returns
    -------
    tuple of OutputFile
        Every file but the manifest, in order of name.

    Examples
    --------
    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> _ = (root / "a.csv").write_text("x", encoding="utf-8")
    >>> [item.name for item in seal_folder(root, Manifest(), Settings())]
    ['a.csv']
    """
    root = Path(folder)
    record = root / MANIFEST
    files = sorted(path for path in root.rglob("*") if path.is_file() and path != record)
    listed = {entry.name: entry for entry in (*kept, *(_entry(path, root) for path in files))}
    outputs = tuple(listed[name] for name in sorted(listed))
    sealed = manifest.to_dict(settings) | {"outputs": [asdict(item) for item in outputs]}
    write_json(sealed, record)
    return outputs


def check_sealed(folder: Path, manifest: Manifest) -> None:
    """Refuse saved data that is not as its manifest says.

    Parameters
    ----------
    folder : Path
        Folder of a finished run.
    manifest : Manifest
        Of that folder. Only data files count (Parquet, JSON, arrays): tables and reports may be
        edited freely.

    Raises
    ------
    InputError
        Where a file is missing or differs, as after a copy that was cut short, or where the files
        of two runs were mixed.

    Examples
    --------
    >>> check_sealed(Path("anywhere"), Manifest())
    """
    for entry in manifest.outputs:
        path = folder / entry.name
        if path.suffix not in _DATA:
            continue
        if not path.is_file() or _entry(path, folder) != entry:
            raise InputError(
                f"{path} is {'not as the run wrote it' if path.is_file() else 'missing'}: the "
                "folder was changed, copied in part, or holds files of two runs. "
                "Start `cityanalysis analyse` again."
            )


def _entry(path: Path, root: Path) -> OutputFile:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return OutputFile(path.relative_to(root).as_posix(), path.stat().st_size, digest)
