"""How a theme's share changes: one small panel a city, all on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare import ALPHA
from cityanalysis.figures.frames import groups_of, rows_of, where
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    city_label,
    drawing,
    empty,
    new_axes,
    place,
    width_of,
)
from cityanalysis.frames import Series, Trends
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_trends"]

_ACROSS = 3  # panels in a row
_TITLE_EMS = 16  # ems above a panel
_STRIDE = (1.12, 1.5)  # from panel to panel, in widths and heights of a panel


def plot_trends(
    series: pd.DataFrame,
    ax: Axes | None = None,
    *,
    theme: str | None = None,
    trends: pd.DataFrame | None = None,
    n_cities: int = 6,
    lang: Language = "zh",
) -> Axes:
    """Draw one theme's share over time, a panel with line and band for each city.

    Parameters
    ----------
    series : DataFrame
        `city`, `theme`, `period`, `estimate`, `ci_low`, `ci_high`, `n_articles`.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    theme : str, optional
        The first of the frame where it is absent.
    trends : DataFrame, optional
        Trends frame; a slope that is significant (its q and its interval) stands beside its city.
    n_cities : int
        At most so many panels, cities with the most articles first.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Lines have the ids ``trends/<theme>/<city>``.

    Examples
    --------
    >>> months = pd.to_datetime(["2021-01-01", "2021-02-01"])
    >>> frame = pd.DataFrame({"city": "聊城", "theme": "water", "period": months,
    ...                       "estimate": [.1, .2], "ci_low": 0., "ci_high": .4, "n_articles": 9})
    >>> plot_trends(frame).texts[0].get_text()
    '聊城'
    """
    say = Phrases(lang)
    with drawing():
        if theme is None and len(series):
            theme = str(series[Series.theme].iloc[0])
        rows = (
            where(series, Series.theme, theme).dropna(subset=[Series.estimate])
            if len(series)
            else series
        )
        panels = _panels(rows, n_cities)
        if not panels:
            return empty(new_axes(ax, TEXT_WIDTH, 1.0), say("figure.nothing"))
        across = min(_ACROSS, len(panels))
        down = -(-len(panels) // across)
        axes = new_axes(ax, TEXT_WIDTH, 0.42 + 0.98 * down)
        place(axes, left=0.38, right=0.1, top=0.2, bottom=0.22)
        bare(axes)
        slopes = (
            groups_of(where(trends, Series.theme, theme), Trends.city) if trends is not None else {}
        )
        shown = pd.concat(panels.values())
        scale = _Scale(shown, across)
        for number, (city, panel) in enumerate(panels.items()):
            words = _slope(slopes.get(city), say)
            _panel(axes, panel, scale, number, words, is_last=number >= len(panels) - across)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlim(-0.01, (across - 1) * _STRIDE[0] + 1.01)
        axes.set_ylim(-(down - 1) * _STRIDE[1] - 0.02, 1.04)
        return axes


class _Scale:
    """Where a date and a share lie within a panel of width and height 1."""

    def __init__(self, rows: pd.DataFrame, across: int) -> None:
        self.across = across
        when = pd.to_datetime(rows[Series.period])
        self.first, self.last = when.min(), when.max()
        self.days = max((self.last - self.first).days, 1)
        self.peak = min(1.0, float(rows[Series.ci_high].max())) or 1.0

    def corner(self, number: int) -> tuple[float, float]:
        down, right = divmod(number, self.across)
        return right * _STRIDE[0], -down * _STRIDE[1]

    def places(self, rows: pd.DataFrame) -> np.ndarray:
        return ((pd.to_datetime(rows[Series.period]) - self.first).dt.days / self.days).to_numpy()


def _panels(rows: pd.DataFrame, n_cities: int) -> dict[str, pd.DataFrame]:
    """Cities with at least two periods, most articles first."""
    found = {
        c: p.sort_values(Series.period)
        for c, p in groups_of(rows, Series.city).items()
        if len(p) > 1
    }
    first = {city: at for at, city in enumerate(dict.fromkeys(rows[Series.city]))}
    order = sorted(found, key=lambda city: (-found[city][Series.n_articles].sum(), first[city]))
    return {city: found[city] for city in order[:n_cities]}


def _slope(rows: pd.DataFrame | None, say: Phrases) -> str:
    """The yearly change where it is significant, the other tests allowed for."""
    if rows is None or rows.empty:
        return ""
    row: Any = next(rows_of(rows))
    is_sure = pd.isna(row.refused) and row.q_value <= ALPHA
    if not is_sure or not (row.ci_low > 0 or row.ci_high < 0):
        return ""
    key = "figure.slope_up" if row.slope > 0 else "figure.slope_down"
    return say(key, {"change": say.percent(abs(row.slope)).removesuffix("%")})


def _panel(
    axes: Axes, rows: pd.DataFrame, scale: _Scale, number: int, words: str, *, is_last: bool
) -> None:
    left, foot = scale.corner(number)
    x = left + scale.places(rows)
    y, low, high = (
        foot + np.clip(rows[name].to_numpy(dtype=float) / scale.peak, 0, 1)
        for name in (Series.estimate, Series.ci_low, Series.ci_high)
    )
    for level in (foot, foot + 1):
        axes.plot([left, left + 1], [level, level], color=COLOURS["rule"], lw=0.5, zorder=0)
    axes.fill_between(x, low, high, color=COLOURS["accent"], alpha=0.15, lw=0)
    (line,) = axes.plot(x, y, color=COLOURS["accent"], lw=1.6, solid_joinstyle="round")
    city = str(rows[Series.city].iloc[0])
    line.set_gid(f"trends/{rows[Series.theme].iloc[0]}/{city}")
    axes.plot(x[-1:], y[-1:], "o", ms=3.5, color=COLOURS["accent"])
    small: dict[str, Any] = {"fontsize": 8, "color": COLOURS["muted"]}
    title = city_label(city, ems=_TITLE_EMS)
    axes.text(left, foot + 1.05, title, ha="left", va="bottom", fontsize=8)
    # Beside the title where there is room for both, else in the panel below it.
    level, side = (1.05, "bottom") if width_of(title + words) < _TITLE_EMS else (0.98, "top")
    slope: dict[str, Any] = {"ha": "right", "va": side, "fontsize": 8, "color": COLOURS["contrast"]}
    axes.text(left + 1, foot + level, words, **slope)
    if left == 0:
        for level, share in ((0.0, 0.0), (1.0, scale.peak)):
            word = f"{100 * share:.0f}%"
            axes.text(-0.015, foot + level, word, ha="right", va="center", **small)
    if is_last:
        for at, when, align in ((left, scale.first, "left"), (left + 1, scale.last, "right")):
            word = f"{when.year}-{when.month:02d}"
            axes.text(at, foot - 0.06, word, ha=align, va="top", **small)
