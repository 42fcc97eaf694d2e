"""Document-term matrices: counted, weighted, grouped."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.errors import UsageError

__all__ = ["DocumentTermMatrix", "count_terms", "group_counts", "tfidf"]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTermMatrix:
    """Terms of documents, counted or weighted.

    Attributes
    ----------
    counts : scipy CSR array, n_documents × n_terms
    doc_ids : tuple of str
        Names of the rows.
    vocabulary : tuple of str
        Names of the columns, sorted.
    weighting : {"count", "tfidf"}
    """

    counts: Any
    doc_ids: tuple[str, ...]
    vocabulary: tuple[str, ...]
    weighting: Literal["count", "tfidf"] = "count"

    @property
    def n_documents(self) -> int:
        """Number of rows."""
        return len(self.doc_ids)

    @property
    def n_terms(self) -> int:
        """Number of columns."""
        return len(self.vocabulary)

    def to_frame(self) -> pd.DataFrame:
        """The whole matrix, zeros and all, as a frame: for looking at small ones."""
        return pd.DataFrame(
            self.counts.toarray(),
            index=pd.Index(self.doc_ids, name="doc_id"),
            columns=pd.Index(self.vocabulary, name="term"),
        )


def count_terms(
    tokens: pd.Series, *, min_documents: int = 1, max_share: float = 1.0
) -> DocumentTermMatrix:
    """Count each term of each document.

    Parameters
    ----------
    tokens : Series of lists of str
        Index ``doc_id``.
    min_documents : int
        Terms in fewer documents are left out.
    max_share : float
        Terms in a larger share of the documents are left out.

    Returns
    -------
    DocumentTermMatrix
        With every document of `tokens`, also those without a term.

    Examples
    --------
    >>> count_terms(pd.Series({"a": ["研发", "人才", "研发"], "b": []})).to_frame()
    term    人才  研发
    doc_id
    a        1   2
    b        0   0
    """
    codes: dict[str, int] = {}
    flat = [codes.setdefault(word, len(codes)) for one in tokens for word in one]
    ends = np.concatenate([[0], np.cumsum([len(one) for one in tokens], dtype=np.int64)])
    ones = np.ones(len(flat), dtype=np.int32)
    shape = (len(tokens), len(codes))
    counts = sparse.csr_array((ones, np.array(flat, np.int32), ends), shape=shape)
    counts.sum_duplicates()
    words = np.array(list(codes), dtype=object)
    documents = np.bincount(counts.indices, minlength=len(codes))
    kept = np.flatnonzero((documents >= min_documents) & (documents <= max_share * len(tokens)))
    kept = kept[np.argsort(words[kept], kind="stable")] if len(kept) else kept
    counts = sparse.csr_array(counts[:, kept]) if len(kept) else sparse.csr_array((shape[0], 0))
    counts.sort_indices()
    ids = tuple(str(doc_id) for doc_id in tokens.index)
    return DocumentTermMatrix(counts.astype(np.int32), ids, tuple(words[kept]))


def tfidf(dtm: DocumentTermMatrix) -> DocumentTermMatrix:
    """Weight counts by how few documents have the term; rows of length 1.

    The weight is ``tf × (ln((1 + n) / (1 + df)) + 1)`` as in scikit-learn's `TfidfTransformer`.

    Raises
    ------
    UsageError
        Where the matrix is weighted already.

    Examples
    --------
    >>> dtm = count_terms(pd.Series({"a": ["研发", "人才"], "b": ["人才"]}))
    >>> tfidf(dtm).to_frame().round(2)
    term      人才    研发
    doc_id
    a       0.58  0.81
    b       1.00  0.00
    """
    counts = _counts(dtm, "tfidf")
    documents = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = np.log((1 + counts.shape[0]) / (1 + documents)) + 1
    weighted = counts.multiply(weights[None, :]).tocsr()
    lengths = np.sqrt(np.asarray(weighted.power(2).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    weighted = sparse.csr_array(weighted.multiply(scale[:, None]))
    return replace(dtm, counts=weighted, weighting="tfidf")


def group_counts(
    dtm: DocumentTermMatrix, cities: pd.DataFrame, *, by: str = "city"
) -> DocumentTermMatrix:
    """Add up the counts of each city's documents.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.
    cities : DataFrame
        ``doc_id``, ``weight`` and the column named by `by`; a document of two cities adds its
        counts to each by its weight.
    by : str
        Column whose values become the rows.

    Returns
    -------
    DocumentTermMatrix
        A row a city, sorted by name; documents without a city are left out.

    Raises
    ------
    UsageError
        Where the matrix is weighted: sums of weights are no counts.

    Examples
    --------
    >>> dtm = count_terms(pd.Series({"a": ["研发"], "b": ["研发", "人才"]}))
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "city": ["聊城", "聊城"], "weight": [1, 1]})
    >>> group_counts(dtm, cities).to_frame()
    term     人才   研发
    doc_id
    聊城      1.0  2.0
    """
    counts = _counts(dtm, "group_counts")
    row = pd.Series(range(dtm.n_documents), index=dtm.doc_ids, dtype=np.int64)
    known = cities[cities["doc_id"].isin(row.index)]
    groups, names = pd.factorize(known[by], sort=True)
    members = sparse.csr_array(
        (known["weight"].to_numpy(float), (groups, row[known["doc_id"].tolist()].to_numpy())),
        shape=(len(names), dtm.n_documents),
    )
    return replace(dtm, counts=sparse.csr_array(members @ counts), doc_ids=tuple(map(str, names)))


def _counts(dtm: DocumentTermMatrix, verb: str) -> Any:
    if dtm.weighting != "count":
        raise UsageError(
            f"{verb} needs counts; this matrix is weighted by {dtm.weighting}. "
            "Use the matrix that count_terms gave, and weight it afterwards."
        )
    return dtm.counts
