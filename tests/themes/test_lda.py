"""LDA finds what was planted, from every seed, and streams."""

import numpy as np
import pytest

from cityanalysis.themes import LDA
from cityanalysis.themes.inference import infer_theta
from cityanalysis.themes.informed_start import informed_topics
from tests.simulate.topics import city_error, matched_cosine


@pytest.mark.parametrize("engine", ["vem", "gensim"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_finds_planted_topics_and_city_weights(planted, engine, seed):
    model = LDA(8, engine=engine, random_state=seed)
    theta = model.fit_transform(planted.counts)
    cosine, columns = matched_cosine(planted.phi, model.components_)
    assert cosine.mean() > 0.98 and cosine.min() > 0.95
    assert city_error(planted, theta, columns) < 0.012


def test_a_random_start_fails_the_same_check(planted):
    rng = np.random.default_rng(0)
    cosine, _ = matched_cosine(planted.phi, rng.dirichlet(np.full(2_000, 0.05), size=8))
    assert cosine.max() < 0.95


def test_every_seed_gives_the_same_topics(planted):
    first, second = (LDA(8, random_state=seed).fit(planted.counts).components_ for seed in (1, 2))
    assert matched_cosine(first, second)[0].min() > 0.99


def test_resampled_runs_differ(planted):
    first = LDA(8, random_state=1).fit(planted.counts).components_
    other = LDA(8, random_state=1, resample=True).fit(planted.counts).components_
    cosine = matched_cosine(first, other)[0]
    assert cosine.min() > 0.9 and cosine.max() < 1 - 1e-6


@pytest.mark.parametrize("engine", ["vem", "gensim"])
def test_streaming_finds_planted_topics(planted, engine):
    model = LDA(8, engine=engine, random_state=0)
    for part in np.array_split(np.arange(planted.counts.shape[0]), 3):
        model.partial_fit(planted.counts[part])
    assert model.n_documents_seen_ == 1_500
    assert matched_cosine(planted.phi, model.components_)[0].mean() > 0.95


def test_spare_topics_take_little_weight(planted):
    theta = LDA(12, random_state=0).fit_transform(planted.counts)
    assert np.sort(theta.mean(axis=0))[:4].sum() < 0.1


def test_start_alone_is_near_the_truth(planted):
    cosine, _ = matched_cosine(planted.phi, informed_topics(planted.counts, 8))
    assert cosine.min() > 0.8


def test_weights_do_not_depend_on_the_company(planted):
    model = LDA(8, random_state=0).fit(planted.counts)
    together = model.transform(planted.counts[:200])
    apart = np.vstack([model.transform(planted.counts[row]) for row in range(200)])
    np.testing.assert_allclose(together, apart, atol=1e-7)


def test_inference_agrees_with_gensim(planted):
    """The E-step is gensim's own: same topics, same prior, same weights."""
    from gensim.models import LdaModel

    counts = planted.counts[:100]
    lda = LdaModel(
        id2word={n: str(n) for n in range(2_000)},
        num_topics=8,
        alpha=np.full(8, 0.1, np.float32),
        iterations=500,
        gamma_threshold=1e-6,
        random_state=0,
    )
    lda.expElogbeta = planted.phi.astype(np.float32)
    bags = [list(zip(row.indices.tolist(), row.data.tolist())) for row in counts]
    gamma, _ = lda.inference(bags)
    ours = infer_theta(counts, planted.phi, np.full(8, 0.1), tol=1e-6, max_iter=500)
    difference = np.abs(ours - gamma / gamma.sum(axis=1, keepdims=True)).max(axis=1)
    assert np.median(difference) < 1e-4 and (difference < 0.01).mean() > 0.95
