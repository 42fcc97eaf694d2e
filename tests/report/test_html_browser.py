"""The HTML report in a real browser: what a reader does with it, each in under five actions."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pypdfium2
import pytest

from cityanalysis.figures import CityMap
from cityanalysis.report import plan_figures, write_figures
from cityanalysis.report.html import _CURVES, _FIGURES, write_html
from cityanalysis.report.pairs import pair_rows
from cityanalysis.report.view import make_view
from tests.browser import BROWSER, FLAGS, needs_browser
from tests.report.html_reader import Reader
from tests.simulate.run import make_run

pytestmark = needs_browser
HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">\u202e反向 " + "长" * 100_000
FORMULA = "=cmd|' /C calc'!A0"
MOST = 4  # actions of a task


@pytest.fixture(scope="module")
def analysis():
    run = make_run(n_cities=5, n_themes=4, n_articles=60)
    first = run.articles.iloc[:1].assign(title=HOSTILE[:60], text=HOSTILE)
    second = run.articles.iloc[1:2].assign(title=FORMULA)
    articles = pd.concat([first, second, run.articles.iloc[2:]], ignore_index=True)
    return replace(run, articles=articles)


@pytest.fixture(scope="module")
def files_of(analysis, tmp_path_factory) -> dict[str, Path]:
    """The page in both languages; the figures are those of one of them."""
    folder = tmp_path_factory.mktemp("html")
    plan = plan_figures(make_view(analysis))
    shown = {name: plan[name] for name in (*_FIGURES, *_CURVES) if name in plan}
    write_figures(shown, folder, png=False)
    return {
        lang: write_html(analysis, folder / f"{lang}.html", lang=lang, figures=folder)
        for lang in ("zh", "en")
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield running
        running.close()


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


def _cell(theme: int, city: int) -> str:
    return f'.cell[data-theme="{theme}"][data-city="{city}"]'


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_city_s_distinctive_theme_is_found(reader, analysis):
    reader.click('.head[data-city="1"]')
    reader.wait("#city-1 .row")
    city = make_view(analysis).cities[1]
    assert f"{city}共有" in reader.text("#city-1")
    assert reader.page.locator("#city-1 .row").count() > 1


def test_two_cities_are_set_side_by_side(reader, analysis):
    view = make_view(analysis)
    a, b = view.cities[3], view.cities[1]
    reader.choose("#a", a)
    reader.choose("#b", b)
    reader.shows("#sides h3", [a, b])
    rows = pair_rows(view, a, b)
    notes = dict(zip(reader.texts("#dumbbells .name"), reader.texts("#dumbbells .note-of")))
    heard = rows[(rows["share_a"] > 0) | (rows["share_b"] > 0)]
    assert len(notes) == len(heard)
    for row in heard.to_dict("records"):
        low, high = sorted((abs(row["ci_low"]), abs(row["ci_high"])))
        assert view.say.points(abs(row["difference"])) in notes[view.label(row["theme"])]
        assert {True: "差异显著", False: "证据不足"}[row["is_sure"]] in notes[
            view.label(row["theme"])
        ] or row["is_alike"]
        assert low <= high
    reader.click("#swap")
    reader.shows("#sides h3", [b, a])


def test_the_sentence_behind_a_number_is_read_and_exported(reader, analysis):
    view = make_view(analysis)
    reader.click("#heatmap .cell.h7")
    reader.wait("#evidence-list mark")
    city, theme = reader.text("#evidence-title").split("：")
    ids = {t.label_zh: t.id for t in analysis.themes}
    about = analysis.assignments.index[analysis.assignments[ids[theme]]]
    here = analysis.cities.loc[analysis.cities["city"] == city, "doc_id"]
    known = set(about) & set(here)
    titles = analysis.articles.set_index("doc_id").loc[sorted(known), "title"].fillna("")
    head, *rows = _rows(reader.saved("#evidence-export"))
    assert head[0] == "标题" and len(rows) == len(known)
    assert {row[0].lstrip("'") for row in rows} == set(titles)
    share = analysis.prevalence.set_index(["city", "theme"]).loc[(city, ids[theme]), "estimate"]
    assert view.say.percent(share) in reader.text("#evidence-note")


def test_the_keyboard_leads_from_the_grid_to_the_list_and_back(reader):
    reader.page.locator("#heatmap .cell").first.focus()
    reader.press("ArrowRight")
    assert "95%置信区间" in reader.text("#status")
    reader.press("Enter")
    reader.wait("#evidence[open]")
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate(
            "document.getElementById('evidence').contains(document.activeElement)"
            " || document.activeElement === document.body"
        )
    reader.press("Escape")
    reader.page.locator("#evidence[open]").wait_for(state="detached")
    assert reader.page.evaluate("document.activeElement.dataset.city") == "1"


def test_the_grid_is_one_stop_of_the_tab_key(reader):
    assert reader.page.locator("#heatmap table [tabindex='0']").count() == 1
    reader.page.locator("#heatmap .cell").first.focus()
    reader.press("ArrowUp")
    assert reader.page.evaluate("document.activeElement.className") == "head"
    reader.press("ArrowDown", "ArrowLeft")
    assert reader.page.evaluate("document.activeElement.className") == "name"


def test_a_theme_that_is_renamed_is_so_everywhere(reader, analysis, browser, tmp_path):
    old, new = make_view(analysis).label(make_view(analysis).themes[0]), "<b>我的,主题</b>"
    reader.page.locator(".name").first.focus()
    reader.press("F2")
    reader.page.keyboard.type(new)
    reader.press("Enter")
    page = reader.page
    assert new in reader.texts(".heatmap .name") and old not in reader.texts(".heatmap .name")
    for where in ("#detail", "#about", "#dumbbells", "#theme-0", "#cities", "#appendix"):
        if page.locator(where).count():
            assert new in page.locator(where).evaluate("node => node.textContent"), where
            assert old not in page.locator(f"{where} [data-label='0']").all_inner_texts()
    page.locator("#tables button", has_text="prevalence.csv").scroll_into_view_if_needed()
    with page.expect_download() as saving:
        page.locator("#tables button", has_text="prevalence.csv").click()
    table = _rows(Path(saving.value.path()).read_text(encoding="utf-8-sig"))
    at = table[0].index("label_zh")
    assert new in {row[at] for row in table} and old not in {row[at] for row in table}
    with page.expect_download() as saving:
        reader.click("#save-copy")
    copy = tmp_path / "copy.html"
    saving.value.save_as(copy)
    again = browser.new_page()
    again.goto(copy.as_uri())
    assert new in again.locator(".heatmap .name").all_inner_texts()
    again.close()


def test_words_are_searched_together_and_marked(reader, analysis):
    texts = (analysis.articles["title"].fillna("") + "\n" + analysis.articles["text"]).str.lower()
    reader.type("#q", "审批 记者")
    both = int((texts.str.contains("审批") & texts.str.contains("记者")).sum())
    reader.shows("#found", f"{both}篇文章")
    assert both and reader.page.locator("#results mark").count() > 0
    reader.type("#q", "“审批 记者”")
    reader.shows("#found", "0篇文章")
    reader.type("#q", "跑三趟")
    reader.wait("#results mark")
    assert set(reader.texts("#results mark")) == {"跑三趟"}


def test_words_stand_in_context_and_lead_to_articles_like_theirs(reader, analysis):
    reader.page.set_viewport_size({"width": 360, "height": 800})
    reader.type("#q", "审批 记者")
    reader.choose("#lines", "right")
    reader.wait("#results .right")
    texts = analysis.articles["title"].fillna("") + "\n" + analysis.articles["text"]
    both = texts[texts.str.contains("审批") & texts.str.contains("记者")]
    places = int(both.str.count("审批|记者").sum())
    reader.shows("#found", f"{len(both)}篇文章中共{places}处")
    head, *rows = _rows(reader.saved("#export"))
    assert head[-3:] == ["前文", "词语", "后文"] and len(rows) == places
    after = [row[-1].lstrip("'") for row in rows]
    assert after == sorted(after) and {row[-2] for row in rows} == {"审批", "记者"}
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360
    reader.click("#results button.link")
    reader.wait("#evidence-list mark")
    assert reader.page.locator("#evidence-list li .link").count() in range(1, 6)
    # An address that somebody wrote by hand gives an order all the same.
    reader.page.goto(reader.page.url.partition("#")[0] + "#articles?q=审批&lines=constructor")
    reader.page.reload()
    n_places = int(texts.str.count("审批").sum())
    reader.shows("#found", f"{texts.str.contains('审批').sum()}篇文章中共{n_places}处")


def test_articles_are_filtered_sorted_and_exported(reader, analysis):
    view = make_view(analysis)
    city, theme = view.cities[0], view.themes[0]
    reader.choose("#of", city)
    reader.choose("#about", theme)
    reader.choose("#list", "new")
    own = set(analysis.cities.loc[analysis.cities["city"] == city, "doc_id"])
    about = set(analysis.assignments.index[analysis.assignments[theme]])
    n = len(own & about & set(view.articles["doc_id"]))
    reader.shows("#found", f"{n}篇文章")
    head, *rows = _rows(reader.saved("#export"))
    dates = [row[head.index("日期")] for row in rows]
    assert len(rows) == n and dates == sorted(dates, reverse=True)


def test_no_cell_of_an_export_is_a_formula(reader):
    reader.type("#q", FORMULA.split("|")[0])
    reader.shows("#found", "1篇文章")
    _, row = _rows(reader.saved("#export"))
    assert row[0] == "'" + FORMULA


@pytest.mark.parametrize("measure", ["share", "above", "rank"])
def test_the_grid_shows_shares_differences_or_ranks(reader, analysis, measure):
    reader.choose("#measure", measure)
    view = make_view(analysis)
    for t, theme in enumerate(view.themes):
        rows = view.prevalence[view.prevalence["theme"] == theme].set_index("city")["estimate"]
        for c, city in enumerate(view.cities):
            share = rows[city]
            wanted = {
                "share": view.say.percent(share).rstrip("%") if share else "",
                "above": view.say.points(share - view.shares[theme]),
                "rank": str(1 + int((rows > share).sum())),
            }[measure]
            assert reader.text(_cell(t, c)).lstrip("+") == wanted


def test_choices_are_kept_in_the_address(reader, analysis, browser):
    view = make_view(analysis)
    reader.choose("#rows", "spread")
    reader.click("#chooser summary")
    reader.click("#choose-cities input", 2)
    reader.click("#choose-themes input", 1)
    heads, names = reader.texts(".head span"), reader.texts(".heatmap .name")
    assert view.cities[2] not in heads and len(heads) == len(view.cities) - 1
    assert view.label(view.themes[1]) not in names
    again = browser.new_page()
    again.goto(reader.page.url)
    assert again.locator(".head span").all_inner_texts() == heads
    assert again.locator(".heatmap .name").all_inner_texts() == names
    assert again.locator("#rows").input_value() == "spread"
    again.close()


def test_tables_are_sorted_by_their_heads(reader):
    reader.click("#appendix .sort", 2)
    shares = [
        float(text.rstrip("%").replace("–", "-1"))
        for text in reader.texts("#appendix table:first-of-type tbody tr td:nth-child(3)")
        if text.endswith("%")
    ]
    assert shares == sorted(shares, reverse=True)


def test_a_figure_is_saved_with_title_unit_n_source_and_date(reader, analysis):
    svg = reader.saved("#heatmap .tools button")
    for word in ("各城市以各主题为主的文章占比", "n = ", "来源：", "年", "cityanalysis"):
        assert word in svg
    svg = reader.saved("#overview .tools button, #read .tools button")
    assert "来源：" in svg and "var(" not in svg
    with reader.page.expect_download() as saving:
        reader.click("#dumbbells .tools button", 1)
    assert Path(saving.value.path()).read_bytes().startswith(b"\x89PNG")


def test_an_article_that_shows_a_topic_is_opened(reader):
    assert reader.page.locator(".topic").count()
    reader.click("[data-article]")
    reader.wait("#evidence-list .text")
    assert reader.text("#evidence-title")


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


def test_print_holds_every_card_and_no_controls(reader, analysis, tmp_path):
    reader.page.pdf(path=tmp_path / "print.pdf", format="A4", print_background=True)
    document = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    squeezed = "".join(text.split())
    for city in make_view(analysis).cities:
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


def test_outlines_of_ones_own_are_drawn_and_open_the_evidence(browser, analysis, tmp_path):
    names = sorted(analysis.prevalence["city"].unique())
    regions = {
        name: [[[i, 0], [i + 1, 0], [i + 1, 1], [i, 1], [i, 0]]] for i, name in enumerate(names)
    } | {"<b>远方": [[[0, 1], [5, 1], [5, 2], [0, 2]]]}
    own = replace(analysis, map=CityMap(regions=regions))
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
