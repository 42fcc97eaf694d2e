"""Hand labels: drawing the articles to read, reading what was written, and judging the measure."""

import os

import numpy as np
import pandas as pd
from scipy import special
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from cityanalysis.compare.aligned import Floats, Integers
from cityanalysis.corpus.reading import read_user_table
from cityanalysis.errors import InputError, UsageError
from cityanalysis.frames import Cities, HandLabels, LabelScores

__all__ = ["draw_label_sample", "read_labels", "score_labels"]

LEAST_CHANCE = 0.005  # and 1 less this: log-odds of 0 and 1 would be infinite
_UNTHEMED = 0.25  # of the articles that are drawn


def draw_label_sample(
    values: pd.DataFrame, cities: pd.DataFrame, *, n: int = 100, seed: int = 0
) -> pd.DataFrame:
    """Draw articles to be read and labelled, with known chances.

    Strata are the measured themes (the rarest one that an article has, or none), so that rare
    themes are read too; each stratum gets the same number as far as it has articles, and a quarter
    of all is drawn from those without a theme, where the measure may miss some. The chances undo
    this in `calibrate` and `score_labels`.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Assignments (booleans), or weights.
    cities : DataFrame
        Only articles that belong to a city are drawn.
    n : int
        Articles; fewer where there are fewer.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        One row per article and theme, articles in random order: `doc_id`, `theme`, `label` (NA, to
        be filled in with 0 or 1), `inclusion_probability`, `stratum`.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [True] + [False] * 9}, index=list("abcdefghij"))
    >>> cities = pd.DataFrame({"doc_id": list("abcdefghij"), "city": "聊城"})
    >>> drawn = draw_label_sample(values, cities, n=4)
    >>> drawn.groupby("stratum")["inclusion_probability"].first().round(2).to_dict()
    {'none': 0.33, 'water': 1.0}
    """
    if n < 1:
        raise UsageError(f"`n` must be at least 1; got {n}.")
    kept = values[values.index.isin(cities[Cities.doc_id])].sort_index()
    stratum = _rarest_theme(kept)
    names, code = _merge_small(stratum.astype(str), n)
    sizes = np.bincount(code, minlength=len(names))
    quota = _allocate(sizes, n)
    least = np.where(names == "none", np.minimum(sizes, round(n * _UNTHEMED)), 0)
    if (quota < least).any():
        quota = least + _allocate(np.where(least > 0, 0, sizes), n - int(least.sum()))
    rng = np.random.default_rng(seed)
    order = np.lexsort((rng.random(len(code)), code))
    place = np.empty(len(code), dtype=np.int64)
    place[order] = np.arange(len(code)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = rng.permutation(np.flatnonzero(place < quota[code]))
    themes = np.array(values.columns.astype(str), dtype=object)
    row = np.repeat(chosen, len(themes))
    return pd.DataFrame(
        {
            HandLabels.doc_id: pd.array(kept.index.astype(str).to_numpy(dtype=object)[row], "str"),
            HandLabels.theme: pd.array(np.tile(themes, len(chosen)), "str"),
            HandLabels.label: pd.array([pd.NA] * len(row), "Int8"),
            HandLabels.inclusion_probability: (quota / np.maximum(sizes, 1))[code[row]],
            "stratum": pd.array(names[code[row]].astype(object), "str"),
        }
    )


def read_labels(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read hand labels from a CSV file.

    Parameters
    ----------
    path : path
        Columns `doc_id`, `theme`, `label` (0, 1, or empty: not labelled), and where present
        `coder` and `inclusion_probability`.

    Returns
    -------
    DataFrame
        `doc_id`, `theme`, `label` (0 or 1), `coder` ("" where there is none),
        `inclusion_probability` (NaN where it is unknown).

    Raises
    ------
    InputError
        Where the file cannot be read, a column is missing, or a label is neither 0 nor 1.

    Examples
    --------
    >>> read_labels("no-such-file.csv")
    Traceback (most recent call last):
    ...
    cityanalysis.errors.InputError: no-such-file.csv cannot be read as a table of labels: ...
    """
    table = read_user_table(
        path, (HandLabels.doc_id, HandLabels.theme, HandLabels.label), holds="a table of labels"
    )
    table = table[table[HandLabels.label] != ""].reset_index(drop=True)
    label = table[HandLabels.label]
    wrong = np.flatnonzero(~label.isin(["0", "1", "0.0", "1.0"]))
    if len(wrong):
        article = table[HandLabels.doc_id][wrong[0]]
        raise InputError(
            f"{path} labels article {article!r} with {label[wrong[0]]!r}; "
            "write 1 (is about the theme), 0 (is not), or nothing."
        )
    chance = table.get(HandLabels.inclusion_probability, pd.Series("", index=table.index))
    return pd.DataFrame(
        {
            HandLabels.doc_id: table[HandLabels.doc_id].astype("str"),
            HandLabels.theme: table[HandLabels.theme].astype("str"),
            HandLabels.label: label.astype(float),
            HandLabels.coder: table.get(HandLabels.coder, pd.Series("", index=table.index)).astype(
                "str"
            ),
            HandLabels.inclusion_probability: pd.to_numeric(chance, errors="coerce").astype(float),
        }
    )


def score_labels(
    values: pd.DataFrame, labels: pd.DataFrame, *, threshold: float = 0.5
) -> pd.DataFrame:
    """Judge the measure by hand labels, and the labels by each other.

    Articles are weighted by the inverse of their chance to be drawn, so that the figures speak of
    the corpus and not of the sample.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Assignments, or weights.
    labels : DataFrame
        `doc_id`, `theme`, `label`, and where present `coder`, `inclusion_probability`.
    threshold : float
        A weight of at least this counts as measured.

    Returns
    -------
    DataFrame
        `theme`, `n_labels` (articles), `n_positive`, `precision`, `recall`, `f1`,
        `calibration_slope` and `calibration_intercept` (of label on measured value by weighted
        least squares; 1 and 0 are perfect), `kappa` (Cohen's, of the two coders with most articles
        in common), `n_both` (these articles). NaN where it cannot be known.

    References
    ----------
    Cohen 1960, Educational and Psychological Measurement 20.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [True, True, False, False]}, index=list("abcd"))
    >>> labels = pd.DataFrame({"doc_id": list("abcd"), "theme": "water", "label": [1, 0, 0, 0]})
    >>> score_labels(values, labels)[["precision", "recall", "f1"]].round(2).values.tolist()
    [[0.5, 1.0, 0.67]]
    """
    rows = [
        {"theme": str(theme)}
        | _score(values[theme], labels[labels[HandLabels.theme] == theme], threshold)
        for theme in values.columns
        if (labels[HandLabels.theme] == theme).any()
    ]
    frame = pd.DataFrame(rows, columns=LabelScores.names())
    counts = (LabelScores.n_labels, LabelScores.n_positive, LabelScores.n_both)
    return frame.astype({LabelScores.theme: "str"} | dict.fromkeys(counts, "int64"))


def consensus(labels: pd.DataFrame) -> pd.DataFrame:
    """One row per article: mean label over coders, and chance to be drawn (index `doc_id`)."""
    chance = HandLabels.inclusion_probability
    known = labels if chance in labels else labels.assign(**{chance: np.nan})
    known = known[known[HandLabels.label].notna()]
    return known.groupby(HandLabels.doc_id).agg(
        label=(HandLabels.label, "mean"), chance=(chance, "first")
    )


def _score(value: pd.Series, labels: pd.DataFrame, threshold: float) -> dict[str, float]:
    truth = consensus(labels)
    truth = truth[truth.index.isin(value.index)]
    x = value.reindex(truth.index).to_numpy(dtype=float)
    y = truth[HandLabels.label].to_numpy(dtype=float)
    w = 1 / truth["chance"].fillna(1.0).to_numpy(dtype=float)
    precision, recall, f1 = _precision_recall_f1(y, x >= threshold, w)
    kappa, n_both = _kappa(labels)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = (w * x).sum() / w.sum(), (w * y).sum() / w.sum()
        slope = (w * (x - mean_x) * (y - mean_y)).sum() / (w * (x - mean_x) ** 2).sum()
    return {
        LabelScores.n_labels: len(truth),
        LabelScores.n_positive: int((y >= 0.5).sum()),
        LabelScores.precision: precision,
        LabelScores.recall: recall,
        LabelScores.f1: f1,
        LabelScores.calibration_slope: slope,
        LabelScores.calibration_intercept: mean_y - slope * mean_x,
        LabelScores.kappa: kappa,
        LabelScores.n_both: n_both,
    }


def _precision_recall_f1(y: Floats, said: np.ndarray, w: Floats) -> tuple[float, float, float]:
    """The three, where a label on which coders differ is partly a yes and partly a no."""
    if not len(y):
        return np.nan, np.nan, np.nan
    yes = np.repeat([1, 0], len(y))
    parts = np.concatenate([w * y, w * (1 - y)])
    found = precision_recall_fscore_support(
        yes, np.tile(said, 2), sample_weight=parts, average="binary", zero_division=np.nan
    )
    return float(found[0]), float(found[1]), float(found[2])


def _kappa(labels: pd.DataFrame) -> tuple[float, int]:
    """Cohen's kappa of the two coders who share most articles."""
    if HandLabels.coder not in labels:
        return np.nan, 0
    wide = labels.pivot_table(
        index=HandLabels.doc_id, columns=HandLabels.coder, values=HandLabels.label, aggfunc="first"
    )
    known = wide.notna().to_numpy().astype(int)
    shared = np.triu(known.T @ known, 1)
    if not shared.size or shared.max() == 0:
        return np.nan, 0
    first, second = np.unravel_index(int(shared.argmax()), shared.shape)
    both = wide.iloc[:, [int(first), int(second)]].dropna().to_numpy(dtype=float)
    if len(np.unique(both)) < 2:
        return np.nan, len(both)
    return float(cohen_kappa_score(both[:, 0], both[:, 1])), len(both)


