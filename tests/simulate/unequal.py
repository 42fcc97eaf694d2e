"""Cities of equal means that differ in everything else, and what tests and intervals make of it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis import compare
from cityanalysis._typing import Period
from cityanalysis.compare.distance import jensen_shannon
from cityanalysis.compare.periods import PERIODS
from cityanalysis.text import DocumentTermMatrix
from tests.simulate.calibration import ALPHA, Shares, autoregressive, means, note
from tests.simulate.clusters import planted

Floats = np.ndarray
Corpus = tuple[pd.DataFrame, pd.DataFrame, pd.Series]
N_CITIES, N_THEMES = 10, 4


def corpus(values: list[Floats], city: list[int], story: list[int]) -> Corpus:
    """Frames of articles drawn story by story."""
    ids = pd.Index([f"d{i:06d}" for i in range(len(city))], dtype="str")
    frame = pd.DataFrame(np.concatenate(values), index=ids).add_prefix("theme_")
    cities = pd.DataFrame({"doc_id": ids, "city": pd.array([f"城{c:03d}" for c in city], "str")})
    cluster = pd.Series([f"{c}-{s}" for c, s in zip(city, story)], index=ids)
    return frame, cities, cluster


def weights(rng: np.random.Generator, sizes: Floats, variance: Floats) -> Corpus:
    """Weights of one mean; `variance` is that of an article, over an indicator's, by city."""
    mix = rng.dirichlet(np.full(N_THEMES, 3.0))
    values = [
        rng.dirichlet(mix * (1 / v - 1) + 1e-3, n) for n, v in zip(sizes, variance, strict=True)
    ]
    city = np.repeat(np.arange(len(sizes)), sizes)
    return corpus(values, city.tolist(), np.arange(len(city)).tolist())


def mild(rng: np.random.Generator) -> Corpus:
    """Sizes 10–100, dispersion up to 1.5–4-fold, the small cities the more changeable."""
    sizes = np.sort(np.exp(rng.uniform(np.log(10), np.log(100), N_CITIES)).astype(int))
    factor = np.exp(rng.uniform(0, np.log(rng.uniform(1.5, 4)), N_CITIES))
    return weights(rng, sizes, np.sort(factor)[::-1] / 5)


def volatile(rng: np.random.Generator) -> Corpus:
    """Sizes 6–200, dispersion .5–20-fold, the small cities the more changeable."""
    sizes = np.sort(np.exp(rng.uniform(np.log(6), np.log(200), N_CITIES)).astype(int))
    factor = np.exp(rng.uniform(np.log(0.5), np.log(20), N_CITIES))
    return weights(rng, sizes, np.sort(factor)[::-1] / 21)


def giants(rng: np.random.Generator) -> Corpus:
    """Shares; half of the cities are small and have giant stories, two themes live in stories."""
    share, whole = rng.uniform(0.05, 0.4, N_THEMES), np.array([1.0, 0.9, 0.0, 0.0])
    values, city, story = [], [], []
    for c in range(N_CITIES):
        is_small = c < N_CITIES // 2
        for s in range(int(rng.integers(8, 16) if is_small else rng.integers(40, 120))):
            is_giant = is_small and (s == 0 or rng.random() < 0.15)
            n = int(rng.integers(10, 40)) if is_giant else 1 + int(rng.random() < 0.1)
            told = rng.random((n, N_THEMES)) < whole
            values.append(
                np.where(told, rng.random(N_THEMES) < share, rng.random(told.shape) < share)
            )
            city += [c] * n
            story += [s] * n
    return corpus(values, city, story)


def any_false_pair(
    rng: np.random.Generator, *, draw: Callable[[np.random.Generator], Corpus], repeats: int
) -> float:
    """How often any two cities of equal means are said to differ."""
    false = 0
    for _ in range(repeats):
        values, cities, cluster = draw(rng)
        seed = int(rng.integers(1 << 30))
        table = compare.contrasts(values, cities, cluster=cluster, n_permutations=199, seed=seed)
        clear = (table["ci_low"] > 0) | (table["ci_high"] < 0)
        false += bool(((table["p_adjusted"] <= ALPHA) & clear).any())
    return false / repeats


