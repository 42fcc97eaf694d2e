"""The field is learned as its definition says: against every labelling of small sequences."""

import itertools

import numpy as np
import pytest
from scipy.special import logsumexp

from cityanalysis.corpus.splitting.piece_labels import SequenceModel
from training.random_field import Example, FitOptions, _expected, fit


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_expected_labels_are_those_of_all_labellings(rng: np.random.Generator) -> None:
    n_labels, lengths = 3, (4, 2, 1)
    starts = np.cumsum([0, *lengths])
    scores = rng.normal(size=(sum(lengths), n_labels))
    moves, start = rng.normal(size=(n_labels, n_labels)), rng.normal(size=n_labels)
    total, marginal, pairs = _expected(scores, starts, moves, start)
    logs, seen, met = 0.0, np.zeros_like(scores), np.zeros_like(moves)
    for begin, length in zip(starts[:-1], lengths, strict=True):
        paths = list(itertools.product(range(n_labels), repeat=length))
        values = np.array(
            [
                start[path[0]]
                + sum(scores[begin + k, label] for k, label in enumerate(path))
                + sum(moves[a, b] for a, b in itertools.pairwise(path))
                for path in paths
            ]
        )
        logs += logsumexp(values)
        for path, chance in zip(paths, np.exp(values - logsumexp(values)), strict=True):
            for k, label in enumerate(path):
                seen[begin + k, label] += chance
            for a, b in itertools.pairwise(path):
                met[a, b] += chance
    assert total == pytest.approx(logs)
    np.testing.assert_allclose(marginal, seen)
    np.testing.assert_allclose(pairs, met)


def test_planted_labels_are_learned(rng: np.random.Generator) -> None:
    examples = []
    for _ in range(60):
        labels = [0]
        for _ in range(9):
            labels.append(int(rng.random() < (0.8 if labels[-1] == 0 else 0.1)))
        seen = [label if rng.random() < 0.9 else 1 - label for label in labels]
        examples.append(Example([[(f"seen={k}",)] for k in seen], labels))
    stored = fit(examples, ["a", "b"], FitOptions(penalty=0.1, rarest=2, steps=100))
    model = SequenceModel(
        tuple(stored["labels"]),
        {name: k for k, name in enumerate(stored["weights"])},
        np.array(list(stored["weights"].values())),
        np.array(stored["transitions"]),
        np.array(stored["start"]),
    )
    found = [label for e in examples for label in model.best(e.features)]
    true = ["ab"[label] for e in examples for label in e.labels]
    assert np.mean([a == b for a, b in zip(found, true, strict=True)]) > 0.88
