"""Cost of comparing 300 cities by 20 themes in 100,000 articles, one thread.

    python benchmarks/comparison_speed.py

Prints CPU seconds beside their limits, and the ratio to the usual way (pandas: resample or
shuffle, then `groupby().mean()`) at the same number of repetitions, timed on a few of them in the
same run. Exit status 1 where a limit is passed.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis import compare

N_ARTICLES, N_THEMES, N_CITIES, N_CLUSTERS = 100_000, 20, 300, 40_000
LIMITS = {"intervals": 0.5, "bootstrap ×1,000": 1.0, "permutations ×999": 30.0}


def corpus() -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(0)
    ids = pd.array([f"{value:016x}" for value in rng.integers(1 << 62, size=N_ARTICLES)], "str")
    values = pd.DataFrame(
        rng.dirichlet(np.full(N_THEMES, 0.1), N_ARTICLES),
        index=pd.Index(ids),
        columns=[f"theme_{k}" for k in range(N_THEMES)],
    )
    code = rng.integers(0, N_CITIES, N_ARTICLES)
    cities = pd.DataFrame(
        {
            "doc_id": ids,
            "code": pd.array([f"{c:06d}" for c in code], "str"),
            "city": pd.array([f"城{c:03d}" for c in code], "str"),
            "weight": 1.0,
        }
    )
    story = rng.integers(0, N_CLUSTERS, N_ARTICLES)
    return values, cities, pd.Series(pd.array([f"s{s}" for s in story], "str"), index=values.index)


def seconds(task: Callable[[], object]) -> float:
    started = time.process_time()
    task()
    return time.process_time() - started


def usual_way(values: pd.DataFrame, cities: pd.DataFrame, *, replace: bool) -> Callable[[], object]:
    """One repetition as it is usually written."""
    rng = np.random.default_rng(0)
    label = cities["city"].to_numpy()

    def once() -> object:
        if replace:
            drawn = rng.integers(0, len(values), len(values))
            return values.iloc[drawn].groupby(label[drawn]).mean()
        return values.groupby(rng.permutation(label)).mean()

    return once


def main() -> int:
    with threadpool_limits(1):
        return measure()


def measure() -> int:
    values, cities, cluster = corpus()
    compare.prevalence(values.head(10), cities.head(10))  # imports are not what is measured
    taken = {
        "intervals": seconds(lambda: compare.prevalence(values, cities, cluster=cluster)),
        "bootstrap ×1,000": seconds(lambda: compare.bootstrap(values, cities, cluster=cluster)),
        "permutations ×999": seconds(lambda: compare.contrasts(values, cities, cluster=cluster)),
    }
    usual = {
        "bootstrap ×1,000": 1000 * seconds(usual_way(values, cities, replace=True)),
        "permutations ×999": 999 * seconds(usual_way(values, cities, replace=False)),
    }
    parts = []
    for name, value in taken.items():
        part = f"{name} {value:.2f} s (limit {LIMITS[name]:g})"
        if name in usual:
            part += f", {usual[name] / value:.0f}× faster than pandas"
        parts.append(part)
    print("comparison: " + "; ".join(parts))
    return int(any(value > LIMITS[name] for name, value in taken.items()))


if __name__ == "__main__":
    sys.exit(main())
