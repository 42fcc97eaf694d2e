"""Texts as the scorer sees them: pieces that are made of sentences, each sentence kept once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from cityanalysis.text import Sentence, sentences

__all__ = ["Pieces", "alone", "cut_into_pieces"]

# The headline, more often than any other sentence, says what a text is about.
_HEAD_WEIGHT = 3.0
_LONGEST_COUNTED = 80  # characters; a longer sentence says no more about the subject


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Texts and the sentences that they are made of.

    Attributes
    ----------
    texts : tuple of str
        Different sentences.
    members : csr_array, shape (n_pieces, n_sentences)
        How often each sentence stands in each piece.
    heads : ndarray of int, shape (n_pieces,)
        First sentence of each piece, -1 of one without any: a headline where there is one,
        whatever column it stood in.
    places : tuple of tuples
        Sentences of each piece with their offsets, in order; the offsets count from the headline,
        a line break and then the text.
    """

    texts: tuple[str, ...]
    members: sparse.csr_array
    heads: np.ndarray
    places: tuple[tuple[Sentence, ...], ...] = ()

    @property
    def lengths(self) -> np.ndarray:
        """Characters of each different sentence."""
        return np.array([len(text) for text in self.texts], dtype=float)

    def pooling(self) -> sparse.csr_array:
        """Weights by which the vectors of sentences make the vector of a piece; rows sum to 1."""
        capped = np.minimum(self.lengths, _LONGEST_COUNTED)
        weights = sparse.csr_array(self.members.multiply(capped[None, :]))
        own = np.flatnonzero(self.heads >= 0)
        extra = (_HEAD_WEIGHT - 1) * capped[self.heads[own]]
        shape = self.members.shape
        weights = weights + sparse.csr_array((extra, (own, self.heads[own])), shape=shape)
        total = np.asarray(weights.sum(axis=1)).ravel()
        return sparse.csr_array(weights.multiply(1 / np.maximum(total, 1e-9)[:, None]))


def cut_into_pieces(documents: Sequence[str]) -> Pieces:
    """Cut each document into sentences.

    Examples
    --------
    >>> pieces = cut_into_pieces(["外贸稳。外贸稳。海关忙。", ""])
    >>> pieces.texts, pieces.members.toarray().tolist(), pieces.heads.tolist()
    (('外贸稳。', '海关忙。'), [[2.0, 1.0], [0.0, 0.0]], [0, -1])
    """
    places = tuple(tuple(sentences(document)) for document in documents)
    number: dict[str, int] = {}
    columns = [number.setdefault(s.text, len(number)) for own in places for s in own]
    sizes = [len(own) for own in places]
    rows = np.repeat(np.arange(len(places)), sizes)
    shape = (len(places), len(number))
    members = sparse.coo_array((np.ones(len(columns)), (rows, columns)), shape=shape).tocsr()
    members.sum_duplicates()
    heads = np.full(len(places), -1, dtype=np.int64)
    starts = np.cumsum([0, *sizes])[:-1]
    for piece, (start, size) in enumerate(zip(starts, sizes)):
        if size:
            heads[piece] = columns[start]
    return Pieces(tuple(number), members, heads, places)


def alone(pieces: Pieces) -> Pieces:
    """Each different sentence as a piece of its own."""
    n = len(pieces.texts)
    return replace(
        pieces, members=sparse.csr_array(sparse.eye_array(n)), heads=np.arange(n), places=()
    )
