"""The largest themes over time in all texts together: a series frame whose panels are themes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cityanalysis.frames import Series, Trends
from cityanalysis.report.view import View

__all__ = ["WHOLE", "whole_series", "whole_slopes"]

WHOLE = "whole"  # stands where a frame has the theme, as the theme's label stands for the city
_LEAST_PERIODS = 3  # points that make a line


def whole_series(view: View, *, n_themes: int = 6) -> pd.DataFrame:
    """The largest themes by period, over all texts; no rows where those are too few.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    n_themes : int
        Most themes.

    Returns
    -------
    DataFrame
        A series frame whose `city` is the label of a theme, the largest theme first.
    """
    rows = view.analysis.series
    rows = rows[(rows[Series.city] == view.all_texts) & rows[Series.estimate].notna()]
    shown = view.themes[:n_themes]
    rows = rows[rows[Series.theme].isin(shown)]
    if rows[Series.period].nunique() < _LEAST_PERIODS or view.all_texts not in view.followed:
        return Series.empty()
    place = rows[Series.theme].map(shown.index)
    return _by_theme(view, rows.loc[place.sort_values(kind="stable").index])


def whole_slopes(view: View) -> pd.DataFrame:
    """The tested slopes of all texts, in the same way."""
    rows = view.analysis.trends
    return _by_theme(view, rows[rows[Trends.city] == view.all_texts])


def _by_theme(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    names: dict[str, Any] = {Series.city: rows[Series.theme].map(view.label), Series.theme: WHOLE}
    return rows.assign(**names)
