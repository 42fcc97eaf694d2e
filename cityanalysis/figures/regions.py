"""A map from a file of one's own: tiles on any grid, or outlines from GeoJSON."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.errors import InputError
from cityanalysis.figures.frames import where
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    city_label,
    drawing,
    empty,
    heat_colours,
    new_axes,
    place,
)
from cityanalysis.frames import Prevalence
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CityMap", "Outlines", "flat_outlines", "plot_regions", "read_map"]

Ring = Sequence[Sequence[float]]
Regions = Mapping[str, Sequence[Ring]]
Points = list[tuple[int, int]]
_SIDE = 1000  # steps of the grid that outlines are drawn on: finer than any screen shows them
_TALLEST = 4.0  # inches: two maps on a page
_NAMED = 40  # of more cities the names would cover each other
_SUFFIXES = ("市", "地区", "自治州", "盟", "省")


@dataclass(frozen=True)
class CityMap:
    """A map of one's own: one of its two parts is filled.

    Attributes
    ----------
    grid : mapping of city to (row, column)
        Equal tiles.
    regions : mapping of city to rings
        Outlines, longitude and latitude.

    Examples
    --------
    >>> CityMap({"聊城": (0, 0)}).called({"聊城": "Liaocheng"}).grid
    {'Liaocheng': (0, 0)}
    """

    grid: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    regions: Regions = field(default_factory=dict)

    def called(self, names: Mapping[str, str]) -> CityMap:
        """The same map with its cities called otherwise; those without a name keep their own."""
        return CityMap(
            grid={names.get(city, city): place for city, place in self.grid.items()},
            regions={names.get(city, city): rings for city, rings in self.regions.items()},
        )


# What a file that is none of the two forms is found out by.
_NO_MAP = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def read_map(path: str | os.PathLike[str]) -> CityMap:
    """Read a grid of tiles or GeoJSON outlines (RFC 7946).

    Parameters
    ----------
    path : path
        JSON: either city → [row, column], or a FeatureCollection of polygons whose properties
        hold the city's name under ``name`` (or any property that ends in 市, 州, 盟 and so on).

    Returns
    -------
    CityMap

    Raises
    ------
    InputError
        Where the file cannot be read, or is neither.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "grid.json"
    >>> _ = file.write_text('{"聊城": [0, 0], "德州": [0, 1]}', encoding="utf-8")
    >>> read_map(file).grid
    {'聊城': (0, 0), '德州': (0, 1)}
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        if isinstance(content, dict) and content.get("type") == "FeatureCollection":
            regions = {name: rings for f in content["features"] for name, rings in _feature(f)}
            if regions:
                return CityMap(regions=regions)
            raise ValueError("no polygon has a name")
        tiles = {str(city): (int(row), int(col)) for city, (row, col) in content.items()}
        return CityMap(grid=tiles)
    except _NO_MAP as error:
        raise InputError(
            f"{path} is no map: {error}. Give JSON of city to [row, column], or GeoJSON polygons "
            "with a property name."
        ) from error


def _feature(feature: Mapping[str, Any]) -> Iterator[tuple[str, list[list[list[float]]]]]:
    """Short name and outer rings of a feature; nothing where it has no name or no area."""
    shape = feature.get("geometry") or {}
    name = str((feature.get("properties") or {}).get("name") or "")
    kinds = {"Polygon": lambda c: [c[0]], "MultiPolygon": lambda c: [part[0] for part in c]}
    if not name or shape.get("type") not in kinds:
        return
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            name = name.removesuffix(suffix)
            break
    rings = kinds[shape["type"]](shape["coordinates"])
    found = [[[float(point[0]), float(point[1])] for point in ring] for ring in rings]
    if not all(math.isfinite(value) for ring in found for point in ring for value in point):
        raise ValueError(f"a coordinate of {name} is no finite number")
    yield name, found


class Outlines(NamedTuple):
    """Outlines on a flat grid of whole numbers, y downwards."""

    width: int
    height: int
    rings: dict[str, list[Points]]

    def centre(self, city: str) -> tuple[float, float]:
        """Middle of the bounding box of a city's longest ring, where its name stands."""
        x, y = zip(*max(self.rings[city], key=len))
        return (min(x) + max(x)) / 2, (min(y) + max(y)) / 2


