"""Puts together what a page has torn apart: which paragraph goes on with which article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from cityanalysis.corpus.items import Item
from cityanalysis.corpus.joints import goes_on, starts_fresh
from cityanalysis.corpus.lines import ends_open
from cityanalysis.corpus.pieces import Piece

__all__ = ["restore_order"]

Matrix = NDArray[np.float64]
_WINDOW = 300
_BEAM = 10
_CANDIDATES = 6
_LIKENESS = 14.0
_LEAVE_COMPLETE = 3.0
_LEAVE_OPEN = 0.7
_REOPEN_COMPLETE = 5.0
_LEFT_OPEN = 1.5
_NEAR = 12_000
_COPY = 0.6
_SHORTEST_OPEN = 16


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph with the subheads before it, and the article in which the page has it."""

    pieces: tuple[Piece, ...]
    item: int
    first: bool

    @property
    def start_text(self) -> str:
        return self.pieces[0].text

    @property
    def end_text(self) -> str:
        return self.pieces[-1].text

    @property
    def is_open(self) -> bool:
        last = self.pieces[-1]
        whole = last.source is not None or last.text[-1] in ")）】" or last.mark != ""
        return len(last.text) >= _SHORTEST_OPEN and not whole and ends_open(last.text)


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading of the page so far.

    `tails` holds each article's last unit, `weights` its squared length as a sum of unit vectors.
    """

    score: float
    current: int
    assigned: tuple[int, ...]
    tails: dict[int, int]
    members: dict[int, tuple[int, ...]]
    weights: dict[int, float]


def restore_order(page: str, items: Sequence[Item]) -> None:
    """Move body pieces between articles so that interrupted ones are whole again, in place.

    A beam search reads the paragraphs in page order. Each goes to the article that the page is in,
    or to one that stopped in mid-sentence; the joint (`goes_on`), the likeness of their words
    (cosine of tf-idf over pairs of characters) and the cost of turning decide.
    """
    units = _units(items)
    begin = 0
    while begin < len(units):
        end = _window_end(units, begin)
        part = units[begin:end]
        if any(unit.is_open for unit in part[:-1]) and len({unit.item for unit in part}) > 1:
            _move(items, part, _read(page, part, items))
        begin = end


def _window_end(units: Sequence[_Unit], begin: int) -> int:
    """End of a stretch of units, at the beginning of an article where one is near."""
    end = min(len(units), begin + _WINDOW)
    for k in range(end, begin + _WINDOW // 2, -1):
        if k == len(units) or units[k].first:
            return k
    return end


def _units(items: Sequence[Item]) -> list[_Unit]:
    found: list[_Unit] = []
    for number, item in enumerate(items):
        if item.kind != "article":
            continue
        subheads = {piece.start for piece in item.subheads}
        waiting: list[Piece] = []
        first = True
        for _, same_line in groupby(item.body, key=lambda piece: piece.line):
            pieces = list(same_line)
            waiting += pieces
            if pieces[-1].start not in subheads:
                found.append(_Unit(tuple(waiting), number, first))
                waiting, first = [], False
        if waiting:
            found.append(_Unit(tuple(waiting), number, first))
    return sorted(found, key=lambda unit: unit.pieces[0].start)


def _likeness(units: Sequence[_Unit], items: Sequence[Item]) -> tuple[Matrix, Matrix]:
    """Inner products of units with units, and of units with the heads of their articles."""
    texts = ["".join(piece.text for piece in unit.pieces) for unit in units]
    numbers = sorted({unit.item for unit in units})
    texts += ["".join(piece.text for piece in items[number].heads) for number in numbers]
    index: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, text in enumerate(texts):
        for pair in _pairs(text):
            rows.append(row)
            columns.append(index.setdefault(pair, len(index)))
    if not index:
        empty = np.zeros((len(units), len(units)))
        return empty, np.zeros((len(units), len(numbers)))
    counts = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(index)))
    frequency = np.asarray(counts.sum(axis=0)).ravel()
    idf = np.log((len(texts) + 1) / (frequency + 0.5))
    idf[frequency < 2] = 0.6
    weighted = counts.multiply(idf).tocsr()
    gram = (weighted @ weighted.T).toarray()
    n = len(units)
    return _without_copies(gram[:n, :n]), gram[:n, n:]


def _without_copies(gram: Matrix) -> Matrix:
    """An article does not say the same twice: paragraphs that nearly agree are of two reprints."""
    size = np.sqrt(np.diagonal(gram))
    copies = gram > _COPY * np.outer(size, size)
    np.fill_diagonal(copies, False)
    return np.where(copies, 0.0, gram)


def _pairs(text: str) -> set[str]:
    return {
        a + b
        for a, b in zip(text, text[1:])
        if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff"
    }


def _read(page: str, units: Sequence[_Unit], items: Sequence[Item]) -> tuple[int, ...]:
    """Article of each unit on the best path."""
    gram, heads = _likeness(units, items)
    numbers = sorted({unit.item for unit in units})
    column = {number: k for k, number in enumerate(numbers)}
    paths = [_Path(0.0, -1, (), {}, {}, {})]
    for i, unit in enumerate(units):
        grown: dict[tuple[object, ...], _Path] = {}
        for path in paths:
            for article in _choices(path, unit, units):
                step = _step(page, path, units, i, article)
                like = _like(path, gram, heads, i, article, column[article])
                new = _extend(path, i, article, step + like, gram)
                key = (article, tuple(sorted(new.tails.items())))
                if key not in grown or grown[key].score < new.score:
                    grown[key] = new
        paths = sorted(grown.values(), key=lambda p: (-p.score, p.assigned))[:_BEAM]
    finished = [replace(p, score=p.score - _open_cost(p, units)) for p in paths]
    return max(finished, key=lambda p: (p.score, p.assigned)).assigned


def _choices(path: _Path, unit: _Unit, units: Sequence[_Unit]) -> list[int]:
    if unit.first or path.current < 0:
        return [unit.item]
    others = sorted(path.tails.items(), key=lambda entry: -entry[1])
    opened = [a for a, tail in others if a != path.current and units[tail].is_open]
    closed = [a for a, tail in others if a != path.current and not units[tail].is_open]
    return [path.current, *opened[:_CANDIDATES], *closed[:1]]


def _step(page: str, path: _Path, units: Sequence[_Unit], i: int, article: int) -> float:
    """Score of going from the unit before to unit `i` as a part of `article`."""
    unit = units[i]
    if unit.first or path.current < 0:
        return 0.0
    before = units[path.tails[path.current]]
    score = 0.0
    if article != path.current:
        score -= _LEAVE_OPEN if before.is_open else _LEAVE_COMPLETE
    tail = units[path.tails[article]]
    if article != path.current and not tail.is_open:
        return score - _REOPEN_COMPLETE
    if tail.is_open:
        at = unit.pieces[0].start
        low, high = max(0, at - _NEAR), at + _NEAR
        if len(unit.pieces) > 1 and unit.pieces[0].line != unit.pieces[-1].line:
            score -= 2.0
        return score + goes_on(tail.end_text, unit.start_text, page, low, high)
    return score - (0.0 if starts_fresh(unit.start_text) else 0.2)


def _like(path: _Path, gram: Matrix, heads: Matrix, i: int, article: int, column: int) -> float:
    """Cosine of a unit with what its article holds so far, its head counted in."""
    members = path.members.get(article, ())
    inner = float(gram[i, list(members)].sum()) if members else 0.0
    inner += float(heads[i, column])
    own = float(gram[i, i])
    size = path.weights.get(article, 0.0) + 1.0
    if own <= 0.0 or inner <= 0.0:
        return 0.0
    return _LIKENESS * inner / float(np.sqrt(own * size))


def _extend(path: _Path, i: int, article: int, gain: float, gram: Matrix) -> _Path:
    members = path.members.get(article, ())
    inner = float(gram[i, list(members)].sum()) if members else 0.0
    weight = path.weights.get(article, 0.0) + 2 * inner + float(gram[i, i])
    return _Path(
        path.score + gain,
        article,
        (*path.assigned, article),
        {**path.tails, article: i},
        {**path.members, article: (*members, i)},
        {**path.weights, article: weight},
    )


def _open_cost(path: _Path, units: Sequence[_Unit]) -> float:
    return _LEFT_OPEN * sum(units[tail].is_open for tail in path.tails.values())


def _move(items: Sequence[Item], units: Sequence[_Unit], assigned: Sequence[int]) -> None:
    for unit, article in zip(units, assigned):
        if article == unit.item:
            continue
        source, target = items[unit.item], items[article]
        moved = {piece.start for piece in unit.pieces}
        source.body = [piece for piece in source.body if piece.start not in moved]
        target.body.extend(unit.pieces)
        target.subheads.extend(p for p in source.subheads if p.start in moved)
        source.subheads = [p for p in source.subheads if p.start not in moved]
