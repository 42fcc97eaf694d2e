"""Parquet files: cells of every type as text, and one that cannot be is lost alone."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.json_records import flat_record
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import LONGEST_CELL, open_binary, parsing, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_parquet"]

_BATCH = 512  # rows that are read at a time, at most
_BATCH_BYTES = 64 << 20  # what they may take in memory
# Parquet packs texts to a tenth, and with many reprints to a fiftieth; a two-hundredth is one
# text, repeated.
_HIGHEST_RATIO = 200


def read_parquet(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of a Parquet file, a row each.

    Raises
    ------
    InputError
        Where the file is damaged, or no column holds the text.
    """
    options = options or ReadOptions()
    yield from pages_of_rows(shown_path(path), _rows(path, options), options)


def _rows(path: Path, options: ReadOptions) -> Iterator[NumberedRow]:
    import pyarrow.parquet as pq

    with open_binary(path) as stream:
        is_packed = isinstance(stream, gzip.GzipFile)
    source = io.BytesIO(read_bytes(path)) if is_packed else path
    number, size, packed = 0, 0, max(path.stat().st_size, 1)
    with parsing(path), pq.ParquetFile(source) as file:
        for batch in file.iter_batches(batch_size=_batch_size(path, file)):
            arrays = [_expanded(column) for column in batch.columns]
            size += sum(array.nbytes for array in arrays)
            if size > options.unpack_limit and size > packed * _HIGHEST_RATIO:
                raise InputError(
                    f"{shown_path(path)}: unpacks to more than {size >> 20} MB from "
                    f"{packed >> 10} KB, which no text does. What follows is left out."
                )
            columns = [_cells(array) for array in arrays]
            for cells in zip(*columns):
                number += 1
                # Cells of cells become columns of their own: meta.title.
                yield number, flat_record(dict(zip(batch.schema.names, cells)))


def _expanded(column: Any) -> Any:
    """A column with each cell in full: a dictionary hides how much it stands for."""
    return column.dictionary_decode() if hasattr(column, "dictionary") else column


def _batch_size(path: Path, file: Any) -> int:
    """Rows of a batch, by the size of the first row: a dictionary may repeat a long text."""
    first = next(iter(file.iter_batches(batch_size=1)), None)
    if first is None:
        return _BATCH
    if first.nbytes > 4 * LONGEST_CELL:
        raise InputError(
            f"{shown_path(path)}: row 1 has {first.nbytes >> 20} MB. Is it a table of texts?"
        )
    size: int = max(first.nbytes, 1)
    return max(1, min(_BATCH, _BATCH_BYTES // size))


def _cells(column: Any) -> list[object]:
    """Cells as Python values; those that Python has no value for are None."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, UnicodeDecodeError):
        return [_cell(scalar) for scalar in column]


def _cell(scalar: Any) -> object:
    try:
        value: object = scalar.as_py()
    except (ValueError, OverflowError):
        return None
    except UnicodeDecodeError:
        return bytes(scalar.as_buffer())
    return value
