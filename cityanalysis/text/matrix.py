"""Document-term matrices: counted, weighted, grouped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal, Self

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis._typing import Grouping
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, Keyness, as_html, as_text
from cityanalysis.text.stacked_rows import stacked
from cityanalysis.text.tokens import CutTexts, WordChoice

__all__ = [
    "DocumentTermMatrix",
    "count_cuts",
    "count_terms",
    "group_counts",
    "select_documents",
    "select_terms",
    "tfidf",
]

_LONG = 1000  # tokens from which a document is looked at in passages
_PASSAGE = 200  # tokens of a passage: about a paragraph or two


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTermMatrix:
    """Terms of documents, counted or weighted.

    Attributes
    ----------
    counts : scipy CSR array, n_documents × n_terms
        How often each term stands in each document, or its weight there.
    doc_ids, vocabulary : tuple of str
        Names of the rows, and of the columns (sorted).
    weighting : {"count", "tfidf"}
        What `counts` holds.
    passages : scipy CSR array, n_passages × n_terms, optional
        Counts of the pieces of long documents, where there are any: what models are trained on.
        A report of a hundred paragraphs is about everything, each of its paragraphs about little.
    passage_of : ndarray of int, shape (n_passages,), optional
        Row of `counts` that each passage is part of.
    """

    counts: Any
    doc_ids: tuple[str, ...]
    vocabulary: tuple[str, ...]
    weighting: Literal["count", "tfidf"] = "count"
    passages: Any = None
    passage_of: np.ndarray | None = None

    def __repr__(self) -> str:
        return as_text(*self._shown())

    def _repr_html_(self) -> str:
        return as_html(*self._shown())

    def _shown(self) -> tuple[str, list[tuple[str, object]]]:
        return "DocumentTermMatrix", [
            ("documents", self.n_documents),
            ("terms", self.n_terms),
            ("weighting", self.weighting),
        ]

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
            index=pd.Index(self.doc_ids, name=Articles.doc_id),
            columns=pd.Index(self.vocabulary, name=Keyness.term),
        )


def count_terms(
    tokens: pd.Series,
    *,
    min_documents: int = 1,
    max_share: float = 1.0,
    keep: Iterable[str] = (),
) -> DocumentTermMatrix:
    """Count each term of each document.

    Documents of more than 1,000 tokens are counted a second time in passages of about 200.

    Parameters
    ----------
    tokens : Series of lists of str
        Index ``doc_id``.
    min_documents : int
        Terms in fewer documents are left out.
    max_share : float
        Terms in a larger share of the documents, or of passages, are left out.
    keep : iterable of str
        Terms that stay however rare they are, such as seeds.

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
    flat = np.array(list(chain.from_iterable(tokens)), dtype=object)
    codes, words = pd.factorize(flat)
    lengths = np.array([len(one) for one in tokens], dtype=np.int64)
    part = _Part.of(codes.astype(np.int32), lengths)
    return _chosen([part], words, tokens.index, _Rarity(min_documents, max_share, frozenset(keep)))


def count_cuts(
    cuts: Iterable[CutTexts],
    doc_ids: Iterable[str],
    choice: WordChoice,
    *,
    min_documents: int = 1,
    max_share: float = 1.0,
    keep: Iterable[str] = (),
) -> DocumentTermMatrix:
    """Count cut texts as `count_terms` counts their tokens, without making the tokens.

    Parameters
    ----------
    cuts : iterable of CutTexts
        Taken one at a time.
    doc_ids : iterable of str
        Names of all the texts, in order.
    choice : WordChoice
        The words that stay.
    min_documents, max_share : int, float
        Terms in fewer documents, or in a larger share of them, are left out.
    keep : iterable of str
        Terms that stay however rare they are, such as seeds.

    Examples
    --------
    >>> from cityanalysis.text.tokens import choose_words, cut_texts
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["企业研发。"]})
    >>> cut = cut_texts(articles)
    >>> count_cuts([cut], ["a"], choose_words(articles, cut.persons)).vocabulary
    ('企业', '研发')
    """
    number: dict[str, int] = {}
    parts = []
    for cut in cuts:
        codes, ends = cut.kept(choice)
        used = np.unique(codes)
        place = np.zeros(len(cut.words), dtype=np.int32)
        place[used] = [number.setdefault(cut.words[code], len(number)) for code in used]
        parts.append(_Part.of(place[codes], np.diff(ends, prepend=0)))
    words = np.array(list(number), dtype=object)
    return _chosen(parts, words, doc_ids, _Rarity(min_documents, max_share, frozenset(keep)))


