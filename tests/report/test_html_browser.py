"""The HTML report in a real browser: what a reader does with it, each in under five actions."""

import csv
import io
from pathlib import Path

import pytest

from cityanalysis.report.pairs import pair_rows
from cityanalysis.report.view import make_view
from tests.browser import needs_browser
from tests.report.conftest import FORMULA

pytestmark = needs_browser


def _cell(theme: int, city: int) -> str:
    return f'.cell[data-theme="{theme}"][data-city="{city}"]'


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_city_s_distinctive_theme_is_found(reader, page_run):
    reader.click('.head[data-city="1"]')
    reader.wait("#city-1 .row")
    city = make_view(page_run).cities[1]
    assert f"{city}共有" in reader.text("#city-1")
    assert reader.page.locator("#city-1 .row").count() > 1


def test_two_cities_are_set_side_by_side(reader, page_run):
    view = make_view(page_run)
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


def test_the_sentence_behind_a_number_is_read_and_exported(reader, page_run):
    view = make_view(page_run)
    reader.click("#heatmap .cell.h7")
    reader.wait("#evidence-list mark")
    city, theme = reader.text("#evidence-title").split("：")
    ids = {t.label_zh: t.id for t in page_run.themes}
    about = page_run.assignments.index[page_run.assignments[ids[theme]]]
    here = page_run.cities.loc[page_run.cities["city"] == city, "doc_id"]
    known = set(about) & set(here)
    titles = page_run.articles.set_index("doc_id").loc[sorted(known), "title"].fillna("")
    head, *rows = _rows(reader.saved("#evidence-export"))
    assert head[0] == "标题" and len(rows) == len(known)
    assert {row[0].lstrip("'") for row in rows} == set(titles)
    share = page_run.prevalence.set_index(["city", "theme"]).loc[(city, ids[theme]), "estimate"]
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


def test_a_theme_that_is_renamed_is_so_everywhere(reader, page_run, browser, tmp_path):
    old, new = make_view(page_run).label(make_view(page_run).themes[0]), "<b>我的,主题</b>"
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


def test_words_are_searched_together_and_marked(reader, page_run):
    texts = (page_run.articles["title"].fillna("") + "\n" + page_run.articles["text"]).str.lower()
    reader.type("#q", "审批 记者")
    both = int((texts.str.contains("审批") & texts.str.contains("记者")).sum())
    reader.shows("#found", f"{both}篇文章")
    assert both and reader.page.locator("#results mark").count() > 0
    reader.type("#q", "“审批 记者”")
    reader.shows("#found", "0篇文章")
    reader.type("#q", "跑三趟")
    reader.wait("#results mark")
    assert set(reader.texts("#results mark")) == {"跑三趟"}


def test_words_stand_in_context_and_lead_to_articles_like_theirs(reader, page_run):
    reader.page.set_viewport_size({"width": 360, "height": 800})
    reader.type("#q", "审批 记者")
    reader.choose("#lines", "right")
    reader.wait("#results .right")
    texts = page_run.articles["title"].fillna("") + "\n" + page_run.articles["text"]
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


def test_articles_are_filtered_sorted_and_exported(reader, page_run):
    view = make_view(page_run)
    city, theme = view.cities[0], view.themes[0]
    reader.choose("#of", city)
    reader.choose("#about", theme)
    reader.choose("#list", "new")
    own = set(page_run.cities.loc[page_run.cities["city"] == city, "doc_id"])
    about = set(page_run.assignments.index[page_run.assignments[theme]])
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
def test_the_grid_shows_shares_differences_or_ranks(reader, page_run, measure):
    reader.choose("#measure", measure)
    view = make_view(page_run)
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


def test_choices_are_kept_in_the_address(reader, page_run, browser):
    view = make_view(page_run)
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


def test_a_figure_is_saved_with_title_unit_n_source_and_date(reader, page_run):
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
