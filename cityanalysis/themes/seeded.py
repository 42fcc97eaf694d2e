"""Seeded LDA: named themes whose seed words fix what each topic is about."""

from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from cityanalysis.themes.inference import infer_theta

__all__ = ["SeededLDA"]


class SeededLDA(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """Latent Dirichlet allocation with named topics that start from their seed words.

    A prior on the seed words alone does not hold the topics: gensim draws its start without
    regard to it. Here each named topic starts from the words that are more frequent in documents
    dense with its seeds than elsewhere, each residual topic from documents without seeds.

    Parameters
    ----------
    n_components : int
        Number of topics, named and residual.
    seeds : sequence of sequences of int, optional
        Columns of the seed words of each named topic; topics beyond them are residual.
    passes : int
        Passes over the documents.
    alpha : float
        Dirichlet prior of the weights of topics in a document.
    random_state : int, RandomState or None

    Attributes
    ----------
    components_ : ndarray, shape (n_components, n_features)
        Term probabilities of each topic, rows sum to 1.
    n_features_in_ : int

    References
    ----------
    Watanabe, K. & Baturo, A. (2023). Seeded sequential LDA. Social Science Computer Review.

    Examples
    --------
    >>> X = np.array([[3, 2, 0, 0, 1], [2, 3, 0, 0, 1], [0, 0, 3, 2, 1], [0, 0, 2, 3, 1]] * 5)
    >>> model = SeededLDA(3, seeds=[[0], [2]], random_state=0).fit(X)
    >>> model.transform(X[:1]).argmax()
    np.int64(0)
    """

    def __init__(
        self,
        n_components: int = 20,
        *,
        seeds: Any = (),
        passes: int = 10,
        alpha: float = 0.1,
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.seeds = seeds
        self.passes = passes
        self.alpha = alpha
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> "SeededLDA":
        """Learn the topics of counts.

        Parameters
        ----------
        X : sparse matrix or array, shape (n_documents, n_terms)
            Counts.
        y : ignored

        Raises
        ------
        ValueError
            Where a count is negative or there are more groups of seeds than topics.
        """
        X = _counts(self, X, reset=True)
        if not 1 <= len(self.seeds) + 1 <= self.n_components + 1:
            raise ValueError(
                f"n_components must be at least the number of seeded topics, {len(self.seeds)}; "
                f"got {self.n_components}."
            )
        rng = np.random.default_rng(_seed_number(self.random_state))
        start = _informed_start(X, self.seeds, self.n_components, rng)
        self.components_ = _train(X, start, self.seeds, self.passes, self.alpha, rng)
        self.is_seed_ = np.zeros((len(self.seeds), X.shape[1]), dtype=bool)
        for topic, columns in enumerate(self.seeds):
            self.is_seed_[topic, list(columns)] = True
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Weights of the topics in documents.

        Returns
        -------
        ndarray, shape (n_documents, n_components)
            Rows sum to 1.
        """
        check_is_fitted(self)
        X = _counts(self, X, reset=False)
        alpha = np.full(len(self.components_), self.alpha)
        theta = infer_theta(X, self.components_, alpha)
        return _abstain(theta, X, self.is_seed_)

    @property
    def _n_features_out(self) -> int:
        return len(self.components_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags


def _counts(estimator: Any, X: Any, *, reset: bool) -> sparse.csr_matrix:
    X = validate_data(estimator, X, accept_sparse="csr", dtype=np.float64, reset=reset)
    X = sparse.csr_matrix(X)
    if X.nnz and X.data.min() < 0:
        raise ValueError("Negative values in data passed to SeededLDA: it needs counts.")
    return X


def _abstain(theta: np.ndarray, X: sparse.csr_matrix, is_seed: np.ndarray) -> np.ndarray:
    """Documents without any seed keep their weight on the residual topics."""
    n_named, n_residual = len(is_seed), theta.shape[1] - len(is_seed)
    if not n_residual:
        return theta
    silent = np.asarray(X @ is_seed.any(axis=0).astype(float)).ravel() == 0
    theta[silent, :n_named] = 0
    theta[silent, n_named:] += 1e-9
    return theta / theta.sum(axis=1, keepdims=True)


def _seed_number(random_state: Any) -> int:
    from sklearn.utils import check_random_state

    if isinstance(random_state, (int, np.integer)):
        return int(random_state)
    return int(check_random_state(random_state).randint(2**31 - 1))


def _informed_start(
    X: sparse.csr_matrix, seeds: Any, n_topics: int, rng: np.random.Generator
) -> np.ndarray:
    """Term probabilities that each topic starts from."""
    lengths = np.asarray(X.sum(axis=1)).ravel()
    frequencies = sparse.diags(1 / np.maximum(lengths, 1)) @ X
    background = np.asarray(frequencies.mean(axis=0)).ravel() + 1e-9
    density = np.column_stack(
        [np.asarray(frequencies[:, list(columns)].sum(axis=1)).ravel() for columns in seeds]
        or [np.zeros(X.shape[0])]
    )
    start = np.empty((n_topics, X.shape[1]))
    for topic in range(len(seeds)):
        weight = np.maximum(density[:, topic] - density[:, topic].mean(), 0)
        dense = np.asarray(weight @ frequencies).ravel() / max(weight.sum(), 1e-12)
        start[topic] = np.maximum(dense - background, 0) + 0.01 * background
    unseeded = np.argsort(density.sum(axis=1), kind="stable")[: max(X.shape[0] // 2, 1)]
    for topic in range(len(seeds), n_topics):
        some = rng.choice(unseeded, size=min(len(unseeded), 10), replace=False)
        start[topic] = np.asarray(frequencies[some].mean(axis=0)).ravel() + 0.1 * background
    return start / start.sum(axis=1, keepdims=True)


def _train(
    X: sparse.csr_matrix,
    start: np.ndarray,
    seeds: Any,
    passes: int,
    alpha: float,
    rng: np.random.Generator,
) -> np.ndarray:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    n_topics, n_terms = start.shape
    eta = np.full(start.shape, 0.01)
    for topic, columns in enumerate(seeds):
        eta[topic, list(columns)] = 1.0
    X = X[np.flatnonzero(np.diff(X.indptr))]
    model = LdaModel(
        num_topics=n_topics,
        id2word={number: str(number) for number in range(n_terms)},
        alpha=np.full(n_topics, alpha),
        eta=eta,
        passes=passes,
        update_every=0,
        eval_every=None,
        random_state=int(rng.integers(2**31 - 1)),
        dtype=np.float64,
    )
    model.state.sstats = start * X.sum() / n_topics
    model.sync_state()
    if X.shape[0]:
        model.update(Sparse2Corpus(X, documents_columns=False))
    return model.get_topics()
