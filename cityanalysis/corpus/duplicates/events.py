"""Events: items of one city within a week whose words say that they report one happening."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cityanalysis.corpus.duplicates.duplicate_candidates import fold_texts
from cityanalysis.corpus.duplicates.near_duplicates import components
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["find_events", "join_clusters"]

Integers = NDArray[np.int64]

# Characters of a text that say what it is about: the head of a news item.
_HEAD = 600
# Character pairs go into so many bins; Chinese news use some 300,000 different ones.
_BINS = 1 << 20
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BLOCK = 2_000  # texts whose pairs are counted at a time, at some 40 KB each
# Average likeness to the items of an event, from which an item joins it. Tuned on half of 63
# events of broadcast news (tests/corpus/duplicates/test_events.py); on the other half, and in
# corpora from 300 to 16,000 items, precision and recall are both about .9 or above.
_ALIKE = 0.04
# Windows from the first item of an event to its last. What is told day by day for months (bulletins
# on an epidemic) is a series: counted as one event it would weigh as one item, and so it counts
# again each four weeks. Of 151 events of 2021 and 2022, two are longer.
_LONGEST = 4


def find_events(articles: pd.DataFrame, cities: pd.DataFrame, *, window: int = 7) -> pd.Series:
    """Event of each article: what happened once counts once, however often it is reported.

    Items of one city, in the order of their dates, join the event of the last days that they are
    most alike, or begin one of their own. An event lasts four times `window` at most: what is told
    for longer, such as daily bulletins, counts again as often. Texts are alike if they share rare
    pairs of characters: names, figures, terms that few other texts have. Items without a date or
    a city stand alone.

    Parameters
    ----------
    articles : pandas.DataFrame
        ``doc_id``, ``date``, ``text`` and where present ``title``.
    cities : pandas.DataFrame
        ``doc_id``, ``city``: the cities that articles belong to.
    window : int
        Days from one item of an event to the next.

    Returns
    -------
    pandas.Series
        Event id, indexed by ``doc_id``: the first item's ``doc_id``.

    Raises
    ------
    UsageError
        Where `window` is negative.

    Examples
    --------
    >>> articles = pd.DataFrame({
    ...     "doc_id": ["a", "b", "c"], "date": pd.to_datetime(["2020-05-01"] * 3),
    ...     "text": ["城南老桥今晨垮塌，两车落水", "城南老桥垮塌：两车已捞起", "学生运动会开幕"]})
    >>> cities = pd.DataFrame({"doc_id": ["a", "b", "c"], "city": "聊城"})
    >>> find_events(articles, cities).tolist()
    ['a', 'a', 'c']
    """
    if window < 0:
        raise UsageError(f"`window` must be a number of days, 0 or more; got {window}.")
    ids = pd.Index(articles[Articles.doc_id], name=Articles.doc_id)
    days = pd.to_datetime(articles[Articles.date]).to_numpy("datetime64[D]")
    known = cities[[Cities.doc_id, Cities.city]].drop_duplicates()
    row = ids.get_indexer(pd.Index(known[Cities.doc_id]))
    dated = (row >= 0) & ~np.isnat(days[np.maximum(row, 0)])
    row, city = row[dated].astype(np.int64), known[Cities.city].to_numpy(dtype=object)[dated]
    if not len(row):
        return _named(np.arange(len(ids)), ids)
    used, place = np.unique(row, return_inverse=True)
    words = _rare_pairs(articles.iloc[used])
    day = days.astype(np.int64)
    links = [
        _links(members[np.lexsort((members, day[used[members]]))], words, day[used], window)
        for members in _groups(place.astype(np.int64), city)
    ]
    first = used[np.concatenate([a for a, _ in links])]
    second = used[np.concatenate([b for _, b in links])]
    return _named(components(len(ids), (first, second)), ids)


def join_clusters(cluster: pd.Series, events: pd.Series) -> pd.Series:
    """Clusters that are joined where an event reaches into two of them.

    Parameters
    ----------
    cluster, events : pandas.Series
        doc_id → id; articles that `events` does not know stay where they are.

    Returns
    -------
    pandas.Series
        As `cluster`, each id being that of the first of the joined clusters.

    Examples
    --------
    >>> cluster = pd.Series({"a": "a", "b": "b", "c": "b", "d": "d"})
    >>> join_clusters(cluster, pd.Series({"a": "e", "b": "e"})).tolist()
    ['a', 'a', 'a', 'd']
    """
    event = events.reindex(cluster.index)
    own, names = pd.factorize(cluster)
    has = event.notna().to_numpy()
    code = pd.factorize(event[has])[0] + len(names)
    n = len(names) + int(code.max(initial=-1)) + 1
    label = components(n, (own[has], code))[own]
    return pd.Series(
        cluster.groupby(label).transform("first").to_numpy(), cluster.index, name=cluster.name
    ).astype(cluster.dtype)


def _named(label: Integers, ids: pd.Index) -> pd.Series:
    """The first member's id for every row."""
    first = pd.Series(np.arange(len(label))).groupby(label).transform("first").to_numpy()
    return pd.Series(ids.to_numpy()[first], index=ids, name="event", dtype=ids.dtype)


