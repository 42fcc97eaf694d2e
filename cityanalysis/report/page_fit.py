"""How full the body's last page is: a few lines alone on a page are drawn onto the one before."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["AIRS", "set_to_fit"]

# Room between blocks that is tried in turn, as a part of what it is where all is well.
AIRS = (1.0, 0.8, 0.6)
_LEAST_FILLED = 0.4  # of a page: below it, what stands there looks left over
_MARGINS = (68.0, 62.0)  # points above and below the type area (report.typ: 24 mm and 22 mm)


def set_to_fit(compiled: Callable[[float], bytes], annex: int | None) -> bytes:
    """The PDF whose body does not end with a few lines on a page of their own.

    Parameters
    ----------
    compiled : callable
        A part of the usual room between blocks → the PDF set with it.
    annex : int, optional
        Number of chapters before the annex, which begins a page; without it the body is all.

    Returns
    -------
    bytes
        With the usual room where its last page is filled by two fifths or more, or where less room
        saves no page.
    """
    usual = compiled(AIRS[0])
    pages, filled = _body_end(usual, annex)
    if pages < 2 or filled >= _LEAST_FILLED:
        return usual
    for air in AIRS[1:]:
        closer = compiled(air)
        if _body_end(closer, annex)[0] < pages:
            return closer
    return usual


def _body_end(pdf: bytes, annex: int | None) -> tuple[int, float]:
    """Pages of the body, and what part of the last of them is filled."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        chapters = [mark.get_dest() for mark in document.get_toc() if mark.level == 0]
        # A template of the user's own may have other chapters, or none.
        begins = chapters[annex:][:1] if annex is not None else []
        pages = begins[0].get_index() if begins else len(document)
        page = document[pages - 1]
        top, bottom = page.get_height() - _MARGINS[0], _MARGINS[1]
        text = page.get_textpage()
        ends = [text.get_rect(number)[1] for number in range(text.count_rects())]
        lowest = min((end for end in ends if end >= bottom), default=top)
        return pages, (top - lowest) / (top - bottom)
