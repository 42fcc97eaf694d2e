"""Learned weights: the scope of an article, and how surely a city is one of its cities."""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from cityanalysis._typing import SCOPES, Scope
from cityanalysis.cities.place_features import (
    CITY_FEATURES,
    SCOPE_FEATURES,
    is_short,
    scope_matrix,
)
from cityanalysis.errors import CityAnalysisError
from cityanalysis.resources import data_path

__all__ = ["CITY_SCOPES", "PlaceWeights", "read_weights"]

# A text that a city is named in and that says nothing of its scope is the city's too.
CITY_SCOPES: tuple[Scope, ...] = ("city", "none")
# Characters of a text, after its title, whose words speak for its scope.
_REACH = 200


@dataclass(frozen=True)
class PlaceWeights:
    """Weights of two logistic regressions; ``training/places.py`` learns them.

    Parameters
    ----------
    scope, scope_of_short : array of shape (5, features)
        For each of `SCOPES` the weights of ``SCOPE_FEATURES``, in texts and in headlines or single
        sentences.
    words : tuple of str
        Words that speak for a scope.
    word_weights : array of shape (words, 5)
        What each of them speaks for.
    city, province : array of shape (features,)
        The weights of ``CITY_FEATURES`` for a city or county, and for a province.
    """

    scope: NDArray[np.float64]
    scope_of_short: NDArray[np.float64]
    words: tuple[str, ...]
    word_weights: NDArray[np.float64]
    city: NDArray[np.float64]
    province: NDArray[np.float64]

    @cached_property
    def _searcher(self) -> Any:
        return ahocorasick_rs.AhoCorasick(
            list(self.words),
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
            # Smaller than a DFA, and so faster beside the one that finds the names.
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def find_words(self, title: str, text: str) -> list[int]:
        """Which of the words stand in title and lead, each once."""
        found = self._searcher.find_matches_as_indexes(f"{title}\n{text[:_REACH]}")
        return list({index for index, _, _ in found})

    def scopes(
        self, features: list[list[float]], texts: list[tuple[str, str]]
    ) -> list[dict[Scope, float]]:
        """Probability of each of `SCOPES`, for each article's features, title and text."""
        if not features:
            return []
        matrix = scope_matrix(features)
        odds = matrix @ self.scope.T
        short = np.array([is_short(title, text) for title, text in texts])
        odds[short] = matrix[short] @ self.scope_of_short.T
        found = [self.find_words(title, text) for title, text in texts]
        rows = np.repeat(np.arange(len(found)), [len(words) for words in found])
        words = np.fromiter(chain.from_iterable(found), dtype=np.intp, count=len(rows))
        np.add.at(odds, rows, self.word_weights[words])
        sizes = np.exp(odds)
        sizes /= sizes.sum(axis=1, keepdims=True)
        return [dict(zip(SCOPES, row)) for row in sizes.tolist()]

    def confidences(self, features: list[list[float]], *, of_province: bool) -> list[float]:
        """For each row of features the probability that a city, or a province, is one that its
        article is about, where it is about cities, or provinces, at all."""
        if not features:
            return []
        odds = np.array(features) @ (self.province if of_province else self.city)
        found: list[float] = (1 / (1 + np.exp(-odds))).tolist()
        return found


@lru_cache(maxsize=1)
def read_weights() -> PlaceWeights:
    """The packaged weights."""
    table = json.loads(data_path("place_weights.json").read_text(encoding="utf-8"))
    if table["scope_features"] != list(SCOPE_FEATURES) or table["city_features"] != list(
        CITY_FEATURES
    ):
        raise CityAnalysisError(
            "data/place_weights.json was learned for other features than cities/place_features.py "
            "computes: run training/places.py."
        )
    words = table["words"]
    return PlaceWeights(
        scope=np.array([table["scope"][name] for name in SCOPES]),
        scope_of_short=np.array([table["scope_of_short"][name] for name in SCOPES]),
        words=tuple(words),
        word_weights=np.array(list(words.values())).reshape(len(words), len(SCOPES)),
        city=np.array(table["city"]),
        province=np.array(table["province"]),
    )
