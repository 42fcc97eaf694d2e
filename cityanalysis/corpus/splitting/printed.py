"""Items of a page whose layout is known: what stands together as printed is one item."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from cityanalysis._typing import Kind
from cityanalysis.corpus.page import Page, PrintedLine
from cityanalysis.corpus.splitting.items import Item
from cityanalysis.corpus.splitting.paragraphs import Line
from cityanalysis.corpus.splitting.pieces import Piece, read_pieces

__all__ = ["printed_items"]

_HEADS = ("title", "deck")
_ALONE: dict[str, Kind] = {"folio": "header", "label": "header", "caption": "caption"}
# Text set as a headline and longer than this is a summary, which is part of the body.
_LONGEST_DECK = 90


def printed_items(page: Page) -> list[Item]:
    """The items of a page in the order of its text.

    Parameters
    ----------
    page : Page
        With its printed lines.

    Returns
    -------
    list of Item
        Headlines and subheads as the layout has them; bylines, datelines and notes as their text
        says.

    Examples
    --------
    >>> lines = (
    ...     PrintedLine(0, 8, (0, 0, 160, 20), 20, role="title"),
    ...     PrintedLine(9, 20, (0, 30, 110, 40), 10),
    ... )
    >>> page = Page("a", "开发区推出新举措\\n近日，新举措正式落地。\\n", lines=lines)
    >>> item, = printed_items(page)
    >>> [piece.text for piece in item.heads], [piece.text for piece in item.body]
    (['开发区推出新举措'], ['近日，新举措正式落地。'])
    """
    items: list[Item] = []
    for _, lines in groupby(page.lines, key=attrgetter("item")):
        items += _items_of(page.text, list(lines))
    return items


def _items_of(text: str, lines: Sequence[PrintedLine]) -> Iterator[Item]:
    paragraphs, roles = [], {}
    for number, (start, end, role) in enumerate(_paragraphs(text, lines)):
        paragraphs.append(Line(start, end, 1, 0, text[start:end], ((0, start),)))
        roles[number] = role
    item = Item(_kind(set(roles.values())))
    for piece in read_pieces(paragraphs):
        _add(item, piece, roles[piece.line])
    if item.kind == "article" and not item.body and not item.bylines:
        item.kind = "header"
    yield item


def _paragraphs(text: str, lines: Sequence[PrintedLine]) -> Iterator[tuple[int, int, str]]:
    """Start, end and role of the stretches of lines that no line feed parts."""
    start, end, role = lines[0].start, lines[0].end, lines[0].role
    for line in lines[1:]:
        if "\n" in text[end : line.start]:
            yield start, end, role
            start, role = line.start, line.role
        end = line.end
    yield start, end, role


def _kind(roles: set[str]) -> Kind:
    for role, kind in _ALONE.items():
        if role in roles:
            return kind
    return "article"


def _add(item: Item, piece: Piece, role: str) -> None:
    if item.kind != "article":
        item.body.append(piece)
    elif role in _HEADS and len(piece.text) <= _LONGEST_DECK:
        item.heads.append(piece)
        if role == "title":
            item.main.append(piece)
    elif role == "byline" or (piece.mark == "byline" and role == "body"):
        item.bylines.append(piece)
    else:
        item.body.append(piece)
        if role == "subhead":
            item.subheads.append(piece)
