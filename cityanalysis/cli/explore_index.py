"""The articles of a finished run in a database that finds words, cities and themes at once.

SQLite's full-text search knows no Chinese words: pairs of neighbouring characters stand for them,
and longer words are looked for again in the texts that hold all their pairs.
"""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from cityanalysis._typing import ANALYSED_KINDS
from cityanalysis.errors import InputError
from cityanalysis.frames import Articles, Cities, unfinished
from cityanalysis.run import listed_files
from cityanalysis.text import beginning, embed, has_encoder, nearest_rows

__all__ = ["Article", "ArticleIndex", "Search", "build_index", "kept_index"]

_STORIES = "results/clusters.parquet"
# What an index is made of; it is made anew where one of them has changed.
_SOURCES = (
    "articles.parquet",
    "cities.parquet",
    "results/analysis.json",
    "results/assignments.parquet",
    _STORIES,
)
_BATCH = 5_000  # rows of a file that are held at a time
_STORED = np.float16  # of vectors with three decimals
_MOST_MEANT = 20_000  # articles found by what they say, the latest: a minute for their vectors
_NEAR = 0.35  # cosine from which an article's beginning may be on what was asked for
_RUNS = re.compile(r"[^\W_]+")
_SHOWN = (Articles.doc_id, Articles.title, Articles.page, Articles.publication, Articles.text)
_TABLES = """
CREATE TABLE article (row INTEGER PRIMARY KEY, doc_id TEXT UNIQUE, title TEXT, page TEXT,
                      publication TEXT, text TEXT, date TEXT);
CREATE TABLE place (name TEXT, row INTEGER, place INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE TABLE about (name TEXT, row INTEGER, place INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE INDEX place_row ON place (row); CREATE INDEX about_row ON about (row);
CREATE TABLE meaning (row INTEGER PRIMARY KEY, story TEXT, vector BLOB);
CREATE VIRTUAL TABLE pairs USING fts5 (text, content='', detail=none, tokenize='unicode61');
"""


class Article(NamedTuple):
    """One article; its row numbers articles from the latest on."""

    row: int
    doc_id: str
    title: str
    page: str
    publication: str
    text: str
    date: str


@dataclass(frozen=True)
class Search:
    """What is looked for: words that all stand in an article, its city, its theme.

    ``after`` is the row behind which to go on; ``view`` how it is shown: articles, words in their
    context by ``city``, ``right`` or ``left``, or articles of near ``meaning``.
    """

    words: tuple[str, ...] = ()
    city: str = ""
    theme: str = ""
    after: int = -1
    view: str = ""


def pairs_of(text: str) -> str:
    """Pairs of neighbouring letters, and the last letter of each run of them.

    Examples
    --------
    >>> pairs_of("外贸，5G")
    '外贸 贸 5g g'
    """
    runs = _RUNS.findall(text.lower())
    return " ".join(run[at : at + 2] for run in runs for at in range(len(run)))


def _asked(words: Sequence[str]) -> str:
    """The words as SQLite's full-text search takes them; a single letter begins a pair."""
    found = []
    for run in (run for word in words for run in _RUNS.findall(word.lower())):
        pairs = [run[at : at + 2] for at in range(len(run) - 1)]
        found += [f'"{pair}"' for pair in pairs] or [f'"{run}" *']
    return " AND ".join(found)


