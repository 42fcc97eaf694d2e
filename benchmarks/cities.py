"""How fast articles get their city.

Usage: ``python benchmarks/cities.py [ITEMS.jsonl.gz ...]``

Prints one line: items a second and core, what share of the time a bare pass of the automaton over
the same texts takes, and, where the package cpca is installed, the ratio to it (called for each
item, and called once for all). Without files the items are made of the sentences of
``tests/data/city_cases.jsonl``. Times are CPU times of one process, the least of three calls each
(loading: of the one call).
"""

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pandas as pd

CASES = Path(__file__).parents[1] / "tests" / "data" / "city_cases.jsonl"
SENTENCES_PER_ITEM = 16
ITEMS_FOR_PEER = 600


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


def main(paths: list[str]) -> None:
    """Measure and print."""
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
    main(sys.argv[1:])
