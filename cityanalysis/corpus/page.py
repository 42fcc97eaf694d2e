"""A page as it was scanned or scraped, and the items that were cut out of it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cityanalysis._typing import Kind

__all__ = ["Article", "Page", "PrintedLine", "Segment", "Span", "page_offset"]

Span = tuple[int, int]
Segment = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where a line of a page's text is printed, and what it is there.

    Attributes
    ----------
    start, end : int
        Its stretch of the page's text.
    box : tuple of float
        Left, top, right and bottom in points (1/72 inch) from the top left of the sheet.
    size : float
        Height of a character, in points.
    is_vertical : bool
        Read from top to bottom.
    confidence : float
        Of the recognition, from 0 to 1; 1 where the file holds the text itself.
    role : str
        ``title``, ``deck`` (kickers and second lines), ``byline``, ``body``, ``subhead``,
        ``caption``, ``label`` (a column's name) or ``folio``.
    item : int
        Number, from 1, of the item of the page that it belongs to.
    joint : float
        Probability that it goes on what stands before it in its item; 1 within a column.

    Examples
    --------
    >>> PrintedLine(0, 3, (40.0, 40.0, 70.0, 50.0), 10.0, role="title").item
    1
    """

    start: int
    end: int
    box: tuple[float, float, float, float]
    size: float
    is_vertical: bool = False
    confidence: float = 1.0
    role: str = "body"
    item: int = 1
    joint: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded page: a file, or one row of a table.

    Parameters
    ----------
    source : str
        Path as the user gave it, or a name.
    text : str
        The decoded text; every offset of an article counts its characters.
    publication, number : str, optional
        Newspaper or site, and the number of the page in it.
    date : datetime.date, optional
        When the page was published; relative dates in the text are read from here.
    source_id, title, city, province : str, optional
        What a table's own columns say of the row.
    is_article : bool
        True for a row of a table: one article, never to be split.
    lines : tuple of PrintedLine
        For a page that was read as printed (PDF, picture): its lines in the order of the text.
    size : tuple of float, optional
        Width and height of the printed sheet in points.
    sheet : int, optional
        Place of the sheet in its file, from 0.
    turns : int
        Quarter turns, against the clock, after which the picture of the sheet stands upright.
    kept : tuple of (name, value)
        Cells of further columns, to group by.
    parts : tuple of (start, end)
        The stretches of `text` that are the article; all of it where there are none.

    Examples
    --------
    >>> Page("a.txt", "本报讯").is_article
    False
    """

    source: str
    text: str
    publication: str | None = None
    date: datetime.date | None = None
    number: str | None = None
    source_id: str | None = None
    title: str | None = None
    city: str | None = None
    province: str | None = None
    is_article: bool = False
    lines: tuple[PrintedLine, ...] = ()
    size: tuple[float, float] | None = None
    sheet: int | None = None
    turns: int = 0
    kept: tuple[tuple[str, str], ...] = ()
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a page.

    Attributes
    ----------
    order : int
        Position in its page, from 1.
    kind : str
        ``article``, ``caption``, ``editor_note``, ``header``, ``boilerplate`` or ``spam``; the last
        three take no part in an analysis.
    title : str or None
        Main headline.
    title_parts : tuple of str
        Kicker and subheads of the headline.
    byline, correspondents : tuple of str
        Names of reporters, and of correspondents.
    dateline : str or None
        Place of the dateline, as printed (聊城).
    filed_by : str or None
        The paper or agency that the dateline with this place names, as printed (本报, 新华社).
    date : datetime.date or None
        Date that the item states, or that of its page.
    source_tag : str or None
        What 来源 names.
    text : str
        Cleaned body, paragraphs separated by one line feed.
    spans : tuple of (start, end)
        Offsets into the page in reading order; several where the item is interrupted by others.
    segments : tuple of (text_start, page_start, length)
        Where each run of `text` stands in the page.
    title_segments : tuple of (title_start, page_start, length)
        The same for `title`.

    Examples
    --------
    >>> Article(1, "article", text="正文。", spans=((0, 3),), segments=((0, 0, 3),)).title is None
    True
    """

    order: int
    kind: Kind
    title: str | None = None
    title_parts: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    dateline: str | None = None
    filed_by: str | None = None
    date: datetime.date | None = None
    source_tag: str | None = None
    text: str = ""
    spans: tuple[Span, ...] = ()
    segments: tuple[Segment, ...] = ()
    title_segments: tuple[Segment, ...] = ()


def page_offset(segments: Iterable[Sequence[int]] | None, position: int) -> int | None:
    """Where a character of a cleaned text stands in its page.

    Parameters
    ----------
    segments : iterable of [text_start, page_start, length], optional
        As the articles' columns `segments` (of the text) and `title_segments` hold them.
    position : int
        Offset in the text.

    Returns
    -------
    int or None
        None where the character stands in no segment: it was put in while cleaning.

    Examples
    --------
    >>> page_offset([[0, 100, 50], [51, 400, 20]], 55)
    404
    """
    for text_start, page_start, length in segments if segments is not None else ():
        if text_start <= position < text_start + length:
            return int(page_start + position - text_start)
    return None
