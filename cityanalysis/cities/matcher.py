"""One pass over a text: which names stand where, and what their surroundings say of them."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from cityanalysis.cities.characters import Gaps, fold, traditional_marks, without_gaps
from cityanalysis.cities.context_words import Words, read_words
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.name_forms import BARE, DELICATE, ORDINARY, SHARED, Surface, surfaces_of
from cityanalysis.cities.name_judge import (
    CLOSING,
    HANDLES,
    NAMED,
    OF_TOWNS,
    QUOTES,
    REGION,
    NameJudge,
    sight_role,
)
from cityanalysis.cities.ocr_variants import Variants
from cityanalysis.cities.scan import Mention, OwnWord, Scan
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.towns import Towns, names_that_hide_others
from cityanalysis.cities.unit_names import stem_of
from cityanalysis.cities.word_borders import Pair

__all__ = ["NEWS", "Matcher", "matcher_of"]

NEWS = ("foreign", "institution", "general", "province_words")
_COUNTED = frozenset({*NEWS, "country"})
# Begin a name and join two names: 许昌和平顶山 is no 和平.
_AND = frozenset("和同与及")
_AND_REACH = 8  # characters after them in which the second name must end
_DIRECTIONS = frozenset("东南西北")
# Kinds of words without which a text names no city.
_SPEAKING = frozenset({"name", "self", "traditional"})
_ORGANISATIONS = frozenset({"school", "company"})


class _Any(frozenset[str]):
    """A set that holds everything: every neighbour asks for a closer look."""

    def __contains__(self, _: object) -> bool:
        return True


_ANY = _Any()


class _Name(NamedTuple):
    """A name, the characters before and after it with which it must be looked at closely, and its
    role with all others."""

    surface: Surface
    before: frozenset[str]
    after: frozenset[str]
    role: str


class Matcher:
    """Finds names in texts; built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.surfaces = surfaces_of(gazetteer)
        self.words: Words = read_words()
        by_text = {surface.text: surface for surface in self.surfaces}
        self.judge = NameJudge(self.words, lambda: self.segmenter, by_text)
        kinds = dict.fromkeys(names_that_hide_others(), "none") | self.words.cues
        kinds |= dict.fromkeys(traditional_marks(by_text), "traditional")
        for surface in by_text.values():
            kinds[surface.text] = "ordinary" if surface.grade == ORDINARY else "name"
        # Words that make a text worth a closer look come first: the smallest index tells that one
        # is there.
        patterns = sorted(kinds, key=lambda word: kinds[word] not in _SPEAKING)
        self._kinds = [kinds[word] for word in patterns]
        self._speaking = sum(kind in _SPEAKING for kind in self._kinds)
        self._meant = {n: by_text[word] for n, word in enumerate(patterns) if word in by_text}
        self._names: list[_Name | None] = [None] * len(patterns)
        self._with_and = frozenset(n for n in self._meant if patterns[n][0] in _AND)
        self._automaton = ahocorasick_rs.AhoCorasick(
            patterns,
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
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
        kinds, names, tails = self._kinds, self._names, self.words.tails
        mentions, country_end, after_and = scan.mentions, -1, 0
        for match in matches:
            index, start, end = match
            if start < after_and:
                continue
            if index in self._with_and and mentions and mentions[-1][2] == start:
                index, start, end = self._after_and(text, index, start, end)
                after_and = end
            kind = kinds[index]
            if kind in _COUNTED:
                if kind == "country":
                    kind, country_end = "foreign", end
                scan.count(kind, start)
            elif kind == "name" or (kind == "ordinary" and mentions and mentions[-1][2] == start):
                joined = bool(mentions) and mentions[-1][2] == start
                surface, before, after, role = names[index] or self._look(index)
                following = text[end : end + 1]
                if start == country_end:
                    scan.count("foreign", start)  # 美国德州
                elif (
                    following not in after
                    and (joined or text[start - 1 : start] not in before)
                    and not (following in tails and self.words.tail(text, end)[0])
                ):
                    mentions.append(Mention(surface, start, end, role, joined))
                else:
                    mention = self.judge.mention(surface, text, start, end, mentions)
                    if mention is not None:
                        mentions.append(mention)
            elif kind == "ordinary":
                scan.ordinary.append(match)
            elif kind == "self":
                scan.own.append(OwnWord(start, end, text[start:end] in self.words.strong_self))
            elif kind == "traditional":
                return None
            elif mentions and kind in _ORGANISATIONS:
                self.judge.organisation(text, start, end, kind, mentions)
        return scan

    def _after_and(self, text: str, index: int, start: int, end: int) -> tuple[int, int, int]:
        """平顶山 rather than 和平 in 许昌和平顶山: after a name, the name behind the word for "and"
        where it reaches further."""
        first = start + 1
        for other, left, right in self._automaton.find_matches_as_indexes(
            text[first : first + _AND_REACH]
        ):
            if left == 0 and first + right > end and self._kinds[other] == "name":
                return other, first, first + right
            break
        return index, start, end

    def surface(self, index: int) -> Surface:
        """The name that a match with the index is of."""
        return self._meant[index]

    def _look(self, index: int) -> _Name:
        """A name with the neighbours beside which it must be looked at more closely."""
        surface = self._meant[index]
        role = sight_role(surface) if surface.form == "landmark" else "plain"
        found = self._names[index] = _Name(surface, *self._neighbours(surface), role)
        return found

    def _neighbours(self, surface: Surface) -> Pair:
        is_word = surface.grade == SHARED and surface.level == "prefecture"
        if surface.caution in (BARE, DELICATE) or is_word:
            return _ANY, _ANY
        if surface.form == "landmark" or not surface.is_doubtful:
            is_district = surface.form == "full" and surface.text[-1] == "区"
            return frozenset(), frozenset(REGION if is_district else ())
        stem = len(stem_of(surface.text)) if surface.form == "full" else 0
        found = self.segmenter.doubtful(surface.text, stem)
        if found is None:
            return _ANY, _ANY
        sides = _DIRECTIONS if surface.level == "county" else frozenset[str]()
        before = found[0] | NAMED | HANDLES | sides | {"小"}
        return before, found[1] | CLOSING | QUOTES | OF_TOWNS | {"》", REGION}


@lru_cache(maxsize=4)
def matcher_of(gazetteer: Gazetteer) -> Matcher:
    """The matcher of a gazetteer; building it takes a tenth of a second."""
    return Matcher(gazetteer)
