"""Divergence of cities: SciPy as oracle, its bias, trees and places."""

import numpy as np
import pandas as pd
import pytest
from scipy.cluster import hierarchy
from scipy.spatial.distance import jensenshannon

from cityanalysis.compare import dendrogram, distances, layout
from tests.simulate import unequal
from tests.simulate.clusters import planted


def test_divergence_is_scipys_in_bits() -> None:
    corpus = planted(np.random.default_rng(1), sizes=(9, 14, 20), between=0.3)
    table = distances(corpus.values, corpus.cities, n_permutations=9)
    means = corpus.values.groupby(corpus.cities["city"].to_numpy()).mean()
    for row in table.itertuples():
        expected = jensenshannon(means.loc[row.city_a], means.loc[row.city_b], base=2) ** 2
        assert row.jsd_raw == pytest.approx(expected)
        assert 0 <= row.jsd <= row.jsd_raw


def test_large_true_differences_keep_their_size_and_small_samples_lose_their_bias() -> None:
    rng = np.random.default_rng(2)
    truth = np.array([[0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.7], [0.7, 0.1, 0.1, 0.1]])
    corpus = planted(rng, sizes=(60,) * 3, truth=truth)
    table = distances(corpus.values, corpus.cities).set_index(["city_a", "city_b"])
    true = jensenshannon(truth[0], truth[1], base=2) ** 2
    assert table.loc[("城000", "城001"), "jsd"] == pytest.approx(true, abs=0.08)
    assert table.loc[("城000", "城001"), "p_adjusted"] <= 0.02
    assert table.loc[("城000", "城002"), "jsd"] < 0.02
    assert table.loc[("城000", "城002"), "p_value"] > 0.05


def test_intervals_hold_the_true_divergence() -> None:
    found = unequal.distance_covered(np.random.default_rng(2), n=20, repeats=8)
    assert found["unlike"] > 0.85 and found["alike"] > 0.95


def test_of_one_cluster_a_city_nothing_is_known_of_the_divergence() -> None:
    values = pd.DataFrame({"water": [1.0, 1.0, 0.0], "trade": [0.0, 0.0, 1.0]}, list("abc"))
    cities = pd.DataFrame({"doc_id": list("abc"), "city": ["聊城", "聊城", "德州"]})
    row = distances(values, cities).iloc[0]
    assert (row["ci_low"], row["ci_high"]) == (0.0, 1.0)


def test_one_article_a_city_gives_no_p_below_one() -> None:
    corpus = planted(np.random.default_rng(2), sizes=(1,) * 5, between=0.3)
    assert (distances(corpus.values, corpus.cities)["p_value"] == 1).all()


def _table(square: np.ndarray) -> pd.DataFrame:
    a, b = np.triu_indices(len(square), 1)
    names = np.array([f"城{i}" for i in range(len(square))])
    return pd.DataFrame({"city_a": names[a], "city_b": names[b], "jsd": square[a, b]})


def test_places_on_a_line_are_recovered_up_to_reflection() -> None:
    x = np.array([0.0, 0.1, 0.25, 0.6])
    places = layout(_table((x[:, None] - x) ** 2))
    assert places["y"].abs().max() < 1e-6
    found = places["x"].to_numpy()
    assert np.abs(found[:, None] - found) == pytest.approx(np.abs(x[:, None] - x))
    assert places["order"].tolist() in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 2, 3], [2, 3, 1, 0])


def test_tree_is_scipys_average_linkage() -> None:
    square = np.abs(np.random.default_rng(0).normal(size=(6, 6)))
    square = square + square.T
    tree = dendrogram(_table(square))
    expected = hierarchy.linkage(np.sqrt(square[np.triu_indices(6, 1)]), "average")
    assert tree.to_numpy() == pytest.approx(expected)


@pytest.mark.parametrize("n", [0, 2])
def test_few_cities_have_a_tree_and_places_too(n: int) -> None:
    table = _table(np.full((n, n), 0.25))
    assert len(dendrogram(table)) == max(n - 1, 0)
    assert layout(table)["x"].tolist() == pytest.approx([0.25, -0.25][:n])


def test_one_odd_city_of_thirty_is_told_from_every_other() -> None:
    rng = np.random.default_rng(3)
    common = np.sort(rng.dirichlet(np.full(8, 1.5)))
    truth = np.tile(common, (30, 1))
    truth[0] = common[::-1]
    corpus = planted(rng, sizes=(40,) * 30, truth=truth, story=2)
    table = distances(corpus.values, corpus.cities, cluster=corpus.cluster)
    is_odd = (table["city_a"] == "城000") | (table["city_b"] == "城000")
    assert (table.loc[is_odd, "p_adjusted"] <= 0.05).sum() >= 25
    assert (table.loc[~is_odd, "p_adjusted"] > 0.05).all()
