"""The findings as people read them: PDF, HTML, pictures and tables."""

from cityanalysis.report.analysis import Analysis, load_analysis

__all__ = ["Analysis", "load_analysis"]
