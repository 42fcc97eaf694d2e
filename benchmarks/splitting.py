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


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Least CPU time of several runs."""
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    given = parser.parse_args()
    import jieba

    jieba.setLogLevel(60)
    stories = sample_stories()
    pages = [Page(f"{k}", compose_page(stories, seed=k, noise=0.003)[0]) for k in range(60)]
    size = sum(len(page.text.encode()) for page in pages) / 1e6
    split_page(pages[0])
    ours = seconds(lambda: [split_page(page) for page in pages])
    part = pages[:6]
    part_size = sum(len(page.text.encode()) for page in part) / 1e6
    jieba.lcut("预热")
    baseline = seconds(lambda: [jieba.lcut(page.text) for page in part], 1) / part_size
    line = f"splitting: {size / ours:.2f} MB/s, {baseline * size / ours:.1f} times jieba"
    if given.long:
        one = "\n\n".join(page.text for page in pages)
        short, long = Page("1", one), Page("10", "\n\n".join([one] * 10))
        ratio = seconds(lambda: split_page(long), 1) / seconds(lambda: split_page(short), 1) / 10
        line += f", ten times the length costs {ratio:.2f} of ten times the time"
    print(line)


if __name__ == "__main__":
    main()
