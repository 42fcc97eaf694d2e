"""The topics of a run: which engine finds them, how many there are, and what they are called."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from cityanalysis._typing import TopicEngine
from cityanalysis.frames import Articles, Hits, TopicLabels, TopicTerms
from cityanalysis.run.settings import Settings
from cityanalysis.run.shard_work import embed_all
from cityanalysis.run.topic_sample import applied, sample_rows
from cityanalysis.run.units import Units
from cityanalysis.text import DocumentTermMatrix, select_documents, select_terms
from cityanalysis.themes import (
    Support,
    ThemeFit,
    TopicChoice,
    choose_clusters,
    choose_encoder,
    choose_topics,
    fit_topics,
    frex,
    label_fit,
    top_terms,
)

__all__ = ["discover_topics", "labelled_topics", "topic_terms"]

_CHOICE = 3_000  # documents on which the number of topics is chosen; more would take minutes
_COMMON = 5  # documents of a corpus above that size in which a term of its topics stands
_CANDIDATES = (5, 8, 10, 15, 20, 30)  # numbers of topics that are compared: readable ones
# Characters. Half of the texts being shorter, each has few words and one subject: clusters of
# sentence vectors agree better with hand labels there (headlines .53 against .28).
_SHORT = 300
_MOST_EMBEDDED = 10_000  # texts; more would take minutes


def discover_topics(
    dtm: DocumentTermMatrix, units: Units, gate: Support, settings: Settings, cache: Path
) -> ThemeFit | None:
    """Topics of the corpus, with the curves that their number was chosen by."""
    if settings.topics == "0" or not gate.topics or not dtm.n_terms:
        return None
    engine = _engine(units.documents, settings)
    vectors = None
    if engine == "embedding":
        vectors = embed_all(
            units.documents, cache, jobs=settings.jobs, scheduler=settings.scheduler
        )
    most = dtm.n_documents if vectors is not None else settings.sample
    rows = sample_rows(units.documents, units.cities, most, seed=settings.seed)
    sample = dtm if len(rows) == dtm.n_documents else select_documents(dtm, rows)
    if sample.n_documents > _CHOICE:
        sample = select_terms(sample, min_documents=_COMMON)
    choice = _choice(sample, vectors, settings) if settings.topics == "auto" else None
    found = fit_topics(
        sample,
        n_topics=choice.n_topics if choice else int(settings.topics),
        engine=engine,
        vectors=vectors,
        runs=settings.runs,
        seed=settings.seed,
        jobs=settings.jobs,
    )
    found = applied(found, dtm)
    if choice is None:
        return found
    return replace(found, diagnostics={**found.diagnostics, "choice": choice.curves})


def _engine(documents: pd.DataFrame, settings: Settings) -> TopicEngine:
    """The engine asked for; else clusters of sentence vectors for short texts, LDA for others."""
    if settings.engine != "auto":
        return settings.engine
    is_short = (
        documents[Articles.text].str.len().median() <= _SHORT and len(documents) <= _MOST_EMBEDDED
    )
    if not is_short or settings.measure not in ("auto", "full"):
        return "vem"
    return "embedding" if choose_encoder(documents, settings.measure) else "vem"


def _choice(dtm: DocumentTermMatrix, vectors: np.ndarray | None, settings: Settings) -> TopicChoice:
    """Number of topics; of LDA, chosen on at most 3,000 evenly spaced documents."""
    if vectors is not None:
        most = max(min(_CANDIDATES), len(vectors) // 10)
        few = [number for number in _CANDIDATES if number <= most]
        return choose_clusters(dtm, vectors, candidates=few, seed=settings.seed)
    step = -(-dtm.n_documents // _CHOICE)
    sample = DocumentTermMatrix(
        counts=dtm.counts[::step], doc_ids=dtm.doc_ids[::step], vocabulary=dtm.vocabulary
    )
    if step > 1:
        sample = select_terms(sample, min_documents=2)
    # Fewer than ten documents per topic leave a reader nothing to recognise it by.
    most = max(5, sample.n_documents // 10)
    candidates = [number for number in _CANDIDATES if number <= most]
    return choose_topics(sample, candidates=candidates, seed=settings.seed, jobs=settings.jobs)


def topic_terms(topics: ThemeFit | None, n_terms: int = 20) -> pd.DataFrame:
    if topics is None:
        return TopicTerms.empty()
    likely = top_terms(topics.phi, n_terms=n_terms).rename(columns={Hits.theme: TopicTerms.topic})
    own = frex(topics.phi)
    pairs = zip(likely[TopicTerms.topic], likely[TopicTerms.term])
    scores = np.array([own.at[topic, term] for topic, term in pairs], dtype=float)
    return likely.assign(frex=scores)[TopicTerms.names()]


def labelled_topics(topics: ThemeFit | None, remembered: pd.DataFrame | None) -> pd.DataFrame:
    """Labels of the topics: those that the user gave, made of their terms where there are none."""
    if topics is None:
        return TopicLabels.empty()
    return label_fit(topics, remembered=remembered)
