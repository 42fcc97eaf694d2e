"""Permutation, what a design can attain, multiplicity, and the bootstrap."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from cityanalysis.compare import bootstrap
from cityanalysis.compare.aligned import align, cells
from cityanalysis.compare.resample import (
    benjamini_hochberg,
    cell_counts,
    permuted_cities,
    smallest_p,
    smallest_p_of_pairs,
)
from tests.simulate.clusters import planted


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_benjamini_hochberg_is_statsmodels(p: list[float]) -> None:
    expected = multipletests(p, method="fdr_bh")[1]
    assert benjamini_hochberg(np.array(p)) == pytest.approx(expected)


def _units(*sizes: int):
    corpus = planted(np.random.default_rng(0), sizes=sizes)
    return cells(align(corpus.values, corpus.cities))


@pytest.mark.parametrize("sizes", [(1, 1), (2, 1), (2, 2), (3, 2), (2, 2, 1), (1, 1, 1), (2, 2, 2)])
def test_smallest_p_counts_arrangements(sizes: tuple[int, ...]) -> None:
    labels = [c for c, n in enumerate(sizes) for _ in range(n)]
    seen = set(permutations(labels))
    # Two arrangements that only exchange whole cities tell the same.
    kinds = {
        frozenset(tuple(np.flatnonzero(np.array(dealt) == c)) for c in set(labels))
        for dealt in seen
    }
    assert smallest_p(_units(*sizes), 10**6) == pytest.approx(1 / len(kinds))


def test_smallest_p_of_a_pair_looks_at_its_own_clusters_only() -> None:
    counts = cell_counts(_units(5, 5, 1))
    found = smallest_p_of_pairs(counts, np.array([0, 0, 1]), np.array([1, 2, 2]), 999)
    assert found == pytest.approx([2 / 252, 1 / 6, 1 / 6])


def test_one_in_twenty_is_not_above_five_percent() -> None:
    assert smallest_p_of_pairs(np.array([[3.0], [3.0]]), np.array([0]), np.array([1]), 999) == 0.1
    counts = np.array([[19.0], [1.0]])
    assert smallest_p_of_pairs(counts, np.array([0]), np.array([1]), 999)[0] <= 0.05


def test_permutation_keeps_clusters_whole_strata_apart_and_sizes_as_they_are() -> None:
    corpus = planted(np.random.default_rng(0), sizes=(9, 12), story=3)
    sample = align(corpus.values, corpus.cities, corpus.cluster)
    stratum = sample.cluster % 2
    units = cells(sample, stratum)
    for by_city in permuted_cities(units, 20, seed=3):
        dealt = by_city.toarray()
        assert (dealt.sum(axis=0) == 1).all()
        for s in (0, 1):
            before = np.bincount(units.city[units.stratum == s], minlength=2)
            assert (dealt[:, units.stratum == s].sum(axis=1) == before).all()


def test_same_seed_same_permutations() -> None:
    units = _units(4, 5)
    one, two, other = ([m.toarray() for m in permuted_cities(units, 5, seed)] for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_bootstrap_agrees_with_the_normal_interval_where_both_hold() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(600, 600), between=0.1)
    table = bootstrap(corpus.values, corpus.cities, n_replicates=2000, seed=1)
    grouped = corpus.values.groupby(corpus.cities["city"].to_numpy())
    error = grouped.std().to_numpy().ravel() / np.sqrt(600)
    width = (table["ci_high"] - table["ci_low"]).to_numpy()
    assert width == pytest.approx(2 * 1.96 * error, rel=0.12)
    assert table["estimate"].to_numpy() == pytest.approx(grouped.mean().to_numpy().ravel())


def test_bootstrap_of_clusters_is_wider() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(90, 90), story=4)
    widths = [
        (table["ci_high"] - table["ci_low"]).mean()
        for table in (
            bootstrap(corpus.values, corpus.cities, cluster=corpus.cluster),
            bootstrap(corpus.values, corpus.cities),
        )
    ]
    assert widths[0] > 1.3 * widths[1]
    frame = pd.DataFrame({"doc_id": ["x"], "city": ["甲"]})
    assert bootstrap(pd.DataFrame({"a": [0.5]}, index=["x"]), frame)["ci_low"].item() == 0.5
