"""Results show themselves in a few lines, and what pages say never becomes markup."""

from html.parser import HTMLParser
from typing import Protocol

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cityanalysis as ca
from cityanalysis.corpus import InputFile
from cityanalysis.frames import Articles
from cityanalysis.frames.display import as_html, as_text
from cityanalysis.run import Manifest

HOSTILE = "</td><script>alert('1')</script><img src=x onerror=alert(1)>&amp;"


class Displayed(Protocol):
    def _repr_html_(self) -> str: ...


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def results() -> list[Displayed]:
    theta = pd.DataFrame({HOSTILE: [1.0]}, index=pd.Index(["a"], name="doc_id"))
    phi = pd.DataFrame({"供水": [1.0]}, index=[HOSTILE])
    articles = pd.DataFrame({"kind": [HOSTILE, "article"]}).reindex(columns=Articles.names())
    return [
        ca.ThemeFit(theta, phi, HOSTILE, (HOSTILE,), seed=0),
        ca.Report(
            HOSTILE, "", "zh", facts=((HOSTILE, HOSTILE),), sections=(ca.Section("a", HOSTILE),)
        ),
        ca.Analysis(articles=articles, manifest=Manifest(warnings=(HOSTILE,))),
        ca.Corpus(articles, inputs=(InputFile(HOSTILE, 1, HOSTILE, 1),), skipped=()),
        ca.count_terms(pd.Series({"a": [HOSTILE]})),
    ]


@pytest.mark.parametrize("result", results(), ids=lambda result: type(result).__name__)
def test_hostile_words_stay_words(result: Displayed) -> None:
    page = Tags(result._repr_html_())
    assert page.tags == {"table", "caption", "tr", "th", "td"}
    assert repr(result).splitlines()[0] in page.words


@pytest.mark.parametrize("result", results(), ids=lambda result: type(result).__name__)
def test_short_enough_to_read(result: object) -> None:
    assert repr(result).count("\n") < 12
    assert max(map(len, repr(result).splitlines())) < 300


def test_numbers_are_those_of_the_frames() -> None:
    corpus = ca.load_corpus(ca.sample_pages())
    words = repr(corpus).split()
    assert words[words.index("items") + 1] == str(len(corpus.articles))
    for kind, count in corpus.articles["kind"].value_counts().items():
        assert words[words.index(str(kind)) + 1] == str(count)


@given(st.text(), st.text())
def test_any_text_is_shown_as_it_is_or_cut(name: str, value: str) -> None:
    page = Tags(as_html("t", [(name, value)]))
    assert page.tags == {"table", "caption", "tr", "th", "td"}
    assert as_text("t", [(name, value)]).startswith("t\n")
