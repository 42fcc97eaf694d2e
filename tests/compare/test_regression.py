"""Regression on covariates of cities, the panel it is fitted to, and groups of cities."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import (
    by_group,
    contrasts,
    fitted_shares,
    omnibus,
    panel,
    prevalence,
    read_groups,
    regress,
    regression_words,
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


def test_covariates_of_articles_make_each_article_a_row() -> None:
    values, cities = corpus(0.3, 1)
    long = pd.Series(np.arange(len(values)) % 3 == 0, values.index).astype(float)
    told = pd.DataFrame({"port": values["port"] | (long == 1), "none": False})
    facts = pd.DataFrame({"doc_id": values.index, "long": long.to_numpy()})
    found = regress(told, cities, covariates=facts, formula="long").iloc[0]
    means = told["port"].groupby(long.to_numpy()).mean()
    assert found["estimate"] == pytest.approx(means[1] - means[0]) and found["p_value"] < 0.001
    assert found["n_cells"] == len(values) and found["n_cities"] == 10 and found["unit"] == "yes"
    with pytest.raises(UsageError, match="one event for independent"):
        regress(told, cities, covariates=facts, formula="long", method="mixed")
    with pytest.raises(UsageError, match="or doc_id"):
        regress(told, cities, covariates=facts.rename(columns={"doc_id": "id"}), formula="long")


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


def yearly(effect: float, seed: int, slope: float = 0.0, n: int = 80) -> tuple[pd.DataFrame, ...]:
    """The corpus of ten cities over four years, coastal ones rising by `slope` a year."""
    values, cities = corpus(effect, seed, n=n)
    rng = np.random.default_rng(seed + 1)
    years = np.tile([2019, 2020, 2021, 2022], len(values) // 4)
    rises = slope * (years - 2019) * np.isin(cities["city"], list(COASTAL))
    values["port"] = values["port"].to_numpy() | (rng.random(len(values)) < rises)
    dates = pd.Series(pd.to_datetime([f"{y}-01-01" for y in years]), index=values.index)
    return values, cities, dates


def test_a_mixed_model_is_that_of_statsmodels_and_finds_the_same() -> None:
    import statsmodels.api as sm

    values, cities, dates = yearly(0.3, 1, n=400)
    asked = {"covariates": covariates(), "formula": "coastal + year", "dates": dates}
    found = regress(values[["port"]], cities, method="mixed", **asked).set_index("term")
    cells = panel(values[["port"]], cities, dates=dates)
    coastal = cells["city"].isin(COASTAL).astype(float)
    design = np.column_stack([np.ones(len(cells)), coastal, cells["period"].dt.year - 2020])
    fit = sm.MixedLM(20 * cells["share"].to_numpy(), design, groups=cells["city"]).fit(reml=True)
    assert found["estimate"].to_numpy() == pytest.approx(fit.fe_params[1:] / 20, abs=1e-4)
    half = (found["ci_high"] - found["ci_low"]).loc["coastal"] / 2
    from scipy import stats

    assert half == pytest.approx(stats.t.ppf(0.975, 8) * fit.bse_fe[1] / 20, rel=0.02)
    assert found["df"].tolist() == [8.0, 29.0]  # ten cities less two; forty rows, ten cities, one
    assert 0.015 < found["between"].iloc[0] < 0.08  # planted: .04
    plain = regress(values[["port"]], cities, **asked).set_index("term")
    assert found.loc["coastal", "estimate"] == pytest.approx(plain.loc["coastal", "estimate"])
    assert plain["between"].isna().all()


def test_a_mixed_model_needs_several_rows_a_city_and_bears_a_theme_that_never_occurs() -> None:
    values, cities, dates = yearly(0.1, 2)
    asked = {"covariates": covariates(), "formula": "coastal", "method": "mixed"}
    with pytest.raises(UsageError, match="two rows a city"):
        regress(values, cities, **asked)
    never = regress(values[["none"]], cities, dates=dates, **asked).iloc[0]
    assert (never["estimate"], never["p_value"], never["between"]) == (0.0, 1.0, 0.0)


def test_a_marginal_effect_is_read_where_a_product_hides_it() -> None:
    """With `coastal * year` the coefficient of coastal is that of the year 0."""
    values, cities, dates = yearly(0.2, 5, slope=0.05)
    asked = {"covariates": covariates(), "formula": "coastal * year", "dates": dates}
    raw = regress(values[["port"]], cities, **asked).set_index("term")
    assert abs(raw.loc["coastal", "estimate"]) > 10 and "coastal:year" in raw.index
    found = regress(values[["port"]], cities, marginal=True, **asked).set_index("term")
    assert found["unit"].to_dict() == {"coastal": "yes", "year": "year"}
    # .2, and three halves of a yearly .05 on the three quarters that are not there already.
    assert found.loc["coastal", "estimate"] == pytest.approx(0.2 + 1.5 * 0.05 * 0.6, abs=0.07)
    slope = raw.loc["coastal:year", "estimate"] / 2 + raw.loc["year", "estimate"]
    assert found.loc["year", "estimate"] == pytest.approx(slope)


def test_units_are_told_and_said_in_words() -> None:
    values, cities = corpus(0.3, 1)
    facts = covariates().assign(gdp=2.0 ** np.arange(10), tier=list("aab") * 3 + ["b"])
    whole = {"covariates": facts, "formula": "log2(gdp) + C(tier) + coastal"}
    found = regress(values[["port"]], cities, **whole)
    assert found["unit"].tolist() == ["level", "doubling", "yes"] or set(found["unit"]) == {
        "level", "doubling", "yes",
    }  # fmt: skip
    averaged = regress(values[["port"]], cities, marginal=True, **whole).set_index("unit")
    single = found.set_index("unit")
    assert averaged["estimate"][single.index].to_numpy() == pytest.approx(single["estimate"])
    assert averaged["ci_low"][single.index].to_numpy() == pytest.approx(single["ci_low"])
    said = regression_words(found, labels={"port": "港口"}, names={"coastal": "沿海"})
    (coastal,) = [text for text in said if "沿海" in text]
    assert coastal.startswith("“沿海”为“是”的城市，“港口”的占比高") and "10个城市" in coastal
    assert sum("证据不足" in text for text in said) == (found["q_value"] > 0.05).sum()
    english = regression_words(found, lang="en")
    assert any(text.startswith("With each doubling of gdp the share") for text in english)


def test_a_line_with_its_band_lies_on_the_regression() -> None:
    values, cities = corpus(0.0, 4)
    facts = covariates().assign(gdp=np.arange(10.0))
    line = fitted_shares(
        values[["port"]], cities, covariates=facts, formula="gdp + coastal", along="gdp"
    )
    drawn, cells = line[line["city"].isna()], line[line["city"].notna()]
    found = regress(values[["port"]], cities, covariates=facts, formula="gdp + coastal")
    slope = found.set_index("term")["estimate"]["gdp"]
    assert np.diff(drawn["estimate"]) == pytest.approx(np.full(24, slope * 9 / 24))
    assert len(cells) == 10 and cells["estimate"].between(0, 1).all()
    width = (drawn["ci_high"] - drawn["ci_low"]).to_numpy()
    assert width[12] < min(width[0], width[-1])  # surest in the middle
    with pytest.raises(UsageError, match="number of the formula"):
        fitted_shares(values, cities, covariates=facts, formula="gdp", along="coastal")
