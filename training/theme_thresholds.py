"""From cross-validated scores to thresholds, and to the figures that are shown beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from training.theme_labels import Labelled
from training.theme_learning import INVENTED_WEIGHT

PRECISION = 0.87  # wanted of every theme; .85 is promised
UNKNOWN_PRECISION = 0.74  # wanted of themes without labels
# Labels as many as these, with the precision of all themes, are added to a theme's own.
PRIOR = 12.0
# Between two decimals, to which scores are rounded, so that none lies on the border.
GRID = np.arange(0.155, 0.8, 0.01).round(3)
LOOKED_FOR = 0.25  # of a text: the codebook's rule for what it is about


def probability(logits: np.ndarray) -> np.ndarray:
    """Probabilities to two decimals, as `score_themes` gives them."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30)))).round(2)


def counted(
    found: np.ndarray, labelled: Labelled, weight: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Right, wrong and missed by theme; borderline themes are neither right nor wrong."""
    trust = np.ones((len(found), 1)) if weight is None else weight[:, None]
    right = (found & labelled.said) * trust
    wrong = (found & ~labelled.said & ~labelled.near) * trust
    missed = (labelled.said & ~found) * trust
    return right.sum(axis=0), wrong.sum(axis=0), missed.sum(axis=0)


def figures(
    found: np.ndarray, labelled: Labelled, rows: np.ndarray | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of some texts and all themes."""
    chosen = np.ones(len(found), dtype=bool) if rows is None else rows
    right, wrong, missed = (
        float(value.sum()) for value in counted(found, labelled, chosen.astype(float))
    )
    return (
        right / max(right + wrong, 1),
        right / max(right + missed, 1),
        2 * right / max(2 * right + wrong + missed, 1),
    )


def thresholds(score: np.ndarray, labelled: Labelled) -> np.ndarray:
    """The lowest threshold of each theme at which its precision is what is wanted."""
    weight = np.where(labelled.invented, INVENTED_WEIGHT, 1.0)
    precision = np.zeros((len(GRID), score.shape[1]))
    for row, limit in enumerate(GRID):
        right, wrong, _ = counted(score > limit, labelled, weight)
        overall = right.sum() / max(right.sum() + wrong.sum(), 1)
        precision[row] = (right + PRIOR * overall) / (right + wrong + PRIOR)
    enough = precision >= PRECISION
    first = np.where(enough.any(axis=0), enough.argmax(axis=0), len(GRID) - 1)
    return GRID[first]


def one_threshold(score: np.ndarray, labelled: Labelled, wanted: float) -> float:
    """The lowest threshold alike for all themes at which precision is what is wanted."""
    for limit in GRID:
        if figures(score > limit, labelled)[0] >= wanted:
            return float(limit)
    return float(GRID[-1])


def sentence_threshold(on: np.ndarray, labelled: Labelled, rows: np.ndarray) -> float:
    """The threshold of sentences at which a quarter of a text on a theme means that it is about it.

    `on` is sentences × themes, by a scorer that did not learn from the texts `rows`.
    """
    members = labelled.pieces.members[list(rows)]
    several = np.asarray((members > 0).sum(axis=1)).ravel() > 1
    length = labelled.pieces.lengths
    best, chosen = -1.0, float(GRID[0])
    for limit in GRID:
        share = members @ ((on > limit) * length[:, None])
        share /= np.maximum(members @ length, 1)[:, None]
        about = np.zeros(labelled.said.shape, dtype=bool)
        about[rows] = share >= LOOKED_FOR
        asked = np.zeros(len(about), dtype=bool)
        asked[np.asarray(rows)[several]] = True
        value = figures(about, labelled, asked)[2]
        if value > best:
            best, chosen = value, float(limit)
    return chosen


def table_of_themes(
    names: Sequence[str],
    labelled: Labelled,
    by_source: np.ndarray,
    limits: Mapping[str, np.ndarray],
) -> dict[str, dict[str, Any]]:
    """Thresholds, and precision, recall and number of labelled texts, of every theme.

    Precision and recall are those in sources that were not learned from.
    """
    right, wrong, missed = counted(by_source > limits["threshold"][None, :], labelled)
    table = {}
    for number, name in enumerate(names):
        own = right[number], wrong[number], missed[number]
        table[name] = {
            **{kind: round(float(value[number]), 3) for kind, value in limits.items()},
            "precision": _ratio(own[0], own[1]),
            "recall": _ratio(own[0], own[2]),
            "n_labels": int(labelled.said[:, number].sum()),
        }
    return table


def _ratio(right: float, other: float) -> float | None:
    return round(float(right / (right + other)), 3) if right + other else None
