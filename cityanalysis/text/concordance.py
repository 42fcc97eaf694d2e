"""Keyword in context: every place where a word stands, with its city, date and source."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Concordance
from cityanalysis.text.sentence_search import city_names

__all__ = ["kwic"]

# The fields of an article in which words are looked for, in reading order.
_FIELDS = (Articles.title, Articles.text)


def kwic(
    articles: pd.DataFrame,
    words: str | Sequence[str],
    *,
    cities: pd.DataFrame | None = None,
    window: int = 20,
) -> pd.DataFrame:
    """Keyword in context (KWIC; Luhn 1960): each occurrence of a word with what stands around it.

    Parameters
    ----------
    articles : DataFrame
        `doc_id`, `title`, `text`, and where present `page`, `publication` and `date`.
    words : str or sequence of str
        Looked for literally, letters of either case alike; of two that begin at one place the
        longer is found.
    cities : DataFrame, optional
        As `tag_cities` gives it. An article of two cities names both, the best first.
    window : int
        Characters shown on each side; the context ends at a line.

    Returns
    -------
    DataFrame
        `doc_id`, `city`, `date`, `publication`, `page`, `field` (`title` or `text`), `start`,
        `end` (offsets in that field), `left`, `keyword`, `right`. In the order of the articles.

    Raises
    ------
    UsageError
        Where no word is given, or the window is negative.

    References
    ----------
    Luhn 1960, American Documentation 11.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "title": ["低空经济起飞"],
    ...                          "text": ["我市发展低空经济。\\n通用机场开工。"]})
    >>> kwic(articles, "低空经济", window=4)[["field", "left", "keyword", "right"]].values.tolist()
    [['title', '', '低空经济', '起飞'], ['text', '我市发展', '低空经济', '。']]
    """
    pattern = _pattern([words] if isinstance(words, str) else list(words))
    if window < 0:
        raise UsageError(f"`window` is a number of characters from 0; got {window}.")
    named = city_names(cities)
    columns = [name for name in Concordance.names() if name in articles.columns]
    rows = [
        {k: row[k] for k in columns}
        | {Concordance.city: named.get(str(row[Articles.doc_id]))}
        | found
        for row in articles.to_dict("records")
        for found in _found(row, pattern, window)
    ]
    return Concordance.of_rows(rows)


def _pattern(words: list[str]) -> re.Pattern[str]:
    kept = sorted({word.strip() for word in words} - {""}, key=lambda word: (-len(word), word))
    if not kept:
        raise UsageError("give a word to look for; got none.")
    return re.compile("|".join(map(re.escape, kept)), re.IGNORECASE)


def _found(
    row: Mapping[Any, Any], pattern: re.Pattern[str], window: int
) -> Iterator[dict[str, object]]:
    for field in _FIELDS:
        text = row.get(field)
        if not isinstance(text, str):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            yield {
                Concordance.field: field,
                Concordance.start: start,
                Concordance.end: end,
                Concordance.left: text[max(start - window, 0) : start].rpartition("\n")[2],
                Concordance.keyword: match.group(),
                Concordance.right: text[end : end + window].partition("\n")[0],
            }
