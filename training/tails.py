"""Learns how texts begin that go on in mid-sentence, from paragraphs cut at any place."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from cityanalysis.corpus.splitting.tails import PAUSES, tail_features
from training.recipes import Inputs, Recipe
from training.simulate.drafts import read_stories
from training.simulate.local_articles import read_local_articles

__all__ = ["learn"]

# Shorter paragraphs are lines of lists; so many characters stay on either side of a cut.
_SHORTEST, _EDGE = 60, 20
# Marks before which, and behind which, no paragraph is broken.
_NOT_BEFORE, _NOT_AFTER = "，。；：、！？”’）》", "。！？”"
_DIGITS = 2
# Weights nearer to nothing tell nothing.
_LEAST_WEIGHT = 0.05
# Pseudo-count of each first character, and the greatest odds that are believed.
_PRIOR, _MOST_ODDS = 5, 2.0


def learn(recipe: Recipe, inputs: Inputs) -> dict[str, Any]:
    """Weights of `cityanalysis.corpus.splitting.tails.TailOdds`."""
    rng, options = random.Random(recipe.seed), recipe.options
    stories = [s for path in inputs.matching("shared/data/news/") for s in read_stories(path)]
    news = [p for story in stories for p in story.paragraphs if len(p) >= _SHORTEST]
    path = inputs.path("shared/data/articles/articles.jsonl")
    articles = read_local_articles(path, held_back=False)
    local = [p for a in articles for s in a.sections for p in s.paragraphs if len(p) >= _SHORTEST]
    texts = [*rng.sample(news, options["news_paragraphs"]), *local * options["local_copies"]]
    begun = [(text, 0.0) for text in texts]
    broken = [(text[at:], 1.0) for text in texts for at in _cuts(text, rng)]
    constant, weights = _fit([*begun, *broken], options["penalty"], options["rarest"])
    return {"constant": constant, "weights": weights, "clauses": _clauses(news)}


def _cuts(text: str, rng: random.Random) -> list[int]:
    """A place where a paragraph may be broken, if it has one."""
    places = [
        k
        for k in range(_EDGE, len(text) - _EDGE)
        if text[k] not in _NOT_BEFORE and text[k - 1] not in _NOT_AFTER
    ]
    return [rng.choice(places)] if places else []


def _fit(
    cases: Sequence[tuple[str, float]], penalty: float, rarest: int
) -> tuple[float, dict[str, float]]:
    """Logistic regression with a Gaussian prior."""
    features = [tail_features(text) for text, _ in cases]
    counts = Counter(name for names in features for name in names)
    index = {n: k for k, n in enumerate(sorted(n for n, c in counts.items() if c >= rarest))}
    rows = [[index[name] for name in names if name in index] for names in features]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([k for row in rows for k in row])
    x = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(index)))
    y = np.array([label for _, label in cases])

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = x @ w[1:] + w[0]
        value = np.logaddexp(0, score).sum() - y @ score + 0.5 * penalty * w[1:] @ w[1:]
        wrong = 1 / (1 + np.exp(-score)) - y
        return float(value), np.concatenate([[wrong.sum()], x.T @ wrong + penalty * w[1:]])

    found = minimize(loss, np.zeros(len(index) + 1), jac=True, method="L-BFGS-B").x
    weights = {n: round(float(found[k + 1]), _DIGITS) for n, k in index.items()}
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST_WEIGHT}
    return round(float(found[0]), _DIGITS), kept


def _clauses(paragraphs: Sequence[str]) -> dict[str, float]:
    """Log odds that a character stands first behind a comma."""
    first: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for text in paragraphs:
        for before, char in pairwise(text):
            (first if before in PAUSES else other)[char] += 1
    n_first, n_other = first.total(), other.total()
    odds = {
        char: math.log((first[char] + _PRIOR) / n_first * n_other / (other[char] + _PRIOR))
        for char in sorted(first.keys() | other.keys())
    }
    return {
        char: round(max(-_MOST_ODDS, min(_MOST_ODDS, value)), 1)
        for char, value in odds.items()
        if abs(value) >= _LEAST_WEIGHT and first[char] + other[char] > _PRIOR
    }
