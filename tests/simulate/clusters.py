"""Articles of cities whose true mix of themes is known, told in stories of several articles."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Planted:
    """A corpus with its truth: cities × themes."""

    values: pd.DataFrame
    cities: pd.DataFrame
    cluster: pd.Series
    truth: np.ndarray


def planted(
    rng: np.random.Generator,
    *,
    sizes: tuple[int, ...],
    truth: np.ndarray | None = None,
    n_themes: int = 8,
    story: float = 1.0,
    concentration: float = 2.0,
    between: float = 0.0,
) -> Planted:
    """Draw articles from Dirichlet distributions about each city's truth.

    `story` is the mean number of articles of a story; articles of one story share half of their
    deviation. `between` spreads the cities' truths about their common mean.
    """
    if truth is None:
        common = rng.dirichlet(np.full(n_themes, 3.0))
        truth = (
            np.array([rng.dirichlet(common / between) for _ in sizes])
            if between
            else np.tile(common, (len(sizes), 1))
        )
    rows, city, cluster = [], [], []
    for c, n in enumerate(sizes):
        for s, size in enumerate(_story_sizes(rng, n, story)):
            if story > 1:
                centre = rng.dirichlet(truth[c] * concentration * 1.5 + 1e-3)
                draws = 0.7 * centre + 0.3 * rng.dirichlet(truth[c] * concentration + 1e-3, size)
            else:
                draws = rng.dirichlet(truth[c] * concentration + 1e-3, size)
            rows.append(draws)
            city += [f"城{c:03d}"] * size
            cluster += [f"{c}-{s}"] * size
    ids = pd.Index([f"d{i:06d}" for i in range(len(city))], dtype="str")
    truth = (truth * concentration + 1e-3) / (truth * concentration + 1e-3).sum(
        axis=1, keepdims=True
    )
    return Planted(
        values=pd.DataFrame(
            np.concatenate(rows), index=ids, columns=[f"theme_{k}" for k in range(truth.shape[1])]
        ),
        cities=pd.DataFrame({"doc_id": ids, "city": pd.array(city, "str"), "weight": 1.0}),
        cluster=pd.Series(cluster, index=ids),
        truth=truth,
    )


def _story_sizes(rng: np.random.Generator, n: int, story: float) -> list[int]:
    sizes = []
    while n > 0:
        size = 1 if story <= 1 else min(n, 1 + rng.poisson(story - 1))
        sizes.append(size)
        n -= size
    return sizes
