"""Speed and sameness of the fast segmenter, beside jieba, on real articles.

Prints one line: CPU time of the engines alone and of the whole tokenising stage, as ratios to
jieba in the same run, and the number of articles whose tokens differ. Needs the folder of real
text that tests use (CITYANALYSIS_SHARED); says so where it is absent.
"""

import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from cityanalysis.text import tokenize
from cityanalysis.text.engines import make_segmenter

N_ARTICLES = 2000
FOLDER = Path(os.environ.get("CITYANALYSIS_SHARED", Path(__file__).parents[2] / "shared")) / "data"


def cpu(work: Callable[[], object], *, best_of: int = 1) -> tuple[float, object]:
    best, result = float("inf"), None
    for _ in range(best_of):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    return best, result


def main() -> None:
    path = FOLDER / "news" / "broadcast_2019.jsonl.gz"
    if not path.is_file():
        print(f"segmenting: skipped, no real text at {path}")
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(N_ARTICLES), file)]
    articles = pd.DataFrame({"doc_id": [str(n) for n in range(len(texts))], "text": texts})
    engines, stages, tokens = {}, {}, {}
    for name in ("rjieba", "jieba"):
        cut = make_segmenter(name).cut
        tokenize(articles.head(1), engine=name)
        repeat = 3 if name == "rjieba" else 1
        engines[name], _ = cpu(lambda cut=cut: [cut(text) for text in texts], best_of=repeat)
        stages[name], tokens[name] = cpu(
            lambda name=name: tokenize(articles, engine=name), best_of=repeat
        )
    differing = sum(a != b for a, b in zip(tokens["rjieba"], tokens["jieba"]))
    print(
        f"segmenting: {len(texts)} articles, {sum(map(len, texts)) / 1e6:.1f} M characters; engine "
        f"{engines['jieba'] / engines['rjieba']:.1f}x jieba, whole stage "
        f"{stages['jieba'] / stages['rjieba']:.1f}x; articles whose tokens differ: {differing}"
    )


if __name__ == "__main__":
    main()
