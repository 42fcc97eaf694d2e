"""Page to articles: lines, pieces, items, reading order, metadata."""

from dataclasses import dataclass

from cityanalysis.corpus.clean import clean_with_offsets
from cityanalysis.corpus.items import Item, gather_items
from cityanalysis.corpus.lines import ends_complete, read_lines
from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.pieces import Piece, read_pieces

__all__ = ["Split", "split_page", "split_with_dropped"]


@dataclass(frozen=True, slots=True)
class Split:
    """The items of a page, and the stretches of it that belong to none."""

    articles: tuple[Article, ...]
    dropped: tuple[tuple[int, int], ...]


def split_page(page: Page) -> list[Article]:
    """Cut a page into its items.

    Examples
    --------
    >>> split_page(Page("a", "城市要闻\\n\\n□记者 张三 报道\\n\\n正文在此。"))[0].byline
    ('张三',)
    """
    return list(split_with_dropped(page).articles)


def split_with_dropped(page: Page) -> Split:
    """Cut a page into its items, and list what belongs to none."""
    if page.is_article:
        articles = [_whole(page)]
    else:
        items = gather_items(read_pieces(read_lines(page.text)))
        spans = _spans(items)
        articles = [_article(page, i, item, spans[i - 1]) for i, item in enumerate(items, 1)]
    return Split(tuple(articles), _gaps(page.text, articles))


def _whole(page: Page) -> Article:
    """A row of a table: its text is one article."""
    lines = read_lines(page.text)
    pieces = [Piece("body", x.start, x.end, i, x.gap, x.text) for i, x in enumerate(lines)]
    text, segments = _body(page, pieces)
    spans = ((pieces[0].start, pieces[-1].end),) if pieces else ()
    return Article(
        order=1,
        kind="article",
        title=page.title,
        date=page.date,
        text=text,
        spans=spans,
        segments=segments,
    )


def _gaps(text: str, articles: list[Article]) -> tuple[tuple[int, int], ...]:
    covered = sorted(span for article in articles for span in article.spans)
    gaps, position = [], 0
    for start, end in covered:
        if start > position:
            gaps.append((position, start))
        position = max(position, end)
    if position < len(text):
        gaps.append((position, len(text)))
    return tuple(gaps)


def _spans(items: list[Item]) -> list[tuple[tuple[int, int], ...]]:
    """Spans of every item; pieces of one item that stand next to each other share a span."""
    owned = sorted(
        (piece.start, piece.end, number)
        for number, item in enumerate(items)
        for piece in (*item.heads, *item.bylines, *item.body)
    )
    spans: list[list[tuple[int, int]]] = [[] for _ in items]
    before = -1
    for start, end, number in owned:
        if number == before:
            spans[number][-1] = (spans[number][-1][0], end)
        else:
            spans[number].append((start, end))
        before = number
    return [tuple(found) for found in spans]


def _body(page: Page, pieces: list[Piece]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    length, before = 0, ""
    for piece in pieces:
        cleaned, inner = clean_with_offsets(page.text[piece.start : piece.end])
        if not cleaned:
            continue
        if before and ends_complete(before):
            parts.append("\n")
            length += 1
        segments += [(length + a, piece.start + b, n) for a, b, n in inner]
        parts.append(cleaned)
        length += len(cleaned)
        before = cleaned
    return "".join(parts), tuple(segments)


def _article(page: Page, order: int, item: Item, spans: tuple[tuple[int, int], ...]) -> Article:
    text, segments = _body(page, item.body)
    heads = [p.text for p in item.heads]
    title = heads[-1] if heads else None
    bylines = [p.byline for p in item.bylines if p.byline]
    dateline = next((p.dateline for p in item.body if p.dateline), None)
    return Article(
        order=order,
        kind=item.kind,
        title=title,
        title_parts=tuple(heads[:-1]),
        byline=tuple(n for b in bylines for n in b.reporters),
        correspondents=tuple(n for b in bylines for n in b.correspondents),
        dateline=dateline.place if dateline else None,
        source_tag=next((p.source for p in item.body if p.source), None),
        text=text,
        spans=spans,
        segments=segments,
    )