class ArticleIndex:
    """The database of a run; each question opens it anew, so that threads may ask at once.

    Parameters
    ----------
    path : Path
        What `build_index` wrote.
    """

    def __init__(self, path: Path) -> None:
        self._address = f"{path.resolve().as_uri()}?mode=ro"

    def find(self, search: Search, most: int) -> list[Article]:
        """The latest articles that are looked for."""
        where, values = self._where(search)
        query = f"SELECT * FROM article a WHERE {where} ORDER BY a.row LIMIT ?"
        return [Article(*row) for row in self._ask(query, *values, most)]

    def near(self, search: Search, most: int) -> list[Article]:
        """The articles of a city and theme whose beginnings say something near to the words."""
        where, values = self._where(replace(search, words=(), after=-1))
        query = f"SELECT row, vector FROM meaning a WHERE {where} ORDER BY a.row"
        known = self._ask(query, *values)
        if not known or not search.words:
            return []
        closeness = _vectors([one for _, one in known]) @ embed([" ".join(search.words)])[0]
        order = np.argsort(-closeness.round(3), kind="stable")[:most]
        return [self._at(known[at][0]) for at in order if closeness[at] >= _NEAR]

    def like(self, row: int, most: int) -> list[Article]:
        """The articles like one, each of another story."""
        known = self._ask("SELECT row, story, vector FROM meaning ORDER BY row")
        place = {one: at for at, (one, _, _) in enumerate(known)}
        if row not in place:
            return []
        vectors = _vectors([vector for _, _, vector in known])
        number = {story: at for at, story in enumerate(dict.fromkeys(one[1] for one in known))}
        story = np.array([number[one] for _, one, _ in known])
        found = nearest_rows(vectors @ vectors[place[row]], story, place[row], most)
        return [self._at(known[at][0]) for at in found]

    @property
    def n_meant(self) -> int:
        """How many articles, the latest, can be found by what they say."""
        return int(self._ask("SELECT count(*) FROM meaning")[0][0])

    def _at(self, row: int) -> Article:
        return Article(*self._ask("SELECT * FROM article WHERE row = ?", row)[0])

    def _where(self, search: Search) -> tuple[str, list[str | int]]:
        """What an article `a` must meet, and the values of the question marks."""
        values: list[str | int] = [search.after]
        wanted = ["a.row > ?"]
        if asked := _asked(search.words):
            wanted.append("a.row IN (SELECT rowid FROM pairs WHERE pairs MATCH ?)")
            values.append(asked)
        for word in search.words:
            wanted.append("instr(lower(ifnull(title, '') || char(10) || text), lower(?))")
            values.append(word)
        for table, name in (("place", search.city), ("about", search.theme)):
            if name:
                wanted.append(f"a.row IN (SELECT row FROM {table} WHERE name = ?)")
                values.append(name)
        return " AND ".join(wanted), values

    def article(self, doc_id: str) -> Article | None:
        """One article."""
        rows = self._ask("SELECT * FROM article WHERE doc_id = ?", doc_id)
        return Article(*rows[0]) if rows else None

    def names(self, table: str, row: int | None = None) -> list[str]:
        """Cities (`place`) or themes (`about`) of an article; of all, those with most first."""
        if row is None:
            query = f"SELECT name FROM {table} GROUP BY name ORDER BY count(*) DESC, name"
            return [name for (name,) in self._ask(query)]
        query = f"SELECT name FROM {table} WHERE row = ? ORDER BY place"
        return [name for (name,) in self._ask(query, row)]

    def __len__(self) -> int:
        return int(self._ask("SELECT count(*) FROM article")[0][0])

    def _ask(self, query: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self._address, uri=True)) as database:
            # The file may have come with a folder from elsewhere.
            database.execute("PRAGMA trusted_schema = OFF")
            return database.execute(query, values).fetchall()


def kept_index(folder: Path, scratch: Path) -> ArticleIndex:
    """The database of a run, kept in its folder under a digest of what it was made of.

    Parameters
    ----------
    folder : Path
        What `cityanalysis analyse --out` wrote. Indexes of earlier results in it are removed.
    scratch : Path
        A folder for the database where the run's cannot be written.

    Raises
    ------
    InputError
        Where the folder holds no run.
    """
    listed = listed_files(folder)
    sources = [listed.get(name, "") for name in _SOURCES]
    # An index that was made without the encoder is made anew where there is one.
    made_of = [*sources, Path(__file__).read_text("utf-8"), has_encoder()]
    digest = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]
    path = folder / f".explore-{digest}.sqlite"
    if _is_whole(path):
        return ArticleIndex(path)
    if not os.access(folder, os.W_OK):
        return build_index(folder, scratch / "articles.sqlite")
    for earlier in folder.glob(".explore-*.sqlite"):
        earlier.unlink(missing_ok=True)
    with unfinished(path) as part:
        build_index(folder, part)
    return ArticleIndex(path)


def _is_whole(path: Path) -> bool:
    """Whether a database is there that can be asked."""
    try:
        return path.is_file() and len(ArticleIndex(path)) >= 0
    except sqlite3.DatabaseError:
        return False


