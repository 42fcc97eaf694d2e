"""Pages to articles: pieces, their roles, reading order, text and dates."""

from cityanalysis.corpus.splitting.split import split_page

__all__ = [
    "split_page",
]
