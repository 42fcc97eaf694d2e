"""From names to evidence: which unit each name means, and in which role it stands there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.matcher import Matcher, Mention, Scan
from cityanalysis.cities.roles import roles_of
from cityanalysis.cities.surfaces import ORDINARY, STRONG

__all__ = ["LEAD", "Evidence", "Reading", "read_article"]

LEAD = 100  # characters of the text that count as its lead
_NO_ANCHOR = frozenset({"product", "company", "team", "school"})


class Evidence(NamedTuple):
    """One name that speaks for a unit.

    ``place``: dateline, title, lead or text. ``joined``: it follows the evidence before it without
    a gap. ``role``: see ``roles_of``.
    """

    code: str
    field: str
    start: int
    end: int
    surface: str
    place: str
    role: str
    joined: bool


@dataclass
class Reading:
    """What the names of one article say.

    ``own``: the words by which the article speaks of its own city, with True for 我市 and False for
    全市. ``foreign`` and ``nation``: the places of what speaks for a foreign or national piece.
    ``is_open``: some name could not be told without the page around the article.
    """

    evidence: list[Evidence] = field(default_factory=list)
    own: list[tuple[Evidence, bool]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    nation: list[str] = field(default_factory=list)
    is_open: bool = False


class _Anchors(NamedTuple):
    """What the unmistakable names of an article support."""

    cities: frozenset[str]
    provinces: frozenset[str]
    codes: frozenset[str]


def read_article(
    matcher: Matcher, fields: Sequence[tuple[str, str]], home: str | None = None
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
    """
    scans = [(name, content, matcher.scan(content)) for name, content in fields]
    anchors = _anchors([scan for _, _, scan in scans], home)
    reading = Reading()
    for name, content, scan in scans:
        roles = roles_of(content, name, scan.mentions, matcher.words)
        _add_names(reading, scan.mentions, roles, name, content, anchors, matcher.gazetteer)
        reading.foreign += [_place(name, start) for start in scan.foreign]
        reading.nation += [_place(name, start) for start in scan.nation]
        for start, end, strong in scan.own[:5]:
            place = _place(name, start)
            own = Evidence("", name, start, end, content[start:end], place, "own", False)
            reading.own.append((own, strong))
    return reading


def _place(name: str, start: int) -> str:
    return "lead" if name == "text" and start < LEAD else name


def _anchors(scans: Sequence[Scan], home: str | None) -> _Anchors:
    cities, provinces, codes = set(), set(), set()
    for scan in scans:
        for mention in scan.mentions:
            surface = mention.surface
            if surface.grade == STRONG and mention.role not in _NO_ANCHOR:
                provinces.add(surface.codes[0][:2])
                if surface.cities[0]:
                    cities.add(surface.cities[0])
                if surface.form == "full":
                    codes.add(surface.codes[0])
    if home:
        cities.add(home)
        provinces.add(home[:2])
    return _Anchors(frozenset(cities), frozenset(provinces), frozenset(codes))


def _add_names(
    reading: Reading,
    mentions: list[Mention],
    roles: list[str],
    name: str,
    content: str,
    anchors: _Anchors,
    gazetteer: Gazetteer,
) -> None:
    previous: str | None = None
    for mention, role in zip(mentions, roles):
        parent = previous if mention.joined else None
        code = previous = _meaning(mention, parent, name, anchors, gazetteer)
        if code is None:
            reading.is_open = reading.is_open or mention.surface.grade != STRONG
            continue
        start, end = mention.start, mention.end
        place = "dateline" if role in ("dateline", "agency") else _place(name, start)
        joined = mention.joined and parent is not None
        reading.evidence.append(
            Evidence(code, name, start, end, content[start:end], place, role, joined)
        )


def _meaning(
    mention: Mention, parent: str | None, name: str, anchors: _Anchors, gazetteer: Gazetteer
) -> str | None:
    surface = mention.surface
    if parent is not None:
        inside = [code for code in surface.codes if _is_inside(code, parent, gazetteer)]
        if inside:
            return inside[0]
        # 盐池县惠安堡: a place inside a county that bears another county's name.
        if surface.level == "county" and not parent.endswith("0000"):
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
