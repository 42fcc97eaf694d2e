"""Pages to articles: pieces, their roles, reading order, text and dates."""

from cityanalysis.corpus.splitting.bigrams import pair_statistics
from cityanalysis.corpus.splitting.bylines import parse_byline, parse_dateline
from cityanalysis.corpus.splitting.similarity import inner_products
from cityanalysis.corpus.splitting.split import split_page

__all__ = [
    "inner_products",
    "pair_statistics",
    "parse_byline",
    "parse_dateline",
    "split_page",
]
