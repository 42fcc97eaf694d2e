"""What the topic models share as scikit-learn estimators over count matrices."""

from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_non_negative, validate_data

__all__ = ["TopicModel", "resampled"]


class TopicModel(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):
    """A transformer of counts of terms, sparse or dense, into weights of `n_components` topics."""

    n_components: int

    def _counts(self, X: Any, *, reset: bool) -> sparse.csr_matrix:
        X = validate_data(self, X, accept_sparse="csr", dtype=[np.float64, np.float32], reset=reset)
        check_non_negative(X, type(self).__name__)
        counts = sparse.csr_matrix(X)
        if not (counts.has_canonical_format and counts.data.all()):
            counts = counts.copy()
            counts.sum_duplicates()
            counts.eliminate_zeros()
        return counts

    @property
    def _n_features_out(self) -> int:
        return self.n_components

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float64"]
        return tags


def resampled(counts: sparse.csr_matrix, random_state: Any) -> sparse.csr_matrix:
    """Bootstrap sample of the documents, in their order: how runs come to differ."""
    rng = check_random_state(random_state)
    return counts[np.sort(rng.randint(counts.shape[0], size=counts.shape[0]))]
