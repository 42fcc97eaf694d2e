"""Rows of an articles frame as the tagger takes them."""

from collections.abc import Sequence

import pandas as pd

from cityanalysis.cities.labels import code_of, label_codes
from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.tagger import Source
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles

__all__ = ["home_code", "labels_of", "sources_of", "texts_of"]

_FIELDS = (Articles.dateline, Articles.title, Articles.text)


def labels_of(articles: pd.DataFrame, matcher: Matcher) -> list[str | None]:
    """Code of the city that each row's own column gives."""
    given = (
        texts_of(articles, Articles.labelled_city),
        texts_of(articles, Articles.labelled_province),
    )
    return label_codes(*given, matcher)


def sources_of(
    articles: pd.DataFrame, matcher: Matcher, labels: Sequence[str | None] | None = None
) -> list[Source]:
    """The rows of an articles frame as the tagger takes them; with their labels, where known."""
    columns = [
        texts_of(articles, name)
        for name in (*_FIELDS, Articles.source, Articles.publication, Articles.filed_by)
    ]
    known = labels_of(articles, matcher) if labels is None else labels
    return list(map(Source, articles[Articles.doc_id].tolist(), *columns, known))


def texts_of(articles: pd.DataFrame, name: str) -> list[str | None]:
    if name not in articles:
        return [None] * len(articles)
    return [
        value if isinstance(value, str) and value else None for value in articles[name].tolist()
    ]


def home_code(home: str | None, matcher: Matcher) -> str | None:
    """Code of the city that a publication's own is given by."""
    if home is None:
        return None
    code = code_of(home, matcher)
    if code is None:
        raise UsageError(
            f"`home` must name one city that the gazetteer knows; got {home!r}. "
            "Look it up with `cityanalysis cities`, or add it as an alias."
        )
    return matcher.gazetteer.city_of(code) or code
