"""A page's articles, cleaned where the page is a cell; offsets count the page as it was read."""

from dataclasses import replace

from cityanalysis.corpus.page import Article, Page, Segment
from cityanalysis.corpus.reading import clean_cell, traced
from cityanalysis.corpus.splitting import split_page

__all__ = ["articles_of"]


def articles_of(page: Page) -> list[Article]:
    """Articles of a page; those of a cell or web page without markup and what sites add to posts.

    Parameters
    ----------
    page : Page
        A decoded page.

    Returns
    -------
    list of Article
        Their spans and segments count the characters of the page's own text.

    Examples
    --------
    >>> article, = articles_of(Page("a.csv", "<p>今天开会。</p>", is_article=True))
    >>> article.text, article.segments
    ('今天开会。', ((0, 3, 5),))
    """
    if not page.is_article:
        return split_page(page)
    cleaned, runs = clean_cell(page.text, page.parts)
    if runs is None:
        return split_page(page)
    found = split_page(replace(page, text=cleaned, parts=()))
    return [_traced(article, runs) for article in found]


def _traced(article: Article, runs: tuple[Segment, ...]) -> Article:
    segments = traced(article.segments, runs)
    ends = [at + length for _, at, length in segments]
    spans = ((segments[0][1], max(ends)),) if segments else ()
    return replace(article, segments=segments, spans=spans)
