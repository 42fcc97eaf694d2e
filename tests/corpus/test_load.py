"""Files and folders become one frame: whole, stable, and with a list of what was left out."""

import gzip
import hashlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.corpus import load_corpus, one_file, read_corpus, read_pages
from cityanalysis.errors import InputError, SkippedInputWarning, UsageError
from cityanalysis.frames.parquet import articles_schema
from cityanalysis.resources import data_path

PAGE = """城区新添三处口袋公园

□本报记者 王一

本报讯 近日，市城管局在城区建成三处口袋公园，总面积六千平方米，附近居民步行十分钟可达。

公园里设有健身步道和儿童游乐区，夜间照明同步启用。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    (root / "2021-03-15").mkdir(parents=True)
    (root / "2021-03-15" / "A01.txt").write_text(PAGE, "utf-8")
    (root / "b.txt").write_bytes(PAGE.replace("三处", "五处").encode("gb18030"))
    rows = [{"id": i, "text": f"第{i}篇，写的是不同的事情。", "city": "聊城"} for i in range(5)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (root / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    return root


def same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return one.to_json(force_ascii=False, date_format="iso") == other.to_json(
        force_ascii=False, date_format="iso"
    )


def test_frame_has_the_columns_of_the_contract(folder: Path) -> None:
    articles = read_corpus(folder)
    assert list(articles.columns) == articles_schema().names
    assert articles["doc_id"].is_unique
    assert articles["date"].dtype == "datetime64[s]"
    assert articles["title"].dtype == pd.StringDtype("pyarrow", na_value=float("nan"))
    assert isinstance(articles["spans"].iloc[0], list)
    dated = articles.set_index("page").loc["A01.txt"]
    assert dated["date"] == pd.Timestamp("2021-03-15")


def test_rows_of_a_table_come_one_to_one(folder: Path) -> None:
    rows = read_corpus(folder / "rows.jsonl")
    assert rows["source_id"].tolist() == ["0", "1", "2", "3", "4"]
    assert rows["order"].tolist() == [1, 2, 3, 4, 5]
    assert rows["is_row"].all()
    assert rows["labelled_city"].tolist() == ["聊城"] * 5


def test_long_row_is_not_split(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": PAGE + "\n\n" + PAGE.replace("三", "五")}), "utf-8")
    assert len(read_corpus(path)) == 1


def test_spans_point_into_the_page(folder: Path) -> None:
    (page,) = read_pages(folder / "b.txt")
    (article,) = read_corpus(folder / "b.txt").itertuples()
    for text_start, page_start, length in article.segments:
        there = page.text[page_start : page_start + length]
        assert article.text[text_start : text_start + length] == there


def test_offsets_survive_windows_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PAGE.replace("\n", "\r\n").encode())
    (article,) = read_corpus(path).itertuples()
    assert article.spans[-1][1] <= len(PAGE) + PAGE.count("\n")
    (page,) = read_pages(path)
    assert page.text.count("\r\n") == PAGE.count("\n")
    assert "\r" not in article.text


def test_ids_do_not_depend_on_the_folder(folder: Path, tmp_path: Path) -> None:
    other = folder.rename(tmp_path / "elsewhere")
    (tmp_path / "again").symlink_to(other)
    moved, linked = read_corpus(other), read_corpus(tmp_path / "again")
    assert moved["doc_id"].tolist() == linked["doc_id"].tolist()


def test_ids_do_not_depend_on_the_neighbours(folder: Path) -> None:
    alone = read_corpus(folder / "rows.jsonl")
    together = read_corpus(folder)
    assert set(alone["doc_id"]) < set(together["doc_id"])


def test_same_content_twice_still_has_unique_ids(folder: Path) -> None:
    (folder / "copy").mkdir()
    (folder / "copy" / "b.txt").write_bytes((folder / "b.txt").read_bytes())
    articles = read_corpus(folder)
    assert articles["doc_id"].is_unique
    assert articles["text"].duplicated().sum() == 1


def test_rows_that_repeat_still_have_unique_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,同一篇\n1,同一篇\n1,同一篇\n", "utf-8")
    assert read_corpus(path)["doc_id"].nunique() == 3


def test_any_number_of_workers_gives_the_same(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"PK\x03\x04word/")
    with pytest.warns(SkippedInputWarning):
        one = load_corpus(folder)
    with pytest.warns(SkippedInputWarning):
        many = load_corpus(folder, jobs=2)
    assert same(one.articles, many.articles)
    assert (one.inputs, one.skipped) == (many.inputs, many.skipped)


def test_records_name_each_input(folder: Path) -> None:
    import hashlib

    loaded = load_corpus(folder)
    record = loaded.inputs[1]
    (table,) = record.tables
    assert table.columns == (("text", "text"), ("city", "city"), ("id", "id"))
    data = (folder / "rows.jsonl").read_bytes()
    assert record.source == "pages/rows.jsonl"
    assert (record.name, record.size, record.n_items) == ("rows.jsonl", len(data), 5)
    assert record.sha256 == hashlib.sha256(data).hexdigest()


# What cannot be read ------------------------------------------------------------------------------


def test_one_warning_names_what_was_left_out(folder: Path) -> None:
    for number in range(5):
        (folder / f"x{number}.txt").write_bytes(b"")
    (folder / "rows2.jsonl").write_text('{"text": "好"}\n{bad\n', "utf-8")
    with pytest.warns(SkippedInputWarning, match=r"6 inputs.*x0\.txt.*and 3 more") as caught:
        loaded = load_corpus(folder)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert len(loaded.skipped) == 6
    assert loaded.skipped[-1].reason == "the file is empty."
    assert len(loaded.articles) == 8


def test_strict_makes_it_an_error(folder: Path) -> None:
    (folder / "x.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"x\.txt.*empty"):
        read_corpus(folder, strict=True)


@pytest.mark.parametrize("name", ["absent.txt", "absent"])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=f"{name}: no such file or folder"):
        read_corpus(tmp_path / name)


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("about", "utf-8")
    with pytest.raises(InputError, match="no page was found"):
        read_corpus(tmp_path)


def test_no_input_and_no_workers(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"`inputs`"):
        read_corpus([])
    with pytest.raises(UsageError, match=r"`jobs`.*0"):
        read_corpus(tmp_path, jobs=0)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    with pytest.warns(SkippedInputWarning, match="no permission"):
        read_corpus(folder)


def test_ten_thousand_unrelated_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.exe").touch()
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    with pytest.warns(SkippedInputWarning, match=r"10000 inputs.*no reader for \.exe"):
        loaded = load_corpus(tmp_path)
    assert len(loaded.skipped) == 10_000
    assert len(loaded.articles) == 1


def test_hidden_files_are_passed_over(folder: Path) -> None:
    before = read_corpus(folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text(PAGE, "utf-8")
    (folder / "~$b.docx").write_bytes(b"x")
    (folder / "README.md").write_text(PAGE, "utf-8")
    assert same(before, read_corpus(folder))


def test_what_was_read_of_a_damaged_table_is_kept(tmp_path: Path) -> None:
    rng = iter(range(10**9))
    lines = "".join(f'{{"text": "{hash(next(rng))}{"文" * 50}"}}\n' for _ in range(20_000))
    path = tmp_path / "cut.jsonl.gz"
    data = gzip.compress(lines.encode())
    path.write_bytes(data[: len(data) // 2])
    with pytest.warns(SkippedInputWarning, match="cut short"):
        articles = read_corpus(path)
    assert 1000 < len(articles) < 20_000


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode("gb18030"))))
    articles = read_corpus("-", jobs=2)
    assert "口袋公园" in articles["text"].iloc[0] + str(articles["title"].iloc[0])
    assert articles["source"].iloc[0] == "-"


# The cache ----------------------------------------------------------------------------------------


def test_cache_gives_the_same_and_reads_only_what_is_new(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    plain = read_corpus(folder)
    assert same(plain, read_corpus(folder, cache=cache))
    (folder / "new.txt").write_text(PAGE.replace("公园", "书屋"), "utf-8")
    seen: list[str] = []
    from cityanalysis.corpus import articles_table as load

    original = load.read_file
    monkeypatch.setattr(
        load, "read_file", lambda path, options: seen.append(path.name) or original(path, options)
    )
    again = read_corpus(folder, cache=cache)
    assert seen == ["new.txt"]
    assert same(again, read_corpus(folder))


def test_cache_keeps_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "好"}\n{bad\n', "utf-8")
    found = []
    for _ in range(2):
        with pytest.warns(SkippedInputWarning, match="line 2"):
            found.append(load_corpus(path, cache=tmp_path / "cache").skipped)
    assert found[0] == found[1]


def test_damaged_cache_is_made_again(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    plain = read_corpus(folder, cache=cache)
    for file in cache.iterdir():
        file.write_bytes(b"PAR1 broken")
    assert same(plain, read_corpus(folder, cache=cache))


def test_interrupted_run_goes_on(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (folder / "zz.jsonl").write_text('{"text": "好"}\n' * 10_000, "utf-8")
    code = (
        "import sys; from cityanalysis.corpus import read_corpus;"
        "read_corpus(sys.argv[1], cache=sys.argv[2])"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(folder), str(cache)])
    for _ in range(600):
        if cache.exists() and len(list(cache.glob("[!.]*.parquet"))) >= 2:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    kept = {file.name for file in cache.glob("[!.]*.parquet")}
    assert len(kept) >= 2
    resumed = read_corpus(folder, cache=cache)
    assert kept <= {file.name for file in cache.glob("[!.]*.parquet")}
    assert same(resumed, read_corpus(folder))


# Size ---------------------------------------------------------------------------------------------


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全市经济运行总体平稳，各项工作有序推进。" * 175_000, "utf-8")
    assert path.stat().st_size > 10_000_000
    articles = read_corpus(path)
    assert articles["text"].str.len().sum() > 3_000_000


def test_streaming_needs_no_memory_for_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl.gz"
    line = json.dumps({"text": "全市经济运行总体平稳。" * 200}, ensure_ascii=False).encode() + b"\n"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(200):
            stream.write(line * 160)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    n_characters = sum(len(page.text) for page in read_pages(path))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert n_characters * 3 > 200_000_000
    assert grown < 100_000


def test_a_retrained_splitter_outdates_the_cache(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weights that split pages are part of what a cached result came from."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("splitter.json", "bigrams.json"):
        (data / name).write_bytes(data_path(name).read_bytes())
    cache = tmp_path / "cache"
    monkeypatch.setattr(one_file, "data_path", lambda name: data / name)
    one_file._code_digest.cache_clear()
    read_corpus(folder / "b.txt", cache=cache)
    read_corpus(folder / "b.txt", cache=cache)
    assert len(list(cache.iterdir())) == 1
    (data / "splitter.json").write_text("{}", encoding="utf-8")
    one_file._code_digest.cache_clear()
    read_corpus(folder / "b.txt", cache=cache)
    one_file._code_digest.cache_clear()
    assert len(list(cache.iterdir())) == 2


def test_workers_read_relative_paths_in_the_folder_of_the_call(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool that an earlier call left in another folder is not used; no folder is changed."""
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / "b.txt").write_text(PAGE.replace("三处", "九处"), "utf-8")
    monkeypatch.chdir(folder.parent)
    read_corpus(folder.name, jobs=2)
    monkeypatch.setattr(os, "chdir", lambda _: pytest.fail("the folder was changed"))
    before = Path.cwd()
    found = read_corpus("pages", jobs=2)
    assert Path.cwd() == before and found["text"].str.contains("五处").any()
    monkeypatch.undo()
    monkeypatch.chdir(other.parent / "other")
    assert read_corpus(".", jobs=2)["text"].str.contains("九处").any()


