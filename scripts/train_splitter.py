"""Learns the weights of the page splitter from simulated pages.

    python scripts/train_splitter.py STORIES.jsonl... [--documents LONG.jsonl] --pages 1500

Stories hold `title` and `text`. The weights go to cityanalysis/data/splitter.json.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from cityanalysis.corpus.splitting.features import page_features
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.piece_labels import LABELS
from cityanalysis.corpus.splitting.pieces import Piece, read_pieces
from tests.simulate.drafts import Story, read_stories, story
from tests.simulate.pages import compose_page
from tests.simulate.sample import sample_stories

NAMES = list(LABELS)
Example = tuple[list[list[str]], list[int]]


def true_labels(text: str, pieces: Sequence[Piece], gold: Sequence[dict]) -> list[int]:
    """Label of each piece by the item and the part of it that holds most of its characters."""
    owner = [(-1, "")] * len(text)
    for number, item in enumerate(gold):
        for kind in (
            "spans",
            "head_spans",
            "byline_spans",
            "subhead_spans",
            "repeated_spans",
            "inline_captions",
        ):
            for start, end in item[kind]:
                owner[start:end] = [(number, kind)] * (end - start)
    last = {number: k for k, (number, kind) in enumerate(owner) if kind == "spans"}
    begun: set[int] = set()
    parted: set[int] = set()
    labels = []
    for piece in pieces:
        counts = Counter(tag for tag in owner[piece.start : piece.end] if tag[0] >= 0)
        number, kind = counts.most_common(1)[0][0] if counts else (-1, "spans")
        label = _label(gold[number] if number >= 0 else None, kind, number in begun)
        if label == "S":
            parted.add(number)
        elif label == "B" and number in parted:
            label = "b"
        elif label == "Y" and piece.start > last.get(number, len(text)):
            label = "Z"
        labels.append(NAMES.index(label))
        begun.add(number)
    return labels


def _label(item: dict | None, kind: str, begun: bool) -> str:
    if item is None:
        return "B"
    if item["kind"] == "spam":
        return "X"
    if item["kind"] == "header":
        return "P" if item["subkind"] == "promo" else "L"
    if item["kind"] == "editor_note":
        return "N"
    if kind == "inline_captions":
        return "C"
    if kind == "byline_spans":
        return "Y"
    if kind == "head_spans":
        return "h" if begun else "H"
    if kind in ("subhead_spans", "repeated_spans"):
        return "S" if begun else "A"
    return "B" if begun else "A"


def names_of_features(text: str, pieces: Sequence[Piece]) -> list[list[str]]:
    """Names of the features of each piece."""
    return [[name for group in groups for name in group] for groups in page_features(text, pieces)]


def examples(
    stories: Sequence, documents: Sequence[str], n_pages: int, seed: int
) -> Iterator[Example]:
    """Features and labels of simulated pages at several levels of noise, and of whole documents.

    Every fifth page is composed from the packaged sample: its features and columns begin otherwise
    than broadcast news.
    """
    rng = random.Random(seed)
    for number in range(n_pages):
        noise = rng.choice((0, 0, 0, 0.003, 0.01, 0.01, 0.03, 0.03))
        chosen = stories if number % 5 else sample_stories()
        text, gold = compose_page(chosen, seed=seed * 1_000_003 + number, noise=noise)
        pieces = read_pieces(read_paragraphs(text))
        yield names_of_features(text, pieces), true_labels(text, pieces, gold)
    for text in documents:
        pieces = read_pieces(read_paragraphs(text))
        if pieces:
            labels = ["H"] + ["B"] * (len(pieces) - 1)
            yield names_of_features(text, pieces), [NAMES.index(name) for name in labels]


def fit(data: Sequence[Example], *, penalty: float, at_least: int, steps: int) -> dict:
    """Maximum a posteriori weights of a conditional random field, by L-BFGS."""
    counts = Counter(name for features, _ in data for names in features for name in names)
    kept = sorted(name for name, n in counts.items() if n >= at_least)
    index = {name: k for k, name in enumerate(kept)}
    rows, columns, order = [], [], 0
    for features, _ in data:
        for names in features:
            found = [index[name] for name in names if name in index]
            rows += [order] * len(found)
            columns += found
            order += 1
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(order, len(kept)))
    y = np.array([label for _, labels in data for label in labels])
    starts = np.cumsum([0, *(len(labels) for _, labels in data)])
    n = len(NAMES)
    shape = (len(kept) + n + 1, n)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(shape)
        value, gradient = _likelihood(x, y, starts, w[: len(kept)], w[len(kept) : -1], w[-1])
        return -value + 0.5 * penalty * flat @ flat, -gradient.ravel() + penalty * flat

    best = minimize(
        loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    w = np.round(best.x.reshape(shape), 3)
    return {
        "labels": NAMES,
        "weights": {name: w[k].tolist() for name, k in index.items() if np.abs(w[k]).max() > 0.02},
        "transitions": w[len(kept) : -1].tolist(),
        "start": w[-1].tolist(),
    }


def _likelihood(
    x: csr_matrix,
    y: np.ndarray,
    starts: np.ndarray,
    weights: np.ndarray,
    transitions: np.ndarray,
    start: np.ndarray,
) -> tuple[float, np.ndarray]:
    """Log-likelihood and its gradient, all sequences side by side."""
    scores = x @ weights
    z, marginal, pairs = _expected(scores, starts, transitions, start)
    begin = starts[:-1]
    inside = np.ones(len(y), dtype=bool)
    inside[begin] = False
    later = np.flatnonzero(inside)
    observed = np.zeros_like(transitions)
    np.add.at(observed, (y[later - 1], y[later]), 1)
    begun = np.bincount(y[begin], minlength=len(start))
    rows = np.arange(len(y))
    value = scores[rows, y].sum() + (observed * transitions).sum() + begun @ start - z
    truth = np.zeros_like(scores)
    truth[rows, y] = 1
    gradient = np.vstack(
        [x.T @ (truth - marginal), observed - pairs, begun - marginal[begin].sum(0)]
    )
    return value, gradient


def _expected(
    scores: np.ndarray, starts: np.ndarray, transitions: np.ndarray, start: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Log of the sum over all labellings, and the expected labels and pairs of labels.

    Forward and backward sums are scaled to one at every piece (Rabiner 1989), so that each step
    is one product of matrices.
    """
    lengths = np.diff(starts)
    order = np.argsort(-lengths, kind="stable")
    begin, lengths = starts[:-1][order], lengths[order]
    alive = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    top = scores.max(1)
    emit, move = np.exp(scores - top[:, None]), np.exp(transitions)
    forward, scale = np.empty_like(emit), np.empty(len(emit))
    now = emit[begin] * np.exp(start)
    for t in range(lengths[0]):
        at = begin[: alive[t]] + t
        if t:
            now = (forward[at - 1] @ move) * emit[at]
        scale[at] = now.sum(1)
        forward[at] = now / scale[at][:, None]
    backward, pairs = np.ones_like(emit), np.zeros_like(move)
    for t in range(lengths[0] - 1, 0, -1):
        at = begin[: alive[t]] + t
        inner = emit[at] * backward[at] / scale[at][:, None]
        pairs += (forward[at - 1].T @ inner) * move
        backward[at - 1] = inner @ move.T
    return np.log(scale).sum() + top.sum(), forward * backward, pairs


