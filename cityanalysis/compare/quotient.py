"""How much more a city gives to a theme than all cities together."""

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Sample, align
from cityanalysis.compare.dispersion import beta_interval, ratio_interval
from cityanalysis.compare.estimates import estimate
from cityanalysis.frames import Quotients

__all__ = ["location_quotients"]


def location_quotients(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Ratio of a city's estimate to that of the other cities together, with an interval.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    DataFrame
        `city`, `theme`, `quotient`, `ci_low`, `ci_high` (MOVER; infinite where the others may
        have none), `estimate`, `reference` (of the other cities).

    References
    ----------
    Donner & Zou 2012, Statistical Methods in Medical Research 21.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [True, True, True, False]}, index=list("abcd"))
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城"] * 2 + ["德州"] * 2})
    >>> location_quotients(values, cities)[["city", "quotient"]].values.tolist()
    [['德州', 0.5], ['聊城', 2.0]]
    """
    sample = align(values, cities, cluster)
    found = estimate(sample, level)
    low, high = beta_interval(found.mean, found.n_effective, level)
    mean = np.nan_to_num(found.mean)
    total = np.bincount(sample.city, weights=sample.weight, minlength=len(sample.cities))[:, None]
    others = np.maximum(total.sum() - total, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        reference = ((mean * total).sum(axis=0) - mean * total) / others
        # The variance of the others' mean is that of their own means, weighted.
        size = np.where(found.n_effective > 0, total**2 / found.n_effective, 0.0)
        n_reference = others**2 / (size.sum(axis=0) - size)
    reference = np.where(others > 0, np.clip(reference, 0, 1), np.nan)
    bounds = beta_interval(reference, np.nan_to_num(n_reference), level)
    ratio, ci_low, ci_high = ratio_interval((found.mean, low, high), (reference, *bounds))
    columns = {
        Quotients.quotient: ratio,
        Quotients.ci_low: ci_low,
        Quotients.ci_high: ci_high,
        Quotients.estimate: found.mean,
        Quotients.reference: reference,
    }
    return _frame(sample, columns)


def _frame(sample: Sample, columns: dict[str, np.ndarray]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product(
        [sample.cities, sample.themes], names=[Quotients.city, Quotients.theme]
    )
    found = pd.DataFrame({k: v.ravel() for k, v in columns.items()}, index=index).reset_index()
    return found.astype({Quotients.city: "str", Quotients.theme: "str"})
