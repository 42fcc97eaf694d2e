"""Speed of splitting and cleaning pages, against segmenting the same text with jieba.

    python benchmarks/splitting.py [--long]

Prints megabytes of UTF-8 text a second of CPU time on one core, for simulated pages (many short
paragraphs) and for scanned ones where they are at hand, the ratio to jieba's on the simulated pages
in the same run, and with ``--long`` the speed of one page of 5 MB and of one of 50 MB.
"""

import argparse
import itertools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.splitting.split import split_page
from training.simulate.pages import compose_page
from training.simulate.sample import sample_stories

SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", Path(__file__).parents[2] / "shared"))
SCANNED = (SHARED / "data" / "pages").glob("*.txt")


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
    scanned = [Page(path.name, path.read_text("utf-8-sig")) for path in sorted(SCANNED)]
    ours, theirs, on_scanned = seconds(
        lambda: [split_page(page) for page in pages],
        lambda: [jieba.lcut(page.text) for page in part],
        lambda: [split_page(page) for page in scanned],
    )
    speed, baseline = size(pages) / ours, size(part) / theirs
    line = f"splitting: {speed:.2f} MB/s, {speed / baseline:.1f} times jieba ({baseline:.2f} MB/s)"
    if scanned:
        line += f"; scanned pages {size(scanned) / on_scanned:.2f} MB/s"
    if given.long:
        short, long = of_one_page(pages, 5), of_one_page(pages, 50)
        line += f"; a page of 5 MB {short:.2f} MB/s, of 50 MB {long:.2f} MB/s"
    print(line)


def of_one_page(pages: list[Page], megabytes: float) -> float:
    """Megabytes a second of one page, put together from many."""
    texts, length = [], 0.0
    for page in itertools.cycle(pages):
        texts.append(page.text)
        length += size([page])
        if length >= megabytes:
            break
    one = Page("long", "\n\n".join(texts))
    return length / seconds(lambda: split_page(one), repeats=1)[0]


if __name__ == "__main__":
    main()
