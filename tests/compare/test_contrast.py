"""Tests of difference: against SciPy, under the null, and where a design cannot tell."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare import contrasts, omnibus
from tests.simulate.clusters import planted


def test_statistic_is_the_f_ratio_of_analysis_of_variance() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(8, 12, 20), between=0.3)
    table = omnibus(corpus.values, corpus.cities, n_permutations=999)
    for k, theme in enumerate(corpus.values.columns):
        groups = corpus.values[theme].groupby(corpus.cities["city"].to_numpy())
        expected = stats.f_oneway(*(group for _, group in groups))
        assert table["statistic"][k] == pytest.approx(expected.statistic)
        assert table["p_value"][k] == pytest.approx(expected.pvalue, abs=0.06)


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
