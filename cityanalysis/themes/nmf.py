"""Nonnegative matrix factorisation of TF-IDF weights, as a scikit-learn estimator."""

import warnings
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from cityanalysis.errors import UsageError
from cityanalysis.themes.estimator import TopicModel, resampled
from cityanalysis.themes.rows import row_shares

__all__ = ["NMF"]


class NMF(TopicModel):
    """Nonnegative matrix factorisation on TF-IDF, with weights that sum to 1.

    Takes counts like every other estimator here and weights them itself.

    Parameters
    ----------
    n_components : int
        Number of topics.
    max_iter : int
        Most iterations.
    resample : bool
        Whether to learn from a bootstrap sample of the documents: how runs come to differ.
    random_state : int, RandomState or None
        Seed of the randomised singular value decomposition that gives the start.

    Attributes
    ----------
    components_ : ndarray, shape (n_components, n_terms)
        Shares of the terms in the topics; rows sum to 1.
    idf_ : ndarray, shape (n_terms,)
        Inverse document frequencies.
    n_iter_ : int
        Iterations done.

    References
    ----------
    Lee, D. & Seung, S. (1999). Learning the parts of objects by NMF. Nature 401.
    Boutsidis, C. & Gallopoulos, E. (2008). SVD based initialization. Pattern Recognition 41.

    Examples
    --------
    >>> counts = np.array([[4, 4, 0, 0], [5, 3, 0, 0], [0, 0, 4, 4], [0, 0, 3, 5]] * 5)
    >>> model = NMF(2, random_state=0).fit(counts)
    >>> bool(model.transform(counts).max(axis=1).min() > 0.9)
    True
    """

    def __init__(
        self,
        n_components: int = 20,
        *,
        max_iter: int = 200,
        resample: bool = False,
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.max_iter = max_iter
        self.resample = resample
        self.random_state = random_state

    def fit(self, X: Any, y: None = None) -> Self:
        """Learn the topics from counts, shape (n_documents, n_terms)."""
        if self.n_components < 1:
            raise UsageError(f"`n_components` must be at least 1; got {self.n_components}")
        counts = self._counts(X, reset=True)
        if self.resample:
            counts = resampled(counts, self.random_state)
        self.idf_ = TfidfTransformer().fit(counts).idf_
        seed = check_random_state(self.random_state).randint(2**31 - 1)
        self.components_, self.n_iter_ = _components(
            self._weighted(counts), self.n_components, self.max_iter, seed
        )
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Weights of the topics in documents, shape (n_documents, n_components), rows sum to 1."""
        check_is_fitted(self, "components_")
        weighted = self._weighted(self._counts(X, reset=False))
        weights = _nonnegative_weights(weighted, self.components_)
        return _normalised(weights)

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        transformer = TfidfTransformer()
        transformer.idf_ = self.idf_
        return sparse.csr_matrix(transformer.transform(counts))


def _normalised(weights: np.ndarray) -> np.ndarray:
    """Rows that sum to 1; a row without weight becomes even."""
    has_weight = weights.sum(axis=1, keepdims=True) > 0
    return np.where(has_weight, row_shares(weights), 1 / weights.shape[1])


def _components(
    weighted: sparse.csr_matrix, n_components: int, max_iter: int, seed: int
) -> tuple[np.ndarray, int]:
    """Components from scikit-learn's coordinate descent, rows sum to 1, and iterations."""
    from sklearn import decomposition

    start = "nndsvda" if n_components <= min(weighted.shape) else "random"
    model = decomposition.NMF(n_components, init=start, max_iter=max_iter, random_state=seed)
    # An exact fit leaves a loss of rounding errors, whose root scikit-learn takes.
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # Topics serve well before the last digit of the loss has settled.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(weighted)
    return _normalised(model.components_), int(model.n_iter_)


def _nonnegative_weights(
    weighted: sparse.csr_matrix, components: np.ndarray, *, n_sweeps: int = 50
) -> np.ndarray:
    """Least-squares weights at or above 0: coordinate descent over all documents at once."""
    gram = components @ components.T
    target = np.asarray(weighted @ components.T)
    weights = np.zeros(target.shape)
    for _ in range(n_sweeps):
        for topic in range(len(components)):
            size = gram[topic, topic]
            if size > 0:
                slope = weights @ gram[:, topic] - target[:, topic]
                weights[:, topic] = np.maximum(weights[:, topic] - slope / size, 0)
    return weights
