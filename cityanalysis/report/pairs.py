"""Pairs of cities: the one by which each theme's difference is shown, and two set side by side."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.errors import UsageError, did_you_mean
from cityanalysis.figures import rows_of
from cityanalysis.frames import Contrasts, Prevalence
from cityanalysis.report.view import View

__all__ = [
    "check_pair",
    "clearest_pairs",
    "contrast_rows",
    "differing_cities",
    "higher_first",
    "pair_rows",
    "pairs_shown",
]

_PAIRED_CITIES = 4  # up to so many compared cities every pair has a page of its own
_COLUMNS = (
    Contrasts.theme,
    Contrasts.city_a,
    Contrasts.city_b,
    "share_a",
    "share_b",
    Contrasts.difference,
    Contrasts.ci_low,
    Contrasts.ci_high,
    "is_sure",
)
_BOUNDS = ("low_a", "high_a", "low_b", "high_b", Contrasts.is_alike)


def check_pair(pair: tuple[str, ...], known: list[str]) -> None:
    """That the cities to be set side by side occur.

    Raises
    ------
    UsageError
        Where one does not; the message names the nearest that does.

    Examples
    --------
    >>> check_pair(("聊城", "德州"), ["德州", "聊城", "临沂"])
    """
    for city in pair:
        if city not in known:
            remedy = did_you_mean(city, known) or f" Known are: {', '.join(known[:8])}."
            raise UsageError(f"compare: {city!r} is not a city of this run.{remedy}")


def pairs_shown(view: View) -> list[tuple[str, str]]:
    """The pairs of cities that have a page: those asked for, or all where the cities are few.

    Those asked for are left out where one is not compared. The pair that differs in most themes
    comes first.

    Examples
    --------
    >>> from cityanalysis.report.view import make_view
    >>> from cityanalysis.run import Analysis
    >>> pairs_shown(make_view(Analysis()))
    []
    """
    # Without a theme there is nothing to set side by side.
    if not view.themes:
        return []
    asked = tuple(view.names.get(city, city) for city in view.analysis.settings.compare)
    if asked:
        return [(asked[0], asked[1])] if set(asked) <= set(view.cities) else []
    if not 2 <= len(view.cities) <= _PAIRED_CITIES:
        return []
    rows = view.pairs(view.analysis.contrasts)
    sure = rows[_sure(rows)]
    found = [frozenset(pair) for pair in zip(sure[Contrasts.city_a], sure[Contrasts.city_b])]
    pairs = list(combinations(view.cities, 2))
    return sorted(pairs, key=lambda pair: -found.count(frozenset(pair)))


def pair_rows(view: View, a: str, b: str) -> pd.DataFrame:
    """Every theme in two cities, sure differences first, then by size.

    Returns
    -------
    DataFrame
        The columns of `clearest_pairs`, here with `city_a` as the first in every row, and the
        bounds of both shares: `low_a`, `high_a`, `low_b`, `high_b`; `is_alike`, whether the
        difference is surely small.
    """
    shares = view.prevalence.set_index([Prevalence.city, Prevalence.theme])
    known = {row.theme: row for row in rows_of(_of_pair(view, a, b))}
    found = []
    for theme in view.themes:
        if (a, theme) not in shares.index or (b, theme) not in shares.index:
            continue
        one: Any = shares.loc[(a, theme)]
        other: Any = shares.loc[(b, theme)]
        row = known.get(theme)
        found.append(
            {
                Contrasts.theme: theme,
                Contrasts.city_a: a,
                Contrasts.city_b: b,
                "share_a": one[Prevalence.estimate],
                "share_b": other[Prevalence.estimate],
                Contrasts.difference: row.difference if row else float("nan"),
                Contrasts.ci_low: row.ci_low if row else float("nan"),
                Contrasts.ci_high: row.ci_high if row else float("nan"),
                "is_sure": bool(row.is_sure) if row else False,
                "low_a": one[Prevalence.ci_low],
                "high_a": one[Prevalence.ci_high],
                "low_b": other[Prevalence.ci_low],
                "high_b": other[Prevalence.ci_high],
                Contrasts.is_alike: bool(row.is_alike) if row else False,
            }
        )
    frame = pd.DataFrame(found, columns=[*_COLUMNS, *_BOUNDS])
    size = (frame["share_a"] - frame["share_b"]).abs().round(9)
    frame = frame.assign(size=size).sort_values(
        ["is_sure", "size", Contrasts.theme], ascending=[False, False, True], kind="stable"
    )
    return frame.drop(columns="size").reset_index(drop=True)


def higher_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `pair_rows` as `plot_differences` draws them: measured, `city_a` the higher."""
    rows = rows[rows[Contrasts.difference].notna()]
    swap = rows["share_a"] < rows["share_b"]
    turned = rows.assign(
        city_a=rows[Contrasts.city_b],
        city_b=rows[Contrasts.city_a],
        share_a=rows["share_b"],
        share_b=rows["share_a"],
        difference=-rows[Contrasts.difference],
        ci_low=-rows[Contrasts.ci_high],
        ci_high=-rows[Contrasts.ci_low],
    )
    return rows.where(~swap, turned)[list(_COLUMNS)]


