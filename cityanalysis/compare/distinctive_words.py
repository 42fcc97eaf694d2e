"""Words that set a city apart from the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from cityanalysis._typing import KeynessMeasure, check_choice
from cityanalysis.compare.aligned import (
    Cells,
    Floats,
    Integers,
    align,
    blocks,
    cells,
    row_labels,
)
from cityanalysis.compare.resample import check_count, permuted_cities
from cityanalysis.errors import UsageError
from cityanalysis.frames import Cities, Keyness, Mentions
from cityanalysis.text import DocumentTermMatrix, class_rarity, rarity

__all__ = ["MEASURES", "keyness", "own_names"]

# The prior is worth so many tokens of the whole corpus.
_PRIOR_TOKENS = 500.0
# A word of a single story is not characteristic of a city.
_MIN_CLUSTERS = 2
_SUFFIXES = ("", "省", "市", "区", "县", "州")
_BINS = 8192
# Shuffled statistics are kept in single precision; so far two of them count as equal.
_SINGLE = 1e-4
_AT_ONCE = 400_000  # cells of city and term: a block of them fits into the processor's cache
# Of z²: below, no word differs between cities.
_NOTHING = 1e-6
# Words within this many standard errors of the others cannot be told from them.
_LEAST_Z = 1.5


@dataclass(frozen=True, slots=True)
class _Words:
    """Counts of the tested terms in each cell, and what stays the same over permutations."""

    units: Cells
    counts: sparse.csr_array
    length: Floats
    terms: Integers
    total: Floats
    prior: Floats
    burst: NDArray[np.float32]

    def by_city(self, city: sparse.csr_array) -> tuple[Floats, Floats]:
        """Counts (n_cities, n_terms) and tokens (n_cities,) under an assignment of cells."""
        return (city @ self.counts).toarray().astype(np.float64), city @ self.length


def keyness(
    dtm: DocumentTermMatrix,
    cities: pd.DataFrame,
    *,
    cluster: pd.Series | None = None,
    strata: pd.Series | None = None,
    measure: KeynessMeasure = "log_odds",
    exclude: Collection[str] = (),
    top: int | None = 100,
    n_permutations: int = 99,
    seed: int = 0,
) -> pd.DataFrame:
    """Terms that each city uses more, or less, than the other cities together.

    Parameters
    ----------
    dtm : DocumentTermMatrix
        Counts, not weighted.
    cities : DataFrame
        `doc_id`, `city`, and where present `code` and `weight`.
    cluster : Series, optional
        doc_id → cluster id; terms repeated within a cluster are no independent evidence.
    strata : Series, optional
        doc_id → stratum (publication and period); clusters only change places within theirs, so
        that a word of one paper is no word of the city that it writes of most.
    measure : {"log_odds", "tfidf", "ctfidf"}
        What orders the terms: `z` in both directions, or one of two weights that only know
        over-use. The other columns stay the same.
    exclude : collection of str
        Terms that are not reported: boilerplate, or the cities' own names (`own_names`).
    top : int or None
        So many terms per city and direction; None gives all.
    n_permutations : int
        Random arrangements of the clusters, from which p is counted.
    seed : int
        Of the random draws: one seed always gives the same numbers.

    Returns
    -------
    DataFrame
        `city`, `term`, `log_odds` (natural, shrunken to the corpus), `z` (orders words; it is
        no p-value), `p_value` (cluster permutation), `q_value` (false discoveries among terms
        as extreme, over all cities; 1 where a single cluster of the city uses the term more),
        `n_target`, `n_reference` (occurrences), `score` (the
        measure); ordered by city and falling score. Terms found in one cluster only are left
        out; with fewer than two cities there is nothing to compare and the frame is empty.

    References
    ----------
    Monroe, Colaresi & Quinn 2008, Political Analysis 16; Tusher, Tibshirani & Chu 2001, PNAS 98
    (false discoveries by permutation); Grootendorst 2022, arXiv:2203.05794 (c-TF-IDF).

    Examples
    --------
    >>> from cityanalysis.text import count_terms
    >>> tokens = pd.Series({"a": ["水利", "水利", "会议"], "b": ["水利", "会议"],
    ...                     "c": ["外贸", "会议"], "d": ["外贸", "外贸"]})
    >>> cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["聊城"] * 2 + ["德州"] * 2})
    >>> keyness(count_terms(tokens), cities).groupby("city")["term"].first().to_dict()
    {'德州': '外贸', '聊城': '水利'}
    """
    _check(dtm, measure, top)
    check_count("n_permutations", n_permutations)
    sample = align(pd.DataFrame(index=pd.Index(dtm.doc_ids)), cities, cluster)
    stratum = row_labels(sample, strata, pd.Index(dtm.doc_ids))
    words = _prepare(dtm, cells(sample, stratum), sample.document, sample.weight)
    if len(np.unique(words.units.city)) < 2 or not len(words.terms):
        return Keyness.empty()
    counts, tokens = words.by_city(words.units.by_city())
    log_odds, z = _log_odds(counts, tokens, words.prior)
    p, q = _permute(words, n_permutations, seed)
    score = MEASURES[measure](counts, tokens, z)
    table = {
        Keyness.log_odds: log_odds,
        Keyness.z: z,
        Keyness.p_value: p,
        Keyness.q_value: q,
        Keyness.n_target: counts,
    }
    table |= {Keyness.n_reference: counts.sum(axis=0) - counts, Keyness.score: score}
    vocabulary = np.array(dtm.vocabulary, dtype=object)[words.terms]
    allowed = ~np.isin(vocabulary, np.array(sorted(exclude), dtype=object))
    chosen = [
        (city, _order(score[city], allowed, top, both=measure == "log_odds"))
        for city in np.unique(words.units.city)
    ]
    return _frame(sample.cities, vocabulary, table, chosen)


def own_names(cities: pd.DataFrame, terms: Iterable[str] = ()) -> frozenset[str]:
    """Names of the cities themselves and of the places that put articles there.

    To be left out of distinctive words, which would otherwise say that 聊城 is known for 聊城.

    Parameters
    ----------
    cities : DataFrame
        `city`, and where present `evidence` (lists of dicts with `surface`).
    terms : iterable of str
        Of these, all that hold the name of a city are taken too: 聊城港.

    Examples
    --------
    >>> frame = pd.DataFrame({"city": ["聊城"], "evidence": [[{"surface": "东昌府区"}]]})
    >>> sorted(own_names(frame) & {"聊城", "聊城市", "东昌府", "东昌府区", "会议"})
    ['东昌府', '东昌府区', '聊城', '聊城市']
    >>> sorted(own_names(frame, ["聊城港", "港口"]) & {"聊城港", "港口"})
    ['聊城港']
    """
    named = set(map(str, cities[Cities.city].dropna().unique()))
    found = set(named)
    evidence: Iterable[object] = cities.get(Cities.evidence, ())
    for items in evidence:
        if isinstance(items, list | tuple | np.ndarray):
            found.update(
                str(item[Mentions.surface]) for item in items if item.get(Mentions.surface)
            )
    stems = {name[:-1] for name in found if len(name) > 2 and name.endswith(_SUFFIXES[1:])}
    every = frozenset(stem + suffix for stem in found | stems for suffix in _SUFFIXES)
    cores = {name[:-1] if name[:-1] in stems else name for name in named}
    held = re.compile(
        "|".join(re.escape(core) for core in sorted(cores) if len(core) > 1) or "(?!)"
    )
    return every | {term for term in terms if held.search(term)}


def _by_z(counts: Floats, tokens: Floats, z: Floats) -> Floats:
    return z


def _tfidf(counts: Floats, tokens: Floats, z: Floats) -> Floats:
    """Share of the city's tokens times log of cities over cities that use the term, smoothed."""
    used = (counts > 0).sum(axis=0)
    n_cities = int(np.count_nonzero(tokens))
    return np.asarray(_shares(counts, tokens) * (rarity(n_cities, used) + 1))


