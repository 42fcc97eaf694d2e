"""From measured to true prevalence, by hand labels."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import special

from cityanalysis.compare.aligned import Floats, Sample, align, cells, indicator
from cityanalysis.compare.city_errors import city_errors
from cityanalysis.compare.dispersion import small_sample_factor
from cityanalysis.compare.estimates import Estimates, estimate, frame_of, stabilise
from cityanalysis.compare.hand_labels import LEAST_CHANCE, consensus, logit
from cityanalysis.compare.resample import check_count
from cityanalysis.errors import CityAnalysisWarning, UsageError, warn
from cityanalysis.frames import Cities, HandLabels

__all__ = ["calibrate"]

# Prior of intercept, article's value and city's level. The first two only rule out ±∞; the level
# starts out counting as the truth's own log-odds would if errors were alike in all cities.
_PRIOR_MEAN = (0.0, 0.0, 1.0)
_PRIOR_SD = (5.0, 5.0, 1.0)
_BINS = 64
_MOST_STEPS, _SETTLED = 50, 1e-8  # of Newton's method, which takes five to ten as a rule
_ABOUT = 0.5  # weight from which an article is measured as about the theme
_UNEVEN = 0.05  # of the test that the measure errs alike in all cities, over all themes


@dataclass(frozen=True, slots=True)
class _Theme:
    """Labels of one theme: rows of `values`, city, label, weight 1/chance scaled to mean 1."""

    row: np.ndarray
    city: np.ndarray
    label: Floats
    weight: Floats
    chance: Floats
    group: np.ndarray


def calibrate(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    labels: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    n_bootstrap: int = 400,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Prevalence as people would label it, with the uncertainty of labels and of sampling.

    For each theme a logistic regression of label on the article's measured value and its city's
    measured level, over all cities and weighted by 1/chance, turns every article's value into a
    probability; a city's estimate is their mean. The level stands in for what differs between
    cities: where a theme is common, more of what is measured as the theme is truly so. What a
    city's labels say beyond that is drawn towards the other cities (partial pooling), and where
    errors surely differ a warning names the themes. The labels'
    part of the variance comes from a Bayesian bootstrap of labelled clusters, the articles' part
    from the pooled dispersion. Beside it stands design-based supervised learning, which needs no
    such model, only known chances, and more labels.

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
    labels : DataFrame
        `doc_id`, `theme`, `label` (0/1), and where present `inclusion_probability` (without it
        the labelled articles count as a simple random sample) and `coder` (averaged).
    n_bootstrap : int
        Samples of labelled clusters that are drawn.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        The columns of `prevalence` for the calibrated estimate, then `measured`, `dsl`,
        `dsl_low`, `dsl_high`, `n_labels` (articles labelled for the theme, in all cities). Themes
        without labels on articles of a city are left out.

    References
    ----------
    Egami, Hinck, Stewart & Wei 2023, Using imperfect surrogates for downstream inference
    (NeurIPS 36); Rubin 1981, Annals of Statistics 9 (Bayesian bootstrap).

    Examples
    --------
    Half of what is measured as water is none, and nothing is missed:

    >>> ids = [f"{i:02d}" for i in range(40)]
    >>> values = pd.DataFrame({"water": [True] * 20 + [False] * 20}, index=ids)
    >>> cities = pd.DataFrame({"doc_id": ids, "city": "聊城"})
    >>> labels = pd.DataFrame({"doc_id": ids, "theme": "water", "label": [1, 0] * 10 + [0] * 20})
    >>> calibrate(values, cities, labels)[["measured", "estimate", "dsl"]].round(2).values.tolist()
    [[0.5, 0.25, 0.25]]
    """
    check_count("n_bootstrap", n_bootstrap)
    _check(labels)
    placed = labels[labels[HandLabels.doc_id].isin(cities[Cities.doc_id])]
    themes = [name for name in values.columns if (placed[HandLabels.theme] == str(name)).any()]
    sample = align(values[themes], cities, cluster)
    measured = estimate(sample, level)
    place, moves = _city_levels(measured)
    rng = np.random.default_rng(seed)
    known, calibrated = [], np.zeros(sample.values.shape)
    uneven: list[str] = []
    labelled, shifted = np.zeros(place.shape), np.zeros(place.shape)
    for k, name in enumerate(themes):
        one = _labelled(labels, str(name), values.index, sample, cluster)
        x = _scale(values[name])
        fits = _curves(x[one.row], place[one.city, k], one, n_bootstrap, rng)
        z = place[:, k]
        side = (values[name].to_numpy(dtype=float) >= _ABOUT).astype(np.int64)
        expected, cell = _expit(fits[:1], x[one.row], z[one.city]), 2 * one.city + side[one.row]
        errors = city_errors(one.label, expected, one.weight, cell, len(z), rng=rng)
        uneven += [str(name)] if errors.p_value <= _UNEVEN / len(themes) else []
        own, side = x[sample.document], side[sample.document]
        calibrated[:, k] = _expit(fits[:1], own, z[sample.city], errors.offset[sample.city, side])
        labelled[:, k] = _label_variance(sample, own, z, fits[1:])
        labelled[:, k] += _city_variance(sample, calibrated[:, k], side, errors.variance)
        shifted[:, k] = _shift(sample, calibrated[:, k]) * abs(fits[0, 2]) * moves[:, k]
        known.append(one)
    _warn_of(uneven)
    found = estimate(replace(sample, values=calibrated, is_binary=False), level)
    frame = frame_of(_combine(found, labelled, shifted), level)
    dsl, low, high = _design_based(sample, calibrated, known, level)
    n_labels = np.tile([len(one.row) for one in known], len(sample.cities)).astype(np.int64)
    return frame.assign(
        measured=measured.mean.ravel(), dsl=dsl, dsl_low=low, dsl_high=high, n_labels=n_labels
    )


