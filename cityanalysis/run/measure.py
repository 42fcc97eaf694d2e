"""The second half of a run: themes of the chosen articles, and the cities compared by them."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis.compare import (
    calibrate,
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
from cityanalysis.errors import InputError
from cityanalysis.run.analysis import Analysis
from cityanalysis.run.settings import Settings
from cityanalysis.run.units import Units
from cityanalysis.text import DocumentTermMatrix, count_terms, tokenize
from cityanalysis.themes import (
    Support,
    Theme,
    ThemeFit,
    TopicChoice,
    assign_themes,
    choose_topics,
    fit_themes,
    fit_topics,
    frex,
    label_table,
    label_topics,
    support,
    top_terms,
)
from cityanalysis.themes import read_labels as read_topic_labels

__all__ = ["compare_cities", "find_themes"]

_CHOICE = 3_000
_CANDIDATES = (5, 10, 15, 20, 30)


def find_themes(
    tagged: Analysis, units: Units, themes: tuple[Theme, ...], settings: Settings
) -> tuple[Analysis, DocumentTermMatrix]:
    """Measure the named themes, and discover topics where the corpus supports them.

    Parameters
    ----------
    tagged : Analysis
        With its articles, cities and seed hits.
    units : Units
        What is counted.

    Returns
    -------
    Analysis
        With clusters, support, fit, topics, weights and assignments too.
    DocumentTermMatrix
        Counts of the documents' terms.
    """
    documents, cluster = units.documents, units.cluster
    gate = support(documents, tagged.cities, cluster)
    remembered = read_topic_labels(settings.topic_labels) if settings.topic_labels else None
    known = [word for theme in themes for word in (*theme.seeds, *theme.exclude)]
    words = [*_words(settings.dictionary), *known]
    tokens = tokenize(documents, dictionary=words, stopwords=settings.stopwords, jobs=settings.jobs)
    # A term of one document tells no city from another; in a small corpus everything is rare.
    dtm = count_terms(tokens, min_documents=2 if gate.topics else 1, keep=words)
    fit = fit_themes(
        dtm,
        themes,
        hits=tagged.hits,
        model=gate.model,
        runs=settings.runs,
        seed=settings.seed,
        jobs=settings.jobs,
    )
    topics = _topics(dtm, gate, settings)
    measured = replace(
        tagged,
        clusters=cluster,
        support=_plain_support(gate)
        | {"unit": units.kind, "intervals_of_text": units.text_cluster is not None},
        fit=fit,
        topics=topics,
        topic_terms=_topic_terms(topics),
        topic_labels=_topic_labels(topics, remembered),
        weights=fit.theta,
        assignments=assign_themes(fit, tagged.hits, documents),
    )
    return measured, dtm


def _words(path: str | None) -> list[str]:
    if path is None:
        return []
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the dictionary {path}: {error}. Save it as UTF-8.") from None
    return [word for line in text.splitlines() if (word := line.split("#")[0].strip())]


def _plain_support(gate: Support) -> dict[str, object]:
    """The gate's verdict as plain values, so that it can be saved and put into words."""
    plain = {name: getattr(gate, name) for name in gate.__slots__ if name not in ("cities",)}
    return plain | {
        "reasons": [asdict(reason) for reason in gate.reasons],
        "cities": gate.cities.to_dict("records"),
    }


def _topics(dtm: DocumentTermMatrix, gate: Support, settings: Settings) -> ThemeFit | None:
    """Topics of the corpus, with the curves that their number was chosen by."""
    if settings.topics == "0" or not gate.topics:
        return None
    choice = _choice(dtm, settings) if settings.topics == "auto" else None
    found = fit_topics(
        dtm,
        n_topics=choice.n_topics if choice else int(settings.topics),
        engine="vem" if settings.engine == "auto" else settings.engine,
        runs=settings.runs,
        seed=settings.seed,
        jobs=settings.jobs,
    )
    if choice is None:
        return found
    return replace(found, diagnostics={**found.diagnostics, "choice": choice.curves})


