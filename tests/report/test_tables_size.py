"""Tables grow with cities and themes, not with pairs and periods."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cityanalysis.report.csv_tables import report_tables
from tests.simulate.run import make_run


def test_long_tables_hold_what_is_asserted_or_nearly_so() -> None:
    analysis = make_run(7, 8, 400)
    rows = analysis.contrasts.head(1)
    p = np.linspace(0, 1, 8_000)
    many = pd.concat([rows] * len(p), ignore_index=True).assign(p_adjusted=p, p_value=p)
    tables = report_tables(replace(analysis, contrasts=many))
    assert tables["contrasts"]["p_adjusted"].max() <= 0.2
    assert (tables["contrasts"]["p_adjusted"] <= 0.05).sum() == (p <= 0.05).sum()
    assert len(report_tables(analysis)["contrasts"]) == len(analysis.contrasts)


def test_long_series_leave_out_empty_periods() -> None:
    analysis = make_run(7, 8, 400)
    series = pd.concat([analysis.series] * 8, ignore_index=True)
    shown = report_tables(replace(analysis, series=series))["series"]
    assert (shown["n_articles"] > 0).all()
    assert len(shown) == (series["n_articles"] > 0).sum()
