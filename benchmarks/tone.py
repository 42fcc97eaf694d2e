"""Can tone be measured: does a sentence complain, report, plan, praise or give notice?

    python benchmarks/tone.py

`tone_labels.csv` names 300 sentences by the id of their text and their place in it, drawn at random
by source, with the tone that one reader gave each, and for sixty what the same reader gave when
they came again. A logistic regression on the mean of characters' n-grams and the vector of the
sentence encoder is scored by leaving out each source, and tenfold. Its baseline is the commonest
tone. Needs the labelled texts beside the checkout, or CITYANALYSIS_SHARED; says so and stops where
they are not there.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from cityanalysis.text.sentence_vectors import embed

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CITYANALYSIS_SHARED", ROOT.parent / "shared"))
UNITS = SHARED / "data" / "theme_labels" / "units.jsonl.gz"
FOLDS = 10


def labelled() -> pd.DataFrame:
    """The sentences with their source and tone; those of no tone are left out."""
    with gzip.open(UNITS, "rt", encoding="utf-8") as file:
        units = {unit["id"]: unit for unit in map(json.loads, file)}
    table = pd.read_csv(Path(__file__).with_name("tone_labels.csv"), keep_default_na=False)
    places = zip(table["id"], table["start"], table["end"], strict=True)
    table["text"] = [units[one]["text"][start:end] for one, start, end in places]
    table["source"] = [units[one]["source"] for one in table["id"]]
    return table


def predicted(table: pd.DataFrame, vectors: np.ndarray, part: np.ndarray) -> np.ndarray:
    """Tone of each sentence, learned from all that are not in its part."""
    found = np.empty(len(table), dtype=object)
    for one in np.unique(part):
        held = part == one
        words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        known = words.fit_transform(table["text"][~held])
        model = LogisticRegression(C=10, class_weight="balanced", max_iter=2000)
        model.fit(hstack([known, csr_array(vectors[~held])]), table["tone"][~held])
        asked = words.transform(table["text"][held])
        found[held] = model.predict(hstack([asked, csr_array(vectors[held])]))
    return found


def scored(name: str, tone: pd.Series, found: np.ndarray) -> str:
    names = sorted(set(tone))
    each = f1_score(tone, found.astype(str), average=None, labels=names, zero_division=0)
    words = ", ".join(f"{tone} {f1:.2f}" for tone, f1 in zip(names, each, strict=True))
    return f"{name}: macro F1 {each.mean():.2f} ({words})"


def main() -> None:
    if not UNITS.exists():
        sys.exit("the labelled texts are not there: set CITYANALYSIS_SHARED.")
    table = labelled()
    again = table[table["again"] != ""]
    same = int((again["tone"] == again["again"]).sum())
    print(f"read twice: {same} of {len(again)} alike; {table['tone'].value_counts().to_dict()}")
    table = table[table["tone"] != "none"].reset_index(drop=True)
    vectors = np.asarray(embed(table["text"]))
    fold = np.random.default_rng(0).permutation(len(table)) % FOLDS
    tone = table["tone"]
    print(scored("a source left out", tone, predicted(table, vectors, table["source"].to_numpy())))
    print(scored("tenfold", tone, predicted(table, vectors, fold)))
    print(scored("the commonest tone", tone, np.full(len(table), tone.mode()[0], dtype=object)))


if __name__ == "__main__":
    main()
