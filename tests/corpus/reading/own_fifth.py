"""A web page of the fifth set, and what a reader must take from it."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["TrialPage"]


@dataclass(frozen=True)
class TrialPage:
    """A page with its headline, day, the ends of its text, and what is none of the text."""

    name: str
    title: str
    date: str
    first: str
    last: str
    lacks: Sequence[str]
    markup: str
    encoding: str = "utf-8"
