"""Reprints: which articles are near-duplicates of each other."""

from cityanalysis.corpus.duplicates.near_duplicates import analysed, clusters, find_duplicates

__all__ = [
    "analysed",
    "clusters",
    "find_duplicates",
]
