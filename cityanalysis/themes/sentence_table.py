"""Sentences of a corpus, where they stand, and their vectors."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cityanalysis.frames import Articles, Sentences, read_frame, write_frame
from cityanalysis.themes.text_pieces import Pieces

__all__ = ["SentenceVectors", "place_vectors"]

_PLACES, _VALUES = "sentences.parquet", "sentence_vectors.npy"


@dataclass(frozen=True, slots=True, eq=False)
class SentenceVectors:
    """Where sentences stand, and a vector for each.

    Attributes
    ----------
    places : DataFrame
        In the columns of `Sentences`; a sentence that stands twice has two rows.
    values : ndarray of float16, shape (n_sentences, n_dimensions)
        Of length 1, to three decimals.
    """

    places: pd.DataFrame
    values: np.ndarray

    def save(self, folder: Path) -> None:
        """Write `sentences.parquet` and `sentence_vectors.npy` into a folder."""
        write_frame(self.places, folder / _PLACES)
        np.save(folder / _VALUES, self.values, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "SentenceVectors | None":
        """What `save` wrote, or None where it wrote nothing; vectors are read as they are used."""
        if not (folder / _VALUES).is_file():
            return None
        values = np.load(folder / _VALUES, mmap_mode="r", allow_pickle=False)
        return cls(read_frame(folder / _PLACES), values)

    @classmethod
    def joined(cls, parts: Iterable["SentenceVectors"]) -> "SentenceVectors":
        """One after the other."""
        known = list(parts)
        if not known:
            return cls(Sentences.empty(), np.zeros((0, 0), dtype=np.float16))
        places = pd.concat([part.places for part in known], ignore_index=True)
        return cls(places, np.concatenate([part.values for part in known]))


def place_vectors(
    articles: pd.DataFrame, pieces: Pieces, vectors: np.ndarray | None
) -> SentenceVectors | None:
    """The vectors of each article's sentences, in order; None where there are none.

    Parameters
    ----------
    articles : DataFrame
        The articles that the pieces were cut from, headline first.
    pieces : Pieces
        With `places`.
    vectors : ndarray, shape (n_sentences, n_dimensions), or None
        Of the different sentences.
    """
    if vectors is None:
        return None
    number = {text: row for row, text in enumerate(pieces.texts)}
    titles = (
        articles[Articles.title].fillna("") if Articles.title in articles else [""] * len(articles)
    )
    rows, order = [], []
    for doc_id, title, own in zip(articles[Articles.doc_id], titles, pieces.places):
        behind = len(title) + 1  # the text begins behind the headline and its line's end
        for sentence in own:
            in_title = sentence.end < behind
            shift = 0 if in_title else behind
            field = Articles.title if in_title else Articles.text
            rows.append((doc_id, field, sentence.start - shift, sentence.end - shift))
            order.append(number[sentence.text])
    places = pd.DataFrame(rows, columns=Sentences.names()) if rows else Sentences.empty()
    return SentenceVectors(places, vectors[order].astype(np.float16))