def contrast_rows(view: View) -> pd.DataFrame:
    """Every contrast of two compared cities, with `is_sure`: whether they surely differ."""
    rows = view.pairs(view.analysis.contrasts)
    return rows.assign(is_sure=_sure(rows))


def _of_pair(view: View, a: str, b: str) -> pd.DataFrame:
    """Contrasts of two cities, the first of them as `city_a`."""
    rows = view.analysis.contrasts
    forth = rows[(rows[Contrasts.city_a] == a) & (rows[Contrasts.city_b] == b)]
    back = rows[(rows[Contrasts.city_a] == b) & (rows[Contrasts.city_b] == a)]
    turned = back.assign(
        city_a=a,
        city_b=b,
        difference=-back[Contrasts.difference],
        ci_low=-back[Contrasts.ci_high],
        ci_high=-back[Contrasts.ci_low],
    )
    rows = pd.concat([forth, turned])
    return rows.assign(is_sure=_sure(rows))


def _sure(rows: pd.DataFrame) -> pd.Series:
    """Which differences survive the correction, with an interval that does not hold 0."""
    is_apart = (rows[Contrasts.ci_low] > 0) | (rows[Contrasts.ci_high] < 0)
    return (rows[Contrasts.p_adjusted] <= ALPHA) & (rows[Contrasts.smallest_p] <= ALPHA) & is_apart


def clearest_pairs(view: View) -> pd.DataFrame:
    """One pair of cities a theme, the surest differences first.

    Pairs that no test could tell apart are left out. A theme's pair is the sure one whose interval
    keeps furthest from 0, else the widest apart.

    Parameters
    ----------
    view : View
        A run as the report shows it.

    Returns
    -------
    DataFrame
        `theme`, `city_a` (the higher), `city_b`, `share_a`, `share_b`, `difference`, `ci_low`,
        `ci_high`, `is_sure`.
    """
    rows = view.pairs(view.analysis.contrasts)
    # A pair that no test could tell apart shows nothing but the width of its interval.
    testable = rows[Contrasts.smallest_p] <= ALPHA
    rows = rows[
        rows[Contrasts.theme].isin(view.themes) & rows[Contrasts.difference].notna() & testable
    ]
    if rows.empty:
        return pd.DataFrame(columns=list(_COLUMNS))
    rows = surest_first(rows)
    by_cell = view.prevalence.set_index([Prevalence.city, Prevalence.theme])
    share = by_cell[Prevalence.estimate].to_dict()
    found = [_higher_first(row, share) for row in rows_of(rows.drop_duplicates(Contrasts.theme))]
    return pd.DataFrame(found, columns=list(_COLUMNS))


def surest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Contrasts: sure ones whose interval keeps furthest from 0, then the widest apart."""
    nearest = rows[[Contrasts.ci_low, Contrasts.ci_high]].abs().min(axis=1)
    is_sure = _sure(rows)
    rank = nearest.where(is_sure, rows[Contrasts.difference].abs())
    rows = rows.assign(is_sure=is_sure, rank=rank.round(9))
    order = ["is_sure", "rank", Contrasts.theme, Contrasts.city_a, Contrasts.city_b]
    return rows.sort_values(order, ascending=[False, False, True, True, True], kind="stable")


def _higher_first(row: Any, share: dict[Any, float]) -> dict[str, Any]:
    a, b, difference, low, high = (
        row.city_a,
        row.city_b,
        row.difference,
        row.ci_low,
        row.ci_high,
    )
    if difference < 0:
        a, b, difference, low, high = b, a, -difference, -high, -low
    return {
        Contrasts.theme: row.theme,
        Contrasts.city_a: a,
        Contrasts.city_b: b,
        "share_a": share.get((a, row.theme), float("nan")),
        "share_b": share.get((b, row.theme), float("nan")),
        Contrasts.difference: difference,
        Contrasts.ci_low: low,
        Contrasts.ci_high: high,
        "is_sure": bool(row.is_sure),
    }


def differing_cities(view: View, theme: str) -> tuple[str, ...]:
    """The cities that differ significantly from some other city in one theme."""
    rows = view.pairs(view.analysis.contrasts)
    rows = rows[rows[Contrasts.theme] == theme]
    sure = rows[_sure(rows)]
    return tuple(sorted({*sure[Contrasts.city_a], *sure[Contrasts.city_b]}))
