"""Text to numbers: tokens, stopwords, collocations, document-term matrices."""

from cityanalysis.text.boilerplate import propose_boilerplate
from cityanalysis.text.matrix import DocumentTermMatrix, count_terms, group_counts, tfidf
from cityanalysis.text.segmenters import TOKENIZERS
from cityanalysis.text.stopwords import read_stopwords
from cityanalysis.text.tokens import tokenize
from cityanalysis.text.word_pairs import collocations

__all__ = [
    "TOKENIZERS",
    "DocumentTermMatrix",
    "collocations",
    "count_terms",
    "group_counts",
    "propose_boilerplate",
    "read_stopwords",
    "tfidf",
    "tokenize",
]
