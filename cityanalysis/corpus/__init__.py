"""Pages and articles: reading, splitting, duplicates, and the store."""

from cityanalysis.corpus.duplicates import analysed, clusters, find_duplicates
from cityanalysis.corpus.load import Corpus, load_corpus, read_corpus, read_pages
from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.readers import READERS
from cityanalysis.corpus.split import split_page
from cityanalysis.corpus.store import read_frame, write_frame

__all__ = [
    "READERS",
    "Article",
    "Corpus",
    "Page",
    "analysed",
    "clusters",
    "find_duplicates",
    "load_corpus",
    "read_corpus",
    "read_frame",
    "read_pages",
    "split_page",
    "write_frame",
]
