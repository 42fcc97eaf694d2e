"""What every estimator of discovered topics must do."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.utils.estimator_checks import check_estimator

from cityanalysis.errors import UsageError
from cityanalysis.themes import LDA, NMF

ESTIMATORS = [
    LDA(3, random_state=0),
    LDA(3, engine="gensim", random_state=0),
    NMF(3, random_state=0),
]
NAMES = ["vem", "gensim", "nmf"]


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=NAMES)
def test_passes_scikit_learns_checks(estimator):
    check_estimator(estimator, on_skip=None)


@pytest.mark.parametrize(
    "counts",
    [
        np.array([[0, 0, 0], [3, 1, 0], [0, 2, 2]]),
        np.array([[4], [2], [7]]),
        np.ones((6, 4), dtype=int),
        np.zeros((4, 3), dtype=int),
        np.array([[1, 0], [0, 1]]),
        np.array([[5, 2, 1]]),
    ],
    ids=["empty article", "one word", "all the same", "nothing", "singletons", "one article"],
)
@pytest.mark.parametrize("kind", ["vem", "gensim", "tomotopy", "nmf"])
def test_hard_corpora_give_weights_that_sum_to_one(kind, counts):
    if kind == "tomotopy":
        pytest.importorskip("tomotopy")
    model = NMF(8, random_state=0) if kind == "nmf" else LDA(8, engine=kind, random_state=0)
    theta = model.fit(sparse.csr_matrix(counts)).transform(counts)
    np.testing.assert_allclose(theta.sum(axis=1), 1)
    np.testing.assert_allclose(model.components_.sum(axis=1), 1)
    assert (theta >= 0).all() and (model.components_ >= 0).all()


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=NAMES)
def test_same_seed_same_bytes(estimator, planted):
    first, second = (estimator.fit(planted.counts).components_.tobytes() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("wrong", [LDA(0), LDA(3, engine="magic"), LDA(3, eta=0), NMF(0)])
def test_wrong_options_are_named(wrong):
    with pytest.raises(UsageError, match="must be"):
        wrong.fit(np.ones((3, 3)))
