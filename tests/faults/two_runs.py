"""Two runs at once into one folder, again and again.

python -m tests.faults.two_runs FOLDER ROUNDS

Prints for each round the exit status of both runs: 0 where it finished, 1 where it was refused.
"""

import os
import sys
import time
from pathlib import Path

from cityanalysis.errors import FolderInUseError
from cityanalysis.run import Manifest, Settings, seal_folder, take_folder
from tests.faults.killed_run import files_of


def start(out: Path, word: str, pause: float) -> int:
    """A run in a process of its own; its process id."""
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        with take_folder(out) as folder:
            for name, content in files_of(word).items():
                path = folder.staged / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
                time.sleep(pause)
            seal_folder(folder.staged, Manifest(), Settings())
            folder.publish()
        status = 0
    except FolderInUseError:
        status = 1
    finally:
        os._exit(status)


def main(folder: Path, rounds: int) -> None:
    for n in range(rounds):
        children = [start(folder / str(n), word, n % 5 / 1000) for word in ("old", "new")]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(*codes, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
