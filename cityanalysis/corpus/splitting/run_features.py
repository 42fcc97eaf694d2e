"""Features of short lines in a row, and of the bodies that follow them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cityanalysis.corpus.splitting.paragraphs import HAN
from cityanalysis.corpus.splitting.piece_features import Group, Look
from cityanalysis.corpus.splitting.shared_words import SHORT

__all__ = ["following_features", "run_features", "shape_features"]

_PLACE = re.compile(rf"(?<=[{HAN}]{{2}})(?:市|县|区|镇|乡|村|街道|公司|集团|大学|医院|学校)")
# Characters of a body within which a story names its place.
_LEAD = 40
# Longer runs count as runs of this length.
_LONGEST_RUN = 5
_MOST_BODIES = 4
# Classes of length of the first body, in steps of so many characters.
_BODY_STEP, _MOST_STEPS = 120, 3
# Lines on either side among which those of one shape are counted.
_NEAR = 16
_MOST_ALIKE = 4
_LONGEST_SHAPED = 30
_UNSHAPED = ("byline", "meta", "ui", "feed")
_PLAIN = ",open,False,False,False"


def run_features(looks: Sequence[Look], signed: Sequence[bool]) -> Iterator[Group]:
    """Place of each short piece in its run, and what the body after the run introduces."""
    short = [look.length <= SHORT for look in looks]
    before, after = _run_lengths(short), _run_lengths(short[::-1])[::-1]
    body, introduced = 0, ""
    for i in range(len(looks)):
        if not short[i]:
            yield ()
            continue
        first, following = i - before[i], i + after[i] + 1
        if following != body:
            body, introduced = following, _introduced(looks, following)
        place = ""
        if introduced:
            known = any(introduced in looks[k].text for k in range(max(0, first - 2), first))
            place = "known" if known else "new"
        lead = looks[following].lead if following < len(looks) else -1
        yield _run_names(before[i], min(_LONGEST_RUN, before[i] + after[i]), place, lead, signed[i])


def _run_lengths(short: Sequence[bool]) -> list[int]:
    """Number of short pieces in a row before each, at most five."""
    found, length = [], 0
    for is_short in short:
        found.append(length)
        length = min(_LONGEST_RUN, length + 1) if is_short else 0
    return found


def _introduced(looks: Sequence[Look], i: int) -> str:
    """First place or body that piece `i` names at its beginning."""
    if i >= len(looks) or not (found := _PLACE.search(looks[i].text, 0, _LEAD)):
        return ""
    return looks[i].text[found.start() - 2 : found.end()]


@cache
def _run_names(before: int, others: int, place: str, lead: int, signed: bool) -> Group:
    names: Group = (f"run={before},{others}",)
    if lead >= 0:
        names = (*names, f"next lead={lead}", f"next lead={lead},{signed}")
    return (*names, f"place={place}") if place else names


def following_features(looks: Sequence[Look], kinds: Sequence[str]) -> Iterator[Group]:
    """For each piece the bodies that follow: how many in a row, how long and of what kind.

    `kinds` holds the kind of each piece (`line_kinds`).
    """
    n = len(looks)
    next_body, next_short = [n] * (n + 1), [n] * (n + 1)
    for i in range(n - 1, -1, -1):
        is_body = looks[i].length > SHORT
        next_body[i] = i if is_body else next_body[i + 1]
        next_short[i] = next_short[i + 1] if is_body else i
    for i in range(n):
        first = next_body[i]
        if first == n:
            yield ("follows=none",)
            continue
        end = next_short[first]
        size = min(_MOST_STEPS, looks[first].length // _BODY_STEP)
        yield _following_names(min(_MOST_BODIES, end - first), size, kinds[first], kinds[end - 1])


@cache
def _following_names(count: int, size: int, first: str, last: str) -> Group:
    return (f"follows={count},{first}", f"follows={count},{size}", f"follows last={last},{count}")


def shape_features(looks: Sequence[Look]) -> Iterator[Group]:
    """For each piece how it is written, and how many lines nearby are written as it is."""
    shapes = [_shape(look) for look in looks]
    for i, shape in enumerate(shapes):
        near = shapes[max(0, i - _NEAR) : i + _NEAR + 1]
        yield _shape_names(shape, min(_MOST_ALIKE, near.count(shape) - 1) if shape else 0)


def _shape(look: Look) -> str:
    """What a short line begins and ends with, whether it is quoted, has a comma, has a space."""
    if look.length > _LONGEST_SHAPED or look.piece.mark in _UNSHAPED:
        return ""
    text = look.text
    section = look.piece.mark == "section"
    first = "section" if section else look.starts[0] if look.starts else ""
    quoted = text[0] in '“"' and text[-1] in '”"'
    return f"{first},{look.ending},{'，' in text or ',' in text},{quoted},{' ' in text}"


@cache
def _shape_names(shape: str, count: int) -> Group:
    return (f"shape={shape}", f"same shape={count},{shape == _PLAIN}")
