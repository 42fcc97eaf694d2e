import hashlib
import os
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from cityanalysis.errors import EmptyCorpusError, InputError, SeedWarning, UsageError
from cityanalysis.text import count_terms, tfidf
from cityanalysis.themes import (
    Theme,
    ThemeFit,
    apply_themes,
    fit_themes,
    fit_topics,
    load_fit,
)
from tests.simulate.seeded_corpus import plant

THEMES = (
    Theme("trade", "外贸", "Trade", ("外贸", "海关", "出口")),
    Theme("water", "水利", "Water", ("灌溉", "水库")),
)


def dtm_of(*documents: list[str]):
    return count_terms(pd.Series(list(documents), index=[f"d{n}" for n in range(len(documents))]))


def mixed(n: int):
    rng = np.random.default_rng(0)
    words = [["外贸", "海关", "出口", "订单"], ["灌溉", "水库", "机井", "渠道"], ["天气", "晴朗"]]
    return dtm_of(*(list(rng.choice(words[k % 3], 12)) for k in range(n)))


def same(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    return left.to_numpy().tobytes() == right.to_numpy().tobytes()


@pytest.mark.parametrize("model", ["lexicon", "seeded_lda"])
def test_rows_sum_to_one_and_reload_applies_alike(model, tmp_path):
    dtm = mixed(60)
    fit = fit_themes(dtm, THEMES, model=model, seed=1)
    assert np.allclose(fit.theta.sum(axis=1), 1) and np.allclose(fit.phi.sum(axis=1), 1)
    fit.save(tmp_path)
    loaded = load_fit(tmp_path)
    assert same(loaded.theta, fit.theta) and loaded.themes == ("trade", "water")
    applied = apply_themes(loaded, dtm)
    assert np.abs(applied.to_numpy() - fit.theta.to_numpy()).max() < 1e-6
    assert not list(tmp_path.glob("*.pkl"))


def test_weights_follow_the_seeds():
    fit = fit_themes(mixed(60), THEMES, seed=1)
    assert fit.model == "seeded_lda"
    assert fit.theta["trade"].iloc[::3].min() > 0.5
    assert fit.theta["water"].iloc[1::3].min() > 0.5
    assert (fit.theta[["trade", "water"]].iloc[2::3] == 0).all(axis=None)
    learned = fit.diagnostics["learned"].groupby("theme")["term"].first()
    assert learned["trade"] == "订单" and learned["water"] in ("机井", "渠道")


def test_small_corpora_are_measured_by_their_seeds():
    fit = fit_themes(mixed(12), THEMES)
    assert fit.model == "lexicon" and list(fit.theta) == ["trade", "water", "residual_1"]


def planted_fit(kind: str, jobs: int) -> ThemeFit:
    planted = plant(60, noisy=False, seed=2)
    if kind == "named":
        return fit_themes(planted.dtm, planted.themes, runs=4, seed=5, jobs=jobs)
    return fit_topics(planted.dtm, n_topics=6, runs=4, seed=5, jobs=jobs)


def digest(fit: ThemeFit) -> str:
    tables = (fit.theta, fit.phi, *fit.runs)
    return hashlib.sha256(b"".join(table.to_numpy().tobytes() for table in tables)).hexdigest()


@pytest.mark.parametrize("kind", ["named", "discovered"])
def test_same_seed_same_bytes_at_any_number_of_jobs(kind):
    alone = planted_fit(kind, 1)
    assert len({run.to_numpy().tobytes() for run in alone.runs}) == 4
    assert {digest(planted_fit(kind, jobs)) for jobs in (2, 4)} == {digest(alone)}


@pytest.mark.parametrize("kind", ["named", "discovered"])
def test_same_seed_same_bytes_in_another_process(kind):
    line = f"from {__name__} import digest, planted_fit; print(digest(planted_fit({kind!r}, 1)))"
    paths = os.pathsep.join(path for path in sys.path if path)
    settings = os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, check=True, env=settings
    )
    assert done.stdout.strip() == digest(planted_fit(kind, 1))


@pytest.mark.parametrize("kind", ["named", "discovered"])
def test_reloaded_fits_weigh_training_articles_as_the_fit_did(kind, tmp_path):
    fit = planted_fit(kind, 1)
    fit.save(tmp_path)
    training = plant(60, noisy=False, seed=2).dtm
    applied = apply_themes(load_fit(tmp_path), training)
    assert np.abs(applied.to_numpy() - fit.theta.to_numpy()).max() < 1e-6


def test_long_documents_are_pooled_from_passages():
    dtm = dtm_of(
        ["外贸", "海关", "出口"] * 200 + ["灌溉", "水库"] * 300, *[["外贸"], ["水库"]] * 30
    )
    fit = fit_themes(dtm, THEMES, seed=0)
    assert dtm.passages is not None
    assert abs(fit.theta.loc["d0", "trade"] - 0.5) < 0.1
    assert np.abs(apply_themes(fit, dtm).to_numpy() - fit.theta.to_numpy()).max() < 1e-6


@pytest.mark.parametrize(
    "documents",
    [[[]], [["外贸"]] * 60, [["外贸", "海关"]] * 60, [[]] * 59 + [["外贸"]]],
    ids=["empty article", "one word", "all alike", "nearly all empty"],
)
@pytest.mark.parametrize("model", ["auto", "lexicon", "seeded_lda"])
def test_odd_corpora_give_weights(documents, model):
    fit = fit_themes(dtm_of(*documents), THEMES, model=model)
    assert np.isfinite(fit.theta.to_numpy()).all() and np.isfinite(fit.phi.to_numpy()).all()
    assert np.allclose(fit.theta.sum(axis=1), 1)


def test_what_cannot_be_fitted_is_told(tmp_path):
    with pytest.raises(EmptyCorpusError):
        fit_themes(dtm_of(), THEMES)
    with pytest.raises(UsageError, match="auto, lexicon, seeded_lda"):
        fit_themes(mixed(3), THEMES, model="bert")
    with pytest.raises(UsageError, match="runs"):
        fit_themes(mixed(3), THEMES, runs=0)
    with pytest.raises(UsageError, match="count_terms"):
        fit_themes(tfidf(mixed(3)), THEMES)
    with pytest.raises(InputError, match="no fit"):
        load_fit(tmp_path)


def test_seeds_that_the_matrix_lacks_are_told():
    hits = pd.DataFrame(
        {"doc_id": ["d0"], "theme": ["trade"], "seed": ["出口"], "field": ["text"]}
        | {"start": [0], "end": [2]}
    )
    with pytest.warns(SeedWarning, match="tokenize"):
        fit_themes(dtm_of(["进"]), THEMES, hits=hits)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit_themes(dtm_of(["出口"]), THEMES, hits=hits)
