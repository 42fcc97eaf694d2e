"""Words that short pieces of a page share with the bodies around them."""

from collections.abc import Sequence

from cityanalysis.corpus.pairs import telling_pairs

__all__ = ["SHORT", "SharedWords"]

SHORT = 60
_SAMPLE = 260
_FAR = 8
_KEPT = 2000


class SharedWords:
    """Telling pairs of characters of the pieces of a page, reckoned where they are asked for.

    Parameters
    ----------
    texts : sequence of str
        Pieces in page order; those longer than `SHORT` are bodies.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._pairs: dict[int, set[str]] = {}
        self._bodies: dict[tuple[int, ...], set[str]] = {}

    def shared(self, i: int, signed: bool) -> list[str]:
        """Features: what piece `i` shares with the bodies around it, and they with each other.

        `signed` tells whether a byline or dateline follows it.
        """
        own = self._of(i)
        if not own:
            return []
        after, before = self._near(i, 1), self._near(i, -1)
        share_after, share_before = len(own & after) / len(own), len(own & before) / len(own)
        names = [
            f"after={min(4, int(share_after * 6))}",
            f"before={min(4, int(share_before * 6))}",
            f"after-before={max(-3, min(3, round((share_after - share_before) * 6)))}",
        ]
        if after and before:
            common = len(after & before) / min(len(after), len(before))
            names.append(f"shift={min(7, int(common * 60))},{signed}")
        return names

    def _of(self, i: int) -> set[str]:
        if i not in self._pairs:
            if len(self._pairs) > _KEPT:
                self._pairs.clear()
                self._bodies.clear()
            self._pairs[i] = telling_pairs(self._texts[i][:_SAMPLE])
        return self._pairs[i]

    def _near(self, i: int, step: int) -> set[str]:
        """Pairs in the two nearest bodies on one side."""
        found: list[int] = []
        k = i + step
        while 0 <= k < len(self._texts) and abs(k - i) <= _FAR and len(found) < 2:
            if len(self._texts[k]) > SHORT:
                found.append(k)
            k += step
        key = tuple(sorted(found))
        if key not in self._bodies:
            self._bodies[key] = set().union(*(self._of(k) for k in key))
        return self._bodies[key]
