"""Gathers labelled pieces into items: heads, bylines and bodies that follow one another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add, attrgetter

from cityanalysis._typing import Kind
from cityanalysis.corpus.splitting.numbering import number_of
from cityanalysis.corpus.splitting.paragraphs import ends_complete, ends_open
from cityanalysis.corpus.splitting.pieces import Piece

__all__ = ["Item", "gather_items"]

# A summary between headline and byline is no longer than this.
_LONGEST_DECK = 200
# Share of a line's pairs of characters that the next paragraph repeats where it is its subhead.
_SAID = 0.4
# A line that names nobody is no byline where it is longer: its words would be in no text.
_LONGEST_SIGN = 60
# A signature belongs to what follows it only if a body begins within so many pieces.
_SIGN_REACH = 4
_MARKS_OF_SPAM = frozenset({"ui", "feed", "promo", "bullet"})
_ALONE: dict[str, Kind] = {
    "L": "header",
    "C": "caption",
    "N": "editor_note",
    "P": "boilerplate",
    "X": "spam",
}


@dataclass
class Item:
    """Pieces of one item while a page is being read.

    Among those of `body` are `subheads`, and `ends`, after which a signature stands; `main` holds
    those of `heads` that are set largest, where the size of the type is known.
    """

    kind: Kind
    heads: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    subheads: list[Piece] = field(default_factory=list)
    ends: list[Piece] = field(default_factory=list)
    main: list[Piece] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """All pieces in page order."""
        return sorted((*self.heads, *self.bylines, *self.body), key=attrgetter("start"))


def gather_items(pieces: Sequence[Piece], labels: Sequence[str]) -> list[Item]:
    """Items in the order in which they begin; each body as the page has it, still in page order."""
    labels = _with_heads(pieces, _unless_all_spam(pieces, labels))
    items: list[Item] = []
    current: Item | None = None
    for i, (piece, label) in enumerate(zip(pieces, labels)):
        if label == "C" and current and current.body and not piece.mark:
            label = _unless_caption(piece, pieces[i + 1].text if i + 1 < len(pieces) else "")
        if label in "Bb" and piece.mark == "promo" and not ends_complete(piece.text):
            label = "P"
        if label in _ALONE:
            _add_alone(items, piece, _ALONE[label], i, labels)
            continue
        if current is None or _begins(current, pieces, labels, i):
            current = Item("article")
            items.append(current)
        if label in "Hh" and not current.body and not _is_section(piece, current):
            current.heads.append(piece)
        elif label in "YZ" and _may_be_sign(piece):
            current.bylines.append(piece)
            if label == "Z" and current.body:
                current.ends.append(current.body[-1])
        else:
            current.body.append(piece)
            if label in "Sh":
                current.subheads.append(piece)
    for item in items:
        if item.kind == "article" and not item.body and not item.bylines:
            item.kind = "header"
    return items


def _is_section(piece: Piece, current: Item) -> bool:
    """Whether a line below a headline bears a section's number: the first subhead of a document."""
    return bool(current.heads) and number_of(piece.text) is not None


def _may_be_sign(piece: Piece) -> bool:
    return piece.byline is not None or len(piece.text) <= _LONGEST_SIGN


def _unless_caption(piece: Piece, after: str) -> str:
    """Label of a piece in a body that nothing but its place makes a caption.

    It is as well a sentence of the body, or a subhead, if its words are those that follow.
    """
    if ends_complete(piece.text):
        return "B"
    pairs = set(map(add, piece.text, piece.text[1:]))
    shared = sum([pair in after for pair in pairs])
    return "S" if shared >= _SAID * len(pairs) else "C"


def _unless_all_spam(pieces: Sequence[Piece], labels: Sequence[str]) -> Sequence[str]:
    """Labels of an article where a page has spam alone, and no mark of menus, feeds or adverts.

    Spam stands around articles; a few short lines by themselves are a text.
    """
    if set(labels) != {"X"} or any(piece.mark in _MARKS_OF_SPAM for piece in pieces):
        return labels
    first = "A" if ends_complete(pieces[0].text) or len(pieces) == 1 else "H"
    return [first, *("B" for _ in pieces[1:])]


def _with_heads(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Labels in which subheads that a dateline follows are what they must be: a head."""
    found = list(labels)
    leads = False
    for i in range(len(found) - 1, -1, -1):
        if found[i] == "S" and leads:
            found[i] = "h" if i and found[i - 1] == "S" else "H"
        else:
            leads = pieces[i].dateline is not None and found[i] in "BbY"
    return found


def _add_alone(items: list[Item], piece: Piece, kind: Kind, i: int, labels: Sequence[str]) -> None:
    """Add to the item before where both are of one kind, mostly spam."""
    together = kind in ("spam", "editor_note") and i and _ALONE.get(labels[i - 1]) == kind
    if not together:
        items.append(Item(kind))
    items[-1].body.append(piece)


def _begins(current: Item, pieces: Sequence[Piece], labels: Sequence[str], i: int) -> bool:
    """Whether the piece begins an article after `current`."""
    label = labels[i]
    if label in "AH":
        return bool(current.body or current.bylines)
    if not current.body or _may_be_deck(current):
        return False
    dated = pieces[i].dateline is not None
    if label in "Bb":
        return dated and labels[i - 1] not in "SYZ"
    if label not in "YZ" or labels[i - 1] in "YZC" or pieces[i].text[0] in "(（":
        return False
    after = next(
        (k for k in range(i + 1, min(i + _SIGN_REACH, len(labels))) if labels[k] not in "YZC"), None
    )
    if after is None or labels[after] not in "BbAS":
        return False
    return label == "Y" or dated or pieces[i + 1].dateline is not None


def _may_be_deck(current: Item) -> bool:
    """Whether the body so far is only a summary between the head and its byline."""
    if not current.heads or current.bylines or current.body[0].line != current.body[-1].line:
        return False
    text = "".join([piece.text for piece in current.body])
    return len(text) <= _LONGEST_DECK and not ends_open(text)
