"""Slopes of series whose neighbouring values resemble each other, by averaging over how much."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import linalg, special

from cityanalysis.compare.aligned import Floats

__all__ = ["Slopes", "fit_slopes"]

# The grid: the correlation of neighbouring periods, and the variance of each period's own
# noise over that of what carries on from period to period. Denser grids change no figure.
_CORRELATIONS = (0.0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.96)
_NOISES = (0.0, 0.5, 1.5, 4.0)
# Digits of a result, of the 16 that a number has; no reader sees more than three.
_DIGITS = 10
# Bisections for the ends of an interval: 2^-40 of its first bracket.
_BISECTIONS = 40
_FAR = 50.0  # standard errors from the estimate where a search begins: beyond every quantile


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slope of each series with its interval and test, and a normal-like standard error."""

    slope: Floats
    error: Floats
    low: Floats
    high: Floats
    p_value: Floats
    df: float


def fit_slopes(time: Floats, values: Floats, seasons: Floats, level: float = 0.95) -> Slopes:
    """Least squares on a line, with errors that are an autoregression plus noise.

    For each autocorrelation and share of noise of a grid the line is fitted by generalised least
    squares; the fits are averaged with the weight that the restricted likelihood gives each
    (Harville 1974), so that the test knows that the autocorrelation is not known.

    Parameters
    ----------
    time : (n_periods,)
        In years; equal steps, some of which may be missing.
    values : (n_periods, n_series)
        Shares of each series by period.
    seasons : (n_periods, n_terms)
        Further columns that the line is adjusted for.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    Slopes

    Examples
    --------
    >>> time = np.arange(12.0)
    >>> found = fit_slopes(time, (time * 0.1 + (-1) ** time * 0.01)[:, None], np.zeros((12, 0)))
    >>> found.slope.round(1).tolist(), bool(found.p_value[0] < 0.001)
    ([0.1], True)
    """
    design = np.column_stack([np.ones(len(time)), time - time.mean(), seasons])
    df = float(len(time) - design.shape[1])
    steps = np.abs(time[:, None] - time[None, :])
    step = steps[steps > 0].min()
    fits = [
        _fit(correlation ** (steps / step), noise, design, values, df)
        for correlation in _CORRELATIONS
        for noise in (_NOISES if correlation > 0 else _NOISES[:1])
    ]
    likelihood, slope, error = (np.array(part) for part in zip(*fits))
    weight = np.exp(likelihood - likelihood.max(axis=0))
    weight /= weight.sum(axis=0)
    mean = (weight * slope).sum(axis=0)
    spread = np.sqrt((weight * (error**2 + (slope - mean) ** 2)).sum(axis=0))

    def below(limit: Floats) -> Floats:
        """Probability that the slope lies below a limit."""
        found: Floats = (weight * special.stdtr(df, (limit - slope) / error)).sum(axis=0)
        return found

    under = below(np.zeros_like(mean))
    p = np.minimum(2 * np.minimum(under, 1 - under), 1.0)
    low, high = (
        _quantile(below, mean, spread, tail) for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return Slopes(
        slope=_rounded(mean),
        error=_rounded(spread),
        low=_rounded(low),
        high=_rounded(high),
        p_value=_rounded(p),
        df=df,
    )


def _rounded(values: Floats) -> Floats:
    """Values without the last digits, in which the algebra of one processor differs from others."""
    return np.array([float(f"{value:.{_DIGITS}g}") for value in values])


def _fit(
    correlation: Floats, noise: float, design: Floats, values: Floats, df: float
) -> tuple[Floats, Floats, Floats]:
    """Restricted log-likelihood, slope and its standard error for one kind of errors."""
    root = linalg.cholesky(correlation + noise * np.eye(len(design)), lower=True)
    x = linalg.solve_triangular(root, design, lower=True)
    y = linalg.solve_triangular(root, values, lower=True)
    q, r = np.linalg.qr(x)
    rest = y - q @ (q.T @ y)
    # A series on a straight line to the last digit keeps an error that is not quite 0.
    variance = np.maximum((rest**2).sum(axis=0), 1e-24) / df
    inverse = linalg.solve_triangular(r, np.eye(len(r)))
    slope = (inverse @ (q.T @ y))[1]
    error = np.sqrt(variance * (inverse[1] ** 2).sum())
    scale = np.log(np.diag(root)).sum() + np.log(np.abs(np.diag(r))).sum()
    return -scale - df / 2 * np.log(variance), slope, error


def _quantile(
    below: Callable[[Floats], Floats], mean: Floats, spread: Floats, tail: float
) -> Floats:
    """Where the distribution function `below` reaches a tail, by halving a wide bracket."""
    low, high = mean - _FAR * spread, mean + _FAR * spread
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        is_under = below(middle) < tail
        low, high = np.where(is_under, middle, low), np.where(is_under, high, middle)
    return (low + high) / 2
