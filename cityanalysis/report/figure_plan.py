"""Every figure of a report as SVG and as a 300 dpi PNG."""

from __future__ import annotations

import os
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

import cityanalysis.figures as figures
from cityanalysis.figures import corpus_overview, current_font, groups_of, save_figure
from cityanalysis.frames import Prevalence, Series, TopicLabels, TopicTerms, Trends
from cityanalysis.report.city_names import english_names
from cityanalysis.report.pairs import (
    clearest_pairs,
    differing_cities,
    higher_first,
    pair_rows,
    pairs_shown,
)
from cityanalysis.report.view import View

__all__ = [
    "FigureJob",
    "city_figures",
    "largest_shares",
    "named_topics",
    "plan_figures",
    "rasterise",
    "steady_topics",
    "theme_figure",
    "write_figures",
]

OVERVIEW_CITIES = 40  # rows that the overview of a corpus has room for
PANELS = 9  # themes in small panels: a page
_FIRST_DIFFERENCES = 5  # rows of the chart beside the findings
PAIR_THEMES = 8  # rows of the chart and table of two cities: with words and quotes a page
_DIFFERENCES = 12  # rows that half a page holds
_THEME_WIDTH = 3.3  # inches: a theme's figure beside its words
_THEME_CITIES = 12  # so that three themes stand on a page
_CARD_WIDTH = 3.55  # inches: a city's profile beside its words
_CARD_THEMES = 6
_MAP_THEMES = 4
_TREND_CITIES = 3
_DPI = 300
_NO_NAME = re.compile("[^a-z0-9]+")  # what the names of figures leave out
_AT_ONCE = 40  # pictures drawn in one go, so that memory stays small


@dataclass(frozen=True)
class FigureJob:
    """One figure that a report shows.

    Attributes
    ----------
    name : str
        File name without suffix.
    function : str
        Name of the plot function in `cityanalysis.figures`.
    frame : DataFrame
        What it draws.
    options : mapping
        Its keyword arguments.
    """

    name: str
    function: str
    frame: pd.DataFrame
    options: Mapping[str, Any] = field(default_factory=dict)


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
    words = {"labels": view.labels, "lang": view.lang}
    overview = corpus_overview(view.articles, analysis.cities)
    if len(overview):
        shown = {"lang": view.lang, "unit": view.say.unit, "n_cities": OVERVIEW_CITIES}
        jobs.append(FigureJob("overview", "plot_overview", overview, shown))
    if len(view.prevalence):
        jobs.append(FigureJob("heatmap", "plot_heatmap", _drawn(view), words))
        jobs += _difference_jobs(view) + _pair_jobs(view)
        jobs += _theme_jobs(view) + _city_jobs(view) + _tile_jobs(view)
    jobs += _common_jobs(view)
    return {job.name: job for job in jobs}


def _difference_jobs(view: View) -> list[FigureJob]:
    """The clearest pair of each theme: the head of the list, and the whole where it is longer."""
    pairs = clearest_pairs(view)
    words = {"labels": view.labels, "lang": view.lang}
    if pairs.empty:
        return []
    first = pairs.head(_FIRST_DIFFERENCES)
    jobs = [FigureJob("differences-first", "plot_differences", first, words)]
    if len(pairs) > len(first):
        whole = pairs.head(_DIFFERENCES)
        jobs.append(FigureJob("differences", "plot_differences", whole, words))
    return jobs


def _pair_jobs(view: View) -> list[FigureJob]:
    """Two cities side by side: their shares, and the lines of the clearest theme that has them."""
    jobs, series, trends = [], view.analysis.series, groups_of(view.analysis.trends, Trends.theme)
    for number, pair in enumerate(pairs_shown(view), 1):
        rows = pair_rows(view, *pair)
        words = {"labels": view.labels, "lang": view.lang}
        shown = higher_first(rows.head(PAIR_THEMES))
        if len(shown):
            jobs.append(FigureJob(f"pair-{number:02d}", "plot_differences", shown, words))
        own = groups_of(series[series[Series.city].isin(pair)], Series.theme)
        for theme in shown[Prevalence.theme]:
            tested = _tested(own.get(theme), trends.get(theme), view.lined)
            if tested[Series.city].nunique() == len(pair):
                options = {"theme": theme, "trends": trends[theme], "n_cities": 2}
                options |= {"lang": view.lang}
                jobs.append(FigureJob(f"pair-{number:02d}-trend", "plot_trends", tested, options))
                break
    return jobs


