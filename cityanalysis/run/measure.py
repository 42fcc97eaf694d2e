"""The second half of a run: themes of the chosen articles, and the cities compared by them."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import Period, TopicEngine
from cityanalysis.compare import (
    all_texts,
    calibrate,
    choose_period,
    contrasts,
    covariates,
    distances,
    keyness,
    location_quotients,
    omnibus,
    own_names,
    prevalence,
    read_labels,
    score_labels,
    series,
    standardise,
    strata,
    trends,
)
from cityanalysis.errors import CityAnalysisWarning, InputError, warn
from cityanalysis.frames import (
    Articles,
    Calibrated,
    Cities,
    CityCounts,
    HandLabels,
    Hits,
    LabelScores,
    TopicLabels,
    TopicTerms,
)
from cityanalysis.run.named_themes import at_home, measure_named
from cityanalysis.run.settings import Settings
from cityanalysis.run.shard_work import count_words, embed_all
from cityanalysis.run.topic_sample import applied, sample_rows
from cityanalysis.run.units import Units
from cityanalysis.text import DocumentTermMatrix, read_dictionary, select_documents, select_terms
from cityanalysis.themes import (
    LISTED_CLUSTERS,
    SentenceVectors,
    Support,
    Theme,
    ThemeFit,
    TopicChoice,
    choose_clusters,
    choose_encoder,
    choose_topics,
    doubtful_seeds,
    fit_topics,
    frex,
    label_fit,
    scraps,
    support,
    top_terms,
)
from cityanalysis.themes import read_labels as read_topic_labels

__all__ = ["Comparison", "Themes", "compare_cities", "find_themes"]

_CHOICE = 3_000  # documents on which the number of topics is chosen; more would take minutes
_COMMON = 5  # documents of a corpus above that size in which a term of its topics stands
_CANDIDATES = (5, 8, 10, 15, 20, 30)  # numbers of topics that are compared: readable ones
# Characters. Half of the texts being shorter, each has few words and one subject: clusters of
# sentence vectors agree better with hand labels there (headlines .53 against .28).
_SHORT = 300
_MOST_EMBEDDED = 10_000  # texts; more would take minutes


@dataclass(frozen=True, eq=False)
class Themes:
    """The named themes measured, and the topics discovered.

    Attributes
    ----------
    dtm : DocumentTermMatrix
        Counts of the documents' terms.
    support : Support
        What the corpus can carry.
    fit : ThemeFit
        The named themes.
    topics : ThemeFit or None
        The discovered topics, where there are any.
    assignments, topic_terms, topic_labels, seed_doubts : DataFrame
        As in `Analysis`.
    sentences : SentenceVectors or None
        Where they are to be kept.
    """

    dtm: DocumentTermMatrix
    support: Support
    fit: ThemeFit
    topics: ThemeFit | None
    assignments: pd.DataFrame
    topic_terms: pd.DataFrame
    topic_labels: pd.DataFrame
    seed_doubts: pd.DataFrame
    sentences: SentenceVectors | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """The cities compared; every field is a frame of `Analysis` of the same name."""

    city_weights: pd.DataFrame
    prevalence: pd.DataFrame
    omnibus: pd.DataFrame
    contrasts: pd.DataFrame
    keyness: pd.DataFrame
    distances: pd.DataFrame
    trends: pd.DataFrame
    series: pd.DataFrame
    quotients: pd.DataFrame
    adjusted: pd.DataFrame
    calibrated: pd.DataFrame
    label_scores: pd.DataFrame

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every frame by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def find_themes(
    units: Units,
    hits: pd.DataFrame,
    themes: tuple[Theme, ...],
    settings: Settings,
    cache: Path,
) -> Themes:
    """Measure the named themes, and discover topics where the corpus supports them.

    Parameters
    ----------
    units : Units
        What is counted, and the cities that it belongs to.
    hits : DataFrame
        The seed words found in the units.
    themes : tuple of Theme
        The named themes.
    settings : Settings
        The choices of the run.
    cache : Path
        Folder that keeps what is found in each shard.

    Returns
    -------
    Themes
    """
    documents = units.documents
    gate = _gate(units, settings)
    remembered = read_topic_labels(settings.topic_labels) if settings.topic_labels else None
    known = [word for theme in themes for word in (*theme.seeds, *theme.exclude)]
    own = read_dictionary(settings.dictionary) if settings.dictionary else ()
    words = [*own, *known]
    dtm = count_words(
        documents,
        words,
        cache,
        stopwords=settings.stopwords,
        # A term of one document cannot distinguish cities; in a small corpus all terms are rare.
        min_documents=2 if gate.topics else 1,
        jobs=settings.jobs,
        scheduler=settings.scheduler,
    )
    fit, about, sentences = measure_named(dtm, documents, hits, themes, settings, cache)
    fit, about = at_home(fit, about, units.cities)
    topics = _topics(dtm, units, gate, settings, cache)
    return Themes(
        dtm=dtm,
        support=gate,
        fit=fit,
        topics=topics,
        assignments=about,
        topic_terms=_topic_terms(topics),
        topic_labels=_topic_labels(topics, remembered),
        seed_doubts=doubtful_seeds(fit.diagnostics["seeds"], hits, documents, about),
        sentences=sentences,
    )


def _gate(units: Units, settings: Settings) -> Support:
    """What the corpus can carry; of one text a city, what each text can."""
    least = {"min_clusters": settings.min_clusters, "min_articles": settings.min_articles}
    if units.text_cluster is None:
        return support(units.documents, units.cities, units.cluster, **least)
    # Sections say how well a text is known; they are still one text of one city.
    least["min_clusters"] = min(settings.min_clusters, LISTED_CLUSTERS)
    gate = support(units.documents, units.cities, units.text_cluster, **least)
    return replace(gate, comparison=False)


def _topics(
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


def _topic_terms(topics: ThemeFit | None, n_terms: int = 20) -> pd.DataFrame:
    if topics is None:
        return TopicTerms.empty()
    likely = top_terms(topics.phi, n_terms=n_terms).rename(columns={Hits.theme: TopicTerms.topic})
    own = frex(topics.phi)
    pairs = zip(likely[TopicTerms.topic], likely[TopicTerms.term])
    scores = np.array([own.at[topic, term] for topic, term in pairs], dtype=float)
    return likely.assign(frex=scores)[TopicTerms.names()]


def _topic_labels(topics: ThemeFit | None, remembered: pd.DataFrame | None) -> pd.DataFrame:
    """Labels of the topics: those that the user gave, made of their terms where there are none."""
    if topics is None:
        return TopicLabels.empty()
    return label_fit(topics, remembered=remembered)


def compare_cities(units: Units, measured: Themes, settings: Settings) -> Comparison:
    """Compare the cities by themes, words and time.

    Parameters
    ----------
    units : Units
        What is counted, and the cities that it belongs to.
    measured : Themes
        What `find_themes` found in the units.
    settings : Settings
        The choices of the run.

    Returns
    -------
    Comparison
    """
    cluster, fit = units.cluster, measured.fit
    # Distinctive words are counted, not averaged: there a paragraph is no part of a text.
    whole = _of_standing(units.cities, measured.support, "compared")
    cities = units.by_text(whole)
    described = units.by_text(_of_standing(units.cities, measured.support, "compared", "listed"))
    seen = cluster if units.text_cluster is None else units.text_cluster
    named, terms = list(fit.themes), measured.dtm.vocabulary
    weights, about = fit.theta[named], measured.assignments[named]
    runs = [run[named] for run in fit.runs]
    # Of long texts the share of the text: whatever they are about, they touch on every theme.
    is_text = units.kind == "paragraph"
    shares = weights if is_text else about
    tested: dict[str, Any] = {
        "cluster": cluster,
        "strata": strata(units.documents, whole),
        "seed": settings.seed,
    }
    calibrated, label_scores = _by_hand(measured.assignments, cities, cluster, settings)
    return Comparison(
        city_weights=prevalence(weights, described, cluster=seen, runs=runs),
        prevalence=prevalence(shares, described, cluster=seen, runs=runs if is_text else ()),
        omnibus=omnibus(shares, cities, margin=settings.margin, **tested),
        contrasts=contrasts(shares, cities, margin=settings.margin, **tested),
        keyness=keyness(
            measured.dtm, whole, exclude=own_names(whole, terms) | scraps(terms), **tested
        ),
        distances=distances(fit.theta, cities, **tested),
        trends=_timed(trends, shares, cities, units, settings),
        series=_timed(series, shares, cities, units, settings),
        quotients=location_quotients(shares, cities, cluster=seen),
        adjusted=standardise(shares, cities, covariates(units.documents), cluster=seen),
        calibrated=calibrated,
        label_scores=label_scores,
    )


def _timed(
    followed: Callable[..., pd.DataFrame],
    shares: pd.DataFrame,
    cities: pd.DataFrame,
    units: Units,
    settings: Settings,
) -> pd.DataFrame:
    """All texts followed over time, then each city where the usual one has enough of them."""
    whole = units.by_text(all_texts(shares.index))
    dates = units.documents.set_index(Articles.doc_id)[Articles.date]
    if settings.period != "auto":
        own: Period | None = settings.period
    else:
        own = choose_period(cities, dates) if len(cities) else None
    step = own or choose_period(whole, dates) or "year"
    found = followed(shares, whole, dates, period=step, cluster=units.cluster)
    if own is None:
        return found
    by_city = followed(shares, cities, dates, period=own, cluster=units.cluster)
    return pd.concat([found, by_city], ignore_index=True) if len(by_city) else found


def _by_hand(
    about: pd.DataFrame, cities: pd.DataFrame, cluster: pd.Series, settings: Settings
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares as hand labels correct them, and how well the measure agrees with the labels."""
    if settings.labels is None:
        return Calibrated.empty(), LabelScores.empty()
    labels = read_labels(settings.labels)
    known = labels[HandLabels.doc_id].isin(about.index) & labels[HandLabels.theme].isin(
        about.columns
    )
    if not known.any():
        raise InputError(
            f"{settings.labels}: none of its {len(labels)} labels names an article and a theme of "
            "this run. Draw the articles with `cityanalysis label DIR` from the same inputs."
        )
    if unknown := sorted(set(labels[HandLabels.theme]) - set(map(str, about.columns))):
        warn(
            f"{settings.labels}: labels of themes that this run does not measure are not used: "
            f"{', '.join(unknown)}",
            CityAnalysisWarning,
        )
    labels = labels[known].reset_index(drop=True)
    chosen = calibrate(about, cities, labels, cluster=cluster, seed=settings.seed)
    return chosen, score_labels(about, labels)


def _of_standing(cities: pd.DataFrame, gate: Support, *standings: str) -> pd.DataFrame:
    """Rows of the cities that stand so (`Support.cities`)."""
    enough = gate.cities.loc[gate.cities[CityCounts.standing].isin(standings), CityCounts.city]
    return cities[cities[Cities.city].isin(enough)].reset_index(drop=True)
