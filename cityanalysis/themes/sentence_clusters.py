"""Topics of short texts: clusters of sentence vectors, told by the words of their texts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Prevalence
from cityanalysis.text import DocumentTermMatrix, class_rarity, embed
from cityanalysis.themes.choose import TopicChoice
from cityanalysis.themes.describe import coherence, exclusivity
from cityanalysis.themes.result import ThemeFit
from cityanalysis.themes.rows import row_shares
from cityanalysis.themes.runs import align_topics
from cityanalysis.themes.stability import MIN_COSINE, MIN_JACCARD

__all__ = ["choose_clusters", "fit_clusters", "text_vectors", "weigh_by_terms"]

_READ = 300  # characters; sentence vectors keep only the gist of what is longer
_DIMENSIONS = 20  # principal components; with 10 to 40 the clusters agree as well with hand labels
# A vector averaged with its nearest tells less of the wording and more of the subject: clusters of
# headlines agree with hand labels by .54 instead of .52, and as well from any start.
_NEIGHBOURS = 10
_STARTS = 10
_RUNS = 5  # resampled fits that the stability of a number of topics is measured on
_NEAR_BEST = 0.95  # of the best silhouette; from there on a number is as good
_DECIMALS = 3  # of components and silhouettes: further ones differ between processors
_SAMPLE = 3_000  # texts that the silhouette is measured on


def text_vectors(articles: pd.DataFrame) -> np.ndarray:
    """Sentence vector of each text: its headline and its first 300 characters.

    Parameters
    ----------
    articles : DataFrame
        ``text`` and, where known, ``title``.

    Returns
    -------
    ndarray of float32, shape (n_articles, 512)

    Examples
    --------
    >>> text_vectors(pd.DataFrame({"text": ["楼市成交量回升", "高考分数线公布"]})).shape
    (2, 512)
    """
    titles = (
        articles[Articles.title].fillna("") if Articles.title in articles else [""] * len(articles)
    )
    texts = articles[Articles.text].fillna("").str[:_READ]
    return embed(f"{title}。{text}".strip("。") for title, text in zip(titles, texts))


def fit_clusters(
    dtm: DocumentTermMatrix, vectors: np.ndarray, *, n_topics: int, runs: int = 1, seed: int = 0
) -> ThemeFit:
    """Discover topics as clusters of sentence vectors, each text in one.

    Each vector is averaged with its nearest (nine from forty texts on), which smooths the wording
    out; twenty principal components of the result, brought to length 1, are clustered by k-means.
    A topic's terms are weighed by c-TF-IDF: the term's share of the topic's words × log(1 + average
    words per topic / occurrences of the term). Runs after the first learn from a bootstrap sample
    of the texts.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts, which name the topics.
    vectors : ndarray, shape (n_documents, n_dimensions)
        As `text_vectors` gives them.
    n_topics, runs, seed : int
        Clusters, independent fits, and the seed of the random draws.

    Returns
    -------
    ThemeFit
        Theta is 1 for the text's topic; ``diagnostics["stability"]`` has for each topic the
        cosine of its terms with those of its like in the other runs, the Jaccard coefficient of
        their texts (Hennig 2007), and ``is_stable``: at least .8 and .5.

    References
    ----------
    Grootendorst, M. (2022). BERTopic: Neural topic modeling with a class-based TF-IDF procedure.
    arXiv:2203.05794. Hennig, C. (2007). Cluster-wise assessment of cluster stability. Comput.
    Stat. Data Anal. 52.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series({n: ["研发"] if n % 2 else ["小麦"] for n in range(8)})
    >>> points = np.array([[1.0, 0.0] if n % 2 else [0.0, 1.0] for n in range(8)])
    >>> fit = fit_clusters(count_terms(tokens), points, n_topics=2)
    >>> fit.phi.idxmax(axis=1).tolist()
    ['小麦', '研发']
    """
    if len(vectors) != dtm.n_documents:
        raise UsageError(
            f"`vectors` has {len(vectors)} rows and `dtm` {dtm.n_documents} documents. Make the "
            "vectors of the texts that the matrix was counted from."
        )
    points = _reduced(vectors)
    seeds = np.random.SeedSequence(seed).generate_state(runs).tolist()
    found = [
        _clusters(points, n_topics, int(s % 2**31), resample=run > 0) for run, s in enumerate(seeds)
    ]
    phis = [_class_tfidf(dtm.counts, labels, n_topics) for labels in found]
    orders = [align_topics(phis[0], phi) for phi in phis]
    columns = pd.Index([f"topic_{number + 1}" for number in range(n_topics)], name=Prevalence.theme)
    ids = pd.Index(dtm.doc_ids, name="doc_id")
    thetas = tuple(
        pd.DataFrame(np.eye(n_topics)[labels][:, order], ids, columns)
        for labels, order in zip(found, orders)
    )
    return ThemeFit(
        theta=thetas[0],
        phi=pd.DataFrame(phis[0], columns, pd.Index(dtm.vocabulary, name="term")),
        model="embedding",
        themes=tuple(columns),
        seed=seed,
        settings={"n_topics": n_topics, "engine": "embedding", "runs": runs},
        diagnostics={"stability": _stability(found, phis, columns)},
        runs=thetas,
    )


def choose_clusters(
    dtm: DocumentTermMatrix, vectors: np.ndarray, *, candidates: Sequence[int], seed: int = 0
) -> TopicChoice:
    """Compare numbers of clusters and recommend one.

    Recommended is the largest number whose mean silhouette by cosine lies within a twentieth of
    the best.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts, which name the topics.
    vectors : ndarray, shape (n_documents, n_dimensions)
        As `text_vectors` gives them.
    candidates : sequence of int
        Numbers to compare; those that exceed the number of different texts are passed over.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    TopicChoice
        Curves ``n_topics``, ``silhouette``, ``npmi``, ``exclusivity``, ``stability`` (mean
        Jaccard coefficient of clusters found again), ``share_stable``; the reason is
        ``silhouette`` or ``few_documents``.

    References
    ----------
    Rousseeuw, P. (1987). Silhouettes. J. Comput. Appl. Math. 20.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series({n: ["研发"] if n % 2 else ["小麦"] for n in range(8)})
    >>> points = np.array([[1.0, n / 100] if n % 2 else [n / 100, 1.0] for n in range(8)])
    >>> choose_clusters(count_terms(tokens), points, candidates=(2, 4)).n_topics
    2
    """
    if not len(candidates) or min(candidates) < 1:
        raise UsageError(f"`candidates` must be numbers of at least 1; got {list(candidates)}")
    points = _reduced(vectors)
    different = len(np.unique(points, axis=0))
    possible = [int(k) for k in sorted(set(candidates)) if 2 <= k < different]
    rows = [_measured(dtm, points, k, seed) for k in possible]
    names = ("n_topics", "silhouette", "npmi", "exclusivity", "stability", "share_stable")
    curves = pd.DataFrame(rows, columns=list(names))
    if curves.empty:
        return TopicChoice(curves, min(min(candidates), different), "few_documents")
    near = curves["silhouette"] >= _NEAR_BEST * curves["silhouette"].max()
    return TopicChoice(curves, int(curves.loc[near, "n_topics"].max()), "silhouette")


def weigh_by_terms(phi: pd.DataFrame, counts: Any) -> np.ndarray:
    """Topic of other texts: 1 for the one whose terms are most like theirs, by cosine.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms.
    counts : sparse matrix, shape (n_documents, n_terms)
        How often each term stands in each document.

    Returns
    -------
    ndarray, shape (n_documents, n_topics)
        Even where a text has no known term.

    Examples
    --------
    >>> phi = pd.DataFrame([[0.9, 0.1], [0.1, 0.9]])
    >>> weigh_by_terms(phi, sparse.csr_matrix([[0, 2], [0, 0]]))
    array([[0. , 1. ],
           [0.5, 0.5]])
    """
    from sklearn.preprocessing import normalize

    likeness = np.asarray(counts @ normalize(phi.to_numpy(float)).T)
    weights = np.eye(len(phi))[likeness.argmax(axis=1)]
    weights[likeness.max(axis=1) <= 0] = 1 / len(phi)
    return np.asarray(weights)


def _reduced(vectors: np.ndarray) -> np.ndarray:
    """Principal components of length 1 of vectors that are averaged with their neighbours."""
    from sklearn.neighbors import NearestNeighbors
    from sklearn.preprocessing import normalize
    from threadpoolctl import threadpool_limits

    centred = normalize(vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64))
    # Of few texts nine neighbours would be most of them, and all averages one.
    count = min(_NEIGHBOURS, max(len(vectors) // 4, 1))
    # Sums over several threads differ in their last bits from machine to machine.
    with threadpool_limits(1):
        search = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(centred)
        smooth = normalize(centred[search.kneighbors(centred)[1]].mean(axis=1))
        smooth -= smooth.mean(axis=0)
        left, sizes, _ = np.linalg.svd(smooth, full_matrices=False)
    # Texts that are all alike differ by rounding errors.
    found = (left * sizes)[:, :_DIMENSIONS].round(_DECIMALS)
    return np.asarray(normalize(found))


def _clusters(points: np.ndarray, n_topics: int, seed: int, *, resample: bool) -> np.ndarray:
    """Number of each text's cluster."""
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    rows = np.arange(len(points))
    if resample:
        rows = np.random.default_rng(seed).integers(len(points), size=len(points))
    n_topics = min(n_topics, len(np.unique(points[rows], axis=0)))
    model = KMeans(n_topics, n_init=_STARTS, random_state=seed)
    with threadpool_limits(1):
        labels: np.ndarray = model.fit(points[rows]).predict(points)
    return labels


