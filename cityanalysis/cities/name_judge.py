"""Whether a name means a place, and in which role, by the words around it."""

import re
from collections.abc import Callable, Mapping, Sequence

from cityanalysis.cities.context_words import Words
from cityanalysis.cities.name_forms import BARE, DELICATE, ORDINARY, PARTS, SHARED, Surface
from cityanalysis.cities.scan import Mention
from cityanalysis.cities.segment import Segmenter
from cityanalysis.cities.unit_names import stem_of

__all__ = ["CLOSING", "HANDLES", "NAMED", "OF_TOWNS", "QUOTES", "REGION", "NameJudge", "sight_role"]

# A name before one of these is no longer that of the place.
_NO_PLACE = frozenset({"street", "place", "brand", "army", "history"})
_REACH = 7  # characters between a name and the kind of organisation that it belongs to
_PARTICLES = frozenset(
    '的到这那了在给和与在及、，。；：,.;:!?！？“”"（）()《》<>|\n\t 　—-/·0123456789'
)
_ENTERING = ("进", "入", "走", "考", "招")  # no name of a school has these
_OPENING, CLOSING = frozenset("(（"), frozenset(")）")
# What ends a quotation, and what then follows the name of a ship: “泰州”号.
QUOTES = frozenset('”"」』’')
_SHIPS = frozenset("号轮舰艇船牌")
# What stands before the name that somebody or something is given.
_NAMING = ("取名", "起名", "名叫", "名为", "小名")
_QUOTING = '“‘「『"'
_CALLED = re.compile(
    "(?:人物|角色|主角|主人公|名字|[男女]孩|孩子|[儿女]子|女儿|丈夫|妻子|朋友|同学|姑娘|小伙|少年|猫|狗|犬|宠物|鹦鹉|徒弟|同桌|同事|室友|老板|老师|邻居|医生"
    "|[只头匹条])叫[做作]?$"
)
# 叫安康的角色; but 叫安康的小城.
_BEARER = re.compile(
    "的(?:这个|那个)?(?:角色|人物|主角|[男女]孩|孩子|小伙|姑娘|少年|学生|同学|同事|朋友|[男女]人|老人|大叔|阿姨|[猫狗犬]|员工|网友)"
)
# 演员黄山的新剧: a name after what somebody does, before what persons do or have.
_CALLING = (
    *("演员", "球员", "歌手", "教练", "导演", "作家", "画家", "主播", "编剧"),
    *("队长", "前锋", "后卫", "门将", "中锋", "边锋", "主帅", "射手", "裁判", "裁判员", "选手"),
)
_PERSONAL = frozenset("的这那在说称要表也曾，、和与主饰获坦透认执昨今伤头率")
NAMED = frozenset("名叫做作员手练演家播剧长锋卫将帅判条头匹只“‘「『")
# @大连老王: the name of an account, which says where its owner is from, or was; but @大连发布.
HANDLES = frozenset("@＠")
_PUBLIC = ("日报", "晚报", "晨报", "地铁", "文旅", "天气", "气象", "城事", "交通", "共青团", "身边")
# 果里、唐山两个镇: the names before are those of towns.
_TOWNS = re.compile("[两二三四五六七八九]个?(?:镇|乡|街道|村)(?!区)")
OF_TOWNS = frozenset("两三四五")
_LISTING = frozenset("、和与及")
_CALLED_ENDS = frozenset("叫做作")
_CALLED_REACH = 6  # characters before a name in which its bearer is named
# 北龙口收费站: a place named after where it lies beside another.
_DIRECTED = re.compile(r"(?<![东西华以向往])[东南西北]$")
_FACILITIES = ("收费站", "立交", "匝道", "互通", "路口", "进出口", "出入口", "大桥", "隧道", "村")
# 东宁绥阳镇: a town beside its county's short name.
_TOWN = re.compile(
    "(?![的到这那了在给和与及是去来从回各全]|小城|特色|中心|重点|美丽)[一-鿿]{2}(?:镇|街道)"
)
# 晋江一鞋企: a county's short name before one of its own.
_ONE_OF_ITS_OWN = re.compile(
    "一[一-鿿]{0,4}?(?:[企厂店铺村司]|学校|医院|小区|男子|女子|老人|学生|工地|仓库|超市)"
)
# After a county's name these begin a longer word about all counties (县道, 县级; 市、区; 河口区域).
_AFTER_COUNTY = frozenset("道级乡域际市区制")
_AFTER_DISTRICT = frozenset("域块间位别划分段县")
_LOCATIVE = frozenset("在到来去往从由自赴抵返至于驻")
# Before the full name of a county whose stem is an ordinary word, these speak of any county.
_ANY_COUNTY = frozenset("市省州区县镇乡各全本该外邻两三数多几")
# After one of these a word begins.
_LEADING = _LOCATIVE | frozenset("据对向为把将让是与及以被给经令使，")
_ASKING = ("要求", "邀请", "请求", "号召")
# Places named after a product, which lie where the product comes from: 金华火腿厂, 德州扒鸡博物馆.
_MADE_THERE = (
    *("厂", "产业", "基地", "协会", "非遗", "传承", "技艺", "文化", "博物馆", "节", "街", "大赛"),
    *("一条街", "小镇", "市场", "美食城", "广场", "商会", "种植", "合作社", "加工"),
)
_AND = frozenset("和同与及")
REGION = "域"  # 海南区域 is no 海南区
_SITES = ("发射中心", "发射场")
_SMALL = "小"  # 小沈阳, 小香港: a nickname of something else


