"""Latent Dirichlet allocation behind an informed start, as a scikit-learn estimator."""

from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.utils import check_random_state
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted

from cityanalysis._typing import TopicEngine, check_choice
from cityanalysis.errors import UsageError
from cityanalysis.themes.estimator import TopicModel, resampled
from cityanalysis.themes.inference import infer_theta
from cityanalysis.themes.informed_start import informed_topics
from cityanalysis.themes.rows import row_shares
from cityanalysis.themes.topic_engines import ENGINES, STREAMING, EngineSettings

__all__ = ["LDA"]


class LDA(TopicModel):
    """Latent Dirichlet allocation from an informed start.

    The start is read off rotated singular vectors, so that every seed leads to nearly the same
    topics; the engine then fits them.

    Parameters
    ----------
    n_components : int
        Number of topics.
    engine : {"vem", "gensim", "tomotopy"}
        What fits the topics: variational EM in NumPy, gensim's online variational Bayes, or
        tomotopy's Gibbs sampling (an extra; it draws a start of its own).
    alpha : float or None
        Dirichlet prior of a document's weights; None is 1 / n_components.
    eta : float
        Dirichlet prior of a topic's terms.
    passes : int or None
        Passes over the corpus; None leaves it to the engine.
    resample : bool
        Whether to learn from a bootstrap sample of the documents. The start does not depend on
        the seed, so this is how independent runs come to differ (`partial_fit` ignores it).
    random_state : int, RandomState or None
        Seed.

    Attributes
    ----------
    components_ : ndarray, shape (n_components, n_terms)
        Term probabilities of the topics; rows sum to 1.
    topic_counts_ : ndarray, shape (n_components, n_terms)
        Expected tokens of each topic and term, which `partial_fit` adds to.
    alpha_ : ndarray, shape (n_components,)
        Prior of the weights that was used.
    n_documents_seen_ : int
        Documents that were fitted.

    References
    ----------
    Blei, D., Ng, A. & Jordan, M. (2003). Latent Dirichlet allocation. JMLR 3.
    Hoffman, M., Blei, D. & Bach, F. (2010). Online learning for LDA. NIPS.
    Rohe, K. & Zeng, M. (2023). Vintage factor analysis with varimax performs statistical
    inference. JRSS B 85(4).

    Examples
    --------
    >>> counts = np.array([[4, 4, 0, 0], [5, 3, 0, 0], [0, 0, 4, 4], [0, 0, 3, 5]] * 5)
    >>> model = LDA(2, random_state=0).fit(counts)
    >>> bool(model.transform(counts).max(axis=1).min() > 0.9)
    True
    """

    def __init__(
        self,
        n_components: int = 20,
        *,
        engine: TopicEngine = "vem",
        alpha: float | None = None,
        eta: float = 0.01,
        passes: int | None = None,
        resample: bool = False,
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.engine = engine
        self.alpha = alpha
        self.eta = eta
        self.passes = passes
        self.resample = resample
        self.random_state = random_state

    def fit(self, X: Any, y: None = None) -> Self:
        """Learn the topics.

        Parameters
        ----------
        X : array or sparse matrix, shape (n_documents, n_terms)
            Counts of terms, nonnegative. Documents without terms are passed over.
        y : None
            Not used.

        Returns
        -------
        LDA
            The estimator itself.

        Raises
        ------
        UsageError
            An unknown engine, or numbers of topics or priors that are not positive.
        """
        counts = self._counts(X, reset=True)
        self.n_documents_seen_ = 0
        if self.resample:
            counts = resampled(counts, self.random_state)
        return self._learn(counts)

    @available_if(lambda self: self.engine in STREAMING)
    def partial_fit(self, X: Any, y: None = None) -> Self:
        """Learn from one more batch of a corpus that is larger than memory.

        The first batch gives the start, so it should be large and mixed.
        """
        first = not hasattr(self, "n_documents_seen_")
        counts = self._counts(X, reset=first)
        if first:
            self.n_documents_seen_ = 0
        return self._learn(counts)

    def transform(self, X: Any) -> np.ndarray:
        """Weights of the topics in documents, shape (n_documents, n_components), rows sum to 1."""
        check_is_fitted(self, "components_")
        return infer_theta(self._counts(X, reset=False), self.components_, self.alpha_)

    def _learn(self, counts: sparse.csr_matrix) -> Self:
        self._check()
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        if not self.n_documents_seen_:
            start = informed_topics(counts, self.n_components, seed=seed)
            self.topic_counts_ = start * (float(counts.sum()) / self.n_components)
            alpha = 1 / self.n_components if self.alpha is None else self.alpha
            self.alpha_ = np.full(self.n_components, float(alpha))
        if counts.nnz:
            settings = EngineSettings(
                self.alpha_, self.eta, self.passes, seed, self.n_documents_seen_
            )
            engine = ENGINES[self.engine]
            self.topic_counts_ = engine(counts, self.topic_counts_, settings)
        self.n_documents_seen_ += counts.shape[0]
        self.components_ = row_shares(self.topic_counts_ + self.eta)
        return self

    def _check(self) -> None:
        check_choice("engine", self.engine, ENGINES)
        if self.n_components < 1:
            raise UsageError(f"`n_components` must be at least 1; got {self.n_components}")
        if self.eta <= 0 or (self.alpha is not None and self.alpha <= 0):
            raise UsageError(f"`alpha` and `eta` must be above 0; got {self.alpha}, {self.eta}")
