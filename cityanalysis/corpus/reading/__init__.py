"""Files to pages: formats, encodings, tables, and which files an input names."""

from cityanalysis.corpus.reading.account import InputFile, Skipped, TableRead, table_read
from cityanalysis.corpus.reading.clean_cells import clean_cell, fold_forms, traced
from cityanalysis.corpus.reading.columns import check_columns
from cityanalysis.corpus.reading.crops import page_crops
from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.inputs import STDIN, Inputs, list_files, read_file
from cityanalysis.corpus.reading.pictures import PICTURES, page_picture
from cityanalysis.corpus.reading.read_options import UNPACK_LIMIT, ReadOptions
from cityanalysis.corpus.reading.readers import READERS
from cityanalysis.corpus.reading.run_folders import (
    LOCK,
    MADE_BY,
    MANIFEST,
    UNFINISHED,
    is_run_folder,
    read_manifest,
)
from cityanalysis.corpus.reading.sources import READ_ERRORS, failure_reason
from cityanalysis.corpus.reading.user_tables import read_user_table

__all__ = [
    "LOCK",
    "MADE_BY",
    "MANIFEST",
    "PICTURES",
    "READERS",
    "READ_ERRORS",
    "STDIN",
    "UNFINISHED",
    "UNPACK_LIMIT",
    "InputFile",
    "Inputs",
    "ReadOptions",
    "Skipped",
    "TableRead",
    "check_columns",
    "clean_cell",
    "decode",
    "failure_reason",
    "fold_forms",
    "is_run_folder",
    "list_files",
    "page_crops",
    "page_picture",
    "read_file",
    "read_manifest",
    "read_user_table",
    "shown_path",
    "table_read",
    "traced",
]
