"""Pairs of neighbouring Chinese characters: words of a text without cutting it into words."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import add

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.code_points import points_of
from cityanalysis.resources import data_path

__all__ = [
    "OPENING",
    "PairStatistics",
    "are_telling",
    "common_pairs",
    "pair_sets",
    "pair_statistics",
    "pairs_by_text",
    "rare_pair_sets",
    "starts_of_runs",
]

# Characters of a paragraph's beginning that tell whether it begins a story, numbers counted as one;
# from so many characters they are taken.
OPENING = 14
_OPENING_READ = 24
_NUMBER = re.compile(r"\d+")
_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")
_FIRST, _LAST = 0x4E00, 0x9FFF
_ROW_BITS = 30


@dataclass(frozen=True)
class PairStatistics:
    """What news texts at large say of characters side by side.

    `tier` gives frequent pairs the rank class of their frequency, `tiers` the log odds of each
    class that a pair is from running text and not from two places put together, `miss` that of
    all other pairs; `begin` the log odds that a character begins a paragraph and not that it
    stands within one; `lead` those of pairs near the beginning of a story's first paragraph, and
    not of a later one.
    """

    tier: dict[str, int]
    tiers: tuple[float, ...]
    miss: float
    begin: dict[str, float]
    lead: dict[str, float]

    def odds(self, pair: str) -> float:
        """Log odds that a pair of characters is from running text."""
        tier = self.tier.get(pair)
        if tier is not None:
            return self.tiers[tier]
        return self.miss if _NOT_HAN.search(pair) is None else 0.0

    def lead_odds(self, text: str) -> float:
        """Log odds that a paragraph is the first of a story, by the words with which it begins."""
        opening = _NUMBER.sub("0", text[:_OPENING_READ])[:OPENING]
        get = self.lead.get
        return sum([get(pair, 0.0) for pair in map(add, opening, opening[1:])])


@cache
def pair_statistics() -> PairStatistics:
    """The statistics that the package ships, learned by ``training/bigrams.py``."""
    stored = json.loads(data_path("bigrams.json").read_text(encoding="utf-8"))
    tier = {}
    for number, pairs in enumerate(stored["pairs"]):
        tier.update({pairs[k : k + 2]: number for k in range(0, len(pairs), 2)})
    return PairStatistics(
        tier, tuple(stored["tiers"]), stored["miss"], stored["begin"], stored["lead"]
    )


@cache
def common_pairs() -> frozenset[str]:
    """Pairs so frequent in news that sharing them tells nothing: those of the first class."""
    return frozenset(pair for pair, tier in pair_statistics().tier.items() if tier == 0)


@cache
def _common_table() -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """Number of each character among those of common pairs, and a table of pairs by number."""
    pairs = sorted(common_pairs())
    characters = sorted(set("".join(pairs)))
    number = np.zeros(0x10000, dtype=np.uint16)
    number[[ord(character) for character in characters]] = range(1, len(characters) + 1)
    table = np.zeros((len(characters) + 1,) * 2, dtype=np.bool_)
    left, right = (number[[ord(pair[k]) for pair in pairs]] for k in (0, 1))
    table[left, right] = True
    return number, table


def are_telling(left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether each pair of characters, given as code points below 65,536, is not a common one.

    Examples
    --------
    >>> are_telling(np.array([ord("阿")]), np.array([ord("胶")])).tolist()
    [True]
    """
    number, table = _common_table()
    return np.asarray(~table[number[left], number[right]])


def pairs_by_text(
    texts: Sequence[str], *, across: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Different pairs of Chinese characters in each text, common ones left out.

    Parameters
    ----------
    texts : sequence of str
        Any texts.
    across : bool
        Whether two characters are a pair across what is not Chinese between them.

    Returns
    -------
    changes, rows : arrays of int
        One entry for each pair and text, sorted: the number of the text in `rows`, and in
        `changes` where the entries of each pair begin.

    Examples
    --------
    >>> [found.tolist() for found in pairs_by_text(["阿胶出口", "阿胶"], across=False)]
    [[0, 1, 2], [0, 0, 0, 1]]
    """
    codes = points_of("".join(texts)).astype(np.int64)
    han = np.flatnonzero((codes >= _FIRST) & (codes <= _LAST))
    rows = np.arange(len(texts)).repeat([len(text) for text in texts])[han]
    codes = codes[han]
    meets = rows[1:] == rows[:-1]
    if not across:
        meets &= han[1:] - han[:-1] == 1
    at = np.flatnonzero(meets)
    left, right = codes[at], codes[at + 1]
    keys = ((left << 16 | right) << _ROW_BITS | rows[at])[are_telling(left, right)]
    keys.sort()
    keys = keys[starts_of_runs(keys)]
    return starts_of_runs(keys >> _ROW_BITS), keys & ((1 << _ROW_BITS) - 1)


def starts_of_runs(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the runs of equal ones among sorted values begin.

    Examples
    --------
    >>> starts_of_runs(np.array([3, 3, 5])).tolist()
    [0, 2]
    """
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def pair_sets(texts: Sequence[str]) -> list[int]:
    """Set of the different pairs of Chinese characters in each text, common ones left out.

    A set is a number of which each bit stands for a pair; two Chinese characters are a pair
    even where other characters stand between them.

    Examples
    --------
    >>> one, other, none = pair_sets(["阿胶 AI", "东阿 阿胶", "胶"])
    >>> one.bit_count(), other.bit_count(), (one & other).bit_count(), none
    (1, 3, 1, 0)
    """
    starts, rows = pairs_by_text(texts, across=True)
    width = len(starts) // 8 + 1
    holds = np.zeros((len(texts), 8 * width), dtype=np.bool_)
    bits = np.zeros(len(rows), dtype=np.int64)
    bits[starts[1:]] = 1
    holds[rows, bits.cumsum()] = True
    data = np.packbits(holds).tobytes()
    return [int.from_bytes(data[k : k + width], "little") for k in range(0, len(data), width)]


def rare_pair_sets(texts: Sequence[str]) -> list[frozenset[str]]:
    """For each text the pairs of Chinese characters in it that are rare in news: names above all.

    Examples
    --------
    >>> sorted(rare_pair_sets(["厂长于世昂说"])[0])
    ['世昂', '厂长', '昂说', '长于']
    """
    tier = pair_statistics().tier
    return [
        frozenset(
            pair
            for run in _NOT_HAN.split(text)
            for pair in map(add, run, run[1:])
            if pair not in tier
        )
        for text in texts
    ]
