"""What a block of each kind holds: plain values that JSON can carry to every output format."""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = [
    "Article",
    "Articles",
    "BlockKind",
    "Card",
    "CardFigure",
    "Content",
    "Figure",
    "Finding",
    "Gallery",
    "Items",
    "Method",
    "Picture",
    "Quote",
    "QuoteGroup",
    "Quotes",
    "Run",
    "Side",
    "Sides",
    "Table",
    "Words",
]

BlockKind = Literal[
    "lead", "text", "note", "caveat", "method", "list", "finding", "figure", "gallery", "table",
    "quotes", "articles", "card", "sides",
]  # fmt: skip


class Words(TypedDict):
    """Of `lead`, `text`, `note` and `caveat`: one paragraph."""

    text: str


class Method(TypedDict):
    """Of `method`: a paragraph with a heading."""

    title: str
    text: str


class Items(TypedDict):
    """Of `list`: its entries."""

    items: list[str]


class Figure(TypedDict):
    """Of `figure`: a file's name, its caption, and the words that stand for the picture."""

    name: str
    caption: str
    alt: str


class Picture(TypedDict):
    """One picture of a gallery."""

    name: str
    title: str
    alt: str


class Gallery(TypedDict):
    """Of `gallery`: small pictures, so many beside each other."""

    items: list[Picture]
    columns: int
    caption: str


class Table(TypedDict):
    """Of `table`: `align` has a letter a column, l or r; `halved` sets it as two halves."""

    head: list[str]
    rows: list[list[str]]
    caption: str
    align: str
    halved: bool


class Run(TypedDict):
    """A piece of a quote, marked or not."""

    text: str
    is_marked: bool


class Quote(TypedDict):
    """A sentence in pieces, where it stands, and its printed lines as a `data:` address or ""."""

    runs: list[Run]
    source: str
    crop: str


class QuoteGroup(TypedDict):
    """Quotes of one city."""

    city: str
    items: list[Quote]


class Quotes(TypedDict):
    """Of `quotes`: groups under one heading, and a sentence on what is left out."""

    title: str
    groups: list[QuoteGroup]
    rest: str
    has_rest: bool


class Article(TypedDict):
    """One article of a list: its headline, its themes, and where it stands."""

    title: str
    themes: str
    source: str


class Articles(TypedDict):
    """Of `articles`: articles under one heading."""

    title: str
    items: list[Article]


class CardFigure(TypedDict):
    """The figure of a card or finding."""

    name: str
    alt: str


class Finding(TypedDict):
    """Of `finding`: a numbered sentence, how sure it is, its table and figure."""

    number: int
    title: str
    text: str
    certainty: str
    table: str
    figures: list[CardFigure]


class Card(TypedDict):
    """Of `card`: a city or theme in a few sentences beside its figure."""

    distinctive: str
    lead: str
    small: str
    words: str
    articles: str
    quotes: list[Quote]
    figures: list[CardFigure]


class Side(TypedDict):
    """One of two cities: its words and quotes."""

    title: str
    words: str
    quotes: list[Quote]


class Sides(TypedDict):
    """Of `sides`: two cities, one beside the other."""

    items: list[Side]


Content = (
    Words | Method | Items | Finding | Figure | Gallery | Table | Quotes | Articles | Card | Sides
)
