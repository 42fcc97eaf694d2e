"""Lets the memory go that typst keeps of documents it has set."""

import tempfile
from pathlib import Path

__all__ = ["forget_documents"]

_KEPT = 10  # documents whose parts typst keeps, in case that the next is like them


def forget_documents() -> None:
    """Set as many empty documents as typst keeps: those before are forgotten, some 200 MB of them.

    Examples
    --------
    >>> forget_documents()
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    with tempfile.TemporaryDirectory(prefix="cityanalysis-") as scratch:
        empty = Path(scratch) / "empty.typ"
        empty.touch()
        for _ in range(_KEPT):
            typst.compile(str(empty), format="svg", font_paths=fonts)
