"""The files that offices use: a workbook, a document, slides."""

import json
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pandas as pd
import pptx
import pytest
from pypdf import PdfReader

from cityanalysis.report import build_report, render, report_tables, write_tables
from cityanalysis.report.document import write_document
from cityanalysis.report.slides import write_slides
from cityanalysis.report.table_words import TableWords
from cityanalysis.report.workbook import write_workbook
from cityanalysis.run import Analysis
from cityanalysis.wording import Phrases, interval, points
from tests.simulate.run import make_long_run, make_run

OFFICE = ("png", "docx", "xlsx", "pptx")
ALL = ("pdf", "html", *OFFICE)
HOSTILE = '=HYPERLINK("http://x")\x00\x1b[2J\u202e]]><w:p/>{INCLUDETEXT "/etc/passwd"}'


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    render(make_run(3, 4, 60), folder, formats=ALL)
    write_tables(make_run(3, 4, 60), folder / "tables")
    return folder


@pytest.fixture(scope="module")
def long_texts(tmp_path_factory):
    """Reports of over 3,000 characters, which are compared by their share of the text."""
    folder = tmp_path_factory.mktemp("long")
    render(make_long_run(), folder, formats=("pdf", "html", "docx", "xlsx"))
    write_tables(make_long_run(), folder / "tables")
    return folder


def write_again(analysis, folder, figures):
    """The three files from figures that are drawn already."""
    folder.mkdir(exist_ok=True)
    report = build_report(analysis)
    write_document(report, folder / "report.docx", figures=figures)
    write_slides(report, folder / "report.pptx", figures=figures)
    write_workbook(analysis, folder / "tables.xlsx")


def sheet_rows(book, title):
    return [list(row) for row in book[title].iter_rows(min_row=3, values_only=True)]


def test_the_same_results_give_the_same_files(rendered, tmp_path):
    write_again(make_run(3, 4, 60), tmp_path, rendered / "figures")
    for name in ("report.docx", "tables.xlsx", "report.pptx"):
        assert (rendered / name).read_bytes() == (tmp_path / name).read_bytes(), name
        with zipfile.ZipFile(tmp_path / name) as file:
            assert {entry.date_time[0] for entry in file.infolist()} == {1980}


def test_every_table_has_a_sheet_with_its_numbers(rendered):
    book, words = openpyxl.load_workbook(rendered / "tables.xlsx"), TableWords("zh")
    tables = report_tables(make_run(3, 4, 60))
    assert book.sheetnames == ["目录", *(words.title(name) for name in tables), "数据字典"]
    head, *rows = sheet_rows(book, "占比")
    frame = tables["prevalence"]
    assert head[:4] == ["城市", "主题编号", "主题", "占比"] and len(rows) == len(frame)
    assert [row[3] for row in rows] == pytest.approx(frame["estimate"].tolist(), rel=1e-7)
    cell = book["占比"].cell(4, 4)
    assert cell.number_format == "0.0%" and book["占比"].freeze_panes == "D4"
    assert book["各时段占比"].cell(4, 4).is_date


@pytest.mark.parametrize("corpus", ["rendered", "long_texts"])
def test_five_files_give_the_same_numbers(corpus, request):
    """Shares, intervals and counts of CSV, workbook, document, PDF and HTML, each read back."""
    folder, say = request.getfixturevalue(corpus), Phrases("zh")
    table = pd.read_csv(folder / "tables" / "prevalence.csv", encoding="utf-8-sig")
    _, *sheet = sheet_rows(openpyxl.load_workbook(folder / "tables.xlsx"), "占比")
    data = in_html(folder)
    ids = [theme["id"] for theme in data["themes"]]
    in_pdf, in_document = text_of_pdf(folder), rows_of_document(folder)
    assert len(table) == len(sheet) == 12
    found = table[table["estimate"] > 0]
    columns = (found["estimate"], found["stabilised"])
    percents = dict(zip(found.index, zip(*(say.percents(column.tolist()) for column in columns))))
    for row, cells in zip(table.itertuples(), sheet, strict=True):
        numbers = (row.estimate, row.ci_low, row.ci_high, row.stabilised, row.n_articles)
        assert tuple(cells[3:8]) == numbers
        at = [city["name"] for city in data["cities"]].index(row.city)
        share, low, high, n, clusters, shown, bounds, _ = data["cells"][ids.index(row.theme)][at]
        assert (share, low, high) == tuple(round(x, 4) for x in numbers[:3])
        assert (n, clusters) == (row.n_articles, row.n_clusters)
        assert (shown, bounds) == (say.percent(row.estimate), say.interval(row.ci_low, row.ci_high))
        if row.estimate == 0:
            continue
        printed = (
            row.city,
            row.label_zh,
            percents[row.Index][0],
            say.interval(row.ci_low, row.ci_high),
            percents[row.Index][1],
            say.count(row.n_articles),
            say.count(row.n_clusters),
        )
        assert printed in in_document
        assert "".join(printed) in in_pdf


