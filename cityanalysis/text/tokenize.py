"""Articles to lists of words, the same whichever engine and however many processes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cityanalysis.text.engines import engine_name, make_segmenter
from cityanalysis.text.names import byline_names, introduced_names, packaged_words, place_names
from cityanalysis.text.stopwords import read_stopwords

__all__ = ["article_texts", "tokenize"]

_WORD = re.compile(r"[A-Za-z\u4e00-\u9fd5]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FIRST_MARK = 0xF0000
_BLOCK = 2_000_000  # characters that one process takes at a time


@dataclass(frozen=True, slots=True)
class _Cut:
    """A block of texts as numbers of words, and the names of persons met in it."""

    words: list[str]
    codes: np.ndarray
    lengths: np.ndarray
    persons: set[str]


class _Numbers(dict[str, int]):
    """Numbers of words, in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def article_texts(articles: pd.DataFrame) -> list[str]:
    """Headlines and body of each article, on lines of their own.

    Examples
    --------
    >>> article_texts(pd.DataFrame({"title": ["题", None], "text": ["文", "只有文"]}))
    ['题\\n文', '只有文']
    """
    columns = [c for c in ("title", "title_parts", "text") if c in articles]
    rows = zip(*(articles[column] for column in columns))
    return ["\n".join(line for cell in row for line in _lines(cell)) for row in rows]


def _lines(cell: object) -> list[str]:
    if isinstance(cell, str):
        return [cell] if cell else []
    return [part for part in cell if part] if isinstance(cell, list) else []


def tokenize(
    articles: pd.DataFrame,
    *,
    engine: str = "auto",
    dictionary: Iterable[str] = (),
    stopwords: Iterable[str] = ("general", "newspaper"),
    keep_names: bool = False,
    jobs: int = 1,
) -> pd.Series:
    """Words of each article, headlines first, in the order of the text.

    Words of the dictionary, and the seeds of the packaged themes, always stand as one token; the
    longest wins where several fit. Place names are known words too. Numbers and punctuation are
    left out, words of one character are not.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title``, ``title_parts``, ``byline``,
        ``correspondents``.
    engine : str
        ``auto``, ``rjieba`` or ``jieba``; the tokens are the same.
    dictionary : iterable of str
        Words that must not be cut, such as the seeds of themes of your own.
    stopwords : iterable of str
        Names of packaged lists whose words are dropped: see `read_stopwords`.
    keep_names : bool
        Whether names stay. By default names of places go, and names of persons that stand in a
        byline or after a word such as 市长, so that topics and distinctive words are about
        subjects and not about where an article comes from.
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
    engine = engine_name(engine)
    places = place_names()
    drop = set(read_stopwords(stopwords))
    forced = tuple(sorted({*packaged_words(), *dictionary} - {""}))
    known = (engine, tuple(sorted(places)), forced)
    blocks = _blocks(article_texts(articles))
    cuts = _cut_all(blocks, known, jobs)
    if not keep_names:
        drop |= places | byline_names(articles)
        drop = drop.union(*(cut.persons for cut in cuts)) - set(forced)
    tokens = [one for cut in cuts for one in _kept(cut, drop)]
    index = pd.Index(articles["doc_id"], name="doc_id")
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


def _cut_all(
    blocks: list[list[str]], known: tuple[str, tuple[str, ...], tuple[str, ...]], jobs: int
) -> list[_Cut]:
    if jobs == 1 or len(blocks) < 2:
        return [_cut_block(block, *known) for block in blocks]
    from joblib import Parallel, delayed

    tasks = (delayed(_cut_block)(block, *known) for block in blocks)
    return list(Parallel(n_jobs=min(jobs, len(blocks)))(tasks))


def _cut_block(
    texts: Sequence[str], engine: str, places: tuple[str, ...], forced: tuple[str, ...]
) -> _Cut:
    from ahocorasick_rs import AhoCorasick, MatchKind

    segmenter = make_segmenter(engine, places)
    marks = [chr(_FIRST_MARK + number) for number in range(len(forced))]
    numbers = _Numbers(zip(marks, range(len(marks))))
    finder = AhoCorasick(forced, matchkind=MatchKind.LeftmostLongest)
    flat: list[np.ndarray] = []
    for text in texts:
        text = _PRIVATE.sub(" ", text)
        text = _mark(text, finder.find_matches_as_indexes(text), marks)
        cut = segmenter.cut(text)
        flat.append(np.fromiter(map(numbers.__getitem__, cut), np.int32, len(cut)))
    words = [*forced, *list(numbers)[len(forced) :]]
    is_known = np.array([n < len(forced) or segmenter.knows(w) for n, w in enumerate(words)], bool)
    codes = np.concatenate([*flat, np.zeros(0, np.int32)])
    persons = introduced_names(words, codes, is_known)
    return _Cut(words, codes, np.array([len(one) for one in flat], dtype=np.int64), persons)


def _mark(text: str, matches: list[tuple[int, int, int]], marks: Sequence[str]) -> str:
    """Text with each match replaced by a character of its own, which no engine can cut."""
    parts: list[str] = []
    last = 0
    for number, start, end in matches:
        parts += text[last:start], marks[number]
        last = end
    parts.append(text[last:])
    return "".join(parts)


def _kept(cut: _Cut, drop: set[str]) -> list[list[str]]:
    """Words of each text of a block, without those to drop and what is no word."""
    keep = np.array([w not in drop and _WORD.search(w) is not None for w in cut.words], bool)
    kept = keep[cut.codes]
    words = np.array(cut.words, dtype=object)[cut.codes[kept]]
    before = np.concatenate([[0], np.cumsum(kept)])
    ends = before[np.cumsum(cut.lengths)]
    starts = np.concatenate([[0], ends[:-1]])
    return [words[start:end].tolist() for start, end in zip(starts, ends)]
