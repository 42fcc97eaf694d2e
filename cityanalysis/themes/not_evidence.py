"""Where a seed word stands without speaking for its theme: inside other words, names and lists."""

import re
from collections.abc import Sequence

from cityanalysis.text import make_segmenter

__all__ = ["speaks"]

_HAN = re.compile("[\u4e00-\u9fff]+")
# 教育部 and 水利局 are organs and 海洋集团 a firm: they may do anything. 部分 and 局面 are words.
_ORGAN = re.compile(
    r"(?:和[\u4e00-\u9fff]{2,6})?(?:部(?![分署队位落件])|局(?![面势部限])|厅|署(?!名)|总局|总署"
    r"|委员会|集团|公司|有限|股份|大学|学院|研究院|报社|日报|出版社|路(?=\d|[东西南北中]?[段口])"
    r"|系统(?:各|干部|党)|战线|口岸办)"
)
# Of a run of items between enumeration commas, none is what the sentence is about.
_RUN = re.compile(r"[^、，。；：！？\s]{1,9}(?:、[^、，。；：！？\s]{1,9}){3,}")


def speaks(text: str, hits: Sequence[tuple[str, str, int, int]]) -> list[bool]:
    """Whether each seed that was found in a sentence is evidence for its theme.

    It is not where a word of the sentence reaches over one of its borders (行业主管 holds no
    业主), where it begins the name of an organ or a firm (教育部), and where it is one of four
    and more items of a list in which its theme has no other.

    Parameters
    ----------
    text : str
        A sentence.
    hits : sequence of tuples
        Theme, seed, start and end.

    Examples
    --------
    >>> speaks("由行业主管部门负责", [("housing", "业主", 3, 5)])
    [False]
    >>> speaks("业主反映物业收费高", [("housing", "业主", 0, 2)])
    [True]
    """
    if not hits:
        return []
    starts, ends = _words(text, hits)
    runs = [match.span() for match in _RUN.finditer(text)]
    return [
        # A word takes one character of the seed's ends to what stands before or after. Where it
        # takes two, those are most often a word of the seed's own: 直播招聘 in 直播招聘会.
        not (ends.get(start + 1, start) < start or starts.get(end - 1, end) > end)
        and _ORGAN.match(text, end) is None
        and not _only_listed(runs, hits, number)
        for number, (_, _, start, end) in enumerate(hits)
    ]


def _words(
    text: str, hits: Sequence[tuple[str, str, int, int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Words of two and more characters beside the hits: ends by starts, and starts by ends."""
    cut = make_segmenter().cut
    starts: dict[int, int] = {}
    for match in _HAN.finditer(text):
        start, run_end = match.span()
        if not any(first < run_end and start < last for _, _, first, last in hits):
            continue
        for word in cut(match.group()):
            if len(word) > 1:
                starts[start] = start + len(word)
            start += len(word)
    return starts, {end: start for start, end in starts.items()}


def _only_listed(
    runs: list[tuple[int, int]], hits: Sequence[tuple[str, str, int, int]], number: int
) -> bool:
    theme, _, start, end = hits[number]
    for first, last in runs:
        if first <= start and end <= last:
            own = {hit[1] for hit in hits if hit[0] == theme and first <= hit[2] < last}
            return len(own) == 1
    return False
