"""Words of articles whose cities do not differ, or differ in known words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.text import DocumentTermMatrix


@dataclass(frozen=True)
class Words:
    """A counted corpus with its cities, stories and planted words."""

    dtm: DocumentTermMatrix
    cities: pd.DataFrame
    cluster: pd.Series
    planted: frozenset[tuple[str, str]]


def words(
    rng: np.random.Generator,
    *,
    sizes: tuple[int, ...],
    n_terms: int = 400,
    n_tokens: int = 120,
    story: int = 3,
    n_planted: int = 0,
    lift: float = 2.5,
) -> Words:
    """Draw stories whose own words burst, told in about `story` articles each.

    The first `n_planted` terms of middling frequency are used `lift` times as often in each city
    in turn.
    """
    share = 1 / (np.arange(n_terms) + 10.0)
    share /= share.sum()
    names = np.array([f"词{v:04d}" for v in range(n_terms)])
    chosen = 30 + np.arange(n_planted)
    counts, city, cluster = [], [], []
    for c, n in enumerate(sizes):
        own = share.copy()
        own[chosen[chosen % len(sizes) == c]] *= lift
        for start in range(0, n, story):
            size = min(story, n - start)
            mix = rng.dirichlet(own / own.sum() * 150)
            counts.append(rng.multinomial(n_tokens, mix, size=size))
            city += [c] * size
            cluster += [f"{c}-{start}"] * size
    ids = [f"d{i:06d}" for i in range(len(city))]
    labels = np.array([f"城{c:03d}" for c in range(len(sizes))])
    return Words(
        dtm=DocumentTermMatrix(
            sparse.csr_array(np.concatenate(counts)), tuple(ids), tuple(map(str, names))
        ),
        cities=pd.DataFrame({"doc_id": pd.array(ids, "str"), "city": labels[city]}),
        cluster=pd.Series(cluster, index=pd.Index(ids, dtype="str")),
        planted=frozenset((str(labels[v % len(sizes)]), str(names[v])) for v in chosen),
    )