def _groups(place: Integers, city: NDArray[np.object_]) -> list[Integers]:
    """Rows of each city, cities in the order of their names."""
    code, _ = pd.factorize(city, sort=True)
    order = np.argsort(code, kind="stable")
    return np.split(place[order], np.flatnonzero(np.diff(code[order])) + 1)


def _rare_pairs(articles: pd.DataFrame) -> "sparse.csr_array":
    """Rows of unit length: pairs of characters, weighted by the square of their rarity."""
    from scipy import sparse

    title = articles[Articles.title].fillna("") if Articles.title in articles else ""
    heads = (title + "\n" + articles[Articles.text].fillna("")).str.slice(0, _HEAD).array
    blocks = [_pairs(heads[at : at + _BLOCK]) for at in range(0, len(heads), _BLOCK)]
    n_texts = sum(np.bincount(block.indices, minlength=_BINS) for block in blocks)
    # A pair of one text joins it to no other, but says how much of it is its own.
    rarity = np.log(len(articles) / np.maximum(n_texts, 1)).astype(np.float32)
    seen = np.where(n_texts > 1, rarity**2, 0.0).astype(np.float32)
    return sparse.csr_array(sparse.vstack([_unit_rows(block, seen) for block in blocks], "csr"))


def _pairs(texts: Any) -> "sparse.csr_array":
    """How often each text has each pair of characters."""
    from scipy import sparse

    folded = fold_texts(texts)
    codes = folded.codes.astype(np.uint64)
    mixed = (codes[:-1] * np.uint64(0x10000) + codes[1:]) * _PRIME
    # The pair across the end of a text belongs to none.
    inside = np.ones(len(mixed), dtype=bool)
    ends = folded.starts[1:-1] - 1
    inside[ends[(ends >= 0) & (ends < len(mixed))]] = False
    owner = np.repeat(np.arange(len(folded.lengths)), folded.lengths)[: len(mixed)]
    bins = (mixed >> np.uint64(44)).astype(np.int64)
    ones = np.ones(int(inside.sum()), dtype=np.float32)
    shape = (len(texts), _BINS)
    counts = sparse.csr_array((ones, (owner[inside], bins[inside])), shape=shape)
    counts.sum_duplicates()
    return counts


def _unit_rows(counts: "sparse.csr_array", seen: NDArray[np.float32]) -> "sparse.csr_array":
    """Counts, which are changed, as rows of unit length of the pairs that more texts have."""
    from scipy import sparse

    counts.data = (1 + np.log(counts.data)) * seen[counts.indices]
    counts.eliminate_zeros()
    length = np.sqrt(counts.multiply(counts).sum(axis=1))
    scale = 1 / np.where(length > 0, length, 1)
    return sparse.csr_array(sparse.diags_array(scale.astype(np.float32)) @ counts)


def _links(
    members: Integers, words: "sparse.csr_array", day: Integers, window: int
) -> tuple[Integers, Integers]:
    """Links from each item of a city to the first of its event; `members` by date."""
    own = words[members]
    starts = np.searchsorted(day[members], day[members] - window)
    event = np.arange(len(members))
    for i in range(1, len(members)):
        recent = np.arange(int(starts[i]), i)
        began = day[members[event[recent]]]
        recent = recent[day[members[i]] - began <= _LONGEST * window]
        if not len(recent):
            continue
        likeness = np.asarray((own[recent] @ own[[i]].T).todense()).ravel()
        kinds, code = np.unique(event[recent], return_inverse=True)
        mean = np.bincount(code, weights=likeness) / np.bincount(code)
        best = int(mean.argmax())
        # Rounded, so that the last bit of a sum does not decide between two events.
        if round(float(mean[best]), 6) >= _ALIKE:
            event[i] = kinds[best]
    return members, members[event]
