"""The engine `rapidocr`: PP-OCR models inside its wheel, run by onnxruntime.

Detection runs over bands of the picture, so that memory does not grow with it; lines that a band
has cut are put together from both sides before they are read.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.layout import RecognisedLine

__all__ = ["read_lines_of"]

Pixels = NDArray[np.uint8]
Quad = NDArray[np.float64]
# Pixels: a band of a broadsheet at 200 dpi takes some 600 MB to search; a line of a body is 40
# high at most, so that it stands whole in one of two bands.
_BAND, _OVERLAP = 1100, 160
_EDGE = 4
# Two boxes of neighbouring bands are one line if they share this much.
_SAME, _COVERED = 0.5, 0.7
_TALL = 1.5


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            # Its default shrinks a broadsheet to 2,000 pixels, which costs 3 % of the characters.
            "Global.max_side_len": 20_000,
            "Global.use_cls": False,
            "Global.log_level": "error",
            # One process per file is the package's own parallelism.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read_lines_of(picture: Pixels) -> list[RecognisedLine]:
    """Lines of a picture, in any order.

    Parameters
    ----------
    picture : array of uint8, height × width × 3
        The upright page in colours.

    Returns
    -------
    list of RecognisedLine
    """
    found = []
    for quad in _detect(picture):
        crop = _cropped(picture, quad)
        read = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
        if not read.txts or not read.txts[0].strip():
            continue
        a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in quad)
        corners = (a, b, c, d)
        found.append(RecognisedLine(corners, read.txts[0], round(float(read.scores[0]), 3)))
    return found


def _detect(picture: Pixels) -> list[Quad]:
    """Corners of all lines, from the top left."""
    height = len(picture)
    kept: list[Quad] = []
    for start, end in _bands(height):
        boxes = _engine()(picture[start:end], use_det=True, use_cls=False, use_rec=False).boxes
        for box in () if boxes is None else boxes:
            quad = np.asarray(box, dtype=float) + np.array([0.0, float(start)])
            twin = next((k for k, other in enumerate(kept) if _is_one(other, quad)), None)
            if twin is None and not _is_covered(quad, kept):
                kept.append(quad)
            elif twin is None:
                continue
            else:
                kept[twin] = _union(kept[twin], quad)
    return kept


def _bands(height: int) -> Iterator[tuple[int, int]]:
    start = 0
    while True:
        end = min(height, start + _BAND)
        # A last band of a few pixels would be all edge.
        if height - end < _OVERLAP:
            end = height
        yield start, end
        if end == height:
            return
        start = end - _OVERLAP


def _is_one(one: Quad, other: Quad) -> bool:
    """Whether two boxes are two views of one line."""
    (ax0, ay0), (ax1, ay1) = one.min(0), one.max(0)
    (bx0, by0), (bx1, by1) = other.min(0), other.max(0)
    across = min(ax1, bx1) - max(ax0, bx0)
    down = min(ay1, by1) - max(ay0, by0)
    if across <= 0 or down <= 0:
        return False
    is_wide = across > _SAME * max(ax1 - ax0, bx1 - bx0)
    return bool(is_wide and down > _SAME * min(ay1 - ay0, by1 - by0))


def _is_covered(quad: Quad, kept: list[Quad]) -> bool:
    """Whether lines that another band found stand where a box does, cut otherwise."""
    (x0, y0), (x1, y1) = quad.min(0), quad.max(0)
    shared = 0.0
    for other in kept:
        (a0, b0), (a1, b1) = other.min(0), other.max(0)
        shared += max(0.0, min(x1, a1) - max(x0, a0)) * max(0.0, min(y1, b1) - max(y0, b0))
    return bool(shared > _COVERED * (x1 - x0) * (y1 - y0))


def _union(one: Quad, other: Quad) -> Quad:
    """The larger of two views, or the box around both where each holds a part."""
    heights = np.ptp(one[:, 1]), np.ptp(other[:, 1])
    if min(heights) > 0.8 * max(heights) or max(heights) < np.ptp(one[:, 0]):
        return one if heights[0] >= heights[1] else other
    (x0, y0), (x1, y1) = np.minimum(one.min(0), other.min(0)), np.maximum(one.max(0), other.max(0))
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def _cropped(picture: Pixels, quad: Quad) -> Pixels:
    """The line, laid level; vertical lines are turned a quarter, as the models expect them."""
    import cv2

    width = max(1, *(int(_length(quad[a], quad[b])) for a, b in ((0, 1), (3, 2))))
    height = max(1, *(int(_length(quad[a], quad[b])) for a, b in ((0, 3), (1, 2))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    crop = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    turned = np.rot90(crop) if height > _TALL * width else crop
    return np.ascontiguousarray(turned, dtype=np.uint8)


def _length(one: Quad, other: Quad) -> float:
    return float(np.linalg.norm(one - other))
