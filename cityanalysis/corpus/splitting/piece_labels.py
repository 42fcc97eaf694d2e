"""Gives every piece of a page its role: a linear-chain conditional random field.

Lafferty, McCallum & Pereira (2001), "Conditional random fields". The weights ship as JSON; they
were learned from simulated pages by ``training/splitter.py``.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from cityanalysis.resources import data_path

__all__ = ["LABELS", "SequenceModel", "label_pieces", "shipped_model"]

Group = tuple[str, ...]
# Pieces that are scored together, so that the features of a book need not all be kept.
_BATCH = 2048

LABELS = {
    "H": "first line of an article's head",
    "h": "a further line of the head",
    "Y": "byline or line of date and source",
    "Z": "signature after the body",
    "A": "body that begins an article without a head",
    "B": "body",
    "b": "body of an article that has had a subhead",
    "S": "subhead or pull quote within the body",
    "L": "column label or folio",
    "C": "caption",
    "N": "editor's note",
    "P": "promotion",
    "X": "spam",
}


@dataclass(frozen=True)
class SequenceModel:
    """Weights of features and of pairs of neighbouring labels.

    `index` gives each feature its row in `weights` (n_features × n_labels); `transitions` is
    n_labels × n_labels, from row to column; `start` holds for the first piece.
    """

    labels: tuple[str, ...]
    index: dict[str, int]
    weights: NDArray[np.float64]
    transitions: NDArray[np.float64]
    start: NDArray[np.float64]

    def best(self, features: Iterable[Sequence[Group]]) -> list[str]:
        """Most probable labels of a sequence (Viterbi).

        `features` holds, for each piece, the names of its features in groups.
        """
        scores = self._scores(iter(features))
        if not len(scores):
            return []
        reached = self._reached(scores)
        path = [int(reached[-1].argmax())]
        for end in range(len(scores) - 1, 0, -_BATCH):
            begin = max(0, end - _BATCH)
            back = (reached[begin:end, :, None] + self.transitions).argmax(axis=1).tolist()
            for row in reversed(back):
                path.append(row[path[-1]])
        return [self.labels[k] for k in reversed(path)]

    def _reached(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Score of the best path to each label of each piece."""
        reached = scores.copy()
        reached[0] += self.start
        into = np.ascontiguousarray(self.transitions.T)
        paths = np.empty_like(into)
        best = np.empty(len(into))
        for before, now in pairwise(reached):
            np.add(into, before, out=paths)
            np.maximum.reduce(paths, axis=1, out=best)
            np.add(now, best, out=now)
        return reached

    def _scores(self, features: Iterator[Sequence[Group]]) -> NDArray[np.float64]:
        """Score of each label for each piece; features are read in batches, to save memory."""
        row = self._rows.__getitem__
        parts = [np.zeros((0, len(self.labels)))]
        while batch := list(islice(features, _BATCH)):
            rows = b"".join(map(row, chain.from_iterable(batch)))
            starts = np.cumsum([0, *map(len, batch)])[:-1]
            scores = np.frombuffer(rows).reshape(-1, len(self.labels))
            parts.append(np.add.reduceat(scores, starts, axis=0))
        return np.concatenate(parts)

    @cached_property
    def _rows(self) -> "_Rows":
        return _Rows(self)


class _Rows(dict[Group, bytes]):
    """Scores of each label for groups of features, computed when a group is first seen."""

    def __init__(self, model: SequenceModel) -> None:
        self._model = model

    def __missing__(self, group: Group) -> bytes:
        index = self._model.index
        known = [index[name] for name in group if name in index]
        row: bytes = self._model.weights[known].sum(axis=0).tobytes()
        self[group] = row
        return row


@cache
def shipped_model() -> SequenceModel:
    """The model that the package ships."""
    stored = json.loads(data_path("splitter.json").read_text(encoding="utf-8"))
    return SequenceModel(
        tuple(stored["labels"]),
        {name: row for row, name in enumerate(stored["weights"])},
        np.array(list(stored["weights"].values())),
        np.array(stored["transitions"]),
        np.array(stored["start"]),
    )


def label_pieces(features: Iterable[Sequence[Group]]) -> list[str]:
    """Labels of pieces by the shipped model; `LABELS` says what they mean."""
    return shipped_model().best(features)
