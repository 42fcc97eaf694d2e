"""The folder of results: taken by one run at a time, and changed as a whole or not at all.

While a run works, everything that it writes lies in `.unfinished/` below the folder. At the end
the finished files are moved into place: the old manifest leaves first and the new one comes last,
so a folder that has a manifest holds the files of that manifest. A move that was interrupted is
completed by the next start.
"""

import contextlib
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from cityanalysis.corpus import LOCK, MANIFEST, UNFINISHED, read_manifest
from cityanalysis.errors import (
    CityAnalysisError,
    CityAnalysisWarning,
    FolderInUseError,
    UsageError,
    warn,
)
from cityanalysis.run.out_apart import check_apart

__all__ = ["OutFolder", "listed_files", "take_folder"]

# Everything that a run keeps in its working folder.
_WORK = {"run", "cache", "holder.json", "ready", "old-manifest.json"}
# How many foreign files a refusal names.
_SHOWN = 5


@dataclass(frozen=True)
class OutFolder:
    """A folder of results that this process holds.

    Attributes
    ----------
    target : Path
        The folder that the user named.
    """

    target: Path

    @property
    def work(self) -> Path:
        """Folder of everything that is not finished."""
        return self.target / UNFINISHED

    @property
    def staged(self) -> Path:
        """Folder into which the run writes its results."""
        return self.work / "run"

    @property
    def cache(self) -> Path:
        """What was read so far; an interrupted run goes on from it."""
        return self.work / "cache"

    def publish(self, *, taken_over: Collection[str] = ()) -> None:
        """Put the staged files, sealed by their manifest, in the place of the earlier ones.

        Parameters
        ----------
        taken_over : collection of str
            Files whose changes by the user are already in the staged results. Every other file
            that the user wrote, or changed since the last run, is kept beside the new one.

        Raises
        ------
        UsageError
            Where a link or a folder stands in the way; nothing has been changed then.
        """
        new = _outputs(_read_json(self.staged / MANIFEST))
        old = listed_files(self.target)
        self._refuse_links([name for name in new if (self.staged / name).is_file()])
        self._keep_users_files(new, old, taken_over)
        (self.work / "ready").touch()
        _move_into_place(self)

    def _refuse_links(self, names: Sequence[str]) -> None:
        root = self.target.resolve()
        for name in names:
            path = self.target / name
            if not path.parent.resolve().is_relative_to(root) or path.is_symlink() or path.is_dir():
                raise UsageError(
                    f"{path} is a link or a folder that no run made, where a result belongs. "
                    "Move it away, or name another folder with --out."
                )

    def _keep_users_files(
        self, new: Collection[str], old: dict[str, str], taken_over: Collection[str]
    ) -> None:
        """Move what the user wrote or changed beside the new results, so that no work is lost."""
        for name in sorted(set(new) | set(old)):
            path, staged = self.target / name, self.staged / name
            is_replaced = staged.is_file() or name not in new
            if not is_replaced or name in taken_over or not path.is_file():
                continue
            now = _digest(path)
            if now == old.get(name) or (staged.is_file() and now == _digest(staged)):
                continue
            kept = _free_name(path)
            path.replace(kept)
            warn(f"{path} was not as a run wrote it; it is now {kept.name}.", CityAnalysisWarning)


@contextmanager
def take_folder(
    out: str | os.PathLike[str], *, inputs: Sequence[object] = ()
) -> Iterator[OutFolder]:
    """Hold a folder of results for one run.

    Parameters
    ----------
    out : path
        Made where it is absent. A folder with files is taken only if its manifest says that an
        earlier run of this package wrote them.
    inputs : sequence of paths
        What the run reads; the folder must stand apart from it.

    Yields
    ------
    OutFolder

    Raises
    ------
    UsageError
        Where the folder is a file, holds foreign files, cannot be written, or is or holds an input.
    FolderInUseError
        Where another process holds it.
    """
    folder = OutFolder(_checked_path(out))
    check_apart(folder.target, inputs)
    made = _make(folder.target)
    try:
        _look_before_locking(folder)
        with _held(folder):
            _refuse_foreign_folder(folder)
            _recover(folder)
            _begin(folder)
            yield folder
            shutil.rmtree(folder.work)
    except CityAnalysisError as error:
        if not isinstance(error, FolderInUseError):
            _forget(folder, made)
        raise


def listed_files(folder: Path) -> dict[str, str]:
    """Files that the folder's manifest lists, with their SHA-256; empty where there is none.

    A manifest may come from anywhere: names that lead out of the folder are not taken.
    """
    manifest = read_manifest(folder)
    return {} if manifest is None else _outputs(manifest)


