"""Articles to lists of words, the same whichever engine and however many processes."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cityanalysis._typing import TokenizerEngine
from cityanalysis.corpus import points_of
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles
from cityanalysis.text.name_words import byline_names, introduced_names, packaged_words, place_names
from cityanalysis.text.segmenters import (
    MARKS_FROM,
    engine_name,
    is_private,
    make_segmenter,
    separated,
    string_of,
)
from cityanalysis.text.stopwords import read_stopwords

__all__ = ["CutTexts", "WordChoice", "article_texts", "choose_words", "cut_texts", "tokenize"]

_WORD = re.compile(r"[A-Za-z\u4e00-\u9fd5]")
_MARK = re.compile("[\U000f0000-\U0010ffff]")
_TEXT_END = chr(MARKS_FROM)  # stands behind each text while many are cut together
_Known = tuple[TokenizerEngine, tuple[str, ...], tuple[str, ...]]

_SMALL = 50_000  # bytes of words, above which a full table of transitions takes too much memory
_MOST_WORDS = sys.maxunicode - MARKS_FROM  # each is marked by a character of its own
_BLOCK = 2_000_000  # characters that one process takes at a time
_BATCH = 20_000  # characters that are cut at a time: they fit the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class WordChoice:
    """Which words stay: none of `drop`, and no mark or number unless somebody made it a word."""

    drop: frozenset[str]
    forced: frozenset[str]

    def __call__(self, word: str) -> bool:
        return word not in self.drop and (word in self.forced or bool(_WORD.search(word)))


@dataclass(frozen=True, slots=True, eq=False)
class CutTexts:
    """Texts cut into words, before any is dropped.

    Attributes
    ----------
    words : list of str
        Different words.
    codes : ndarray of int
        The texts, one after the other, as numbers of `words`.
    ends : ndarray of int
        Where in `codes` each text ends.
    persons : set of str
        Names of persons met in the texts.
    """

    words: list[str]
    codes: np.ndarray
    ends: np.ndarray
    persons: set[str]

    def kept(self, choice: WordChoice) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of the words that stay, and where among them each text ends."""
        keep = np.fromiter(map(choice, self.words), bool, len(self.words))
        kept = keep[self.codes]
        return self.codes[kept], np.concatenate([[0], np.cumsum(kept)])[self.ends]


def article_texts(articles: pd.DataFrame) -> list[str]:
    """Headlines and body of each article, on lines of their own.

    Examples
    --------
    >>> article_texts(pd.DataFrame({"title": ["题", None], "text": ["文", "只有文"]}))
    ['题\\n文', '只有文']
    """
    columns = [c for c in (Articles.title, Articles.title_parts, Articles.text) if c in articles]
    rows = zip(*(articles[column].tolist() for column in columns))
    return ["\n".join(line for cell in row for line in _lines(cell)) for row in rows]


def _lines(cell: object) -> list[str]:
    if isinstance(cell, str):
        return [cell] if cell else []
    return [part for part in cell if part] if isinstance(cell, list) else []


def tokenize(
    articles: pd.DataFrame,
    *,
    engine: TokenizerEngine = "auto",
    dictionary: Iterable[str] = (),
    stopwords: Iterable[str] = ("general", "newspaper"),
    keep_names: bool = False,
    jobs: int = 1,
) -> pd.Series:
    """Words of each article, headlines first, in the order of the text.

    Words of the dictionary, and the seeds of the packaged themes, always stand as one token; the
    longest wins where several fit. Place names are known words too. Other numbers and punctuation
    are left out, words of one character are not.

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
        Names of packaged lists, or paths of your own, whose words are dropped: see
        `read_stopwords`.
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
        Where the engine or a stopword list does not exist, or the dictionary is too large.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["企业加大研发投入，引进高层次人才。"]})
    >>> tokenize(articles)["a"]
    ['企业', '加大', '研发投入', '引进', '高层次人才']
    """
    cuts = _cut_all(_blocks(article_texts(articles), _BLOCK), _known(engine, dictionary), jobs)
    choice = choose_words(
        articles,
        set().union(*(cut.persons for cut in cuts)),
        dictionary=dictionary,
        stopwords=stopwords,
        keep_names=keep_names,
    )
    tokens = [one for cut in cuts for one in _kept(cut, choice)]
    index = pd.Index(articles[Articles.doc_id], name=Articles.doc_id)
    return pd.Series(tokens, index=index, dtype=object, name="tokens")


def cut_texts(
    articles: pd.DataFrame, *, engine: TokenizerEngine = "auto", dictionary: Iterable[str] = ()
) -> CutTexts:
    """The first half of `tokenize`, which knows nothing of other articles: all words, in order.

    Examples
    --------
    >>> cut = cut_texts(pd.DataFrame({"doc_id": ["a"], "text": ["企业研发外贸"]}))
    >>> [cut.words[code] for code in cut.codes[:3]]
    ['企业', '研发', '外贸']
    """
    return _cut_block(article_texts(articles), *_known(engine, dictionary))


