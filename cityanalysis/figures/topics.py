"""Discovered topics: their words, how many there should be, and how stable they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures.frames import groups_of, rows_of
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    add_bar,
    bare,
    drawing,
    empty,
    new_axes,
    place,
    printable,
    width_of,
    wrap,
)
from cityanalysis.frames import Prevalence, TopicTerms
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_choice", "plot_stability", "plot_topics"]

_ACROSS = 4  # panels in a row
_LABEL = 0.5  # part of a column that the words take, left of their bars


def plot_topics(
    topic_terms: pd.DataFrame, ax: Axes | None = None, *, n_terms: int = 8, lang: Language = "zh"
) -> Axes:
    """Draw the main terms of every topic, a small bar for each term's probability.

    Parameters
    ----------
    topic_terms : DataFrame
        `topic`, `rank`, `term`, `probability`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    n_terms : int
        At most so many terms per topic.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Bars have the ids ``topics/<topic>/<term>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"topic": "topic_1", "rank": [1, 2], "term": ["水库", "河道"],
    ...                       "probability": [.2, .1]})
    >>> len(plot_topics(frame).patches)
    2
    """
    say = Phrases(lang)
    with drawing():
        if topic_terms.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.no_topics"))
        topics = groups_of(topic_terms, TopicTerms.topic)
        down = -(-len(topics) // _ACROSS)
        lines = n_terms + 2.2
        axes = new_axes(ax, TEXT_WIDTH, down * lines * 0.155 + 0.1)
        bare(axes)
        place(axes, left=0.02, right=0.02, top=0.02, bottom=0.02)
        peak = float(topic_terms[TopicTerms.probability].max()) or 1.0
        for number, (topic, rows) in enumerate(topics.items()):
            row, column = divmod(number, _ACROSS)
            _topic(
                axes,
                topic,
                rows.sort_values(TopicTerms.rank).head(n_terms),
                (column * 1.0, row * lines),
                peak,
            )
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlim(0, _ACROSS - 0.02)
        axes.set_ylim(down * lines - 0.6, -0.7)
        return axes


def _topic(
    axes: Axes, topic: str, rows: pd.DataFrame, corner: tuple[float, float], peak: float
) -> None:
    left, top = corner
    axes.text(
        left, top, printable(topic, limit=18), fontsize=8, color=COLOURS["accent"], va="center"
    )
    axes.plot([left, left + 0.92], [top + 0.62] * 2, color=COLOURS["rule"], lw=0.5)
    for line, row in enumerate(rows_of(rows), 1):
        y = top + line + 0.25
        share = row.probability / peak
        gid = f"topics/{topic}/{row.term}"
        add_bar(axes, left + _LABEL, share * (0.92 - _LABEL), y, gid=gid, colour="#8fbdcf")
        word = printable(row.term, limit=7)
        axes.text(left + _LABEL - 0.02, y, word, fontsize=8, ha="right", va="center")


def plot_choice(
    curves: pd.DataFrame,
    ax: Axes | None = None,
    *,
    chosen: int | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw each measure of fit over the number of topics, every curve on its own scale.

    Parameters
    ----------
    curves : DataFrame
        `n_topics` and one numeric column a measure.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    chosen : int, optional
        Number of topics to mark.
    lang : {"zh", "en"}
        Language of the words.

    Examples
    --------
    >>> frame = pd.DataFrame({"n_topics": [5, 10], "npmi": [.1, .2], "exclusivity": [.5, .4]})
    >>> len(plot_choice(frame, chosen=10).texts) > 2
    True
    """
    say = Phrases(lang)
    with drawing():
        measures = [
            name
            for name in curves.columns
            if name != "n_topics"
            and not str(name).endswith("_se")
            and pd.api.types.is_numeric_dtype(curves[name])
        ]
        if curves.empty or not measures:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.no_topics"))
        rows = curves.sort_values("n_topics")
        axes = new_axes(ax, TEXT_WIDTH, 1.5)
        bare(axes)
        place(axes, left=0.12, right=0.12, top=0.34, bottom=0.24)
        span = rows["n_topics"].to_numpy(dtype=float)
        x = (span - span[0]) / (np.ptp(span) or 1.0)
        for number, name in enumerate(measures):
            word = say(f"measures.{name}") if name in say.keys("measures") else str(name)
            _curve(axes, number * 1.18, x, rows[["n_topics", name]], (word, chosen))
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlim(-0.02, (len(measures) - 1) * 1.18 + 1.02)
        axes.set_ylim(-0.05, 1.05)
        return axes


