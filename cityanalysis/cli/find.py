"""What `cityanalysis find` prints: places of a word, or sentences of near meaning."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.cli.failures import visible
from cityanalysis.corpus import analysed
from cityanalysis.errors import UsageError
from cityanalysis.figures import printable
from cityanalysis.frames import Articles, Cities, Concordance, SimilarSentences
from cityanalysis.report import write_csv
from cityanalysis.run import load_analysis
from cityanalysis.text import kwic, similar

__all__ = ["find_in"]

# Sentences of near meaning that are looked at where all are wanted.
_ALL = 1_000


def find_in(
    folder: str | Path,
    words: Sequence[str],
    *,
    meaning: bool = False,
    city: str | None = None,
    n: int = 20,
    out: str | None = None,
    as_json: bool = False,
) -> Iterator[str]:
    """Lines that show where words stand in the articles of a run.

    Parameters
    ----------
    folder : path
        What `cityanalysis analyse` wrote.
    words : sequence of str
        Looked for literally; for `meaning` they are one sentence.
    meaning : bool
        Give sentences that say something near to the words.
    city : str, optional
        Only articles of this city.
    n : int
        Places shown; 0 shows all.
    out : str, optional
        CSV of all places; an existing file is not overwritten.
    as_json : bool
        A line of JSON a place.

    Raises
    ------
    UsageError
        Where the city has no article, or the file exists.
    """
    if out is not None and Path(out).exists():
        raise UsageError(f"{out} exists. Name another file with --out.")
    analysis = load_analysis(folder)
    articles, cities = analysed(analysis.articles), analysis.cities
    if city is not None:
        own = cities.loc[cities[Cities.city] == city, Cities.doc_id]
        if own.empty:
            names = ", ".join(sorted(set(cities[Cities.city]))[:20])
            raise UsageError(f"no article belongs to {city}; the run has {names}.")
        articles = articles[articles[Articles.doc_id].isin(own)]
    if meaning:
        found = similar(articles, " ".join(words), cities=cities, n=n or _ALL)
    else:
        found = kwic(articles, words, cities=cities)
    if out is not None:
        write_csv(found, out)
    shown = found.head(n) if n else found
    for row in shown.to_dict("records"):
        yield json.dumps(row, ensure_ascii=False, default=str) if as_json else _line(row)
    if not as_json:
        yield _total(found, len(shown))


def _line(row: Mapping[Any, Any]) -> str:
    when = row[Concordance.date]
    day = "" if pd.isna(when) else f"{when:%Y-%m-%d}"
    where = f"{printable(row[Concordance.city], limit=12) or '—'}  {day}"
    if SimilarSentences.similarity in row:
        said = f"{row[SimilarSentences.similarity]:.2f}  {row[SimilarSentences.sentence]}"
    else:
        said = f"{row[Concordance.left]}【{row[Concordance.keyword]}】{row[Concordance.right]}"
    return visible(f"{where}  {said}  ({row[Concordance.page]})")


def _total(found: pd.DataFrame, shown: int) -> str:
    """How many places there are, in how many articles, and how many were shown."""
    n_articles = found[Concordance.doc_id].nunique()
    rest = "" if shown == len(found) else f"; {shown} are shown, --n 0 shows all"
    return f"{len(found)} places in {n_articles} articles{rest}"
