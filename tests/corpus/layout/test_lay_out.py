"""A sheet is read in the order in which a reader reads it, whatever the order of its lines."""

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus import Page, split_page
from cityanalysis.corpus.layout import Line, Shape, Sheet, lay_out
from tests.corpus.layout.sheets import PAGES as FOLDER
from tests.corpus.layout.sheets import SENTENCE, column, gold, printed
from tests.corpus.splitting.test_split_scores import load

PAGES = ("page_0001", "page_0002")
# The scorer leaves files for the garbage collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def articles(sheet: Sheet) -> list[tuple[str | None, str]]:
    found = lay_out(sheet)
    page = Page("a.pdf", found.text, lines=found.lines)
    return [(a.title, a.text) for a in split_page(page) if a.kind == "article"]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", PAGES)
def test_every_article_of_a_typeset_page_is_found(name: str) -> None:
    found = {bare(title or ""): bare(text) for title, text in articles(printed(name))}
    wanted = [row for row in gold() if row["page"] == f"{name}.txt" and row["kind"] == "article"]
    assert wanted
    for row in wanted:
        assert bare(row["title"]) in found


@pytest.mark.parametrize("name", PAGES)
def test_the_order_of_lines_in_the_file_does_not_matter(name: str) -> None:
    sheet = printed(name)
    expected = lay_out(sheet)
    for seed in range(3):
        lines = list(sheet.lines)
        random.Random(seed).shuffle(lines)
        assert lay_out(replace(sheet, lines=tuple(lines))) == expected


@pytest.mark.parametrize("name", PAGES)
def test_every_line_is_kept_and_stands_where_it_says(name: str) -> None:
    sheet = printed(name)
    found = lay_out(sheet)
    assert sorted(found.text[x.start : x.end] for x in found.lines) == sorted(
        line.text for line in sheet.lines
    )
    assert [x.start for x in found.lines] == sorted(x.start for x in found.lines)
    assert all(0 <= x.joint <= 1 for x in found.lines)


def test_two_columns_under_one_headline_are_one_article() -> None:
    head = Line(10, 10, 260, 34, "园区新添三家企业服务再升级", 20)
    left = column(10, 50, 12, SENTENCE, closes=False)
    right = column(150, 50, 12, SENTENCE[5:] + SENTENCE[:5])
    right[0] = replace(right[0], x0=150, text="企业" + right[0].text)
    ((title, text),) = articles(Sheet(300, 260, (*right, head, *left)))
    assert title == "园区新添三家企业服务再升级"
    assert text.startswith(left[0].text) and text.endswith("。")
    assert text.count("\n") == 0


def test_a_frame_keeps_its_article_apart() -> None:
    outer = Line(10, 10, 120, 30, "市民广场今起开放", 16)
    inner = Line(150, 10, 260, 30, "图书馆延长开馆", 16)
    left, right = column(10, 40, 10, SENTENCE), column(150, 40, 10, SENTENCE[9:] + SENTENCE[:9])
    frame = Shape(145, 2, 278, 190, "frame")
    found = articles(Sheet(290, 200, (outer, inner, *left, *right), (frame,)))
    assert [title for title, _ in found] == ["市民广场今起开放", "图书馆延长开馆"]


def test_a_vertical_page_is_read_from_right_to_left() -> None:
    lines = [
        Line(180 - 16 * k, 20, 190 - 16 * k, 150, SENTENCE[k : k + 13], 10, True) for k in range(8)
    ]
    sheet = Sheet(210, 170, tuple(lines[::-1]), (), is_vertical=True)
    text = lay_out(sheet).text.replace("\n", "")
    assert text == "".join(line.text for line in lines)
    assert all(line.is_vertical for line in lay_out(sheet).lines)


def test_the_cells_of_a_table_are_no_columns_of_a_newspaper() -> None:
    cells = [
        Line(20 + 90 * c, 20 + 16 * r, 70 + 90 * c, 30 + 16 * r, f"第{r}中学{c}", 10)
        for r in range(20)
        for c in range(4)
    ]
    assert not lay_out(Sheet(400, 400, tuple(cells))).has_columns
    assert lay_out(printed()).has_columns


def test_typeset_pages_keep_their_score(score_pages: Path) -> None:
    found = [
        {"page": f"{name}.txt", "kind": a.kind, "title": a.title, "text": a.text}
        for name in PAGES
        for laid_out in [lay_out(printed(name))]
        for a in split_page(Page(name, laid_out.text, lines=laid_out.lines))
    ]
    result = load(score_pages).main_score(gold(), found, str(FOLDER))
    assert result["bcubed_f1"] >= 0.985
    assert result["articles_iou>=0.8"] >= 0.95
    assert result["title_near"] >= 0.94
    assert result["spurious_predictions"] == 0


def test_an_empty_sheet_has_no_text() -> None:
    assert lay_out(Sheet(100, 100)).text == ""


@given(
    st.lists(
        st.tuples(
            st.integers(0, 500), st.integers(0, 700), st.text("市民a1。 “", min_size=1, max_size=9)
        ),
        max_size=25,
    ),
    st.booleans(),
)
def test_any_lines_are_laid_out(rows: list[tuple[int, int, str]], is_vertical: bool) -> None:
    lines = tuple(
        Line(x, y, x + 10 * len(text), y + 10, text.strip(), 10)
        for x, y, text in rows
        if text.strip()
    )
    found = lay_out(Sheet(600, 800, lines, (), is_vertical))
    assert sorted(found.text[x.start : x.end] for x in found.lines) == sorted(
        line.text for line in lines
    )
    split_page(Page("a", found.text, lines=found.lines))
