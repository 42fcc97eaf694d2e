"""Sentences behind the numbers: quotes with their place in the page."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from cityanalysis.corpus import page_offset
from cityanalysis.figures import rows_of
from cityanalysis.frames import Articles, Cities, Hits, Quotes
from cityanalysis.run import Analysis

__all__ = ["pick_quotes", "quote_around"]

_ENDS = "。！？!?；;\n"
_CLOSING = "”’」』）)"
# What a letter begins with: 尊敬的某学校领导：您们好！
_GREETING = re.compile(r"\s*[^。！？!?\n]{0,40}(?:[您你]们?好|钧鉴)[！!。，,：:]")
# How a sentence ends that only names who spoke: 合作社理事长王某告诉记者。
_TOLD = re.compile(r"^[^“”：:]{0,40}(?:告诉记者|介绍说|介绍|说|表示)[。；]$")


def quote_around(
    text: str, spans: Sequence[tuple[int, int]], *, limit: int = 90
) -> tuple[str, list[tuple[int, int]], int]:
    """The sentence around the first of some marked spans, at most `limit` characters.

    Parameters
    ----------
    text : str
        The article.
    spans : sequence of (start, end)
        Marked places in the text, the first of them inside the quote.
    limit : int
        Most characters of the quote.

    Returns
    -------
    quote : str
    marks : list of (start, end)
        The marked places as offsets in the quote.
    start : int
        Offset of the quote in the text.

    Examples
    --------
    >>> quote_around("先有水。水库今年开工。再看。", [(4, 6)])
    ('水库今年开工。', [(0, 2)], 4)
    >>> quote_around("他说：“先有水。”水库今年开工。", [(9, 11)])[0]
    '水库今年开工。'
    """
    first, last = spans[0]
    low = max(0, first - limit)
    start = 1 + max((text.rfind(end, low, first) for end in _ENDS), default=-1)
    start = max(start, low)
    stops = [text.find(end, last, last + limit) for end in _ENDS]
    end = min((stop + 1 for stop in stops if stop >= 0), default=min(len(text), last + limit))
    if end - start > limit:
        start = max(start, first - limit // 2)
        end = min(end, start + limit)
    # What closes the sentence before belongs to that.
    while start < first and (text[start].isspace() or text[start] in _CLOSING):
        start += 1
    quote = text[start:end].rstrip()
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= start + len(quote)]
    return quote, _merged(inside), start


def _merged(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks without overlap, in order."""
    merged: list[tuple[int, int]] = []
    for a, b in sorted(marks):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def pick_quotes(analysis: Analysis, *, per_city: int = 2) -> pd.DataFrame:
    """For each theme and city the sentences that show it best.

    Articles substantially about the theme come first by how many different seed words they
    hold; of one cluster only one is quoted.

    Parameters
    ----------
    analysis : Analysis
        A finished run.
    per_city : int
        At most so many quotes per theme and city.

    Returns
    -------
    DataFrame
        `theme`, `city`, `doc_id`, `quote`, `marks`, `title`, `page`, `publication`, `date`,
        `start`, `end` (offsets in the decoded page, missing where they are not known), `is_cut`
        (whether the sentence goes on before, and after).

    Examples
    --------
    >>> pick_quotes(Analysis()).empty
    True
    """
    ranked = _ranked(analysis)
    if ranked.empty:
        return Quotes.empty()
    chosen = ranked.groupby([Hits.theme, Cities.city], sort=True).head(per_city)
    hits = analysis.hits
    in_text = hits[(hits[Hits.field] == "text") & hits[Hits.doc_id].isin(chosen[Hits.doc_id])]
    wanted = in_text.merge(
        chosen[[Hits.doc_id, Hits.theme]].drop_duplicates(), on=[Hits.doc_id, Hits.theme]
    )
    spans = {
        key: sorted(zip(rows[Hits.start].astype(int), rows[Hits.end].astype(int)))
        for key, rows in wanted.groupby([Hits.doc_id, Hits.theme])
    }
    articles = analysis.articles[analysis.articles[Articles.doc_id].isin(chosen[Hits.doc_id])]
    known = articles.set_index(Articles.doc_id).to_dict("index")
    rows = [
        _quote(known[row.doc_id], row, spans[row.doc_id, row.theme])
        for row in rows_of(chosen)
        if (row.doc_id, row.theme) in spans
    ]
    return pd.DataFrame(rows, columns=Quotes.names())


def _ranked(analysis: Analysis) -> pd.DataFrame:
    """Articles of each theme and city, the most telling first, one per cluster."""
    hits = analysis.hits
    placed = analysis.cities[Cities.doc_id]
    placed = placed[placed.isin(analysis.articles[Articles.doc_id])]
    hits = hits[(hits[Hits.field] == "text") & hits[Hits.doc_id].isin(placed)]
    found = (
        hits.groupby([Hits.theme, Hits.doc_id])[Hits.seed].agg(["nunique", "size"]).reset_index()
    )
    at = analysis.assignments.to_numpy(dtype=bool).nonzero()
    index, columns = analysis.assignments.index, analysis.assignments.columns
    pairs = pd.MultiIndex.from_arrays([index[at[0]], columns[at[1]]])
    found = found[pd.MultiIndex.from_frame(found[[Hits.doc_id, Hits.theme]]).isin(pairs)]
    found = found.merge(
        analysis.cities[[Cities.doc_id, Cities.city, Cities.weight]], on=Hits.doc_id
    )
    own = analysis.clusters.reindex(pd.Index(found[Hits.doc_id])).to_numpy()
    found["cluster"] = pd.Series(own, index=found.index).fillna(found[Hits.doc_id])
    found = found.sort_values(
        [Hits.theme, Cities.city, Cities.weight, "nunique", "size", Hits.doc_id],
        ascending=[True, True, False, False, False, True],
        kind="stable",
    )
    return found.drop_duplicates([Hits.theme, Cities.city, "cluster"])


def _quote(
    article: Mapping[Hashable, Any], row: Any, spans: list[tuple[int, int]]
) -> dict[str, Any]:
    text = str(article[Articles.text])
    greeting = _GREETING.match(text)
    # To whom a letter goes, and who told the reporter, is not what a text says.
    said = [span for span in spans if greeting is None or span[0] >= greeting.end()]
    said = [span for span in said if not _TOLD.search(quote_around(text, [span])[0])] or said
    quote, marks, at = quote_around(text, _densest(text, said or spans))
    start = page_offset(article[Articles.segments], at)
    return {
        Quotes.theme: row.theme,
        Quotes.city: row.city,
        Quotes.doc_id: row.doc_id,
        Quotes.quote: quote,
        Quotes.marks: marks,
        Quotes.title: article[Articles.title],
        Quotes.page: article[Articles.page],
        Quotes.publication: article[Articles.publication],
        Quotes.date: article[Articles.date],
        Quotes.start: start,
        Quotes.end: None if start is None else start + len(quote),
        Quotes.is_cut: (_is_cut(text[:at]), _is_cut(quote)),
        Quotes.crop: None,
    }


def _is_cut(text: str) -> bool:
    """Whether a text stops before the end of a sentence."""
    return bool(text) and text[-1] not in _ENDS + "”’」』"


def _densest(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans from the first of the 60 characters that hold most of them."""
    best, most = 0, 0
    last = 0
    for first, (start, _) in enumerate(spans):
        last = max(last, first)
        while last < len(spans) and spans[last][0] < start + 60:
            last += 1
        if last - first > most and start < len(text):
            best, most = first, last - first
    return spans[best:]
