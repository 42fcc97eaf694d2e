"""Memory and CPU of a whole run over any number of articles.

    python benchmarks/scale.py [ARTICLES] [--jobs N] [--measure M] [--topics K] [--cache DIR]
                               [--corpus DIR] [--out DIR] [--verbose]

Articles are made of the broadcast news that lies beside the checkout (or in CITYANALYSIS_SHARED):
each keeps the headline, the date and every other sentence of an item, and has the other sentences
from items drawn at random. Says so and stops where the news is not there. Prints one line:
articles, peak memory of the run and its workers, CPU seconds of the whole and of each stage,
megabytes of tables and of the folder, number of figures. `--corpus` keeps the made articles, and
takes them where they are there; `--out` keeps the run's folder. The other options are those of
`cityanalysis analyse`.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
NEWS = SHARED / "data" / "news"
A_FILE = 10_000  # articles
EVERY = 0.5  # seconds between two looks at the memory
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def mixed_articles(number: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Articles whose sentences come from many, as many as are asked for."""
    items = []
    for path in sorted(NEWS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            items += [json.loads(line) for line in file]
    items = [item for item in items if item["text"]]
    drawn = random.Random(seed)
    drawn.shuffle(items)
    cut = [_SENTENCE.findall(item["text"]) for item in items]
    for place in range(number):
        item, own = items[place % len(items)], cut[place % len(items)]
        others = (drawn.choice(drawn.choice(cut)) for _ in own[1::2])
        text = "".join(s for kept in own[::2] for s in (kept, next(others, "")))
        yield {"id": str(place), "date": item["date"], "title": item["title"], "text": text}


def write_corpus(number: int, folder: Path) -> list[Path]:
    """The articles as files of JSON lines."""
    rows = mixed_articles(number)
    paths = [folder / f"{first:09d}.jsonl" for first in range(0, number, A_FILE)]
    for path in paths:
        own = list(islice(rows, A_FILE))  # also those of a file that is there: the next are others
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            lines = [json.dumps(row, ensure_ascii=False) for row in own]
            path.write_text("\n".join(lines), encoding="utf-8")
    return paths


def child(asked: argparse.Namespace) -> None:
    """The run itself: CPU seconds by stage, of this process and its finished workers."""
    sys.path.insert(0, str(ROOT))
    from cityanalysis.cli.folder import run
    from cityanalysis.run import Settings

    warnings.simplefilter("ignore")
    marks: list[tuple[str, float]] = []

    def on_stage(stage: str) -> None:
        marks.append((stage, seconds_used()))
        if asked.verbose:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            print(f"{stage}: {seconds_used():.1f} s, {peak:.2f} GB", file=sys.stderr, flush=True)

    settings = Settings(
        jobs=asked.jobs, measure=asked.measure, topics=asked.topics, cache=asked.cache
    )
    on_stage("import")
    run(sorted(asked.corpus.glob("*.jsonl")), asked.out, settings=settings, on_stage=on_stage)
    marks.append(("", seconds_used()))
    used = {name: end - begin for (name, begin), (_, end) in pairwise(marks)}
    print(json.dumps(used))


def seconds_used() -> float:
    """CPU of this process and all below it, finished or not."""
    own = psutil.Process()
    times = [own.cpu_times(), *(p.cpu_times() for p in own.children(recursive=True))]
    return sum(t.user + t.system for t in times) + times[0].children_user + times[0].children_system


def peak_of(process: subprocess.Popen[str]) -> int:
    """Most bytes that a process and all below it hold at once, shared pages counted once."""
    peak = 0
    while process.poll() is None:
        try:
            top = psutil.Process(process.pid)
            tree = [top, *top.children(recursive=True)]
            peak = max(peak, sum(map(held_by, tree)))
        except (psutil.Error, OSError):
            pass
        time.sleep(EVERY)
    return peak


def held_by(process: psutil.Process) -> int:
    """Bytes of a process, its part of shared ones; where the system does not tell, all of them."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    if not rollup.exists():
        return int(process.memory_info().rss)
    return 1024 * int(re.search(r"^Pss: +(\d+)", rollup.read_text(), re.M)[1])


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--measure", default="auto")
    parser.add_argument("--topics", default="auto")
    parser.add_argument("--cache")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--child", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    if asked.child:
        child(asked)
        return
    if not NEWS.is_dir():
        print(f"scale: {NEWS} is not here (set CITYANALYSIS_SHARED); nothing measured")
        return
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        corpus, out = asked.corpus or Path(scratch) / "corpus", asked.out or Path(scratch) / "run"
        write_corpus(asked.articles, corpus)
        options = ["--child", "--jobs", str(asked.jobs), "--measure", asked.measure]
        options += ["--topics", asked.topics]
        options += ["--cache", asked.cache] if asked.cache else []
        options += ["--verbose"] if asked.verbose else []
        command = [sys.executable, __file__, *options, "--corpus", corpus, "--out", out]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        peak = peak_of(process)
        elapsed = time.perf_counter() - started
        stages = (
            json.loads(process.stdout.read()) if process.stdout and not process.returncode else {}
        )
        by_stage = ", ".join(f"{name} {seconds:.1f}" for name, seconds in stages.items())
        print(
            f"scale: {asked.articles:,} articles, {asked.jobs} jobs: peak {peak / 1e9:.2f} GB, "
            f"{sum(stages.values()):.0f} s CPU, {elapsed:.0f} s ({by_stage}); "
            f"tables {megabytes(out / 'tables'):.1f} MB, folder {megabytes(out):.0f} MB, "
            f"{len(list(out.glob('figures/*.svg')))} figures"
        )


if __name__ == "__main__":
    main()
