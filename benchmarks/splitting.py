"""Speed of splitting and cleaning pages, against segmenting the same text with jieba.

    python benchmarks/splitting.py [--long]

Prints megabytes of UTF-8 text a second of CPU time on one core, their ratio to jieba's in the same
run, and with ``--long`` how a page ten times as long fares (1.0: time is linear in length).
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.split import split_page
from tests.simulate.pages import compose_page
from tests.simulate.sample import sample_stories


def seconds(*works: Callable[[], object], repeats: int = 7) -> list[float]:
    """Least CPU time of each work, the works run in turn so that a busy machine slows all alike."""
    best = [float("inf")] * len(works)
    for _ in range(repeats):
        for k, work in enumerate(works):
            begin = time.process_time()
            work()
            best[k] = min(best[k], time.process_time() - begin)
    return best


def size(pages: list[Page]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(page.text.encode()) for page in pages) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    given = parser.parse_args()
    import jieba

    jieba.setLogLevel(60)
    stories = sample_stories()
    pages = [Page(f"{k}", compose_page(stories, seed=k, noise=0.003)[0]) for k in range(60)]
    part = pages[:8]
    jieba.lcut("预热")
    split_page(pages[0])
    ours, theirs = seconds(
        lambda: [split_page(page) for page in pages],
        lambda: [jieba.lcut(page.text) for page in part],
    )
    speed, baseline = size(pages) / ours, size(part) / theirs
    line = f"splitting: {speed:.2f} MB/s, {speed / baseline:.1f} times jieba ({baseline:.2f} MB/s)"
    if given.long:
        one = "\n\n".join(page.text for page in pages)
        short, long = Page("1", one), Page("10", "\n\n".join([one] * 10))
        once, tenfold = seconds(lambda: split_page(short), lambda: split_page(long), repeats=2)
        line += f"; a page ten times as long takes {tenfold / once:.1f} times as long"
    print(line)


if __name__ == "__main__":
    main()
