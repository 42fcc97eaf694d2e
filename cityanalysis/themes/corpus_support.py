"""The gate: what a corpus can carry, decided once, from counts alone."""

from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd

from cityanalysis._typing import MIN_PERIODS, NamedModel
from cityanalysis.frames import Articles, Cities, CityCounts

__all__ = [
    "COMPARED_ARTICLES",
    "COMPARED_CLUSTERS",
    "LISTED_CLUSTERS",
    "MIN_ARTICLES",
    "MIN_CLUSTERS",
    "Reason",
    "Support",
    "support",
]

MIN_ARTICLES = 50  # for discovered topics and for seeded models
MIN_CLUSTERS = 5  # independent stories, for topics
# What a city needs to be compared. Below ten clusters the spread within a city cannot be known, and
# the tests of this package leave such a city out where cities differ in spread; below twenty
# articles one article is worth five points and more. With five clusters (and fewer articles) a
# city is listed: the interval of its share is wide, but narrower than 0 to 1.
COMPARED_CLUSTERS, COMPARED_ARTICLES, LISTED_CLUSTERS = 10, 20, 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is withheld: a code for the report to put into words, and its numbers."""

    code: str
    value: int
    needed: int


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """What a corpus can carry.

    Attributes
    ----------
    n_articles, n_cities, n_clusters : int
        Articles, cities with articles, independent clusters of articles.
    model : str
        ``lexicon`` or ``seeded_lda``: how named themes are measured.
    topics : bool
        Whether topics can be discovered.
    comparison : bool
        Whether at least two cities can be compared by tests.
    reasons : tuple of Reason
        One for each thing withheld.
    cities : DataFrame
        ``city``, ``n_articles``, ``n_clusters``, ``standing`` (``compared``; ``listed``: its
        shares are given with their intervals, hatched in the heatmap, in no test or ranking;
        ``named``: only what its articles are about is said), ``comparable`` (``compared``).
    """

    n_articles: int
    n_cities: int
    n_clusters: int
    model: NamedModel
    topics: bool
    comparison: bool
    reasons: tuple[Reason, ...]
    cities: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON: the cities as a list of rows."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        reasons = [asdict(reason) for reason in self.reasons]
        return plain | {"reasons": reasons, "cities": self.cities.to_dict("records")}


def support(
    articles: pd.DataFrame,
    cities: pd.DataFrame,
    clusters: pd.Series,
    *,
    min_clusters: int = COMPARED_CLUSTERS,
    min_articles: int = COMPARED_ARTICLES,
) -> Support:
    """Decide what the corpus can carry.

    Topics need 50 articles in 5 independent clusters, whatever cities they are of; a
    comparison needs two cities with 10 clusters and 20 articles each; a trend needs 8 months.

    Parameters
    ----------
    articles : DataFrame
        Those that are analysed: ``doc_id``, ``text`` and, where known, ``date``.
    cities : DataFrame
        ``doc_id``, ``city``.
    clusters : Series
        Index ``doc_id``; articles of one cluster are not independent.
    min_clusters, min_articles : int
        What a city needs to be compared.

    Returns
    -------
    Support

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["招商引资"]})
    >>> cities = pd.DataFrame({"doc_id": ["a"], "city": ["聊城"]})
    >>> gate = support(articles, cities, pd.Series({"a": "a"}))
    >>> gate.model, gate.topics, gate.reasons[0]
    ('lexicon', False, Reason(code='few_articles', value=1, needed=50))
    """
    ids = articles.loc[articles[Articles.text].fillna("").str.strip() != "", Articles.doc_id]
    known = cities[cities[Cities.doc_id].isin(ids)]
    table = _by_city(known, clusters, min_clusters, min_articles)
    comparable = int(table[CityCounts.comparable].sum())
    n_clusters = int(clusters.reindex(ids).nunique())
    n_periods = _months(articles)
    reasons = []
    if len(ids) < MIN_ARTICLES:
        reasons.append(Reason("few_articles", len(ids), MIN_ARTICLES))
    if len(ids) and n_clusters < MIN_CLUSTERS:
        reasons.append(Reason("few_clusters", n_clusters, MIN_CLUSTERS))
    topics = not reasons
    if comparable < 2:
        reasons.append(Reason("few_comparable_cities", comparable, 2))
    if n_periods < MIN_PERIODS:
        reasons.append(Reason("few_periods", n_periods, MIN_PERIODS))
    return Support(
        n_articles=len(ids),
        n_cities=len(table),
        n_clusters=n_clusters,
        model="seeded_lda" if topics else "lexicon",
        topics=topics,
        comparison=comparable >= 2,
        reasons=tuple(reasons),
        cities=table,
    )


def _by_city(
    cities: pd.DataFrame, clusters: pd.Series, min_clusters: int, min_articles: int
) -> pd.DataFrame:
    known = cities.assign(cluster=clusters.reindex(cities[Cities.doc_id]).to_numpy())
    groups = known.groupby(CityCounts.city)
    table = pd.DataFrame(
        {
            CityCounts.n_articles: groups[Cities.doc_id].nunique(),
            CityCounts.n_clusters: groups["cluster"].nunique(),
        }
    ).reset_index()
    compared = (table[CityCounts.n_clusters] >= min_clusters) & (
        table[CityCounts.n_articles] >= min_articles
    )
    listed = table[CityCounts.n_clusters] >= min(LISTED_CLUSTERS, min_clusters)
    standing = pd.Series("named", index=table.index, dtype="str")
    standing = standing.mask(listed, "listed").mask(compared, "compared")
    return table.assign(standing=standing, comparable=compared)


def _months(articles: pd.DataFrame) -> int:
    if Articles.date not in articles:
        return 0
    return int(articles[Articles.date].dropna().dt.to_period("M").nunique())