def _rarest_theme(values: pd.DataFrame) -> np.ndarray:
    """Stratum of each article: the rarest theme it has; by weight, the heaviest; or none."""
    themes = np.array(values.columns.astype(str), dtype=object)
    table = values.to_numpy(dtype=float)
    if not table.size:
        return np.full(len(values), "none", dtype=object)
    if all(pd.api.types.is_bool_dtype(kind) for kind in values.dtypes):
        rarity = np.where(table > 0, table.sum(axis=0), np.inf)
        return np.where(table.any(axis=1), themes[rarity.argmin(axis=1)], "none")
    return np.where(table.max(axis=1) > 0, themes[table.argmax(axis=1)], "none")


def _merge_small(stratum: np.ndarray, n: int) -> tuple[np.ndarray, Integers]:
    """Strata and codes; with fewer than two articles a stratum the smallest become `other`.

    A stratum of which nothing is drawn would stand for nothing.
    """
    names, code, sizes = np.unique(stratum, return_inverse=True, return_counts=True)
    most = max(n // 2, 1)
    if len(names) > most:
        kept = np.argsort(-sizes, kind="stable")[: most - 1]
        stratum = np.where(np.isin(code, kept), stratum, "other")
        names, code = np.unique(stratum, return_inverse=True)
    return names, code.astype(np.int64)


def _allocate(sizes: Integers, n: int) -> Integers:
    """Equal numbers a stratum, what small strata cannot use going to the larger ones."""
    quota = np.zeros(len(sizes), dtype=np.int64)
    left = min(n, int(sizes.sum()))
    while left:
        open_ = np.flatnonzero(quota < sizes)
        share = max(left // len(open_), 1)
        for stratum in open_[np.argsort(sizes[open_], kind="stable")]:
            take = min(share, int(sizes[stratum] - quota[stratum]), left)
            quota[stratum] += take
            left -= take
    return quota


def logit(value: Floats) -> Floats:
    """Log-odds of a weight, with 0 and 1 brought in by half a percent."""
    return np.asarray(special.logit(np.clip(value, LEAST_CHANCE, 1 - LEAST_CHANCE)))
