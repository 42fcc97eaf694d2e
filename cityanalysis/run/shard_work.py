"""What is done to each shard, and how it is put together again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis.frames import Articles, Sentences, frame_of_table, notes_of
from cityanalysis.run.shards import each_shard
from cityanalysis.text import CutTexts, DocumentTermMatrix, choose_words, count_cuts, cut_texts
from cityanalysis.themes import (
    SentenceVectors,
    Theme,
    ThemeScores,
    find_seeds,
    score_themes,
    text_vectors,
)

__all__ = ["count_words", "embed_all", "find_hits", "score_all"]

_VECTORS = "vectors"  # column of a shard: float16, one sentence after the other
_SCORED = ("about", "score", "share", "weights")


@dataclass(frozen=True)
class FindSeeds:
    """`find_seeds`; a row per hit."""

    themes: tuple[Theme, ...]

    def __call__(self, articles: Any) -> Any:
        import pyarrow as pa

        hits = find_seeds(frame_of_table(articles), self.themes)
        return pa.Table.from_pandas(hits, preserve_index=False)


@dataclass(frozen=True)
class CutWords:
    """`cut_texts`; a row per article, its words as numbers of those in the notes."""

    dictionary: tuple[str, ...]

    def __call__(self, articles: Any) -> Any:
        import pyarrow as pa

        cut = cut_texts(frame_of_table(articles), dictionary=self.dictionary)
        offsets = np.concatenate([[0], cut.ends]).astype(np.int32)
        codes = pa.ListArray.from_arrays(offsets, cut.codes.astype(np.int32))
        notes = json.dumps({"words": cut.words, "persons": sorted(cut.persons)})
        return pa.table({"codes": codes}).replace_schema_metadata({"notes": notes})


def _cut_of(table: Any) -> CutTexts:
    """The cut texts that `CutWords` made a table of."""
    notes = notes_of(table)
    codes = table["codes"].combine_chunks()
    lengths = np.diff(codes.offsets.to_numpy())
    return CutTexts(
        notes["words"], codes.flatten().to_numpy(), np.cumsum(lengths), set(notes["persons"])
    )


@dataclass(frozen=True)
class EmbedTexts:
    """`text_vectors`; a row per article."""

    def __call__(self, articles: Any) -> Any:
        import pyarrow as pa

        vectors = text_vectors(frame_of_table(articles))
        offsets = np.arange(len(vectors) + 1, dtype=np.int32) * vectors.shape[1]
        return pa.table({"vector": pa.ListArray.from_arrays(offsets, vectors.ravel())})


@dataclass(frozen=True)
class ScoreThemes:
    """`score_themes`; a row per article, a list of numbers by theme in each column."""

    themes: tuple[Theme, ...]
    encoder: str | None
    keep_vectors: bool = False

    def __call__(self, articles: Any) -> Any:
        import pyarrow as pa

        frame = frame_of_table(articles)
        scores = score_themes(
            frame, self.themes, encoder=self.encoder, keep_vectors=self.keep_vectors
        )
        n_themes = len(self.themes)
        offsets = np.arange(articles.num_rows + 1, dtype=np.int32) * n_themes
        columns = {
            name: pa.ListArray.from_arrays(offsets, getattr(scores, name).to_numpy().ravel())
            for name in _SCORED
        }
        if scores.sentences is not None:
            columns |= _columns_of(scores.sentences, frame[Articles.doc_id])
        return pa.table(columns)


def _columns_of(sentences: SentenceVectors, doc_ids: pd.Series) -> dict[str, Any]:
    """Sentences of each article: where they stand, and their vectors as bytes."""
    import pyarrow as pa

    row = pd.Index(doc_ids).get_indexer(pd.Index(sentences.places[Sentences.doc_id]))
    ends = np.cumsum(np.bincount(row, minlength=len(doc_ids)))
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    columns = {
        name: pa.ListArray.from_arrays(offsets, pa.array(sentences.places[name].to_numpy()))
        for name in (Sentences.field, Sentences.start, Sentences.end)
    }
    vectors = [sentences.values[start:end].tobytes() for start, end in pairwise(offsets)]
    return columns | {_VECTORS: pa.array(vectors, pa.binary())}


def _sentences_of(table: Any, doc_ids: pd.Series) -> SentenceVectors:
    """The sentences that `_columns_of` made columns of."""
    counts = np.diff(table[Sentences.start].combine_chunks().offsets.to_numpy())
    names = (Sentences.field, Sentences.start, Sentences.end)
    flat = {name: table[name].combine_chunks().flatten().to_pandas() for name in names}
    places = pd.DataFrame({Sentences.doc_id: np.repeat(doc_ids.to_numpy(), counts), **flat})
    values = np.frombuffer(b"".join(table[_VECTORS].to_pylist()), dtype=np.float16)
    return SentenceVectors(places, values.reshape(len(places), -1))


def find_hits(
    documents: pd.DataFrame,
    themes: tuple[Theme, ...],
    cache: Path,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
) -> pd.DataFrame:
    """`find_seeds` of all articles."""
    import pyarrow as pa

    work, known = (
        FindSeeds(themes),
        documents[_columns(documents, Articles.title, Articles.title_parts)],
    )
    found = [
        table.replace_schema_metadata(None)
        for table in each_shard(work, known, cache, jobs=jobs, scheduler=scheduler)
    ]
    return frame_of_table(pa.concat_tables(found)) if found else find_seeds(documents, themes)


def count_words(
    documents: pd.DataFrame,
    words: Iterable[str],
    cache: Path,
    *,
    stopwords: Iterable[str],
    min_documents: int,
    jobs: int = 1,
    scheduler: str | None = None,
) -> DocumentTermMatrix:
    """`count_terms` of the tokens of all articles; `words` are not cut, and stay however rare."""
    known = documents[_columns(documents, Articles.title, Articles.title_parts)]
    fixed = tuple(sorted(set(words)))
    cuts = each_shard(CutWords(fixed), known, cache, jobs=jobs, scheduler=scheduler)
    persons = {name for table in cuts for name in notes_of(table)["persons"]}
    choice = choose_words(documents, persons, dictionary=fixed, stopwords=stopwords)
    ids = documents[Articles.doc_id]
    return count_cuts(map(_cut_of, cuts), ids, choice, min_documents=min_documents, keep=fixed)


def embed_all(
    documents: pd.DataFrame, cache: Path, *, jobs: int = 1, scheduler: str | None = None
) -> np.ndarray:
    """`text_vectors` of all articles."""
    known = documents[_columns(documents, Articles.title)]
    tables = each_shard(EmbedTexts(), known, cache, jobs=jobs, scheduler=scheduler)
    return np.concatenate([_rows_of(table["vector"]) for table in tables])


def score_all(
    documents: pd.DataFrame,
    themes: tuple[Theme, ...],
    encoder: str | None,
    cache: Path,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    keep_vectors: bool = False,
    in_part: bool = False,
) -> ThemeScores:
    """`score_themes` of all articles; `in_part` what each is about and its weights alone."""
    known = documents[_columns(documents, Articles.title)]
    shape = (len(documents), len(themes))
    wanted = ("about", "weights") if in_part else _SCORED
    found = {name: np.zeros(shape, bool if name == "about" else float) for name in wanted}
    row = 0
    sentences = []
    work = ScoreThemes(themes, encoder, keep_vectors)
    for table in each_shard(work, known, cache, jobs=jobs, scheduler=scheduler):
        rows = slice(row, row := row + table.num_rows)
        if _VECTORS in table.column_names:
            sentences.append(_sentences_of(table, documents[Articles.doc_id].iloc[rows]))
        for name, values in found.items():
            values[rows] = _rows_of(table[name])
    index = pd.Index(documents[Articles.doc_id], name=Articles.doc_id)
    columns = pd.Index([theme.id for theme in themes], name="theme")
    frames = {name: pd.DataFrame(columns=columns) for name in _SCORED}
    frames |= {name: pd.DataFrame(values, index, columns) for name, values in found.items()}
    kept = SentenceVectors.joined(sentences) if keep_vectors and encoder else None
    return ThemeScores(**frames, encoder=encoder, sentences=kept)


def _rows_of(column: Any) -> np.ndarray:
    """A column of lists of one length as an array, rows × numbers of a list."""
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat.reshape(len(column), -1))


def _columns(documents: pd.DataFrame, *wanted: str) -> list[str]:
    return [Articles.doc_id, *(name for name in wanted if name in documents), Articles.text]
