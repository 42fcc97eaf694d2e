"""Glossaries behind a report: they explain its words, and say nothing of what a city does."""

import re
from collections.abc import Sequence
from itertools import accumulate

from cityanalysis.corpus.counting import NUMERALS
from cityanalysis.corpus.splitting.paragraphs import Line

__all__ = ["glossary_start"]

# Characters: a note below a shorter text belongs to its story.
_LONG = 2_000
# A glossary is the last part of its document: .11 of it on the mean of 306 reports, .36 at most.
_LATEST_HALF = 0.5
_LONGEST = 50  # characters of a heading, with what is said of the order of its entries
_OPENING = rf"[\W_]*(?:资料|附件?录?\s?[0-9{NUMERALS}]{{0,2}})?[\W_]*"
_SUBJECT = (
    r"(?:[0-9]{4}年?)?(?:\w{0,10}政府工作报告|报告)?[\W_]*"
    r"(?:中?的?(?:有关|部分|相关|主要|专业)(?:内容)?的?)?"
)
_KINDS = (
    r"(?:名词|词语|术语|用语|名词术语|专用名词)(?:名词)?"
    r"(?:注释|注解|解释|释义|说明)(?:[和与及]说明)?"
)
_HEADING = re.compile(
    rf"{_OPENING}{_SUBJECT}(?:{_KINDS}|注释|注解)(?:[（(][^）)\n]{{0,30}}[）)])?[\W_]*"
)


def glossary_start(lines: Sequence[Line]) -> int | None:
    """Number of the line with which the glossary of a long document begins, where it has one.

    Parameters
    ----------
    lines : sequence of Line
        The document's lines.

    Examples
    --------
    >>> from cityanalysis.corpus.splitting.paragraphs import read_lines
    >>> lines = read_lines("推进外贸。\\n" * 500 + "《政府工作报告》名词解释\\n1.保税仓：指……\\n")
    >>> glossary_start(lines), glossary_start(lines[:500])
    (500, None)
    """
    sizes = list(accumulate(len(line.text) for line in lines))
    if not sizes or sizes[-1] < _LONG:
        return None
    for number in range(len(lines) - 1):
        is_late = sizes[number] > _LATEST_HALF * sizes[-1]
        text = lines[number].text
        if is_late and len(text) <= _LONGEST and _HEADING.fullmatch(text):
            return number
    return None
