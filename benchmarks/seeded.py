"""How well seeded themes recover planted weights, beside a prior on seeds alone.

Prints one line: correlation of estimated and true weights by corpus size and quality of seeds,
for SeededLDA and for gensim's LdaModel with the seeds in its ``eta``, and the CPU time of each.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.themes import fit_themes
from tests.simulate.seeded_corpus import N_THEMES, Planted, plant

N_RESIDUAL = 5


def seeded(planted: Planted) -> float:
    fit = fit_themes(planted.dtm, planted.themes, model="seeded_lda", n_residual=N_RESIDUAL)
    return planted.correlation(fit.theta)


def seeds_as_prior(planted: Planted) -> float:
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    column = {term: number for number, term in enumerate(planted.dtm.vocabulary)}
    eta = np.full((N_THEMES + N_RESIDUAL, len(column)), 0.01)
    for number, theme in enumerate(planted.themes):
        eta[number, [column[seed] for seed in theme.seeds]] = 1
    bags = list(Sparse2Corpus(planted.dtm.counts, documents_columns=False))
    names = {number: term for term, number in column.items()}
    model = LdaModel(bags, len(eta), names, passes=10, eta=eta, random_state=0, eval_every=None)
    gamma = model.inference(bags)[0][:, :N_THEMES]
    return planted.correlation(pd.DataFrame(gamma, columns=[t.id for t in planted.themes]))


def main() -> None:
    warnings.simplefilter("ignore")
    parts = []
    for n_documents in (25, 100, 1000):
        for noisy in (False, True):
            planted = [plant(n_documents, noisy=noisy, seed=seed) for seed in range(3)]
            times, values = [], []
            for method in (seeded, seeds_as_prior):
                start = time.process_time()
                values.append(np.mean([method(one) for one in planted]))
                times.append(time.process_time() - start)
            name = f"D={n_documents} {'noisy' if noisy else 'clean'}"
            parts.append(
                f"{name} {values[0]:.3f} (prior alone {values[1]:.3f}), "
                f"{times[1] / max(times[0], 1e-9):.1f}x faster"
            )
    print("seeded: correlation " + "; ".join(parts))


if __name__ == "__main__":
    main()
