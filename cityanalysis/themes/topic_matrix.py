"""How discovered topics fall on named themes, and what they hold that no theme names."""

import numpy as np
import pandas as pd

from cityanalysis.frames import TopicTerms
from cityanalysis.themes.result import ThemeFit
from cityanalysis.themes.rows import row_shares

__all__ = ["topics_by_theme"]


def topics_by_theme(topics: ThemeFit, themes: ThemeFit) -> pd.DataFrame:
    """Share of each discovered topic's text that the documents give to each named theme.

    A document's text is dealt out to its topics by their weights, and within each to themes by the
    document's weights of them: what topics and themes share by chance is in it too, so compare a
    row with the row ``all``.

    Parameters
    ----------
    topics, themes : ThemeFit
        Of the same documents.

    Returns
    -------
    DataFrame
        Index ``topic``, the last row ``all``; a column per named theme, and ``unnamed``: what none
        names. Rows sum to 1.

    Examples
    --------
    >>> ids = pd.Index(["a", "b"], name="doc_id")
    >>> phi = pd.DataFrame()
    >>> found = ThemeFit(pd.DataFrame({"topic_1": [1, 0], "topic_2": [0, 1]}, ids), phi, "lda",
    ...                  ("topic_1", "topic_2"), seed=0)
    >>> named = ThemeFit(pd.DataFrame({"water": [1.0, 0.5], "residual_1": [0, 0.5]}, ids), phi,
    ...                  "scorer", ("water",), seed=0)
    >>> topics_by_theme(found, named)
             water  unnamed
    topic
    topic_1   1.00     0.00
    topic_2   0.50     0.50
    all       0.75     0.25
    """
    weights = topics.theta[list(topics.themes)]
    named = themes.theta.reindex(weights.index).fillna(0.0)[list(themes.themes)]
    named = named.assign(unnamed=(1 - named.sum(axis=1)).clip(lower=0))
    shared = weights.to_numpy(float).T @ named.to_numpy(float)
    shared = row_shares(np.vstack([shared, shared.sum(axis=0)]))
    index = pd.Index([*topics.themes, "all"], name=TopicTerms.topic)
    return pd.DataFrame(shared, index, pd.Index([*themes.themes, "unnamed"]))
