"""A map of equal tiles: one per city, neighbours kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures.frames import where
from cityanalysis.figures.style import (
    COLOURS,
    bare,
    city_label,
    colour_on_heat,
    drawing,
    empty,
    heat_colours,
    new_axes,
    place,
    width_of,
)
from cityanalysis.frames import Prevalence
from cityanalysis.resources import data_path
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["city_grid", "home_province", "plot_tiles"]

_SIDE = 0.525  # inches of a tile that holds a city's name
_SIGN_SIDE = 0.305  # inches of a tile that holds a sign of one or two letters, at the same type
_TILE_EMS = 4.5  # that a name may take of it
# A syllable of pinyin: its ending stays with it where no vowel follows.
_SYLLABLE = re.compile(r"[^aeiou]*[aeiouü]+(?:ng(?![aeiou])|[nr](?![aeiou]))?", re.I)


@cache
def _grids() -> dict[str, dict[str, tuple[int, int]]]:
    grids = json.loads(data_path("report/tiles_prefectures.json").read_text(encoding="utf-8"))
    return {
        province: {city: (row, column) for city, (row, column) in cells.items()}
        for province, cells in grids.items()
    }


def city_grid(province: str) -> dict[str, tuple[int, int]]:
    """Row and column of each prefecture of a province; most of its borders stay side by side.

    The grids are made by annealing from middles and shared borders (`scripts/build_tiles.py`).

    Parameters
    ----------
    province : str
        Short name in Chinese, such as 山东; a municipality has no grid.

    Returns
    -------
    dict of city to (row, column)
        Empty where the province has no grid.

    Examples
    --------
    >>> len(city_grid("山东")), city_grid("上海")
    (16, {})
    """
    return dict(_grids().get(province, {}))


def home_province(cities: Iterable[str]) -> str:
    """The province whose grid holds most of the cities; empty where none holds any.

    Parameters
    ----------
    cities : iterable of str
        Short names of prefectures in Chinese.

    Examples
    --------
    >>> home_province(["苏州", "无锡", "聊城"])
    '江苏'
    """
    asked = set(cities)
    held = {province: len(asked & cells.keys()) for province, cells in _grids().items()}
    best = max(sorted(held), key=held.__getitem__)
    return best if held[best] else ""


def plot_tiles(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    theme: str | None = None,
    grid: Mapping[str, tuple[int, int]] | None = None,
    signs: Mapping[str, str] | None = None,
    peak: float | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw one theme's share in each city of a tile map.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    theme : str, optional
        The first of the frame where it is absent.
    grid : mapping of city to (row, column), optional
        Where it is absent, that of the province which holds most of the frame's cities.
    signs : mapping of city to str, optional
        One or two letters for each city; they stand in its place, in smaller tiles.
    peak : float, optional
        Share that the darkest colour stands for; the largest share where it is absent.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Tiles have the ids ``tiles/<theme>/<city>``; a city without articles is hollow.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城"], "theme": "water", "estimate": [.1]})
    >>> len(plot_tiles(frame, theme="water").patches)
    16
    """
    say = Phrases(lang)
    if grid is None:
        grid = city_grid(home_province(prevalence[Prevalence.city].astype(str)))
    cells = dict(grid)
    with drawing():
        if theme is None and len(prevalence):
            theme = str(prevalence[Prevalence.theme].iloc[0])
        rows = where(prevalence, Prevalence.theme, theme)
        if rows.empty or not cells:
            return empty(new_axes(ax, 3.0, 1.0), say("figure.nothing"))
        shares = dict(
            zip(rows[Prevalence.city].astype(str), rows[Prevalence.estimate].astype(float))
        )
        depth = 1 + max(row for row, _ in cells.values())
        width = 1 + max(column for _, column in cells.values())
        side = _SIGN_SIDE if signs else _SIDE
        axes = new_axes(ax, side * width + 0.04, side * depth + 0.04)
        place(axes, left=0.02, right=0.02, top=0.02, bottom=0.02)
        bare(axes)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_aspect("equal")
        axes.set_xlim(0, width)
        axes.set_ylim(depth, 0)
        scale = (str(theme), peak or max(shares.values()))
        for city, cell in cells.items():
            name = signs.get(city, city) if signs else _in_tile(city)
            _tile(axes, city, cell, shares.get(city), scale, name)
        return axes


def _in_tile(city: str) -> str:
    r"""A city's name at reading size: on two lines, broken between syllables, where it is long.

    Examples
    --------
    >>> _in_tile("Zaozhuang"), _in_tile("Inner Mongolia"), _in_tile("聊城")
    ('Zao-\nzhuang', 'Inner\nMongolia', '聊城')
    """
    name = city_label(city, ems=9)
    if width_of(name) <= _TILE_EMS:
        return name
    if " " in name:
        return name.replace(" ", "\n", 1)
    parts, head = _SYLLABLE.findall(name) or [name], ""
    while len(parts) > 1 and width_of(head + parts[0]) <= _TILE_EMS - 0.5:
        head += parts.pop(0)
    return f"{head}-\n{''.join(parts)}" if head else name


def _tile(
    axes: Axes,
    city: str,
    cell: tuple[int, int],
    share: float | None,
    scale: tuple[str, float],
    name: str,
) -> None:
    from matplotlib.patches import Rectangle

    theme, peak = scale
    y, x = cell
    depth = 0.0 if share is None else min(1.0, share / (peak or 1.0))
    tile = Rectangle(
        (x + 0.03, y + 0.03),
        0.94,
        0.94,
        facecolor="white" if share is None else heat_colours()(depth),
        edgecolor=COLOURS["rule"],
        linewidth=0.6,
    )
    tile.set_gid(f"tiles/{theme}/{city}")
    axes.add_artist(tile)
    colour = COLOURS["muted"] if share is None else colour_on_heat(depth)
    middle = y + (0.36 if share is not None else 0.5) - 0.06 * ("\n" in name)
    axes.text(
        x + 0.5,
        middle,
        name,
        ha="center",
        va="center",
        fontsize=8,
        linespacing=0.95,
        color=colour,
    )
    if share is not None:
        axes.text(
            x + 0.5,
            y + 0.76,
            f"{100 * share:.0f}%",
            ha="center",
            va="center",
            fontsize=8,
            color=colour,
        )
