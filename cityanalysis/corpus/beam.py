"""Beam search over the readings of a page: which article each paragraph goes on with."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Scene", "read_scene"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WIDTH = 8
LIKENESS = 18.0
LEAVE_COMPLETE = 2.5
LEAVE_OPEN = 0.5
REOPEN = 2.5
LEFT_OPEN = 1.5
_NEVER = -1e9


@dataclass(frozen=True)
class Scene:
    """Paragraphs of a stretch of a page.

    `likeness` holds inner products of their words (n × n), `heads` those with the heads of the
    articles (n × n_articles); `items` is the article in which the page has each, `first` tells
    the first of an article, `is_open` those that stop in mid-sentence; ``joint(tail, unit)`` is
    the evidence that a paragraph goes on where another stopped, in natural-log odds.
    """

    likeness: Floats
    heads: Floats
    items: Ints
    first: NDArray[np.bool_]
    is_open: NDArray[np.bool_]
    joint: Callable[[int, int], float]
    joints: dict[tuple[int, int], float] = field(default_factory=dict)

    def known_joint(self, tail: int, unit: int) -> float:
        """`joint`, reckoned once."""
        if (tail, unit) not in self.joints:
            self.joints[tail, unit] = self.joint(tail, unit)
        return self.joints[tail, unit]


@dataclass(frozen=True, slots=True)
class _Beam:
    """Paths side by side: score, article of each unit, last unit and squared length by article."""

    scores: Floats
    assigned: Ints
    tails: Ints
    sizes: Floats
    current: Ints

    def take(self, rows: Ints) -> "_Beam":
        return _Beam(
            self.scores[rows],
            self.assigned[rows],
            self.tails[rows],
            self.sizes[rows],
            self.current[rows],
        )


def read_scene(scene: Scene) -> list[int]:
    """Article of each paragraph on the best path.

    The score of a path sums, over its paragraphs, the cosine between a paragraph and what its
    article holds so far (times `LIKENESS`) and the evidence of its joint; it pays for leaving an
    article, more where that had come to the end of a sentence, and for each that is left open.
    """
    n, n_articles = scene.heads.shape
    beam = _Beam(
        np.zeros(1),
        np.full((1, n), -1),
        np.full((1, n_articles), -1),
        np.ones((1, n_articles)),
        np.full(1, -1),
    )
    for i in range(n):
        beam = _advance(scene, beam, i)
    open_tails = np.where(beam.tails >= 0, scene.is_open[beam.tails], False)
    final = beam.scores - LEFT_OPEN * open_tails.sum(axis=1)
    return [int(article) for article in beam.assigned[int(final.argmax())]]


def _advance(scene: Scene, beam: _Beam, i: int) -> _Beam:
    likes = _likes(scene, beam, i)
    begun = beam.tails >= 0
    open_tails = begun & scene.is_open[beam.tails]
    if scene.first[i]:
        rows = np.arange(len(beam.scores))
        articles = np.full(len(rows), scene.items[i])
        scores = beam.scores
    elif not open_tails.any():
        rows = np.arange(len(beam.scores))
        articles = beam.current
        scores = beam.scores
    else:
        totals = beam.scores[:, None] + _steps(scene, beam, i, begun, open_tails)
        own = float(scene.likeness[i, i])
        if own > 0:
            totals = totals + LIKENESS * likes / np.sqrt(own * beam.sizes)
        best = np.argsort(-totals, axis=None, kind="stable")[: 3 * WIDTH]
        rows, articles = np.unravel_index(best, totals.shape)
        scores = totals[rows, articles]
    return _grow(scene, beam, i, rows, articles, scores, likes)


def _likes(scene: Scene, beam: _Beam, i: int) -> Floats:
    """Inner product of unit `i` with each article of each path, its head counted in."""
    n_paths, n_articles = beam.tails.shape
    if i == 0:
        return np.tile(scene.heads[i], (n_paths, 1))
    index = beam.assigned[:, :i] + n_articles * np.arange(n_paths)[:, None]
    weights = np.broadcast_to(scene.likeness[i, :i], index.shape)
    sums = np.bincount(index.ravel(), weights.ravel(), minlength=n_paths * n_articles)
    return sums.reshape(n_paths, n_articles) + scene.heads[i]


def _steps(
    scene: Scene, beam: _Beam, i: int, begun: NDArray[np.bool_], open_tails: NDArray[np.bool_]
) -> Floats:
    """Score of going on with each article: joints, less the cost of turning."""
    n_paths, n_articles = beam.tails.shape
    turns = np.arange(n_articles)[None, :] != beam.current[:, None]
    joints = {int(tail): scene.known_joint(int(tail), i) for tail in set(beam.tails[open_tails])}
    table = np.zeros(len(scene.first))
    table[list(joints)] = list(joints.values())
    steps = np.where(open_tails, table[beam.tails], 0.0)
    leaves_open = open_tails[np.arange(n_paths), beam.current]
    cost = np.where(leaves_open, LEAVE_OPEN, LEAVE_COMPLETE)[:, None] + np.where(
        open_tails, 0.0, REOPEN
    )
    return np.where(begun, steps - np.where(turns, cost, 0.0), _NEVER)


def _grow(
    scene: Scene, beam: _Beam, i: int, rows: Ints, articles: Ints, scores: Floats, likes: Floats
) -> _Beam:
    """The best paths with unit `i` added; of those that end alike only the best goes on."""
    grown = beam.take(rows)
    k = np.arange(len(rows))
    grown.assigned[:, i] = articles
    grown.tails[k, articles] = i
    grown.sizes[k, articles] += 2 * likes[rows, articles] + scene.likeness[i, i]
    grown = _Beam(scores, grown.assigned, grown.tails, grown.sizes, articles)
    if len(rows) == 1:
        return grown
    kept: dict[bytes, int] = {}
    for row in np.argsort(-scores, kind="stable"):
        if scores[row] > _NEVER / 2:
            kept.setdefault(grown.tails[row].tobytes(), int(row))
        if len(kept) == WIDTH:
            break
    return grown.take(np.array(list(kept.values())))
