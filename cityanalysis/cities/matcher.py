"""One pass over a text: which names stand where, and in which role."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from cityanalysis.cities.characters import TRADITIONAL_MARKS, fold, without_gaps
from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.surfaces import STRONG, Surface, surfaces_of
from cityanalysis.cities.words import Words, read_words

__all__ = ["Matcher", "Mention", "Scan", "matcher_of"]

# Roles that leave a name no place at all.
_NO_PLACE = frozenset({"street", "place", "brand", "army", "history"})
_REACH = 7  # characters between a name and the kind of organisation that it belongs to
_PARTICLES = frozenset('的和与在及、，。；：,.;:!?！？“”"（）()《》<>|\n\t 　—-/·0123456789')
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜谢邹窦章苏潘葛范彭郎鲁韦昌马苗方俞任袁"
    "柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪石崔吉龚程邢裴陆荣翁荀甄"
    "曲段侯武刘景龙叶黎薄白蒲卓蔺屠池乔谭冉桑桂牛边温庄晏柴瞿阎慕连习艾容向古易廖耿满匡寇广欧利聂曾关查丛岳"
)
_TITLES = (
    "记者",
    "同志",
    "书记",
    "市长",
    "县长",
    "主任",
    "局长",
    "经理",
    "代表",
    "委员",
    "通讯员",
    "院长",
    "队长",
)
_SPEAKING = (
    "说",
    "表示",
    "介绍",
    "告诉",
    "告诉记者",
    "认为",
    "指出",
    "同志",
    "先生",
    "女士",
    "教授",
    "主持",
    "陪同",
)


class Mention(NamedTuple):
    """A name in a text: its surface form, where it stands and in which role.

    ``role``: plain, zone, school, company, product, team, media, people, visited or route.
    ``joined``: the name follows the one before it without a gap (山东聊城).
    """

    surface: Surface
    start: int
    end: int
    role: str
    joined: bool


@dataclass
class Scan:
    """What one pass over a text found; positions count characters of the text as given."""

    mentions: list[Mention] = field(default_factory=list)
    own: list[tuple[int, int, bool]] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)
    nation: list[int] = field(default_factory=list)


class Matcher:
    """Finds names in texts; built once for a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.surfaces = surfaces_of(gazetteer)
        self.words: Words = read_words()
        names = [surface.text for surface in self.surfaces]
        known = set(names)
        cues = dict.fromkeys(TRADITIONAL_MARKS, "traditional") | self.words.cues
        cues = {word: kind for word, kind in cues.items() if word not in known}
        self._kinds = [""] * len(names) + list(cues.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            names + list(cues),
            matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=False,
        )

    @cached_property
    def segmenter(self) -> Segmenter:
        """Loaded at the first doubtful name."""
        names = (s.text for s in self.surfaces if s.form != "full" or len(s.text) < 3)
        return Segmenter(names, self.words.companions)

    def scan(self, text: str) -> Scan:
        """Names and cues in the order of the text."""
        compact, offsets = without_gaps(text)
        scan = self._scan(compact) or self._scan(fold(compact)) or Scan()
        return scan if offsets is None else _moved(scan, offsets)

    def _scan(self, text: str) -> Scan | None:
        """The scan of a text without gaps; None where it is in traditional characters."""
        scan = Scan()
        kinds, surfaces = self._kinds, self.surfaces
        mentions = scan.mentions
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            kind = kinds[index]
            if not kind:
                mention = self._mention(surfaces[index], text, start, end, mentions)
                if mention is not None:
                    mentions.append(mention)
            elif kind == "foreign":
                scan.foreign.append(start)
            elif kind == "nation":
                scan.nation.append(start)
            elif kind == "self":
                strong = text[start:end] in self.words.strong_self
                scan.own.append((start, end, strong))
            elif mentions and kind in ("school", "company"):
                self._organisation(text, start, kind, mentions)
            elif kind == "traditional":
                return None
        return scan

    def _mention(
        self, surface: Surface, text: str, start: int, end: int, before: list[Mention]
    ) -> Mention | None:
        joined = bool(before) and before[-1].end == start
        role = "plain"
        if surface.form == "full":
            doubtful = len(surface.text) < 3 or surface.grade != STRONG
            if doubtful and not self.segmenter.is_word(text, start, end):
                return None
            return Mention(surface, start, end, role, joined)
        kind = self.words.tail(text, end)
        if kind in _NO_PLACE:
            return None
        if kind:
            role = kind
        if not joined and _is_person(text, start, end, surface):
            return None
        if not self.segmenter.is_word(text, start, end):
            return None
        if _is_bracketed(text, start, end):
            self._organisation(text, start - 1, "company", before)
            role = "company"
        return Mention(surface, start, end, role, joined)

    def _organisation(self, text: str, start: int, kind: str, mentions: list[Mention]) -> None:
        """The name shortly before 大学 or 公司 is part of the organisation's name."""
        last = mentions[-1] if mentions else None
        if last is None or last.surface.form == "full" or start - last.end > _REACH:
            return
        between = text[last.end : start]
        if not _PARTICLES.isdisjoint(between) or last.role != "plain":
            return
        if kind == "company" and any(word in between for word in self.words.local_firms):
            return
        mentions[-1] = last._replace(role=kind)


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """华泰(上海): a name in brackets after a company's name."""
    if text[start - 1 : start] not in ("(", "（") or text[end : end + 1] not in (")", "）"):
        return False
    before = text[max(0, start - 3) : start - 1]
    return len(before) == 2 and before.isalpha() and before != "中国"


def _is_person(text: str, start: int, end: int, surface: Surface) -> bool:
    """孙建德 and 周锦江: a surname before a two-character name, at the start of a phrase."""
    if len(surface.text) != 2 or text[start - 1 : start] not in _SURNAMES or start == 0:
        return False
    before = text[max(0, start - 4) : start - 1]
    opens = not before or not before[-1].isalpha() or before.endswith(_TITLES)
    return opens or text.startswith(_SPEAKING, end)


def _moved(scan: Scan, offsets: list[int]) -> Scan:
    """The scan of a text without gaps, with offsets into the text that has them."""
    moved = [m._replace(start=offsets[m.start], end=offsets[m.end - 1] + 1) for m in scan.mentions]
    own = [(offsets[start], offsets[end - 1] + 1, strong) for start, end, strong in scan.own]
    return Scan(moved, own, [offsets[i] for i in scan.foreign], [offsets[i] for i in scan.nation])


@lru_cache(maxsize=4)
def matcher_of(gazetteer: Gazetteer) -> Matcher:
    """The matcher of a gazetteer; building it takes a tenth of a second."""
    return Matcher(gazetteer)
