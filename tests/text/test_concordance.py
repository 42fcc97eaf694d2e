"""Keyword in context, and search by meaning."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.errors import UsageError
from cityanalysis.frames import Concordance
from cityanalysis.text import SentenceIndex, kwic, similar, similar_articles

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "title": ["医院开通网上挂号", None, "港口货运量增长"],
        "text": [
            "市民看病可以在线预约。\n窗口也能办。",
            "社区为老人上门量血压。",
            "外贸订单增加。",
        ],
        "date": pd.to_datetime(["2021-03-01", None, "2021-03-02"]),
    }
)
CITIES = pd.DataFrame({"doc_id": ["a", "a"], "city": ["聊城", "德州"], "weight": [0.7, 0.3]})


@given(st.text(max_size=60), st.text(min_size=1, max_size=3))
def test_every_place_of_a_word_is_found_where_it_stands(text: str, word: str) -> None:
    if not word.strip():
        return
    articles = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": [text]})
    found = kwic(articles, word, window=5)
    for row in found.itertuples():
        assert text[row.start : row.end] == row.keyword
        assert text[: row.start].endswith(row.left) and text[row.end :].startswith(row.right)
    assert len(found) >= text.count(word.strip())


def test_a_place_names_cities_and_day_and_stays_in_its_line() -> None:
    row = kwic(ARTICLES, ["预约", "窗口"], cities=CITIES).to_dict("records")
    assert [r["keyword"] for r in row] == ["预约", "窗口"]
    assert row[0]["city"] == "聊城,德州" and row[0]["date"] == pd.Timestamp("2021-03-01")
    assert row[0]["right"] == "。" and row[1]["left"] == ""


def test_what_is_not_there_gives_the_empty_frame_and_no_word_is_refused() -> None:
    assert list(kwic(ARTICLES, "量子").columns) == Concordance.names()
    assert kwic(ARTICLES.head(0), "医院").empty
    with pytest.raises(UsageError, match="give a word"):
        kwic(ARTICLES, " ")


def test_the_nearest_sentence_says_it_in_other_words() -> None:
    index = SentenceIndex.of(ARTICLES)
    assert (
        similar(index, "看医生不用排队，手机上就能约", n=2, cities=CITIES)["doc_id"].eq("a").all()
    )
    assert similar(ARTICLES, "出口", n=1)["doc_id"].item() == "c"
    assert similar_articles(index, "a").index[0] == "b"
    with pytest.raises(UsageError, match="empty"):
        similar(index, " ")
    with pytest.raises(UsageError, match="no article 'z'"):
        similar_articles(index, "z")


def test_an_empty_corpus_has_no_sentence() -> None:
    assert similar(ARTICLES.head(0), "医院").empty
