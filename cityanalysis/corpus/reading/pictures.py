"""Scans and photographs of pages, and sheets of a PDF that hold no text: recognised, then read."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout import RecognisedLine, lay_out, scanned_sheet
from cityanalysis.corpus.page import Page
from cityanalysis.corpus.reading.account import Skipped
from cityanalysis.corpus.reading.encoding import share_frequent
from cityanalysis.corpus.reading.sources import (
    name_date,
    name_number,
    name_publication,
    parsing,
    read_bytes,
)
from cityanalysis.corpus.recognition import recognise
from cityanalysis.errors import InputError

__all__ = [
    "PICTURES",
    "page_picture",
    "pixels_of_sheet",
    "read_picture",
    "recognised_page",
    "upright_picture",
]

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")

# A broadsheet at 600 dpi has 130 million pixels; more is no page, or would not fit into memory.
_MOST_PIXELS = 140_000_000
# At 300 dpi a broadsheet's type is 40 pixels high, more than the models look at.
_LONGEST_SIDE = 6500
_USUAL_DPI = 200
_LEAST_DPI, _MOST_DPI = 100, 1200
_POINTS = 72
# Fewer characters are a stamp, a sign in a photograph, or specks.
_FEWEST, _FEWEST_LINES = 12, 2
# Of a picture beside its articles: a headline can be read, and a page takes 200 kB.
_SHOWN_SIDE = 1400
# Upright text is read with .95 and more, and a third of its characters are frequent ones; upside
# down or on its side it is not.
_SURE, _PLAIN = 0.8, 0.12

Pixels = NDArray[np.uint8]


def read_picture(path: Path) -> Iterator[Page | Skipped]:
    """A scan or photograph of a page; a TIFF may hold several.

    Parameters
    ----------
    path : Path
        One of `PICTURES`.

    Yields
    ------
    Page
        With its printed lines, where text was found.
    Skipped
        For a picture of a file of several that holds no text.

    Raises
    ------
    InputError
        Where the file is damaged or too large, holds no text, or no recognition is installed.
    """
    from PIL import Image

    n_read, n_pictures = 0, 0
    with parsing(path), _any_size(Image), _opened(Image, path, read_bytes(path)) as opened:
        n_pictures = int(getattr(opened, "n_frames", 1))
        for number in range(n_pictures):
            opened.seek(number)
            pixels, dpi = _pixels(opened, path)
            page = recognised_page(path, pixels, dpi, number, n_pictures)
            if page is not None:
                n_read += 1
                yield page
            elif n_pictures > 1:
                yield Skipped(f"{path}#{number + 1}", "no text was found on this picture")
    if not n_read:
        raise InputError(f"{path}: no text was found on this picture.")


@contextmanager
def _any_size(image: Any) -> Iterator[None]:
    """Pillow's own limit off while a file is opened: `_pixels` has one that speaks of pages."""
    before = image.MAX_IMAGE_PIXELS
    image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        image.MAX_IMAGE_PIXELS = before


def _opened(image: Any, path: Path, data: bytes) -> Any:
    """The picture in the bytes of a file; its library's own message names a place in memory."""
    try:
        return image.open(io.BytesIO(data))
    except OSError as error:
        raise InputError(
            f"{path}: no picture that can be read: damaged, or of another format than its name "
            "says. Save it again."
        ) from error


def _pixels(opened: Any, path: Path) -> tuple[Pixels, float]:
    """Pixels of a picture, upright and of a size that can be read, and its dots per inch."""
    from PIL import Image, ImageOps

    width, height = opened.size
    if width * height > _MOST_PIXELS:
        raise InputError(
            f"{path}: {width} × {height} pixels. Scale it down to at most {_LONGEST_SIDE} a side."
        )
    named = opened.info.get("dpi", (0, 0))
    dpi = float(named[0]) if isinstance(named, tuple) and named else 0.0
    upright = ImageOps.exif_transpose(opened)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright)
    upright = upright.convert("RGB")
    longest = max(upright.size)
    dpi = dpi if _LEAST_DPI <= dpi <= _MOST_DPI else _USUAL_DPI
    if longest > _LONGEST_SIDE:
        dpi *= _LONGEST_SIDE / longest
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return np.asarray(upright, dtype=np.uint8), dpi


