"""Text to numbers: tokens, stopwords, collocations, document-term matrices."""

from cityanalysis.text.article_likeness import beginning, like_articles, nearest_rows
from cityanalysis.text.boilerplate import propose_boilerplate
from cityanalysis.text.concordance import kwic
from cityanalysis.text.matrix import (
    DocumentTermMatrix,
    count_cuts,
    count_terms,
    group_counts,
    select_documents,
    select_terms,
    tfidf,
)
from cityanalysis.text.name_words import packaged_words, place_names
from cityanalysis.text.ngrams import hash_ngrams
from cityanalysis.text.segmenters import TOKENIZERS, make_segmenter
from cityanalysis.text.sentence_ends import Sentence, sentences
from cityanalysis.text.sentence_search import SentenceIndex, similar, similar_articles
from cityanalysis.text.sentence_vectors import ENCODERS, embed, has_encoder
from cityanalysis.text.stopwords import read_stopwords
from cityanalysis.text.term_rarity import class_rarity, rarity
from cityanalysis.text.tokens import CutTexts, WordChoice, choose_words, cut_texts, tokenize
from cityanalysis.text.user_dictionary import read_dictionary
from cityanalysis.text.word_pairs import collocations

__all__ = [
    "ENCODERS",
    "TOKENIZERS",
    "CutTexts",
    "DocumentTermMatrix",
    "Sentence",
    "SentenceIndex",
    "WordChoice",
    "beginning",
    "choose_words",
    "class_rarity",
    "collocations",
    "count_cuts",
    "count_terms",
    "cut_texts",
    "embed",
    "group_counts",
    "has_encoder",
    "hash_ngrams",
    "kwic",
    "like_articles",
    "make_segmenter",
    "nearest_rows",
    "packaged_words",
    "place_names",
    "propose_boilerplate",
    "rarity",
    "read_dictionary",
    "read_stopwords",
    "select_documents",
    "select_terms",
    "sentences",
    "similar",
    "similar_articles",
    "tfidf",
    "tokenize",
]
