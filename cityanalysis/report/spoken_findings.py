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
    view = make_view(analysis, analysis.settings.lang)
    stop = view.say("format.stop")
    return [
        view.say.prose([finding.title + stop, finding.sentence]) for finding in find_findings(view)
    ]
