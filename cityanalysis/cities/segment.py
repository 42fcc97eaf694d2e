"""Whether a name in a text is a word there: 真金白银 is not about 白银."""

from collections.abc import Iterable
from functools import cached_property

import rjieba

from cityanalysis.cities.word_borders import Borders, Pair
from cityanalysis.corpus import SURNAMES_BEFORE_PLACE

__all__ = ["Segmenter"]

_WINDOW = 4  # characters on either side that are segmented: few words are longer
_NAME_WEIGHT = 300  # frequency given to a name: of a common word, so that rare words do not cut it
_MEASURES = frozenset("个项条座名次处种家")


class Segmenter:
    """Word boundaries around a name, with the names themselves among the words.

    Parameters
    ----------
    names : iterable of str
        Names that the segmentation must know; a word that it knows already keeps its weight.
    companions : iterable of str
        What may share a word with a name without changing it: 沈阳 in 沈阳北站.
    """

    def __init__(self, names: Iterable[str], companions: Iterable[str] = ()) -> None:
        self._names = tuple(names)
        self._companions = frozenset(self._names).union(companions)
        self._borders = Borders(self._names)
        self._open: dict[tuple[str, int], Pair | None] = {}

    @cached_property
    def jieba(self) -> rjieba.Jieba:
        """Loaded at the first name that needs it.

        An instance of its own: words added to the module's shared one would change the
        segmentation of everybody else in the process.
        """
        jieba = rjieba.Jieba()
        for name in self._names:
            if not jieba.has_word(name):
                jieba.add_word(name, _NAME_WEIGHT, "ns")
        return jieba

    def is_word(
        self,
        text: str,
        start: int,
        end: int,
        *,
        joined: bool = False,
        closed: bool = False,
        stem: int = 0,
    ) -> bool:
        """Whether word boundaries fall on both ends of the name, and no surname stands before it.

        A boundary counts also inside a word whose other part is a name of its own (吉林长春).

        Parameters
        ----------
        text : str
            The text.
        start, end : int
            Where the name stands in it.
        joined, closed : bool
            Its start or its end is known to be a boundary.
        stem : int
            No word may begin within the first so many characters of the name and reach its end:
            80项城市建设 holds the word 城市, and so no 项城市.

        Examples
        --------
        >>> segmenter = Segmenter(["白银", "延安"])
        >>> segmenter.is_word("拿出真金白银来", 4, 6), segmenter.is_word("在白银召开", 1, 3)
        (False, True)
        >>> segmenter.is_word("歌手李延安登台", 3, 5)
        False
        """
        name, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
        doubtful = self.doubtful(name, stem)
        starts = doubtful is not None and before not in doubtful[0]
        ends = doubtful is not None and after not in doubtful[1]
        if doubtful is not None and (starts or joined) and (ends or closed):
            return True
        if not before.isalpha() and not after.isalpha():
            return True
        if name[0] in _MEASURES and before.isnumeric():
            return False  # 16个旧村 is not about 个旧
        # Text beyond a sure boundary cannot change the result.
        left = start if starts else max(0, start - _WINDOW)
        right = end if ends else end + _WINDOW
        return self._cut(text, (left, right), (start, end), joined, closed, stem)

    def doubtful(self, name: str, stem: int = 0) -> Pair | None:
        """The neighbours beside which the name may be no word; None where any may be one.

        Beside all others its ends are word boundaries.

        Examples
        --------
        >>> before, after = Segmenter(["白银"]).doubtful("白银") or (frozenset(), frozenset())
        >>> "金" in before, "的" in after
        (True, False)
        """
        try:
            return self._open[name, stem]
        except KeyError:
            pair = self._open[name, stem] = self._neighbours(name, stem)
            return pair

    def _neighbours(self, name: str, stem: int) -> Pair | None:
        pair = self._borders.of(name)
        if pair is None or name[0] in _MEASURES:
            return None
        place = 0
        for token in self.jieba.cut(name, False) if stem else ():
            if 0 < place < stem and place + len(token) == len(name):
                return None
            place += len(token)
        return (pair[0] | SURNAMES_BEFORE_PLACE if len(name) == 2 else pair[0]), pair[1]

    def _cut(
        self,
        text: str,
        window: tuple[int, int],
        name: tuple[int, int],
        joined: bool,
        closed: bool,
        stem: int,
    ) -> bool:
        """Whether the segmentation of the window has boundaries at both ends of the name."""
        position, right = window
        start, end = name
        starts = joined
        before = ""
        for token in self.jieba.cut(text[position:right], False):
            after = position + len(token)
            if after <= start:
                position, before = after, token
                continue
            if position <= start and not joined:
                starts = position == start or text[position:start] in self._companions
                if before in SURNAMES_BEFORE_PLACE and end - start == 2:
                    return False
            if start < position < start + stem and after >= end and not joined:
                return False
            if after >= end:
                ends = closed or after == end or text[end:after] in self._companions
                return starts and ends
            position, before = after, token
        return False
