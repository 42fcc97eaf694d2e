"""A run that is killed again and again: it goes on, gives the same bytes, and does no shard twice.

    python benchmarks/interrupted.py 20000 --kills 10 --shard 200000

The articles are those of `scale.py`. One run is left alone and timed; another is killed at random
moments of that time, and then finished. Every result that a killed run had kept must be the same
file, written at the same moment, when the last one ends.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.scale import write_corpus

_RECORDS = {"manifest.json"}  # what tells the times of a run


def child(asked: argparse.Namespace) -> None:
    """The run itself, in shards of the size that was asked for."""
    from cityanalysis.cli.folder import run
    from cityanalysis.run import Settings
    from cityanalysis.run.shards import each_shard

    warnings.simplefilter("ignore")
    # A setting that no user has: small shards make a small corpus stand for a large one.
    (each_shard.__kwdefaults__ or {})["size"] = asked.shard
    settings = Settings(measure="fast", topics="0", format=("html",), cache="cache")
    run(sorted(asked.corpus.glob("*.jsonl")), "run", settings=settings)


def kept(folder: Path) -> dict[str, int]:
    """When each result in a cache was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.parquet")}


def digests(folder: Path) -> dict[str, str]:
    """Every file of a run but the record of its times."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in _RECORDS
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="?", default=2_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--shard", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--child", action="store_true")
    asked = parser.parse_args()
    if asked.child:
        child(asked)
        return
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        interrupt(asked, Path(scratch))


def interrupt(asked: argparse.Namespace, scratch: Path) -> None:
    """Run once undisturbed and once with kills, and compare."""
    corpus, drawn = scratch / "corpus", random.Random(asked.seed)
    write_corpus(asked.articles, corpus)
    command = [
        sys.executable,
        Path(__file__).resolve(),
        "--child",
        "--shard",
        str(asked.shard),
        "--corpus",
        corpus,
    ]
    started = time.perf_counter()
    folders = [scratch / "whole", scratch / "killed"]
    for folder in folders:
        folder.mkdir()
    subprocess.run(command, check=True, cwd=folders[0])
    needed = time.perf_counter() - started
    cache, again, counts = folders[1] / "cache", 0, []
    known: dict[str, int] = {}
    for _ in range(asked.kills):
        process = subprocess.Popen(command, cwd=folders[1])
        time.sleep(drawn.uniform(0, needed / 3))
        process.kill()
        process.wait()
        now = kept(cache)
        again += sum(now.get(name) != written for name, written in known.items())
        known = now
        counts.append(len(known))
    subprocess.run(command, check=True, cwd=folders[1])
    now = kept(cache)
    again += sum(now.get(name) != written for name, written in known.items())
    whole, killed = (digests(folder / "run") for folder in folders)
    other = [name for name in {*whole, *killed} if whole.get(name) != killed.get(name)]
    print(
        f"interrupted: {asked.articles:,} articles, killed {asked.kills} times with "
        f"{', '.join(map(str, counts))} of {len(now)} results kept; written again {again}; "
        f"{len(whole)} files, of which {len(other)} differ{': ' if other else ''}{', '.join(other)}"
    )


if __name__ == "__main__":
    main()
