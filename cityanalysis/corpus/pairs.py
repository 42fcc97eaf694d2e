"""Pairs of neighbouring Chinese characters: words of a text without cutting it into words."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cityanalysis.resources import data_path

__all__ = ["PairStatistics", "are_telling", "common_pairs", "pair_statistics", "telling_pairs"]

_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")


@dataclass(frozen=True)
class PairStatistics:
    """What news texts at large say of characters side by side.

    `tier` gives frequent pairs the rank class of their frequency, `tiers` the log odds of each
    class that a pair is from running text and not from two places put together, `miss` that of
    all other pairs; `begin` the log odds that a character begins a paragraph and not that it
    stands within one.
    """

    tier: dict[str, int]
    tiers: tuple[float, ...]
    miss: float
    begin: dict[str, float]

    def odds(self, pair: str) -> float:
        """Log odds that a pair of characters is from running text."""
        tier = self.tier.get(pair)
        if tier is not None:
            return self.tiers[tier]
        return self.miss if _NOT_HAN.search(pair) is None else 0.0


@cache
def pair_statistics() -> PairStatistics:
    """The statistics that the package ships, learned by ``scripts/train_splitter.py``."""
    stored = json.loads(data_path("pairs.json").read_text(encoding="utf-8"))
    tier = {}
    for number, pairs in enumerate(stored["pairs"]):
        tier.update({pairs[k : k + 2]: number for k in range(0, len(pairs), 2)})
    return PairStatistics(tier, tuple(stored["tiers"]), stored["miss"], stored["begin"])


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
    return ~table[number[left], number[right]]


def telling_pairs(texts: Sequence[str]) -> list[set[int]]:
    """Different pairs of Chinese characters in each text, common ones left out, as numbers.

    Examples
    --------
    >>> [[f"{pair:x}" for pair in pairs] for pairs in telling_pairs(["阿胶 AI", "胶"])]
    [['963f80f6'], []]
    """
    characters = [_NOT_HAN.sub("", text) for text in texts]
    encoded = "".join(characters).encode("utf-16-le")
    codes = np.frombuffer(encoded, dtype="<u2").astype(np.int64)
    left, right = codes[:-1], codes[1:]
    ends = np.cumsum([len(text) for text in characters])
    telling = are_telling(left, right)
    telling[ends[:-1][(ends[:-1] > 0) & (ends[:-1] < len(codes))] - 1] = False
    bounds = np.concatenate(([0], np.cumsum(telling)))[np.minimum(ends, len(telling))].tolist()
    pairs = (left << 16 | right)[telling].tolist()
    return [set(pairs[begin:end]) for begin, end in pairwise([0, *bounds])]
