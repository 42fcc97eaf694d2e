"""Every format comes in whole, whatever its encoding, suffix or wrapping."""

import contextlib
import datetime
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus import READERS, Page, read_pages
from cityanalysis.corpus.encoding import decode, detect_encoding
from cityanalysis.corpus.sources import name_date, name_number, name_publication, parse_date
from cityanalysis.errors import EncodingError, InputError, SkippedInputWarning, UsageError

SIMPLE = (
    "本报讯（记者 王一）昨日，记者从市发展和改革委员会获悉，今年全市新开工项目"
    "一百二十个，总投资超过三百亿元。\r\n\r\n市民李女士说：“家门口的变化看得见。”\n"
)
TRADITIONAL = (
    "本報訊 市政府昨日召開會議，研究部署下一階段經濟發展的重點工作，要求各區縣認真落實，"
    "確保全年目標順利完成。與會人員還就產業轉型問題進行了討論。\n"
)


def only(path: Path, **options: dict[str, str]) -> Page:
    (page,) = read_pages(path, **options)
    return page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"),
        (SIMPLE, "gb18030"),
        (SIMPLE, "gbk"),
        (SIMPLE, "utf-16"),
        (SIMPLE, "utf-16-le"),
        (SIMPLE, "utf-16-be"),
        (SIMPLE, "utf-32"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "utf-16-le"),
        ("Plain English, nothing else.", "ascii"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".txt.gz"])
def test_text_in_any_encoding(tmp_path: Path, text: str, encoding: str, suffix: str) -> None:
    data = text.encode(encoding)
    path = tmp_path / f"page{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    page = only(path)
    assert page.text == text
    assert page.source == str(path)
    assert not page.is_article


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [8, 15, 30, 60])
def test_short_texts_are_decoded_too(encoding: str, length: int) -> None:
    text = (TRADITIONAL if encoding == "big5" else SIMPLE)[:length]
    assert decode(text.encode(encoding)) == text


def test_a_few_stray_bytes_do_not_spoil_a_page() -> None:
    data = (SIMPLE * 20).encode()
    decoded = decode(data[:600] + b"\xff" + data[600:] + b"\xe5\xa4")
    assert decoded.replace("\ufffd", "").count("发展和改革委员会") >= 19


