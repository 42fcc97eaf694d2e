"""Candidates for near-duplicates: articles that share sampled character 5-grams."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityanalysis.corpus.duplicates.pair_counts import pairs_that_occur
from cityanalysis.errors import InputError

__all__ = ["Candidates", "FoldedTexts", "candidate_pairs", "fold_texts", "gram_hashes"]

# Characters of a gram: longer than nearly all words, so that two texts seldom share one by chance.
GRAM = 5
SAMPLE = 80  # grams of a text that are compared, about; a shorter text gives all it has
_RARE = 3  # texts that may hold a gram for it to count as rare
_REACH = 2  # neighbours in its list to which a common gram links a text
# Shared grams from which a pair is looked at: rare ones tell much, common ones little.
_LEAST_RARE, _LEAST_COMMON = 2, 6
# Where at least this share of the grams that a pair shares is rare, the texts may be full of
# errors: a twentieth of what a clean copy would share is then enough, else a third.
RARE_SHARE, _LEAST_NOISY, _LEAST_NEAR = 0.15, 0.05, 0.35
# The golden ratio in 64 bits, and a constant of SplitMix64: odd, with bits spread evenly.
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
# One 64-bit number holds a gram and its text: 24 bits number 16 million texts, 40 are left for the
# hash: of a million grams a pair at most falls together by chance.
_TEXT_SIZE, _HASH_SIZE = np.uint64(24), np.uint64(40)
_TEXT_BITS = np.uint64((1 << 24) - 1)
_HASH_BITS = np.uint64((1 << 40) - 1)
# Grams, texts and pairs of a block: so few that its arrays stay in the processor's cache.
_BLOCK = 1 << 15
_TEXTS = 128
_PAIRS = 1024
_LINKED = 1 << 20  # grams whose links are told at a time, at some 60 bytes each


@dataclass(frozen=True)
class FoldedTexts:
    """Letters and digits of many texts, end to end, in one form of case and width.

    Attributes
    ----------
    codes : ndarray of uint16
        UTF-16 code units.
    starts : ndarray of int64
        Where each text begins; one more at the end.
    """

    codes: NDArray[np.uint16]
    starts: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Letters and digits of each text."""
        return np.diff(self.starts)

    def __getitem__(self, number: int) -> str:
        """One folded text."""
        codes = self.codes[self.starts[number] : self.starts[number + 1]]
        return codes.tobytes().decode("utf-16-le", "replace")


