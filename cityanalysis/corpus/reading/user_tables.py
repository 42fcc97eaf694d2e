"""Small CSV files that a user wrote or edited: aliases, hand labels, names of topics."""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.errors import InputError

__all__ = ["read_user_table"]

# What a spreadsheet takes for a formula; such a cell is written with an apostrophe before it.
_FORMULA_SIGNS = ("=", "+", "-", "@")


def read_user_table(
    path: str | os.PathLike[str], columns: Sequence[str], *, holds: str
) -> pd.DataFrame:
    """Read a small CSV file as text, in whatever encoding a spreadsheet saved it.

    Lines that begin with ``#`` before the header are comments. The apostrophe that keeps a
    spreadsheet from taking a cell for a formula is taken off.

    Parameters
    ----------
    path : path
        UTF-8, GB18030, Big5 or UTF-16.
    columns : sequence of str
        Columns that the file must have; it may have others.
    holds : str
        What the file holds, for messages: ``a table of labels``.

    Returns
    -------
    DataFrame of str
        The file's columns; an empty cell is ``""``. The index ``line`` is the line of the file on
        which a row ends.

    Raises
    ------
    InputError
        Where the file cannot be read, lacks a column, or a line has more cells than the header.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "aliases.csv"
    >>> _ = path.write_bytes("alias,code\\n江北水城,371500\\n".encode("gb18030"))
    >>> read_user_table(path, ["alias", "code"], holds="a table of aliases")["alias"].tolist()
    ['江北水城']
    """
    try:
        text = decode(Path(path).read_bytes(), str(path)).lstrip("\ufeff")
        n_comments, body = _without_comments(text)
        reader = csv.DictReader(io.StringIO(body, newline=""))
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        rows = [(n_comments + reader.line_num, row) for row in reader]
    except (OSError, csv.Error, InputError) as error:
        raise InputError(
            f"{path} cannot be read as {holds}: {error}. Save it as CSV in UTF-8."
        ) from error
    if not header:
        raise InputError(f"{path} cannot be read as {holds}: it is empty.")
    missing = [name for name in columns if name not in header]
    if missing:
        raise InputError(
            f"{path} has no column {', '.join(missing)}; {holds} must have {', '.join(columns)}. "
            f"Its first line is read as {', '.join(header) or 'nothing'}."
        )
    for line, row in rows:
        if None in row:
            raise InputError(
                f"{path}, line {line}: more cells than the first line has names. "
                'Put "quotes" around a cell that holds commas.'
            )
    cells = [[_unguarded(row[name] or "") for name in header] for _, row in rows]
    lines = pd.Index([line for line, _ in rows], name="line", dtype="int64")
    return pd.DataFrame(cells, lines, header, dtype="str")


def _without_comments(text: str) -> tuple[int, str]:
    """How many lines of comments stand before the header, and the text after them."""
    n_comments = 0
    while text.startswith("#"):
        text = text.partition("\n")[2]
        n_comments += 1
    return n_comments, text


def _unguarded(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS else cell
