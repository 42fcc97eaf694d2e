"""How well named themes are found in texts and sources that were not learned from.

    python benchmarks/theme_scores.py [--shared ../shared] [--keep FOLDER]

Needs the labelled texts beside the checkout. About three minutes on one core with the sentence
vectors kept in FOLDER, a minute more without. Prints a line per figure.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.text import embed
from cityanalysis.themes import read_themes, score_themes
from cityanalysis.themes.learned_weights import read_weights
from cityanalysis.themes.own_labels import beside_nearest
from training import theme_learning as learning
from training import theme_thresholds as measures
from training.theme_labels import Labelled, read_labelled, text_of

MOST_CLASSES = 10
N_LABELS = 100


def show(name: str, found: np.ndarray, labelled: Labelled, rows: np.ndarray) -> None:
    precision, recall, f1 = measures.figures(found, labelled, rows)
    print(f"{name:44s} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


def limits(labelled: Labelled) -> np.ndarray:
    """Thresholds of pairs, as shipped."""
    table = read_weights().measured["full"]["by_theme"]
    own = np.array([table[theme.id]["threshold"] for theme in labelled.themes.themes])
    return measures.pair_limits(own, labelled)


def texts(labelled: Labelled, ridge: learning.Ridge) -> None:
    dev, limit = labelled.measured & ~labelled.invented, limits(labelled)
    folds = learning.folds_by_text(labelled, 10)
    found = measures.probability(learning.cross_validate(labelled, ridge, folds)) > limit
    show("ten-fold by text, labelled texts", found, labelled, dev)
    print(
        f"  macro F1, themes with 20 texts and more      {measures.macro(found, labelled, dev):.3f}"
    )
    show("ten-fold by text, invented local articles", found, labelled, labelled.invented)
    for theme in ("remote_hiring", "approval_reform", "enterprise_rnd", "epidemic_control"):
        column = [t.id for t in labelled.themes.themes].index(theme)
        right, wrong, missed = (v[column] for v in measures.counted(found, labelled))
        f1 = 2 * right / max(2 * right + wrong + missed, 1)
        print(f"  {theme:20s} F1 {f1:.3f}, found {right / max(right + missed, 1):.3f}")


def sources(labelled: Labelled, ridge: learning.Ridge) -> None:
    folds = learning.folds_by_source(labelled)
    scores = measures.probability(learning.cross_validate(labelled, ridge, folds))
    found = scores > limits(labelled)
    for name in np.unique(labelled.source):
        show(f"source left out: {name}", found, labelled, labelled.source == name)


def unknown_themes(labelled: Labelled) -> None:
    scores = measures.probability(learning.themes_left_out(labelled, labelled.features))
    found = scores > read_weights().measured["full"]["unknown"]["threshold"]
    show("themes left out, labelled texts", found, labelled, labelled.measured & ~labelled.invented)
    show("themes left out, invented local articles", found, labelled, labelled.invented)
    headline_classes(labelled, scores)


def headline_classes(labelled: Labelled, scores: np.ndarray) -> None:
    """Headlines of the ten most frequent main themes, told apart without labels and with 100.

    The classes are made of the labelled headlines' first theme; the scores are of a scorer that
    learned no label of it.
    """
    from sklearn.linear_model import LogisticRegression

    names = [theme.id for theme in labelled.themes.themes]
    rows = [
        number
        for number, row in enumerate(labelled.rows)
        if row["source"] == "headlines" and row["themes"]
    ]
    main = np.array([names.index(labelled.rows[number]["themes"][0]) for number in rows])
    classes = np.argsort(-np.bincount(main, minlength=len(names)), kind="stable")[:MOST_CLASSES]
    kept = np.isin(main, classes)
    rows, main = np.array(rows)[kept], main[kept]
    own = np.clip(scores[np.ix_(rows, classes)], 0.005, 0.995)
    vectors = embed([text_of(labelled.rows[n]).strip() for n in rows])
    logit = beside_nearest(vectors, np.log(own / (1 - own)))
    for name, values in (
        (f"{len(rows)} headlines of ten classes", own),
        ("  beside the nearest", logit),
    ):
        right = classes[values.argmax(axis=1)] == main
        print(f"{name:32s} no labels   accuracy {right.mean():.3f}")
    features = np.hstack([vectors, 0.3 * logit])
    accuracy = []
    for seed in range(10):
        order = np.random.default_rng(seed).permutation(len(rows))
        train, test = order[:N_LABELS], order[N_LABELS:]
        model = LogisticRegression(C=20, max_iter=2000).fit(features[train], main[train])
        accuracy.append((model.predict(features[test]) == main[test]).mean())
    print(f"  with 100 labels, mean of ten draws         accuracy {np.mean(accuracy):.3f}")


def speed(labelled: Labelled) -> None:
    news = [row for row in labelled.rows if row["source"] == "news"]
    frame = pd.DataFrame(news).rename(columns={"id": "doc_id"})[["doc_id", "title", "text"]]
    themes = read_themes()
    for name, encoder in (("full", "use"), ("fast", None)):
        score_themes(frame.head(20), themes, encoder=encoder)
        started = time.process_time()
        score_themes(frame, themes, encoder=encoder, with_shares=False)
        spent = time.process_time() - started
        print(f"{name} scorer: {len(frame) / spent:.0f} news items a CPU second", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if not (given.shared / "data").is_dir():
        sys.exit(f"the labelled texts are not here: {given.shared}")
    labelled = read_labelled(given.shared / "data", given.keep)
    ridge = learning.Ridge(labelled, learning.rarity(labelled.ngrams))
    texts(labelled, ridge)
    sources(labelled, ridge)
    unknown_themes(labelled)
    speed(labelled)


if __name__ == "__main__":
    main()
