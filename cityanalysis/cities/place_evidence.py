"""From names to evidence: which unit each name means, and in which role it stands there."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.matcher import LEAD, Matcher, Mention, Scan
from cityanalysis.cities.name_forms import ORDINARY, STRONG
from cityanalysis.cities.name_roles import roles_of

__all__ = ["PLACES", "Evidence", "Reading", "read_article"]

# What a word weighs by where it stands.
PLACES = {"dateline": 4.0, "title": 3.0, "lead": 2.0, "text": 1.0}
_NO_ANCHOR = frozenset({"product", "company", "team", "school"})
_DATELINES = frozenset({"dateline", "agency"})
_MOST_OWN = 5
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


# The class itself runs Python code at every call; a text has many names.
_evidence: Callable[[tuple[object, ...]], Evidence] = partial(tuple.__new__, Evidence)


@dataclass(slots=True)
class Reading:
    """What the names of one article say.

    ``own``: the words by which the article speaks of its own city, with True for 我市 and False for
    全市. ``foreign``, ``institution`` and ``general``: what speaks for a foreign or a national
    piece, each word with the weight of its place. ``is_open``: some name could not be told without
    the page around the article.
    """

    evidence: list[Evidence] = field(default_factory=list)
    own: list[tuple[Evidence, bool]] = field(default_factory=list)
    foreign: float = 0.0
    institution: float = 0.0
    general: float = 0.0
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
    """
    scans = matcher.scan([content for _, content in fields], every=misread)
    if not misread and not any(scan.mentions or scan.own for scan in scans):
        return Reading()
    anchors = _anchors(scans, home)
    if anchors.provinces:
        _drop_homographs(scans, matcher)
    for scan in scans:
        if anchors.codes and scan.ordinary:
            _add_ordinary(scan, matcher, anchors.codes)
        if misread:
            _add_misread(scan, matcher, anchors.cities)
    reading = Reading()
    for (name, content), scan in zip(fields, scans):
        if agency and name == "dateline":
            scan.mentions[:] = [mention._replace(role="agency") for mention in scan.mentions]
        _read(reading, name, content, scan, anchors, matcher)
    return reading


def _anchors(scans: Sequence[Scan], home: str | None) -> _Anchors:
    anchors = _Anchors(set(), set(), set())
    for scan in scans:
        for surface, _, _, role, _ in scan.mentions:
            _, form, _, codes, cities, grade, _, _ = surface
            if grade == STRONG and role not in _NO_ANCHOR:
                anchors.provinces.add(codes[0][:2])
                if cities[0]:
                    anchors.cities.add(cities[0])
                if form == "full":
                    anchors.codes.add(codes[0])
    if home:
        anchors.cities.add(home)
        anchors.provinces.add(home[:2])
    return anchors


def _drop_homographs(scans: Sequence[Scan], matcher: Matcher) -> None:
    """德州 in a text about Texas: words of the place abroad, none of the province at home."""
    namesakes = matcher.words.homographs
    named = {mention.surface.text for scan in scans for mention in scan.mentions}
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
    """Ordinary words whose place the article also names in full: 合作 beside 合作市."""
    for surface, start, end in scan.ordinary:
        if not codes.isdisjoint(surface.codes):
            _insert(scan, matcher.mention(surface, scan.text, start, end, []))


def _add_misread(scan: Scan, matcher: Matcher, cities: set[str]) -> None:
    """Misread names of the cities that are known, each judged as if it were printed right."""
    for city in sorted(cities):
        for surface, start, end in matcher.variants.find(scan.text, city):
            left = max(0, start - _AROUND)
            around = scan.text[left:start] + surface.text + scan.text[end : end + _AROUND]
            here, there = start - left, end - left
            mention = matcher.mention(surface, around, here, there, [])
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


def _read(
    reading: Reading, name: str, content: str, scan: Scan, anchors: _Anchors, matcher: Matcher
) -> None:
    lead = PLACES["lead" if name == "text" else name]
    counts = [lead * early + PLACES[name] * late for early, late in zip(scan.news, scan.news[3:])]
    reading.foreign += counts[0]
    reading.institution += counts[1]
    reading.general += counts[2]
    for start, end, strong in scan.own[:_MOST_OWN]:
        spot = _spot(scan, name, content, start, end)
        reading.own.append(
            (_evidence(("", *spot, _place(name, start), "own", False, True)), strong)
        )
    if not scan.mentions:
        return
    roles = roles_of(scan.text, name, scan.mentions, matcher.words)
    gaps, lead_end = scan.gaps, LEAD if name == "text" else 0
    previous: str | None = None
    for mention, role in zip(scan.mentions, roles):
        surface, start, end, _, joined = mention
        parent = previous if joined else None
        if parent is None and surface.grade == STRONG:
            code: str | None = surface.codes[0]
        else:
            code = _meaning(mention, parent, name, anchors, matcher.gazetteer)
        previous = code
        if code is None:
            reading.is_open = reading.is_open or surface.grade != STRONG
            continue
        place = "dateline" if role in _DATELINES else "lead" if start < lead_end else name
        if gaps is not None:
            start, end = gaps.place(start), gaps.place(end - 1) + 1
        spot = (name, start, end, content[start:end])
        found = (code, *spot, place, role, parent is not None, surface.is_sure)
        reading.evidence.append(_evidence(found))


def _place(name: str, start: int) -> str:
    return "lead" if name == "text" and start < LEAD else name


def _spot(scan: Scan, name: str, content: str, start: int, end: int) -> tuple[str, int, int, str]:
    """Where a name stands in the field as it was given, and what stands there."""
    if scan.gaps is not None:
        start, end = scan.gaps.place(start), scan.gaps.place(end - 1) + 1
    return name, start, end, content[start:end]


def _meaning(
    mention: Mention, parent: str | None, name: str, anchors: _Anchors, gazetteer: Gazetteer
) -> str | None:
    surface = mention.surface
    if parent is not None:
        inside = [code for code in surface.codes if _is_inside(code, parent, gazetteer)]
        if inside:
            return inside[0]
        # 盐池县惠安堡: a place inside a county that bears another county's name.
        if surface.level == "county" and gazetteer.city_of(parent) is not None:
            return None
    if surface.grade == STRONG:
        return surface.codes[0]
    if surface.grade == ORDINARY:
        return next((code for code in surface.codes if code in anchors.codes), None)
    for code, city in zip(surface.codes, surface.cities):
        if city in anchors.cities:
            return code
    near = [code for code in surface.codes if code[:2] in anchors.provinces]
    if near and len({gazetteer.city_of(code) for code in near}) == 1:
        return near[0]
    opens = name != "text" and mention.start == 0 and surface.level == "prefecture"
    return surface.codes[0] if opens else None


def _is_inside(code: str, parent: str, gazetteer: Gazetteer) -> bool:
    if code == parent:
        return False
    if parent.endswith("0000"):
        return code[:2] == parent[:2]
    return gazetteer.city_of(code) == parent
