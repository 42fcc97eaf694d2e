"""Whether what is said of a city rests on one event, one occasion, or its mix of periods."""

from __future__ import annotations

import pandas as pd

from cityanalysis.figures import printable, rows_of
from cityanalysis.frames import Adjusted, Articles, Cities, Keyness
from cityanalysis.report.view import View

__all__ = ["rests_on", "texts_of"]

# A theme is about one occasion if this part of at least so many articles has one of the city's
# most distinctive words.
_MOSTLY, _LEAST_TOLD, _TOLD_WORDS = 0.6, 5, 20
# So many times as often as in the theme's other articles: 冬奥 in Beijing's, not 比赛.
_LIFT = 1.5


def rests_on(view: View, theme: str, city: str, *others: str) -> list[str]:
    """What a reader must know of a theme's share in a city, and in those it is set against.

    The one event, or else the one occasion, that most of the city's articles are of; and what the
    shares become under one mix of periods.
    """
    told = _one_event(view, city, theme) or _one_occasion(view, city, theme)
    return [*told, *_under_one_mix(view, theme, city, *others)]


def _under_one_mix(view: View, theme: str, *cities: str) -> list[str]:
    """What cities' shares become under one mix of periods, where that changes one by the margin.

    Half of a city's articles may be of one spring in which all cities had their epidemic.
    """
    rows = view.analysis.adjusted
    rows = rows[(rows[Adjusted.theme] == theme) & rows[Adjusted.city].isin(cities)]
    shares = {row.city: (row.unadjusted, row.estimate) for row in rows_of(rows)}
    if not any(abs(one - other) >= view.analysis.margin for one, other in shares.values()):
        return []
    say = view.say
    parts = [
        say(
            "finding.one_mix_part", {"city": printable(city), "share": say.percent(shares[city][1])}
        )
        for city in cities
        if city in shares
    ]
    return [say("finding.one_mix", {"parts": say.listing(parts)})]


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
    if analysis.unit == "paragraph" or theme not in analysis.assignments:
        return []
    about = analysis.assignments.index[analysis.assignments[theme].astype(bool)]
    of_city = analysis.cities.loc[analysis.cities[Cities.city] == city, Cities.doc_id]
    texts = texts_of(view.articles, about)
    is_own = texts.index.isin(of_city)
    own, others = texts[is_own], texts[~is_own]
    more = words[(words[Keyness.z] > 0) & (words[Keyness.city] == city)]
    terms = [str(term) for term in more[Keyness.term].head(_TOLD_WORDS)]
    # That what is said of a theme has the theme's own words says nothing, unless others lack them.
    usual = _own_words(view, theme) if len(others) < _LEAST_TOLD else ""
    parts = {term: _part(own, term) for term in terms if term not in usual}
    told = {
        term: part
        for term, part in parts.items()
        if part >= _MOSTLY and part >= _LIFT * _part(others, term)
    }
    if len(own) < _LEAST_TOLD or not told:
        return []
    values = {
        "city": printable(city),
        "theme": view.label(theme),
        "term": printable(max(told, key=lambda term: told[term]), limit=12),
    }
    return [view.say("finding.one_occasion", values)]


def texts_of(articles: pd.DataFrame, doc_ids: pd.Index) -> pd.Series:
    """Texts of some articles, by their ids.

    A mask on the column copies these alone; places in it, and rows of the frame, would first have
    Arrow put all texts of the corpus together.

    Examples
    --------
    >>> texts_of(pd.DataFrame({"doc_id": ["a", "b"], "text": ["外贸", "人才"]}), pd.Index(["b"]))
    doc_id
    b    人才
    Name: text, dtype: str
    """
    wanted = articles[Articles.doc_id].isin(doc_ids).to_numpy()
    ids = pd.Index(articles[Articles.doc_id][wanted], name=Articles.doc_id)
    return articles[Articles.text][wanted].set_axis(ids).dropna()


def _own_words(view: View, theme: str) -> str:
    """Label, definition and seeds of a theme, one below the other."""
    known = [one for one in view.analysis.themes if one.id == theme]
    return "\n".join("\n".join((one.label_zh, one.definition, *one.seeds)) for one in known)


def _part(texts: pd.Series, term: str) -> float:
    """Part of some texts that hold a term."""
    return float(texts.str.contains(term, regex=False).mean()) if len(texts) else 0.0
