"""Quotes stand in the page where the report says."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.corpus import page_offset
from cityanalysis.report.quotes import _quote, pick_quotes, quote_around
from tests.simulate.run import make_run

text_and_place = st.text(alphabet="水库人才。！\n ab", min_size=1, max_size=300).flatmap(
    lambda text: st.tuples(st.just(text), st.integers(0, len(text) - 1))
)


@given(text_and_place, st.integers(10, 90))
def test_a_quote_is_a_piece_of_its_text_and_holds_the_mark(drawn, limit):
    text, first = drawn
    last = min(len(text), first + 2)
    quote, marks, start = quote_around(text, [(first, last)], limit=limit)
    assert text[start:].startswith(quote)
    assert len(quote) <= limit + 2
    if text[first:last].strip() == text[first:last] and not set(text[first:last]) & set("。！\n"):
        assert marks == [(first - start, last - start)]


def test_a_quote_keeps_to_its_sentence():
    text = "第一句。第二句说水库。第三句。"
    assert quote_around(text, [(8, 10)]) == ("第二句说水库。", [(4, 6)], 4)


def test_a_line_of_a_hundred_thousand_characters_is_cut_around_the_mark():
    text = "长" * 50_000 + "水库" + "长" * 50_000
    quote, marks, start = quote_around(text, [(50_000, 50_002)])
    assert len(quote) <= 90
    assert quote[slice(*marks[0])] == "水库" and text[start : start + len(quote)] == quote


def test_offsets_lead_through_the_segments():
    segments = [[0, 100, 10], [11, 500, 20]]
    assert page_offset(segments, 3) == 103
    assert page_offset(segments, 15) == 504
    assert page_offset(segments, 10) is None
    assert page_offset(None, 0) is None


def test_every_quote_lies_where_it_says_in_an_article_about_the_theme():
    analysis = make_run(5, 6, 150)
    quotes = pick_quotes(analysis)
    assert len(quotes)
    articles = analysis.articles.set_index("doc_id")
    located = set(zip(analysis.cities["doc_id"], analysis.cities["city"]))
    for row in quotes.itertuples():
        article = articles.loc[row.doc_id]
        start = row.start - article["segments"][0][1]
        assert article["text"][start : start + len(row.quote)] == row.quote
        assert row.end - row.start == len(row.quote)
        assert analysis.assignments.at[row.doc_id, row.theme]
        assert (row.doc_id, row.city) in located
        theme = next(theme for theme in analysis.themes if theme.id == row.theme)
        assert {row.quote[a:b] for a, b in row.marks} <= set(theme.seeds)


def test_two_quotes_a_city_come_from_two_clusters():
    analysis = make_run(3, 3, 150)
    quotes = pick_quotes(analysis).assign(
        cluster=lambda q: analysis.clusters.reindex(pd.Index(q["doc_id"])).to_numpy()
    )
    groups = quotes.groupby(["theme", "city"])
    assert groups.size().max() == 2
    assert (groups["cluster"].nunique() == groups.size()).all()


def test_to_whom_a_letter_goes_and_who_spoke_is_not_quoted_for_what_is_said() -> None:
    letters = {
        "尊敬的实验学校领导：您们好！孩子在学校午休，老师不管。": "孩子在学校午休，老师不管。",
        "尊敬的学校领导：您好！": "尊敬的学校领导：您好！",  # it says nothing else
        "学校校长王某告诉记者。学校新建了食堂。": "学校新建了食堂。",
    }
    for text, quote in letters.items():
        spans = [(at, at + 2) for at in range(len(text)) if text.startswith("学校", at)]
        article = dict.fromkeys(("title", "page", "publication", "date"))
        row = SimpleNamespace(theme="education", city="聊城", doc_id="a")
        assert _quote({**article, "text": text, "segments": []}, row, spans)["quote"] == quote


def test_no_hits_no_quotes():
    analysis = make_run(3, 3, 50)
    assert pick_quotes(replace(analysis, hits=analysis.hits.iloc[:0])).empty