def test_ascii_beginning_does_not_hide_the_encoding() -> None:
    head = "a" * (1 << 19)
    assert decode((head + SIMPLE).encode("gb18030")).endswith(SIMPLE)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00" * 4096, b"\x01\x02\x03\x04" * 500])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(EncodingError, match=r"a\.txt.*UTF-8"):
        detect_encoding(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(EncodingError):
        assert isinstance(decode(data), str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_always_itself(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


# Documents ----------------------------------------------------------------------------------------


def html(body: str, title: str = "开发区新增三家企业", encoding: str = "utf-8") -> bytes:
    menu = "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(12))
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="{encoding}"><title>{title}</title>'
        '<meta property="og:site_name" content="某某在线">'
        '<meta property="article:published_time" content="2021-03-15T08:00:00+08:00"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>版权所有 网站地图 联系我们</footer><script>var secret=1;</script></body></html>"
    ).encode(encoding)


BODY = "".join(
    f"<p>第{i}段：开发区管委会介绍，今年以来已有多家企业落户，带动就业岗位{i}00个，园区服务不断改善。</p>"
    for i in range(1, 6)
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_html_gives_the_article_without_navigation(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(html(BODY, encoding=encoding))
    page = only(path)
    assert all(f"第{i}段" in page.text for i in range(1, 6))
    assert "栏目" not in page.text and "版权所有" not in page.text and "secret" not in page.text
    assert page.title == "开发区新增三家企业"
    assert page.publication == "某某在线"
    assert page.date == datetime.date(2021, 3, 15)
    assert page.is_article


def test_html_with_one_short_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(html("<p>市图书馆本周六上午九点开放，欢迎市民前往。</p>"))
    assert "市图书馆本周六上午九点开放" in only(path).text


def test_docx_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("政府工作报告", 1)
    document.add_paragraph("各位代表：")
    document.add_table(1, 2).rows[0].cells[1].text = "表中的话"
    document.add_paragraph("谢谢大家。")
    path = tmp_path / "2020-01-08.docx"
    document.save(str(path))
    page = only(path)
    order = [page.text.index(part) for part in ("政府工作报告", "各位代表", "表中的话", "谢谢")]
    assert order == sorted(order)
    assert page.date == datetime.date(2020, 1, 8)


def pdf(path: Path, sheets: list[str], size: str = "595pt, 842pt") -> None:
    import typst

    from cityanalysis.resources import font_path

    width, height = size.split(", ")
    body = "\n#pagebreak()\n".join(sheets)
    source = f'#set page(width: {width}, height: {height})\n#set text(font: "Noto Sans SC")\n{body}'
    path.with_suffix(".typ").write_text(source, encoding="utf-8")
    typst.compile(path.with_suffix(".typ"), output=str(path), font_paths=[str(font_path().parent)])
    path.with_suffix(".typ").unlink()


def test_pdf_gives_its_text_layer(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    pdf(path, ["第一页写的是开局良好。", "第二页写的是收官有力。"])
    page = only(path)
    assert page.text.index("开局良好") < page.text.index("收官有力")


def test_pdf_of_a_newspaper_is_a_page_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "某某日报_2021-03-15.pdf"
    pdf(path, ["头版要闻写在这里。", "二版综合写在这里。"], "1000pt, 1500pt")
    pages = list(read_pages(path))
    assert [page.number for page in pages] == ["1", "2"]
    assert {page.publication for page in pages} == {"某某日报"}
    assert "二版综合" in pages[1].text and "头版" not in pages[1].text


def test_scanned_pdf_names_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    pdf(path, ["#rect(width: 10pt)"])
    with pytest.raises(InputError, match=r"scan\.pdf.*OCR"):
        list(READERS[".pdf"](path))


# Tables -------------------------------------------------------------------------------------------

FIELDS = ("编号", "标题", "正文", "日期", "城市", "来源")
ROWS = [
    dict(zip(FIELDS, row))
    for row in (
        ("007", "NA", "本报讯 市里召开会议。", "2020/12/28", "聊城", "某报"),
        (
            "8",
            "null",
            "第一段。\n第二段，有“引号”、逗号,和\t制表符。",
            "2021年3月5日",
            "NA",
            "某网",
        ),
        ("9", "", "", "", "", ""),
    )
]


def write_csv(path: Path, encoding: str = "utf-8-sig", sep: str = ",") -> None:
    import csv

    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=sep)
    writer.writeheader()
    writer.writerows(ROWS)
    path.write_bytes(stream.getvalue().encode(encoding))


def write_jsonl(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")


def write_json(path: Path) -> None:
    path.write_text(json.dumps({"data": ROWS}, ensure_ascii=True), "utf-8")


def write_xlsx(path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    book.save(path)


def write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(ROWS), path)


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
    first, second, third = read_pages(path)
    assert first.is_article and first.source == str(path)
    assert (first.source_id, first.title, first.city) == ("007", "NA", "聊城")
    assert first.date == datetime.date(2020, 12, 28)
    assert first.publication == "某报"
    assert (second.title, second.city) == ("null", "NA")
    assert second.text.split() == ROWS[1]["正文"].split()
    assert second.date == datetime.date(2021, 3, 5)
    assert (third.source_id, third.title, third.text, third.date) == ("9", None, "", None)


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
        ({"text": "丙"}, InputError, "no column for text=丙.*甲, 乙"),
        (None, InputError, "no column holds the text.*甲, 乙.*columns="),
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


def test_lines_with_too_many_cells_are_skipped_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,一\n2,二,多\n3,"三,三"\n4,四,多,多\n5,五\n', "utf-8")
    with pytest.warns(SkippedInputWarning, match="more cells than columns: line 3, 5"):
        pages = list(read_pages(path))
    assert [page.text for page in pages] == ["一", "三,三", "五"]


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


# What a file really is ----------------------------------------------------------------------------


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
        ("image.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "image"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "docx"),
        ("binary.txt", bytes(range(256)) * 9, "not text"),
        ("damaged.docx", b"PK\x03\x04" + b"word/" * 9, "damaged"),
        ("damaged.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("damaged.parquet", b"PAR1" + b"\x01" * 50, "damaged"),
        ("cut.txt.gz", gzip.compress(SIMPLE.encode() * 50)[:60], "cut short"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 5000)[:80], "cut short"),
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


def test_zip_that_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("page.txt", SIMPLE)
    with pytest.raises(InputError, match=r"a\.zip.*Unpack"):
        list(read_pages(path))


def test_office_bomb_is_refused_before_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cityanalysis.corpus.documents.MAX_PAGE_BYTES", 1 << 20)
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(9):
            entry.write(b"\x00" * (1 << 20))
    with pytest.raises(InputError, match=r"bomb\.xlsx.*unpacks to 9 MB"):
        list(read_pages(path))


# What names say -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2020-12-28.txt", (2020, 12, 28)),
        ("20201228_A03.txt", (2020, 12, 28)),
        ("某某日报2020年12月8日A03版.txt", (2020, 12, 8)),
        ("2020/12/28/page.txt", (2020, 12, 28)),
        ("2020-12/28/page.txt", (2020, 12, 28)),
        ("2019-01-01/2020.12.28.txt", (2020, 12, 28)),
        ("003_e0e8b6d176a04388.txt", None),
        ("2020-13-45.txt", None),
        ("13912345678.txt", None),
    ],
)
def test_dates_in_names(name: str, date: tuple[int, int, int] | None) -> None:
    assert name_date(Path(name)) == (datetime.date(*date) if date else None)


@given(st.text(max_size=60))
def test_dates_never_raise(text: str) -> None:
    parse_date(text)
    name_date(Path(text.replace("\x00", "")))


def test_parts_of_names() -> None:
    path = Path("齐鲁观察_2021-03-15_A03.txt")
    assert (name_publication(path), name_number(path)) == ("齐鲁观察", "A03")
    assert name_publication(Path("003_e0e8b6d176a04388.txt")) is None
    assert name_number(Path("003_e0e8b6d176a04388.txt")) is None


def test_readers_take_another_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        READERS, ".rev", lambda path: iter([Page(str(path), path.read_text("utf-8")[::-1])])
    )
    path = tmp_path / "a.rev"
    path.write_text("讯报本", "utf-8")
    assert only(tmp_path).text == "本报讯"
