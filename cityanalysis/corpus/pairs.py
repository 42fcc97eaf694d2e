"""Pairs of neighbouring Chinese characters: words of a text without cutting it into words."""

import json
import re
from dataclasses import dataclass
from functools import cache
from operator import add

from cityanalysis.resources import data_path

__all__ = ["PairStatistics", "common_pairs", "pair_statistics", "telling_pairs"]

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


def telling_pairs(text: str) -> set[str]:
    """Different pairs of Chinese characters in `text`, common ones left out.

    Examples
    --------
    >>> sorted(telling_pairs("阿胶 AI"))
    ['阿胶']
    """
    characters = _NOT_HAN.sub("", text)
    return set(map(add, characters, characters[1:])) - common_pairs()
