"""Estimates by city: hand-worked, against SciPy, and under planted truth."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare import prevalence
from cityanalysis.errors import UsageError
from tests.simulate.clusters import planted


def _cities(*names: str) -> pd.DataFrame:
    ids = [f"d{i}" for i in range(len(names))]
    return pd.DataFrame({"doc_id": pd.array(ids, "str"), "city": pd.array(names, "str")})


def test_single_binary_articles_give_jeffreys_interval() -> None:
    cities = _cities(*["甲"] * 10)
    values = pd.DataFrame({"water": [True] * 3 + [False] * 7}, index=cities["doc_id"])
    row = prevalence(values, cities).iloc[0]
    assert row["estimate"] == pytest.approx(0.3)
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(stats.beta(3.5, 7.5).interval(0.95))
    assert (row["n_articles"], row["n_clusters"], row["n_effective"]) == (10, 10, 10)


def test_clusters_widen_the_interval_by_the_hand_worked_design_effect() -> None:
    cities = _cities(*["甲"] * 4)
    values = pd.DataFrame({"water": [True, True, False, True]}, index=cities["doc_id"])
    cluster = pd.Series(["x", "x", "y", "y"], index=values.index)
    # SSW = 0 + 1/2, σ²w = 1/4; MSB = 4 (1/4)² = 1/4, σ²b = 0, ρ = 0: no design effect.
    assert prevalence(values, cities, cluster=cluster)["n_effective"].item() == pytest.approx(4)
    values["water"] = [True, True, False, False]
    # σ²w = 0, σ²b = 1/2, ρ = 1, design effect 2.
    assert prevalence(values, cities, cluster=cluster)["n_effective"].item() == pytest.approx(2)


def test_weights_count_as_kish_says() -> None:
    cities = _cities("甲", "甲", "甲").assign(weight=[1.0, 0.5, 0.5])
    values = pd.DataFrame({"water": [True, False, False]}, index=cities["doc_id"])
    row = prevalence(values, cities).iloc[0]
    assert row["estimate"] == pytest.approx(0.5)
    assert row["n_effective"] == pytest.approx(4 / 1.5)


def test_interval_covers_planted_truth() -> None:
    rng = np.random.default_rng(5)
    hits = []
    for _ in range(60):
        corpus = planted(rng, sizes=(20,) * 12, story=2.5, between=0.05)
        table = prevalence(corpus.values, corpus.cities, cluster=corpus.cluster)
        truth = corpus.truth.ravel()
        hits.append((table["ci_low"] <= truth) & (truth <= table["ci_high"]))
    assert 0.93 <= np.mean(hits) <= 0.98


def test_wrong_arguments_say_what_to_do() -> None:
    cities = _cities("甲", "乙")
    values = pd.DataFrame({"water": [0.1, np.nan]}, index=cities["doc_id"])
    with pytest.raises(UsageError, match=r"no number for article 'd1' and theme 'water'"):
        prevalence(values, cities)
    with pytest.raises(UsageError, match="between 0 and 1; they reach from 0 to 3"):
        prevalence(values.fillna(3).replace(0.1, 0), cities)
    with pytest.raises(UsageError, match="`cities` lacks the column city"):
        prevalence(values, cities[["doc_id"]])
    with pytest.raises(UsageError, match="to 甲 twice"):
        prevalence(values.fillna(0), pd.concat([cities, cities]))


def test_runs_that_disagree_widen_the_interval_by_rubins_rules() -> None:
    rng = np.random.default_rng(1)
    corpus = planted(rng, sizes=(40, 40), n_themes=3)
    runs = [corpus.values + rng.normal(0, 0.04, 3) for _ in range(4)]
    runs = [run.clip(0.001).div(run.clip(0.001).sum(axis=1), axis=0) for run in runs]
    one = [prevalence(run, corpus.cities) for run in runs]
    together = prevalence(corpus.values, corpus.cities, runs=runs)
    mean = np.mean([table["estimate"] for table in one], axis=0)
    assert together["estimate"].to_numpy() == pytest.approx(mean)
    width = together["ci_high"] - together["ci_low"]
    assert (width > np.mean([t["ci_high"] - t["ci_low"] for t in one], axis=0)).all()
    same = prevalence(corpus.values, corpus.cities, runs=[corpus.values] * 3)
    pd.testing.assert_frame_equal(same, prevalence(corpus.values, corpus.cities))
    with pytest.raises(UsageError, match="every article and theme"):
        prevalence(corpus.values, corpus.cities, runs=[corpus.values.iloc[1:]])


def test_runs_cover_the_truth_that_each_misses() -> None:
    rng = np.random.default_rng(8)
    hits = {"one": [], "runs": []}
    for _ in range(25):
        corpus = planted(rng, sizes=(60,) * 6, n_themes=4, between=0.05)
        shifts = rng.normal(0, 0.25, (5, 4))
        raw = [corpus.values * np.exp(shift) for shift in shifts]
        runs = [run.div(run.sum(axis=1), axis=0) for run in raw]
        truth = corpus.truth.ravel()
        for name, table in (
            ("one", prevalence(runs[0], corpus.cities)),
            ("runs", prevalence(runs[0], corpus.cities, runs=runs)),
        ):
            hits[name].append(((table["ci_low"] <= truth) & (truth <= table["ci_high"])).mean())
    assert np.mean(hits["runs"]) >= 0.92
    assert np.mean(hits["one"]) < 0.85


def test_stabilised_estimates_are_nearer_to_the_truth_of_small_cities() -> None:
    rng = np.random.default_rng(3)
    errors = {"estimate": [], "stabilised": []}
    for _ in range(40):
        corpus = planted(rng, sizes=(5,) * 20, between=0.02)
        table = prevalence(corpus.values, corpus.cities)
        for name, found in errors.items():
            found.append(((table[name] - corpus.truth.ravel()) ** 2).mean())
    root = {name: np.sqrt(np.mean(found)) for name, found in errors.items()}
    assert root["stabilised"] < 0.7 * root["estimate"]


def test_two_cities_of_one_name_are_told_apart_by_their_codes() -> None:
    cities = _cities("鼓楼区", "鼓楼区").assign(code=["320106", "350102"])
    values = pd.DataFrame({"water": [True, False]}, index=cities["doc_id"])
    table = prevalence(values, cities)
    assert table["city"].tolist() == ["鼓楼区 (320106)", "鼓楼区 (350102)"]


def test_arguments_are_left_as_they_were() -> None:
    corpus = planted(np.random.default_rng(3), sizes=(5, 4))
    before = (corpus.values.copy(), corpus.cities.copy(), corpus.cluster.copy())
    prevalence(corpus.values, corpus.cities, cluster=corpus.cluster)
    pd.testing.assert_frame_equal(corpus.values, before[0])
    pd.testing.assert_frame_equal(corpus.cities, before[1])
    pd.testing.assert_series_equal(corpus.cluster, before[2])
