"""Pairs of neighbouring Chinese characters: words of a text without cutting it into words."""

import re
from functools import cache
from operator import add

from cityanalysis.resources import data_path

__all__ = ["common_pairs", "telling_pairs"]

_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")


@cache
def common_pairs() -> frozenset[str]:
    """Pairs so frequent in news that sharing them tells nothing."""
    text = data_path("common_pairs.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def telling_pairs(text: str) -> set[str]:
    """Different pairs of Chinese characters in `text`, common ones left out.

    Examples
    --------
    >>> sorted(telling_pairs("阿胶 AI"))
    ['阿胶']
    """
    characters = _NOT_HAN.sub("", text)
    return set(map(add, characters, characters[1:])) - common_pairs()
