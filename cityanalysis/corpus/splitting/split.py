"""Page to articles: paragraphs, pieces, labels, items, reading order, text and metadata."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from cityanalysis._typing import Kind
from cityanalysis.corpus.page import Article, Page, Span
from cityanalysis.corpus.splitting.article_text import join_lines, join_pieces, join_title
from cityanalysis.corpus.splitting.bylines import Byline, Dateline, parse_byline
from cityanalysis.corpus.splitting.dates import full_date, read_date
from cityanalysis.corpus.splitting.english_pages import english_items
from cityanalysis.corpus.splitting.features import page_features
from cityanalysis.corpus.splitting.glossary import glossary_start
from cityanalysis.corpus.splitting.items import Item, gather_items
from cityanalysis.corpus.splitting.paragraphs import Line, read_lines, read_paragraphs
from cityanalysis.corpus.splitting.piece_labels import label_pieces
from cityanalysis.corpus.splitting.pieces import read_pieces
from cityanalysis.corpus.splitting.printed import printed_items
from cityanalysis.corpus.splitting.reading_order import restore_order
from cityanalysis.corpus.splitting.titles import Headline, choose_title

__all__ = ["BODY_BEGINNING", "Split", "split_page", "split_with_dropped"]

# Characters of an article within which a headline's words are looked for.
BODY_BEGINNING = 600


@dataclass(frozen=True, slots=True)
class Split:
    """The items of a page, and the stretches of it that belong to none.

    Every character of the page is in exactly one span of one article or in one of `dropped`.

    Examples
    --------
    >>> split_with_dropped(Page("a", "\\n\\n正文在此，别无其他。")).dropped
    ((0, 2),)
    """

    articles: tuple[Article, ...]
    dropped: tuple[Span, ...]


def split_page(page: Page) -> list[Article]:
    """Cut a page into its items, as a careful editor would.

    Headlines, bylines, captions, notes, labels and spam are told apart by form, by their
    neighbours and by what is usual on the page (a conditional random field whose small weights
    were learned from simulated pages); an article that others interrupt is put together again.

    Parameters
    ----------
    page : Page
        Decoded page; with ``is_article`` the whole text is one article.

    Returns
    -------
    list of Article
        In the order in which they begin on the page; none for a blank page.

    Examples
    --------
    >>> page = Page("a", "开发区推出新举措\\n\\n□记者 张三 报道\\n\\n本报聊城讯 近日，新举措落地。")
    >>> article, = split_page(page)
    >>> article.title, article.byline, article.dateline, article.text
    ('开发区推出新举措', ('张三',), '聊城', '近日，新举措落地。')
    """
    return list(split_with_dropped(page).articles)


def split_with_dropped(page: Page) -> Split:
    """Cut a page into its items, and list what belongs to none (see `Split`)."""
    if page.is_article:
        articles = _row(page)
    else:
        items = printed_items(page) if page.lines else _items(page.text)
        date = page.date or _folio_date(items)
        spans = _spans(items)
        articles = [
            _article(page.text, i, item, spans[i - 1], date) for i, item in enumerate(items, 1)
        ]
    return Split(tuple(articles), _gaps(page.text, articles))


def _items(text: str) -> list[Item]:
    """Items of a page of which nothing but its text is known."""
    lines = read_paragraphs(text)
    if (found := english_items(text, lines)) is not None:
        return found
    pieces = read_pieces(lines)
    items = gather_items(pieces, label_pieces(page_features(text, pieces)))
    restore_order(text, items)
    return items


def _row(page: Page) -> list[Article]:
    """A row of a table: its text is one article, and the glossary behind a report none."""
    lines = read_lines(page.text)
    cut = glossary_start(lines)
    found = [_whole(lines[:cut], 1, "article", page)]
    if cut is not None:
        found.append(_whole(lines[cut:], 2, "boilerplate", replace(page, title=None)))
    return found


def _whole(lines: Sequence[Line], order: int, kind: Kind, page: Page) -> Article:
    text, segments = join_lines(lines)
    return Article(
        order=order,
        kind=kind,
        title=page.title,
        date=page.date,
        text=text,
        spans=((lines[0].start, lines[-1].end),) if lines else (),
        segments=segments,
    )


def _gaps(text: str, articles: Sequence[Article]) -> tuple[Span, ...]:
    gaps, position = [], 0
    for start, end in sorted(span for article in articles for span in article.spans):
        if start > position:
            gaps.append((position, start))
        position = end
    if position < len(text):
        gaps.append((position, len(text)))
    return tuple(gaps)


def _spans(items: Sequence[Item]) -> list[tuple[Span, ...]]:
    """Spans of every item; pieces of one item that stand next to each other share a span."""
    owned = sorted(
        (piece.start, piece.end, number)
        for number, item in enumerate(items)
        for piece in item.pieces()
    )
    spans: list[list[Span]] = [[] for _ in items]
    before = -1
    for start, end, number in owned:
        if number == before:
            spans[number][-1] = (spans[number][-1][0], end)
        else:
            spans[number].append((start, end))
        before = number
    return [tuple(found) for found in spans]


def _folio_date(items: Sequence[Item]) -> datetime.date | None:
    """Date that a folio prints, for a page that came without one."""
    folios = (piece for item in items if item.kind == "header" for piece in item.body)
    return next((date for piece in folios if (date := full_date(piece.text))), None)


def _article(
    page: str, order: int, item: Item, spans: tuple[Span, ...], page_date: datetime.date | None
) -> Article:
    text, segments = join_pieces(page, item.body, frozenset(p.start for p in item.subheads))
    headline = _title(item, text[:BODY_BEGINNING])
    title, title_segments = join_title(page, headline.main)
    pieces = item.pieces()
    datelines = [piece.dateline for piece in pieces if piece.dateline]
    placed = next((dateline for dateline in datelines if dateline.place), None)
    bylines = _bylines(item, datelines)
    return Article(
        order=order,
        kind=item.kind,
        title=title or None,
        title_parts=tuple(join_title(page, line)[0] for line in headline.others),
        byline=_unique(name for found in bylines for name in found.reporters),
        correspondents=_unique(name for found in bylines for name in found.correspondents),
        dateline=placed.place if placed else None,
        filed_by=placed.filed_by if placed else None,
        date=_date(item, [d.date for d in datelines if d.date], page_date),
        source_tag=next((piece.source for piece in pieces if piece.source), None),
        text=text,
        spans=spans,
        segments=segments,
        title_segments=title_segments,
    )


def _title(item: Item, body: str) -> Headline:
    """Main headline and other lines of the head."""
    if not item.main:
        return choose_title(item.heads, body)
    rest = [piece for piece in item.heads if piece not in item.main]
    others = tuple(tuple(line) for _, line in groupby(rest, key=attrgetter("line")))
    return Headline(tuple(item.main), others)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _bylines(item: Item, datelines: Sequence[Dateline]) -> list[Byline]:
    found = [
        piece.byline or parse_byline(piece.text, needs_opening=False) for piece in item.bylines
    ]
    found += [dateline.byline for dateline in datelines]
    return [byline for byline in found if byline is not None]


def _date(
    item: Item, printed: Sequence[str], page_date: datetime.date | None
) -> datetime.date | None:
    for text in (*(piece.text for piece in item.bylines), *printed):
        if (date := read_date(text, page_date)) is not None:
            return date
    return page_date
