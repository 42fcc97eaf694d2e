"""Words that short pieces of a page share with the bodies around them."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, reduce
from operator import or_

from cityanalysis.corpus.splitting.bigrams import pair_sets

__all__ = ["SHORT", "SharedWords"]

# Pieces up to this length may be headlines; longer ones are bodies.
SHORT = 60
# Characters of a body that are compared; long bodies share words by chance.
_SAMPLE = 260
# Bodies that are compared: so many on either side, no further away than so many pieces.
_FAR = 10
_WIDE = 4
# Pieces whose sets of pairs are made together.
_BATCH = 64
# Classes: sixths of a line's pairs, and sixtieths of those that two bodies share.
_SIXTHS, _SIXTIETHS = 6, 60


class SharedWords:
    """Telling pairs of characters of the pieces of a page, computed when they are asked for.

    A set of pairs is a number, one bit per pair, so that what two sets share is one operation.

    Parameters
    ----------
    texts : sequence of str
        Pieces in page order; those longer than `SHORT` are bodies.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._bodies = [k for k, text in enumerate(texts) if len(text) > SHORT]
        self._batch = range(0)
        self._first = 0
        self._sets: list[int] = []
        self._compared: tuple[tuple[int, int, int], tuple[int, int, int]] | None = None

    def shared(self, i: int, signed: bool) -> tuple[str, ...]:
        """Features: what piece `i` shares with the bodies around it, and they with each other.

        `i` is a short piece; `signed` tells whether a byline or dateline follows it.
        """
        if i not in self._batch:
            self._read_batch(i)
        own = self._sets[i - self._first]
        if not own:
            return ()
        at = bisect_left(self._bodies, i)
        below = self._near(i, self._bodies[max(0, at - _WIDE) : at])
        above = self._near(i, self._bodies[at : at + _WIDE])
        before, after = _union(below[-2:]), _union(above[:2])
        size = own.bit_count()
        share_after = (own & after).bit_count() / size
        share_before = (own & before).bit_count() / size
        more = round((share_after - share_before) * _SIXTHS)
        names = _shares(int(share_after * _SIXTHS), int(share_before * _SIXTHS), more)
        if not (after and before):
            return names
        bodies = (at, len(below), len(above))
        if self._compared is None or self._compared[0] != bodies:
            common = (after & before).bit_count() / min(after.bit_count(), before.bit_count())
            self._compared = bodies, (int(common * _SIXTIETHS), *_likeness(below, above))
        return names + _alike(*self._compared[1], signed)

    def _read_batch(self, i: int) -> None:
        """Read the sets of the pieces from `i` on, and of those that are near any of them."""
        self._batch = range(i, i + _BATCH)
        self._compared = None
        self._first = max(0, i - _FAR)
        near = self._texts[self._first : i + _BATCH + _FAR]
        self._sets = pair_sets([text[:_SAMPLE] for text in near])

    def _near(self, i: int, bodies: Sequence[int]) -> list[int]:
        """Pairs in each of the bodies on one side, unless they are far."""
        return [self._sets[k - self._first] for k in bodies if abs(k - i) <= _FAR]


def _union(sets: Sequence[int]) -> int:
    return reduce(or_, sets, 0)


def _likeness(below: Sequence[int], above: Sequence[int]) -> tuple[int, int]:
    """Cosines, in sixtieths, of the bodies before and after: of all, and of the two most alike."""
    best = max([_cosine(a, b) for a in above[:2] for b in below])
    wide = _cosine(_union(above), _union(below))
    return int(wide * _SIXTIETHS), int(best * _SIXTIETHS)


def _cosine(one: int, other: int) -> float:
    size = one.bit_count() * other.bit_count()
    return (one & other).bit_count() / size**0.5 if size else 0.0


@cache
def _shares(after: int, before: int, more: int) -> tuple[str, ...]:
    capped = max(-3, min(3, more))
    return f"after={min(4, after)}", f"before={min(4, before)}", f"after-before={capped}"


@cache
def _alike(shift: int, wide: int, best: int, signed: bool) -> tuple[str, ...]:
    names = (f"shift={min(7, shift)}", f"wide={min(9, wide)}", f"best={min(9, best)}")
    return tuple(f"{name},{signed}" for name in names)
