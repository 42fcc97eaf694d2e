"""How alike cities are: as a tree, and laid out on a plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare import dendrogram, layout
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
    width_of,
)
from cityanalysis.frames import Cities
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_distances", "plot_layout"]


def plot_distances(
    distances: pd.DataFrame, ax: Axes | None = None, *, lang: Language = "zh"
) -> Axes:
    """Draw the tree of cities by average linkage, cities down the left side.

    Parameters
    ----------
    distances : DataFrame
        `city_a`, `city_b`, `jsd`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        City names are tick labels; joints have the ids ``distances/<number>``.

    Examples
    --------
    >>> frame = pd.DataFrame({"city_a": ["甲", "甲", "乙"], "city_b": ["乙", "丙", "丙"],
    ...                       "jsd": [0.04, 0.25, 0.09]})
    >>> len(plot_distances(frame).get_yticklabels())
    3
    """
    say = Phrases(lang)
    with drawing():
        if len(distances) < 3:
            return empty(new_axes(ax, TEXT_WIDTH, 1.0), say("figure.few_cities"))
        tree, places = dendrogram(distances), layout(distances)
        names = [city_label(city) for city in places.sort_values("order")[Cities.city]]
        height = 0.19 if len(names) <= 24 else 0.13
        axes = new_axes(ax, TEXT_WIDTH, 0.5 + height * len(names))
        bare(axes)
        left = max(map(width_of, names)) * 8 / 72 + 0.12
        place(axes, left=left, right=0.2, top=0.06, bottom=0.4)
        _joints(axes, tree, places["order"].to_numpy())
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        peak = float(tree["height"].max()) or 1.0
        axes.set_xlim(-0.01 * peak, peak * 1.04)
        steps = round_steps(peak, 4)
        axes.set_xticks(steps, [f"{step:g}" for step in steps])
        axes.tick_params(axis="x", labelsize=8)
        axes.set_xlabel(say("figure.tree_scale"), fontsize=8)
        axes.grid(axis="x", color=COLOURS["rule"], lw=0.5)
        axes.set_axisbelow(True)
        return axes


def _joints(axes: Axes, tree: pd.DataFrame, order: np.ndarray) -> None:
    """Every joint as a bracket that opens to the left."""
    at = {i: (float(place), 0.0) for i, place in enumerate(order)}
    for number, row in enumerate(rows_of(tree)):
        (low, from_low), (high, from_high) = at[row.left], at[row.right]
        (joint,) = axes.plot(
            [from_low, row.height, row.height, from_high],
            [low, low, high, high],
            color=COLOURS["accent"],
            lw=1.3,
            solid_joinstyle="miter",
        )
        joint.set_gid(f"distances/{number}")
        at[len(order) + number] = ((low + high) / 2, row.height)


def plot_layout(distances: pd.DataFrame, ax: Axes | None = None, *, lang: Language = "zh") -> Axes:
    """Draw the cities on a plane so that those with a like mix of themes stand close.

    Parameters
    ----------
    distances : DataFrame
        `city_a`, `city_b`, `jsd`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Dots have the ids ``layout/<city>``; names are so placed that none covers another.

    Examples
    --------
    >>> frame = pd.DataFrame({"city_a": ["甲", "甲", "乙"], "city_b": ["乙", "丙", "丙"],
    ...                       "jsd": [0.04, 0.25, 0.09]})
    >>> len(plot_layout(frame).texts)
    3
    """
    say = Phrases(lang)
    with drawing():
        if len(distances) < 3:
            return empty(new_axes(ax, TEXT_WIDTH, 1.0), say("figure.few_cities"))
        places = layout(distances)
        axes = new_axes(ax, TEXT_WIDTH, 2.6 * max(1.0, (len(places) / 16) ** 0.5))
        place(axes, left=0.05, right=0.05, top=0.05, bottom=0.05)
        axes.set_xticks([])
        axes.set_yticks([])
        x, y = places["x"].to_numpy(dtype=float), places["y"].to_numpy(dtype=float)
        width, height = inches(axes)
        unit = max(np.ptp(x) * 1.2 / width, np.ptp(y) * 1.2 / height, 1e-9)  # data in an inch
        middle = np.array([x.max() + x.min(), y.max() + y.min()]) / 2
        half = unit * np.array([width, height]) / 2
        (left, low), (right, high) = middle - half, middle + half
        axes.set_xlim(left, right)
        axes.set_ylim(low, high)
        names = [city_label(city) for city in places[Cities.city]]
        for city, px, py in zip(places[Cities.city], x, y):
            (mark,) = axes.plot(
                [px], [py], "o", ms=5, color=COLOURS["accent"], mec="white", mew=0.6
            )
            mark.set_gid(f"layout/{city}")
        frame = (left / unit, low / unit, right / unit, high / unit)
        spots = _spots(np.column_stack([x, y]) / unit, names, frame)
        for name, spot, dot in zip(names, spots * unit, zip(x, y)):
            _lead(axes, spot, dot, unit * np.array([width_of(name) * 8 / 144, 0.06]))
            axes.text(spot[0], spot[1], name, ha="center", va="center", fontsize=8)
        return axes


def _lead(axes: Axes, spot: np.ndarray, dot: tuple[float, float], half: np.ndarray) -> None:
    """A hairline from a dot to the edge of its name, where the name stands well away from it."""
    edge = np.clip(dot, spot - half, spot + half)
    if np.hypot(*(edge - dot)) > half[1] * 2.5:
        axes.plot(*zip(dot, edge), color=COLOURS["muted"], lw=0.4, zorder=1)


def _spots(points: np.ndarray, names: list[str], frame: tuple[float, ...]) -> np.ndarray:
    """Middle of each label in inches: the free place nearest its dot, most crowded dots first."""
    sizes = np.array([[width_of(name) * 8 / 72 + 0.03, 0.14] for name in names])
    boxes: list[tuple[float, ...]] = [
        (p[0] - 0.04, p[1] - 0.04, p[0] + 0.04, p[1] + 0.04) for p in points
    ]
    crowd = [-np.sort(np.hypot(*(points - p).T))[: min(4, len(points))].sum() for p in points]
    spots = points.copy()
    for i in np.argsort(-np.array(crowd), kind="stable"):
        wide, tall = sizes[i] / 2
        options = []
        for far in (1.0, 1.8, 2.8, 4.0):
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
                step = np.array([dx * (wide + 0.06), dy * (tall + 0.05)]) * far
                options.append(points[i] + step)
        places = [(*(o - sizes[i] / 2), *(o + sizes[i] / 2)) for o in options]
        # Area that covers another name, or lies outside the frame, counts against a place.
        cost = [_overlap(b, boxes) + 4 * tall * wide - _overlap(b, [frame]) for b in places]
        cost = [round(value, 9) for value in cost]
        spots[i] = options[int(np.argmin(cost))]
        boxes.append((*(spots[i] - sizes[i] / 2), *(spots[i] + sizes[i] / 2)))
    return spots


def _overlap(box: tuple[float, ...], others: list[tuple[float, ...]]) -> float:
    """Area that a box shares with others."""
    total = 0.0
    for other in others:
        across = min(box[2], other[2]) - max(box[0], other[0])
        down = min(box[3], other[3]) - max(box[1], other[1])
        total += max(0.0, across) * max(0.0, down)
    return total
