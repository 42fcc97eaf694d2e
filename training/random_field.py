"""Learns the weights of a linear-chain conditional random field."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

__all__ = ["Example", "FitOptions", "fit"]

Group = tuple[str, ...]
Floats = NDArray[np.float64]
# Weights are stored to three digits; features none of whose weights is larger tell nothing.
_DIGITS = 3
_LEAST_WEIGHT = 0.02


@dataclass(frozen=True)
class Example:
    """A sequence: for each piece the groups of features that hold, and its true label."""

    features: list[list[Group]]
    labels: list[int]


@dataclass(frozen=True)
class FitOptions:
    """Strength of the Gaussian prior, rarest feature with a weight, and steps of L-BFGS."""

    penalty: float
    rarest: int
    steps: int


@dataclass(frozen=True)
class _Sequences:
    """All sequences end to end: features, labels, and where each sequence begins."""

    x: csr_matrix
    y: NDArray[np.int64]
    starts: NDArray[np.int64]


def fit(examples: Sequence[Example], labels: Sequence[str], options: FitOptions) -> dict[str, Any]:
    """Weights of the greatest posterior probability (Lafferty, McCallum & Pereira 2001).

    Returns
    -------
    dict
        ``labels``; ``weights``: for each feature one weight a label; ``transitions``: weights from
        each label (row) to each (column); ``start``: weights of the first label.
    """
    index = _index(examples, options.rarest)
    data = _sequences(examples, index)
    n_features, n = len(index), len(labels)
    shape = (n_features + n + 1, n)

    def loss(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(shape)
        value, gradient = _likelihood(data, w[:n_features], w[n_features:-1], w[-1])
        prior = 0.5 * options.penalty * float(flat @ flat)
        return prior - value, options.penalty * flat - gradient.ravel()

    found = minimize(
        loss,
        np.zeros(shape).ravel(),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": options.steps},
    )
    w = np.round(found.x.reshape(shape), _DIGITS)
    return {
        "labels": list(labels),
        "weights": {
            name: w[k].tolist() for name, k in index.items() if np.abs(w[k]).max() > _LEAST_WEIGHT
        },
        "transitions": w[n_features:-1].tolist(),
        "start": w[-1].tolist(),
    }


def _index(examples: Sequence[Example], rarest: int) -> dict[str, int]:
    groups = Counter(group for e in examples for piece in e.features for group in piece)
    counts: Counter[str] = Counter()
    for group, n in groups.items():
        for name in group:
            counts[name] += n
    return {name: k for k, name in enumerate(sorted(n for n, c in counts.items() if c >= rarest))}


def _sequences(examples: Sequence[Example], index: dict[str, int]) -> _Sequences:
    known: dict[Group, list[int]] = {}
    columns: list[int] = []
    ends = [0]
    for example in examples:
        for piece in example.features:
            for group in piece:
                if group not in known:
                    known[group] = [index[name] for name in group if name in index]
                columns += known[group]
            ends.append(len(columns))
    shape = (len(ends) - 1, len(index))
    x = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    y = np.array([label for e in examples for label in e.labels])
    return _Sequences(x, y, np.cumsum([0, *(len(e.labels) for e in examples)]))


def _likelihood(
    data: _Sequences, weights: Floats, transitions: Floats, start: Floats
) -> tuple[float, Floats]:
    """Log-likelihood and its gradient, all sequences side by side."""
    scores = data.x @ weights
    z, marginal, pairs = _expected(scores, data.starts, transitions, start)
    y, begin = data.y, data.starts[:-1]
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
        [data.x.T @ (truth - marginal), observed - pairs, begun - marginal[begin].sum(0)]
    )
    return float(value), gradient


def _expected(
    scores: Floats, starts: NDArray[np.int64], transitions: Floats, start: Floats
) -> tuple[float, Floats, Floats]:
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
    return float(np.log(scale).sum() + top.sum()), forward * backward, pairs
