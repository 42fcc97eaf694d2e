"""Named themes as the scorer sees them: their seeds as a finder, their words as vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from cityanalysis.text import embed
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.not_evidence import speaks
from cityanalysis.themes.seeds import SeedFinder

__all__ = ["ThemeVectors", "describe_themes", "seed_hits"]


@dataclass(frozen=True, slots=True, eq=False)
class ThemeVectors:
    """Named themes and the vectors of what says what they are.

    Attributes
    ----------
    themes : tuple of Theme
        In the order of the rows below.
    definitions, seeds : ndarray, shape (n_themes, n_dimensions), or None
        Vectors of each theme's label and definition, and the mean vector of its seeds (and
        examples, where it has any); None where no encoder is used.
    """

    themes: tuple[Theme, ...]
    definitions: np.ndarray | None
    seeds: np.ndarray | None


def describe_themes(themes: Sequence[Theme], *, encoder: str | None = "use") -> ThemeVectors:
    """Vectors of themes.

    Parameters
    ----------
    themes : sequence of Theme
        As `read_themes` gives them.
    encoder : str or None
        See `embed`; None for a scorer that does without.
    """
    return _described(tuple(themes), encoder)


@lru_cache(maxsize=8)  # the packaged themes have 1,400 seeds to encode, which takes seconds
def _described(themes: tuple[Theme, ...], encoder: str | None) -> ThemeVectors:
    if encoder is None:
        return ThemeVectors(themes, None, None)
    said = [f"{theme.label_zh}：{theme.definition or theme.label_zh}" for theme in themes]
    words = [(n, word) for n, t in enumerate(themes) for word in (*t.seeds, *t.examples)]
    vectors = embed([*said, *(word for _, word in words)], encoder=encoder)
    owner = np.array([n for n, _ in words], dtype=np.int64)
    seeds = np.zeros((len(themes), vectors.shape[1]), dtype=np.float32)
    np.add.at(seeds, owner, vectors[len(themes) :])
    seeds /= np.maximum(np.bincount(owner, minlength=len(themes)), 1)[:, None]
    return ThemeVectors(themes, vectors[: len(themes)], seeds)


def seed_hits(texts: Sequence[str], themes: Sequence[Theme]) -> sparse.csr_array:
    """Hits that count as evidence: sentences × seeds, the seeds of all themes in order."""
    column: dict[tuple[str, str], int] = {}
    for theme in themes:
        for seed in theme.seeds:
            column[theme.id, seed] = len(column)
    find = SeedFinder(themes)
    rows: list[int] = []
    columns: list[int] = []
    for row, text in enumerate(texts):
        hits = list(find(text))
        for (theme_id, seed, _, _), is_evidence in zip(hits, speaks(text, hits)):
            if is_evidence:
                rows.append(row)
                columns.append(column[theme_id, seed])
    shape = (len(texts), len(column))
    found = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    found.sum_duplicates()
    return found
