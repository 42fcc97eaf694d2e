"""The second half of a run: themes of the chosen articles, and the cities compared by them."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis._typing import Period
from cityanalysis.compare import (
    ALPHA,
    TEXT_MARGIN,
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
    Contrasts,
    HandLabels,
    Keyness,
    LabelScores,
    Prevalence,
    Series,
    Trends,
)
from cityanalysis.run.discovered import discover_topics, labelled_topics, topic_terms
from cityanalysis.run.groupings import compare_groups
from cityanalysis.run.named_themes import at_home, measure_named
from cityanalysis.run.settings import Settings
from cityanalysis.run.shard_work import count_words
from cityanalysis.run.units import Units
from cityanalysis.text import DocumentTermMatrix, read_dictionary
from cityanalysis.themes import (
    LISTED_CLUSTERS,
    SentenceVectors,
    Support,
    Theme,
    ThemeFit,
    cut_words,
    doubtful_seeds,
    scraps,
    support,
)
from cityanalysis.themes import read_labels as read_topic_labels

__all__ = ["Comparison", "Themes", "compare_cities", "find_themes"]

_LEAST_USED = 5  # times that a city uses a word that is called distinctive of it


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
    group_shares: pd.DataFrame

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
    topics = discover_topics(dtm, units, gate, settings, cache)
    return Themes(
        dtm=dtm,
        support=gate,
        fit=fit,
        topics=topics,
        assignments=about,
        topic_terms=topic_terms(topics),
        topic_labels=labelled_topics(topics, remembered),
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
    fit, named = measured.fit, list(measured.fit.themes)
    terms, about = measured.dtm.vocabulary, measured.assignments[named]
    # Of long texts the share of the text: whatever they are about, they touch on every theme.
    texts, is_text = units.texts(), units.kind == "paragraph"
    weights = units.shares(fit.theta[named])
    shares = weights if is_text else about
    runs = [units.shares(run[named]) for run in fit.runs]
    cities = _of_standing(texts.cities, measured.support, "compared")
    described = _of_standing(texts.cities, measured.support, "compared", "listed")
    seen, is_single = texts.seen, texts.text_cluster is not None
    tested = _tested(texts, cities, settings)
    margin = min(settings.margin, TEXT_MARGIN) if is_text else settings.margin
    # Words and hand labels are those of paragraphs.
    own = _of_standing(units.cities, measured.support, "compared")
    excluded = own_names(own, terms) | scraps(terms)
    calibrated, label_scores = _by_hand(measured.assignments, own, units, settings)
    known = _counted(prevalence(weights, described, cluster=seen, runs=runs), units)
    return Comparison(
        city_weights=known,
        prevalence=known if is_text else prevalence(shares, described, cluster=seen),
        omnibus=omnibus(shares, cities, margin=margin, **tested),
        # Of single texts no pair can be tested; of 276 cities that would be 2 million rows.
        contrasts=Contrasts.empty()
        if is_single
        else contrasts(shares, cities, margin=margin, **tested),
        keyness=_whole_words(
            keyness(measured.dtm, own, exclude=excluded, **_tested(units, own, settings)), units
        ),
        distances=distances(units.shares(fit.theta), cities, **tested),
        # Of one text a city, each step has other cities: what changes are the cities.
        trends=Trends.empty() if is_single else _timed(trends, shares, cities, units, settings),
        series=Series.empty() if is_single else _timed(series, shares, cities, units, settings),
        quotients=location_quotients(shares, cities, cluster=seen),
        adjusted=_counted(
            standardise(shares, cities, covariates(texts.documents), cluster=seen), units
        ),
        calibrated=calibrated,
        label_scores=label_scores,
        group_shares=compare_groups(texts, shares, settings),
    )


def _whole_words(words: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Distinctive words without parts of longer ones (董家 of 董家口) and without rare ones.

    What a word is a part of is told by the texts of the city that it is said of. A word that
    stands there once or twice is nothing that a city speaks of, however small its q.
    """
    is_rare = (words[Keyness.z] > 0) & (words[Keyness.n_target] < _LEAST_USED)
    words = words[~is_rare]
    texts = units.documents.set_index(Articles.doc_id)[Articles.text]
    told = words[(words[Keyness.q_value] <= ALPHA) & (words[Keyness.z] > 0)]
    is_part = pd.Series(False, index=words.index)
    for city, rows in told.groupby(Keyness.city, sort=False):
        own = units.cities.loc[units.cities[Cities.city] == city, Cities.doc_id].unique()
        parts = cut_words(rows[Keyness.term], texts.reindex(own).fillna(""))
        is_part |= (words[Keyness.city] == city) & words[Keyness.term].isin(parts)
    return words[~is_part]


def _counted(shares: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Shares of texts with the number of paragraphs, as everywhere else in the run."""
    if units.part is None:
        return shares
    n_paragraphs = units.cities[Cities.city].value_counts()
    counts = shares[Prevalence.city].map(n_paragraphs).astype("int64")
    return shares.assign(**{Prevalence.n_articles: counts})


def _tested(units: Units, cities: pd.DataFrame, settings: Settings) -> dict[str, Any]:
    """What every test is told: what changes places, and within what."""
    return {
        "cluster": units.cluster,
        "strata": strata(units.documents, cities),
        "seed": settings.seed,
    }


def _timed(
    followed: Callable[..., pd.DataFrame],
    shares: pd.DataFrame,
    cities: pd.DataFrame,
    units: Units,
    settings: Settings,
) -> pd.DataFrame:
    """All texts followed over time, then each city where the usual one has enough of them."""
    texts, whole = units.texts(), all_texts(shares.index)
    dates, days = (
        one.documents.set_index(Articles.doc_id)[Articles.date] for one in (texts, units)
    )
    # A long text has enough paragraphs for its own step.
    if settings.period != "auto":
        own: Period | None = settings.period
    else:
        own = choose_period(_like(units.cities, cities), days) if len(cities) else None
    step = own or choose_period(whole, dates) or "year"
    found = followed(shares, whole, dates, period=step, cluster=texts.cluster)
    if own is None:
        return found
    by_city = followed(shares, cities, dates, period=own, cluster=texts.cluster)
    return pd.concat([found, by_city], ignore_index=True) if len(by_city) else found


def _like(cities: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """Rows of those cities that another frame of cities has."""
    return cities[cities[Cities.city].isin(chosen[Cities.city])]


def _by_hand(
    about: pd.DataFrame, cities: pd.DataFrame, units: Units, settings: Settings
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
    weighted = units.by_text(cities)
    chosen = calibrate(about, weighted, labels, cluster=units.cluster, seed=settings.seed)
    return chosen, score_labels(about, labels)


def _of_standing(cities: pd.DataFrame, gate: Support, *standings: str) -> pd.DataFrame:
    """Rows of the cities that stand so (`Support.cities`)."""
    enough = gate.cities.loc[gate.cities[CityCounts.standing].isin(standings), CityCounts.city]
    return cities[cities[Cities.city].isin(enough)].reset_index(drop=True)
