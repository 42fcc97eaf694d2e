"""What a reader says besides its pages: what was left out, and how a table was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["InputFile", "Skipped", "TableRead", "listed", "table_read"]

_NAMED = 20  # rows or lines that a message names


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out of the corpus: a file, or lines of one.

    Parameters
    ----------
    source : str
        The file, or the part of it.
    reason : str
        Why, in English.
    is_usual : bool
        True for what is passed over by its name without a warning, such as a README.

    Examples
    --------
    >>> Skipped("a.bin", "not text").reason
    'not text'
    """

    source: str
    reason: str
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class TableRead:
    """How a table was understood: told to the user, and kept in the manifest.

    Parameters
    ----------
    source : str
        The file; with the sheet or the table of a database after a number sign.
    columns : tuple of (field, column)
        Which column holds the text, the title, and so on.
    by_content : tuple of str
        Fields whose column was chosen by its cells, since its name is not known.
    n_rows, n_left_out : int
        Rows that became articles, and rows that did not.
    n_dates, n_unread_dates : int
        Cells of the date column that hold something, and those of them that could not be read.
    example : str
        One of the dates that could not be read.
    first, last : str
        Earliest and latest date, ISO 8601; empty where there is none.
    names : tuple of str
        All columns of the table.
    encoding : str
        Encoding of a text file; empty for other formats.
    notes : tuple of str
        Whatever else the user should know.

    Examples
    --------
    >>> read = TableRead("a.csv", (("text", "留言详情"),), n_rows=5, n_dates=5, n_unread_dates=1,
    ...                  example="不详")
    >>> read.sentence()
    'a.csv: text ← 留言详情; 1 of 5 dates not read, e.g. 不详'
    """

    source: str
    columns: tuple[tuple[str, str], ...]
    by_content: tuple[str, ...] = ()
    n_rows: int = 0
    n_left_out: int = 0
    n_dates: int = 0
    n_unread_dates: int = 0
    example: str = ""
    first: str = ""
    last: str = ""
    names: tuple[str, ...] = ()
    encoding: str = ""
    notes: tuple[str, ...] = ()

    def sentence(self) -> str:
        """One line for the user."""
        chosen = ", ".join(
            f"{field} ← {column}{' (by its cells)' if field in self.by_content else ''}"
            for field, column in self.columns
        )
        parts = [f"{self.source}: {chosen}"]
        if self.n_unread_dates:
            unread = f"{self.n_unread_dates} of {self.n_dates} dates not read"
            parts.append(f"{unread}, e.g. {self.example}")
        return "; ".join([*parts, *self.notes])


@dataclass(frozen=True)
class InputFile:
    """One file that was read.

    Attributes
    ----------
    source : str
        Its path, or ``-`` for standard input.
    size : int or None
        Bytes; None for standard input, as is `sha256`.
    sha256 : str or None
        Digest of the file's bytes.
    n_items : int
        Rows of the articles frame that came of it.
    tables : tuple of TableRead
        How each table in it was understood.
    """

    source: str
    size: int | None
    sha256: str | None
    n_items: int
    tables: tuple[TableRead, ...] = ()

    @property
    def name(self) -> str:
        """Its file name, as people know it.

        Examples
        --------
        >>> InputFile("pages/a.txt", 3, "00", 1).name
        'a.txt'
        """
        return Path(self.source).name

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "InputFile":
        """The value that `dataclasses.asdict` and JSON made plain."""
        tables = tuple(table_read(one) for one in values.get("tables", ()))
        return cls(**{**values, "tables": tables})


def table_read(values: Mapping[str, Any]) -> TableRead:
    """The `TableRead` that `dataclasses.asdict` and JSON made plain.

    Examples
    --------
    >>> from dataclasses import asdict
    >>> read = TableRead("a.csv", (("text", "正文"),))
    >>> table_read({**asdict(read), "columns": [["text", "正文"]]}) == read
    True
    """
    pairs = tuple((str(field), str(column)) for field, column in values["columns"])
    plain = {key: tuple(values[key]) for key in ("by_content", "names", "notes") if key in values}
    return TableRead(**{**values, **plain, "columns": pairs})


def listed(numbers: Sequence[object]) -> str:
    """Numbers of rows or lines as a message names them: the first few, and how many more.

    Examples
    --------
    >>> listed([3, 5])
    '3, 5'
    """
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return ", ".join(map(str, numbers[:_NAMED])) + more
