"""Whether what is said of a city rests on one event, or on one occasion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cityanalysis.compare import ALPHA
from cityanalysis.figures import printable
from cityanalysis.frames import Articles, Cities, Keyness
from cityanalysis.report.view import View

__all__ = ["rests_on"]

# A theme is about one occasion if this part of at least so many articles has one of the city's
# most distinctive words.
_MOSTLY, _LEAST_TOLD, _TOLD_WORDS = 0.6, 5, 20


def rests_on(view: View, city: str, theme: str) -> list[str]:
    """The one event, or else the one occasion, that most of a city's articles on a theme are of."""
    return _one_event(view, city, theme) or _one_occasion(view, city, theme)


def _one_event(view: View, city: str, theme: str) -> list[str]:
    """That half of a city's articles on a theme, or more, are of one cluster, where it is so."""
    analysis = view.analysis
    if analysis.unit == "paragraph":
        # Paragraphs are of one cluster because they are of one text.
        return []
    own = analysis.cities.loc[analysis.cities[Cities.city] == city, Cities.doc_id]
    about = analysis.assignments[theme] if theme in analysis.assignments else pd.Series(dtype=bool)
    docs = [doc for doc in own if bool(about.get(doc, False))]
    sizes = analysis.clusters.reindex(docs).value_counts()
    if not len(sizes) or sizes.iloc[0] < 2 or sizes.iloc[0] * 2 < len(docs):
        return []
    values = {
        "city": printable(city),
        "theme": view.label(theme),
        "n": view.say.count(len(docs)),
        "m": view.say.count(int(sizes.iloc[0])),
    }
    return [view.say("finding.one_event", values)]


def _one_occasion(view: View, city: str, theme: str) -> list[str]:
    """That most of a city's articles on a theme speak of one thing, such as the Olympics.

    What goes on for weeks is no event of one cluster, yet a reader must know of it.
    """
    analysis, words = view.analysis, view.analysis.keyness
    if analysis.unit == "paragraph":
        return []
    own = analysis.cities.loc[analysis.cities[Cities.city] == city, Cities.doc_id]
    about = analysis.assignments[theme] if theme in analysis.assignments else pd.Series(dtype=bool)
    docs = [doc for doc in own if bool(about.get(doc, False))]
    texts = view.articles.set_index(Articles.doc_id)[Articles.text].reindex(docs).dropna()
    sure = words[(words[Keyness.q_value] <= ALPHA) & (words[Keyness.z] > 0)]
    # The theme's own words stand in every article on it.
    said = "\n".join(
        "\n".join((one.label_zh, one.definition, *one.seeds))
        for one in analysis.themes
        if one.id == theme
    )
    terms = sure.loc[sure[Keyness.city] == city, Keyness.term].head(_TOLD_WORDS)
    terms = terms[[str(term) not in said for term in terms]]
    if len(texts) < _LEAST_TOLD or terms.empty:
        return []
    parts = [float(texts.str.contains(term, regex=False).mean()) for term in terms]
    most = int(np.argmax(parts))
    if parts[most] < _MOSTLY:
        return []
    values = {
        "city": printable(city),
        "theme": view.label(theme),
        "term": printable(terms.iloc[most], limit=12),
    }
    return [view.say("finding.one_occasion", values)]
