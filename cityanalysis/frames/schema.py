"""How a frame that crosses a wall is described: its columns, their types, an empty one, a check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import pandas as pd

from cityanalysis.errors import InputError

__all__ = ["FLAG", "LIST", "NUMBER", "TEXT", "TIME", "WHOLE", "Column", "Frame", "WideFrame"]

# Types of cells, as pandas holds them. Missing: text NA, a date NaT, a number NaN.
TEXT = "str"
NUMBER = "float64"
WHOLE = "int64"
FLAG = "bool"
TIME = "datetime64[s]"
LIST = "object"

# The letters that NumPy gives to the kinds of dtype that may stand for each: text before pandas 3
# is `object`; whole numbers pass for numbers, and numbers for whole ones where some are missing.
_KINDS = {TEXT: "O", NUMBER: "fiu", WHOLE: "iuf", FLAG: "b", TIME: "M", LIST: "O"}


class Column:
    """One column of a frame; read from its frame's class it is the column's name.

    Parameters
    ----------
    dtype : str
        One of `TEXT`, `NUMBER`, `WHOLE`, `FLAG`, `TIME`, `LIST`.
    meaning : str
        Markdown, as docs/design.md shows it.
    items : str
        Of a list: what it holds.

    Examples
    --------
    >>> class Towns(Frame):
    ...     "One row a town."
    ...     town = Column(TEXT, "its name")
    >>> Towns.town
    'town'
    """

    def __init__(self, dtype: str, meaning: str, *, items: str = "") -> None:
        self.dtype, self.meaning, self.items = dtype, meaning, items
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type) -> str:
        return self.name

    def shown_type(self) -> str:
        """The type as docs/design.md writes it."""
        return f"list of {self.items}" if self.items else self.dtype

    def fits(self, values: pd.Series) -> bool:
        """Whether values are of this column's type; without a value any type is."""
        return values.dtype.kind in _KINDS[self.dtype] or bool(values.isna().all())


class Frame:
    """A frame with fixed columns; each subclass is one, and its docstring says what a row is.

    Further columns may stand behind those of the schema.
    """

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """The columns in their order, those of a base class first."""
        owners = reversed(cls.__mro__)
        return tuple(c for owner in owners for c in vars(owner).values() if isinstance(c, Column))

    @classmethod
    def names(cls) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in cls.columns()]

    @classmethod
    def empty(cls) -> pd.DataFrame:
        """The frame without a row, each column of its type.

        Examples
        --------
        >>> from cityanalysis.frames import Distances
        >>> list(Distances.empty().columns)[:3]
        ['city_a', 'city_b', 'jsd']
        """
        return pd.DataFrame({c.name: pd.Series([], dtype=c.dtype) for c in cls.columns()})

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[Any, object]]) -> pd.DataFrame:
        """The frame of these rows, each column of its type; what a row lacks is missing.

        Examples
        --------
        >>> from cityanalysis.frames import TopicLabels
        >>> TopicLabels.of_rows([{"topic": "topic_1", "label": "农业"}])["terms"].isna().tolist()
        [True]
        """
        frame = pd.DataFrame(list(rows), columns=cls.names())
        return frame.astype({c.name: c.dtype for c in cls.columns()})

    @classmethod
    def check(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame as it came, where it has every column in its type.

        Raises
        ------
        InputError
            Where a column is missing or holds another type; the message names all of them.

        Examples
        --------
        >>> from cityanalysis.frames import Distances
        >>> Distances.check(pd.DataFrame({"city_a": ["甲"]}))
        Traceback (most recent call last):
        ...
        cityanalysis.errors.InputError: the frame Distances lacks city_b, jsd, ci_low, ...
        """
        missing = [name for name in cls.names() if name not in frame.columns]
        if missing:
            raise InputError(
                f"the frame {cls.__name__} lacks {', '.join(missing)}; its columns are "
                f"{', '.join(cls.names())} (docs/design.md)."
            )
        wrong = [c for c in cls.columns() if not c.fits(frame[c.name])]
        if wrong:
            found = [f"{c.name} is {frame[c.name].dtype}, must be {c.dtype}" for c in wrong]
            raise InputError(f"the frame {cls.__name__} has {'; '.join(found)} (docs/design.md).")
        return frame


class WideFrame:
    """A frame with a row per document and a column per theme; its docstring says what a cell is."""

    dtype: ClassVar[str]

    @classmethod
    def empty(cls) -> pd.DataFrame:
        """The frame without documents and themes."""
        index = pd.Index([], dtype=TEXT, name="doc_id")
        return pd.DataFrame(index=index, columns=pd.Index([], dtype=TEXT, name="theme"))

    @classmethod
    def check(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame as it came, where every cell is of its type.

        Raises
        ------
        InputError
            Where a column holds another type.
        """
        kinds = _KINDS[cls.dtype]
        wrong = [str(name) for name, dtype in frame.dtypes.items() if dtype.kind not in kinds]
        if wrong:
            raise InputError(
                f"the frame {cls.__name__} must hold {cls.dtype} in every column; "
                f"{', '.join(wrong[:5])} does not."
            )
        return frame
