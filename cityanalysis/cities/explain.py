"""Why an article has this city, or none: its names, their roles, and what they score."""

import pandas as pd

from cityanalysis._typing import Level
from cityanalysis.cities.gazetteer import Gazetteer, read_gazetteer
from cityanalysis.cities.matcher import matcher_of
from cityanalysis.cities.tag import MIN_CONFIDENCE, chosen_cities
from cityanalysis.cities.tag_sources import home_code, sources_of
from cityanalysis.cities.tagger import Tagger
from cityanalysis.cities.weighing import Placement
from cityanalysis.cities.weights import read_weights

__all__ = ["explain_cities"]

_COLUMNS = [
    *("doc_id", "title", "scope", "scope_confidence", "verdict", "city", "score", "confidence"),
    *("surface", "role", "place", "start"),
]
_SHOWN = 30  # characters of a title


def explain_cities(
    articles: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    level: Level = "prefecture",
    home: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> pd.DataFrame:
    """Every name of a place in each article, in which role it stands, and what came of it.

    Parameters
    ----------
    articles : DataFrame
        Articles frame; needs ``doc_id``, ``title``, ``text``; uses ``dateline``, ``filed_by``,
        ``source``, ``publication``, ``labelled_city`` and ``labelled_province`` where they are
        there. A label that the gazetteer knows wins over the text.
    gazetteer : Gazetteer, optional
        The packaged one by default.
    level : {"province", "prefecture", "county"}
        What counts as a city. An article that names only a larger unit has no city.
    home : str, optional
        The publication's own city: what 我市 means where a page does not say.
    min_confidence : float
        An article whose best city is below it has none; further cities of an article need no more
        than .1.

    Returns
    -------
    DataFrame
        One row per name, an article without names one row: ``doc_id``, ``title``, ``scope`` and
        ``scope_confidence``, ``verdict`` (what was decided, and why), ``city`` (that the name
        speaks for, NA for a province's), ``score`` and ``confidence`` of that city, ``surface``
        (the name as printed), ``role`` (plain, dateline, visited, listed, bare …, see
        docs/cities.md), ``place`` (dateline, title, lead, text) and ``start`` (offset in its
        field).

    Raises
    ------
    UsageError
        For an unknown level or home.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": ["马龙连扳三局。"]})
    >>> explain_cities(frame)[["city", "surface", "role"]].values.tolist()
    [['曲靖', '马龙', 'bare']]
    """
    known = gazetteer or read_gazetteer()
    matcher = matcher_of(known)
    tagger = Tagger(matcher, read_weights(), level, home_code(home, matcher))
    sources = sources_of(articles, matcher)
    rows: list[tuple[object, ...]] = []
    for source, placement in zip(sources, tagger.place(sources)):
        head = (
            source.doc_id,
            (source.title or source.text or "")[:_SHOWN],
            placement.scope,
            placement.confidence,
            _verdict(placement, known, min_confidence),
        )
        rows += [(*head, *row) for row in _names(placement, known, level)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _names(placement: Placement, gazetteer: Gazetteer, level: Level) -> list[tuple[object, ...]]:
    scores = {city.code: city for city in placement.cities}
    rows: list[tuple[object, ...]] = []
    for item in placement.evidence:
        unit = gazetteer.units_at[level][item.code]
        found = scores.get(unit) if unit else None
        rows.append(
            (
                gazetteer.short_name(unit) if unit else None,
                round(found.score, 2) if found else None,
                found.confidence if found else None,
                item.surface,
                item.role,
                item.place,
                item.start,
            )
        )
    return rows or [(None,) * 7]


def _verdict(placement: Placement, gazetteer: Gazetteer, min_confidence: float) -> str:
    """What was decided on an article, and why."""
    chosen = chosen_cities(placement, min_confidence)
    if chosen:
        named = ", ".join(gazetteer.short_name(city.code) for city in chosen)
        by_table = " (the table's own column)" if chosen[0].rule == "label" else ""
        return f"about {named}{by_table}"
    if placement.is_roundup:
        return "no city: a round-up of short news from several places"
    if placement.scope == "foreign":
        return "no city: about places abroad"
    if not placement.cities:
        return "no city: it names none at this level"
    best = placement.cities[0]
    return (
        f"no city: {gazetteer.short_name(best.code)} is the likeliest, with confidence "
        f"{best.confidence:.2f} below {min_confidence:g}"
    )
