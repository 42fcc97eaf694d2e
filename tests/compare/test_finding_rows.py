"""Sentences: true to the interval and the p, in both languages, whatever the names are."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.compare import findings
from cityanalysis.errors import UsageError
from cityanalysis.wording.finding_words import PHRASES, interval, p_words, points
from cityanalysis.wording.phrase_table import unit_words

SHARES = st.floats(-1, 1).filter(lambda x: x == 0 or abs(x) > 1e-5)


def _numbers(text: str) -> list[float]:
    return [float(x.replace("−", "-")) for x in re.findall(r"−?[0-9.]+", text)]


@given(SHARES, SHARES)
def test_printed_bounds_hold_the_true_ones_and_never_reach_zero(x: float, y: float) -> None:
    low, high = min(x, y), max(x, y)
    first, second = _numbers(interval(low, high))
    assert first <= low * 100 + 1e-6 and second >= high * 100 - 1e-6
    assert (first > 0) == (low > 0) and (second < 0) == (high < 0)


@given(st.floats(1e-6, 1))
def test_p_is_never_printed_smaller_than_it_is(p: float) -> None:
    text = p_words(p)
    if p < 0.001:
        assert text == "< 0.001"
    else:
        assert p - 1e-9 <= float(text.removeprefix("= ")) <= p + 0.001


def test_every_phrase_has_the_same_gaps_in_both_languages() -> None:
    for key, (zh, en) in PHRASES.items():
        counted = {*unit_words("zh", "article"), *unit_words("en", "article")}
        gaps = [set(re.findall(r"{(\w+)}", text)) - counted for text in (zh, en)]
        assert gaps[0] == gaps[1], key
        # What is counted is a variable, so that a report on paragraphs never says article.
        assert "文章" not in zh and "article" not in en.lower(), key
        assert zh.endswith("。") and en.endswith(".")


def _contrast(**changes: object) -> pd.DataFrame:
    row = {"theme": "water", "city_a": "聊城", "city_b": "德州", "difference": 0.12}
    row |= {"ci_low": 0.04, "ci_high": 0.2, "p_adjusted": 0.012, "smallest_p": 0.001}
    return pd.DataFrame([row | changes])


def _say(**changes: object) -> pd.Series:
    return findings({"contrasts": _contrast(**changes)}, labels={"water": ("水利", "water")}).iloc[
        0
    ]


def test_a_difference_is_asserted_with_its_interval_and_p() -> None:
    said = _say()
    assert said["verdict"] == "higher" and said["city_a"] == "聊城"
    assert "聊城的占比较德州高12个百分点" in said["zh"]
    assert "95%置信区间4～20" in said["zh"] and "p = 0.012" in said["zh"]
    assert "12 percentage points higher in 聊城 than in 德州" in said["en"]


def test_a_negative_difference_is_told_from_the_other_side() -> None:
    said = _say(difference=-0.12, ci_low=-0.2, ci_high=-0.04)
    assert (said["city_a"], said["city_b"]) == ("德州", "聊城")
    assert "较聊城高12个百分点（95%置信区间4～20" in said["zh"]


@pytest.mark.parametrize(
    "changes",
    [
        {"p_adjusted": 0.2},
        {"ci_low": -0.01},
        {"p_adjusted": 0.0501},
        {"difference": -0.05, "ci_low": -0.2, "ci_high": 0.1, "p_adjusted": 0.001},
    ],
)
def test_what_cannot_be_told_is_not_told(changes: dict) -> None:
    said = _say(**changes)
    assert said["verdict"] == "unclear"
    assert "证据不足" in said["zh"] and "cannot be told" in said["en"]


def test_too_few_clusters_is_said_in_these_words() -> None:
    said = _say(p_adjusted=1.0, smallest_p=1.0)
    assert said["verdict"] == "too_few"
    assert said["en"].startswith("Too few clusters to tell")
    assert "太少" in said["zh"] and "不等于没有差异" in said["zh"]
    assert _say(difference=np.nan, ci_low=np.nan, ci_high=np.nan)["verdict"] == "no_articles"


@given(
    difference=st.floats(-1, 1),
    spread=st.floats(1e-4, 1),
    p=st.floats(0.001, 1),
    smallest=st.floats(0.001, 1),
)
def test_no_sentence_says_more_than_its_row(
    difference: float, spread: float, p: float, smallest: float
) -> None:
    low, high = difference - spread, difference + spread
    said = _say(difference=difference, ci_low=low, ci_high=high, p_adjusted=p, smallest_p=smallest)
    asserts = "的占比较" in said["zh"]
    assert asserts == ("higher" in said["en"]) == (said["verdict"] == "higher")
    if asserts:
        assert p <= 0.05 and smallest <= 0.05 and low * high > 0
        assert (said["city_a"] == "聊城") == (difference > 0)
    assert "没有差异" not in said["zh"].replace("不等于没有差异", "")


def test_trends_words_levels_and_distances_have_their_sentences() -> None:
    trend = {"city": "聊城", "theme": "water", "slope": -0.03, "ci_low": -0.05, "ci_high": -0.01}
    trend |= {"p_value": 0.001, "q_value": 0.004, "n_periods": 30, "refused": None}
    refused = trend | {"refused": "too_few_periods", "n_periods": 5, "q_value": np.nan}
    word = {"city": "聊城", "term": "{水}", "z": 5.0, "q_value": 0.01}
    level = {"theme": "water", "city": "聊城", "estimate": 0.2, "ci_low": 0.1, "ci_high": 0.4}
    level |= {"n_articles": 12, "n_clusters": 9}
    apart = {"city_a": "聊城", "city_b": "德州", "jsd": 0.2, "p_adjusted": 0.01}
    said = findings(
        {
            "trends": pd.DataFrame([trend, refused, trend | {"q_value": 0.4}]),
            "keyness": pd.DataFrame([word, word | {"city": "德州", "q_value": 0.5}]),
            "prevalence": pd.DataFrame([level, level | {"n_clusters": 1}]),
            "distances": pd.DataFrame([apart, apart | {"p_adjusted": 0.3}]),
        }
    )
    assert said["verdict"].tolist() == [
        "falls", "too_few_periods", "unclear", "more", "none", "level", "one_cluster", "differs",
        "unclear",
    ]  # fmt: skip
    assert "每年约下降3个百分点（95%置信区间1～5" in said["zh"][0]
    assert "fewer than 8" in said["en"][1]
    assert "“{水}”" in said["zh"][3]
    assert "12 articles of 聊城" in said["en"][5]


def test_names_from_pages_are_text_and_nothing_else() -> None:
    hostile = "{theme.__class__}</script>%s"
    said = _say(city_a=hostile)
    assert hostile in said["zh"] and hostile in said["en"]


def test_unknown_tables_are_refused() -> None:
    with pytest.raises(UsageError, match="may hold prevalence, omnibus"):
        findings({"figures": pd.DataFrame()})
    with pytest.raises(UsageError, match="share, weight"):
        findings({}, measure="tokens")
    assert findings({}).empty


def test_points_show_a_figure() -> None:
    assert points(0.0004) == "0.04" and points(1.0) == "100"


def test_where_paragraphs_are_counted_no_sentence_speaks_of_articles():
    row = {
        "city": "聊城",
        "theme": "water",
        "estimate": 0.2,
        "ci_low": 0.1,
        "ci_high": 0.3,
        "n_articles": 9,
        "n_clusters": 1,
        "city_a": "聊城",
        "city_b": "德州",
        "difference": 0.1,
        "p_adjusted": 0.5,
        "smallest_p": 0.2,
        "q_value": 0.4,
        "n_periods": 3,
        "refused": "too_few_periods",
        "slope": 0.0,
        "jsd": 0.1,
    }
    table = pd.DataFrame([row])
    empty = pd.DataFrame([{**row, "n_articles": 0, "difference": float("nan")}])
    kinds = ("prevalence", "omnibus", "contrasts", "trends")
    for tables in (dict.fromkeys(kinds, table), {"prevalence": empty, "contrasts": empty}):
        said = findings(tables, unit="paragraph")
        assert not said["zh"].str.contains("文章|篇").any()
        assert not said["en"].str.contains("article").any()
        assert said["zh"].str.contains("段落").any() and said["en"].str.contains("paragraph").any()
    with pytest.raises(UsageError, match="unit"):
        findings({}, unit="page")


@pytest.mark.parametrize(("low", "p", "disagrees"), [(0.04, 0.2, True), (-0.01, 0.2, False)])
def test_an_interval_and_a_p_that_disagree_are_explained(low, p, disagrees) -> None:
    said = _say(difference=0.1, ci_low=low, ci_high=0.2, p_adjusted=p, smallest_p=0.001)
    assert said["verdict"] == "unclear"
    assert ("disagree" in said["en"]) == disagrees and ("不一致" in said["zh"]) == disagrees
