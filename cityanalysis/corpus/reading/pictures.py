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

__all__ = ["PICTURES", "pixels_of_sheet", "read_picture", "recognised_page"]

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")

# A broadsheet at 600 dpi has 130 million pixels; more is no page, or would not fit into memory.
_MOST_PIXELS = 140_000_000
# At 300 dpi a broadsheet's type is 40 pixels high, more than the models look at.
_LONGEST_SIDE = 6500
_USUAL_DPI = 200
_LEAST_DPI, _MOST_DPI = 100, 1200
_POINTS = 72
# Fewer characters are a stamp, a sign in a photograph, or specks.
_FEWEST = 12
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
    with parsing(path), _any_size(Image), Image.open(io.BytesIO(read_bytes(path))) as opened:
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


def _pixels(opened: Any, path: Path) -> tuple[Pixels, float]:
    """Pixels of a picture, upright and of a size that can be read, and its dots an inch."""
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
    """A sheet of a PDF as pixels, and its dots an inch."""
    scale = min(_USUAL_DPI / _POINTS, _LONGEST_SIDE / max(*sheet.get_size(), 1.0))
    picture = sheet.render(scale=scale).to_pil().convert("RGB")
    return np.asarray(picture, dtype=np.uint8), scale * _POINTS


def recognised_page(
    path: Path, pixels: Pixels, dpi: float, number: int, n_sheets: int
) -> Page | None:
    """What is printed on a picture as a page; None where it holds no text."""
    found, turned = _upright_lines(pixels, str(path))
    if sum(len(line.text.strip()) for line in found) < _FEWEST:
        return None
    size = float(turned.shape[1]), float(turned.shape[0])
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
    )


def _upright_lines(pixels: Pixels, source: str) -> tuple[list[RecognisedLine], Pixels]:
    """Lines of a picture, which is turned where it reads better upside down or on its side."""
    found = recognise(pixels, source)
    best, best_pixels = found, pixels
    if _is_read_well(found) or len(found) < 2:
        return best, best_pixels
    for quarters in (2, 1, 3):
        turned = np.ascontiguousarray(np.rot90(pixels, quarters))
        other = recognise(turned, source)
        if _quality(other) > _quality(best):
            best, best_pixels = other, turned
        if _is_read_well(other):
            break
    return best, best_pixels


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
