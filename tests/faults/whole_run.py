"""Whole runs, from files to report, each killed at another file operation in its folder.

python -m tests.faults.whole_run FOLDER N_STOPS FORMATS

An older run's results are copied to FOLDER/outN, a newer run begins over them and its process ends
without a word at its N-th operation. Prints for each the operation and what the folder then holds:
``old``, ``new``, ``between`` (no manifest: nothing is taken for results), or what is wrong.
"""

import os
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cityanalysis.cli.folder import run
from cityanalysis.errors import CityAnalysisError
from cityanalysis.run import Settings, load_analysis, take_folder
from cityanalysis.run.out_folder import listed_files
from tests.faults.killed_run import EVENTS

TEXTS = {
    "old": "本报威海讯 威海市对十二座老灯塔进行改造，增设展览和研学空间，市民走近海上航标。",
    "new": "本报德州讯 德州市的桃园里架起了直播间，农户边采摘边介绍品种，订单当天装车发出。",
}
MINE = "notes of mine.txt"


def write_pages(folder: Path) -> None:
    """A folder of pages for each run."""
    for word, text in TEXTS.items():
        (folder / word).mkdir()
        for n in range(3):
            page = folder / word / f"{n}.txt"
            page.write_text(f"第{n}号消息\n{text}", encoding="utf-8")


def run_once(pages: Path, out: Path, formats: tuple[Any, ...]) -> None:
    settings = Settings(measure="lexicon", topics="0", runs=1, format=formats)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run(pages, out, settings=settings)


def in_child(work: Callable[[], None]) -> None:
    """Do something in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def watch(out: Path, stop_at: int, record: Path | None = None) -> None:
    """Count this process's file operations below a folder, and end it at one of them."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in EVENTS or not str(arguments[0]).startswith(str(out)):
            return
        seen += 1
        if record is not None:
            os.write(log, f"{event}\n".encode())
        if seen == stop_at:
            os._exit(9)

    log = os.open(record, os.O_WRONLY | os.O_CREAT) if record else -1
    sys.addaudithook(hook)


def held(out: Path) -> str:
    """What the folder holds: the results of one run as they were written, or none."""
    if (out / MINE).read_text(encoding="utf-8") != "mine":
        return "lost a file of the user's"
    if not (out / "manifest.json").is_file():
        return "between"
    try:
        saved = load_analysis(out)  # refuses what differs from the manifest
    except CityAnalysisError as error:
        return str(error)
    missing = [name for name in listed_files(out) if not (out / name).is_file()]
    words = {word for word, text in TEXTS.items() if text[10:30] in "".join(saved.articles["text"])}
    return f"lacks {missing}" if missing else "+".join(sorted(words))


def main(folder: Path, n_stops: int, formats: tuple[Any, ...]) -> None:
    write_pages(folder)
    first, record = folder / "first", folder / "operations"
    run_once(folder / "old", first, formats)
    (first / MINE).write_text("mine", encoding="utf-8")

    def attempt(out: Path, stop_at: int, log: Path | None = None) -> None:
        shutil.copytree(first, out)

        def work() -> None:
            watch(out, stop_at, log)
            run_once(folder / "new", out, formats)

        in_child(work)

    attempt(folder / "whole", -1, record)
    operations = record.read_text(encoding="utf-8").splitlines()
    print(len(operations), held(folder / "whole"), flush=True)
    step = max(1, len(operations) // n_stops) if n_stops else 1
    for stop_at in range(1, len(operations) + 1, step):
        out = folder / f"out{stop_at}"
        attempt(out, stop_at)
        before = held(out)
        with take_folder(out):  # the next start
            pass
        print(stop_at, before, held(out), sep="\t", flush=True)
        shutil.rmtree(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), tuple(filter(None, sys.argv[3].split(","))))
