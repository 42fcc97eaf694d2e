"""Every figure at every size: nothing is cut, nothing covers anything, nothing is changed."""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

import cityanalysis.figures as figures
from cityanalysis.cities import read_gazetteer
from cityanalysis.compare import choices
from cityanalysis.figures import theme_labels, where
from cityanalysis.figures.style import drawing
from cityanalysis.frames import FirstUses, FittedShares, LeadAndLag, Regression
from cityanalysis.run import Analysis
from tests.simulate.run import make_run

_PREFECTURES = Path(__file__).parents[2] / "scripts" / "prefectures.csv"
SIZES = [(2, 3), (7, 30), (16, 8), (60, 30)]
LONG = "特别长的主题名称（含括号与 Latin words）"
NAMES = [
    "plot_heatmap",
    "plot_intervals",
    "plot_profile",
    "plot_keyness",
    "plot_tiles",
    "plot_overview",
    "plot_trends",
    "plot_distances",
    "plot_layout",
    "plot_topics",
    "plot_choices",
    "plot_regression",
    "plot_fitted",
    "plot_spread",
    "plot_first_uses",
]


def run_of(n_cities: int, n_themes: int) -> Analysis:
    return make_run(n_cities, n_themes, 600)


def choices_of(analysis) -> pd.DataFrame:
    """The first theme in the first two cities, on every path of choices."""
    cities = sorted(analysis.cities["city"].unique())
    return choices(
        {"about": analysis.assignments}, analysis.cities, analysis.articles,
        theme=analysis.themes[0].id, city_a=cities[0], city_b=cities[1],
    )  # fmt: skip


def regression_of(analysis) -> pd.DataFrame:
    """A term's coefficient in every theme of the first city's estimates."""
    first = analysis.prevalence[analysis.prevalence["city"] == analysis.prevalence["city"].iloc[0]]
    kept = first[["theme", "estimate", "ci_low", "ci_high"]].to_dict("records")
    shared = {"term": "coastal", "unit": "yes", "n_cities": 16, "n_cells": 60}
    rows = [row | shared | {"q_value": n / 10} for n, row in enumerate(kept)]
    return Regression.of_rows(rows)


def fitted_of(analysis) -> pd.DataFrame:
    """The first theme along the number of a city's articles."""
    first = where(analysis.prevalence, "theme", analysis.themes[0].id)
    facts = first[["city", "n_articles"]].rename(columns={"n_articles": "size"})
    shared = {"theme": "water", "covariate": "size", "n_cities": len(facts), "n_cells": len(facts)}
    seen = facts.assign(value=facts["size"].astype(float), estimate=first["estimate"])
    line = [{"value": x, "estimate": 0.1, "ci_low": 0.05, "ci_high": 0.2} for x in (0.0, 40.0)]
    cells = seen[["city", "value", "estimate"]].to_dict("records")
    return FittedShares.of_rows([row | shared for row in [*line, *cells]])


def pairs_of(analysis) -> pd.DataFrame:
    """Every city after the first, which led it or was led."""
    first, *others = sorted(analysis.cities["city"].unique())
    shared = {"city_a": first, "median_lag": 30.0, "q_value": 0.01}
    rows = [{"city_b": name, "a_first": n, "b_first": 3} for n, name in enumerate(others)]
    return LeadAndLag.of_rows([row | shared for row in rows])


def uses_of(analysis) -> pd.DataFrame:
    """Every city a month after the one before."""
    months = pd.date_range("2018-01-01", periods=60, freq="MS")
    rows = [
        {"word": "放管服", "city": name, "date": months[n], "lag": 30.0 * n, "is_later": n % 2 == 1}
        | {"since": months[0], "n_articles": 1}
        for n, name in enumerate(sorted(analysis.cities["city"].unique()))
    ]
    return FirstUses.of_rows(rows)


def frame_of(name: str, analysis) -> pd.DataFrame:
    return {
        "plot_keyness": analysis.keyness,
        "plot_overview": figures.corpus_overview(analysis.articles, analysis.cities),
        "plot_trends": analysis.series,
        "plot_distances": analysis.distances,
        "plot_layout": analysis.distances,
        "plot_topics": analysis.topic_terms,
        "plot_choices": choices_of(analysis),
        "plot_regression": regression_of(analysis),
        "plot_fitted": fitted_of(analysis),
        "plot_spread": pairs_of(analysis),
        "plot_first_uses": uses_of(analysis),
    }.get(name, analysis.prevalence)


