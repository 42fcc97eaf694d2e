"""Stability of topics and of city weights over runs."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.errors import UsageError
from cityanalysis.themes.stability import run_disagreement, topic_stability


def test_order_of_topics_does_not_matter():
    rng = np.random.default_rng(0)
    phi = rng.dirichlet(np.full(50, 0.1), size=6)
    table = topic_stability([phi, phi[rng.permutation(6)]], [str(n) for n in range(6)])
    assert table["is_stable"].all() and table["cosine"].min() > 1 - 1e-12


def test_a_topic_that_is_not_found_again_is_unstable():
    first = np.kron(np.eye(3), np.full((1, 20), 0.05))
    other = first.copy()
    other[2] = 1 / 60
    table = topic_stability([first, other], ["a", "b", "c"]).set_index("theme")
    assert table["is_stable"].to_dict() == {"a": True, "b": True, "c": False}


def test_one_run_proves_nothing():
    table = topic_stability([np.eye(2)], ["a", "b"])
    assert table["cosine"].isna().all() and not table["is_stable"].any()


def test_no_run_is_refused():
    with pytest.raises(UsageError):
        topic_stability([], [])
    with pytest.raises(UsageError):
        run_disagreement([], pd.DataFrame({"doc_id": [], "city": [], "weight": []}))


def test_noise_is_run_spread_over_city_spread():
    cities = pd.DataFrame({"doc_id": ["a", "b"], "city": ["德州", "聊城"], "weight": [1.0, 1.0]})
    first = pd.DataFrame({"x": [0.2, 0.8], "y": [0.5, 0.5]}, index=["a", "b"])
    second = pd.DataFrame({"x": [0.3, 0.7], "y": [0.9, 0.1]}, index=["a", "b"])
    table = run_disagreement([first, second], cities)
    noise = table.groupby("theme")["noise"].first()
    assert noise["x"] == pytest.approx((0.1 / np.sqrt(2)) / (0.5 / np.sqrt(2)))
    comparable = table.groupby("theme")["is_comparable"].first()
    assert comparable["x"] and not comparable["y"]
