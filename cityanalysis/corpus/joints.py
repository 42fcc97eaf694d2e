"""Whether one stretch of text goes on where another stopped."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cityanalysis.corpus.lines import HAN, ends_complete

__all__ = ["goes_on", "starts_fresh"]

_FRESH = re.compile(
    r"[“「『—\-]|近日|日前|昨日|昨天|今日|今天|近期|连日来|近年来|今年|去年|目前|截至|据|此外|同时|另外|为此|对此|随后"
    r"|下一步|接下来|在|从|记者|\d{1,2}月\d{1,2}日|\d{4}年"
)
_TAIL_MARKS = "，。；：、！？”’）》,;:!?)】%％」』"
_LONGEST_WORD = 4
_COMMON = 50


@cache
def _words() -> dict[str, int]:
    """Words of two to four characters of jieba's dictionary, with their frequencies."""
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    found: dict[str, int] = {}
    for folder in folders or []:
        for line in (Path(folder) / "dict.txt").read_text(encoding="utf-8").splitlines():
            word, count, *_ = line.split(" ")
            if 2 <= len(word) <= _LONGEST_WORD and int(count) >= _COMMON:
                found[word] = int(count)
    return found


def starts_fresh(text: str) -> bool:
    """Whether a paragraph begins as sentences begin."""
    return _FRESH.match(text) is not None


def goes_on(left: str, right: str, page: str, low: int = 0, high: int | None = None) -> float:
    """Evidence, in natural-log odds, that `right` goes on in mid-sentence where `left` stopped.

    It weighs whether the joint is inside a word (of this page or of a dictionary), whether the
    quotation marks of both halves fit together, and how `right` begins.

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
        return -3.0 if right[0] in _TAIL_MARKS else 0.0
    if right[0] in _TAIL_MARKS:
        return 2.5
    odds = _at_joint(left, right, page, low, high)
    odds += _quotes(left, right)
    if starts_fresh(right):
        odds -= 1.2
    return odds


def _at_joint(left: str, right: str, page: str, low: int, high: int | None) -> float:
    if not re.match(f"[{HAN}]", right) or not re.search(f"[{HAN}]$", left):
        both = (
            left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()
        )
        return 1.0 if both else 0.0
    odds = 0.0
    if page.count(left[-2:] + right[:1], low, high) or page.count(left[-1:] + right[:2], low, high):
        odds += 1.2
    elif page.count(left[-1] + right[0], low, high):
        odds += 0.3
    else:
        odds -= 0.5
    return odds + (0.9 if _crosses(left, right) else -0.4)


def _crosses(left: str, right: str) -> bool:
    """Whether a word of the dictionary stands across the joint."""
    words = _words()
    for before in range(1, _LONGEST_WORD):
        for after in range(1, _LONGEST_WORD + 1 - before):
            if (
                before <= len(left)
                and after <= len(right)
                and left[-before:] + right[:after] in words
            ):
                return True
    return False


def _quotes(left: str, right: str) -> float:
    opened = left.count("“") - left.count("”")
    closed = right.count("”") - right.count("“")
    if opened > 0 and closed > 0:
        return 2.0
    if opened > 0 or closed > 0:
        return -1.0
    return 0.0
