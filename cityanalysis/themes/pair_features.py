"""What says that a piece of text is about a theme, in numbers that know no theme by name.

Every feature is of a pair of piece and theme, and most compare the theme with the packaged ones, so
that what is learned from some themes holds for others.
"""

import numpy as np
from scipy import sparse

from cityanalysis.themes.rows import unit_rows
from cityanalysis.themes.text_pieces import Pieces
from cityanalysis.themes.theme_vectors import ThemeVectors, seed_hits

__all__ = ["SEED_FEATURES", "VECTOR_FEATURES", "of_sentences", "pair_features", "relative"]

SEED_FEATURES = ("strength", "kinds", "share", "head", "head_strength", "density", "rivalry")
_SIMILARITIES = ("mean", "mean_z", "mean_lead", "best", "head", "head_z")
VECTOR_FEATURES = tuple(
    f"{name}_{kind}" for name in ("definition", "seeds") for kind in _SIMILARITIES
)
# A seed of two characters stands inside other words, and for other things, more often.
_SPECIFICITY = {1: 0.4, 2: 0.7, 3: 0.9}
_MOST_KINDS = 8  # different seeds; more tell no more
_MOST_IN_HEAD = 3  # different seeds in a headline; more tell no more
_SHORTEST, _USUAL = 60, 200  # characters that density is measured against
_RIVALS = 3  # packaged themes that a theme is compared with, the nearest ones
_BEST = 2  # sentences that speak most for the theme


def pair_features(
    pieces: Pieces,
    vectors: np.ndarray | None,
    themes: ThemeVectors,
    background: ThemeVectors,
    *,
    hits: sparse.csr_array | None = None,
) -> np.ndarray:
    """Features of every pair of piece and theme.

    Parameters
    ----------
    pieces : Pieces
        Texts, cut into sentences.
    vectors : ndarray, shape (n_sentences, n_dimensions), or None
        Of the different sentences; None for the features of seeds alone.
    themes, background : ThemeVectors
        The themes that are asked about, and the packaged ones that they are compared with.
    hits : csr_array, optional
        `seed_hits` of the sentences for `themes`, where they are known.

    Returns
    -------
    ndarray of float32, shape (n_pieces, n_themes, n_features)
        `SEED_FEATURES`, then `VECTOR_FEATURES` where there are vectors, then the logarithm of the
        piece's length.
    """
    length = np.maximum(pieces.members @ pieces.lengths, 1.0)
    found = seed_hits(pieces.texts, themes.themes) if hits is None else hits
    features = _of_seeds(pieces, length, found, themes, background)
    if vectors is not None:
        features += _of_vectors(pieces, vectors, themes, background)
    features.append(np.repeat(np.log(length)[:, None], len(themes.themes), axis=1))
    return np.stack(features, axis=-1).astype(np.float32)


def relative(scores: np.ndarray) -> np.ndarray:
    """Scores of themes beside each other: as they are, standardised, below the best, by rank."""
    centred = scores - scores.mean(axis=1, keepdims=True)
    scaled = centred / np.maximum(scores.std(axis=1, keepdims=True), 1e-6)
    below = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
    rank = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
    return np.stack([scores, scaled, below, np.minimum(rank, 15)], axis=-1).astype(np.float32)


def of_sentences(pieces: Pieces, scores: np.ndarray) -> np.ndarray:
    """What the scores of a piece's sentences say that one score of the whole does not.

    Parameters
    ----------
    pieces : Pieces
        Texts, cut into sentences.
    scores : ndarray, shape (n_sentences, n_themes)
        Log-odds that each different sentence is about each theme.

    Returns
    -------
    ndarray of float32, shape (n_pieces, n_themes, 5)
        The headline's score and that of the two best sentences, each also beside the other themes',
        and the share of the characters, by probability, that are on the theme.
    """
    head = _of_heads(pieces, scores)
    best = _best(pieces.members, scores)
    length = np.maximum(pieces.members @ pieces.lengths, 1.0)
    on = pieces.lengths[:, None] / (1 + np.exp(-np.clip(scores, -30, 30)))
    share = (pieces.members @ on) / length[:, None]
    features = [head, _against(head, head), best, _against(best, best), share]
    return np.stack(features, axis=-1).astype(np.float32)


