"""Two cities a theme: their shares joined by a line, and how far apart they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis._typing import CountedUnit, Language
from cityanalysis.figures.frames import rows_of
from cityanalysis.figures.intervals import round_steps
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
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
from cityanalysis.frames import Contrasts
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_differences"]

_NUMBERS = 1.55  # inches right of the chart for the difference and its interval


def plot_differences(
    pairs: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Mapping[str, str] | None = None,
    lang: Language = "zh",
    unit: CountedUnit = "article",
) -> Axes:
    """Draw for each theme the shares of two cities, joined, with the difference in numbers.

    Parameters
    ----------
    pairs : DataFrame
        One row per theme, in the order of drawing: `theme`, `city_a`, `city_b`, `share_a`,
        `share_b`, `difference`, `ci_low`, `ci_high` (of the difference, the first city being the
        higher) and `is_sure`. Rows that are not sure are grey.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    labels : mapping, optional
        Theme id → label.
    lang : {"zh", "en"}
        Language of the words.
    unit : {"article", "paragraph"}
        What is counted: where it is paragraphs, shares are of the text.

    Returns
    -------
    Axes
        Each line has the id ``differences/<theme>``.

    Examples
    --------
    >>> row = {"theme": "water", "city_a": "聊城", "city_b": "德州", "share_a": 0.3,
    ...        "share_b": 0.1, "difference": 0.2, "ci_low": 0.1, "ci_high": 0.3, "is_sure": True}
    >>> len(plot_differences(pd.DataFrame([row])).get_yticklabels())
    1
    """
    say = Phrases(lang, unit)
    with drawing():
        if pairs.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        names = [
            printable((labels or {}).get(theme, theme), limit=40)
            for theme in pairs[Contrasts.theme]
        ]
        axes = new_axes(ax, TEXT_WIDTH, 0.62 + 0.34 * len(pairs))
        left = max(map(width_of, names)) * 8 / 72 + 0.12
        place(axes, left=left, right=_NUMBERS, top=0.3, bottom=0.32)
        _draw(axes, pairs, names)
        _numbers(axes, pairs, say)
        axes.set_xlabel(say("figure.share_axis"), fontsize=8, labelpad=2)
        return axes


def _draw(axes: Axes, pairs: pd.DataFrame, names: list[str]) -> None:
    from matplotlib.lines import Line2D

    bare(axes)
    peak = float(pairs[["share_a", "share_b"]].to_numpy().max()) or 1.0
    for level, row in enumerate(rows_of(pairs)):
        high, low = ("contrast", "accent") if row.is_sure else ("muted", "muted")
        line = Line2D((row.share_b, row.share_a), (level, level), lw=2.2, zorder=2)
        line.set_color(COLOURS["muted"] if row.is_sure else COLOURS["rule"])
        line.set_gid(f"differences/{row.theme}")
        axes.add_artist(line)
        look: dict[str, Any] = {"va": "bottom", "fontsize": 8, "zorder": 4}
        ends = ((row.share_a, row.city_a, high), (row.share_b, row.city_b, low))
        for at, _, colour in ends:
            axes.plot([at], [level], "o", ms=6, color=COLOURS[colour], mec="white", zorder=3)
        is_close = row.share_a - row.share_b < 0.22 * peak
        sides = ("left", "right") if is_close else ("center", "center")
        for (at, city, colour), side in zip(ends, sides):
            axes.text(at, level - 0.2, city_label(city), ha=side, color=COLOURS[colour], **look)
    steps = round_steps(peak, 4)
    axes.set_xticks(steps, [f"{100 * step:g}%" for step in steps])
    axes.tick_params(axis="x", labelsize=8)
    axes.vlines(steps, -0.7, len(names) - 0.5, color=COLOURS["rule"], lw=0.5, zorder=0)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.75)
    axes.set_xlim(-0.1 * peak, peak * 1.1)


def _numbers(axes: Axes, pairs: pd.DataFrame, say: Phrases) -> None:
    """Difference and interval in points, right of each line."""
    width = inches(axes)[0]
    place_of = axes.get_yaxis_transform()
    words = [(0.5, say("figure.points")), (_NUMBERS - 0.05, say("figure.interval"))]
    for x, word in words:
        axes.text(
            1 + x / width, -0.8, word, transform=place_of, ha="right", va="bottom", fontsize=8,
            color=COLOURS["muted"],
        )  # fmt: skip
    for level, row in enumerate(rows_of(pairs)):
        colour = COLOURS["ink"] if row.is_sure else COLOURS["muted"]
        cells = say.points(row.difference), say.points_interval(row.ci_low, row.ci_high)
        for (x, _), cell in zip(words, cells):
            axes.text(
                1 + x / width, level, cell, transform=place_of, ha="right", va="center",
                fontsize=8, color=colour,
            )  # fmt: skip
