"""Rows of a result as a table to be read: title, heads in words, numbers as in the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.figures import printable
from cityanalysis.frames import Prevalence
from cityanalysis.report.table_words import TableWords
from cityanalysis.wording import Phrases

__all__ = ["TitledTable", "titled_table"]

_MOST_ROWS = 20  # a screen of a notebook
_CELL = 80  # characters of a cell


@dataclass(frozen=True)
class TitledTable:
    """A table as a notebook shows it.

    Attributes
    ----------
    title, note : str
        What it holds, in a few words and in a sentence.
    heads : tuple of str
        A head for each column.
    rows : tuple of tuple of str
        Cells as text.
    sides : str
        For each column ``l`` or ``r``, the side on which its cells stand.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sides: str

    def __repr__(self) -> str:
        lines = ["  ".join(row) for row in (self.heads, *self.rows)]
        return "\n".join([self.title, *lines, *([self.note] if self.note else [])])

    def _repr_html_(self) -> str:
        heads = "".join(
            f'<th scope="col" style="text-align:{_side(side)}">{escape(head)}</th>'
            for head, side in zip(self.heads, self.sides)
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td style="text-align:{_side(side)}">{escape(cell)}</td>'
                for cell, side in zip(row, self.sides)
            )
            + "</tr>"
            for row in self.rows
        )
        return (
            f'<table><caption style="text-align:left"><b>{escape(self.title)}</b></caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
            f'<tfoot><tr><td colspan="{len(self.heads)}" style="text-align:left">'
            f"{escape(self.note)}</td></tr></tfoot></table>"
        )


def _side(side: str) -> str:
    return "right" if side == "r" else "left"


def titled_table(
    frame: pd.DataFrame,
    table: str,
    *,
    labels: Mapping[str, str] | None = None,
    lang: Language = "zh",
    unit: CountedUnit = "article",
) -> TitledTable:
    """Rows of one of a run's tables, with title, heads, numbers and a note in words.

    Parameters
    ----------
    frame : DataFrame
        Any rows and columns of the table; the first twenty rows are shown.
    table : str
        Which table it is, such as ``prevalence``, ``omnibus``, ``contrasts`` or ``keyness``: the
        names of the files in `tables/`.
    labels : mapping of theme id to label, optional
        As `theme_labels` gives them; ids are shown where it is absent.
    lang : {"zh", "en"}
        Language of title, heads and note.
    unit : {"article", "paragraph"}
        What the run counted.

    Returns
    -------
    TitledTable

    Examples
    --------
    >>> shares = pd.DataFrame({"city": ["聊城"], "theme": ["water"], "estimate": [0.25]})
    >>> titled_table(shares, "prevalence", labels={"water": "水利"}).rows
    (('聊城', '水利', '25%'),)
    """
    words, say = TableWords(lang, unit), Phrases(lang, unit)
    names = [str(column) for column in frame.columns]
    shown = frame.head(_MOST_ROWS)
    kinds = [_kind(words, table, shown[name]) for name in names]
    heads = [words.head(name) for name in names]
    if labels and Prevalence.theme in names:
        named = shown[Prevalence.theme].map(lambda theme: labels.get(theme, theme))
        shown = shown.assign(**{Prevalence.theme: named})
        heads[names.index(Prevalence.theme)] = words.head(f"label_{lang}")
    columns = [
        [_cell(value, kind, say, words if words.is_coded(name) else None) for value in shown[name]]
        for name, kind in zip(names, kinds)
    ]
    return TitledTable(
        title=words.title(table),
        note=words.note(table),
        heads=tuple(heads),
        rows=tuple(zip(*columns)),
        sides="".join("l" if kind in ("text", "time") else "r" for kind in kinds),
    )


def _kind(words: TableWords, table: str, values: pd.Series) -> str:
    """How a column is written; numbers that are all whole are counts."""
    kind = words.number_format(table, values)
    is_count = kind == "number" and bool((values.dropna() % 1 == 0).all())
    return "whole" if is_count else kind


def _cell(value: Any, kind: str, say: Phrases, words: TableWords | None) -> str:
    """A value as the report writes it; nothing where it is missing."""
    if isinstance(value, list | tuple):
        return printable("、".join(map(str, value)), limit=_CELL)
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return say("unit.yes" if value else "unit.no")
    if kind == "text":
        text = str(value)
        return words.value(text) if words else printable(text, limit=_CELL)
    written = {
        "share": say.percent,
        "p": say.bare_p,
        "whole": say.count,
        "time": say.date,
        "number": say.decimal,
    }[kind]
    return written(value)
