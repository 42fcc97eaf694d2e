"""The step in which themes are followed over time."""

import numpy as np
import pandas as pd

from cityanalysis._typing import Period
from cityanalysis.frames import Cities

__all__ = ["ALL_TEXTS", "PERIODS", "all_texts", "choose_period"]

# The code that pandas has for a period, and how many there are in a year; the shortest first.
PERIODS: dict[Period, tuple[str, float]] = {
    "day": ("D", 365.25),
    "week": ("W", 365.25 / 7),
    "month": ("M", 12),
    "quarter": ("Q", 4),
    "year": ("Y", 1),
}
# What stands in the place of a city where all texts are followed together.
ALL_TEXTS = "全部文本"
_ENOUGH = 5  # articles per step: with fewer the line mostly shows which articles there happen to be
_MOST_STEPS = 200  # more make a line no surer, and its fit much slower


def choose_period(cities: pd.DataFrame, dates: pd.Series) -> Period | None:
    """The shortest step in which the usual city has five articles or more, or None.

    Parameters
    ----------
    cities : DataFrame
        `doc_id`, `city`.
    dates : Series
        doc_id → date; articles without one are passed over.

    Returns
    -------
    str or None
        The shortest of day, week, month, quarter and year of which the corpus has at most 200 and
        in which, between a city's first article and its last, the median step of the median city
        has five articles.

    Examples
    --------
    >>> days = pd.Series(pd.date_range("2021-01-01", periods=90), index=range(90))
    >>> choose_period(pd.DataFrame({"doc_id": range(90), "city": "聊城"}), days)
    'week'
    """
    own = cities[[Cities.doc_id, Cities.city]].drop_duplicates()
    when = pd.to_datetime(own[Cities.doc_id].map(dates))
    known = own[Cities.city][when.notna()].to_numpy()
    when = when[when.notna()]
    if when.empty:
        return None
    for period, (code, _) in PERIODS.items():
        step = pd.PeriodIndex(when.dt.to_period(code)).asi8
        if np.ptp(step) < _MOST_STEPS and _usual(known, step - step.min()) >= _ENOUGH:
            return period
    return None


def _usual(city: np.ndarray, step: np.ndarray) -> float:
    """Articles of the median step of the median city."""
    code, names = pd.factorize(city)
    counts = np.zeros((len(names), int(step.max()) + 1))
    np.add.at(counts, (code, step), 1)
    medians = []
    for row in counts:
        filled = np.flatnonzero(row)
        medians.append(np.median(row[filled[0] : filled[-1] + 1]))
    return float(np.median(medians))


def all_texts(documents: pd.Index | pd.Series) -> pd.DataFrame:
    """Cities frame in which every document belongs to one place, that of all texts.

    Examples
    --------
    >>> all_texts(pd.Index(["a", "b"])).values.tolist()
    [['a', '全部文本', 1.0], ['b', '全部文本', 1.0]]
    """
    names = {Cities.doc_id: list(documents), Cities.city: ALL_TEXTS, Cities.weight: 1.0}
    return pd.DataFrame(names)
