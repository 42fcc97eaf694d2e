"""The fast scorer: hashed n-grams that learned from the full scorer's scores of unlabelled text."""

import random
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import Ridge as LinearRidge

from cityanalysis.text import hash_ngrams
from cityanalysis.themes.learned_weights import NGRAM_BITS, weigh_ngrams
from cityanalysis.themes.text_pieces import Pieces, alone, cut_into_pieces
from training.theme_labels import read_lines

NEWS, PARAGRAPHS = 4200, 2200  # texts, about 60,000 sentences: two minutes of the encoder
REPORT_SHARE = 0.02  # of the paragraphs of reports
SHORTEST, LONGEST = 60, 900  # characters of a paragraph that is taken
CLIPPED = 6.0  # log-odds; beyond that the full scorer is sure, and how sure is no matter
PENALTY = 1.0
TOLERANCE = 1e-3


def unlabelled_texts(data: Path, labelled: set[str], *, seed: int = 5) -> list[str]:
    """News and paragraphs of reports that nobody labelled, by chance."""
    chance = random.Random(seed)
    news = [
        (row.get("title") or "", row["text"])
        for path in sorted((data / "news").glob("*.jsonl.gz"))
        for row in read_lines(path)
    ]
    chance.shuffle(news)
    paragraphs = [
        ("", line)
        for row in read_lines(data / "city_reports/china_to_2022.jsonl.gz")
        for line in row["text"].split("\n")
        if SHORTEST < len(line) < LONGEST and chance.random() < REPORT_SHARE
    ]
    chance.shuffle(paragraphs)
    return [
        f"{title}\n{text}"
        for rows, most in ((news, NEWS), (paragraphs, PARAGRAPHS))
        for title, text in [row for row in rows if row[1][:SHORTEST] not in labelled][:most]
    ]


def pieces_to_learn(texts: list[str]) -> Pieces:
    """The texts, and then each of their sentences alone: what scores are wanted for."""
    whole = cut_into_pieces(texts)
    single = alone(whole)
    members = sparse.vstack([whole.members, single.members]).tocsr()
    heads = np.concatenate([whole.heads, single.heads])
    return Pieces(whole.texts, sparse.csr_array(members), heads)


def ngrams_of(pieces: Pieces, idf: np.ndarray) -> sparse.csr_array:
    """Weighted n-grams of pieces."""
    counts = pieces.members @ hash_ngrams(pieces.texts, bits=NGRAM_BITS)
    return weigh_ngrams(sparse.csr_array(counts), idf)


def distil(ngrams: sparse.csr_array, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of n-grams, and offsets, that come nearest to the full scorer's log-odds."""
    target = np.clip(logits, -CLIPPED, CLIPPED)
    model = LinearRidge(alpha=PENALTY, solver="sparse_cg", tol=TOLERANCE, max_iter=60)
    model.fit(sparse.csr_matrix(ngrams), target)
    return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
