"""Frames come back from disk as they were, in the same bytes, and never half."""

import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.corpus import read_corpus
from cityanalysis.errors import InputError
from cityanalysis.frames import parquet, read_frame, write_frame


@pytest.fixture
def articles(tmp_path: Path) -> pd.DataFrame:
    path = tmp_path / "a.jsonl"
    first = '{"id": 1, "text": "本报讯。\\n第二段。", "date": "2020-12-28"}'
    path.write_text(first + '\n{"id": 2, "text": "无日期"}', "utf-8")
    return read_corpus(path)


def test_articles_come_back_as_they_were(articles: pd.DataFrame, tmp_path: Path) -> None:
    again = read_frame(write_frame(articles, tmp_path / "deep" / "articles.parquet"))
    pd.testing.assert_frame_equal(again, articles)
    assert type(again["segments"].iloc[0]) is list


def test_empty_articles_keep_their_columns(articles: pd.DataFrame, tmp_path: Path) -> None:
    empty = articles.iloc[:0]
    again = read_frame(write_frame(empty, tmp_path / "a.parquet"))
    assert list(again.columns) == list(articles.columns)
    assert len(again) == 0


def test_other_frames_keep_index_dicts_and_numbers(tmp_path: Path) -> None:
    evidence = [[{"surface": "济南", "start": 3}], []]
    frame = pd.DataFrame(
        {"weight": [0.5, np.nan], "n": [1, 2], "flag": [True, False], "evidence": evidence},
        index=pd.Index(["a", "b"], name="doc_id"),
    )
    again = read_frame(write_frame(frame, tmp_path / "a.parquet"))
    again = again.astype({"evidence": object})  # Arrow's lists, whose cells are Python's
    pd.testing.assert_frame_equal(again, frame, check_index_type=False)


def test_same_frame_same_bytes(articles: pd.DataFrame, tmp_path: Path) -> None:
    articles.attrs["noise"] = str(tmp_path)
    one = write_frame(articles, tmp_path / "1.parquet").read_bytes()
    two = write_frame(articles.copy(), tmp_path / "2.parquet").read_bytes()
    assert one == two
    assert articles.attrs["noise"]


def test_failed_write_leaves_what_was_there(
    articles: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_frame(articles, tmp_path / "out" / "a.parquet")
    before = path.read_bytes()

    def fail(table: object, target: Path, **_: object) -> None:
        Path(target).write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr("pyarrow.parquet.write_table", fail)
    with pytest.raises(OSError, match="disk full"):
        write_frame(articles.iloc[:1], path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["a.parquet"]


@pytest.mark.parametrize("content", [None, b"", b"PAR1 damaged", b"not parquet at all"])
def test_unreadable_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.parquet: (no such file|the file is damaged)"):
        read_frame(path)


def test_cached_table_keeps_notes(tmp_path: Path) -> None:
    import pyarrow as pa

    table = pa.table({"a": [1]})
    assert parquet.cached_table(tmp_path, "key") is None
    parquet.keep_table(tmp_path, "key", table, {"skipped": ["x"]})
    kept = parquet.cached_table(tmp_path, "key")
    assert parquet.notes_of(kept) == {"skipped": ["x"]}
    assert kept.replace_schema_metadata(None).equals(table)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
            st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=3),
            st.none() | st.dates(datetime.date(1700, 1, 1), datetime.date(2200, 1, 1)),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_frame_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, list[str], datetime.date | None]],
) -> None:
    frame = pd.DataFrame(rows, columns=["text", "names", "date"])
    frame["date"] = pd.to_datetime(frame["date"]).astype("datetime64[s]")
    again = read_frame(write_frame(frame, tmp_path_factory.mktemp("any") / "a.parquet"))
    assert again["text"].tolist() == frame["text"].tolist()
    assert again["names"].tolist() == frame["names"].tolist()
    assert again["date"].equals(frame["date"])


def test_lists_of_arrow_and_of_python_are_written_alike_and_join(tmp_path: Path) -> None:
    frame = pd.DataFrame({"names": [["张三"], []], "spans": [[[0, 3], [5, 9]], [[1, 2]]]})
    first = write_frame(frame, tmp_path / "a.parquet")
    read = read_frame(first)
    assert write_frame(read, tmp_path / "b.parquet").read_bytes() == first.read_bytes()
    assert read.memory_usage(deep=True)["spans"] < 200
    for joined in (read, read.iloc[::-1], pd.concat([read, frame]), read.astype(object)):
        cells = [cell for name in joined for cell in joined[name]]
        assert all(type(cell) is list for cell in cells) and [[0, 3], [5, 9]] in cells
