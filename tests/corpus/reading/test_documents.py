"""Web pages, Word files and PDFs give their articles, not their furniture."""

import datetime
from pathlib import Path

import pytest

from cityanalysis.corpus import READERS, load_corpus, read_pages
from cityanalysis.errors import InputError
from tests.corpus.reading.own_further import FURTHER
from tests.corpus.reading.own_inputs import Case, write_case
from tests.corpus.written import BODY, html, only


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
    assert page.title == "政府工作报告" and page.is_article
    order = [page.text.index(part) for part in ("各位代表", "表中的话", "谢谢")]
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


def test_pdf_without_text_or_pictures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    pdf(path, ["#rect(width: 10pt)"])
    with pytest.raises(InputError, match=r"blank\.pdf.*no text"):
        list(READERS[".pdf"](path))


def test_a_pdf_of_vertical_lines_is_read_from_right_to_left(tmp_path: Path) -> None:
    lines = ["本市昨日舉行茶業公會例會", "到會者四十餘人由會長主席", "議決組織運輸公司以利貨運"]
    glyphs = [
        f"#place(dx: {200 - 22 * k}pt, dy: {20 + 17 * i}pt, text(size: 15pt)[{char}])"
        for k, line in enumerate(lines)
        for i, char in enumerate(line)
    ]
    path = tmp_path / "vertical.pdf"
    pdf(path, ["\n".join(glyphs)], "400pt, 400pt")
    page = only(path)
    assert page.text.replace("\n", "") == "".join(lines)
    assert all(line.is_vertical for line in page.lines)


def test_footnotes_of_word_files_are_listed(tmp_path: Path) -> None:
    case = next(Case(*row) for row in FURTHER if row[0] == "footnotes.docx")
    (found,) = load_corpus(write_case(case, tmp_path)).skipped
    assert found.reason == "its footnotes (1) are none of the text" and found.is_usual
