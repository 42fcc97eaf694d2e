"""Small ways of reading frames that every figure and section needs."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["groups_of", "rows_of", "where"]


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Rows as named tuples, their fields of whatever type the frame holds."""
    yield from frame.itertuples(index=False)


def where(frame: pd.DataFrame, column: str, value: object) -> pd.DataFrame:
    """Rows with this value; of an empty frame, itself."""
    return frame[frame[column] == value] if len(frame) else frame


def groups_of(frame: pd.DataFrame, column: str) -> dict[str, pd.DataFrame]:
    """Value → its rows, in the frame's own order; nothing for an empty frame."""
    if frame.empty:
        return {}
    return {str(value): rows for value, rows in frame.groupby(column, sort=False)}
