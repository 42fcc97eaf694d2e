"""The named themes of a run, by the measure that its settings choose."""

from pathlib import Path

import pandas as pd

from cityanalysis.compare import read_labels
from cityanalysis.errors import CityAnalysisWarning, warn
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

__all__ = ["measure_named"]


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
    )
    if settings.learn is not None:
        scores = learn_from_labels(scores, documents, read_labels(settings.learn))
    return fit_scores(dtm, scores, themes, hits=hits), scores.about, scores.sentences
