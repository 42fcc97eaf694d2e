"""Scores of a theme that a user's own labels correct."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cityanalysis.errors import InputError
from cityanalysis.frames import HandLabels
from cityanalysis.text import embed
from cityanalysis.themes.rows import unit_rows
from cityanalysis.themes.scorer import ThemeScores, documents_of
from cityanalysis.themes.text_pieces import cut_into_pieces

__all__ = ["LABELS_NEEDED", "beside_nearest", "learn_from_labels"]

LABELS_NEEDED = 30  # of a theme; with fewer, what was learned from other themes is the better guess
_NEEDED_OF_EACH = 5  # texts with the theme, and without
# Weight of the score without labels beside the 512 numbers of a vector of length 1: measured on
# headlines of ten classes with 100 labels, where .15 to .3 give the same accuracy.
_PRIOR = 0.3
_INVERSE_PENALTY = 20.0
# Near texts are mostly about the same: with the scores of the ten nearest beside its own, headlines
# of ten classes are told apart by 100 labels with an accuracy of .83 instead of .80.
_NEAREST = 10
_COMPARED = 4_000  # texts among which the nearest are looked for, evenly spaced
_BATCH = 1024  # texts whose neighbours are found at once
_DECIMALS = 2  # of a score, as those of the scorer
_EVEN = 0.505  # more likely than not, between two decimals


def learn_from_labels(
    scores: ThemeScores, articles: pd.DataFrame, labels: pd.DataFrame, *, encoder: str = "use"
) -> ThemeScores:
    """Scores of the themes that have labels enough, learned from them.

    A logistic regression on the vector of the text and on the score without labels, its own and
    that of the texts nearest to it, which is the prior: where labels say nothing, it decides.
    Themes with fewer than 30 labels, or fewer than five of either kind, stay as they were.

    Parameters
    ----------
    scores : ThemeScores
        Of these articles.
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title``.
    labels : DataFrame
        ``doc_id``, ``theme``, ``label`` (0 or 1): what `cityanalysis label` writes, filled in.
    encoder : str
        See `embed`: what gives the vectors of the texts.

    Returns
    -------
    ThemeScores
        With other `about` and `score`; shares stay.

    Raises
    ------
    InputError
        Where a label is of a theme that was not scored; the message names it.

    Examples
    --------
    >>> from cityanalysis.themes import score_themes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["全市外贸进出口增长，海关通关更快。"]})
    >>> labels = pd.DataFrame({"doc_id": ["a"], "theme": ["foreign_trade"], "label": [1]})
    >>> learned = learn_from_labels(score_themes(articles), articles, labels)
    >>> bool(learned.about.at["a", "foreign_trade"])
    True
    """
    unknown = sorted(set(labels[HandLabels.theme]) - set(scores.score.columns))
    if unknown:
        raise InputError(
            f"labels of themes that are not in the themes file: {', '.join(unknown)}. Correct the "
            "labels, or give the themes file that they were made with."
        )
    known = labels[labels[HandLabels.doc_id].isin(scores.score.index)].drop_duplicates(
        [HandLabels.doc_id, HandLabels.theme]
    )
    groups = {
        theme: own
        for theme, own in known.groupby(HandLabels.theme)
        if len(own) >= LABELS_NEEDED
        and own[HandLabels.label].astype(int).value_counts().reindex([0, 1], fill_value=0).min()
        >= _NEEDED_OF_EACH
    }
    if not groups:
        return scores
    pieces = cut_into_pieces(documents_of(articles))
    whole = unit_rows(pieces.pooling() @ embed(pieces.texts, encoder=encoder))
    score, about = scores.score.copy(), scores.about.copy()
    kept = np.clip(score[list(groups)].to_numpy(), 0.005, 0.995)
    prior = pd.DataFrame(
        beside_nearest(whole, np.log(kept / (1 - kept))), score.index, list(groups)
    )
    for theme, own in groups.items():
        rows = score.index.get_indexer(pd.Index(own[HandLabels.doc_id]))
        learned = _learned(whole, prior[theme].to_numpy(), rows, own[HandLabels.label].astype(int))
        score[theme], about[theme] = learned, learned > _EVEN
    return replace(scores, score=score, about=about)


def beside_nearest(vectors: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values of each text, averaged with the mean of those of the texts nearest to it.

    Parameters
    ----------
    vectors : ndarray, shape (n_texts, n_dimensions)
        Of length 1.
    values : ndarray, shape (n_texts, n_values)
        Numbers of each text, such as log-odds of themes.

    Returns
    -------
    ndarray, shape (n_texts, n_values)
        Of a corpus of up to ten texts, the values as they are.

    Examples
    --------
    >>> beside_nearest(np.eye(2), np.array([[1.0], [3.0]])).tolist()
    [[1.0], [3.0]]
    """
    n = len(vectors)
    if n <= _NEAREST:
        return values
    compared = np.unique(np.linspace(0, n - 1, min(n, _COMPARED)).round().astype(int))
    found = np.zeros_like(values, dtype=float)
    for start in range(0, n, _BATCH):
        rows = np.arange(start, min(start + _BATCH, n))
        near = (vectors[rows] @ vectors[compared].T).round(_DECIMALS + 1)
        near[rows[:, None] == compared[None, :]] = -np.inf
        nearest = np.argsort(-near, axis=1, kind="stable")[:, :_NEAREST]
        found[rows] = values[compared[nearest]].mean(axis=1)
    return np.asarray((values + found) / 2)


def _learned(
    vectors: np.ndarray, prior: np.ndarray, rows: np.ndarray, label: pd.Series
) -> np.ndarray:
    from sklearn.linear_model import LogisticRegression

    features = np.column_stack([vectors, _PRIOR * prior])
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=2000)
    model.fit(features[rows], label.to_numpy())
    return np.asarray(model.predict_proba(features)[:, 1]).round(_DECIMALS)
