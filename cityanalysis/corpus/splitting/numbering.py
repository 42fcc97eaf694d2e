"""Numbers that sections and clauses bear: what follows the third is the fourth."""

import re
from collections.abc import Sequence

from cityanalysis.corpus.counting import CIRCLED, NUMERALS, value_of

__all__ = ["Number", "number_of", "predecessors"]

Number = tuple[int, int]

_CHINESE = f"[{NUMERALS}]{{1,3}}"
# A subhead may have been given a number of its own before "第…章".
_COUNTED = rf"(?:0?\d{{1,2}}[.、 ]?|{_CHINESE}[、\u3000 ])?第({_CHINESE}|\d{{1,3}})"
_STYLES = (
    rf"({_CHINESE})[、\u3000 ]",
    rf"[（(]({_CHINESE})[)）]",
    rf"{_COUNTED}条",
    rf"{_COUNTED}章",
    r"[（(](\d{1,2})[)）]",
    r"0?(\d{1,2})[.、．\u3000 ](?!\d)",
    f"([{CIRCLED}])",
    r"(\d)\ufe0f?\u20e3",
)
# A sign or a picture may stand before the number of an item.
_SIGN = r"\s*(?:[■□●◆▲★☆※►▶\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]{1,2}\s*)?"
_NUMBERED = re.compile("|".join(rf"(?:{_SIGN}{style})" for style in _STYLES))


def predecessors(units: Sequence[Sequence[str]]) -> list[frozenset[int]]:
    """For each unit the earlier ones that bear the number before its own, in the same style.

    Parameters
    ----------
    units : sequence of sequences of str
        Texts of the pieces of each unit: subheads, and the paragraph below them.

    Examples
    --------
    >>> units = [["二、范围", "本市。"], ["第五条 收费。"], ["三、时间", "（一）六月。"]]
    >>> [sorted(found) for found in predecessors(units)]
    [[], [], [0]]
    """
    bearers: dict[tuple[int, int], set[int]] = {}
    found = []
    for i, texts in enumerate(units):
        numbers = [number for text in texts if (number := number_of(text)) is not None]
        style, value = numbers[0] if numbers else (0, 0)
        found.append(frozenset(bearers.get((style, value - 1), ())))
        for number in numbers:
            bearers.setdefault(number, set()).add(i)
    return found


def number_of(text: str) -> Number | None:
    """Style and number with which a text begins; None where it begins with none.

    Examples
    --------
    >>> number_of("三、时间"), number_of("时间"), number_of("🔥2. 报修")
    ((1, 3), None, (6, 2))
    """
    match = _NUMBERED.match(text)
    if match is None or match.lastindex is None:
        return None
    return match.lastindex, value_of(match[match.lastindex])
