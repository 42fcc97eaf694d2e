"""What a regression found, a sentence a row."""

from collections.abc import Mapping

import pandas as pd

from cityanalysis._typing import Language
from cityanalysis.compare.contrast import ALPHA
from cityanalysis.frames import Regression
from cityanalysis.wording import Phrases

__all__ = ["regression_words"]


def regression_words(
    found: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    level: float = 0.95,
    lang: Language = "zh",
) -> list[str]:
    """Say in words what each row of a regression says, and no more.

    Parameters
    ----------
    found : DataFrame
        Of `regress`.
    labels : mapping of str to str, optional
        Theme id → label, as `theme_labels` gives it.
    names : mapping of str to str, optional
        Covariate → what it is called: ``{"coastal": "沿海"}``.
    level : float
        Coverage of the intervals of `found`.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    list of str
        A sentence for each row, in their order. Where q is above .05 it says that the evidence
        does not suffice.

    Examples
    --------
    >>> row = {"theme": "port", "term": "log2(gdp)", "unit": "doubling", "estimate": 0.031,
    ...        "ci_low": 0.004, "ci_high": 0.059, "q_value": 0.02, "n_cities": 16, "n_cells": 16}
    >>> regression_words(Regression.of_rows([row]))
    ['gdp每翻一番，“port”的占比高3个百分点（95%置信区间0.4～6；16个城市，q = 0.02）。']
    """
    say = Phrases(lang)
    return [_sentence(row, labels or {}, names or {}, level, say) for _, row in found.iterrows()]


def _sentence(
    row: pd.Series, labels: Mapping[str, str], names: Mapping[str, str], level: float, say: Phrases
) -> str:
    estimate, theme = float(row[Regression.estimate]), str(row[Regression.theme])
    name, reached = called(str(row[Regression.term]), names)
    values = {
        "theme": labels.get(theme, theme),
        "term": name,
        "reached": reached,
        "who": say(
            "regression.articles" if row[Regression.row] == "article" else "regression.cities"
        ),
        "way": say("regression.lower" if estimate < 0 else "regression.higher"),
        "points": say.points(abs(estimate)),
        "level": f"{100 * level:g}%",
        "interval": say.points_interval(
            float(row[Regression.ci_low]), float(row[Regression.ci_high])
        ),
        "n": say.count(row[Regression.n_cities]),
        "q": say.p_value(float(row[Regression.q_value])),
    }
    is_sure = row[Regression.q_value] <= ALPHA
    said = say(f"regression.{row[Regression.unit]}", values)
    return said + say("regression.sure" if is_sure else "regression.unclear", values)


def called(term: str, names: Mapping[str, str]) -> tuple[str, str]:
    """What a term is called, and the level of a category that it stands for.

    Examples
    --------
    >>> called("C(tier)[T.second]", {"tier": "Tier"}), called("log2(gdp)", {})
    (('Tier', 'second'), ('gdp', ''))
    """
    parts, levels = [], []
    for part in term.split(":"):
        bare, _, reached = part.removesuffix("]").partition("[T.")
        for wrapped in ("C(", "log2("):
            if bare.startswith(wrapped):
                bare = bare[len(wrapped) : -1].strip()
        parts.append(names.get(bare, bare))
        levels.append(reached)
    return " × ".join(parts), " × ".join(filter(None, levels))
