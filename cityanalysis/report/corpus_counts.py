"""Counts of what was read and what was compared."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cityanalysis._typing import SCOPES
from cityanalysis.compare import ALPHA
from cityanalysis.frames import Articles, Cities, Omnibus
from cityanalysis.report.view import View, make_view
from cityanalysis.run import Analysis

__all__ = ["count_corpus", "summary_table"]


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
    kinds = analysis.articles[Articles.kind].value_counts()
    located = set(analysis.cities[Cities.doc_id]) & set(view.articles[Articles.doc_id])
    omnibus = analysis.omnibus
    # Where no arrangement of the clusters reaches the threshold, nothing is tested.
    testable = omnibus[Omnibus.smallest_p] <= ALPHA
    dates = view.articles[Articles.date].dropna()
    values: dict[str, Any] = {
        "n_files": len(analysis.manifest.inputs),
        "n_skipped": len(analysis.manifest.skipped),
        "n_items": len(analysis.articles),
        "n_articles": len(view.articles),
        **{f"n_{kind}": int(kinds.get(kind, 0)) for kind in ("spam", "boilerplate", "header")},
        "n_reprints": int((~view.articles[Articles.is_canonical].astype(bool)).sum()),
        "n_located": len(located),
        "n_unlocated": len(view.articles) - len(located),
        **_unplaced(view, located),
        "n_cities": len(view.cities) + len(view.small_cities),
        "n_cities_compared": len(view.cities),
        "n_cities_small": len(view.small_cities),
        "n_themes": len(view.themes) + len(view.silent),
        "n_themes_found": len(view.themes),
        "n_themes_tested": int((omnibus[Omnibus.theme].isin(view.themes) & testable).sum()),
        "n_themes_differing": int((omnibus[Omnibus.q_value] <= ALPHA).sum()),
        "n_clusters": int(analysis.clusters.nunique()),
        "first_date": dates.min().date().isoformat() if len(dates) else "",
        "last_date": dates.max().date().isoformat() if len(dates) else "",
    }
    return values


def _unplaced(view: View, located: set[str]) -> dict[str, int]:
    """What the articles that no city has are about: the rest by scope, and round-ups."""
    is_rest = ~view.articles[Articles.doc_id].isin(located)
    # Only these columns: the texts of a large corpus are not copied for nothing.
    rest = view.articles.loc[is_rest, [Articles.is_roundup, Articles.scope]]
    is_roundup = rest[Articles.is_roundup].astype(bool)
    scope = rest.loc[~is_roundup, Articles.scope].fillna("none")
    counts = {f"n_scope_{name}": int((scope == name).sum()) for name in SCOPES}
    return {**counts, "n_roundup": int(is_roundup.sum())}
