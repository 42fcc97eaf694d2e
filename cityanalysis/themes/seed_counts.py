"""Seeds as columns of a document-term matrix."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.frames import Hits
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.lexicon import Theme

__all__ = ["hits_of_terms", "seed_columns", "seed_weights"]

_REACH = 20  # tokens of the sentence that a seed speaks for


def hits_of_terms(dtm: DocumentTermMatrix, themes: Sequence[Theme]) -> pd.DataFrame:
    """Seeds that are terms of the matrix, a row per occurrence: ``doc_id``, ``theme``, ``seed``.

    Passages stand for documents where there are any.
    """
    column = {term: number for number, term in enumerate(dtm.vocabulary)}
    by_term = sparse.csc_array(dtm.counts if dtm.passages is None else dtm.passages)
    ids = np.arange(by_term.shape[0]).astype(str).astype(object)
    parts = [pd.DataFrame({Hits.doc_id: [], Hits.theme: [], Hits.seed: []}, dtype=object)]
    for theme in themes:
        for seed in theme.seeds:
            if seed in column:
                number = column[seed]
                cells = slice(by_term.indptr[number], by_term.indptr[number + 1])
                rows = np.repeat(by_term.indices[cells], by_term.data[cells].astype(int))
                parts.append(
                    pd.DataFrame({Hits.doc_id: ids[rows], Hits.theme: theme.id, Hits.seed: seed})
                )
    return pd.concat(parts, ignore_index=True)


def seed_columns(
    vocabulary: Sequence[str], seeds: Mapping[str, Sequence[str]]
) -> tuple[tuple[int, ...], ...]:
    """Columns of each theme's seeds; of a theme without any in the vocabulary, none."""
    column = {term: number for number, term in enumerate(vocabulary)}
    return tuple(tuple(column[seed] for seed in own if seed in column) for own in seeds.values())


def seed_weights(counts: Any, seeds: Sequence[Sequence[int]], lengths: np.ndarray) -> np.ndarray:
    """Share of each document that its seeds speak for, by theme, and the rest.

    Each occurrence of a seed speaks for about a sentence; where sentences overlap, ``n`` of them
    cover ``1 - exp(-20 n / length)`` of the document, which is shared out by the number of hits.

    Parameters
    ----------
    counts : sparse matrix, shape (n_documents, n_terms)
        How often each term stands in each document.
    seeds : sequence of sequences of int
        Columns of each theme's seeds.
    lengths : ndarray, shape (n_documents,)
        Tokens of each document.

    Returns
    -------
    ndarray, shape (n_documents, n_themes + 1)
        Rows sum to 1; the last column is what no seed speaks for, and all of a document
        without seeds.

    Examples
    --------
    >>> seed_weights(np.array([[1, 0, 9], [0, 0, 5]]), [[0], [1]], np.array([10, 5])).round(2)
    array([[0.86, 0.  , 0.14],
           [0.  , 0.  , 1.  ]])
    """
    hits = np.zeros((counts.shape[0], len(seeds)))
    for theme, columns in enumerate(seeds):
        hits[:, theme] = np.asarray(counts[:, list(columns)].sum(axis=1)).ravel()
    total = hits.sum(axis=1)
    covered = 1 - np.exp(-_REACH * total / np.maximum(np.asarray(lengths).ravel(), 1))
    shares = hits / np.maximum(total, 1)[:, None] * covered[:, None]
    return np.column_stack([shares, 1 - shares.sum(axis=1)])
