"""Beam search over the readings of a page: which article each paragraph goes on with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

__all__ = ["Scene", "read_scene"]

WIDTH = 8
MARGIN = 14.0
LIKENESS = 18.0
LEAVE_COMPLETE = 2.5
LEAVE_OPEN = 0.5
REOPEN = 3.5
LEFT_OPEN = 1.5
MOST_CLOSED = 5
MOST_OPEN = 6


@dataclass(frozen=True)
class Scene:
    """Paragraphs of a stretch of a page.

    `likeness` holds inner products of their words (n rows of n), `heads` those with the heads of
    the articles (n rows of n_articles); `items` is the article in which the page has each, `first`
    tells the first of an article, `is_open` those that stop in mid-sentence; ``joint(tail, unit)``
    is the evidence that a paragraph goes on where another stopped, in natural-log odds.
    """

    likeness: Sequence[Sequence[float]]
    heads: Sequence[Sequence[float]]
    items: Sequence[int]
    first: Sequence[bool]
    is_open: Sequence[bool]
    joint: Callable[[int, int], float]
    joints: dict[tuple[int, int], float] = field(default_factory=dict)

    def known_joint(self, tail: int, unit: int) -> float:
        """`joint`, reckoned once."""
        if (tail, unit) not in self.joints:
            self.joints[tail, unit] = self.joint(tail, unit)
        return self.joints[tail, unit]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Paragraphs of one article on a path, and the squared length of the sum of their vectors."""

    members: tuple[int, ...]
    size: float

    @property
    def tail(self) -> int:
        return self.members[-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    """One reading of the page so far.

    It is in the article `current`; `opened` are the articles that stop in mid-sentence and
    `closed` the others, the latest first.
    """

    score: float
    current: int
    opened: tuple[int, ...]
    closed: tuple[int, ...]
    groups: dict[int, _Group]


def read_scene(scene: Scene) -> list[int]:
    """Article of each paragraph on the best path.

    The score of a path sums, over its paragraphs, the cosine between a paragraph and what its
    article holds so far (times `LIKENESS`) and the evidence of its joint; it pays for leaving an
    article, more where that had come to the end of a sentence, and for each that is left open.
    """
    paths = [_Path(0.0, -1, (), (), {})]
    for i in range(len(scene.items)):
        likes: dict[tuple[int, int], float] = {}
        settled = not any(path.opened for path in paths)
        ways = [
            (score, article, path)
            for path in paths
            for article, score in _ways(scene, path, i, likes, settled)
        ]
        if len(ways) > 1:
            ways.sort(key=lambda way: -way[0])
        paths = [
            _grow(scene, path, i, article, score, likes)
            for score, article, path in _different(scene, ways, i)
        ]
    return _assigned(max(paths, key=lambda path: path.score - LEFT_OPEN * len(path.opened)))


def _different(
    scene: Scene, ways: Sequence[tuple[float, int, _Path]], i: int
) -> list[tuple[float, int, _Path]]:
    """The best ways; of those after which the page reads on alike, only the best."""
    seen: set[tuple[object, ...]] = set()
    kept: list[tuple[float, int, _Path]] = []
    for score, article, path in ways:
        if score < ways[0][0] - MARGIN or len(kept) == WIDTH:
            break
        rest = [(a, path.groups[a].tail) for a in path.opened if a != article]
        key = (article, scene.is_open[i], *rest)
        if key not in seen:
            seen.add(key)
            kept.append((score, article, path))
    return kept


def _ways(
    scene: Scene, path: _Path, i: int, likes: dict[tuple[int, int], float], settled: bool
) -> Iterator[tuple[int, float]]:
    """Articles that unit `i` may go on with, and the score of the path then."""
    if scene.first[i] or path.current < 0:
        yield scene.items[i], path.score
        return
    if settled:
        yield path.current, path.score
        return
    tail = path.groups[path.current].tail
    stay = scene.known_joint(tail, i) if scene.is_open[tail] else 0.0
    yield path.current, path.score + stay + _cosine(scene, path, i, path.current, likes)
    leave = LEAVE_OPEN if scene.is_open[tail] else LEAVE_COMPLETE
    for article in path.opened[:MOST_OPEN]:
        if article != path.current:
            gain = scene.known_joint(path.groups[article].tail, i) - leave
            yield article, path.score + gain + _cosine(scene, path, i, article, likes)
    for article in path.closed[:MOST_CLOSED]:
        if article != path.current:
            like = _cosine(scene, path, i, article, likes)
            yield article, path.score + like - leave - REOPEN


def _like(
    scene: Scene, path: _Path, i: int, article: int, likes: dict[tuple[int, int], float]
) -> float:
    """Inner product of unit `i` with an article of a path, its head counted in."""
    group = path.groups.get(article)
    if group is None:
        return scene.heads[i][article]
    key = (article, id(group))
    if key not in likes:
        row = scene.likeness[i]
        likes[key] = sum([row[k] for k in group.members]) + scene.heads[i][article]
    return likes[key]


def _cosine(
    scene: Scene, path: _Path, i: int, article: int, likes: dict[tuple[int, int], float]
) -> float:
    own = scene.likeness[i][i]
    like = _like(scene, path, i, article, likes)
    return LIKENESS * like / (own * path.groups[article].size) ** 0.5 if own > 0 else 0.0


def _grow(
    scene: Scene,
    path: _Path,
    i: int,
    article: int,
    score: float,
    likes: dict[tuple[int, int], float],
) -> _Path:
    group = path.groups.get(article) or _Group((), 1.0)
    like = _like(scene, path, i, article, likes)
    size = group.size + 2 * like + scene.likeness[i][i]
    opened = tuple(a for a in path.opened if a != article)
    closed = tuple(a for a in path.closed if a != article)
    if scene.is_open[i]:
        opened = (article, *opened)
    else:
        closed = (article, *closed)
    groups = {**path.groups, article: _Group((*group.members, i), size)}
    return _Path(score, article, opened, closed, groups)


def _assigned(path: _Path) -> list[int]:
    places = [(k, article) for article, group in path.groups.items() for k in group.members]
    return [article for _, article in sorted(places)]