def options_of(name: str, analysis, lang: str) -> dict:
    if name not in ("plot_heatmap", "plot_profile"):
        return {"lang": lang}
    labels = theme_labels(analysis.themes, lang)
    return {"lang": lang, "labels": labels | {"water": LONG}}


def draw(name: str, size: tuple[int, int], lang: str) -> Axes:
    analysis = run_of(*size)
    return getattr(figures, name)(frame_of(name, analysis), **options_of(name, analysis, lang))


def boxes(axes: Axes) -> dict[str, object]:
    """Every text that shows, and the rectangle that it fills."""
    with drawing():
        canvas = FigureCanvasAgg(axes.get_figure())
        canvas.draw()
        renderer = canvas.get_renderer()
        texts = [t for t in axes.findobj(Text) if t.get_text().strip() and t.get_visible()]
        return {
            f"{i} {text.get_text()}": text.get_window_extent(renderer)
            for i, text in enumerate(texts)
        }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_and_none_covers_another(name, size, lang):
    axes = draw(name, size, lang)
    found = boxes(axes)
    page = axes.get_figure().bbox
    for text, box in found.items():
        assert box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, f"{text} runs out sideways"
        assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, f"{text} runs out above or below"
    for (a, one), (b, two) in itertools.combinations(found.items(), 2):
        across = min(one.x1, two.x1) - max(one.x0, two.x0)
        down = min(one.y1, two.y1) - max(one.y0, two.y0)
        # Boxes are as high as the font's tallest glyph: a hair of overlap shows nowhere.
        assert across <= 1 or down <= 0.3 * min(one.height, two.height), f"{a} covers {b}"


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_leaves_its_frame_as_it_was(name):
    frame = frame_of(name, run_of(7, 30))
    before = frame.copy(deep=True)
    draw(name, (7, 30), "zh")
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_frame_gives_a_sentence_and_no_error(name):
    columns = frame_of(name, run_of(2, 3)).columns
    axes = getattr(figures, name)(pd.DataFrame(columns=columns))
    assert len(axes.texts) == 1 and axes.texts[0].get_text()


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_narrow_enough_for_the_page(name):
    width, height = draw(name, (60, 30), "en").get_figure().get_size_inches()
    assert width <= 6.5 and height <= 8.7


def ids(axes: Axes) -> set[str]:
    return {artist.get_gid() for artist in axes.get_children() if artist.get_gid()}


def test_marks_carry_ids_that_name_city_and_theme():
    analysis = run_of(7, 30)
    pairs = {(c, t) for c, t in zip(analysis.prevalence["city"], analysis.prevalence["theme"])}
    assert ids(figures.plot_heatmap(analysis.prevalence)) == {f"heatmap/{c}/{t}" for c, t in pairs}
    theme = analysis.themes[0].id
    cities = {c for c, _ in pairs}
    shown = figures.plot_intervals(analysis.prevalence, theme=theme)
    assert ids(shown) == {f"intervals/{theme}/{c}" for c in cities}


def test_intervals_are_drawn_where_the_numbers_are():
    analysis = run_of(7, 30)
    theme = analysis.themes[3].id
    rows = analysis.prevalence[analysis.prevalence["theme"] == theme].set_index("city")
    axes = figures.plot_intervals(analysis.prevalence, theme=theme)
    lines = {line.get_gid().split("/")[-1]: line for line in axes.lines if line.get_gid()}
    for city, row in rows.iterrows():
        assert list(lines[city].get_xdata()) == [row["ci_low"], row["ci_high"]]
    order = [label.get_text() for label in axes.get_yticklabels()]
    assert list(rows.loc[order, "estimate"]) == sorted(rows["estimate"], reverse=True)


def test_the_darkest_cell_is_the_largest_share():
    analysis = run_of(16, 8)
    top = analysis.prevalence.loc[analysis.prevalence["estimate"].idxmax()]
    axes = figures.plot_heatmap(analysis.prevalence)
    cells = {cell.get_gid(): sum(cell.get_facecolor()[:3]) for cell in axes.patches}
    assert min(cells, key=cells.get) == f"heatmap/{top['city']}/{top['theme']}"


