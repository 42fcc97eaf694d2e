"""JSON files: one object a line, or values of any shape."""

from collections.abc import Iterator
from pathlib import Path

from cityanalysis.corpus.reading.file_names import shown_path
from cityanalysis.corpus.reading.json_records import json_rows
from cityanalysis.corpus.reading.read_options import ReadOptions
from cityanalysis.corpus.reading.sources import TextLines
from cityanalysis.corpus.reading.tables import Item, pages_of_rows

__all__ = ["read_json"]


def read_json(path: Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Pages of a JSON file, an object each.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.json"
    >>> _ = path.write_text('{"data": [{"text": "本报讯"}]}', encoding="utf-8")
    >>> page, account = read_json(path)
    >>> page.text
    '本报讯'
    """
    chosen = options or ReadOptions()
    lines = TextLines(path, chosen.unpack_limit)
    yield from pages_of_rows(
        shown_path(path),
        json_rows(path, lines),
        chosen,
        encoding=lines.decoder.encoding,
        notes=lines.notes,
    )
