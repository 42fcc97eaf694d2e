"""Heads of rows in a PDF's tables, so that a screen reader says whose number a cell is."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

__all__ = ["mark_row_heads"]


def mark_row_heads(pdf: bytes) -> bytes:
    """A tagged PDF in which the first cell of every row of a table is the row's head.

    typst marks the heads of columns alone. The report's tables all name in their first column
    what the row is about.

    Parameters
    ----------
    pdf : bytes
        A tagged PDF.

    Returns
    -------
    bytes
        The same pages; the same input gives the same bytes.

    References
    ----------
    ISO 32000-1:2008, 14.8.5.7 (`Scope`); ISO 14289-1:2014, 7.5: heads of rows and columns are
    tagged as such.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return pdf
        for row in _elements(document.Root.StructTreeRoot, "/TR"):
            cell = next(_kids(row), None)
            if cell is not None and cell.get("/S") == "/TD":
                _make_head(cell)
        stream = io.BytesIO()
        document.save(
            stream,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return stream.getvalue()


def _make_head(cell: pikepdf.Object) -> None:
    """A cell as the head of its row, with whatever else was said of it."""
    said = cell.get("/A", pikepdf.Array())
    kept = list(said) if isinstance(said, pikepdf.Array) else [said]
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    cell.S = pikepdf.Name.TH
    cell.A = pikepdf.Array([*kept, scope])


def _elements(root: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Structure elements of a kind; a stack, since lists may lie deep in each other."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == kind:
            yield element
        waiting += _kids(element)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
