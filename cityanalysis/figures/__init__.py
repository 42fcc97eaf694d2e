"""One figure a file; each sees a frame and returns the axes that it drew on."""

from cityanalysis.figures.coefficients import plot_fitted, plot_regression
from cityanalysis.figures.differences import plot_differences
from cityanalysis.figures.diffusion_maps import plot_first_uses, plot_spread
from cityanalysis.figures.distances import plot_distances, plot_layout
from cityanalysis.figures.distinctive_words import plot_keyness
from cityanalysis.figures.frames import groups_of, rows_of, where
from cityanalysis.figures.heatmap import order_by_likeness, plot_heatmap
from cityanalysis.figures.intervals import plot_intervals
from cityanalysis.figures.overview import corpus_overview, plot_overview
from cityanalysis.figures.panel import plot_panel
from cityanalysis.figures.profile import plot_profile
from cityanalysis.figures.regions import CityMap, flat_outlines, plot_regions, read_map
from cityanalysis.figures.specification_curve import plot_choices
from cityanalysis.figures.style import (
    COLOURS,
    current_font,
    figure_style,
    font_family,
    printable,
    save_figure,
    width_of,
)
from cityanalysis.figures.tiles import city_grid, home_province, plot_tiles
from cityanalysis.figures.topics import plot_choice, plot_stability, plot_topics
from cityanalysis.figures.trends import plot_trends
from cityanalysis.wording import Phrases, theme_labels

__all__ = [
    "COLOURS",
    "CityMap",
    "Phrases",
    "city_grid",
    "corpus_overview",
    "current_font",
    "figure_style",
    "flat_outlines",
    "font_family",
    "groups_of",
    "home_province",
    "order_by_likeness",
    "plot_choice",
    "plot_choices",
    "plot_differences",
    "plot_distances",
    "plot_first_uses",
    "plot_fitted",
    "plot_heatmap",
    "plot_intervals",
    "plot_keyness",
    "plot_layout",
    "plot_overview",
    "plot_panel",
    "plot_profile",
    "plot_regions",
    "plot_regression",
    "plot_spread",
    "plot_stability",
    "plot_tiles",
    "plot_topics",
    "plot_trends",
    "printable",
    "read_map",
    "rows_of",
    "save_figure",
    "theme_labels",
    "where",
    "width_of",
]
