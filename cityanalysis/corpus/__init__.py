"""Pages and articles: reading, splitting, duplicates, and the store."""

from cityanalysis.corpus.duplicates import analysed, clusters, find_duplicates
from cityanalysis.corpus.load import Corpus, load_corpus, read_corpus, read_pages
from cityanalysis.corpus.page import Article, Page
from cityanalysis.corpus.reading import READERS
from cityanalysis.corpus.splitting import split_page

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
    "read_pages",
    "split_page",
]
