"""Direct standardisation: by hand, and under planted confounding."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import prevalence, standardise


def _confounded(n: int = 600, seed: int = 0):
    """Two papers that differ, two cities that do not but use them differently."""
    rng = np.random.default_rng(seed)
    paper = np.where(rng.random(n) < 0.5, "晚报", "日报")
    city = np.where(rng.random(n) < np.where(paper == "晚报", 0.8, 0.2), "甲", "乙")
    ids = pd.Index([f"d{i:04d}" for i in range(n)], dtype="str")
    about = rng.random(n) < np.where(paper == "晚报", 0.6, 0.2)
    return (
        pd.DataFrame({"water": about}, index=ids),
        pd.DataFrame({"doc_id": ids, "city": city}),
        pd.DataFrame({"publication": paper}, index=ids),
    )


def test_weights_are_the_corpus_shares_of_the_strata() -> None:
    values, cities, papers = _confounded()
    table = standardise(values, cities, papers).set_index("city")
    share = papers["publication"].value_counts(normalize=True)
    for city in ("甲", "乙"):
        mine = (cities["city"] == city).to_numpy()
        rates = values["water"][mine].groupby(papers["publication"][mine]).mean()
        assert table.loc[city, "estimate"] == pytest.approx((rates * share).sum())


def test_confounding_disappears_and_the_unadjusted_stands_beside() -> None:
    values, cities, papers = _confounded()
    table = standardise(values, cities, papers)
    plain = prevalence(values, cities)
    assert table["unadjusted"].tolist() == plain["estimate"].tolist()
    assert table["unadjusted_low"].tolist() == plain["ci_low"].tolist()
    assert abs(np.diff(plain["estimate"]).item()) > 0.15
    assert abs(np.diff(table["estimate"]).item()) < 0.1
    assert ((table["ci_low"] < 0.4) & (table["ci_high"] > 0.4)).all()
    assert table["support"].eq(1).all()


def test_strata_that_a_city_lacks_are_told() -> None:
    values, cities, papers = _confounded()
    only = cities[(papers["publication"] == "晚报").to_numpy() | (cities["city"] == "乙")]
    table = standardise(values, only, papers).set_index("city")
    share = (papers.loc[only["doc_id"], "publication"] == "晚报").mean()
    assert table.loc["甲", "support"] == pytest.approx(share)
    assert table.loc["乙", "support"] == pytest.approx(1)


def test_without_covariates_nothing_is_adjusted() -> None:
    values, cities, papers = _confounded(60)
    table = standardise(values, cities, papers[[]])
    assert table["estimate"].tolist() == pytest.approx(table["unadjusted"].tolist())
    assert table["ci_low"].tolist() == pytest.approx(table["unadjusted_low"].tolist())
    assert standardise(values, cities.iloc[:0], papers).empty
