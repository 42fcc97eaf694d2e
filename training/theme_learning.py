"""Two steps from labelled texts to scores of themes, and their cross-validation.

First a ridge regression a theme, on the kernel of whole texts' vectors and on hashed n-grams. Its
inverse gives, without fitting again, what it would say of texts or sources that it had not learned
from. Then a few perceptrons for all themes, on the first step's scores beside each other and on
features that know no theme by name. They learn from both kinds of left-out scores, so that they
trust the first step as far as that carries over to a new source.
"""

import warnings
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.linalg import inv
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from cityanalysis.text import rarity as smoothed_rarity
from cityanalysis.themes.learned_weights import Committee, Network, kernel_of, weigh_ngrams
from cityanalysis.themes.pair_features import SEED_FEATURES, relative
from training.theme_labels import Labelled

RIDGE = 0.1
NGRAM_RIDGE = 0.2  # where n-grams are all there is
NEAR_TARGET = 0.25  # of a borderline theme, between right (1) and wrong (0)
# The user's own material is like the local texts, of which there are a fifth as many.
LOCAL_WEIGHT = 3.0
HIDDEN = (48, 16)
EPOCHS, LAST_EPOCHS = 9, 4
STEP, LAST_STEP = 2e-3, 3e-4  # the last steps are small, so that where they end is less of chance
NETWORKS = 2
BATCH = 512
DECAY = 1e-3
EASY = (
    0.12  # of the pairs without the theme, which are 50 times as many, this share is learned from
)
THEME_FOLDS = 6


class Ridge:
    """Ridge regressions of all themes, with the inverse that leaves any texts out."""

    def __init__(self, labelled: Labelled, idf: np.ndarray, *, with_vectors: bool = True) -> None:
        weighed = weigh_ngrams(labelled.ngrams, idf)
        kernel = (weighed @ weighed.T).toarray()
        if with_vectors:
            kernel = kernel_of(labelled.whole, labelled.whole) + kernel
        self.kernel = (kernel + 1).astype(np.float32)
        matrix = self.kernel.copy()
        trust = np.where(labelled.local, LOCAL_WEIGHT, 1.0)
        matrix[np.diag_indices(len(matrix))] += (RIDGE if with_vectors else NGRAM_RIDGE) / trust
        self.inverse = inv(matrix, check_finite=False, overwrite_a=True)
        target = np.where(labelled.said, 1.0, 0.0)
        self.target = np.where(labelled.near, NEAR_TARGET, target).astype(np.float32)

    def left_out(self, test: np.ndarray, source: np.ndarray) -> "Scores":
        """First scores of the test texts, and of the others as if each had been left out."""
        train = np.setdiff1d(np.arange(len(self.target)), test)
        inverse = self.inverse[np.ix_(train, train)]
        if len(test):
            beside = self.inverse[np.ix_(train, test)]
            within = self.inverse[np.ix_(test, test)]
            inverse = inverse - beside @ np.linalg.solve(within, beside.T)
        target = self.target[train]
        alphas = inverse @ target
        return Scores(
            train=train,
            test=self.kernel[np.ix_(test, train)] @ alphas,
            by_text=target - alphas / np.diag(inverse)[:, None],
            by_source=_blocks(inverse, alphas, target, source[train]),
            alphas=alphas,
        )


class Scores:
    """First scores: of test texts, and of training texts with each, or its source, left out."""

    def __init__(
        self,
        train: np.ndarray,
        test: np.ndarray,
        by_text: np.ndarray,
        by_source: np.ndarray,
        alphas: np.ndarray,
    ) -> None:
        self.train, self.test, self.alphas = train, test, alphas
        self.by_text, self.by_source = by_text, by_source


def _blocks(
    inverse: np.ndarray, alphas: np.ndarray, target: np.ndarray, group: np.ndarray
) -> np.ndarray:
    scores = np.zeros_like(target)
    for name in np.unique(group):
        own = np.flatnonzero(group == name)
        scores[own] = target[own] - np.linalg.solve(inverse[np.ix_(own, own)], alphas[own])
    return scores


def rarity(ngrams: sparse.csr_array) -> np.ndarray:
    """Weight of each column of n-grams: its inverse document frequency; 0 of those met once."""
    found = np.bincount(ngrams.indices, minlength=ngrams.shape[1])
    weight = smoothed_rarity(ngrams.shape[0], found) + 1
    return np.where(found < 2, 0, weight).astype(np.float16).astype(np.float32)


