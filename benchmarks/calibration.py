"""Are the intervals and tests what they say? Ours and naive ones in the same simulations.

One command prints the table of docs/methods.md, each figure beside its bounds:

    python benchmarks/calibration.py [--quick] [--seed N]

Exit status 1 where a figure lies outside its bounds. `--quick` repeats less and allows for the
noise of that.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis import compare
from tests.simulate import calibration as simulate
from tests.simulate import unequal
from tests.simulate.clusters import planted


@dataclass(frozen=True)
class Row:
    """One figure with its bounds, and what naive methods do in the same simulation."""

    name: str
    value: float
    low: float
    high: float
    naive: dict[str, float]

    def is_inside(self, slack: float) -> bool:
        return self.low - slack <= self.value <= self.high + slack


def coverage(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    for n, story in ((20, 1.0), (20, 2.5), (100, 2.5)):
        found = simulate.coverage(rng, n=n, story=story, repeats=repeats // 4)
        kind = "clusters" if story > 1 else "single articles"
        for what in ("city", "difference"):
            rest = {k: v for k, v in found.items() if "bootstrap" in k} if what == "city" else {}
            yield Row(f"coverage, {what}, n={n}, {kind}", found[what], 0.93, 0.98, rest)
    found = simulate.small_prevalence(rng, repeats=repeats)
    yield Row(
        "coverage, prevalence, 2 cities × 5", found["city"], 0.93, 1.0, {"Wald": found["Wald"]}
    )


def tests(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    found = simulate.omnibus_null(rng, repeats=repeats)
    yield Row("omnibus type-I", found.pop("cluster permutation"), 0.03, 0.07, found)
    found = simulate.newspapers_null(rng, repeats=repeats)
    yield Row("omnibus type-I, newspapers differ", found.pop("stratified"), 0.0, 0.06, found)
    found = simulate.pairs_null(rng, repeats=repeats)
    yield Row("any of 435 pairs, 30 cities, null", found.pop("any pair"), 0.0, 0.05, found)


def text(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    found = simulate.keywords_null(rng, repeats=repeats)
    yield Row("any false keyword under the null", found.pop("any keyword"), 0.0, 0.05, found)
    for n in (20, 100):
        found = simulate.distances_null(rng, n=n, repeats=repeats // 4)
        name = f"Jensen–Shannon bias in bits, n={n}"
        yield Row(name, found.pop("corrected"), 0.0, 0.012, found)


def trends(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    for correlation in (0.0, 0.5):
        found = simulate.trends_null(rng, correlation=correlation, repeats=2 * repeats)
        ours = found.pop("city-month means, autocorrelation")
        yield Row(f"trend type-I, T=24, AR {correlation}", ours, 0.0, 0.09, found)


def labels(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    for n_labels in (100, 150):
        found = simulate.labels(rng, n_labels=n_labels, repeats=repeats // 4)
        ours = found.pop("calibrated")
        found.pop("noticed")
        yield Row(f"coverage, calibrated by {n_labels} labels", ours, 0.93, 0.98, found)
    found = simulate.labels(rng, n_labels=300, repeats=repeats // 4, false=(0.02, 0.25))
    ours = found.pop("calibrated")
    yield Row("coverage, calibrated, errors by city", ours, 0.90, 0.99, found)


def unequal_cities(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    n = max(repeats // 2, 20)
    for name, draw, most in (
        ("dispersion differs 1.5–4-fold", unequal.mild, 0.06),
        ("small cities with giant stories", unequal.giants, 0.08),
        ("small volatile cities", unequal.volatile, 0.10),
    ):
        found = unequal.any_false_pair(rng, draw=draw, repeats=n)
        yield Row(f"any false pair, {name}", found, 0.0, most, {})
    strength = unequal.power(rng, repeats=n)
    yield Row("power of the omnibus, 10 × 20, one city +.23", strength["omnibus"], 0.75, 1.0, {})
    alone = {"that theme alone": strength["pairs of the theme alone"]}
    yield Row("power of any pair, the same, 8 themes", strength["pairs"], 0.0, 1.0, alone)
    selected = strength.get("selected intervals", 1.0)
    yield Row("coverage, selected differences", selected, 0.93, 1.0, {})
    for size in (20, 100):
        covered = unequal.story_theme(rng, n=size, repeats=n // 2)
        yield Row(
            f"coverage, theme of whole stories, n={size}", covered["story theme"], 0.93, 1, {}
        )
        yield Row(f"coverage, the others, n={size}", covered["others"], 0.93, 1.0, {})
    for size in (10, 20, 100):
        worst = unequal.worst_sixth(rng, n=size, repeats=n // 2)
        yield Row(f"coverage, most changeable sixth, n={size}", worst, 0.90, 1.0, {})
    found = unequal.keywords_of_papers(rng, repeats=n)
    yield Row("any false keyword, two papers", found.pop("stratified"), 0.0, 0.06, found)


def far_apart(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    n = max(repeats // 2, 20)
    odd = unequal.odd_city(rng, repeats=max(n // 20, 2))
    yield Row("pairs of one odd city of 30 asserted, of 29", odd, 25, 29, {})
    for size in (20, 100):
        covered = unequal.distance_covered(rng, n=size, repeats=n // 4)["unlike"]
        yield Row(f"coverage, Jensen–Shannon, n={size}", covered, 0.90, 1.0, {})


def autocorrelated(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    # Of 200 series a rate of .05 has a standard error of .015.
    n = max(repeats * 5 // 2, 200)
    for step, lengths in (("month", (24, 36, 60, 120)), ("week", (60, 160)), ("day", (60, 120))):
        for length in lengths:
            found = unequal.trends_at(rng, n_steps=length, n_series=n, step=step)
            yield Row(f"trend type-I, AR .7, {length} {step}s", found, 0.0, 0.07, {})


def same_bytes(rng: np.random.Generator, repeats: int) -> Iterator[Row]:
    corpus = planted(rng, sizes=(10,) * 4, story=2)
    shuffled = rng.permutation(len(corpus.values))
    digests = {
        hashlib.sha256(
            compare.contrasts(values, cities, cluster=corpus.cluster, n_permutations=99, seed=1)
            .to_csv()
            .encode()
        ).hexdigest()
        for values, cities in (
            (corpus.values, corpus.cities),
            (corpus.values, corpus.cities),
            (corpus.values.iloc[shuffled], corpus.cities.iloc[shuffled[::-1]]),
        )
    }
    yield Row("results of one seed, articles in any order", len(digests), 1, 1, {})


PARTS: dict[str, Callable[[np.random.Generator, int], Iterator[Row]]] = {
    "coverage": coverage,
    "tests": tests,
    "text": text,
    "trends": trends,
    "labels": labels,
    "unequal_cities": unequal_cities,
    "far_apart": far_apart,
    "autocorrelated": autocorrelated,
    "same_bytes": same_bytes,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=tuple(PARTS), help="one part of the table")
    options = parser.parse_args()
    repeats, slack = (60, 0.025) if options.quick else (400, 0.0)
    started, outside, n = time.process_time(), 0, 0
    print(f"{'figure':<44}{'ours':>7}  {'bounds':<12}{'':<4}naive, same simulation")
    for name, part in PARTS.items():
        if options.only not in (None, name):
            continue
        for row in part(np.random.default_rng([options.seed, len(name)]), repeats):
            inside = row.is_inside(slack if "bits" not in row.name else slack / 10)
            n, outside = n + 1, outside + (not inside)
            naive = "; ".join(f"{key} {value:.3f}" for key, value in row.naive.items())
            mark = "ok" if inside else "NO"
            bounds = f"{row.low:.3g}–{row.high:.3g}"
            print(f"{row.name:<44}{row.value:>7.3f}  {bounds:<12}{mark:<4}{naive}", flush=True)
    seconds = time.process_time() - started
    print(f"calibration: {n - outside} of {n} figures inside their bounds, {seconds:.0f} s CPU")
    return int(outside > 0)


if __name__ == "__main__":
    sys.exit(main())
