from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from cityanalysis.errors import UsageError
from cityanalysis.text import (
    choose_words,
    count_cuts,
    count_terms,
    cut_texts,
    group_counts,
    tfidf,
    tokenize,
)

DOCUMENTS = st.lists(st.lists(st.sampled_from(list("甲乙丙丁戊")), max_size=12), max_size=6)


def series(documents: list[list[str]]) -> pd.Series:
    return pd.Series(documents, index=[f"d{n}" for n in range(len(documents))], dtype=object)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_counts_are_those_of_a_counter(documents):
    dtm = count_terms(series(documents))
    for words, row in zip(documents, dtm.counts.toarray()):
        assert {w: n for w, n in zip(dtm.vocabulary, row) if n} == Counter(words)
    assert list(dtm.vocabulary) == sorted({w for words in documents for w in words})


def test_rare_and_common_terms_are_left_out():
    dtm = count_terms(series([["甲", "乙"], ["甲", "丙"], ["甲", "乙"]]), min_documents=2)
    assert dtm.vocabulary == ("乙", "甲")
    assert count_terms(series([["甲", "乙"], ["甲"]]), max_share=0.5).vocabulary == ("乙",)


def test_long_documents_are_counted_in_passages_too():
    long, short = list("甲乙丙丁") * 400, ["甲", "戊"]
    dtm = count_terms(series([short, long, []]))
    assert dtm.passages.shape[0] == 1 + 8 + 1
    assert dtm.passage_of.tolist() == [0] + [1] * 8 + [2]
    pooled = np.zeros(dtm.counts.shape)
    np.add.at(pooled, dtm.passage_of, dtm.passages.toarray())
    assert np.array_equal(pooled, dtm.counts.toarray())
    assert count_terms(series([short])).passages is None


@pytest.mark.parametrize("sizes", [(5,), (1, 4), (2, 2, 1)])
def test_texts_cut_in_parts_are_counted_as_their_tokens_are(sizes):
    texts = ["市长鲍志强说，企业引进人才", "企业的人才。" * 900, "", "鲍志强来了，人才", "记者张三"]
    articles = pd.DataFrame({"doc_id": list("abcde"), "text": texts, "byline": [[]] * 5})
    starts = np.cumsum([0, *sizes])
    cuts = [cut_texts(articles.iloc[a:b]) for a, b in pairwise(starts)]
    persons = set().union(*(cut.persons for cut in cuts))
    found = count_cuts(
        cuts, articles["doc_id"], choose_words(articles, persons), min_documents=2, keep=["引进"]
    )
    known = count_terms(tokenize(articles), min_documents=2, keep=["引进"])
    assert found.vocabulary == known.vocabulary and found.doc_ids == known.doc_ids
    assert (found.counts != known.counts).nnz == 0
    assert (found.passages != known.passages).nnz == 0
    assert found.passage_of.tolist() == known.passage_of.tolist()


def test_tfidf_is_scikit_learns():
    dtm = count_terms(series([["甲", "甲", "乙"], ["乙", "丙"], []]))
    oracle = TfidfTransformer().fit_transform(dtm.counts).toarray()
    assert np.allclose(tfidf(dtm).counts.toarray(), oracle)


def test_groups_add_up_by_weight():
    dtm = count_terms(series([["甲", "乙"], ["甲"], ["丙"]]))
    cities = pd.DataFrame(
        {"doc_id": ["d0", "d0", "d1"], "city": ["德州", "聊城", "德州"], "weight": [0.5, 0.5, 1]}
    )
    grouped = group_counts(dtm, cities).to_frame()
    assert grouped.loc["德州", "甲"] == 1.5
    assert grouped.loc["聊城"].tolist() == [0, 0.5, 0.5]
    assert grouped.sum().sum() == 3


def test_weighted_matrices_are_refused_with_the_way_out():
    weighted = tfidf(count_terms(series([["甲"]])))
    cities = pd.DataFrame({"doc_id": ["d0"], "city": ["德州"], "weight": [1.0]})
    with pytest.raises(UsageError, match="count_terms"):
        group_counts(weighted, cities)
    with pytest.raises(UsageError, match="weighted by tfidf"):
        tfidf(weighted)


def test_nothing_gives_an_empty_matrix():
    assert count_terms(series([])).counts.shape == (0, 0)
    assert count_terms(series([[], []])).counts.shape == (2, 0)
    assert tfidf(count_terms(series([[]]))).counts.shape == (1, 0)