def _ctfidf(counts: Floats, tokens: Floats, z: Floats) -> Floats:
    """Share of the city's tokens times log(1 + average tokens per city / the term's count)."""
    average = tokens.sum() / max(np.count_nonzero(tokens), 1)
    return np.asarray(_shares(counts, tokens) * class_rarity(average, counts.sum(axis=0)))


MEASURES: dict[KeynessMeasure, Callable[..., Floats]] = {
    "log_odds": _by_z,
    "tfidf": _tfidf,
    "ctfidf": _ctfidf,
}


def _shares(counts: Floats, tokens: Floats) -> Floats:
    return counts / np.where(tokens > 0, tokens, 1.0)[:, None]


def _prepare(dtm: DocumentTermMatrix, units: Cells, document: Integers, weight: Floats) -> _Words:
    rows = sparse.csr_array(dtm.counts)[document].astype(np.float64)
    rows = sparse.csr_array(sparse.diags_array(weight) @ rows)
    every = sparse.csr_array(units.member @ rows)
    length = np.asarray(every.sum(axis=1)).ravel()
    terms = np.flatnonzero(np.bincount(every.indices, minlength=dtm.n_terms) >= _MIN_CLUSTERS)
    counts = sparse.csr_array(every[:, terms])
    total = np.asarray(counts.sum(axis=0)).ravel()
    share = total / max(float(length.sum()), 1e-300)
    return _Words(
        units=units,
        counts=counts.astype(np.float32),
        length=length,
        terms=terms.astype(np.int64),
        total=total,
        prior=_PRIOR_TOKENS * share,
        burst=_burstiness(counts, length, share).astype(np.float32),
    )


