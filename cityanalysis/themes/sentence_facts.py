"""What is known of each different sentence, whichever text it stands in: worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from cityanalysis.text import hash_ngrams
from cityanalysis.themes.learned_weights import NGRAM_BITS, Weights, weigh_ngrams
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.text_pieces import Pieces
from cityanalysis.themes.theme_vectors import seed_hits

__all__ = ["Facts", "facts_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of each different sentence.

    Attributes
    ----------
    hits : csr_array, shape (n_sentences, n_seeds)
        As `seed_hits` gives them.
    ngrams : csr_array, shape (n_sentences, 2**NGRAM_BITS)
        As `hash_ngrams` counts them.
    scores : ndarray, shape (n_sentences, 2 n_learned), or None
        Of the themes that were learned by name: what the full scorer taught, then what was learned
        from labels, by n-grams alone. None where sentence vectors say more.
    """

    hits: sparse.csr_array
    ngrams: sparse.csr_array
    scores: np.ndarray | None

    def of(self, kept: np.ndarray) -> "Facts":
        """Those of some of the sentences, by their numbers."""
        scores = None if self.scores is None else self.scores[kept]
        return Facts(self.hits[kept], self.ngrams[kept], scores)

    def of_pieces(self, pieces: Pieces, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
        """Scores of whole pieces: what the full scorer taught, and what the labels did."""
        assert self.scores is not None
        if _is_alone(pieces):
            found = self.scores
        else:
            found = _scores(sparse.csr_array(pieces.members @ self.ngrams), weights)
        return found[:, : len(weights.themes)], found[:, len(weights.themes) :]


def facts_of(
    texts: Sequence[str], themes: Sequence[Theme], weights: Weights, *, with_vectors: bool
) -> Facts:
    """What is known of sentences that `themes` are asked about.

    Parameters
    ----------
    texts : sequence of str
        Different sentences.
    themes : sequence of Theme
        Those that are asked about.
    weights : Weights
        What was learned.
    with_vectors : bool
        Whether there are sentence vectors, which make scores by n-grams alone needless.
    """
    ngrams = hash_ngrams(texts, bits=NGRAM_BITS)
    scores = None if with_vectors else _scores(ngrams, weights)
    return Facts(seed_hits(texts, themes), ngrams, scores)


def _scores(ngrams: sparse.csr_array, weights: Weights) -> np.ndarray:
    return weights.of_ngrams(weigh_ngrams(ngrams, weights.ngram_idf()), "fast", "labels")


def _is_alone(pieces: Pieces) -> bool:
    """Whether each piece is one sentence, in the order of the sentences."""
    members = pieces.members
    n = len(pieces.texts)
    return (
        np.array_equal(members.indptr, np.arange(n + 1))
        and np.array_equal(members.indices, np.arange(n))
        and bool((members.data == 1).all())
    )
