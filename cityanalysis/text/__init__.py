"""Text to numbers: tokens, stopwords, collocations, document-term matrices."""

from cityanalysis.text.boilerplate import propose_boilerplate
from cityanalysis.text.collocations import collocations
from cityanalysis.text.engines import TOKENIZERS
from cityanalysis.text.matrix import DocumentTermMatrix, count_terms, group_counts, tfidf
from cityanalysis.text.stopwords import read_stopwords
from cityanalysis.text.tokenize import tokenize

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
