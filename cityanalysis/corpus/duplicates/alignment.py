"""Whether two texts are copies of each other, judged by aligning them."""

import re
from collections import Counter
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.counting import NUMERALS
from cityanalysis.corpus.duplicates.duplicate_candidates import RARE_SHARE, gram_hashes

__all__ = [
    "LEAST_NEAR",
    "LEAST_NOISY",
    "WHOLE",
    "Alignment",
    "align",
    "figures_agreement",
    "is_copy",
]

Run = tuple[int, int, int]

# Texts up to this length are aligned whole; longer ones in blocks, at a cost linear in length.
WHOLE = 4096
_BLOCK = 2048
# How far beyond its block the other text is read: insertions shift what matches.
_SLACK = 256
# Matching runs of this length are hardly ever by chance.
_SOLID = 8
# Identity under which no pair is a copy, and no pair that shares words with many others.
LEAST_NOISY = 0.6
LEAST_NEAR = 0.9
# Single matching characters are chance; runs from this length on hold the texts together.
_ANCHOR = 2
# Lengths from which a stretch that the texts fill differently is a change, or a replacement.
_CHANGED = 2
_REPLACED = 4
# Days. A reprint follows within weeks; the same words after that are a form that is used again: a
# month's bulletin comes after 28 days at the soonest.
_WEEKS = 27

# The bounds below part planted copies (edited, misread or cut; 5 to 30 % of the characters) from
# bulletins on one form, which differ in a name and a few figures. The tests of duplicates hold both
# on invented texts and on the news of 2020; `benchmarks/duplicates.py` measures them.

