"""The content of a file decides how it is read, and what cannot be read says why."""

import gzip
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cityanalysis.corpus import READERS, Page, read_corpus, read_pages
from cityanalysis.corpus.reading import clean_cell, json_records, json_values, sources
from cityanalysis.errors import InputError
from tests.corpus.written import BODY, SIMPLE, html, only, write_jsonl, write_parquet, write_xlsx


@pytest.mark.parametrize(
    ("name", "write", "expected"),
    [
        ("lies.txt", lambda path: path.write_bytes(html(BODY)), "第1段"),
        ("lies.csv", write_xlsx, "本报讯 市里召开会议。"),
        ("lies.jsonl", write_parquet, "本报讯 市里召开会议。"),
        ("lies.txt", write_jsonl, "本报讯 市里召开会议。"),
        ("lies.pdf", lambda path: path.write_text(SIMPLE, "utf-8"), "发展和改革委员会"),
        ("lies.docx", lambda path: path.write_text(SIMPLE, "gb18030"), "发展和改革委员会"),
        ("no_suffix", lambda path: path.write_text(SIMPLE, "utf-8"), "发展和改革委员会"),
        ("lies.txt", lambda path: path.write_bytes(gzip.compress(SIMPLE.encode())), "王一"),
    ],
)
def test_content_decides_where_the_suffix_lies(
    tmp_path: Path, name: str, write: Callable[[Path], object], expected: str
) -> None:
    path = tmp_path / name
    write(path)
    assert expected in next(iter(read_pages(path))).text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("empty.csv", b"text,title\n", "no rows"),
        ("empty.jsonl", b"\n\n", "no rows"),
        ("broken.jsonl", b"{x\n{y\n", "none of its 2 lines"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "docx"),
        ("binary.txt", bytes(range(256)) * 9, "not text"),
        ("damaged.docx", b"PK\x03\x04" + b"word/" * 9, "damaged"),
        ("damaged.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("damaged.parquet", b"PAR1" + b"\x01" * 50, "damaged"),
        ("cut.txt.gz", gzip.compress(SIMPLE.encode() * 50, mtime=0)[:60], "cut short"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 5000, mtime=0)[:80], "cut short"),
        ("menu.html", b"<html><body><script>x</script></body></html>", "no article"),
    ],
)
def test_unreadable_files_are_named_with_the_reason(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=f"{name}.*{words}"):
        list(read_pages(path))


def test_an_archive_is_walked_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("news/2021-03-05.txt", SIMPLE)
        archive.writestr("README.md", "about")
    page = only(path)
    assert (page.source, page.text) == (f"{path}/news/2021-03-05.txt", SIMPLE)
    assert page.date is not None and page.date.isoformat() == "2021-03-05"


def test_office_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(40):
            entry.write(b"\x00" * (1 << 20))
    with pytest.raises(InputError, match=r"bomb\.xlsx.*unpacks to 40 MB"):
        list(read_pages(path))


def test_readers_take_another_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        READERS, ".rev", lambda path: iter([Page(str(path), path.read_text("utf-8")[::-1])])
    )
    path = tmp_path / "a.rev"
    path.write_text("讯报本", "utf-8")
    assert only(tmp_path).text == "本报讯"


def test_a_packed_line_without_end_is_refused_soon(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    # Four gigabytes, in packed parts of one and the same line.
    path.write_bytes(gzip.compress(b"id,text\n1,") + 1000 * gzip.compress(b"a" * (1 << 22), 1))
    began = time.process_time()
    with pytest.raises(InputError, match="line 2 has more than 16 million characters"):
        read_corpus(path)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["&lt;div " * 50_000, "&" + "amp;" * 100_000, "<p " * 50_000])
def test_markup_that_goes_nowhere_is_cleaned_soon(text: str) -> None:
    began = time.process_time()
    clean_cell(text)
    assert time.process_time() - began < 2


def test_quotes_that_nobody_closes_cost_no_more_than_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + '1,"今天市里开会，讨论工作\n' * 30_000, "utf-8")
    began = time.process_time()
    pages = list(read_pages(path))
    assert len(pages) == 30_000 and {page.text for page in pages} == {"今天市里开会，讨论工作"}
    assert time.process_time() - began < 10


@pytest.mark.parametrize("nested", ["[[{}]]", '{{"a": [{}]}}', "[{}]"])
@pytest.mark.parametrize("part", ["[1]", '{"a": 1}', '{"a": {"b": 1}}'])
def test_json_of_too_many_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nested: str, part: str
) -> None:
    for module in (json_values, json_records):
        monkeypatch.setattr(module, "MOST_PIECES", 1000)
    monkeypatch.setattr(sources, "_SMALL", 0)
    monkeypatch.setattr(sources, "_BLOCK", 1 << 10)
    path = tmp_path / "a.json"
    path.write_text(nested.format(", ".join([part] * 2000)), "utf-8")
    with pytest.raises(InputError, match=r"a\.json: .*(1,000 parts.*jsonl|millions of JSON)"):
        list(read_pages(path))


def test_a_json_value_without_end_is_refused_before_it_is_held() -> None:
    taken = 0

    def blocks() -> Iterator[str]:
        nonlocal taken
        yield '{"text": "'
        while True:
            taken += 1
            yield "今" * (1 << 20)

    with pytest.raises(InputError, match="more than 4 million characters"):
        list(json_values.JsonValues(blocks(), most=1 << 22))
    assert taken <= 5


def test_a_long_array_of_articles_is_read_whatever_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "MOST_PIECES", 1000)
    rows = [{"id": n, "text": BODY if n % 3 else ""} for n in range(2000)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    assert sum(page.is_article for page in read_pages(path)) == 1333
