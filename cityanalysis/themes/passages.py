"""Long documents in passages: models are trained on these, and weigh the documents by them."""

from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.rows import row_shares

__all__ = ["pooled", "training_counts"]

_NO_TOKENS = 1e-9  # what a passage without tokens counts, so that a document of such has a mean


def training_counts(dtm: DocumentTermMatrix) -> Any:
    """Counts that models are trained on: passages where documents are long.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> dtm = DocumentTermMatrix(csr_array([[2, 0]]), ("a",), ("企业", "外贸"))
    >>> training_counts(dtm).toarray().tolist()
    [[2, 0]]
    """
    return sparse.csr_matrix(dtm.counts if dtm.passages is None else dtm.passages)


def pooled(weights: np.ndarray, dtm: DocumentTermMatrix) -> np.ndarray:
    """Weights of documents: the mean over their passages, by tokens.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> passages = csr_array([[3, 0], [0, 1]])
    >>> dtm = DocumentTermMatrix(
    ...     csr_array([[3, 1]]), ("a",), ("企业", "外贸"),
    ...     passages=passages, passage_of=np.array([0, 0]))
    >>> pooled(np.array([[1.0, 0.0], [0.0, 1.0]]), dtm).tolist()
    [[0.75, 0.25]]
    """
    if dtm.passages is None or dtm.passage_of is None:
        return weights
    lengths = np.asarray(dtm.passages.sum(axis=1), dtype=float).ravel()
    place = (np.maximum(lengths, _NO_TOKENS), (dtm.passage_of, np.arange(len(lengths))))
    members = sparse.csr_array(place, shape=(dtm.n_documents, len(lengths)))
    return row_shares(members @ weights)
