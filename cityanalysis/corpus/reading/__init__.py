"""Files to pages: formats, encodings, tables, and which files an input names."""

from cityanalysis.corpus.reading.encoding import decode
from cityanalysis.corpus.reading.inputs import STDIN, Inputs, list_files, read_file
from cityanalysis.corpus.reading.readers import READERS
from cityanalysis.corpus.reading.sources import Skipped
from cityanalysis.corpus.reading.tables import check_columns

__all__ = [
    "READERS",
    "STDIN",
    "Inputs",
    "Skipped",
    "check_columns",
    "decode",
    "list_files",
    "read_file",
]
