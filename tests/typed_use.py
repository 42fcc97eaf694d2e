"""What a user of the package sees of its types: `make lint` checks this file, nothing runs it.

A needless ``type: ignore`` is an error of mypy's, so each one here says that a mistake is found.
"""

from typing import assert_type

import pandas as pd

import cityanalysis as ca
from cityanalysis import Settings, ThemeFit, fit_topics, prevalence


def results_have_types(values: pd.DataFrame, dtm: ca.DocumentTermMatrix) -> None:
    assert_type(prevalence(values, values), pd.DataFrame)
    assert_type(fit_topics(dtm, engine="nmf"), ThemeFit)
    assert_type(ca.read_settings(None), Settings)


def mistakes_are_found(values: pd.DataFrame, dtm: ca.DocumentTermMatrix) -> None:
    Settings(level="village")  # type: ignore[arg-type]
    fit_topics(dtm, engine="kmeans")  # type: ignore[arg-type]
    ca.trends(values, values, values["date"], period="fortnight")  # type: ignore[arg-type]
    ca.prevalance(values, values)  # type: ignore[attr-defined]
