"""Lines that come again in many articles (navigation, notices), proposed for removal."""

import pandas as pd

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles

__all__ = ["propose_boilerplate"]

_SHORT = 40  # characters; a longer line that stands in many articles is a reprint
_EDGE = 3  # lines at either end of an article


def propose_boilerplate(
    articles: pd.DataFrame, *, min_documents: int = 5, min_share: float = 0.01
) -> pd.DataFrame:
    """Propose short lines that stand in many articles as boilerplate.

    A line is proposed by how many documents have it and where: what nearly always stands within
    three lines of an article's head or foot belongs to the page and not to the article. Nothing is
    removed: look at the list and add words to a stopword list, or lines to the cleaning, as you see
    fit.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text``.
    min_documents : int
        Documents that a line must stand in.
    min_share : float
        Share of the documents that it must stand in.

    Returns
    -------
    DataFrame
        ``line``, ``n_documents``, ``share``, ``at_edge`` (share of its occurrences at the head or
        foot), ``example`` (a ``doc_id``); most frequent first.

    Raises
    ------
    UsageError
        Where a threshold is out of its range.

    Examples
    --------
    >>> texts = [f"第{n}篇的正文\\n点击查看更多" for n in range(6)]
    >>> articles = pd.DataFrame({"doc_id": list("abcdef"), "text": texts})
    >>> propose_boilerplate(articles)[["line", "n_documents", "at_edge"]]
         line  n_documents  at_edge
    0  点击查看更多            6      1.0
    """
    if min_documents < 1 or not 0 <= min_share <= 1:
        raise UsageError(
            "min_documents must be at least 1 and min_share between 0 and 1; "
            f"got {min_documents} and {min_share}."
        )
    rows = [
        (doc_id, line.strip(), min(number, len(lines) - 1 - number) < _EDGE)
        for doc_id, text in zip(articles[Articles.doc_id], articles[Articles.text].fillna(""))
        for lines in [text.split("\n")]
        for number, line in enumerate(lines)
        if 0 < len(line.strip()) <= _SHORT
    ]
    lines = pd.DataFrame(rows, columns=[Articles.doc_id, "line", "edge"])
    table = lines.groupby("line", sort=False).agg(
        n_documents=(Articles.doc_id, "nunique"),
        at_edge=("edge", "mean"),
        example=(Articles.doc_id, "first"),
    )
    table["share"] = table["n_documents"] / max(len(articles), 1)
    often = (table["n_documents"] >= min_documents) & (table["share"] >= min_share)
    table = table[often].reset_index()
    table = table.sort_values(["n_documents", "line"], ascending=[False, True], ignore_index=True)
    return table[["line", "n_documents", "share", "at_edge", "example"]]
