"""One theme in a small panel: the cities where it occurs, the rest folded into one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures.frames import rows_of, where
from cityanalysis.figures.intervals import round_steps
from cityanalysis.figures.style import (
    COLOURS,
    add_line,
    bare,
    city_label,
    drawing,
    empty,
    new_axes,
    place,
    width_of,
)
from cityanalysis.frames import Prevalence
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_panel"]

_WIDTH = 2.08  # inches: a third of the text's width, the size at which it is printed


def plot_panel(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    theme: str | None = None,
    mean: float | None = None,
    marked: Sequence[str] = (),
    n_cities: int = 8,
    lang: Language = "zh",
) -> Axes:
    """Draw one theme's share by city in a small panel, largest first.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`, `ci_low`, `ci_high`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    theme : str, optional
        The first of the frame where it is absent.
    mean : float, optional
        Share over all cities, drawn as a dashed line.
    marked : sequence of str
        Cities in the colour of contrast: those that differ significantly.
    n_cities : int
        At most so many rows; the other cities, and those at 0 %, are folded into one line.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Each city's line has the id ``panel/<theme>/<city>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城", "德州", "菏泽"], "theme": "water",
    ...     "estimate": [.1, .3, 0], "ci_low": [.0, .2, 0], "ci_high": [.3, .5, .1]})
    >>> [text.get_text() for text in plot_panel(frame, mean=0.2).get_yticklabels()]
    ['德州', '聊城', '其余1个']
    """
    say = Phrases(lang)
    with drawing():
        if theme is None and len(prevalence):
            theme = str(prevalence[Prevalence.theme].iloc[0])
        rows = where(prevalence, Prevalence.theme, theme)
        if rows.empty:
            return empty(new_axes(ax, _WIDTH, 0.8), say("figure.nothing"))
        rows = rows.sort_values(
            [Prevalence.estimate, Prevalence.city], ascending=[False, True], kind="stable"
        )
        shown = rows[rows[Prevalence.estimate] > 0].head(n_cities)
        axes = new_axes(ax, _WIDTH, 0.36 + 0.17 * (len(shown) + (len(shown) < len(rows))))
        _draw(axes, shown, rows.iloc[len(shown) :], set(marked), say)
        peak = float(shown[Prevalence.ci_high].max()) if len(shown) else 1.0
        _scale(axes, max(peak, mean or 0.0), mean, (len(shown), len(axes.get_yticks())))
        return axes


def _draw(
    axes: Axes, shown: pd.DataFrame, rest: pd.DataFrame, marked: set[str], say: Phrases
) -> None:
    bare(axes)
    names = [city_label(city, ems=7) for city in shown[Prevalence.city]]
    for level, row in enumerate(rows_of(shown)):
        colour = COLOURS["contrast" if row.city in marked else "accent"]
        gid = f"panel/{row.theme}/{row.city}"
        add_line(axes, (row.ci_low, row.ci_high), level, gid=gid, colour=colour, alpha=0.4)
        axes.plot([row.estimate], [level], "o", ms=4, color=colour, mec="white", mew=0.5, zorder=3)
    if len(rest):
        values = {
            "n": say.count(len(rest)),
            "share": say.percent(float(rest[Prevalence.estimate].max())),
        }
        names.append(say("figure.folded", values))
        top = float(rest[Prevalence.estimate].max())
        words = say("figure.folded_zero" if top == 0 else "figure.folded_below", values)
        axes.text(
            0.02, len(shown), words, transform=axes.get_yaxis_transform(), va="center",
            fontsize=8, color=COLOURS["muted"],
        )  # fmt: skip
    axes.set_yticks(range(len(names)), names, fontsize=8)
    left = max(map(width_of, names)) * 8 / 72 + 0.1
    place(axes, left=left, right=0.12, top=0.05, bottom=0.22)


def _scale(axes: Axes, peak: float, mean: float | None, depths: tuple[int, int]) -> None:
    """Percentages, and the mean as a line through the rows that are drawn."""
    drawn, depth = depths
    steps = round_steps(peak, 2)
    axes.set_xticks(steps, [f"{100 * step:g}%" for step in steps], fontsize=8)
    axes.vlines(steps, -0.6, depth - 0.4, color=COLOURS["rule"], lw=0.5, zorder=0)
    if mean is not None:
        axes.vlines(mean, -0.6, drawn - 0.4, color=COLOURS["ink"], lw=0.8, ls=(0, (3, 2)), zorder=1)
    axes.set_ylim(depth - 0.4, -0.6)
    axes.set_xlim(-0.02 * peak, peak * 1.04)
