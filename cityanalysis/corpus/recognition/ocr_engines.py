"""Reads the lines on a picture of a page, and keeps what was read by the picture's content."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout import RecognisedLine
from cityanalysis.errors import InputError

__all__ = ["ENGINES", "recognise"]

Pixels = NDArray[np.uint8]
Engine = Callable[[Pixels], list[RecognisedLine]]

_INSTALL = "pip install 'cityanalysis[scans]'"
# Of the grey values in a line's box, paper is among the lightest tenth, ink among the darkest.
_PAPER, _INK = 90, 3


def _rapidocr(picture: Pixels) -> list[RecognisedLine]:
    from cityanalysis.corpus.recognition.rapid import read_lines_of

    return read_lines_of(picture)


# Add an entry to recognise with another engine: name of its package -> (picture -> lines).
ENGINES: dict[str, Engine] = {"rapidocr": _rapidocr}


def recognise(picture: Pixels, source: str, *, engine: str = "rapidocr") -> list[RecognisedLine]:
    """Lines of text on a picture.

    What was read is kept in the folder that ``CITYANALYSIS_CACHE`` names, or else in the user's
    cache folder, under the digest of the pixels: recognition takes a hundred times as long as
    all the rest.

    Parameters
    ----------
    picture : array of uint8, height × width × 3
        Upright.
    source : str
        For messages.
    engine : str
        A key of `ENGINES`.

    Returns
    -------
    list of RecognisedLine

    Raises
    ------
    InputError
        Where the engine is not installed; the message names the command.
    """
    path = _store() / f"{_key(picture, engine)}.json"
    kept = _kept(path)
    if kept is not None:
        return kept
    if find_spec(engine) is None:
        raise InputError(f"{source}: a picture of text. To read pictures: {_INSTALL}")
    lines = [replace(line, ink=_ink(picture, line)) for line in ENGINES[engine](picture)]
    lines.sort(key=lambda line: (line.corners[0][1], line.corners[0][0], line.text))
    _keep(path, lines)
    return lines


def _key(picture: Pixels, engine: str) -> str:
    try:
        made_by = f"{engine} {version(engine)}"
    except PackageNotFoundError:
        made_by = engine
    digest = hashlib.sha256(f"{made_by} {picture.shape} 1".encode())
    digest.update(np.ascontiguousarray(picture).data)
    return digest.hexdigest()[:40]


def _store() -> Path:
    named = os.environ.get("CITYANALYSIS_CACHE")
    if named:
        return Path(named) / "recognised"
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "cityanalysis" / "recognised"


def _line(row: dict[str, Any]) -> RecognisedLine:
    a, b, c, d = ((float(x), float(y)) for x, y in row["corners"])
    return RecognisedLine(
        (a, b, c, d), str(row["text"]), float(row["confidence"]), float(row["ink"])
    )


def _kept(path: Path) -> list[RecognisedLine] | None:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [_line(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(path: Path, lines: list[RecognisedLine]) -> None:
    """Write whole or not at all; where the store cannot be written, only time is lost."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump([asdict(line) for line in lines], stream, ensure_ascii=False)
        Path(name).replace(path)
    except OSError:
        return


def _ink(picture: Pixels, line: RecognisedLine) -> float:
    """Share of a line's box that is dark, uneven light taken out."""
    xs, ys = zip(*line.corners)
    x0, x1 = max(0, int(min(xs))), int(max(xs)) + 1
    y0, y1 = max(0, int(min(ys))), int(max(ys)) + 1
    grey = picture[y0:y1, x0:x1].mean(axis=2)
    if grey.size == 0:
        return 0.0
    dark, paper = np.percentile(grey, [_INK, _PAPER])
    share = (paper - grey).clip(0, None).mean() / max(float(paper - dark), 1.0)
    return round(float(share), 3)