@dataclass(frozen=True, slots=True)
class _Rarity:
    """Which terms are neither too rare nor too common."""

    min_documents: int
    max_share: float
    keep: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Counts of some documents, and of their passages where any is long."""

    counts: Any
    passages: Any
    passage_of: np.ndarray

    @classmethod
    def of(cls, columns: np.ndarray, lengths: np.ndarray) -> Self:
        """Count the terms of documents that are as long as `lengths` says."""
        n_terms = int(columns.max(initial=-1)) + 1
        passage_of, passage_lengths = _passages(lengths)
        passages = _csr(columns, passage_lengths, n_terms)
        has_long = len(passage_lengths) > len(lengths)
        counts = _csr(columns, lengths, n_terms) if has_long else passages
        return cls(counts, passages, passage_of)


def _chosen(
    parts: list[_Part], words: np.ndarray, ids: Iterable[str], rarity: _Rarity
) -> DocumentTermMatrix:
    """The matrix of all parts, of the terms that stay; parts are freed on the way."""
    has_long = any(part.counts is not part.passages for part in parts)
    for part in parts:  # those that came first knew fewer terms
        for known in (part.counts, part.passages):
            known.resize(known.shape[0], len(words))
    documents = _spread((part.counts for part in parts), len(words))
    spread = _spread((part.passages for part in parts), len(words)) if has_long else documents
    n_passages = sum(part.passages.shape[0] for part in parts)
    wanted = pd.Index(words, dtype=object).isin(list(rarity.keep))
    wanted |= documents >= rarity.min_documents
    kept = np.flatnonzero(wanted & (spread <= rarity.max_share * n_passages))
    kept = kept[np.argsort(words[kept], kind="stable")]
    vocabulary = tuple(words[kept].tolist())
    first = np.cumsum([0, *(part.counts.shape[0] for part in parts)])
    owners = list(map(np.add, (part.passage_of for part in parts), first))
    counts, passages = [], []
    while parts:
        part = parts.pop(0)
        counts.append(_columns(part.counts, kept))
        passages += [_columns(part.passages, kept)] if has_long else []
    found = DocumentTermMatrix(stacked(counts, len(kept)), tuple(map(str, ids)), vocabulary)
    if not has_long:
        return found
    long, owner = stacked(passages, len(kept)), np.concatenate(owners)
    return replace(found, passages=long, passage_of=owner)


def _spread(parts: Iterable[Any], n_terms: int) -> np.ndarray:
    by_part = (np.bincount(part.indices, minlength=n_terms) for part in parts)
    return sum(by_part, np.zeros(n_terms, dtype=np.int64))


def _passages(lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Document and length of each passage; documents that are not long are one passage."""
    pieces = np.where(lengths > _LONG, np.maximum(lengths // _PASSAGE, 1), 1)
    document = np.repeat(np.arange(len(lengths)), pieces)
    number = np.arange(len(document)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = lengths[document] * number // pieces[document]
    end = lengths[document] * (number + 1) // pieces[document]
    return document, end - start


def _csr(columns: np.ndarray, lengths: np.ndarray, n_terms: int) -> Any:
    # SciPy would number the columns in 64 bits too where the ends are so wide.
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    ones = np.ones(len(columns), dtype=np.int32)
    counts = sparse.csr_array((ones, columns.copy(), ends), shape=(len(lengths), n_terms))
    counts.sum_duplicates()
    return counts


def _columns(counts: Any, kept: np.ndarray) -> Any:
    chosen = sparse.csr_array(counts[:, kept])
    chosen.sort_indices()
    return chosen


def select_documents(dtm: DocumentTermMatrix, rows: np.ndarray) -> DocumentTermMatrix:
    """Some of the documents, with all of the vocabulary.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Any matrix.
    rows : ndarray of int
        Ascending.

    Examples
    --------
    >>> dtm = count_terms(pd.Series({"a": ["研发"], "b": ["人才"]}))
    >>> select_documents(dtm, np.array([1])).to_frame()
    term    人才  研发
    doc_id
    b        1   0
    """
    ids = tuple(dtm.doc_ids[row] for row in rows)
    chosen = replace(dtm, counts=dtm.counts[rows], doc_ids=ids)
    if dtm.passage_of is None:
        return chosen
    place = np.full(dtm.n_documents, -1)
    place[rows] = np.arange(len(rows))
    own = place[dtm.passage_of]
    return replace(chosen, passages=dtm.passages[own >= 0], passage_of=own[own >= 0])


def select_terms(dtm: DocumentTermMatrix, *, min_documents: int) -> DocumentTermMatrix:
    """The terms that stand in so many documents, of all documents.

    Examples
    --------
    >>> dtm = count_terms(pd.Series({"a": ["研发"], "b": ["研发", "人才"]}))
    >>> select_terms(dtm, min_documents=2).vocabulary
    ('研发',)
    """
    documents = np.bincount(dtm.counts.indices, minlength=dtm.n_terms)
    kept = np.flatnonzero(documents >= min_documents)
    passages = None if dtm.passages is None else _columns(dtm.passages, kept)
    vocabulary = tuple(dtm.vocabulary[term] for term in kept)
    counts = _columns(dtm.counts, kept)
    return replace(dtm, counts=counts, vocabulary=vocabulary, passages=passages)


def tfidf(dtm: DocumentTermMatrix) -> DocumentTermMatrix:
    """Weight counts by how few documents have the term; rows of length 1.

    The weight is that of scikit-learn's `TfidfTransformer`: ``tf × (ln((1 + n) / (1 + df)) + 1)``.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.

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
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = _counts(dtm, "tfidf")
    if min(counts.shape):  # scikit-learn refuses a matrix without rows or columns
        counts = sparse.csr_array(TfidfTransformer().fit_transform(counts))
    return replace(dtm, counts=counts, weighting="tfidf", passages=None, passage_of=None)


def group_counts(
    dtm: DocumentTermMatrix, cities: pd.DataFrame, *, by: Grouping = "city"
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
        A row per city, sorted by name; documents without a city are left out.

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
    known = cities[cities[Cities.doc_id].isin(row.index)]
    groups, names = pd.factorize(known[by], sort=True)
    members = sparse.csr_array(
        (
            known[Cities.weight].to_numpy(float),
            (groups, row[known[Cities.doc_id].tolist()].to_numpy()),
        ),
        shape=(len(names), dtm.n_documents),
    )
    grouped = sparse.csr_array(members @ counts)
    return DocumentTermMatrix(grouped, tuple(map(str, names)), dtm.vocabulary)


def _counts(dtm: DocumentTermMatrix, verb: str) -> Any:
    if dtm.weighting != "count":
        raise UsageError(
            f"{verb} needs counts; this matrix is weighted by {dtm.weighting}. "
            "Use the matrix that count_terms gave, and weight it afterwards."
        )
    return dtm.counts
