"""Themes: named ones from seed words, topics that were discovered."""

from cityanalysis.themes.assign import assign_themes, main_theme
from cityanalysis.themes.choose import TopicChoice, choose_topics
from cityanalysis.themes.corpus_support import (
    COMPARED_ARTICLES,
    COMPARED_CLUSTERS,
    LISTED_CLUSTERS,
    Reason,
    Support,
    support,
)
from cityanalysis.themes.describe import (
    coherence,
    exclusivity,
    frex,
    lift,
    representative_articles,
    top_terms,
)
from cityanalysis.themes.encoder_choice import choose_encoder
from cityanalysis.themes.fit import apply_themes, fit_themes, fit_topics
from cityanalysis.themes.lda import LDA
from cityanalysis.themes.lexicon import Theme, read_themes
from cityanalysis.themes.nmf import NMF
from cityanalysis.themes.own_labels import learn_from_labels
from cityanalysis.themes.quality import WEAK_PRECISION, own_themes, theme_quality
from cityanalysis.themes.refine import refine_seeds
from cityanalysis.themes.result import ThemeFit, load_fit
from cityanalysis.themes.scored import fit_scores
from cityanalysis.themes.scorer import ThemeScores, score_themes, share_of_text
from cityanalysis.themes.seed_examples import doubtful_seeds
from cityanalysis.themes.seed_suggestions import (
    draw_to_judge,
    precision_of,
    suggest_theme,
    theme_toml,
)
from cityanalysis.themes.seeded import SeededLDA
from cityanalysis.themes.seeds import find_seeds, vet_seeds
from cityanalysis.themes.sentence_clusters import choose_clusters, text_vectors
from cityanalysis.themes.sentence_table import SentenceVectors
from cityanalysis.themes.stability import run_disagreement, topic_stability
from cityanalysis.themes.topic_matrix import topics_by_theme
from cityanalysis.themes.topic_names import (
    label_fit,
    label_table,
    label_topics,
    match_topics,
    read_labels,
    write_labels,
)
from cityanalysis.themes.topic_words import cut_words, is_bit, scraps

__all__ = [
    "COMPARED_ARTICLES",
    "COMPARED_CLUSTERS",
    "LDA",
    "LISTED_CLUSTERS",
    "NMF",
    "WEAK_PRECISION",
    "Reason",
    "SeededLDA",
    "SentenceVectors",
    "Support",
    "Theme",
    "ThemeFit",
    "ThemeScores",
    "TopicChoice",
    "apply_themes",
    "assign_themes",
    "choose_clusters",
    "choose_encoder",
    "choose_topics",
    "coherence",
    "cut_words",
    "doubtful_seeds",
    "draw_to_judge",
    "exclusivity",
    "find_seeds",
    "fit_scores",
    "fit_themes",
    "fit_topics",
    "frex",
    "is_bit",
    "label_fit",
    "label_table",
    "label_topics",
    "learn_from_labels",
    "lift",
    "load_fit",
    "main_theme",
    "match_topics",
    "own_themes",
    "precision_of",
    "read_labels",
    "read_themes",
    "refine_seeds",
    "representative_articles",
    "run_disagreement",
    "score_themes",
    "scraps",
    "share_of_text",
    "suggest_theme",
    "support",
    "text_vectors",
    "theme_quality",
    "theme_toml",
    "top_terms",
    "topic_stability",
    "topics_by_theme",
    "vet_seeds",
    "write_labels",
]