def _drawn(view: View) -> pd.DataFrame:
    """Shares of the cities that a figure has room for."""
    return view.prevalence[view.prevalence[Prevalence.city].isin(view.drawn)]


def _theme_jobs(view: View) -> list[FigureJob]:
    jobs = []
    of_theme = groups_of(_drawn(view), Prevalence.theme)
    series = groups_of(view.analysis.series, Series.theme)
    trends, lined = groups_of(view.analysis.trends, Trends.theme), view.lined
    for i, theme in enumerate(view.themes, 1):
        options: dict[str, Any] = {"theme": theme, "lang": view.lang}
        counted = options | {"unit": view.say.unit}
        narrow = counted | {"width": _THEME_WIDTH}
        heard = largest_shares(of_theme[theme])
        jobs.append(FigureJob(theme_figure(theme, "intervals"), "plot_intervals", heard, narrow))
        if i <= PANELS:
            marked = differing_cities(view, theme)
            small = options | {"mean": view.shares[theme], "marked": marked}
            jobs.append(
                FigureJob(theme_figure(theme, "panel"), "plot_panel", of_theme[theme], small)
            )
        tested = _tested(series.get(theme), trends.get(theme), lined)
        if len(tested):
            lines = options | {"trends": trends[theme], "n_cities": _TREND_CITIES}
            jobs.append(FigureJob(theme_figure(theme, "trend"), "plot_trends", tested, lines))
    return jobs


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


def _topic_names(view: View) -> dict[str, str]:
    """Topic → the name that a reader sees, in the order of the topics."""
    labels = view.analysis.topic_labels
    known = dict(zip(labels[TopicLabels.topic], labels[TopicLabels.label]))
    topics = enumerate(dict.fromkeys(view.analysis.topic_terms[TopicTerms.topic]), 1)
    # The number keeps two topics apart to which a reader gave one label.
    return {
        topic: f"{i} {known[topic]}" if topic in known else view.say("topics.name", {"n": i})
        for i, topic in topics
    }


def _named(view: View, stability: pd.DataFrame) -> pd.DataFrame:
    names = _topic_names(view)
    return stability.assign(
        theme=stability[Prevalence.theme].map(lambda topic: names.get(topic, topic))
    )


def named_topics(view: View) -> pd.DataFrame:
    """Topic terms under the names that a reader sees."""
    terms, names = view.analysis.topic_terms, _topic_names(view)
    numbers = {topic: i for i, topic in enumerate(names)}
    ordered = terms.assign(
        topic=terms[TopicTerms.topic].map(names), place=terms[TopicTerms.topic].map(numbers)
    )
    return ordered.sort_values(["place", TopicTerms.rank], kind="stable").drop(columns="place")


def steady_topics(view: View) -> frozenset[str]:
    """Names of the topics that were found again in the other runs; all of them after one run."""
    fit, names = view.analysis.topics, _topic_names(view)
    stability = fit.diagnostics.get("stability") if fit is not None else None
    if not isinstance(stability, pd.DataFrame) or stability["cosine"].isna().all():
        return frozenset(names.values())
    found = stability.loc[stability["is_stable"].astype(bool), Prevalence.theme]
    return frozenset(names[topic] for topic in found if topic in names)


def _common_jobs(view: View) -> list[FigureJob]:
    """Likeness of the cities, and the topics that were discovered."""
    jobs, language = [], {"lang": view.lang}
    distances, terms = view.pairs(view.analysis.distances), view.analysis.topic_terms
    for side in ("city_a", "city_b"):
        distances = distances[distances[side].isin(view.drawn)]
    if len(distances) >= 3:
        jobs.append(FigureJob("distances", "plot_distances", distances, language))
        jobs.append(FigureJob("layout", "plot_layout", distances, language))
    if len(terms):
        jobs.append(FigureJob("topics", "plot_topics", named_topics(view), language))
    return jobs + _diagnostic_jobs(view)


