"""The run in a few numbers, and its three findings in words true to their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cityanalysis.compare import findings
from cityanalysis.figures import printable, rows_of, where
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis
from cityanalysis.wording import theme_labels

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
    is_sure : bool
        Whether it asserts something.
    """

    title: str
    sentence: str
    certainty: str
    table: str
    is_sure: bool = True


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
    kinds = analysis.articles["kind"].value_counts()
    located = set(analysis.cities["doc_id"]) & set(view.articles["doc_id"])
    omnibus = analysis.omnibus
    dates = view.articles["date"].dropna()
    values: dict[str, Any] = {
        "n_files": len(analysis.manifest.inputs),
        "n_skipped": len(analysis.manifest.skipped),
        "n_items": len(analysis.articles),
        "n_articles": len(view.articles),
        **{f"n_{kind}": int(kinds.get(kind, 0)) for kind in ("spam", "boilerplate", "header")},
        "n_reprints": int((~view.articles["is_canonical"].astype(bool)).sum()),
        "n_located": len(located),
        "n_unlocated": len(view.articles) - len(located),
        "n_cities": len(view.cities) + len(view.small_cities),
        "n_cities_compared": len(view.cities),
        "n_cities_small": len(view.small_cities),
        "n_themes": len(view.themes) + len(view.silent),
        "n_themes_found": len(view.themes),
        "n_themes_tested": int(omnibus["theme"].isin(view.themes).sum()),
        "n_themes_differing": int((omnibus["q_value"] <= _THRESHOLD).sum()),
        "n_clusters": int(analysis.clusters.nunique()),
        "first_date": dates.min().date().isoformat() if len(dates) else "",
        "last_date": dates.max().date().isoformat() if len(dates) else "",
    }
    return values


def find_findings(view: View, *, n: int = 3) -> tuple[Finding, ...]:
    """The most telling findings that the corpus supports, what is sure before what is not.

    The sentences are those of `cityanalysis.compare.finding_rows`, true to interval and p.

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
    makers = (_difference, _leading_theme, _differing_theme, _trend, _words, _distance)
    found = [finding for maker in makers if (finding := maker(view)) is not None]
    sure = [finding for finding in found if finding.is_sure]
    open_ones = [finding for finding in found if not finding.is_sure]
    # That nothing could be told is a finding too: one place is kept for it.
    return tuple([*sure[: n - bool(open_ones)], *open_ones][:n])


def _said(view: View, kind: str, rows: pd.DataFrame) -> str:
    """The sentence for the first row of a comparison frame."""
    zh, en = (theme_labels(view.analysis.themes, lang) for lang in ("zh", "en"))
    labels = {theme: (printable(zh[theme]), printable(en[theme])) for theme in zh}
    return str(findings({kind: rows}, labels=labels, unit=view.say.unit)[view.lang].iloc[0])


def _largest(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The row with the largest size in a column, as a frame."""
    at = int(rows[column].abs().fillna(-1.0).to_numpy().argmax())
    return rows.iloc[[at]]


def _clearest(rows: pd.DataFrame) -> pd.DataFrame:
    """The row whose interval keeps furthest from zero: with few articles a share is easily 0 %."""
    nearest = rows[["ci_low", "ci_high"]].abs().min(axis=1)
    return rows.iloc[[int(nearest.to_numpy().argmax())]]


def _difference(view: View) -> Finding | None:
    """The clearest difference between two cities that survives correction, or that none does."""
    say = view.say
    rows = view.pairs(view.analysis.contrasts)
    rows = rows[rows["theme"].isin(view.themes)]
    if rows.empty:
        return None
    sure = rows[
        (rows["p_adjusted"] <= _THRESHOLD)
        & (rows["smallest_p"] <= _THRESHOLD)
        & ((rows["ci_low"] > 0) | (rows["ci_high"] < 0))
    ]
    chosen = _clearest(sure) if len(sure) else _largest(rows, "difference")
    row: Any = next(rows_of(chosen))
    values = {
        "theme": view.label(row.theme),
        "a": printable(row.city_a),
        "b": printable(row.city_b),
    }
    for side, city in (("share_a", row.city_a), ("share_b", row.city_b)):
        values[side] = say.percent(_share(view, city, row.theme))
    title = "finding.difference_title" if len(sure) else "finding.no_difference_title"
    return Finding(
        say(title, values),
        _said(view, "contrasts", chosen),
        say("finding.difference_shares", values),
        "contrasts",
        is_sure=len(sure) > 0,
    )


