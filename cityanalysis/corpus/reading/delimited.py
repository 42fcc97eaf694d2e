"""Files of delimited text: .csv, .tsv, and tables that are named .txt or .xls."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from cityanalysis.corpus.reading.csv_rows import rows_of_lines, study_lines
from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.grid import rows_of_grid
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import TextLines
from cityanalysis.corpus.reading.tables import Item, pages_of_rows

__all__ = ["read_delimited"]

_HEAD = 200  # lines from which the form of a file is told


def read_delimited(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of a file of delimited text, a row each.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = path.write_text("编号,正文\\n7,本报讯\\n", encoding="utf-8")
    >>> page, account = read_delimited(path, ReadOptions())
    >>> page.source_id, page.text
    ('7', '本报讯')
    """
    options = options or ReadOptions()
    lines = TextLines(path, options.unpack_limit)
    dialect = study_lines(list(islice(lines, _HEAD)))
    shown = shown_path(path)
    rows = rows_of_grid(rows_of_lines(lines, dialect), shown)
    encoding = lines.decoder.encoding
    yield from pages_of_rows(shown, rows, options, encoding=encoding, notes=lines.notes)
