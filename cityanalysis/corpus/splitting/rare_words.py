"""Rare words, names above all, that come back in the bodies after a short line."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from cityanalysis.corpus.splitting.bigrams import rare_pair_sets

__all__ = ["RareWords"]

# Bodies looked at before a line and after it: about the length of a section, and of a feature.
_AFTER = 3
_BEFORE = 14
_NEAR = 4
# Of a long body the beginning tells what it is about.
_SAMPLE = 400
_MOST = 6


class RareWords:
    """Names and other rare pairs of characters of the bodies of a page.

    Parameters
    ----------
    texts : sequence of str
        Pieces in page order.
    bodies : sequence of int
        Places of the bodies among them.
    """

    def __init__(self, texts: Sequence[str], bodies: Sequence[int]) -> None:
        self._bodies = bodies
        self._sets = rare_pair_sets([texts[k][:_SAMPLE] for k in bodies])

    def features(self, i: int, signed: bool, town: str) -> tuple[str, ...]:
        """Features of a short piece: what the bodies after it share with those before it.

        `signed` tells whether a byline or dateline follows it, `town` whether the body after it
        names a place that stood before.
        """
        at = bisect_left(self._bodies, i)
        after = self._sets[at : at + _AFTER]
        before = self._sets[max(0, at - _BEFORE) : at]
        if not after or not before:
            return ("rare=edge",)
        first = after[0]
        near = frozenset().union(*before[-_NEAR:])
        far = frozenset().union(*before[:-_NEAR]) - near
        own = frozenset().union(*after[1:])
        return _named(
            min(_MOST, len(first & near)),
            min(_MOST, len(first & far)),
            min(_MOST, len(first & own)),
            min(3, len(first) // 8),
            signed,
            town,
        )


@cache
def _named(near: int, far: int, own: int, size: int, signed: bool, town: str) -> tuple[str, ...]:
    back = near + far
    return (
        f"rare near={near},{size}",
        f"rare far={far},{size}",
        f"rare own={own},{size}",
        f"rare={min(_MOST, back)},{signed}",
        f"rare more={max(-3, min(3, own - back))},{signed}",
        f"rare={min(3, back)},{town},{signed}",
    )