def test_differences_of_long_texts_are_the_same_in_every_file(long_texts):
    """Every pair of cities and theme: CSV, workbook, document, PDF, HTML and the shares."""
    say, analysis = Phrases("zh"), make_long_run()
    assert analysis.unit == "paragraph" and (analysis.contrasts["p_adjusted"] <= 0.05).any()
    table = pd.read_csv(long_texts / "tables" / "contrasts.csv", encoding="utf-8-sig")
    _, *sheet = sheet_rows(openpyxl.load_workbook(long_texts / "tables.xlsx"), "城市对差异")
    share = analysis.prevalence.set_index(["city", "theme"])["estimate"]
    in_pdf, in_document = text_of_pdf(long_texts), rows_of_document(long_texts)
    assert len(table) == len(sheet) == 12
    for row, cells in zip(table.itertuples(), sheet, strict=True):
        assert {row.difference, row.ci_low, row.ci_high, row.p_adjusted} <= set(cells)
        a, b = row.city_a, row.city_b
        assert share[a, row.theme] - share[b, row.theme] == pytest.approx(row.difference)
        way = (row.difference, row.ci_low, row.ci_high)
        if row.difference < 0:
            a, way = b, (-row.difference, -row.ci_high, -row.ci_low)
        said = f"{a}高{points(way[0])}（{interval(*way[1:])}）"
        assert said in in_pdf
        found = [r for r in in_document if r[0] == row.label_zh and said in r]
        assert len(found) == 1 and say.percent(share[row.city_a, row.theme]) in "".join(found[0])


def in_html(folder):
    """What the page holds as data."""
    html = (folder / "report.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', html, re.S)[1])


def text_of_pdf(folder):
    pages = PdfReader(folder / "report.pdf").pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def rows_of_document(folder):
    tables = docx.Document(folder / "report.docx").tables
    return {tuple(cell.text for cell in row.cells) for written in tables for row in written.rows}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_of_every_table_is_explained(lang):
    words = TableWords(lang)
    for name, frame in report_tables(make_run(3, 4, 60)).items():
        assert words.title(name) != name and words.note(name)
        for column in frame.columns:
            assert words.means(name, column), (name, column)
            assert words.head(column) != column or column in ("z", "p", "q"), (name, column)


def test_the_dictionary_lies_beside_the_tables(tmp_path):
    analysis = make_run(3, 4, 60)
    analysis.save(tmp_path / "run", formats=())
    found = pd.read_csv(tmp_path / "run" / "tables" / "data_dictionary.csv", encoding="utf-8-sig")
    row = found[(found["table"] == "prevalence") & (found["column"] == "n_clusters")].iloc[0]
    assert (row["head_zh"], row["head_en"]) == ("独立报道组", "Clusters")
    assert row["means_en"] == "independent clusters of them"


def test_the_document_has_headings_captions_tables_and_alternative_texts(rendered):
    document = docx.Document(rendered / "report.docx")
    report = build_report(make_run(3, 4, 60))
    report_day = "-".join(f"{part:02d}" for part in report.date)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in report.sections if section.level == 1]
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    fields = [p._p.findall(".//{*}fldSimple") for p in captions]
    assert all(len(field) == 1 for field in fields)
    shapes = document.inline_shapes
    assert len(shapes) > 10 and all(shape._inline.docPr.get("descr") for shape in shapes)
    tables = [b.content for s in report.sections for b in s.blocks if b.kind == "table"]
    written = [t for t in document.tables if t._tbl.findall(".//{*}tblHeader")]
    assert [len(t.rows) for t in written] == [1 + len(content["rows"]) for content in tables]
    assert document.core_properties.created.date().isoformat() == report_day


def test_slides_have_one_finding_each(rendered):
    deck = pptx.Presentation(rendered / "report.pptx")
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    titles = [slide.shapes.title.text for slide in deck.slides]
    report = build_report(make_run(3, 4, 60))
    found = [b.content["title"] for s in report.sections for b in s.blocks if b.kind == "finding"]
    assert titles[0] == report.title
    assert [title.split("  ")[1] for title in titles[1 : 1 + len(found)]] == found


def test_hostile_text_stays_text_in_every_file(rendered, tmp_path):
    analysis = make_run(3, 4, 60)
    themes = tuple(replace(theme, label_zh=HOSTILE) for theme in analysis.themes)
    settings = replace(analysis.settings, title=HOSTILE, author=HOSTILE)
    articles = analysis.articles.assign(title=HOSTILE, publication=HOSTILE)
    bad = replace(analysis, themes=themes, settings=settings, articles=articles)
    write_again(bad, tmp_path, rendered / "figures")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links and all(link.target is None for link in links)
    document = docx.Document(tmp_path / "report.docx")
    codes = {
        field.get(f"{{{field.nsmap['w']}}}instr") for field in document.element.iter("{*}fldSimple")
    }
    assert codes <= {"SEQ 图 \\* ARABIC", "SEQ 表 \\* ARABIC"}
    assert "=HYPERLINK(" in document.paragraphs[0].text
    assert len(pptx.Presentation(tmp_path / "report.pptx").slides) > 2


def test_nothing_gives_files_that_open(tmp_path):
    render(Analysis(), tmp_path, formats=OFFICE, lang="en")
    assert openpyxl.load_workbook(tmp_path / "tables.xlsx").sheetnames[0] == "Contents"
    assert docx.Document(tmp_path / "report.docx").paragraphs[0].text == "Cities compared by theme"
    assert len(pptx.Presentation(tmp_path / "report.pptx").slides) >= 1
