"""Whether the shares hold when they are corrected: by hand labels, and by the mix of articles."""

from __future__ import annotations

import pandas as pd

from cityanalysis.figures import printable, rows_of
from cityanalysis.frames import Adjusted, Calibrated, LabelScores, Prevalence
from cityanalysis.report.blocks import Block, Section
from cityanalysis.report.chapters import table
from cityanalysis.report.view import View

__all__ = ["checks"]

_ROWS = 12  # of shares that a correction moves most
_THEMES = 30  # rows of agreement with the labels; all stand in tables/label_scores.csv


def checks(view: View) -> list[Section]:
    """Shares as hand labels and an equal mix of articles correct them; nothing where neither is.

    Parameters
    ----------
    view : View
        A run as the report shows it.
    """
    blocks = [*_by_labels(view), *_by_mix(view)]
    if not blocks:
        return []
    return [Section("checks", view.say("checks.title"), tuple(blocks))]


def _shown(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the cities and themes of the report that are known."""
    rows = frame[
        frame[Prevalence.city].isin(view.cities) & frame[Prevalence.theme].isin(view.themes)
    ]
    return rows.dropna(subset=[Prevalence.estimate])


def _by_labels(view: View) -> list[Block]:
    rows = _shown(view, view.analysis.calibrated)
    if rows.empty:
        return []
    return [
        *_most_moved(view, rows, Calibrated.measured, "calibrated", "labels"),
        *_agreement(view),
    ]


def _by_mix(view: View) -> list[Block]:
    rows = _shown(view, view.analysis.adjusted).dropna(subset=[Adjusted.unadjusted])
    return [] if rows.empty else _most_moved(view, rows, Adjusted.unadjusted, "adjusted", "mix")


def _most_moved(view: View, rows: pd.DataFrame, before: str, after: str, by: str) -> list[Block]:
    """The shares that the correction moves most: what they were, and what they become."""
    say = view.say
    moved = (rows[Prevalence.estimate] - rows[before]).abs()
    order = moved.sort_values(ascending=False, kind="stable").index[:_ROWS]
    cells = [
        [
            printable(str(row[Prevalence.city])),
            view.label(str(row[Prevalence.theme])),
            say.percent(float(row[before])),
            say.percent(float(row[Prevalence.estimate])),
            say.interval(float(row[Prevalence.ci_low]), float(row[Prevalence.ci_high])),
        ]
        for row in rows.loc[order].to_dict("records")
    ]
    head = [say(f"checks.{key}") for key in ("city", "theme", before, after, "interval")]
    return [
        Block("text", {"text": say(f"checks.{by}")}),
        table(head, cells, say(f"checks.{by}_table"), "llrrr"),
    ]


def _agreement(view: View) -> list[Block]:
    """How well the measure agrees with the labels, theme by theme."""
    say, rows = view.say, view.analysis.label_scores
    if rows.empty:
        return []
    numbers = (
        LabelScores.precision,
        LabelScores.recall,
        LabelScores.calibration_slope,
        LabelScores.kappa,
    )
    cells = [
        [
            view.label(row.theme),
            say.count(row.n_labels),
            *(say.decimal(float(getattr(row, name))) for name in numbers),
        ]
        for row in rows_of(rows[rows[LabelScores.theme].isin(view.themes)].head(_THEMES))
    ]
    head = [say(f"checks.{key}") for key in ("theme", "n_labels", *numbers)]
    return [table(head, cells, say("checks.agreement"), "lrrrrr")]
