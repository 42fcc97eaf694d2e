"""Learned weights: the scope of an article, and how surely a city is one of its cities."""

import json
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from cityanalysis._typing import SCOPES, Scope
from cityanalysis.cities.place_features import CITY_FEATURES, SCOPE_FEATURES, is_short
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
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def find_words(self, title: str, text: str) -> list[int]:
        """Which of the words stand in title and lead, each once."""
        found = self._searcher.find_matches_as_indexes(f"{title}\n{text[:_REACH]}")
        return list({index for index, _, _ in found})

    def scopes(self, features: list[float], title: str, text: str) -> dict[Scope, float]:
        """Probability of each of `SCOPES`."""
        weights = self.scope_of_short if is_short(title, text) else self.scope
        odds = weights @ np.array(features)
        found = self.find_words(title, text)
        if found:
            odds += self.word_weights.take(found, axis=0).sum(axis=0)
        sizes = [math.exp(value) for value in odds.tolist()]
        total = sum(sizes)
        return {name: size / total for name, size in zip(SCOPES, sizes)}

    def confidences(self, features: list[list[float]], *, of_province: bool) -> list[float]:
        """For each row of features the probability that a city, or a province, is one that its
        article is about, where it is about cities, or provinces, at all."""
        weights = self.province if of_province else self.city
        odds = np.array(features) @ weights
        return [1 / (1 + math.exp(-value)) for value in odds.tolist()]


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
