"""Descriptions of topics against values worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.errors import UsageError
from cityanalysis.text import count_terms
from cityanalysis.themes.describe import (
    coherence,
    exclusivity,
    frex,
    lift,
    representative_articles,
    top_terms,
)

PHI = pd.DataFrame(
    [[0.5, 0.4, 0.1], [0.5, 0.1, 0.4]], index=["farm", "tour"], columns=["工作", "小麦", "游客"]
)


def test_frex_prefers_what_is_exclusive_and_frequent():
    score = frex(PHI, weight=0.7)
    assert score.loc["farm"].idxmax() == "小麦" and score.loc["tour"].idxmax() == "游客"
    assert score.to_numpy().min() > 0 and score.to_numpy().max() <= 1


def test_frex_of_weight_zero_is_frequency():
    assert frex(PHI, weight=0).loc["farm"].idxmax() == "工作"


def test_top_terms_are_in_order():
    table = top_terms(PHI, n_terms=3)
    assert table.groupby("theme", sort=False)["term"].first().tolist() == ["工作", "工作"]
    assert table["rank"].tolist() == [1, 2, 3, 1, 2, 3]


def test_lift_divides_by_the_corpus():
    dtm = count_terms(pd.Series({"a": ["x", "x", "x", "y"]}))
    phi = pd.DataFrame([[0.5, 0.5]], columns=list(dtm.vocabulary))
    np.testing.assert_allclose(lift(phi, dtm), [[0.5 / 0.75, 0.5 / 0.25]])
    assert top_terms(phi, measure="lift", dtm=dtm)["term"].iloc[0] == "y"


def test_unknown_measure_is_named():
    with pytest.raises(UsageError, match="probability, frex or lift"):
        top_terms(PHI, measure="beauty")


def test_npmi_by_hand():
    dtm = count_terms(pd.Series({"a": ["x", "y"], "b": ["x", "y"], "c": ["x"], "d": ["z"]}))
    phi = pd.DataFrame([[0.5, 0.5, 0.0]], columns=list(dtm.vocabulary))
    expected = np.log(0.5 / (0.75 * 0.5)) / -np.log(0.5)
    assert coherence(phi, dtm, n_terms=2).iloc[0] == pytest.approx(expected)


def test_exclusivity_is_lowest_where_topics_are_the_same():
    same = pd.DataFrame([[0.5, 0.5], [0.5, 0.5]])
    assert exclusivity(same).tolist() == [0.5, 0.5]


def test_thoughts_quote_the_text_at_their_offsets():
    theta = pd.DataFrame({"farm": [0.9, 0.2, 0.5], "tour": [0.1, 0.8, 0.5]}, index=["a", "b", "c"])
    texts = ["开会了。小麦丰收！完。", "  游客来了。\n\n工作。", ""]
    articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts})
    table = representative_articles(theta, PHI, articles, n_articles=2)
    best = table[table["rank"] == 1].set_index("theme")["sentence"]
    assert best["farm"] == "小麦丰收！" and best["tour"] == "游客来了。"
    for row in table.itertuples():
        text = articles.set_index("doc_id").at[row.doc_id, "text"]
        assert text[row.start : row.end] == row.sentence
    assert "c" not in set(table["doc_id"])