def choose_words(
    articles: pd.DataFrame,
    persons: Iterable[str],
    *,
    dictionary: Iterable[str] = (),
    stopwords: Iterable[str] = ("general", "newspaper"),
    keep_names: bool = False,
) -> WordChoice:
    """Which words of cut texts `tokenize` keeps.

    Parameters
    ----------
    articles : DataFrame
        All of them, for their bylines.
    persons : iterable of str
        Those met in any of the articles.
    dictionary : iterable of str
        Words that must not be cut.
    stopwords : iterable of str
        Names or paths of the lists whose words are dropped.
    keep_names : bool
        Whether names of places and persons stay.
    """
    fixed = frozenset(_forced(dictionary))
    drop = frozenset(read_stopwords(stopwords))
    if not keep_names:
        drop = (drop | place_names() | byline_names(articles) | frozenset(persons)) - fixed
    return WordChoice(drop, fixed)


def _known(engine: TokenizerEngine, dictionary: Iterable[str]) -> _Known:
    """Engine, names of places and words that must not be cut."""
    return engine_name(engine), tuple(sorted(place_names())), _forced(dictionary)


def _forced(dictionary: Iterable[str]) -> tuple[str, ...]:
    words = {*packaged_words(), *dictionary}
    forced = tuple(sorted(word for word in words if word and not _MARK.search(word)))
    if len(forced) > _MOST_WORDS:
        raise UsageError(
            f"`dictionary` and the packaged words hold {len(forced):,} words; at most "
            f"{_MOST_WORDS:,} fit. Give only the words that the segmenter cuts wrongly."
        )
    return forced


def _blocks(texts: Sequence[str], characters: int) -> list[list[str]]:
    blocks: list[list[str]] = []
    size = characters
    for text in texts:
        if size >= characters:
            blocks.append([])
            size = 0
        blocks[-1].append(text)
        size += len(text)
    return blocks


def _cut_all(blocks: list[list[str]], known: _Known, jobs: int) -> list[CutTexts]:
    if jobs == 1 or len(blocks) < 2:
        return [_cut_block(block, *known) for block in blocks]
    from joblib import Parallel, delayed

    tasks = (delayed(_cut_block)(block, *known) for block in blocks)
    return list(Parallel(n_jobs=min(jobs, len(blocks)))(tasks))


def _cut_block(
    texts: Sequence[str], engine: TokenizerEngine, places: tuple[str, ...], forced: tuple[str, ...]
) -> CutTexts:
    import pyarrow as pa

    segmenter = make_segmenter(engine, places)
    finder = _finder(forced)
    batches = (string_of(separated(_marked(batch, finder))) for batch in _blocks(texts, _BATCH))
    cuts = [pa.array(segmenter.cut(batch), pa.string()) for batch in batches]
    # From here on texts are sequences of numbers, one per different word.
    every = pa.chunked_array(cuts, pa.string()).dictionary_encode().combine_chunks()
    codes, words = every.indices.to_numpy(), every.dictionary.to_pylist()
    ends = np.flatnonzero(codes == words.index(_TEXT_END)) + 1
    marked = {chr(MARKS_FROM + 1 + number): word for number, word in enumerate(forced)}
    words = [marked.get(word, word) for word in words]
    fixed = set(forced)
    persons = introduced_names(words, codes, lambda w: w in fixed or segmenter.knows(w))
    return CutTexts(words, codes, ends, persons)


def _finder(words: tuple[str, ...]) -> Any:
    """What finds the longest of the words from left to right, in bytes of UTF-8.

    Given a str, it would first list the place of every byte, which takes as long as the search.
    """
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

    patterns = [word.encode() for word in words]
    # A full table of transitions is the fastest, and for tens of thousands of words too large.
    small = sum(map(len, patterns)) < _SMALL
    chosen = Implementation.DFA if small else None
    return BytesAhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=chosen)


def _marked(texts: Sequence[str], finder: Any) -> np.ndarray:
    """Code points of the texts, a mark after each; words that must not be cut as marks too."""
    points = points_of("".join(text + "\n" for text in texts))
    points = np.where(is_private(points), ord(" "), points).astype(np.uint32)
    points[np.cumsum([len(text) + 1 for text in texts], dtype=np.int64) - 1] = MARKS_FROM
    found = finder.find_matches_as_indexes(string_of(points).encode())
    numbers, *at = np.array(found, dtype=np.int64).reshape(-1, 3).T
    byte_ends = np.cumsum(1 + (points > 0x7F) + (points > 0x7FF) + (points > 0xFFFF))
    starts, ends = np.searchsorted(byte_ends, at, "right")
    points[starts] = MARKS_FROM + 1 + numbers
    inside = np.zeros(len(points) + 1, dtype=np.int8)
    inside[starts + 1] += 1
    inside[ends] -= 1
    return np.asarray(points[np.cumsum(inside[:-1], dtype=np.int8) == 0])


def _kept(cut: CutTexts, choice: WordChoice) -> list[list[str]]:
    """Words of each text that stay."""
    codes, ends = cut.kept(choice)
    words = np.array(cut.words, dtype=object)[codes]
    starts = np.concatenate([[0], ends[:-1]])
    return [words[start:end].tolist() for start, end in zip(starts, ends)]
