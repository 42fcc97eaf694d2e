"""What an article's names and words say, as numbers that the weights of ``weights.py`` weigh."""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cityanalysis.cities.gazetteer import Gazetteer
from cityanalysis.cities.matcher import NEWS
from cityanalysis.cities.place_evidence import Evidence, Reading
from cityanalysis.cities.score import FULL_ROLES, CityTally

__all__ = [
    "CITY_FEATURES",
    "SCOPE_FEATURES",
    "city_features",
    "is_short",
    "scope_features",
    "scope_matrix",
]

# Fewer characters than this are a headline or one sentence, for which other weights were learned.
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
    *("filled_by_city", "filled_by_others", "one_city", "filled_by_one_city"),
)
_FORM = (
    *("length", "no_title", "paragraphs", "foreign_sound", "middle_dot", "series", "colon"),
    "china_abroad",
    "personal",
)
# Beside a place abroad these make news of the nation's: its people, firms, troops and talks there.
_CHINA = re.compile(
    "中国|我国|中资|国产|中方|我[驻援军使]|驻[一-鿿]{1,5}使|使馆|留学|中[美欧日俄英法德韩朝印非澳加越泰巴缅意]|国家队|国[足乒羽奥]|女排|A股|H股|沪|港股|国内|人民币"
    "|国家主席|总书记|外交部|商务部|雅思|托福|考研|签证"
)
# Words by which somebody speaks of himself, his family and friends: 我妈, 老公, 哈哈; not 我国.
_PERSONAL = re.compile(
    "我(?![国省市县区州乡镇村党军校院部司行方团台会队局站盟])|[咱俺你]|老[公婆爸妈]|媳妇|男友|女友|男朋友|女朋友|闺蜜|室友|姐妹们|家人们|[爷奶爸妈哥姐弟妹叔姨舅][爷奶爸妈哥姐弟妹叔姨舅]"
    "|外[婆公]|姥[姥爷]|哈哈|呜呜|谁懂|求推荐|求助|有没有人|气死|[吗呢啊吧啦呀哦嘛]$|笑死"
)
_MOST_PERSONAL = 5  # more say no more
_CHINA_REACH = 40  # characters of a text, behind its title, in which they are looked for
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
# Features that are counts, which weigh by the logarithm of one more.
_COUNTED = (
    *(f"{kind}_{place}" for kind in NEWS for place in ("lead", "later")),
    *("own_strong", "own_weak", "names", "cities", "provinces", "province_names", "top_names"),
    *("top_units", "cities_in_lead", "provinces_in_lead", "paragraphs", "foreign_sound"),
    *(f"role_{role}" for role in _ROLES),
)
_FOREIGN_LEAD = SCOPE_FEATURES.index("foreign_lead")
_COUNTS = [SCOPE_FEATURES.index(name) for name in _COUNTED]


