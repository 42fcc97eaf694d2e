"""What topics are about: telling terms, coherence, exclusivity, articles that stand for them."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import rankdata

from cityanalysis._typing import TermMeasure
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, Hits, TopicTerms
from cityanalysis.text import DocumentTermMatrix

__all__ = [
    "coherence",
    "exclusivity",
    "frex",
    "learned_terms",
    "lift",
    "representative_articles",
    "top_terms",
]


def frex(phi: pd.DataFrame, *, weight: float = 0.5) -> pd.DataFrame:
    """How frequent and exclusive each term is in each topic.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms; rows sum to 1.
    weight : float
        Weight of exclusivity against frequency, between 0 and 1.

    Returns
    -------
    DataFrame
        Topics × terms: the weighted harmonic mean of the term's rank by exclusivity and its rank
        by frequency within the topic, both between 0 and 1.

    References
    ----------
    Airoldi, E. & Bischof, J. (2016). Improving and evaluating topic models and other models of
    text. JASA 111(516).

    Examples
    --------
    >>> phi = pd.DataFrame([[0.4, 0.5, 0.1], [0.4, 0.1, 0.5]], columns=["的", "粮食", "游客"])
    >>> frex(phi).idxmax(axis=1).tolist()
    ['粮食', '游客']
    """
    if not 0 <= weight <= 1:
        raise UsageError(f"`weight` must lie between 0 and 1; got {weight}")
    values = phi.to_numpy(float)
    by_share = rankdata(_shares(values), axis=1) / values.shape[1]
    by_frequency = rankdata(values, axis=1) / values.shape[1]
    score = 1 / (weight / by_share + (1 - weight) / by_frequency)
    return pd.DataFrame(score, index=phi.index, columns=phi.columns)


def _shares(values: np.ndarray) -> np.ndarray:
    """Share of each topic in each term, all topics counted alike."""
    return np.asarray(values / np.maximum(values.sum(axis=0), 1e-300))


def lift(phi: pd.DataFrame, dtm: DocumentTermMatrix) -> pd.DataFrame:
    """How much likelier a term is in a topic than in the corpus.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms, in the order of the matrix's vocabulary.
    dtm : DocumentTermMatrix
        Counts.

    Returns
    -------
    DataFrame
        Topics × terms; 0 for terms that the corpus lacks.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> dtm = count_terms(pd.Series({"a": ["粮食", "游客"]}))
    >>> lift(pd.DataFrame([[0.2, 0.8]], columns=list(dtm.vocabulary)), dtm).round(1).iloc[0, 1]
    np.float64(1.6)
    """
    _same_terms(phi, dtm)
    totals = np.asarray(dtm.counts.sum(axis=0), dtype=float).ravel()
    share = totals / max(totals.sum(), 1e-300)
    ratio = phi.to_numpy(float) / np.where(share > 0, share, 1)
    return pd.DataFrame(np.where(share > 0, ratio, 0), index=phi.index, columns=phi.columns)


def _same_terms(phi: pd.DataFrame, dtm: DocumentTermMatrix) -> None:
    if list(phi.columns) != list(dtm.vocabulary):
        raise UsageError(
            "`phi` and `dtm` differ in their terms. Pass the matrix that the fit was made from."
        )


def top_terms(
    phi: pd.DataFrame,
    *,
    n_terms: int = 10,
    measure: TermMeasure = "probability",
    dtm: DocumentTermMatrix | None = None,
) -> pd.DataFrame:
    """Terms that say most about each topic.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms; rows sum to 1.
    n_terms : int
        Terms of a topic.
    measure : {"probability", "frex", "lift"}
        What to order by. Lift, which favours the rarest terms, is taken over the hundred
        likeliest terms of the topic and needs `dtm`.
    dtm : DocumentTermMatrix, optional
        Counts, for lift.

    Returns
    -------
    DataFrame
        ``theme``, ``rank`` (from 1), ``term``, ``score``, ``probability``.

    Raises
    ------
    UsageError
        An unknown measure, or lift without `dtm`.

    Examples
    --------
    >>> phi = pd.DataFrame([[0.6, 0.3, 0.1]], index=["topic_1"], columns=["粮食", "小麦", "游客"])
    >>> top_terms(phi, n_terms=2)["term"].tolist()
    ['粮食', '小麦']
    """
    scores = _scores(phi, measure, dtm)
    rows = []
    for topic in phi.index:
        order = np.argsort(-scores.loc[topic].to_numpy(), kind="stable")[:n_terms]
        for rank, place in enumerate(order, start=1):
            term = phi.columns[place]
            rows.append((topic, rank, term, scores.at[topic, term], phi.at[topic, term]))
    return pd.DataFrame(
        rows,
        columns=[
            Hits.theme,
            TopicTerms.rank,
            TopicTerms.term,
            "score",
            TopicTerms.probability,
        ],
    )


def _scores(
    phi: pd.DataFrame, measure: TermMeasure, dtm: DocumentTermMatrix | None
) -> pd.DataFrame:
    if measure == "probability":
        return phi
    if measure == "frex":
        return frex(phi)
    if measure != "lift" or dtm is None:
        raise UsageError(
            f"`measure` must be probability, frex or lift (with `dtm`); got {measure!r}"
        )
    values = phi.to_numpy(float)
    likely = rankdata(-values, axis=1, method="ordinal") <= 100
    return lift(phi, dtm).where(likely, 0.0)


def coherence(phi: pd.DataFrame, dtm: DocumentTermMatrix, *, n_terms: int = 10) -> pd.Series:
    """Normalised pointwise mutual information of each topic's top terms, over documents.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms, in the order of the matrix's vocabulary.
    dtm : DocumentTermMatrix
        Counts; its passages are used where it has them.
    n_terms : int
        Top terms of a topic.

    Returns
    -------
    Series
        Topic → mean over pairs, between -1 (never together) and 1 (always together).

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    Lau, J., Newman, D. & Baldwin, T. (2014). Machine reading tea leaves. EACL.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> dtm = count_terms(pd.Series({"a": ["小麦", "粮食"], "b": ["游客", "景区"]}))
    >>> phi = pd.DataFrame([[0.0, 0.5, 0.0, 0.5]], columns=list(dtm.vocabulary))
    >>> coherence(phi, dtm, n_terms=2).tolist()
    [-1.0]
    """
    _same_terms(phi, dtm)
    counts = dtm.counts if dtm.passages is None else dtm.passages
    present = sparse.csc_matrix(counts, dtype=np.float64)
    present.data[:] = 1
    n_documents = max(present.shape[0], 1)
    scores = {}
    for topic, row in zip(phi.index, phi.to_numpy(float)):
        top = np.argsort(-row, kind="stable")[:n_terms]
        both = (present[:, top].T @ present[:, top]).toarray() / n_documents
        scores[topic] = _mean_npmi(both)
    return pd.Series(scores, name="npmi")


def _mean_npmi(both: np.ndarray) -> float:
    alone = np.diag(both)
    first, second = np.triu_indices(len(both), 1)
    joint, expected = both[first, second], alone[first] * alone[second]
    if not len(joint):
        return 0.0
    seen = (joint > 0) & (joint < 1)
    information = np.where(joint >= 1, 1.0, -1.0)
    information[seen] = np.log(joint[seen] / expected[seen]) / -np.log(joint[seen])
    return float(information.mean())


def exclusivity(phi: pd.DataFrame, *, n_terms: int = 10) -> pd.Series:
    """Mean share that a topic has in its own top terms, all topics counted alike.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms; rows sum to 1.
    n_terms : int
        Top terms of a topic.

    Returns
    -------
    Series
        Topic → share, from 0 to 1: near 1 where no other topic uses the terms.

    Examples
    --------
    >>> exclusivity(pd.DataFrame([[0.9, 0.1], [0.1, 0.9]]), n_terms=1).round(1).tolist()
    [0.9, 0.9]
    """
    values = phi.to_numpy(float)
    top = np.argsort(-values, axis=1, kind="stable")[:, :n_terms]
    mean = np.take_along_axis(_shares(values), top, axis=1).mean(axis=1)
    return pd.Series(mean, index=phi.index, name="exclusivity")


def learned_terms(
    phi: pd.DataFrame, seeds: Mapping[str, Sequence[str]], *, n_terms: int = 10
) -> pd.DataFrame:
    """What each theme learned beyond its seeds: terms that are probable and distinctive.

    Parameters
    ----------
    phi : DataFrame
        Themes × terms; rows sum to 1.
    seeds : mapping of str to sequence of str
        Theme → its seeds, which are left out.
    n_terms : int
        Terms of a theme.

    Returns
    -------
    DataFrame
        ``theme``, ``term``, ``probability`` (of the term in the theme) and ``share`` (of the theme
        in the term), by their product.

    Examples
    --------
    >>> phi = pd.DataFrame([[0.5, 0.5], [0.0, 1.0]], ["trade", "other"], ["外贸", "关税"])
    >>> learned_terms(phi, {"trade": ["外贸"]})["term"].tolist()
    ['关税']
    """
    rows = []
    share = pd.DataFrame(_shares(phi.to_numpy(float)), phi.index, phi.columns)
    scores = (phi * share).T
    for theme, own in seeds.items():
        score = scores[theme].drop(labels=list(own), errors="ignore")
        for term in score.nlargest(n_terms).index:
            rows.append((theme, term, phi.at[theme, term], share.at[theme, term]))
    columns = [Hits.theme, TopicTerms.term, TopicTerms.probability, "share"]
    return pd.DataFrame(rows, columns=columns)


def representative_articles(
    theta: pd.DataFrame, phi: pd.DataFrame, articles: pd.DataFrame, *, n_articles: int = 3
) -> pd.DataFrame:
    """Articles that stand for each topic, each with its most telling sentence.

    Parameters
    ----------
    theta : DataFrame
        Index ``doc_id``, a column per topic.
    phi : DataFrame
        Topics × terms.
    articles : DataFrame
        ``doc_id``, ``text``.
    n_articles : int
        Articles of a topic.

    Returns
    -------
    DataFrame
        ``theme``, ``rank``, ``doc_id``, ``weight``, ``sentence``, ``start``, ``end``: offsets of
        the sentence in the article's text. Articles without text are passed over.

    Examples
    --------
    >>> theta = pd.DataFrame({"farm": [1.0]}, index=["a"])
    >>> phi = pd.DataFrame([[0.9, 0.1]], index=["farm"], columns=["小麦", "天气"])
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["今天下雨。小麦丰收，小麦入仓。"]})
    >>> representative_articles(theta, phi, articles)["sentence"].tolist()
    ['小麦丰收，小麦入仓。']
    """
    texts = dict(zip(articles[Articles.doc_id], articles[Articles.text].fillna("")))
    known = theta[[bool(texts.get(doc_id, "").strip()) for doc_id in theta.index]]
    telling = phi * _shares(phi.to_numpy(float))
    rows = []
    for topic in phi.index:
        terms = telling.loc[topic].nlargest(50)
        best = known[topic].sort_values(ascending=False, kind="stable").head(n_articles)
        for rank, (doc_id, weight) in enumerate(best.items(), start=1):
            start, end = _best_sentence(texts[doc_id], terms)
            rows.append((topic, rank, doc_id, weight, texts[doc_id][start:end], start, end))
    columns = [
        Hits.theme,
        TopicTerms.rank,
        Hits.doc_id,
        Cities.weight,
        "sentence",
        Hits.start,
        Hits.end,
    ]
    return pd.DataFrame(rows, columns=columns)


def _best_sentence(text: str, terms: pd.Series) -> tuple[int, int]:
    """Sentence with most weight of different telling terms; the first where none has any."""
    best, most = (0, len(text)), -1.0
    for start, end in _sentences(text):
        sentence = text[start:end]
        score = float(sum(weight for term, weight in terms.items() if str(term) in sentence))
        if score > most:
            best, most = (start, end), score
    return best


def _sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for place, character in enumerate(text):
        if character in "。！？!?\n" or place == len(text) - 1:
            end = place if character == "\n" else place + 1
            if text[start:end].strip():
                first = start + len(text[start:end]) - len(text[start:end].lstrip())
                found.append((first, end))
            start = place + 1
    return found
