"""Why something that a reader expects is not in the report."""

from __future__ import annotations

from cityanalysis.report.view import View

__all__ = ["why_no_test", "why_no_topics"]


def why_no_test(view: View) -> str:
    """That differences between cities were not tested, and the reason."""
    if not view.cities:
        return view.say("untested.no_city")
    if len(view.cities) == 1:
        return view.say("untested.one_city")
    if view.analysis.intervals_of_text:
        return view.say("untested.one_text")
    return view.say("untested.few" if view.themes else "untested.no_theme")


def why_no_topics(view: View) -> str:
    """The gate's own reason, or that none were asked for."""
    say, n = view.say, view.say.count(len(view.articles))
    if view.analysis.settings.topics == "0":
        return say("topics.not_asked")
    for reason in view.analysis.support.reasons:
        if reason.code == "few_clusters":
            return say("topics.few_clusters", {"n": reason.value, "needed": reason.needed})
    return say("topics.too_few", {"n": n})
