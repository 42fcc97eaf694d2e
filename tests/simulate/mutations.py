"""Breaks pages in the ways that scanning, copying and bad luck do; the same seed, the same harm."""

import random
from collections.abc import Callable

_INSERTED = (
    *"\n\r\t 　。，“”（）【】《》□■*_#|1a\x00\x0b\x1c\x85\u200b\u2028\ufeff\ud83d\U0001f600",
    "\r\n",
    "\n\n\n",
    "本报讯 ",
    "□记者 ",
    "(来源:",
    "图为",
    "编者按：",
    "1月1日",
    "扫一扫",
)
_SWAPPED = str.maketrans("（）【】“”《》()[]。，", "）（】【”“》《)(][，。")


def _delete(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.randint(1, 60) :]


def _insert(text: str, rng: random.Random) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(_INSERTED) * rng.choice((1, 1, 1, 2, 30)) + text[at:]


def _any_character(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + chr(rng.randrange(0x110000)) + text[at + 1 :]


def _move(text: str, rng: random.Random) -> str:
    a, b, c = sorted(rng.randint(0, len(text)) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def _swap_brackets(text: str, rng: random.Random) -> str:
    a, b = sorted(rng.randint(0, len(text)) for _ in range(2))
    return text[:a] + text[a:b].translate(_SWAPPED) + text[b:]


def _cut(text: str, rng: random.Random) -> str:
    return text[: rng.randint(1, len(text))]


def _lines(text: str, rng: random.Random) -> str:
    """Lines shuffled, left out, doubled or joined."""
    lines = text.split("\n")
    way = rng.randrange(4)
    if way == 0:
        rng.shuffle(lines)
    elif way == 1:
        lines = [line for line in lines if rng.random() < 0.8]
    elif way == 2:
        lines = [line for line in lines for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    return ("" if way == 3 else "\n").join(lines)


def _wrap(text: str, rng: random.Random) -> str:
    width = rng.randint(1, 40)
    return "\n".join(text[k : k + width] for k in range(0, len(text), width))


_OFTEN: tuple[Callable[[str, random.Random], str], ...] = (_delete, _insert, _any_character, _move)
_SELDOM: tuple[Callable[[str, random.Random], str], ...] = (_swap_brackets, _cut, _lines, _wrap)


def mutate(text: str, rng: random.Random) -> str:
    """A broken copy of a page."""
    for _ in range(rng.randint(1, 50)):
        text = rng.choice(_OFTEN)(text, rng) or "。"
    for _ in range(rng.choice((0, 0, 1, 2))):
        text = rng.choice(_SELDOM)(text, rng) or "。"
    return text
