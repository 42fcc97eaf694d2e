"""Themes over time: series by period, slopes, and differences of slopes."""

import numpy as np
import pandas as pd
from scipy import special

from cityanalysis._typing import MIN_PERIODS, Period, check_choice
from cityanalysis.compare.aligned import Floats, Sample, align, regroup
from cityanalysis.compare.dispersion import beta_interval
from cityanalysis.compare.estimates import estimate
from cityanalysis.compare.periods import PERIODS
from cityanalysis.compare.resample import benjamini_hochberg
from cityanalysis.compare.slopes import fit_slopes
from cityanalysis.frames import Series, TrendDifferences, Trends

__all__ = ["PERIODS", "series", "trend_differences", "trends"]

# Years that tell a yearly wave from a line. Of two, a wave leaves so little that a test
# errs in .07 at an autocorrelation of .7 (.05 without it) and finds no more (docs/methods.md).
_SEASONAL_YEARS = 3
_TWO_WAVES = 4  # years from which its half is taken out too
# Of a share: less is rounding.
_NO_CHANGE = 1e-9


def series(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    dates: pd.Series,
    *,
    period: Period = "month",
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate of each theme in each city and period, with intervals as in `prevalence`.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    level : float
        Nominal coverage of the interval.
    dates : Series
        doc_id → date. Articles without one stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Length of a period.

    Returns
    -------
    DataFrame
        `city`, `theme`, `period` (start), `estimate`, `ci_low`, `ci_high`, `n_articles`; every
        period from the corpus's first to its last, with no estimate where a city has no article.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.2, 0.4]}, index=["a", "b"])
    >>> cities = pd.DataFrame({"doc_id": ["a", "b"], "city": "聊城"})
    >>> dates = pd.Series(pd.to_datetime(["2020-01-03", "2020-03-01"]), index=["a", "b"])
    >>> series(values, cities, dates)[["period", "estimate", "n_articles"]]
          period  estimate  n_articles
    0 2020-01-01       0.2           1
    1 2020-02-01       NaN           0
    2 2020-03-01       0.4           1
    """
    places, starts, sample = _by_period(values, cities, dates, period, cluster)
    found = estimate(sample, level)
    low, high = beta_interval(found.mean, found.n_effective, level)
    shape = (len(places), len(starts), len(found.themes))
    grid = np.meshgrid(*map(np.arange, shape), indexing="ij")
    city, when, theme = (np.swapaxes(axis, 1, 2).ravel() for axis in grid)
    unknown = np.isnan(found.mean)

    def column(table: Floats) -> Floats:
        return np.swapaxes(table.reshape(shape), 1, 2).ravel()

    counts = np.repeat(found.n_articles[:, None], shape[2], axis=1)
    return pd.DataFrame(
        {
            Series.city: pd.array(np.array(places, dtype=object)[city], "str"),
            Series.theme: pd.array(np.array(found.themes, dtype=object)[theme], "str"),
            Series.period: starts[when],
            Series.estimate: column(found.mean),
            Series.ci_low: column(np.where(unknown, np.nan, low)),
            Series.ci_high: column(np.where(unknown, np.nan, high)),
            Series.n_articles: column(counts).astype(np.int64),
        }
    )


def trends(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    dates: pd.Series,
    *,
    period: Period = "month",
    cluster: pd.Series | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Slope of each theme in each city, by least squares on the means of periods.

    Neighbouring periods resemble each other, and how much is not known. The line is fitted under
    many autocorrelations and shares of noise, and the fits are averaged by their restricted
    likelihood (see `fit_slopes`). A yearly wave is taken out where there are three years or more.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    dates : Series
        doc_id → date. Articles without one stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Length of a period.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    DataFrame
        `city`, `theme`, `slope` (per year), `ci_low`, `ci_high`, `p_value`, `n_periods`
        (with articles), `refused` (NA, or why nothing was tested: `too_few_periods` under 8,
        `no_variation`), `q_value` (Benjamini–Hochberg over all that were tested),
        `standard_error`, `df`.

    References
    ----------
    Harville 1974, Biometrika 61 (restricted likelihood); Hoeting et al. 1999, Statistical Science
    14 (averaging over models).

    Examples
    --------
    >>> ids = [str(i) for i in range(12)]
    >>> values = pd.DataFrame({"water": [0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.6, 0.6, 0.7,
    ...                                  0.8]}, index=ids)
    >>> cities = pd.DataFrame({"doc_id": ids, "city": "聊城"})
    >>> dates = pd.Series(pd.date_range("2020-01-01", periods=12, freq="MS"), index=ids)
    >>> trends(values, cities, dates)[["slope", "n_periods"]].round(2)
       slope  n_periods
    0   0.73         12
    """
    places, starts, sample = _by_period(values, cities, dates, period, cluster)
    found = estimate(sample, level)
    n_periods, n_themes = len(starts), len(found.themes)
    time = _years(starts, period)
    rows = [
        _slopes(time, found.mean[c * n_periods : (c + 1) * n_periods], PERIODS[period][1], level)
        for c in range(len(places))
    ]
    table: dict[str, Floats] = {
        name: np.concatenate([row[name] for row in rows]) if rows else np.zeros(0)
        for name in _COLUMNS
    }
    labels = {
        Trends.city: np.repeat(np.array(places, dtype=object), n_themes),
        Trends.theme: np.tile(np.array(found.themes, dtype=object), len(places)),
    }
    frame = pd.DataFrame({k: pd.array(v, "str") for k, v in labels.items()} | table)
    frame[Trends.n_periods] = frame[Trends.n_periods].astype(np.int64)
    frame[Trends.refused] = frame[Trends.refused].astype("str")
    tested = frame[Trends.refused].isna()
    q_value = np.full(len(frame), np.nan)
    q_value[tested] = benjamini_hochberg(frame[Trends.p_value][tested].to_numpy())
    frame.insert(8, Trends.q_value, q_value)
    return frame


_COLUMNS = (
    Trends.slope,
    Trends.ci_low,
    Trends.ci_high,
    Trends.p_value,
    Trends.n_periods,
    Trends.refused,
    Trends.standard_error,
    Trends.df,
)


def trend_differences(trends: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Differences of the slopes of every two cities, theme by theme; the variances add up.

    Parameters
    ----------
    trends : DataFrame
        As `trends` gives it; refused rows are left out.
    level : float
        Nominal coverage of the interval.

    Returns
    -------
    DataFrame
        `theme`, `city_a`, `city_b`, `difference` (of slopes per year, a − b), `ci_low`,
        `ci_high`, `p_value` (Welch–Satterthwaite), `p_adjusted` (Benjamini–Hochberg over all).

    Examples
    --------
    >>> table = pd.DataFrame({"city": ["甲", "乙"], "theme": "water", "slope": [0.5, 0.1],
    ...     "standard_error": [0.1, 0.1], "df": [10.0, 10.0], "refused": [None, None]})
    >>> trend_differences(table)[["difference", "ci_low", "ci_high"]].round(2).values.tolist()
    [[0.4, 0.11, 0.69]]
    """
    known = trends[trends[Trends.refused].isna()]
    both = known.merge(known, on=Trends.theme, suffixes=("_a", "_b"), sort=False)
    place = {city: i for i, city in enumerate(dict.fromkeys(known[Trends.city]))}
    both = both[
        both[TrendDifferences.city_a].map(place) < both[TrendDifferences.city_b].map(place)
    ].reset_index(drop=True)
    var_a, var_b = both["standard_error_a"] ** 2, both["standard_error_b"] ** 2
    variance = (var_a + var_b).to_numpy(dtype=float)
    parts = (var_a**2 / both["df_a"] + var_b**2 / both["df_b"]).to_numpy(dtype=float)
    difference = (both["slope_a"] - both["slope_b"]).to_numpy(dtype=float)
    low, high, p = _student(difference, np.sqrt(variance), variance**2 / parts, level)
    return pd.DataFrame(
        {
            TrendDifferences.theme: both[TrendDifferences.theme],
            TrendDifferences.city_a: both[TrendDifferences.city_a],
            TrendDifferences.city_b: both[TrendDifferences.city_b],
            TrendDifferences.difference: difference,
            TrendDifferences.ci_low: low,
            TrendDifferences.ci_high: high,
            TrendDifferences.p_value: p,
            TrendDifferences.p_adjusted: benjamini_hochberg(p),
        }
    )


def _slopes(time: Floats, mean: Floats, per_year: float, level: float) -> dict[str, Floats]:
    """Least squares of all themes of one city on its periods with articles."""
    known = ~np.isnan(mean[:, 0]) if mean.shape[1] else np.zeros(len(time), dtype=bool)
    n, n_themes = int(known.sum()), mean.shape[1]
    nothing = np.full(n_themes, np.nan)
    found = dict.fromkeys(_COLUMNS, nothing) | {Trends.n_periods: np.full(n_themes, n)}
    if n < MIN_PERIODS:
        return found | {Trends.refused: np.full(n_themes, "too_few_periods", dtype=object)}
    moves = np.ptp(mean[known], axis=0) > _NO_CHANGE
    line = fit_slopes(time[known], mean[known][:, moves], _seasons(time[known], per_year), level)
    told = {Trends.slope: line.slope, Trends.ci_low: line.low, Trends.ci_high: line.high}
    told |= {Trends.p_value: line.p_value, Trends.standard_error: line.error}
    told |= {Trends.df: np.full(int(moves.sum()), line.df)}
    for name, value in told.items():
        found[name] = np.full(n_themes, np.nan)
        found[name][moves] = value
    refused = np.full(n_themes, None, dtype=object)
    refused[~moves] = "no_variation"
    return found | {Trends.refused: refused}


def _seasons(time: Floats, per_year: float) -> Floats:
    """A yearly wave, where there are years enough to tell it from a line, and its half."""
    # A year of twelve months reaches over eleven steps.
    years = np.ptp(time) + 1 / per_year
    if per_year < 4 or min(years, len(time) / per_year) < _SEASONAL_YEARS - _NO_CHANGE:
        return np.zeros((len(time), 0))
    waves = [1, 2] if per_year > 4 and years >= _TWO_WAVES else [1]
    turns = [2 * np.pi * wave * time for wave in waves]
    return np.column_stack([f(turn) for turn in turns for f in (np.cos, np.sin)])


def _student(
    estimate: Floats, error: Floats, df: Floats, level: float
) -> tuple[Floats, Floats, Floats]:
    """Interval and two-sided p by Student's distribution."""
    reach = special.stdtrit(df, (1 + level) / 2) * error
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(np.where(error > 0, estimate / error, np.where(estimate == 0, 0.0, np.inf)))
    return estimate - reach, estimate + reach, 2 * special.stdtr(df, -t)


def _by_period(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    dates: pd.Series,
    period: Period,
    cluster: pd.Series | None,
) -> tuple[tuple[str, ...], pd.DatetimeIndex, Sample]:
    """Cities, periods, and a wider sample in which each city × period is a city of its own."""
    check_choice("period", period, Period)
    when = pd.to_datetime(dates.reindex(values.index))
    dated = values[when.notna().to_numpy()]
    sample = align(dated, cities, cluster)
    month = when[when.notna()].dt.to_period(PERIODS[period][0])
    starts, code = _axis(pd.PeriodIndex(month))
    n = len(starts)
    names = tuple(f"{city}/{i}" for city in sample.cities for i in range(n))
    wide = regroup(sample, names, sample.city * n + code[sample.document])
    return sample.cities, starts, wide


# A mistyped year must not fill the memory with empty months.
_LONGEST_AXIS = 1200


def _axis(periods: pd.PeriodIndex) -> tuple[pd.DatetimeIndex, np.ndarray]:
    """All periods from first to last (only those that occur, if that is too many), and codes."""
    if not len(periods):
        return pd.DatetimeIndex([]), np.zeros(0, dtype=np.int64)
    number = periods.asi8
    if number.max() - number.min() < _LONGEST_AXIS:
        axis = pd.period_range(periods.min(), periods.max())
    else:
        axis = periods.unique().sort_values()
    return axis.to_timestamp(), np.searchsorted(axis.asi8, number).astype(np.int64)


def _years(starts: pd.DatetimeIndex, period: Period) -> Floats:
    freq, per_year = PERIODS[period]
    return starts.to_period(freq).asi8.astype(float) / per_year