# Letters from which an alignment's shares are steady.
_LONG = 100
# Near identity: changes per letter (two are always allowed), share of letters in changes, and the
# least log odds that the figures agree.
_CHANGES_PER_LETTER = 0.008
_MOST_CHANGED = 0.025
_LEAST_FIGURES_NEAR = -0.7
# Identity that is asked for months apart: of long texts, of short ones.
_LEAST_FAR = 0.985
_LEAST_FAR_SHORT = 0.93
# The other text may be longer between first and last match by half; by more only at this identity.
_MOST_STRETCH = 1.5
_LEAST_STRETCHED = 0.85
# Odds of the figures under which words that agree are those of a form.
_LEAST_FIGURES = -4.1
# Share of letters in solid runs, above that of scattered errors, that shows an editor's hand.
_MORE_SOLID = 0.2
# An edited copy: identity of long and short texts, replacements per letter, letters replaced.
_LEAST_EDITED = 0.7
_LEAST_EDITED_SHORT = 0.9
_EDITS_PER_LETTER = 0.012
_MOST_EDITED = 0.3
# A noisy copy: few replacements, or no more than errors make that fall side by side by chance.
_FEW_EDITS_PER_LETTER = 0.005
_MOST_REPLACED = 0.15
_LEAST_NOISY_SHORT = 0.8
_REPLACED_BY_NOISE = 4.5
_REPLACED_ANYHOW = 0.03
# Of the replaced stretches of a form, those that are replaced alike more than once.
_MOSTLY_ONE_SWAP = 0.5
_FIGURE = re.compile(rf"[0-9]+|[〇零{NUMERALS}百千]{{2,}}")
_NUMERAL = re.compile(rf"[0-9]+|[〇零{NUMERALS}百千]+")
# By which a text says what day it is of, and the how manieth of its kind its subject is.
_OWN_MARKS = (
    re.compile(r"今[天日晨早晚]([0-9]{1,2}月[0-9]{1,2}日)"),
    re.compile(rf"第[0-9〇零{NUMERALS}百]+[次届期号批轮季]"),
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the shorter of two texts lies in the longer one; shares are of the shorter's length.

    Attributes
    ----------
    length : int
        Characters of the shorter text.
    identity : float
        Share of its characters that stand in the same order in the other.
    solid : float
        Share of its characters in matching runs of eight or more.
    n_changed, n_replaced : int
        Stretches that both texts fill differently, of two or more and of four or more characters.
    changed, replaced : float
        Share of its characters in such stretches.
    stretch : float
        Length of the other text between the first and the last match, over the same here.
    """

    length: int
    identity: float
    solid: float
    n_changed: int
    changed: float
    n_replaced: int
    replaced: float
    stretch: float


def align(first: str, second: str) -> Alignment:
    """Align two folded texts by their longest common subsequence.

    Bit-parallel (Hyyrö 2004, in rapidfuzz). Texts of more than some thousand characters are cut
    into blocks, each aligned where its 5-grams say that it lies in the other.

    Parameters
    ----------
    first, second : str
        Texts, in either order.

    Examples
    --------
    >>> align("市政府召开常务会议", "市政府今天召开常务会议").identity
    1.0
    """
    short, long = sorted((first, second), key=len)
    runs = _runs(short, long) if len(long) <= WHOLE else _block_runs(short, long)
    length = max(len(short), 1)
    anchors = [run for run in runs if run[2] >= _ANCHOR]
    changed = _two_sided_gaps(anchors, len(short), len(long))
    replaced = [size for size in changed if size >= _REPLACED]
    return Alignment(
        length=len(short),
        identity=sum(run[2] for run in runs) / length,
        solid=sum(run[2] for run in runs if run[2] >= _SOLID) / length,
        n_changed=len(changed),
        changed=sum(changed) / length,
        n_replaced=len(replaced),
        replaced=sum(replaced) / length,
        stretch=_stretch(anchors),
    )


def _runs(short: str, long: str, at: int = 0, shift: int = 0) -> list[Run]:
    """Matching runs as (place in the shorter, place in the longer, length)."""
    from rapidfuzz.distance import LCSseq

    return [
        (code.src_start + at, code.dest_start + shift, code.src_end - code.src_start)
        for code in LCSseq.opcodes(short, long)
        if code.tag == "equal"
    ]


def _two_sided_gaps(anchors: list[Run], n_short: int, n_long: int) -> list[int]:
    """Lengths of the stretches between anchors that both texts fill, each with other words."""
    ends = [(0, 0), *((a + n, b + n) for a, b, n in anchors)]
    begins = [*((a, b) for a, b, _ in anchors), (n_short, n_long)]
    sizes = [min(a - end_a, b - end_b) for (end_a, end_b), (a, b) in zip(ends, begins)]
    return [size for size in sizes if size >= _CHANGED]


def _stretch(anchors: list[Run]) -> float:
    if not anchors:
        return float("inf")
    (a, b, _), (last_a, last_b, n) = anchors[0], anchors[-1]
    return (last_b + n - b) / max(last_a + n - a, 1)


def _block_runs(short: str, long: str) -> list[Run]:
    """Matching runs of long texts, block by block of the shorter one."""
    places = _gram_places(short, long)
    runs: list[Run] = []
    for begin in range(0, len(short), _BLOCK):
        end = begin + _BLOCK
        lag = places[1][(places[0] >= begin) & (places[0] < end)]
        if len(lag):
            middle = int(np.median(lag))
            low = max(begin + middle - _SLACK, 0)
            high = max(end + middle + _SLACK, 0)
            runs += _runs(short[begin:end], long[low:high], begin, low)
    return runs


def _gram_places(short: str, long: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places in the shorter text of grams that stand once in each, and how far they are shifted."""
    grams = [_grams(short), _grams(long)]
    found = [np.unique(values, return_index=True, return_counts=True) for values in grams]
    (keys_a, at_a, n_a), (keys_b, at_b, n_b) = found
    once_a, once_b = n_a == 1, n_b == 1
    _, in_a, in_b = np.intersect1d(
        keys_a[once_a], keys_b[once_b], assume_unique=True, return_indices=True
    )
    start = at_a[once_a][in_a]
    return start, at_b[once_b][in_b] - start


def _grams(text: str) -> NDArray[np.uint64]:
    return gram_hashes(np.frombuffer(text.encode("utf-16-le", "replace"), np.uint16))


def figures_agreement(first: str, second: str, identity: float, *, rival: float) -> float:
    """Log-likelihood ratio of two texts' figures: noise on one text, against two texts.

    In a copy, errors strike figures as they strike letters, so that a figure of L digits agrees
    with probability about ``identity ** (L + 1/2)``; in two bulletins on one form, the words agree
    and the figures do not.

    Parameters
    ----------
    first, second : str
        Folded texts.
    identity : float
        Share of characters that agree.
    rival : float
        Probability that a figure agrees by chance in two different texts.

    Returns
    -------
    float
        Above zero where copies are likelier; zero where there are no figures.

    Examples
    --------
    >>> figures_agreement("3月5日新增12例", "3月5日新增12例", 1.0, rival=0.25) > 0
    True
    >>> figures_agreement("3月5日新增12例", "4月9日新增37例", 0.7, rival=0.25) < 0
    True
    """
    counts = [Counter(_FIGURE.findall(text)) for text in (first, second)]
    n = min(counts[0].total(), counts[1].total())
    if n == 0:
        return 0.0
    agree = (counts[0] & counts[1]).total()
    digits = sum(len(figure) for figure in counts[0].elements()) / counts[0].total()
    expected = min(max(identity ** (digits + 0.5), 0.01), 0.9)
    return agree * log(expected / rival) + (n - agree) * log((1 - expected) / (1 - rival))


def is_copy(
    first: str, second: str, *, rare_share: float = 1.0, days_apart: float | None = None
) -> bool:
    """Whether one text is a noisy, edited or shortened copy of the other.

    Errors of scanning are scattered over a text, so that at a given identity only so much of it can
    stand in long matching runs. More than that means that stretches were kept and others replaced:
    by an editor if these are few; if they are many, it is another text on the same form. Where the
    corpus holds the shared words in many other texts, or more than four weeks lie between the two,
    only near identity counts; the latter must agree in every numeral, too. Texts of different days
    that each name their own day or number (今天3月5日, 第五十二次会议) are no copies.

    Parameters
    ----------
    first, second : str
        Folded texts.
    rare_share : float
        Share of their common sampled grams that hardly any other text holds.
    days_apart : float, optional
        Days between their dates, where both are known.

    Examples
    --------
    >>> text = "市政府今天召开常务会议研究部署下一阶段重点工作并听取安全生产情况汇报"
    >>> is_copy(text, text.replace("今天", "昨日"))
    True
    """
    if first == second:
        return True
    is_far = days_apart is not None and days_apart > _WEEKS
    if is_far and not _same_size_and_numerals(first, second):
        return False
    if days_apart and (_marks_differ(first, second) or _fill_one_form(first, second)):
        return False
    found = align(first, second)
    if found.identity < LEAST_NOISY:
        return False
    near = _is_near(found, figures_agreement(first, second, found.identity, rival=0.5))
    if near and found.length >= _LONG and found.identity >= (_LEAST_FAR if is_far else LEAST_NEAR):
        return True
    if is_far and not (near and found.identity >= _LEAST_FAR_SHORT):
        return False
    return (
        rare_share >= RARE_SHARE
        and (found.stretch <= _MOST_STRETCH or found.identity >= _LEAST_STRETCHED)
        and _structure_fits(found)
        and figures_agreement(first, second, found.identity, rival=0.25) >= _LEAST_FIGURES
        and _figures_as_sound_as_words(first, second)
    )


def _same_size_and_numerals(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    numerals = [Counter(_NUMERAL.findall(text)) for text in (short, long)]
    return len(short) >= _LEAST_FAR_SHORT * len(long) and numerals[0] == numerals[1]


def _marks_differ(first: str, second: str) -> bool:
    """Whether two texts of different days each name a day or an ordinal that the other lacks.

    第五十二次主席会议 and 第十六次常委会议 are two meetings, however alike they are reported.
    """
    marks = [(set(mark.findall(first)), set(mark.findall(second))) for mark in _OWN_MARKS]
    return any(one - other and other - one for one, other in marks)


def _fill_one_form(first: str, second: str) -> bool:
    """Whether two texts differ mostly by one word for another, in the same way each time.

    开幕式 where the other has 闭幕式, 俄文版 where it has 阿文版; errors of scanning vary.
    """
    from rapidfuzz.distance import Levenshtein

    if max(len(first), len(second)) > WHOLE:
        return False
    swaps = Counter(
        (first[code.src_start : code.src_end], second[code.dest_start : code.dest_end])
        for code in Levenshtein.opcodes(first, second)
        if code.tag == "replace"
    )
    again = sum(n for n in swaps.values() if n > 1)
    return again > _MOSTLY_ONE_SWAP * swaps.total()


def _figures_as_sound_as_words(first: str, second: str) -> bool:
    """Whether the figures of two texts agree no worse than their words, as in a copy with errors.

    In two bulletins of one office the words agree but for the figures of the day.
    """
    words = align(_FIGURE.sub("", first), _FIGURE.sub("", second))
    return figures_agreement(first, second, words.identity, rival=0.5) >= _LEAST_FIGURES


def _is_near(found: Alignment, figures: float) -> bool:
    """Whether two texts agree but for scattered characters, their figures included."""
    return (
        found.identity >= LEAST_NEAR
        and found.n_changed <= max(2, _CHANGES_PER_LETTER * found.length)
        and found.changed <= _MOST_CHANGED
        and figures >= _LEAST_FIGURES_NEAR
    )


def _structure_fits(found: Alignment) -> bool:
    """Whether the differences look like scattered errors, or like few editor's changes."""
    errors = 1 - found.identity
    is_long = found.length >= _LONG
    # Share of characters in runs of eight or more when errors fall independently.
    scattered = found.identity**_SOLID * (1 + _SOLID * errors)
    if found.solid > scattered + _MORE_SOLID:
        return (
            found.identity >= (_LEAST_EDITED if is_long else _LEAST_EDITED_SHORT)
            and found.n_replaced <= _EDITS_PER_LETTER * found.length
            and found.replaced <= _MOST_EDITED
        )
    few_replaced = (
        is_long
        and found.n_replaced <= _FEW_EDITS_PER_LETTER * found.length
        and found.replaced <= _MOST_REPLACED
    )
    noisy = (
        is_long or found.identity >= _LEAST_NOISY_SHORT
    ) and found.replaced <= _REPLACED_BY_NOISE * errors**2 + _REPLACED_ANYHOW
    return few_replaced or noisy
