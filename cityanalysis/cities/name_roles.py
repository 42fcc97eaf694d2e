"""In which role a name stands: the place itself, a goal of a journey, one of a list, a dateline."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cityanalysis.cities.context_words import Words
from cityanalysis.cities.name_forms import BARE
from cityanalysis.cities.scan import Mention

__all__ = ["opens_dateline", "roles_of"]

_DATELINE = re.compile(
    r"(?:[日晚晨早商]报|都市报|新闻网)?[\d一二三四五六七八九十〇零元年月日\s·.]{0,16}"
    r"(?:[专特]?电|[专快]?讯|消息)"
)
# A delegation is named after its city within the same sentence (滨州市党政考察团); hosts are not.
_DELEGATION = re.compile(
    r"(?![^。；]{0,12}(?:接待|迎来|欢迎|迎接))"
    r"(?:[^，。；：！？\s“”（）()]{0,24}?(?:考察团|学习团|考察组|参访团|观摩团|取经团|招商团|招商小分队|医疗队|救援队)"
    r"|[^。；：！？\s“”]{0,40}?(?:一行|代表团|干部|部门|团队)[^，。；：、！？\s]{0,10}?(?:赴|前往)"
    r"|[^，。；：！？\s“”]{0,16}?(?:代表团|考察团|一行)(?:考察|走访|学习|观摩)"
    r"|[^，。；：！？\s“”]{0,16}?(?:老师|教师|医生|护士|学员|校长|书记)(?:赴|前往|来到?|到))"
)
# Who may be on a journey: without one of these no text speaks of a delegation.
_TRAVELLERS = re.compile(
    "[团队]|一行|干部|部门|(?:老师|教师|医生|护士|学员|校长|书记)(?:赴|前往|来|到)"
)
_DELEGATION_LENGTH = 60  # characters from a city's name to the end of its delegation's
_DELEGATION_REACH = 300  # characters of a text in which its delegation is introduced
# What stands before a name that something or somebody comes from, and what then must follow it.
_ORIGINS = ("来自", "产自", "购自", "引自", "源自", "请来", "聘请", "邀请", "聘来", "引进")
_FROM = "从"
_BROUGHT = re.compile(
    "[一-鿿]{0,4}?(?:拉来|运来|引来|买来|请来|转来|搬来|迁来|赶来|调来|寄来|带来|购来|淘来|发货|发来|起运|启运|引进|采购|购买|购入|购得|定制|订购|进货|空运"
    "|回到|回来|返回|返乡|回乡|归来|来到|赶到|搬到|调到|辞职|毕业)"
)
# 上海捐来的书包, 大庆产的聚乙烯, 迎来广州的游客: where it or they come from stands before them.
_COME = re.compile("(?:[捐运寄送赶飞派]?来|出?产|[制捐]?造|制造|生产|[援捐]建|支援|捐赠|赠送)的")
_GUESTS = re.compile("的[一-鿿]{0,3}?(?:游客|旅客|亲子团|旅行团|学生|客商)")
_WELCOME = ("迎来", "接待", "等来", "招来", "来了")
_COME_BEGINS = frozenset("捐运寄送赶飞来产出制造生派援支赠")
_RECEIVING = frozenset("给为向对")
# 等地, 等十一市: the names before it are examples of more.
_AND_MORE = re.compile(
    "等(?:[地市县区州]|[各多]地|省[、市区份]|[一-鿿]{0,4}?(?:城市|地区|州市|市县|县市|区县)|[\\d一二三四五六七八九十两几多百]+余?[个座]?(?:[地市县区州]|省[市区份]|城))"
)
# 46名香港中学生, 两位合肥游客: people whose home is named.
_COUNTED = re.compile(r"[\d一二三四五六七八九十两几多百]余?[名位个]$")
_PERSONS = (
    *("学生", "中学生", "大学生", "女生", "男生", "游客", "旅客", "同胞", "青年", "客商", "学者"),
    *("专家", "老人", "夫妻", "教练", "师傅"),
)
# 温州老板十年前来凤台: between the home of somebody and the place of the story.
_SOMEBODY = re.compile(
    "(?:籍|来)?的?(?:一[群对家]|[几两三四五六七八九十百\\d]+余?[名位个])?"
    "[一-鿿]{0,4}?(?:学生|女生|男生|游客|旅客|老板|商人|客商|企业家|夫妻|夫妇|小伙|姑娘|大爷|大妈"
    "|大叔|阿姨|老人|教授|学者|司机|车主|球迷|画家|摄影师|摄影爱好者|驴友|网友|男子|女子|市民|队员|志愿者)"
    "[^。；！？：“”]{0,14}[在到来回]$"
)
_SOMEBODY_REACH = 24  # characters from the home to the place
_ARRIVING = frozenset("在到来回")
_ENDS = re.compile("[。；！？]")
_TITLE_REACH = 12  # characters between a name and the marks of the title that it is in
# What stands before the title of a book, a song, a film: 书名叫, 这首, 读完.
_WORKS = re.compile(
    "(?:书|小说|歌曲?|影片?|剧|纪录片|散文集?|诗集?|专辑|[首曲读唱看]|[一这]部|[一这]本)(?:名|名?叫|了|完|过|的|是)?$"
)
_WORKS_REACH = 6  # characters before a title
# What titles of papers, laws and plans have; all others are of books, songs and films.
_DOCUMENTS = re.compile(
    "条例|办法|规[划定章则程]|方案|意见|通知|通告|公告|公报|[报简快]报|报告|[日晚晨商早时]报|周[刊报]|新闻|决[定议]|细则|协[议定]|纲要|[白蓝皮]书|目录"
    "|标准|清单|计划|指[南引]|行动|合同|备忘录|年鉴|名录|[导通]则|政策|措施|若干|条$|宣言|倡议|公约|手册|制度|批复|令|法$|函|[书志]$|[：，]"
)
_MEETING = frozenset("在于")
# 江苏省委在南京召开全会, 全国锦标赛在黄石落幕: where a province or the nation meets.
_MEETS = re.compile(
    "[一-鿿]{0,3}?[^，。；：！？\\s]{0,8}?(?:召开|举行|举办|开幕|闭幕|落幕|揭幕|开赛|闭会|收官|开考|启幕)"
)
_HIGHER = re.compile(
    "(?:全国|中国国际|中国[一-鿿]{2,12}(?:大会|博览会|交易会|论坛|峰会)|国家|两岸|中央|国务院|全军|世界|亚洲|亚太|总局|(?:教育|财政|商务|公安|民政|司法|水利|农业|农村|信息化|科技|旅游|环境"
    "|建设|资源|应急管理|社会保障|外交|国防|卫生|铁道|运输|中宣|中组)部|省委|省政府|省人大|省政协|自治区党委|自治区政府)"
    "[^。；！？]{0,30}[在于]$"
)
_HIGHER_REACH = 44  # characters before the place in which the body that meets is named
_EXAMPLES = ("比如", "例如", "譬如", "诸如", "其中", "，如", "。如", "（如")
_GOAL_MARKS = frozenset("自从名位个来请进待于如中")
_AWAY = frozenset({"visited", "origin"})
_BRACKETS = frozenset("【[（(")  # in which a text's dateline may stand
_DATELINE_REACH = 60  # characters of a text in which its dateline stands
_ROUTES = frozenset(
    {"至", "到", "—", "——", "-", "–", "~", "～", "往", "开往", "驶往", "直达", "飞往"}
)
_LISTS = frozenset({"、", "，", ",", "和", "与", "及", "·", "；", "以及"})
_PARTNERS = frozenset({"、", "和", "与"})
_PARTIES = frozenset({"plain", "zone"})  # what sends delegations
_HOMES = frozenset({"plain", "people"})  # roles of a name before its people
# Roles that a journey or a dateline may change.
_OPEN = frozenset({"plain", "zone", "media", BARE})
_FAR = 4  # characters between two names that belong to one list or route
_LISTED = 3  # names in a row that make a list


def opens_dateline(content: str, start: int, end: int) -> bool:
    """Whether a name stands in a paper's own dateline: 本报山亭讯.

    Examples
    --------
    >>> opens_dateline("本报山亭讯 鸡蛋每枚一块二。", 2, 4), opens_dateline("山亭通讯社", 0, 2)
    (True, False)
    >>> opens_dateline("【山亭消息】鸡蛋每枚一块二。", 1, 3)
    True
    """
    own = start < _DATELINE_REACH and content[max(0, start - 2) : start] == "本报"
    if not own and not (start == 1 and content[0] in _BRACKETS):
        return False
    return _DATELINE.match(content, end) is not None


def roles_of(content: str, name: str, mentions: Sequence[Mention], words: Words) -> list[str]:
    """The role of each name.

    ``plain``, ``zone``, ``school``, ``company``, ``product``, ``team``, ``media`` and ``people``
    come from the name's own surroundings; added here: ``dateline`` (the paper's own), ``agency``
    (a national agency's), ``venue`` (a province or the nation meets there), ``visited`` (somebody
    goes there), ``origin`` (somebody or something comes from there), ``delegation`` (its people
    go elsewhere), ``route`` (from A to B) and ``listed`` (one of three or more in a row).
    """
    roles = [mention.role for mention in mentions]
    field = _field(content, name, mentions, words)
    first = end = 0
    for place, mention in enumerate(mentions):
        _, start, after, role, joined = mention
        gap = ""
        if not joined:
            if place > 0 and start - end < _FAR:
                gap = content[end:start]
                if gap in _ROUTES:
                    role = roles[place] = roles[place - 1] = "route"
            if gap not in _LISTS:
                if place - first >= _LISTED or content[end : end + 1] == "等":
                    _mark_list(content, roles, mentions, range(first, place))
                first = place
        end = after
        if role in _OPEN:
            _judge(field, roles, mentions, place, gap)
    if len(mentions) - first >= _LISTED or content[end : end + 1] == "等":
        _mark_list(content, roles, mentions, range(first, len(mentions)))
    return roles


class _Field(NamedTuple):
    """A field and what is known of it at once.

    ``marks``: characters before a name that ask for a closer look. ``reach``: characters in which
    its dateline stands; ``opening``: in which a delegation is introduced.
    """

    content: str
    words: Words
    marks: frozenset[str]
    reach: int
    opening: int
    may_travel: bool
    has_titles: bool


def _field(content: str, name: str, mentions: Sequence[Mention], words: Words) -> _Field:
    opening = _DELEGATION_REACH if name == "text" else len(content)
    may_travel = mentions[0].start < opening and bool(
        _TRAVELLERS.search(content, 0, opening + _DELEGATION_LENGTH)
    )
    reach = _DATELINE_REACH if name == "text" else 0
    marks = words.goal_ends | _GOAL_MARKS
    return _Field(content, words, marks, reach, opening, may_travel, "《" in content)


def _judge(
    field: _Field, roles: list[str], mentions: Sequence[Mention], place: int, gap: str
) -> None:
    """Change the role of a name that a journey, a dateline or a neighbour may change."""
    content, words, marks, reach, opening, may_travel, has_titles = field
    _, start, after, _, joined = mentions[place]
    role = roles[place]
    if has_titles and role in _HOMES and _is_in_title(content, start, after):
        roles[place] = "product"
        return
    last, following = content[start - 1 : start], content[after : after + 1]
    is_marked = last in marks or following in _COME_BEGINS
    if start < reach or is_marked or (may_travel and start < opening):
        found = _role(content, start, after, role, start < reach, words)
        is_open = may_travel and found == role and role in _PARTIES and start < opening
        if is_open and _DELEGATION.match(content, after):
            found = "delegation"
        role = roles[place] = found
        if place > 0 and last in _ARRIVING and roles[place - 1] in _HOMES:
            _send_home(content, roles, mentions, place)
    if place > 0:
        if role == "plain" and (joined or gap == "、"):
            role = roles[place] = _inherited(content, mentions, roles, place)
        if role == "plain" and joined:
            _mark_venue(content, roles, mentions, place)
        if role == BARE or roles[place - 1] == BARE:
            _support_partners(content, mentions, roles, place)


def _mark_venue(content: str, roles: list[str], mentions: Sequence[Mention], place: int) -> None:
    """中宣部在河北省张家口市举行仪式: names in a row of which the first stands behind 在."""
    first = place
    while mentions[first].joined and first > 0:
        first -= 1
    start = mentions[first].start
    if content[start - 1 : start] in _MEETING and _is_venue(content, start, mentions[place].end):
        roles[first : place + 1] = ["venue"] * (place + 1 - first)


def _is_in_title(content: str, start: int, end: int) -> bool:
    """书名叫《走过凉山》: part of the title of a book, a film or a song."""
    left = content.rfind("《", max(0, start - _TITLE_REACH), start)
    right = content.find("》", end, end + _TITLE_REACH)
    if left < 0 or right < 0 or "》" in content[left:start]:
        return False
    if _WORKS.search(content[max(0, left - _WORKS_REACH) : left]) is not None:
        return True
    return _DOCUMENTS.search(content[left:right]) is None


def _send_home(content: str, roles: list[str], mentions: Sequence[Mention], place: int) -> None:
    """合肥游客在桂林: of the home of somebody and the place of the story the home is an origin."""
    before, start = mentions[place - 1], mentions[place].start
    if before.role == "people":
        gap = content[before.end : start]
        is_home = len(gap) <= _SOMEBODY_REACH and not _ENDS.search(gap)
    else:
        is_home = start - before.end <= _SOMEBODY_REACH and bool(
            _SOMEBODY.match(content[before.end : start])
        )
    if is_home:
        roles[place - 1] = "origin"


def _support_partners(
    content: str, mentions: Sequence[Mention], roles: list[str], place: int
) -> None:
    """微山和沛县: beside another place a county's short name is a place, too."""
    pair = roles[place - 1 : place + 1]
    if "plain" in pair and content[mentions[place - 1].end : mentions[place].start] in _PARTNERS:
        roles[place - 1 : place + 1] = ["plain", "plain"]