def build_index(folder: Path, path: Path) -> ArticleIndex:
    """Write the database of a run.

    Parameters
    ----------
    folder : Path
        What `cityanalysis analyse --out` wrote.
    path : Path
        A file that is not there.

    Raises
    ------
    InputError
        Where the folder holds no run.
    """
    if "articles.parquet" not in listed_files(folder):
        raise InputError(f"{folder} holds no run. Name the folder that `analyse --out` wrote.")
    with closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        row_of = _rows(folder)
        shown = ", ".join("?" * (len(_SHOWN) + 2))
        database.executemany(f"INSERT INTO article VALUES ({shown})", _articles(folder, row_of))
        database.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?, ?)", _places(folder, row_of)
        )
        database.executemany("INSERT INTO about VALUES (?, ?, ?)", _themes(folder, row_of))
        texts = database.execute("SELECT row, title, text FROM article ORDER BY row")
        database.executemany(
            "INSERT INTO pairs (rowid, text) VALUES (?, ?)",
            ((row, pairs_of(f"{title or ''}\n{text or ''}")) for row, title, text in texts),
        )
        database.executemany("INSERT INTO meaning VALUES (?, ?, ?)", _meanings(folder, database))
        database.commit()
    return ArticleIndex(path)


def _rows(folder: Path) -> dict[str, int]:
    """The number of each article that is analysed, the latest first."""
    known = [
        (str(row[Articles.date] or "")[:10], row[Articles.doc_id])
        for row in _read(folder / "articles.parquet", Articles.doc_id, Articles.date, Articles.kind)
        if row[Articles.kind] in ANALYSED_KINDS
    ]
    known.sort(key=lambda one: one[0], reverse=True)
    return {doc_id: row for row, (_, doc_id) in enumerate(known)}


def _articles(folder: Path, row_of: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    for article in _read(folder / "articles.parquet", *_SHOWN, Articles.date):
        if article[Articles.doc_id] in row_of:
            day = str(article[Articles.date] or "")[:10]
            yield row_of[article[Articles.doc_id]], *(article[name] for name in _SHOWN), day


def _meanings(folder: Path, database: sqlite3.Connection) -> Iterator[tuple[int, str, bytes]]:
    """Row, story and vector of each article's beginning, where the encoder is installed."""
    if not has_encoder():
        return
    path = folder / _STORIES
    stories = _read(path, Articles.doc_id, "cluster") if path.is_file() else ()
    story_of = {str(row[Articles.doc_id]): str(row["cluster"]) for row in stories}
    rows = database.execute(
        "SELECT row, doc_id, title, substr(text, 1, 100) FROM article ORDER BY row LIMIT ?",
        (_MOST_MEANT,),
    )
    while some := list(islice(rows, _BATCH)):
        vectors = embed([beginning(title, text) for _, _, title, text in some])
        for (row, doc_id, _, _), vector in zip(some, vectors, strict=True):
            yield row, story_of.get(doc_id, doc_id), vector.astype(_STORED).tobytes()


def _vectors(stored: Sequence[bytes]) -> np.ndarray:
    whole = np.frombuffer(b"".join(stored), dtype=_STORED).astype(np.float32)
    return whole.reshape(len(stored), -1)


def _places(folder: Path, row_of: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    number = count()
    for place in _read(folder / "cities.parquet", Cities.doc_id, Cities.city):
        if place[Cities.doc_id] in row_of:
            yield place[Cities.city], row_of[place[Cities.doc_id]], next(number)


def _themes(folder: Path, row_of: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    record = json.loads((folder / "results" / "analysis.json").read_text(encoding="utf-8"))
    themes = [theme["id"] for theme in record["themes"]]
    path = folder / "results" / "assignments.parquet"
    for about in _read(path, Articles.doc_id, *themes):
        row = row_of.get(about[Articles.doc_id])
        if row is not None:
            yield from ((theme, row, at) for at, theme in enumerate(themes) if about[theme])


def _read(path: Path, *columns: str) -> Iterator[dict[str, Any]]:
    """Rows of a Parquet file, a batch at a time."""
    import pyarrow.parquet as pq

    with path.open("rb") as stream, pq.ParquetFile(stream) as file:
        for batch in file.iter_batches(_BATCH, columns=list(columns)):
            yield from batch.to_pylist()
