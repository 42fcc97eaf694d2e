"""A run is kept on disk and read back."""

from dataclasses import replace

import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.figures import CityMap
from cityanalysis.frames import SCHEMAS, Frame
from cityanalysis.run import Analysis, load_analysis
from tests.simulate.run import make_run


def test_what_is_saved_is_read_back(tmp_path):
    analysis = make_run(4, 5, 40)
    analysis.save(tmp_path, formats=())
    again = load_analysis(tmp_path)
    for name, frame in analysis.frames().items():
        pd.testing.assert_frame_equal(frame, again.frames()[name], check_dtype=False, obj=name)
    assert again.themes == analysis.themes
    assert again.settings == analysis.settings
    assert replace(again.manifest, outputs=()) == analysis.manifest
    assert again.support.to_dict() == analysis.support.to_dict()
    assert again.clusters.to_dict() == analysis.clusters.to_dict()
    assert again.fit is not None and again.topics is None
    pd.testing.assert_frame_equal(again.fit.theta, analysis.weights)


def test_a_saved_run_has_the_files_that_people_look_for(tmp_path):
    make_run(4, 5, 40).save(tmp_path, formats=())
    for name in ("articles.parquet", "cities.parquet", "weights.parquet", "manifest.json"):
        assert (tmp_path / name).is_file()
    assert (tmp_path / "tables" / "prevalence.csv").is_file()


def test_the_same_run_is_saved_as_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        make_run(4, 5, 40).save(tmp_path / name, formats=())
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert files
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_an_empty_run_can_be_saved(tmp_path):
    Analysis().save(tmp_path, formats=())
    assert load_analysis(tmp_path).articles.empty


def test_a_map_of_ones_own_is_kept(tmp_path):
    own = CityMap(grid={"聊城": (0, 0)})
    Analysis(map=own).save(tmp_path, formats=())
    assert load_analysis(tmp_path).map == own


def test_a_frame_that_lacks_a_column_is_refused_by_name():
    analysis = make_run(4, 5, 40)
    with pytest.raises(InputError, match="Prevalence lacks estimate"):
        replace(analysis, prevalence=analysis.prevalence.drop(columns="estimate"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_frames_of_a_run_are_those_of_the_schemas(name):
    schema = SCHEMAS[name]
    for run in (make_run(7, 8, 400), Analysis()):
        frame = run.frames()[name]
        if issubclass(schema, Frame):
            assert list(frame.columns)[: len(schema.names())] == schema.names()
            for column in schema.columns():
                # How fine the clock is differs in memory; on disk it is seconds.
                kind = str(frame[column.name].dtype).partition("[")[0]
                # Lists are Python's where a frame was made by hand, and Arrow's where it was read.
                kind = "object" if kind.startswith("list<") else kind
                assert kind == column.dtype.partition("[")[0], column.name


def test_a_folder_without_a_run_is_named(tmp_path):
    with pytest.raises(InputError, match="holds no analysis"):
        load_analysis(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "results" / "prevalence.parquet").unlink(),
        lambda root: (root / "cities.parquet").write_bytes(b""),
        lambda root: (root / "results" / "analysis.json").write_text("{}"),
        lambda root: (root / "manifest.json").unlink(),
        lambda root: (root / "manifest.json").write_text('{"made_by": "cityanalysis"}'),
        lambda root: (root / "manifest.json").write_text('{"outputs": []}'),
        lambda root: (root / "manifest.json").write_text(
            '{"made_by": "cityanalysis", "outputs": [{"name": 3}]}'
        ),
    ],
)
def test_a_damaged_or_mixed_folder_is_refused_in_words(tmp_path, change):
    make_run(4, 5, 40).save(tmp_path, formats=())
    change(tmp_path)
    with pytest.raises(InputError, match="again"):
        load_analysis(tmp_path)


def test_tables_may_be_edited(tmp_path):
    make_run(4, 5, 40).save(tmp_path, formats=())
    (tmp_path / "tables" / "prevalence.csv").write_text("my own", encoding="utf-8")
    assert len(load_analysis(tmp_path).articles)
