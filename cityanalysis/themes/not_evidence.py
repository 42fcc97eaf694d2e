"""Where a seed word stands without speaking for its theme: inside other words, names and lists."""

import re
from collections.abc import Sequence

from cityanalysis.text import make_segmenter

__all__ = ["speaks"]

_HAN = re.compile("[\u4e00-\u9fff]+")
# 教育部, 水利局 and 海洋集团 are bodies and firms: a text on them may be about anything. 部分 and
# 局面 are words.
_ORGAN = re.compile(
    r"(?:和[\u4e00-\u9fff]{2,6})?(?:部(?![分署队位落件])|局(?![面势部限])|厅|署(?!名)|总局|总署"
    r"|委员会|集团|公司|有限|股份|大学|学院|研究院|报社|日报|出版社|路(?=\d|[东西南北中]?[段口])"
    r"|系统(?:各|干部|党)|战线|口岸办)"
)
# 科技大厦 and 环保杯 are a house and a cup: named after something, not about it.
_NAMED_AFTER = re.compile(
    r"(?:大厦|大道|大街|花园|家园|新村|宾馆|酒店|饭店|胡同|巷(?!道)|街(?![道头边区坊])|杯(?!具)"
    r"|号(?=[轮船舰列邮客货专]))"
)
_QUOTED = re.compile(
    r"[“\"「『][^”\"」』]{2,10}[”\"」』](?=号|杯|牌|楼盘|小区|大厦|酒店|饭店|商场|广场|公园|项目)"
)
_WORK_OF_ART = re.compile(
    r"(?:电影|影片|[电视话舞]剧|歌曲|小说|油画|国画|散文|诗歌|专辑|舞蹈)《[^》]{1,30}》"
)
_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎贺龚]"
)
_ROLE_BEFORE = re.compile(
    r"(?:记者|通讯员|村民|市民|居民|党员|书记|主任|局长|科长|县长|镇长|校长|院长|所长|经理|队长|厂长"
    f"|教授|老师|师傅|医生|护士|同学|工人|司机|会计|民警|战士|大爷|大妈|叫|叫做|丈夫|妻子|儿子|女儿){_SURNAME}$"
)
_NAME_BEFORE = re.compile(rf"(?:^|[，。；！？、：“\s]){_SURNAME}$")
_NAME_AFTER = re.compile(
    r"说|告诉|介绍|表示|坦言|回忆|笑|叹|摆摆手|点点头|同志|先生|女士|夫妇|一家|今年\d"
)
_NAME_ENDS = re.compile(r"$|[，。；！？、：）\s]|[和与在把是从向对]|报道|摄")
# Of a run of items between enumeration commas, none is what the sentence is about.
_RUN = re.compile(r"[^、，。；：！？\s]{1,9}(?:、[^、，。；：！？\s]{1,9}){3,}")


def speaks(text: str, hits: Sequence[tuple[str, str, int, int]]) -> list[bool]:
    """Whether each seed that was found in a sentence is evidence for its theme.

    It is not where a word of the sentence reaches over one of its borders (行业主管 holds no
    业主), where it begins the name of an organ or a firm (教育部), is part of the name of a house,
    a street, a cup, a ship, a work of art or a person (记者孙海洋), and where it is one of four and
    more items of a list in which its theme has no other.

    Parameters
    ----------
    text : str
        A sentence.
    hits : sequence of tuples
        Theme, seed, start and end.

    Examples
    --------
    >>> speaks("由行业主管部门负责", [("housing", "业主", 3, 5)])
    [False]
    >>> speaks("业主反映物业收费高", [("housing", "业主", 0, 2)])
    [True]
    """
    if not hits:
        return []
    starts, ends = _words(text, hits)
    runs = [match.span() for match in _RUN.finditer(text)]
    names = [match.span() for rule in (_QUOTED, _WORK_OF_ART) for match in rule.finditer(text)]
    return [
        # A word takes one character of the seed's ends to what stands before or after. Where it
        # takes two, those are most often a word of the seed's own: 直播招聘 in 直播招聘会.
        not (ends.get(start + 1, start) < start or starts.get(end - 1, end) > end)
        and _ORGAN.match(text, end) is None
        and _NAMED_AFTER.match(text, end) is None
        and not any(first < start and end < last for first, last in names)
        and not _is_person(text, start, end)
        and not _only_listed(runs, hits, number)
        for number, (_, _, start, end) in enumerate(hits)
    ]


def _is_person(text: str, start: int, end: int) -> bool:
    """Whether the seed is the given name of a person."""
    if end - start > 2:  # a given name has one or two characters
        return False
    before = text[max(0, start - 4) : start]
    if _ROLE_BEFORE.search(before):
        return bool(_NAME_ENDS.match(text, end) or _NAME_AFTER.match(text, end))
    return bool(_NAME_BEFORE.search(before) and _NAME_AFTER.match(text, end))


def _words(
    text: str, hits: Sequence[tuple[str, str, int, int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Words of two and more characters beside the hits: ends by starts, and starts by ends."""
    cut = make_segmenter().cut
    starts: dict[int, int] = {}
    for match in _HAN.finditer(text):
        start, run_end = match.span()
        if not any(first < run_end and start < last for _, _, first, last in hits):
            continue
        for word in cut(match.group()):
            if len(word) > 1:
                starts[start] = start + len(word)
            start += len(word)
    return starts, {end: start for start, end in starts.items()}


def _only_listed(
    runs: list[tuple[int, int]], hits: Sequence[tuple[str, str, int, int]], number: int
) -> bool:
    theme, _, start, end = hits[number]
    for first, last in runs:
        if first <= start and end <= last:
            own = {hit[1] for hit in hits if hit[0] == theme and first <= hit[2] < last}
            return len(own) == 1
    return False
