"""What `cityanalysis cities --explain` prints."""

from collections.abc import Iterator

import pandas as pd

from cityanalysis.figures import groups_of, printable, rows_of
from cityanalysis.frames import Articles, Mentions

__all__ = ["explanation"]


def explanation(frame: pd.DataFrame) -> Iterator[str]:
    """Lines that say, article by article, what was decided and by which names.

    Parameters
    ----------
    frame : DataFrame
        Of `cityanalysis.cities.explain_cities`.

    Examples
    --------
    >>> from cityanalysis.cities import explain_cities
    >>> articles = pd.DataFrame({"doc_id": ["a"], "title": ["马龙连扳三局"], "text": [""]})
    >>> lines = list(explanation(explain_cities(articles)))
    >>> lines[0], lines[2].split(" (")[0]
    ('马龙连扳三局 (a)', '  马龙  title 0  bare → 曲靖')
    """
    for names in groups_of(frame, Articles.doc_id).values():
        first = next(rows_of(names))
        yield f"{printable(first.title, limit=60)} ({first.doc_id})"
        yield f"  {first.verdict}; scope {first.scope} {first.scope_confidence:.2f}"
        for row in rows_of(names.dropna(subset=[Mentions.surface])):
            spot = f"  {printable(row.surface, limit=30)}  {row.place} {int(row.start)}"
            meant = "a larger unit" if pd.isna(row.city) else str(row.city)
            if not pd.isna(row.score):
                meant += f" (score {row.score:g}, confidence {row.confidence:.2f})"
            yield f"{spot}  {row.role} → {meant}"
