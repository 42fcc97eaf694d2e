"""Cities compared as if their articles were alike in publication, period and length."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cityanalysis.compare.aligned import Floats, Integers, Sample, align, regroup
from cityanalysis.compare.dispersion import beta_interval
from cityanalysis.compare.estimates import Estimates, estimate, frame_of

__all__ = ["standardise"]


def standardise(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    covariates: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Direct standardisation: every city gets the corpus's mix of the covariates.

    Articles are sorted by the joint values of the covariates; a city's estimates in these strata
    are averaged with the strata's shares of the whole corpus. Strata in which a city has no
    article cannot be standardised: `support` says how much of the corpus was.

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
    covariates : DataFrame
        Index `doc_id`; one column per covariate, of few values each (`covariates`).

    Returns
    -------
    DataFrame
        The columns of `prevalence` for the adjusted estimate, then `unadjusted`,
        `unadjusted_low`, `unadjusted_high`, and `support` (0 to 1).

    References
    ----------
    Keiding & Clayton 2014, Statistical Science 29 (direct standardisation).

    Examples
    --------
    One paper writes of water, the other does not; 聊城 is mostly in the first:

    >>> ids = list("abcdef")
    >>> values = pd.DataFrame({"water": [True, True, False, True, False, False]}, index=ids)
    >>> cities = pd.DataFrame({"doc_id": ids, "city": ["聊城"] * 3 + ["德州"] * 3})
    >>> paper = pd.DataFrame({"publication": ["甲", "甲", "乙", "甲", "乙", "乙"]}, index=ids)
    >>> standardise(values, cities, paper)[["city", "estimate", "unadjusted"]].round(2)
      city  estimate  unadjusted
    0   德州       0.5        0.33
    1   聊城       0.5        0.67
    """
    sample = align(values, cities, cluster)
    plain = estimate(sample, level)
    code, n_strata = _strata(covariates, values.index, sample)
    fine = estimate(_by_stratum(sample, code, n_strata), level)
    standard = np.bincount(code, weights=sample.weight, minlength=n_strata)
    standard = standard / max(standard.sum(), 1e-300)
    adjusted, support = _combine(plain, fine, standard)
    frame = frame_of(adjusted, level)
    low, high = beta_interval(plain.mean, plain.n_effective, level)
    n_themes = len(sample.themes)
    return frame.assign(
        unadjusted=plain.mean.ravel(),
        unadjusted_low=low.ravel(),
        unadjusted_high=high.ravel(),
        support=np.repeat(support, n_themes),
    )


def _strata(covariates: pd.DataFrame, index: pd.Index, sample: Sample) -> tuple[Integers, int]:
    """Joint value of the covariates for each row of the sample; missing is a value of its own."""
    known = covariates.reindex(index).astype(object).fillna("")
    joint = pd.MultiIndex.from_frame(known) if known.shape[1] else pd.Index([""] * len(index))
    codes, _ = pd.factorize(joint)
    _, codes = np.unique(codes[sample.document], return_inverse=True)
    return codes.astype(np.int64), int(codes.max()) + 1 if len(codes) else 1


def _by_stratum(sample: Sample, code: Integers, n_strata: int) -> Sample:
    names = tuple(f"{city}/{s}" for city in sample.cities for s in range(n_strata))
    return regroup(sample, names, sample.city * n_strata + code)


def _combine(plain: Estimates, fine: Estimates, standard: Floats) -> tuple[Estimates, Floats]:
    """Weighted means over strata; the effective sizes combine like variances."""
    shape = (len(plain.cities), len(standard), len(plain.themes))
    mean, n = fine.mean.reshape(shape), fine.n_effective.reshape(shape)
    share = np.where(np.isnan(mean), 0.0, standard[None, :, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        whole = share.sum(axis=1)
        adjusted = (share * np.nan_to_num(mean)).sum(axis=1) / whole
        pieces = np.where(share > 0, share**2 / n, 0.0).sum(axis=1)
        size = np.where(whole > 0, whole**2 / pieces, 0.0)
    found = replace(plain, mean=np.clip(adjusted, 0, 1), n_effective=size)
    there = fine.n_articles.reshape(shape[:2]) > 0
    return found, (there * standard).sum(axis=1)