def _rows(path: Path | None) -> list[dict]:
    if path is None:
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report_stories(rows: Sequence[dict], rng: random.Random) -> list[Story]:
    """Stories out of long documents: some paragraphs, their first clause as the title."""
    found = []
    for row in rows:
        paragraphs = [p.strip(" *　") for p in row["text"].split("\n") if len(p.strip(" *　")) > 60]
        for k in range(0, len(paragraphs) - 3, 4):
            title, _, rest = paragraphs[k].partition("。")
            if (
                8 <= len(title) <= 40
                and len(rest) > 60
                and (
                    s := story(title, "\n".join([rest, *paragraphs[k + 1 : k + rng.randint(2, 6)]]))
                )
            ):
                found.append(s)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--out", type=Path, default=ROOT / "cityanalysis/data/splitter.json")
    given = parser.parse_args()
    stories = [s for path in given.stories for s in read_stories(path)]
    rng = random.Random(given.seed)
    rows = rng.sample(_rows(given.documents), min(given.pages // 2, len(_rows(given.documents))))
    half = len(rows) // 2
    from_reports = report_stories(rows[:half], rng)
    stories += rng.sample(from_reports, min(len(stories) // 2, len(from_reports)))
    documents = [
        f"{row['title']}\n\n{row['text']}"[:12_000] for row in rows[half : half + given.pages // 20]
    ]
    data = list(examples(stories, documents, given.pages, given.seed))
    model = fit(data, penalty=1.0, at_least=8, steps=given.steps)
    stored = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    given.out.write_text(stored + "\n", encoding="utf-8")
    n_pieces = sum(len(labels) for _, labels in data)
    print(f"{len(data)} pages, {n_pieces} pieces, {len(model['weights'])} features")


if __name__ == "__main__":
    main()
