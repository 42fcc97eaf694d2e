"""From files to the articles frame: read, split, number; in parallel, and from a cache."""

import datetime
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.reading import (
    STDIN,
    InputFile,
    Inputs,
    Skipped,
    check_columns,
    list_files,
    read_file,
)
from cityanalysis.errors import InputError, SkippedInputWarning, UsageError, warn
from cityanalysis.frames import (
    articles_schema,
    as_html,
    as_text,
    cached_table,
    frame_of_table,
    keep_table,
    notes_of,
)
from cityanalysis.resources import data_path

__all__ = ["Corpus", "load_corpus", "read_corpus", "read_pages"]

_BATCH = 2048
_SHOWN = 3


@dataclass(frozen=True)
class Corpus:
    """What was read, and what was not.

    Attributes
    ----------
    articles : pandas.DataFrame
        The articles frame of docs/design.md.
    inputs : tuple of InputFile
        One a file that was read: ``source``, ``size`` in bytes, ``sha256``, ``n_items``.
    skipped : tuple of Skipped
        ``source`` and ``reason`` of every file, or part of one, that was left out.
    """

    articles: pd.DataFrame
    inputs: tuple[InputFile, ...]
    skipped: tuple[Skipped, ...]

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown())

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        kinds = self.articles["kind"].value_counts().to_dict()
        rows: list[tuple[str, object]] = [("files read", len(self.inputs))]
        rows += [("left out", len(self.skipped)), ("items", len(self.articles))]
        return "Corpus", rows + [(f"of kind {kind}", count) for kind, count in kinds.items()]


@dataclass(frozen=True)
class _File:
    """One file's share of the corpus, as it comes from a worker or the cache."""

    table: Any
    record: InputFile | None
    skipped: tuple[Skipped, ...]


def read_pages(inputs: Inputs, *, columns: Mapping[str, str] | None = None) -> Iterator[Page]:
    """Stream the pages of files and folders.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders (walked in order of name), or ``-`` for text on standard input.
    columns : mapping of str to str, optional
        For tables whose columns have unknown names: field to column, ``{"text": "正文"}``.

    Yields
    ------
    Page
        In the order of the inputs.

    Raises
    ------
    InputError
        Where nothing could be read.

    Warns
    -----
    SkippedInputWarning
        Once, at the end, where something was left out.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = path.write_text("本报讯", encoding="utf-8")
    >>> [page.text for page in read_pages(path)]
    ['本报讯']
    """
    check_columns(columns)
    files, skipped = list_files(inputs)
    n_pages = 0
    for path in files:
        for item in _items(path, columns):
            if isinstance(item, Page):
                n_pages += 1
                yield item
            else:
                skipped.append(item)
    _report(skipped, n_pages)


def read_corpus(
    inputs: Inputs,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    strict: bool = False,
    cache: str | Path | None = None,
) -> pd.DataFrame:
    """Read files and folders and cut their pages into articles.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders (walked in order of name), or ``-`` for text on standard input.
    columns : mapping of str to str, optional
        For tables whose columns have unknown names: field to column, ``{"text": "正文"}``.
    jobs : int
        Processes over files; the result is the same at any number.
    strict : bool
        Make the first thing that cannot be read an error.
    cache : path, optional
        Folder in which each file's articles are kept by its content, so that a run that was
        interrupted, or that has a few more files, reads only what is new.

    Returns
    -------
    pandas.DataFrame
        The articles frame of docs/design.md, in the order of the inputs.

    Raises
    ------
    InputError
        Where nothing could be read, or, with `strict`, anything could not.

    Warns
    -----
    SkippedInputWarning
        Once, where something was left out. `load_corpus` gives the list.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.jsonl"
    >>> _ = path.write_text('{"id": "7", "title": "通知", "text": "本报讯"}', encoding="utf-8")
    >>> read_corpus(path)[["source_id", "title", "text"]].values.tolist()
    [['7', '通知', '本报讯']]
    """
    return _load(inputs, columns, jobs, strict, cache).articles


