"""What an article is substantially about: a judgement from its seeds that a reader can check."""

import numpy as np
import pandas as pd

from cityanalysis.themes.result import ThemeFit

__all__ = ["assign_themes", "main_theme", "theme_evidence"]

_TITLE = 3.0  # a seed in the title counts as much as this many in the text
_SUBSTANTIAL = 3.0


def theme_evidence(hits: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Strength of each theme's evidence in each article that has any."""
    lengths = articles.set_index("doc_id")["text"].fillna("").str.len()
    weight = np.where(hits["field"] == "title", _TITLE, 1.0)
    seeds = (
        hits.assign(weight=weight)
        .groupby(["doc_id", "theme", "seed"], sort=False)["weight"]
        .agg(["sum", "size"])
        .reset_index()
    )
    seeds["strength"] = np.sqrt(seeds["sum"])
    table = seeds.groupby(["doc_id", "theme"], sort=False).agg(
        strength=("strength", "sum"), n_seeds=("seed", "size"), n_hits=("size", "sum")
    )
    table = table.reset_index()
    length = np.maximum(lengths.reindex(table["doc_id"]).to_numpy(float), 100)
    table["evidence"] = table["strength"] / np.sqrt(length / 400)
    return table


def assign_themes(fit: ThemeFit, hits: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Themes that each article is substantially about."""
    table = theme_evidence(hits, articles)
    return _wide(table, table["evidence"] >= _SUBSTANTIAL, fit, articles)


def main_theme(fit: ThemeFit, hits: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """The theme that each article is most about."""
    table = theme_evidence(hits, articles)
    table = table[(table["evidence"] >= _SUBSTANTIAL) & table["theme"].isin(fit.themes)]
    best = table.sort_values(["evidence", "theme"], ascending=[False, True], kind="stable")
    best = best.drop_duplicates("doc_id").set_index("doc_id")
    index = pd.Index(articles["doc_id"], name="doc_id")
    return best["theme"].reindex(index).rename("main_theme")


def _wide(
    table: pd.DataFrame, about: pd.Series, fit: ThemeFit, articles: pd.DataFrame
) -> pd.DataFrame:
    index = pd.Index(articles["doc_id"], name="doc_id")
    wide = pd.DataFrame(False, index=index, columns=pd.Index(fit.themes, name="theme"))
    values = wide.to_numpy(copy=True)
    ids, names = pd.Index(table["doc_id"]), pd.Index(table["theme"])
    rows, columns = index.get_indexer(ids), wide.columns.get_indexer(names)
    kept = about.to_numpy() & (rows >= 0) & (columns >= 0)
    values[rows[kept], columns[kept]] = True
    return pd.DataFrame(values, index=wide.index, columns=wide.columns)
