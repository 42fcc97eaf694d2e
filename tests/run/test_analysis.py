"""A run is kept on disk and read back."""

import json

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.run import Analysis, load_analysis
from tests.report.synthetic import make_analysis


def test_what_is_saved_is_read_back(tmp_path):
    analysis = make_analysis(4, 5, 60)
    analysis.save(tmp_path, formats=())
    again = load_analysis(tmp_path)
    for name, frame in analysis.frames().items():
        pd.testing.assert_frame_equal(frame, again.frames()[name], check_dtype=False, obj=name)
    assert again.themes == analysis.themes
    assert again.settings == analysis.settings
    assert {k: v for k, v in again.manifest.items() if k != "outputs"} == analysis.manifest
    assert again.clusters.to_dict() == analysis.clusters.to_dict()
    assert again.fit is None and again.topics is None


def test_a_saved_run_has_the_files_that_people_look_for(tmp_path):
    make_analysis(4, 5, 60).save(tmp_path, formats=())
    for name in ("articles.parquet", "cities.parquet", "weights.parquet", "manifest.json"):
        assert (tmp_path / name).is_file()
    assert (tmp_path / "tables" / "prevalence.csv").is_file()


def test_the_same_run_is_saved_as_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        make_analysis(4, 5, 60).save(tmp_path / name, formats=())
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert files
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_an_empty_run_can_be_saved(tmp_path):
    Analysis().save(tmp_path, formats=())
    assert load_analysis(tmp_path).articles.empty


def test_frames_in_the_support_become_plain_values(tmp_path):
    row = {"city": "聊城", "n_articles": 3, "n_clusters": 2, "comparable": True}
    cities = pd.DataFrame([row])
    Analysis(support={"cities": cities}).save(tmp_path, formats=())
    record = json.loads((tmp_path / "results" / "analysis.json").read_text(encoding="utf-8"))
    assert record["support"]["cities"] == [row]


def test_a_folder_without_a_run_is_named(tmp_path):
    with pytest.raises(InputError, match="holds no analysis"):
        load_analysis(tmp_path)
