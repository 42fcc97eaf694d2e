"""The pair of cities by which each theme's difference is shown."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.figures import rows_of
from cityanalysis.report.view import View

__all__ = ["clearest_pairs", "differing_cities"]

_COLUMNS = (
    "theme", "city_a", "city_b", "share_a", "share_b", "difference", "ci_low", "ci_high", "is_sure",
)  # fmt: skip


def _sure(rows: pd.DataFrame) -> pd.Series:
    """Which differences survive the correction, with an interval on one side of nought."""
    is_apart = (rows["ci_low"] > 0) | (rows["ci_high"] < 0)
    return (rows["p_adjusted"] <= ALPHA) & (rows["smallest_p"] <= ALPHA) & is_apart


def clearest_pairs(view: View) -> pd.DataFrame:
    """One pair of cities a theme, the surest differences first.

    Pairs that no test could tell apart are left out. A theme's pair is the sure one whose interval
    keeps furthest from 0, else the widest apart.

    Parameters
    ----------
    view : View

    Returns
    -------
    DataFrame
        `theme`, `city_a` (the higher), `city_b`, `share_a`, `share_b`, `difference`, `ci_low`,
        `ci_high`, `is_sure`.
    """
    rows = view.pairs(view.analysis.contrasts)
    # A pair that no test could tell apart shows nothing but the width of its interval.
    testable = rows["smallest_p"] <= ALPHA
    rows = rows[rows["theme"].isin(view.themes) & rows["difference"].notna() & testable]
    if rows.empty:
        return pd.DataFrame(columns=list(_COLUMNS))
    nearest = rows[["ci_low", "ci_high"]].abs().min(axis=1)
    is_sure = _sure(rows)
    rank = nearest.where(is_sure, rows["difference"].abs())
    rows = rows.assign(is_sure=is_sure, rank=rank.round(9))
    order = ["is_sure", "rank", "theme", "city_a", "city_b"]
    rows = rows.sort_values(order, ascending=[False, False, True, True, True], kind="stable")
    share = view.prevalence.set_index(["city", "theme"])["estimate"].to_dict()
    found = [_higher_first(row, share) for row in rows_of(rows.drop_duplicates("theme"))]
    return pd.DataFrame(found, columns=list(_COLUMNS))


def _higher_first(row: Any, share: dict[Any, float]) -> dict[str, Any]:
    a, b, difference, low, high = (
        row.city_a, row.city_b, row.difference, row.ci_low, row.ci_high,
    )  # fmt: skip
    if difference < 0:
        a, b, difference, low, high = b, a, -difference, -high, -low
    return {
        "theme": row.theme,
        "city_a": a,
        "city_b": b,
        "share_a": share.get((a, row.theme), float("nan")),
        "share_b": share.get((b, row.theme), float("nan")),
        "difference": difference,
        "ci_low": low,
        "ci_high": high,
        "is_sure": bool(row.is_sure),
    }


def differing_cities(view: View, theme: str) -> tuple[str, ...]:
    """The cities that differ significantly from some other city in one theme."""
    rows = view.pairs(view.analysis.contrasts)
    rows = rows[rows["theme"] == theme]
    sure = rows[_sure(rows)]
    return tuple(sorted({*sure["city_a"], *sure["city_b"]}))
