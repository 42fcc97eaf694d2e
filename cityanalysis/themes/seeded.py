"""Seeded LDA: named themes whose seed words fix what each topic is about."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse
from scipy.special import psi
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from cityanalysis.errors import UsageError
from cityanalysis.themes.estimator import TopicModel
from cityanalysis.themes.inference import PaddedCounts, infer_theta
from cityanalysis.themes.rows import row_shares
from cityanalysis.themes.variational import expected_tokens

__all__ = ["SeededLDA"]

_SEED_TOKENS = 1.0  # tokens that each seed word is given in its topic beforehand
_ETA = 0.01  # Dirichlet prior of a topic's terms, as usual for LDA
_RIDGE = 1e-3  # keeps the least squares solvable where two themes share their documents
_FEW = 5  # documents with a seed; fewer do not teach what a theme is about
_RESIDUAL_ALPHA = 0.2  # residual topics take what is left, no more


class SeededLDA(TopicModel):
    """Latent Dirichlet allocation with named topics that start from their seed words.

    A prior on the seed words alone does not keep the topics on their themes, since the usual
    random start ignores it. Here each named topic starts from the words whose frequency rises with
    the density of its seeds when the other topics' seeds are held constant (a least-squares fit
    over the documents), each residual topic from what is left.

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
    max_documents : int
        Documents that the topics are learned from; of a larger corpus, a random sample.
    resample : bool
        Learn from a bootstrap sample of the documents: the start hardly depends on the seed, so
        this is what shows how far to trust the topics.
    random_state : int, RandomState or None
        Of the random draws.

    Attributes
    ----------
    components_ : ndarray, shape (n_components, n_features)
        Term probabilities of each topic, rows sum to 1.
    alpha_ : ndarray, shape (n_components,)
        Prior of the weights: less for residual topics.
    is_seed_ : ndarray of bool, shape (n_named, n_features)
        Which terms are seeds of each named topic.
    is_rare_ : ndarray of bool, shape (n_named,)
        Whether a theme's seeds stand in fewer than 5 documents.
    n_features_in_ : int
        Terms of the vocabulary.

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
        max_documents: int = 20_000,
        resample: bool = False,
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.seeds = seeds
        self.passes = passes
        self.alpha = alpha
        self.max_documents = max_documents
        self.resample = resample
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn the topics of counts.

        Parameters
        ----------
        X : sparse matrix or array, shape (n_documents, n_terms)
            Counts.
        y : None
            Not used.

        Raises
        ------
        UsageError
            Where there are more groups of seeds than topics, or priors or passes not positive.
        """
        counts = self._counts(X, reset=True)
        self._check()
        rng = np.random.default_rng(check_random_state(self.random_state).randint(2**31 - 1))
        filled = np.flatnonzero(np.diff(counts.indptr))
        if len(filled) > self.max_documents:
            filled = np.sort(rng.choice(filled, size=self.max_documents, replace=False))
        if self.resample and len(filled):
            filled = np.sort(rng.choice(filled, size=len(filled)))
        counts = counts[filled]
        self.is_seed_ = _is_seed(self.seeds, counts.shape[1])
        with_seed = (counts @ self.is_seed_.T.astype(np.float64)) > 0
        self.is_rare_ = with_seed.sum(axis=0) < _FEW
        n_residual = self.n_components - len(self.is_seed_)
        self.alpha_ = np.full(self.n_components, float(self.alpha))
        self.alpha_[len(self.is_seed_) :] *= _RESIDUAL_ALPHA
        tokens = informed_start(counts, self.is_seed_, self.n_components, rng)
        prior = _ETA + _SEED_TOKENS * np.pad(self.is_seed_, ((0, n_residual), (0, 0)))
        tokens = _variational_bayes(counts, tokens, self.alpha_, prior, self.passes)
        self.components_ = row_shares(tokens)
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Weights of the topics in documents.

        A document without any seed keeps its weight on the residual topics. From a theme whose
        seeds stand in fewer than 5 documents the model can learn nothing: it gets weight only
        where its own seeds are.

        Returns
        -------
        ndarray, shape (n_documents, n_components)
            Rows sum to 1.
        """
        check_is_fitted(self)
        counts = self._counts(X, reset=False)
        theta = infer_theta(counts, self.components_, self.alpha_)
        return _abstain(theta, counts, self.is_seed_, self.is_rare_)

    def _check(self) -> None:
        if self.n_components < max(1, len(self.seeds)):
            raise UsageError(
                f"n_components must be at least 1 and the number of seeded topics, "
                f"{len(self.seeds)}; got {self.n_components}."
            )
        if self.alpha <= 0 or self.passes < 1 or self.max_documents < 1:
            raise UsageError(
                "alpha, passes and max_documents must be above 0; got "
                f"{self.alpha}, {self.passes}, {self.max_documents}."
            )


