"""Beam search over the readings of a page: which article each paragraph goes on with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

__all__ = ["Scene", "read_scene"]

WIDTH = 8
MARGIN = 14.0
LIKENESS = 18.0
LEAVE_COMPLETE = 1.5
LEAVE_OPEN = 0.5
REOPEN = 3.0
LEFT_OPEN = 1.5
MOST_CLOSED = 5
MOST_OPEN = 6
AFTER_END = 4.0


@dataclass(frozen=True)
class Scene:
    """Paragraphs of a stretch of a page.

    `likeness` holds inner products of their words (n rows of n), `heads` those with the heads of
    the articles (n rows of n_articles); `items` is the article in which the page has each, `first`
    tells the first of an article, `is_open` those that stop in mid-sentence, `is_last` those after
    which a source or a signature ends the article; ``joint(tail, unit)`` is the evidence that a
    paragraph goes on where another stopped, in natural-log odds.
    """

    likeness: Sequence[Sequence[float]]
    heads: Sequence[Sequence[float]]
    items: Sequence[int]
    first: Sequence[bool]
    is_open: Sequence[bool]
    is_last: Sequence[bool]
    joint: Callable[[int, int], float]


@dataclass(slots=True, eq=False)
class _Group:
    """Paragraphs of one article on a path, and the squared length of the sum of their vectors.

    `like` and `cosine` compare it with the paragraph `weighed`, the last that was asked about;
    `cosine` is less by `AFTER_END` where the article has been signed off.
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


_Way = tuple[float, _Group | None, _Path]


def read_scene(scene: Scene) -> list[int]:
    """Article of each paragraph on the best path.

    The score of a path sums, over its paragraphs, the cosine between a paragraph and what its
    article holds so far (times `LIKENESS`) and the evidence of its joint; it pays for leaving an
    article, more where that had come to the end of a sentence, and for each that is left open.
    """
    paths = [_Path(0.0, None, (), ())]
    for i, first in enumerate(scene.first):
        if first or i == 0:
            ways: list[_Way] = [(path.score, None, path) for path in paths]
        elif any(path.opened for path in paths):
            ways = _ways(scene, paths, i)
        else:
            ways = [(path.score, path.current, path) for path in paths]
        if len(ways) > 1:
            ways = _different(ways)
        grown: dict[int, _Group] = {}
        paths = [_grow(scene, path, i, group, score, grown) for score, group, path in ways]
    return _assigned(max(paths, key=lambda path: path.score - LEFT_OPEN * len(path.opened)))


def _different(ways: list[_Way]) -> list[_Way]:
    """The best ways; of those after which the page reads on alike, only the best."""
    ways = sorted(ways, key=itemgetter(0), reverse=True)
    least = ways[0][0] - MARGIN
    seen: set[tuple[int, ...]] = set()
    kept: list[_Way] = []
    for way in ways:
        score, group, path = way
        if score < least or len(kept) == WIDTH:
            break
        rest = [-1 if group is None else group.article]
        for other in path.opened:
            if other is not group:
                rest += (other.article, other.tail)
        if (key := tuple(rest)) not in seen:
            seen.add(key)
            kept.append(way)
    return kept


def _ways(scene: Scene, paths: Sequence[_Path], i: int) -> list[_Way]:
    """For each path the articles that unit `i` may go on with, and the score of the path then."""
    joints: dict[int, float] = {}
    ways: list[_Way] = []
    least = float("-inf")
    for path in paths:
        current, opened = path.current, path.opened[:MOST_OPEN]
        inside = bool(opened) and opened[0] is current
        left = path.score - (LEAVE_OPEN if inside else LEAVE_COMPLETE)
        for group in opened:
            if group.tail not in joints:
                joints[group.tail] = scene.joint(group.tail, i)
        choices = [(left + joints[group.tail], group) for group in opened if group is not current]
        choices += [(left - REOPEN, group) for group in path.closed[:MOST_CLOSED]]
        if current is not None:
            stay = path.score + (joints[current.tail] if inside else 0.0)
            choices = [(stay, current), *(way for way in choices if way[1] is not current)]
        for score, group in choices:
            if group.weighed != i:
                _weigh(scene, group, i)
            score += group.cosine
            if score >= least:
                ways.append((score, group, path))
                if score - MARGIN > least:
                    least = score - MARGIN
    return ways


def _weigh(scene: Scene, group: _Group, i: int) -> None:
    """Compare a group with unit `i`: inner product, the article's head counted in, and cosine."""
    row = scene.likeness[i]
    own = row[i]
    like = sum(map(row.__getitem__, group.members)) + scene.heads[i][group.article]
    group.weighed, group.like = i, like
    group.cosine = LIKENESS * like / (own * group.size) ** 0.5 if own > 0 else 0.0
    if scene.is_last[group.tail]:
        group.cosine -= AFTER_END


def _grow(
    scene: Scene, path: _Path, i: int, old: _Group | None, score: float, grown: dict[int, _Group]
) -> _Path:
    """The path with unit `i` in the group `old`; paths of one step share what has `grown`."""
    group = grown.get(id(old))
    if group is None:
        group = grown[id(old)] = _with_unit(scene, old, i)
    opened, closed = path.opened, path.closed
    if old is not None:
        opened, closed = _without(opened, old), _without(closed, old)
    if scene.is_open[i]:
        return _Path(score, group, (group, *opened), closed)
    return _Path(score, group, opened, (group, *closed))


def _without(groups: tuple[_Group, ...], left_out: _Group) -> tuple[_Group, ...]:
    if left_out not in groups:
        return groups
    at = groups.index(left_out)
    return groups[:at] + groups[at + 1 :]


def _with_unit(scene: Scene, old: _Group | None, i: int) -> _Group:
    own = scene.likeness[i][i]
    if old is None:
        article = scene.items[i]
        return _Group(article, (i,), i, 1.0 + 2 * scene.heads[i][article] + own)
    if old.weighed != i:
        _weigh(scene, old, i)
    return _Group(old.article, (*old.members, i), i, old.size + 2 * old.like + own)


def _assigned(path: _Path) -> list[int]:
    groups = (*path.opened, *path.closed)
    places = [(k, group.article) for group in groups for k in group.members]
    return [article for _, article in sorted(places)]
