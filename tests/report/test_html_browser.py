"""The HTML report in a real browser, as a reader uses it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cityanalysis.figures import CityMap
from cityanalysis.report.html import write_html
from tests.simulate.run import make_run

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">\u202e反向 " + "长" * 100_000


@pytest.fixture(scope="module")
def analysis():
    return make_run(n_cities=5, n_themes=4, n_articles=60)


@pytest.fixture(scope="module")
def page_file(analysis, tmp_path_factory) -> Path:
    first = analysis.articles.iloc[:1].assign(title=HOSTILE[:60], text=HOSTILE)
    rest = analysis.articles.iloc[1:]
    import pandas as pd

    changed = replace(analysis, articles=pd.concat([first, rest], ignore_index=True))
    return write_html(changed, tmp_path_factory.mktemp("html") / "report.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser, page_file) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(page_file.as_uri())
    yield opened
    assert faults == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.title() != "broken"
    opened.close()


def _labels(page: Any) -> list[str]:
    return page.locator(".heatmap tbody .name").all_inner_texts()


def test_a_cell_opens_the_articles_behind_it(page, analysis):
    cell = page.locator(".heatmap .cell:not(.h0)").first
    words = cell.get_attribute("aria-label")
    cell.click()
    page.wait_for_selector("#evidence-list h4")
    title = page.locator("#evidence-title").inner_text()
    city, theme = title.split("：")
    assert city in words and theme in words
    ids = {t.label_zh: t.id for t in analysis.themes}
    about = analysis.assignments.index[analysis.assignments[ids[theme]]]
    here = analysis.cities.loc[analysis.cities["city"] == city, "doc_id"]
    right = analysis.articles[analysis.articles["doc_id"].isin(set(about) & set(here))]
    shown = page.locator("#evidence-list h4").all_inner_texts()
    assert shown and set(shown) <= {*right["title"].fillna(""), HOSTILE[:60].strip(), "（无标题）"}


def test_keyboard_alone_reaches_the_evidence_and_comes_back(page):
    page.locator(".heatmap .cell").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.city") == "1"
    page.keyboard.press("Enter")
    page.locator("#evidence[open]").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "document.getElementById('evidence').contains(document.activeElement)"
            " || document.activeElement === document.body"
        )
        assert inside
    page.keyboard.press("Escape")
    page.locator("#evidence[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.dataset.city") == "1"


def test_search_and_filters_find_articles(page, analysis):
    page.locator("#articles").scroll_into_view_if_needed()
    word = str(analysis.articles["text"].iloc[-1])[:6]
    page.locator("#query").fill(word)
    page.locator("#list mark").first.wait_for()
    assert word in page.locator("#list").inner_text()
    page.locator("#query").fill("没有这样的话xyz")
    page.locator("#list li").first.wait_for(state="detached")
    page.locator("#query").fill("")
    page.locator("#by-city").select_option("0")
    city = page.locator("#by-city option:checked").inner_text()
    page.locator("#list li").first.wait_for()
    page.wait_for_timeout(300)
    for tags in page.locator("#list li > div:nth-of-type(1)").all_inner_texts():
        assert city in tags


def test_themes_are_renamed_sorted_and_kept_in_a_copy(page, browser, tmp_path):
    page.locator(".rename").first.click()
    page.keyboard.type("<b>我的主题</b>")
    page.keyboard.press("Enter")
    page.locator("#sort").select_option("name")
    wanted = _labels(page)
    assert "<b>我的主题</b>" in wanted
    with page.expect_download() as saving:
        page.locator("#save-copy").click()
    copy = tmp_path / "copy.html"
    saving.value.save_as(copy)
    again = browser.new_page()
    again.goto(copy.as_uri())
    assert _labels(again) == wanted
    again.close()


def test_tables_and_figures_are_downloaded(page, tmp_path):
    for button, start in (("#tables button", "\ufeff"), ("#save-heatmap", "<svg")):
        with page.expect_download() as saving:
            page.locator(button).first.click()
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        assert file.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("width", [360, 768, 2000])
def test_no_width_makes_the_page_scroll_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".heatmap .cell").first.click()
    page.wait_for_selector("#evidence-list li")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.getElementById('evidence').scrollWidth") <= width


def test_every_character_is_drawn_by_the_page_s_own_font(page):
    assert page.evaluate("document.fonts.check('16px \"Report Sans\"', '城市主题')")


def test_outlines_of_ones_own_are_drawn_and_open_the_evidence(browser, analysis, tmp_path):
    names = sorted(analysis.prevalence["city"].unique())
    regions = {
        name: [[[i, 0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]] for i, name in enumerate(names)
    } | {"<b>远方": [[[0, 1], [5, 1], [5, 2], [0, 2]]]}
    own = replace(analysis, map=CityMap(regions=regions))
    file = write_html(own, tmp_path / "report.html")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    shapes = page.locator("#outlines path")
    assert shapes.count() == len(names) + 1
    assert page.locator("#outlines path[role=button]").count() == len(names)
    assert page.locator("#outlines b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    page.locator("#outlines path[role=button]").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#evidence[open]").wait_for()
    assert names[1] in page.locator("#evidence-title").inner_text()
    page.keyboard.press("Escape")
    page.locator("#outlines path[role=button]").nth(0).click()
    assert names[0] in page.locator("#evidence-title").inner_text()
    page.close()
