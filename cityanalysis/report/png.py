"""Every figure of a report as SVG and as a 300 dpi PNG."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

import cityanalysis.figures as figures
from cityanalysis.figures.overview import corpus_overview
from cityanalysis.figures.style import save_figure
from cityanalysis.report.view import View

__all__ = ["FigureJob", "plan_figures", "write_figures"]

_MAP_THEMES = 6


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
    >>> from cityanalysis.report import Analysis
    >>> from cityanalysis.report.view import make_view
    >>> plan_figures(make_view(Analysis()))
    {}
    """
    analysis, jobs = view.analysis, []
    words = {"labels": view.labels, "lang": view.lang}
    overview = corpus_overview(view.articles, analysis.cities)
    if len(overview):
        jobs.append(FigureJob("overview", "plot_overview", overview, {"lang": view.lang}))
    if len(view.prevalence) and len(view.themes):
        jobs.append(FigureJob("heatmap", "plot_heatmap", view.prevalence, words))
        jobs += _theme_jobs(view) + _city_jobs(view) + _tile_jobs(view)
    return {job.name: job for job in jobs}


def _theme_jobs(view: View) -> list[FigureJob]:
    jobs = []
    of_theme = dict(list(view.prevalence.groupby("theme")))
    for i, theme in enumerate(view.themes, 1):
        options = {"theme": theme, "lang": view.lang}
        jobs.append(
            FigureJob(f"theme-{i:02d}-intervals", "plot_intervals", of_theme[theme], options)
        )
    return jobs


def _city_jobs(view: View) -> list[FigureJob]:
    jobs = []
    keyness = view.analysis.keyness
    of_city = dict(list(keyness.groupby("city"))) if len(keyness) else {}
    for i, city in enumerate(view.cities, 1):
        options = {"city": city, "labels": view.labels, "lang": view.lang}
        jobs.append(FigureJob(f"city-{i:02d}-profile", "plot_profile", view.prevalence, options))
        if city in of_city:
            options = {"city": city, "lang": view.lang}
            jobs.append(FigureJob(f"city-{i:02d}-words", "plot_keyness", of_city[city], options))
    return jobs


def _tile_jobs(view: View) -> list[FigureJob]:
    if not view.has_map:
        return []
    shown = view.themes[:_MAP_THEMES]
    rows = view.prevalence[view.prevalence["theme"].isin(shown)]
    options = {"peak": float(rows["estimate"].max()), "lang": view.lang}
    return [
        FigureJob(f"map-{i:02d}", "plot_tiles", rows, {"theme": theme, **options})
        for i, theme in enumerate(shown, 1)
    ]


def draw(job: FigureJob) -> Any:
    """The axes of one figure."""
    return getattr(figures, job.function)(job.frame, **job.options)


def write_figures(
    jobs: Mapping[str, FigureJob],
    folder: str | os.PathLike[str],
    *,
    png: bool = True,
    workers: int = 1,
) -> list[Path]:
    """Write each figure as SVG, and as PNG where asked; the same bytes at any number of workers.

    Parameters
    ----------
    jobs : mapping
        What `plan_figures` returns.
    folder : path
    png : bool
    workers : int
        Processes that draw side by side.
    """
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    tasks = [(job, str(root / name), png) for name, job in jobs.items()]
    if workers > 1 and len(tasks) > 8:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            list(pool.map(_write, tasks, chunksize=4))
    else:
        for task in tasks:
            _write(task)
    suffixes = (".svg", ".png") if png else (".svg",)
    return [root / f"{name}{suffix}" for name in jobs for suffix in suffixes]


def _write(task: tuple[FigureJob, str, bool]) -> None:
    job, stem, png = task
    save_figure(draw(job).get_figure(), stem, png=png)
