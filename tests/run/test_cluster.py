"""Workers of Dask find what one machine finds, also where one dies; skipped without Dask."""

import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.errors import CityAnalysisError, InputError
from cityanalysis.run import Settings, package_versions, place_shards
from cityanalysis.run.place_shards import place_all
from cityanalysis.run.shards import each_shard
from tests.run.mortal import SIZE, Mortal, bytes_in

distributed = pytest.importorskip("distributed", reason="Dask is not installed (extra `dask`)")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Two workers on this machine."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as cluster:
        yield cluster.scheduler_address


def test_two_workers_find_the_bytes_of_one_machine(
    scheduler: str, articles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_shards, "each_shard", partial(each_shard, size=SIZE))
    here = place_all(articles, Settings(), tmp_path / "here")
    there = place_all(articles, Settings(scheduler=scheduler), tmp_path / "there")
    pd.testing.assert_frame_equal(here.cities, there.cities)
    known = bytes_in(tmp_path / "here")
    assert len(known) > 5 and bytes_in(tmp_path / "there") == known


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a worker is killed by a signal")
def test_what_a_worker_had_begun_when_it_died_is_done_by_another(
    scheduler: str, articles: pd.DataFrame, tmp_path: Path
) -> None:
    mark = tmp_path / "died"
    work = Mortal(articles["doc_id"].iloc[40], str(mark))
    there = each_shard(work, articles, tmp_path / "there", scheduler=scheduler, size=SIZE)
    assert mark.exists(), "no worker died"
    here = each_shard(work, articles, tmp_path / "here", size=SIZE)
    assert there.keys == here.keys
    assert bytes_in(tmp_path / "there") == bytes_in(tmp_path / "here")


def test_workers_with_other_code_are_refused(
    scheduler: str, articles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cityanalysis.run.cluster.code_digest", lambda: "0" * 64)
    with pytest.raises(InputError, match="another version"):
        place_all(articles, Settings(scheduler=scheduler), tmp_path)
    assert package_versions.code_digest() != "0" * 64


def test_no_scheduler_is_said_plainly(
    articles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cityanalysis.run.cluster._PATIENCE", 0.5)
    with pytest.raises(CityAnalysisError, match="no scheduler of Dask answers"):
        place_all(articles, Settings(scheduler="tcp://127.0.0.1:9"), tmp_path)
