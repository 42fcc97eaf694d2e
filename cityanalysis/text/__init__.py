"""Text to numbers: tokens, stopwords, collocations, document-term matrices."""

from cityanalysis.text.engines import TOKENIZERS
from cityanalysis.text.matrix import DocumentTermMatrix, count_terms, group_counts, tfidf
from cityanalysis.text.stopwords import read_stopwords
from cityanalysis.text.tokenize import tokenize

__all__ = [
    "TOKENIZERS",
    "DocumentTermMatrix",
    "count_terms",
    "group_counts",
    "read_stopwords",
    "tfidf",
    "tokenize",
]