def test_folders_above_the_inputs_are_not_kept(tmp_path: Path) -> None:
    pages = tmp_path / "li wei" / "pages"
    pages.mkdir(parents=True)
    (pages / "a.txt").write_text("聊城市举行招聘会，千余人到场。", encoding="utf-8")
    (pages / "b.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.warns(SkippedInputWarning) as caught:
        corpus = load_corpus(pages)
    assert set(corpus.articles["source"]) == {"pages/a.txt"}
    assert [item.source for item in corpus.inputs] == ["pages/a.txt"]
    said = [*(str(one.message) for one in caught), *map(repr, corpus.skipped)]
    assert said and not [words for words in said if "li wei" in words]
    assert set(load_corpus(pages / "a.txt").articles["source"]) == {"a.txt"}


@pytest.mark.parametrize("times", [1, 9])
def test_a_file_that_is_written_to_meanwhile_is_never_half_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(PAGE, "utf-8")
    other.write_text(PAGE.replace("三处", "五处"), "utf-8")
    read, written = one_file.articles_table, []

    def write_after(file: Path, options: one_file.ReadOptions) -> object:
        found = read(file, options)
        if file == path and len(written) < times:
            written.append(file)
            path.write_text(f"{PAGE}\n市民拍手称快，夸奖第{len(written)}次。\n", "utf-8")
        return found

    monkeypatch.setattr(one_file, "articles_table", write_after)
    if times == 1:
        (known,) = load_corpus(path).inputs
        text = "".join(read_corpus(path)["text"])
        assert "夸奖第1次" in text
        assert known.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        with pytest.warns(SkippedInputWarning, match="changed while it was read"):
            corpus = load_corpus([path, other])
        assert [item.name for item in corpus.inputs] == ["b.txt"]
