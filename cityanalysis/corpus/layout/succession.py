"""Which block continues which, and under which headline: one assignment for the whole sheet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout.evidence import AFTER, ALONE, UNDER, Evidence
from cityanalysis.resources import data_path

__all__ = ["Follows", "Weights", "assign", "read_weights", "scores"]

Floats = NDArray[np.float64]
# The worst that a possible pair may cost, in natural-log odds; impossible pairs cost more.
_MOST, _NEVER = 30.0, 1000.0
# In natural-log odds: what speaks for any headline having a body, which no block by itself knows.
# Read off from the pages that the weights were learned from.
_HEADED = 2.0
# Rounded so that the same sheet gives the same articles on every kind of processor.
_DIGITS = 6


@dataclass(frozen=True)
class Weights:
    """Natural-log odds that each feature of `evidence` is worth.

    Attributes
    ----------
    after, under, alone : array of float
        In the order of `AFTER`, `UNDER` and `ALONE`.
    """

    after: Floats
    under: Floats
    alone: Floats


@dataclass(frozen=True, slots=True)
class Follows:
    """What a block follows: a block, a head, or nothing.

    Attributes
    ----------
    block, head : int or None
        At most one of them is given.
    probability : float
        Of this choice among all for the block, before the blocks compete.
    """

    block: int | None
    head: int | None
    probability: float


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """The packaged weights; `make weights` makes them."""
    kept = json.loads(data_path("layout.json").read_text(encoding="utf-8"))
    return Weights(
        *(
            np.array([kept[part][name] for name in names])
            for part, names in (("after", AFTER), ("under", UNDER), ("alone", ALONE))
        )
    )


def scores(evidence: Evidence, weights: Weights) -> Floats:
    """Natural-log probability of every choice of every block.

    Returns
    -------
    array of float, n_blocks × (n_blocks + n_heads + 1)
        Columns: the block, the head, or nothing that the block follows; `-_NEVER` where it cannot.
    """
    n, m = len(evidence.blocks), len(evidence.heads)
    table = np.full((n, n + m + 1), -_NEVER)
    features, may = evidence.after()
    table[:, :n] = np.where(may, features @ weights.after, -_NEVER).T
    if m:
        features, may = evidence.under()
        table[:, n : n + m] = np.where(may, features @ weights.under, -_NEVER).T
    table[:, n + m] = evidence.alone() @ weights.alone
    table -= table.max(1, keepdims=True)
    table -= np.log(np.exp(table).sum(1, keepdims=True))
    return np.asarray(np.round(table, _DIGITS))


def assign(evidence: Evidence, weights: Weights) -> list[Follows]:
    """For each block what it follows, so that no block and no head is followed twice.

    The probability of all choices together is the largest that is possible (Kuhn 1955, Naval
    Research Logistics Quarterly 2; solved by SciPy).
    """
    from scipy.optimize import linear_sum_assignment

    n, m = len(evidence.blocks), len(evidence.heads)
    if not n:
        return []
    table = scores(evidence, weights)
    cost = np.full((n, n + m + n), _NEVER)
    cost[:, : n + m] = np.where(table[:, : n + m] <= -_NEVER / 2, _NEVER, -table[:, : n + m])
    np.fill_diagonal(cost[:, n + m :], -table[:, n + m])
    cost[:, n : n + m] -= _HEADED * (cost[:, n : n + m] < _NEVER)
    cost = np.minimum(cost, np.where(cost >= _NEVER / 2, _NEVER, _MOST))
    _, chosen = linear_sum_assignment(cost)
    found = []
    for v, k in enumerate(chosen.tolist()):
        probability = float(np.exp(table[v, min(k, n + m)]))
        block, head = (k, None) if k < n else (None, k - n) if k < n + m else (None, None)
        found.append(Follows(block, head, round(probability, 4)))
    return _without_circles(found)


def _without_circles(found: Sequence[Follows]) -> list[Follows]:
    """Choices, where blocks follow one another in a circle cut open at the least sure one."""
    cut = list(found)
    for start in range(len(cut)):
        seen: list[int] = []
        at: int | None = start
        while at is not None and at not in seen:
            seen.append(at)
            at = cut[at].block
        if at is not None:
            circle = seen[seen.index(at) :]
            weakest = min(circle, key=lambda k: (cut[k].probability, k))
            cut[weakest] = Follows(None, None, cut[weakest].probability)
    return cut
