"""Workers of Dask and of Spark find what one machine finds, also where one of them dies."""

import shutil
import signal
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.errors import CityAnalysisError, InputError, UsageError
from cityanalysis.run import Settings, package_versions, place_shards
from cityanalysis.run.place_shards import place_all
from cityanalysis.run.shards import each_shard
from cityanalysis.run.spark import _reason
from tests.run import mortal
from tests.run.mortal import SIZE, Mortal, bytes_in

MASTER = "local[2,3]"  # two processes; a task may be lost twice
ROOMS = {"dask": "cityanalysis.run.cluster", "spark": "cityanalysis.run.spark"}


@pytest.fixture(scope="module", params=["dask", "spark"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def scheduler(engine: str) -> Iterator[str]:
    """Two workers on this machine."""
    if engine == "dask":
        distributed = pytest.importorskip("distributed", reason="Dask is not installed")
        options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
        with distributed.LocalCluster(**options) as cluster:
            yield cluster.scheduler_address
        return
    pyspark = pytest.importorskip("pyspark", reason="Spark is not installed (extra `spark`)")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, which Spark needs")
    pyspark.cloudpickle.register_pickle_by_value(mortal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        conf = pyspark.SparkConf().setMaster(MASTER).setAppName("tests")
        with pyspark.SparkContext(conf=conf.set("spark.ui.enabled", "false")):
            yield MASTER


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
    engine: str,
    scheduler: str,
    articles: pd.DataFrame,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{ROOMS[engine]}.code_digest", lambda: "0" * 64)
    with pytest.raises(InputError, match="another version"):
        place_all(articles, Settings(scheduler=scheduler), tmp_path)
    assert package_versions.code_digest() != "0" * 64


def test_no_scheduler_is_said_plainly(
    articles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr("cityanalysis.run.cluster._PATIENCE", 0.5)
    with pytest.raises(CityAnalysisError, match="no scheduler of Dask answers"):
        place_all(articles, Settings(scheduler="tcp://127.0.0.1:9"), tmp_path)


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed")
def test_without_spark_the_extra_is_named(articles: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cityanalysis\\[spark\\]"):
        place_all(articles, Settings(scheduler="spark://node1:7077"), tmp_path)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("java.lang.IllegalStateException: SparkContext has been shutdown\n\tat x", "no cluster"),
        ("Lost task: Python worker exited unexpectedly (crashed)", "want of memory"),
        ("failed\n  File x\nValueError: oh\n\tat org.apache.spark", "up: ValueError: oh"),
        ("something else\nbelow", "up: something else"),
    ],
)
def test_what_spark_says_is_told_in_a_sentence(told: str, meant: str) -> None:
    assert meant in _reason(told) and "\n" not in _reason(told)
