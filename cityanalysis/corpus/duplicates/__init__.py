"""Reprints and events: which articles are not independent of each other."""

from cityanalysis.corpus.duplicates.events import find_events, join_clusters
from cityanalysis.corpus.duplicates.near_duplicates import (
    analysed,
    clusters,
    find_duplicates,
    part_by_place,
)

__all__ = [
    "analysed",
    "clusters",
    "find_duplicates",
    "find_events",
    "join_clusters",
    "part_by_place",
]
