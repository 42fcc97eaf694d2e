"""Labelled texts as the scorer of themes sees them."""

import csv
import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from cityanalysis.text import embed, hash_ngrams
from cityanalysis.themes import read_themes
from cityanalysis.themes.learned_weights import NGRAM_BITS
from cityanalysis.themes.pair_features import pair_features
from cityanalysis.themes.text_pieces import Pieces, cut_into_pieces
from cityanalysis.themes.theme_vectors import ThemeVectors, describe_themes

LABELS = "theme_labels/units.jsonl.gz"
ARTICLES = "articles/articles.jsonl"
# Short local news, letters and notices, written for learning alone: nothing is measured on them.
OWN_TEXTS = Path(__file__).with_name("local_texts.tsv")


@dataclass(frozen=True, eq=False)
class Labelled:
    """Texts with their labels and everything that is learned from.

    `said` and `near` are texts × themes: labelled so, and borderline (neither right nor wrong).
    """

    rows: tuple[dict[str, Any], ...]
    source: np.ndarray
    said: np.ndarray
    near: np.ndarray
    pieces: Pieces
    vectors: np.ndarray
    whole: np.ndarray
    ngrams: sparse.csr_array
    features: np.ndarray
    themes: ThemeVectors

    @property
    def invented(self) -> np.ndarray:
        """Which texts are the invented articles of local papers."""
        return np.asarray(self.source == "written")

    @property
    def local(self) -> np.ndarray:
        """Which texts are in the manner of local papers: those, and the texts of `OWN_TEXTS`."""
        return np.asarray(self.invented | ~self.measured)

    @property
    def measured(self) -> np.ndarray:
        """Which texts figures are measured on."""
        return np.asarray(self.source != "own")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSON-lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_own_texts(path: Path = OWN_TEXTS) -> list[dict[str, Any]]:
    """Rows of the texts for learning alone, like those of the labelled texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                "source": "own",
                "title": row["title"],
                "text": row["text"],
                "themes": row["themes"].split(",") if row["themes"] else [],
                "near": [],
            }
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def text_of(row: dict[str, Any]) -> str:
    """Headline and text, a line each, as `score_themes` joins them."""
    return f"{row['title'] or ''}\n{row['text'] or ''}"


def whole_vectors(pieces: Pieces, vectors: np.ndarray) -> np.ndarray:
    """Vector of each piece, of length 1."""
    whole = pieces.pooling() @ vectors
    return np.asarray(whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9))


def kept_vectors(texts: Sequence[str], folder: Path | None) -> np.ndarray:
    """Vectors of sentences, from a folder where they were kept before."""
    name = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = folder / f"vectors-{name}.npy" if folder else None
    if path is not None and path.is_file():
        return np.asarray(np.load(path, allow_pickle=False))
    vectors = embed(texts)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors)
    return vectors


def read_labelled(data: Path, folder: Path | None = None) -> Labelled:
    """The labelled texts and the invented articles of a data folder, and the texts written here.

    Parameters
    ----------
    data : Path
        With `LABELS` and `ARTICLES`.
    folder : Path, optional
        Keeps the sentence vectors, which take a minute.
    """
    rows = (*read_lines(data / LABELS), *read_lines(data / ARTICLES), *read_own_texts())
    themes = read_themes()
    names = [theme.id for theme in themes]
    unknown = {name for row in rows for name in (*row["themes"], *row["near"])} - set(names)
    if unknown:
        raise SystemExit(f"labels of unknown themes: {', '.join(sorted(unknown))}")
    pieces = cut_into_pieces([text_of(row) for row in rows])
    vectors = kept_vectors(pieces.texts, folder)
    described = describe_themes(themes)
    counts = pieces.members @ hash_ngrams(pieces.texts, bits=NGRAM_BITS)
    return Labelled(
        rows=rows,
        source=np.array([row["source"] for row in rows]),
        said=np.array([[name in row["themes"] for name in names] for row in rows]),
        near=np.array([[name in row["near"] for name in names] for row in rows]),
        pieces=pieces,
        vectors=vectors,
        whole=whole_vectors(pieces, vectors),
        ngrams=sparse.csr_array(counts),
        features=pair_features(pieces, vectors, described, described),
        themes=described,
    )
