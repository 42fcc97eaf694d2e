import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from sklearn.base import clone
from sklearn.utils.estimator_checks import check_estimator

from cityanalysis.errors import UsageError
from cityanalysis.themes import SeededLDA, fit_themes
from tests.simulate.seeded_corpus import plant


@pytest.fixture(autouse=True)
def _quiet():
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="seed words that say little")
        yield


@pytest.mark.parametrize(
    ("n_documents", "noisy", "least"),
    [(100, False, 0.90), (100, True, 0.75), (1000, False, 0.93), (1000, True, 0.90)],
)
def test_planted_weights_are_recovered(n_documents, noisy, least):
    planted = plant(n_documents, noisy=noisy, seed=11)
    fit = fit_themes(planted.dtm, planted.themes, model="seeded_lda", seed=3)
    assert planted.correlation(fit.theta) >= least


def test_a_prior_on_seeds_alone_fails_the_same_check():
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    planted = plant(100, noisy=False, seed=11)
    column = {term: number for number, term in enumerate(planted.dtm.vocabulary)}
    eta = np.full((13, len(column)), 0.01)
    for number, theme in enumerate(planted.themes):
        eta[number, [column[seed] for seed in theme.seeds]] = 1
    bags = list(Sparse2Corpus(planted.dtm.counts, documents_columns=False))
    names = {number: term for term, number in column.items()}
    model = LdaModel(bags, 13, names, passes=5, eta=eta, random_state=0, eval_every=None)
    gamma = model.inference(bags)[0]
    theta = pd.DataFrame((gamma / gamma.sum(1, keepdims=True))[:, :8])
    theta.columns = [theme.id for theme in planted.themes]
    assert planted.correlation(theta) < 0.5


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_scikit_learns_checks_pass():
    check_estimator(SeededLDA(3, passes=2, random_state=0))


def test_it_is_cloned_and_names_its_features():
    X = np.random.default_rng(0).poisson(1.0, (30, 8))
    model = clone(SeededLDA(4, seeds=((0, 1), (2,)), random_state=1)).fit(X)
    assert model.get_feature_names_out().tolist() == [f"seededlda{n}" for n in range(4)]
    assert np.allclose(model.components_.sum(axis=1), 1)
    assert np.allclose(model.transform(X).sum(axis=1), 1)


def test_documents_without_seeds_abstain():
    X = np.array([[3, 2, 0, 1], [2, 3, 0, 2], [0, 2, 4, 0], [0, 1, 3, 3]] * 10)
    theta = SeededLDA(3, seeds=[[0]], random_state=0).fit(X).transform(X)
    assert np.all(theta[2::4, 0] == 0) and np.all(theta[::4, 0] > 0.3)


def test_a_theme_whose_seeds_are_nowhere_gets_nothing():
    X = np.array([[3, 2, 0], [2, 3, 0]] * 10)
    theta = SeededLDA(3, seeds=[[0], []], random_state=0).fit(X).transform(X)
    assert np.all(theta[:, 1] == 0) and np.isfinite(theta).all()


@pytest.mark.parametrize(
    "X",
    [
        np.zeros((3, 4)),
        np.ones((6, 1)),
        np.tile([2, 1, 0], (20, 1)),
        np.eye(2),
    ],
    ids=["empty", "one word", "all alike", "more topics than terms"],
)
def test_odd_corpora_give_weights(X):
    theta = SeededLDA(6, seeds=[[0]], random_state=0).fit(sparse.csr_matrix(X)).transform(X)
    assert theta.shape == (len(X), 6) and np.isfinite(theta).all()
    assert np.allclose(theta.sum(axis=1), 1)


def test_wrong_options_are_told():
    X = np.ones((4, 3))
    with pytest.raises(UsageError, match="number of seeded topics, 2; got 1"):
        SeededLDA(1, seeds=[[0], [1]]).fit(X)
    with pytest.raises(UsageError, match="alpha"):
        SeededLDA(2, alpha=0).fit(X)
    with pytest.raises(ValueError, match="Negative"):
        SeededLDA(2).fit(-X)
