"""Compare cities: estimates with intervals, tests, distinctive words, distances, trends.

Sees frames only, never a model. Formulas and reasons stand in docs/methods.md.
"""

from cityanalysis.compare.calibration import calibrate
from cityanalysis.compare.city_periods import panel
from cityanalysis.compare.comparison_units import (
    covariates,
    inherit_cities,
    paragraphs,
    story_weights,
    strata,
)
from cityanalysis.compare.contrast import ALPHA, MARGIN, TEXT_MARGIN, contrasts, omnibus
from cityanalysis.compare.diffusion import first_uses, lead_and_lag, spread
from cityanalysis.compare.distance import dendrogram, distances, layout
from cityanalysis.compare.distinctive_words import keyness, own_names
from cityanalysis.compare.estimates import prevalence
from cityanalysis.compare.finding_rows import findings
from cityanalysis.compare.groups import by_group, read_groups
from cityanalysis.compare.hand_labels import draw_label_sample, read_labels, score_labels
from cityanalysis.compare.multiverse import agreement, choices
from cityanalysis.compare.nested_groups import group_differences
from cityanalysis.compare.periods import ALL_TEXTS, all_texts, choose_period
from cityanalysis.compare.quotient import location_quotients
from cityanalysis.compare.regression import fitted_shares, regress
from cityanalysis.compare.regression_sentences import regression_words
from cityanalysis.compare.resample import bootstrap
from cityanalysis.compare.standardisation import standardise
from cityanalysis.compare.trend import series, trend_differences, trends

__all__ = [
    "ALL_TEXTS",
    "ALPHA",
    "MARGIN",
    "TEXT_MARGIN",
    "agreement",
    "all_texts",
    "bootstrap",
    "by_group",
    "calibrate",
    "choices",
    "choose_period",
    "contrasts",
    "covariates",
    "dendrogram",
    "distances",
    "draw_label_sample",
    "findings",
    "first_uses",
    "fitted_shares",
    "group_differences",
    "inherit_cities",
    "keyness",
    "layout",
    "lead_and_lag",
    "location_quotients",
    "omnibus",
    "own_names",
    "panel",
    "paragraphs",
    "prevalence",
    "read_groups",
    "read_labels",
    "regress",
    "regression_words",
    "score_labels",
    "series",
    "spread",
    "standardise",
    "story_weights",
    "strata",
    "trend_differences",
    "trends",
]
