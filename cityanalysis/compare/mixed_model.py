"""A regression in which each city has a level of its own, drawn from a common spread."""

import warnings
from typing import Any

import numpy as np

from cityanalysis.compare.aligned import Floats, Integers
from cityanalysis.compare.regression_design import Model
from cityanalysis.errors import UsageError

__all__ = ["between_within", "check_repeated", "mixed_fit"]


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
    with warnings.catch_warnings():
        # On the edge, where cities do not differ at all, the fit warns of what is no fault.
        warnings.simplefilter("ignore")
        fit: Any = sm.MixedLM(values / values.std(), design, groups=group).fit(reml=True)
    size = float(values.std())
    between, within = float(fit.cov_re[0, 0]), float(fit.scale)
    precision = np.zeros((design.shape[1],) * 2)
    for city in range(int(group.max()) + 1):
        own = design[group == city]
        # The inverse of within · I + between · 11', by Sherman and Morrison.
        shrink = between / (within + len(own) * between)
        total = own.sum(axis=0)
        precision += (own.T @ own - shrink * np.outer(total, total)) / within
    back = np.linalg.inv(turn)
    spread = back @ np.linalg.inv(precision) @ back.T * size**2
    return back @ np.asarray(fit.fe_params) * size, spread, float(np.sqrt(between)) * size


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
