"""The run in a few numbers, and its three findings in words true to their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cityanalysis.figures.style import printable
from cityanalysis.report.analysis import Analysis
from cityanalysis.report.view import View, make_view

__all__ = ["Finding", "count_corpus", "find_findings", "summary_table"]

_THRESHOLD = 0.05


@dataclass(frozen=True)
class Finding:
    """One sentence that the data carries.

    Attributes
    ----------
    title : str
        A few words.
    sentence : str
        What was found, with its interval.
    certainty : str
        How sure that is, in words.
    table : str
        Name of the table in which every number of it stands.
    """

    title: str
    sentence: str
    certainty: str
    table: str


def summary_table(analysis: Analysis) -> pd.DataFrame:
    """What `count_corpus` gives as a table: `quantity`, `value`.

    Examples
    --------
    >>> list(summary_table(Analysis()).columns)
    ['quantity', 'value']
    """
    counts = count_corpus(make_view(analysis))
    values = pd.Series(list(counts.values()), dtype=object)
    return pd.DataFrame({"quantity": list(counts), "value": values})


def count_corpus(view: View) -> dict[str, Any]:
    """Counts of what was read and what was compared.

    Examples
    --------
    >>> count_corpus(make_view(Analysis()))["n_articles"]
    0
    """
    analysis = view.analysis
    kinds = analysis.articles.get("kind", pd.Series(dtype="str")).value_counts()
    canonical = view.articles.get("is_canonical", pd.Series(dtype="bool"))
    located = set(analysis.cities.get("doc_id", ())) & set(view.articles.get("doc_id", ()))
    omnibus = analysis.omnibus
    differing = int((omnibus["q_value"] <= _THRESHOLD).sum()) if len(omnibus) else 0
    dates = pd.to_datetime(view.articles.get("date", pd.Series(dtype="datetime64[s]"))).dropna()
    values: dict[str, Any] = {
        "n_files": len(analysis.manifest.get("inputs", ())),
        "n_skipped": len(analysis.manifest.get("skipped", ())),
        "n_items": len(analysis.articles),
        "n_articles": len(view.articles),
        **{f"n_{kind}": int(kinds.get(kind, 0)) for kind in ("spam", "boilerplate", "header")},
        "n_reprints": int((~canonical.astype(bool)).sum()) if len(canonical) else 0,
        "n_located": len(located),
        "n_unlocated": len(view.articles) - len(located),
        "n_cities": len(view.cities),
        "n_themes": len(view.themes) + len(view.silent),
        "n_themes_found": len(view.themes),
        "n_themes_tested": len(omnibus),
        "n_themes_differing": differing,
        "n_clusters": int(analysis.clusters.nunique()),
        "first_date": dates.min().date().isoformat() if len(dates) else "",
        "last_date": dates.max().date().isoformat() if len(dates) else "",
    }
    return values


def find_findings(view: View, *, n: int = 3) -> tuple[Finding, ...]:
    """The most telling findings that the corpus supports, the surest first.

    Parameters
    ----------
    view : View
    n : int
        At most so many.

    Examples
    --------
    >>> find_findings(make_view(Analysis()))
    ()
    """
    makers = (_difference, _leading_theme, _trend, _words, _distance)
    found = [finding for maker in makers if (finding := maker(view)) is not None]
    return tuple(found[:n])


def _difference(view: View) -> Finding | None:
    """The largest difference between two cities that survives correction, or that none does."""
    say, rows = view.say, view.analysis.contrasts
    if rows.empty or len(view.cities) < 2:
        return None
    sure = rows[rows["p_adjusted"] <= _THRESHOLD]
    pool = sure if len(sure) else rows
    row = pool.iloc[int(pool["difference"].abs().to_numpy().argmax())]
    a, b, low, high = row["city_a"], row["city_b"], row["ci_low"], row["ci_high"]
    if row["difference"] < 0:
        a, b, low, high = b, a, -high, -low
    values = {
        "a": printable(a),
        "b": printable(b),
        "theme": view.label(row["theme"]),
        "points": say.points(row["difference"]),
        "low": say.decimal(100 * low, 0),
        "high": say.decimal(100 * high, 0),
        "share_a": say.percent(_share(view, a, row["theme"])),
        "share_b": say.percent(_share(view, b, row["theme"])),
        "p": say.p_value(float(row["p_adjusted"])),
        "smallest": say.p_value(float(row["smallest_p"])),
    }
    if len(sure):
        certainty = say("finding.difference_sure", values)
    elif row["smallest_p"] > _THRESHOLD:
        certainty = say("finding.too_few_clusters", values)
    else:
        certainty = say("finding.difference_unsure", values)
    key = "finding.difference" if len(sure) else "finding.difference_largest"
    title = say("finding.difference_title" if len(sure) else "finding.no_difference_title", values)
    return Finding(title, say(key, values), certainty, "contrasts")


def _share(view: View, city: str, theme: str) -> float:
    frame = view.analysis.prevalence
    rows = frame.loc[(frame["city"] == city) & (frame["theme"] == theme), "estimate"]
    return float(rows.iloc[0]) if len(rows) else float("nan")


def _leading_theme(view: View) -> Finding | None:
    if not view.themes:
        return None
    say, theme = view.say, view.themes[0]
    rows = view.prevalence[view.prevalence["theme"] == theme]
    top = rows.sort_values(["estimate", "city"], ascending=[False, True]).iloc[0]
    values = {
        "theme": view.label(theme),
        "share": say.percent(view.shares[theme]),
        "city": printable(top["city"]),
        "top": say.percent(top["estimate"]),
        "interval": say.interval(top["ci_low"], top["ci_high"]),
        "n": say.count(top["n_articles"]),
    }
    key = "finding.leading" if len(rows) > 1 else "finding.leading_one_city"
    return Finding(
        say("finding.leading_title", values),
        say(key, values),
        say("finding.leading_certainty", values),
        "prevalence",
    )


def _trend(view: View) -> Finding | None:
    """The steepest change over time whose p-value holds after Bonferroni's correction."""
    rows, say = view.analysis.trends, view.say
    if rows.empty:
        return None
    tested = rows[rows["refused"].isna() & rows["p_value"].notna()]
    sure = tested[tested["p_value"] * len(tested) <= _THRESHOLD]
    if sure.empty:
        return None
    row = sure.iloc[int(sure["slope"].abs().to_numpy().argmax())]
    low, high = sorted((row["ci_low"], row["ci_high"]), key=abs)
    values = {
        "city": printable(row["city"]),
        "theme": view.label(row["theme"]),
        "points": say.points(row["slope"]),
        "low": say.points(low),
        "high": say.points(high),
        "p": say.p_value(float(row["p_value"])),
        "n": say.count(row["n_periods"]),
    }
    way = "rise" if row["slope"] > 0 else "fall"
    return Finding(
        say(f"finding.trend_{way}_title", values),
        say(f"finding.trend_{way}", values),
        say("finding.trend_certainty", values),
        "trends",
    )


