"""Prints a digest of topics and slopes, to be compared between types of processor."""

import hashlib

import numpy as np
import pandas as pd

from cityanalysis.compare import trends
from cityanalysis.corpus import analysed, read_corpus
from cityanalysis.resources import sample_pages
from cityanalysis.text import count_terms, tokenize
from cityanalysis.themes import fit_topics


def main() -> None:
    pages = sorted(sample_pages().glob("*.txt"))[:25]
    articles = analysed(read_corpus(pages))
    dtm = count_terms(tokenize(articles), min_documents=2)
    fit = fit_topics(dtm, n_topics=6, runs=1, seed=3)
    about = pd.DataFrame(fit.theta > 0.3)
    names = ["甲" if n % 3 else "乙" for n in range(len(about))]
    cities = pd.DataFrame({"doc_id": about.index, "city": names})
    dates = pd.Series(pd.date_range("2020-01-03", periods=len(about), freq="5D"), index=about.index)
    slopes = trends(about, cities, dates, period="month")
    numbers = [fit.theta.to_numpy(), fit.phi.to_numpy(), slopes.select_dtypes("number").to_numpy()]
    for found in numbers:
        print(found.shape, hashlib.sha256(np.ascontiguousarray(found).tobytes()).hexdigest()[:16])


if __name__ == "__main__":
    main()