def _outputs(manifest: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in manifest["outputs"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            continue
        path = PurePosixPath(entry["name"])
        if path.parts and not path.is_absolute() and not {"..", MANIFEST} & set(path.parts):
            found[path.as_posix()] = str(entry.get("sha256"))
    return found


def _checked_path(out: str | os.PathLike[str]) -> Path:
    if not os.fspath(out).strip():
        raise UsageError("--out is empty. Name a folder for the results.")
    target = Path(out)
    if target.exists() and not target.is_dir():
        raise UsageError(f"--out must name a folder; {target} is a file.")
    return target


def _make(target: Path) -> list[Path]:
    """Make the folder; the folders that were made, innermost first."""
    made = [path for path in (target, *target.parents) if not path.exists()]
    try:
        target.mkdir(parents=True, exist_ok=True)
        if not os.access(target, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise UsageError(
            f"--out {target} cannot be written: {error.strerror}. Name a folder of your own."
        ) from error
    return made


def _look_before_locking(folder: OutFolder) -> None:
    """Refuse a foreign folder before a lock is left in it.

    Another run may be moving its files in at this moment: what is half moved looks foreign. Where
    it holds the lock, the lock decides; where it has just released it, a second look does.
    """
    try:
        _refuse_foreign_folder(folder)
    except (UsageError, FileNotFoundError):
        if not (folder.target / LOCK).exists():
            _refuse_foreign_folder(folder)


def _refuse_foreign_folder(folder: OutFolder) -> None:
    names = {path.name for path in folder.target.iterdir()} - {LOCK}
    if UNFINISHED in names and _is_our_work(folder.work):
        if (folder.work / "ready").is_file():
            return
        names -= {UNFINISHED}
    if names and read_manifest(folder.target) is None:
        shown = ", ".join(sorted(names)[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        raise UsageError(
            f"--out {folder.target} holds files that cityanalysis did not write ({shown}). "
            "Name a new or empty folder, or the folder of an earlier run."
        )


def _is_our_work(work: Path) -> bool:
    return work.is_dir() and {path.name for path in work.iterdir()} <= _WORK


@contextmanager
def _held(folder: OutFolder) -> Iterator[None]:
    lock = FileLock(folder.target / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise FolderInUseError(
            f"{folder.target} is being written by another run ({_holder(folder)}). "
            "Wait until it has finished, or name another folder with --out."
        ) from error
    except OSError as error:
        raise UsageError(
            f"--out {folder.target} cannot be locked: {error.strerror or error}. "
            "Name a folder on another disk."
        ) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder.target / LOCK).unlink()
        lock.release()


def _holder(folder: OutFolder) -> str:
    try:
        holder = json.loads((folder.work / "holder.json").read_text(encoding="utf-8"))
        return f"process {holder['pid']} on {holder['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "process unknown"


def _begin(folder: OutFolder) -> None:
    shutil.rmtree(folder.staged, ignore_errors=True)
    folder.work.mkdir(exist_ok=True)
    holder = {"pid": os.getpid(), "host": socket.gethostname()}
    (folder.work / "holder.json").write_text(json.dumps(holder), encoding="utf-8")
    folder.staged.mkdir()


def _recover(folder: OutFolder) -> None:
    """Complete a move that was interrupted."""
    if (folder.work / "ready").is_file():
        _move_into_place(folder)
        shutil.rmtree(folder.work)


def _move_into_place(folder: OutFolder) -> None:
    """Move the staged files in; each step may be the last one, and all may be done again."""
    manifest, aside = folder.target / MANIFEST, folder.work / "old-manifest.json"
    staged = folder.staged / MANIFEST
    if not staged.is_file():
        return
    if manifest.is_file():
        manifest.replace(aside)
    new = _outputs(_read_json(staged))
    old = _outputs(_read_json(aside)) if aside.is_file() else {}
    for name in sorted(set(old) - set(new)):
        _remove(folder.target, name)
    for name in sorted(new):
        source, place = folder.staged / name, folder.target / name
        if source.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            source.replace(place)
    staged.replace(manifest)
    (folder.work / "ready").unlink()


def _remove(root: Path, name: str) -> None:
    """Remove a listed file, and the folders that are empty without it."""
    path = root / name
    if not path.parent.resolve().is_relative_to(root.resolve()):
        return
    path.unlink(missing_ok=True)
    for parent in path.relative_to(root).parents:
        if parent == Path() or any((root / parent).iterdir()):
            return
        (root / parent).rmdir()


def _forget(folder: OutFolder, made: Sequence[Path]) -> None:
    """Remove the lock and the folders that were made for a run that could not start."""
    if _is_our_work(folder.work) and not (folder.work / "ready").is_file():
        shutil.rmtree(folder.work, ignore_errors=True)
    with contextlib.suppress(OSError):
        for path in made:
            path.rmdir()


def _free_name(path: Path) -> Path:
    numbers = (path.with_name(f"{path.stem}.kept-{n}{path.suffix}") for n in range(1, 10_000))
    return next(free for free in numbers if not free.exists())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
