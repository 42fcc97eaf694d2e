"""Where seed words stand in the articles, and which of them are to be trusted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.frames import Articles, Hits
from cityanalysis.text import sentences
from cityanalysis.themes.lexicon import Theme
from cityanalysis.themes.not_evidence import speaks

__all__ = ["SeedFinder", "find_seeds", "vet_seeds"]

_FIELDS = ("title", "title_parts", "text")
_HIT_COLUMNS = ("doc_id", "theme", "seed", "field", "start", "end")
_VETTED_FROM = 100  # documents; below that shares and lifts are too noisy to drop a seed
_MAX_SHARE = 0.35  # of the documents; a word of more says little of one theme
_MIN_LIFT = 1.5  # times as often beside its theme's other seeds as by chance; 1 is chance
_FOUND_OFTEN = 10  # documents; which words stand beside a rarer seed is chance
_PIECE = 600  # characters: about two paragraphs

_Hit = tuple[str, str, int, int]


class SeedFinder:
    """One automaton for all seeds, one for all contexts in which they do not count."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._themes = _owners(themes, "seeds")
        self._contexts = _owners(themes, "exclude")
        self._find_seeds = _automaton(tuple(self._themes), longest=True)
        self._find_contexts = _automaton(tuple(self._contexts), longest=False)

    def __call__(self, text: str) -> Iterator[_Hit]:
        shadows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for context, start, end in self._find_contexts(text):
            for theme in self._contexts[context]:
                shadows[theme].append((start, end))
        for seed, start, end in self._find_seeds(text):
            for theme in self._themes[seed]:
                if not any(a <= start and end <= b for a, b in shadows.get(theme, ())):
                    yield theme, seed, start, end


def _owners(themes: Sequence[Theme], words: str) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for theme in themes:
        for word in getattr(theme, words):
            owners[word].append(theme.id)
    return owners


