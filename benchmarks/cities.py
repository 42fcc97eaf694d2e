"""How fast articles get their city.

Usage: ``python benchmarks/cities.py [--against CHECKOUT] [ITEMS.jsonl.gz ...]``

Prints one line: items a second and core, what share of the time a bare pass of the automaton over
the same texts takes, and, where the package cpca is installed, the ratio to it (called for each
item, and called once for all). Without files the items are made of the sentences of
``tests/data/city_cases.jsonl``. Times are CPU times of one process, the least of three calls each
(loading: of the one call). With ``--against`` another checkout of the project, such as an older
commit, tags the same items in a process of its own, in turn with this one, part by part, so that a
busy machine slows both alike; the ratio is that of their CPU times.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "data" / "city_cases.jsonl"
SENTENCES_PER_ITEM = 16
ITEMS_FOR_PEER = 600
PART = 500  # items that one checkout tags before it is the other's turn
ROUNDS = 3
# What each checkout does: tags a part of the items and says how long its processor took.
WORKER = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
import pandas as pd
from cityanalysis.cities import tag_cities
texts = json.load(open(sys.argv[2], encoding="utf-8"))
names = [str(n) for n in range(len(texts))]
frame = pd.DataFrame({"doc_id": names, "title": None, "text": texts})
tag_cities(frame[:100])
print("ready", flush=True)
for line in sys.stdin:
    first, last = map(int, line.split())
    begun = time.process_time()
    tag_cities(frame[first:last])
    print(time.process_time() - begun, flush=True)
"""


def items(paths: list[str]) -> list[str]:
    """Texts of the given files, or texts put together from our own sentences."""
    if not paths:
        sentences = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]
        count = len(sentences)
        picks = ([(7 * n + 13 * k) % count for k in range(SENTENCES_PER_ITEM)] for n in range(4000))
        return ["".join(sentences[place] for place in pick) for pick in picks]
    texts = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts += [json.loads(line)["text"] for line in file]
    return texts


def seconds(function: Callable[[], object], repeats: int = 3) -> float:
    """CPU time of one call: the least of some, for other work on the machine only adds to it."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def peak() -> float:
    """Peak memory of the process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer(texts: list[str]) -> str:
    """Speed of cpca in two ways of calling, or a note that it is absent."""
    try:
        cpca = import_module("cpca")
    except ImportError:
        return "cpca is not installed"
    sample = texts[:ITEMS_FOR_PEER]
    each = seconds(lambda: [cpca.transform([text]) for text in sample]) / len(sample)
    once = seconds(lambda: cpca.transform(sample)) / len(sample)
    return f"{each:.3e} {once:.3e}"


def start(checkout: Path, items_file: Path) -> "subprocess.Popen[str]":
    """A process that tags the items with the code of a checkout."""
    command = [sys.executable, "-c", WORKER, str(checkout), str(items_file)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=checkout)
    answer(process)
    return process


def answer(process: "subprocess.Popen[str]") -> str:
    """The next line that a process says."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        sys.exit("a checkout could not tag the items: see the message above")
    return line.strip()


def paired(texts: list[str], other: Path) -> str:
    """How the CPU time of another checkout compares with that of this one, part by part."""
    with tempfile.TemporaryDirectory() as folder:
        items_file = Path(folder) / "items.json"
        items_file.write_text(json.dumps(texts), encoding="utf-8")
        processes = [start(checkout, items_file) for checkout in (ROOT, other)]
        totals = [0.0, 0.0]
        for first in range(0, len(texts), PART):
            times: list[list[float]] = [[], []]
            for _ in range(ROUNDS):
                for process, own in zip(processes, times):
                    if process.stdin:
                        print(first, first + PART, file=process.stdin, flush=True)
                    own.append(float(answer(process)))
            totals = [total + min(own) for total, own in zip(totals, times)]
        for process in processes:
            process.communicate()
    ours, theirs = totals
    return (
        f"{len(texts) / ours:,.0f} items/s here, {len(texts) / theirs:,.0f} in {other.name}: "
        f"{theirs / ours:.2f} times as fast"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("items", nargs="*", metavar="ITEMS.jsonl.gz")
    given = parser.parse_args()
    if given.against:
        print("cities: " + paired(items(given.items), given.against.resolve()))
        return
    measure(given.items)


def measure(paths: list[str]) -> None:
    """Print speed, the automaton's share, loading and memory, and the ratio to cpca."""
    from cityanalysis.cities import read_gazetteer, tag_cities
    from cityanalysis.cities.matcher import matcher_of

    texts = items(paths)
    before = peak()
    loading = seconds(lambda: matcher_of(read_gazetteer()).segmenter.jieba, repeats=1)
    frame = pd.DataFrame({"doc_id": range(len(texts)), "title": None, "text": texts})
    frame["doc_id"] = frame["doc_id"].astype("str")
    tag_cities(frame[:100])
    memory = peak() - before
    automaton = matcher_of(read_gazetteer())._automaton
    bare = seconds(lambda: [automaton.find_matches_as_indexes(text) for text in texts])
    ours = seconds(lambda: tag_cities(frame)) / len(texts)
    parts = [
        f"{1 / ours:,.0f} items/s ({sum(map(len, texts)) / len(texts):.0f} characters each)",
        f"bare automaton {bare / len(texts) / ours:.0%} of the time",
        f"loading {loading:.2f} s, +{memory:.0f} MB",
    ]
    others = peer(texts)
    if others[0].isdigit():
        each, once = map(float, others.split())
        parts.append(f"{each / ours:.1f} x cpca item by item, {once / ours:.1f} x cpca in one call")
    else:
        parts.append(others)
    print("cities: " + "; ".join(parts))


if __name__ == "__main__":
    main()
