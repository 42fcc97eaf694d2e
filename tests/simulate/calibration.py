"""How often intervals cover and tests err under planted truth: ours, and naive ones beside."""

import warnings

import numpy as np
import pandas as pd
from scipy import stats

from cityanalysis import compare
from cityanalysis.compare.dispersion import difference_interval
from tests.simulate.clusters import Planted, planted
from tests.simulate.corpora import words

Shares = dict[str, float]
ALPHA = 0.05


def coverage(rng: np.random.Generator, *, n: int, story: float, repeats: int) -> Shares:
    """Share of intervals that hold the truth, for cities and for differences of neighbours."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = planted(rng, sizes=(n,) * 12, story=story, between=0.05)
        seed = int(rng.integers(1 << 30))
        ours = compare.prevalence(corpus.values, corpus.cities, cluster=corpus.cluster)
        note(found, "city", _covers(ours, corpus.truth))
        note(found, "difference", _differences_cover(ours, corpus.truth))
        for name, cluster in (("document bootstrap", None), ("cluster bootstrap", corpus.cluster)):
            naive = compare.bootstrap(
                corpus.values, corpus.cities, cluster=cluster, n_replicates=200, seed=seed
            )
            note(found, name, _covers(naive, corpus.truth))
    return means(found)


def small_prevalence(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Two cities of five articles, shares of articles: ours, and Wald's interval."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        truth = rng.uniform(0.05, 0.6, (2, 8))
        drawn = rng.random((2, 5, 8)) < truth[:, None, :]
        ids = [f"d{i}" for i in range(10)]
        values = pd.DataFrame(drawn.reshape(10, 8), index=ids)
        cities = pd.DataFrame({"doc_id": ids, "city": ["城000"] * 5 + ["城001"] * 5})
        note(found, "city", _covers(compare.prevalence(values, cities), truth))
        mean = drawn.mean(axis=1)
        reach = 1.96 * np.sqrt(mean * (1 - mean) / 5)
        note(found, "Wald", float((np.abs(mean - truth) <= reach).mean()))
    return means(found)


def omnibus_null(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Cities do not differ: share of themes declared to differ."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = planted(rng, sizes=(20,) * 10, story=3)
        seed = int(rng.integers(1 << 30))
        for name, cluster in (
            ("cluster permutation", corpus.cluster),
            ("article permutation", None),
        ):
            table = compare.omnibus(
                corpus.values, corpus.cities, cluster=cluster, n_permutations=199, seed=seed
            )
            note(found, name, float((table["p_value"] <= ALPHA).mean()))
        note(found, "χ² on tokens", _token_test(rng, corpus))
    return means(found)


def newspapers_null(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Two newspapers differ, cities do not, but the mix of newspapers does."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = planted(rng, sizes=(100, 100), story=2.5, between=0.2)
        paper = corpus.cities["city"]
        _, group = np.unique(corpus.cluster, return_inverse=True)
        first = rng.random(group.max() + 1)[group] < np.where(paper == "城000", 0.7, 0.3)
        cities = corpus.cities.assign(city=np.where(first, "甲", "乙"))
        strata = pd.Series(paper.to_numpy(), index=corpus.values.index)
        for name, by in (("stratified", strata), ("unstratified", None)):
            table = compare.omnibus(
                corpus.values, cities, cluster=corpus.cluster, strata=by, n_permutations=199,
                seed=int(rng.integers(1 << 30)),
            )  # fmt: skip
            note(found, name, float((table["p_value"] <= ALPHA).mean()))
    return means(found)


def pairs_null(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Thirty cities that do not differ: chance that any pair is declared to differ."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = planted(rng, sizes=(12,) * 30, story=2)
        table = compare.contrasts(
            corpus.values, corpus.cities, cluster=corpus.cluster, n_permutations=199,
            seed=int(rng.integers(1 << 30)),
        )  # fmt: skip
        note(found, "any pair", float((table["p_adjusted"] <= ALPHA).any()))
        note(found, "any pair, p unadjusted", float((table["p_value"] <= ALPHA).any()))
    return means(found)


def keywords_null(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Cities use the same words in bursts: chance of any keyword; share of false words, naive."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = words(rng, sizes=(18,) * 8)
        table = compare.keyness(
            corpus.dtm, corpus.cities, cluster=corpus.cluster, top=None, n_permutations=99,
            seed=int(rng.integers(1 << 30)),
        )  # fmt: skip
        note(found, "any keyword", float((table["q_value"] <= ALPHA).any()))
        note(found, "words by permutation", float((table["p_value"] <= ALPHA).mean()))
        note(found, "words by Monroe's z", float((table["z"].abs() > 1.96).mean()))
        note(found, "words by G²", float((_g_square(table) > 3.84).mean()))
    return means(found)


def distances_null(rng: np.random.Generator, *, n: int, repeats: int) -> Shares:
    """Cities do not differ: mean divergence, corrected and not."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        corpus = planted(rng, sizes=(n,) * 6, story=1)
        table = compare.distances(
            corpus.values, corpus.cities, cluster=corpus.cluster, n_permutations=99
        )
        note(found, "corrected", float(table["jsd"].mean()))
        note(found, "plug-in", float(table["jsd_raw"].mean()))
    return means(found)


