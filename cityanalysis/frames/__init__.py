"""Frames that cross walls: how they lie on disk and how they show themselves."""

from cityanalysis.frames.display import as_html, as_text
from cityanalysis.frames.files import write_json, write_whole
from cityanalysis.frames.parquet import (
    articles_schema,
    cached_table,
    frame_of_table,
    keep_table,
    notes_of,
    read_frame,
    write_frame,
)

__all__ = [
    "articles_schema",
    "as_html",
    "as_text",
    "cached_table",
    "frame_of_table",
    "keep_table",
    "notes_of",
    "read_frame",
    "write_frame",
    "write_json",
    "write_whole",
]
