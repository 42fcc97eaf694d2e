"""Which words may name a topic, and which topics are mere formulas of a genre."""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation

from cityanalysis.corpus import SURNAMES_BEFORE_PLACE
from cityanalysis.resources import data_path
from cityanalysis.text import packaged_words, place_names

__all__ = ["can_name", "cut_words", "genre_of", "is_bit", "scraps"]

# Tags of jieba's dictionary: places, bodies and foreign names (乌克兰); besides them persons,
# times, numbers, measures, pronouns, directions and what stands between words.
_PLACES = ("ns", "nt", "nrt")
_UNTELLING = ("ns", "nr", "nt", "t", "m", "q", "r", "f", "s", "d", "c", "p", "u", "o", "e", "y")
# Tags of characters that bind or count: prepositions, conjunctions, pronouns, adverbs, numbers.
_BINDING = ("p", "c", "u", "r", "d", "y", "e", "o", "m", "q")
# Nouns and verbs by their tag that measure, count or report.
_SCRAPS = frozenset(
    re.findall(
        r"\w+",
        """
    小时 分钟 公里 公斤 平方米 平方公里 人次 万元 亿元 美元 万人 市区 城区 全市 全县 全区 全省 全国
    记者 编辑 来源 报道 网友 先生 女士 师傅 同志 领导 组图 视频 图文 支配
    """,
    )
)
# One character, or the end of a street's name (幸福南路), tells nothing even where it is a place's.
_RESTS = re.compile("(?s:.?)|[东南西北中][路街]|大[道街]")
# Numbers and ordinals: 第十五届, 十三, 三五年 (of 二〇三五年).
_NUMBERED = re.compile(r"第?[〇零一二三四五六七八九十百千]+[次届期年个]?")
_BODIES = "局厅委办"  # last letters of public bodies' short names
# Words of a genre, which its texts share whatever they are about.
_LAW = """
    应当 不得 可以 规定 条例 本条例 本法 依法 依照 按照 违反 予以 处以 责令 改正 罚款 情形 下列 以上
    以下 有关 主管部门 行政主管部门 行政部门 有关部门 部门 法律 法规 行为 单位 个人 处罚 没收 追究
    责任 刑事责任 行政处分 施行 负责 人民政府 申请 批准 许可 管理
    """
_REPORT = """
    各位代表 加快 推进 坚持 全面 深入 切实 着力 加强 深化 大力 提升 完善 积极 确保 扎实 持续 推动
    促进 实施 加大 强化 努力 进一步 打造 落实 健全 优化 提高 开展 稳步 贯彻 精神 目标 任务 重点 发展
    建设 工作 实现
    现在 代表 大会 报告 工作报告 草案 审议 请予 政协委员 列席 人员 提出 意见
    人民代表大会 列席会议 人大代表 人民 官兵 武警 部队 支持 工商 工商联 人民团体 民主党派 感谢 敬意
    """
