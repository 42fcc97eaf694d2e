"""Maps of one's own: grids and GeoJSON."""

import json

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.figures import plot_regions, read_map

SQUARE = [[115, 36], [116, 36], [116, 37], [115, 37], [115, 36]]


def _geojson(name: str, kind: str = "Polygon") -> dict:
    rings = [SQUARE] if kind == "Polygon" else [[SQUARE], [[[117, 36], [118, 36], [118, 37]]]]
    shape = {"type": kind, "coordinates": rings}
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": shape}
    return {"type": "FeatureCollection", "features": [feature]}


@pytest.mark.parametrize(("kind", "n_outlines"), [("Polygon", 1), ("MultiPolygon", 2)])
def test_outlines_are_named_as_cities_are(kind, n_outlines, tmp_path):
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(_geojson("聊城市", kind)), encoding="utf-8")
    regions = read_map(file)["regions"]
    frame = pd.DataFrame({"city": ["聊城", "德州"], "theme": "water", "estimate": [0.2, 0.4]})
    axes = plot_regions(frame, regions=regions, theme="water")
    assert {patch.get_gid() for patch in axes.patches} == {"regions/water/聊城"}
    assert len(axes.patches) == n_outlines
    assert [text.get_text() for text in axes.texts] == ["聊城\n20%"]


@pytest.mark.parametrize(
    "text", ["", "[1, 2]", '{"聊城": 1}', '{"type": "FeatureCollection", "features": []}']
)
def test_what_is_no_map_is_said_to_be_none(text, tmp_path):
    file = tmp_path / "map.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"map\.json"):
        read_map(file)


def test_nothing_to_draw_is_said():
    frame = pd.DataFrame({"city": [], "theme": [], "estimate": []})
    assert plot_regions(frame, regions={}).texts
