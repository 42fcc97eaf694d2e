"""Texts that stand for pictures say what there is to see."""

import pytest

from cityanalysis.report import build_report, plan_figures
from cityanalysis.report.blocks import pictures
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run


@pytest.fixture(scope="module")
def alts() -> dict[str, str]:
    report = build_report(make_run(3, 2, 150, months=9))
    blocks = [block for section in report.sections for block in section.blocks]
    return {name: alt for block in blocks for name, alt in pictures(block).items()}


def test_every_figure_has_a_text_of_its_own(alts):
    run = make_run(3, 2, 150, months=9)
    assert set(alts) <= set(plan_figures(make_view(run)))
    assert all(any(sign.isdigit() for sign in alt) for alt in alts.values())


@pytest.mark.parametrize("name", ["distances", "layout"])
def test_the_likeness_of_cities_names_the_nearest_pair(alts, name):
    rows = make_run(3, 2, 150, months=9).distances
    near = rows.sort_values("jsd").iloc[0]
    told = alts[name].partition("差异最大")[0]
    assert near["city_a"] in told and near["city_b"] in told and f"{near['jsd']:.3f}" in told


def test_a_trend_says_what_its_test_says(alts):
    trends = {name: alt for name, alt in alts.items() if name.endswith("trend")}
    assert trends
    assert all("每年" in alt or "未检验" in alt for alt in trends.values())
