"""Groups of the user's own: articles compared by a column of their table in the place of cities."""

import pandas as pd

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities

__all__ = ["group_articles"]


def group_articles(articles: pd.DataFrame, column: str) -> pd.DataFrame:
    """A cities frame in which the groups of a column stand where cities do.

    Parameters
    ----------
    articles : DataFrame
        Their `kept` holds the column, as `--group-by` had it read.
    column : str
        Name of the column, as the user gave it.

    Returns
    -------
    DataFrame
        One row per article whose cell is not empty; `city` is the cell, and no group has a code.

    Raises
    ------
    UsageError
        Where no article has a cell of that column.

    Examples
    --------
    >>> kept = [[["片区", "东片"]], [["片区", ""]]]
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "kept": kept})
    >>> group_articles(articles, "片区")[["doc_id", "city", "rule"]].values.tolist()
    [['a', '东片', 'label']]
    """
    cells = [
        next((str(value).strip() for name, value in kept if name == column), "")
        for kept in articles[Articles.kept]
    ]
    known = pd.Series(cells, index=articles.index, dtype="str")
    full = articles[known != ""]
    if full.empty:
        raise UsageError(
            f"group_by: no article has a cell of the column {column!r}. "
            "`cityanalysis look FILE` shows the columns of a table."
        )
    n = len(full)
    return pd.DataFrame(
        {
            Cities.doc_id: full[Articles.doc_id].to_numpy(),
            Cities.code: pd.Series([None] * n, dtype="str"),
            Cities.city: known[known != ""].to_numpy(),
            Cities.weight: 1.0,
            Cities.rule: pd.Series(["label"] * n, dtype="str"),
            Cities.confidence: 1.0,
            Cities.evidence: pd.Series([[] for _ in range(n)], dtype=object),
        }
    )
