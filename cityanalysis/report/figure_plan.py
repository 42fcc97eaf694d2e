"""Which figures a report shows, and how each is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

import cityanalysis.figures as figures
from cityanalysis.compare import choices
from cityanalysis.figures import corpus_overview, groups_of, rows_of
from cityanalysis.frames import Hits, Prevalence, Series, Trends
from cityanalysis.report.city_names import english_names
from cityanalysis.report.pairs import (
    clearest_pairs,
    differing_cities,
    higher_first,
    pair_rows,
    pairs_shown,
)
from cityanalysis.report.province_map import province_grid, province_shares, province_signs
from cityanalysis.report.topic_lists import named_topics, topic_names
from cityanalysis.report.view import View
from cityanalysis.report.whole_trends import WHOLE, whole_series, whole_slopes
from cityanalysis.themes import own_themes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "FigureJob",
    "choices_figure",
    "city_figures",
    "is_wide_map",
    "largest_shares",
    "plan_figures",
    "theme_figure",
]

OVERVIEW_CITIES = 40  # rows that the overview of a corpus has room for
PANELS = 9  # themes in small panels: a page
_FIRST_DIFFERENCES = 5  # rows of the chart beside the findings
PAIR_THEMES = 8  # rows of the chart and table of two cities; words and quotes fill the page
_CHOSEN = 3  # differences that are measured again on every path of choices
_DIFFERENCES = 12  # rows that half a page holds
_THEME_WIDTH = 3.3  # inches: a theme's figure beside its words
_THEME_CITIES = 12  # so that three themes stand on a page
_CARD_WIDTH = 3.45  # inches: a city's profile beside its words
_CARD_THEMES = 6  # bars of a city's profile, so that three cities stand on a page
_MAPS, _WIDE_MAPS = 4, 2  # on a page: of half its width, and of its whole width
_HALF_COLUMNS = 6  # tiles that half a page's width holds at reading size
HEATMAP_THEMES = 40  # columns of the heatmap whose names can be read
_TREND_CITIES = 3  # lines of a theme's figure in the annex: one row
_NO_NAME = re.compile("[^a-z0-9]+")  # what the names of figures leave out


@dataclass(frozen=True)
class FigureJob:
    """One figure that a report shows.

    Attributes
    ----------
    name : str
        File name without suffix.
    frame : DataFrame
        What it draws.
    plot : partial
        A plot function of `cityanalysis.figures` with its options; it takes the frame.
    """

    name: str
    frame: pd.DataFrame
    plot: partial[Axes]


def plan_figures(view: View) -> dict[str, FigureJob]:
    """Which figures the corpus supports, by file name, in the order of the report.

    Examples
    --------
    >>> from cityanalysis.run import Analysis
    >>> from cityanalysis.report.view import make_view
    >>> plan_figures(make_view(Analysis()))
    {}
    """
    analysis, jobs = view.analysis, []
    overview = corpus_overview(view.articles, analysis.cities)
    if len(overview):
        bars = partial(
            figures.plot_overview, lang=view.lang, unit=view.say.unit, n_cities=OVERVIEW_CITIES
        )
        jobs.append(FigureJob("overview", overview, bars))
    if len(view.prevalence):
        cells = partial(
            figures.plot_heatmap, labels=view.labels, listed=view.hatched, lang=view.lang
        )
        jobs.append(FigureJob("heatmap", heatmap_rows(view), cells))
        jobs += _whole_jobs(view)
        jobs += _difference_jobs(view) + _pair_jobs(view) + _choice_jobs(view)
        jobs += _theme_jobs(view) + _city_jobs(view) + _map_jobs(view)
    jobs += _common_jobs(view)
    return {job.name: job for job in jobs}


def _difference_jobs(view: View) -> list[FigureJob]:
    """The clearest pair of each theme: the head of the list, and the whole where it is longer."""
    pairs = clearest_pairs(view)
    plot = partial(figures.plot_differences, labels=view.labels, lang=view.lang, unit=view.say.unit)
    if pairs.empty:
        return []
    first = pairs.head(_FIRST_DIFFERENCES)
    jobs = [FigureJob("differences-first", first, plot)]
    if len(pairs) > len(first):
        jobs.append(FigureJob("differences", pairs.head(_DIFFERENCES), plot))
    return jobs


def _choice_jobs(view: View) -> list[FigureJob]:
    """The clearest differences that are asserted, each on every path of choices."""
    pairs, run = clearest_pairs(view), view.analysis
    if pairs.empty or run.unit == "paragraph":
        return []
    jobs = []
    for row in rows_of(pairs[pairs["is_sure"].astype(bool)].head(_CHOSEN)):
        found = choices(
            {"about": run.assignments} | ({"share": run.weights} if len(run.weights) else {}),
            run.cities,
            run.articles,
            theme=row.theme,
            city_a=row.city_a,
            city_b=row.city_b,
            cluster=run.clusters,
            hits=run.hits[run.hits[Hits.theme].isin(own_themes(run.themes))],
            **({"confidences": (0.0,)} if view.grouped_by else {}),
        )
        plot = partial(figures.plot_choices, lang=view.lang)
        jobs.append(FigureJob(choices_figure(row.theme), found, plot))
    return jobs


def choices_figure(theme: str) -> str:
    """File name of the figure of a theme's difference on every path of choices.

    Examples
    --------
    >>> choices_figure("water")
    'choices-water'
    """
    return f"choices-{theme}"


def _pair_jobs(view: View) -> list[FigureJob]:
    """Two cities side by side: their shares, and the lines of the clearest theme that has them."""
    jobs, series, trends = [], view.analysis.series, groups_of(view.analysis.trends, Trends.theme)
    for number, pair in enumerate(pairs_shown(view), 1):
        rows = pair_rows(view, *pair)
        shown = higher_first(rows.head(PAIR_THEMES))
        if len(shown):
            plot = partial(
                figures.plot_differences, labels=view.labels, lang=view.lang, unit=view.say.unit
            )
            jobs.append(FigureJob(f"pair-{number:02d}", shown, plot))
        own = groups_of(series[series[Series.city].isin(pair)], Series.theme)
        for theme in shown[Prevalence.theme]:
            tested = _tested(own.get(theme), trends.get(theme), view.lined)
            if tested[Series.city].nunique() == len(pair):
                jobs.append(_trend_job(view, f"pair-{number:02d}-trend", tested, trends[theme], 2))
                break
    return jobs


def _drawn(view: View) -> pd.DataFrame:
    """Shares of the cities that a figure has room for."""
    return view.prevalence[view.prevalence[Prevalence.city].isin(view.drawn)]


def _theme_jobs(view: View) -> list[FigureJob]:
    jobs = []
    of_theme = groups_of(_drawn(view), Prevalence.theme)
    series = groups_of(view.analysis.series, Series.theme)
    trends = groups_of(view.analysis.trends, Trends.theme)
    lined = view.followed
    for i, theme in enumerate(view.themes, 1):
        heard = largest_shares(of_theme[theme])
        narrow = partial(
            figures.plot_intervals,
            theme=theme,
            width=_THEME_WIDTH,
            lang=view.lang,
            unit=view.say.unit,
        )
        jobs.append(FigureJob(theme_figure(theme, "intervals"), heard, narrow))
        if i <= PANELS:
            small = partial(
                figures.plot_panel,
                theme=theme,
                mean=view.shares[theme],
                marked=differing_cities(view, theme),
                lang=view.lang,
            )
            jobs.append(FigureJob(theme_figure(theme, "panel"), of_theme[theme], small))
        tested = _tested(series.get(theme), trends.get(theme), lined)
        if len(tested):
            name = theme_figure(theme, "trend")
            jobs.append(_trend_job(view, name, tested, trends[theme], _TREND_CITIES))
    return jobs


def _trend_job(
    view: View, name: str, series: pd.DataFrame, trends: pd.DataFrame, n_cities: int
) -> FigureJob:
    """Lines of one theme over time, with their slopes."""
    theme = str(series[Series.theme].iloc[0])
    plot = partial(
        figures.plot_trends, theme=theme, trends=trends, n_cities=n_cities, lang=view.lang
    )
    return FigureJob(name, series, plot)


def largest_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """The cities that a theme's figure in the annex has room for."""
    ordered = rows.sort_values(
        [Prevalence.estimate, Prevalence.city], ascending=[False, True], kind="stable"
    )
    return ordered[ordered[Prevalence.estimate] > 0].head(_THEME_CITIES)


