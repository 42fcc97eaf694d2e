"""Pages and articles: reading, splitting, duplicates, and the store."""

from cityanalysis.corpus.code_points import points_of
from cityanalysis.corpus.corrections import (
    apply_corrections,
    read_corrections,
    text_digest,
)
from cityanalysis.corpus.duplicates import (
    analysed,
    clusters,
    find_duplicates,
    find_events,
    join_clusters,
    part_by_place,
)
from cityanalysis.corpus.load import Corpus, load_corpus, read_corpus, read_pages
from cityanalysis.corpus.look import Look, look_at
from cityanalysis.corpus.page import Article, Page, page_offset
from cityanalysis.corpus.reading import (
    LOCK,
    MADE_BY,
    MANIFEST,
    PICTURES,
    READERS,
    UNFINISHED,
    InputFile,
    ReadOptions,
    Skipped,
    TableRead,
    is_run_folder,
    page_crops,
    page_picture,
    read_manifest,
)
from cityanalysis.corpus.row_article import articles_of
from cityanalysis.corpus.splitting import split_page
from cityanalysis.corpus.surnames import SURNAMES_AFTER_ROLE, SURNAMES_BEFORE_PLACE
from cityanalysis.corpus.traditional_script import simplified_forms

__all__ = [
    "LOCK",
    "MADE_BY",
    "MANIFEST",
    "PICTURES",
    "READERS",
    "SURNAMES_AFTER_ROLE",
    "SURNAMES_BEFORE_PLACE",
    "UNFINISHED",
    "Article",
    "Corpus",
    "InputFile",
    "Look",
    "Page",
    "ReadOptions",
    "Skipped",
    "TableRead",
    "analysed",
    "apply_corrections",
    "articles_of",
    "clusters",
    "find_duplicates",
    "find_events",
    "is_run_folder",
    "join_clusters",
    "load_corpus",
    "look_at",
    "page_crops",
    "page_offset",
    "page_picture",
    "part_by_place",
    "points_of",
    "read_corpus",
    "read_corrections",
    "read_manifest",
    "read_pages",
    "simplified_forms",
    "split_page",
    "text_digest",
]
