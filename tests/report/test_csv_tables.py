"""Tables that a spreadsheet opens without harm."""

import csv
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.report import harmless, report_tables, write_csv, write_tables
from cityanalysis.run import Analysis
from tests.simulate.run import make_run


@given(st.text())
def test_no_text_cell_begins_like_a_formula(text):
    cell = harmless(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.endswith(text)


@pytest.mark.parametrize("value", [-0.5, -3, 0, 2.25, None, True])
def test_numbers_stay_numbers(value):
    assert harmless(value) is value


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=12), st.floats(-1e6, 1e6)), min_size=1, max_size=8))
def test_a_table_is_read_back_as_it_was_written(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "table.csv"
    write_csv(pd.DataFrame(rows, columns=["word", "number"]), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == ["word", "number"]
    for (word, number), (cell, figure) in zip(rows, lines, strict=True):
        assert cell == harmless(word.replace("\r\n", "\n").replace("\r", "\n"))
        assert math.isclose(float(figure), number, rel_tol=1e-7, abs_tol=1e-9)


def test_files_have_a_byte_order_mark_and_the_same_bytes(tmp_path):
    analysis = make_run(3, 4, 60)
    first = write_tables(analysis, tmp_path / "a")
    again = write_tables(analysis, tmp_path / "b")
    assert [path.name for path in first] == [path.name for path in again]
    for one, two in zip(first, again):
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_negative_difference_is_a_number_in_the_file(tmp_path):
    frame = pd.DataFrame({"city": ["-1+1"], "difference": [-0.25], "column": pd.array([-3])})
    write_csv(frame, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8-sig") == (
        "city,difference,column\n'-1+1,-0.25,-3\n"
    )


def test_writing_leaves_the_frame_alone(tmp_path):
    frame = pd.DataFrame({"=a": ["=1"], "list": [["x", "y"]]})
    before = frame.copy(deep=True)
    write_csv(frame, tmp_path / "t.csv")
    pd.testing.assert_frame_equal(frame, before)


def test_themes_carry_their_labels():
    tables = report_tables(make_run(3, 4, 60))
    row = tables["prevalence"].iloc[0]
    assert (row["label_zh"], row["label_en"]) == ("人才引进", "Talent recruitment")


def test_articles_are_listed_with_what_they_are_about():
    analysis = make_run(3, 4, 60)
    listed = report_tables(analysis)["articles"].set_index("doc_id")["themes"]
    for doc_id, row in analysis.assignments.head(20).iterrows():
        assert set(filter(None, listed[doc_id].split("；"))) == set(row.index[row])


def test_nothing_gives_one_table():
    assert list(report_tables(Analysis())) == ["summary"]
