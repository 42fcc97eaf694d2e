"""Files to pages: formats, encodings, tables, and which files an input names."""

from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.inputs import STDIN, Inputs, list_files, read_file
from cityanalysis.corpus.reading.readers import READERS
from cityanalysis.corpus.reading.run_folders import (
    LOCK,
    MADE_BY,
    MANIFEST,
    UNFINISHED,
    is_run_folder,
    read_manifest,
)
from cityanalysis.corpus.reading.sources import InputFile, Skipped
from cityanalysis.corpus.reading.tables import check_columns
from cityanalysis.corpus.reading.user_tables import read_user_table

__all__ = [
    "LOCK",
    "MADE_BY",
    "MANIFEST",
    "READERS",
    "STDIN",
    "UNFINISHED",
    "InputFile",
    "Inputs",
    "Skipped",
    "check_columns",
    "decode",
    "is_run_folder",
    "list_files",
    "read_file",
    "read_manifest",
    "read_user_table",
]