def _share(view: View, city: str, theme: str) -> float:
    frame = view.prevalence
    rows = frame.loc[(frame["city"] == city) & (frame["theme"] == theme), "estimate"]
    return float(rows.iloc[0]) if len(rows) else float("nan")


def _leading_theme(view: View) -> Finding | None:
    if not view.themes or view.prevalence.empty:
        return None
    say, theme = view.say, view.themes[0]
    rows = where(view.prevalence, "theme", theme)
    top = where(rows, "city", view.leader(theme).city)
    values = {
        "theme": view.label(theme),
        "share": say.percent(view.shares[theme]),
        "sentence": _said(view, "prevalence", top),
    }
    several = "finding.leading" if len(rows) > 1 else "finding.leading_one_city"
    return Finding(
        say("finding.leading_title", values),
        say(several, values),
        say("finding.leading_certainty"),
        "prevalence",
    )


def _differing_theme(view: View) -> Finding | None:
    """The theme in which cities differ most surely."""
    rows, say = view.analysis.omnibus, view.say
    sure = rows[(rows["q_value"] <= _THRESHOLD) & (rows["smallest_p"] <= _THRESHOLD)]
    sure = sure[sure["theme"].isin(view.themes)]
    if sure.empty:
        return None
    chosen = sure.sort_values(["q_value", "p_value", "theme"]).head(1)
    theme = str(chosen["theme"].iloc[0])
    leader = view.leader(theme)
    values = {
        "theme": view.label(theme),
        "high": printable(leader.city),
        "share_high": say.percent(leader.estimate),
        "share": say.percent(view.shares[theme]),
    }
    text = _said(view, "omnibus", chosen)
    title = say("finding.differs_title", values)
    return Finding(title, text, say("finding.differs_ends", values), "omnibus")


def _trend(view: View) -> Finding | None:
    """The steepest change over time that holds with the false discovery rate held."""
    rows, say = view.analysis.trends, view.say
    shown = rows["theme"].isin(view.themes) & rows["city"].isin(view.cities)
    sure = rows[shown & rows["refused"].isna() & (rows["q_value"] <= _THRESHOLD)]
    sure = sure[(sure["ci_low"] > 0) | (sure["ci_high"] < 0)]
    if sure.empty:
        return None
    chosen = _largest(sure, "slope")
    row: Any = next(rows_of(chosen))
    values = {"city": printable(row.city), "theme": view.label(row.theme)}
    way = "rise" if row.slope > 0 else "fall"
    title = say(f"finding.trend_{way}_title", values)
    return Finding(title, _said(view, "trends", chosen), say("finding.trend_certainty"), "trends")


def _words(view: View) -> Finding | None:
    """The city with the most distinctive word whose q-value holds."""
    rows, say = view.analysis.keyness, view.say
    sure = rows[(rows["q_value"] <= _THRESHOLD) & (rows["z"] > 0) & rows["city"].isin(view.cities)]
    if sure.empty:
        return None
    first = sure.sort_values(["z", "term"], ascending=[False, True]).head(1)
    row: Any = next(rows_of(first))
    values = {
        "city": printable(row.city),
        "term": printable(row.term, limit=12),
        "n_target": say.count(row.n_target),
        "n_reference": say.count(row.n_reference),
    }
    return Finding(
        say("finding.words_title", values),
        _said(view, "keyness", where(sure, "city", row.city)),
        say("finding.words_certainty", values),
        "keyness",
    )


def _distance(view: View) -> Finding | None:
    """The two cities most unlike each other, where that is more than chance."""
    rows, say = view.pairs(view.analysis.distances), view.say
    sure = rows[(rows["p_adjusted"] <= _THRESHOLD) & (rows["jsd"] > 0)]
    if len(rows) < 3 or sure.empty:
        return None
    chosen = sure.sort_values(["jsd", "city_a", "city_b"], ascending=[False, True, True]).head(1)
    row: Any = next(rows_of(chosen))
    values = {"a": printable(row.city_a), "b": printable(row.city_b)}
    title = say("finding.distance_title", values)
    text = _said(view, "distances", chosen)
    return Finding(title, text, say("finding.distance_certainty"), "distances")
