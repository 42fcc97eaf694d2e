"""The articles of one file: read, or taken from the cache under its digest."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cityanalysis.corpus.articles_table import articles_table
from cityanalysis.corpus.reading import (
    STDIN,
    InputFile,
    ReadOptions,
    Skipped,
    failure_reason,
    shown_path,
    table_read,
)
from cityanalysis.frames import articles_schema, cached_table, keep_table, notes_of
from cityanalysis.resources import data_path

__all__ = ["FileArticles", "read_articles"]

# A file that is being written to is read once more; one that still changes is no finished file.
_TRIES = 2


@dataclass(frozen=True)
class FileArticles:
    """One file's share of the corpus, as it comes from a worker or the cache.

    Attributes
    ----------
    table : pyarrow.Table
        Rows of the articles frame.
    record : InputFile or None
        None where the file could not be read at all.
    skipped : tuple of Skipped
        What was left out of the file.
    """

    table: Any
    record: InputFile | None
    skipped: tuple[Skipped, ...]


def read_articles(path: Path, options: ReadOptions, cache: Path | None) -> FileArticles:
    """Articles of one file; a file that changes meanwhile is read again, and then left out.

    Parameters
    ----------
    path : Path
        A file, or ``-`` for standard input.
    options : ReadOptions
        How the file is read.
    cache : Path, optional
        Folder of what earlier runs read.
    """
    if path == STDIN:
        return _read_once(path, {}, options, None)
    for _ in range(_TRIES):
        before = _state(path)
        try:
            record = _record(path)
        except OSError as error:
            return _left_out(path, failure_reason(error, shown_path(path)))
        found = _read_once(path, record, options, cache)
        if _state(path) == before:
            return found
    return _left_out(path, "it changed while it was read: give it again when it is finished")


def _left_out(path: Path, reason: str) -> FileArticles:
    return FileArticles(articles_schema().empty_table(), None, (Skipped(shown_path(path), reason),))


def _state(path: Path) -> tuple[int, ...]:
    """What changes whenever the file is written to, so that digest and text are of one state."""
    try:
        known = path.stat()
    except OSError:
        return ()
    return known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns


def _read_once(
    path: Path, record: dict[str, Any], options: ReadOptions, cache: Path | None
) -> FileArticles:
    """Articles of one file, from the cache where it holds them."""
    shown = shown_path(path)
    key = _cache_key(path, record, options)
    kept = cached_table(cache, key) if cache and record else None
    if kept is not None:
        notes = notes_of(kept)
        skipped = tuple(Skipped(**item) for item in notes["skipped"])
        tables = tuple(table_read(item) for item in notes["tables"])
        table = kept.replace_schema_metadata(None).cast(articles_schema())
    else:
        table, skipped, tables = articles_table(path, options)
        if cache and record:
            noted = {
                "skipped": [asdict(item) for item in skipped],
                "tables": [asdict(item) for item in tables],
            }
            keep_table(cache, key, table, noted)
    known = InputFile(shown, record.get("size"), record.get("sha256"), table.num_rows, tables)
    return FileArticles(table, known, skipped)


def _record(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return {"size": stream.tell(), "sha256": digest.hexdigest()}


def _cache_key(path: Path, record: dict[str, Any], options: ReadOptions) -> str:
    parts = [shown_path(path), record.get("sha256"), repr(options), _code_digest()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Digest of this room's code and of the learned weights: what older code cached is not used."""
    digest = hashlib.sha256()
    weights = data_path("splitter.json").parent.glob("*.json")
    for file in sorted((*Path(__file__).parent.rglob("*.py"), *weights)):
        digest.update(file.read_bytes())
    return digest.hexdigest()
