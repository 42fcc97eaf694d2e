"""How files will be read: columns, first rows, dates, encodings, and what would be left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cityanalysis.corpus.articles_table import read_items
from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading import (
    Inputs,
    ReadOptions,
    Skipped,
    TableRead,
    list_files,
    shown_path,
)

__all__ = ["Look", "look_at"]

_SHOWN = 5  # rows or pages of each file


@dataclass(frozen=True, slots=True)
class Look:
    """How one file will be read.

    Parameters
    ----------
    source : str
        Path of the file, as the user gave it.
    n_pages : int
        Rows of tables, or pages, that will be read.
    n_dated : int
        How many of them have a date.
    first, last : str
        Earliest and latest date, ISO 8601; empty where there is none.
    tables : tuple of TableRead
        How each table of the file is understood.
    pages : tuple of Page
        The first five.
    skipped : tuple of Skipped
        What would be left out.

    Examples
    --------
    >>> Look("a.csv", 0, 0, "", "", (), (), ()).lines()
    ['a.csv: 0 pages or rows']
    """

    source: str
    n_pages: int
    n_dated: int
    first: str
    last: str
    tables: tuple[TableRead, ...]
    pages: tuple[Page, ...]
    skipped: tuple[Skipped, ...]

    def lines(self) -> list[str]:
        """What the command line prints."""
        dates = (
            f", {self.n_dated} with a date from {self.first} to {self.last}" if self.first else ""
        )
        counted = "1 page or row" if self.n_pages == 1 else f"{self.n_pages} pages or rows"
        lines = [f"{self.source}: {counted}{dates}"]
        for table in self.tables:
            lines.append(f"  {table.sentence()}")
            chosen = {column: field for field, column in table.columns}
            named = [f"{name} ({chosen[name]})" if name in chosen else name for name in table.names]
            lines += [f"  columns: {', '.join(named)}"] if named else []
            lines += [f"  encoding: {table.encoding}"] if table.encoding else []
        lines += [f"  {number} {_shown(page)}" for number, page in enumerate(self.pages, start=1)]
        return lines + [f"  left out: {item.source}: {item.reason}" for item in self.skipped]


def _shown(page: Page) -> str:
    date = page.date.isoformat() if page.date else "no date"
    text = " ".join(page.text.split())
    parts = [
        date,
        page.title or "no title",
        page.city or "",
        text[:40] + ("…" if text[40:] else ""),
    ]
    return " | ".join(part for part in parts if part)


def look_at(inputs: Inputs, options: ReadOptions | None = None) -> Iterator[Look]:
    """Read files as an analysis would, and say how; nothing is analysed.

    Parameters
    ----------
    inputs : path or iterable of paths
        Files or folders.
    options : ReadOptions, optional
        How files are read; without it as `ReadOptions()` says.

    Yields
    ------
    Look
        One per file, then one for what is passed over by name or is not there.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = path.write_text("标题,日期,正文\\n通知,2021-03-05,今天开会。\\n", encoding="utf-8")
    >>> [(look.n_pages, look.first) for look in look_at(path)]
    [(1, '2021-03-05')]
    """
    files, passed_over = list_files(inputs)
    for path in files:
        yield _look(path, options or ReadOptions())
    if passed_over:
        yield Look("passed over", 0, 0, "", "", (), (), tuple(passed_over))


def _look(path: Path, options: ReadOptions) -> Look:
    pages: list[Page] = []
    tables: list[TableRead] = []
    skipped: list[Skipped] = []
    n_pages, n_dated, first, last = 0, 0, "", ""
    for item in read_items(path, options):
        if isinstance(item, TableRead):
            tables.append(item)
        elif isinstance(item, Skipped):
            skipped.append(item)
        else:
            n_pages += 1
            pages += [item] if len(pages) < _SHOWN else []
            if item.date is not None:
                date = item.date.isoformat()
                n_dated += 1
                first, last = min(first or date, date), max(last, date)
    shown = shown_path(path)
    return Look(shown, n_pages, n_dated, first, last, tuple(tables), tuple(pages), tuple(skipped))
