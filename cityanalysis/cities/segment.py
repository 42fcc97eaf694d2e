"""Whether a name in a text is a word there: 真金白银 is not about 白银."""

from collections.abc import Iterable

import rjieba

__all__ = ["Segmenter"]

_WINDOW = 5
_NAME_WEIGHT = 300


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
        # An instance of its own: words added to the module's shared one would change the
        # segmentation of everybody else in the process.
        self._jieba = rjieba.Jieba()
        known = list(names)
        for name in known:
            if not self._jieba.has_word(name):
                self._jieba.add_word(name, _NAME_WEIGHT, "ns")
        self._companions = frozenset(known).union(companions)

    def is_word(self, text: str, start: int, end: int) -> bool:
        """Whether word boundaries fall on both ends of the name.

        A boundary counts also inside a word whose other part is a name of its own (吉林长春).

        Examples
        --------
        >>> segmenter = Segmenter(["白银"])
        >>> segmenter.is_word("拿出真金白银来", 4, 6), segmenter.is_word("在白银召开", 1, 3)
        (False, True)
        """
        left = max(0, start - _WINDOW)
        position = left
        starts = False
        for token in self._jieba.cut(text[left : end + _WINDOW], False):
            after = position + len(token)
            if position <= start < after:
                starts = position == start or text[position:start] in self._companions
            if after >= end:
                return starts and (after == end or text[end:after] in self._companions)
            position = after
        return False
