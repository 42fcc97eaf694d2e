"""Sheets as printed: lines to columns, headlines, reading order and items."""

from cityanalysis.corpus.layout.compose import LaidOut, lay_out
from cityanalysis.corpus.layout.lines import Line, Shape, Sheet
from cityanalysis.corpus.layout.pdf_lines import pdf_sheet
from cityanalysis.corpus.layout.scanned import RecognisedLine, scanned_sheet

__all__ = [
    "LaidOut",
    "Line",
    "RecognisedLine",
    "Shape",
    "Sheet",
    "lay_out",
    "pdf_sheet",
    "scanned_sheet",
]
