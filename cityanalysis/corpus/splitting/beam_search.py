"""Beam search over the readings of a page: which article each paragraph goes on with."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Paragraphs", "assign_articles"]

# Readings that are kept after every paragraph, and how far one may be behind the best.
_WIDTH = 8
_MARGIN = 14.0

# The scores below are natural-log odds, chosen by the whole articles on simulated pages of news of
# 2018 and of local articles that are not held back.

# What a cosine of 1 between a paragraph and its article is worth.
_LIKENESS = 18.0
# Leaving an article at the end of a sentence, and in the middle of one.
_LEAVE_COMPLETE = 0.5
_LEAVE_OPEN = 1.0
# Going on with an article that had come to the end of a sentence.
_REOPEN = 4.0
# An article that stops in the middle of a sentence on the page's last paragraph.
_LEFT_OPEN = 0.5
# Going on after a signature, a source or a photographer's name.
_AFTER_END = 8.0
# Going on with an article that holds the number before the paragraph's own.
_NUMBERED = 12.0
# Articles that a paragraph may go on with: the latest of those that are complete or open.
_MOST_CLOSED = 5
_MOST_OPEN = 6


@dataclass(frozen=True)
class Paragraphs:
    """Paragraphs of a stretch of a page.

    `likeness` holds inner products of their words (n rows of n), `heads` those with the heads of
    the articles (n rows of n_articles); `items` is the article in which the page has each, `first`
    tells the first of an article, `is_open` those that stop in mid-sentence, `is_last` those after
    which a source or a signature ends the article, `follows` the paragraphs that bear the number
    before its own; ``joint(tail, unit)`` is the evidence that a paragraph goes on where another
    stopped, in natural-log odds.
    """

    likeness: Sequence[Sequence[float]]
    heads: Sequence[Sequence[float]]
    items: Sequence[int]
    first: Sequence[bool]
    is_open: Sequence[bool]
    is_last: Sequence[bool]
    follows: Sequence[Set[int]]
    joint: Callable[[int, int], float]


@dataclass(slots=True, eq=False)
class _Group:
    """Paragraphs of one article on a path, and the squared length of the sum of their vectors.

    `like` and `cosine` compare it with the paragraph `weighed`, the last that was asked about;
    `cosine` is less by `_AFTER_END` where the article has been signed off, and more by `_NUMBERED`
    where it holds the number before the paragraph's own.
    """

    article: int
    members: tuple[int, ...]
    tail: int
    size: float
    weighed: int = -1
    like: float = 0.0
    cosine: float = 0.0


@dataclass(slots=True, eq=False)
class _Path:
    """One reading of the page so far.

    It is in the article `current`; `opened` are the articles that stop in mid-sentence and
    `closed` the others, the latest first: `current` leads one of the two.
    """

    score: float
    current: _Group | None
    opened: tuple[_Group, ...]
    closed: tuple[_Group, ...]


class _Step(NamedTuple):
    """A paragraph put into an article of a path, or into a new one where `group` is none."""

    score: float
    group: _Group | None
    path: _Path


def assign_articles(paragraphs: Paragraphs) -> list[int]:
    """Article of each paragraph on the best path.

    The score of a path sums, over its paragraphs, the cosine between a paragraph and what its
    article holds so far (times `_LIKENESS`) and the evidence of its joint; it pays for leaving an
    article, more where that had come to the end of a sentence, and for each that is left open.
    """
    paths = [_Path(0.0, None, (), ())]
    for i, first in enumerate(paragraphs.first):
        if first or i == 0:
            steps = [_Step(path.score, None, path) for path in paths]
        else:
            steps = _steps(paragraphs, paths, i)
        if len(steps) > 1:
            steps = _best_steps(steps)
        grown: dict[int, _Group] = {}
        paths = [_grow(paragraphs, step, i, grown) for step in steps]
    return _assigned(max(paths, key=lambda path: path.score - _LEFT_OPEN * len(path.opened)))


def _best_steps(steps: list[_Step]) -> list[_Step]:
    """The best steps; of those with the same future (`_read_on`), only the best."""
    steps = sorted(steps, key=attrgetter("score"), reverse=True)
    least = steps[0].score - _MARGIN
    seen: set[tuple[int, ...]] = set()
    kept: list[_Step] = []
    for step in steps:
        if step.score < least or len(kept) == _WIDTH:
            break
        if (key := _read_on(step)) not in seen:
            seen.add(key)
            kept.append(step)
    return kept


def _read_on(step: _Step) -> tuple[int, ...]:
    """What the further reading depends on: the current article, and where the open ones stopped."""
    key = [-1 if step.group is None else step.group.article]
    for other in step.path.opened:
        if other is not step.group:
            key += (other.article, other.tail)
    return tuple(key)


def _steps(paragraphs: Paragraphs, paths: Sequence[_Path], i: int) -> list[_Step]:
    """For each path the articles that unit `i` may go on with, unless far worse than another."""
    joints: dict[int, float] = {}
    steps: list[_Step] = []
    least = float("-inf")
    for path in paths:
        for step in _choices(paragraphs, path, i, joints):
            group = step.group
            assert group is not None
            if group.weighed != i:
                _weigh(paragraphs, group, i)
            score = step.score + group.cosine
            if score >= least:
                steps.append(_Step(score, group, path))
                least = max(least, score - _MARGIN)
    return steps


def _choices(
    paragraphs: Paragraphs, path: _Path, i: int, joints: dict[int, float]
) -> Iterator[_Step]:
    """Articles that unit `i` may go on with, scored without likeness; `joints` is filled."""
    current, opened = path.current, path.opened[:_MOST_OPEN]
    for group in opened:
        if group.tail not in joints:
            joints[group.tail] = paragraphs.joint(group.tail, i)
    inside = bool(opened) and opened[0] is current
    if current is not None:
        yield _Step(path.score + (joints[current.tail] if inside else 0.0), current, path)
    left = path.score - (_LEAVE_OPEN if inside else _LEAVE_COMPLETE)
    for group in opened:
        if group is not current:
            yield _Step(left + joints[group.tail], group, path)
    for group in path.closed[:_MOST_CLOSED]:
        if group is not current:
            yield _Step(left - _REOPEN, group, path)


def _weigh(paragraphs: Paragraphs, group: _Group, i: int) -> None:
    """Compare a group with unit `i`: inner product, the article's head counted in, and cosine."""
    row = paragraphs.likeness[i]
    own = row[i]
    like = sum(map(row.__getitem__, group.members)) + paragraphs.heads[i][group.article]
    group.weighed, group.like = i, like
    group.cosine = _LIKENESS * like / (own * group.size) ** 0.5 if own > 0 else 0.0
    if paragraphs.is_last[group.tail]:
        group.cosine -= _AFTER_END
    if not paragraphs.follows[i].isdisjoint(group.members):
        group.cosine += _NUMBERED


