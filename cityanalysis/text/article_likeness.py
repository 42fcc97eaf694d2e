"""Articles like one another, by the vectors of their beginnings: quick enough for every article."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis.frames import Articles
from cityanalysis.text.sentence_vectors import embed

__all__ = ["beginning", "like_articles", "nearest_rows"]

# Characters of headline and text that say what an article is about. On news of one year neighbours
# by 60, 100 and 200 share a label about as often, and the time grows with the length.
_BEGINNING = 60
_LIKE = 0.5  # cosine under which two articles of the same news rarely are on one matter
_LOOKED_AT = 30  # neighbours among which those of other stories are sought
_BLOCK = 1_000  # articles that are compared with all at a time


def beginning(title: object, text: object) -> str:
    """The headline and how the text goes on: what an article is compared by.

    Parameters
    ----------
    title, text : str, or what stands for none
        An article's.

    Examples
    --------
    >>> beginning("外贸增长", "一季度出口额上升。"), beginning(None, "下雨了。")
    ('外贸增长。一季度出口额上升。', '下雨了。')
    """
    return "。".join(part for part in (title, text) if isinstance(part, str) and part)[:_BEGINNING]


def like_articles(articles: pd.DataFrame, stories: pd.Series, *, n: int = 5) -> list[list[int]]:
    """The articles like each of a corpus.

    Of a story that several articles print only the nearest is given, and none of the article's
    own story.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `title`, `text`.
    stories : Series
        doc_id → cluster; an article that it lacks is a story of its own.
    n : int
        Articles wanted for each, fewer where no others are near.

    Returns
    -------
    list of list of int
        For each article the rows of those like it, the nearest first.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": list("abc"), "title": None, "text": [
    ...     "一季度外贸出口额增长。", "县医院搬迁。", "今年外贸出口上升。"]})
    >>> like_articles(articles, pd.Series(dtype=object))
    [[2], [], [0]]
    """
    ids = articles[Articles.doc_id]
    known = stories.to_dict()
    story = pd.factorize(pd.Series([known.get(one, one) for one in ids], dtype=object))[0]
    begun = zip(articles[Articles.title], articles[Articles.text], strict=True)
    vectors = embed([beginning(title, text) for title, text in begun])
    found: list[list[int]] = []
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        found += [nearest_rows(row, story, start + at, n) for at, row in enumerate(block)]
    return found


def nearest_rows(
    closeness: NDArray[np.float32], story: NDArray[np.int64], own: int, n: int
) -> list[int]:
    """Rows that are near enough to one of them, the nearest first, one of each story.

    Parameters
    ----------
    closeness : ndarray of float32, shape (n_articles,)
        Cosine of each article with the one.
    story : ndarray of int, shape (n_articles,)
        Number of each article's story.
    own : int
        The row of the one.
    n : int
        Rows wanted.

    Examples
    --------
    >>> nearest_rows(np.array([1, 0.7, 0.9, 0.8, 0.1]), np.array([0, 1, 2, 2, 3]), 0, 5)
    [2, 1]
    """
    rounded = np.where(story == story[own], -1.0, closeness.round(3))
    some = np.flatnonzero(rounded >= _LIKE)
    order = some[np.argsort(-rounded[some], kind="stable")][:_LOOKED_AT]
    first = order[np.sort(np.unique(story[order], return_index=True)[1])]
    return [int(row) for row in first[:n]]
