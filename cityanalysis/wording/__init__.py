"""Every phrase, number and sentence that a reader sees, in Chinese and English."""

from cityanalysis.wording.file_reasons import file_reason
from cityanalysis.wording.finding_words import interval, p_words, phrase, points
from cityanalysis.wording.phrase_table import in_unit
from cityanalysis.wording.phrases import Phrases, theme_labels

__all__ = [
    "Phrases",
    "file_reason",
    "in_unit",
    "interval",
    "p_words",
    "phrase",
    "points",
    "theme_labels",
]
