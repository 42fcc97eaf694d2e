"""Who had it first: cities joined by the passages they share, and when each first used a word."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare import ALPHA
from cityanalysis.figures.frames import rows_of, where
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    city_label,
    colour_on_heat,
    drawing,
    empty,
    heat_colours,
    new_axes,
    place,
    printable,
)
from cityanalysis.figures.tiles import city_grid, home_province
from cityanalysis.frames import FirstUses, LeadAndLag
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_first_uses", "plot_spread"]

_SIDE = 0.62  # inches of a tile that holds a city's name and a month
_TITLE = 0.3  # inches above a map
_ACROSS = 10  # tiles in a row where cities lie on no map
_CITIES = 24  # names that find room on a circle
_PAIRS = 40  # arrows that an eye can follow
_NAME_EMS = 5  # that a city's name may take
_THICKEST = 3.0  # points of the arrow of the pair that shares most
_STILL_SEEN = 0.5  # part of the heat colours that the latest use keeps away from white
Cells = dict[str, tuple[float, float]]


def plot_spread(
    pairs: pd.DataFrame,
    ax: Axes | None = None,
    *,
    grid: Mapping[str, tuple[int, int]] | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw the cities that share passages; an arrow goes from the one that had more of them first.

    Earlier *in this corpus* is all that an arrow says: both cities may have copied a third.

    Parameters
    ----------
    pairs : DataFrame
        Of `lead_and_lag`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    grid : mapping of city to (row, column), optional
        Where cities stand; tiles of their province where most are of one, otherwise a circle.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Arrows have the ids ``spread/<first>/<later>``; coloured where one of both leads (q up to
        .05), without a head where both are first as often. At most 24 cities and 40 pairs that
        share most are drawn.

    Examples
    --------
    >>> row = {"city_a": "济南", "city_b": "聊城", "a_first": 9, "b_first": 0, "q_value": 0.01}
    >>> plot_spread(LeadAndLag.of_rows([row | {"median_lag": 30.0}]), lang="en").texts[0].get_text()
    '济南'
    """
    say = Phrases(lang)
    with drawing():
        shared = pairs[LeadAndLag.a_first] + pairs[LeadAndLag.b_first]
        ordered = pairs.loc[shared.sort_values(ascending=False, kind="stable").index]
        ends = [LeadAndLag.city_a, LeadAndLag.city_b]
        names = list(dict.fromkeys(ordered[ends].astype(str).to_numpy().ravel()))[:_CITIES]
        shown = ordered[ordered[ends].isin(names).all(axis=1)].head(_PAIRS)
        if shown.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        cells = _on_grid(names, grid) or _circle(names)
        axes = _plane(ax, cells)
        top = float(shared.max())
        for row in rows_of(shown):
            _arrow(axes, row, cells, top)
        for name, (x, y) in cells.items():
            if name in names:
                label = axes.text(x, y, city_label(name, ems=_NAME_EMS), ha="center", va="center")
                label.set_bbox({"facecolor": "white", "edgecolor": COLOURS["rule"], "pad": 1.5})
        counts = {"n": say.count(len(names)), "pairs": say.count(len(shown))}
        axes.set_title(say("diffusion.network", counts), loc="left", fontsize=8)
        return axes


def _on_grid(names: Sequence[str], grid: Mapping[str, tuple[int, int]] | None) -> Cells:
    """Middles of the tiles of these cities; nothing where most of them have none."""
    known = dict(grid) if grid is not None else city_grid(home_province(names))
    if sum(name in known for name in names) * 2 < len(names) or len(names) < 2:
        return {}
    cells: Cells = {
        name: (known[name][1] + 0.5, known[name][0] + 0.5) for name in names if name in known
    }
    # Those without a tile stand in a row of their own below the map.
    below = max(y for _, y in cells.values()) + 1.2
    others = [name for name in names if name not in known]
    return cells | {name: (at + 0.5, below) for at, name in enumerate(others)}


def _circle(names: Sequence[str]) -> Cells:
    """Places on a circle so wide that neighbours' names do not meet."""
    radius = max(1.6, len(names) * 1.25 / (2 * math.pi))
    turn = 2 * math.pi / len(names)
    return {
        name: (radius + radius * math.sin(at * turn), radius - radius * math.cos(at * turn))
        for at, name in enumerate(names)
    }


def _plane(ax: Axes | None, cells: Cells) -> Axes:
    """Axes in tiles, y downwards, with half a tile around the cells."""
    left, right = (end(x for x, _ in cells.values()) for end in (min, max))
    top, bottom = (end(y for _, y in cells.values()) for end in (min, max))
    wide, tall = right - left + 1.1, bottom - top + 1.1
    side = min(_SIDE, (TEXT_WIDTH - 0.04) / wide)
    axes = new_axes(ax, TEXT_WIDTH, side * tall + 0.04 + _TITLE)
    place(axes, left=0.02, right=0.02, top=_TITLE, bottom=0.02)
    bare(axes)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_aspect("equal", anchor="W")
    axes.set_xlim(left - 0.55, right + 0.55)
    axes.set_ylim(bottom + 0.55, top - 0.55)
    return axes


