"""Frames on disk: the sole owner of Parquet, and of the cache by content."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.errors import InputError
from cityanalysis.frames.files import unfinished
from cityanalysis.frames.list_cells import list_column

_ROW_GROUP = 1 << 14  # rows that are packed at a time, and held packed until they are written

__all__ = ["articles_schema", "frame_of_table", "read_frame", "write_frame"]


def articles_schema() -> Any:
    """Arrow schema of the articles frame (docs/design.md), in its order of columns.

    Examples
    --------
    >>> articles_schema().names[:3]
    ['doc_id', 'source', 'source_id']
    """
    import pyarrow as pa

    text, flag, number = pa.string(), pa.bool_(), pa.int64()
    texts, runs = pa.list_(pa.string()), pa.list_(pa.list_(pa.int64()))
    return pa.schema(
        [
            ("doc_id", text),
            ("source", text),
            ("source_id", text),
            ("page", text),
            ("publication", text),
            ("order", number),
            ("is_row", flag),
            ("kind", text),
            ("title", text),
            ("title_parts", texts),
            ("byline", texts),
            ("correspondents", texts),
            ("dateline", text),
            ("filed_by", text),
            ("date", pa.timestamp("s")),
            ("source_tag", text),
            ("text", text),
            ("spans", runs),
            ("segments", runs),
            ("title_segments", runs),
            ("labelled_city", text),
            ("labelled_province", text),
            ("kept", pa.list_(texts)),
            ("duplicate_group", text),
            ("is_canonical", flag),
            ("city", text),
            ("city_code", text),
            ("scope", text),
            ("province", text),
            ("is_roundup", flag),
        ]
    )


def frame_of_table(table: Any) -> pd.DataFrame:
    """Frame of an Arrow table: lists and strings stay Arrow's, dates become datetime64[s].

    Parameters
    ----------
    table : pyarrow.Table
        With or without the index that pandas had noted in it.

    Examples
    --------
    >>> import pyarrow as pa
    >>> frame_of_table(pa.table({"a": [["x"], []]}))["a"].tolist()
    [['x'], []]
    """
    import pyarrow as pa

    nested = [field.name for field in table.schema if pa.types.is_nested(field.type)]
    bare = _as_objects(table)
    for name in nested:  # which pandas would fill with an array of NumPy for every list
        bare = bare.set_column(bare.column_names.index(name), name, pa.nulls(table.num_rows))
    frame: pd.DataFrame = bare.to_pandas(split_blocks=True)
    for name in frame.columns:
        if name in nested:
            frame[name] = list_column(table[name], frame.index)
        elif pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
            frame[name] = frame[name].astype("datetime64[s]")
    return frame


def write_frame(frame: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    """Write a frame as Parquet: whole or not at all, and the same bytes for the same frame.

    Parameters
    ----------
    frame : pandas.DataFrame
        Index and columns are kept; cells may be lists, and lists of dicts. `frame.attrs` is not.
    path : path-like
        The file to write; its folder is made where it is missing.

    Returns
    -------
    pathlib.Path
        `path`.

    Examples
    --------
    >>> import tempfile
    >>> path = write_frame(pd.DataFrame({"a": [1]}), Path(tempfile.mkdtemp()) / "a.parquet")
    >>> read_frame(path)["a"].tolist()
    [1]
    """
    import pyarrow as pa

    bare = frame.copy(deep=False)
    bare.attrs = {}
    return _write_table(_as_objects(pa.Table.from_pandas(bare)), Path(path))


def _as_objects(table: Any) -> Any:
    """The table with its lists noted as Python's, which any pandas can read."""
    known = table.schema.metadata or {}
    if b"pandas" not in known:
        return table
    notes = json.loads(known[b"pandas"])
    for column in notes["columns"]:
        if column["numpy_type"].endswith("[pyarrow]"):
            column["numpy_type"] = "object"
    return table.replace_schema_metadata({**known, b"pandas": json.dumps(notes).encode()})


def _write_table(table: Any, path: Path) -> Path:
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(path) as part:
        pq.write_table(table, part, compression="zstd", row_group_size=_ROW_GROUP)
    return path


def read_frame(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a frame that `write_frame` wrote.

    Parameters
    ----------
    path : path-like
        A Parquet file.

    Returns
    -------
    pandas.DataFrame
        With its index; list cells are Python lists.

    Raises
    ------
    InputError
        Where the file is absent or damaged.
    """
    import pyarrow as pa

    try:
        return frame_of_table(_read_table(Path(path)))
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file. Run the analysis that writes it first.") from error
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: the file is damaged ({error}). Write it again.") from error


def _read_table(path: Path) -> Any:
    import pyarrow.parquet as pq

    # A path is given to pyarrow as a file, or it would read folder names as columns.
    with path.open("rb") as stream:
        return pq.read_table(stream)


def cached_table(folder: Path, key: str) -> Any | None:
    """Table that an earlier run left under a key, or nothing; a damaged one counts as none."""
    import pyarrow as pa

    try:
        return _read_table(folder / f"{key}.parquet")
    except (FileNotFoundError, pa.ArrowException, OSError):
        return None


def keep_table(folder: Path, key: str, table: Any, notes: Mapping[str, object]) -> None:
    """Leave a table under a key, with plain notes, for later runs."""
    noted = table.replace_schema_metadata({b"notes": json.dumps(notes, sort_keys=True).encode()})
    _write_table(noted, folder / f"{key}.parquet")


def notes_of(table: Any) -> dict[str, Any]:
    """The notes that `keep_table` put beside a table."""
    notes: dict[str, Any] = json.loads((table.schema.metadata or {}).get(b"notes", b"{}"))
    return notes