def _tested(
    series: pd.DataFrame | None, trends: pd.DataFrame | None, cities: tuple[str, ...]
) -> pd.DataFrame:
    """Shares by period of those cities whose trend was tested, not refused."""
    if series is None or trends is None:
        return Series.empty()
    tested = set(trends.loc[trends[Trends.refused].isna(), Trends.city]) & set(cities)
    return series[series[Series.city].isin(tested)]


def _named(view: View, stability: pd.DataFrame) -> pd.DataFrame:
    names = topic_names(view)
    return stability.assign(
        theme=stability[Prevalence.theme].map(lambda topic: names.get(topic, topic))
    )


def _common_jobs(view: View) -> list[FigureJob]:
    """Likeness of the cities, and the topics that were discovered."""
    jobs, lang = [], view.lang
    distances, terms = view.pairs(view.analysis.distances), view.analysis.topic_terms
    for side in ("city_a", "city_b"):
        distances = distances[distances[side].isin(view.drawn)]
    if len(distances) >= 3:
        jobs.append(FigureJob("distances", distances, partial(figures.plot_distances, lang=lang)))
        jobs.append(FigureJob("layout", distances, partial(figures.plot_layout, lang=lang)))
    if len(terms):
        jobs.append(
            FigureJob("topics", named_topics(view), partial(figures.plot_topics, lang=lang))
        )
    return jobs + _diagnostic_jobs(view)


