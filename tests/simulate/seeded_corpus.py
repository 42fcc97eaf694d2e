"""Documents with planted themes and seed words, clean or noisy, whose truth is known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes import Theme

N_THEMES = 8
N_TERMS = 2000
N_TOKENS = 120
N_SEEDS = 10


@dataclass(frozen=True)
class Planted:
    """Counts, the themes' true weights in documents, and seed words for each theme."""

    dtm: DocumentTermMatrix
    theta: np.ndarray
    themes: tuple[Theme, ...]

    def correlation(self, theta: pd.DataFrame) -> float:
        """Mean over themes of the correlation of estimated and true weights of documents."""
        estimated = theta[[theme.id for theme in self.themes]].to_numpy()
        pairs = zip(estimated.T, self.theta.T)
        return float(np.mean([np.corrcoef(a, b)[0, 1] if a.std() else 0.0 for a, b in pairs]))


def plant(n_documents: int, *, noisy: bool, seed: int) -> Planted:
    """Draw documents of 8 themes, Dirichlet of concentration 2, about 120 tokens each.

    Clean seeds are among their theme's own commonest words. Of noisy ones, half are: the others
    are words that every document uses, or another theme's.
    """
    rng = np.random.default_rng(seed)
    common = rng.dirichlet(1 / np.arange(1, N_TERMS + 1) ** 0.9 * 200)
    own = rng.dirichlet(np.full(N_TERMS, 0.05), size=N_THEMES)
    phi = 0.6 * own + 0.4 * common
    theta = rng.dirichlet(np.full(N_THEMES, 2 / N_THEMES), size=n_documents)
    lengths = np.maximum(rng.poisson(N_TOKENS, size=n_documents), 20)
    counts = np.vstack([rng.multinomial(n, p) for n, p in zip(lengths, theta @ phi)])
    words = [f"w{number:04d}" for number in range(N_TERMS)]
    ids = tuple(f"d{number}" for number in range(n_documents))
    dtm = DocumentTermMatrix(sparse.csr_array(counts.astype(np.int32)), ids, tuple(words))
    return Planted(dtm, theta, _themes(own, common, words, noisy, rng))


def _themes(
    own: np.ndarray, common: np.ndarray, words: list[str], noisy: bool, rng: np.random.Generator
) -> tuple[Theme, ...]:
    themes = []
    frequent = np.argsort(-common)[:60]
    for number in range(N_THEMES):
        good = rng.choice(np.argsort(-own[number])[:20], size=N_SEEDS, replace=False)
        if noisy:
            other = own[(number + rng.integers(1, N_THEMES)) % N_THEMES]
            wrong = rng.choice(np.argsort(-other)[:20], size=2, replace=False)
            empty = rng.choice(frequent, size=3, replace=False)
            good = np.concatenate([good[: N_SEEDS // 2], wrong, empty])
        seeds = tuple(dict.fromkeys(words[column] for column in good))
        themes.append(Theme(f"theme_{number}", f"theme {number}", f"theme {number}", seeds))
    return tuple(themes)
