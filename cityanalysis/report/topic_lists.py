"""Discovered topics as a reader sees them: their names, their words, and which are steady."""

from __future__ import annotations

import pandas as pd

from cityanalysis.frames import Prevalence, TopicLabels, TopicTerms
from cityanalysis.report.view import View
from cityanalysis.themes import is_bit

__all__ = ["named_topics", "steady_topics", "topic_names"]

_FEWEST_TERMS = 5  # that tell a reader something: of a topic with fewer all are shown


def topic_names(view: View) -> dict[str, str]:
    """Topic → the name that a reader sees, in the order of the topics."""
    labels = view.analysis.topic_labels
    known = dict(zip(labels[TopicLabels.topic], labels[TopicLabels.label]))
    topics = enumerate(dict.fromkeys(view.analysis.topic_terms[TopicTerms.topic]), 1)
    # The number distinguishes two topics to which a reader gave one label.
    return {
        topic: f"{i} {known[topic]}" if topic in known else view.say("topics.name", {"n": i})
        for i, topic in topics
    }


def named_topics(view: View) -> pd.DataFrame:
    """Topic terms under the names that a reader sees, without bits of words (支配 of 可支配)."""
    terms, names = view.analysis.topic_terms, topic_names(view)
    is_whole = ~terms[TopicTerms.term].astype(str).map(is_bit).astype(bool)
    enough = is_whole.groupby(terms[TopicTerms.topic]).transform("sum") >= _FEWEST_TERMS
    terms = terms[is_whole | ~enough]
    numbers = {topic: i for i, topic in enumerate(names)}
    ordered = terms.assign(
        topic=terms[TopicTerms.topic].map(names), place=terms[TopicTerms.topic].map(numbers)
    )
    return ordered.sort_values(["place", TopicTerms.rank], kind="stable").drop(columns="place")


def steady_topics(view: View) -> frozenset[str]:
    """Names of the topics that were found again in the other runs; all of them after one run."""
    fit, names = view.analysis.topics, topic_names(view)
    stability = fit.diagnostics.get("stability") if fit is not None else None
    if not isinstance(stability, pd.DataFrame) or stability["cosine"].isna().all():
        return frozenset(names.values())
    found = stability.loc[stability["is_stable"].astype(bool), Prevalence.theme]
    return frozenset(names[topic] for topic in found if topic in names)
