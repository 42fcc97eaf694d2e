"""What was learned from labelled texts: arrays and a recipe, and how they give scores."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.errors import InputError
from cityanalysis.resources import data_path

__all__ = [
    "CENTRE_SCALE",
    "NGRAM_BITS",
    "Committee",
    "Network",
    "Weights",
    "kernel_of",
    "read_weights",
    "weigh_ngrams",
]

NGRAM_BITS = 16  # 65,536 columns of hashed n-grams; the weights have a row for each
# exp(-width |x - y|²), times its share beside the n-grams. Wide, so that it is nearly a polynomial
# of low degree: narrower kernels learn single texts by heart, and find less in other sources.
KERNEL_WIDTH = 0.7
KERNEL_SHARE = 4.0
CENTRE_SCALE = 400.0  # components of mean vectors lie within .3, so that they fill a byte
_BATCH = 1024  # pieces whose kernel is held in memory at once
_FORMAT = 1  # of the files; other formats are refused


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A perceptron with rectified hidden layers that gives a probability.

    Attributes
    ----------
    mean, scale : ndarray, shape (n_features,)
        Inputs are standardised by these.
    layers : tuple of (weights, bias)
        From the inputs to the probability.
    """

    mean: np.ndarray
    scale: np.ndarray
    layers: tuple[tuple[np.ndarray, np.ndarray], ...]

    def logit(self, features: np.ndarray) -> np.ndarray:
        """Log-odds for features of any leading shape."""
        values = (features - self.mean) / self.scale
        for weights, bias in self.layers[:-1]:
            values = np.maximum(values @ weights + bias, 0)
        weights, bias = self.layers[-1]
        return np.asarray((values @ weights + bias)[..., 0])


@dataclass(frozen=True, slots=True, eq=False)
class Committee:
    """Perceptrons that learned the same from different starts; their mean errs less than one."""

    networks: tuple[Network, ...]

    def logit(self, features: np.ndarray) -> np.ndarray:
        """Mean log-odds for features of any leading shape."""
        total = self.networks[0].logit(features)
        for network in self.networks[1:]:
            total = total + network.logit(features)
        return np.asarray(total / len(self.networks))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Learned weights.

    Attributes
    ----------
    themes : tuple of str
        Themes that were learned by name, in the order of the columns.
    measured : dict
        The recipe and what was measured.
    arrays : dict of ndarray
        The weights themselves, by name.
    """

    themes: tuple[str, ...]
    measured: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]

    def ngram_idf(self) -> np.ndarray:
        """Weight of each column of hashed n-grams: rare ones say more."""
        return self.arrays["idf"].astype(np.float32)

    def committee(self, name: str) -> Committee:
        """Networks by name: ``full``, ``fast``, ``unknown`` or ``unknown_fast``.

        The second of each pair does without sentence vectors; the last two know no theme by name.
        """
        networks: list[Network] = []
        while f"{name}{len(networks)}_mean" in self.arrays:
            networks.append(self._network(f"{name}{len(networks)}"))
        return Committee(tuple(networks))

    def _network(self, name: str) -> Network:
        number = 0
        layers = []
        while f"{name}_w{number}" in self.arrays:
            pair = (self.arrays[f"{name}_w{number}"], self.arrays[f"{name}_b{number}"])
            layers.append((pair[0].astype(np.float32), pair[1].astype(np.float32)))
            number += 1
        return Network(self.arrays[f"{name}_mean"], self.arrays[f"{name}_scale"], tuple(layers))

    def of_ngrams(self, ngrams: sparse.csr_array, *kinds: str) -> np.ndarray:
        """Scores of the themes that were learned by name, by n-grams alone.

        Parameters
        ----------
        ngrams : csr_array, shape (n_pieces, 2**NGRAM_BITS)
            As `weigh_ngrams` gives them.
        *kinds : {"full", "fast", "labels"}
            Learned beside sentence vectors, taught by the full scorer, or learned from the labels.

        Returns
        -------
        ndarray, shape (n_pieces, n_kinds * n_themes)
            The themes' scores of each kind beside each other.
        """
        scale = np.concatenate([self.arrays[f"{kind}_ngram_scale"] for kind in kinds])
        table = np.concatenate([self.arrays[f"{kind}_ngrams"] for kind in kinds], axis=1)
        offset = np.concatenate([self.arrays[f"{kind}_offset"] for kind in kinds])
        return np.asarray(ngrams @ (table.astype(np.float32) * scale) + offset)

    def first(self, ngrams: sparse.csr_array, vectors: np.ndarray) -> np.ndarray:
        """Scores of the themes that were learned by name, before anything else is looked at.

        Parameters
        ----------
        ngrams : csr_array, shape (n_pieces, 2**NGRAM_BITS)
            As `weigh_ngrams` gives them.
        vectors : ndarray, shape (n_pieces, n_dimensions)
            Of whole pieces, of length 1.
        """
        scores = self.of_ngrams(ngrams, "full")
        known = self.arrays["centres"].astype(np.float32) / CENTRE_SCALE
        alphas = self.arrays["alphas"].astype(np.float32)
        for start in range(0, len(vectors), _BATCH):
            part = slice(start, start + _BATCH)
            scores[part] += kernel_of(vectors[part], known) @ alphas
        return scores


def kernel_of(vectors: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Likeness of vectors of length 1: the Gaussian kernel with this project's width and share."""
    apart = np.maximum(2 - 2 * vectors @ others.T, 0)
    return np.asarray(KERNEL_SHARE * np.exp(-KERNEL_WIDTH * apart))


def weigh_ngrams(counts: sparse.csr_array, idf: np.ndarray) -> sparse.csr_array:
    """Counts of hashed n-grams, damped, weighed by rarity, each row of length 1."""
    values = ((1 + np.log(counts.data)) * idf[counts.indices]).astype(np.float32)
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(rows, values**2, minlength=counts.shape[0]))
    values /= np.maximum(length, 1e-9)[rows].astype(np.float32)
    return sparse.csr_array((values, counts.indices, counts.indptr), shape=counts.shape)


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """The packaged weights.

    Raises
    ------
    InputError
        Where they are of another format than this version reads.

    Examples
    --------
    >>> len(read_weights().themes)
    52
    """
    path = data_path("theme_scorer.json")
    recipe = json.loads(path.read_text(encoding="utf-8"))
    if recipe.get("format") != _FORMAT:
        raise InputError(f"{path}: format {recipe.get('format')}, not {_FORMAT}. Reinstall.")
    with np.load(data_path("theme_scorer.npz"), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return Weights(tuple(recipe["themes"]), recipe, arrays)
