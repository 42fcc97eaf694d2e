"""Names for discovered topics: made from their terms, edited by people, remembered by content."""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.preprocessing import normalize

from cityanalysis._typing import TermMeasure
from cityanalysis.corpus.reading import read_user_table
from cityanalysis.errors import InputError
from cityanalysis.frames import Prevalence, TopicLabels, TopicTerms, write_whole
from cityanalysis.themes.describe import frex
from cityanalysis.themes.result import ThemeFit
from cityanalysis.themes.topic_words import can_name, genre_of

__all__ = [
    "label_fit",
    "label_table",
    "label_topics",
    "match_topics",
    "read_labels",
    "write_labels",
]

_REMEMBERED = 50  # terms that are kept of a topic, by which another run finds it again
_CONSIDERED = 50  # likeliest terms of a topic that its label may come from
_LIKELIEST = 20  # of them, where enough of these can name a topic
_SAME = 0.7  # cosine of the kept terms from which a topic is the one that was labelled


def label_topics(
    phi: pd.DataFrame,
    *,
    n_terms: int = 3,
    measure: TermMeasure = "frex",
    remembered: pd.DataFrame | None = None,
) -> pd.Series:
    """A short label for each topic.

    Parameters
    ----------
    phi : DataFrame
        Topics × terms.
    n_terms : int
        Terms of an automatic label: of the twenty likeliest, those with the highest `measure`;
        names of places and persons, times, measures and scraps are passed over. A topic whose
        likeliest terms are formulas of a genre says so: 法条套语：应当·责令.
    measure : {"frex", "probability"}
        What orders the terms of a label.
    remembered : DataFrame, optional
        As `read_labels` gives it: a topic much like a labelled one takes over its label, each
        label at most once.

    Returns
    -------
    Series
        Topic → label.

    Examples
    --------
    >>> phi = pd.DataFrame([[0.6, 0.3, 0.1]], index=["topic_1"], columns=["小麦", "粮食", "游客"])
    >>> label_topics(phi, n_terms=2)["topic_1"]
    '小麦·粮食'
    """
    chances = phi.T
    scores = frex(phi).T if measure == "frex" else chances
    labels = {}
    for topic in phi.index:
        ordered = chances[topic].sort_values(ascending=False, kind="stable").index[:_CONSIDERED]
        telling = scores[topic][_telling(ordered, n_terms)]
        best = telling.sort_values(ascending=False, kind="stable").index[:n_terms]
        genre = genre_of(map(str, ordered))
        labels[topic] = (f"{genre}：" if genre else "") + "·".join(map(str, best))
    if remembered is not None and len(remembered):
        labels |= _known(phi, remembered)
    return pd.Series(labels, name=TopicLabels.label, dtype=object)