def flat_outlines(regions: Regions) -> Outlines:
    """Project outlines and put them on a grid of 1,000 steps, which also simplifies them.

    Neighbours stay neighbours, since points that they share land on one place. A degree of
    longitude is shorter than one of latitude by the cosine of the latitude.

    Parameters
    ----------
    regions : mapping of city to rings
        Longitude and latitude, as `read_map` gives them.

    Examples
    --------
    >>> flat_outlines({"聊城": [[[0, 0], [1, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]})
    Outlines(width=1000, height=500, rings={'聊城': [[(0, 500), (1000, 500), (1000, 0), (0, 0)]]})
    """
    points = [point for rings in regions.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.1)
    step = max((east - west) * squeeze, north - south) / _SIDE or 1.0
    rings = {
        city: _visible(
            [
                [(round((x - west) * squeeze / step), round((north - y) / step)) for x, y in ring]
                for ring in own
            ]
        )
        for city, own in regions.items()
    }
    return Outlines(round((east - west) * squeeze / step), round((north - south) / step), rings)


def _visible(rings: list[Points]) -> list[Points]:
    """Rings without points that change nothing; rings that shrank to a line go, but not all."""
    kept = [short for ring in rings if len(short := _corners(ring)) > 2]
    if kept:
        return kept
    x, y = rings[0][0]
    return [[(x - 2, y - 2), (x + 2, y - 2), (x + 2, y + 2), (x - 2, y + 2)]]


def _corners(ring: Points) -> Points:
    """The points of a ring at which its direction changes."""
    kept: Points = []
    for x, y in ring:
        if kept and kept[-1] == (x, y):
            continue
        while len(kept) > 1 and _is_between(kept[-2], kept[-1], (x, y)):
            kept.pop()
        kept.append((x, y))
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _is_between(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether b lies on the line from a to c."""
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def plot_regions(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    regions: Regions,
    theme: str | None = None,
    peak: float | None = None,
    lang: Language = "zh",
) -> Axes:
    """Draw one theme's share in each city as coloured outlines.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    regions : mapping of city to rings
        Longitude and latitude, as `read_map` gives them.
    theme : str, optional
        The first of the frame where it is absent.
    peak : float, optional
        Share that the darkest colour stands for; the largest share where it is absent.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Outlines have the ids ``regions/<theme>/<city>``; a city without articles is hollow.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城"], "theme": "water", "estimate": [.1]})
    >>> shapes = {"聊城": [[[0, 0], [1, 0], [1, 1]]]}
    >>> len(plot_regions(frame, regions=shapes, theme="water").patches)
    1
    """
    from matplotlib.patches import Polygon

    with drawing():
        chosen = theme or (str(prevalence[Prevalence.theme].iloc[0]) if len(prevalence) else None)
        rows = where(prevalence, Prevalence.theme, chosen)
        if rows.empty or not regions:
            return empty(new_axes(ax, 3.0, 1.0), Phrases(lang)("figure.nothing"))
        shares = dict(
            zip(rows[Prevalence.city].astype(str), rows[Prevalence.estimate].astype(float))
        )
        top, flat = peak or max(shares.values()) or 1.0, flat_outlines(regions)
        ratio = max(0.3, flat.height / max(flat.width, 1))
        width = min(TEXT_WIDTH, _TALLEST / ratio)
        axes = new_axes(ax, width, 0.06 + (width - 0.06) * ratio)
        place(axes, left=0.02, right=0.02, top=0.02, bottom=0.02)
        bare(axes)
        axes.set_xticks([])
        axes.set_yticks([])
        for city, rings in flat.rings.items():
            share = shares.get(city)
            colour = "white" if share is None else heat_colours()(min(1.0, share / top))
            for ring in rings:
                outline = Polygon(ring, facecolor=colour, edgecolor=COLOURS["muted"], linewidth=0.4)
                outline.set_gid(f"regions/{chosen}/{city}")
                axes.add_patch(outline)
            if len(flat.rings) <= _NAMED:
                _name(axes, city, share, flat.centre(city))
        axes.set_xlim(-4, flat.width + 4)
        axes.set_ylim(flat.height + 4, -4)
        axes.set_aspect("equal")
        return axes


def _name(axes: Axes, city: str, share: float | None, at: tuple[float, float]) -> None:
    """City and share in the middle of its longest outline."""
    number = "" if share is None else f"\n{100 * share:.0f}%"
    text = axes.text(*at, city_label(city, ems=6) + number, ha="center", va="center", fontsize=8)
    text.set_color(COLOURS["ink" if share is not None else "muted"])
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.6})
