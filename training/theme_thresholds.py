"""From cross-validated scores to thresholds, and to the figures that are shown beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cityanalysis.themes.scorer import HEADLINE_FACTOR
from training.theme_labels import Labelled
from training.theme_learning import LOCAL_WEIGHT

# Wanted of every theme: in texts like those learned from, and in sources not learned from.
PRECISION, SOURCE_PRECISION = 0.88, 0.84
FAST_PRECISION = 0.87  # of the fast scorer, which would find too little at more
UNKNOWN_PRECISION = 0.75  # wanted of themes without labels
# Labels as many as these, with the precision of all themes, are added to a theme's own.
PRIOR = 12.0
# Between two decimals, to which scores are rounded, so that none lies on the border. Lower ones
# would do for a few themes among these texts, and let in texts unlike any of them.
GRID = np.arange(0.355, 0.8, 0.01).round(3)
# As sure of a sentence as of a text, and no less sure than this: of 44 sentences of reports that
# were scored lower and over their theme's threshold, 20 were on the theme by reading.
SURE_OF_SENTENCE = 0.595
# One threshold for all themes rests on labels enough to lie lower.
COMMON_GRID = np.arange(0.305, 0.8, 0.01).round(3)
OFTEN = 20  # labelled texts of a theme; the F1 of a rarer one is chance
LOOKED_FOR = 0.25  # of a text: the codebook's rule for what it is about


def probability(logits: np.ndarray) -> np.ndarray:
    """Probabilities to two decimals, as `score_themes` gives them."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30)))).round(2)


def counted(
    found: np.ndarray, labelled: Labelled, weight: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Right, wrong and missed by theme; borderline themes are neither right nor wrong.

    Texts that are only learned from do not count.
    """
    trust = labelled.measured.astype(float)[:, None]
    if weight is not None:
        trust = trust * weight[:, None]
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


def thresholds(by_text: np.ndarray, by_source: np.ndarray, labelled: Labelled) -> np.ndarray:
    """The lowest threshold of each theme at which both its precisions are what is wanted."""
    return np.asarray(
        np.maximum(
            lowest_thresholds(by_text, labelled, PRECISION),
            lowest_thresholds(by_source, labelled, SOURCE_PRECISION),
        )
    )


def lowest_thresholds(score: np.ndarray, labelled: Labelled, wanted: float) -> np.ndarray:
    """The lowest threshold of each theme at which its precision is what is wanted."""
    weight = np.where(labelled.invented, LOCAL_WEIGHT, 1.0)
    precision = np.zeros((len(GRID), score.shape[1]))
    for row, limit in enumerate(GRID):
        right, wrong, _ = counted(score > limit, labelled, weight)
        overall = right.sum() / max(right.sum() + wrong.sum(), 1)
        precision[row] = (right + PRIOR * overall) / (right + wrong + PRIOR)
    enough = precision >= wanted
    first = np.where(enough.any(axis=0), enough.argmax(axis=0), len(GRID) - 1)
    return GRID[first]


def pair_limits(own: np.ndarray | float, labelled: Labelled) -> np.ndarray:
    """Thresholds of pairs: lower for headlines that stand alone, as `score_themes` has them."""
    factor = np.where(labelled.source == "headlines", HEADLINE_FACTOR, 1.0)
    return np.asarray(factor[:, None] * np.asarray(own))


def macro(found: np.ndarray, labelled: Labelled, rows: np.ndarray) -> float:
    """Mean F1 of the themes that twenty of the texts and more are about."""
    right, wrong, missed = counted(found, labelled, rows.astype(float))
    often = right + missed >= OFTEN
    return float(np.mean((2 * right / np.maximum(2 * right + wrong + missed, 1))[often]))


def all_figures(
    labelled: Labelled,
    scores: Mapping[str, np.ndarray],
    unknown: np.ndarray,
    limit: np.ndarray,
    unknown_limit: float,
) -> dict[str, Any]:
    """Precision, recall and F1 of every way of leaving out, by kind of text.

    `scores` are those ``by_text`` and ``by_source``; `unknown` are those with themes left out.
    """
    kinds = {"labelled": labelled.measured & ~labelled.invented, "local": labelled.invented}
    sources = {str(name): labelled.source == name for name in np.unique(labelled.source)}
    sources.pop("own", None)
    ways = {
        "ten_fold": (scores["by_text"] > pair_limits(limit, labelled), kinds),
        "source_left_out": (scores["by_source"] > pair_limits(limit, labelled), sources),
        "theme_left_out": (unknown > unknown_limit, kinds),
    }
    table: dict[str, Any] = {
        way: {
            kind: [round(value, 3) for value in figures(found, labelled, rows)]
            for kind, rows in groups.items()
        }
        for way, (found, groups) in ways.items()
    }
    found = ways["ten_fold"][0]
    return table | {"macro": round(macro(found, labelled, kinds["labelled"]), 3)}


def one_threshold(score: np.ndarray, labelled: Labelled, wanted: float) -> float:
    """The lowest threshold alike for all themes at which precision is what is wanted."""
    for limit in COMMON_GRID:
        if figures(score > limit, labelled)[0] >= wanted:
            return float(limit)
    return float(COMMON_GRID[-1])


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
            "n_labels": int(labelled.said[labelled.measured, number].sum()),
        }
    return table


def _ratio(right: float, other: float) -> float | None:
    return round(float(right / (right + other)), 3) if right + other else None
