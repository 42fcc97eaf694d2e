"""Sheets as printed: lines to columns, headlines, reading order and items."""

from cityanalysis.corpus.layout.compose import LaidOut, lay_out
from cityanalysis.corpus.layout.lines import Line, Shape, Sheet
from cityanalysis.corpus.layout.pdf_lines import pdf_sheet

__all__ = ["LaidOut", "Line", "Shape", "Sheet", "lay_out", "pdf_sheet"]
