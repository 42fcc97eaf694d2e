"""One pass over a text: which names stand where, and what their surroundings make of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

import ahocorasick_rs

from cityanalysis.cities.characters import (
    Gaps,
    fold,
    traditional_marks,
    without_gaps,
)
from cityanalysis.cities.context_words import Words, read_words
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.name_forms import ORDINARY, Surface, surfaces_of
from cityanalysis.cities.ocr_variants import Variants
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.unit_names import stem_of
from cityanalysis.cities.word_borders import Pair

__all__ = ["Matcher", "Mention", "Scan", "matcher_of"]

# What follows these kinds of names takes them away from the place altogether.
_NO_PLACE = frozenset({"street", "place", "brand", "army", "history"})
_REACH = 7  # characters between a name and the kind of organisation that it belongs to
_PARTICLES = frozenset('的和与在及、，。；：,.;:!?！？“”"（）()《》<>|\n\t 　—-/·0123456789')
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")
LEAD = 100  # characters of a text that count as its lead
NEWS = ("foreign", "institution", "general")
_NEWS = {kind: number for number, kind in enumerate(NEWS)}
# Kinds of words without which a text names no city.
_SPEAKING = frozenset({"name", "self", "traditional"})
_ORGANISATIONS = frozenset({"school", "company"})


class Mention(NamedTuple):
    """A name in a text: its surface form, where it stands and in which role.

    ``role``: plain, zone, school, company, product, team, media, event or people.
    ``joined``: the name follows the one before it without a gap (山东聊城).
    """

    surface: Surface
    start: int
    end: int
    role: str
    joined: bool


# The class itself runs Python code at every call; a text has many names.
_mention: Callable[[tuple[Surface, int, int, str, bool]], Mention] = partial(tuple.__new__, Mention)


@dataclass(slots=True)
class Scan:
    """What one pass over a text found; positions count characters of the text as given.

    ``ordinary``: names that are ordinary words too, not looked at yet. ``own``: words by which a
    text speaks of its own city, and whether they can mean nothing else. ``news``: how many words of
    foreign, institutional and general news stand in the lead, and how many of each after it.
    """

    text: str = ""
    gaps: Gaps | None = None
    mentions: list[Mention] = field(default_factory=list)
    ordinary: list[tuple[Surface, int, int]] = field(default_factory=list)
    own: list[tuple[int, int, bool]] = field(default_factory=list)
    news: list[int] = field(default_factory=lambda: [0] * 6)


class Matcher:
    """Finds names in texts; built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.surfaces = surfaces_of(gazetteer)
        self.words: Words = read_words()
        self._by_text = {surface.text: surface for surface in self.surfaces}
        names = list(self._by_text)
        marks = dict.fromkeys(traditional_marks(names), "traditional")
        kinds = marks | self.words.cues
        for surface in self._by_text.values():
            kinds[surface.text] = "ordinary" if surface.grade == ORDINARY else "name"
        # What makes a text worth a closer look comes first, so that the smallest index tells.
        patterns = sorted(kinds, key=lambda word: kinds[word] not in _SPEAKING)
        self._kinds = [kinds[word] for word in patterns]
        self._speaking = sum(kind in _SPEAKING for kind in self._kinds)
        self._meant = {
            n: self._by_text[word] for n, word in enumerate(patterns) if word in self._by_text
        }
        self._closer: dict[int, Pair | None] = {}
        self._automaton = ahocorasick_rs.AhoCorasick(
            patterns,
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
            implementation=ahocorasick_rs.Implementation.DFA,
            store_patterns=False,
        )

    @cached_property
    def segmenter(self) -> Segmenter:
        """Loaded at the first name that needs it."""
        # 合作市 as a word would win over 合作 and 市场.
        names = (s.text for s in self.surfaces if s.form != "full" or len(s.text) < 3)
        return Segmenter(names, self.words.companions)

    @cached_property
    def variants(self) -> Variants:
        """Names as OCR misreads them, city by city."""
        return Variants(self.gazetteer, self.surfaces)

    def scan(self, contents: Sequence[str], *, every: bool = False) -> list[Scan]:
        """Names and cues of the fields of an article, each in the order of its text.

        No scans where no field has a name or speaks of its own city, unless ``every`` asks for
        them.
        """
        texts = [without_gaps(content) for content in contents]
        found = [self._automaton.find_matches_as_indexes(text) for text in texts]
        if not every:
            for matches in found:
                if matches and min(matches)[0] < self._speaking:
                    break
            else:
                return []
        scans = []
        for content, text, matches in zip(contents, texts, found):
            scan = self._scan(text, matches) or self._folded(text)
            if text is not content:
                scan.gaps = Gaps(content)
            scans.append(scan)
        return scans

    def _folded(self, text: str) -> Scan:
        """The scan of a text in traditional characters."""
        folded = fold(text)
        return self._scan(folded, self._automaton.find_matches_as_indexes(folded)) or Scan(text)

    def _scan(self, text: str, matches: list[tuple[int, int, int]]) -> Scan | None:
        """The scan of a text without gaps; None where it is in traditional characters."""
        scan = Scan(text)
        kinds, meant, news, mentions = self._kinds, self._meant, scan.news, scan.mentions
        tails, country_end, last_end = self.words.tails, -1, -1
        for index, start, end in matches:
            kind = kinds[index]
            if kind in _NEWS:
                news[_NEWS[kind] if start < LEAD else _NEWS[kind] + 3] += 1
            elif kind == "name" or (kind == "ordinary" and start == last_end):
                if start == country_end:
                    news[0 if start < LEAD else 3] += 1  # 美国德州
                    continue
                doubtful, following = self._doubtful(index), text[end : end + 1]
                if (
                    doubtful is not None
                    and following not in doubtful[1]
                    and (start == last_end or text[start - 1 : start] not in doubtful[0])
                    and not (following in tails and self.words.tail(text, end)[0])
                ):
                    plain = (meant[index], start, end, "plain", start == last_end)
                    mentions.append(_mention(plain))
                    last_end = end
                elif mention := self.mention(meant[index], text, start, end, mentions):
                    mentions.append(mention)
                    last_end = mention[2]
            elif kind == "ordinary":
                scan.ordinary.append((meant[index], start, end))
            elif kind == "country":
                news[0 if start < LEAD else 3] += 1
                country_end = end
            elif kind == "self":
                scan.own.append((start, end, text[start:end] in self.words.strong_self))
            elif kind == "traditional":
                return None
            elif mentions and kind in _ORGANISATIONS:
                self._organisation(text, start, end, kind, mentions)
        return scan

    def _doubtful(self, index: int) -> Pair | None:
        """The characters before and after a name with which it must be looked at more closely."""
        try:
            return self._closer[index]
        except KeyError:
            surface = self._meant[index]
            pair: Pair | None = (frozenset(), frozenset())
            if surface.is_doubtful:
                stem = len(stem_of(surface.text)) if surface.form == "full" else 0
                found = self.segmenter.doubtful(surface.text, stem)
                pair = (found[0], found[1] | _CLOSING) if found else None
            self._closer[index] = pair
            return pair

    def mention(
        self, surface: Surface, text: str, start: int, end: int, before: list[Mention]
    ) -> Mention | None:
        """The name that stands there; None where its surroundings make it something else."""
        joined = bool(before) and before[-1].end == start
        kind, length = "", 0
        if text[end : end + 1] in self.words.tails:
            kind, length = self.words.tail(text, end)
        if surface.form == "full":
            stem = len(stem_of(surface.text))
            if surface.is_doubtful and not self.segmenter.is_word(
                text, start, end, joined=joined, stem=stem
            ):
                return self._shortened(surface, text, start, end, before)
            if kind != "zone":
                return _mention((surface, start, end, "plain", joined))
        elif kind in _NO_PLACE or not self.segmenter.is_word(
            text, start, end, joined=joined, closed=kind == "again"
        ):
            return None
        if kind == "zone":
            return _mention((surface, start, end + length, "zone", joined))
        role = "plain" if kind in ("", "again") else kind
        if text[end : end + 1] in _CLOSING and text[start - 1 : start] in _OPENING:
            role = self._bracketed(text, start, before)
        return _mention((surface, start, end, role, joined))

    def _shortened(
        self, surface: Surface, text: str, start: int, end: int, before: list[Mention]
    ) -> Mention | None:
        """聊城 where 聊城市 is no word (聊城市民)."""
        short = self._by_text.get(surface.text[:-1])
        if short is None or short.form == "full" or short.grade == ORDINARY:
            return None
        return self.mention(short, text, start, end - 1, before)

    def _bracketed(self, text: str, start: int, before: list[Mention]) -> str:
        """华泰(上海): a name in brackets after a company's name."""
        head = text[max(0, start - 3) : start - 1]
        if len(head) < 2 or not head.isalpha() or head == "中国":
            return "plain"
        if before:
            self._organisation(text, start - 1, start, "company", before)
        return "company"

    def _organisation(
        self, text: str, start: int, end: int, kind: str, mentions: list[Mention]
    ) -> None:
        """The name shortly before 大学 or 公司 is part of the organisation's name."""
        last = mentions[-1]
        if last.surface.form == "full" or start - last.end > _REACH or last.role != "plain":
            return
        if not _PARTICLES.isdisjoint(text[last.end : start]):
            return
        inside = text[last.end : end]
        if kind == "company" and any(word in inside for word in self.words.local_firms):
            return
        mentions[-1] = last._replace(role=kind)


@lru_cache(maxsize=4)
def matcher_of(gazetteer: Gazetteer) -> Matcher:
    """The matcher of a gazetteer; building it takes a tenth of a second."""
    return Matcher(gazetteer)
