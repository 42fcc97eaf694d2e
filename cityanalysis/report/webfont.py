"""The characters of a page as a small web font, so that Chinese shows on every machine."""

from __future__ import annotations

import base64
import io
from contextlib import closing

from cityanalysis.resources import font_path

__all__ = ["subset_font"]


def subset_font(text: str) -> str:
    """Base64 of a woff2 font that holds just the characters of a text.

    The same characters give the same bytes. Characters that the packaged font lacks are left to
    the reader's own fonts.

    Parameters
    ----------
    text : str
        All that the page shows.

    Returns
    -------
    str
        Base64, for a data URL.

    Examples
    --------
    >>> len(subset_font("聊城")) < len(subset_font("聊城德州潍坊青岛"))
    True
    """
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2, 13, 14]
    stream = io.BytesIO()
    with closing(subset.load_font(str(font_path()), options)) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(set(map(ord, text)) | set(range(32, 127))))
        subsetter.subset(font)
        subset.save_font(font, stream, options)
    return base64.b64encode(stream.getvalue()).decode("ascii")
