"""Themes: named ones from seed words, topics that were discovered."""

from cityanalysis.themes.assign import assign_themes, main_theme
from cityanalysis.themes.fit import apply_themes, fit_themes, fit_topics
from cityanalysis.themes.lda import LDA
from cityanalysis.themes.lexicon import Theme, read_themes
from cityanalysis.themes.nmf import NMF
from cityanalysis.themes.refine import refine_seeds
from cityanalysis.themes.result import ThemeFit, load_fit
from cityanalysis.themes.seeded import SeededLDA
from cityanalysis.themes.seeds import find_seeds, vet_seeds
from cityanalysis.themes.support import Support, support

__all__ = [
    "LDA",
    "NMF",
    "SeededLDA",
    "Support",
    "Theme",
    "ThemeFit",
    "apply_themes",
    "assign_themes",
    "find_seeds",
    "fit_themes",
    "fit_topics",
    "load_fit",
    "main_theme",
    "read_themes",
    "refine_seeds",
    "support",
    "vet_seeds",
]