class NameJudge:
    """Looks at what stands around a name.

    Parameters
    ----------
    words : Words
        The packaged word lists.
    segmenter : callable
        Gives the segmenter, which is loaded at the first name that needs it.
    surfaces : mapping of str to Surface
        Every name by its text.
    """

    def __init__(
        self, words: Words, segmenter: Callable[[], Segmenter], surfaces: Mapping[str, Surface]
    ) -> None:
        self._words = words
        self._segmenter = segmenter
        self._surfaces = surfaces

    def mention(
        self, surface: Surface, text: str, start: int, end: int, before: Sequence[Mention]
    ) -> Mention | None:
        """The name that stands there; None where its surroundings make it something else."""
        joined = bool(before) and before[-1].end == start
        if surface.form == "landmark":
            return Mention(surface, start, end, sight_role(surface), joined)
        kind, length = "", 0
        if text[end : end + 1] in self._words.tails:
            kind, length = self._words.tail(text, end)
        if surface.form == "full":
            is_cut = surface.is_doubtful and not self._is_full_name(
                surface, text, start, end, joined
            )
            if is_cut or (text[end : end + 1] == REGION and self._is_region(surface)):
                return self._shortened(surface, text, start, end, before)
            if kind != "zone":
                return Mention(surface, start, end, "plain", joined)
        elif (
            kind in _NO_PLACE
            or self._is_name_of_other(text, start, end)
            or (surface.level == "county" and not joined and _lies_beside(text, start, end))
            or not self._segmenter().is_word(
                text,
                start,
                end,
                joined=joined or _follows_partner(text, start, before),
                closed=kind == "again",
            )
        ):
            return None
        if kind == "zone":
            return Mention(surface, start, end + length, "zone", joined)
        is_made_there = kind == "product" and text.startswith(_MADE_THERE, end + length)
        role = "plain" if is_made_there or kind in ("", "again") else kind
        if text[end : end + 1] in CLOSING and text[start - 1 : start] in _OPENING:
            role = self._bracketed(text, start, before)
        if role == "plain" and surface.grade == SHARED:
            surface = self._located(surface, text, end)
        if role == "plain" and surface.caution == BARE and not joined:
            if text.startswith(self._words.bare_brands, end):
                return None
            role = "plain" if self._is_located(text, start, end) else BARE
        return Mention(surface, start, end, role, joined)

    def organisation(
        self, text: str, start: int, end: int, kind: str, mentions: list[Mention]
    ) -> None:
        """Mark the name shortly before 大学 or 公司 as a part of the organisation's name."""
        last = mentions[-1]
        if last.surface.form == "full" or start - last.end > _REACH:
            return
        if last.role not in ("plain", BARE):
            return
        if not _PARTICLES.isdisjoint(text[last.end : start]):
            return
        inside = text[last.end : end]
        if kind == "school" and any(word in inside for word in _ENTERING):
            return  # 长春地产广告进入大学校园
        if kind == "company" and any(word in inside for word in self._words.local_firms):
            return
        mentions[-1] = last._replace(role=kind)

    def _is_full_name(
        self, surface: Surface, text: str, start: int, end: int, joined: bool
    ) -> bool:
        """Whether a full name that may straddle words is one where it stands."""
        stem, before = stem_of(surface.text), text[start - 1 : start]
        is_clean = joined or (not before.isalnum() if before else True) or before in _LEADING
        if surface.caution == DELICATE and not joined:
            if self._speaks_of_any(surface.text, stem, text, end):
                return False
            if not is_clean:
                if stem in self._words.verbs or before in _ANY_COUNTY:
                    # 会同县公安局 may begin with a verb; 市和县 with a particle.
                    return False
                if before.isnumeric():
                    return False
        if is_clean and surface.text.endswith(PARTS) and surface.caution == DELICATE:
            return True  # 上城区: 城区 alone is a word of the dictionary
        if is_clean and text.startswith(self._words.local_offices, end):
            return True  # 青县公安局: 县公安局 is one too
        return self._is_word(text, start, end, joined, len(stem))

    def _is_word(self, text: str, start: int, end: int, joined: bool, stem: int) -> bool:
        return self._segmenter().is_word(text, start, end, joined=joined, stem=stem)

    def _speaks_of_any(self, name: str, stem: str, text: str, end: int) -> bool:
        """沿河县（市、区）, 新建县道: the last character belongs to a word about any county."""
        if stem == "应" and any(word in text[end : end + 10] for word in _ASKING):
            return True  # 应县公安局邀请
        after, second = text[end : end + 1], text[end + 1 : end + 2]
        if after in ("（", "(", "、") and second in ("市", "区", "县"):
            return True
        if name.endswith("区"):
            return after in _AFTER_DISTRICT and after != ""
        if after == "城" and stem in self._words.verbs:
            return True  # 新县城
        return after in _AFTER_COUNTY and after != ""

    def _is_region(self, surface: Surface) -> bool:
        """海南区域 is a part of the province 海南, while 市南区域 is 市南区."""
        short = self._surfaces.get(surface.text[:-1])
        return short is not None and short.codes[0] != surface.codes[0]

    def _is_name_of_other(self, text: str, start: int, end: int) -> bool:
        """Whether a name is a nickname's, an account's, a person's or a thing's: 小沈阳."""
        before = text[start - 1 : start]
        if before == _SMALL or (before in HANDLES and not self._is_public(text, end)):
            return True
        return _is_name_of_a_thing(text, start, end)

    def _is_public(self, text: str, end: int) -> bool:
        """Whether an account is an office's or a paper's: @大连发布."""
        return text.startswith((*self._words.local_offices, *_PUBLIC), end)

    def _located(self, surface: Surface, text: str, end: int) -> Surface:
        """日照市 for 日照 where what follows makes the word a place (日照港, 朝阳警方)."""
        if surface.level == "prefecture" and text.startswith(self._words.local_offices, end):
            return self._surfaces.get(surface.text + "市", surface)
        return surface

    def _is_located(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a county's short name speak of a place."""
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in _LOCATIVE and before != "":
            return True
        if not before.isalpha() and after in ("：", ":", " ", "\u3000", "讯"):
            return True
        if text.startswith(self._words.local_offices, end):
            return True
        return bool(_TOWN.match(text, end) or _ONE_OF_ITS_OWN.match(text, end))

    @staticmethod
    def is_before_town(text: str, end: int) -> bool:
        """Whether the name of a town stands where a name ends: 修水宁州镇.

        Examples
        --------
        >>> [NameJudge.is_before_town(text, 2) for text in ("修水宁州镇的茶农", "新建小城镇")]
        [True, False]
        """
        return _TOWN.match(text, end) is not None

    def _shortened(
        self, surface: Surface, text: str, start: int, end: int, before: Sequence[Mention]
    ) -> Mention | None:
        """聊城 where 聊城市 is no word (聊城市民)."""
        short = self._surfaces.get(surface.text[:-1])
        if short is None or short.form == "full" or short.grade == ORDINARY:
            return None
        return self.mention(short, text, start, end - 1, before)

    def _bracketed(self, text: str, start: int, before: Sequence[Mention]) -> str:
        """华泰(上海): a name in brackets after a company's name."""
        head = text[max(0, start - 3) : start - 1]
        if len(head) < 2 or not head.isalpha() or head == "中国":
            return "plain"
        if before and isinstance(before, list):
            self.organisation(text, start - 1, start, "company", before)
        return "company"


def sight_role(sight: Surface) -> str:
    """The role of a sight; a pair of cities in one word (深港) means both, and what is launched
    from a site (酒泉卫星发射中心) is the nation's."""
    if len(sight.codes) > 1:
        return "plain"
    return "venue" if sight.text.endswith(_SITES) else "landmark"


def _is_name_of_a_thing(text: str, start: int, end: int) -> bool:
    """《安康》, “泰州”号, 取名宁德: a title, a ship's name, a person's."""
    before, after = text[max(0, start - _CALLED_REACH) : start], text[end : end + 1]
    if before.rstrip(_QUOTING).endswith(_NAMING) or (
        after in _PERSONAL and before.endswith(_CALLING)
    ):
        return True
    if before[-1:] in _LISTING and after in OF_TOWNS and _TOWNS.match(text, end):
        return True
    if before[-1:] in _CALLED_ENDS and (_CALLED.search(before) or _BEARER.match(text, end)):
        return True
    if after == "》":
        return text[start - 1 : start] == "《"
    return after in QUOTES and text[end + 1 : end + 2] in _SHIPS and after != ""


def _follows_partner(text: str, start: int, before: Sequence[Mention]) -> bool:
    """攀枝花与会理: behind the word for "and" that follows another name, a name begins."""
    return bool(before) and before[-1].end == start - 1 and text[start - 1] in _AND


def _lies_beside(text: str, start: int, end: int) -> bool:
    """北龙口收费站: named after the side of a place on which it lies."""
    before = text[max(0, start - 2) : start]
    return text.startswith(_FACILITIES, end) and _DIRECTED.search(before) is not None
