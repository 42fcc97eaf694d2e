"""How well each named theme is measured, as far as labelled texts tell."""

from collections.abc import Sequence

import pandas as pd

from cityanalysis.frames import LabelScores
from cityanalysis.themes.learned_weights import read_weights
from cityanalysis.themes.lexicon import Theme, read_themes
from cityanalysis.themes.scorer import is_learned

__all__ = ["WEAK_PRECISION", "own_themes", "theme_quality"]

# Below these a figure says little of the theme: with 20 texts a precision of .8 may be .56 or .94.
_FEW_LABELS = 20
WEAK_PRECISION = 0.7
_WEAK_RECALL = 0.4


def theme_quality(
    themes: Sequence[Theme] | None = None, *, encoder: str | None = "use"
) -> pd.DataFrame:
    """Measured precision and recall of named themes, with the labelled texts behind them.

    Of themes of the package: in sources of text that were not learned from. Of others: the mean
    over themes that were scored from definition and seeds alone, which says what to expect.

    Parameters
    ----------
    themes : sequence of Theme, optional
        Those of the package by default.
    encoder : str or None
        None for the fast scorer, as in `score_themes`.

    Returns
    -------
    DataFrame
        ``theme``, ``is_learned``, ``precision``, ``recall``, ``n_labels`` (0 where not learned) and
        ``weakness``: "" or "few_labels", "low_precision", "low_recall", "no_labels".

    Examples
    --------
    >>> theme_quality().query("theme == 'housing'")[["is_learned", "weakness"]].values.tolist()
    [[True, '']]
    """
    chosen = tuple(themes) if themes is not None else read_themes()
    packaged = {theme.id: theme for theme in read_themes()}
    measured = read_weights().measured["full" if encoder else "fast"]
    rows = []
    for theme in chosen:
        if is_learned(theme, packaged):
            own = measured["by_theme"][theme.id]
            row = (
                theme.id,
                True,
                own["precision"],
                own["recall"],
                own["n_labels"],
            )
        else:
            own = measured["unknown"]
            row = (theme.id, False, own["precision"], own["recall"], 0)
        rows.append((*row, _weakness(*row[1:])))
    names = [
        LabelScores.theme,
        "is_learned",
        LabelScores.precision,
        LabelScores.recall,
        LabelScores.n_labels,
        "weakness",
    ]
    table = pd.DataFrame(rows, columns=names)
    return table.astype({LabelScores.precision: "float64", LabelScores.recall: "float64"})


def _weakness(
    is_learned: bool, precision: float | None, recall: float | None, n_labels: int
) -> str:
    if not is_learned:
        return "no_labels"
    if n_labels < _FEW_LABELS or precision is None or recall is None:
        return "few_labels"
    if precision < WEAK_PRECISION:
        return "low_precision"
    return "low_recall" if recall < _WEAK_RECALL else ""


def own_themes(themes: Sequence[Theme]) -> set[str]:
    """Ids of the themes that are scored by definition and seeds, and not by weights of their own.

    Examples
    --------
    >>> own_themes([*read_themes(), Theme("port", "港口", "Ports", ("港口",))])
    {'port'}
    """
    packaged = {theme.id: theme for theme in read_themes()}
    return {theme.id for theme in themes if not is_learned(theme, packaged)}
