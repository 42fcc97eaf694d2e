"""Learns the weights by which the main headline is chosen among the lines of a head."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cityanalysis.corpus.splitting.article_text import join_pieces
from cityanalysis.corpus.splitting.items import Item, gather_items
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.piece_labels import LABELS
from cityanalysis.corpus.splitting.pieces import read_pieces
from cityanalysis.corpus.splitting.split import BODY_BEGINNING
from cityanalysis.corpus.splitting.titles import runs_of_lines, title_features
from training.piece_labels import true_labels
from training.recipes import Inputs, Recipe
from training.simulate.drafts import read_stories
from training.simulate.local_articles import read_local_articles
from training.simulate.pages import compose_local_page, compose_page
from training.simulate.sample import sample_stories

__all__ = ["learn"]

_APART = 1_000_003
# A fraction of the pages is misread as print is, so that no mark is trusted too much.
_NOISE = (0, 0, 0.003, 0.01)
# Share of column labels that are among the lines of a head: more than really get there.
_MISREAD = 0.4
_DIGITS = 3


@dataclass(frozen=True)
class _Choice:
    """The runs of lines of one head by their features, and which of them is the headline."""

    runs: list[list[str]]
    true: int


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Weights of the features of `cityanalysis.corpus.splitting.titles.title_features`."""
    choices = [c for text, gold in _pages(recipe, inputs) for c in _choices(text, gold)]
    names = sorted({name for choice in choices for run in choice.runs for name in run})
    found = _fit(choices, names, recipe.options["penalty"])
    weights = np.round(found, _DIGITS).tolist()
    return {"weights": {name: w for name, w in zip(names, weights, strict=True) if w}}


def _pages(recipe: Recipe, inputs: Inputs) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    stories = [s for path in inputs.matching("shared/data/news/") for s in read_stories(path)]
    path = inputs.path("shared/data/articles/articles.jsonl")
    articles = read_local_articles(path, held_back=False)
    seed = recipe.seed * _APART
    for number in range(seed, seed + recipe.options["local_pages"]):
        yield compose_local_page(articles, seed=number, noise=_noise(number))
    for number in range(seed, seed + recipe.options["news_pages"]):
        yield compose_page(stories, seed=number, noise=_noise(number))
    for number in range(seed, seed + recipe.options["sample_pages"]):
        yield compose_page(sample_stories(), seed=number, noise=_noise(number))


def _noise(seed: int) -> float:
    return random.Random(f"noise {seed}").choice(_NOISE)


def _choices(text: str, gold: Sequence[dict[str, Any]]) -> Iterator[_Choice]:
    """Heads of two and more lines whose headline is known."""
    pieces = read_pieces(read_paragraphs(text))
    labels = _with_misread(text, [list(LABELS)[k] for k in true_labels(text, pieces, gold)])
    owner = {k: g["title"] for g in gold for a, b in g["spans"] for k in range(a, b)}
    for item in gather_items(pieces, labels):
        titles = {owner[p.start] for p in item.heads if owner.get(p.start)}
        if item.kind == "article" and len(item.heads) > 1 and len(titles) == 1:
            found = _choice(text, item, "".join(titles.pop().split()))
            if found is not None:
                yield found


def _with_misread(text: str, labels: list[str]) -> list[str]:
    """Labels in which some columns' names are taken for first lines of the head below them."""
    rng = random.Random(f"labels {len(text)}")
    found = list(labels)
    for k, (one, other) in enumerate(pairwise(labels)):
        if one == "L" and other == "H" and rng.random() < _MISREAD:
            found[k], found[k + 1] = "H", "h"
    return found


def _choice(text: str, item: Item, title: str) -> _Choice | None:
    lines: dict[int, str] = {}
    for piece in item.heads:
        lines[piece.line] = lines.get(piece.line, "") + piece.text
    texts = list(lines.values())
    runs = runs_of_lines(texts)
    said = ["".join("".join(texts[first:end]).split()) for first, end in runs]
    if len(runs) < 2 or title not in said:
        return None
    body = join_pieces(text, item.body, frozenset())[0][:BODY_BEGINNING]
    return _Choice([title_features(texts, body, run) for run in runs], said.index(title))


def _fit(choices: Sequence[_Choice], names: Sequence[str], penalty: float) -> NDArray[np.float64]:
    """Weights of a conditional logit model: of the runs of a head, one is the headline."""
    index = {name: k for k, name in enumerate(names)}
    rows = [run for choice in choices for run in choice.runs]
    columns = [index[name] for run in rows for name in run]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    sizes = np.array([len(choice.runs) for choice in choices])
    starts = np.cumsum(sizes) - sizes
    true = starts + np.array([choice.true for choice in choices])

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = x @ w
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        chances = np.exp(scores)
        totals = np.add.reduceat(chances, starts)
        chances /= np.repeat(totals, sizes)
        chances[true] -= 1
        value = float((np.log(totals) - scores[true]).sum())
        return value + 0.5 * penalty * float(w @ w), x.T @ chances + penalty * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return np.asarray(best.x)
