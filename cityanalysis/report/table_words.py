"""How the tables of a run are called in the report's language, and what their columns mean."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from cityanalysis._typing import LANGUAGES, CountedUnit, Language
from cityanalysis.frames import SCHEMAS, Articles, CityCounts, Column, Frame, Overview, Quotes
from cityanalysis.resources import data_path
from cityanalysis.wording import in_unit

__all__ = ["TableWords", "data_dictionary"]

# Tables that are no frame of a run, and the frame that says what their columns mean.
_MADE_OF = {"cities": CityCounts, "overview": Overview, "quotes": Quotes, "articles": Articles}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data_path("report/columns.toml").read_text(encoding="utf-8"))


class TableWords:
    """Titles, heads and meanings in one language; an unknown name stands for itself.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language of the words.
    unit : {"article", "paragraph"}
        What is counted.

    Examples
    --------
    >>> TableWords("zh").head("ci_low"), TableWords("en").title("prevalence")
    ('区间下限', 'Shares')
    """

    def __init__(self, lang: Language = "zh", unit: CountedUnit = "article") -> None:
        self.lang, self.unit = lang, unit

    def _find(self, group: str, name: str, key: str, default: str) -> str:
        entry = _table()[group].get(name, {})
        # Of long texts shares are of the text, not of what is counted.
        own = f"text_{key}" if self.unit == "paragraph" else key
        return in_unit(str(entry.get(own, entry.get(key, default))), self.lang, self.unit)

    def title(self, table: str) -> str:
        """Title of a table, which is the name of its sheet."""
        return self._find("table", table, self.lang, table)

    def note(self, table: str) -> str:
        """What a table holds, in a sentence."""
        return self._find("table", table, f"note_{self.lang}", "")

    def head(self, column: str) -> str:
        """Head of a column."""
        return self._find("column", column, self.lang, column)

    def value(self, word: str) -> str:
        """A word that stands in cells as a value of its own."""
        return self._find("value", word, self.lang, word)

    def sheet(self, key: str) -> str:
        """A fixed word of the workbook."""
        return self._find("sheet", key, self.lang, key)

    def means(self, table: str, column: str) -> str:
        """What a column holds."""
        if self.lang == "zh":
            return self._find("column", column, "means", "")
        described = _described(table, column)
        if described is not None:
            return described.meaning.replace("`", "")
        return self._find("column", column, "means_en", "")

    def number_format(self, table: str, values: pd.Series) -> str:
        """How a column is shown: share, p, whole, number, time or text."""
        column, kind = str(values.name), kind_of(values)
        if column in _table()["table"].get(table, {}).get("ratios", ()):
            return kind
        return self._find("column", column, "format", "text" if kind == "flag" else kind)

    def is_coded(self, column: str) -> bool:
        """Whether the cells of a column are words of ours, such as `listed`."""
        return bool(_table()["column"].get(column, {}).get("is_coded"))

    def n_keys(self, columns: Sequence[str]) -> int:
        """How many of the first columns say what a row is of."""
        flags = [_table()["column"].get(name, {}).get("is_key", False) for name in columns]
        return flags.index(False) if False in flags else 0

    def shown(self, columns: Sequence[str]) -> list[str]:
        """The columns without names in another language."""
        only = {name: _table()["column"].get(name, {}).get("only") for name in columns}
        return [name for name in columns if only[name] in (None, self.lang)]


def _described(table: str, column: str) -> Column | None:
    """The column of the schema that a table is made of."""
    made: Any = _MADE_OF.get(table) or SCHEMAS.get(table, Frame)
    return next((one for one in made.columns() if one.name == column), None)


def kind_of(values: pd.Series) -> str:
    """Type of a column in one word: text, number, whole, flag or time."""
    return {"b": "flag", "i": "whole", "u": "whole", "f": "number", "M": "time"}.get(
        values.dtype.kind, "text"
    )


def data_dictionary(tables: dict[str, pd.DataFrame], unit: CountedUnit) -> pd.DataFrame:
    """Every column of every table: its type, its heads and what it means, in both languages.

    Examples
    --------
    >>> table = {"cities": pd.DataFrame({"n_clusters": [3]})}
    >>> data_dictionary(table, "article")[["column", "type", "head_zh"]].values.tolist()
    [['n_clusters', 'whole', '独立报道组']]
    """
    words = [TableWords(lang, unit) for lang in LANGUAGES]
    rows = [
        {"table": name, "column": column, "type": kind_of(frame[column])}
        | {f"head_{one.lang}": one.head(column) for one in words}
        | {f"means_{one.lang}": one.means(name, column) for one in words}
        for name, frame in tables.items()
        for column in map(str, frame.columns)
    ]
    return pd.DataFrame(rows)
