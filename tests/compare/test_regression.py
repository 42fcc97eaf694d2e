"""Regression on covariates of cities, the panel it is fitted to, and groups of cities."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import (
    by_group,
    contrasts,
    omnibus,
    panel,
    prevalence,
    read_groups,
    regress,
)
from cityanalysis.errors import InputError, UsageError

CITIES = ["济南", "青岛", "淄博", "枣庄", "东营", "烟台", "潍坊", "济宁", "泰安", "威海"]
COASTAL = {"青岛", "东营", "烟台", "潍坊", "威海"}


def corpus(effect: float, seed: int, n: int = 40) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles of ten cities; coastal ones speak of ports more often by `effect`."""
    rng = np.random.default_rng(seed)
    city = np.repeat(CITIES, n)
    chance = 0.2 + rng.normal(0, 0.04, len(CITIES)).repeat(n)
    chance = chance + effect * np.isin(city, list(COASTAL))
    ids = [f"d{i:04d}" for i in range(len(city))]
    values = pd.DataFrame({"port": rng.random(len(city)) < chance, "none": False}, index=ids)
    return values, pd.DataFrame({"doc_id": ids, "city": city})


def covariates() -> pd.DataFrame:
    return pd.DataFrame({"city": CITIES, "coastal": [float(c in COASTAL) for c in CITIES]})


def test_a_planted_difference_is_found_and_none_is_not() -> None:
    values, cities = corpus(0.3, 1)
    found = regress(values, cities, covariates=covariates(), formula="coastal")
    port = found[found["theme"] == "port"].iloc[0]
    assert port["ci_low"] < 0.3 < port["ci_high"] and port["q_value"] < 0.01
    assert port["n_cities"] == port["n_cells"] == 10
    none = found[found["theme"] == "none"].iloc[0]
    assert (none["estimate"], none["p_value"]) == (0.0, 1.0)


def test_the_level_holds_with_few_cities_and_fewer_on_one_side() -> None:
    few = pd.DataFrame({"city": CITIES, "x": [1.0, 1.0, 1.0] + [0.0] * 7})
    rejected = []
    for seed in range(60):
        values, cities = corpus(0.0, seed, n=20)
        found = regress(values[["port"]], cities, covariates=few, formula="x")
        rejected.append(found["p_value"].item() < 0.05)
    assert np.mean(rejected) <= 0.08  # .05 and room for 60 draws


def test_two_groups_of_one_size_give_welch_s_test_of_city_means() -> None:
    """The jackknife of two groups of cities is Welch's variance, ours and scipy's t agree."""
    from scipy import stats

    values, cities = corpus(0.1, 3)
    found = regress(values[["port"]], cities, covariates=covariates(), formula="coastal").iloc[0]
    means = values["port"].groupby(cities["city"].to_numpy()).mean()
    one, two = means[list(COASTAL)], means[[c for c in CITIES if c not in COASTAL]]
    test = stats.ttest_ind(one, two, equal_var=False)
    assert found["estimate"] == pytest.approx(one.mean() - two.mean())
    # CRV3 leaves a city out of its own group's mean: (n / (n - 1)) s² / n, times (G - 1) / G.
    error = np.sqrt((one.var() + two.var()) / 5 * (5 / 4) * (9 / 10))
    assert (found["ci_high"] - found["ci_low"]) / 2 == pytest.approx(
        stats.t.ppf(0.975, found["df"]) * error
    )
    assert found["df"] == pytest.approx(8.0)  # Welch's, where the variances are equal
    assert (found["p_value"] < 0.05) == (test.pvalue < 0.05)


def test_years_make_a_panel_and_stay_inside_their_city() -> None:
    values, cities = corpus(0.2, 5)
    years = np.tile([2019, 2020, 2021, 2022], len(values) // 4)
    dates = pd.Series(pd.to_datetime([f"{y}-06-01" for y in years]), index=values.index)
    cells = panel(values, cities, dates=dates)
    assert len(cells) == 10 * 4 * 2 and cells["n_articles"].sum() == 2 * len(values)
    found = regress(
        values[["port"]], cities, covariates=covariates(), formula="coastal + year", dates=dates
    )
    assert found["term"].tolist() == ["coastal", "year"] and (found["n_cells"] == 40).all()
    assert (found["df"] <= 9.01).all()  # forty rows, but ten cities
    whole = regress(values[["port"]], cities, covariates=covariates(), formula="coastal").iloc[0]
    assert found.iloc[0]["estimate"] == pytest.approx(whole["estimate"])


@pytest.mark.parametrize(
    ("frame", "formula", "says"),
    [
        (covariates(), "gdp", "names gdp"),
        (covariates(), "coastal + __import__('os')", "cannot be read"),
        (covariates(), "exp(coastal)", "cannot be read"),
        (covariates().drop(columns="city"), "coastal", "lacks the column city"),
        (covariates().head(4), "coastal", "4 cities have both"),
        (pd.concat([covariates(), covariates()]), "coastal", "two rows"),
        (covariates().assign(coastal=1.0), "coastal", "told apart"),
        (covariates().assign(coastal=[1.0] + [0.0] * 9), "coastal", "without 济南"),
    ],
)
def test_what_cannot_be_fitted_is_refused_in_words(
    frame: pd.DataFrame, formula: str, says: str
) -> None:
    values, cities = corpus(0.1, 0, n=5)
    with pytest.raises(UsageError, match=says):
        regress(values, cities, covariates=frame, formula=formula)


def test_groups_count_cities_not_articles() -> None:
    values, cities = corpus(0.3, 7)
    inland = [c for c in CITIES if c not in COASTAL]
    grouped, cluster = by_group(cities, {"沿海": sorted(COASTAL), "内陆": inland})
    table = prevalence(values[["port"]], grouped, cluster=cluster)
    assert table["n_clusters"].tolist() == [5, 5]
    assert omnibus(values[["port"]], grouped, cluster=cluster)["p_value"].item() < 0.05
    pair = contrasts(values[["port"]], grouped, cluster=cluster).iloc[0]
    gap = pair["difference"] if pair["city_a"] == "沿海" else -pair["difference"]
    assert gap == pytest.approx(0.3, abs=0.12)


def test_a_city_in_two_groups_and_a_group_without_articles_are_refused() -> None:
    _, cities = corpus(0.0, 0, n=2)
    with pytest.raises(UsageError, match="青岛 stands in two groups"):
        by_group(cities, {"甲": ["青岛"], "乙": ["青岛"]})
    with pytest.raises(UsageError, match="no article belongs to a city of 江苏"):
        by_group(cities, {"沿海": ["青岛"], "江苏": ["南京"]})


def test_groups_are_read_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "groups.toml"
    file.write_text('[沿海与内陆]\n沿海 = ["青岛", "烟台"]\n内陆 = ["济南"]\n', encoding="utf-8")
    assert read_groups(file)["沿海与内陆"]["沿海"] == ["青岛", "烟台"]
    for text in ("", "沿海 = 3", "[a]\nb = [1]", "[a"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"grouping|TOML"):
            read_groups(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_groups(tmp_path / "none.toml")
