"""One finding under every defensible choice: how many ways lead to it."""

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from cityanalysis.compare.aligned import align
from cityanalysis.compare.comparison_units import story_weights
from cityanalysis.compare.contrast import ALPHA
from cityanalysis.compare.dispersion import beta_interval, difference_interval
from cityanalysis.compare.estimates import estimate
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities, Hits, Multiverse

__all__ = ["agreement", "choices"]

# Publications that are left out one after the other: those with most articles.
_PUBLICATIONS = 8
_SEEDS = 8  # and seed words, those with most articles


def choices(
    values: Mapping[str, pd.DataFrame],
    cities: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    theme: str,
    city_a: str,
    city_b: str,
    cluster: pd.Series | None = None,
    confidences: Sequence[float] = (0.2, 0.6, 0.9),
    hits: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The difference of two cities in a theme, on every path of defensible choices.

    The paths are all combinations of what is measured, whether reprints count, whether reports on
    one event are one observation, how sure a city must be, and which publication, or
    which seed word of the theme as evidence, is left out.

    Parameters
    ----------
    values : mapping of str to DataFrame
        Name of a measure → articles × themes, as ``{"about": run.assignments, "share":
        run.weights}``.
    cities : DataFrame
        As `tag_cities` gives it.
    articles : DataFrame
        `doc_id`, `duplicate_group` and `publication`.
    theme, city_a, city_b : str
        The finding: the share of the first city less that of the second.
    cluster : Series, optional
        doc_id → cluster id.
    confidences : sequence of float
        Least confidence of a city.
    hits : DataFrame, optional
        Seed words found in the articles (`doc_id`, `theme`, `seed`). Given, each of the theme's
        eight most frequent seeds is no evidence on some paths: articles in which it is the only
        seed of the theme are then not on it. Nothing is scored anew, so that this says what hangs
        on a seed at most.

    Returns
    -------
    DataFrame
        A row per path: `measure`, `estimand`, `clusters`, `confidence`, `without`, `seed`,
        `difference`, `ci_low`, `ci_high`, `n_articles`. A path on which one of the
        cities has no article is left out.

    Raises
    ------
    UsageError
        Where the theme or a city does not occur.

    References
    ----------
    Steegen et al. 2016, Perspectives on Psychological Science 11; Simonsohn, Simmons & Nelson
    2020, Nature Human Behaviour 4 (specification curve).

    Examples
    --------
    >>> ids = list("abcdef")
    >>> about = pd.DataFrame({"water": [True, True, False, False, False, False]}, index=ids)
    >>> cities = pd.DataFrame({"doc_id": ids, "city": ["聊城"] * 3 + ["德州"] * 3,
    ...                        "weight": 1.0, "confidence": 0.9})
    >>> articles = pd.DataFrame({"doc_id": ids, "duplicate_group": None, "publication": None})
    >>> found = choices({"about": about}, cities, articles, theme="water", city_a="聊城",
    ...                 city_b="德州")
    >>> len(found), found["difference"].round(2).unique().tolist()
    (6, [0.67])
    """
    pair = cities[cities[Cities.city].isin([city_a, city_b])]
    _check(values, pair, theme, city_a, city_b)
    resting = _resting(hits, theme, pair) if hits is not None else {}
    left_out: list[tuple[str | None, str | None]] = [(None, None)]
    left_out += [(name, None) for name in _largest(articles, pair)]
    left_out += [(None, seed) for seed in resting]
    kinds = ("clusters", "none") if cluster is not None else ("none",)
    rows = []
    for estimand, confidence, (without, seed) in product(
        ("exposure", "story"), confidences, left_out
    ):
        part = _kept(pair, articles, confidence, without)
        part = story_weights(part, articles) if estimand == "story" else part
        if part[Cities.city].nunique() < 2:
            continue
        for measure, kind in product(values, kinds):
            used = cluster if kind == "clusters" else None
            about = values[measure][[theme]]
            if seed is not None:
                about = about.astype(float)
                about.loc[about.index.isin(resting[seed])] = 0.0
            rows.append(
                {
                    Multiverse.measure: measure,
                    Multiverse.estimand: estimand,
                    Multiverse.clusters: kind,
                    Multiverse.confidence: confidence,
                    Multiverse.without: without,
                    Multiverse.seed: seed,
                    Multiverse.n_articles: float(len(part)),
                }
                | _difference(about, part, used, city_a)
            )
    return Multiverse.of_rows(rows)


def _check(
    values: Mapping[str, pd.DataFrame], pair: pd.DataFrame, theme: str, city_a: str, city_b: str
) -> None:
    for measure, frame in values.items():
        if theme not in frame:
            raise UsageError(f"the measure {measure} has no theme {theme!r}.")
    missing = {city_a, city_b} - set(pair[Cities.city])
    if missing or city_a == city_b:
        raise UsageError(f"name two cities of the corpus; got {city_a} and {city_b}.")


def _largest(articles: pd.DataFrame, pair: pd.DataFrame) -> list[str]:
    own = articles[articles[Articles.doc_id].isin(pair[Cities.doc_id])]
    counts = own[Articles.publication].dropna().astype(str).value_counts()
    names = sorted(counts.index, key=lambda name: (-counts[name], name))
    return names[:_PUBLICATIONS] if len(names) > 1 else []


def _resting(hits: pd.DataFrame, theme: str, pair: pd.DataFrame) -> dict[str, list[str]]:
    """Seed word → articles in which it is the theme's only seed; the most frequent seeds."""
    own = hits[(hits[Hits.theme] == theme) & hits[Hits.doc_id].isin(pair[Cities.doc_id])]
    own = own.drop_duplicates([Hits.doc_id, Hits.seed])
    counts = own[Hits.seed].astype(str).value_counts()
    seeds = sorted(counts.index, key=lambda seed: (-counts[seed], seed))[:_SEEDS]
    alone = own[~own[Hits.doc_id].duplicated(keep=False)]
    found = {seed: alone.loc[alone[Hits.seed] == seed, Hits.doc_id].tolist() for seed in seeds}
    return {seed: ids for seed, ids in found.items() if ids} if len(counts) > 1 else {}


def _kept(
    pair: pd.DataFrame, articles: pd.DataFrame, confidence: float, without: str | None
) -> pd.DataFrame:
    sure = pair[pair[Cities.confidence] >= confidence] if Cities.confidence in pair else pair
    if without is None:
        return sure
    own = articles.loc[articles[Articles.publication] == without, Articles.doc_id]
    return sure[~sure[Cities.doc_id].isin(own)]


def _difference(
    values: pd.DataFrame, cities: pd.DataFrame, cluster: pd.Series | None, city_a: str
) -> dict[str, float]:
    """First city less second, with its interval (MOVER)."""
    found = estimate(align(values, cities, cluster), 1 - ALPHA)
    low, high = beta_interval(found.mean, found.n_effective, 1 - ALPHA)
    first = 0 if found.cities[0].startswith(city_a) else 1
    one, two = ((found.mean[i], low[i], high[i]) for i in (first, 1 - first))
    difference, ci_low, ci_high = difference_interval(one, two)
    return {
        Multiverse.difference: float(difference[0]),
        Multiverse.ci_low: float(ci_low[0]),
        Multiverse.ci_high: float(ci_high[0]),
    }


def agreement(found: pd.DataFrame) -> dict[str, float]:
    """How many paths keep a finding.

    Parameters
    ----------
    found : DataFrame
        Of `choices`.

    Returns
    -------
    dict of str to float
        `n_paths`, `same_sign` and `same_verdict` (shares of the paths whose sign, or whose interval
        on the same side of 0, is that of the first path), `smallest` and `largest` difference.

    Examples
    --------
    >>> found = Multiverse.of_rows([{"difference": 0.2, "ci_low": 0.1, "ci_high": 0.3},
    ...                             {"difference": 0.1, "ci_low": -0.1, "ci_high": 0.3}])
    >>> agreement(found)["same_sign"], agreement(found)["same_verdict"]
    (1.0, 0.5)
    """
    if found.empty:
        return {"n_paths": 0.0}
    sign = found[Multiverse.difference].map(_sign)
    verdict = found[Multiverse.ci_low].map(_sign).clip(lower=0) - (-found[Multiverse.ci_high]).map(
        _sign
    ).clip(lower=0)
    return {
        "n_paths": float(len(found)),
        "same_sign": float((sign == sign.iloc[0]).mean()),
        "same_verdict": float((verdict == verdict.iloc[0]).mean()),
        "smallest": float(found[Multiverse.difference].min()),
        "largest": float(found[Multiverse.difference].max()),
    }


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
