"""Regression on covariates of cities: false alarms, coverage and time, on planted corpora.

    python benchmarks/regression.py [--draws 300] [--cities 16]

For 10, 16 and 40 cities of 10 to 200 articles each over four years, whose stories stand in several
articles and whose levels differ by a standard deviation of 8 points: how often a covariate of no
effect is called significant at 5 %, and how often the 95 % interval holds an effect of 10 points,
by leaving out cities, by the mixed model, and by what is usual (statsmodels, errors by city, normal
reference); then the same for a covariate of articles, which more articles of one city have than of
another, by leaving out cities and by what is usual. Then CPU time of `regress` over that of
statsmodels' bare OLS on the same cells.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import argparse
import time
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm

import cityanalysis as ca

# Cities, and those of them that have the covariate.
SIZES = ((10, 4), (16, 7), (16, 3), (40, 15))
EFFECT = 0.1
SPREAD = 0.08


def corpus(n_cities: int, n_with: int, effect: float, seed: int) -> tuple[pd.DataFrame, ...]:
    """Assignments, cities, covariates, dates and stories of one planted corpus."""
    rng = np.random.default_rng(seed)
    names = [f"c{i:02d}" for i in range(n_cities)]
    x = np.zeros(n_cities)
    x[rng.permutation(n_cities)[:n_with]] = 1
    level = 0.3 + rng.normal(0, SPREAD, n_cities).clip(-0.2, 0.2) + effect * x
    rows = []
    for city, chance in enumerate(level):
        for year in range(2019, 2023):
            stories = rng.random(max(2, int(rng.integers(10, 200) / 8))) < chance
            size = rng.integers(1, 4, len(stories))
            rows += [(city, year, f"{city}-{year}-{s}", one) for s, one in enumerate(stories)
                     for _ in range(size[s])]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["at", "year", "story", "theme"])
    frame.index = pd.Index([f"d{i:05d}" for i in range(len(frame))], name="doc_id")
    cities = pd.DataFrame({"doc_id": frame.index, "city": np.array(names)[frame["at"]]})
    facts = pd.DataFrame({"city": names, "x": x})
    dates = pd.to_datetime(frame["year"].astype(str) + "-06-01")
    return frame[["theme"]], cities, facts, dates, frame["story"]


def usual(cells: pd.DataFrame, facts: pd.DataFrame) -> tuple[float, float, float]:
    """Estimate, error and p of OLS with errors by city and the normal distribution."""
    data = cells.merge(facts, on="city")
    fit = sm.OLS(data["share"], sm.add_constant(data["x"])).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(data["city"])[0]}
    )
    return float(fit.params["x"]), float(fit.bse["x"]), float(fit.pvalues["x"])


def measure(n_cities: int, n_with: int, n_draws: int) -> dict[str, tuple[float, float]]:
    """Each way: part of false alarms, part of intervals that hold the effect."""
    alarms: dict[str, list[bool]] = {"cities left out": [], "mixed model": [], "usual": []}
    covered: dict[str, list[bool]] = {name: [] for name in alarms}
    for draw in range(n_draws):
        for effect, kept in ((0.0, alarms), (EFFECT, covered)):
            values, cities, facts, dates, story = corpus(n_cities, n_with, effect, draw)
            asked = {"covariates": facts, "formula": "x", "dates": dates, "cluster": story}
            ways = (("cities left out", "jackknife"), ("mixed model", "mixed"))
            for name, method in ways:
                row = ca.regress(values, cities, method=method, **asked).iloc[0]
                hit = row["p_value"] < 0.05 if effect == 0 else (
                    row["ci_low"] <= effect <= row["ci_high"]
                )  # fmt: skip
                kept[name].append(bool(hit))
            estimate, error, p = usual(ca.panel(values, cities, dates=dates), facts)
            inside = abs(estimate - effect) < 1.96 * error
            kept["usual"].append(p < 0.05 if effect == 0 else bool(inside))
    return {name: (float(np.mean(alarms[name])), float(np.mean(covered[name]))) for name in alarms}


def article_corpus(n_cities: int, effect: float, seed: int) -> tuple[pd.DataFrame, ...]:
    """Assignments, cities, and a covariate of stories that is commoner in some cities."""
    rng = np.random.default_rng(seed)
    level = 0.3 + rng.normal(0, SPREAD, n_cities).clip(-0.2, 0.2)
    often = rng.uniform(0.1, 0.6, n_cities)
    city = np.repeat(np.arange(n_cities), rng.integers(5, 100, n_cities))
    x = rng.random(len(city)) < often[city]
    theme = rng.random(len(city)) < level[city] + effect * x
    story = np.repeat(np.arange(len(city)), rng.integers(1, 4, len(city)))
    ids = pd.Index([f"d{i:05d}" for i in range(len(story))], name="doc_id")
    values = pd.DataFrame({"theme": theme[story]}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": [f"c{i:02d}" for i in city[story]]})
    return values, cities, pd.DataFrame({"doc_id": ids, "x": x[story].astype(float)})


def of_articles(n_cities: int, n_draws: int) -> dict[str, tuple[float, float]]:
    """As `measure`, for a covariate of articles; what is usual is OLS of articles."""
    alarms: dict[str, list[bool]] = {"cities left out": [], "usual": []}
    covered: dict[str, list[bool]] = {name: [] for name in alarms}
    for draw in range(n_draws):
        for effect, kept in ((0.0, alarms), (EFFECT, covered)):
            values, cities, facts = article_corpus(n_cities, effect, draw)
            row = ca.regress(values, cities, covariates=facts, formula="x").iloc[0]
            fit = sm.OLS(
                values["theme"].to_numpy(float), sm.add_constant(facts["x"].to_numpy())
            ).fit()
            found = {
                "cities left out": (row["p_value"], row["ci_low"], row["ci_high"]),
                "usual": (fit.pvalues[1], *fit.conf_int()[1]),
            }
            for name, (p, low, high) in found.items():
                kept[name].append(bool(p < 0.05 if effect == 0 else low <= effect <= high))
    return {name: (float(np.mean(alarms[name])), float(np.mean(covered[name]))) for name in alarms}


def ratio(n: int = 20) -> float:
    """CPU seconds of `regress` over those of statsmodels' OLS on the same cells, 40 themes."""
    values, cities, facts, dates, _ = corpus(40, 15, EFFECT, 0)
    many = pd.concat([values["theme"].rename(f"t{i}") for i in range(40)], axis=1)
    cells = ca.panel(many, cities, dates=dates).merge(facts, on="city")
    wide = [part for _, part in cells.groupby("theme")]
    group = pd.factorize(wide[0]["city"])[0]
    started = time.process_time()
    for _ in range(n):
        for part in wide:
            design = sm.add_constant(part["x"])
            fit = sm.OLS(part["share"], design).fit(cov_type="cluster", cov_kwds={"groups": group})
            fit.conf_int()
    bare = time.process_time() - started
    started = time.process_time()
    for _ in range(n):
        ca.regress(many, cities, covariates=facts, formula="x", dates=dates)
    return (time.process_time() - started) / bare


def asked(description: str) -> tuple[int, list[tuple[int, int]]]:
    """What the command line asks for: corpora a row, and the rows."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--draws", type=int, default=300, help="corpora a row")
    parser.add_argument("--cities", type=int, help="corpora of that many cities alone")
    told = parser.parse_args()
    return told.draws, [size for size in SIZES if told.cities in (None, size[0])]


def main() -> None:
    n_draws, sizes = asked(__doc__)
    warnings.simplefilter("ignore")
    for n_cities, n_with in sizes:
        for name, (alarm, cover) in measure(n_cities, n_with, n_draws).items():
            print(f"{n_cities} cities, {n_with} with it, {name}: {alarm:.3f} false alarms, "
                  f"{cover:.3f} covered", flush=True)  # fmt: skip
    for n_cities in sorted({n_cities for n_cities, _ in sizes}):
        for name, (alarm, cover) in of_articles(n_cities, n_draws).items():
            print(f"{n_cities} cities, covariate of articles, {name}: {alarm:.3f} false alarms, "
                  f"{cover:.3f} covered", flush=True)  # fmt: skip
    print(f"CPU of regress over that of statsmodels' OLS, 40 themes: {ratio():.2f}")


if __name__ == "__main__":
    main()