def _automaton(
    words: tuple[str, ...], *, longest: bool
) -> Callable[[str], Iterable[tuple[str, int, int]]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    if not words:
        return lambda text: ()
    kind = MatchKind.LeftmostLongest if longest else MatchKind.Standard
    finder = AhoCorasick(words, matchkind=kind)

    def find(text: str) -> Iterator[tuple[str, int, int]]:
        matches = finder.find_matches_as_indexes(text, overlapping=not longest)
        return ((words[number], start, end) for number, start, end in matches)

    return find


def find_seeds(articles: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """Find every seed of every theme in titles and texts.

    Of seeds that overlap, the one that starts first counts, and of those the longest, whichever
    themes they belong to. A seed inside one of its theme's `exclude` contexts does not count, nor
    one that is part of other words, of an organ's name or of a list of many things.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there are any, ``title`` and ``title_parts``.
    themes : sequence of Theme
        As `read_themes` gives them.

    Returns
    -------
    DataFrame
        ``doc_id``, ``theme``, ``seed``, ``field`` (title, title_parts or text), ``start`` and
        ``end`` (characters of that field; of title_parts, its parts joined by newlines), in order
        of the articles, titles first.

    Examples
    --------
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "进出口"), exclude=("外贸路",))]
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["外贸路上，外贸企业进出口增长"]})
    >>> find_seeds(articles, themes)
      doc_id  theme seed field  start  end
    0      a  trade   外贸  text      5    7
    1      a  trade  进出口  text      9   12
    """
    find = SeedFinder(themes)
    fields = [field for field in _FIELDS if field in articles]
    columns = [_lines(articles[field]) for field in fields]
    rows = [
        (doc_id, theme, seed, field, start, end)
        for doc_id, *texts in zip(articles[Articles.doc_id].tolist(), *columns)
        for field, text in zip(fields, texts)
        for theme, seed, start, end in _telling(text, list(find(text)))
    ]
    hits = pd.DataFrame(rows, columns=list(_HIT_COLUMNS))
    if hits.empty:
        types = dict.fromkeys(_HIT_COLUMNS[:4], "str") | {"start": "int64", "end": "int64"}
        hits = hits.astype(types)
    return hits


def _telling(text: str, hits: list[_Hit]) -> list[_Hit]:
    """The hits that are evidence (`speaks`), judged sentence by sentence."""
    told: list[_Hit] = []
    for sentence in sentences(text) if hits else ():
        at, end = sentence.start, sentence.end
        own = [hit for hit in hits if at <= hit[2] and hit[3] <= end]
        inside = [(theme, seed, a - at, b - at) for theme, seed, a, b in own]
        told += [hit for hit, is_told in zip(own, speaks(sentence.text, inside)) if is_told]
    return told


def _lines(column: pd.Series) -> list[str]:
    """Texts of a column; the lines of one that holds lists."""
    return [
        cell if isinstance(cell, str) else "\n".join(cell) if isinstance(cell, list) else ""
        for cell in column
    ]


def vet_seeds(hits: pd.DataFrame, themes: Sequence[Theme], n_documents: int) -> pd.DataFrame:
    """Which seeds say something about their theme in this corpus.

    A seed is doubted where it stands in more than 35 % of the documents, or where it stands in ten
    or more and is hardly more often found beside its theme's other seeds than chance has it:
    ``P(seed, sibling) / (P(seed) P(sibling))``, averaged over the siblings by how often they would
    meet by chance, is under 1.5. A document of many pages has a bit of every theme, so long texts
    are looked at in pieces of 600 characters. Doubted seeds are dropped from 100 documents on;
    below that the counts are too small to drop a word for.

    Parameters
    ----------
    hits : DataFrame
        As `find_seeds` gives them; without ``start``, documents are taken whole.
    themes : sequence of Theme
        As `read_themes` gives them.
    n_documents : int
        Documents of the corpus, with and without hits.

    Returns
    -------
    DataFrame
        ``theme``, ``seed``, ``n_hits``, ``n_documents`` (or pieces of them), ``share``, ``lift``
        (NaN without siblings in the corpus), ``doubt`` ("", "absent", "too_common" or
        "no_company") and ``dropped``: a row for each seed.

    Examples
    --------
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "进出口", "口岸"))]
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "text": ["外贸进出口", "晴", "阴", "雨"]})
    >>> vet_seeds(find_seeds(articles, themes), themes, 4)[["seed", "share", "lift", "doubt"]]
      seed  share  lift   doubt
    0   外贸   0.25   4.0
    1  进出口   0.25   4.0
    2   口岸   0.00   NaN  absent
    """
    units, n_units = _pieces(hits, n_documents)
    rows = []
    own = hits.groupby(Hits.theme).indices
    for theme in themes:
        at = own.get(theme.id, np.zeros(0, dtype=np.int64))
        n_hits, documents, lifts = _company(
            units[at], hits[Hits.seed].iloc[at], theme.seeds, n_units
        )
        for seed, hit, n_found, lift in zip(theme.seeds, n_hits, documents, lifts):
            share = n_found / n_units
            doubt = _doubt(n_found, share, lift)
            dropped = doubt == "no_company" and n_documents >= _VETTED_FROM
            rows.append((theme.id, seed, int(hit), int(n_found), share, lift, doubt, dropped))
    names = [Hits.theme, Hits.seed, "n_hits", "n_documents", "share", "lift", "doubt", "dropped"]
    return pd.DataFrame(rows, columns=names)


def _pieces(hits: pd.DataFrame, n_documents: int) -> tuple[np.ndarray, int]:
    """Number of the piece of text that each hit stands in, and how many pieces there are."""
    documents, ids = pd.factorize(hits[Hits.doc_id])
    piece = np.zeros(len(hits), dtype=np.int64)
    if Hits.start in hits:
        piece = np.where(hits[Hits.field] == "text", hits[Hits.start].to_numpy(int) // _PIECE, 0)
    # The last hit stands near a text's end, near enough for the number of its pieces.
    last = np.zeros(len(ids), dtype=np.int64)
    np.maximum.at(last, documents, piece)
    first = np.concatenate([[0], np.cumsum(last + 1)])
    return first[documents] + piece, max(int(first[-1]) + n_documents - len(ids), 1)


def _company(
    units: np.ndarray, found: pd.Series, seeds: tuple[str, ...], n_units: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hits and units of each seed, and its lift to the theme's other seeds."""
    columns = pd.Index(seeds, dtype=object).get_indexer(pd.Index(found, dtype=object))
    rows = np.unique(units, return_inverse=True)[1]
    shape = (len(units) + 1, len(seeds))
    counts = sparse.csr_array((np.ones(len(units)), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    n_hits = np.asarray(counts.sum(axis=0)).ravel()
    counts.data[:] = 1
    together = (counts.T @ counts).toarray()
    documents = together.diagonal().copy()
    np.fill_diagonal(together, 0)
    return n_hits, documents, _lifts(together, documents, n_units)


def _lifts(together: np.ndarray, documents: np.ndarray, n_units: int) -> np.ndarray:
    """Lift of each seed to its trusted siblings; the one with least is distrusted first.

    If all were judged at once, a few words that stand everywhere would make good ones look bad.
    """
    trusted = (documents > 0) & (documents <= _MAX_SHARE * n_units)
    while True:
        beside = trusted[None, :] & ~np.eye(len(documents), dtype=bool)
        expected = (beside * documents).sum(axis=1) * documents / n_units
        met = (beside * together).sum(axis=1)
        lifts = np.full(len(documents), np.nan)
        np.divide(met, expected, out=lifts, where=expected > 0)
        weak = trusted & (documents >= _FOUND_OFTEN) & (lifts < _MIN_LIFT)
        if not weak.any():
            return lifts
        trusted[np.flatnonzero(weak)[np.argmin(lifts[weak])]] = False


def _doubt(n_found: float, share: float, lift: float) -> str:
    if not n_found:
        return "absent"
    if share > _MAX_SHARE:
        return "too_common"
    return "no_company" if n_found >= _FOUND_OFTEN and lift < _MIN_LIFT else ""
