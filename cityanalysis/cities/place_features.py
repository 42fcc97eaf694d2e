"""What an article's names and words say, as numbers that the weights of ``weights.py`` weigh."""

import math
import re
from collections.abc import Mapping, Sequence

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.matcher import NEWS
from cityanalysis.cities.place_evidence import Reading
from cityanalysis.cities.score import FULL_ROLES, CityTally

__all__ = ["CITY_FEATURES", "SCOPE_FEATURES", "city_features", "is_short", "scope_features"]

# Fewer characters than this are a headline or one sentence: its few words say all that is said.
_SHORT = 60
# Three or more of these in a row spell a foreign name by its sound (克里斯托弗).
_FOREIGN_SOUND = re.compile(
    "[阿埃艾奥巴贝比波勃博布茨达德蒂杜顿多尔法菲费弗福戈格古哈赫霍基吉加杰卡科克库拉莱兰劳勒雷里利林卢鲁伦罗洛马麦曼"
    "梅门蒙米莫姆穆纳内尼诺欧帕佩皮普奇齐乔切萨塞桑瑟沙舍圣什斯索塔泰坦特提廷托瓦韦维温沃乌西希谢辛亚耶伊约詹兹佐森逊]"
    "{3,}"
)
_BEGINNING = 3  # characters that may stand before the name with which a text begins (【)
_SOUND_REACH = 200  # characters of the text in which foreign names are looked for
_ROLES = (
    *("listed", "visited", "origin", "people", "school", "company", "event", "dateline"),
    *("agency", "route", "delegation", "bare"),
)
_NAMES = (
    *("names", "cities", "provinces", "province_names", "top_share", "top_names", "top_units"),
    *("top_density", "city_in_title", "city_in_lead", "province_in_title", "province_in_lead"),
    *("only_province_in_title", "only_city_in_title", "begins_with_city", "begins_with_province"),
    *("cities_in_lead", "provinces_in_lead", "more_province", "top_from", "top_to"),
)
_FORM = ("length", "no_title", "paragraphs", "foreign_sound", "middle_dot")
_BASE = (
    *(f"{kind}_{place}" for kind in NEWS for place in ("lead", "later")),
    *("own_strong", "own_weak"),
    *_NAMES,
    *(f"role_{role}" for role in _ROLES),
    *_FORM,
)
# Logarithms of one more than a count, looked up: there are many for each article.
_MOST = 200
_LOG = [math.log1p(n) for n in range(_MOST + 1)]
_NOTHING = [0.0] * (len(_NAMES) + len(_ROLES))
SCOPE_FEATURES = ("one", *_BASE)


def scope_features(
    reading: Reading, title: str, text: str, tallies: Sequence[CityTally], gazetteer: Gazetteer
) -> list[float]:
    """The features of an article's scope, in the order of ``SCOPE_FEATURES``.

    Parameters
    ----------
    reading : Reading
        What its names say.
    title, text : str
        Its title and text, empty where there is none.
    tallies : sequence of CityTally
        Its prefecture-level cities.
    gazetteer : Gazetteer
        The gazetteer of the reading.
    """
    length = len(title) + len(text)
    features = [1.0]
    for kind in NEWS:
        features.append(_LOG[min(reading.lead_words.get(kind, 0), _MOST)])
        features.append(_LOG[min(reading.later_words.get(kind, 0), _MOST)])
    strong = sum([own.is_strong for own in reading.own])
    features += [_LOG[strong], _LOG[len(reading.own) - strong]]
    if reading.evidence:
        features += _of_names(reading, length, tallies, gazetteer)
        roles = [item.role for item in reading.evidence]
        features += [_LOG[min(roles.count(role), _MOST)] for role in _ROLES]
    else:
        features += _NOTHING
    features += _of_form(title, text, length)
    return features


def is_short(title: str, text: str) -> bool:
    """Whether a text is a headline or a sentence, which other weights judge.

    Examples
    --------
    >>> is_short("聊城高新区推广新模式", "")
    True
    """
    return len(title) + len(text) < _SHORT


def _of_names(
    reading: Reading, length: int, tallies: Sequence[CityTally], gazetteer: Gazetteer
) -> list[float]:
    """The features named in ``_NAMES``."""
    units = gazetteer.units_at["prefecture"]
    n_province_names = sum([units[item.code] is None for item in reading.evidence])
    counts = [len(tally.evidence) for tally in tallies]
    total, top = sum(counts), max(counts, default=0)
    best = tallies[counts.index(top)].evidence if counts else []
    # From where to where in the text the most named city is named: an example takes one paragraph.
    spots = [item.start / (length + 1) for item in best if item.field == "text"]
    return [
        _LOG[min(len(reading.evidence), _MOST)],
        _LOG[min(len(tallies), _MOST)],
        _LOG[len({item.code[:2] for item in reading.evidence})],
        _LOG[min(n_province_names, _MOST)],
        top / total if total else 0.0,
        _LOG[min(top, _MOST)],
        _LOG[min(len({item.code for item in best}), _MOST)],
        min(_DENSEST, top * _PER / (length + 100)),
        *_of_opening(reading, units),
        float(n_province_names > total),
        spots[0] if spots else 0.0,
        spots[-1] if spots else 0.0,
    ]


