"""From names to evidence: which unit each name means, and in which role it stands there."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.listings import drop_compounds, is_listing, markets_named
from cityanalysis.cities.masked_names import drop_where_masked
from cityanalysis.cities.matcher import Matcher
from cityanalysis.cities.name_forms import BARE, ORDINARY, RIVAL, STRONG
from cityanalysis.cities.name_roles import opens_dateline, roles_of
from cityanalysis.cities.scan import LEAD, Mention, Scan
from cityanalysis.cities.towns import may_name_towns

__all__ = ["PLACES", "Evidence", "OwnEvidence", "Reading", "read_article"]

# What a name counts, by where it stands.
PLACES = {"dateline": 4.0, "title": 3.0, "lead": 2.0, "text": 1.0}
# Names in these roles say nothing about which unit another, ambiguous name means.
_NO_ANCHOR = frozenset({"product", "company", "team", "school", "town", "landmark", BARE})
_MAKES_A_PLACE = frozenset({"dateline", "town"})  # what an ordinary word is a place by
_DATELINES = frozenset({"dateline", "agency"})
_MOST_OWN = 5  # words by which a field speaks of its own city: more say no more
_AND = frozenset("和与同")
# What two places do together, behind the second of them.
_BOTH = re.compile(
    "(?:两[地县市家岸]|的[一-鿿]{2,6}?)?(?:一起|一同|共[同建享用]|联[手合]|结对|签约|相邻|交界|接壤)"
)
_DOINGS = frozenset(["合作", "互助", "会同", "平安", "和平"])
# 本报和平讯, 【兴化消息】
_OWN_PAPER = re.compile(r"本报|^[【\[（(][^】\])）]{2,9}(?:消息|讯|电)[】\])）]")
_DATELINE_REACH = 60  # characters of a text in which its dateline stands
_AROUND = 16  # characters around a misread name that are looked at


class Evidence(NamedTuple):
    """One name that speaks for a unit.

    ``place``: dateline, title, lead or text. ``joined``: it follows the evidence before it without
    a gap. ``role``: see ``roles_of``. ``is_sure``: no namesake, no ordinary word (济宁, 任城区; not
    金湖, which is a lake's name too).
    """

    code: str
    field: str
    start: int
    end: int
    surface: str
    place: str
    role: str
    joined: bool
    is_sure: bool = True


class OwnEvidence(NamedTuple):
    """A word by which an article speaks of its own city; ``is_strong``: 我市 rather than 全市."""

    evidence: Evidence
    is_strong: bool


@dataclass(slots=True)
class Reading:
    """What the names of one article say.

    ``own``: the words by which the article speaks of its own city. ``lead_words`` and
    ``later_words``: how many words of each kind of news (``matcher.NEWS``) stand in title and
    lead, and after them. ``is_open``: some name could not be told without the page around the
    article.
    """

    evidence: list[Evidence] = field(default_factory=list)
    own: list[OwnEvidence] = field(default_factory=list)
    lead_words: dict[str, int] = field(default_factory=dict)
    later_words: dict[str, int] = field(default_factory=dict)
    is_open: bool = False


class _Anchors(NamedTuple):
    """What the unmistakable names of an article support."""

    cities: set[str]
    provinces: set[str]
    codes: set[str]


def read_article(
    matcher: Matcher,
    fields: Sequence[tuple[str, str]],
    home: str | None = None,
    *,
    misread: bool = False,
    agency: bool = False,
    with_news: bool = True,
) -> Reading:
    """Evidence of an article.

    Parameters
    ----------
    matcher : Matcher
        Finds the names.
    fields : sequence of (field, content)
        The fields ``dateline``, ``title``, ``text`` that the article has.
    home : str, optional
        Code of the city of the page or publication.
    misread : bool
        Whether to look for names that OCR misread, too.
    agency : bool
        Whether the dateline is a national agency's.
    with_news : bool
        Whether the words of news are wanted also of an article that names no place.
    """
    contents = [content for _, content in fields]
    own_paper = any(_OWN_PAPER.search(content[:_DATELINE_REACH]) for content in contents)
    listed = home is None and is_listing(contents, matcher)
    is_whole = misread or with_news or own_paper or listed
    scans = matcher.scan(contents, every=is_whole)
    if listed:
        drop_compounds(scans)
    drop_where_masked(scans, contents)
    if not any(mention.surface.cities[0] for scan in scans for mention in scan.mentions):
        scans = _with_towns(scans, contents, matcher)
        if not is_whole and not any(scan.mentions or scan.own or scan.ordinary for scan in scans):
            return Reading()
    anchors = _anchors(scans, home)
    if anchors.provinces:
        _drop_homographs(scans, matcher)
    elif listed:
        _add_markets(anchors, scans, matcher)
    for scan in scans:
        if scan.ordinary and scan.mentions:
            _add_partners(scan, matcher)
        if scan.ordinary and (anchors.codes or own_paper or may_name_towns(scan.text)):
            _add_ordinary(scan, matcher, anchors.codes)
        if misread:
            _add_misread(scan, matcher, anchors.cities)
    reading = Reading()
    for (name, content), scan in zip(fields, scans):
        if agency and name == "dateline":
            scan.mentions[:] = [mention._replace(role="agency") for mention in scan.mentions]
        _FieldReader(reading, name, content, scan, anchors, matcher).read()
    return reading


def _anchors(scans: Sequence[Scan], home: str | None) -> _Anchors:
    anchors = _Anchors(set(), set(), set())
    for scan in scans:
        for surface, _, _, role, _ in scan.mentions:
            is_known = surface.grade == STRONG and surface.caution != RIVAL
            if surface.form == "landmark" and len(surface.codes) == 1 and surface.cities[0]:
                anchors.cities.add(surface.cities[0])  # 和平区五大道
            elif is_known and role not in _NO_ANCHOR and surface.form != "landmark":
                anchors.provinces.add(surface.codes[0][:2])
                if surface.cities[0]:
                    anchors.cities.add(surface.cities[0])
                if surface.form == "full":
                    anchors.codes.add(surface.codes[0])
    if home:
        anchors.cities.add(home)
        anchors.provinces.add(home[:2])
    return anchors


def _add_markets(anchors: _Anchors, scans: Sequence[Scan], matcher: Matcher) -> None:
    for city, code in markets_named(scans, matcher):
        anchors.cities.add(city)
        anchors.provinces.add(city[:2])
        anchors.codes.add(code)


def _with_towns(scans: list[Scan], contents: Sequence[str], matcher: Matcher) -> list[Scan]:
    """The scans with the towns of an article that names no city and no county."""
    if not any(map(may_name_towns, contents)):
        return scans
    scans = scans or matcher.scan(contents, every=True)
    for scan in scans:
        for town in matcher.towns.find(scan.text):
            _insert(scan, town)
    return scans


def _drop_homographs(scans: Sequence[Scan], matcher: Matcher) -> None:
    """德州 in a text about Texas: words of the place abroad, none of the province at home."""
    namesakes = matcher.words.homographs
    named = {mention[0][0] for scan in scans for mention in scan.mentions}
    if named.isdisjoint(namesakes):
        return
    mentions = [mention for scan in scans for mention in scan.mentions]
    for name in sorted(named.intersection(namesakes)):
        if not any(word in scan.text for scan in scans for word in namesakes[name]):
            continue
        own = {m.surface.codes[0][:2] for m in mentions if m.surface.text == name}
        near = {m.surface.codes[0][:2] for m in mentions if m.surface.text != name}
        if own.isdisjoint(near):
            for scan in scans:
                scan.mentions[:] = [m for m in scan.mentions if m.surface.text != name]


def _add_ordinary(scan: Scan, matcher: Matcher, codes: set[str]) -> None:
    """Ordinary words whose place the article also names in full, 合作 beside 合作市, or that stand
    in the paper's own dateline (本报和平讯) or before a town (修水宁州镇)."""
    for index, start, end in scan.ordinary:
        surface = matcher.surface(index)
        mention = None
        if not codes.isdisjoint(surface.codes) or opens_dateline(scan.text, start, end):
            mention = matcher.judge.mention(surface, scan.text, start, end, [])
        elif len(surface.codes) == 1 and matcher.judge.is_before_town(scan.text, end):
            mention = matcher.judge.mention(surface, scan.text, start, end, [])
            mention = mention and mention._replace(role="town")
        _insert(scan, mention)


def _add_partners(scan: Scan, matcher: Matcher) -> None:
    """赤壁和临湘共用一个仓库: an ordinary word that opens a clause, "and", and a county; or
    九江和黄梅的渡工一起: a place that opens it, "and", such a word, and what both do."""
    text = scan.text
    counties = {m.start for m in scan.mentions if m.surface.level == "county"}
    ends = {m.end for m in scan.mentions if not text[m.start - 1 : m.start].isalnum()}
    for index, start, end in scan.ordinary:
        surface = matcher.surface(index)
        opens = text[end : end + 1] in _AND and not text[start - 1 : start].isalnum()
        closes = start - 1 in ends and text[start - 1] in _AND and surface.text not in _DOINGS
        is_partner = (opens and end + 1 in counties) or (closes and _BOTH.match(text, end))
        if is_partner and len(surface.codes) == 1:
            mention = matcher.judge.mention(surface, text, start, end, [])
            _insert(scan, mention and mention._replace(role="town"))


def _add_misread(scan: Scan, matcher: Matcher, cities: set[str]) -> None:
    """Misread names of the cities that are known, each judged as if it were printed right."""
    for city in sorted(cities):
        for surface, start, end in matcher.variants.find(scan.text, city):
            left = max(0, start - _AROUND)
            around = scan.text[left:start] + surface.text + scan.text[end : end + _AROUND]
            here, there = start - left, end - left
            mention = matcher.judge.mention(surface, around, here, there, [])
            if mention is not None and matcher.segmenter.is_word(around, here, there):
                _insert(scan, mention._replace(start=start, end=end))


def _insert(scan: Scan, mention: Mention | None) -> None:
    """Put a mention at its place, unless another one stands there."""
    if mention is None:
        return
    place = bisect_left(scan.mentions, mention.start, key=lambda other: other.start)
    before, after = scan.mentions[max(0, place - 1) : place], scan.mentions[place : place + 1]
    if all(m.end <= mention.start for m in before) and all(mention.end <= m.start for m in after):
        scan.mentions.insert(place, mention)


class _FieldReader:
    """Turns the names of one field into evidence."""

    def __init__(
        self,
        reading: Reading,
        name: str,
        content: str,
        scan: Scan,
        anchors: _Anchors,
        matcher: Matcher,
    ) -> None:
        self._reading = reading
        self._name = name
        self._content = content
        self._scan = scan
        self._anchors = anchors
        self._matcher = matcher

    def read(self) -> None:
        scan, reading = self._scan, self._reading
        early = reading.lead_words
        late = reading.later_words if self._name == "text" else early
        for words, counts in ((scan.lead_words, early), (scan.later_words, late)):
            for kind, count in words.items():
                counts[kind] = counts.get(kind, 0) + count
        for word in scan.own[:_MOST_OWN]:
            reading.own.append(OwnEvidence(self._of_own(word.start, word.end), word.is_strong))
        if scan.mentions:
            self._read_names()

    def _of_own(self, start: int, end: int) -> Evidence:
        place, gaps = _place(self._name, "own", start), self._scan.gaps
        if gaps is not None:
            start, end = gaps.place(start), gaps.place(end - 1) + 1
        return Evidence(
            code="",
            field=self._name,
            start=start,
            end=end,
            surface=self._content[start:end],
            place=place,
            role="own",
            joined=False,
        )

    def _read_names(self) -> None:
        scan, reading = self._scan, self._reading
        roles = roles_of(scan.text, self._name, scan.mentions, self._matcher.words)
        previous: str | None = None
        for mention, role in zip(scan.mentions, roles):
            parent = previous if mention.joined else None
            gazetteer = self._matcher.gazetteer
            code = _meaning(mention, role, parent, self._name, self._anchors, gazetteer)
            previous = code
            if code is not None:
                reading.evidence += self._of_name(mention, role, code, joined=parent is not None)
            elif mention.surface.grade != STRONG:
                reading.is_open = True

    def _of_name(self, mention: Mention, role: str, code: str, *, joined: bool) -> list[Evidence]:
        """Evidence of a name that means the unit `code`; two where it stands for two cities."""
        surface, start, end = mention.surface, mention.start, mention.end
        if role == BARE and code[:2] in self._anchors.provinces:
            role = "plain"  # another name of the article speaks for the same province
        place = _place(self._name, role, start)
        is_pair = surface.form == "landmark" and len(surface.codes) > 1
        if is_pair and place == "text":
            return []  # 京津 far inside a text is a region rather than two cities
        if self._scan.gaps is not None:
            start, end = self._scan.gaps.place(start), self._scan.gaps.place(end - 1) + 1
        shown, is_sure = self._content[start:end], surface.is_sure
        found = Evidence(code, self._name, start, end, shown, place, role, joined, is_sure)
        return [found, found._replace(code=surface.codes[1])] if is_pair else [found]


def _place(name: str, role: str, start: int) -> str:
    """Where a name stands that begins there in a field: dateline, title, lead or text."""
    if role in _DATELINES:
        return "dateline"
    return "lead" if name == "text" and start < LEAD else name


def _meaning(
    mention: Mention,
    role: str,
    parent: str | None,
    name: str,
    anchors: _Anchors,
    gazetteer: Gazetteer,
) -> str | None:
    """The unit that a name means; None where it is open, or inside the unit before it."""
    surface = mention.surface
    if parent is not None:
        inside = [code for code in surface.codes if _is_inside(code, parent, gazetteer)]
        if inside:
            return inside[0]
        if surface.form == "town":
            return surface.codes[0] if surface.codes[0] == parent else None
        # 盐池县惠安堡, 延吉市朝阳川镇: a place inside a county that bears another unit's name.
        is_inside = surface.level == "county" or surface.grade != STRONG
        if is_inside and gazetteer.city_of(parent) is not None:
            return None
    if surface.grade == STRONG and surface.caution != RIVAL:
        return surface.codes[0]
    if surface.grade == ORDINARY:
        known = next((code for code in surface.codes if code in anchors.codes), None)
        return known or (surface.codes[0] if role in _MAKES_A_PLACE else None)
    for code, city in zip(surface.codes, surface.cities):
        if city in anchors.cities:
            return code
    near = [code for code in surface.codes if code[:2] in anchors.provinces]
    if near and len({gazetteer.city_of(code) for code in near}) == 1:
        return near[0]
    if surface.grade == STRONG:
        return surface.codes[0]
    opens = name != "text" and mention.start == 0 and surface.level == "prefecture"
    return surface.codes[0] if opens or role == "dateline" else None


def _is_inside(code: str, parent: str, gazetteer: Gazetteer) -> bool:
    if code == parent:
        return False
    if parent.endswith("0000"):
        return code[:2] == parent[:2]
    return gazetteer.city_of(code) == parent
