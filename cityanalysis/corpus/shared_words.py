"""Words that short pieces of a page share with the bodies around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from cityanalysis.corpus.pairs import telling_pairs

__all__ = ["SHORT", "SharedWords"]

SHORT = 60
_SAMPLE = 260
_FAR = 8
_KEPT = 2000
_BATCH = 64


class SharedWords:
    """Telling pairs of characters of the pieces of a page, reckoned where they are asked for.

    Parameters
    ----------
    texts : sequence of str
        Pieces in page order; those longer than `SHORT` are bodies.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._bodies = [k for k, text in enumerate(texts) if len(text) > SHORT]
        self._pairs: dict[int, set[int]] = {}
        self._joined: dict[tuple[int, ...], set[int]] = {}
        self._alike: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}

    def shared(self, i: int, signed: bool) -> list[str]:
        """Features: what piece `i` shares with the bodies around it, and they with each other.

        `signed` tells whether a byline or dateline follows it.
        """
        own = self._of(i)
        if not own:
            return []
        below, above = self._near(i)
        after, before = self._union(above), self._union(below)
        share_after, share_before = len(own & after) / len(own), len(own & before) / len(own)
        more = max(-3, min(3, round((share_after - share_before) * 6)))
        names = [*_shares(min(4, int(share_after * 6)), min(4, int(share_before * 6)), more)]
        if after and before:
            if (above, below) not in self._alike:
                common = len(after & before) / min(len(after), len(before))
                self._alike[above, below] = min(7, int(common * 60))
            names.append(f"shift={self._alike[above, below]},{signed}")
        return names

    def _of(self, i: int) -> set[int]:
        if i not in self._pairs:
            if len(self._pairs) > _KEPT:
                self._pairs.clear()
                self._joined.clear()
                self._alike.clear()
            batch = range(i, min(i + _BATCH, len(self._texts)))
            samples = [self._texts[k][:_SAMPLE] for k in batch]
            self._pairs.update(zip(batch, telling_pairs(samples)))
        return self._pairs[i]

    def _near(self, i: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The two nearest bodies before and after piece `i`, unless they are far."""
        bodies = self._bodies
        at = bisect_left(bodies, i)
        beyond = bisect_right(bodies, i, at)
        below = tuple([k for k in bodies[max(0, at - 2) : at] if i - k <= _FAR])
        above = tuple([k for k in bodies[beyond : beyond + 2] if k - i <= _FAR])
        return below, above

    def _union(self, bodies: tuple[int, ...]) -> set[int]:
        """Pairs in the nearest bodies on one side."""
        if bodies not in self._joined:
            self._joined[bodies] = set().union(*[self._of(k) for k in bodies])
        return self._joined[bodies]


@cache
def _shares(after: int, before: int, more: int) -> tuple[str, ...]:
    return f"after={after}", f"before={before}", f"after-before={more}"
