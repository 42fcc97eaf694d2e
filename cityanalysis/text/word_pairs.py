"""Words that stand together more often than chance: terms that the dictionary lacks."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

from cityanalysis._typing import TokenizerEngine
from cityanalysis.corpus import points_of
from cityanalysis.errors import UsageError
from cityanalysis.frames import Keyness
from cityanalysis.text.name_words import place_names
from cityanalysis.text.segmenters import make_segmenter, separated, string_of
from cityanalysis.text.stopwords import read_stopwords
from cityanalysis.text.tokens import article_texts

__all__ = ["collocations"]

_HAN_WORD = re.compile(r"[\u4e00-\u9fd5]+")
_LONGEST = 8  # characters of a proposed word: the longest terms of policy have about as many


def collocations(
    articles: pd.DataFrame,
    *,
    min_documents: int = 5,
    min_npmi: float = 0.5,
    stopwords: Iterable[str] = ("general", "newspaper"),
    engine: TokenizerEngine = "auto",
) -> pd.DataFrame:
    """Find neighbouring words that belong together, such as 专精|特新.

    Pairs of words and, from them, longer runs up to 8 characters are ranked by normalised
    pointwise mutual information. They are proposed: pass the terms that you agree with to
    ``tokenize(dictionary=...)``.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there is one, ``title``.
    min_documents : int
        Documents that a term must stand in.
    min_npmi : float
        Least normalised pointwise mutual information, from -1 to 1.
    stopwords : iterable of str
        Lists whose words cannot be part of a term.
    engine : str
        ``auto``, ``rjieba`` or ``jieba``; the tokens are the same.

    Returns
    -------
    DataFrame
        ``term``, ``parts`` (joined by |), ``n_documents``, ``npmi``; best first.

    Raises
    ------
    UsageError
        Where a threshold is out of its range.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.

    Examples
    --------
    >>> texts = ["海带苗见效", "狠抓海带苗", "海带苗出海", "天气晴朗"]
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "text": texts})
    >>> collocations(articles, min_documents=3)["term"].tolist()
    ['海带苗']
    """
    if min_documents < 1 or not -1 <= min_npmi <= 1:
        raise UsageError(
            "min_documents must be at least 1 and min_npmi between -1 and 1; "
            f"got {min_documents} and {min_npmi}."
        )
    cut = make_segmenter(engine).cut
    barred = read_stopwords(stopwords) | place_names()
    plain = (string_of(separated(points_of(text))) for text in article_texts(articles))
    texts = [[_usable(word, barred) for word in cut(text)] for text in plain]
    found: dict[tuple[str, ...], tuple[int, float]] = {}
    while True:
        fresh = _pairs(texts, min_documents, min_npmi)
        fresh = {parts: value for parts, value in fresh.items() if parts not in found}
        if not fresh:
            break
        found |= fresh
        texts = [_joined(words, fresh) for words in texts]
    rows = [("".join(parts), "|".join(parts), n, npmi) for parts, (n, npmi) in found.items()]
    table = pd.DataFrame(rows, columns=[Keyness.term, "parts", "n_documents", "npmi"])
    return table.sort_values(
        ["npmi", "n_documents", Keyness.term], ascending=[False, False, True], ignore_index=True
    )


def _usable(word: str, barred: frozenset[str]) -> str:
    return word if word not in barred and _HAN_WORD.fullmatch(word) else ""


def _pairs(
    texts: list[list[str]], min_documents: int, min_npmi: float
) -> dict[tuple[str, ...], tuple[int, float]]:
    """Documents and NPMI of neighbouring words, of the pairs that pass both thresholds."""
    words = Counter(word for text in texts for word in text if word)
    pairs: Counter[tuple[str, str]] = Counter()
    documents: Counter[tuple[str, str]] = Counter()
    for text in texts:
        own = Counter((a, b) for a, b in pairwise(text) if a and b and len(a) + len(b) <= _LONGEST)
        pairs.update(own)
        documents.update(own.keys())
    total = max(sum(words.values()), 1)
    kept: dict[tuple[str, ...], tuple[int, float]] = {}
    for (a, b), n_documents in documents.items():
        if n_documents >= min_documents:
            n = pairs[a, b]
            npmi = np.log(n * total / (words[a] * words[b])) / max(-np.log(n / total), 1e-12)
            if npmi >= min_npmi:
                kept[a, b] = (n_documents, round(min(float(npmi), 1.0), 6))
    return kept


def _joined(words: list[str], pairs: dict[tuple[str, ...], tuple[int, float]]) -> list[str]:
    """The words with each found pair as one, from left to right."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in pairs:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
