"""From text to named themes and 20 topics with three runs, beside the usual script.

    python benchmarks/real_corpus.py [--alone]

Needs the city reports (china_to_2022) beside the checkout, or CITYANALYSIS_SHARED; says so and
stops where they are not there. Prints topics to stderr, and one line: CPU seconds of ours over
those of benchmarks/usual_script.py in the same run (seconds of tokens and counts, named themes,
topics; of words, counts, LdaModel), peak memory, agreement of two seeds, the share of place names
in the topics' top ten, and topics of boilerplate: those two of whose ten likeliest, or most
distinctive, words frame a report and say nothing of the city. `--alone` leaves the usual script
out.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import gzip
import json
import re
import resource
import subprocess
import sys
import time
import warnings
from itertools import pairwise
from pathlib import Path

import pandas as pd

import cityanalysis.themes as themes
from cityanalysis.text import count_terms, tokenize
from cityanalysis.text.name_words import place_names
from cityanalysis.themes.describe import top_terms
from cityanalysis.themes.stability import topic_stability

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
REPORTS = SHARED / "data" / "city_reports" / "china_to_2022.jsonl.gz"
FRAME = "各位|代表|委员|报告|会议|大会|审议|列席|同志|致以|敬意|感谢|衷心|同胞|官兵|各界"
STOPWORDS = ("general", "newspaper", "government")


def read() -> pd.DataFrame:
    with gzip.open(REPORTS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return pd.DataFrame({"doc_id": [r["id"] for r in rows], "text": [r["text"] for r in rows]})


def boilerplate_topics(phi: pd.DataFrame) -> int:
    """Topics with two or more terms, of the ten likeliest or most their own, that only frame."""
    found: set[str] = set()
    for scores in (phi, phi * (phi / phi.sum(axis=0))):
        framing = top_terms(scores).loc[lambda top: top["term"].str.contains(FRAME), "theme"]
        found.update(framing.value_counts().loc[lambda n: n >= 2].index)
    return len(found)


def usual_seconds() -> float:
    script = Path(__file__).with_name("usual_script.py")
    done = subprocess.run(
        [sys.executable, str(script), str(REPORTS)], capture_output=True, text=True, check=True
    )
    print(done.stdout.strip(), flush=True)
    found = re.search(r"([\d.]+) s CPU", done.stdout)
    return float(found[1]) if found else float("nan")


def main() -> None:
    if not REPORTS.is_file():
        print(f"real_corpus: {REPORTS} is not here (set CITYANALYSIS_SHARED); nothing measured")
        return
    warnings.simplefilter("ignore")
    clock = [time.process_time()]
    articles = read()
    dtm = count_terms(tokenize(articles, stopwords=STOPWORDS), min_documents=5)
    clock.append(time.process_time())
    hits = themes.find_seeds(articles, themes.read_themes())
    named = themes.fit_themes(dtm, themes.read_themes(), hits=hits)
    themes.assign_themes(named, hits, articles)
    clock.append(time.process_time())
    topics = themes.fit_topics(dtm, n_topics=20, runs=3, seed=0)
    clock.append(time.process_time())
    stages = [end - begin for begin, end in pairwise(clock)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    other = themes.fit_topics(dtm, n_topics=20, seed=1)
    agreement = topic_stability([topics.phi.to_numpy(), other.phi.to_numpy()], topics.themes)
    top = top_terms(topics.phi)
    for topic in topics.themes:
        print(topic, *top.loc[top["theme"] == topic, "term"], file=sys.stderr)
    places = top["term"].isin(place_names()).mean()
    framing = boilerplate_topics(topics.phi)
    steady = topics.diagnostics["stability"]["cosine"].mean()
    usual = float("nan") if "--alone" in sys.argv else usual_seconds()
    print(
        f"real corpus: {sum(stages):.1f} s CPU ({', '.join(f'{s:.1f}' for s in stages)}), "
        f"{sum(stages) / usual:.2f} of the usual script; peak {peak:.2f} GB; two seeds agree at "
        f"{agreement['cosine'].mean():.3f} (resampled runs {steady:.3f}); "
        f"place names {places:.1%}; {framing} topics of boilerplate; "
        f"{len(named.themes)} named themes"
    )


if __name__ == "__main__":
    main()
