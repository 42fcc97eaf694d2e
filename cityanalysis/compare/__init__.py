"""Compare cities: estimates with intervals, tests, distinctive words, distances, trends.

Sees frames only, never a model. Formulas and reasons stand in docs/methods.md.
"""

from cityanalysis.compare.calibrate import calibrate
from cityanalysis.compare.contrast import contrasts, omnibus
from cityanalysis.compare.distance import dendrogram, distances, layout
from cityanalysis.compare.findings import findings
from cityanalysis.compare.keyness import keyness, own_names
from cityanalysis.compare.labels import draw_label_sample, read_labels, score_labels
from cityanalysis.compare.prevalence import prevalence
from cityanalysis.compare.quotient import location_quotients
from cityanalysis.compare.resample import bootstrap
from cityanalysis.compare.standardise import standardise
from cityanalysis.compare.trend import series, trend_differences, trends
from cityanalysis.compare.units import (
    covariates,
    inherit_cities,
    paragraphs,
    story_weights,
    strata,
)

__all__ = [
    "bootstrap",
    "calibrate",
    "contrasts",
    "covariates",
    "dendrogram",
    "distances",
    "draw_label_sample",
    "findings",
    "inherit_cities",
    "keyness",
    "layout",
    "location_quotients",
    "omnibus",
    "own_names",
    "paragraphs",
    "prevalence",
    "read_labels",
    "score_labels",
    "series",
    "standardise",
    "story_weights",
    "strata",
    "trend_differences",
    "trends",
]