def pixels_of_sheet(sheet: Any) -> tuple[Pixels, float]:
    """A sheet of a PDF as pixels, and its dots per inch."""
    scale = min(_USUAL_DPI / _POINTS, _LONGEST_SIDE / max(*sheet.get_size(), 1.0))
    picture = sheet.render(scale=scale).to_pil().convert("RGB")
    return np.asarray(picture, dtype=np.uint8), scale * _POINTS


def recognised_page(
    path: Path, pixels: Pixels, dpi: float, number: int, n_sheets: int
) -> Page | None:
    """What is printed on a picture as a page; None where it holds no text."""
    found, turns = _upright_lines(pixels, str(path))
    if sum(len(line.text.strip()) for line in found) < _FEWEST:
        return None
    high, wide = pixels.shape[:2] if turns % 2 == 0 else pixels.shape[1::-1]
    size = float(wide), float(high)
    scale = _POINTS / dpi
    laid_out = lay_out(scanned_sheet(found, size, scale))
    if not laid_out.lines:
        return None
    return Page(
        source=str(path),
        text=laid_out.text,
        publication=name_publication(path),
        date=name_date(path),
        number=str(number + 1) if n_sheets > 1 else name_number(path),
        lines=laid_out.lines,
        size=(size[0] * scale, size[1] * scale),
        sheet=number,
        turns=turns,
    )


def _upright_lines(pixels: Pixels, source: str) -> tuple[list[RecognisedLine], int]:
    """Lines of a picture, and by how many quarters it was turned to read better."""
    best, turns = recognise(pixels, source), 0
    if _is_read_well(best) or len(best) < _FEWEST_LINES:
        return best, 0
    for quarters in (2, 1, 3):
        other = recognise(np.ascontiguousarray(np.rot90(pixels, quarters)), source)
        if _quality(other) > _quality(best):
            best, turns = other, quarters
        if _is_read_well(other):
            break
    return best, turns


def page_picture(page: Page) -> bytes | None:
    """The sheet of a page that was read as printed, as a small JPEG; None where there is none.

    Parameters
    ----------
    page : Page
        A page with printed lines; its source is read again.

    Returns
    -------
    bytes or None
    """
    picture = upright_picture(page)
    if picture is None:
        return None
    picture.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=60)
    return written.getvalue()


def upright_picture(page: Page) -> Any:
    """The sheet of a page that was read as printed, as large as it was read; None without one."""
    from PIL import Image

    path = Path(page.source)
    if page.sheet is None or not page.lines or not path.is_file():
        return None
    data = read_bytes(path)
    with parsing(path), _any_size(Image):
        if data.startswith(b"%PDF-"):
            picture = _sheet_picture(data, page.sheet)
        else:
            with _opened(Image, path, data) as opened:
                opened.seek(page.sheet)
                picture = Image.fromarray(_pixels(opened, path)[0])
    return picture.rotate(90 * page.turns, expand=True)


def _sheet_picture(data: bytes, number: int) -> Any:
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(data)
    try:
        return Image.fromarray(pixels_of_sheet(document[number])[0])
    finally:
        document.close()


def _is_read_well(found: list[RecognisedLine]) -> bool:
    return _confidence(found) >= _SURE and _quality(found) >= _PLAIN


def _confidence(found: list[RecognisedLine]) -> float:
    total = sum(len(line.text) for line in found)
    return sum(line.confidence * len(line.text) for line in found) / max(total, 1)


def _quality(found: list[RecognisedLine]) -> float:
    """How much it looks like text: sure, and of frequent characters (or of Latin letters)."""
    text = "".join(line.text for line in found)
    latin = sum(char.isascii() and char.isalpha() for char in text) / max(len(text), 1)
    return _confidence(found) * max(share_frequent(text), latin / 4)
