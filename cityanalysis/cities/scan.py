"""What one pass over a text leaves behind: names, words of a text about itself, words of news."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cityanalysis.cities.characters import Gaps
from cityanalysis.cities.name_forms import Surface

__all__ = ["LEAD", "Mention", "OwnWord", "Scan"]

# Characters of a text that count as its lead: about the first sentence or two of a report.
LEAD = 100


class Mention(NamedTuple):
    """A name in a text: its surface form, where it stands and in which role.

    ``role``: plain, zone, town, landmark, bare, school, company, product, team, media, event,
    region or people. ``joined``: the name follows the one before it without a gap (山东聊城).
    """

    surface: Surface
    start: int
    end: int
    role: str
    joined: bool


class OwnWord(NamedTuple):
    """A word by which a text speaks of its own city; ``is_strong``: it can mean nothing else."""

    start: int
    end: int
    is_strong: bool


@dataclass(slots=True)
class Scan:
    """What one pass over a text found; positions count characters of the text without gaps.

    ``ordinary``: names that are ordinary words too (和平), not looked at yet, as the automaton
    found them: (index, start, end). ``lead_words`` and ``later_words``: how many words of each kind
    of news stand in the lead and after it; the kinds are those of ``Words.cues``.
    """

    text: str = ""
    gaps: Gaps | None = None
    mentions: list[Mention] = field(default_factory=list)
    ordinary: list[tuple[int, int, int]] = field(default_factory=list)
    own: list[OwnWord] = field(default_factory=list)
    lead_words: dict[str, int] = field(default_factory=dict)
    later_words: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, start: int) -> None:
        """Count a word of a kind of news that begins there."""
        words = self.lead_words if start < LEAD else self.later_words
        words[kind] = words.get(kind, 0) + 1