def load_corpus(
    inputs: Inputs,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    strict: bool = False,
    cache: str | Path | None = None,
) -> Corpus:
    """`read_corpus` with the list of what was read and of what was left out.

    Parameters
    ----------
    inputs, columns, jobs, strict, cache
        As for `read_corpus`.

    Returns
    -------
    Corpus
        ``articles``, ``inputs`` and ``skipped``.

    Raises
    ------
    InputError
        As for `read_corpus`.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.jsonl"
    >>> _ = path.write_text('{"text": "本报讯"}', encoding="utf-8")
    >>> [record.n_items for record in load_corpus(path).inputs]
    [1]
    """
    return _load(inputs, columns, jobs, strict, cache)


def _load(
    inputs: Inputs,
    columns: Mapping[str, str] | None,
    jobs: int,
    strict: bool,
    cache: str | Path | None,
) -> Corpus:
    if jobs < 1:
        raise UsageError(f"`jobs` must be at least 1; got {jobs}.")
    check_columns(columns)
    files, skipped = list_files(inputs)
    folder = Path(cache) if cache is not None else None
    parts = []
    for part in _read_files(files, dict(columns or {}), folder, jobs):
        skipped.extend(part.skipped)
        if strict and skipped:
            break
        parts.append(part)
    _report(skipped, sum(part.table.num_rows for part in parts), strict=strict)
    records = tuple(part.record for part in parts if part.record and part.table.num_rows)
    return Corpus(_frame(parts), records, tuple(skipped))


def _read_files(
    files: list[Path], columns: dict[str, str], cache: Path | None, jobs: int
) -> Iterator[_File]:
    """Each file's share, in order, whichever process read it."""
    # Standard input belongs to this process alone.
    if jobs == 1 or len(files) < 2 or STDIN in files:
        yield from (_read_file(path, columns, cache) for path in files)
        return
    from joblib import Parallel, delayed

    # Workers are kept for later calls, in the folder in which they began: other arguments of their
    # start (here one that does nothing) make joblib begin new ones, where relative paths mean the
    # same as here.
    start = {"initializer": str, "initargs": (str(Path.cwd()),)}
    run = Parallel(min(jobs, len(files)), backend="loky", return_as="generator", **start)
    yield from run(delayed(_read_file)(path, columns, cache) for path in files)


def _items(path: Path, columns: Mapping[str, str] | None) -> Iterator[Page | Skipped]:
    """Pages of a file; what goes wrong on the way becomes an entry, not an end."""
    try:
        yield from read_file(path, columns)
    except InputError as error:
        yield Skipped(str(path), str(error).removeprefix(f"{path}: "))
    except PermissionError:
        yield Skipped(str(path), "no permission to read it")
    except (OSError, EOFError, zlib.error) as error:
        yield Skipped(str(path), f"the file is damaged or cut short ({error})")


def _read_file(path: Path, columns: dict[str, str], cache: Path | None) -> _File:
    """Articles of one file, from the cache where it holds them."""
    try:
        record = {} if path == STDIN else _record(path)
    except OSError as error:
        reason = "no permission to read it" if isinstance(error, PermissionError) else str(error)
        return _File(articles_schema().empty_table(), None, (Skipped(str(path), reason),))
    key = _cache_key(path, record, columns)
    kept = cached_table(cache, key) if cache and record else None
    if kept is not None:
        skipped = tuple(Skipped(**item) for item in notes_of(kept)["skipped"])
        table = kept.replace_schema_metadata(None).cast(articles_schema())
    else:
        table, skipped = _articles_table(path, columns)
        if cache and record:
            keep_table(cache, key, table, {"skipped": [asdict(item) for item in skipped]})
    known = InputFile(str(path), record.get("size"), record.get("sha256"), table.num_rows)
    return _File(table, known, skipped)


