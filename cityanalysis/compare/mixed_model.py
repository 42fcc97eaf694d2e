"""A regression in which each city has a level of its own, drawn from a common spread."""

from typing import Any

import numpy as np

from cityanalysis.compare.aligned import Floats, Integers
from cityanalysis.compare.regression_design import Model
from cityanalysis.errors import UsageError

__all__ = ["between_within", "check_repeated", "mixed_fit"]

# Root of the part of the variance that may lie between cities, and how closely it is found: from so
# near 0 that it is none in print (at 0 itself statsmodels divides by it), to so near 1 that cities
# differ a thousand times as much as the cells of one.
_BETWEEN = (1e-4, 1 - 5e-7)
_CLOSE = {"xatol": 1e-7}


def check_repeated(model: Model, *, of_articles: bool) -> None:
    """Refuse cells that cannot tell a city's level from chance: one a city, or reprints."""
    if of_articles:
        raise UsageError(
            "a mixed model would take articles on one event for independent ones: with covariates "
            "of articles leave `method` at jackknife."
        )
    if len(model.group) < 2 * (int(model.group.max()) + 1):
        raise UsageError(
            "a mixed model needs two rows a city and more: give `dates`, so that a row is a city "
            "and year, or leave `method` at jackknife."
        )


def mixed_fit(values: Floats, design: Floats, group: Integers) -> tuple[Floats, Floats, float]:
    """Coefficients, their covariance, and the standard deviation between cities (REML).

    Parameters
    ----------
    values : array (n_cells,)
        Shares of one theme.
    design : array (n_cells, n_coefficients)
        Covariates of each cell.
    group : array of int (n_cells,)
        The city of each cell, numbered from 0.
    """
    import statsmodels.api as sm

    # On columns at right angles the search ends, whatever the covariates' sizes (year 2020).
    design, turn = np.linalg.qr(design)
    design, turn = design * np.sqrt(len(design)), turn / np.sqrt(len(design))
    if np.ptp(values) == 0:
        return np.zeros(design.shape[1]), np.zeros((design.shape[1],) * 2), 0.0
    size = float(values.std())
    found = sm.MixedLM(values / size, design, groups=group)
    ratio = _ratio(found)
    params, _ = found.get_fe_params(np.array([[ratio]]), np.zeros(0))
    within = float(found.get_scale(params, np.array([[ratio]]), np.zeros(0)))
    between = ratio * within
    precision = np.zeros((design.shape[1],) * 2)
    for city in range(int(group.max()) + 1):
        own = design[group == city]
        # The inverse of within · I + between · 11', by Sherman and Morrison.
        shrink = between / (within + len(own) * between)
        total = own.sum(axis=0)
        precision += (own.T @ own - shrink * np.outer(total, total)) / within
    back = np.linalg.inv(turn)
    spread = back @ np.linalg.inv(precision) @ back.T * size**2
    return back @ np.asarray(params) * size, spread, float(np.sqrt(between)) * size


def _ratio(model: Any) -> float:
    """Variance between cities over that within them, where the restricted likelihood is highest.

    One number is looked for, so that it is closed in: statsmodels' own search starts at 1, runs
    away where cities hardly differ, and then fails.
    """
    from scipy.optimize import minimize_scalar

    # What `fit` sets before it searches.
    model.reml, model.cov_pen, model.fe_pen = True, None, None

    def ratio_of(root: float) -> float:
        return root**2 / (1 - root**2)

    def loss(root: float) -> float:
        # Of the part of the variance that lies between cities, its root: even steps near 0.
        return -float(model.loglike(np.array([np.sqrt(ratio_of(root))]), profile_fe=True))

    found = minimize_scalar(loss, bounds=_BETWEEN, method="bounded", options=_CLOSE)
    return ratio_of(float(found.x))


def between_within(design: Floats, group: Integers, contrasts: Floats) -> Floats:
    """Degrees of freedom by whether a term changes within cities (Schluchter & Elashoff 1990).

    Parameters
    ----------
    design : array (n_cells, n_coefficients)
        Covariates of each cell.
    group : array of int (n_cells,)
        The city of each cell, numbered from 0.
    contrasts : array (n_contrasts, n_coefficients)
        Sums of coefficients; one of both kinds of terms takes the smaller number.
    """
    size = np.bincount(group)
    means = np.stack([np.bincount(group, column) / size for column in design.T], axis=1)
    inner = design - means[group]
    is_inner = np.abs(inner).max(axis=0) > 1e-9 * np.maximum(np.abs(design).max(axis=0), 1)
    n_within = int(is_inner.sum())
    outer_df = len(size) - (design.shape[1] - n_within)
    inner_df = len(group) - len(size) - n_within
    is_outer = np.abs(contrasts[:, ~is_inner]).max(axis=1, initial=0) > 1e-9
    return np.where(is_outer, min(outer_df, inner_df), inner_df).clip(min=1).astype(float)