def test_hostile_names_are_drawn_as_they_are():
    name = "$x^2$ </text><"
    frame = run_of(7, 30).prevalence.replace({"city": {"济南": name}})
    texts = [t.get_text() for t in figures.plot_intervals(frame).get_yticklabels()]
    assert name in texts


def test_every_prefecture_has_a_tile_and_most_borders_touch():
    gazetteer = read_gazetteer()
    facts = pd.read_csv(_PREFECTURES, comment="#", dtype=str)
    bordering = facts.dropna(subset=["neighbours"])
    names = bordering["code"].map(gazetteer.short_name)
    of_code = dict(zip(bordering["code"], names))
    near = []
    for province, own in bordering.groupby(bordering["code"].str[:2]):
        grid = figures.city_grid(gazetteer.short_name(f"{province}0000"))
        assert set(grid) == {of_code[code] for code in own["code"]}
        assert len(set(grid.values())) == len(grid)
        for code, others in zip(own["code"], own["neighbours"]):
            row, column = grid[of_code[code]]
            for down, right in (grid[of_code[other]] for other in others.split()):
                near.append(max(abs(down - row), abs(right - column)) == 1)
    assert len(of_code) > 350 and np.mean(near) > 0.93


def test_tiles_are_those_of_the_province_that_holds_most_cities():
    frame = pd.DataFrame({"city": ["苏州", "无锡", "聊城"], "theme": "water", "estimate": 0.1})
    assert len(figures.plot_tiles(frame).patches) == len(figures.city_grid("江苏")) == 13
    assert figures.home_province(["我们村"]) == ""


def test_a_grid_of_ones_own_replaces_the_provinces():
    frame = run_of(2, 3).prevalence
    axes = figures.plot_tiles(frame, grid={"济南": (0, 0), "青岛": (0, 1), "远方": (1, 0)})
    assert len(axes.patches) == 3


def test_the_overview_counts_every_located_article():
    analysis = run_of(16, 8)
    overview = figures.corpus_overview(analysis.articles, analysis.cities)
    assert overview["n_articles"].sum() == len(analysis.cities)


def test_undated_articles_have_a_place_of_their_own():
    analysis = run_of(2, 3)
    undated = analysis.articles.assign(date=pd.NaT)
    axes = figures.plot_overview(figures.corpus_overview(undated, analysis.cities))
    assert [label.get_text() for label in axes.get_xticklabels()] == ["日期不详"]


def test_curves_mark_the_number_that_was_chosen():
    curves = pd.DataFrame({"n_topics": [5, 10, 20], "npmi": [0.1, 0.3, 0.2], "note": ["", "", ""]})
    axes = figures.plot_choice(curves, chosen=10)
    assert any(line.get_markersize() == 6 for line in axes.lines)
    assert len(figures.plot_choice(curves.iloc[:0]).texts) == 1


def test_curves_have_words_and_leave_standard_errors_out():
    curves = pd.DataFrame({"n_topics": [5, 9], "held_out": [-7.0, -6.8], "held_out_se": [0.1, 0.1]})
    texts = [text.get_text() for text in figures.plot_choice(curves, lang="en").texts]
    assert [text.replace("\n", " ") for text in texts] == ["Held-out likelihood", "5", "9"]


def test_unstable_topics_stand_out():
    stability = pd.DataFrame({"topic": ["一", "二"], "cosine": [0.95, 0.5]})
    colours = {line.get_color() for line in figures.plot_stability(stability).lines}
    assert figures.COLOURS["contrast"] in colours and figures.COLOURS["accent"] in colours


@pytest.mark.parametrize(("q_value", "is_written"), [(0.01, True), (0.2, False)])
def test_only_a_slope_that_stands_the_correction_is_written(q_value, is_written):
    analysis = run_of(7, 30)
    slopes = analysis.trends.assign(
        slope=0.1, ci_low=0.05, ci_high=0.15, q_value=q_value, refused=None
    )
    axes = figures.plot_trends(analysis.series, trends=slopes)
    assert any("每年" in text.get_text() for text in axes.texts) == is_written
