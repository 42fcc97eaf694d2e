"""How well named themes are found in texts and sources that were not learned from.

    python benchmarks/theme_scores.py [--shared ../shared] [--keep FOLDER]

Needs the labelled texts and pages beside the checkout. About three minutes on one core with the
sentence vectors kept in FOLDER, a minute more without. Prints a line per figure.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.text import embed
from cityanalysis.themes import read_themes, score_themes
from cityanalysis.themes.learned_weights import read_weights
from cityanalysis.themes.long_texts import parts_of, score_of_parts
from cityanalysis.themes.own_labels import beside_nearest
from cityanalysis.themes.scorer import logits_of
from cityanalysis.themes.text_pieces import cut_into_pieces
from training import theme_learning as learning
from training import theme_scorer
from training import theme_thresholds as measures
from training.theme_labels import Labelled, read_labelled, text_of

MOST_CLASSES = 10
N_LABELS = 100
# Long features made of local articles: how many, how long, and of how long articles.
N_LONG, LONG, SECTION = 120, 2_200, 350
# Of a text on a theme: clearly about it, and clearly not; between, readers differ.
ABOUT, NOT_ABOUT = 0.22, 0.1


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
        of_theme(theme, found, labelled, labelled.measured)
    of_theme("approval_reform", found, labelled, labelled.invented)
    lengths(found, labelled)


def of_theme(theme: str, found: np.ndarray, labelled: Labelled, rows: np.ndarray) -> None:
    column = [t.id for t in labelled.themes.themes].index(theme)
    counts = measures.counted(found, labelled, rows.astype(float))
    right, wrong, missed = (value[column] for value in counts)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    print(f"  {theme:20s} F1 {f1:.3f}, found {right / max(right + missed, 1):.3f} of {rows.sum()}")


def lengths(found: np.ndarray, labelled: Labelled) -> None:
    """Correlation of the length of paragraphs of reports with what is found in them."""
    rows = labelled.source == "reports"
    paragraphs = [row for row in labelled.rows if row["source"] == "reports"]
    length = np.array([len(row["text"]) for row in paragraphs])
    share = score_themes(frame_of(paragraphs)).share
    for name, values in (
        ("themes that readers see", labelled.said[rows].sum(axis=1)),
        ("themes about", found[rows].sum(axis=1)),
        ("themes with a quarter of the text", (share >= measures.LOOKED_FOR).sum(axis=1)),
        ("sum of shares", share.sum(axis=1)),
    ):
        r = np.corrcoef(length, values)[0, 1]
        print(f"  length of paragraphs and {name:34s} r {r:.2f}")


def sources(labelled: Labelled, ridge: learning.Ridge) -> None:
    folds = learning.folds_by_source(labelled)
    scores = measures.probability(learning.cross_validate(labelled, ridge, folds))
    found = scores > limits(labelled)
    for name in np.unique(labelled.source[labelled.measured]):
        show(f"source left out: {name}", found, labelled, labelled.source == name)


def long_features(labelled: Labelled, ridge: learning.Ridge, idf: np.ndarray) -> None:
    """Local articles joined to long features, by a scorer that learned from none of them."""
    chance = np.random.default_rng(3)
    test = np.sort(chance.permutation(np.flatnonzero(labelled.invented))[::2])
    arrays = theme_scorer.full_arrays(labelled, ridge, idf, test)
    length = np.array([len(row["text"]) for row in labelled.rows])
    joined: list[list[int]] = []
    while len(joined) < N_LONG:
        order = chance.permutation(test[length[test] > SECTION])
        last = int((length[order].cumsum() > LONG).argmax())
        joined.append(order[: last + 1].tolist())
    part = [length[own] / length[own].sum() for own in joined]
    said = np.array([w @ labelled.said[own] >= ABOUT for w, own in zip(part, joined)])
    either = labelled.said | labelled.near
    near = np.array([w @ either[own] > NOT_ABOUT for w, own in zip(part, joined)]) & ~said
    pieces = cut_into_pieces(["\n".join(text_of(labelled.rows[n]) for n in own) for own in joined])
    number = {text: row for row, text in enumerate(labelled.pieces.texts)}
    vectors = labelled.vectors[[number[text] for text in pieces.texts]]
    weights, own = theme_scorer.in_memory(arrays), limits(labelled)[0]
    parts, owner = parts_of(pieces, np.arange(N_LONG))
    whole, of_parts = (
        measures.probability(logits_of(one, vectors, labelled.themes, weights=weights))
        for one in (pieces, parts)
    )
    best = np.array([score_of_parts(of_parts[owner == row]) for row in range(N_LONG)])
    for name, scores in (("whole", whole), ("in parts", best)):
        show_pairs(f"{N_LONG} long features of local articles, {name}", scores > own, said, near)


def show_pairs(name: str, found: np.ndarray, said: np.ndarray, near: np.ndarray) -> None:
    right, wrong = (found & said).sum(), (found & ~said & ~near).sum()
    precision, recall = right / max(right + wrong, 1), right / max(said.sum(), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{name:52s} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)


def pages(folder: Path) -> None:
    """Articles of the three real pages, cut by hand, with the themes that their readers gave."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] in ("article", "brief")]
    for row in rows:
        text = (folder / row["page"]).read_text(encoding="utf-8")
        row["text"] = "\n".join(text[start:end] for start, end in row["spans"])
        row["id"] = f"{row['page']} {row['n']}"
    themes = read_themes()
    said = np.array([[theme.id in row["themes"] for theme in themes] for row in rows])
    near = np.array([[theme.id in row["themes_optional"] for theme in themes] for row in rows])
    for name, encoder in (("full", "use"), ("fast", None)):
        found = score_themes(frame_of(rows), encoder=encoder, with_shares=False).about.to_numpy()
        show_pairs(f"{len(rows)} articles of three real pages, {name}", found, said, near)


def frame_of(rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(rows).rename(columns={"id": "doc_id"})[["doc_id", "title", "text"]]


def fast_figures() -> None:
    """The fast scorer's, as measured when its weights were made."""
    for kind, (precision, recall, f1) in (
        read_weights().measured["fast"]["figures"]["ten_fold"].items()
    ):
        print(f"fast scorer, ten-fold, {kind:21s} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


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
    frame = frame_of(news)
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
    idf = learning.rarity(labelled.ngrams)
    ridge = learning.Ridge(labelled, idf)
    texts(labelled, ridge)
    sources(labelled, ridge)
    unknown_themes(labelled)
    long_features(labelled, ridge, idf)
    pages(given.shared / "data" / "pages")
    fast_figures()
    speed(labelled)


if __name__ == "__main__":
    main()
