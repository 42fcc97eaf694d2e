"""The PDF as its reader gets it."""

import itertools
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader

from cityanalysis.corpus import InputFile
from cityanalysis.errors import UsageError
from cityanalysis.figures import printable
from cityanalysis.report import build_report, page_fit, render
from cityanalysis.run import Manifest
from tests.simulate.kept import kept
from tests.simulate.run import make_run

HOSTILE = '#strong[x] $x^2$ </script><img onerror="a"> \\alert =1+1 {0} *b* _i_ @cite <lab>'
SIZES = [(2, 3, 25, "zh"), (7, 8, 120, "en"), (16, 3, 150, "zh"), (24, 2, 300, "en")]


@kept
def _pdf(cities: int, themes: int, articles: int, lang: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        render(make_run(cities, themes, articles), folder, formats=("pdf",), lang=lang)
        return (Path(folder) / "report.pdf").read_bytes()


def save_pdf(folder: Path, cities: int, themes: int, articles: int, lang: str = "zh") -> None:
    """The report of an invented run; one size is set once for all tests."""
    (folder / "report.pdf").write_bytes(_pdf(cities, themes, articles, lang))


def pages_of(path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def ink_of(path) -> list[float]:
    """Share of each page that is not white."""
    document = pypdfium2.PdfDocument(path)
    pictures = [page.render(scale=0.25, grayscale=True).to_numpy() for page in document]
    document.close()
    return [float((picture < 245).mean()) for picture in pictures]


def half_empty(path) -> list[int]:
    """Pages under half full that are neither the cover nor the last of the body or the annex."""
    document, fill = pypdfium2.PdfDocument(path), []
    for page in document:
        picture = page.render(scale=0.25, grayscale=True).to_numpy()
        top, bottom = (int(picture.shape[0] * mm / 297) for mm in (24, 275))  # the margins
        inked = (picture[top:bottom] < 245).any(axis=1).nonzero()[0]
        fill.append((inked.max() + 1) / (bottom - top) if len(inked) else 0.0)
    chapters = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    annex = next((at for title, at in chapters if title.startswith(("附录", "Annex"))), len(fill))
    excused = {0, annex - 1, len(fill) - 1}
    return [at for at, part in enumerate(fill) if part < 0.5 and at not in excused]


def test_the_body_does_not_end_with_a_few_lines_on_a_page(tmp_path, monkeypatch):
    run = make_run(3, 8, 25)
    render(run, tmp_path / "fitted", formats=("pdf",))
    monkeypatch.setattr(page_fit, "AIRS", (1.0,))
    render(run, tmp_path / "loose", formats=("pdf",))
    body = {}
    for name in ("fitted", "loose"):
        pages = pages_of(tmp_path / name / "report.pdf")
        annex = next(i for i, page in enumerate(pages[1:], 1) if "附录A" in squeezed(page))
        body[name] = pages[:annex]
    assert len(squeezed(body["loose"][-1])) < 120
    assert len(body["fitted"]) == len(body["loose"]) - 1
    ends = [re.sub(r"\d+/\d+$", "", squeezed(pages[-1]))[-20:] for pages in body.values()]
    assert ends[0] == ends[1]


@pytest.mark.parametrize(("cities", "themes", "articles", "lang"), SIZES)
def test_the_report_is_whole_at_every_size(tmp_path, cities, themes, articles, lang):
    analysis = make_run(cities, themes, articles)
    save_pdf(tmp_path, cities, themes, articles, lang)
    pages = pages_of(tmp_path / "report.pdf")
    assert min(ink_of(tmp_path / "report.pdf")) > 0.002, "an empty page"
    # One figure that fills a page may send the page before it away early.
    assert len(half_empty(tmp_path / "report.pdf")) <= 1
    text = squeezed("".join(pages))
    report = build_report(analysis, lang=lang)
    for section in report.sections:
        assert squeezed(section.title) in text
        for block in section.blocks:
            if block.kind in ("lead", "text", "note", "caveat"):
                # A line that is broken inside a Latin word gets a hyphen.
                words = squeezed(printable(block.content["text"]))
                assert words in text or words[:12] in text
    assert "\ufffd" not in text and "□" not in text


def test_chinese_is_given_back_as_text(tmp_path):
    save_pdf(tmp_path, 3, 4, 60)
    text = squeezed("".join(pages_of(tmp_path / "report.pdf")))
    for words in ("城市主题比较报告", "人才引进", "济南", "数据局限", "詹森—香农"):
        assert words in text


def test_the_file_is_tagged_and_dated_by_the_corpus(tmp_path):
    analysis = make_run(3, 4, 60)
    save_pdf(tmp_path, 3, 4, 60)
    reader = PdfReader(tmp_path / "report.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("zh")
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", metadata) and re.search(r"conformance>A<", metadata)
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert reader.metadata.title == "城市主题比较报告"
    last = analysis.articles["date"].max()
    assert reader.metadata.creation_date.date() == last.date()
    assert (
        next(entry.title for entry in reader.outline if not isinstance(entry, list)) == "主要发现"
    )


def test_rows_and_columns_of_tables_have_heads(tmp_path):
    """What a screen reader says before a number: its column, and whose row it is."""
    save_pdf(tmp_path, 3, 4, 60)
    root = PdfReader(tmp_path / "report.pdf").trailer["/Root"]["/StructTreeRoot"]
    rows = [row for row in _elements(root) if row.get("/S") == "/TR"]
    scopes = [[_scope(cell) for cell in _kids(row)] for row in rows]
    assert ["/Column"] * 3 in [scope[:3] for scope in scopes]
    below = [scope for scope in scopes if "/Column" not in scope]
    assert below and all(scope[0] == "/Row" and set(scope[1:]) <= {""} for scope in below)


def _kids(element):
    kids = element.get("/K", [])
    found = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in found if isinstance(kid, dict)]


def _elements(element):
    return [element, *itertools.chain.from_iterable(map(_elements, _kids(element)))]


def _scope(cell):
    said = cell.get("/A", [])
    found = [one.get_object().get("/Scope") for one in (said if isinstance(said, list) else [said])]
    return next((scope for scope in found if scope), "") if cell["/S"] == "/TH" else ""


def test_the_same_results_give_the_same_bytes(tmp_path):
    analysis = make_run(4, 4, 80)
    for name in ("a", "b"):
        render(analysis, tmp_path / name, formats=("pdf", "png"))
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert {path.suffix for path in files} == {".json", ".pdf", ".png", ".svg"}
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_hostile_text_changes_nothing_but_itself(tmp_path):
    analysis = make_run(3, 3, 60)
    articles = analysis.articles.assign(
        title=HOSTILE + "\u202e\u200f",
        text=HOSTILE + analysis.articles["text"] + "长" * 100_000,
        page=HOSTILE,
        publication=HOSTILE,
    )
    hits = analysis.hits.assign(
        start=analysis.hits["start"] + len(HOSTILE), end=analysis.hits["end"] + len(HOSTILE)
    )
    themes = tuple(replace(t, label_zh=HOSTILE[:24]) for t in analysis.themes[:1])
    bad = replace(analysis, articles=articles, hits=hits, themes=themes + analysis.themes[1:])
    manifest = Manifest(inputs=(InputFile(HOSTILE, 1, HOSTILE, 1),))
    render(replace(bad, manifest=manifest), tmp_path, formats=("pdf",))
    text = squeezed("".join(pages_of(tmp_path / "report.pdf")))
    assert squeezed("#strong[x] $x^2$ </script><img") in text
    for picture in (tmp_path / "figures").glob("*.svg"):
        assert "<script" not in picture.read_text(encoding="utf-8")


def test_characters_that_the_font_lacks_are_shown_as_a_box(tmp_path):
    analysis = make_run(2, 3, 60)
    articles = analysis.articles.assign(title="表情😀与古字𠮷")
    render(replace(analysis, articles=articles), tmp_path, formats=("pdf",))
    assert "表情□与古字" in squeezed("".join(pages_of(tmp_path / "report.pdf")))


def test_an_own_template_is_used(tmp_path):
    own = tmp_path / "mine.typ"
    own.write_text(
        '#import "style.typ": accent\n#let report = json("report.json")\n'
        "#set document(title: report.title, date: datetime(year: 2021, month: 1, day: 1))\n"
        '#set text(font: report.font, lang: "zh", fill: accent)\n'
        "= #report.title\n我的模板：#report.sections.len()",
        encoding="utf-8",
    )
    analysis = make_run(2, 3, 25)
    render(analysis, tmp_path / "out", formats=("pdf",), template=own)
    assert "我的模板" in squeezed(pages_of(tmp_path / "out" / "report.pdf")[0])


def test_own_colours_alone_make_a_template(tmp_path):
    packaged = (tmp_path / "plain", tmp_path / "mine")
    folder = tmp_path / "template"
    folder.mkdir()
    names = ("ink", "muted", "rule", "pale", "accent", "contrast", "mark")
    colours = "\n".join(f'#let {name} = rgb("#7a1f1f")' for name in names)
    (folder / "style.typ").write_text(colours, encoding="utf-8")
    analysis = make_run(2, 3, 25)
    render(analysis, packaged[0], formats=("pdf",))
    render(analysis, packaged[1], formats=("pdf",), template=folder)
    plain, mine = (pages_of(path / "report.pdf") for path in packaged)
    assert plain == mine
    assert (packaged[0] / "report.pdf").read_bytes() != (packaged[1] / "report.pdf").read_bytes()


@pytest.mark.parametrize("text", [None, "#let x = ", '#import "@preview/a:0.1.0": b'])
def test_a_template_that_does_not_work_is_named(tmp_path, text):
    own = tmp_path / "bad.typ"
    if text is not None:
        own.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.typ"):
        render(make_run(2, 3, 25), tmp_path / "out", formats=("pdf",), template=own)


def test_a_saved_run_is_rendered_again_in_the_other_language(tmp_path):
    make_run(3, 4, 60).save(tmp_path, formats=())
    written = render(tmp_path, formats=("pdf",), lang="en")
    assert tmp_path / "report.pdf" in written
    assert "Cities compared by theme" in pages_of(tmp_path / "report.pdf")[0]


def test_formats_that_do_not_exist_are_refused(tmp_path):
    with pytest.raises(UsageError, match="odt"):
        render(make_run(2, 3, 25), tmp_path, formats=("odt",))


def test_a_run_in_memory_needs_a_folder():
    with pytest.raises(UsageError, match="`out` is missing"):
        render(make_run(2, 3, 25), formats=("pdf",))


BODY = 12


def chapter_pages(path) -> dict[str, int]:
    """Title of each heading → its page, from 0."""
    reader = PdfReader(path)
    return {e.title: reader.get_destination_page_number(e) for e in _flat(reader.outline)}


def part_pages(path) -> list[int]:
    """Pages on which the parts of the report begin, from 0."""
    reader = PdfReader(path)
    parts = [entry for entry in reader.outline if not isinstance(entry, list)]
    return [reader.get_destination_page_number(entry) for entry in parts]


def feet_of(path) -> list[float]:
    """The empty part of each page's text area, from below."""
    document = pypdfium2.PdfDocument(path)
    pictures = [page.render(scale=0.5, grayscale=True).to_numpy() for page in document]
    document.close()
    areas = [picture[int(len(picture) * 0.07) : int(len(picture) * 0.93)] for picture in pictures]
    lasts = [np.flatnonzero((area < 200).any(axis=1)).max(initial=0) for area in areas]
    return [1 - int(last) / len(area) for last, area in zip(lasts, areas)]


@pytest.mark.parametrize(("cities", "themes", "articles", "lang"), SIZES)
def test_the_body_is_short_and_its_pages_are_filled(tmp_path, cities, themes, articles, lang):
    save_pdf(tmp_path, cities, themes, articles, lang)
    at = chapter_pages(tmp_path / "report.pdf")
    feet = feet_of(tmp_path / "report.pdf")
    named = [page for title, page in at.items() if title.startswith(("附录", "Annex"))]
    annex = min(named, default=len(feet))
    assert annex <= BODY
    # Few findings leave their page short: it is a part by itself. So may the last of any part.
    ends = {1, len(feet) - 1, *(page - 1 for page in part_pages(tmp_path / "report.pdf"))}
    assert [n for n, foot in enumerate(feet) if foot > 0.5 and n not in ends] == []


def test_little_text_gives_few_pages(tmp_path):
    save_pdf(tmp_path, 2, 3, 25)
    assert len(pages_of(tmp_path / "report.pdf")) <= 12


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_brief_there_are_two_pages(tmp_path, lang):
    analysis = make_run(16, 3, 150)
    settings = replace(analysis.settings, brief=True, title="甲市与乙市", author="某研究室")
    render(replace(analysis, settings=settings), tmp_path, formats=("pdf",), lang=lang)
    pages = pages_of(tmp_path / "report.pdf")
    assert len(pages) == 2 and "甲市与乙市" in pages[0] and "某研究室" in pages[0]


def test_the_cover_says_what_the_settings_say(tmp_path):
    analysis = make_run(2, 3, 25)
    told = {"title": "十六市比较", "subtitle": "副题", "author": "张三", "organisation": "某院"}
    settings = replace(analysis.settings, **told)
    render(replace(analysis, settings=settings), tmp_path, formats=("pdf",))
    cover = pages_of(tmp_path / "report.pdf")[0]
    assert all(words in cover for words in told.values())


def test_the_subtitle_follows_the_material():
    analysis = make_run(2, 3, 25)
    titles = analysis.articles.assign(title="2024年政府工作报告")
    papers = analysis.articles.assign(title="一则", publication="某市日报")
    assert "政府工作报告" in build_report(replace(analysis, articles=titles)).subtitle
    assert "报刊" in build_report(replace(analysis, articles=papers)).subtitle


def _flat(outline) -> list:
    return [e for one in outline for e in (_flat(one) if isinstance(one, list) else [one])]


def test_a_folder_of_other_files_is_not_written_into(tmp_path):
    (tmp_path / "report.pdf").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="did not write"):
        render(make_run(2, 3, 25), tmp_path, formats=("pdf",))
    assert (tmp_path / "report.pdf").read_text(encoding="utf-8") == "mine"


def test_a_report_in_another_language_takes_the_place_of_the_first(tmp_path):
    analysis = make_run(2, 3, 25)
    first = render(analysis, tmp_path / "out", formats=(), lang="zh")
    second = render(analysis, tmp_path / "out", formats=(), lang="en")
    assert first == second and all(path.is_file() for path in second)
    assert first[0].is_relative_to(tmp_path / "out" / "figures")
