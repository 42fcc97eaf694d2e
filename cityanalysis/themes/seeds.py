"""Where seed words stand in the articles, and which of them are to be trusted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from cityanalysis.themes.lexicon import Theme

__all__ = ["find_seeds", "vet_seeds"]

_FIELDS = ("title", "text")
_HIT_COLUMNS = ("doc_id", "theme", "seed", "field", "start", "end")
_VETTED_FROM = 100  # documents; below that shares and lifts are too noisy to drop a seed
_MAX_SHARE = 0.35
_MIN_LIFT = 1.5

_Hit = tuple[str, str, int, int]


class _SeedFinder:
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
    themes they belong to. A seed inside one of its theme's `exclude` contexts does not count.

    Parameters
    ----------
    articles : DataFrame
        ``doc_id``, ``text`` and, where there is one, ``title``.
    themes : sequence of Theme

    Returns
    -------
    DataFrame
        ``doc_id``, ``theme``, ``seed``, ``field`` (title or text), ``start`` and ``end``
        (characters of that field), in order of the articles, titles first.

    Examples
    --------
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "进出口"), exclude=("外贸路",))]
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["外贸路上，外贸企业进出口增长"]})
    >>> find_seeds(articles, themes)
      doc_id  theme seed field  start  end
    0      a  trade   外贸  text      5    7
    1      a  trade  进出口  text      9   12
    """
    find = _SeedFinder(themes)
    fields = [field for field in _FIELDS if field in articles]
    columns = [articles[field].fillna("").tolist() for field in fields]
    rows = [
        (doc_id, theme, seed, field, start, end)
        for doc_id, *texts in zip(articles["doc_id"].tolist(), *columns)
        for field, text in zip(fields, texts)
        for theme, seed, start, end in find(text)
    ]
    hits = pd.DataFrame(rows, columns=list(_HIT_COLUMNS))
    if hits.empty:
        types = dict.fromkeys(_HIT_COLUMNS[:4], "str") | {"start": "int64", "end": "int64"}
        hits = hits.astype(types)
    return hits


def vet_seeds(hits: pd.DataFrame, themes: Sequence[Theme], n_documents: int) -> pd.DataFrame:
    """Which seeds say something about their theme in this corpus.

    A seed is doubted that stands in more than 35 % of the documents, or that keeps no company
    with its theme's other seeds: ``P(seed, sibling) / (P(seed) P(sibling))``, averaged over the
    siblings, under 1.5. Doubted seeds are dropped from 100 documents on; below that the counts
    are too small to drop a word for.

    Parameters
    ----------
    hits : DataFrame
        As `find_seeds` gives them.
    themes : sequence of Theme
    n_documents : int
        Documents of the corpus, with and without hits.

    Returns
    -------
    DataFrame
        ``theme``, ``seed``, ``n_hits``, ``n_documents``, ``share``, ``lift`` (NaN without
        siblings in the corpus), ``doubt`` ("", "absent", "too_common" or "no_company") and
        ``dropped``: a row for each seed.

    Examples
    --------
    >>> themes = [Theme("trade", "外贸", "Trade", ("外贸", "进出口", "口岸"))]
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "text": ["外贸进出口", "天气"]})
    >>> vet_seeds(find_seeds(articles, themes), themes, 2)[["seed", "share", "lift", "doubt"]]
      seed  share  lift       doubt
    0   外贸    0.5   2.0  too_common
    1  进出口    0.5   2.0  too_common
    2   口岸    0.0   NaN      absent
    """
    rows = []
    by_theme = dict(list(hits.groupby("theme"))) if len(hits) else {}
    for theme in themes:
        own = by_theme.get(theme.id, hits.iloc[:0])
        n_hits = own["seed"].value_counts()
        shares, lifts = _company(own, theme.seeds, max(n_documents, 1))
        for seed, share, lift in zip(theme.seeds, shares, lifts):
            doubt = _doubt(share, lift)
            dropped = doubt in ("too_common", "no_company") and n_documents >= _VETTED_FROM
            documents = round(share * max(n_documents, 1))
            hit = int(n_hits.get(seed, 0))
            rows.append((theme.id, seed, hit, documents, share, lift, doubt, dropped))
    names = ["theme", "seed", "n_hits", "n_documents", "share", "lift", "doubt", "dropped"]
    return pd.DataFrame(rows, columns=names)


def _company(
    hits: pd.DataFrame, seeds: tuple[str, ...], n_documents: int
) -> tuple[np.ndarray, np.ndarray]:
    """Share of documents with each seed, and its mean lift to the theme's other seeds."""
    pairs = hits[["doc_id", "seed"]].drop_duplicates()
    rows, documents = pd.factorize(pairs["doc_id"])
    columns = pd.Index(seeds).get_indexer(pd.Index(pairs["seed"]))
    shape = (max(len(documents), 1), len(seeds))
    has = sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=shape)
    together = (has.T @ has).toarray() / n_documents
    shares = together.diagonal()
    with np.errstate(divide="ignore", invalid="ignore"):
        lifts = together / np.outer(shares, shares)
    np.fill_diagonal(lifts, np.nan)
    known = np.isfinite(lifts)
    total = np.where(known, lifts, 0).sum(axis=1)
    mean = np.divide(total, known.sum(axis=1), out=np.full(len(seeds), np.nan), where=known.any(1))
    return shares, mean


def _doubt(share: float, lift: float) -> str:
    if share == 0:
        return "absent"
    if share > _MAX_SHARE:
        return "too_common"
    return "no_company" if lift < _MIN_LIFT else ""
