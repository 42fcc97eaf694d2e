"""Quotes as they are printed: the lines of each cut out of the picture of its page."""

from __future__ import annotations

import base64
import os
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

import pandas as pd

from cityanalysis.corpus import PICTURES, Page, page_crops, read_pages
from cityanalysis.errors import CityAnalysisWarning, InputError, SkippedInputWarning, warn
from cityanalysis.figures import rows_of
from cityanalysis.frames import Articles, Quotes
from cityanalysis.run import Analysis

__all__ = ["with_crops"]

# Pictures in one file, before they are written as base64; some 500 quotes.
_MOST_BYTES = 3_000_000

Span = tuple[int, int]


def with_crops(
    analysis: Analysis, quotes: pd.DataFrame, folder: str | os.PathLike[str]
) -> pd.DataFrame:
    """Quotes with what is printed there: the first of each theme and city.

    The files are read again (what was recognised is kept), and only where a page still says there
    what the quote says is a picture taken of it.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    quotes : DataFrame
        What `pick_quotes` gives.
    folder : path
        Where the pages are: the folder that was read, or one above it.

    Returns
    -------
    DataFrame
        The same with `crop` filled in where the page has a picture.

    Warns
    -----
    CityAnalysisWarning
        Where pages with quotes are not there, cannot be read, or say something else now.

    Examples
    --------
    >>> with_crops(Analysis(), Quotes.empty(), ".").empty
    True
    """
    if quotes.empty:
        return quotes
    first = quotes.groupby([Quotes.theme, Quotes.city], sort=False).head(1)
    articles = analysis.articles.set_index(Articles.doc_id)
    crops: dict[tuple[str, str], str] = {}
    room, n_missed = _MOST_BYTES, 0
    files = _files(Path(folder))
    for source, places in _places(articles, first).items():
        file = _nearest(files.get(Path(source).name, ()), source)
        found = dict(_cropped(analysis, file, places)) if file else {}
        n_missed += not found
        for quote, picture in found.items():
            if len(picture) <= room:
                room -= len(picture)
                crops[source, quote] = _address(picture)
    if n_missed:
        warn(
            f"{n_missed} of the pages are not in {folder}, or are read otherwise now: their quotes "
            "have no crop.",
            CityAnalysisWarning,
        )
    sources = articles[Articles.source].reindex(first[Quotes.doc_id])
    shown = [crops.get(key) for key in zip(sources, first[Quotes.quote])]
    return quotes.assign(**{Quotes.crop: pd.Series(shown, first.index, dtype="str")})


def _places(articles: pd.DataFrame, quotes: pd.DataFrame) -> dict[str, dict[str, list[Span]]]:
    """For each PDF or picture its quotes, and the stretches of the page in which each stands."""
    found: dict[str, dict[str, list[Span]]] = {}
    for row in rows_of(quotes):
        article = articles.loc[row.doc_id]
        source = str(article[Articles.source])
        if _has_picture(Path(source)):
            quote = str(row.quote)
            found.setdefault(source, {})[quote] = _place(article, quote)
    return found


def _place(article: pd.Series, quote: str) -> list[Span]:
    """The stretches of the page in which a quote stands."""
    start = str(article[Articles.text]).find(quote)
    end = start + len(quote)
    found = []
    for at, on_page, length in article[Articles.segments]:
        low, high = max(start, at), min(end, at + length)
        if low < high:
            found.append((int(on_page + low - at), int(on_page + high - at)))
    return found


def _cropped(
    analysis: Analysis, file: Path, places: Mapping[str, Sequence[Span]]
) -> Iterator[tuple[str, bytes]]:
    """Each quote of a file, and its picture."""
    waiting = dict(places)
    for page in _pages(analysis, file):
        here = [quote for quote, spans in waiting.items() if _says(page, spans, quote)]
        crops = page_crops(page, [waiting.pop(quote) for quote in here]) if here else []
        for quote, picture in zip(here, crops):
            if picture is not None:
                yield quote, picture


def _files(folder: Path) -> dict[str, list[Path]]:
    """PDFs and pictures of a folder by name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if _has_picture(path):
            found.setdefault(path.name, []).append(path)
    return found


def _has_picture(path: Path) -> bool:
    return path.suffix.lower() in (".pdf", *PICTURES)


def _nearest(files: Sequence[Path], source: str) -> Path | None:
    """The file whose folders are most like those of a source, which names only some of them."""

    def shared(file: Path) -> int:
        pairs = zip(reversed(file.parts), reversed(Path(source).parts))
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(files, key=shared, default=None)


def _pages(analysis: Analysis, file: Path) -> Iterator[Page]:
    with warnings.catch_warnings():
        # What could not be read was said when the run read it.
        warnings.simplefilter("ignore", SkippedInputWarning)
        try:
            yield from read_pages(file, options=analysis.settings.read_options())
        except InputError:
            return


def _says(page: Page, spans: Sequence[Span], quote: str) -> bool:
    """Whether a page has the letters of a quote at its place."""
    printed = "".join(page.text[start:end] for start, end in spans)
    return bool(spans) and _letters(printed) == _letters(quote)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _address(picture: bytes) -> str:
    return f"data:image/webp;base64,{base64.b64encode(picture).decode('ascii')}"
