"""Articles as JSON lines, with page offsets that a reader can look up."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from cityanalysis.cities import find_mentions, read_gazetteer
from cityanalysis.corpus import analysed, page_offset
from cityanalysis.frames import Articles, Cities, Mentions
from cityanalysis.run import Settings, tag_articles
from cityanalysis.themes import choose_encoder, read_themes, score_themes

__all__ = ["article_lines"]

Segments = Sequence[Sequence[int]]


def article_lines(
    inputs: str | Path | Sequence[str | Path],
    *,
    settings: Settings | None = None,
    on_stage: Callable[[str], None] | None = None,
) -> Iterator[str]:
    """One JSON object per line for every item of the pages, spam and headers included.

    Parameters
    ----------
    inputs : path or sequence of paths
        Files or folders.
    settings : Settings, optional
        How files are read, cities tagged and themes chosen; the defaults where it is absent.
    on_stage : callable, optional
        Told the name of each stage as it begins.

    Yields
    ------
    str
        See "One article as a JSON line" in docs/interface.md.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = path.write_text("本报聊城讯 聊城推广招才引智新模式，引进人才。", encoding="utf-8")
    >>> [json.loads(line)["city"] for line in article_lines(path)]
    ['聊城']
    """
    chosen = settings or Settings()
    themes = read_themes(chosen.themes)
    tagged = tag_articles(inputs, settings=chosen, on_stage=on_stage)
    records = _theme_records(analysed(tagged.articles), themes)
    gazetteer = read_gazetteer(chosen.aliases)
    places = _grouped(find_mentions(tagged.articles, gazetteer))
    cities = _grouped(tagged.cities)
    for article in _records(tagged.articles):
        doc_id = article[Articles.doc_id]
        yield json.dumps(
            _line(article, cities.get(doc_id, []), places.get(doc_id, []))
            | records.get(doc_id, {"themes": [], "main_theme": None, "theme_weights": {}})
            | {"duplicate_group": _optional(article[Articles.duplicate_group])},
            ensure_ascii=False,
        )


def _theme_records(documents: pd.DataFrame, themes: Any) -> dict[str, dict[str, Any]]:
    """Themes of each article, which do not depend on the other articles."""
    if documents.empty:
        return {}
    scores = score_themes(documents, themes, encoder=choose_encoder(documents, "auto"))
    about, best, weights = scores.about, scores.main, scores.share
    return {
        doc_id: {
            "themes": [theme for theme in about.columns if about.at[doc_id, theme]],
            "main_theme": _optional(best[doc_id]),
            "theme_weights": {
                theme: round(float(value), 4)
                for theme, value in weights.loc[doc_id].items()
                if value
            },
        }
        for doc_id in documents[Articles.doc_id]
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row)) for row in frame.itertuples(index=False, name=None)]


def _grouped(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for record in _records(frame):
        grouped.setdefault(record[Articles.doc_id], []).append(record)
    return grouped


def _line(
    article: dict[str, Any], cities: list[dict[str, Any]], places: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "doc_id": article[Articles.doc_id],
        "source_id": _optional(article[Articles.source_id]),
        "page": article[Articles.page],
        "order": int(article[Articles.order]),
        "kind": article[Articles.kind],
        "title": _optional(article[Articles.title]),
        "title_parts": list(article[Articles.title_parts]),
        "byline": list(article[Articles.byline]),
        "correspondents": list(article[Articles.correspondents]),
        "dateline": _optional(article[Articles.dateline]),
        "date": None
        if pd.isna(article[Articles.date])
        else article[Articles.date].date().isoformat(),
        "source": _optional(article[Articles.source_tag]),
        "text": article[Articles.text],
        "spans": [[int(start), int(end)] for start, end in article[Articles.spans]],
        "city": _optional(article[Articles.city]),
        "city_code": _optional(article[Articles.city_code]),
        "scope": _optional(article[Articles.scope]),
        "province": _optional(article[Articles.province]),
        "is_roundup": bool(article[Articles.is_roundup]),
        "cities": [_city(article, city) for city in cities],
        "places": [
            {
                "surface": place[Mentions.surface],
                "code": place[Mentions.code],
                "start": _start(article, place),
            }
            for place in places
        ],
    }


def _city(article: dict[str, Any], city: dict[str, Any]) -> dict[str, Any]:
    return {
        "city": city[Cities.city],
        "code": city[Cities.code],
        "weight": round(float(city[Cities.weight]), 4),
        "rule": city[Cities.rule],
        "confidence": round(float(city[Cities.confidence]), 4),
        "evidence": [
            {"surface": item[Mentions.surface], "start": _start(article, item)}
            for item in city[Cities.evidence]
        ],
    }


def _start(article: dict[str, Any], found: dict[str, Any]) -> int | None:
    """Offset in the decoded page of what was found in a field of the article."""
    segments: Segments = {
        "text": article[Articles.segments],
        "title": article[Articles.title_segments],
    }.get(found[Mentions.field], ())
    return page_offset(segments, int(found[Mentions.start]))


def _optional(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else value
