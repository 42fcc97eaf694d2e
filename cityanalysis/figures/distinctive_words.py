"""Words that set one city apart, each written beside its own bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare import ALPHA
from cityanalysis.figures.frames import rows_of, where
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    add_bar,
    bare,
    city_label,
    drawing,
    empty,
    new_axes,
    place,
    printable,
    width_of,
)
from cityanalysis.frames import Keyness
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_keyness"]


def plot_keyness(
    keyness: pd.DataFrame,
    ax: Axes | None = None,
    *,
    city: str | None = None,
    n_terms: int = 10,
    threshold: float = ALPHA,
    lang: Language = "zh",
) -> Axes:
    """Draw the words that a city uses more, and less, than the others.

    Parameters
    ----------
    keyness : DataFrame
        `city`, `term`, `log_odds`, `z`, `q_value`, `n_target`, `n_reference`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    city : str, optional
        The first of the frame where it is absent.
    n_terms : int
        At most so many words on each side, in the order of z (Monroe et al. 2008).
    threshold : float
        Words with a q-value above it are drawn pale: they order, but do not prove.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Bars have the ids ``keyness/<city>/<term>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": "聊城", "term": ["人才", "港口"], "log_odds": [1.2, -.8],
    ...                       "z": [4., -3.], "q_value": [.01, .2], "n_target": [9, 1],
    ...                       "n_reference": [3, 20]})
    >>> len(plot_keyness(frame, city="聊城").patches)
    2
    """
    say = Phrases(lang)
    with drawing():
        if city is None and len(keyness):
            city = str(keyness[Keyness.city].iloc[0])
        rows = where(keyness, Keyness.city, city)
        if rows.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.no_words"))
        ordered = rows.sort_values(
            [Keyness.z, Keyness.term], ascending=[False, True], kind="stable"
        )
        more = ordered[ordered[Keyness.z] > 0].head(n_terms)
        less = ordered[ordered[Keyness.z] < 0].iloc[::-1].head(n_terms)
        depth = max(len(more), len(less), 1)
        axes = new_axes(ax, TEXT_WIDTH, 0.3 + 0.19 * depth)
        place(axes, left=0.05, right=0.05, top=0.26, bottom=0.04)
        _draw(axes, more, less, threshold)
        _words(axes, city_label(city, ems=12), depth, say)
        return axes


def _draw(axes: Axes, more: pd.DataFrame, less: pd.DataFrame, threshold: float) -> None:
    """Both sides grow away from a middle line; the words stand in the middle, never on a bar."""
    both = pd.concat([more, less])
    terms = [printable(term, limit=12) for term in both[Keyness.term]]
    peak = float(both[Keyness.z].abs().max()) or 1.0
    gap = 1.0 / 14 * (max(map(width_of, terms)) + 1.0)
    for side, rows in ((1, more), (-1, less)):
        for line, row in enumerate(rows_of(rows)):
            is_sure = row.q_value <= threshold
            colour = COLOURS["accent"] if side > 0 else COLOURS["contrast"]
            length, gid = side * abs(row.z) / peak, f"keyness/{row.city}/{row.term}"
            shade = colour if is_sure else "#c9cdd2"
            add_bar(axes, side * gap, length, line, gid=gid, colour=shade)
            axes.text(
                side * gap * 0.94,
                line,
                printable(row.term, limit=12),
                ha="right" if side > 0 else "left",
                va="center",
                fontsize=8,
                color=COLOURS["ink"] if is_sure else COLOURS["muted"],
            )
            axes.text(
                side * (gap + abs(row.z) / peak + 0.02),
                line,
                f"{int(row.n_target)}:{int(row.n_reference)}",
                ha="left" if side > 0 else "right",
                va="center",
                fontsize=8,
                color=COLOURS["muted"],
            )
    axes.set_xlim(-gap - 1.22, gap + 1.22)


def _words(axes: Axes, city: str, depth: int, say: Phrases) -> None:
    bare(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_ylim(depth - 0.4, -0.6)
    axes.axvline(0, color=COLOURS["rule"], lw=0.6)
    for x, align, key in ((0.99, "right", "figure.more"), (0.01, "left", "figure.less")):
        axes.text(
            x,
            1.0,
            say(key, {"city": city}),
            transform=axes.transAxes,
            ha=align,
            va="bottom",
            fontsize=8,
            color=COLOURS["muted"],
        )
