"""Shards on many machines: the same work on the same shards, shared out by Spark.

As with Dask (`cluster.py`) a shard travels to a worker and its result back; a lost one is done by
another worker, and a result is kept where the run is, once.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cityanalysis.errors import InputError, UsageError
from cityanalysis.run.package_versions import code_digest

__all__ = ["is_spark", "work_on_spark"]

Work = Callable[[Any], Any]

# Beginnings of the addresses under which Spark knows a cluster; all others are Dask's.
_MASTERS = ("spark://", "local[", "local-cluster[", "yarn", "k8s://")
_NAME = "cityanalysis"  # of our connection; a program's own has another, and stays open
# What Spark's errors say where no cluster is there, where a worker was lost, and of an error there.
_NOBODY = ("SparkContext has been shutdown", "stopped SparkContext", "Could not parse Master")
_LOST = ("Python worker exited unexpectedly", "ExecutorLostFailure")
_ERROR = re.compile(r"[A-Z]\w*(?:Error|Exception): ")
_A_TURN = 4  # shards that are sent out at once for each core, so that few wait for the last one


def is_spark(scheduler: str) -> bool:
    """Whether an address is that of a cluster of Spark.

    Parameters
    ----------
    scheduler : str
        What `--scheduler` was given.

    Examples
    --------
    >>> is_spark("local[2]"), is_spark("spark://node1:7077"), is_spark("tcp://node1:8786")
    (True, True, False)
    """
    return scheduler.startswith(_MASTERS)


def work_on_spark(
    master: str, work: Work, shards: Iterable[tuple[str, Any]], keep: Callable[[str, Any], None]
) -> None:
    """Do a piece of work on shards, on the workers of a cluster of Spark.

    Parameters
    ----------
    master : str
        Its address: ``spark://node1:7077``, ``yarn``, or ``local[4]`` for four processes of this
        machine. Where a program has Spark running already, that is used.
    work : callable, Arrow table → Arrow table
        As `each_shard` takes it.
    shards : iterable of (str, Arrow table)
        Under their keys; few are held at a time.
    keep : callable
        Takes each key and its result.

    Raises
    ------
    UsageError
        Where pyspark or Java is not installed.
    InputError
        Where no cluster answers there, a worker runs other code, or a shard ends its workers.
    """
    waiting = iter(shards)
    turn = list(islice(waiting, 1))
    if not turn:
        return
    do = _OnWorker(work, code_digest())
    with _context(master) as context:
        room = _A_TURN * context.defaultParallelism
        turn += islice(waiting, room - 1)
        while turn:
            # A task for each shard, so that a worker that dies loses one and no more.
            for key, found in context.parallelize(turn, len(turn)).map(do).collect():
                if found is None:
                    raise InputError(
                        "a worker of the cluster has another version of cityanalysis, or of a "
                        "package that it stands on, so that its results would differ. Install the "
                        "same on all machines, and name their Python in PYSPARK_PYTHON."
                    )
                keep(key, found)
            turn = list(islice(waiting, room))


@dataclass(frozen=True)
class _OnWorker:
    """The result of a shard; None where this process has other code than the run."""

    work: Work
    digest: str

    def __call__(self, shard: tuple[str, Any]) -> tuple[str, Any]:
        key, table = shard
        return key, self.work(table) if code_digest() == self.digest else None


@contextmanager
def _context(master: str) -> Iterator[Any]:
    """A connection to the cluster; closed behind the work where it was made for it."""
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise UsageError(
            f"--scheduler {master} needs Spark: pip install 'cityanalysis[spark]', on every "
            "machine."
        ) from error
    conf = SparkConf().setMaster(master).setAppName(_NAME)
    try:
        context = SparkContext.getOrCreate(conf.set("spark.ui.showConsoleProgress", "false"))
        if "PYSPARK_PYTHON" not in os.environ and context.master.startswith("local"):
            context.pythonExec = sys.executable  # not whatever `python3` is on this machine
        try:
            yield context
        finally:
            if context.appName == _NAME:
                context.stop()
    except PySparkException as error:
        raise UsageError(
            f"--scheduler {master}: Spark did not start. It needs Java 17 or later: "
            "`java -version` tells, JAVA_HOME names it."
        ) from error
    except Py4JError as error:
        raise InputError(f"--scheduler {master}: {_reason(str(error))}") from error


def _reason(told: str) -> str:
    """What went wrong and what to do, of the traces of two languages."""
    if any(mark in told for mark in _NOBODY):
        return (
            "no cluster of Spark answers there. Start one as its manual says (`start-master.sh`, "
            "`start-worker.sh ADDRESS`), or name processes of this machine: local[2]."
        )
    if any(mark in told for mark in _LOST):
        return (
            "a shard ended every worker that took it, most likely for want of memory. Give each "
            "more of it; the run goes on behind the shards it has."
        )
    named = [line for line in told.splitlines() if _ERROR.match(line)]
    return f"Spark gave a shard up: {named[-1] if named else told.partition(chr(10))[0]}"
