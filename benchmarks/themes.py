"""Topics on planted truth: ours from five seeds beside gensim, tomotopy and scikit-learn.

    python benchmarks/themes.py            20,000 documents, 20,000 terms, K = 20
    python benchmarks/themes.py --small    a tenth of it

Prints a line per model (CPU seconds, mean cosine to the planted topics, mean absolute error of city
weights) and last one line: the worst of our five seeds, and its CPU time over tomotopy's.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))

import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.themes import LDA
from tests.simulate.topics import Planted, city_error, matched_cosine, planted_topics

Model = Callable[[Planted], tuple[np.ndarray, np.ndarray]]


def ours(engine: str, seed: int) -> Model:
    def run(data: Planted) -> tuple[np.ndarray, np.ndarray]:
        model = LDA(20, engine=engine, random_state=seed)
        return model.fit_transform(data.counts), model.components_

    return run


def plain_gensim(data: Planted) -> tuple[np.ndarray, np.ndarray]:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    documents = list(Sparse2Corpus(data.counts, documents_columns=False))
    names = {term: str(term) for term in range(data.counts.shape[1])}
    model = LdaModel(documents, 20, names, passes=5, random_state=0, eval_every=None)
    gamma, _ = model.inference(documents)
    return gamma / gamma.sum(axis=1, keepdims=True), model.get_topics()


def scikit(name: str) -> Model:
    def run(data: Planted) -> tuple[np.ndarray, np.ndarray]:
        from sklearn.decomposition import NMF, LatentDirichletAllocation

        if name == "lda":
            model = LatentDirichletAllocation(20, learning_method="online", random_state=0)
        else:
            model = NMF(20, beta_loss="kullback-leibler", solver="mu", random_state=0)
        weights = model.fit_transform(data.counts)
        phi = model.components_
        # NMF leaves the scale between its factors open; tokens are what both are counted in.
        weights = weights * phi.sum(axis=1) if name == "nmf" else weights
        theta = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
        return theta, phi / phi.sum(axis=1, keepdims=True)

    return run


def measure(data: Planted, name: str, model: Model) -> tuple[float, float, float]:
    begun = time.process_time()
    theta, phi = model(data)
    spent = time.process_time() - begun
    cosine, columns = matched_cosine(data.phi, phi)
    error = city_error(data, theta, columns)
    print(f"{name:24} {spent:6.1f} s  cosine {cosine.mean():.4f}  error {error:.4f}", flush=True)
    return spent, float(cosine.mean()), error


def main() -> None:
    warnings.simplefilter("ignore")
    small = "--small" in sys.argv
    data = planted_topics(n_documents=2_000 if small else 20_000, n_terms=20_000)
    seeds = [measure(data, f"LDA, seed {seed}", ours("vem", seed)) for seed in range(5)]
    measure(data, "LDA, engine gensim", ours("gensim", 0))
    gibbs = measure(data, "tomotopy, 200 sweeps", ours("tomotopy", 0))
    measure(data, "plain gensim, 5 passes", plain_gensim)
    measure(data, "scikit-learn LDA", scikit("lda"))
    measure(data, "scikit-learn NMF-KL", scikit("nmf"))
    spare = planted_topics(n_documents=data.counts.shape[0], n_background=0)
    measure(spare, "LDA, 12 planted, K = 20", ours("vem", 0))
    worst = max(seeds, key=lambda one: one[0])[0]
    cosine, error = min(one[1] for one in seeds), max(one[2] for one in seeds)
    print(
        f"themes: worst of 5 seeds cosine {cosine:.4f}, error {error:.4f}, {worst:.1f} s CPU; "
        f"{worst / gibbs[0]:.2f} of tomotopy's"
    )


if __name__ == "__main__":
    main()
