"""One difference on every path of choices: the figure, and what the report says of it."""

import re
from dataclasses import replace

import pytest

from cityanalysis import compare, figures
from cityanalysis.frames import Multiverse
from cityanalysis.report import build_report, make_view, plan_figures
from cityanalysis.report.pairs import clearest_pairs
from tests.simulate.run import make_run


@pytest.fixture(scope="module")
def run():
    """A run in which at least one difference is asserted."""
    found = make_run(4, 4, 600)
    assert clearest_pairs(make_view(found))["is_sure"].any()
    return found


def test_the_report_says_how_many_paths_keep_its_main_differences(run):
    view = make_view(run, "zh")
    plan = {name: job for name, job in plan_figures(view).items() if name.startswith("choices-")}
    sure = clearest_pairs(view)[lambda rows: rows["is_sure"].astype(bool)].head(3)
    assert list(plan) == [f"choices-{theme}" for theme in sure["theme"]]
    checks = next(one for one in build_report(run).sections if one.id == "checks")
    said = "".join(block.content.get("text", "") for block in checks.blocks)
    for row, job in zip(sure.itertuples(), plan.values()):
        low = job.frame["ci_low"] > 0
        assert f"{row.city_a}高于{row.city_b}：{len(job.frame)}条路径中" in said
        assert f"{100 * low.mean():.0f}%的95%置信区间不含0" in said


def test_the_first_path_is_the_difference_of_the_shares(run):
    row = next(clearest_pairs(make_view(run)).itertuples())
    found = compare.choices(
        {"about": run.assignments}, run.cities, run.articles, theme=row.theme,
        city_a=row.city_a, city_b=row.city_b, cluster=run.clusters,
    )  # fmt: skip
    assert found["difference"].iloc[0] == pytest.approx(row.share_a - row.share_b)


def test_paragraphs_have_no_paths(run):
    parts = run.articles.assign(article_id=run.articles["doc_id"])
    names = plan_figures(make_view(replace(run, unit="paragraph", articles=parts)))
    assert not [name for name in names if name.startswith("choices-")]


def test_the_figure_shows_each_option_among_which_paths_differ():
    rows = [
        {"measure": m, "estimand": "exposure", "clusters": k, "confidence": 0.2,
         "without": w, "difference": d, "ci_low": d - 0.2, "ci_high": d + 0.2}
        for (m, k, w, d) in [
            ("about", "clusters", None, 0.3), ("about", "none", "<b>晚报", 0.1),
            ("mine", "clusters", None, -0.1),
        ]
    ]  # fmt: skip
    axes = figures.plot_choices(Multiverse.of_rows(rows), lang="en")
    shown = [label.get_text() for label in axes.get_yticklabels()]
    assert shown == [
        "By articles", "mine", "Events joined", "Events not joined", "All publications",
        "Without <b>晚报",
    ]  # fmt: skip
    lines = {line.get_gid() for line in axes.lines if line.get_gid()}
    assert lines == {"choices/0", "choices/1", "choices/2"}
    assert not any(re.search(r"exposure|0\.2", text) for text in shown)
