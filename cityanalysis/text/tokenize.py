"""Articles to lists of words, the same whichever engine and however many processes."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from cityanalysis.text.engines import make_segmenter
from cityanalysis.text.names import packaged_seeds, person_names, place_names
from cityanalysis.text.stopwords import read_stopwords

__all__ = ["article_texts", "tokenize"]

_WORD = re.compile(r"[A-Za-z\u4e00-\u9fd5\ue000-\uf8ff\U000f0000-\U0010ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FIRST_MARK = 0xF0000
_BLOCK = 2_000_000  # characters that one process takes at a time

_Compact = tuple[list[str], np.ndarray, np.ndarray]


class _Kept(dict[str, str]):
    """Word as cut -> word as kept, "" for none; remembers each word's answer."""

    def __init__(self, marks: dict[str, str], stopwords: frozenset[str]) -> None:
        super().__init__(marks)
        self._stopwords = stopwords

    def __missing__(self, word: str) -> str:
        kept = word if word not in self._stopwords and _WORD.search(word) else ""
        self[word] = kept
        return kept


def article_texts(articles: pd.DataFrame) -> list[str]:
    """Title and body of each article, on lines of their own.

    Examples
    --------
    >>> article_texts(pd.DataFrame({"title": ["题", None], "text": ["文", "只有文"]}))
    ['题\\n文', '只有文']
    """
    texts = articles["text"].fillna("").tolist()
    if "title" not in articles:
        return texts
    titles = articles["title"].fillna("").tolist()
    return [f"{title}\n{text}" if title else text for title, text in zip(titles, texts)]


def tokenize(
    articles: pd.DataFrame,
    *,
    engine: str = "auto",
    dictionary: Iterable[str] = (),
    stopwords: Iterable[str] = ("general", "newspaper"),
    keep_names: bool = False,
    jobs: int = 1,
) -> pd.Series:
    """Words of each article, title first, in the order of the text.

    Words of the dictionary, and the seeds of the packaged themes, always stand as one token; the
    longest wins where several fit. Place names are known words too. Numbers and punctuation are
    left out, words of one character are not.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title``, ``byline``, ``correspondents``.
    engine : str
        ``auto``, ``rjieba`` or ``jieba``; the tokens are the same.
    dictionary : iterable of str
        Words that must not be cut, such as the seeds of themes of your own.
    stopwords : iterable of str
        Names of packaged lists whose words are dropped: see `read_stopwords`.
    keep_names : bool
        Whether names of places and persons stay. By default they go, so that topics and
        distinctive words are about subjects and not about where an article comes from.
    jobs : int
        Number of processes; the tokens are the same for any.

    Returns
    -------
    Series of lists of str
        Index ``doc_id``.

    Raises
    ------
    UsageError
        Where the engine or a stopword list does not exist.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["企业加大研发投入，引进高层次人才。"]})
    >>> tokenize(articles)["a"]
    ['企业', '加大', '研发投入', '引进', '高层次人才']
    """
    texts = article_texts(articles)
    index = pd.Index(articles["doc_id"], name="doc_id")
    places = place_names()
    drop = read_stopwords(stopwords)
    if not keep_names:
        drop |= places | person_names(articles)
    forced = tuple(sorted({*packaged_seeds(), *dictionary} - {""}))
    known = (tuple(sorted(places)), forced, drop)
    make_segmenter(engine)  # an unknown name is told here and not in another process
    blocks = _blocks(texts)
    if jobs == 1 or len(blocks) < 2:
        tokens = [one for block in blocks for one in _cut_block(block, engine, *known)]
    else:
        tokens = _cut_parallel(blocks, engine, known, jobs)
    return pd.Series(tokens, index=index, dtype=object, name="tokens")


def _blocks(texts: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = []
    size = _BLOCK
    for text in texts:
        if size >= _BLOCK:
            blocks.append([])
            size = 0
        blocks[-1].append(text)
        size += len(text)
    return blocks


def _cut_block(
    texts: Sequence[str],
    engine: str,
    places: tuple[str, ...],
    forced: tuple[str, ...],
    drop: frozenset[str],
) -> list[list[str]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    cut = make_segmenter(engine, places)
    marks = [chr(_FIRST_MARK + number) for number in range(len(forced))]
    finder = AhoCorasick(forced, matchkind=MatchKind.LeftmostLongest) if forced else None
    kept = _Kept({m: w if w not in drop else "" for m, w in zip(marks, forced)}, drop)
    tokens = []
    for text in texts:
        text = _PRIVATE.sub(" ", text)
        if finder is not None:
            text = _mark(text, finder.find_matches_as_indexes(text), marks)
        tokens.append([word for raw in cut(text) if (word := kept[raw])])
    return tokens


def _mark(text: str, matches: list[tuple[int, int, int]], marks: Sequence[str]) -> str:
    """Text with each match replaced by a character of its own, which no engine can cut."""
    parts: list[str] = []
    last = 0
    for number, start, end in matches:
        parts += text[last:start], marks[number]
        last = end
    parts.append(text[last:])
    return "".join(parts)


def _cut_compact(texts: Sequence[str], engine: str, *known: object) -> _Compact:
    codes: dict[str, int] = {}
    tokens = _cut_block(texts, engine, *known)  # type: ignore[arg-type]
    flat = [codes.setdefault(word, len(codes)) for one in tokens for word in one]
    return list(codes), np.array(flat, np.int32), np.array([len(one) for one in tokens])


def _cut_parallel(
    blocks: list[list[str]], engine: str, known: tuple[object, ...], jobs: int
) -> list[list[str]]:
    from joblib import Parallel, delayed

    answers = Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_cut_compact)(block, engine, *known) for block in blocks
    )
    shared: dict[str, str] = {}
    tokens = []
    for words, flat, lengths in answers:
        words = np.array([shared.setdefault(word, word) for word in words], dtype=object)
        ends = np.cumsum(lengths)
        tokens += [words[flat[e - n : e]].tolist() for e, n in zip(ends, lengths)]
    return tokens
