"""Tables of every format come row by row, whatever their encoding or wrapping."""

import datetime
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cityanalysis.corpus import read_corpus, read_pages
from cityanalysis.errors import InputError, SkippedInputWarning, UsageError
from tests.corpus.written import (
    ROWS,
    only,
    write_csv,
    write_json,
    write_jsonl,
    write_parquet,
    write_xlsx,
)

WRITERS: dict[str, Callable[[Path], None]] = {
    "a.csv": write_csv,
    "b.csv": lambda path: write_csv(path, "gb18030"),
    "c.csv": lambda path: write_csv(path, "utf-8", ";"),
    "d.csv": lambda path: write_csv(path, "utf-16"),
    "a.tsv": lambda path: write_csv(path, "utf-8", "\t"),
    "a.jsonl": write_jsonl,
    "a.json": write_json,
    "a.xlsx": write_xlsx,
    "a.parquet": write_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("packed", [False, True])
def test_tables_come_row_by_row(tmp_path: Path, name: str, packed: bool) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    if packed:
        path.with_name(f"{name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path = path.with_name(f"{name}.gz")
    first, second = read_pages(path)
    assert first.is_article and first.source == str(path)
    assert (first.source_id, first.title, first.city) == ("007", "NA", "聊城")
    assert first.date == datetime.date(2020, 12, 28)
    assert first.publication == "某报"
    assert (second.title, second.city) == ("null", "NA")
    assert second.text.split() == ROWS[1]["正文"].split()
    assert second.date == datetime.date(2021, 3, 5)


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙,text\n正文在甲,题目在乙,不是它\n", "utf-8")
    page = only(path, columns={"text": "甲", "title": "乙"})
    assert (page.text, page.title) == ("正文在甲", "题目在乙")


def test_column_names_ignore_case_and_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"Doc_ID": 5, "Full Text": "正文", "Publish-Date": "2020-01-02"}', "utf-8")
    page = only(path)
    assert (page.source_id, page.text, page.date) == ("5", "正文", datetime.date(2020, 1, 2))


@pytest.mark.parametrize(
    ("columns", "kind", "words"),
    [
        ({"text": "丙"}, InputError, "no column for text=丙.*1 甲, 2 乙"),
        (None, InputError, "no column holds the text.*1 甲, 2 乙.*--columns text="),
        ({"body": "甲"}, UsageError, "`columns` must map from text.*got body"),
    ],
)
def test_columns_that_do_not_fit(
    tmp_path: Path, columns: dict[str, str] | None, kind: type[Exception], words: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(kind, match=words):
        list(read_pages(path, columns=columns))


def test_broken_lines_are_skipped_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"text": "一"}', "{oops", "", '{"text": "二"}', "[1]", '{"text": "\\ud800三"}']
    path.write_text("\n".join(lines), "utf-8")
    with pytest.warns(SkippedInputWarning, match="line 2, 5"):
        texts = [page.text for page in read_pages(path)]
    assert texts[:2] == ["一", "二"]
    assert texts[2].endswith("三")
    texts[2].encode("utf-8")


def test_a_text_that_its_own_commas_cut_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,一\n2,二,多\n3,"三,三"\n4,四,多,多\n5,五\n', "utf-8")
    pages = list(read_pages(path))
    assert [page.text for page in pages] == ["一", "二,多", "三,三", "四,多,多", "五"]


def test_rows_that_fit_no_column_are_listed_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{i},2021-03-0{i},{i},第{i}条，开会。\n" for i in range(1, 6))
    path.write_text(f"id,date,阅读数,text\n{rows}7,x,y,z,没有日期也没有数\n", "utf-8")
    with pytest.warns(SkippedInputWarning, match="more or fewer cells than columns: line 7"):
        pages = list(read_pages(path))
    assert len(pages) == 5


def test_a_cell_of_ten_million_characters(tmp_path: Path) -> None:
    long = "长" * 10_000_000
    path = tmp_path / "a.csv"
    path.write_text(f"text,id\n{long},1\n短,2\n", "utf-8")
    assert [len(page.text) for page in read_pages(path)] == [10_000_000, 1]


def test_excel_dates_and_numbers(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([None, None, None])
    sheet.append(["id", "date", "text"])
    sheet.append([12, datetime.datetime(2020, 12, 28, 9, 30), "正文"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    page = only(path)
    assert (page.source_id, page.date) == ("12", datetime.date(2020, 12, 28))


def test_codes_with_names_in_them_are_no_text(tmp_path: Path) -> None:
    places = [
        {"name": "聊城，山东", "level": "prefecture", "code": "371500", "via": ["茌平区。"]}
    ] * 4
    path = tmp_path / "places.jsonl"
    rows = [{"kind": f"a{n}", "mentioned": [*places, {"n": n}]} for n in range(9)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    with pytest.raises(InputError, match="no column holds the text"):
        read_corpus(path)


def test_records_for_programs_are_no_texts(tmp_path: Path) -> None:
    """Names and offsets that somebody marked in texts, beside the headlines of these texts."""
    record = {
        "title": "聊城高新区引才模式进入良性循环",
        "mentioned_detail": [{"name": "聊城", "level": "prefecture", "note": "市，地级；电头"}],
        "spans": [[4, 1224]],
    }
    lines = [json.dumps(record | {"n": n}, ensure_ascii=False) for n in range(5)]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="no column holds the text"):
        read_corpus([path])
