"""The review page in a real browser: faults are mended on it, exported, applied, and gone."""

import json
from pathlib import Path
from typing import Any

from cityanalysis.cli.review import write_review
from cityanalysis.corpus import ReadOptions, read_corpus, read_corrections
from cityanalysis.run import Settings
from tests.browser import needs_browser
from tests.corpus.layout.sheets import PAGES

pytestmark = needs_browser
HOSTILE = "</script><img src=x onerror=\"document.title='broken'\">"
TEXT = f"""市民广场今起开放{HOSTILE}

□记者 张三 报道

本报聊城讯 市民广场今起开放，新增座椅三百个。广场四周种下两百棵树，夜里有灯照明，早晚都有人来散步。

图书馆延长开馆

□记者 李四 报道

本报聊城讯 市图书馆今起延长开馆时间两小时。读者可以借书到夜里九点，周末照常开放，不必预约。
"""


def opened(browser: Any, file: Path, faults: list[str]) -> Any:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    return page


def exported(page: Any, target: Path) -> Path:
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(target)
    return target


def test_three_faults_are_mended_and_gone(browser: Any, tmp_path: Path) -> None:
    source = PAGES / "page_0001.pdf"
    before = read_corpus(source)
    whole = before[before["kind"] == "article"].reset_index(drop=True)
    faults: list[str] = []
    page = opened(browser, write_review(source, tmp_path, settings=Settings()), faults)
    assert page.locator("#sheet img").count() == 1
    assert page.locator("#sheet .box").count() > 50
    titles = page.locator("#items .title")
    shown = [titles.nth(k).input_value() for k in range(titles.count())]
    first, second = (shown.index(whole["title"][k]) for k in (0, 1))
    page.locator("#items > li").nth(first).locator(".title").fill("改过的标题")
    page.keyboard.press("Tab")
    page.locator("#items > li").nth(second).locator(".kind").select_option("spam")
    many = whole["text"].str.count("\n").idxmax()
    entry = page.locator("#items > li").nth(shown.index(whole["title"][many]))
    entry.locator(".cut").first.click()
    assert page.locator("#count").inner_text().startswith("3 ")
    file = exported(page, tmp_path / "corrections.json")
    after = read_corpus(source, options=ReadOptions(corrections=read_corrections(file)))
    assert after["title"].tolist().count("改过的标题") == 1
    assert after.loc[after["title"] == whole["title"][1], "kind"].tolist() == ["spam"]
    assert len(after) == len(before) + 1
    head, _, rest = whole["text"][many].partition("\n")
    assert {head, rest} <= set(after["text"])
    assert faults == []


def test_what_was_cut_can_be_joined_again(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    before = read_corpus(path)
    faults: list[str] = []
    page = opened(browser, write_review(path, tmp_path / "r", settings=Settings()), faults)
    page.locator("#items > li").nth(0).locator(".join").select_option("1")
    assert page.locator("#items > li").count() == len(before) - 1
    file = exported(page, tmp_path / "corrections.json")
    after = read_corpus(path, options=ReadOptions(corrections=read_corrections(file)))
    assert len(after) == len(before) - 1
    assert "延长开馆时间" in after["text"][0] and "新增座椅" in after["text"][0]
    assert page.title() != "broken" and faults == []
    earlier = Settings(corrections=str(file))
    again = opened(browser, write_review(path, tmp_path / "r", settings=earlier), faults)
    assert again.locator("#items > li").count() == len(after)
    kept = json.loads(exported(again, tmp_path / "second.json").read_text(encoding="utf-8"))
    assert kept == json.loads(file.read_text(encoding="utf-8"))
