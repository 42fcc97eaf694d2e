"""Doubtful seed words, with sentences to judge them by."""

import numpy as np
import pandas as pd

from cityanalysis.frames import Articles, Hits, SeedDoubts
from cityanalysis.text import sentences

__all__ = ["doubtful_seeds"]

_EXAMPLES = 3  # sentences of each doubtful seed: read in half a minute
_DOUBTS = ("too_common", "no_company")
_LONGEST = 80  # characters of an example; more are cut on both sides of the word


def doubtful_seeds(
    vetted: pd.DataFrame, hits: pd.DataFrame, documents: pd.DataFrame, about: pd.DataFrame
) -> pd.DataFrame:
    """Seeds that are doubted, each with three sentences that hold it, to be read.

    Nothing is dropped for being doubted. How often a seed's documents are about its theme, as
    measured, says how far the seed alone is to be trusted; the sentences say why.

    Parameters
    ----------
    vetted : DataFrame
        As `vet_seeds` gives it.
    hits : DataFrame
        As `find_seeds` gives them.
    documents : DataFrame
        The documents that the seeds were found in.
    about : DataFrame of bool
        Documents × themes: what each is about.

    Returns
    -------
    DataFrame
        A row per example, in the columns of `SeedDoubts`; seeds with most documents first, their
        examples spread evenly over the documents.

    Examples
    --------
    >>> from cityanalysis.themes import Theme, find_seeds, vet_seeds
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "服务"))]
    >>> texts = ["外贸服务。", "服务热线。", "食堂服务。", "晴。"]
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "text": texts})
    >>> hits = find_seeds(articles, themes)
    >>> about = pd.DataFrame({"trade": [True, False, False, False]}, index=list("abcd"))
    >>> rows = doubtful_seeds(vet_seeds(hits, themes, 4), hits, articles, about)
    >>> rows[["seed", "doubt", "share_about", "sentence"]].round(2).values.tolist()[1]
    ['服务', 'too_common', 0.33, '服务热线。']
    """
    doubted = vetted[vetted[SeedDoubts.doubt].isin(_DOUBTS)]
    order = doubted.sort_values("n_documents", ascending=False, kind="stable")
    texts = documents.set_index(Articles.doc_id)
    groups = hits.groupby([Hits.theme, Hits.seed]).indices
    rows = []
    for theme, seed, doubt in zip(order[Hits.theme], order[Hits.seed], order[SeedDoubts.doubt]):
        if (theme, seed) not in groups:
            continue
        own = hits.iloc[groups[theme, seed]].drop_duplicates(Hits.doc_id)
        ids = own[Hits.doc_id]
        precision = float(about[theme].reindex(ids, fill_value=False).mean())
        places = np.unique(np.linspace(0, len(own) - 1, _EXAMPLES).round().astype(int))
        for number, place in enumerate(places, 1):
            hit = own.iloc[place]
            text = _field(texts.loc[hit[Hits.doc_id]], hit[Hits.field])
            sentence = _around(text, int(hit[Hits.start]), int(hit[Hits.end]))
            rows.append(
                (theme, seed, doubt, len(own), precision, number, hit[Hits.doc_id], sentence)
            )
    if not rows:
        return SeedDoubts.empty()
    return pd.DataFrame(rows, columns=SeedDoubts.names())


def _field(row: pd.Series, name: str) -> str:
    value = row[name]
    return "\n".join(value) if not isinstance(value, str) else value


def _around(text: str, start: int, end: int) -> str:
    """The sentence that holds a place, cut to the characters around it where it is long."""
    own = [s for s in sentences(text) if s.start <= start and end <= s.end]
    first, last = (own[0].start, own[0].end) if own else (start, end)
    spare = max(_LONGEST - (end - start), 0) // 2
    low, high = max(first, start - spare), min(last, end + spare)
    return ("…" if low > first else "") + text[low:high] + ("…" if high < last else "")