def _of_opening(reading: Reading, units: Mapping[str, str | None]) -> list[float]:
    """What title and lead name, from ``city_in_title`` to ``provinces_in_lead`` in ``_NAMES``."""
    in_title: set[str] = set()
    in_lead: set[str] = set()
    provinces_in_title: set[str] = set()
    provinces_in_lead: set[str] = set()
    for item in reading.evidence:
        city, province = units[item.code], item.code[:2]
        if item.place == "title":
            (in_title if city else provinces_in_title).add(city or province)
        elif item.place != "text":
            (in_lead if city else provinces_in_lead).add(city or province)
    first = reading.evidence[0]
    begins = first.start < _BEGINNING
    is_city = begins and units[first.code] is not None
    return [
        float(bool(in_title)),
        float(bool(in_lead)),
        float(bool(provinces_in_title)),
        float(bool(provinces_in_lead)),
        float(bool(provinces_in_title) and not in_title),
        float(bool(in_title) and not provinces_in_title),
        float(is_city),
        float(begins and not is_city),
        _LOG[min(len(in_lead), _MOST)],
        _LOG[len(provinces_in_lead | {code[:2] for code in in_lead})],
    ]


def _of_form(title: str, text: str, length: int) -> list[float]:
    start = text[:_SOUND_REACH]
    sounds = _FOREIGN_SOUND.findall(title) + _FOREIGN_SOUND.findall(start)
    return [
        math.log1p(length) / 5,
        float(not title),
        math.log1p(text.count("\n")),
        math.log1p(sum(map(len, sounds))),
        float("·" in title or "·" in start),
    ]


CITY_FEATURES = (
    *("one", "score", "share", "is_second", "is_later", "ratio", "names", "units", "density"),
    *("in_title", "in_lead", "in_dateline", "is_first", "only_late", "is_plain", "is_sure"),
    *("only_bare", "only_landmark", "only_agency", "only_passing", "by_county", "is_guest"),
    *("is_capital", "after_province", "cities", "speaks_of_own"),
    *("short", "score_short", "foreign", "institution", "general"),
)
_AROUND = frozenset({"landmark", "town"})
_CAPITAL = "110000"
_SMALLEST_SCORE = 0.1  # keeps the logarithm of a score finite
# Names of a city on so many characters, and how many at most count: an average paragraph's length.
_PER, _DENSEST = 300, 3.0
_PASSING = frozenset({"listed", "visited", "origin", "people", "event", "media", "route", "region"})


def city_features(
    tallies: Sequence[CityTally], rank: int, reading: Reading, *, length: int
) -> list[float]:
    """The features by which one city is an article's or is not, in the order of ``CITY_FEATURES``.

    They suppose that the article is about cities at all, which its scope tells.

    Parameters
    ----------
    tallies : sequence of CityTally
        All cities of the article, best first.
    rank : int
        Which of them is meant, 0 for the best.
    reading : Reading
        What the names of the article say.
    length : int
        Characters of title and text.
    """
    tally = tallies[rank]
    evidence = tally.evidence
    score = math.log(tally.score + _SMALLEST_SCORE)
    short = length < _SHORT
    words = reading.lead_words
    return [
        1.0,
        score,
        tally.score / sum([other.score for other in tallies]),
        float(rank == 1),
        float(rank > 1),
        tally.score / tallies[0].score,
        math.log(len(evidence)),
        math.log(len({item.code for item in evidence})),
        min(_DENSEST, len(evidence) * _PER / (length + 100)),
        *_of_evidence(tally, reading),
        math.log(len(tallies)),
        float(bool(reading.own)),
        float(short),
        score if short else 0.0,
        _LOG[min(words.get("foreign", 0), _MOST)],
        _LOG[min(words.get("institution", 0), _MOST)],
        _LOG[min(words.get("general", 0), _MOST)],
    ]


def _of_evidence(tally: CityTally, reading: Reading) -> list[float]:
    """Where the names of a city stand and in which roles, from ``in_title`` to ``after_province``
    in ``CITY_FEATURES``."""
    evidence = tally.evidence
    roles = {item.role for item in evidence}
    places = {item.place for item in evidence}
    return [
        float("title" in places),
        float("lead" in places),
        float("dateline" in places and roles != {"agency"}),
        float(bool(reading.evidence) and evidence[0] is reading.evidence[0]),
        float(places == {"text"}),
        float(not roles.isdisjoint(FULL_ROLES)),
        float(any(item.is_sure for item in evidence)),
        float(roles == {"bare"}),
        float(roles <= _AROUND),
        float(roles == {"agency"}),
        float(roles <= _PASSING),
        float(all(item.code != tally.code for item in evidence)),
        float(tally.is_guest),
        float(tally.code == _CAPITAL),
        float(any(item.joined for item in evidence)),
    ]
