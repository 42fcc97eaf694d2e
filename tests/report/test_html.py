"""The HTML report as a file: hostile text stays text, nothing is asked for, bytes repeat."""

import base64
import gzip
import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest

from cityanalysis.report.html import write_html
from cityanalysis.run import Analysis
from tests.simulate.run import make_run

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\u202e\u2066right to left\u2069\u202c",
    "{{data}} {title} %s $1 \\u003c <!-- ]]>",
)


class _Elements(HTMLParser):
    """Elements and attributes of a page, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def _page(analysis: Analysis, folder, lang: str = "zh") -> str:
    return write_html(analysis, folder / "report.html", lang=lang).read_text(encoding="utf-8")


def _elements(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    return parser


def _block(page: str, name: str) -> str:
    found = re.search(rf'<script type="[^"]*" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return found.group(1)


def _store(page: str) -> list[list]:
    return json.loads(gzip.decompress(base64.b64decode(_block(page, "store"))))


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return make_run(n_cities=4, n_themes=3, n_articles=40)


def _with_text(analysis: Analysis, text: str) -> Analysis:
    articles = analysis.articles.assign(title=text, text=text, page=text, publication=text)
    return replace(analysis, articles=articles, hits=analysis.hits.iloc[:0])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_but_its_own_text(text, analysis, tmp_path):
    plain = _elements(_page(_with_text(analysis, "平常"), tmp_path))
    page = _page(_with_text(analysis, text), tmp_path)
    hostile = _elements(page)
    assert hostile.tags == plain.tags
    assert not [name for name, _ in hostile.attributes if name.startswith("on")]
    assert {row[1] for row in _store(page)} == {text}
    json.loads(_block(page, "data"))


def test_no_address_is_named_and_the_policy_admits_nothing_else(analysis, tmp_path):
    page = _page(analysis, tmp_path)
    elements = _elements(page)
    policy = dict(elements.attributes)
    assert "http-equiv" in policy
    contents = [v or "" for name, v in elements.attributes if name == "content"]
    assert any("default-src 'none'" in value for value in contents)
    links = [v or "" for name, v in elements.attributes if name in ("src", "href", "action")]
    assert all(link.startswith("#") for link in links)
    assert not [name for name, _ in elements.attributes if name == "style"]


def test_headings_labels_and_language_serve_a_screen_reader(analysis, tmp_path):
    page = _page(analysis, tmp_path, lang="en")
    elements = _elements(page)
    assert ("lang", "en") in elements.attributes
    assert elements.tags.count("h1") == 1
    named = {v for name, v in elements.attributes if name == "id"}
    pointed = {v for name, v in elements.attributes if name == "aria-labelledby"}
    assert pointed <= named
    links = {(v or "")[1:] for name, v in elements.attributes if name == "href"}
    assert links <= named


def test_every_cell_says_in_words_what_its_colour_says(analysis, tmp_path):
    page = _page(analysis, tmp_path, lang="en")
    data = json.loads(_block(page, "data"))
    cells = re.findall(r'data-theme="(\d+)" data-city="(\d+)" aria-label="([^"]*)"', page)
    assert len(cells) == len(data["themes"]) * len(data["cities"])
    for theme, city, words in cells:
        assert data["cities"][int(city)] in unescape(words)
        assert data["themes"][int(theme)]["label"] in unescape(words)


def test_same_bytes_twice(analysis, tmp_path):
    assert _page(analysis, tmp_path) == _page(analysis, tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_analysis_is_a_page_too(lang, tmp_path):
    page = _page(Analysis(), tmp_path, lang)
    assert _store(page) == []
    assert "{{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)


def test_large_corpora_are_sampled_and_the_page_says_so(tmp_path):
    analysis = make_run(n_cities=3, n_themes=3, n_articles=60)
    longer = analysis.articles.assign(text="长" * 200_000)
    many = pd.concat([longer.assign(doc_id=longer["doc_id"] + f"-{k}") for k in range(10)])
    weights = pd.DataFrame(1.0, index=pd.Index(many["doc_id"]), columns=["water"])
    page = _page(
        replace(analysis, articles=many, weights=weights, hits=analysis.hits.iloc[:0]),
        tmp_path,
        "en",
    )
    rows = _store(page)
    assert 0 < len(rows) < 600
    assert all(row[2] for row in rows)
    assert f"holds {len(rows)} of 600 articles" in page
    assert len(page) < 15_000_000
