"""One theme in every city: a point and its interval a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.figures.frames import rows_of, where
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
    width_of,
)
from cityanalysis.frames import Prevalence
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_intervals"]

_ROWS = 20  # longest column of cities; more cities stand in further columns beside it


def plot_intervals(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    theme: str | None = None,
    marked: Sequence[str] = (),
    width: float = TEXT_WIDTH,
    lang: Language = "zh",
    unit: CountedUnit = "article",
) -> Axes:
    """Draw one theme's share in each city with its interval, largest first.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`, `ci_low`, `ci_high`, `n_articles`.
    ax : Axes, optional
        Where to draw; a new figure where it is absent.
    theme : str, optional
        Which theme; the first of the frame where it is absent.
    marked : sequence of str
        Cities to draw in the colour of contrast.
    width : float
        Of a figure that is made here, in inches.
    lang : {"zh", "en"}
        Language of the words.
    unit : {"article", "paragraph"}
        What is counted.

    Returns
    -------
    Axes
        Each city's line has the id ``intervals/<theme>/<city>``. More than 20 cities stand in
        columns side by side on one scale.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城", "德州"], "theme": "water", "estimate": [.1, .3],
    ...                       "ci_low": [.0, .2], "ci_high": [.3, .5], "n_articles": [10, 20]})
    >>> [text.get_text() for text in plot_intervals(frame, theme="water").get_yticklabels()]
    ['德州', '聊城']
    """
    say = Phrases(lang, unit)
    with drawing():
        if theme is None and len(prevalence):
            theme = str(prevalence[Prevalence.theme].iloc[0])
        rows = where(prevalence, Prevalence.theme, theme)
        if rows.empty:
            return empty(new_axes(ax, width, 1.0), say("figure.nothing"))
        rows = rows.sort_values(
            [Prevalence.estimate, Prevalence.city], ascending=[False, True], kind="stable"
        )
        n_columns = int(np.ceil(len(rows) / _ROWS))
        depth = int(np.ceil(len(rows) / n_columns))
        axes = new_axes(ax, width, 0.46 + (0.19 if width > 4 else 0.165) * depth)
        names = [city_label(city) for city in rows[Prevalence.city]]
        left = max(map(width_of, names)) * 8 / 72 + 0.12
        right = 0.8 if n_columns == 1 else 0.1
        place(axes, left=left, right=right, top=0.22, bottom=0.24)
        _draw(axes, rows, names, set(marked), depth)
        if n_columns == 1:
            _numbers(axes, rows, say)
        return axes


def _draw(axes: Axes, rows: pd.DataFrame, names: list[str], marked: set[str], depth: int) -> None:
    """Column c of the cities lies on the same scale, shifted to the right by c widths."""
    peak = min(1.0, float(rows[Prevalence.ci_high].max()) * 1.04) or 1.0
    stride = peak * 1.45
    n_columns = int(np.ceil(len(rows) / depth))
    for i, (row, name) in enumerate(zip(rows_of(rows), names)):
        column, line = i // depth, i % depth
        shift = column * stride
        colour = COLOURS["contrast"] if row.city in marked else COLOURS["accent"]
        ends, gid = (shift + row.ci_low, shift + row.ci_high), f"intervals/{row.theme}/{row.city}"
        add_line(axes, ends, line, gid=gid, colour=colour, alpha=0.45)
        if column:
            axes.text(shift - 0.02 * peak, line, name, ha="right", va="center", fontsize=8)
    at = np.arange(len(rows))
    spots = rows[Prevalence.estimate].to_numpy(dtype=float) + at // depth * stride
    is_marked = rows[Prevalence.city].isin(marked).to_numpy()
    for which, colour in ((~is_marked, "accent"), (is_marked, "contrast")):
        look: dict[str, Any] = {
            "ms": 4.5,
            "color": COLOURS[colour],
            "mec": "white",
            "mew": 0.6,
            "zorder": 3,
        }
        axes.plot(spots[which], (at % depth)[which], "o", **look)
    _scale(axes, peak, stride, n_columns, depth)
    axes.set_yticks(range(min(depth, len(names))), names[:depth])
    axes.set_ylim(depth - 0.4, -0.6)
    axes.set_xlim(-0.01 * peak, stride * (n_columns - 1) + peak)


def _numbers(axes: Axes, rows: pd.DataFrame, say: Phrases) -> None:
    """Share and number of articles of each city, right of its line."""
    small: dict[str, Any] = {
        "fontsize": 8,
        "ha": "right",
        "transform": axes.get_yaxis_transform(),
    }
    width = inches(axes)[0]
    columns = [(1 + 0.36 / width, say("figure.share")), (1 + 0.76 / width, say("figure.total"))]
    for x, word in columns:
        axes.text(x, -0.72, word, va="bottom", color=COLOURS["muted"], **small)
    for line, row in enumerate(rows_of(rows)):
        for (x, _), word in zip(columns, (say.percent(row.estimate), say.count(row.n_articles))):
            axes.text(x, line, word, va="center", color=COLOURS["ink"], **small)


def _scale(axes: Axes, peak: float, stride: float, columns: int, depth: int) -> None:
    """The same few round percentages under each column, with hairlines through the rows."""
    bare(axes)
    steps = round_steps(peak, 4 if columns == 1 and inches(axes)[0] > 2.5 else 2)
    places = [column * stride + step for column in range(columns) for step in steps]
    axes.set_xticks(places, [f"{100 * step:g}%" for _ in range(columns) for step in steps])
    axes.tick_params(axis="x", labelsize=8)
    axes.vlines(places, -0.6, depth - 0.4, color=COLOURS["rule"], lw=0.5, zorder=0)


def round_steps(peak: float, about: int) -> list[float]:
    """Round numbers from 0 up to at most `peak`, about so many.

    Examples
    --------
    >>> round_steps(0.43, 4)
    [0.0, 0.1, 0.2, 0.3, 0.4]
    """
    rough = max(peak, 1e-6) / about
    size = 10 ** np.floor(np.log10(rough))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= rough * 0.9)
    return [float(round(i * step, 10)) for i in range(int(peak / step + 1e-9) + 1)]
