"""Tests of difference: against SciPy, under the null, and where a design cannot tell."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare import contrasts, omnibus
from tests.simulate.clusters import planted


def test_with_equal_dispersions_p_is_that_of_analysis_of_variance() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(30, 25, 28), between=0.1)
    table = omnibus(corpus.values, corpus.cities, n_permutations=999)
    for k, theme in enumerate(corpus.values.columns):
        groups = corpus.values[theme].groupby(corpus.cities["city"].to_numpy())
        expected = stats.f_oneway(*(group for _, group in groups))
        assert table["p_value"][k] == pytest.approx(expected.pvalue, abs=0.08)


def test_with_unequal_dispersions_p_is_that_of_welch() -> None:
    rng = np.random.default_rng(6)
    ids = [f"d{i:04d}" for i in range(260)]
    noise = np.concatenate([rng.normal(0.36, 0.12, 60), rng.normal(0.3, 0.02, 200)])
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲"] * 60 + ["乙"] * 200})
    found = omnibus(pd.DataFrame({"water": noise.clip(0, 1)}, ids), cities)
    expected = stats.ttest_ind(noise[:60], noise[60:], equal_var=False)
    assert found["p_value"].item() == pytest.approx(expected.pvalue, abs=0.01)


def test_small_volatile_cities_are_not_told_apart_for_being_volatile() -> None:
    rng = np.random.default_rng(8)
    false = 0
    for _ in range(12):
        values = [rng.beta(0.05, 0.25, 6) for _ in range(5)]
        values += [rng.beta(20, 100, 150) for _ in range(5)]
        ids = [f"d{i:05d}" for i in range(sum(map(len, values)))]
        city = np.repeat([f"城{c}" for c in range(10)], [len(part) for part in values])
        table = contrasts(
            pd.DataFrame({"water": np.concatenate(values)}, ids),
            pd.DataFrame({"doc_id": ids, "city": city}),
            n_permutations=199,
        )
        false += bool((table["p_adjusted"] <= 0.05).any())
        small = table["city_a"].isin([f"城{c}" for c in range(5)])
        assert (table.loc[small, "smallest_p"] == 1).all()
    assert false <= 2


def test_alike_is_said_of_what_is_surely_close_and_of_nothing_else() -> None:
    rng = np.random.default_rng(9)
    for n, expected in ((500, True), (15, False)):
        corpus = planted(rng, sizes=(n,) * 3, between=0.0)
        table = omnibus(corpus.values, corpus.cities, n_permutations=99)
        assert table["is_alike"].all() == expected
        assert ((table["largest"] < 0.1) == table["is_alike"]).all()
        assert (table["detectable"] < 0.1).all() == expected


def test_intervals_of_selected_differences_are_wider_and_say_how_much() -> None:
    corpus = planted(np.random.default_rng(3), sizes=(60,) * 6, between=0.2)
    table = contrasts(corpus.values, corpus.cities, n_permutations=199)
    # What is called alike is so by the interval that a reader sees.
    alike = table[table["is_alike"]]
    assert (alike["ci_low"] > -0.1).all() and (alike["ci_high"] < 0.1).all()
    selected = table["p_adjusted"] <= 0.05
    assert 0 < selected.sum() < len(table)
    assert (table.loc[~selected, "level"] == 0.95).all()
    share = selected.sum() / len(table)
    assert table.loc[selected, "level"].to_numpy() == pytest.approx(1 - 0.05 * share)
    assert (table["stabilised"].abs() <= table["difference"].abs() + 0.03).all()


def test_permutations_grow_with_the_number_of_themes() -> None:
    rng = np.random.default_rng(2)
    ids = [f"d{i:03d}" for i in range(60)]
    values = pd.DataFrame(rng.random((60, 60)) / 2, index=ids).add_prefix("t")
    values.iloc[:30, 0] += 0.5
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲"] * 30 + ["乙"] * 30})
    # 1/100 times 60 themes could never be .05.
    assert omnibus(values, cities, n_permutations=99)["q_value"][0] <= 0.05


def test_one_article_a_city_cannot_tell_anything() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(1,) * 16, between=0.3)
    tests = omnibus(corpus.values, corpus.cities, n_permutations=99)
    assert (tests["p_value"] == 1).all() and (tests["smallest_p"] == 1).all()
    table = contrasts(corpus.values, corpus.cities, n_permutations=99)
    assert len(table) == 120 * 8
    assert (table["p_adjusted"] == 1).all()


def test_a_planted_difference_is_found_and_only_there() -> None:
    truth = np.tile(np.full(4, 0.25), (3, 1))
    truth[2] = [0.55, 0.15, 0.15, 0.15]
    corpus = planted(np.random.default_rng(3), sizes=(80,) * 3, truth=truth, story=2)
    table = contrasts(corpus.values, corpus.cities, cluster=corpus.cluster)
    first = table[table["theme"] == "theme_0"].set_index(["city_a", "city_b"])
    assert first.loc[("城000", "城002"), "p_adjusted"] <= 0.01
    assert first.loc[("城001", "城002"), "ci_high"] < 0
    assert first.loc[("城000", "城001"), "p_adjusted"] > 0.05


def test_strata_take_the_newspapers_out() -> None:
    rng = np.random.default_rng(4)
    n = 120
    paper = np.repeat(["晚报", "日报"], n // 2)
    city = np.where(rng.random(n) < np.where(paper == "晚报", 0.8, 0.2), "甲", "乙")
    ids = [f"d{i}" for i in range(n)]
    values = pd.DataFrame({"water": np.where(paper == "晚报", 0.7, 0.2) + rng.random(n) / 5}, ids)
    cities = pd.DataFrame({"doc_id": ids, "city": city})
    assert omnibus(values, cities)["p_value"].item() < 0.01
    strata = pd.Series(paper, index=ids)
    assert omnibus(values, cities, strata=strata)["p_value"].item() > 0.05


@pytest.mark.parametrize("value", [0.0, 0.3, True])
def test_what_never_varies_is_never_a_difference(value: float | bool) -> None:
    ids = [f"d{i}" for i in range(12)]
    values = pd.DataFrame({"water": [value] * 12}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲", "乙", "丙"] * 4})
    assert omnibus(values, cities, n_permutations=19)["p_value"].item() == 1
    assert (contrasts(values, cities, n_permutations=19)["p_adjusted"] == 1).all()


def test_complete_separation_has_the_smallest_p() -> None:
    ids = [f"d{i}" for i in range(12)]
    values = pd.DataFrame({"water": [True] * 6 + [False] * 6}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲"] * 6 + ["乙"] * 6})
    table = contrasts(values, cities, n_permutations=9999)
    assert table["smallest_p"].item() == pytest.approx(2 / 924)
    assert table["p_adjusted"].item() < 0.006


def test_themes_of_no_article_are_no_tests() -> None:
    rng = np.random.default_rng(5)
    n = 80
    cities = pd.DataFrame(
        {"doc_id": [str(i) for i in range(n)], "city": ["聊城", "德州"] * (n // 2)}
    )
    values = pd.DataFrame({"a": rng.random(n), "b": rng.random(n)}, index=cities["doc_id"])
    with_silent = values.assign(**{f"silent{i}": 0.0 for i in range(8)})
    heard = omnibus(values, cities, n_permutations=199, seed=1).set_index("theme")
    both = omnibus(with_silent, cities, n_permutations=199, seed=1).set_index("theme")
    assert both.loc[["a", "b"], "q_value"].tolist() == heard["q_value"].tolist()
    assert (both.drop(index=["a", "b"])[["p_value", "q_value"]] == 1.0).all(axis=None)


@pytest.mark.parametrize("n_heard", [1, 2])
def test_a_theme_of_one_or_two_clusters_tells_no_cities_apart(n_heard):
    ids = [f"d{i}" for i in range(60)]
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲"] * 12 + ["乙"] * 48})
    values = pd.DataFrame({"water": [i < n_heard for i in range(60)]}, index=ids)
    strata = pd.Series([f"m{i % 12}" for i in range(60)], index=ids)
    row = omnibus(values, cities, strata=strata).iloc[0]
    assert row["q_value"] == 1 and row["smallest_p"] == 1
