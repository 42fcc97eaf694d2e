"""Candidates for near-duplicates: articles whose sampled character 5-grams meet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FoldedTexts", "candidate_pairs", "fold_texts"]

GRAM = 5
SAMPLE = 64
_REACH = 8
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_BLOCK = 1 << 22


@dataclass(frozen=True)
class FoldedTexts:
    """Letters and digits of many texts, end to end, in one form of case and width.

    Attributes
    ----------
    codes : ndarray of uint32
        Code points.
    starts : ndarray of int64
        Where each text begins; one more at the end.
    """

    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Letters and digits of each text."""
        return np.diff(self.starts)

    def __getitem__(self, number: int) -> str:
        """One folded text."""
        codes = self.codes[self.starts[number] : self.starts[number + 1]]
        return codes.tobytes().decode("utf-32-le")


def _fold_table() -> NDArray[np.uint32]:
    """What each code point of the basic plane becomes; zero for what is no letter or digit."""
    table = np.zeros(0x10000, np.uint32)
    for code in range(0x10000):
        character = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else chr(code)
        if character.isalnum():
            lower = character.lower()
            table[code] = ord(lower) if len(lower) == 1 else code
    return table


def fold_texts(texts: list[str]) -> FoldedTexts:
    """Reduce texts to letters and digits of one case and width.

    Punctuation and spaces go, since they are what editing and OCR change first.

    Parameters
    ----------
    texts : list of str
        Any texts, empty ones among them.

    Examples
    --------
    >>> fold_texts(["Ａ级, 景区。", ""])[0]
    'a级景区'
    """
    table = _fold_table()
    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    joined = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    folded = np.where(joined < len(table), table[np.minimum(joined, len(table) - 1)], joined)
    kept = np.concatenate([[0], np.cumsum(folded > 0)])
    starts = kept[np.concatenate([[0], np.cumsum(lengths)])].astype(np.int64)
    return FoldedTexts(folded[folded > 0], starts)


def _gram_hashes(codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One well-mixed 64-bit number for every run of `GRAM` characters."""
    n_grams = max(len(codes) - GRAM + 1, 0)
    hashes = np.zeros(n_grams, np.uint64)
    for offset in range(GRAM):
        hashes *= _PRIME
        hashes += codes[offset : offset + n_grams]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _sampled(
    folded: FoldedTexts,
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint32]]:
    """Hash, text and threshold of the grams in every text's sample, block by block."""
    n_grams = np.maximum(folded.lengths - GRAM + 1, 0)
    share = np.minimum(SAMPLE / np.maximum(n_grams, 1), 1.0)
    limits = (share * (2**32 - 1)).astype(np.uint32)
    owner = np.repeat(np.arange(len(n_grams), dtype=np.int32), folded.lengths)
    hashes, owners = [], []
    for begin in range(0, max(len(folded.codes) - GRAM + 1, 0), _BLOCK):
        end = begin + _BLOCK
        block = _gram_hashes(folded.codes[begin : end + GRAM - 1])
        mine = owner[begin : begin + len(block)]
        # A gram lies within one text, and its hash under that text's threshold.
        chosen = (block >> np.uint64(32)) <= limits[mine]
        chosen &= mine == owner[begin + GRAM - 1 : begin + GRAM - 1 + len(block)]
        hashes.append(block[chosen])
        owners.append(mine[chosen])
    if not hashes:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32), limits
    return np.concatenate(hashes), np.concatenate(owners), limits


def candidate_pairs(
    folded: FoldedTexts, *, least_shared: int = 4
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of texts that share sampled grams, and how many.

    Each text is sampled by hash value (Manber 1994; Broder 1997), with a threshold that gives about
    `SAMPLE` grams whatever its length, so that two texts pick the same grams where they agree. A
    gram that many texts share links each to its next neighbours only: the cost stays linear.

    Parameters
    ----------
    folded : FoldedTexts
        Texts.
    least_shared : int
        Sampled grams that a pair must share.

    Returns
    -------
    first, second, shared : ndarray of int64
        Numbers of the texts, first < second, and the grams seen in common.
    """
    hashes, owners, _ = _sampled(folded)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    if len(hashes):
        fresh = np.append(True, (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1]))
        hashes, owners = hashes[fresh], owners[fresh].astype(np.int64)
    n_texts, keys = len(folded.starts), [np.zeros(0, np.int64)]
    for step in range(1, _REACH + 1):
        same = hashes[step:] == hashes[:-step]
        keys.append(owners[:-step][same] * n_texts + owners[step:][same])
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    enough = shared >= least_shared
    return pairs[enough] // n_texts, pairs[enough] % n_texts, shared[enough]
