"""Distinctive words: the formula by hand, planted words found, bursts and names kept out."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from cityanalysis.compare import keyness, own_names
from cityanalysis.errors import UsageError
from cityanalysis.text import DocumentTermMatrix, count_terms, tfidf
from tests.simulate.corpora import words

TOKENS = pd.Series(
    {
        "a": ["水利", "水利", "会议"],
        "b": ["水利", "会议", "外贸"],
        "c": ["外贸", "会议", "外贸"],
        "d": ["外贸", "会议", "水利"],
    }
)
CITIES = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城", "聊城", "德州", "德州"]})


def test_log_odds_are_those_of_monroe_and_colleagues() -> None:
    table = keyness(count_terms(TOKENS), CITIES, top=None).set_index(["city", "term"])
    prior = 500 * np.array([4, 12 - 4]) / 12
    here, there = np.array([3, 3]) + prior, np.array([1, 5]) + prior
    expected = np.log(here[0] / here[1]) - np.log(there[0] / there[1])
    row = table.loc[("聊城", "水利")]
    assert row["log_odds"] == pytest.approx(expected)
    assert row["z"] == pytest.approx(expected / np.sqrt(1 / here[0] + 1 / there[0]))
    assert (row["n_target"], row["n_reference"]) == (3, 1)
    assert table.loc[("德州", "水利"), "log_odds"] == pytest.approx(-expected)


def test_alternatives_keep_the_columns_and_order_by_their_own_score() -> None:
    dtm = count_terms(TOKENS)
    plain = keyness(dtm, CITIES)
    for measure in ("tfidf", "ctfidf"):
        table = keyness(dtm, CITIES, measure=measure)
        assert list(table.columns) == list(plain.columns)
        assert table.groupby("city")["score"].is_monotonic_decreasing.all()
        merged = table.merge(plain, on=["city", "term"])
        assert merged["z_x"].tolist() == pytest.approx(merged["z_y"].tolist())
    average, count = 6, 4
    best = keyness(dtm, CITIES, measure="ctfidf").set_index(["city", "term"])["score"]
    assert best[("聊城", "水利")] == pytest.approx(3 / 6 * np.log(1 + average / count))


def test_planted_words_are_found_in_their_cities_and_few_others() -> None:
    corpus = words(np.random.default_rng(3), sizes=(90,) * 6, n_planted=24, lift=3)
    table = keyness(corpus.dtm, corpus.cities, cluster=corpus.cluster, seed=1)
    sure = table[(table["q_value"] <= 0.05) & (table["z"] > 0)]
    found = set(zip(sure["city"], sure["term"], strict=True))
    assert len(found & corpus.planted) >= 18
    assert len(found - corpus.planted) <= 0.1 * len(found) + 1


def test_both_directions_are_reported() -> None:
    corpus = words(np.random.default_rng(3), sizes=(60,) * 3, n_planted=12)
    table = keyness(corpus.dtm, corpus.cities, cluster=corpus.cluster, top=5)
    assert table.groupby("city").size().eq(10).all()
    assert table.groupby("city")["z"].agg(lambda z: (z > 0).sum()).eq(5).all()


def test_words_of_one_story_are_no_evidence() -> None:
    bursts = ["龙卷风"] * 40
    tokens = pd.Series({f"d{i:02d}": ["会议", "工作"] * 10 for i in range(40)})
    tokens["d00"] = tokens["d00"] + bursts
    tokens["d39"] = [*tokens["d39"], "龙卷风"]
    cities = pd.DataFrame({"doc_id": tokens.index, "city": ["甲"] * 20 + ["乙"] * 20})
    table = keyness(count_terms(tokens), cities).set_index(["city", "term"])
    assert table.loc[("甲", "龙卷风"), "z"] > 3
    assert table.loc[("甲", "龙卷风"), "q_value"] == 1


def test_names_and_excluded_terms_stay_out() -> None:
    tokens = TOKENS.map(lambda terms: [*terms, "聊城市", "东昌府区"])
    evidence = [[{"surface": "东昌府区"}], [], [], []]
    names = own_names(CITIES.assign(evidence=evidence))
    table = keyness(count_terms(tokens), CITIES, exclude=names | {"会议"})
    assert set(table["term"]) == {"水利", "外贸"}


def test_shares_in_several_cities_split_the_counts() -> None:
    cities = pd.DataFrame(
        {
            "doc_id": ["a", "a", "b", "c", "d"],
            "city": ["聊城", "德州", "聊城", "德州", "德州"],
            "weight": [0.5, 0.5, 1, 1, 1],
        }
    )
    table = keyness(count_terms(TOKENS), cities).set_index(["city", "term"])
    assert table.loc[("聊城", "水利"), "n_target"] == pytest.approx(2)
    assert table.loc[("德州", "水利"), "n_target"] == pytest.approx(2)


def test_nothing_to_compare_gives_an_empty_frame_of_the_same_columns() -> None:
    full = keyness(count_terms(TOKENS), CITIES)
    for cities in (CITIES.assign(city="聊城"), CITIES.iloc[:0]):
        empty = keyness(count_terms(TOKENS), cities)
        assert empty.empty and list(empty.columns) == list(full.columns)
    assert keyness(count_terms(TOKENS.iloc[:0]), CITIES).empty


def test_wrong_arguments_say_what_to_do() -> None:
    dtm = count_terms(TOKENS)
    with pytest.raises(UsageError, match="count_terms"):
        keyness(tfidf(dtm), CITIES)
    with pytest.raises(UsageError, match="log_odds, tfidf, ctfidf; got 'chi2'"):
        keyness(dtm, CITIES, measure="chi2")


def test_words_of_a_paper_are_no_words_of_its_city() -> None:
    rng = np.random.default_rng(4)
    share = np.full(60, 1 / 60)
    other = rng.dirichlet(np.full(60, 2.0))
    paper = rng.random(160) < np.repeat([0.2, 0.8], 80)
    counts = [rng.multinomial(100, rng.dirichlet((other if p else share) * 150)) for p in paper]
    ids = tuple(f"d{i:03d}" for i in range(160))
    dtm = DocumentTermMatrix(sparse.csr_array(np.array(counts)), ids, tuple(map(str, range(60))))
    cities = pd.DataFrame({"doc_id": list(ids), "city": ["甲"] * 80 + ["乙"] * 80})
    strata = pd.Series(np.where(paper, "晚报", "日报"), index=list(ids))
    assert (keyness(dtm, cities, top=None)["q_value"] <= 0.05).any()
    assert (keyness(dtm, cities, strata=strata, top=None)["q_value"] > 0.05).all()


def test_where_no_word_differs_nothing_is_said_and_nothing_fails() -> None:
    ids = tuple("abcd")
    dtm = DocumentTermMatrix(sparse.csr_array(np.ones((4, 3), dtype=int)), ids, ("水", "电", "路"))
    cities = pd.DataFrame({"doc_id": list(ids), "city": ["甲", "甲", "乙", "乙"]})
    table = keyness(dtm, cities, top=None)
    assert (table[["p_value", "q_value"]] == 1).all(axis=None)
    empty = DocumentTermMatrix(sparse.csr_array((4, 3), dtype=int), ids, ("水", "电", "路"))
    assert keyness(empty, cities).empty