def _class_tfidf(counts: Any, labels: np.ndarray, n_topics: int) -> np.ndarray:
    """c-TF-IDF of terms in clusters, rows sum to 1."""
    places = (np.ones(len(labels)), (labels, np.arange(len(labels))))
    members = sparse.csr_array(places, shape=(n_topics, len(labels)))
    own = np.asarray((members @ sparse.csr_array(counts)).toarray(), dtype=float)
    used = np.maximum(own.sum(axis=0), 1e-300)
    weights = own / np.maximum(own.sum(axis=1, keepdims=True), 1)
    weights *= class_rarity(own.sum() / n_topics, used)
    # A cluster without words is as likely to say any of them.
    weights += 1e-12
    return row_shares(weights)


def _stability(
    found: Sequence[np.ndarray], phis: Sequence[np.ndarray], topics: pd.Index
) -> pd.DataFrame:
    """How well each cluster of the first run is found again in the others."""
    from sklearn.preprocessing import normalize

    first = normalize(phis[0])
    cosines = [(first * normalize(p)[align_topics(phis[0], p)]).sum(axis=1) for p in phis[1:]]
    missing = np.full(len(topics), np.nan)
    cosine = np.mean(cosines, axis=0) if cosines else missing
    jaccard = _found_again(found[0], found[1:], len(topics)) if cosines else missing
    table = {Prevalence.theme: list(topics), "cosine": cosine, "jaccard": jaccard}
    return pd.DataFrame(table | {"is_stable": (cosine >= MIN_COSINE) & (jaccard >= MIN_JACCARD)})