def _city_levels(measured: Estimates) -> tuple[Floats, Floats]:
    """Log-odds of each city's measured level about the mean city, and their standard errors."""
    level = stabilise(measured.mean, measured.n_effective)
    level = np.clip(np.nan_to_num(level, nan=0.5), LEAST_CHANCE, 1 - LEAST_CHANCE)
    n = measured.n_effective
    odds = special.logit(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.where(n > 0, 1 / np.sqrt(level * (1 - level) * (n + 1)), 0.0)
    return odds - odds.mean(axis=0) if len(odds) else odds, error


def _labelled(
    labels: pd.DataFrame,
    theme: str,
    index: pd.Index,
    sample: Sample,
    cluster: pd.Series | None,
) -> _Theme:
    """Labels of one theme on articles that belong to a city."""
    truth = consensus(labels[labels[HandLabels.theme] == theme])
    document, first = np.unique(sample.document, return_index=True)
    row = index.get_indexer(truth.index)
    truth = truth[np.isin(row, document)]
    row = index.get_indexer(truth.index)
    chance = truth["chance"].fillna(len(truth) / max(len(document), 1)).to_numpy(dtype=float)
    names = truth.index.to_series().astype(object)
    own = names if cluster is None else cluster.reindex(truth.index).astype(object).fillna(names)
    weight = 1 / chance
    return _Theme(
        row=row,
        city=sample.city[first[np.searchsorted(document, row)]],
        label=truth[HandLabels.label].to_numpy(dtype=float),
        weight=weight / (weight.mean() if len(weight) else 1.0),
        chance=chance,
        group=pd.factorize(own)[0],
    )


def _scale(value: pd.Series) -> Floats:
    """What the regression sees: the indicator itself, or the log-odds of a weight."""
    x = value.to_numpy(dtype=float)
    return x if pd.api.types.is_bool_dtype(value.dtype) else logit(x)


def _curves(x: Floats, z: Floats, known: _Theme, n: int, rng: np.random.Generator) -> Floats:
    """Coefficients (1 + n, 3): of the labels, and of their Bayesian bootstrap by cluster."""
    n_groups = int(known.group.max(initial=-1)) + 1
    drawn = rng.exponential(size=(n, n_groups))
    drawn /= np.maximum(drawn.mean(axis=1, keepdims=True), 1e-300) if n_groups else 1.0
    weight = known.weight * np.vstack([np.ones((1, len(x))), drawn[:, known.group]])
    return _logistic(np.column_stack([np.ones(len(x)), x, z]), known.label, weight)


def _logistic(X: Floats, y: Floats, weight: Floats) -> Floats:
    """Weighted logistic regressions of y on X, one per row of `weight`, by Newton's method."""
    beta = np.zeros((len(weight), X.shape[1]))
    ridge = 1 / np.square(_PRIOR_SD)
    squares = (X[:, :, None] * X[:, None, :]).reshape(len(X), -1)
    for _ in range(_MOST_STEPS):
        fitted = special.expit(beta @ X.T)
        slope = (weight * (y - fitted)) @ X - ridge * (beta - np.array(_PRIOR_MEAN))
        curve = ((weight * fitted * (1 - fitted)) @ squares).reshape(-1, *2 * X.shape[1:])
        step = np.linalg.solve(curve + np.diag(ridge), slope[:, :, None])[:, :, 0]
        # Newton can overshoot where labels are nearly separated.
        step *= np.minimum(1, 4 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
        beta += step
        if np.abs(step).max(initial=0) < _SETTLED:
            break
    return beta


def _expit(beta: Floats, x: Floats, z: Floats, offset: Floats | float = 0.0) -> Floats:
    share = special.expit(beta[:, :1] + beta[:, 1:2] * x + beta[:, 2:] * z + offset)
    return np.asarray(share.squeeze(0))


def _city_variance(
    sample: Sample, calibrated: Floats, side: np.ndarray, variance: Floats
) -> Floats:
    """What the unknown part of the cities' own errors adds to the variance of their means."""
    n = len(sample.cities)
    whole = np.bincount(sample.city, weights=sample.weight, minlength=n)
    slope = sample.weight * calibrated * (1 - calibrated)
    parts = [np.bincount(sample.city, slope * (side == s), minlength=n) for s in (0, 1)]
    moved = np.stack(parts, axis=1) / np.maximum(whole, 1e-300)[:, None]
    return np.asarray((moved**2 * variance).sum(axis=1))


def _label_variance(sample: Sample, x: Floats, z: Floats, beta: Floats) -> Floats:
    """Variance of each city's mean over the bootstrapped curves, x in bins of equal counts."""
    edges = np.unique(np.quantile(x, np.linspace(0, 1, _BINS))) if len(x) else np.zeros(1)
    place = np.searchsorted((edges[1:] + edges[:-1]) / 2, x)
    share = np.zeros((len(z), len(edges)))
    np.add.at(share, (sample.city, place), sample.weight)
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-300)
    base = beta[:, :1] + beta[:, 1:2] * edges
    means = [special.expit(base + beta[:, 2:] * z[c]) @ share[c] for c in range(len(z))]
    return np.var(means, axis=1) if means else np.zeros(0)


def _shift(sample: Sample, calibrated: Floats) -> Floats:
    """How fast a city's calibrated mean moves with the log-odds of all its articles."""
    n = len(sample.cities)
    weight = np.bincount(sample.city, weights=sample.weight, minlength=n)
    slope = sample.weight * calibrated * (1 - calibrated)
    return np.bincount(sample.city, weights=slope, minlength=n) / np.maximum(weight, 1e-300)


def _combine(found: Estimates, labelled: Floats, shifted: Floats) -> Estimates:
    """Add the variances: n_eff shrinks by the articles' part of the whole.

    A city's articles move its mean and its measured level in one direction, so the standard
    errors of these two add up before they are squared.
    """
    n = found.n_effective
    mean = np.nan_to_num((found.mean * n + 0.5) / (n + 1), nan=0.5)
    own = mean * (1 - mean) / (n + 1)
    whole = (np.sqrt(own) + shifted) ** 2 + labelled
    return replace(found, n_effective=n * own / whole)


def _design_based(
    sample: Sample, calibrated: Floats, known: list[_Theme], level: float
) -> tuple[Floats, Floats, Floats]:
    """Means of pseudo-outcomes p̂ + R/π (y − p̂), variances by clusters within cities."""
    pseudo = calibrated.copy()
    for k, one in enumerate(known):
        where = pd.Index(one.row).get_indexer(pd.Index(sample.document))
        has = where >= 0
        gap = one.label[where[has]] - calibrated[has, k]
        pseudo[has, k] += gap / one.chance[where[has]]
    units = cells(replace(sample, values=pseudo))
    by_city = indicator(units.city, len(sample.cities))
    weight, count = by_city @ units.weight, by_city @ np.ones(len(units.city))
    read = _labelled_clusters(sample, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (by_city @ units.total) / weight[:, None]
        rest = units.total - units.weight[:, None] * mean[units.city]
        variance = (by_city @ rest**2) * (count / (count - 1))[:, None] / weight[:, None] ** 2
        reach = special.ndtri((1 + level) / 2) * np.sqrt(variance)
        # Only labelled clusters show how far measure and label lie apart.
        reach = reach / np.sqrt(small_sample_factor(np.minimum(read, count[:, None]) - 1, level))
    low = np.where(read > 1, mean - reach, np.minimum(0.0, mean))
    high = np.where(read > 1, mean + reach, np.maximum(1.0, mean))
    return mean.ravel(), low.ravel(), high.ravel()


def _labelled_clusters(sample: Sample, known: list[_Theme]) -> Floats:
    """Number of clusters with a label, cities × themes."""
    found = np.zeros((len(sample.cities), len(known)))
    for k, one in enumerate(known):
        city, _ = np.unique(np.stack([one.city, one.group]), axis=1)
        found[:, k] = np.bincount(city, minlength=len(sample.cities))
    return found


def _warn_of(uneven: list[str]) -> None:
    """Name the themes whose errors differ between cities."""
    if uneven:
        warn(
            f"the measure errs differently from city to city in {', '.join(uneven)}: shares are "
            "calibrated by city as far as its labels go. More labels of each city make them surer.",
            CityAnalysisWarning,
        )


def _check(labels: pd.DataFrame) -> None:
    missing = [
        name
        for name in (HandLabels.doc_id, HandLabels.theme, HandLabels.label)
        if name not in labels
    ]
    if missing:
        raise UsageError(
            f"`labels` lacks {', '.join(missing)}; it must have doc_id, theme and label (0 or 1)."
        )
    if not labels[HandLabels.label].dropna().isin([0, 1]).all():
        raise UsageError("`labels` must be 1 (is about the theme) or 0 (is not).")
