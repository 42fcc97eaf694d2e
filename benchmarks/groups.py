"""Groups of cities: false alarms and coverage, on planted corpora.

    python benchmarks/groups.py [--draws 300] [--cities 16]

Cities of 10 to 200 articles a year, whose stories stand in several articles, differ by a standard
deviation of 8 points inside two groups that are alike, or 10 points apart: how often the groups
are called different at 5 %, and how often the 95 % interval of their difference holds it, by the
mixed model with cities nested in groups (`group_differences`), by cities as the clusters of their
articles (`by_group`, which reports and tables use), and by what is usual (Welch's t on articles).
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import warnings

import numpy as np
import pandas as pd
from regression import EFFECT, asked, corpus
from scipy import stats

import cityanalysis as ca


def judged(values: pd.DataFrame, cities: pd.DataFrame, groups: dict[str, list[str]],
           story: pd.Series) -> dict[str, tuple[float, float, float]]:  # fmt: skip
    """Each way: p, and both ends of the interval of the first group's share less the second's."""
    row = ca.group_differences(values, cities, groups, cluster=story).iloc[0]
    found = {"mixed model": (row["p_value"], row["ci_low"], row["ci_high"])}
    grouped, cluster = ca.by_group(cities, groups)
    row = ca.contrasts(values, grouped, cluster=cluster, n_permutations=199).iloc[0]
    low, high = row["ci_low"], row["ci_high"]
    if row["city_a"] != next(iter(groups)):
        low, high = -high, -low
    found["cities as clusters"] = (row["p_value"], low, high)
    home = grouped.set_index("doc_id")["city"]
    sides = [values.loc[home.index[home == name], "theme"].astype(float) for name in groups]
    test = stats.ttest_ind(*sides, equal_var=False)
    found["usual"] = (test.pvalue, *test.confidence_interval())
    return found


def measure(n_cities: int, n_first: int, n_draws: int) -> dict[str, tuple[float, float]]:
    """Each way: part of false alarms, part of intervals that hold the difference."""
    alarms: dict[str, list[bool]] = {}
    covered: dict[str, list[bool]] = {}
    for draw in range(n_draws):
        for effect in (0.0, EFFECT):
            values, cities, facts, _, story = corpus(n_cities, n_first, effect, draw)
            inside = {"first": 1, "second": 0}
            groups = {name: facts.loc[facts["x"] == x, "city"].tolist()
                      for name, x in inside.items()}  # fmt: skip
            for way, (p, low, high) in judged(values, cities, groups, story).items():
                if effect == 0:
                    alarms.setdefault(way, []).append(bool(p < 0.05))
                else:
                    covered.setdefault(way, []).append(bool(low <= effect <= high))
    return {way: (float(np.mean(alarms[way])), float(np.mean(covered[way]))) for way in alarms}


def main() -> None:
    n_draws, sizes = asked(__doc__)
    warnings.simplefilter("ignore")
    for n_cities, n_first in sizes:
        for way, (alarm, cover) in measure(n_cities, n_first, n_draws).items():
            print(f"{n_cities} cities, {n_first} in the first group, {way}: {alarm:.3f} false "
                  f"alarms, {cover:.3f} covered", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
