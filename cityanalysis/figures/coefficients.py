"""What a regression found: one term in every theme, and one theme along a covariate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare import ALPHA
from cityanalysis.figures.frames import rows_of, where
from cityanalysis.figures.intervals import round_steps
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    add_line,
    bare,
    city_label,
    drawing,
    empty,
    inches,
    new_axes,
    place,
    printable,
    width_of,
)
from cityanalysis.frames import FittedShares, Regression
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_fitted", "plot_regression"]

_ROW = 0.17  # inches of a theme
_THEMES = 44  # that stand on a page
_LABEL_EMS = 24  # that a theme's label may take
_NAMED = 20  # cells that get names; further ones are dots
_NAME = 0.18  # inches of a name's height


def plot_regression(
    found: pd.DataFrame,
    ax: Axes | None = None,
    *,
    term: str | None = None,
    labels: Mapping[str, str] | None = None,
    name: str | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw one term's coefficient in every theme with its interval, the largest first.

    Parameters
    ----------
    found : DataFrame
        Of `regress`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    term : str, optional
        Which term; the first of the frame where it is absent.
    labels : mapping of str to str, optional
        Theme id → label.
    name : str, optional
        What the term is called in the title.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Each theme's interval has the id ``regression/<term>/<theme>``. Those with q up to .05 are
        coloured; themes that no article has are left out, and above 44 those of the largest p.

    Examples
    --------
    >>> row = {"theme": "port", "term": "coastal", "unit": "yes", "estimate": 0.1, "ci_low": 0.02,
    ...        "ci_high": 0.18, "p_value": 0.01, "q_value": 0.01, "n_cities": 16, "n_cells": 60}
    >>> plot_regression(Regression.of_rows([row]), lang="en").get_title(loc="left")
    'coastal (0 to 1): change of share, percentage points; 16 cities, 60 rows, 95% interval'
    """
    say = Phrases(lang)
    with drawing():
        if term is None and len(found):
            term = str(found[Regression.term].iloc[0])
        rows = where(found, Regression.term, term)
        rows = rows[rows[Regression.ci_high] > rows[Regression.ci_low]] if len(rows) else rows
        if rows.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        rows = rows.sort_values(Regression.p_value, kind="stable").head(_THEMES)
        rows = rows.sort_values([Regression.estimate, Regression.theme], ascending=[False, True])
        themes = [str(theme) for theme in rows[Regression.theme]]
        named = [city_label((labels or {}).get(one, one), ems=_LABEL_EMS) for one in themes]
        axes = new_axes(ax, TEXT_WIDTH, 0.62 + _ROW * len(rows))
        place(axes, left=max(map(width_of, named)) * 8 / 72 + 0.15, right=0.15, top=0.3, bottom=0.3)
        _title(axes, rows.iloc[0], name or str(term), say)
        _coefficients(axes, rows, say)
        axes.set_yticks(range(len(rows)), named)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        return axes


def _title(axes: Axes, row: pd.Series, name: str, say: Phrases) -> None:
    counts = {
        "n": say.count(row[Regression.n_cities]),
        "cells": say.count(row[Regression.n_cells]),
        "per": say(f"regression.per_{row[Regression.unit]}"),
        "term": printable(name, limit=30),
    }
    axes.set_title(say("regression.title", counts), loc="left", fontsize=8, color=COLOURS["ink"])


def _coefficients(axes: Axes, rows: pd.DataFrame, say: Phrases) -> None:
    for at, row in enumerate(rows_of(rows)):
        colour = COLOURS["accent" if row.q_value <= ALPHA else "muted"]
        gid = f"regression/{row.term}/{row.theme}"
        add_line(axes, (row.ci_low, row.ci_high), at, gid=gid, colour=colour, alpha=0.45)
        axes.plot([row.estimate], [at], "o", ms=4.2, color=colour, mec="white", mew=0.6, zorder=3)
    low = min(0.0, float(rows[Regression.ci_low].min()))
    high = max(0.0, float(rows[Regression.ci_high].max()))
    room = 0.03 * (high - low)
    bare(axes)
    step = max(high, -low)
    steps = {0.0, *round_steps(step, 3), *(-one for one in round_steps(step, 3))}
    shown = [one for one in sorted(steps) if low - room <= one <= high + room]
    axes.set_xticks(shown, [say.points(one) for one in shown], fontsize=8)
    for one in shown:
        colour = COLOURS["muted" if one == 0 else "rule"]
        axes.axvline(one, color=colour, lw=0.8 if one == 0 else 0.5, zorder=0)
    axes.set_xlim(low - room, high + room)


