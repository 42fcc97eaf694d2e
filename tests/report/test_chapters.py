"""The chapters that look at all cities together."""

from dataclasses import replace

import pytest

from cityanalysis.figures import CityMap
from cityanalysis.report import build_report, plan_figures
from cityanalysis.report.city_names import with_names
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run


def _map_words(analysis, lang: str) -> str:
    section = build_report(analysis, lang=lang).section("map")
    items = [item["alt"] for b in section.blocks for item in b.content.get("items", ())]
    return " ".join([*items, *(str(b.content.get("text", "")) for b in section.blocks)])


@pytest.mark.parametrize(("lang", "word"), [("zh", "山东"), ("en", "Shandong")])
def test_only_the_packaged_map_is_called_shandongs(lang, word):
    analysis = make_run(4, 2, 60)
    cities = sorted(analysis.prevalence["city"].unique())
    own = CityMap(grid={city: (0, at) for at, city in enumerate(cities)})
    assert word in _map_words(analysis, lang)
    assert word not in _map_words(replace(analysis, map=own), lang)


@pytest.mark.parametrize(("lang", "word"), [("zh", "江苏"), ("en", "Jiangsu")])
def test_cities_of_another_province_lie_on_its_own_map(lang, word):
    run = make_run(4, 2, 60)
    places = dict(zip(("济南", "青岛", "淄博", "枣庄"), ("南京", "苏州", "无锡", "徐州")))
    codes = dict(zip(places.values(), ("320100", "320500", "320200", "320300")))
    moved = with_names(run, places)
    moved = replace(moved, cities=moved.cities.assign(code=moved.cities["city"].map(codes)))
    assert word in _map_words(moved, lang) and "山东" not in _map_words(moved, lang)
    grid = make_view(moved, lang).map_grid
    assert len(grid) == 13 and set(make_view(moved, lang).cities) <= set(grid)


@pytest.mark.parametrize(
    ("lang", "line"),
    [("zh", "坏页.txt：文件为空"), ("en", "坏页.txt: the file is empty.")],
)
def test_a_file_that_was_not_read_is_named(lang, line):
    blocks = build_report(make_run(2, 2, 30), lang=lang).section("read").blocks
    assert [b.content["items"] for b in blocks if b.kind == "list"][-1] == [line]


def test_thin_periods_are_not_drawn_as_lines_and_the_report_says_so():
    analysis = make_run(3, 2, 150, months=9)
    thin = replace(analysis, series=analysis.series.assign(n_articles=1))
    drawn = [name for name in plan_figures(make_view(analysis)) if "trend" in name]
    assert drawn and not [name for name in plan_figures(make_view(thin)) if "trend" in name]
    said = [
        [block.content["text"] for block in build_report(run).section("caveats").blocks]
        for run in (analysis, thin)
    ]
    assert [any("series.csv" in text for text in texts) for texts in said] == [False, True]


def test_articles_without_a_title_are_told_by_how_they_begin() -> None:
    analysis = make_run(3, 4, 150)
    bare = replace(analysis, articles=analysis.articles.assign(title=None))
    said = [
        block.content["articles"]
        for section in build_report(bare).sections
        for block in section.blocks
        if block.kind == "card"
    ]
    assert said and all(words and "“”" not in words for words in said)


def test_a_table_of_what_moves_has_nothing_that_does_not():
    analysis = make_run(4, 3, 120)
    still = replace(
        analysis, adjusted=analysis.adjusted.assign(estimate=analysis.adjusted["unadjusted"])
    )
    said = str([block.content for block in build_report(still).section("checks").blocks])
    assert "没有一个占比的变动达到1个百分点" in said and "构成一致后变动最大的占比" not in said
