"""A map from a file of one's own: tiles on any grid, or outlines from GeoJSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from cityanalysis.errors import InputError
from cityanalysis.figures.frames import where
from cityanalysis.figures.phrases import Phrases
from cityanalysis.figures.style import (
    COLOURS,
    bare,
    drawing,
    empty,
    heat_colours,
    new_axes,
    place,
    printable,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_regions", "read_map"]

Ring = Sequence[Sequence[float]]
Regions = Mapping[str, Sequence[Ring]]
_SUFFIXES = ("市", "地区", "自治州", "盟", "省")


def read_map(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read a grid of tiles or GeoJSON outlines (RFC 7946).

    Parameters
    ----------
    path : path
        JSON: either city → [row, column], or a FeatureCollection of polygons whose properties
        hold the city's name under ``name`` (or any property that ends in 市, 州, 盟 and so on).

    Returns
    -------
    dict
        ``{"grid": {city: [row, column]}}`` or ``{"regions": {city: [ring, ...]}}``.

    Raises
    ------
    InputError
        Where the file cannot be read, or is neither.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "grid.json"
    >>> _ = file.write_text('{"聊城": [0, 0], "德州": [0, 1]}', encoding="utf-8")
    >>> read_map(file)
    {'grid': {'聊城': [0, 0], '德州': [0, 1]}}
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        if isinstance(content, dict) and content.get("type") == "FeatureCollection":
            regions = {name: rings for f in content["features"] for name, rings in _feature(f)}
            if regions:
                return {"regions": regions}
            raise ValueError("no polygon has a name")
        return {"grid": {str(city): [int(row), int(col)] for city, (row, col) in content.items()}}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
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
    yield name, [[[float(point[0]), float(point[1])] for point in ring] for ring in rings]


def plot_regions(
    prevalence: pd.DataFrame,
    ax: Axes | None = None,
    *,
    regions: Regions,
    theme: str | None = None,
    peak: float | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw one theme's share in each city as coloured outlines.

    Parameters
    ----------
    prevalence : DataFrame
        `city`, `theme`, `estimate`.
    ax : Axes, optional
    regions : mapping of city to rings
        Longitude and latitude, as `read_map` gives them.
    theme : str, optional
        The first of the frame where it is absent.
    peak : float, optional
        Share that the darkest colour stands for; the largest share where it is absent.
    lang : {"zh", "en"}

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
    import numpy as np
    from matplotlib.patches import Polygon

    with drawing():
        chosen = theme or (str(prevalence["theme"].iloc[0]) if len(prevalence) else None)
        rows = where(prevalence, "theme", chosen)
        if rows.empty or not regions:
            return empty(new_axes(ax, 3.0, 1.0), Phrases(lang)("figure.nothing"))
        shares = dict(zip(rows["city"].astype(str), rows["estimate"].astype(float)))
        top = peak or max(shares.values()) or 1.0
        axes = new_axes(ax, 3.0, 2.4)
        place(axes, left=0.02, right=0.02, top=0.02, bottom=0.02)
        bare(axes)
        axes.set_xticks([])
        axes.set_yticks([])
        for city, rings in regions.items():
            share = shares.get(city)
            colour = "white" if share is None else heat_colours()(min(1.0, share / top))
            for ring in rings:
                outline = Polygon(
                    np.asarray(ring), facecolor=colour, edgecolor=COLOURS["muted"], linewidth=0.4
                )
                outline.set_gid(f"regions/{chosen}/{city}")
                axes.add_patch(outline)
            _name(axes, city, share, max(rings, key=len))
        axes.autoscale_view()
        # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        middle = np.radians(np.mean(axes.get_ylim()))
        axes.set_aspect(1 / max(float(np.cos(middle)), 0.1))
        return axes


def _name(axes: Axes, city: str, share: float | None, ring: Ring) -> None:
    """City and share in the middle of its largest outline."""
    x = sum(point[0] for point in ring) / len(ring)
    y = sum(point[1] for point in ring) / len(ring)
    number = "" if share is None else f"\n{100 * share:.0f}%"
    text = axes.text(
        x, y, printable(city, limit=4) + number, ha="center", va="center", fontsize=5.5
    )
    text.set_color(COLOURS["ink" if share is not None else "muted"])
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.6})