def plot_fitted(
    fitted: pd.DataFrame,
    ax: Axes | None = None,
    *,
    theme: str | None = None,
    labels: Mapping[str, str] | None = None,
    name: str | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw one theme's share along a covariate: the line, its band, and the cities.

    Parameters
    ----------
    fitted : DataFrame
        Of `fitted_shares`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    theme : str, optional
        The first of the frame where it is absent.
    labels : mapping of str to str, optional
        Theme id → label.
    name : str, optional
        What the covariate is called.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        The line has the id ``fitted/<theme>``.

    Examples
    --------
    >>> rows = [{"theme": "port", "covariate": "wealth", "value": x, "estimate": x / 10,
    ...          "ci_low": 0, "ci_high": 0.2, "n_cities": 8, "n_cells": 8} for x in (0., 1.)]
    >>> plot_fitted(FittedShares.of_rows(rows), lang="en").get_title(loc="left")
    'Share of “port” along “wealth”; 8 cities, 8 rows, 95% band'
    """
    say = Phrases(lang)
    with drawing():
        if theme is None and len(fitted):
            theme = str(fitted[FittedShares.theme].iloc[0])
        rows = where(fitted, FittedShares.theme, theme)
        if rows.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        is_line = rows[FittedShares.city].isna()
        axes = new_axes(ax, TEXT_WIDTH * 0.75, 2.7)
        place(axes, left=0.5, right=0.3, top=0.3, bottom=0.42)
        _band(axes, rows[is_line], str(theme))
        _cells(axes, rows[~is_line])
        first = rows.iloc[0]
        along = printable(name or first[FittedShares.covariate], limit=24)
        counts = {
            "theme": printable((labels or {}).get(str(theme), theme), limit=24),
            "term": along,
            "n": say.count(first[FittedShares.n_cities]),
            "cells": say.count(first[FittedShares.n_cells]),
        }
        axes.set_title(say("regression.fitted", counts), loc="left", fontsize=8)
        axes.set_xlabel(along, fontsize=8)
        return axes


def _band(axes: Axes, line: pd.DataFrame, theme: str) -> None:
    at = line[FittedShares.value].to_numpy(float)
    low, high = (line[name].to_numpy(float) for name in (FittedShares.ci_low, FittedShares.ci_high))
    axes.fill_between(at, low, high, color=COLOURS["accent"], alpha=0.16, lw=0)
    (drawn,) = axes.plot(at, line[FittedShares.estimate], color=COLOURS["accent"], lw=1.4)
    drawn.set_gid(f"fitted/{theme}")
    top = float(np.nanmax(high)) if len(line) else 1.0
    steps = round_steps(min(1.0, top), 4)
    bare(axes)
    axes.set_yticks(steps, [f"{100 * step:g}%" for step in steps], fontsize=8)
    axes.grid(axis="y", color=COLOURS["rule"], lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", labelsize=8, labelcolor=COLOURS["ink"])
    axes.set_ylim(bottom=min(0.0, float(np.nanmin(low))) if len(line) else 0.0)


def _cells(axes: Axes, cells: pd.DataFrame) -> None:
    """A dot a cell, and the names of the cities where there is room for them."""
    from matplotlib.ticker import MaxNLocator

    at, share = cells[FittedShares.value], cells[FittedShares.estimate]
    axes.plot(at, share, "o", ms=3.2, color=COLOURS["ink"], mec="white", mew=0.5, zorder=3)
    axes.margins(x=0.06)
    first, last = axes.get_xlim()
    steps = MaxNLocator(5).tick_values(first, last)
    axes.set_xticks([float(step) for step in steps if first <= step <= last])
    low, high = axes.get_ylim()
    wide, tall = inches(axes)
    taken: list[tuple[float, float, float]] = []
    for x, y, city in list(zip(at, share, cells[FittedShares.city], strict=True))[:_NAMED]:
        name = city_label(city, ems=6)
        is_right = x > (first + last) / 2
        length = width_of(name) * 8 / 72 + 0.1
        left = (x - first) / (last - first) * wide - (length if is_right else 0)
        level = (y - low) / (high - low) * tall
        if all(abs(level - b) > _NAME or left > a + n or a > left + length for a, b, n in taken):
            taken.append((left, level, length))
            axes.annotate(
                name, (x, y), xytext=(-3 if is_right else 3, 2), textcoords="offset points",
                ha="right" if is_right else "left", fontsize=8, color=COLOURS["muted"],
            )  # fmt: skip
    axes.set_xlim(first, last)
    axes.set_ylim(low, high)
