"""Search by meaning: the sentences, and the articles, that say something near to a text."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, SimilarSentences
from cityanalysis.text.sentence_ends import sentences
from cityanalysis.text.sentence_vectors import embed

__all__ = ["SentenceIndex", "city_names", "similar", "similar_articles"]

_FIELDS = (Articles.title, Articles.text)


@dataclass(frozen=True, eq=False)
class SentenceIndex:
    """Every sentence of a corpus with its vector; made once, searched often.

    Attributes
    ----------
    places : DataFrame
        `doc_id`, `field`, `start`, `end`, `sentence`, `date`, `page`; one row per sentence.
    vectors : ndarray of float32, shape (n_sentences, 512)
        Of length 1.
    """

    places: pd.DataFrame
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "SentenceIndex":
        """Index the headlines and texts of articles: about 500 sentences per second.

        Parameters
        ----------
        articles : DataFrame
            `doc_id`, `title`, `text`, and where present `date` and `page`.

        Examples
        --------
        >>> articles = pd.DataFrame({"doc_id": ["a"], "title": ["今日要闻"], "text": ["下雨了。"]})
        >>> len(SentenceIndex.of(articles).places)
        2
        """
        rows = [
            {
                SimilarSentences.doc_id: str(row[Articles.doc_id]),
                SimilarSentences.date: row.get(Articles.date),
                SimilarSentences.page: row.get(Articles.page),
                SimilarSentences.field: field,
                SimilarSentences.start: sentence.start,
                SimilarSentences.end: sentence.end,
                SimilarSentences.sentence: sentence.text,
            }
            for row in articles.to_dict("records")
            for field in _FIELDS
            if isinstance(text := row.get(field), str)
            for sentence in sentences(text)
        ]
        places = SimilarSentences.of_rows(rows)
        found = places[SimilarSentences.sentence].tolist()
        return cls(places, np.asarray(embed(found), dtype=np.float32))


def similar(
    corpus: pd.DataFrame | SentenceIndex,
    query: str,
    *,
    cities: pd.DataFrame | None = None,
    n: int = 10,
) -> pd.DataFrame:
    """The sentences that say something near to a query, whatever their words.

    Parameters
    ----------
    corpus : DataFrame or SentenceIndex
        Articles, or their index, which saves the time for the vectors in a second search.
    query : str
        A sentence, or a few words.
    cities : DataFrame, optional
        As `tag_cities` gives it: names the cities of each sentence's article.
    n : int
        Sentences wanted. A sentence that stands in several articles is given once.

    Returns
    -------
    DataFrame
        `doc_id`, `city`, `date`, `page`, `field`, `start`, `end`, `sentence`, `similarity`
        (cosine; from about .5 on the two are on one matter), the nearest first.

    Raises
    ------
    UsageError
        Where the query is empty or `n` is below 1.

    References
    ----------
    Yang et al. 2020, Multilingual Universal Sentence Encoder for Semantic Retrieval.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "title": [None, None],
    ...                          "text": ["看病可以在线预约。", "港口货运量增长。"]})
    >>> similar(articles, "医院开通网上挂号", n=1)["sentence"].item()
    '看病可以在线预约。'
    """
    if not query.strip():
        raise UsageError("give a sentence to look for; got an empty one.")
    if n < 1:
        raise UsageError(f"`n` is a number of sentences from 1; got {n}.")
    index = corpus if isinstance(corpus, SentenceIndex) else SentenceIndex.of(corpus)
    closeness = index.vectors @ embed([query])[0]
    places = index.places.assign(**{SimilarSentences.similarity: np.round(closeness, 3)})
    places = places.sort_values(
        [SimilarSentences.similarity, SimilarSentences.doc_id, SimilarSentences.start],
        ascending=[False, True, True],
    )
    nearest = places.drop_duplicates(SimilarSentences.sentence).head(n)
    named = nearest[SimilarSentences.doc_id].map(city_names(cities))
    return SimilarSentences.of_rows(
        nearest.assign(**{SimilarSentences.city: named}).to_dict("records")
    )


def similar_articles(
    corpus: pd.DataFrame | SentenceIndex, doc_id: str, *, n: int = 10
) -> pd.Series:
    """The articles that are most like one of them.

    Parameters
    ----------
    corpus : DataFrame or SentenceIndex
        Articles, or their index, which saves the time for the vectors in a second search.
    doc_id : str
        The article that the others are compared with.
    n : int
        Articles wanted.

    Returns
    -------
    Series
        doc_id → cosine of the mean sentence vectors, the nearest first, without the article.

    Raises
    ------
    UsageError
        Where the corpus has no sentence of such an article.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": list("abc"), "title": None, "text": [
    ...     "看病可以在线预约。", "港口货运量增长。", "医院开通网上挂号。"]})
    >>> similar_articles(articles, "a", n=1).index.tolist()
    ['c']
    """
    index = corpus if isinstance(corpus, SentenceIndex) else SentenceIndex.of(corpus)
    means = pd.DataFrame(index.vectors).groupby(index.places[SimilarSentences.doc_id]).mean()
    if doc_id not in means.index:
        raise UsageError(f"the corpus has no article {doc_id!r} with a sentence.")
    means = means.div(np.sqrt((means**2).sum(axis=1)), axis=0)
    closeness = pd.Series(
        np.round(means.to_numpy() @ means.loc[[doc_id]].to_numpy()[0], 3),
        index=means.index,
        name="similarity",
    )
    return closeness.drop(doc_id).sort_values(ascending=False, kind="stable").head(n)


def city_names(cities: pd.DataFrame | None) -> dict[str, str]:
    """doc_id → the cities of the article, the best first, by commas."""
    if cities is None or cities.empty:
        return {}
    joined = cities.groupby(Cities.doc_id, sort=False)[Cities.city].agg(",".join)
    return {str(doc_id): str(names) for doc_id, names in joined.items()}