def power(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Ten cities of 20 single articles, one theme .23 higher in one city."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        truth = np.tile(rng.dirichlet(np.full(8, 3.0)), (N_CITIES, 1))
        truth[0] *= 0.77
        truth[0, 0] += 0.23
        drawn = planted(rng, sizes=(20,) * N_CITIES, truth=truth)
        options = {"n_permutations": 199, "seed": int(rng.integers(1 << 30))}
        tested = compare.omnibus(drawn.values, drawn.cities, **options)
        note(found, "omnibus", float(tested["p_value"][0] <= ALPHA))
        table = compare.contrasts(drawn.values, drawn.cities, **options)
        real = truth[:, 0] * 2.0 + 1e-3
        real = real / (truth * 2.0 + 1e-3).sum(axis=1)
        rows = table[(table["theme"] == "theme_0") & (table["p_adjusted"] <= ALPHA)]
        note(found, "pairs", float(len(rows) > 0))
        # With one theme there is no selection among themes that pairs would have to allow for.
        alone = compare.contrasts(drawn.values[["theme_0"]], drawn.cities, **options)
        note(found, "pairs of the theme alone", float((alone["p_adjusted"] <= ALPHA).any()))
        for row in rows.itertuples():
            a, b = (int(str(name)[1:]) for name in (row.city_a, row.city_b))
            note(found, "selected intervals", float(row.ci_low <= real[a] - real[b] <= row.ci_high))
    return means(found)


def story_theme(rng: np.random.Generator, *, n: int, repeats: int) -> Shares:
    """One theme lives in whole stories, three vary by article: coverage of both kinds."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        share = rng.uniform(0.1, 0.5, (12, N_THEMES))
        values, city, story = [], [], []
        for c in range(12):
            left, s = n, 0
            while left:
                size = min(left, 1 + int(rng.poisson(1.5)))
                drawn = rng.random((size, N_THEMES)) < share[c]
                drawn[:, 0] = drawn[0, 0]
                values.append(drawn)
                city, story = city + [c] * size, story + [s] * size
                left, s = left - size, s + 1
        frame, cities, cluster = corpus(values, city, story)
        inside = _inside(compare.prevalence(frame, cities, cluster=cluster), share)
        note(found, "story theme", float(inside[:, 0].mean()))
        note(found, "others", float(inside[:, 1:].mean()))
    return means(found)


def worst_sixth(rng: np.random.Generator, *, n: int, repeats: int) -> float:
    """Dispersion differs up to 8-fold: coverage in the two most changeable of twelve cities."""
    found = []
    for _ in range(repeats):
        factor = np.exp(rng.uniform(0, np.log(8), 12))
        mix = rng.dirichlet(np.full(N_THEMES, 3.0))
        truth = np.array([rng.dirichlet(mix * 30) for _ in range(12)])
        shape = truth * (21 / factor - 1)[:, None] + 1e-3
        values = [rng.dirichlet(row, n) for row in shape]
        city = np.repeat(np.arange(12), n)
        frame, cities, _ = corpus(values, city.tolist(), list(range(len(city))))
        inside = _inside(compare.prevalence(frame, cities), shape / shape.sum(axis=1)[:, None])
        found.append(inside[np.argsort(factor)[-2:]].mean())
    return float(np.mean(found))


def _inside(table: pd.DataFrame, truth: Floats) -> Floats:
    low, high = (table[name].to_numpy().reshape(truth.shape) for name in ("ci_low", "ci_high"))
    return (low <= truth) & (truth <= high)


def keywords_of_papers(rng: np.random.Generator, *, repeats: int) -> Shares:
    """Two papers mixed differently in four cities: any false keyword."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        plain = 1 / (np.arange(300) + 10.0)
        other = plain * np.exp(rng.normal(0, 0.5, 300))
        city = np.repeat(np.arange(4), 40)
        paper = rng.random(160) < np.array([0.2, 0.4, 0.6, 0.8])[city]
        mixes = (plain / plain.sum(), other / other.sum())
        counts = [rng.multinomial(100, rng.dirichlet(mixes[int(p)] * 150)) for p in paper]
        ids = tuple(f"d{i:05d}" for i in range(160))
        words = tuple(f"词{i}" for i in range(300))
        dtm = DocumentTermMatrix(sparse.csr_array(np.array(counts)), ids, words)
        cities = pd.DataFrame({"doc_id": list(ids), "city": [f"城{c}" for c in city]})
        strata = pd.Series(paper.astype(str), index=list(ids))
        for name, by in (("stratified", strata), ("unstratified", None)):
            table = compare.keyness(dtm, cities, strata=by, top=None, n_permutations=99)
            note(found, name, float((table["q_value"] <= ALPHA).any()))
    return means(found)


def odd_city(rng: np.random.Generator, *, repeats: int) -> float:
    """Thirty cities of 40 articles, one of the reversed mix: its pairs asserted, of 29."""
    found = []
    for _ in range(repeats):
        common = np.sort(rng.dirichlet(np.full(8, 1.5)))
        truth = np.vstack([common[::-1], np.tile(common, (29, 1))])
        drawn = planted(rng, sizes=(40,) * 30, truth=truth, story=2)
        table = compare.distances(drawn.values, drawn.cities, cluster=drawn.cluster)
        is_odd = (table["city_a"] == "城000") | (table["city_b"] == "城000")
        found.append(int((table.loc[is_odd, "p_adjusted"] <= ALPHA).sum()))
    return float(np.mean(found))


def distance_covered(rng: np.random.Generator, *, n: int, repeats: int) -> Shares:
    """Eight cities, four of them of one mix: how often the interval holds the truth."""
    found: dict[str, list[float]] = {}
    for _ in range(repeats):
        mix = rng.dirichlet(np.full(8, 3.0))
        truth = np.vstack([np.tile(mix, (4, 1)), rng.dirichlet(mix * 20, 4)])
        drawn = planted(rng, sizes=(n,) * 8, truth=truth, story=2)
        table = compare.distances(drawn.values, drawn.cities, cluster=drawn.cluster)
        real = truth * 2.0 + 1e-3
        a, b = (table[side].str[1:].astype(int).to_numpy() for side in ("city_a", "city_b"))
        jsd = jensen_shannon(real, a, b)
        inside = (table["ci_low"] <= jsd) & (jsd <= table["ci_high"])
        note(found, "unlike", float(inside[jsd > 0].mean()))
        note(found, "alike", float(inside[jsd == 0].mean()))
    return means(found)


def trends_at(
    rng: np.random.Generator,
    *,
    n_steps: int,
    n_series: int,
    correlation: float = 0.7,
    step: Period = "month",
) -> float:
    """No trend, steps that hang together, six articles a step: share with a trend."""
    shock = autoregressive(rng, n_series, n_steps, correlation)
    drawn = 0.3 + shock[:, :, None] + rng.normal(0, 0.1, (n_series, n_steps, 6))
    city, at, _ = (axis.ravel() for axis in np.indices(drawn.shape))
    ids = [f"d{i:07d}" for i in range(drawn.size)]
    values = pd.DataFrame({"water": np.clip(drawn.ravel(), 0, 1)}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": [f"城{c:05d}" for c in city]})
    steps = pd.period_range("2005-01", periods=n_steps, freq=PERIODS[step][0]).to_timestamp()
    table = compare.trends(values, cities, pd.Series(steps[at], index=ids), period=step)
    return float((table["p_value"] <= ALPHA).mean())
