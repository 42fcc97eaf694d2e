"""A corpus in shards: what is known of each is kept under the digest of what it came from.

A shard is a few hundred articles that stand together. Work on it is a function from an Arrow table
to an Arrow table that knows nothing of other shards, so that memory depends on the size of a shard,
processes share the shards, and an interrupted run goes on at the first that has no result yet.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis.errors import InputError, UsageError
from cityanalysis.frames import Articles, cached_table, keep_table, notes_of
from cityanalysis.run.package_versions import code_digest

__all__ = ["SHARD", "ShardResults", "checked_cache", "each_shard", "shard_cache", "shards_of"]

# From a table of articles to a table of what is found in them. What it is told must show in its
# repr, which is part of the digest; dataclasses do that.
Work = Callable[[Any], Any]

# Characters of a shard, at most but for one very long article. Scoring holds 70 bytes a character.
SHARD = 1_000_000
_SMALLEST = 0.25  # part of that from which a shard may end
_DIGEST = 32  # hexadecimal digits of a digest that are kept: 128 bits


def shards_of(documents: pd.DataFrame, size: int = SHARD) -> list[slice]:
    """Rows of each shard.

    A shard ends behind an article whose own id says so, as blocks of a backup do: new articles
    change the shard that they fall into, and no other.

    Parameters
    ----------
    documents : DataFrame
        Articles frame.
    size : int
        Characters that no shard exceeds, unless one article does.

    Returns
    -------
    list of slice
        In order; together all rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["外贸", "人才", "开学"]})
    >>> shards_of(frame, size=2)
    [slice(0, 1, None), slice(1, 2, None), slice(2, 3, None)]
    """
    lengths = documents[Articles.text].str.len().fillna(0).to_numpy(dtype=np.int64)
    found, start, held = [], 0, 0
    for row, (doc_id, length) in enumerate(zip(documents[Articles.doc_id].tolist(), lengths)):
        if row > start and held + length > size:
            found.append(slice(start, row))
            start, held = row, 0
        held += int(length)
        if held >= _SMALLEST * size and _drawn(doc_id) * size < 2 * length:
            found.append(slice(start, row + 1))
            start, held = row + 1, 0
    if start < len(documents):
        found.append(slice(start, len(documents)))
    return found


def _drawn(doc_id: str) -> float:
    """A number from 0 to 1 that depends on the article's id alone."""
    return int.from_bytes(hashlib.blake2b(doc_id.encode(), digest_size=4).digest()) / 2**32


@dataclass(frozen=True)
class ShardResults:
    """Where the results of all shards lie; iterating reads one table after the other."""

    cache: Path
    keys: tuple[str, ...]

    def __iter__(self) -> Iterator[Any]:
        for key in self.keys:
            found = cached_table(self.cache, key)
            if found is None:
                path = self.cache / f"{key}.parquet"
                raise InputError(f"{path} was removed while the run went on. Start it again.")
            yield found


def each_shard(
    work: Work,
    documents: pd.DataFrame,
    cache: Path,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    size: int = SHARD,
) -> ShardResults:
    """Do a piece of work on each shard for which the cache holds no result.

    Parameters
    ----------
    work : callable, Arrow table → Arrow table
        A frozen dataclass, so that its settings are part of the digest.
    documents : DataFrame
        Only the columns that the work needs: a change of any other does nothing.
    cache : Path
        Folder of results by digest.
    jobs : int
        Processes that share the shards; the results are the same at any number.
    scheduler : str, optional
        Address of a cluster of Dask or Spark; its workers take the place of processes here.
    size : int
        See `shards_of`.

    Returns
    -------
    ShardResults
        In the order of the documents.
    """
    import pyarrow as pa

    told = hashlib.sha256(f"{work!r}{code_digest()}".encode()).hexdigest()
    rows = shards_of(documents, size)
    tables = (pa.Table.from_pandas(documents.iloc[one], preserve_index=False) for one in rows)
    folder = cache.resolve()
    if scheduler is not None:
        return ShardResults(folder, _by_cluster(scheduler, work, tables, told, folder))
    if jobs == 1 or len(rows) < 2:
        return ShardResults(folder, tuple(_do(work, table, told, folder) for table in tables))
    from joblib import Parallel, delayed

    run = Parallel(min(jobs, len(rows)), backend="loky")
    return ShardResults(folder, tuple(run(delayed(_do)(work, t, told, folder) for t in tables)))


def _do(work: Work, table: Any, told: str, cache: Path) -> str:
    """Do the work on a shard unless it is done; the key of its result."""
    key = _key(table, told)
    if cached_table(cache, key) is None:
        _keep(cache, key, work(table))
    return key


def _by_cluster(
    scheduler: str, work: Work, tables: Iterable[Any], told: str, cache: Path
) -> tuple[str, ...]:
    """Have the work done on all shards that are not done; the keys of their results."""
    from cityanalysis.run.cluster import work_on_cluster
    from cityanalysis.run.spark import is_spark, work_on_spark

    keys = []

    def left() -> Iterator[tuple[str, Any]]:
        for table in tables:
            keys.append(_key(table, told))
            if cached_table(cache, keys[-1]) is None:
                yield keys[-1], table

    share_out = work_on_spark if is_spark(scheduler) else work_on_cluster
    share_out(scheduler, work, left(), partial(_keep, cache))
    return tuple(keys)


def _key(table: Any, told: str) -> str:
    content = json.dumps(table.to_pydict(), default=str, ensure_ascii=False)
    return hashlib.sha256((told + content).encode(errors="surrogatepass")).hexdigest()[:_DIGEST]


def _keep(cache: Path, key: str, found: Any) -> None:
    keep_table(cache, key, found, notes_of(found))


@contextmanager
def shard_cache(folder: str | Path | None) -> Iterator[Path]:
    """The folder that keeps the shards' results, or a temporary one."""
    if folder is not None:
        yield Path(folder)
        return
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        yield Path(scratch)


def checked_cache(folder: str, inputs: Sequence[object]) -> Path:
    """The folder of a cache, where no later run would read it as a page.

    Raises
    ------
    UsageError
        Where it is a file, or is, holds or lies in an input.

    Examples
    --------
    >>> checked_cache("cache", ["pages"]).name
    'cache'
    """
    cache = Path(folder)
    for given in (one for one in inputs if isinstance(one, str | os.PathLike) and str(one) != "-"):
        here, read = cache.resolve(), Path(given).resolve()
        if here.is_relative_to(read) or read.is_relative_to(here):
            raise UsageError(
                f"--cache {cache} and the input {given} lie in each other, so that what is kept "
                "would be read as a page. Name a folder of its own."
            )
    if cache.exists() and not cache.is_dir():
        raise UsageError(f"--cache must name a folder; {cache} is a file.")
    return cache
