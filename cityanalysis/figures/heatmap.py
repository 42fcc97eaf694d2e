"""Cities × themes in colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    city_label,
    colour_on_heat,
    drawing,
    empty,
    heat_colours,
    inches,
    new_axes,
    place,
    printable,
    width_of,
)
from cityanalysis.frames import Prevalence
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["order_by_likeness", "plot_heatmap"]

_EM = 8 / 72  # inches of one character at the figures' size
_MAX_CELLS_WITH_NUMBERS = 700  # beyond that the numbers would be too small to read
_TALLEST = 7.9  # inches that a page leaves under its heading


def order_by_likeness(table: pd.DataFrame) -> list[str]:
    """Row names so ordered that like rows stand side by side.

    Average linkage on Euclidean distance with optimal leaf order (Bar-Joseph et al. 2001).

    Examples
    --------
    >>> order_by_likeness(pd.DataFrame({"x": [0.0, 1.0, 0.1]}, index=["a", "b", "c"]))
    ['b', 'c', 'a']
    """
    if len(table) < 3:
        return list(table.index)
    from scipy.cluster.hierarchy import leaves_list, linkage

    tree = linkage(table.to_numpy(dtype=float), method="average", optimal_ordering=True)
    names = [table.index[i] for i in leaves_list(tree)]
    heavy = table.sum(axis=1)
    # A tree can be read from either end: the end with the larger shares comes first.
    half = len(names) // 2
    return names if heavy[names[:half]].sum() >= heavy[names[-half:]].sum() else names[::-1]


def plot_heatmap(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Mapping[str, str] | None = None,
    listed: Sequence[str] = (),
    lang: Language = "zh",
    clustered: bool = True,
) -> Axes:
    """Draw the share of each theme in each city as a shaded table.

    Parameters
    ----------
    prevalence : DataFrame
        Prevalence frame: `city`, `theme`, `estimate`.
    ax : Axes, optional
        Where to draw; a new figure where it is absent.
    labels : mapping, optional
        Theme id → label.
    listed : sequence of str
        Cities whose articles are too few to be compared: hatched, and behind the others.
    lang : {"zh", "en"}
        Language of the words in the figure.
    clustered : bool
        Order rows and columns by likeness; else as they come.

    Returns
    -------
    Axes
        Each cell is a patch with the id ``heatmap/<city>/<theme>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城", "德州"], "theme": "water", "estimate": [.1, .3]})
    >>> len(plot_heatmap(frame).patches)
    2
    """
    say = Phrases(lang)
    with drawing():
        if prevalence.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 1.2), say("figure.nothing"))
        table = prevalence.pivot_table(
            index=Prevalence.city, columns=Prevalence.theme, values=Prevalence.estimate, sort=False
        )
        table = table.fillna(0.0).astype(float)
        known = table[~table.index.isin(listed)]
        if clustered:
            known = known.loc[order_by_likeness(known), order_by_likeness(known.T)]
        table = pd.concat([known, table.loc[table.index.isin(listed), known.columns]])
        names = {str(t): printable((labels or {}).get(str(t), t), limit=40) for t in table}
        tall = table.T if len(table.columns) >= len(table) else table
        down = tall is not table
        names |= _with_sizes(prevalence, stacked=down)
        return _draw(tall, ax, names, say, is_themes_down=down, listed=set(listed))


def _with_sizes(prevalence: pd.DataFrame, *, stacked: bool) -> dict[str, str]:
    """City → its name with its number of articles: under the name, or beside it."""
    if Prevalence.n_articles not in prevalence:
        return {}
    sizes = prevalence.groupby(Prevalence.city)[Prevalence.n_articles].max()
    gap = "\n" if stacked else "  "
    return {str(city): f"{city_label(city, ems=16)}{gap}{int(n)}" for city, n in sizes.items()}


def _draw(
    table: pd.DataFrame,
    ax: Axes | None,
    names: dict[str, str],
    say: Phrases,
    *,
    is_themes_down: bool,
    listed: set[str],
) -> Axes:
    """Rows are the longer side; its labels run across, the other's stand if they must."""
    rows = [names.get(row, city_label(row, ems=16)) for row in table.index]
    columns = [names.get(column, city_label(column, ems=16)) for column in table.columns]
    left = min(2.4, max(map(width_of, rows)) * _EM + 0.16)
    room = (TEXT_WIDTH - left - 0.1) / len(columns)
    cell = min(room, 1.1)
    wide = max(width_of(part) for name in columns for part in name.split("\n"))
    stand = wide * _EM * 1.05 > cell
    if stand:
        columns = [printable(name.replace("\n", "  "), limit=34) for name in columns]
    lines = 0.34 if any("\n" in name for name in columns) else 0.2
    top = 0.42 + (max(map(width_of, columns)) * _EM if stand else lines)
    height = min(0.26, (_TALLEST - top) / len(rows))
    axes = new_axes(ax, TEXT_WIDTH, top + height * len(rows) + 0.12)
    bare(axes)
    place(axes, left=left, right=TEXT_WIDTH - left - cell * len(columns), top=top, bottom=0.1)
    is_numbered = cell > 0.26 and height > 0.15 and table.size <= _MAX_CELLS_WITH_NUMBERS
    _cells(axes, table, listed, is_themes_down=is_themes_down, is_numbered=is_numbered)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    axes.set_yticks(np.arange(len(rows)) + 0.5, rows)
    axes.set_xticks(np.arange(len(columns)) + 0.5, columns)
    axes.xaxis.tick_top()
    axes.tick_params(axis="both", length=0, pad=3)
    axes.tick_params(axis="x", labelcolor=COLOURS["ink"])
    if stand:
        axes.tick_params(axis="x", labelrotation=90)
    shown = axes.get_xticklabels() if is_themes_down else axes.get_yticklabels()
    for label, city in zip(shown, table.columns if is_themes_down else table.index):
        if city in listed:
            label.set_color(COLOURS["muted"])
    peak = say.percent(float(table.to_numpy().max()))
    words = say("figure.heatmap_numbered" if is_numbered else "figure.heatmap_key", {"peak": peak})
    _key(axes, words, left - 0.06, top)
    return axes