def learn_committee(
    features: np.ndarray, said: np.ndarray, near: np.ndarray, weight: np.ndarray
) -> Committee:
    """Perceptrons over pairs; the leading shape of all four is texts (or copies) × themes."""
    flat = features.reshape(-1, features.shape[-1])
    given = (flat, said.ravel(), near.ravel(), weight.ravel())
    return Committee(tuple(_learn_network(*given, seed) for seed in range(NETWORKS)))


def _learn_network(
    flat: np.ndarray, label: np.ndarray, near: np.ndarray, trust: np.ndarray, seed: int
) -> Network:
    rng = np.random.default_rng(seed)
    kept = ~near & (label | (rng.random(len(label)) < EASY))
    trust = np.where(label, trust, trust / EASY)[kept]
    mean = flat[kept].mean(axis=0)
    scale = flat[kept].std(axis=0) + 1e-6
    values = (flat[kept] - mean) / scale
    model = MLPClassifier(
        HIDDEN,
        alpha=DECAY,
        batch_size=BATCH,
        learning_rate_init=STEP,
        max_iter=EPOCHS,
        random_state=seed,
        warm_start=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the epochs are meant to be few
        model.fit(values, label[kept], sample_weight=trust)
        model.set_params(learning_rate_init=LAST_STEP, max_iter=LAST_EPOCHS)
        model.fit(values, label[kept], sample_weight=trust)
    layers = tuple(
        (w.astype(np.float32), b.astype(np.float32))
        for w, b in zip(model.coefs_, model.intercepts_)
    )
    return Network(mean.astype(np.float32), scale.astype(np.float32), layers)


def learn_second(
    labelled: Labelled, scores: Scores, features: np.ndarray | None = None
) -> Committee:
    """The networks over the features of pairs and the first step's scores, left out both ways."""
    own = (labelled.features if features is None else features)[scores.train]
    both = (scores.by_text, scores.by_source)
    stacked = [np.concatenate([own, relative(first)], axis=-1) for first in both]
    said, near, weight = pairs(labelled, scores.train)
    return learn_committee(
        np.concatenate(stacked),
        np.tile(said, (2, 1)),
        np.tile(near, (2, 1)),
        np.tile(weight, (2, 1)),
    )


def pairs(labelled: Labelled, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, borderline marks and weights of the pairs of some texts."""
    weight = np.where(labelled.local[rows], LOCAL_WEIGHT, 1.0)
    return (
        labelled.said[rows],
        labelled.near[rows],
        np.repeat(weight[:, None], labelled.said.shape[1], axis=1),
    )


def cross_validate(labelled: Labelled, ridge: Ridge, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Log-odds of each text, by a scorer that learned from no text of its group."""
    logits = np.full(labelled.said.shape, -30.0)
    for test in groups:
        scores = ridge.left_out(test, labelled.source)
        network = learn_second(labelled, scores)
        both = [labelled.features[test], relative(scores.test)]
        logits[test] = network.logit(np.concatenate(both, axis=-1))
    return logits


def themes_left_out(labelled: Labelled, features: np.ndarray) -> np.ndarray:
    """Log-odds of each theme, by a network that learned from texts' labels of other themes."""
    n = labelled.said.shape[1]
    fold = np.random.default_rng(1).permutation(n) % THEME_FOLDS
    said, near, weight = pairs(labelled, np.arange(len(labelled.rows)))
    logits = np.zeros(labelled.said.shape)
    for number in range(THEME_FOLDS):
        kept = fold != number
        network = learn_committee(features[:, kept], said[:, kept], near[:, kept], weight[:, kept])
        logits[:, ~kept] = network.logit(features[:, ~kept])
    return logits


def seeds_only(features: np.ndarray) -> np.ndarray:
    """Features of pairs without those of vectors: what the fast scorer has."""
    return np.concatenate([features[..., : len(SEED_FEATURES)], features[..., -1:]], axis=-1)


def folds_by_text(labelled: Labelled, number: int, *, seed: int = 0) -> list[np.ndarray]:
    """The texts that are measured on, dealt out at random."""
    rows = np.flatnonzero(labelled.measured)
    fold = np.random.default_rng(seed).integers(0, number, len(rows))
    return [rows[fold == one] for one in range(number)]


def folds_by_source(labelled: Labelled) -> list[np.ndarray]:
    """The texts that are measured on, by their source."""
    names = np.unique(labelled.source[labelled.measured])
    return [np.flatnonzero(labelled.source == name) for name in names]