def _found_again(first: np.ndarray, others: Sequence[np.ndarray], n: int) -> np.ndarray:
    """Of each cluster, the mean over runs of the Jaccard coefficient with its best match."""
    scores = []
    for labels in others:
        both = np.zeros((n, n))
        np.add.at(both, (first, labels), 1)
        either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - both
        scores.append((both / np.maximum(either, 1)).max(axis=1))
    return np.asarray(np.mean(scores, axis=0))


def _measured(dtm: DocumentTermMatrix, points: np.ndarray, k: int, seed: int) -> tuple[Any, ...]:
    """One row of the curves."""
    from sklearn.metrics import silhouette_score

    labels = _clusters(points, k, seed, resample=False)
    others = [_clusters(points, k, seed + run + 1, resample=True) for run in range(_RUNS)]
    phi = pd.DataFrame(_class_tfidf(dtm.counts, labels, k), columns=list(dtm.vocabulary))
    step = -(-len(points) // _SAMPLE)
    part = labels[::step]
    told = 1 < len(np.unique(part)) < len(part)
    silhouette = silhouette_score(points[::step], part, metric="cosine") if told else 0.0
    # Points are of single precision, whose algebra differs from processor to processor.
    silhouette = round(float(silhouette), _DECIMALS)
    again = _found_again(labels, others, k)
    return (
        k,
        float(silhouette),
        float(coherence(phi, dtm).mean()),
        float(exclusivity(phi).mean()),
        float(again.mean()),
        float((again >= MIN_JACCARD).mean()),
    )