def scope_features(
    reading: Reading, title: str, text: str, tallies: Sequence[CityTally], gazetteer: Gazetteer
) -> list[float]:
    """What `scope_matrix` makes the features of an article's scope of, in the order of
    ``SCOPE_FEATURES``.

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
    features: list[float] = [1]
    for kind in NEWS:
        features += (reading.lead_words.get(kind, 0), reading.later_words.get(kind, 0))
    strong = sum([own.is_strong for own in reading.own])
    features += (strong, len(reading.own) - strong)
    if reading.evidence:
        features += _of_names(reading.evidence, len(title), len(text), tallies, gazetteer)
    else:
        features += _NOTHING
    features += _of_form(title, text)
    is_abroad = features[_FOREIGN_LEAD] > 0
    features.append(is_abroad and bool(_CHINA.search(f"{title}\n{text[:_CHINA_REACH]}")))
    personal = _PERSONAL.finditer(f"{title}\n{text[:_SOUND_REACH]}")
    features.append(math.log1p(sum(1 for _ in islice(personal, _MOST_PERSONAL))))
    return features


def scope_matrix(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """The features of scopes, a row per article: counts as logarithms of one more.

    Examples
    --------
    >>> scope_matrix([[1.0] * len(SCOPE_FEATURES)])[0, :2].round(3).tolist()
    [1.0, 0.693]
    """
    matrix = np.array(rows, dtype=np.float64)
    matrix[:, _COUNTS] = np.log1p(matrix[:, _COUNTS])
    return matrix


def is_short(title: str, text: str) -> bool:
    """Whether a text is a headline or a sentence, which other weights judge.

    Examples
    --------
    >>> is_short("聊城高新区推广新模式", "")
    True
    """
    return len(title) + len(text) < _SHORT


def _of_names(
    evidence: Sequence[Evidence],
    len_title: int,
    len_text: int,
    tallies: Sequence[CityTally],
    gazetteer: Gazetteer,
) -> list[float]:
    """The features named in ``_NAMES`` and those of ``_ROLES``."""
    units, length = gazetteer.units_at["prefecture"], len_title + len_text
    seen = _seen(evidence, units, len_text)
    counts = [len(tally.evidence) for tally in tallies]
    total, top = sum(counts), max(counts, default=0)
    best = tallies[counts.index(top)].evidence if counts else []
    # From where to where in the text the most named city is named: an example takes one paragraph.
    spots = [item[2] / (length + 1) for item in best if item[1] == "text"]
    begins = evidence[0].start < _BEGINNING
    begins_with_city = begins and units[evidence[0].code] is not None
    in_title, provinces_in_title = bool(seen.in_title), bool(seen.provinces_in_title)
    most, others = [n / (len_text + 1) for n in seen.filled]
    is_one = len(tallies) == 1
    return [
        len(evidence),
        len(tallies),
        len(seen.provinces),
        seen.n_province_names,
        top / total if total else 0.0,
        top,
        len({item[0] for item in best}),
        min(_DENSEST, top * _PER / (length + 100)),
        in_title,
        bool(seen.in_lead),
        provinces_in_title,
        bool(seen.provinces_in_lead),
        provinces_in_title and not in_title,
        in_title and not provinces_in_title,
        begins_with_city,
        begins and not begins_with_city,
        len(seen.in_lead),
        len(seen.provinces_in_lead.union([code[:2] for code in seen.in_lead])),
        seen.n_province_names > total,
        spots[0] if spots else 0.0,
        spots[-1] if spots else 0.0,
        most,
        others,
        is_one,
        most if is_one else 0.0,
        *[seen.roles.get(role, 0) for role in _ROLES],
    ]


class _Seen(NamedTuple):
    """What the names of an article say together.

    ``filled``: characters of the text that the city fills which fills most, and that other places
    fill; a place fills the text from its name to the next one.
    """

    roles: dict[str, int]
    provinces: set[str]
    n_province_names: int
    in_title: set[str]
    in_lead: set[str]
    provinces_in_title: set[str]
    provinces_in_lead: set[str]
    filled: tuple[int, int]


def _seen(evidence: Sequence[Evidence], units: Mapping[str, str | None], len_text: int) -> _Seen:
    roles: dict[str, int] = {}
    titles: list[str] = []
    opening: list[str] = []
    filled: dict[str | None, int] = {}
    here: str | None = None
    since = -1
    for code, field, start, _, _, place, role, _, _ in evidence:
        roles[role] = roles.get(role, 0) + 1
        if place == "title":
            titles.append(code)
        elif place != "text":
            opening.append(code)
        if field == "text":
            if since >= 0:
                filled[here] = filled.get(here, 0) + start - since
            here, since = units[code], start
    if since >= 0:
        filled[here] = filled.get(here, 0) + len_text - since
    everything = sum(filled.values())
    filled.pop(None, None)
    most = max(filled.values(), default=0)
    in_title = {units[code] or code[:2] for code in titles}
    in_lead = {units[code] or code[:2] for code in opening}
    return _Seen(
        roles,
        {item[0][:2] for item in evidence},
        [units[item[0]] for item in evidence].count(None),
        {code for code in in_title if len(code) > 2},
        {code for code in in_lead if len(code) > 2},
        {code for code in in_title if len(code) == 2},
        {code for code in in_lead if len(code) == 2},
        (most, everything - most),
    )


def _of_form(title: str, text: str) -> list[float]:
    start = text[:_SOUND_REACH]
    sounds = _FOREIGN_SOUND.findall(start)
    if title:
        sounds += _FOREIGN_SOUND.findall(title)
    return [
        math.log1p(len(title) + len(text)) / 5,
        not title,
        text.count("\n"),
        sum(map(len, sounds)),
        "·" in title or "·" in start,
        "【" in title,
        "：" in title,
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
_PASSING = frozenset(
    {"listed", "visited", "origin", "people", "event", "media", "route", "region", "venue"}
)


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
