"""Long texts, of which a quarter may be on a subject that the whole hardly shows."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from cityanalysis.text import Sentence
from cityanalysis.themes.text_pieces import Pieces

__all__ = ["long_texts", "parts_of", "score_of_parts"]

# The longest text that the scorer learned from has 1,745 characters: it knows no longer ones.
_LONG = 1_800
_USUAL = 700  # characters of a part: a usual report of a local paper
_QUARTERS = 4  # by the codebook a text is about what a quarter of it deals with


def long_texts(pieces: Pieces) -> np.ndarray:
    """Numbers of the pieces that are longer than what the scorer learned from.

    Parameters
    ----------
    pieces : Pieces
        With `places`.
    """
    return np.array([row for row, own in enumerate(pieces.places) if _end(own) > _LONG], dtype=int)


def parts_of(pieces: Pieces, rows: np.ndarray) -> tuple[Pieces, np.ndarray]:
    """Parts of some texts, of the length of a usual article, and the text of each part.

    A text has four parts of whole sentences, or eight or twelve where those would be long, so that
    so many of them are a quarter of it.

    Parameters
    ----------
    pieces : Pieces
        With `places`.
    rows : ndarray of int
        The texts that are cut.

    Examples
    --------
    >>> from cityanalysis.themes.text_pieces import cut_into_pieces
    >>> whole = cut_into_pieces(["麦收开镰。大桥通车。新院开诊。学校开学。"])
    >>> parts, owner = parts_of(whole, np.array([0]))
    >>> parts.members.toarray().astype(int).tolist(), owner.tolist()
    ([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], [0, 0, 0, 0])
    """
    number = {text: column for column, text in enumerate(pieces.texts)}
    columns: list[int] = []
    owner: list[int] = []
    sizes: list[int] = []
    for row in rows:
        places, end = pieces.places[row], _end(pieces.places[row])
        n_parts = _QUARTERS * max(1, round(end / _QUARTERS / _USUAL))
        middle = np.array([(sentence.start + sentence.end) / 2 for sentence in places])
        sizes += np.bincount((middle / end * n_parts).astype(int), minlength=n_parts).tolist()
        columns += [number[sentence.text] for sentence in places]
        owner += [int(row)] * n_parts
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
    shape = (len(sizes), len(pieces.texts))
    members = sparse.csr_array((np.ones(len(columns)), columns, starts), shape=shape)
    heads = np.array([columns[start] if size else -1 for start, size in zip(starts, sizes)], int)
    members.sum_duplicates()
    return Pieces(pieces.texts, members, heads), np.array(owner, int)


def score_of_parts(scores: np.ndarray) -> np.ndarray:
    """Score that the parts of a quarter of a text reach, of each theme.

    Parameters
    ----------
    scores : ndarray, shape (n_parts, n_themes)
        Of the parts of one text.

    Examples
    --------
    >>> score_of_parts(np.array([[0.9, 0.1], [0.1, 0.2], [0.1, 0.3], [0.0, 0.3]])).tolist()
    [0.9, 0.3]
    """
    return np.asarray(np.sort(scores, axis=0)[-(len(scores) // _QUARTERS)])


def _end(places: Sequence[Sentence]) -> int:
    return places[-1].end if places else 0