def _burstiness(counts: sparse.csr_array, length: Floats, share: Floats) -> Floats:
    """Variance of a term's count about its expectation, over that of independent tokens.

    A constant of the term that does not depend on the cities, so that dividing by it leaves the
    permutation test exact and stops bursty words from drowning the others.
    """
    squares = np.asarray((counts**2).sum(axis=0)).ravel()
    crossed = np.asarray(counts.T @ length).ravel()
    rest = squares - 2 * share * crossed + share**2 * float((length**2).sum())
    return np.asarray(np.maximum(rest / np.maximum(share * length.sum(), 1e-300), 1e-6))


def _log_odds(counts: Floats, tokens: Floats, prior: Floats) -> tuple[Floats, Floats]:
    """Log-odds ratio with an informative Dirichlet prior, and its z."""
    whole = prior.sum()
    other = counts.sum(axis=0) - counts
    here, there = counts + prior, other + prior
    all_here = (tokens + max(whole, 1.0))[:, None]
    all_there = (tokens.sum() - tokens + max(whole, 1.0))[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        log_odds = np.log(here / (all_here - here)) - np.log(there / (all_there - there))
    log_odds = np.nan_to_num(log_odds, nan=0.0, posinf=0.0, neginf=0.0)
    return log_odds, log_odds / np.sqrt(1 / here + 1 / there)


def _permute(words: _Words, n: int, seed: int) -> tuple[Floats, Floats]:
    """p by term and city, and q over all of them (n_cities, n_terms).

    p counts the permutations in which the same term and city has so large a z². q compares, over
    all terms and cities, how many z² the permutations have beyond a limit with how many were
    observed there; each z² is first divided by its term's burstiness, which makes terms comparable,
    and counted in bins, since all of them would not fit into memory.
    """
    observed = _observed(words)
    peak = float((observed / words.burst).max(initial=0.0))
    if peak < _NOTHING:
        return np.ones(observed.shape), np.ones(observed.shape)
    per_bin = (_BINS / peak / words.burst).astype(np.float32)
    lowest = _BINS * _LEAST_Z**2 / peak
    limit = observed * (1 - _SINGLE) - _SINGLE
    exceeding = np.zeros(observed.shape, dtype=np.int32)
    reached = np.zeros(_BINS + 2)
    for by_city in permuted_cities(words.units, n, seed):
        for rows, z_square, _ in _z_squares(words, by_city):
            exceeding[rows] += z_square >= limit[rows]
            shuffled = z_square * per_bin
            reached += _counted(shuffled[shuffled >= lowest] * (1 + _SINGLE))
    p = (1 + exceeding) / (1 + n)
    place = observed * per_bin
    rate = _false_rate(np.minimum(place, _BINS).astype(np.int32), reached, n)
    return p, np.minimum(np.maximum(np.where(place >= lowest, rate, 1.0), p), 1.0)


def _observed(words: _Words) -> NDArray[np.float32]:
    """z² as it is; 0 where a term is used more, and by a single cluster of the city."""
    by_city = words.units.by_city()
    is_used = (words.counts > 0).astype(np.float32)
    observed = np.empty((by_city.shape[0], len(words.terms)), dtype=np.float32)
    for rows, z_square, is_more in _z_squares(words, by_city):
        clusters = (by_city[rows] @ is_used).toarray()
        observed[rows] = np.where(is_more & (clusters < _MIN_CLUSTERS), 0.0, z_square)
    return observed


def _counted(bins: NDArray[np.float32]) -> Integers:
    """How many values fall into each bin, the last of which takes all that lie beyond."""
    return np.bincount(np.minimum(bins, _BINS).astype(np.int32), minlength=_BINS + 2)


def _false_rate(place: Integers, reached: Floats, n: int) -> Floats:
    """Expected number of shuffled words in the same bin or above, over the number observed."""
    at_least = np.cumsum(np.bincount(place.ravel(), minlength=len(reached))[::-1])[::-1]
    # One standard error is added, so that few permutations do not make q too small.
    false = np.cumsum(reached[::-1])[::-1]
    expected = (1 + false + np.sqrt(false)) / (1 + n)
    with np.errstate(divide="ignore"):
        rate = np.minimum.accumulate(np.where(at_least > 0, expected / at_least, np.inf))
    return rate[place]


def _z_squares(
    words: _Words, city: sparse.csr_array
) -> Iterator[tuple[slice, NDArray[np.float32], NDArray[np.bool_]]]:
    """z² of blocks of cities, and whether the term is used more; blocks fit into the cache."""
    counts = sparse.csr_array(city @ words.counts)
    tokens = (city @ words.length).astype(np.float32)
    every = np.float32(words.length.sum())
    prior = words.prior.astype(np.float32)
    whole = np.float32(max(float(words.prior.sum()), 1.0))
    both = (words.total + 2 * words.prior).astype(np.float32)
    for rows in blocks(counts.shape[0], _AT_ONCE // max(len(prior), 1)):
        here = counts[rows].toarray()
        here += prior
        there = both - here
        own = (tokens[rows] + whole)[:, None]
        odds = here * ((every + 2 * whole - own) - there)
        with np.errstate(invalid="ignore", divide="ignore"):
            odds /= (own - here) * there
            log_odds = np.log(odds)
            z_square = log_odds**2 * here * there / both
        z_square[~np.isfinite(z_square)] = 0.0
        yield rows, z_square, log_odds > 0


def _order(score: Floats, allowed: np.ndarray, top: int | None, *, both: bool) -> Integers:
    """Terms of one city by falling score, cut to the first (and last) so many."""
    order = np.argsort(-score, kind="stable")
    order = np.asarray(order[allowed[order]])
    if top is None:
        return order
    if not both:
        return order[score[order] > 0][:top]
    more, less = order[score[order] > 0], order[score[order] < 0]
    return np.concatenate([more[:top], less[max(len(less) - top, 0) :]])


def _frame(
    cities: tuple[str, ...],
    vocabulary: np.ndarray,
    table: dict[str, Floats],
    chosen: list[tuple[int, Integers]],
) -> pd.DataFrame:
    row = np.concatenate([np.full(len(terms), city) for city, terms in chosen])
    column = np.concatenate([terms for _, terms in chosen])
    found = {
        Keyness.city: pd.array(np.array(cities, dtype=object)[row], "str"),
        Keyness.term: pd.array(vocabulary[column], "str"),
    }
    return pd.DataFrame(found | {name: value[row, column] for name, value in table.items()})


def _check(dtm: DocumentTermMatrix, measure: KeynessMeasure, top: int | None) -> None:
    if dtm.weighting != "count":
        raise UsageError(
            f"`dtm` holds {dtm.weighting} weights, and words are compared by counts. "
            "Pass what count_terms() returns."
        )
    check_choice("measure", measure, KeynessMeasure)
    if top is not None:
        check_count("top", top)
