import gzip
import json
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.corpus import points_of
from cityanalysis.errors import UsageError
from cityanalysis.text import TOKENIZERS, tokenize
from cityanalysis.text.name_words import place_names
from cityanalysis.text.segmenters import separated, string_of
from cityanalysis.text.tokens import _cut_all, article_texts


def frame(*texts: str, **columns: list) -> pd.DataFrame:
    return pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(texts))], "text": list(texts)} | columns
    )


TRICKY = [
    "",
    "。，！",
    "1-11月进出口总额100.5亿元，同比增长337.5%",
    "网址http://a_b.cn/x?y=1和4.2.3版本",
    "5G网络、PM2.5、AI+医疗、C919大飞机",
    "\ue000\U000f0000私用字符\U000f0001",
    "𠮷野家与㐂",
    "招才引智一次办好，双招双引专精特新",
    "一字不差地把没有标点的句子一直写下去" * 30 + "supercalifragilistic" * 5,
]


@pytest.mark.parametrize("engine", sorted(TOKENIZERS))
def test_odd_texts_give_words_only(engine):
    for words in tokenize(frame(*TRICKY), engine=engine):
        assert all(any("一" <= c <= "龥" or c.isalpha() for c in word) for word in words)


def test_engines_give_the_same_tokens_on_odd_texts():
    left, right = (tokenize(frame(*TRICKY), engine=engine) for engine in ("jieba", "rjieba"))
    assert left.tolist() == right.tolist()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="的人才引进市县办好5G.-_%a１龘\n ，招商德州东昌府区", max_size=40))
def test_engines_give_the_same_tokens_on_any_text(text):
    left, right = (tokenize(frame(text), engine=engine) for engine in ("jieba", "rjieba"))
    assert left.tolist() == right.tolist()


def test_tokens_do_not_depend_on_what_is_cut_together(monkeypatch):
    articles = frame(*TRICKY, *reversed(TRICKY))
    together = tokenize(articles).tolist()
    module = sys.modules["cityanalysis.text.tokens"]
    monkeypatch.setattr(module, "_BATCH", 1)
    monkeypatch.setattr(module, "_BLOCK", 30)
    assert tokenize(articles).tolist() == together
    assert [tokenize(frame(text))["d0"] for text in articles["text"]] == together


def test_marks_in_a_dictionary_do_no_harm():
    words = ["\U000f0000", "人才\U000f0001", "招商\n引资", "人才"]
    tokens = tokenize(frame("发展人才", "\U000f0000", "人才"), dictionary=words)
    assert tokens.tolist() == [["发展", "人才"], [], ["人才"]]


def test_separated_text_keeps_words_and_breaks():
    text = string_of(separated(points_of("增长5.5%，（5G网络）\U000f0007研发")))
    assert text == "增长\n5\n5\n5G\n网络\n\U000f0007研发"


def test_engines_agree_on_real_articles(shared_data):
    with gzip.open(shared_data / "news" / "broadcast_2020.jsonl.gz", "rt") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(2000), file)]
    left, right = (tokenize(frame(*texts), engine=engine) for engine in ("jieba", "rjieba"))
    assert sum(a != b for a, b in zip(left, right)) == 0


def test_seeds_and_dictionary_words_are_never_cut():
    articles = frame("抓好双招双引，水城优才云聘会")
    assert "双招双引" in tokenize(articles)["d0"]
    assert "水城优才" not in tokenize(articles)["d0"]
    assert "水城优才" in tokenize(articles, dictionary=["水城优才"])["d0"]


def test_the_longest_dictionary_word_wins():
    words = tokenize(frame("高层次人才引进"), dictionary=["高层次人才引进"])["d0"]
    assert words == ["高层次人才引进"]


def test_names_go_unless_kept():
    articles = frame("聊城市市长袁占亭，在东昌府区调研。袁占亭，听取汇报", byline=[["高田"]])
    without = set(tokenize(articles)["d0"])
    kept = set(tokenize(articles, keep_names=True)["d0"])
    assert {"聊城市", "东昌府区", "袁占亭"} <= kept
    assert not {"聊城市", "东昌府区", "袁占亭"} & without


def test_a_place_that_is_an_ordinary_word_stays():
    assert "和平" in tokenize(frame("维护世界和平"))["d0"]
    assert "和平" not in place_names()


def test_headlines_count_as_text():
    articles = frame("正文", title=["外贸"], title_parts=[["海关通关提速"]])
    assert article_texts(articles) == ["外贸\n海关通关提速\n正文"]
    assert {"外贸", "海关"} <= set(tokenize(articles)["d0"])


def test_missing_titles_and_texts_are_empty():
    articles = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": [None]})
    assert tokenize(articles).tolist() == [[]]
    assert tokenize(articles.iloc[:0]).empty


def test_stopwords_are_chosen_by_name():
    articles = frame("本报记者说，各项工作扎实有效")
    assert "扎实" in tokenize(articles)["d0"]
    assert "扎实" not in tokenize(articles, stopwords=["government"])["d0"]
    with pytest.raises(UsageError, match="general, government, newspaper, web"):
        tokenize(articles, stopwords=["通用"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_stopwords_of_ones_own_are_given_by_path(tmp_path, encoding):
    own = tmp_path / "own.txt"
    own.write_bytes("# 本研究的停用词\n讨论 会议\n通过\n".encode(encoding))
    frame = pd.DataFrame({"doc_id": ["a"], "text": ["会议讨论通过了规划方案。"]})
    kept = tokenize(frame, stopwords=["general", str(own)])["a"]
    assert "方案" in kept and not {"讨论", "会议", "通过"} & set(kept)
    with pytest.raises(UsageError, match="or the path of a file"):
        tokenize(frame, stopwords=[str(tmp_path / "none.txt")])


def test_an_unknown_engine_is_told():
    with pytest.raises(UsageError, match="auto, rjieba, jieba; got 'hanlp'"):
        tokenize(frame("文"), engine="hanlp")


def test_arguments_stay_as_they_were():
    articles = frame("聊城招商", title=["题"])
    before = articles.copy(deep=True)
    tokenize(articles)
    pd.testing.assert_frame_equal(articles, before)


def test_any_number_of_processes_gives_the_same_words():
    blocks = [["企业加大研发投入"], ["双招双引，市长袁占亭"], [""]]
    known = ("rjieba", ("聊城市",), ("双招双引",))
    for one, two in zip(_cut_all(blocks, known, 1), _cut_all(blocks, known, 2)):
        assert one.words == two.words and one.persons == two.persons
        assert np.array_equal(one.codes, two.codes) and np.array_equal(one.ends, two.ends)


def test_a_large_dictionary_is_found_as_a_small_one_is():
    many = [chr(0x4E00 + n) + chr(0x8E00 + n) + chr(0x7000 + n) for n in range(4096)]
    articles = frame("水城优才云聘会，水城优才", "没有")
    small = tokenize(articles, dictionary=["水城优才"])
    large = tokenize(articles, dictionary=["水城优才", *many, *(word * 2 for word in many)])
    assert small.tolist() == large.tolist()


def test_a_number_that_is_a_word_of_the_dictionary_stays():
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["拨打 12345 热线，全年 98765 件。"]})
    assert "12345" in tokenize(articles, dictionary=["12345"])["a"]
    assert "98765" not in tokenize(articles)["a"]


def test_a_dictionary_too_large_is_refused_in_words() -> None:
    words = (f"词{number}" for number in range(0x20000))
    with pytest.raises(UsageError, match=r"dictionary.*at most 131,071 fit"):
        tokenize(frame("供水"), dictionary=words)
