"""Straightens the boxes of recognised lines: skew, perspective, and paper that is not flat.

The boxes are moved, not the picture: what is printed level becomes level, and edges of columns
upright. Slopes of long lines tell how far each place must move up or down, left and right ends of
lines below each other how far to the side.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["straightened"]

Floats = NDArray[np.float64]
# A line this many times as long as high shows its slope well.
_LONG = 6.0
_FEWEST_LINES, _FEWEST_PAIRS = 20, 30
# Lines of other slopes (a slanted headline) are left out of the second fit: beyond this many
# median deviations, and never nearer than rounding.
_OUTLIER, _ROUNDING = 3.0, 1e-4
# Lines below each other in a column: from half a line to two lines and a bit, ends within half.
_NEXT_LEAST, _NEXT_MOST, _SAME_END = 0.5, 2.2, 0.6


def straightened(quads: Floats) -> Floats:
    """Corners of lines as they would stand on a flat sheet seen from straight above.

    Parameters
    ----------
    quads : array, n × 4 × 2
        Corners from the top left, clockwise.

    Returns
    -------
    array, n × 4 × 2
        The same where too few long lines show how the sheet lies.
    """
    quads = np.asarray(_turned_level(quads.astype(float)))
    width = quads[:, 1, 0] - quads[:, 0, 0]
    height = quads[:, 3, 1] - quads[:, 0, 1]
    long = quads[width > _LONG * np.maximum(height, 1)]
    if len(long) < _FEWEST_LINES:
        return quads
    extent = np.maximum(quads.reshape(-1, 2).max(0), 1.0)
    quads = _levelled(quads, long, extent)
    long = quads[width > _LONG * np.maximum(height, 1)]
    return _upright(quads, long, extent)


def _turned_level(quads: Floats) -> Floats:
    """Turned by the median slope of long lines."""
    across = quads[:, 1] - quads[:, 0]
    down = np.abs(quads[:, 3, 1] - quads[:, 0, 1])
    long = across[:, 0] > _LONG * np.maximum(down, 1)
    if not long.any():
        return quads
    angle = -float(np.median(np.arctan2(across[long, 1], across[long, 0])))
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine, sine], [-sine, cosine]])
    return np.asarray(quads @ turn)


def _levelled(quads: Floats, long: Floats, extent: Floats) -> Floats:
    """Moved up or down by the integral of a smooth field of slopes."""
    middle = long.mean(1) / extent
    rise = (long[:, 1, 1] - long[:, 0, 1] + long[:, 2, 1] - long[:, 3, 1]) / 2
    slope = rise / np.maximum(long[:, 1, 0] - long[:, 0, 0], 1)
    u, v = middle[:, 0], middle[:, 1]
    fit = _robust(np.stack([np.ones_like(u), u, v, u * v, u * u, u**3], -1), slope)
    u, v = quads[..., 0] / extent[0], quads[..., 1] / extent[1]
    terms = [u, u**2 / 2, v * u, v * u**2 / 2, u**3 / 3, u**4 / 4]
    moved = quads.copy()
    moved[..., 1] -= np.stack(terms, -1) @ fit * extent[0]
    return moved


def _upright(quads: Floats, long: Floats, extent: Floats) -> Floats:
    """Moved to the side so that lines below each other begin and end below each other."""
    left, right, top = long[:, 0, 0], long[:, 1, 0], long[:, 0, 1]
    height = np.maximum(long[:, 3, 1] - top, 1)
    step = (top[None, :] - top[:, None]) / height[:, None]
    apart = np.maximum(
        np.abs(left[None, :] - left[:, None]), np.abs(right[None, :] - right[:, None])
    )
    pairs = (step > _NEXT_LEAST) & (step < _NEXT_MOST) & (apart < _SAME_END * height[:, None])
    one, other = np.nonzero(pairs)
    if len(one) < _FEWEST_PAIRS:
        return quads
    shift = (left[other] - left[one] + right[other] - right[one]) / 2
    lean = shift / (top[other] - top[one])
    u, v = left[one] / extent[0], top[one] / extent[1]
    fit = _robust(np.stack([np.ones_like(u), u, v], -1), lean)
    u, v = quads[..., 0] / extent[0], quads[..., 1] / extent[1]
    moved = quads.copy()
    moved[..., 0] -= np.stack([v, u * v, v**2 / 2], -1) @ fit * extent[1]
    return moved


def _robust(terms: Floats, values: Floats) -> Floats:
    """Least squares, a second time without the outliers of the first."""
    fit = np.linalg.lstsq(terms, values, rcond=None)[0]
    residual = np.abs(values - terms @ fit)
    keep = residual <= _OUTLIER * max(float(np.median(residual)), _ROUNDING)
    return np.asarray(np.linalg.lstsq(terms[keep], values[keep], rcond=None)[0])
