"""What a fitted regression says of sums of its coefficients."""

from typing import NamedTuple

import numpy as np

from cityanalysis.compare.aligned import Floats

__all__ = ["Fit", "judged"]


class Fit(NamedTuple):
    """Coefficients, their covariance, and the spread of the cities' levels."""

    params: Floats
    covariance: Floats
    between: float


def judged(fit: Fit, contrasts: Floats, df: Floats, level: float) -> tuple[Floats, ...]:
    """Estimates, both ends of their intervals, and p, each (n_contrasts,).

    Parameters
    ----------
    fit : Fit
        A fitted model.
    contrasts : array (n_contrasts, n_coefficients)
        Sums of coefficients.
    df : array (n_contrasts,)
        Degrees of freedom of t.
    level : float
        Nominal coverage of the intervals.
    """
    from scipy import stats

    estimate = contrasts @ fit.params
    variance = np.einsum("ck,kl,cl->c", contrasts, fit.covariance, contrasts)
    error = np.sqrt(np.maximum(variance, 0))
    reach = stats.t.ppf((1 + level) / 2, df) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        tested = 2 * stats.t.sf(np.abs(estimate) / error, df)
    p = np.where(error > 0, tested, (estimate == 0).astype(float))
    return estimate, estimate - reach, estimate + reach, p
