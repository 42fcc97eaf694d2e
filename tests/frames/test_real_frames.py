"""Frames that a run does not keep are those of their schemas too: tried on real results."""

from collections.abc import Callable

import pandas as pd
import pytest

from cityanalysis.cities import find_mentions
from cityanalysis.compare import draw_label_sample, findings, read_labels, trend_differences, trends
from cityanalysis.figures import corpus_overview
from cityanalysis.frames import (
    CityCounts,
    Findings,
    Frame,
    HandLabels,
    Mentions,
    Overview,
    TrendDifferences,
)
from tests.simulate.run import make_run

RUN = (4, 5, 200)


def _hand_labels(folder) -> pd.DataFrame:
    run = make_run(*RUN)
    sample = draw_label_sample(run.assignments, run.cities, n=20).assign(label=1)
    sample.to_csv(folder / "labels.csv", index=False)
    return read_labels(folder / "labels.csv")


def _findings() -> pd.DataFrame:
    run = make_run(*RUN)
    names = ("prevalence", "omnibus", "contrasts", "trends", "keyness", "distances")
    return findings({name: run.frames()[name] for name in names})


def _monthly_trends() -> pd.DataFrame:
    run = make_run(*RUN)
    dates = run.articles.set_index("doc_id")["date"]
    return trends(run.assignments, run.cities, dates, period="month")


MAKERS: list[tuple[type[Frame], Callable[[], pd.DataFrame]]] = [
    (Mentions, lambda: find_mentions(make_run(*RUN).articles)),
    (Findings, _findings),
    (TrendDifferences, lambda: trend_differences(_monthly_trends())),
    (Overview, lambda: corpus_overview(make_run(*RUN).articles, make_run(*RUN).cities)),
    (CityCounts, lambda: make_run(*RUN).support.cities),
]


def _assert_is(schema: type[Frame], frame: pd.DataFrame) -> None:
    assert len(frame)
    assert list(frame.columns) == schema.names()
    for column in schema.columns():
        kind = str(frame[column.name].dtype).partition("[")[0]
        assert kind == column.dtype.partition("[")[0], column.name


@pytest.mark.parametrize(
    ("schema", "make"), MAKERS, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_frame_is_that_of_its_schema(schema, make):
    _assert_is(schema, make())


def test_hand_labels_are_those_of_their_schema(tmp_path):
    _assert_is(HandLabels, _hand_labels(tmp_path))