def _diagnostic_jobs(view: View) -> list[FigureJob]:
    """Curves over the number of topics, and stability over runs, where the fit carries them."""
    topics, lang = view.analysis.topics, view.lang
    frames = dict(topics.diagnostics) if topics is not None else {}
    jobs = []
    curves, stability = frames.get("choice"), frames.get("stability")
    if isinstance(curves, pd.DataFrame) and "n_topics" in curves:
        chosen = len(topics.themes) if topics is not None else None
        plot = partial(figures.plot_choice, chosen=chosen, lang=lang)
        jobs.append(FigureJob("choice", curves, plot))
    if isinstance(stability, pd.DataFrame) and "cosine" in stability:
        bars = partial(figures.plot_stability, lang=lang)
        jobs.append(FigureJob("stability", _named(view, stability), bars))
    return jobs


def _city_jobs(view: View) -> list[FigureJob]:
    jobs, names = [], city_figures(view)
    for city in view.drawn:
        plot = partial(
            figures.plot_profile,
            city=city,
            labels=view.labels,
            n_themes=_CARD_THEMES,
            width=_CARD_WIDTH,
            lang=view.lang,
        )
        jobs.append(FigureJob(names[city], view.prevalence, plot))
    return jobs


def theme_figure(theme: str, shows: str) -> str:
    """File name of a theme's figure: its id, and what is shown.

    Examples
    --------
    >>> theme_figure("water", "trend")
    'theme-water-trend'
    """
    return f"theme-{theme}-{shows}"


def city_figures(view: View) -> dict[str, str]:
    """City → file name of its profile, by its English name; a number where it has none."""
    english = english_names(view.source.cities)
    found: dict[str, str] = {}
    for number, city in enumerate(view.drawn, 1):
        slug = _NO_NAME.sub("-", english.get(city, city).lower()).strip("-")
        name = f"city-{slug or number}-profile"
        found[city] = name if name not in found.values() else f"city-{slug}-{number}-profile"
    return found


def heatmap_rows(view: View) -> pd.DataFrame:
    """Shares of the compared and the listed cities, of as many themes as a page holds."""
    known, themes = view.analysis.prevalence, view.themes
    cities = [*view.drawn, *view.hatched]
    if len(cities) > HEATMAP_THEMES:
        themes = themes[:HEATMAP_THEMES]
    return known[known[Prevalence.city].isin(cities) & known[Prevalence.theme].isin(themes)]


def _whole_jobs(view: View) -> list[FigureJob]:
    """The largest themes over time, all texts together."""
    rows = whole_series(view)
    if rows.empty:
        return []
    slopes = whole_slopes(view)
    lines = partial(figures.plot_trends, theme=WHOLE, trends=slopes, lang=view.lang)
    return [FigureJob("trends-all-texts", rows, lines)]


def is_wide_map(view: View) -> bool:
    """Whether a map needs the whole width of a page to be read."""
    if not view.has_map:
        return False  # provinces have signs for names
    return bool(view.map_regions) or (
        max(column for _, column in view.map_grid.values()) >= _HALF_COLUMNS
    )


def _map_jobs(view: View) -> list[FigureJob]:
    """The largest themes on a map of cities, or of provinces where cities of several compare."""
    provinces = province_shares(view)
    if not view.has_map and provinces.empty:
        return []
    outlines = view.map_regions if view.has_map else {}
    grid = view.map_grid if view.has_map else province_grid(view)
    signs = None if view.has_map else province_signs(view.lang)
    shown = view.themes[: _WIDE_MAPS if is_wide_map(view) else _MAPS]
    frame = view.prevalence if view.has_map else provinces
    rows = frame[frame[Prevalence.theme].isin(shown)]
    peak, jobs = float(rows[Prevalence.estimate].max()), []
    for theme in shown:
        if outlines:
            plot = partial(
                figures.plot_regions, regions=outlines, theme=theme, peak=peak, lang=view.lang
            )
        else:
            plot = partial(
                figures.plot_tiles, grid=grid, signs=signs, theme=theme, peak=peak, lang=view.lang
            )
        jobs.append(FigureJob(f"map-{theme}", rows, plot))
    return jobs
