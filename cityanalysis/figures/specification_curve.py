"""A specification curve: one finding on every path of choices, and which choices each path made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.figures.frames import rows_of
from cityanalysis.figures.intervals import round_steps
from cityanalysis.figures.style import (
    COLOURS,
    TEXT_WIDTH,
    bare,
    drawing,
    empty,
    new_axes,
    place,
    printable,
    width_of,
)
from cityanalysis.frames import Multiverse
from cityanalysis.wording import Phrases

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_choices"]

_CHOICES = (
    Multiverse.measure,
    Multiverse.estimand,
    Multiverse.clusters,
    Multiverse.confidence,
    Multiverse.without,
    Multiverse.seed,
)
_ROW = 0.165  # inches of a row of the choices
_CURVE_ROWS = 9  # rows that the curve is high
_GAP = 1.2  # rows between curve and choices
_LEAST_APART = 1.2  # rows between the lines of two numbers that can both be read
_TEXT_SIZE = 8  # points


def plot_choices(found: pd.DataFrame, ax: Axes | None = None, *, lang: Language = "zh") -> Axes:
    """Draw the difference of two cities on every path, and below it the choices of each path.

    Paths stand from the smallest to the largest difference. Those whose interval holds no zero
    are coloured.

    Parameters
    ----------
    found : DataFrame
        As `choices` gives it.
    ax : Axes, optional
        Where to draw; without it the figure is a new one of the right size.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    Axes
        Each path's interval has the id ``choices/<number>``, in the order of the frame.

    References
    ----------
    Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4 (specification curve).

    Examples
    --------
    >>> rows = [{"measure": m, "estimand": "exposure", "clusters": "none", "confidence": 0.2,
    ...          "difference": 0.1, "ci_low": 0.0, "ci_high": 0.2} for m in ("about", "share")]
    >>> len(plot_choices(Multiverse.of_rows(rows), lang="en").get_yticklabels())
    2
    """
    say = Phrases(lang)
    with drawing():
        if found.empty:
            return empty(new_axes(ax, TEXT_WIDTH, 0.8), say("figure.nothing"))
        ordered = found.sort_values(Multiverse.difference, kind="stable")
        options = _options(found, say)
        n_rows = _CURVE_ROWS + _GAP + len(options)
        axes = new_axes(ax, TEXT_WIDTH, 0.2 + _ROW * n_rows)
        left = max(width_of(name) for name, _, _ in options) * _TEXT_SIZE / 72 + 0.15
        place(axes, left=left, right=0.1, top=0.15, bottom=0.05)
        bare(axes)
        _curve(axes, ordered, say)
        _dots(axes, ordered, options)
        axes.set_xlim(-0.02 * len(found) - 0.5, len(found) - 0.5)
        axes.set_ylim(n_rows, -0.5)
        axes.set_xticks([])
        return axes


def _options(found: pd.DataFrame, say: Phrases) -> list[tuple[str, str, object]]:
    """The options among which the paths differ: how each is called, its choice and its value."""
    options: list[tuple[str, str, object]] = []
    for choice in _CHOICES:
        values = found[choice].astype(object).where(found[choice].notna(), None)
        known = list(dict.fromkeys(values))
        if len(known) > 1:
            options += [(_called(choice, value, say), choice, value) for value in known]
    return options or [(say("choices.only"), _CHOICES[0], found[_CHOICES[0]].iloc[0])]


def _called(choice: str, value: object, say: Phrases) -> str:
    """An option in words."""
    if choice == Multiverse.confidence:
        return say("choices.confidence", {"level": say.decimal(float(str(value)), 1)})
    if choice == Multiverse.without:
        name = printable(value, limit=16)
        return say("choices.without", {"name": name}) if value is not None else say("choices.all")
    if choice == Multiverse.seed:
        name = printable(value, limit=16)
        return say("choices.seed", {"name": name}) if value is not None else say("choices.seeds")
    return say(f"choices.{value}") if value in _WORDED else printable(value, limit=20)


# Values that have a phrase; the name of a measure of one's own stands as it is.
_WORDED = ("about", "share", "exposure", "story", "clusters", "none")


def _curve(axes: Axes, ordered: pd.DataFrame, say: Phrases) -> None:
    """Differences with their intervals in the upper rows; zero and round steps as lines."""
    low = min(0.0, float(ordered[Multiverse.ci_low].min()))
    high = max(0.0, float(ordered[Multiverse.ci_high].max()))
    scale = _CURVE_ROWS / ((high - low) or 1.0)

    def level(share: float) -> float:
        return (high - share) * scale

    steps = {0.0, *round_steps(high, 3), *(-one for one in round_steps(-low, 3))}
    for step in sorted(steps):
        is_zero = step == 0
        if not is_zero and abs(level(step) - level(0)) < _LEAST_APART:
            continue
        axes.axhline(
            level(step), color=COLOURS["muted" if is_zero else "rule"], lw=0.8 if is_zero else 0.5
        )
        axes.text(
            -0.02 * len(ordered) - 0.6, level(step), say.points(step), ha="right", va="center",
            fontsize=_TEXT_SIZE, color=COLOURS["muted"],
        )  # fmt: skip
    for at, (row, number) in enumerate(zip(rows_of(ordered), ordered.index)):
        is_sure = row.ci_low > 0 or row.ci_high < 0
        (line,) = axes.plot(
            [at, at], [level(row.ci_low), level(row.ci_high)],
            color=COLOURS["accent" if is_sure else "rule"], lw=1.0, alpha=0.55, zorder=2,
        )  # fmt: skip
        line.set_gid(f"choices/{number}")
        colour = COLOURS["accent" if is_sure else "muted"]
        axes.plot([at], [level(row.difference)], "o", ms=2.4, color=colour, zorder=3)


def _dots(axes: Axes, ordered: pd.DataFrame, options: list[tuple[str, str, object]]) -> None:
    """Below the curve: a dot where a path took the option of a row."""
    first = _CURVE_ROWS + _GAP
    for number, (_, choice, value) in enumerate(options):
        column = ordered[choice]
        taken = column.isna() if value is None else column == value
        at = [place for place, is_taken in enumerate(taken.to_numpy()) if is_taken]
        axes.plot(at, [first + number] * len(at), "s", ms=1.8, color=COLOURS["ink"], lw=0)
    axes.set_yticks([first + number for number in range(len(options))], [o[0] for o in options])
    axes.tick_params(axis="y", labelsize=_TEXT_SIZE)
