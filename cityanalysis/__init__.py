"""Topic modelling and honest comparison of cities through Chinese text.

Every public name is in `__all__`; each is imported from its room when it is first used, so that
``import cityanalysis`` stays quick.

Examples
--------
>>> import cityanalysis as ca
>>> len(ca.read_themes()) >= 28
True
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_ROOMS = {
    "frames": (
        "read_frame",
        "write_frame",
    ),
    "corpus": (
        "Article",
        "Corpus",
        "Page",
        "analysed",
        "clusters",
        "find_duplicates",
        "load_corpus",
        "read_corpus",
        "read_pages",
        "split_page",
    ),
    "cities": (
        "Gazetteer",
        "find_mentions",
        "look_up",
        "read_gazetteer",
        "tag_cities",
        "with_city",
    ),
    "text": (
        "DocumentTermMatrix",
        "collocations",
        "count_terms",
        "group_counts",
        "propose_boilerplate",
        "read_stopwords",
        "tfidf",
        "tokenize",
    ),
    "themes": (
        "LDA",
        "NMF",
        "SeededLDA",
        "Support",
        "Theme",
        "ThemeFit",
        "TopicChoice",
        "apply_themes",
        "assign_themes",
        "choose_topics",
        "coherence",
        "exclusivity",
        "find_seeds",
        "representative_articles",
        "fit_themes",
        "fit_topics",
        "frex",
        "load_fit",
        "main_theme",
        "read_themes",
        "refine_seeds",
        "run_disagreement",
        "support",
        "top_terms",
        "topic_stability",
        "vet_seeds",
    ),
    "compare": (
        "bootstrap",
        "calibrate",
        "contrasts",
        "covariates",
        "distances",
        "draw_label_sample",
        "findings",
        "inherit_cities",
        "keyness",
        "location_quotients",
        "omnibus",
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
    ),
    "figures": (
        "corpus_overview",
        "figure_style",
        "plot_choice",
        "plot_distances",
        "plot_heatmap",
        "plot_intervals",
        "plot_keyness",
        "plot_layout",
        "plot_overview",
        "plot_profile",
        "plot_regions",
        "plot_stability",
        "plot_tiles",
        "plot_topics",
        "plot_trends",
        "save_figure",
        "shandong_grid",
        "theme_labels",
    ),
    "run": (
        "Analysis",
        "Settings",
        "analyse",
        "load_analysis",
        "read_settings",
    ),
    "report": (
        "Report",
        "Section",
        "build_report",
        "render",
    ),
    "resources": ("sample_pages",),
    "errors": (
        "CityAnalysisError",
        "CityAnalysisWarning",
        "EmptyCorpusError",
        "InputError",
        "UsageError",
    ),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'cityanalysis' has no attribute {name!r}")
    value = getattr(import_module(f"cityanalysis.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
