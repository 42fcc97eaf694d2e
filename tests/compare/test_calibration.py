"""Short form of the calibration benchmark: ours inside wide bounds, the naive ones outside."""

import numpy as np
import pytest

from tests.simulate import calibration as simulate


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def test_intervals_cover_and_bootstraps_do_not(rng: np.random.Generator) -> None:
    found = simulate.coverage(rng, n=20, story=2.5, repeats=30)
    assert 0.93 <= found["city"] <= 0.98
    assert 0.93 <= found["difference"] <= 0.985
    assert found["document bootstrap"] < 0.8
    assert found["cluster bootstrap"] < 0.9


def test_shares_of_two_cities_of_five_articles_are_covered(rng: np.random.Generator) -> None:
    found = simulate.small_prevalence(rng, repeats=150)
    assert found["city"] >= 0.93
    assert found["Wald"] < 0.85


def test_omnibus_errs_as_often_as_it_says(rng: np.random.Generator) -> None:
    found = simulate.omnibus_null(rng, repeats=40)
    assert 0.02 <= found["cluster permutation"] <= 0.08
    assert found["article permutation"] > 0.3
    assert found["χ² on tokens"] > 0.95


def test_strata_keep_the_omnibus_honest_where_newspapers_differ(rng: np.random.Generator) -> None:
    found = simulate.newspapers_null(rng, repeats=40)
    assert found["stratified"] <= 0.075
    assert found["unstratified"] > 0.15


def test_hardly_any_pair_is_found_where_there_is_none(rng: np.random.Generator) -> None:
    found = simulate.pairs_null(rng, repeats=25)
    assert found["any pair"] <= 0.1
    assert found["any pair, p unadjusted"] > 0.9


def test_hardly_any_keyword_is_found_where_there_is_none(rng: np.random.Generator) -> None:
    found = simulate.keywords_null(rng, repeats=30)
    assert found["any keyword"] <= 0.1
    assert found["words by permutation"] <= 0.05
    assert found["words by Monroe's z"] > 0.1
    assert found["words by G²"] > 0.2


def test_divergence_of_like_cities_is_nearly_nothing(rng: np.random.Generator) -> None:
    found = simulate.distances_null(rng, n=20, repeats=40)
    assert found["corrected"] <= 0.014
    assert found["plug-in"] > 0.03


def test_trends_err_little_in_months_that_hang_together(rng: np.random.Generator) -> None:
    found = simulate.trends_null(rng, correlation=0.5, repeats=400)
    assert found["city-month means, autocorrelation"] <= 0.1
    assert found["least squares on articles"] > 0.2
    assert found["Newey–West"] > 0.15
