"""Every input is accounted for: read, or listed with a reason; nothing stops the rest."""

import gzip
import json
import os
import socket
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from cityanalysis.corpus import ReadOptions, load_corpus, read_corpus
from cityanalysis.errors import InputError, SkippedInputWarning
from tests.corpus.reading.own_inputs import ROWS, TEXTS, table

PAGE = (
    "海边的老灯塔完成改造\n\n本报讯 海边的老灯塔完成改造，增设展览和研学空间，市民可以登塔看海。\n"
)


def tree_of_everything(root: Path) -> None:
    """Files of every sort that a folder may hold."""
    (root / "good").mkdir(parents=True)
    (root / "good" / "a.txt").write_text(PAGE, "utf-8")
    (root / "good" / "b.csv").write_text(table(), "utf-8")
    (root / "good" / "again.txt").symlink_to(root / "good" / "a.txt")
    (root / "README.md").write_text(PAGE, "utf-8")
    (root / ".hidden.txt").write_text(PAGE, "utf-8")
    (root / ".git").mkdir()
    (root / ".git" / "c.txt").write_text(PAGE, "utf-8")
    (root / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (root / "empty.txt").write_bytes(b"")
    (root / "damaged.xlsx").write_bytes(b"PK\x03\x04xl/" + b"\x00" * 50)
    (root / "locked.pdf").write_bytes(b"%PDF-1.7 nothing")
    (root / "nowhere.txt").symlink_to(root / "gone.txt")
    (root / os.fsdecode("新闻.txt".encode("gb18030"))).write_text(PAGE, "utf-8")
    os.mkfifo(root / "pipe.txt")
    with zipfile.ZipFile(root / "packed.zip", "w") as archive:
        archive.writestr("d.txt", PAGE)
        archive.writestr("e.exe", b"MZ")
        archive.writestr("broken.docx", b"PK\x03\x04word/")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(root / "s.txt"))
    listener.close()


@pytest.mark.filterwarnings("ignore::cityanalysis.errors.SkippedInputWarning")
def test_a_tree_of_everything_adds_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    root = Path("all")
    tree_of_everything(root)
    found = load_corpus(root)
    read = {record.source for record in found.inputs}
    assert read == {"all/good/a.txt", "all/good/b.csv", "all/packed.zip", "all/新闻.txt"} - {
        "all/good/a.txt"
    } | {min("all/good/a.txt", "all/good/again.txt")}
    left_out = {item.source: item.reason for item in found.skipped}
    assert set(left_out) == {
        "all/good/again.txt", "all/README.md", "all/.hidden.txt", "all/.git", "all/picture.jpg",
        "all/empty.txt", "all/damaged.xlsx", "all/locked.pdf", "all/nowhere.txt", "all/pipe.txt",
        "all/s.txt", "all/packed.zip/e.exe", "all/packed.zip/broken.docx",
    }  # fmt: skip
    assert all(left_out.values())
    assert "pipe" in left_out["all/pipe.txt"] and "link" in left_out["all/nowhere.txt"]
    for text in found.articles["source"]:
        text.encode("utf-8")


def test_the_order_of_the_inputs_changes_nothing(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(PAGE.replace("灯塔", f"灯塔{name}"), "utf-8")
    paths = [tmp_path / f"{name}.txt" for name in ("a", "b", "c")]
    one, other = read_corpus(paths), read_corpus(paths[::-1])
    assert one.equals(other)
    assert len(read_corpus([*paths, tmp_path])) == len(one)


def test_rows_without_text_are_listed_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [("1", "甲", "", ""), ("2", "乙", "", "NaN"), ("3", "丙", "", "null"), *ROWS]
    path.write_text(table(rows=rows), "utf-8")
    found = load_corpus(path)
    assert len(found.articles) == 3
    assert [item.reason for item in found.skipped] == ["3 rows without text: row 2, 3, 4"]


def test_lines_in_another_encoding_are_read_in_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [(str(i), f"题{i}", "2022-06-08", TEXTS[i % 3]) for i in range(4100)]
    lines = table(rows=rows).encode().split(b"\n")
    lines[4001:] = [line.decode().encode("gb18030") for line in lines[4001:]]
    path.write_bytes(b"\n".join(lines))
    found = load_corpus(path)
    assert len(found.articles) == 4100
    assert set(found.articles["text"]) == set(TEXTS)
    assert "another encoding" in found.inputs[0].tables[0].notes[0]


def test_half_a_surrogate_pair_is_a_replacement_character(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "\\ud800灯塔改造完成。"}\n{"text": "\\ud83d\\ude00好"}\n', "utf-8")
    assert read_corpus(path)["text"].str.len().tolist()[1] == 2


def test_an_impossible_date_loses_one_cell(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    days = pa.array([19000, 9_000_000, 19002], pa.int32()).cast(pa.date32())
    tables = pa.table({"text": TEXTS, "date": days, "tags": [["甲"], [], ["乙", "丙"]]})
    pq.write_table(tables, path)
    assert read_corpus(path)["date"].isna().tolist() == [False, True, False]


# Traps --------------------------------------------------------------------------------------------


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(b"text\n")
        for _ in range(100):
            stream.write(b"a" * (1 << 20))
    with pytest.raises(InputError, match="line 2 has more than 16 million characters"):
        read_corpus(path)


def test_a_packed_file_stops_at_its_limit_and_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    line = json.dumps({"text": TEXTS[0] * 20}, ensure_ascii=False).encode() + b"\n"
    path.write_bytes(gzip.compress(line * 5000))
    with pytest.warns(SkippedInputWarning, match="--unpack-limit"):
        articles = read_corpus(path, options=ReadOptions(unpack_limit=4 << 20))
    assert 100 < len(articles) < 5000


@pytest.mark.parametrize("is_repeated", [True, False], ids=["dictionary", "packed"])
def test_one_text_repeated_is_no_parquet_of_texts(tmp_path: Path, is_repeated: bool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    text = "开会讨论。" * 20_000
    column = pa.DictionaryArray.from_arrays([0] * 400, [text]) if is_repeated else [text] * 400
    pq.write_table(pa.table({"text": column}), path, compression="zstd", use_dictionary=is_repeated)
    if is_repeated:  # what it stands for is seen while it is read
        with pytest.warns(SkippedInputWarning, match="which no text does"):
            assert 0 < len(read_corpus(path)) < 300
    else:
        with pytest.raises(InputError, match="which no text does"):
            read_corpus(path)


def test_a_tag_of_thousands_of_attributes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    attributes = " ".join(f"a{i}='{i}'" for i in range(200_000))
    path.write_text(f"<html><body {attributes}><p>文</p></body></html>", "utf-8")
    with pytest.raises(InputError, match="attributes"):
        read_corpus(path)


@pytest.mark.filterwarnings("ignore::cityanalysis.errors.SkippedInputWarning")
def test_links_in_archives_are_listed_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    with tarfile.open(tmp_path / "links.tar", "w") as archive:
        archive.add(tmp_path / "page.txt", "page.txt")
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("pipe.txt", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    with zipfile.ZipFile(tmp_path / "links.zip", "w") as packed:
        packed.writestr("page.txt", PAGE)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = stat.S_IFLNK << 16
        packed.writestr(link, "/etc/hostname")
    for name, listed in (("links.tar", 2), ("links.zip", 1)):
        corpus = load_corpus([tmp_path / name])
        assert len(corpus.articles) == 1
        assert ["a link or a device" in one.reason for one in corpus.skipped] == [True] * listed
