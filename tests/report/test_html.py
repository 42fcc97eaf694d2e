"""The HTML report as a file: hostile text stays text, nothing is asked for, bytes repeat."""

import base64
import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.frames import CityCounts
from cityanalysis.report import build_report, plan_figures, write_figures
from cityanalysis.report.figure_plan import FigureJob
from cityanalysis.report.html import _CURVES, _FIGURES, write_html
from cityanalysis.report.html_articles import article_rows
from cityanalysis.report.html_figures import inline_svg
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis
from tests.simulate.run import make_run

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\u202e\u2066right to left\u2069\u202c",
    "{{data}} {title} %s $1 \\u003c <!-- ]]> ｟0｠",
)


class _Elements(HTMLParser):
    """Elements, attributes and the texts of tables of a page, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.cells: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("td", "th"):
            self.cells.append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return make_run(n_cities=4, n_themes=3, n_articles=40)


@pytest.fixture(scope="module")
def figures(analysis, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    plan = plan_figures(make_view(analysis, "zh"))
    shown = {name: plan[name] for name in (*_FIGURES, *_CURVES) if name in plan}
    write_figures(shown, folder, png=False)
    return folder


@pytest.fixture(scope="module")
def pages(analysis, figures, tmp_path_factory) -> dict[str, str]:
    """The page of the run in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    return {lang: _page(analysis, folder, figures, lang) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def plain_tags(analysis, figures, tmp_path_factory) -> list[str]:
    """Elements of a page whose articles hold nothing but a plain word."""
    folder = tmp_path_factory.mktemp("plain")
    return _elements(_page(_with_text(analysis, "平常"), folder, figures)).tags


def _page(analysis: Analysis, folder, figures, lang: str = "zh") -> str:
    path = write_html(analysis, folder / "report.html", lang=lang, figures=figures)
    return path.read_text(encoding="utf-8")


def _elements(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    return parser


def _block(page: str, name: str) -> str:
    found = re.search(rf'<script type="[^"]*" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return found.group(1)


def _data(page: str) -> dict:
    return json.loads(_block(page, "data"))


def _packed(page: str, name: str = "store"):
    return json.loads(gzip.decompress(base64.b64decode(_block(page, name))))


def _with_text(analysis: Analysis, text: str) -> Analysis:
    articles = analysis.articles.assign(title=text, text=text, page=text, publication=text)
    return replace(analysis, articles=articles, hits=analysis.hits.iloc[:0])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_but_its_own_text(
    text, analysis, figures, plain_tags, tmp_path
):
    page = _page(_with_text(analysis, text), tmp_path, figures)
    hostile = _elements(page)
    assert hostile.tags == plain_tags
    assert not [name for name, _ in hostile.attributes if name.startswith("on")]
    assert {row[1] for row in _packed(page)} == {text}
    _data(page)


def test_no_address_is_named_and_the_policy_admits_nothing_else(pages):
    elements = _elements(pages["zh"])
    policy = dict(elements.attributes)
    assert "http-equiv" in policy
    contents = [v or "" for name, v in elements.attributes if name == "content"]
    assert any("default-src 'none'" in value for value in contents)
    links = [v or "" for name, v in elements.attributes if name in ("src", "href", "action")]
    assert all(link.startswith("#") for link in links)
    assert not [name for name, _ in elements.attributes if name == "style"]


def test_headings_labels_and_language_serve_a_screen_reader(pages):
    elements = _elements(pages["en"])
    assert ("lang", "en") in elements.attributes
    assert elements.tags.count("h1") == 1
    ids = [v for name, v in elements.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    pointed = {v for name, v in elements.attributes if name == "aria-labelledby"}
    assert pointed <= set(ids)
    links = {(v or "")[1:] for name, v in elements.attributes if name == "href"}
    assert links <= set(ids)


def test_the_page_holds_every_chapter_table_and_card_of_the_report(analysis, pages):
    page = pages["zh"]
    report, cells = build_report(analysis), set(_elements(page).cells)
    for section in report.sections:
        for block in section.blocks:
            if block.kind == "table" and not section.id.startswith(("pair", "topics")):
                assert {cell for row in block.content["rows"] for cell in row} <= cells
    text = re.sub(r"<[^>]+>", "", page.partition("<script")[0])
    view = make_view(analysis)
    for kind, names in (("city", view.cities), ("theme", view.themes)):
        for name in names:
            card = report.section(f"{kind}-{name}").blocks[0].content
            assert card["lead"] in text
            for quote in card["quotes"]:
                assert quote["source"] in text


def test_every_number_of_the_grid_is_printed_as_the_pdf_prints_it(analysis, pages):
    data, view = _data(pages["zh"]), make_view(analysis)
    frame = analysis.prevalence.set_index(["theme", "city"])
    for theme, row in zip(data["themes"], data["cells"], strict=True):
        for city, cell in zip(data["cities"], row, strict=True):
            known = frame.loc[(theme["id"], city["name"])]
            assert cell[5] == view.say.percent(known["estimate"])
            assert cell[6] == view.say.interval(known["ci_low"], known["ci_high"])
            above = view.say.points(known["estimate"] - view.shares[theme["id"]])
            assert cell[7].lstrip("+") == above


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pairs_of_the_page_are_those_of_the_pdf(analysis, pages, lang):
    data, pairs = _data(pages[lang]), _packed(pages[lang], "details")["pairs"]
    names = [city["name"] for city in data["cities"]]
    labels = [theme["label"] for theme in data["themes"]]
    for section in build_report(analysis, lang=lang).sections:
        if not section.id.startswith("pair-"):
            continue
        (table,) = [block.content for block in section.blocks if block.kind == "table"]
        a, b = (names.index(name) for name in table["head"][1:3])
        rows = {labels[row[0]]: row for row in pairs[",".join(map(str, sorted((a, b))))]}
        for label, *shares, apart, _ in table["rows"]:
            _, higher, points, bounds, _ = rows[label]
            assert bounds in apart and points in apart
            assert higher == -1 or names[higher] in apart
            for at, share in zip((a, b), shares):
                cell = data["cells"][labels.index(label)][at]
                assert cell[5] in share and cell[6] in share


def test_a_listed_city_has_its_shares_and_a_named_one_none(analysis, figures, tmp_path):
    counts = analysis.support.cities
    standing = ["listed", "named", *["compared"] * (len(counts) - 2)]
    cities = counts.assign(standing=standing, comparable=[one == "compared" for one in standing])
    run = replace(analysis, support=replace(analysis.support, cities=cities))
    data = _data(_page(run, tmp_path, figures))
    assert [city["standing"] for city in data["cities"]] == ["compared"] * 2 + ["listed", "named"]
    assert {len(row) for row in data["cells"]} == {3}
    assert data["cities"][2]["name"] == counts[CityCounts.city].iloc[0]


def test_same_bytes_twice(analysis, figures, pages, tmp_path):
    assert _page(analysis, tmp_path, figures) == pages["zh"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_analysis_is_a_page_too(lang, tmp_path):
    page = _page(Analysis(), tmp_path, None, lang)
    assert _packed(page) == []
    assert "{{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)


def test_large_corpora_are_sampled_and_the_page_says_so(analysis, figures, tmp_path):
    longer = analysis.articles.assign(text="长" * 200_000)
    many = pd.concat([longer.assign(doc_id=longer["doc_id"] + f"-{k}") for k in range(15)])
    weights = pd.DataFrame(1.0, index=pd.Index(many["doc_id"]), columns=["water"])
    run = replace(analysis, articles=many, weights=weights, hits=analysis.hits.iloc[:0])
    page = _page(run, tmp_path, figures, "en")
    rows = _packed(page)
    assert 0 < len(rows) < 600
    assert all(row[2] for row in rows)
    assert f"holds {len(rows)} of 600 articles" in page
    assert len(page) < 15_000_000


def test_a_figure_is_drawn_without_styles_and_with_ids_of_its_own(figures):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in figures.glob("*.svg")}
    ids: list[str] = []
    for name, text in texts.items():
        shown = inline_svg(name, text)
        assert "style" not in shown and "http" not in shown
        found = re.findall(r' id="([^"]+)"', shown)
        assert set(re.findall(r"url\(#([\w.-]+)\)", shown)) <= set(found)
        assert shown.count("<text") == text.count("<text")
        ids += found
    assert texts and len(ids) == len(set(ids))


def test_figures_that_are_not_at_hand_are_drawn(analysis, tmp_path, monkeypatch):
    view = make_view(analysis)
    plan: dict[str, FigureJob] = plan_figures(view)
    one = {"overview": plan["overview"]}
    monkeypatch.setattr("cityanalysis.report.html.plan_figures", lambda _: one)
    assert 'data-name="overview"' in _page(analysis, tmp_path, None)


def test_articles_name_those_like_them_unless_there_are_too_many(monkeypatch) -> None:
    view = make_view(make_run(3, 3, 30, measure="full"))
    assert any(row[-1] for row in article_rows(view, view.cities)[0])
    monkeypatch.setattr("cityanalysis.report.html_articles._MOST_COMPARED", 10)
    assert not any(row[-1] for row in article_rows(view, view.cities)[0])
