"""The HTML report of a small run in a browser, as several modules of tests look at it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.report import plan_figures, write_figures
from cityanalysis.report.html import _CURVES, _FIGURES, write_html
from cityanalysis.report.view import make_view
from tests.report.html_reader import Reader
from tests.simulate.run import make_run

HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">\u202e反向 " + "长" * 100_000
FORMULA = "=cmd|' /C calc'!A0"
MOST = 4  # actions of a task


@pytest.fixture(scope="module")
def page_run():
    run = make_run(n_cities=5, n_themes=4, n_articles=60, measure="full")
    first = run.articles.iloc[:1].assign(title=HOSTILE[:60], text=HOSTILE)
    second = run.articles.iloc[1:2].assign(title=FORMULA)
    articles = pd.concat([first, second, run.articles.iloc[2:]], ignore_index=True)
    return replace(run, articles=articles)


@pytest.fixture(scope="module")
def files_of(page_run, tmp_path_factory) -> dict[str, Path]:
    """The page in both languages; the figures are those of one of them."""
    folder = tmp_path_factory.mktemp("html")
    plan = plan_figures(make_view(page_run))
    shown = {name: plan[name] for name in (*_FIGURES, *_CURVES) if name in plan}
    write_figures(shown, folder, png=False)
    return {
        lang: write_html(page_run, folder / f"{lang}.html", lang=lang, figures=folder)
        for lang in ("zh", "en")
    }


@pytest.fixture
def reader(browser, files_of) -> Iterator[Reader]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(files_of["zh"].as_uri())
    one = Reader(opened)
    yield one
    assert faults == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.title() != "broken"
    opened.close()
    assert one.actions <= MOST