def _record(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def _cache_key(path: Path, record: dict[str, Any], columns: dict[str, str]) -> str:
    parts = [str(path), record.get("sha256"), columns, _code_digest()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Digest of this room's code and of the learned weights: no cache outlives what filled it."""
    digest = hashlib.sha256()
    weights = data_path("splitter.json").parent.glob("*.json")
    for file in sorted((*Path(__file__).parent.rglob("*.py"), *weights)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _articles_table(path: Path, columns: dict[str, str]) -> tuple[Any, tuple[Skipped, ...]]:
    """Arrow table of a file's articles, converted in batches, and what was left out of it."""
    import pyarrow as pa

    schema = articles_schema()
    skipped: list[Skipped] = []
    batches: list[Any] = []
    rows: list[dict[str, Any]] = []
    n_rows = 0
    for item in _items(path, columns):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        n_rows += item.is_article
        rows.extend(_rows(item, n_rows))
        if len(rows) >= _BATCH:
            batches.append(pa.RecordBatch.from_pylist(rows, schema=schema))
            rows = []
    batches.append(pa.RecordBatch.from_pylist(rows, schema=schema))
    return pa.Table.from_batches(batches, schema=schema), tuple(skipped)


def _rows(page: Page, n_rows: int) -> Iterator[dict[str, Any]]:
    """Rows of the articles frame for the items of one page."""
    from cityanalysis.corpus.splitting import split_page

    for article in split_page(page):
        yield _row(page, article, n_rows if page.is_article else article.order)


def _row(page: Page, article: Article, order: int) -> dict[str, Any]:
    name = Path(page.source).name or page.source
    date = article.date or page.date
    return {
        "doc_id": _doc_id(name, page, article, order),
        "source": page.source,
        "source_id": page.source_id,
        "page": name,
        "publication": page.publication,
        "order": order,
        "is_row": page.is_article,
        "kind": article.kind,
        "title": article.title or None,
        "title_parts": list(article.title_parts),
        "byline": list(article.byline),
        "correspondents": list(article.correspondents),
        "dateline": article.dateline or None,
        "filed_by": article.filed_by or None,
        "date": datetime.datetime.combine(date, datetime.time()) if date else None,
        "source_tag": article.source_tag or None,
        "text": article.text,
        "spans": [list(span) for span in article.spans],
        "segments": [list(run) for run in article.segments],
        "title_segments": [list(run) for run in article.title_segments],
        "labelled_city": page.city,
        "is_canonical": True,
    }


def _doc_id(name: str, page: Page, article: Article, order: int) -> str:
    """Name, place and content of an article in 16 letters; the folder does not enter."""
    place = page.source_id or f"{page.number or ''}:{order}"
    parts = json.dumps([name, place, article.title, article.text])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _frame(parts: list[_File]) -> pd.DataFrame:
    import pyarrow as pa

    tables = [articles_schema().empty_table(), *(part.table for part in parts)]
    frame = frame_of_table(pa.concat_tables(tables))
    # The same file twice, or a table that holds a row twice: later ones get a number.
    again = frame.groupby("doc_id").cumcount()
    frame["doc_id"] = frame["doc_id"].where(again == 0, frame["doc_id"] + "-" + again.astype(str))
    return frame


def _report(skipped: list[Skipped], n_read: int, *, strict: bool = False) -> None:
    """Raise where nothing is left, or anything is missing and `strict`; otherwise warn once."""
    if not skipped and n_read:
        return
    if not skipped:
        raise InputError("no page was found: the files that were read hold no text.")
    shown = "; ".join(f"{item.source}: {item.reason}" for item in skipped[:_SHOWN])
    more = f"; and {len(skipped) - _SHOWN} more" if len(skipped) > _SHOWN else ""
    if strict or not n_read:
        raise InputError(shown + more)
    message = f"{len(skipped)} inputs were left out: {shown}{more}"
    warn(message, SkippedInputWarning)
