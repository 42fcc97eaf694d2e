"""The recommended number of topics is the planted one, or near it."""

import pandas as pd
import pytest

from cityanalysis.errors import EmptyCorpusError, UsageError
from cityanalysis.text import DocumentTermMatrix, count_terms
from cityanalysis.themes.choose import choose_topics


@pytest.fixture(scope="module")
def dtm(planted) -> DocumentTermMatrix:
    names = tuple(f"t{n:04d}" for n in range(planted.counts.shape[1]))
    ids = tuple(map(str, range(planted.counts.shape[0])))
    return DocumentTermMatrix(planted.counts, ids, names)


def test_recommends_the_planted_number(dtm):
    choice = choose_topics(dtm, candidates=(2, 4, 8, 16))
    assert choice.n_topics == 8
    curves = choice.curves.set_index("n_topics")
    assert curves["held_out"].idxmax() in (8, 16)
    assert curves.at[8, "share_stable"] == 1
    assert not curves.isna().any().any()


def test_too_few_documents_are_refused():
    with pytest.raises(EmptyCorpusError, match="at least 10"):
        choose_topics(count_terms(pd.Series({"a": ["x", "y"]})))


def test_candidates_must_be_positive(dtm):
    with pytest.raises(UsageError, match="candidates"):
        choose_topics(dtm, candidates=(0, 5))
