"""How the HTML report looks in a real browser: widths, print, the dark, contrast, maps."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pypdfium2
import pytest

from cityanalysis.figures import CityMap
from cityanalysis.report.html import write_html
from cityanalysis.report.view import make_view
from tests.browser import needs_browser

pytestmark = needs_browser


@pytest.mark.parametrize("width", [360, 768, 2000])
def test_no_width_scrolls_sideways_or_breaks_a_number(reader, width):
    page = reader.page
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    reader.wait("#city-0 .row")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    broken = page.evaluate(
        "[...document.querySelectorAll('.num, .value, td.r, .cell')].filter((one) => {"
        " const range = document.createRange(); range.selectNodeContents(one);"
        " const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));"
        " return tops.size > 1; }).map((one) => one.textContent)"
    )
    assert broken == []
    page.locator("#heatmap .cell").first.click()
    reader.wait("#evidence-list li")
    assert page.evaluate("document.getElementById('evidence').scrollWidth") <= width


def test_print_holds_every_card_and_no_controls(reader, page_run, tmp_path):
    reader.page.pdf(path=tmp_path / "print.pdf", format="A4", print_background=True)
    document = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    squeezed = "".join(text.split())
    for city in make_view(page_run).cities:
        assert f"{city}共有" in squeezed
    assert "数据局限" in squeezed
    for control in ("导出为CSV", "另存副本", "下载PNG"):
        assert control not in squeezed


LOOKS = [
    ("zh", 360, "dark"), ("zh", 768, "light"), ("zh", 1280, "dark"),
    ("en", 360, "light"), ("en", 768, "dark"), ("en", 1280, "light"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "width", "scheme"), LOOKS)
def test_axe_finds_nothing(browser, files_of, lang, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(files_of[lang].as_uri() + "#articles?q=记者&lines=city")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("#results .right").first.wait_for()
    page.locator("#city-0 .row").first.wait_for()
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = _violations(page)
    page.locator("#heatmap .cell").nth(1).click()
    page.locator("#evidence-list .source ~ button").first.click()
    found += _violations(page, "#evidence")
    assert found == []
    page.close()


def _violations(page: Any, part: str = "html") -> list[str]:
    asked = f"axe.run({json.dumps(part)}, {{ resultTypes: ['violations'] }})"
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in page.evaluate(asked)["violations"]
    ]


def test_the_dark_page_is_dark(browser, files_of):
    page = browser.new_page(color_scheme="dark")
    page.goto(files_of["zh"].as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, ground.strip("rgb()").split(","))) < 120
    figure = page.evaluate(
        "getComputedStyle(document.querySelector('.picture svg text')).fill.match(/\\d+/g)"
    )
    assert sum(map(int, figure)) > 380
    page.close()


def test_every_character_is_drawn_by_the_page_s_own_font(reader):
    assert reader.page.evaluate("document.fonts.check('16px \"Report Sans\"', '城市主题')")


def test_outlines_of_ones_own_are_drawn_and_open_the_evidence(browser, page_run, tmp_path):
    names = sorted(page_run.prevalence["city"].unique())
    regions = {
        name: [[[i, 0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]] for i, name in enumerate(names)
    } | {"<b>远方": [[[0, 1], [5, 1], [5, 2], [0, 2]]]}
    own = replace(page_run, map=CityMap(regions=regions))
    file = write_html(own, tmp_path / "report.html", figures=None)
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    shapes = page.locator("#places path")
    assert shapes.count() == len(names) + 1
    assert page.locator("#places path[role=button]").count() == len(names)
    assert page.locator("#places b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    page.locator("#places path[role=button]").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("#evidence[open]").wait_for()
    assert names[1] in page.locator("#evidence-title").inner_text()
    page.keyboard.press("Escape")
    page.locator("#places path[role=button]").nth(0).click()
    assert names[0] in page.locator("#evidence-title").inner_text()
    page.close()