def _curve(
    axes: Axes, left: float, x: np.ndarray, rows: pd.DataFrame, about: tuple[str, int | None]
) -> None:
    word, chosen = about
    value = rows.iloc[:, 1].to_numpy(dtype=float)
    known = np.isfinite(value)
    low, high = (value[known].min(), value[known].max()) if known.any() else (0.0, 1.0)
    y = (value - low) / ((high - low) or 1.0)
    counts = rows["n_topics"].to_numpy(dtype=int)
    axes.plot([left, left + 1], [0, 0], color=COLOURS["rule"], lw=0.5)
    axes.plot(left + x[known], y[known], "-o", ms=3, lw=1.4, color=COLOURS["accent"], clip_on=False)
    for i in np.flatnonzero((counts == chosen) & known):
        mark: dict[str, Any] = {"ms": 6, "color": COLOURS["contrast"], "mec": "white"}
        axes.plot([left + x[i]], [y[i]], "o", clip_on=False, **mark)
    axes.text(left, 1.1, wrap(printable(word, limit=24), 9), fontsize=8, va="bottom")
    small: dict[str, Any] = {"fontsize": 8, "color": COLOURS["muted"], "va": "top"}
    axes.text(left, -0.06, str(counts[0]), ha="left", **small)
    axes.text(left + 1, -0.06, str(counts[-1]), ha="right", **small)


def plot_stability(
    stability: pd.DataFrame,
    ax: Axes | None = None,
    *,
    threshold: float = 0.8,
    lang: Language = "zh",
) -> Axes:
    """Draw how well each topic is found again in other runs.

    Parameters
    ----------
    stability : DataFrame
        `topic` (or `theme`) and `cosine`, the mean cosine to its match in the other runs.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    threshold : float
        Below it a topic counts as unstable.
    lang : {"zh", "en"}
        Language of the words.

    Examples
    --------
    >>> frame = pd.DataFrame({"topic": ["a", "b"], "cosine": [.95, .6]})
    >>> len(plot_stability(frame).get_yticklabels())
    2
    """
    say = Phrases(lang)
    with drawing():
        if stability.empty or "cosine" not in stability:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.no_topics"))
        key = TopicTerms.topic if TopicTerms.topic in stability else Prevalence.theme
        rows = stability.sort_values(["cosine", key], ascending=[False, True])
        names = [printable(name, limit=24) for name in rows[key]]
        axes = new_axes(ax, TEXT_WIDTH, 0.4 + 0.16 * len(rows))
        bare(axes)
        left = max(map(width_of, names)) * 8 / 72 + 0.12
        place(axes, left=left, right=0.2, top=0.05, bottom=0.32)
        axes.axvline(threshold, color=COLOURS["contrast"], lw=0.8)
        for line, value in enumerate(rows["cosine"].astype(float)):
            colour = COLOURS["accent" if value >= threshold else "contrast"]
            axes.plot([0, value], [line, line], color=COLOURS["rule"], lw=0.8, zorder=0)
            axes.plot([value], [line], "o", ms=5, color=colour)
        axes.set_yticks(range(len(names)), names, fontsize=8)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(0, 1.02)
        axes.set_xticks([0, 0.5, threshold, 1], ["0", "0.5", f"{threshold:g}", "1"])
        axes.tick_params(axis="x", labelsize=8)
        return axes
