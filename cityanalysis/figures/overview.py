"""What was read: articles by city and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    city_label,
    drawing,
    empty,
    new_axes,
    place,
    width_of,
)
from cityanalysis.frames import Articles, Cities, Overview
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["corpus_overview", "plot_overview"]

_MOST_STEPS = 36  # dots side by side


def corpus_overview(articles: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    """Count articles by city and month.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `date`.
    cities : DataFrame
        `doc_id`, `city`, `weight`.

    Returns
    -------
    DataFrame
        `city`, `period` (first of the month, NaT for undated), `n_articles` (an article of two
        cities counts in both).

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "date": pd.to_datetime(["2021-03-15"])})
    >>> cities = pd.DataFrame({"doc_id": ["a"], "city": ["聊城"], "weight": [1.0]})
    >>> corpus_overview(articles, cities)["n_articles"].tolist()
    [1]
    """
    names = [Overview.city, Overview.period, Overview.n_articles]
    if cities.empty or articles.empty:
        return pd.DataFrame(columns=names)
    joined = cities.merge(articles[[Articles.doc_id, Articles.date]], on=Cities.doc_id, how="inner")
    months = pd.to_datetime(joined[Articles.date]).dt.to_period("M").dt.to_timestamp()
    counted = joined.assign(period=months).groupby([Overview.city, Overview.period], dropna=False)
    return counted.size().rename(Overview.n_articles).reset_index()[names]


def plot_overview(
    overview: pd.DataFrame,
    ax: Axes | None = None,
    *,
    n_cities: int = 40,
    lang: Language = "zh",
    unit: CountedUnit = "article",
) -> Axes:
    """Draw the number of articles of each city in each month as dots of equal scale.

    Parameters
    ----------
    overview : DataFrame
        What `corpus_overview` returns: `city`, `period`, `n_articles`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    n_cities : int
        At most so many rows, those with the most articles.
    lang : {"zh", "en"}
        Language of the words.
    unit : {"article", "paragraph"}
        What is counted.

    Returns
    -------
    Axes

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城"], "period": pd.to_datetime(["2021-03-01"]),
    ...                       "n_articles": [3.0]})
    >>> plot_overview(frame).get_yticklabels()[0].get_text()
    '聊城'
    """
    say = Phrases(lang, unit)
    with drawing():
        if overview.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 1.0), say("figure.nothing"))
        totals = overview.groupby(Overview.city)[Overview.n_articles].sum()
        order = totals.sort_index().sort_values(ascending=False, kind="stable").head(n_cities)
        names = [city_label(city) for city in order.index]
        height = 0.19 if len(order) <= 24 else 0.16
        axes = new_axes(ax, TEXT_WIDTH, 0.46 + height * len(order))
        left = max(map(width_of, names)) * 8 / 72 + 0.12
        place(axes, left=left, right=0.55, top=0.22, bottom=0.24)
        shown = overview[overview[Overview.city].isin(order.index)]
        _dots(axes, shown, list(order.index), height, say("unit.undated"))
        axes.set_yticks(range(len(names)), names)
        for line, total in enumerate(order):
            axes.text(
                1.01,
                line,
                f"{total:,.0f}",
                transform=axes.get_yaxis_transform(),
                va="center",
                fontsize=8,
                color=COLOURS["muted"],
            )
        axes.text(
            1.01,
            1.0,
            say("figure.total"),
            transform=axes.transAxes,
            va="bottom",
            fontsize=8,
            color=COLOURS["muted"],
        )
        return axes


def _dots(
    axes: Axes, rows: pd.DataFrame, order: list[str], height: float, undated_word: str
) -> None:
    bare(axes)
    line = {city: i for i, city in enumerate(order)}
    dated, undated = rows[rows[Overview.period].notna()], rows[rows[Overview.period].isna()]
    months = pd.to_datetime(dated[Overview.period])
    dated, months_each = _binned(dated.assign(step=months.dt.year * 12 + months.dt.month))
    step = dated["step"].to_numpy(dtype=float)
    offset = step.min() if len(dated) else 0.0
    span = int(step.max() - offset) + months_each if len(dated) else 0
    largest = min(height * 72 * 1.15, 430 * months_each / (span + months_each))
    peak = float(pd.concat([dated, undated])[Overview.n_articles].max())
    axes.hlines(range(len(order)), -0.8, span + 1.2, color=COLOURS["pale"], lw=0.7, zorder=0)
    places = (step - offset, np.full(len(undated), span + 0.6))
    for part, x, colour in zip((dated, undated), places, (COLOURS["accent"], "#9aa0a8")):
        size = (largest * np.sqrt(part[Overview.n_articles].to_numpy(dtype=float) / peak)) ** 2
        axes.scatter(x, part[Overview.city].map(line), s=size, color=colour, lw=0, alpha=0.85)
    first = pd.Timestamp(int(offset - 1) // 12, int(offset - 1) % 12 + 1, 1) if len(dated) else None
    ticks = _months(first, span) if first is not None else {}
    if len(undated):
        ticks[span + 0.6] = undated_word
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.tick_params(axis="x", labelsize=8)
    axes.set_ylim(len(order) - 0.4, -0.6)
    axes.set_xlim(-0.8, span + (1.2 if len(undated) else -0.2))


def _binned(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Rows summed over steps of so many months that the dots do not touch, and that number."""
    if rows.empty:
        return rows, 1
    span = rows["step"].max() - rows["step"].min() + 1
    size = next((n for n in (1, 3, 12, 60) if span / n <= _MOST_STEPS), 120)
    step = (rows["step"] - 1) // size * size + 1
    summed = rows.assign(step=step).groupby([Overview.city, "step"])[Overview.n_articles].sum()
    return summed.reset_index(), size


def _months(first: pd.Timestamp, span: int) -> dict[float, str]:
    """Place and name of at most eight months; whole years where the span is long."""
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 600)
    every = next((n for n in steps if span / n <= 8), 1200)
    ticks: dict[float, str] = {}
    for i in range(span):
        year, month = divmod(first.year * 12 + first.month - 1 + i, 12)
        if month % min(every, 12) == 0 and (every < 12 or year % (every // 12) == 0):
            ticks[float(i)] = f"{year}" if every >= 12 else f"{year}-{month + 1:02d}"
    return ticks
