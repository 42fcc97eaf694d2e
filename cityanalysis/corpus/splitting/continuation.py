"""Whether one stretch of text goes on where another stopped."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.code_points import points_of
from cityanalysis.corpus.splitting.bigrams import pair_statistics, starts_of_runs
from cityanalysis.corpus.splitting.paragraphs import ends_complete
from cityanalysis.corpus.splitting.tails import PAUSES, tail_odds

__all__ = ["NEAR", "JointWords", "goes_on"]

# Characters on either side of a joint within which a word across it is looked for: a page or so.
NEAR = 12_000
# Marks with which no paragraph begins, unless it goes on in the middle of a sentence.
_TAIL_MARKS = "，。；：、！？”’）》,;:!?)】%％」』"
# Natural-log odds that a paragraph goes on, chosen on simulated pages: after a full stop where a
# tail mark follows; where a tail mark follows an open end; where the quotation marks of both
# halves fit or do not; where the word across the joint stands nearby, its two characters do, or
# neither.
_AFTER_END = -3.0
_TAIL_MARK = 2.5
_FIT, _MISFIT = 2.0, -1.0
# What may stand behind a figure, and begins no paragraph: the number goes on, or its unit follows.
_AFTER_FIGURE = "0123456789.年月日时点分秒万亿千百元吨亩米倍岁%％‰"
# A pair that is rare elsewhere and stands nearby is a word of this page.
_RARE = 1.5
_ODDS = {"word": 1.2, "pair": 0.3, "never": -0.5}
# From so many places of a pair on, one search of the page is quicker than a look at each.
_MANY = 100
_PLACE_BITS = 31
_PLACES = (1 << _PLACE_BITS) - 1


class JointWords:
    """Whether the characters that meet at a joint stand side by side near it on the page.

    The places of all pairs that may be asked for are found in one pass: a search of the page for
    every joint would read each stretch hundreds of times.

    Parameters
    ----------
    page : str
        The page.
    low, high : int
        The first and the last joint that will be asked for.
    lefts, rights : iterable of str
        Characters before and after the joints.

    Examples
    --------
    >>> page = "高新区启动改革，改革破冰"
    >>> words = JointWords(page, 0, len(page), "改区", "革破")
    >>> words.find("改革", ["革破冰", "改革破"], 5), words.find("区破", ["区破冰"], 5)
    ('word', 'never')
    """

    def __init__(
        self, page: str, low: int, high: int, lefts: Iterable[str], rights: Iterable[str]
    ) -> None:
        self._page = page
        begin = max(0, low - NEAR)
        codes = _codes(page[begin : high + NEAR])
        meets = _among(codes, lefts)[:-1] & _among(codes, rights)[1:]
        at = np.flatnonzero(meets)
        keys = (codes[at] << 16 | codes[at + 1]) << _PLACE_BITS | at
        keys.sort()
        pairs = keys >> _PLACE_BITS
        first = starts_of_runs(pairs)
        bounds = [*first.tolist(), len(keys)]
        self._places = ((keys & _PLACES) + begin).tolist()
        self._bounds = dict(zip(pairs[first].tolist(), pairwise(bounds)))

    def find(self, pair: str, words: Iterable[str], joint: int) -> str:
        """``word``: one of `words`, all of which hold `pair`, stands near; ``pair``: it alone."""
        bounds = self._bounds.get(_code(pair[0]) << 16 | _code(pair[1]))
        if bounds is None:
            return "never"
        low, high = max(0, joint - NEAR), joint + NEAR
        first = bisect_left(self._places, low, *bounds)
        end = bisect_right(self._places, high - 2, first, bounds[1])
        if first == end:
            return "never"
        found = any(self._stands(word, pair, first, end, low, high) for word in words)
        return "word" if found else "pair"

    def _stands(self, word: str, pair: str, first: int, end: int, low: int, high: int) -> bool:
        if end - first > _MANY:
            return self._page.find(word, low, high) >= 0
        back = word.find(pair)
        return any(
            place - back >= low and self._page.startswith(word, place - back, high)
            for place in self._places[first:end]
        )


def _among(codes: NDArray[np.int64], characters: Iterable[str]) -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[_codes("".join(characters))] = True
    return table[codes]


def _codes(text: str) -> NDArray[np.int64]:
    """Code points of `text`, those of rare characters beyond 65,535 folded below it."""
    return points_of(text).astype(np.int64) & 0xFFFF


def _code(character: str) -> int:
    return ord(character) & 0xFFFF


def goes_on(left: str, right: str, words: JointWords, joint: int) -> float:
    """Evidence, in natural-log odds, that `right` goes on in mid-sentence where `left` stopped.

    It weighs how often the two characters at the joint stand side by side (on this page and in
    news at large), how much `right` begins as the rest of a sentence does (`tail_odds`), and
    whether a number or the quotation marks of both halves fit together.

    Parameters
    ----------
    left, right : str
        The end of one paragraph and the beginning of another.
    words : JointWords
        Words of the page.
    joint : int
        Where `right` begins on the page; words across the joint are looked for nearby.

    Examples
    --------
    >>> page = "高新区启动改革。改革破冰向前。"
    >>> words = JointWords(page, 0, len(page), "新", "区他")
    >>> goes_on("走进高新", "区启动", words, 3) > goes_on("走进高新", "他说", words, 3)
    True
    """
    if ends_complete(left):
        return _AFTER_END if right[0] in _TAIL_MARKS else 0.0
    if right[0] in _TAIL_MARKS:
        return _TAIL_MARK
    if left[-1].isdecimal() and right[0] in _AFTER_FIGURE:
        return _TAIL_MARK + _quotes(left, right)
    statistics, tails = pair_statistics(), tail_odds()
    pair = left[-1] + right[0]
    odds = tails.of(right)
    odds += tails.clauses.get(right[0], 0.0) if left[-1] in PAUSES else statistics.odds(pair)
    found = words.find(pair, (left[-2:] + right[:1], left[-1:] + right[:2]), joint)
    odds += _ODDS[found] + (_RARE if found != "never" and pair not in statistics.tier else 0.0)
    return odds + _quotes(left, right)


def _quotes(left: str, right: str) -> float:
    opened = left.count("“") - left.count("”")
    closed = right.count("”") - right.count("“")
    if opened > 0 and closed > 0:
        return _FIT
    if opened > 0 or closed > 0:
        return _MISFIT
    return 0.0
