"""Seed words that a corpus proposes for its themes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.errors import UsageError
from cityanalysis.frames import Hits, TopicTerms
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.seed_counts import seed_columns

__all__ = ["refine_seeds"]


def refine_seeds(
    dtm: DocumentTermMatrix,
    themes: Sequence[Theme],
    *,
    n_terms: int = 10,
    min_documents: int = 5,
) -> pd.DataFrame:
    """Propose seeds: terms that stand together with one theme's seeds and with no other's.

    A proposal is ranked by the one-sided 95 % lower bound of the share of its documents (or
    passages) that have a seed of the theme, less the largest share for another theme. Nothing
    is changed: read the evidence, and add what convinces you to your themes file.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts.
    themes : sequence of Theme
        As `read_themes` gives them.
    n_terms : int
        Proposals for each theme.
    min_documents : int
        Documents that a proposal must stand in.

    Returns
    -------
    DataFrame
        ``theme``, ``term``, ``n_documents``, ``n_with_seeds``, ``share`` (of its documents with
        the theme's seeds), ``lift`` (of that share over the corpus's) and ``margin`` over the
        next theme; best first within each theme.

    Raises
    ------
    UsageError
        Where a number is not positive.

    References
    ----------
    Wilson, E. (1927). Probable inference. JASA 22, 209-212.

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series([["外贸", "订单"]] * 6 + [["灌溉", "机井"]] * 6)
    >>> themes = [Theme("trade", "", "", ("外贸",)), Theme("water", "", "", ("灌溉",))]
    >>> refine_seeds(count_terms(tokens), themes)[["theme", "term", "share"]]
       theme term  share
    0  trade   订单    1.0
    1  water   机井    1.0
    """
    if n_terms < 1 or min_documents < 1:
        raise UsageError(
            f"n_terms and min_documents must be at least 1; got {n_terms}, {min_documents}."
        )
    counts = sparse.csr_array(dtm.counts if dtm.passages is None else dtm.passages)
    has = counts.astype(bool).astype(np.float64)
    columns = seed_columns(dtm.vocabulary, {theme.id: theme.seeds for theme in themes})
    seeded = np.zeros((counts.shape[0], len(themes)))
    for number, own in enumerate(columns):
        seeded[:, number] = np.asarray(has[:, list(own)].sum(axis=1)).ravel() > 0
    documents = np.asarray(has.sum(axis=0)).ravel()
    expected = seeded.sum(axis=0) / max(len(seeded), 1)
    together = np.asarray(has.T @ seeded)
    seeds = {column for own in columns for column in own}
    open_ = (documents >= min_documents) & ~np.isin(np.arange(counts.shape[1]), list(seeds))
    tables = [
        _proposals(theme.id, number, together[open_], documents[open_], expected)
        .assign(term=np.array(dtm.vocabulary, dtype=object)[open_])
        .query("lift > 1.5 and margin > 0")
        .nlargest(n_terms, "margin")
        for number, theme in enumerate(themes)
    ]
    names = [Hits.theme, TopicTerms.term, "n_documents", "n_with_seeds", "share", "lift", "margin"]
    return pd.concat(tables, ignore_index=True)[names]


def _proposals(
    theme: str,
    number: int,
    together: np.ndarray,
    documents: np.ndarray,
    expected: np.ndarray,
) -> pd.DataFrame:
    shares = together / np.maximum(documents, 1)[:, None]
    others = np.delete(shares, number, axis=1)
    other = others.max(axis=1) if others.shape[1] else np.zeros(len(documents))
    own = shares[:, number]
    return pd.DataFrame(
        {
            Hits.theme: theme,
            "n_documents": documents.astype(int),
            "n_with_seeds": together[:, number].astype(int),
            "share": own,
            "lift": own / max(expected[number], 1e-12),
            "margin": _lower_bound(own, documents) - other,
        }
    )


def _lower_bound(share: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Wilson's lower bound of a share, one-sided 95 %."""
    z = 1.6449
    n = np.maximum(n, 1)
    centre = share + z**2 / (2 * n)
    spread = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return np.asarray((centre - spread) / (1 + z**2 / n))
