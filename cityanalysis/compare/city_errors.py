"""Whether a measure errs alike in all cities, by hand labels, and how far each city departs."""

from typing import NamedTuple

import numpy as np

from cityanalysis.compare.aligned import Floats, Integers

__all__ = ["CityErrors", "city_errors"]

_FARTHEST = 3.0  # log-odds; one step of Newton's method overshoots where all labels of a cell agree
_SIDES = 2  # articles that are measured as about the theme, and the others


class CityErrors(NamedTuple):
    """How the errors of a measure depart from those in all cities together.

    Attributes
    ----------
    offset : ndarray, shape (n_cities, 2)
        Log-odds to be added in a city to articles measured as not about the theme, and as about
        it, drawn towards 0 the more the fewer labels speak for them.
    variance : ndarray, shape (n_cities, 2)
        What is not known of them.
    p_value : float
        Of the test that errors are alike.
    """

    offset: Floats
    variance: Floats
    p_value: float


def city_errors(
    label: Floats,
    fitted: Floats,
    weight: Floats,
    cell: Integers,
    n_cities: int,
    *,
    n_simulations: int = 499,
    rng: np.random.Generator,
) -> CityErrors:
    """Random intercepts of labelled articles by city and side, one for each of the two sides.

    The residuals of a regression that knows no cities are summed by city and side; one step of
    Newton's method turns each sum into log-odds, the variance between cities is estimated by the
    method of moments, and the offsets are drawn to 0 accordingly (partial pooling). The test
    compares the sum of squared standardised residuals with that of labels drawn from the
    regression.

    Parameters
    ----------
    label, fitted, weight : ndarray, shape (n_labels,)
        Labels, what the regression expects, and weights (1/chance).
    cell : ndarray of int, shape (n_labels,)
        Twice the number of the city, plus 1 where the article is measured as about the theme.
    n_cities, n_simulations : int
        Cities, and label sets that are drawn for the test.
    rng : numpy.random.Generator
        Draws the label sets.

    Returns
    -------
    CityErrors

    References
    ----------
    DerSimonian & Laird 1986, Control. Clin. Trials 7; Searle, Casella & McCulloch 1992, Variance
    Components; le Cessie & van Houwelingen 1995, Biometrics 51 (the test of random effects).

    Examples
    --------
    >>> cell = np.repeat([0, 2, 4], 40)
    >>> label = np.concatenate([np.zeros(40), np.ones(40), np.tile([0.0, 1.0], 20)])
    >>> rng = np.random.default_rng(0)
    >>> found = city_errors(label, np.full(120, 0.5), np.ones(120), cell, 3, rng=rng)
    >>> found.p_value < 0.01, np.sign(found.offset[:, 0]).tolist()
    (True, [-1.0, 1.0, 0.0])
    """
    n_cells = _SIDES * n_cities
    spread = fitted * (1 - fitted)
    information = np.bincount(cell, weights=weight * spread, minlength=n_cells)
    noise = np.bincount(cell, weights=weight**2 * spread, minlength=n_cells)

    def distance(drawn: Floats) -> float:
        residual = np.bincount(cell, weights=weight * (drawn - fitted), minlength=n_cells)
        return float((residual**2 / np.where(noise > 0, noise, np.inf)).sum())

    observed = distance(label)
    drawn = (rng.random((n_simulations, len(label))) < fitted).astype(float)
    beyond = sum(distance(row) >= observed - 1e-9 for row in drawn)
    residual = np.bincount(cell, weights=weight * (label - fitted), minlength=n_cells)
    known = noise > 0
    own = np.divide(residual, information, out=np.zeros(n_cells), where=known)
    error = np.divide(noise, information**2, out=np.full(n_cells, np.inf), where=known)
    own = np.clip(own, -_FARTHEST, _FARTHEST).reshape(n_cities, _SIDES)
    error = error.reshape(n_cities, _SIDES)
    between = np.array([_between(own[:, side], error[:, side]) for side in range(_SIDES)])
    drawn_to = between / (between + error)
    # Where the cities do not differ, the offsets are 0, and so is their variance.
    return CityErrors(drawn_to * own, between * (1 - drawn_to), (1 + beyond) / (1 + n_simulations))


def _between(own: Floats, error: Floats) -> float:
    """Variance between cities, by the method of moments."""
    precision = 1 / error
    total = precision.sum()
    if np.count_nonzero(precision) < 2:
        return 0.0
    mean = (precision * own).sum() / total
    excess = (precision * (own - mean) ** 2).sum() - (np.count_nonzero(precision) - 1)
    return float(max(0.0, excess / (total - (precision**2).sum() / total)))