def _words(view: View) -> Finding | None:
    """The most distinctive word whose q-value holds."""
    rows, say = view.analysis.keyness, view.say
    if rows.empty:
        return None
    sure = rows[(rows["q_value"] <= _THRESHOLD) & (rows["z"] > 0) & rows["city"].isin(view.cities)]
    if sure.empty:
        return None
    row = sure.sort_values(["z", "term"], ascending=[False, True]).iloc[0]
    own = sure[sure["city"] == row["city"]].sort_values(["z", "term"], ascending=[False, True])
    terms = [printable(term, limit=12) for term in own["term"].head(3)]
    values = {
        "city": printable(row["city"]),
        "terms": say.listing([say("unit.quoted", {"text": term}) for term in terms]),
        "term": terms[0],
        "n_target": say.count(row["n_target"]),
        "n_reference": say.count(row["n_reference"]),
        "q": say.p_value(float(row["q_value"])),
    }
    return Finding(
        say("finding.words_title", values),
        say("finding.words", values),
        say("finding.words_certainty", values),
        "keyness",
    )


def _distance(view: View) -> Finding | None:
    """The two cities most unlike each other."""
    rows, say = view.analysis.distances, view.say
    if len(rows) < 3 or not (rows["jsd"] > 0).any():
        return None
    row = rows.sort_values(["jsd", "city_a", "city_b"], ascending=[False, True, True]).iloc[0]
    values = {
        "a": printable(row["city_a"]),
        "b": printable(row["city_b"]),
        "jsd": say.decimal(float(row["jsd"])),
        "p": say.p_value(float(row["p_value"])),
    }
    sure = row["p_value"] <= _THRESHOLD
    return Finding(
        say("finding.distance_title", values),
        say("finding.distance", values),
        say("finding.distance_sure" if sure else "finding.distance_unsure", values),
        "distances",
    )