def _of_seeds(
    pieces: Pieces,
    length: np.ndarray,
    hits: sparse.csr_array,
    themes: ThemeVectors,
    background: ThemeVectors,
) -> list[np.ndarray]:
    scale = np.sqrt(np.maximum(length, _SHORTEST) / _USUAL)[:, None]
    owner, weighted = _owners(themes)
    counts = sparse.csr_array(pieces.members @ hits)
    strength = _strength(counts, weighted)
    different = counts.copy()
    different.data[:] = 1
    has_hit = sparse.csr_array(((hits @ owner).toarray() > 0) * pieces.lengths[:, None])
    share = (pieces.members @ has_hit).toarray() / length[:, None]
    first = _rows(hits, pieces.heads)
    density = strength / scale
    if background is themes:
        strongest = density.max(axis=1, keepdims=True, initial=0)
    else:
        other = pieces.members @ seed_hits(pieces.texts, background.themes)
        rivals = _strength(sparse.csr_array(other), _owners(background)[1]) / scale
        strongest = np.maximum(rivals, density.max(axis=1, keepdims=True, initial=0))
        strongest = strongest.max(axis=1, keepdims=True, initial=0)
    return [
        strength,
        np.minimum((different @ owner).toarray(), _MOST_KINDS),
        share,
        np.minimum((first @ owner).toarray(), _MOST_IN_HEAD),
        (first @ weighted).toarray(),
        density,
        density / np.maximum(strongest, 1e-9),
    ]


def _owners(themes: ThemeVectors) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Seeds × themes: whose a seed is, and how much it says."""
    own = [(n, seed) for n, theme in enumerate(themes.themes) for seed in theme.seeds]
    columns = np.array([n for n, _ in own], dtype=np.int64)
    says = np.array([_SPECIFICITY.get(len(seed), 1.0) for _, seed in own])
    shape = (len(own), len(themes.themes))
    place = (np.arange(len(own)), columns)
    return (
        sparse.csr_array((np.ones(len(own)), place), shape=shape),
        sparse.csr_array((says, place), shape=shape),
    )


def _strength(counts: sparse.csr_array, weighted: sparse.csr_array) -> np.ndarray:
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return np.asarray((damped @ weighted).toarray())


def _rows(matrix: sparse.csr_array, rows: np.ndarray) -> sparse.csr_array:
    """The rows of a matrix with these numbers; an empty row for -1."""
    known = np.flatnonzero(rows >= 0)
    shape = (len(rows), matrix.shape[0])
    choose = sparse.csr_array((np.ones(len(known)), (known, rows[known])), shape=shape)
    return sparse.csr_array(choose @ matrix)


def _of_vectors(
    pieces: Pieces, vectors: np.ndarray, themes: ThemeVectors, background: ThemeVectors
) -> list[np.ndarray]:
    whole = unit_rows(pieces.pooling() @ vectors)
    head = _of_heads(pieces, vectors)
    features = []
    for own, known in (
        (themes.definitions, background.definitions),
        (themes.seeds, background.seeds),
    ):
        assert own is not None and known is not None
        # What all themes share (the tone of policy) tells none from another.
        centre = unit_rows(known).mean(axis=0)
        asked, rivals = unit_rows(unit_rows(own) - centre), unit_rows(unit_rows(known) - centre)
        of_whole, of_head, of_each = whole @ asked.T, head @ asked.T, vectors @ asked.T
        beside, beside_head = whole @ rivals.T, head @ rivals.T
        nearest = np.sort(beside, axis=1)[:, -_RIVALS:].mean(axis=1, keepdims=True)
        features += [
            of_whole,
            _against(of_whole, beside),
            of_whole - nearest,
            _best(pieces.members, of_each),
            of_head,
            _against(of_head, beside_head),
        ]
    return features


def _of_heads(pieces: Pieces, values: np.ndarray) -> np.ndarray:
    """Each piece's row of its first sentence; zeros of a piece without any."""
    rows = np.zeros((len(pieces.heads), values.shape[1]), dtype=values.dtype)
    known = pieces.heads >= 0
    rows[known] = values[pieces.heads[known]]
    return rows


def _against(scores: np.ndarray, rivals: np.ndarray) -> np.ndarray:
    spread = np.maximum(rivals.std(axis=1, keepdims=True), 1e-6)
    return np.asarray((scores - rivals.mean(axis=1, keepdims=True)) / spread)


def _best(members: sparse.csr_array, scores: np.ndarray) -> np.ndarray:
    """Mean of the two highest scores among the sentences of each piece."""
    best = np.zeros((members.shape[0], scores.shape[1]), dtype=scores.dtype)
    for piece in range(members.shape[0]):
        own = members.indices[members.indptr[piece] : members.indptr[piece + 1]]
        if len(own) > _BEST:
            best[piece] = np.partition(scores[own], -_BEST, axis=0)[-_BEST:].mean(axis=0)
        elif len(own):
            best[piece] = scores[own].mean(axis=0)
    return best
