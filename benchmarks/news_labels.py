"""Do topics agree with the tags that a broadcaster gave its news?

    python benchmarks/news_labels.py [FIRST_YEAR [LAST_YEAR]]

Purity and normalised mutual information of each item's main topic against its tag, for our LDA
beside gensim's default LdaModel of the same counts and scikit-learn's NMF of their TF-IDF, K = 20,
each the mean of three seeds, in one run. All items of the years are fitted (by default 2017 to
2022, before which few have tags); scored are those with exactly one tag, of the tags that fifty
such items or more have. Prints a line per model to stderr, and one line. Needs the news beside the
checkout, or CITYANALYSIS_SHARED; says so and stops where they are not there.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import gzip
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import normalized_mutual_info_score

from cityanalysis.text import DocumentTermMatrix, count_terms, tfidf, tokenize
from cityanalysis.themes import fit_topics

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
K, SEEDS, FEWEST = 20, (0, 1, 2), 50


def read(folder: Path, years: range) -> pd.DataFrame:
    rows = []
    for year in years:
        with gzip.open(folder / f"broadcast_{year}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    table = pd.DataFrame(rows).rename(columns={"id": "doc_id"})
    one = table["label"].notna() & ~table["label"].fillna("").str.contains(",")
    counts = table.loc[one, "label"].value_counts()
    often = counts.index[counts >= FEWEST]
    return table.assign(tag=table["label"].where(one & table["label"].isin(often)))


def ours(dtm: DocumentTermMatrix, seed: int) -> np.ndarray:
    return fit_topics(dtm, n_topics=K, seed=seed).theta.to_numpy()


def gensim(dtm: DocumentTermMatrix, seed: int) -> np.ndarray:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    bags = list(Sparse2Corpus(dtm.counts, documents_columns=False))
    names = dict(enumerate(dtm.vocabulary))
    gamma, _ = LdaModel(bags, K, names, random_state=seed).inference(bags)
    return gamma


def nmf(dtm: DocumentTermMatrix, seed: int) -> np.ndarray:
    from sklearn.decomposition import NMF

    return NMF(K, random_state=seed).fit_transform(tfidf(dtm).counts)


def purity(topic: np.ndarray, tag: np.ndarray) -> float:
    """Share of items whose tag is the most frequent of their topic."""
    return float(pd.crosstab(topic, tag).to_numpy().max(axis=1).sum() / len(tag))


def measure(
    name: str,
    model: Callable[[DocumentTermMatrix, int], np.ndarray],
    dtm: DocumentTermMatrix,
    tag: pd.Series,
) -> tuple[float, float]:
    begun = time.process_time()
    scored = tag.notna().to_numpy()
    labels = tag[scored].to_numpy(str)
    figures = []
    for seed in SEEDS:
        topic = model(dtm, seed)[scored].argmax(axis=1)
        figures.append((purity(topic, labels), normalized_mutual_info_score(labels, topic)))
    pure, nmi = np.mean(figures, axis=0)
    spent = (time.process_time() - begun) / len(SEEDS)
    each = " ".join(f"{p:.3f}/{n:.3f}" for p, n in figures)
    print(f"{name:10} purity/NMI {each}  {spent:.1f} s CPU a fit", file=sys.stderr, flush=True)
    return float(pure), float(nmi)


def main() -> None:
    folder = SHARED / "data" / "news"
    if not folder.is_dir():
        print(f"news_labels: {folder} is not here (set CITYANALYSIS_SHARED); nothing measured")
        return
    warnings.simplefilter("ignore")
    years = [int(one) for one in sys.argv[1:]]
    table = read(folder, range(years[0] if years else 2017, (years[-1] if years else 2022) + 1))
    tokens = tokenize(table, stopwords=("general", "newspaper", "government"))
    dtm = count_terms(tokens, min_documents=5, max_share=0.5)
    models = {"ours": ours, "gensim": gensim, "NMF": nmf}
    found = {name: measure(name, model, dtm, table["tag"]) for name, model in models.items()}
    scores = "; ".join(f"{name} purity {p:.3f}, NMI {n:.3f}" for name, (p, n) in found.items())
    print(
        f"news labels: {scores} ({table['tag'].notna().sum()} of {len(table)} items scored, "
        f"{table['tag'].nunique()} tags, K = {K})"
    )


if __name__ == "__main__":
    main()
