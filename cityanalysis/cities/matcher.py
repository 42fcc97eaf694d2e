"""One pass over a text: which names stand where, and what their surroundings make of them."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from cityanalysis.cities.characters import Gaps, fold, traditional_marks, without_gaps
from cityanalysis.cities.context_words import Words, read_words
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.name_forms import BARE, DELICATE, ORDINARY, Surface, surfaces_of
from cityanalysis.cities.name_judge import CLOSING, NameJudge
from cityanalysis.cities.ocr_variants import Variants
from cityanalysis.cities.scan import Mention, OwnWord, Scan, new_mention, new_ordinary
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.towns import Towns, names_that_hide_others
from cityanalysis.cities.unit_names import stem_of

__all__ = ["NEWS", "Matcher", "matcher_of"]

NEWS = ("foreign", "institution", "general", "province_words")
_NEWS = frozenset(NEWS)
# Kinds of words without which a text names no city.
_SPEAKING = frozenset({"name", "self", "traditional"})
_ORGANISATIONS = frozenset({"school", "company"})


class _Neighbours(NamedTuple):
    """The characters before and after a name with which it must be looked at more closely."""

    before: frozenset[str]
    after: frozenset[str]


class Matcher:
    """Finds names in texts; built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.surfaces = surfaces_of(gazetteer)
        self.words: Words = read_words()
        self._tails = self.words.tails
        by_text = {surface.text: surface for surface in self.surfaces}
        self.judge = NameJudge(self.words, lambda: self.segmenter, by_text)
        kinds = dict.fromkeys(names_that_hide_others(), "none") | self.words.cues
        kinds |= dict.fromkeys(traditional_marks(by_text), "traditional")
        for surface in by_text.values():
            kinds[surface.text] = "ordinary" if surface.grade == ORDINARY else "name"
        # What makes a text worth a closer look comes first, so that the smallest index tells.
        patterns = sorted(kinds, key=lambda word: kinds[word] not in _SPEAKING)
        self._kinds = [kinds[word] for word in patterns]
        self._speaking = sum(kind in _SPEAKING for kind in self._kinds)
        self._meant = {n: by_text[word] for n, word in enumerate(patterns) if word in by_text}
        self._closer: dict[int, _Neighbours | None] = {}
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
        names = (
            s.text
            for s in self.surfaces
            if s.form != "landmark" and (s.form != "full" or len(s.text) < 3)
        )
        return Segmenter(names, self.words.companions)

    @cached_property
    def towns(self) -> Towns:
        """Towns by name, for texts that name no unit."""
        return Towns(self.gazetteer)

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
        kinds, mentions, country_end = self._kinds, scan.mentions, -1
        for index, start, end in matches:
            kind = kinds[index]
            if kind == "name" or (kind == "ordinary" and mentions and mentions[-1].end == start):
                if start == country_end:
                    scan.count("foreign", start)  # 美国德州
                else:
                    self._add_name(mentions, index, text, start, end)
            elif kind == "country":
                scan.count("foreign", start)
                country_end = end
            elif kind == "ordinary":
                scan.ordinary.append(new_ordinary((self._meant[index], start, end)))
            elif kind in _NEWS:
                scan.count(kind, start)
            elif kind == "self":
                is_strong = text[start:end] in self.words.strong_self
                scan.own.append(OwnWord(start, end, is_strong))
            elif kind == "traditional":
                return None
            elif mentions and kind in _ORGANISATIONS:
                self.judge.organisation(text, start, end, kind, mentions)
        return scan

    def _add_name(
        self, mentions: list[Mention], index: int, text: str, start: int, end: int
    ) -> None:
        """Add the name that stands there, unless its surroundings make it something else."""
        surface = self._meant[index]
        closer = self._closer[index] if index in self._closer else self._look(index)
        joined = bool(mentions) and mentions[-1].end == start
        if closer is not None:
            following = text[end : end + 1]
            if (
                following not in closer.after
                and (joined or text[start - 1 : start] not in closer.before)
                and not (following in self._tails and self.words.tail(text, end)[0])
            ):
                mentions.append(new_mention((surface, start, end, "plain", joined)))
                return
        mention = self.judge.mention(surface, text, start, end, mentions)
        if mention is not None:
            mentions.append(mention)

    def _look(self, index: int) -> _Neighbours | None:
        """With which neighbours a name must be looked at more closely; None for any."""
        found = self._closer[index] = self._neighbours(self._meant[index])
        return found

    def _neighbours(self, surface: Surface) -> _Neighbours | None:
        if surface.form == "landmark" or surface.caution in (BARE, DELICATE):
            return None
        if not surface.is_doubtful:
            return _Neighbours(frozenset(), frozenset())
        stem = len(stem_of(surface.text)) if surface.form == "full" else 0
        found = self.segmenter.doubtful(surface.text, stem)
        return _Neighbours(found[0] | {"小"}, found[1] | CLOSING) if found else None


@lru_cache(maxsize=4)
def matcher_of(gazetteer: Gazetteer) -> Matcher:
    """The matcher of a gazetteer; building it takes a tenth of a second."""
    return Matcher(gazetteer)
