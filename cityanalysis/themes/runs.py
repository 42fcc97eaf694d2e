"""Independent runs of one estimator, in as many processes as wanted, with the same bytes."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.preprocessing import normalize

__all__ = ["align_topics", "fit_runs"]

_Run = tuple[dict[str, np.ndarray], np.ndarray]


def fit_runs(estimator: Any, counts: Any, seeds: list[int], *, jobs: int = 1) -> list[_Run]:
    """Fit clones of an estimator, one per seed.

    An estimator whose start does not depend on its seed (one with the option ``resample``) gets
    a bootstrap sample of the documents in each run after the first: runs that could not but
    agree would say nothing about how far to trust them.

    Returns
    -------
    list of (dict of str to ndarray, ndarray)
        What each learned, by attribute, and its theta, n_documents × n_components.
    """
    from joblib import Parallel, delayed

    if jobs == 1 or len(seeds) == 1:
        return [_fit_one(estimator, counts, seed, n > 0) for n, seed in enumerate(seeds)]
    tasks = (delayed(_fit_one)(estimator, counts, seed, n > 0) for n, seed in enumerate(seeds))
    return list(Parallel(n_jobs=min(jobs, len(seeds)))(tasks))


def _fit_one(estimator: Any, counts: Any, seed: int, resample: bool) -> _Run:
    from sklearn.base import clone
    from threadpoolctl import threadpool_limits

    options: dict[str, Any] = {"random_state": seed}
    if "resample" in estimator.get_params():
        options["resample"] = resample
    # Sums over several threads differ in their last bits from machine to machine.
    with threadpool_limits(1):
        fitted = clone(estimator).set_params(**options).fit(counts)
        theta = fitted.transform(counts)
    return dict(_learned(fitted)), theta


def _learned(estimator: Any) -> Iterator[tuple[str, np.ndarray]]:
    for name, value in vars(estimator).items():
        if name.endswith("_") and not name.startswith("_") and isinstance(value, np.ndarray):
            yield name, value


def align_topics(reference: np.ndarray, topics: np.ndarray, *, n_fixed: int = 0) -> np.ndarray:
    """Order in which topics best match the reference's, by the cosine of their terms.

    Parameters
    ----------
    reference, topics : ndarray, shape (n_topics, n_terms)
        Weights of terms: of the first run, and of the run to be put in its order.
    n_fixed : int
        Topics at the front that keep their places: named ones.

    Returns
    -------
    ndarray of int, shape (n_topics,)

    Examples
    --------
    >>> align_topics(np.eye(3), np.eye(3)[[2, 0, 1]]).tolist()
    [1, 2, 0]
    """
    fixed = np.arange(n_fixed)
    if len(reference) == n_fixed:
        return fixed
    left, right = normalize(reference[n_fixed:]), normalize(topics[n_fixed:])
    return np.concatenate([fixed, n_fixed + linear_sum_assignment(-left @ right.T)[1]])