def _choice(dtm: DocumentTermMatrix, settings: Settings) -> TopicChoice:
    """Number of topics, chosen on at most 3,000 evenly spaced documents."""
    step = -(-dtm.n_documents // _CHOICE)
    sample = DocumentTermMatrix(
        counts=dtm.counts[::step], doc_ids=dtm.doc_ids[::step], vocabulary=dtm.vocabulary
    )
    # Fewer than ten documents a topic leave a reader nothing to recognise it by.
    most = max(5, sample.n_documents // 10)
    candidates = [number for number in _CANDIDATES if number <= most]
    return choose_topics(sample, candidates=candidates, seed=settings.seed, jobs=settings.jobs)


def _topic_terms(topics: ThemeFit | None, n_terms: int = 20) -> pd.DataFrame:
    columns = ["topic", "rank", "term", "probability", "frex"]
    if topics is None:
        return pd.DataFrame(columns=columns)
    likely = top_terms(topics.phi, n_terms=n_terms).rename(columns={"theme": "topic"})
    own = frex(topics.phi)
    pairs = zip(likely["topic"], likely["term"])
    scores = np.array([own.at[topic, term] for topic, term in pairs], dtype=float)
    return likely.assign(frex=scores)[columns]


def _topic_labels(topics: ThemeFit | None, remembered: pd.DataFrame | None) -> pd.DataFrame:
    """Labels of the topics: those that the user gave, made of their terms where there are none."""
    if topics is None:
        return pd.DataFrame(columns=["topic", "label", "terms"])
    labels = label_topics(topics.phi, remembered=remembered)
    return label_table({str(t): str(label) for t, label in labels.items()}, topics.phi)


def compare_cities(
    measured: Analysis, units: Units, dtm: DocumentTermMatrix, settings: Settings
) -> Analysis:
    """Compare the cities by themes, words and time.

    Returns
    -------
    Analysis
        With every frame of the comparison.
    """
    assert measured.fit is not None
    cities, cluster, fit = _compared(measured), measured.clusters, measured.fit
    seen = cluster if units.text_cluster is None else units.text_cluster
    named = list(fit.themes)
    weights, about = fit.theta[named], measured.assignments[named]
    dates = units.documents.set_index("doc_id")["date"]
    runs = [run[named] for run in fit.runs]
    tested: dict[str, Any] = {
        "cluster": cluster,
        "strata": strata(units.documents, cities),
        "seed": settings.seed,
    }
    timed: dict[str, Any] = {"period": settings.period, "cluster": cluster}
    return replace(
        measured,
        **_by_hand(measured, cities, settings),
        quotients=location_quotients(about, cities, cluster=seen),
        adjusted=standardise(about, cities, covariates(units.documents), cluster=seen),
        city_weights=prevalence(weights, cities, cluster=seen, runs=runs),
        prevalence=prevalence(about, cities, cluster=seen),
        omnibus=omnibus(about, cities, **tested),
        contrasts=contrasts(about, cities, **tested),
        keyness=keyness(
            dtm, cities, cluster=cluster, exclude=own_names(cities), seed=settings.seed
        ),
        distances=distances(fit.theta, cities, **tested),
        trends=trends(about, cities, dates, **timed),
        series=series(about, cities, dates, **timed),
    )


def _by_hand(measured: Analysis, cities: pd.DataFrame, settings: Settings) -> dict[str, Any]:
    """Shares as hand labels correct them, and how well the measure agrees with the labels."""
    if settings.labels is None:
        return {}
    labels = read_labels(settings.labels)
    about = measured.assignments
    known = labels["doc_id"].isin(about.index) & labels["theme"].isin(about.columns)
    if not known.any():
        raise InputError(
            f"{settings.labels}: none of its {len(labels)} labels names an article and a theme of "
            "this run. Draw the articles with `cityanalysis label DIR` from the same inputs."
        )
    labels = labels[known].reset_index(drop=True)
    chosen = calibrate(about, cities, labels, cluster=measured.clusters, seed=settings.seed)
    return {"calibrated": chosen, "label_scores": score_labels(about, labels)}


def _compared(measured: Analysis) -> pd.DataFrame:
    """Rows of the cities with stories enough; of all, where fewer than two have them.

    One article about a far city would otherwise lead every ranking with 100 %, and widen the
    correction for multiple comparisons. The report lists the cities that were left out.
    """
    if not measured.support["comparison"]:
        return measured.cities
    known = measured.support["cities"]
    enough = [city["city"] for city in known if city["comparable"]]
    return measured.cities[measured.cities["city"].isin(enough)].reset_index(drop=True)