def label_fit(fit: ThemeFit, *, remembered: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table of `label_table` for the topics of a fit, each with a label.

    Parameters
    ----------
    fit : ThemeFit
        Of discovered topics.
    remembered : DataFrame, optional
        As `read_labels` gives it: a topic much like a labelled one takes over its label, each
        label at most once.
    """
    # The terms of clusters are weighed by how much they are the cluster's own already.
    measure: TermMeasure = "probability" if fit.model == "embedding" else "frex"
    labels = label_topics(fit.phi, measure=measure, remembered=remembered)
    return label_table({str(topic): str(label) for topic, label in labels.items()}, fit.phi)


def _telling(ordered: pd.Index, n_terms: int) -> list[str]:
    """Of a topic's terms, likeliest first, those that a label may come from."""
    telling = [str(term) for term in ordered if can_name(str(term))]
    likely = set(map(str, ordered[:_LIKELIEST]))
    among = [term for term in telling if term in likely]
    chosen = among if len(among) >= n_terms else telling[:n_terms]
    return chosen or list(map(str, ordered[:n_terms]))


def _known(phi: pd.DataFrame, remembered: pd.DataFrame) -> dict[str, str]:
    """Labels of topics that were labelled before, matched by the cosine of their terms."""
    from scipy.optimize import linear_sum_assignment

    kept = remembered.pivot_table(
        index="row", columns=TopicTerms.term, values=TopicTerms.probability, fill_value=0
    )
    named, terms = remembered.groupby("row")[TopicLabels.label].first(), kept.columns
    now = phi.reindex(columns=terms, fill_value=0.0).to_numpy(float)
    cosine = normalize(now) @ normalize(kept.to_numpy(float)).T
    rows, columns = linear_sum_assignment(-cosine)
    pairs = [(r, c) for r, c in zip(rows, columns) if cosine[r, c] >= _SAME]
    return {str(phi.index[r]): str(named[kept.index[c]]) for r, c in pairs}


def label_table(labels: Mapping[str, str], phi: pd.DataFrame) -> pd.DataFrame:
    """Labels together with the terms by which their topics are known again.

    Parameters
    ----------
    labels : mapping of str to str
        Topic → label.
    phi : DataFrame
        Topics × terms.

    Returns
    -------
    DataFrame
        ``topic``, ``label``, ``terms`` (each with its probability, as 小麦:0.6).

    Examples
    --------
    >>> phi = pd.DataFrame([[0.6, 0.3, 0.1]], index=["topic_1"], columns=["小麦", "粮食", "游客"])
    >>> label_table({"topic_1": "农业"}, phi)["terms"].tolist()
    ['小麦:0.6 粮食:0.3 游客:0.1']
    """
    rows, chances = [], phi.T
    for topic, label in labels.items():
        terms = chances[topic].nlargest(_REMEMBERED)
        kept = [f"{term}:{share:.6g}" for term, share in terms.items() if _can_be_kept(term, share)]
        rows.append((str(topic), str(label), " ".join(kept)))
    return pd.DataFrame(rows, columns=[TopicLabels.topic, TopicLabels.label, TopicLabels.terms])


def _can_be_kept(term: object, share: float) -> bool:
    return share > 0 and str(term).split() == [str(term)]


def write_labels(
    path: str | os.PathLike[str], labels: Mapping[str, str], phi: pd.DataFrame
) -> None:
    """Write the table that `label_table` gives, as CSV in UTF-8.

    Parameters
    ----------
    path : path
        File to write. People edit ``label``; the terms are left as they are.
    labels : mapping of str to str
        Topic → label.
    phi : DataFrame
        Topics × terms.
    """
    text = label_table(labels, phi).to_csv(index=False, lineterminator="\n")
    write_whole("\ufeff" + text, Path(path))


def read_labels(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read labels that `write_labels` or a run wrote, and that people may have edited.

    Parameters
    ----------
    path : path
        CSV with the columns ``label`` and ``terms``. A row whose label is empty is left out: its
        topic gets an automatic label again.

    Returns
    -------
    DataFrame
        ``row``, ``label``, ``term``, ``probability``.

    Raises
    ------
    InputError
        Where the file is missing or not of this form.
    """
    rows: list[tuple[int, str, str, float]] = []
    table = read_user_table(path, (TopicLabels.label, TopicLabels.terms), holds="names of topics")
    for number, (line, label, terms) in enumerate(
        table[[TopicLabels.label, TopicLabels.terms]].itertuples()
    ):
        pairs = (part.rpartition(":") for part in terms.split()) if label else ()
        try:
            known = [(number, label, term, float(share)) for term, _, share in pairs]
        except ValueError:
            known = []
        if label and not known:
            raise InputError(
                f"{path}, line {line}: {label!r} has no terms such as 小麦:0.6 that tell its "
                "topic. Take tables/topic_labels.csv of a run, and change only its column label."
            )
        rows += known
    return pd.DataFrame(
        rows, columns=["row", TopicLabels.label, TopicTerms.term, TopicTerms.probability]
    )


def match_topics(topics: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Which discovered topic goes with which named theme.

    Parameters
    ----------
    topics, themes : DataFrame
        Theta of the discovered topics and of the named themes, of the same documents.

    Returns
    -------
    DataFrame
        ``topic``, ``theme``, ``correlation`` over documents: a row for each topic, with the theme
        that it correlates with most; no theme where no correlation is above 0.

    Examples
    --------
    >>> topics = pd.DataFrame({"topic_1": [0.9, 0.1, 0.2]})
    >>> themes = pd.DataFrame({"farming": [0.8, 0.1, 0.1], "tourism": [0.1, 0.7, 0.5]})
    >>> match_topics(topics, themes)["theme"].tolist()
    ['farming']
    """
    themes = themes.loc[topics.index]
    left = topics.to_numpy(float) - topics.to_numpy(float).mean(axis=0)
    right = themes.to_numpy(float) - themes.to_numpy(float).mean(axis=0)
    correlation = normalize(left.T) @ normalize(right.T).T
    best = correlation.argmax(axis=1)
    value = correlation[np.arange(len(best)), best]
    found = [str(themes.columns[b]) if v > 0 else None for b, v in zip(best, value)]
    return pd.DataFrame(
        {
            TopicLabels.topic: [str(t) for t in topics.columns],
            Prevalence.theme: found,
            "correlation": value,
        }
    )
