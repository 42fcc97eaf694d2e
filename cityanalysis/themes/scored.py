"""Scores of named themes as a `ThemeFit`: weights of documents, and the words of each theme."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cityanalysis.frames import Hits, TopicTerms
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.result import ThemeFit
from cityanalysis.themes.scorer import ThemeScores
from cityanalysis.themes.seeds import vet_seeds

__all__ = ["fit_scores"]

_NONE = "residual_1"
_BLOCK = 10_000  # documents whose counts are made floating numbers at a time
_SMALL = 1e-9  # of a term that no sentence on the theme has, so that rows can be compared by logs


def fit_scores(
    dtm: DocumentTermMatrix,
    scores: ThemeScores,
    themes: Sequence[Theme],
    *,
    hits: pd.DataFrame,
) -> ThemeFit:
    """Scores as a fit of named themes.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts of the documents that were scored; the words of each theme come from them.
    scores : ThemeScores
        With shares.
    themes : sequence of Theme
        As `read_themes` gives them.
    hits : DataFrame
        As `find_seeds` gives them. Doubtful seeds are shown in ``diagnostics["seeds"]``; none is
        dropped, for the score decides and not they.

    Returns
    -------
    ThemeFit
        Its weights are the shares of `scores`, where a sentence on several themes is dealt out
        among them, and what no theme has.

    Examples
    --------
    >>> from cityanalysis.text import count_terms, tokenize
    >>> from cityanalysis.themes import find_seeds, read_themes, score_themes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["全市外贸进出口增长，海关通关更快。"]})
    >>> themes = read_themes()
    >>> dtm, hits = count_terms(tokenize(articles)), find_seeds(articles, themes)
    >>> fit = fit_scores(dtm, score_themes(articles, themes), themes, hits=hits)
    >>> fit.theta.loc["a", ["foreign_trade", "residual_1"]].tolist()
    [1.0, 0.0]
    """
    theta = scores.weights.reindex(list(dtm.doc_ids)).fillna(0.0)
    theta[_NONE] = 1 - theta.sum(axis=1)
    theta[_NONE] = theta[_NONE].clip(lower=0)
    theta.columns.name = Hits.theme
    # In place: themes × terms are 50 MB where many articles are.
    frequency = _weighted_counts(dtm, theta.to_numpy()).T
    frequency += _SMALL
    frequency /= frequency.sum(axis=1, keepdims=True)
    terms = pd.Index(dtm.vocabulary, name=TopicTerms.term)
    vetted = vet_seeds(hits, themes, dtm.n_documents)
    return ThemeFit(
        theta=theta,
        phi=pd.DataFrame(frequency, theta.columns, terms, copy=False),
        model="scorer",
        themes=tuple(theme.id for theme in themes),
        seed=0,
        settings={"encoder": scores.encoder},
        diagnostics={"seeds": vetted.assign(dropped=False)},
        runs=(theta,),
    )


def _weighted_counts(dtm: DocumentTermMatrix, theta: np.ndarray) -> np.ndarray:
    """Terms × themes: counts of each term, by the weights of the documents that have it."""
    total = np.zeros((dtm.n_terms, theta.shape[1]))
    for at in range(0, dtm.n_documents, _BLOCK):
        total += dtm.counts[at : at + _BLOCK].T @ theta[at : at + _BLOCK]
    return total
