"""How rare a term is: the two weights that every measure of this package takes from here."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["class_rarity", "rarity"]

Floats = NDArray[np.float64]


def rarity(n_documents: int, n_with_term: ArrayLike) -> Floats:
    """Smoothed inverse document frequency: ``ln((1 + n) / (1 + df))``.

    scikit-learn's `TfidfTransformer` adds 1, so that a term of all documents keeps some weight.

    Parameters
    ----------
    n_documents : int
        Documents of the corpus.
    n_with_term : array of int, shape (n_terms,)
        Documents that hold each term.

    Returns
    -------
    array of float, shape (n_terms,)
        0 for a term of all documents.

    Examples
    --------
    >>> rarity(3, [3, 1]).round(2).tolist()
    [0.0, 0.69]
    """
    weight: Floats = np.log((1 + n_documents) / (1 + np.asarray(n_with_term)))
    return weight


def class_rarity(mean_tokens: float, counts: ArrayLike) -> Floats:
    """The weight of a term in c-TF-IDF: ``ln(1 + A / f)`` (Grootendorst 2022, arXiv:2203.05794).

    Parameters
    ----------
    mean_tokens : float
        A: tokens of a class on average.
    counts : array of float, shape (n_terms,)
        f: how often each term occurs in all classes together; above 0.

    Returns
    -------
    array of float, shape (n_terms,)

    Examples
    --------
    >>> class_rarity(10, [10, 1]).round(2).tolist()
    [0.69, 2.4]
    """
    weight: Floats = np.log1p(mean_tokens / np.asarray(counts))
    return weight