def _diagnostic_jobs(view: View) -> list[FigureJob]:
    """Curves over the number of topics, and stability over runs, where the fit carries them."""
    topics, language = view.analysis.topics, {"lang": view.lang}
    frames = dict(topics.diagnostics) if topics is not None else {}
    jobs = []
    curves, stability = frames.get("choice"), frames.get("stability")
    if isinstance(curves, pd.DataFrame) and "n_topics" in curves:
        chosen = language | {"chosen": len(topics.themes) if topics is not None else None}
        jobs.append(FigureJob("choice", "plot_choice", curves, chosen))
    if isinstance(stability, pd.DataFrame) and "cosine" in stability:
        jobs.append(FigureJob("stability", "plot_stability", _named(view, stability), language))
    return jobs


def _city_jobs(view: View) -> list[FigureJob]:
    jobs, names = [], city_figures(view)
    for city in view.drawn:
        options: dict[str, Any] = {"city": city, "labels": view.labels, "lang": view.lang}
        options |= {"width": _CARD_WIDTH, "n_themes": _CARD_THEMES}
        jobs.append(FigureJob(names[city], "plot_profile", view.prevalence, options))
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


def _tile_jobs(view: View) -> list[FigureJob]:
    if not view.has_map:
        return []
    shown = view.themes[:_MAP_THEMES]
    rows = view.prevalence[view.prevalence[Prevalence.theme].isin(shown)]
    options: dict[str, Any] = {"peak": float(rows[Prevalence.estimate].max()), "lang": view.lang}
    outlines = view.map_regions
    options |= {"regions": outlines} if outlines else {"grid": view.map_grid}
    function = "plot_regions" if outlines else "plot_tiles"
    return [
        FigureJob(f"map-{theme}", function, rows, {"theme": theme, **options}) for theme in shown
    ]


def draw(job: FigureJob) -> Any:
    """The axes of one figure."""
    return getattr(figures, job.function)(job.frame, **job.options)


def write_figures(
    jobs: Mapping[str, FigureJob], folder: str | os.PathLike[str], *, png: bool = True
) -> list[Path]:
    """Write each figure as SVG, and as a 300 dpi PNG where asked.

    Parameters
    ----------
    jobs : mapping
        What `plan_figures` returns.
    folder : path
    png : bool
        The PNG is the SVG drawn by typst: the same picture at a tenth of matplotlib's time.
    """
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, job in jobs.items():
        save_figure(draw(job).get_figure(), root / name, png=False)
    written = [root / f"{name}.svg" for name in jobs]
    return written + rasterise(written) if png else written


def rasterise(vectors: Sequence[Path]) -> list[Path]:
    """Draw SVG files as PNG beside them, at 300 dpi."""
    written = []
    for first in range(0, len(vectors), _AT_ONCE):
        some = vectors[first : first + _AT_ONCE]
        for path, picture in zip(some, _pictures(some)):
            path.with_suffix(".png").write_bytes(_with_resolution(picture))
            written.append(path.with_suffix(".png"))
    return written


def _pictures(vectors: Sequence[Path]) -> list[bytes]:
    """One picture a file, from one document whose pages are as large as the figures."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(current_font().parent)],
    )
    lines = [f'#image("{path.name}")' for path in vectors]
    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        for path in vectors:
            shutil.copyfile(path, Path(scratch) / path.name)
        main = Path(scratch) / "main.typ"
        main.write_text(page + "\n#pagebreak()\n".join(lines), encoding="utf-8")
        drawn = typst.compile(str(main), format="png", ppi=_DPI, font_paths=fonts)
    return drawn if isinstance(drawn, list) else [drawn]


def _with_resolution(picture: bytes) -> bytes:
    """The PNG with a chunk that says how large it is meant to be (pHYs, pixels a metre)."""
    per_metre = round(_DPI / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    header = 8 + 25  # signature, and the chunk IHDR that must stand first
    return picture[:header] + chunk + picture[header:]
