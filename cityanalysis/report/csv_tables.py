"""Each table of a run as CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import LANGUAGES, Language
from cityanalysis.figures import corpus_overview
from cityanalysis.frames import Articles, Contrasts, Prevalence, Quotes, Series, write_whole
from cityanalysis.report.city_names import CITY_COLUMNS, called, english_names
from cityanalysis.report.corpus_counts import summary_table
from cityanalysis.report.quotes import pick_quotes
from cityanalysis.report.table_words import data_dictionary
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis
from cityanalysis.wording import theme_labels

__all__ = ["harmless", "report_tables", "write_csv", "write_tables"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Tables of pairs and periods up to so many rows are written whole; longer ones hold at most so
# many (some 6 MB), of pairs those whose adjusted p is at most this.
_WHOLE_ROWS, _MOST_ROWS, _NEAR = 5_000, 50_000, 0.2
# Frames with a row per article or a word of one, which no spreadsheet is asked to open.
_NO_TABLES = ("articles", "cities", "hits", "weights", "assignments")


def harmless(value: Any) -> Any:
    """A text cell that no spreadsheet takes for a formula; numbers stay numbers.

    Follows OWASP's advice on CSV injection: a text that begins with = + - @, tab or a line's
    end gets an apostrophe before it.

    Examples
    --------
    >>> harmless("=1+1"), harmless(-0.5), harmless("－"), harmless("聊城")
    ("'=1+1", -0.5, '－', '聊城')
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value


def write_csv(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write one table: UTF-8 with a byte-order mark, harmless cells, the same bytes each time.

    Parameters
    ----------
    frame : DataFrame
        Numeric columns are written as numbers of eight significant digits.
    path : path
        The file to write.
    """
    write_whole("\ufeff" + csv_text(frame), Path(path))


def csv_text(frame: pd.DataFrame) -> str:
    """One table as CSV with harmless cells, without the byte-order mark of a file.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"term": ["=1+1"], "z": [-0.5]}))
    "term,z\\n'=1+1,-0.5\\n"
    """
    plain = frame.copy()
    for name in plain.columns:
        if plain[name].dtype.kind not in "biufM":
            plain[name] = plain[name].map(_cell, na_action="ignore").astype(object)
    plain.columns = [harmless(str(name)) for name in plain.columns]
    return plain.to_csv(
        index=False, float_format="%.8g", lineterminator="\n", date_format="%Y-%m-%d"
    )


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | np.ndarray):
        return harmless("；".join(map(str, value)))
    # A bare carriage return ends a line for some readers, quoted or not.
    plain = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
    return harmless(plain)


def report_tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """Every table that goes with a report, by file name without suffix.

    Tables about themes carry the label beside the id, tables about cities the English name
    beside the name. Frames that the corpus cannot support are left out.

    Examples
    --------
    >>> list(report_tables(Analysis()))
    ['summary']
    """
    view = make_view(analysis)
    frames = {
        "cities": view.city_counts(),
        "themes": pd.DataFrame(list(view.shares.items()), columns=[Prevalence.theme, "share"]),
        **{name: frame for name, frame in analysis.frames().items() if name not in _NO_TABLES},
        "overview": corpus_overview(analysis.articles, analysis.cities),
        "quotes": pick_quotes(analysis).drop(columns=[Quotes.marks, Quotes.is_cut, Quotes.crop]),
        "articles": _article_list(analysis),
    }
    labels = {lang: theme_labels(analysis.themes, lang) for lang in LANGUAGES}
    english = english_names(analysis.cities)
    found = {
        name: _in_english(_labelled(_shortened(name, frame), labels), english)
        for name, frame in frames.items()
        if len(frame)
    }
    return {"summary": summary_table(analysis)} | found


def _shortened(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A table that would grow with pairs or periods, cut to the rows that matter.

    Of pairs those that are asserted, or nearly so; of periods those with articles. The whole of
    it lies in `results/` as Parquet.
    """
    if len(frame) <= _WHOLE_ROWS:
        return frame
    if name in ("contrasts", "distances"):
        near = frame[frame[Contrasts.p_adjusted] <= _NEAR]
        return near.loc[
            near[Contrasts.p_adjusted].sort_values(kind="stable").index[:_MOST_ROWS].sort_values()
        ]
    if name == "series":
        known = frame[frame[Series.n_articles] > 0]
        sizes = known.groupby(Series.city)[Series.n_articles].sum().sort_values(ascending=False)
        rows = known[Series.city].value_counts().reindex(sizes.index).cumsum()
        return known[known[Series.city].isin(rows.index[rows <= _MOST_ROWS])]
    return frame


def _labelled(frame: pd.DataFrame, labels: Mapping[Language, dict[str, str]]) -> pd.DataFrame:
    """The frame with the themes' labels beside their ids, where it speaks of themes."""
    if Prevalence.theme not in frame:
        return frame
    at = list(frame.columns).index(Prevalence.theme) + 1
    names = {f"label_{lang}": frame[Prevalence.theme].map(known) for lang, known in labels.items()}
    return pd.concat([frame.iloc[:, :at], pd.DataFrame(names), frame.iloc[:, at:]], axis=1)


def _in_english(frame: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The frame with English names beside those of its cities; an unknown city keeps its own."""
    for column in (name for name in CITY_COLUMNS if name in frame):
        at = list(frame.columns).index(column) + 1
        other = called(frame[column], names).rename(f"{column}_en")
        frame = pd.concat([frame.iloc[:, :at], other, frame.iloc[:, at:]], axis=1)
    return frame


def _article_list(analysis: Analysis) -> pd.DataFrame:
    """Articles without their text, with what each is about."""
    columns = [
        Articles.doc_id,
        Articles.page,
        Articles.publication,
        Articles.order,
        Articles.kind,
        Articles.title,
        Articles.date,
        Articles.city,
    ]
    ids = list(analysis.assignments.columns)
    about = analysis.assignments.to_numpy(dtype=bool)
    words = ["；".join(ids[j] for j in np.flatnonzero(row)) for row in about]
    themes = analysis.articles[Articles.doc_id].map(dict(zip(analysis.assignments.index, words)))
    return analysis.articles[columns].assign(themes=themes)


def write_tables(analysis: Analysis, folder: str | os.PathLike[str]) -> list[Path]:
    """Write every table of a run, and what their columns mean; the paths, in order of name."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    tables = report_tables(analysis)
    tables |= {"data_dictionary": data_dictionary(tables, analysis.unit)}
    for name, frame in tables.items():
        write_csv(frame, root / f"{name}.csv")
    return sorted(root.glob("*.csv"))