def _grow(paragraphs: Paragraphs, step: _Step, i: int, grown: dict[int, _Group]) -> _Path:
    """The path after a step with unit `i`; paths share the groups that have `grown` by it."""
    score, old, path = step
    group = grown.get(id(old))
    if group is None:
        group = grown[id(old)] = _with_unit(paragraphs, old, i)
    opened, closed = path.opened, path.closed
    if old is not None:
        opened, closed = _without(opened, old), _without(closed, old)
    if paragraphs.is_open[i]:
        return _Path(score, group, (group, *opened), closed)
    return _Path(score, group, opened, (group, *closed))


def _without(groups: tuple[_Group, ...], left_out: _Group) -> tuple[_Group, ...]:
    if left_out not in groups:
        return groups
    at = groups.index(left_out)
    return groups[:at] + groups[at + 1 :]


def _with_unit(paragraphs: Paragraphs, old: _Group | None, i: int) -> _Group:
    own = paragraphs.likeness[i][i]
    if old is None:
        article = paragraphs.items[i]
        return _Group(article, (i,), i, 1.0 + 2 * paragraphs.heads[i][article] + own)
    if old.weighed != i:
        _weigh(paragraphs, old, i)
    return _Group(old.article, (*old.members, i), i, old.size + 2 * old.like + own)


def _assigned(path: _Path) -> list[int]:
    groups = (*path.opened, *path.closed)
    places = [(k, group.article) for group in groups for k in group.members]
    return [article for _, article in sorted(places)]
