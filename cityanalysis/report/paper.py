"""The methods paragraph of a paper: what this run did, with its numbers and references."""

from __future__ import annotations

from cityanalysis._typing import Language
from cityanalysis.frames import Articles, CityCounts, LabelScores, Omnibus, Trends
from cityanalysis.report.view import View, make_view
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis
from cityanalysis.themes import theme_quality

__all__ = ["bibliography", "methods_text"]

# What each part of the paragraph rests on; keys of references.bib.
_SOURCES = {
    "scorer": ("yang2020multilingual",),
    "model": ("watanabe2023seeded",),
    "topics": ("blei2003latent",),
    "clusters": ("grootendorst2022bertopic",),
    "factors": ("lee1999learning",),
    "intervals": ("rao1984chi", "zou2008construction"),
    "tests": ("welch1951comparison", "janssen1997studentized", "benjamini1995controlling"),
    "pairs": ("westfall1993resampling", "benjamini2014selective"),
    "words": ("monroe2008fightin",),
    "trends": ("harville1974bayesian",),
    "labels": ("egami2023using",),
}
# Topics that are not from a model of word counts, and the sentence that speaks of them.
_FOUND_BY = {"embedding": "clusters", "nmf": "factors"}


def methods_text(analysis: Analysis, lang: Language = "zh") -> str:
    """What a paper says of how it was done, with the numbers of this run.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    lang : {"zh", "en"}
        Language of the words.

    Returns
    -------
    str
        One paragraph; keys of `bibliography` stand in square brackets behind what rests on them.

    Examples
    --------
    >>> methods_text(Analysis(), "en")
    'No file was analysed.'
    """
    view = make_view(analysis, lang)
    if view.articles.empty:
        return view.say("paper.none")
    values = _values(view)
    parts = [view.say(f"paper.{key}", values) + _cited(key) for key in _said(view)]
    return view.say.prose(parts)


def bibliography(analysis: Analysis, lang: Language = "zh") -> str:
    """The references that `methods_text` cites, as BibTeX.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    lang : {"zh", "en"}
        Language of the words.

    Examples
    --------
    >>> bibliography(Analysis())
    ''
    """
    said = methods_text(analysis, lang)
    entries = data_path("report/references.bib").read_text(encoding="utf-8").split("\n\n")
    cited = [entry for entry in entries if f"[@{_key(entry)}]" in said]
    return "\n\n".join(entry.strip() for entry in cited) + ("\n" if cited else "")


def _key(entry: str) -> str:
    return entry.partition("{")[2].partition(",")[0].strip()


def _cited(key: str) -> str:
    return "".join(f"[@{source}]" for source in _SOURCES.get(key, ()))


def _said(view: View) -> list[str]:
    """Which sentences hold for this run, in their order."""
    analysis = view.analysis
    scored = analysis.fit is not None and analysis.fit.model == "scorer"
    named = "scorer" if scored else "model"
    engine = "" if analysis.topics is None else analysis.topics.model
    earned = {
        "corpus": True,
        "reprints": True,
        "groups" if view.grouped_by else "places": True,
        named: bool(analysis.themes),
        _FOUND_BY.get(engine, "topics"): bool(engine),
        "estimate": bool(view.cities),
        "intervals": bool(view.cities),
        "tests": len(analysis.omnibus) > 0 and len(view.cities) > 1,
        "pairs": len(analysis.contrasts) > 0 and len(view.cities) > 1,
        "words": len(analysis.keyness) > 0,
        "trends": bool(analysis.trends[Trends.refused].isna().any()),
        "labels": len(analysis.calibrated) > 0,
        "software": True,
    }
    return [key for key, holds in earned.items() if holds]


def _values(view: View) -> dict[str, str]:
    analysis, say = view.analysis, view.say
    articles, known = view.articles, view.analysis.support.cities
    dates = articles[Articles.date].dropna()
    quality = theme_quality(analysis.themes) if analysis.themes else None
    tested = int((analysis.omnibus[Omnibus.p_value] < 1).sum())
    counts = {
        "n_files": len(analysis.manifest.inputs),
        "n_articles": len(articles),
        "n_reprints": int((~articles[Articles.is_canonical].astype(bool)).sum()),
        "n_clusters": analysis.support.n_clusters,
        "n_located": int(articles[Articles.city].notna().sum()),
        "n_cities": len(known),
        "n_compared": int(known[CityCounts.comparable].sum()),
        "min_clusters": analysis.settings.min_clusters,
        "min_articles": analysis.settings.min_articles,
        "n_themes": len(analysis.themes),
        "n_tested": tested,
        "n_topics": 0 if analysis.topics is None else len(analysis.topics.themes),
        "runs": analysis.settings.runs,
    }
    return {name: say.count(number) for name, number in counts.items()} | {
        "dates": say("paper.dated", {"first": say.date(dates.min()), "last": say.date(dates.max())})
        if len(dates)
        else "",
        "precision": "–"
        if quality is None
        else say.percent(float(quality[LabelScores.precision].mean())),
        "recall": "–"
        if quality is None
        else say.percent(float(quality[LabelScores.recall].mean())),
        "confidence": f"{analysis.settings.min_confidence:g}",
        "column": view.grouped_by,
        "estimand": say(f"paper.{analysis.settings.estimand}"),
        "engine": "" if analysis.topics is None else analysis.topics.model,
        "version": analysis.manifest.versions.get("cityanalysis", ""),
        "seed": str(analysis.settings.seed),
    }
