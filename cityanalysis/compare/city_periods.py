"""A city-by-period panel of theme shares, which regressions are fitted to."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from cityanalysis._typing import Period, check_choice
from cityanalysis.cities import read_gazetteer
from cityanalysis.compare.aligned import Floats, Integers, Sample, align
from cityanalysis.compare.trend import PERIODS
from cityanalysis.frames import Cities, Panel

__all__ = ["article_cells", "panel"]


def panel(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    dates: pd.Series | None = None,
    period: Period = "year",
    cluster: pd.Series | None = None,
) -> pd.DataFrame:
    """Mean of each theme in each city, or in each city and period.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id. None: every article stands alone.
    dates : Series, optional
        doc_id → date. Given, a city has a row for each period in which it has articles, and
        articles without a date stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Step of the panel where there are dates.

    Returns
    -------
    DataFrame
        `city`, `code`, `period`, `code_then` (the city's code under GB/T 2260 at the end of that
        year: 毕节 was 522400 before 2011), `theme`, `share`, `n_articles`, `n_clusters`;
        sorted by code or name, period, and theme in the order of `values`.

    Examples
    --------
    >>> values = pd.DataFrame({"water": [0.2, 0.4, 0.9]}, index=list("abc"))
    >>> cities = pd.DataFrame({"doc_id": list("abc"), "city": ["聊城", "聊城", "德州"]})
    >>> dates = pd.Series(pd.to_datetime(["2020-05-01", "2021-05-01", "2021-06-01"]), list("abc"))
    >>> panel(values, cities, dates=dates)[["city", "period", "share"]].values.tolist()[0]
    ['德州', Timestamp('2021-01-01 00:00:00'), 0.9]
    """
    check_choice("period", period, PERIODS)
    when = _starts(values.index, dates, period)
    sample = align(values.loc[when.index], cities, cluster)
    cell = _cells(sample, when)
    codes = _codes(cities, sample.cities)
    frame = pd.DataFrame(
        {
            Panel.city: np.array(sample.cities, dtype=object)[cell.city],
            Panel.code: [codes.get(sample.cities[i]) for i in cell.city],
            Panel.period: cell.period,
            Panel.n_articles: cell.weight.round(9),
            Panel.n_clusters: cell.n_clusters,
        }
    )
    frame[Panel.code_then] = _codes_then(frame)
    order = np.lexsort((frame[Panel.period], frame[Panel.city], frame[Panel.code].fillna("")))
    n_themes = len(sample.themes)
    long = frame.iloc[np.repeat(order, n_themes)].reset_index(drop=True)
    long[Panel.theme] = list(sample.themes) * len(frame)
    long[Panel.share] = cell.mean[order].ravel()
    return Panel.of_rows(long[Panel.names()].to_dict("records"))


def article_cells(
    values: pd.DataFrame,
    cities: pd.DataFrame,
    *,
    dates: pd.Series | None = None,
    period: Period = "year",
) -> pd.DataFrame:
    """A row per article in its best city: `doc_id`, `city`, `period`, and the themes' values.

    Parameters
    ----------
    values : DataFrame, articles × themes
        Index `doc_id`; weights from 0 to 1, or booleans.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`, an article's best city first.
    dates : Series, optional
        doc_id → date. Given, articles without a date stay out.
    period : {"day", "week", "month", "quarter", "year"}
        Step of the panel where there are dates.
    """
    check_choice("period", period, PERIODS)
    when = _starts(values.index, dates, period)
    sample = align(values.loc[when.index], cities.drop_duplicates(Cities.doc_id), None)
    frame = pd.DataFrame(sample.values, columns=list(sample.themes))
    kept = when.iloc[sample.document]
    frame.insert(0, Panel.period, kept.to_numpy())
    frame.insert(0, Panel.city, np.array(sample.cities, dtype=object)[sample.city])
    frame.insert(0, Cities.doc_id, kept.index.astype(str))
    return frame


def _starts(index: pd.Index, dates: pd.Series | None, period: Period) -> pd.Series:
    """doc_id → first day of its period; NaT throughout where the corpus is taken as one."""
    if dates is None:
        return pd.Series(pd.NaT, index=index, dtype="datetime64[s]")
    known = pd.to_datetime(dates.reindex(index)).dropna()
    starts = known.dt.to_period(PERIODS[period][0]).dt.start_time
    return starts.astype("datetime64[s]")


class _Sums(NamedTuple):
    """By cell: city's code, first day, means (n_cells, n_themes), weight and clusters."""

    city: Integers
    period: list[pd.Timestamp]
    mean: Floats
    weight: Floats
    n_clusters: Integers


def _cells(sample: Sample, when: pd.Series) -> _Sums:
    """Sums by city and period: codes, means, weights and clusters."""
    step, starts = pd.factorize(when, sort=True, use_na_sentinel=True)
    n_steps = max(len(starts), 1)
    key = sample.city * n_steps + np.maximum(step, 0)[sample.document]
    kept, group = np.unique(key, return_inverse=True)
    weight: Floats = np.bincount(group, sample.weight, len(kept)).astype(float)
    total = np.zeros((len(kept), len(sample.themes)))
    np.add.at(total, group, sample.values * sample.weight[:, None])
    pairs = np.unique(np.stack([group, sample.cluster]), axis=1)
    dated = list(starts) if len(starts) else [pd.NaT]
    return _Sums(
        city=kept // n_steps,
        period=[dated[i] for i in kept % n_steps],
        mean=total / weight[:, None],
        weight=weight,
        n_clusters=np.bincount(pairs[0], minlength=len(kept)),
    )


def _codes(cities: pd.DataFrame, names: tuple[str, ...]) -> dict[str, str]:
    """Name of each city, as `align` tells two of one name apart → its code."""
    if Cities.code not in cities:
        return {}
    known = cities.dropna(subset=[Cities.code]).drop_duplicates(Cities.code)
    pairs = list(zip(known[Cities.city].astype(str), known[Cities.code].astype(str), strict=True))
    found = {f"{name} ({code})": code for name, code in pairs}
    return found | {name: code for name, code in pairs if name in names}


def _codes_then(frame: pd.DataFrame) -> list[str | None]:
    """The code of each cell's city at the end of the year of its period."""
    gazetteer = read_gazetteer()
    return [
        None if pd.isna(day) or code is None else gazetteer.code_in(code, day.year)
        for code, day in zip(frame[Panel.code], frame[Panel.period], strict=True)
    ]
