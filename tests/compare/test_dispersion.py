"""Intervals of one mean, of differences and of ratios, against Monte Carlo."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cityanalysis.compare.aligned import align, cells
from cityanalysis.compare.dispersion import (
    beta_interval,
    difference_interval,
    pooled_dispersion,
    ratio_interval,
)
from tests.simulate.clusters import planted


def test_components_are_those_of_the_textbook_with_equal_clusters() -> None:
    y = np.array([[0.1, 0.3], [0.5, 0.9], [0.2, 0.2], [0.6, 0.4]])
    ids = [f"d{i}" for i in range(8)]
    values = pd.DataFrame({"water": y.ravel()}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲"] * 4 + ["乙"] * 4})
    cluster = pd.Series(np.repeat(list("pqrs"), 2), index=ids)
    found = pooled_dispersion(cells(align(values, cities, cluster)), is_binary=False)
    msw = y.var(axis=1, ddof=1).mean()
    msb = np.mean([2 * y[:2].mean(axis=1).var(ddof=1), 2 * y[2:].mean(axis=1).var(ddof=1)])
    between = (msb - msw) / 2
    assert found.rho.item() == pytest.approx(between / (between + msw))
    assert found.variance[0] == pytest.approx(between + msw)


def test_dispersion_of_dirichlet_articles_is_one_over_one_plus_concentration() -> None:
    corpus = planted(np.random.default_rng(2), sizes=(400,) * 6, between=0.05)
    found = pooled_dispersion(cells(align(corpus.values, corpus.cities)), is_binary=False)
    assert found.phi.mean(axis=0) == pytest.approx(np.full(8, 1 / 3), abs=0.05)
    assert found.phi == pytest.approx(np.full((6, 8), 1 / 3), abs=0.12)


def test_correlation_of_planted_stories_is_found() -> None:
    rng = np.random.default_rng(2)
    corpus = planted(rng, sizes=(300,) * 4, story=3)
    theta = corpus.values.to_numpy()
    story = corpus.values.groupby(corpus.cluster.to_numpy()).transform("mean").to_numpy()
    units = cells(align(corpus.values, corpus.cities, corpus.cluster))
    rho = pooled_dispersion(units, is_binary=False).rho
    assert ((rho > 0.5) & (rho < 0.95)).all()
    assert (theta - story).var() / theta.var() < 1 - rho.mean()


@pytest.mark.parametrize(("m", "n"), [(0.0, 5), (0.1, 8), (0.5, 20), (0.98, 100)])
def test_beta_interval_is_scipys(m: float, n: float) -> None:
    low, high = beta_interval(np.array([m]), np.array([n]))
    expected = stats.beta(m * n + 0.5, (1 - m) * n + 0.5).interval(0.95)
    assert low[0] == pytest.approx(min(expected[0], m))
    assert high[0] == pytest.approx(max(expected[1], m))


def _drawn(m: float, n: float, rng: np.random.Generator) -> tuple[tuple, np.ndarray]:
    low, high = beta_interval(np.array(m), np.array(n))
    return (np.array(m), low, high), rng.beta(m * n + 0.5, (1 - m) * n + 0.5, 200_000)


@pytest.mark.parametrize("one", [(0.2, 40), (0.5, 25), (0.05, 200)])
@pytest.mark.parametrize("two", [(0.3, 60), (0.6, 30)])
def test_differences_and_ratios_are_those_of_monte_carlo(one: tuple, two: tuple) -> None:
    rng = np.random.default_rng(0)
    (a, draws_a), (b, draws_b) = _drawn(*one, rng), _drawn(*two, rng)
    _, low, high = difference_interval(a, b)
    assert [low, high] == pytest.approx(np.quantile(draws_a - draws_b, [0.025, 0.975]), abs=0.015)
    _, low, high = ratio_interval(a, b)
    assert [low, high] == pytest.approx(np.quantile(draws_a / draws_b, [0.025, 0.975]), rel=0.08)


def test_ratio_to_nothing_is_open_upwards() -> None:
    nothing, some = (np.array(x) for x in ((0.0, 0.0, 0.2), (0.5, 0.3, 0.7)))
    with np.errstate(divide="ignore"):
        _, low, high = ratio_interval(tuple(some), tuple(nothing))
    assert low > 0 and np.isinf(high)
    ratio, low, high = ratio_interval(tuple(nothing), tuple(some))
    assert ratio == 0 and low == 0 and 0 < high < 1
