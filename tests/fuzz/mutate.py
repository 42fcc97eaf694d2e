"""Damage to files, as disks, transfers and bad programs do it; the same seed, the same harm."""

import random
from collections.abc import Callable

__all__ = ["mutate"]

# Bytes at which readers stumble: ends of strings, marks of encodings, quotes, tags, wide numbers.
_STUMBLES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xff" * 8,
    b"\x80" * 4,
    b'"',
    b"\r",
    b"\n\n",
    b"]]>",
    b"<!--",
    b"{" * 40,
    b"[" * 40,
    b"9" * 40,
    b"-1",
    b"\x1b[2J",
    b"\xed\xa0\x80",
)


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 4, 32))):
        data[rng.randrange(len(data))] = rng.randrange(256)


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def _drop(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.randint(1, 200)]


def _insert(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(_STUMBLES) * rng.choice((1, 1, 1, 50))


def _repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 500)]
    data[start:start] = piece * rng.choice((1, 2, 40))


def _swap(data: bytearray, rng: random.Random) -> None:
    a, b, c = sorted(rng.randrange(len(data) + 1) for _ in range(3))
    data[a:c] = data[b:c] + data[a:b]


_HARMS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _drop,
    _insert,
    _repeat,
    _swap,
)


def mutate(content: bytes, seed: int) -> bytes:
    """The content with one to three kinds of harm done to it."""
    rng = random.Random(seed)
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 3))):
        if data:
            rng.choice(_HARMS)(data, rng)
    return bytes(data)