def _inherited(content: str, mentions: Sequence[Mention], roles: Sequence[str], place: int) -> str:
    """The role that a name has from the one before it: 从山东寿光拉来, 销往福州、大连等地."""
    before, mention = mentions[place - 1], mentions[place]
    if mention.joined:
        is_from = content[before.start - 1 : before.start] == _FROM
        if is_from and _BROUGHT.match(content, mention.end):
            return "origin"
        return roles[place - 1] if roles[place - 1] in _AWAY else "plain"
    if content[before.end : mention.start] == "、" and roles[place - 1] == "visited":
        return "visited"
    return "plain"


def _mark_list(content: str, roles: list[str], mentions: Sequence[Mention], run: range) -> None:
    """Mark the names of a run that are three or more, or examples (怒江等地), as listed."""
    heads = [place for place in run if not mentions[place].joined]
    if len(heads) >= _LISTED or (heads and _AND_MORE.match(content, mentions[run[-1]].end)):
        for place in run:
            if roles[place] == "plain":
                roles[place] = "listed"


def _is_venue(content: str, start: int, end: int) -> bool:
    """Whether a province or the nation meets in the place."""
    if _MEETS.match(content, end) is None:
        return False
    return _HIGHER.search(content[max(0, start - _HIGHER_REACH) : start]) is not None


def _role(content: str, start: int, end: int, role: str, opens: bool, words: Words) -> str:
    if opens and _DATELINE.match(content, end):
        before = content[max(0, start - 12) : start]
        return "agency" if any(word in before for word in words.agencies) else "dateline"
    last = content[start - 1 : start]
    if last not in _RECEIVING and _COME.match(content, end):
        return "origin"
    if last not in words.goal_ends and last not in _GOAL_MARKS:
        return role
    if last in _MEETING and role == "plain" and _is_venue(content, start, end):
        return "venue"
    before = content[max(0, start - 4) : start]
    if before.endswith(_WELCOME) and _GUESTS.match(content, end):
        return "origin"
    if role == "plain" and before.endswith(_EXAMPLES):
        return "listed"
    if before.endswith(words.going):
        return "visited"
    if before.endswith(words.reaching) and words.purposes.search(content, end, end + 14):
        return "visited"
    if before.endswith(_ORIGINS) or (last == _FROM and _BROUGHT.match(content, end)):
        return "origin"
    if _COUNTED.search(before) and content.startswith(_PERSONS, end):
        return "origin"
    return role
