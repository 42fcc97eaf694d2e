"""The findings of a run as sentences: for a terminal, and for a notebook."""

from __future__ import annotations

from cityanalysis.report.summary import find_findings
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis

__all__ = ["finding_sentences"]


def finding_sentences(analysis: Analysis) -> list[str]:
    """The report's findings in the language of its settings, title and sentence of each.

    Examples
    --------
    >>> finding_sentences(Analysis())
    []
    """
    lang = analysis.settings.lang
    stop = "。" if lang == "zh" else ". "
    found = find_findings(make_view(analysis, lang))
    return [f"{finding.title}{stop}{finding.sentence}" for finding in found]
