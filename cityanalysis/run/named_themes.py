"""The named themes of a run, by the measure that its settings choose."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from cityanalysis.compare import read_labels
from cityanalysis.errors import CityAnalysisWarning, warn
from cityanalysis.frames import Cities
from cityanalysis.run.settings import Settings
from cityanalysis.run.shard_work import score_all
from cityanalysis.text import DocumentTermMatrix
from cityanalysis.themes import (
    SentenceVectors,
    Theme,
    ThemeFit,
    assign_themes,
    choose_encoder,
    fit_scores,
    fit_themes,
    learn_from_labels,
)

__all__ = ["at_home", "measure_named"]

# The theme of foreign affairs takes in relations with Hong Kong, Macao and Taiwan (codes of their
# provinces), so that a national bulletin would make it the largest theme of these places.
_FOREIGN, _APART = "diplomacy", ("71", "81", "82")
_NO_THEME = "residual_1"


def measure_named(
    dtm: DocumentTermMatrix,
    documents: pd.DataFrame,
    hits: pd.DataFrame,
    themes: tuple[Theme, ...],
    settings: Settings,
    cache: Path,
) -> tuple[ThemeFit, pd.DataFrame, SentenceVectors | None]:
    """Weights of the named themes, what each document is about, and sentence vectors if asked."""
    if settings.measure in ("seeded_lda", "lexicon"):
        fit = fit_themes(
            dtm,
            themes,
            hits=hits,
            model=settings.measure,
            runs=settings.runs,
            seed=settings.seed,
            jobs=settings.jobs,
        )
        return fit, assign_themes(fit, hits, documents), None
    encoder = choose_encoder(documents, settings.measure)
    keep = settings.keep_vectors
    if keep and encoder is None:
        warn(
            "no sentence vectors are kept: the measure was fast. Ask for --measure full.",
            CityAnalysisWarning,
        )
    scores = score_all(
        documents,
        themes,
        encoder,
        cache,
        jobs=settings.jobs,
        scheduler=settings.scheduler,
        keep_vectors=keep,
        in_part=settings.learn is None,
    )
    if settings.learn is not None:
        scores = learn_from_labels(scores, documents, read_labels(settings.learn))
    return fit_scores(dtm, scores, themes, hits=hits), scores.about, scores.sentences


def at_home(
    fit: ThemeFit, about: pd.DataFrame, cities: pd.DataFrame
) -> tuple[ThemeFit, pd.DataFrame]:
    """Weights and assignments in which texts of Hong Kong or Taiwan are not foreign affairs.

    Parameters
    ----------
    fit : ThemeFit
        Weights of the named themes.
    about : DataFrame of bool
        What each document is about.
    cities : DataFrame
        Cities frame of the documents.

    Returns
    -------
    fit, about
        Documents all of whose cities lie there lose the theme, its weight going to no theme.
    """
    apart = cities[Cities.code].fillna("").str.startswith(_APART)
    only = apart.groupby(cities[Cities.doc_id]).all()
    docs = only.index[only.astype(bool)].intersection(about.index)
    if _FOREIGN not in about or not len(docs):
        return fit, about
    about = about.copy()
    about.loc[docs, _FOREIGN] = False
    theta = _moved(fit.theta, docs)
    runs = tuple(theta if run is fit.theta else _moved(run, docs) for run in fit.runs)
    return replace(fit, theta=theta, runs=runs), about


def _moved(theta: pd.DataFrame, docs: pd.Index) -> pd.DataFrame:
    if _FOREIGN not in theta or _NO_THEME not in theta:
        return theta
    theta = theta.copy()
    theta.loc[docs, _NO_THEME] += theta.loc[docs, _FOREIGN]
    theta.loc[docs, _FOREIGN] = 0.0
    return theta