def _cells(
    axes: Axes,
    table: pd.DataFrame,
    listed: set[str],
    *,
    is_themes_down: bool,
    is_numbered: bool,
) -> None:
    from matplotlib.patches import Rectangle

    colours, peak = heat_colours(), max(float(table.to_numpy().max()), 1e-9)
    values = table.to_numpy()
    for i, row in enumerate(table.index):
        for j, column in enumerate(table.columns):
            city, theme = (column, row) if is_themes_down else (row, column)
            cell = Rectangle(
                (j + 0.02, i + 0.03), 0.96, 0.94, facecolor=colours(values[i, j] / peak)
            )
            cell.set_gid(f"heatmap/{city}/{theme}")
            if city in listed:
                cell.set(hatch="/////", edgecolor="white", linewidth=0)
            axes.add_artist(cell)
            if is_numbered and values[i, j] > 0:
                axes.text(
                    j + 0.5,
                    i + 0.52,
                    f"{100 * values[i, j]:.0f}",
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=colour_on_heat(values[i, j] / peak),
                )


def _key(axes: Axes, words: str, left: float, top: float) -> None:
    """A small ramp above the table, with its two ends named."""
    width, height = inches(axes)
    level = 1 + (top - 0.2) / height
    ramp = axes.inset_axes((-left / width, level, 0.9 / width, 0.1 / height))
    ramp.imshow([list(np.linspace(0, 1, 64))], aspect="auto", cmap=heat_colours())
    bare(ramp)
    ramp.set_xticks([])
    ramp.set_yticks([])
    axes.text(
        (1.0 - left) / width,
        level + 0.05 / height,
        words,
        transform=axes.transAxes,
        va="center",
        fontsize=8,
        color=COLOURS["muted"],
    )
