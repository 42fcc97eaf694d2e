"""How well the themes of a run are measured, as far as labelled texts tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cityanalysis.figures import rows_of
from cityanalysis.frames import LabelScores
from cityanalysis.report.view import View
from cityanalysis.themes import WEAK_PRECISION, theme_quality

__all__ = ["trusted_themes", "weak_note"]


def trusted_themes(view: View) -> list[str]:
    """Themes that are measured precisely enough to be spoken of: by the run's own labels first."""
    known = {row.theme: row.precision for row in rows_of(_learned(view))}
    known |= {row.theme: row.precision for row in rows_of(_own_labels(view))}
    weak = {theme for theme, precision in known.items() if precision < WEAK_PRECISION}
    return [theme for theme in view.themes if theme not in weak]


def weak_note(view: View, themes: Sequence[str]) -> str:
    """Which of some themes are measured weakly, each with its figures; nothing where none is."""
    say, told = view.say, {row.theme: row for row in rows_of(_own_labels(view))}
    learned = {row.theme: row for row in rows_of(_learned(view)) if row.weakness}
    known: dict[str, Any] = {theme: row for theme, row in learned.items() if theme not in told}
    known |= {theme: row for theme, row in told.items() if row.precision < WEAK_PRECISION}
    parts = [_measured(view, known[theme]) for theme in themes if theme in known]
    return say("themes.weak_ones", {"themes": say.listing(parts)}) if parts else ""


def _measured(view: View, row: Any) -> str:
    """A theme with the figure that makes its measure weak."""
    say = view.say
    values = {
        "theme": view.label(row.theme),
        "precision": say.percent(row.precision),
        "recall": say.percent(row.recall),
        "n": say.count(int(row.n_labels)),
    }
    # Labels of the run's own are here because of the precision that they give.
    return say(f"themes.weak_{getattr(row, 'weakness', 'low_precision')}", values)


def _learned(view: View) -> pd.DataFrame:
    """What labelled texts tell of the scorer's themes; nothing of other measures."""
    fit = view.analysis.fit
    if fit is None or fit.model != "scorer":
        return theme_quality(())
    table = theme_quality(view.analysis.themes, encoder=fit.settings["encoder"])
    # Themes that were learned from no labels have no figures of their own.
    table = table[table["is_learned"]]
    return table.dropna(subset=[LabelScores.precision, LabelScores.recall])


def _own_labels(view: View) -> pd.DataFrame:
    """What the labels of the run tell of its themes."""
    return view.analysis.label_scores.dropna(subset=[LabelScores.precision])
