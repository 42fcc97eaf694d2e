"""How well are pages cut into articles?

    python benchmarks/split_scores.py [--seeds 31 32 …] [--pages 50]

Composes pages with known truth from broadcast news of 2019, and from invented articles of local
newspapers whose writers are held back: the shipped weights have seen neither. Cuts the pages at
recognition errors of 0, 1 and 3 % and scores the result. Prints a row per level: the mean over the
seeds and, in brackets, the worst of them; beside it what comes out where each page is left whole.
Needs the texts and the scorer beside the checkout, or CITYANALYSIS_SHARED; says so and stops where
they are not there.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.corpus.dump_predictions import predictions
from training.simulate.drafts import Story, read_stories
from training.simulate.local_articles import LocalArticle, read_local_articles
from training.simulate.pages import write_pages

SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
NEWS = SHARED / "data" / "news" / "broadcast_2019.jsonl.gz"
ARTICLES = SHARED / "data" / "articles" / "articles.jsonl"
SCORER = SHARED / "score" / "score_pages.py"
NOISE = (0.0, 0.01, 0.03)
COLUMNS = (
    "bcubed_f1",
    "articles_iou>=0.8",
    "title_near",
    "title_exact_main",
    "interleaved_recovered",
)
MORE = ("spam_char_rejected", "content_char_dropped", "spurious_predictions")
BEST_IS_LEAST = MORE[1:]


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pages", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def whole_pages(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        title = next((line for line in text.split("\n") if line.strip()), "")
        yield {"page": path.name, "title": title, "text": text, "spans": [[0, len(text)]]}


def scores(scorer: ModuleType, folder: Path, found: Sequence[dict]) -> dict[str, float]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    result = scorer.main_score([json.loads(line) for line in lines], found, str(folder))
    joined = result["interleaved_recovered"].values()
    result["interleaved_recovered"] = sum(joined) / max(1, len(joined))
    result["spurious_predictions"] /= result["gold_articles"]
    return {name: result[name] for name in (*COLUMNS, *MORE)}


def row(label: str, runs: Sequence[dict[str, float]]) -> str:
    cells = []
    for name in (*COLUMNS, *MORE):
        values = [run[name] for run in runs if run[name] is not None]
        if not values:
            cells.append("–")
            continue
        worst = max(values) if name in BEST_IS_LEAST else min(values)
        cells.append(f"{sum(values) / len(values):.3f} ({worst:.3f})")
    return f"| {label} | " + " | ".join(cells) + " |"


def measure(
    sources: Sequence[Story] | Sequence[LocalArticle],
    label: str,
    seeds: Sequence[int],
    n_pages: int,
) -> None:
    scorer = load_scorer()
    for noise in NOISE:
        ours, whole = [], []
        for seed in seeds:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                write_pages(folder, sources, n_pages=n_pages, seed=seed, noise=noise)
                ours.append(scores(scorer, folder, list(predictions(folder))))
                whole.append(scores(scorer, folder, list(whole_pages(folder))))
        print(row(f"{label}, {noise:.0%}", ours))
        print(row(f"{label}, {noise:.0%}, pages left whole", whole), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(31, 41)))
    parser.add_argument("--pages", type=int, default=50)
    given = parser.parse_args()
    if missing := [path for path in (NEWS, ARTICLES, SCORER) if not path.is_file()]:
        sys.exit(f"not here: {', '.join(map(str, missing))} (set CITYANALYSIS_SHARED)")
    names = ("pages, recognition errors", *COLUMNS, *MORE)
    print("| " + " | ".join(names) + " |", "|---" * len(names) + "|", sep="\n")
    measure(read_stories(NEWS), "news", given.seeds, given.pages)
    local = read_local_articles(ARTICLES, held_back=True)
    measure(local, "local", given.seeds, given.pages)


if __name__ == "__main__":
    main()
