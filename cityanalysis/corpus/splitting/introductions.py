"""What a short line introduces: a place that is new on the page, or a number that goes on."""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import add

from cityanalysis.corpus.splitting.numbering import Number, number_of
from cityanalysis.corpus.splitting.piece_features import Group, Look
from cityanalysis.corpus.splitting.shared_words import SHORT
from cityanalysis.resources import data_path

__all__ = ["number_features", "place_kinds"]

# Pieces before a line whose places are known, and after it where a number may go on.
_BEFORE, _AFTER = 14, 12
# Characters of a body within which it names where it happened.
_LEAD = 60
_PREFECTURE = 4  # digits of a code that tell the prefecture
_SUFFIXES = ("自治州", "地区", "市", "县", "盟")


def number_features(looks: Sequence[Look], signed: Sequence[bool]) -> Iterator[Group]:
    """For each short piece whether it is numbered as those before it and after it are.

    A line without a number between the second section and the third is no subhead.
    """
    numbers = [number_of(look.text) for look in looks]
    following = _following(numbers, signed)
    last: Number | None = None
    for look, number, after, sign in zip(looks, numbers, following, signed):
        if sign and number is None and look.length <= SHORT:
            last = None
        if look.length <= SHORT:
            yield _number_names(number is not None, last is not None, _goes_on(last, after), sign)
        else:
            yield ()
        last = number or last


def _following(numbers: Sequence[Number | None], signed: Sequence[bool]) -> list[Number | None]:
    """For each piece the next number behind it, unless that is far or an article begins before."""
    found: list[Number | None] = []
    number, at = None, len(numbers) + _AFTER
    for i in range(len(numbers) - 1, -1, -1):
        found.append(number if at - i <= _AFTER else None)
        if numbers[i] is not None:
            number, at = numbers[i], i
        elif signed[i]:
            number = None
    return found[::-1]


def _goes_on(last: Number | None, after: Number | None) -> str:
    if after is None:
        return "none"
    if last is not None and after == (last[0], last[1] + 1):
        return "next"
    return "first" if after[1] == 1 else "other"


@cache
def _number_names(own: bool, before: bool, after: str, signed: bool) -> Group:
    return (f"number={own},{before},{after}", f"number={own},{before},{after},{signed}")


def place_kinds(looks: Sequence[Look]) -> Iterator[tuple[str, str]]:
    """For each piece whether it, and the body that follows, name places that stood before.

    Nothing but empty words for long pieces; else ``none``, ``known``, ``near`` (another place of a
    prefecture that was named), ``new`` or, where no place was named before, ``first``.
    """
    named = [_places(look.text[: SHORT if look.length <= SHORT else 2 * SHORT]) for look in looks]
    lead = frozenset[str]()
    kinds = [("", "")] * len(looks)
    for i in range(len(looks) - 1, -1, -1):
        if looks[i].length > SHORT:
            lead = _places(looks[i].text[:_LEAD])
            continue
        before = frozenset[str]().union(*named[max(0, i - _BEFORE) : i])
        kinds[i] = _kind(named[i], before), _kind(lead, before)
    yield from kinds


def _kind(named: frozenset[str], before: frozenset[str]) -> str:
    if not named:
        return "none"
    if not before:
        return "first"
    if not named.isdisjoint(before):
        return "known"
    return "new" if _prefectures(named).isdisjoint(_prefectures(before)) else "near"


def _prefectures(named: frozenset[str]) -> frozenset[str]:
    """First four digits of the codes that places of these names have or had."""
    return frozenset[str]().union(*(_names()[name] for name in named))


def _places(text: str) -> frozenset[str]:
    """Names of cities and counties in a text, by their first two or three characters."""
    pairs = list(map(add, text, text[1:]))
    return frozenset(pairs).union(map(add, pairs, text[2:])) & _names().keys()


@cache
def _names() -> dict[str, set[str]]:
    """Cities and counties without their suffix, but for ordinary words, and their prefectures."""
    lines = data_path("gazetteer/ordinary.txt").read_text(encoding="utf-8").splitlines()
    ordinary = {word for line in lines if not line.startswith("#") for word in line.split()}
    found: dict[str, set[str]] = {}
    with data_path("gazetteer/units.csv").open(encoding="utf-8", newline="") as rows:
        for code, name, level, *_ in islice(csv.reader(rows), 1, None):
            suffix = next((end for end in _SUFFIXES if name.endswith(end)), "")
            stem = name.removesuffix(suffix)
            if suffix and level != "province" and len(stem) > 1 and stem not in ordinary:
                found.setdefault(stem[:3], set()).add(code[:_PREFECTURE])
    return found
