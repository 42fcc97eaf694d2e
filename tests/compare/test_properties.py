"""What must hold for every corpus: names, order and copies change nothing; nothing crashes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cityanalysis import compare
from tests.simulate.clusters import planted

SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=4)
SEEDS = st.integers(0, 2**20)
TABLES = {
    "prevalence": lambda v, c, g: compare.prevalence(v, c, cluster=g),
    "omnibus": lambda v, c, g: compare.omnibus(v, c, cluster=g, n_permutations=19),
    "contrasts": lambda v, c, g: compare.contrasts(v, c, cluster=g, n_permutations=19),
    "distances": lambda v, c, g: compare.distances(v, c, cluster=g, n_permutations=19),
    "quotients": lambda v, c, g: compare.location_quotients(v, c, cluster=g),
}


def _corpus(sizes: list[int], seed: int, story: float = 2.0):
    rng = np.random.default_rng(seed)
    return planted(rng, sizes=tuple(sizes), n_themes=3, story=story, between=0.2)


@pytest.mark.parametrize("name", TABLES)
@given(sizes=SIZES, seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_order_of_articles_does_not_matter(name: str, sizes: list[int], seed: int) -> None:
    corpus = _corpus(sizes, seed)
    order = np.random.default_rng(seed).permutation(len(corpus.values))
    shuffled = TABLES[name](
        corpus.values.iloc[order], corpus.cities.iloc[order[::-1]], corpus.cluster.iloc[order]
    )
    plain = TABLES[name](corpus.values, corpus.cities, corpus.cluster)
    pd.testing.assert_frame_equal(shuffled, plain, check_exact=True)


@pytest.mark.parametrize("name", TABLES)
@given(sizes=SIZES, seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_new_names_permute_the_result(name: str, sizes: list[int], seed: int) -> None:
    corpus = _corpus(sizes, seed)
    names = sorted(corpus.cities["city"].unique())
    new = dict(zip(names, names[::-1], strict=True))
    themes = list(corpus.values.columns)
    renamed = dict(zip(themes, themes[::-1], strict=True))
    plain = TABLES[name](corpus.values, corpus.cities, corpus.cluster)
    other = TABLES[name](
        corpus.values.rename(columns=renamed)[themes],
        corpus.cities.assign(city=corpus.cities["city"].map(new)),
        corpus.cluster,
    )
    expected = plain.copy()
    for column in {"city", "city_a", "city_b"} & set(plain.columns):
        expected[column] = expected[column].map(new)
    if "theme" in plain:
        expected["theme"] = expected["theme"].map(renamed)
    if "city_a" in plain:
        swap = {"city_a": "city_b", "city_b": "city_a"}
        if "difference" in plain:
            expected["difference"] *= -1
            expected["ratio"] = 1 / expected["ratio"]
        expected = expected.rename(columns=swap)
    keys = [c for c in ("theme", "city", "city_a", "city_b") if c in plain]
    values = [
        c
        for c in ("estimate", "n_effective", "difference", "ratio", "p_value", "p_adjusted", "jsd")
        if c in plain
    ]
    pd.testing.assert_frame_equal(
        expected.sort_values(keys)[keys + values].reset_index(drop=True),
        other.sort_values(keys)[keys + values].reset_index(drop=True),
        rtol=1e-9,
    )


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_new_names_permute_the_result_where_articles_have_several_cities(seed: int) -> None:
    corpus = _corpus([4, 5, 6], seed)
    rng = np.random.default_rng(seed)
    second = corpus.cities.assign(city=rng.choice(["城000", "城001", "城002"], 15), weight=0.5)
    both = pd.concat([corpus.cities.assign(weight=0.5), second]).drop_duplicates(["doc_id", "city"])
    new = {"城000": "丙", "城001": "乙", "城002": "甲"}
    plain = compare.omnibus(corpus.values, both, cluster=corpus.cluster, n_permutations=49)
    other = compare.omnibus(
        corpus.values,
        both.assign(city=both["city"].map(new)),
        cluster=corpus.cluster,
        n_permutations=49,
    )
    pd.testing.assert_frame_equal(plain, other, rtol=1e-9)


@given(sizes=SIZES, seed=SEEDS, copies=st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_copies_in_a_cluster_leave_intervals_as_they_were(
    sizes: list[int], seed: int, copies: int
) -> None:
    corpus = _corpus(sizes, seed, story=1.0)
    parts = [corpus.values.rename(index=lambda name, i=i: f"{name}-{i}") for i in range(copies)]
    cities = [corpus.cities.assign(doc_id=part.index) for part in parts]
    values = pd.concat(parts)
    cluster = pd.Series(values.index.str.partition("-").get_level_values(0), index=values.index)
    plain = compare.prevalence(corpus.values, corpus.cities)
    again = compare.prevalence(values, pd.concat(cities), cluster=cluster)
    same = ["city", "theme", "estimate", "ci_low", "ci_high", "stabilised", "n_clusters"]
    pd.testing.assert_frame_equal(plain[same], again[same], rtol=1e-6)
    tested = compare.omnibus(values, pd.concat(cities), cluster=cluster, n_permutations=19)
    before = compare.omnibus(corpus.values, corpus.cities, n_permutations=19)
    assert tested["p_value"].tolist() == pytest.approx(before["p_value"].tolist())


@given(sizes=SIZES, seed=SEEDS, factor=st.floats(0.1, 10))
@example(sizes=[5], seed=6, factor=1.5)  # all but one weight are 1: sums of squares cancel out
@settings(max_examples=15, deadline=None)
def test_the_scale_of_weights_does_not_matter(sizes: list[int], seed: int, factor: float) -> None:
    corpus = _corpus(sizes, seed)
    cities = corpus.cities.assign(weight=factor)
    plain = compare.prevalence(corpus.values, corpus.cities, cluster=corpus.cluster)
    scaled = compare.prevalence(corpus.values, cities, cluster=corpus.cluster)
    pd.testing.assert_frame_equal(plain, scaled, rtol=1e-6)


@given(sizes=SIZES, seed=SEEDS)
@settings(max_examples=20, deadline=None)
def test_estimates_lie_in_their_intervals_and_p_values_above_what_is_attainable(
    sizes: list[int], seed: int
) -> None:
    corpus = _corpus(sizes, seed)
    table = compare.prevalence(corpus.values, corpus.cities, cluster=corpus.cluster)
    assert (table["ci_low"] <= table["estimate"]).all()
    assert (table["estimate"] <= table["ci_high"]).all()
    assert table[["ci_low", "ci_high", "stabilised"]].stack().between(0, 1).all()
    pairs = compare.contrasts(corpus.values, corpus.cities, n_permutations=19)
    assert (pairs["p_value"] >= pairs["smallest_p"]).all()
    assert (pairs["p_adjusted"] >= pairs["p_value"]).all()
    assert pairs["smallest_p"].between(0, 1, inclusive="right").all()


@pytest.mark.parametrize("weight", [1.0, 0.0])
@pytest.mark.parametrize("one_cluster", [False, True])
@pytest.mark.parametrize(("n", "n_cities"), [(0, 1), (1, 1), (4, 1), (2, 2), (9, 3)])
@pytest.mark.parametrize("is_boolean", [False, True])
def test_little_or_nothing_gives_frames_and_plain_sentences(
    n: int, n_cities: int, one_cluster: bool, weight: float, is_boolean: bool
) -> None:
    rng = np.random.default_rng(n)
    ids = pd.Index([f"d{i}" for i in range(n)], dtype="str")
    theta = pd.DataFrame(rng.dirichlet(np.ones(3), n), index=ids, columns=list("abc"))
    values = theta > 0.4 if is_boolean else theta
    city = pd.array([f"城{i % n_cities}" for i in range(n)], "str")
    cities = pd.DataFrame({"doc_id": ids, "city": city, "weight": weight})
    cluster = pd.Series("x", index=ids) if one_cluster else None
    dates = pd.Series(pd.to_datetime(["2020-01-01"] * n), index=ids)
    tables = {
        "prevalence": compare.prevalence(values, cities, cluster=cluster),
        "omnibus": compare.omnibus(values, cities, cluster=cluster, n_permutations=9),
        "contrasts": compare.contrasts(values, cities, cluster=cluster, n_permutations=9),
        "distances": compare.distances(values, cities, cluster=cluster, n_permutations=9),
        "trends": compare.trends(values, cities, dates, cluster=cluster),
    }
    compare.series(values, cities, dates, cluster=cluster)
    compare.bootstrap(values, cities, cluster=cluster, n_replicates=9)
    compare.location_quotients(values, cities, cluster=cluster)
    compare.layout(tables["distances"])
    compare.dendrogram(tables["distances"])
    compare.trend_differences(tables["trends"])
    said = compare.findings(tables)
    assert not said["verdict"].isin(["higher", "differs", "rises", "falls"]).any()
    assert said[["zh", "en"]].map(len).gt(5).all(axis=None)
    if weight == 0 and n:
        assert (said.loc[said["kind"] == "prevalence", "verdict"] == "no_articles").all()
    elif n and (one_cluster or n == n_cities):
        assert (said.loc[said["kind"] == "prevalence", "verdict"] == "one_cluster").all()