def trends_null(rng: np.random.Generator, *, correlation: float, repeats: int) -> Shares:
    """No trend, but months that hang together: share of cities with one."""
    n_months, per_month = 24, 6
    shock = autoregressive(rng, repeats, n_months, correlation)
    drawn = 0.3 + shock[:, :, None] + rng.normal(0, 0.1, (repeats, n_months, per_month))
    city, month, _ = (axis.ravel() for axis in np.indices(drawn.shape))
    ids = [f"d{i:07d}" for i in range(drawn.size)]
    values = pd.DataFrame({"water": np.clip(drawn.ravel(), 0, 1)}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": [f"城{c:05d}" for c in city]})
    months = pd.period_range("2015-01", periods=n_months, freq="M").to_timestamp()
    table = compare.trends(values, cities, pd.Series(months[month], index=ids))
    articles = drawn.reshape(repeats, -1)
    naive = [
        stats.linregress(np.repeat(np.arange(n_months), per_month), y).pvalue for y in articles
    ]
    return {
        "city-month means, autocorrelation": float((table["p_value"] <= ALPHA).mean()),
        "least squares on articles": float((np.array(naive) <= ALPHA).mean()),
        "Newey–West": float(np.mean([_newey_west(y) <= ALPHA for y in drawn.mean(axis=2)])),
    }


def labels(
    rng: np.random.Generator,
    *,
    n_labels: int,
    repeats: int,
    false: tuple[float, float] = (0.12, 0.12),
) -> Shares:
    """The measure errs: coverage of the true shares, calibrated, by DSL, and as measured.

    `false` is the range of the cities' rates of false positives; where they differ, how often that
    is noticed is told too.
    """
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        truth = rng.beta(3, 7, 12)
        city = np.repeat(np.arange(12), 80)
        own = rng.random(len(city)) < truth[city]
        story = np.repeat(rng.random(len(city) // 2) < truth[city[::2]], 2)
        real = np.where(rng.random(len(city)) < 0.5, story, own)
        rate = rng.uniform(*false, 12)[city]
        said = np.where(real, rng.random(len(city)) < 0.8, rng.random(len(city)) < rate)
        ids = pd.Index([f"d{i:05d}" for i in range(len(city))], dtype="str")
        values = pd.DataFrame({"water": said}, index=ids)
        cities = pd.DataFrame({"doc_id": ids, "city": [f"城{c:03d}" for c in city]})
        cluster = pd.Series(np.arange(len(city)) // 2, index=ids)
        drawn = compare.draw_label_sample(
            values, cities, n=n_labels, seed=int(rng.integers(1 << 30))
        )
        drawn["label"] = pd.Series(real.astype(int), index=ids)[drawn["doc_id"]].to_numpy()
        drawn = drawn.drop(columns="stratum")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            table = compare.calibrate(values, cities, drawn, cluster=cluster, n_bootstrap=200)
        note(found, "noticed", float(len(told) > 0))
        dsl = table.assign(ci_low=table["dsl_low"], ci_high=table["dsl_high"])
        plain = compare.prevalence(values, cities, cluster=cluster)
        for name, one in (("calibrated", table), ("DSL", dsl), ("as measured", plain)):
            note(found, name, _covers(one, truth[:, None]))
    return means(found)


def note(found: dict[str, list[float]], name: str, value: float) -> None:
    """Add one repetition's value."""
    found.setdefault(name, []).append(value)


def means(found: dict[str, list[float]]) -> Shares:
    """Mean over repetitions."""
    return {name: float(np.mean(values)) for name, values in found.items()}


def _covers(table: pd.DataFrame, truth: np.ndarray) -> float:
    inside = (table["ci_low"] <= truth.ravel()) & (truth.ravel() <= table["ci_high"])
    return float(inside.mean())


def _differences_cover(table: pd.DataFrame, truth: np.ndarray) -> float:
    columns = ("estimate", "ci_low", "ci_high")
    wide = [table[name].to_numpy().reshape(truth.shape) for name in columns]
    one, two = (tuple(part[start::2] for part in wide) for start in (0, 1))
    _, low, high = difference_interval(one, two)
    real = truth[::2] - truth[1::2]
    return float(((low <= real) & (real <= high)).mean())


def _token_test(rng: np.random.Generator, corpus: Planted) -> float:
    """χ² of cities by tokens on a theme and off it, 120 tokens an article."""
    theta = corpus.values.to_numpy()
    tokens = rng.multinomial(120, theta / theta.sum(axis=1, keepdims=True))
    by_city = pd.DataFrame(tokens).groupby(corpus.cities["city"].to_numpy()).sum().to_numpy()
    total = by_city.sum(axis=1)
    tables = [np.stack([part, total - part]) for part in by_city.T if part.sum() > 0]
    return float(np.mean([stats.chi2_contingency(t).pvalue <= ALPHA for t in tables]))


def _g_square(table: pd.DataFrame) -> np.ndarray:
    """Dunning's G² of each city's words against the others (18 articles of 120 tokens each)."""
    here, there = 18 * 120.0, 7 * 18 * 120.0
    a, b = table["n_target"].to_numpy(), table["n_reference"].to_numpy()
    expected_a, expected_b = (a + b) * here / (here + there), (a + b) * there / (here + there)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.nan_to_num(a * np.log(a / expected_a)) + np.nan_to_num(
            b * np.log(b / expected_b)
        )
    return 2 * parts


def autoregressive(rng: np.random.Generator, n: int, length: int, correlation: float) -> np.ndarray:
    noise = rng.normal(0, 0.05, (n, length))
    found = noise / np.sqrt(1 - correlation**2)
    for t in range(1, length):
        found[:, t] = correlation * found[:, t - 1] + noise[:, t]
    return found


def _newey_west(y: np.ndarray) -> float:
    from statsmodels.regression.linear_model import OLS

    X = np.column_stack([np.ones(len(y)), np.arange(len(y))])
    fitted = OLS(y, X).fit(cov_type="HAC", cov_kwds={"maxlags": 3})
    return float(fitted.pvalues[1])
