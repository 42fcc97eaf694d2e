"""Speed and sameness of the fast segmenter, beside jieba, on real articles.

Prints one line: CPU time of the fast engine by itself and of the whole tokenising stage, as ratios
to jieba by itself, to the usual script's stage (jieba, then a filter) and to our own stage with
jieba as its engine; and the number of articles whose tokens differ. Needs the folder of real text
that tests use (CITYANALYSIS_SHARED); says so where it is absent.
"""

import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jieba
import pandas as pd
import rjieba

from cityanalysis.text import read_stopwords, tokenize

N_ARTICLES = 2000
ROUNDS, FAST_ROUNDS = 3, 20  # the least counts: a machine shared with others is never still
FOLDER = Path(os.environ.get("CITYANALYSIS_SHARED", Path(__file__).parents[2] / "shared")) / "data"


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def contests(articles: pd.DataFrame) -> dict[str, Callable[[], Any]]:
    texts = articles["text"].tolist()
    jieba.setLogLevel(60)
    jieba.initialize()
    fast, stopwords = rjieba.Jieba(), read_stopwords()
    return {
        "jieba": lambda: [jieba.lcut(text) for text in texts],
        "usual": lambda: [
            [w for w in jieba.lcut(text) if len(w) > 1 and w not in stopwords] for text in texts
        ],
        "stage, jieba": lambda: tokenize(articles, engine="jieba"),
        "rjieba": lambda: [fast.cut(text) for text in texts],
        "stage, rjieba": lambda: tokenize(articles, engine="rjieba"),
    }


def main() -> None:
    path = FOLDER / "news" / "broadcast_2019.jsonl.gz"
    if not path.is_file():
        print(f"segmenting: skipped, no real text at {path}")
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(N_ARTICLES), file)]
    articles = pd.DataFrame({"doc_id": [str(n) for n in range(len(texts))], "text": texts})
    works = contests(articles)
    for name in ("stage, jieba", "stage, rjieba"):
        tokenize(articles.head(1), engine=name.rpartition(" ")[2])  # dictionaries are loaded once
    seconds, tokens = dict.fromkeys(works, float("inf")), {}
    fast = [name for name in works if name.endswith("rjieba")]
    for name in [*works] * ROUNDS + fast * FAST_ROUNDS:
        spent, result = cpu(works[name])
        seconds[name] = min(seconds[name], spent)
        if name.startswith("stage"):
            tokens[name] = result
    pairs = zip(tokens["stage, jieba"], tokens["stage, rjieba"])
    ours, engine = seconds["stage, rjieba"], seconds["rjieba"]
    print(
        f"segmenting: {len(texts)} articles, {sum(map(len, texts)) / 1e6:.1f} M characters; "
        f"rjieba {seconds['jieba'] / engine:.1f}x jieba; our stage "
        f"{seconds['usual'] / ours:.1f}x the usual script's, {seconds['stage, jieba'] / ours:.1f}x "
        f"itself with jieba, {ours / engine:.2f} of rjieba's time; "
        f"articles whose tokens differ: {sum(a != b for a, b in pairs)}"
    )


if __name__ == "__main__":
    main()
