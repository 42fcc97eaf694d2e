"""Series and slopes: SciPy as oracle, gaps, refusals, differences."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare import (
    ALL_TEXTS,
    all_texts,
    choose_period,
    prevalence,
    series,
    trend_differences,
    trends,
)
from cityanalysis.errors import UsageError


def _monthly(rates: dict[str, np.ndarray], per_month: int = 10, seed: int = 0):
    rng = np.random.default_rng(seed)
    rows = []
    for city, rate in rates.items():
        for month, share in enumerate(rate):
            if np.isnan(share):
                continue
            date = pd.Timestamp("2018-01-15") + pd.DateOffset(months=month)
            drawn = np.clip(share + rng.normal(0, 0.05, per_month), 0, 1)
            rows += [(city, date, value) for value in drawn]
    frame = pd.DataFrame(rows, columns=["city", "date", "water"])
    frame.index = pd.Index([f"d{i:05d}" for i in range(len(frame))], dtype="str")
    cities = frame[["city"]].rename_axis("doc_id").reset_index()
    return frame[["water"]], cities, frame["date"]


def test_slope_is_least_squares_on_the_means_of_months() -> None:
    values, cities, dates = _monthly({"甲": np.linspace(0.1, 0.5, 24)})
    row = trends(values, cities, dates).iloc[0]
    means = values["water"].groupby(dates.dt.to_period("M")).mean()
    expected = stats.linregress(np.arange(24) / 12, means)
    assert row["slope"] == pytest.approx(expected.slope, abs=expected.stderr)
    assert row["standard_error"] >= expected.stderr * 0.99
    assert row["ci_low"] < row["slope"] < row["ci_high"]
    assert row["p_value"] < 0.001 and row["n_periods"] == 24 and pd.isna(row["refused"])


def test_autocorrelation_widens_the_interval() -> None:
    rng = np.random.default_rng(5)
    shock = rng.normal(0, 0.05, 35)  # no wave is taken out of less than three years
    smooth = np.convolve(shock, np.ones(6) / 2, mode="same")
    errors = []
    for rate in (0.4 + shock, 0.4 + smooth):
        values, cities, dates = _monthly({"甲": rate})
        means = values["water"].groupby(dates.dt.to_period("M")).mean()
        plain = stats.linregress(np.arange(35) / 12, means).stderr
        errors.append(trends(values, cities, dates)["standard_error"].item() / plain)
    assert errors[0] < 1.6
    assert errors[1] > 1.8


@pytest.mark.parametrize(("n_months", "is_taken_out"), [(35, False), (36, True)])
def test_a_yearly_wave_is_taken_out_of_three_years(n_months: int, is_taken_out: bool) -> None:
    wave = 0.4 + 0.2 * np.sin(2 * np.pi * np.arange(n_months) / 12)
    error = trends(*_monthly({"甲": wave}))["standard_error"].item()
    assert (error < 0.02) is is_taken_out


def test_under_eight_periods_no_trend_is_tested() -> None:
    values, cities, dates = _monthly({"甲": np.linspace(0.1, 0.9, 7), "乙": np.full(8, 0.3)})
    table = trends(values, cities, dates).set_index("city")
    assert table.loc["甲", "refused"] == "too_few_periods"
    assert np.isnan(table.loc["甲", "slope"]) and np.isnan(table.loc["甲", "q_value"])
    assert pd.isna(table.loc["乙", "refused"])


def test_a_theme_that_never_moves_is_refused() -> None:
    values, cities, dates = _monthly({"甲": np.full(12, 0.3)})
    assert trends(values * 0, cities, dates)["refused"].item() == "no_variation"


def test_series_has_gaps_where_there_is_no_article_and_prevalence_elsewhere() -> None:
    rate = np.array([0.2, np.nan, 0.4])
    values, cities, dates = _monthly({"甲": rate, "乙": np.full(3, 0.3)})
    table = series(values, cities, dates).set_index(["city", "period"])
    gap = table.loc[("甲", pd.Timestamp("2018-02-01"))]
    assert np.isnan(gap["estimate"]) and np.isnan(gap["ci_low"]) and gap["n_articles"] == 0
    first = table.loc[("甲", pd.Timestamp("2018-01-01"))]
    month = dates.dt.month == 1
    once = prevalence(values[month], cities[month.to_numpy()]).set_index("city")
    assert first["estimate"] == pytest.approx(once.loc["甲", "estimate"])


@pytest.mark.parametrize(("period", "n"), [("month", 25), ("quarter", 9), ("year", 3)])
def test_periods(period: str, n: int) -> None:
    values, cities, dates = _monthly({"甲": np.linspace(0.1, 0.5, 25)}, per_month=3)
    table = series(values, cities, dates, period=period)
    assert len(table) == n and table["n_articles"].sum() == 75
    slopes = trends(values, cities, dates, period=period)["slope"]
    assert slopes.isna().item() if n < 8 else slopes.item() == pytest.approx(0.2, abs=0.03)


def test_difference_of_trends_adds_the_variances() -> None:
    values, cities, dates = _monthly({"甲": np.linspace(0.1, 0.6, 24), "乙": np.full(24, 0.3)})
    table = trends(values, cities, dates)
    row = trend_differences(table).iloc[0]
    by_city = table.set_index("city")
    assert row["city_a"] == by_city.index[0]
    assert row["difference"] == pytest.approx(by_city["slope"].iloc[0] - by_city["slope"].iloc[1])
    reach = (row["ci_high"] - row["ci_low"]) / 2
    error = np.sqrt((by_city["standard_error"] ** 2).sum())
    assert 1.96 * error < reach < 2.6 * error
    assert row["p_value"] < 0.001


def test_a_mistyped_year_does_not_fill_the_memory() -> None:
    values, cities, dates = _monthly({"甲": np.full(3, 0.3)})
    dates = dates.astype("datetime64[s]")
    dates.iloc[0] = pd.Timestamp("0202-01-01").as_unit("s")
    assert len(series(values, cities, dates)) == 4


def test_wrong_period_names_the_choices() -> None:
    values, cities, dates = _monthly({"甲": np.full(3, 0.3)})
    with pytest.raises(UsageError, match="quarter, year; got 'decade'"):
        trends(values, cities, dates, period="decade")


def test_a_yearly_wave_is_no_trend() -> None:
    months = np.arange(36)
    values, cities, dates = _monthly({"甲": 0.4 + 0.2 * np.cos(2 * np.pi * months / 12)})
    row = trends(values, cities, dates).iloc[0]
    assert row["p_value"] > 0.05


@pytest.mark.parametrize(
    ("days", "a_day", "expected"),
    [(60, 6, "day"), (60, 1, "week"), (720, 1, "week"), (720, 0.25, "month"), (3650, 0.01, "year")],
)
def test_the_step_is_the_shortest_with_five_articles(days, a_day, expected) -> None:
    n = int(days * a_day)
    when = pd.Timestamp("2015-01-01") + pd.to_timedelta(np.arange(n) * days // n, unit="D")
    ids = [f"d{i}" for i in range(n)]
    cities = pd.DataFrame({"doc_id": ids, "city": "聊城"})
    dates = pd.Series(when, index=ids)
    found = choose_period(cities, dates)
    assert found == (expected if a_day != 0.01 else None)
    assert choose_period(cities, pd.Series(pd.NaT, index=ids)) is None


def test_yearly_reports_are_followed_by_year() -> None:
    ids = [f"d{i}" for i in range(200)]
    dates = pd.Series([pd.Timestamp(f"{2010 + i // 20}-02-01") for i in range(200)], index=ids)
    assert choose_period(pd.DataFrame({"doc_id": ids, "city": "聊城"}), dates) == "year"


@pytest.mark.parametrize("period", ["day", "week"])
def test_days_and_weeks_have_slopes_per_year(period) -> None:
    when = pd.date_range("2021-01-01", periods=20, freq={"day": "D", "week": "7D"}[period])
    years = np.arange(20) * {"day": 1, "week": 7}[period] / 365.25
    values = pd.DataFrame({"water": 0.2 + 0.5 * years}, index=[str(i) for i in range(20)])
    dates = pd.Series(when, index=values.index)
    table = trends(values, all_texts(values.index), dates, period=period)
    assert table["slope"].iloc[0] == pytest.approx(0.5, rel=0.01)
    assert table["n_periods"].iloc[0] == 20 and table["city"].iloc[0] == ALL_TEXTS
