"""One city against the others: a dot plot, the honest alternative to a radar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
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
    wrap,
)
from cityanalysis.frames import Prevalence
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_profile"]

_NARROW = 11.5  # ems of a label beside a narrow chart
_LEAST = 3  # rows that are drawn even where the share is 0


def plot_profile(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    city: str | None = None,
    labels: Mapping[str, str] | None = None,
    n_themes: int = 12,
    width: float = TEXT_WIDTH,
    lang: Language = "zh",
) -> Axes:
    """Draw a city's largest themes with intervals, every other city as a grey tick behind them.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`, `ci_low`, `ci_high`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    city : str, optional
        The first of the frame where it is absent.
    labels : mapping, optional
        Theme id → label.
    n_themes : int
        At most so many rows, the city's largest themes.
    width : float
        Of a figure that is made here, in inches.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Each row's line has the id ``profile/<city>/<theme>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城", "德州"], "theme": "water", "estimate": [.1, .3],
    ...                       "ci_low": [.0, .2], "ci_high": [.3, .5]})
    >>> plot_profile(frame, city="德州", labels={"water": "水利"}).get_yticklabels()[0].get_text()
    '水利'
    """
    say = Phrases(lang)
    with drawing():
        if city is None and len(prevalence):
            city = str(prevalence[Prevalence.city].iloc[0])
        own = where(prevalence, Prevalence.city, city)
        if own.empty:
            return empty(new_axes(ax, width, 1.0), say("figure.nothing"))
        own = own.sort_values(
            [Prevalence.estimate, Prevalence.theme], ascending=[False, True]
        ).head(n_themes)
        own = own[(own[Prevalence.estimate] > 0) | (np.arange(len(own)) < _LEAST)]
        names = [printable((labels or {}).get(t, t), limit=60) for t in own[Prevalence.theme]]
        if width < TEXT_WIDTH:
            names = [wrap(name, _NARROW) for name in names]
        row = 0.28 if any("\n" in name for name in names) else 0.2
        axes = new_axes(ax, width, 0.5 + row * len(own))
        place(
            axes,
            left=max(width_of(line) for name in names for line in name.split("\n")) * 8 / 72 + 0.12,
            right=0.15,
            top=0.26,
            bottom=0.24,
        )
        others = prevalence[prevalence[Prevalence.city] != city]
        _draw(axes, own, others, names)
        _key(axes, city_label(city, ems=12), say, has_others=not others.empty)
        return axes


def _draw(axes: Axes, own: pd.DataFrame, others: pd.DataFrame, names: list[str]) -> None:
    bare(axes)
    peak = (
        float(
            max(
                own[Prevalence.ci_high].max(),
                others[Prevalence.estimate].max() if len(others) else 0,
            )
        )
        or 1.0
    )
    colour, lines = COLOURS["contrast"], range(len(own))
    rest = others[others[Prevalence.theme].isin(own[Prevalence.theme])]
    level = (
        rest[Prevalence.theme].map(dict(zip(own[Prevalence.theme], lines))).to_numpy(dtype=float)
    )
    axes.hlines(lines, 0, peak * 1.03, color=COLOURS["pale"], lw=6, zorder=0)
    axes.vlines(
        rest[Prevalence.estimate], level - 0.28, level + 0.28, color="#9aa0a8", lw=0.9, zorder=1
    )
    for line, row in enumerate(rows_of(own)):
        gid = f"profile/{row.city}/{row.theme}"
        add_line(axes, (row.ci_low, row.ci_high), line, gid=gid, colour=colour, alpha=0.5)
    axes.plot(
        own[Prevalence.estimate], lines, "o", ms=5.5, color=colour, mec="white", mew=0.7, zorder=3
    )
    steps = round_steps(peak, 5 if inches(axes)[0] > 3 else 3)
    axes.set_xticks(steps, [f"{100 * step:g}%" for step in steps])
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(-0.01 * peak, peak * 1.03)


def _key(axes: Axes, city: str, say: Phrases, *, has_others: bool) -> None:
    from matplotlib.lines import Line2D

    own = Line2D([], [], color=COLOURS["contrast"], marker="o", ms=5, lw=2.2, mec="white", mew=0.7)
    rest = Line2D([], [], color="#9aa0a8", marker="|", ms=7, lw=0, mew=1)
    handles, words = [own], [say("figure.profile_own", {"city": city})]
    if has_others:
        handles, words = [own, rest], [*words, say("figure.profile_others")]
    axes.legend(
        handles,
        words,
        loc="lower right",
        bbox_to_anchor=(1, 1.0),
        ncols=2,
        frameon=False,
        fontsize=8,
        borderaxespad=0.1,
        handlelength=1.4,
        columnspacing=1.6,
        labelcolor=COLOURS["muted"],
    )
