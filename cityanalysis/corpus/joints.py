"""Whether one stretch of text goes on where another stopped."""

from cityanalysis.corpus.lines import ends_complete
from cityanalysis.corpus.pairs import pair_statistics

__all__ = ["goes_on"]

_TAIL_MARKS = "，。；：、！？”’）》,;:!?)】%％」』"
_AFTER_END = -3.0
_TAIL_MARK = 2.5
_FIT, _MISFIT = 2.0, -1.0
_WORD, _PAIR, _NEVER = 1.2, 0.3, -0.5


def goes_on(left: str, right: str, page: str, low: int = 0, high: int | None = None) -> float:
    """Evidence, in natural-log odds, that `right` goes on in mid-sentence where `left` stopped.

    It weighs how often the two characters at the joint stand side by side (on this page and in
    news at large), how often sentences begin with the first character of `right`, and whether the
    quotation marks of both halves fit together.

    Parameters
    ----------
    left, right : str
        The end of one paragraph and the beginning of another.
    page : str
        The page; words across the joint are looked for in ``page[low:high]``.

    Examples
    --------
    >>> page = "高新区启动改革。改革破冰向前。"
    >>> goes_on("走进高新", "区启动", page) > goes_on("走进高新", "他说", page)
    True
    """
    if ends_complete(left):
        return _AFTER_END if right[0] in _TAIL_MARKS else 0.0
    if right[0] in _TAIL_MARKS:
        return _TAIL_MARK
    statistics = pair_statistics()
    joint = left[-1] + right[0]
    odds = statistics.odds(joint) - statistics.begin.get(right[0], 0.0)
    longer = (left[-2:] + right[:1], left[-1:] + right[:2])
    if page.find(joint, low, high) < 0:
        odds += _NEVER
    elif any(page.find(word, low, high) >= 0 for word in longer):
        odds += _WORD
    else:
        odds += _PAIR
    return odds + _quotes(left, right)


def _quotes(left: str, right: str) -> float:
    opened = left.count("“") - left.count("”")
    closed = right.count("”") - right.count("“")
    if opened > 0 and closed > 0:
        return _FIT
    if opened > 0 or closed > 0:
        return _MISFIT
    return 0.0
