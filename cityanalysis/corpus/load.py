"""From files to the articles frame: read, split, number; in parallel, and from a cache."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cityanalysis.corpus.articles_table import read_items
from cityanalysis.corpus.one_file import FileArticles, read_articles
from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading import (
    STDIN,
    InputFile,
    Inputs,
    ReadOptions,
    Skipped,
    check_columns,
    list_files,
)
from cityanalysis.corpus.relative_names import (
    folder_above,
    relative_input,
    relative_skipped,
    relative_sources,
)
from cityanalysis.errors import InputError, SkippedInputWarning, UsageError, warn
from cityanalysis.frames import (
    Articles,
    articles_schema,
    as_html,
    as_text,
    frame_of_table,
)

__all__ = ["Corpus", "load_corpus", "read_corpus", "read_pages"]

_SHOWN = 3  # tables that the log tells of
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Corpus:
    """What was read, and what was not.

    Attributes
    ----------
    articles : pandas.DataFrame
        The articles frame of docs/design.md.
    inputs : tuple of InputFile
        One per file that was read: ``source``, ``size`` in bytes, ``sha256``, ``n_items``, and how
        its ``tables`` were understood.
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
        kinds = self.articles[Articles.kind].value_counts().to_dict()
        rows: list[tuple[str, object]] = [("files read", len(self.inputs))]
        rows += [("left out", len(self.skipped)), ("items", len(self.articles))]
        return "Corpus", rows + [(f"of kind {kind}", count) for kind, count in kinds.items()]


def read_pages(
    inputs: Inputs,
    *,
    columns: Mapping[str, str] | None = None,
    options: ReadOptions | None = None,
) -> Iterator[Page]:
    """Stream the pages of files and folders.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders (walked in order of name), or ``-`` for text on standard input.
    columns : mapping of str to str, optional
        For tables whose columns have unknown names: field to column, ``{"text": "正文"}``.
    options : ReadOptions, optional
        Further ways of reading; `columns` wins over those of it.

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
    chosen = _chosen(options, columns)
    files, skipped = list_files(inputs)
    n_pages = 0
    for path in files:
        for item in read_items(path, chosen):
            if isinstance(item, Page):
                n_pages += 1
                yield item
            elif isinstance(item, Skipped):
                skipped.append(item)
    _report(skipped, n_pages)


def read_corpus(
    inputs: Inputs,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    strict: bool = False,
    cache: str | Path | None = None,
    options: ReadOptions | None = None,
) -> pd.DataFrame:
    """Read files and folders and cut their pages into articles.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files, folders (walked in order of name), or ``-`` for text on standard input.
    columns : mapping of str to str, optional
        For tables whose columns have unknown names: field to column, ``{"text": "正文"}``.
    options : ReadOptions, optional
        Further ways of reading; `columns` wins over those of it.
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
    return _load(inputs, _chosen(options, columns), jobs, strict, cache).articles


def load_corpus(
    inputs: Inputs,
    *,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    strict: bool = False,
    cache: str | Path | None = None,
    options: ReadOptions | None = None,
) -> Corpus:
    """`read_corpus` with the list of what was read and of what was left out.

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
    options : ReadOptions, optional
        Further ways of reading; `columns` wins over those of it.

    Returns
    -------
    Corpus
        ``articles``, ``inputs`` and ``skipped``.

    Raises
    ------
    InputError
        Where nothing could be read, or, with `strict`, anything could not.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.jsonl"
    >>> _ = path.write_text('{"text": "本报讯"}', encoding="utf-8")
    >>> [record.n_items for record in load_corpus(path).inputs]
    [1]
    """
    return _load(inputs, _chosen(options, columns), jobs, strict, cache)


def _chosen(options: ReadOptions | None, columns: Mapping[str, str] | None) -> ReadOptions:
    chosen = options or ReadOptions()
    check_columns(columns)
    check_columns(dict(chosen.columns))
    return replace(chosen, columns=tuple(columns.items())) if columns else chosen


