"""Compare cities: estimates with intervals, tests, distinctive words, distances, trends.

Sees frames only, never a model. Formulas and reasons stand in docs/methods.md.
"""

from cityanalysis.compare.contrast import contrasts, omnibus
from cityanalysis.compare.distance import dendrogram, distances, layout
from cityanalysis.compare.keyness import keyness, own_names
from cityanalysis.compare.prevalence import prevalence
from cityanalysis.compare.resample import bootstrap
from cityanalysis.compare.trend import series, trend_differences, trends

__all__ = [
    "bootstrap",
    "contrasts",
    "dendrogram",
    "distances",
    "keyness",
    "layout",
    "omnibus",
    "own_names",
    "prevalence",
    "series",
    "trend_differences",
    "trends",
]