def _arrow(axes: Axes, row: object, cells: Cells, top: float) -> None:
    from matplotlib.patches import FancyArrowPatch

    a, b = str(getattr(row, LeadAndLag.city_a)), str(getattr(row, LeadAndLag.city_b))
    ahead, behind = getattr(row, LeadAndLag.a_first), getattr(row, LeadAndLag.b_first)
    first, later = (a, b) if ahead >= behind else (b, a)
    is_sure = getattr(row, LeadAndLag.q_value) <= ALPHA
    arrow = FancyArrowPatch(
        cells[first],
        cells[later],
        arrowstyle="-" if ahead == behind else "-|>",
        mutation_scale=8,
        # Beside the straight line, so that it passes by cities that lie on it.
        connectionstyle="arc3,rad=0.12",
        shrinkA=9,
        shrinkB=12,
        lw=max(0.5, _THICKEST * (ahead + behind) / top),
        color=COLOURS["accent" if is_sure else "muted"],
        alpha=1 if is_sure else 0.45,
        zorder=2 if is_sure else 1,
    )
    arrow.set_gid(f"spread/{first}/{later}")
    axes.add_patch(arrow)


def plot_first_uses(
    uses: pd.DataFrame,
    ax: Axes | None = None,
    *,
    word: str | None = None,
    grid: Mapping[str, tuple[int, int]] | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw when each city first used a word, on a map of tiles: the earlier, the darker.

    Parameters
    ----------
    uses : DataFrame
        Of `first_uses`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    word : str, optional
        The first of the frame where it is absent.
    grid : mapping of city to (row, column), optional
        Where cities stand; tiles of their province where most are of one, otherwise rows in the
        order of first use.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Tiles have the ids ``first_uses/<word>/<city>``. Hatched: the corpus does not say whether
        the city was later than the first one. Hollow: the city never used the word.

    Examples
    --------
    >>> rows = [{"word": "双招双引", "city": city, "date": pd.Timestamp(day), "lag": lag,
    ...          "is_later": bool(lag), "since": pd.Timestamp("2014-01-01"), "n_articles": 1}
    ...         for city, day, lag in (("烟台", "2019-01-16", 0.0), ("德州", "2020-01-10", 359.0))]
    >>> [text.get_text() for text in plot_first_uses(FirstUses.of_rows(rows)).texts]
    ['烟台\\n2019-01', '德州\\n2020-01']
    """
    say = Phrases(lang)
    with drawing():
        if word is None and len(uses):
            word = str(uses[FirstUses.word].iloc[0])
        rows = where(uses, FirstUses.word, word)
        names = [str(city) for city in rows[FirstUses.city]]
        if not names:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        cells = _on_grid(names, grid) or {
            name: (at % _ACROSS + 0.5, at // _ACROSS + 0.5) for at, name in enumerate(names)
        }
        axes = _plane(ax, cells)
        latest = float(rows[FirstUses.lag].max()) or 1.0
        for row in rows_of(rows):
            _tile(axes, row, cells[str(row.city)], latest)
        counts = {
            "word": printable(word, limit=20),
            "n": say.count(int(rows[FirstUses.date].notna().sum())),
            "all": say.count(len(rows)),
        }
        axes.set_title(say("diffusion.map", counts), loc="left", fontsize=8)
        return axes


def _tile(axes: Axes, row: object, at: tuple[float, float], latest: float) -> None:
    from matplotlib.patches import Rectangle

    city, date = getattr(row, FirstUses.city), getattr(row, FirstUses.date)
    is_used = not pd.isna(date)
    lag = float(getattr(row, FirstUses.lag)) if is_used else 0.0
    depth = 1 - (1 - _STILL_SEEN / 2) * lag / latest
    is_open = is_used and lag > 0 and not getattr(row, FirstUses.is_later)
    tile = Rectangle(
        (at[0] - 0.48, at[1] - 0.48), 0.96, 0.96,
        facecolor=heat_colours()(depth) if is_used else "white",
        edgecolor=COLOURS["contrast" if is_open else "rule"],
        hatch="////" if is_open else None,
        lw=0.6,
    )  # fmt: skip
    tile.set_gid(f"first_uses/{getattr(row, FirstUses.word)}/{city}")
    axes.add_patch(tile)
    said = city_label(city, ems=_NAME_EMS) + (f"\n{date:%Y-%m}" if is_used else "")
    colour = colour_on_heat(depth) if is_used else COLOURS["muted"]
    text = axes.text(*at, said, ha="center", va="center", fontsize=8, color=colour)
    if is_open:
        text.set_bbox({"facecolor": heat_colours()(depth), "edgecolor": "none", "pad": 0.6})
