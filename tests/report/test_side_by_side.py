"""Two cities side by side: which pairs have a page, and that it says what was measured."""

from dataclasses import replace

import pytest

from cityanalysis.errors import CityAnalysisWarning, UsageError
from cityanalysis.report import build_report, render, save_report
from cityanalysis.report.pairs import higher_first, pair_rows, pairs_shown
from cityanalysis.report.view import make_view
from cityanalysis.run import Settings, read_settings
from tests.report.test_pdf import pages_of, squeezed
from tests.simulate.run import make_run


def _asked(analysis, *cities):
    return replace(analysis, settings=replace(analysis.settings, compare=cities))


def _pages(analysis, lang="zh"):
    sections = build_report(analysis, lang=lang).sections
    return [section for section in sections if section.id.startswith("pair-")]


@pytest.mark.parametrize(("n_cities", "n_pages"), [(2, 1), (3, 3), (4, 6), (7, 0)])
def test_few_cities_are_set_side_by_side_of_themselves(n_cities, n_pages):
    pages = _pages(make_run(n_cities, 3, 120))
    assert len(pages) == n_pages
    assert [page.level for page in pages] == [1, 2, 2, 2, 2, 2][:n_pages]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pair_that_is_asked_for_has_the_page(lang):
    analysis = make_run(7, 8, 200)
    cities = make_view(analysis).cities[2:4]
    (page,) = _pages(_asked(analysis, *cities), lang)
    view = make_view(analysis, lang)
    for city in cities:
        assert view.names.get(city, city) in page.title


def test_every_number_of_the_page_is_one_of_the_frames():
    analysis = make_run(7, 8, 200)
    view = make_view(analysis)
    a, b = view.cities[:2]
    (page,) = _pages(_asked(analysis, b, a))
    shown = next(block.content for block in page.blocks if block.kind == "table")
    assert shown["head"][1:3] == [b, a]
    shares = view.prevalence.set_index(["city", "theme"])
    contrasts = analysis.contrasts.set_index(["theme", "city_a", "city_b"])
    ids = {label: theme for theme, label in view.labels.items()}
    for label, first, second, apart, _ in shown["rows"]:
        for city, cell in ((b, first), (a, second)):
            row = shares.loc[(city, ids[label])]
            bounds = view.say.interval(row["ci_low"], row["ci_high"])
            assert cell == f"{view.say.percent(row['estimate'])}（{bounds}）"
        key = (ids[label], a, b) if (ids[label], a, b) in contrasts.index else (ids[label], b, a)
        difference = contrasts.loc[key, "difference"]
        size = view.say.points(abs(difference))
        higher = key[1] if difference > 0 else key[2]
        assert apart.startswith((f"{higher}高{size}（", "0（")[size == "0"])


def test_turning_the_pair_round_turns_the_signs():
    view = make_view(make_run(7, 8, 200))
    a, b = view.cities[:2]
    forth, back = pair_rows(view, a, b), pair_rows(view, b, a)
    assert (forth["difference"] == -back["difference"]).all()
    assert (forth["ci_low"] == -back["ci_high"]).all()
    assert (higher_first(forth)["difference"] >= -1e-12).all()


def test_a_city_that_is_not_compared_has_no_page():
    analysis = make_run(7, 8, 200)
    counts = analysis.support.cities
    listed = counts["city"].iloc[0]
    apart = counts.assign(comparable=counts["comparable"] & (counts["city"] != listed))
    run = replace(analysis, support=replace(analysis.support, cities=apart))
    other = next(city for city in counts["city"] if city != listed)
    assert pairs_shown(make_view(_asked(run, listed, other))) == []


def test_a_wrong_name_is_told_before_anything_is_drawn(tmp_path):
    analysis = make_run(3, 2, 60)
    first, second = make_view(analysis).cities[:2]
    wrong = first + "市"
    with pytest.raises(UsageError, match=f"Did you mean {first}"):
        render(analysis, tmp_path, formats=(), compare=(wrong, second))
    with pytest.warns(CityAnalysisWarning, match=wrong):
        save_report(_asked(analysis, wrong, second), tmp_path, formats=())


@pytest.mark.parametrize("value", ["聊城", "聊城,聊城", "聊城,德州,临沂"])
def test_two_cities_are_two(value):
    with pytest.raises(UsageError, match="two cities"):
        read_settings(None, compare=value)
    assert read_settings(None, compare="聊城, 德州") == Settings(compare=("聊城", "德州"))


def test_words_and_quotes_stand_with_the_shares_in_the_pdf(tmp_path):
    analysis = make_run(2, 3, 60)
    render(analysis, tmp_path, formats=("pdf",))
    (section,) = _pages(analysis)
    sides = next(block.content["items"] for block in section.blocks if block.kind == "sides")
    pages = [squeezed(page) for page in pages_of(tmp_path / "report.pdf")]
    lead = squeezed(section.blocks[0].content["text"])[:20]
    first = next(number for number, text in enumerate(pages) if number and lead in text)
    # Chapters follow one another, so that this one may begin anywhere on its page.
    page = "".join(pages[first : first + 2])
    for side in sides:
        assert side["quotes"]
        for quote in side["quotes"]:
            assert squeezed("".join(run["text"] for run in quote["runs"]))[:12] in page


def test_what_hardly_occurs_in_either_city_is_counted_and_not_listed():
    analysis = make_run(2, 3, 120)
    rare = analysis.themes[0]
    shares, pairs = analysis.prevalence, analysis.contrasts
    of_rare = shares["theme"] == rare.id
    shares = shares.assign(estimate=shares["estimate"].mask(of_rare, 0.01))
    few = replace(
        analysis, prevalence=shares, contrasts=pairs.assign(is_alike=True, p_adjusted=1.0)
    )
    (page,) = _pages(few)
    said = next(block.content["text"] for block in page.blocks if block.kind == "text")
    assert rare.label_zh not in said and "另有1个主题在两市的占比均不足10%" in said
    assert all(f"“{theme.label_zh}”" in said for theme in analysis.themes[1:])