def _is_seed(seeds: Sequence[Sequence[int]], n_terms: int) -> np.ndarray:
    is_seed = np.zeros((len(seeds), n_terms), dtype=bool)
    for topic, columns in enumerate(seeds):
        is_seed[topic, list(columns)] = True
    return is_seed


def informed_start(
    counts: sparse.csr_matrix, is_seed: np.ndarray, n_topics: int, rng: np.random.Generator
) -> np.ndarray:
    """Expected tokens of topics and terms to start from, n_topics × n_terms.

    Each term's frequency is fitted by least squares to the densities of the themes' seeds; a
    theme starts from its coefficients where they are positive, the residual topics from the
    intercept, mixed with the mean and with random noise.
    """
    n_named = len(is_seed)
    lengths = np.maximum(np.asarray(counts.sum(axis=1), dtype=np.float64).ravel(), 1)
    frequencies = sparse.diags(1 / lengths) @ counts
    mean = (
        np.asarray(frequencies.mean(axis=0)).ravel()
        if counts.shape[0]
        else np.zeros(counts.shape[1])
    )
    mean = mean + 1e-9
    density = frequencies @ is_seed.T.astype(np.float64)
    density = density / np.maximum(density.mean(axis=0), 1e-12) if counts.shape[0] else density
    design = np.column_stack([np.ones(counts.shape[0]), density])
    gram = design.T @ design + _RIDGE * max(counts.shape[0], 1) * np.eye(n_named + 1)
    slopes = np.maximum(np.linalg.solve(gram, (frequencies.T @ design).T), 0)
    start = np.empty((n_topics, counts.shape[1]))
    start[:n_named] = slopes[1:] + 0.01 * slopes[1:].sum(axis=1, keepdims=True) * mean + 1e-12
    start[n_named:] = slopes[0] / max(slopes[0].sum(), 1e-12) + mean
    start[n_named:] *= rng.gamma(5.0, 0.2, size=(n_topics - n_named, counts.shape[1]))
    return np.asarray(row_shares(start) * (counts.sum() / n_topics))


def _variational_bayes(
    counts: sparse.csr_matrix,
    tokens: np.ndarray,
    alpha: np.ndarray,
    prior: np.ndarray,
    passes: int,
) -> np.ndarray:
    """Dirichlet parameters of the topics, by batch variational Bayes (Blei et al. 2003)."""
    rows = PaddedCounts.of(counts)
    gamma = (alpha + rows.lengths[:, None] / np.float32(len(alpha))).astype(np.float32)
    parameters = prior + tokens
    for _ in range(passes if counts.nnz else 0):
        log_topics = psi(parameters) - psi(parameters.sum(axis=1, keepdims=True))
        by_term = np.ascontiguousarray(np.exp(log_topics).T, dtype=np.float32)
        found = expected_tokens(rows, by_term, alpha.astype(np.float32), gamma, 5)
        parameters = prior + found.T
    return np.asarray(parameters)


def _abstain(
    theta: np.ndarray, counts: sparse.csr_matrix, is_seed: np.ndarray, is_rare: np.ndarray
) -> np.ndarray:
    """Move weight that no seed speaks for to the residual topics."""
    n_named = len(is_seed)
    if n_named == theta.shape[1]:
        return theta
    has_seed = (counts @ is_seed.T.astype(np.float64)) > 0
    unspoken = ~has_seed & is_rare | ~has_seed.any(axis=1, keepdims=True)
    named = np.where(unspoken, 0, theta[:, :n_named])
    residual = theta[:, n_named:] + 1e-9
    left = 1 - named.sum(axis=1, keepdims=True)
    return np.hstack([named, residual * (left / residual.sum(axis=1, keepdims=True))])
