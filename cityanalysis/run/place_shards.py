"""Cities of all articles, found in shards: of each alone, then of those whose page tells more."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis._typing import Level
from cityanalysis.cities import PartTagger, Places, read_gazetteer
from cityanalysis.frames import Articles, Cities, frame_of_table
from cityanalysis.run.settings import Settings
from cityanalysis.run.shards import each_shard

__all__ = ["place_all"]

_READ = (Articles.dateline, Articles.title, Articles.text, Articles.filed_by)
_SCOPES = (Articles.scope, Articles.province, Articles.is_roundup)
# Columns of shards: the city that an article's own row gives, that it speaks for, that its page is
# of; whether its page could tell more; and its rows of the cities frame.
_LABEL, _BEST, _HOME, _OPEN, _CITIES = "label", "best", "home", "is_open", "cities"


@dataclass(frozen=True)
class TagSettings:
    """What decides on cities; aliases by their content too, so that an edited file is read anew."""

    level: Level
    home: str | None
    min_confidence: float
    aliases: str | None
    digest: str

    @classmethod
    def of(cls, settings: Settings) -> "TagSettings":
        """Those of a run."""
        path = Path(settings.aliases).resolve() if settings.aliases else None
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
        given = settings.level, settings.home, settings.min_confidence
        return cls(*given, str(path) if path else None, digest)

    def tagger(self) -> PartTagger:
        """A tagger that does as they say."""
        gazetteer = read_gazetteer(self.aliases)
        return PartTagger(gazetteer, self.level, self.home, self.min_confidence)


@dataclass(frozen=True)
class TagAlone:
    """`PartTagger.alone`; a row an article, its cities as a list."""

    settings: TagSettings

    def __call__(self, articles: Any) -> Any:
        part = frame_of_table(articles)
        labels = articles[_LABEL].to_pylist()
        places, best, is_open = self.settings.tagger().alone(part, labels)
        return _table(part, places, {_BEST: best, _OPEN: is_open})


@dataclass(frozen=True)
class TagOnPage:
    """`PartTagger.on_page`; a row an article, its cities as a list."""

    settings: TagSettings

    def __call__(self, articles: Any) -> Any:
        part = frame_of_table(articles)
        known = [articles[name].to_pylist() for name in (_HOME, _BEST, _OPEN)]
        return _table(part, self.settings.tagger().on_page(part, *known), {})


def place_all(articles: pd.DataFrame, settings: Settings, cache: Path) -> Places:
    """`tag_places` of all articles; of scopes what an articles frame has.

    Parameters
    ----------
    articles : DataFrame
        Articles frame.
    settings : Settings
        Level, home, least confidence and aliases; how many processes share the shards.
    cache : Path
        Folder that keeps what is found in each shard.
    """
    chosen = TagSettings.of(settings)
    tagger = chosen.tagger()
    labels = pd.Series(tagger.labels(articles), index=articles.index, dtype="str")
    known = articles[[Articles.doc_id, *(name for name in _READ if name in articles)]]
    work = TagAlone(chosen)
    shared: dict[str, Any] = {"jobs": settings.jobs, "scheduler": settings.scheduler}
    first = _Found.of(each_shard(work, known.assign(label=labels), cache, **shared))
    best = first.articles[_BEST].to_pylist()
    told = {_HOME: tagger.homes(articles, best), _BEST: best}
    pages = pd.DataFrame(told, index=articles.index, dtype="str")
    pages[_OPEN] = first.articles[_OPEN].to_numpy()
    rows = (pages[_HOME].notna() & labels.isna()).to_numpy()
    asked = pd.concat([known, pages], axis=1)[rows]
    again = _Found.of(each_shard(TagOnPage(chosen), asked, cache, **shared))
    return _joined(articles[Articles.doc_id], first, again, np.flatnonzero(rows))


@dataclass(frozen=True)
class _Found:
    """What shards found: a row an article, and rows of the cities frame with their articles'
    numbers."""

    articles: Any
    cities: Any
    owners: NDArray[np.int64]

    @classmethod
    def of(cls, tables: Iterable[Any]) -> "_Found":
        """All shards, one behind the other."""
        import pyarrow as pa

        empty = _schema()
        articles, owners = [empty.empty_table().drop_columns([_CITIES])], [np.zeros(0, np.int64)]
        cities, row = [pa.schema(list(empty.field(_CITIES).type.value_type)).empty_table()], 0
        for table in tables:
            lists = table[_CITIES].combine_chunks()
            numbers = np.arange(row, row := row + len(lists))
            owners.append(np.repeat(numbers, lists.value_lengths().to_numpy()))
            cities.append(pa.Table.from_struct_array(lists.flatten()))
            articles.append(table.drop_columns([_CITIES]).replace_schema_metadata(None))
        return cls(pa.concat_tables(articles), pa.concat_tables(cities), np.concatenate(owners))


def _joined(doc_ids: pd.Series, first: _Found, again: _Found, rows: NDArray[np.int64]) -> Places:
    """The places of all articles: of these rows those found on their pages, of others the first."""
    import pyarrow as pa

    at = np.arange(len(doc_ids))
    at[rows] = len(doc_ids) + np.arange(len(rows))
    scopes = pa.concat_tables([first.articles, again.articles]).select(_SCOPES).take(at)
    kept = ~np.isin(first.owners, rows)
    owners = np.concatenate([first.owners[kept], rows[again.owners]])
    order = np.argsort(owners, kind="stable")
    cities = pa.concat_tables([first.cities.filter(kept), again.cities]).take(order)
    frames = []
    for found, known in ((cities, doc_ids.iloc[owners[order]]), (scopes, doc_ids)):
        frame = frame_of_table(found)
        frame.insert(0, Articles.doc_id, known.to_numpy())
        frames.append(frame.astype({Articles.doc_id: "str"}))
    return Places(*frames)


def _table(part: pd.DataFrame, places: Places, further: dict[str, list[Any]]) -> Any:
    """A row an article: its scope, what else is known of it, and its rows of the cities frame."""
    import pyarrow as pa

    schema = _schema()
    lists = schema.field(_CITIES).type
    owners = pd.Index(part[Articles.doc_id]).get_indexer(pd.Index(places.cities[Cities.doc_id]))
    ends = np.cumsum(np.bincount(owners, minlength=len(part)))
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    rows = pa.Table.from_pandas(
        places.cities, schema=pa.schema(list(lists.value_type)), preserve_index=False
    )
    values = rows.replace_schema_metadata(None).to_struct_array().combine_chunks()
    columns: dict[str, list[Any]] = {name: places.scopes[name].tolist() for name in _SCOPES}
    columns |= {_BEST: [None] * len(part), _OPEN: [False] * len(part)}
    columns |= further
    arrays = {
        name: pa.array(columns[name], schema.field(name).type, from_pandas=True) for name in columns
    }
    return pa.table(arrays | {_CITIES: pa.ListArray.from_arrays(offsets, values, type=lists)})


def _schema() -> Any:
    """Columns of what a shard gives."""
    import pyarrow as pa

    text = pa.string()
    spot = [("surface", text), ("field", text), ("start", pa.int64()), ("end", pa.int64())]
    city = [
        (Cities.code, text),
        (Cities.city, text),
        (Cities.weight, pa.float64()),
        (Cities.rule, text),
        (Cities.confidence, pa.float64()),
        (Cities.evidence, pa.list_(pa.struct(spot))),
    ]
    own = [
        *((Articles.scope, text), (Articles.province, text), (Articles.is_roundup, pa.bool_())),
        *((_BEST, text), (_OPEN, pa.bool_()), (_CITIES, pa.list_(pa.struct(city)))),
    ]
    return pa.schema(own)