@lru_cache(maxsize=1)
def _fold_table() -> NDArray[np.uint16]:
    """What each UTF-16 unit becomes; zero for what is no letter, digit or half of a rare one."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(0x10000):
        character = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else chr(code)
        if character.isalnum():
            lower = character.lower()
            table[code] = ord(lower) if len(lower) == 1 else code
    table[0xD800:0xE000] = np.arange(0xD800, 0xE000)
    table.flags.writeable = False
    return table


def fold_texts(texts: Any) -> FoldedTexts:
    """Reduce texts to letters and digits of one case and width.

    Punctuation and spaces go, since they are what editing and OCR change first.

    Parameters
    ----------
    texts : list or array of str
        Any texts, empty ones among them; taken a few at a time.

    Examples
    --------
    >>> fold_texts(["Ａ级, 景区。", ""])[0]
    'a级景区'
    """
    table = _fold_table()
    codes, lengths = [np.zeros(0, np.uint16)], [np.zeros(1, np.int64)]
    for begin in range(0, len(texts), _TEXTS):
        block = texts[begin : begin + _TEXTS]
        part = [text.encode("utf-16-le", "surrogatepass") for text in block]
        sizes = np.fromiter((len(units) // 2 for units in part), np.int64, len(part))
        units = table[np.frombuffer(b"".join(part), np.uint16)]
        kept = units > 0
        before = np.concatenate([[0], np.cumsum(kept)])
        lengths.append(np.diff(before[np.concatenate([[0], np.cumsum(sizes)])]))
        codes.append(units[kept])
    return FoldedTexts(np.concatenate(codes), np.cumsum(np.concatenate(lengths)))


def gram_hashes(codes: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """One well-mixed 64-bit number for every run of `GRAM` characters."""
    wide = codes.astype(np.uint64)
    # Two characters, then four, then five: three products a gram instead of five.
    hashes = wide[:-1] * _PRIME + wide[1:]
    hashes = hashes[:-2] * _PRIME + hashes[2:]
    hashes = hashes[: -(GRAM - 4)] * _PRIME + wide[GRAM - 1 :]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _sampled(folded: FoldedTexts) -> NDArray[np.uint64]:
    """Grams in every text's sample, each once a text: 40 bits of hash, 24 of the text's number."""
    n_grams = np.maximum(folded.lengths - GRAM + 1, 0)
    share = np.minimum(SAMPLE / np.maximum(n_grams, 1), 1.0)
    limits = (share * (2**32 - 1)).astype(np.uint32)
    keys = [np.zeros(0, np.uint64)]
    for begin in range(0, len(folded.codes) - GRAM + 1, _BLOCK):
        block = gram_hashes(folded.codes[begin : begin + _BLOCK + GRAM - 1])
        owner = _owners(folded.starts, begin, begin + len(block) + GRAM - 1)
        mine = owner[: len(block)]
        # A gram lies within one text, and its hash under that text's threshold.
        chosen = (block >> np.uint64(32)).astype(np.uint32) <= limits[mine]
        chosen &= mine == owner[GRAM - 1 :]
        keys.append((block[chosen] & ~_TEXT_BITS) | mine[chosen])
    ordered = np.concatenate(keys)
    keys.clear()
    ordered.sort()
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _owners(starts: NDArray[np.int64], begin: int, end: int) -> NDArray[np.uint32]:
    """Number of the text to which each place of a block belongs."""
    low = int(np.searchsorted(starts, begin, side="right")) - 1
    high = int(np.searchsorted(starts, end, side="left"))
    cut = np.clip(starts[low : high + 1], begin, end)
    inside = cut[1:] - cut[:-1]
    return np.repeat(np.arange(low, low + len(inside), dtype=np.uint32), inside)


@dataclass(frozen=True)
class Candidates:
    """Pairs of texts that may be copies.

    Attributes
    ----------
    first, second : ndarray of int64
        Numbers of the texts; first < second.
    rare_share : ndarray of float64
        Of the sampled grams that a pair shares, the share that at most one more text holds.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    rare_share: NDArray[np.float64]


def candidate_pairs(folded: FoldedTexts) -> Candidates:
    """Pairs of texts that share grams of their samples.

    Each text is sampled by hash value (Manber 1994; Broder 1997), with a threshold that gives about
    `SAMPLE` grams whatever its length, so that two texts pick the same grams where they agree. A
    pair qualifies by a few grams that hardly any other text holds, or by many common ones; common
    grams link a text to its next neighbours and to the first only, so that the cost stays linear.

    Parameters
    ----------
    folded : FoldedTexts
        Texts, fewer than 2**24.

    Raises
    ------
    InputError
        Where there are more.

    Examples
    --------
    >>> text = "市政府今天召开常务会议研究部署下一阶段重点工作"
    >>> candidate_pairs(fold_texts([text, "另一篇不相干的文章说的是别的事情", text])).second
    array([2])
    """
    if len(folded.lengths) > int(_TEXT_BITS):
        raise InputError(f"more than {int(_TEXT_BITS):,} articles: compare them in parts.")
    grams, n_texts = _in_two_texts(_sampled(folded)), len(folded.starts)
    links = _links(grams, n_texts, range(2, _RARE + 1), _RARE - 1)
    rare_links = pairs_that_occur(links, n_texts**2, least=1)
    links = _links(grams, n_texts, range(_RARE + 1, n_texts), _REACH)
    common, _ = pairs_that_occur(links, n_texts**2, least=_LEAST_COMMON)
    keys = np.union1d(rare_links[0][rare_links[1] >= _LEAST_RARE], common)
    first, second = keys // n_texts, keys % n_texts
    shared = _shared(grams, first, second)
    rare_share = _looked_up(keys, *rare_links) / np.maximum(shared, 1)
    # Pairs without rare grams need near identity, which leaves most of the sample in common.
    lengths = np.maximum(np.sort(folded.lengths[np.stack([first, second])], axis=0), 1)
    expected = np.minimum(lengths[0], SAMPLE) * (lengths[0] / lengths[1])
    least = np.where(rare_share >= RARE_SHARE, _LEAST_NOISY, _LEAST_NEAR) * expected
    good = shared >= np.maximum(least, _LEAST_RARE)
    return Candidates(first[good], second[good], rare_share[good])


