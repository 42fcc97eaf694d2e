"""Topics of a large corpus: fitted to a sample of it, and applied to all of it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from cityanalysis.frames import Articles, Cities
from cityanalysis.text import DocumentTermMatrix, select_documents
from cityanalysis.themes import ThemeFit, apply_themes

__all__ = ["applied", "sample_rows"]

_BLOCK = 10_000  # documents whose weights are found at a time


def sample_rows(
    documents: pd.DataFrame, cities: pd.DataFrame, most: int, *, seed: int = 0
) -> np.ndarray:
    """Rows of a sample in which every city and month has its part.

    Documents are put in order by city and month, at random within, and evenly spaced ones are
    taken: each stratum is met in proportion, to within one document.

    Parameters
    ----------
    documents, cities : DataFrame
        Articles frame and cities frame.
    most : int
        Documents of the sample; all where there are no more.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    ndarray of int
        Ascending.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": list("abcd"), "date": pd.to_datetime(["2020-01-01"] * 4)})
    >>> places = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城", "德州"] * 2})
    >>> rows = sample_rows(frame, places, 2)
    >>> sorted(places["city"].iloc[rows])
    ['德州', '聊城']
    """
    n = len(documents)
    if n <= most:
        return np.arange(n)
    first = cities.drop_duplicates(Cities.doc_id).set_index(Cities.doc_id)[Cities.city]
    city = pd.factorize(first.reindex(documents[Articles.doc_id]), sort=True)[0]
    month = documents[Articles.date].dt.to_period("M")
    months = pd.factorize(month, sort=True)[0]
    order = np.lexsort((np.random.default_rng(seed).random(n), months, city))
    return np.sort(order[np.arange(most) * n // most])


def applied(fit: ThemeFit, dtm: DocumentTermMatrix) -> ThemeFit:
    """A fit with the weights of all documents, where it was made of some of them."""
    if len(fit.theta) == dtm.n_documents:
        return fit
    theta = pd.concat(list(_weights(fit, dtm)))
    return replace(fit, theta=theta, runs=(theta,))


def _weights(fit: ThemeFit, dtm: DocumentTermMatrix) -> Iterator[pd.DataFrame]:
    for start in range(0, dtm.n_documents, _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, dtm.n_documents))
        yield apply_themes(fit, select_documents(dtm, rows))
