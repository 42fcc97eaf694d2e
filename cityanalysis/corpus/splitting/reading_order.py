"""Puts interrupted articles together again: which paragraph goes on with which article."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.splitting.beam_search import Paragraphs, assign_articles
from cityanalysis.corpus.splitting.continuation import JointWords, goes_on
from cityanalysis.corpus.splitting.items import Item
from cityanalysis.corpus.splitting.line_kinds import opening_kind
from cityanalysis.corpus.splitting.numbering import predecessors
from cityanalysis.corpus.splitting.paragraphs import ends_open
from cityanalysis.corpus.splitting.pieces import Piece
from cityanalysis.corpus.splitting.similarity import inner_products

__all__ = ["restore_order"]

# Paragraphs that are read together: more than any newspaper page has; documents are longer.
_WINDOW = 300
# From this cosine on two paragraphs are the same one, printed twice: not both are of one article.
_COPY = 0.6
# Shorter lines that end without a full stop are items of a list, not broken sentences.
_SHORTEST_OPEN = 16
# Natural-log odds against going on in mid-sentence across a subhead.
_AFTER_SUBHEAD = 2.0
# Paragraphs with a mark of their own that may be broken, where they hold a whole clause.
_RUNNING = ("section", "bullet", "caption")
_STOPS = re.compile("[，。；]")
# Signs within a sentence; an emoji or a closing bracket ends one.
_OPEN_ENDS = "，、,“‘（(《·-—%％"
# Who wrote an article, in brackets at its end.
_SIGNATURE = re.compile(
    "[（(][^（）()]{0,30}(?:记者|通讯员|摄影|图文|文/图)[^（）()]{0,30}[)）]$"
    "|[。！？] ?(?:本报)?(?:记者|通讯员)? ?[^\\s，。]{1,2} ?[^\\s，。]{1,2} ?"
    "(?:[文图摄]|摄影|供图|图文|文/图|摄影报道|图文报道)$"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph with the subheads before it, and the article in which the page has it."""

    pieces: tuple[Piece, ...]
    item: int
    first: bool
    is_open: bool
    is_last: bool


def restore_order(page: str, items: Sequence[Item]) -> None:
    """Move body pieces between articles so that interrupted ones are whole again, in place.

    A beam search (`assign_articles`) reads the paragraphs in page order. Each goes to the article
    that the page is in, or goes on with another; whether the joint is inside a sentence or a word
    (`goes_on`), how like the words are, and the cost of leaving an article decide.
    """
    units = _units(items)
    begin = 0
    while begin < len(units):
        end = _window_end(units, begin)
        part = units[begin:end]
        if (
            any(unit.is_open or unit.is_last for unit in part[:-1])
            and len({unit.item for unit in part}) > 1
        ):
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
        ends = {piece.start for piece in item.ends}
        waiting: list[Piece] = []
        first = True
        for _, same_line in groupby(item.body, key=lambda piece: piece.line):
            waiting += same_line
            if waiting[-1].start not in subheads:
                found.append(_unit(waiting, number, first, ends))
                waiting, first = [], False
        if waiting:
            found.append(_unit(waiting, number, first, ends))
    return sorted(found, key=lambda unit: unit.pieces[0].start)


def _unit(pieces: Sequence[Piece], number: int, first: bool, ends: Set[int]) -> _Unit:
    last = pieces[-1]
    whole = last.source is not None or not _may_stop(last)
    is_open = not whole and len(last.text) >= _SHORTEST_OPEN and ends_open(last.text)
    is_photo = opening_kind(last.text) == "photo"
    is_signed = last.start in ends or _SIGNATURE.search(last.text) is not None
    is_last = last.source is not None or is_signed or is_photo
    return _Unit(tuple(pieces), number, first, is_open and not is_last, is_last)


def _may_stop(piece: Piece) -> bool:
    """Whether a piece may end in mid-sentence: not in a picture or bracket, and no marked line."""
    end = piece.text[-1]
    marked = piece.mark != "" and not (piece.mark in _RUNNING and _STOPS.search(piece.text))
    return not marked and (end.isalnum() or end in _OPEN_ENDS)


def _read(page: str, units: Sequence[_Unit], items: Sequence[Item]) -> list[int]:
    """Article of each unit on the best path."""
    numbers = sorted({unit.item for unit in units})
    column = {number: k for k, number in enumerate(numbers)}
    texts = ["".join(piece.text for piece in unit.pieces) for unit in units]
    texts += ["".join(piece.text for piece in items[number].heads) for number in numbers]
    gram = inner_products(texts)
    n = len(units)
    words = _joint_words(page, units)

    def joint(tail: int, unit: int) -> float:
        return _joint(words, units[tail], units[unit])

    paragraphs = Paragraphs(
        likeness=_without_copies(gram[:n, :n]).tolist(),
        heads=gram[:n, n:].tolist(),
        items=[column[unit.item] for unit in units],
        first=[unit.first for unit in units],
        is_open=[unit.is_open for unit in units],
        is_last=[unit.is_last for unit in units],
        follows=predecessors([[piece.text for piece in unit.pieces] for unit in units]),
        joint=joint,
    )
    return [numbers[k] for k in assign_articles(paragraphs)]


def _without_copies(gram: NDArray[np.float64]) -> NDArray[np.float64]:
    """Paragraphs that nearly agree belong to two reprints, since no article says the same twice."""
    size = np.sqrt(np.diagonal(gram))
    copies = gram > _COPY * np.outer(size, size)
    np.fill_diagonal(copies, False)
    return np.where(copies, 0.0, gram)


def _joint_words(page: str, units: Sequence[_Unit]) -> JointWords:
    """Words across any joint of an open unit with one that may go on with it."""
    lefts = {unit.pieces[-1].text[-1] for unit in units if unit.is_open}
    rights = {unit.pieces[0].text[0] for unit in units if not unit.first}
    first, last = units[0].pieces[0].start, units[-1].pieces[0].start
    return JointWords(page, first, last, lefts, rights)


def _joint(words: JointWords, tail: _Unit, unit: _Unit) -> float:
    left, right = tail.pieces[-1].text, unit.pieces[0].text
    odds = goes_on(left, right, words, unit.pieces[0].start)
    after_subhead = unit.pieces[0].line != unit.pieces[-1].line
    return odds - (_AFTER_SUBHEAD if after_subhead else 0.0)


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
