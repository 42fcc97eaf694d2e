"""NMF on TF-IDF separates what is separate."""

import numpy as np

from cityanalysis.themes import NMF


def test_two_vocabularies_give_two_topics():
    rng = np.random.default_rng(0)
    left, right = rng.poisson(2, size=(40, 6)), rng.poisson(2, size=(40, 6))
    none = np.zeros((40, 6), dtype=int)
    counts = np.vstack([np.hstack([left, none]), np.hstack([none, right])])
    theta = NMF(2, random_state=0).fit_transform(counts)
    main = theta.argmax(axis=1)
    assert len(set(main[:40])) == len(set(main[40:])) == 1 and main[0] != main[-1]
    assert theta.max(axis=1).min() > 0.95


def test_does_not_touch_its_argument():
    counts = np.arange(12.0).reshape(4, 3)
    before = counts.copy()
    NMF(2, random_state=0).fit_transform(counts)
    np.testing.assert_array_equal(counts, before)
