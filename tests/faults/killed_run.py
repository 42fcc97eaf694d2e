"""Runs that die, or find the disk full, each at another file operation.

python -m tests.faults.killed_run FOLDER STEP kill|full

Python tells an audit hook of every file that is opened, renamed or removed, before it happens.
Run N goes into FOLDER/outN over an older run's results; its N-th operation there ends the process
without a word, or raises "no space left on device".
"""

import errno
import os
import sys
from pathlib import Path
from typing import Any

from tests.run.test_out_folder import run_into

EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
# More than the file operations of such a run; the last ones find nothing to stop.
OPERATIONS = range(1, 81)


def stop_at_each(folder: Path, step: int, kind: str) -> None:
    """Prepare the older results, then run once for each operation in a process of its own."""
    for operation in OPERATIONS[::step]:
        out = folder / f"out{operation}"
        run_into(out, files_of("old"))
        (out / "mine.txt").write_text("mine", encoding="utf-8")
        child = os.fork()
        if child == 0:
            _run_and_stop(out, operation, kind)
        os.waitpid(child, 0)


def _run_and_stop(out: Path, stop_at: int, kind: str) -> None:
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in EVENTS or not str(arguments[0]).startswith(str(out)):
            return
        seen += 1
        if seen == stop_at:
            if kind == "kill":
                os._exit(9)
            if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return  # reading needs no space
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    sys.addaudithook(hook)
    try:
        run_into(out, files_of("new"))
    finally:
        os._exit(0)


def files_of(word: str) -> dict[str, str]:
    """Results of a run; one file of each run has a name of its own."""
    names = ("report.pdf", "tables/a.csv", "figures/a/b.png", f"tables/only-{word}.csv")
    return {name: f"{word} {name}" for name in names}


if __name__ == "__main__":
    stop_at_each(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
