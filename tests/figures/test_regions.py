"""Maps of one's own: grids and GeoJSON."""

import json

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.figures import plot_regions, read_map
from cityanalysis.figures.regions import flat_outlines

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
    regions = read_map(file).regions
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


def test_outlines_share_their_border_and_lose_points_that_change_nothing():
    fine = [[115 + i / 5000, 36.0] for i in range(5000)] + [[116, 37], [115, 37]]
    beside = [[116, 36], [117, 36], [117, 37], [116, 37]]
    flat = flat_outlines({"甲": [fine], "乙": [beside]})
    assert len(flat.rings["甲"][0]) < 8
    assert max(x for x, _ in flat.rings["甲"][0]) == min(x for x, _ in flat.rings["乙"][0])
    assert max(flat.width, flat.height) == 1000


def test_a_place_too_small_to_be_seen_stays_on_the_map():
    tiny = [[116.5, 36.5], [116.5000001, 36.5], [116.5, 36.5000001]]
    flat = flat_outlines({"甲": [SQUARE], "乙": [[[117, 36], [118, 36], [118, 37]]], "岛": [tiny]})
    assert len(flat.rings["岛"][0]) == 4


def test_a_coordinate_that_is_no_number_is_refused(tmp_path):
    file = tmp_path / "map.geojson"
    broken = json.dumps(_geojson("聊城市")).replace("115, 36", "NaN, 36")
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(InputError, match="finite"):
        read_map(file)
