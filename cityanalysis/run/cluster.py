"""Shards on many machines: the same work on the same shards, shared out by Dask's scheduler.

A shard travels to a worker and its result back, so that the machines need no folder in common. The
scheduler gives what a lost worker had begun to another; a result is kept where the run is, once.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import Any

from cityanalysis.errors import InputError, UsageError
from cityanalysis.run.package_versions import code_digest

__all__ = ["work_on_cluster"]

Work = Callable[[Any], Any]

_PATIENCE = 30  # seconds for a scheduler to answer, and for its first worker to be there
_AHEAD = 3  # shards that are sent out for each process, so that none waits for the next


def work_on_cluster(
    scheduler: str, work: Work, shards: Iterable[tuple[str, Any]], keep: Callable[[str, Any], None]
) -> None:
    """Do a piece of work on shards, on the workers of a scheduler.

    Parameters
    ----------
    scheduler : str
        Its address: ``tcp://node1:8786``.
    work : callable, Arrow table → Arrow table
        As `each_shard` takes it.
    shards : iterable of (str, Arrow table)
        Under their keys; few are held at a time.
    keep : callable
        Takes each key and its result, in the order in which they are finished.

    Raises
    ------
    UsageError
        Where Dask is not installed.
    InputError
        Where no scheduler answers there, it has no worker, or a worker runs other code.
    """
    waiting = iter(shards)
    first = next(waiting, None)
    if first is None:
        return
    with _client(scheduler) as client:
        from distributed import as_completed

        room = _AHEAD * sum(client.nthreads().values())
        running = as_completed(loop=client.loop)
        for key, table in chain([first], waiting):
            if running.count() >= room:
                _take(next(running), keep)
            running.add(client.submit(_on_worker, work, table, code_digest(), key=key))
        for future in running:
            _take(future, keep)


def _take(future: Any, keep: Callable[[str, Any], None]) -> None:
    """Keep a result, and let the cluster forget it."""
    keep(future.key, future.result())
    future.release()


def _on_worker(work: Work, table: Any, digest: str) -> Any:
    """The result of a shard, where this process has the code and packages of the run's own."""
    if code_digest() != digest:
        raise InputError(
            "a worker of the cluster has another version of cityanalysis, or of a package that it "
            "stands on, so that its results would differ. Install the same on all machines."
        )
    with _turn():
        return work(table)


@lru_cache(maxsize=1)
def _turn() -> Lock:
    """One shard of a process at a time: workers may have threads, which the work is not for."""
    return Lock()


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    """A connection to the scheduler, which has workers."""
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise UsageError(
            "--scheduler needs Dask: pip install 'cityanalysis[dask]', on every machine."
        ) from error
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--scheduler {scheduler}: no scheduler of Dask answers there. Start one with "
            "`dask scheduler`, and workers with `dask worker ADDRESS`."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            yield client
        except TimeoutError as error:
            raise InputError(
                f"--scheduler {scheduler} has no workers. Start some with "
                f"`dask worker {scheduler}`."
            ) from error
        except KilledWorker as error:
            raise InputError(
                "a shard ended every worker that took it, most likely for want of memory. Start "
                "the workers with more of it each; the run goes on behind the shards it has."
            ) from error