_FORMULAS = {
    "法条套语": frozenset(re.findall(r"\w+", _LAW)),
    "报告套语": frozenset(re.findall(r"\w+", _REPORT)),
}
_LEAST_SEEN = 5  # times that a word must stand for what follows it to tell anything
_NEARLY_ALL = 0.9  # of its places, before which a same character shows that the word goes on
_LIKELIEST = 10  # words of a topic that tell whether it is one of formulas
_FORMULA_PART = 0.6  # of them


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    """Words of jieba's dictionary and their tags."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    text = (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {word: sys.intern(tag) for word, _, tag in rows}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Names of countries, of which jieba's dictionary takes some for persons (乌克兰)."""
    text = data_path("gazetteer/countries.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def _is_named_place(term: str) -> bool:
    """Whether a term is a place or a body by jieba's tags, or a country."""
    return term in _countries() or _tags().get(term) in _PLACES


def can_name(term: str) -> bool:
    """Whether a term says what a topic is about: no place, person, time, measure or scrap.

    Examples
    --------
    >>> [term for term in ("公积金", "荷兰", "乌克兰", "小时", "L", "市", "应急") if can_name(term)]
    ['公积金', '应急']
    """
    tag = _tags().get(term)
    if _RESTS.fullmatch(term) or term in _SCRAPS:
        return False
    if term in place_names() or _is_named_place(term):
        return False
    if term in packaged_words():
        return True
    if not any("\u4e00" <= character <= "\u9fff" for character in term):
        # Names of firms and abbreviations of techniques are Latin: AI, GDP.
        return term.isalpha()
    if tag is None:
        return not (_is_scrap(term) or _is_person(term))
    return not tag.startswith(_UNTELLING)


def _is_scrap(term: str) -> bool:
    """Whether a word that no dictionary knows is a body cut off, or holds a function word."""
    if len(term) != 2:
        return False
    # 社局 of 人社局; 愿同, 这是, 一是.
    return term[1] in _BODIES or any(_tags().get(one, "").startswith(_BINDING) for one in term)


def _is_person(term: str) -> bool:
    """Whether a word that no dictionary knows begins with a surname (王勇), 高质 and 方舱 not."""
    if term[0] not in SURNAMES_BEFORE_PLACE:
        return False
    return len(term) == 3 or (len(term) == 2 and _tags().get(term[0], "").startswith("nr"))


def is_bit(term: str) -> bool:
    """Whether a term is a bit of a word or a measure, which tells no reader what a topic is about.

    Examples
    --------
    >>> [term for term in ("收入", "支配", "习近平", "协", "第十五届", "荷兰") if is_bit(term)]
    ['支配', '协', '第十五届']
    """
    if _RESTS.fullmatch(term) or _NUMBERED.fullmatch(term) or term in _SCRAPS:
        return True
    is_known = term in _tags() or term in packaged_words() or term in place_names()
    return not (is_known or term.isascii()) and _is_scrap(term)


def scraps(terms: Iterable[str]) -> frozenset[str]:
    """Terms that tell a reader nothing of a city that uses them often: bits of names, measures.

    Places, which a city may well write of (韩国), are no scraps; one character is (青 of 来青).

    Examples
    --------
    >>> sorted(scraps(["口", "青", "小时", "南路", "韩国", "海洋", "社局"]))
    ['南路', '口', '小时', '社局', '青']
    """
    return frozenset(
        term
        for term in terms
        if _RESTS.fullmatch(term) or not (can_name(term) or _is_named_place(term))
    )


def cut_words(terms: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Terms that nearly always stand before or after one same character: parts of a longer word.

    So 董家 of 董家口, a port, 放管 of 放管服 and 联办 of 中联办. What goes on with a word of its
    own (营商环境), or has a word of one character before it (的市民), is whole.

    Parameters
    ----------
    terms : iterable of str
        Words, as they were cut out of the texts.
    texts : iterable of str
        Where they stand.

    Examples
    --------
    >>> text = "董家口港，海洋牧场；董家口港，海洋经济；董家口站，董家口、董家口路，海洋馆。"
    >>> sorted(cut_words(["董家", "海洋"], [text]))
    ['董家']
    >>> sorted(cut_words(["联办"], ["香港中联办、驻港中联办、澳门中联办和中联办，中联办"]))
    ['联办']
    """
    known = sorted(set(terms))
    if not known:
        return frozenset()
    automaton = AhoCorasick(known, implementation=Implementation.ContiguousNFA)
    followed: dict[str, Counter[str]] = {term: Counter() for term in known}
    preceded: dict[str, Counter[str]] = {term: Counter() for term in known}
    for text in texts:
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            followed[known[number]][text[end : end + 2]] += 1
            preceded[known[number]][text[max(start - 2, 0) : start]] += 1
    return frozenset(
        term
        for term in known
        if _goes_on(followed[term], slice(0, 1)) or _is_led(term, preceded[term])
    )


def _goes_on(near: Counter[str], at: slice) -> str:
    """The one character that nearly always stands there and is in no word of its own, or none."""
    n, first = near.total(), Counter[str]()
    for pair, count in near.items():
        first[pair[at]] += count
    letter, most = max(first.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if n < _LEAST_SEEN or most < _NEARLY_ALL * n or not "\u4e00" <= letter <= "\u9fff":
        return ""
    words = sum(count for pair, count in near.items() if pair in _tags())
    return letter if words < most / 2 else ""


def _is_led(term: str, preceded: Counter[str]) -> bool:
    """Whether a character before a term belongs to it, which no segmenter would have cut there."""
    if len(term) > 2:
        return False  # 市人大常委会, 国务院港澳办
    letter = _goes_on(preceded, slice(-1, None))
    is_word = letter + term in _tags() or _tags().get(letter, "").startswith((*_BINDING, "v"))
    return bool(letter) and not is_word


def genre_of(terms: Iterable[str]) -> str | None:
    """The genre whose formulas most of a topic's ten likeliest words are, or None.

    Single characters, of which names of bodies leave many (市 政府), are passed over.

    Examples
    --------
    >>> genre_of(["应当", "规定", "依法", "责令", "公积金"]), genre_of(["公积金", "住房"])
    ('法条套语', None)
    """
    given = [term for term in terms if len(term) > 1][:_LIKELIEST]
    counts = {genre: _held(given, words) for genre, words in _FORMULAS.items()}
    best = max(counts, key=lambda genre: counts[genre])
    return best if given and counts[best] >= _FORMULA_PART * len(given) else None


def _held(terms: Collection[str], words: frozenset[str]) -> int:
    return sum(term in words for term in terms)
