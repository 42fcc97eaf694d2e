"""The one table of words: both languages say the same things."""

import re
import string
import tomllib

import pandas as pd
import pytest

from cityanalysis._typing import LANGUAGES
from cityanalysis.errors import UsageError
from cityanalysis.figures import printable
from cityanalysis.resources import data_path
from cityanalysis.wording import Phrases
from cityanalysis.wording.finding_words import PHRASES

TABLE = tomllib.loads(data_path("report/phrases.toml").read_text(encoding="utf-8"))
ENTRIES = [
    (f"{group}.{key}", entry)
    for group, entries in TABLE.items()
    for key, entry in entries.items()
    if isinstance(entry, dict) and group != "counted"
]
# What is counted is a word of each language's own: its gaps differ.
COUNTED = {word for unit in TABLE["counted"].values() for words in unit.values() for word in words}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_has_both_languages_with_the_same_gaps():
    of_text = {f"text_{lang}" for lang in LANGUAGES}
    for key, entry in ENTRIES:
        assert set(entry) in (set(LANGUAGES), {*LANGUAGES, *of_text}), key
        assert all(text is not None for text in entry.values()), key
        assert len({frozenset(gaps(text) - COUNTED) for text in entry.values()}) == 1, key


def test_the_font_has_every_character_of_every_phrase():
    texts = [(key, text) for key, entry in ENTRIES for text in entry.values()]
    assert [key for key, text in texts if "□" in printable(text)] == []


def test_rows_that_are_listed_have_words():
    say = Phrases("en")
    assert all(say(f"read.{name}") for name in say.keys("read_rows"))
    assert all(say(f"methods_head.{name}") for name in say.keys("methods"))


def test_an_unknown_language_is_refused():
    with pytest.raises(UsageError, match="zh, en"):
        Phrases("fr")


def test_values_are_never_read_as_templates():
    assert (
        Phrases("zh")("unit.article_title", {"text": "{x} {0.__class__}"})
        == "《{x} {0.__class__}》"
    )


@pytest.mark.parametrize(
    ("lang", "day", "number"),
    [("zh", "2021年3月5日", "12,345"), ("en", "5 March 2021", "12,345")],
)
def test_dates_and_numbers_follow_the_language(lang, day, number):
    say = Phrases(lang)
    assert say.date(pd.Timestamp("2021-03-05")) == day
    assert say.count(12345) == number


def test_missing_numbers_are_a_dash():
    say = Phrases("zh")
    nan = float("nan")
    assert say.percent(nan) == say.p_value(nan) == say.decimal(nan) == "–"
    assert say.date(pd.NaT) == "日期不详"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_paragraphs_are_counted_phrases_speak_of_them_and_keep_their_gaps(lang):
    of_articles, of_paragraphs = Phrases(lang), Phrases(lang, "paragraph")
    for key, _ in ENTRIES:
        before, after = of_articles.raw(key), of_paragraphs.raw(key)
        assert gaps(after) == gaps(before), key
        if not key.startswith(("methods", "references", "summary.")):
            words = re.sub(r"\{\w+|tables/\w+\.csv", "", after).lower()
            assert "文章" not in words and "article" not in words, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_texts_are_long_no_phrase_gives_a_share_of_paragraphs(lang):
    say = Phrases(lang, "paragraph")
    shares = {
        "zh": r"以.{0,12}为主(题)?的段落(占|所占|，)|段落占比|占该市段落",
        "en": r"share of (a city’s |each city’s |its )?paragraphs",
    }[lang]
    said = {key: say.raw(key) for key, _ in ENTRIES}
    assert [key for key, text in said.items() if re.search(shares, text)] == []


def test_an_unknown_unit_is_refused():
    with pytest.raises(UsageError, match="article, paragraph"):
        Phrases("zh", "page")


def test_english_nouns_agree_with_their_number():
    say = Phrases("en")
    values = {"n_files": say.count(1), "n_items": say.count(2), "n_articles": say.count(1)}
    assert say("read.text", values) == "1 file was split into 2 items, of which 1 is analysed."


# docs/wording.md: one term for one thing.
SET_ASIDE = (
    "读了什么", "主要谈", "谈得", "差别", "逐个", "尚不能判断", "互相独立", "可独立计证", "归城",
    "换一种算法", "怎样读", "用得更", "更常用", "相像", "保存一份", "95%区间", "95% 区间", "分量",
)  # fmt: skip


@pytest.mark.parametrize("term", SET_ASIDE)
def test_chinese_phrases_keep_to_the_style_sheet(term):
    sentences = {f"{k} {lang}": text for k, entry in ENTRIES for lang, text in entry.items()}
    sentences |= {key: zh for key, (zh, _) in PHRASES.items()}
    assert [key for key, text in sentences.items() if term in text] == []


def test_chinese_has_full_width_marks_and_no_space_at_numbers():
    for key, entry in ENTRIES:
        if not key.startswith(("references", "page.")):
            for text in (entry["zh"], entry.get("text_zh", "")):
                assert not re.search(r"[一-鿿][:;,!?(]|[:;,!?)][一-鿿]", text), key
                assert not re.search(r"[一-鿿] (\{n|\d)|(\d|%|\{n\w*\}) [一-鿿]", text), key


def test_two_shares_that_differ_differ_in_print():
    say = Phrases("zh")
    assert say.unlike(0.0234, 0.0188) == ("2.3%", "1.9%")
    assert say.unlike(0.5, 0.2) == ("50%", "20%")
    assert say.unlike(0.2, 0.2) == ("20%", "20%")
