"""Parquet files: cells of every type as text, and one that cannot be is lost alone."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import NumberedRow
from cityanalysis.corpus.reading.json_records import flat_record
from cityanalysis.corpus.reading.read_options import UNPACK_LIMIT, ReadOptions
from cityanalysis.corpus.reading.sources import open_binary, parsing, read_bytes
from cityanalysis.corpus.reading.tables import Item, pages_of_rows
from cityanalysis.errors import InputError

__all__ = ["read_parquet"]

# Rows that are read at a time. A dictionary may repeat one long text in all of them.
_BATCH, _LEAST_BATCH = 512, 16
_BATCH_BYTES = 64 << 20  # what they may take in memory, as far as the file tells
# Parquet packs texts to a tenth, and with many reprints to a fiftieth; a two-hundredth is one
# text, repeated.
_HIGHEST_RATIO = 200
_LEAST_CHECKED = 64 << 20  # bytes


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
    most = max(packed * _HIGHEST_RATIO, _LEAST_CHECKED)
    if options.unpack_limit > UNPACK_LIMIT:  # the user trusts it
        most = max(most, options.unpack_limit)
    with parsing(path), pq.ParquetFile(source) as file:
        chunks = list(_chunks(file.metadata))
        _check(path, sum(chunks), packed, most)
        for batch in file.iter_batches(batch_size=_batch_size(max(chunks, default=1))):
            arrays = [_expanded(column) for column in batch.columns]
            size += sum(array.nbytes for array in arrays)
            _check(path, size, packed, most)
            columns = [_cells(array) for array in arrays]
            for cells in zip(*columns):
                number += 1
                # Cells of cells become columns of their own: meta.title.
                yield number, flat_record(dict(zip(batch.schema.names, cells)))


def _check(path: Path, size: int, packed: int, most: int) -> None:
    """Refuse a file that unpacks to more than texts do."""
    if size > most:
        raise InputError(
            f"{shown_path(path)}: unpacks to more than {size >> 20} MB from {packed >> 10} KB, "
            "which no text does; what follows is left out. Where you trust it, allow more with "
            "--unpack-limit 2GB."
        )


def _chunks(metadata: Any) -> Iterator[int]:
    """Bytes of each column of each group of rows, unpacked, as the file states them."""
    for i in range(metadata.num_row_groups):
        group = metadata.row_group(i)
        for j in range(group.num_columns):
            yield group.column(j).total_uncompressed_size


def _expanded(column: Any) -> Any:
    """A column with each cell in full: a dictionary hides how much it stands for."""
    return column.dictionary_decode() if hasattr(column, "dictionary") else column


def _batch_size(largest: int) -> int:
    """Rows of a batch: no cell is longer than the largest column of a group of rows."""
    return max(_LEAST_BATCH, min(_BATCH, _BATCH_BYTES // max(largest, 1)))


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
