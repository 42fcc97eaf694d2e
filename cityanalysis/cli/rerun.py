"""A run repeated: with the settings of the first, and what came out differently."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cityanalysis.cli.failures import visible
from cityanalysis.corpus import read_manifest
from cityanalysis.errors import InputError
from cityanalysis.frames import DAMAGE
from cityanalysis.run import Manifest, Settings, manifest_from, read_settings

__all__ = ["differences", "settings_of"]

# Files named in full; the rest are counted.
_NAMED = 10


def settings_of(folder: str | Path, **given: Any) -> Settings:
    """The settings of a finished run, save those that are given.

    Parameters
    ----------
    folder : path
        What `cityanalysis analyse` wrote.
    **given : object
        Fields of `Settings` that change no result, such as `jobs`; None leaves them.
    """
    kept = _manifest(folder)[1]
    chosen = {name: value for name, value in given.items() if value is not None}
    return replace(read_settings(None, **kept), **chosen)


def differences(first: str | Path, second: str | Path) -> Iterator[str]:
    """Lines that say what differs between two runs: inputs, versions, files.

    Parameters
    ----------
    first, second : path
        Folders of finished runs.
    """
    one, two = _manifest(first)[0], _manifest(second)[0]
    yield from _changed("input", _digests(one, "inputs"), _digests(two, "inputs"))
    yield from _changed("version", one.versions, two.versions)
    before, after = _digests(one, "outputs"), _digests(two, "outputs")
    yield from _changed("file", before, after)
    same = sum(after.get(name) == digest for name, digest in before.items())
    yield f"{same} of {len(before)} files are the same, byte for byte"


def _manifest(folder: str | Path) -> tuple[Manifest, dict[str, Any]]:
    """The manifest of a finished run, and its settings."""
    written = read_manifest(Path(folder))
    if written is None:
        raise InputError(f"{folder} holds no finished run. Name the folder of `analyse --out`.")
    try:
        return manifest_from(written), dict(written["settings"])
    except DAMAGE as error:
        raise InputError(f"{folder}: its manifest is damaged ({error}).") from error


def _digests(manifest: Manifest, kind: str) -> dict[str, str]:
    """Name of each file → its digest; inputs by what they hold, since folders may have moved."""
    files = getattr(manifest, kind)
    if kind == "inputs":
        return {Path(item.name).name: item.sha256 or "" for item in files}
    return {item.name: item.sha256 for item in files}


def _changed(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    names = sorted(set(before) | set(after))
    differing = [name for name in names if before.get(name) != after.get(name)]
    for name in differing[:_NAMED]:
        how = (
            "only before" if name not in after else "only now" if name not in before else "differs"
        )
        told = f": {before[name]} → {after[name]}" if kind == "version" and how == "differs" else ""
        yield visible(f"{kind} {name} {how}{told}")
    if len(differing) > _NAMED:
        yield f"{kind}: {len(differing) - _NAMED} more differ"
