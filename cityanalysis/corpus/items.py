"""Gathers labelled pieces into items: heads, bylines and bodies that follow one another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from cityanalysis.corpus.pieces import Piece

__all__ = ["Item", "gather_items"]

_LONGEST_DECK = 200
_ALONE = {"L": "header", "C": "caption", "N": "editor_note", "P": "boilerplate", "X": "spam"}


@dataclass
class Item:
    """Pieces of one item while a page is being read; `subheads` are among those of `body`."""

    kind: str
    heads: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    subheads: list[Piece] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """All pieces in page order."""
        return sorted((*self.heads, *self.bylines, *self.body), key=attrgetter("start"))


def gather_items(pieces: Sequence[Piece], labels: Sequence[str]) -> list[Item]:
    """Items in the order in which they begin; each body as the page has it, still in page order."""
    items: list[Item] = []
    current: Item | None = None
    for i, (piece, label) in enumerate(zip(pieces, labels)):
        if label in _ALONE:
            _add_alone(items, piece, _ALONE[label], i, labels)
            continue
        if current is None or _begins(current, labels, i):
            current = Item("article")
            items.append(current)
        if label in "Hh" and not current.body:
            current.heads.append(piece)
        elif label == "Y":
            current.bylines.append(piece)
        else:
            current.body.append(piece)
            if label in "Sh":
                current.subheads.append(piece)
        if label in "Hh" and current.body:
            current.subheads.append(piece)
    for item in items:
        if item.kind == "article" and not item.body and not item.bylines:
            item.kind = "header"
    return items


def _add_alone(items: list[Item], piece: Piece, kind: str, i: int, labels: Sequence[str]) -> None:
    """Add to the item before where that is of one kind with it, spam above all."""
    together = kind in ("spam", "editor_note") and i and _ALONE.get(labels[i - 1]) == kind
    if not together:
        items.append(Item(kind))
    items[-1].body.append(piece)


def _begins(current: Item, labels: Sequence[str], i: int) -> bool:
    """Whether the piece begins an article after `current`."""
    label = labels[i]
    if label == "A":
        return bool(current.body or current.bylines)
    if label == "H":
        return bool(current.body or current.bylines)
    if label == "Y" and current.body and not _may_be_deck(current):
        following = labels[i + 1] if i + 1 < len(labels) else "H"
        return following in "BA" and labels[i - 1] != "C"
    return False


def _may_be_deck(current: Item) -> bool:
    """Whether the body so far is only a summary between the head and its byline."""
    unsigned = bool(current.heads) and not current.bylines
    return unsigned and sum(len(piece.text) for piece in current.body) <= _LONGEST_DECK