def _load(
    inputs: Inputs, options: ReadOptions, jobs: int, strict: bool, cache: str | Path | None
) -> Corpus:
    if jobs < 1:
        raise UsageError(f"`jobs` must be at least 1; got {jobs}.")
    inputs = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    files, skipped = list_files(inputs)
    folder = Path(cache) if cache is not None else None
    parts = []
    for part in _read_files(files, options, folder, jobs):
        skipped.extend(part.skipped)
        if strict and not all(item.is_usual for item in skipped):
            break
        parts.append(part)
        count = {"done": len(parts), "total": len(files)}
        _LOG.debug("read %(done)d of %(total)d files", count, extra=count)
    _tell(part.record for part in parts)
    above = folder_above(inputs)
    skipped = [relative_skipped(item, above) for item in skipped]
    _report(skipped, sum(part.table.num_rows for part in parts), strict=strict)
    known = [part.record for part in parts if part.record and part.table.num_rows]
    records = tuple(relative_input(record, above) for record in known)
    return Corpus(relative_sources(_frame(parts), above), records, tuple(skipped))


def _read_files(
    files: list[Path], options: ReadOptions, cache: Path | None, jobs: int
) -> Iterator[FileArticles]:
    """Each file's share, in order, whichever process read it."""
    # Standard input belongs to this process alone.
    if jobs == 1 or len(files) < 2 or STDIN in files:
        yield from (read_articles(path, options, cache) for path in files)
        return
    from joblib import Parallel, delayed

    # Workers are kept for later calls, in the folder in which they began: other arguments of their
    # start (here one that does nothing) make joblib begin new ones, where relative paths mean the
    # same as here.
    start = {"initializer": str, "initargs": (str(Path.cwd()),)}
    run = Parallel(min(jobs, len(files)), backend="loky", return_as="generator", **start)
    yield from run(delayed(read_articles)(path, options, cache) for path in files)


def _tell(records: Iterable[InputFile | None]) -> None:
    """Log how the first tables were understood; of a folder with a thousand not all."""
    sentences = [table.sentence() for one in records if one for table in one.tables]
    for sentence in sentences[:_SHOWN]:
        _LOG.info(sentence)
    if len(sentences) > _SHOWN:
        _LOG.info("and %d more tables: see inputs in manifest.json", len(sentences) - _SHOWN)


def _frame(parts: list[FileArticles]) -> pd.DataFrame:
    import pyarrow as pa

    tables = [articles_schema().empty_table(), *(part.table for part in parts)]
    frame = frame_of_table(pa.concat_tables(tables))
    # The same file twice, or a table that holds a row twice: later ones get a number.
    again = frame.groupby(Articles.doc_id).cumcount()
    frame[Articles.doc_id] = frame[Articles.doc_id].where(
        again == 0, frame[Articles.doc_id] + "-" + again.astype(str)
    )
    return frame


def _report(skipped: list[Skipped], n_read: int, *, strict: bool = False) -> None:
    """Raise where nothing is left, or anything is missing and `strict`; otherwise warn once."""
    if n_read:
        # A README that was passed over, or a row without text, is listed, but no warning is given.
        skipped = [item for item in skipped if not item.is_usual]
    if not skipped and n_read:
        return
    if not skipped:
        raise InputError("no page was found: the files that were read hold no text.")
    shown = "; ".join(f"{item.source}: {item.reason}" for item in skipped[:_SHOWN])
    more = f"; and {len(skipped) - _SHOWN} more" if len(skipped) > _SHOWN else ""
    if strict or not n_read:
        raise InputError(shown + more)
    message = f"{len(skipped)} inputs were left out: {shown}{more}"
    reasons = tuple((item.source, item.reason) for item in skipped)
    warn(SkippedInputWarning(message, reasons), SkippedInputWarning)