def _in_two_texts(grams: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Sorted grams without those that one text alone holds, which are most."""
    keep = np.zeros(len(grams) + 1, np.bool_)
    alike = (grams[1:] ^ grams[:-1]) <= _TEXT_BITS
    keep[1:-1] = alike
    keep[: len(alike)] |= alike
    return grams[keep[:-1]]


def _links(
    grams: NDArray[np.uint64], n_texts: int, sizes: range, reach: int
) -> Iterator[NDArray[np.int64]]:
    """Pairs of texts, once for every gram that links them, of the grams that so many texts hold."""
    for block in _whole_groups(grams):
        starts = np.flatnonzero(np.append(True, (block[1:] ^ block[:-1]) > _TEXT_BITS))
        counts = np.diff(np.append(starts, len(block)))
        chosen = np.repeat((counts >= sizes.start) & (counts < sizes.stop), counts)
        group = np.repeat(np.arange(len(starts)), counts)[chosen]
        yield _linked(group, (block[chosen] & _TEXT_BITS).astype(np.int64), n_texts, reach)


def _whole_groups(grams: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """Sorted grams in blocks; all texts that hold a gram stand in one of them."""
    start = 0
    while start < len(grams):
        end = start + _LINKED
        if end < len(grams):
            end = int(np.searchsorted(grams, grams[end] | _TEXT_BITS, side="right"))
        yield grams[start:end]
        start = end


def _linked(
    group: NDArray[np.int64], owners: NDArray[np.int64], n_texts: int, reach: int
) -> NDArray[np.int64]:
    """Pairs of texts that a gram links: near in its list, or its first and any."""
    starts = np.flatnonzero(np.append(True, group[1:] != group[:-1])[: len(group)])
    leader = np.repeat(owners[starts], np.diff(np.append(starts, len(group))))
    keys = [(leader * n_texts + owners)[leader != owners]]
    for step in range(1, reach + 1):
        same = (group[step:] == group[:-step]) & (owners[:-step] != leader[step:])
        keys.append(owners[:-step][same] * n_texts + owners[step:][same])
    return np.concatenate(keys)


def _looked_up(
    keys: NDArray[np.int64], known: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Counts of keys, zero for those that are not known."""
    if len(known) == 0:
        return np.zeros(len(keys), np.int64)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, counts[at], 0)


def _shared(
    grams: NDArray[np.uint64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Number of sampled grams that each pair has in common."""
    if len(first) == 0:
        return np.zeros(0, np.int64)
    # The same numbers with the text in front, so that a text's grams stand together.
    keys = grams << _HASH_SIZE
    keys |= grams >> _TEXT_SIZE
    keys.sort()
    texts = np.arange(max(first.max(), second.max()) + 2, dtype=np.uint64)
    bounds = np.searchsorted(keys, texts << _HASH_SIZE)
    blocks = range(0, len(first), _PAIRS)
    return np.concatenate(
        [_in_common(keys, bounds, first[k : k + _PAIRS], second[k : k + _PAIRS]) for k in blocks]
    )


def _in_common(
    keys: NDArray[np.uint64],
    bounds: NDArray[np.int64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Number of grams in common of a few pairs; those of text k are ``keys[bounds[k:k+2]]``."""
    counts = bounds[first + 1] - bounds[first]
    ends = np.cumsum(counts)
    at = np.arange(ends[-1]) + np.repeat(bounds[first] - ends + counts, counts)
    sought = np.repeat(second.astype(np.uint64) << _HASH_SIZE, counts) | (keys[at] & _HASH_BITS)
    found = keys[np.minimum(np.searchsorted(keys, sought), len(keys) - 1)] == sought
    before = np.concatenate([[0], np.cumsum(found)])
    return np.asarray(before[ends] - before[ends - counts])
