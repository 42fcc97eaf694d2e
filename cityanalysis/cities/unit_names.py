"""How the names of administrative units are formed and shortened."""

from functools import cache

__all__ = ["stem_of"]

_GENERIC = (
    *("特别行政区", "自治区", "自治州", "自治县", "自治旗", "行政区", "地区", "林区", "特区"),
    *("矿区", "新区", "左旗", "右旗", "中旗", "前旗", "后旗", "省", "市", "盟", "县", "区", "旗"),
)
# 浦东新区 and 巴林左旗 are known by nothing shorter.
_PART_OF_STEM = frozenset({"左旗", "右旗", "中旗", "前旗", "后旗", "矿区", "新区"})
# 碑林区 and 清新区 end in 区, 神农架林区 in 林区.
_LONG_ONLY = frozenset({"林区", "新区", "矿区"})
_PEOPLES = (
    *("汉", "壮", "回", "满", "维吾尔", "苗", "彝", "土家", "藏", "蒙古", "布依", "侗", "瑶", "白"),
    *("哈尼", "朝鲜", "黎", "哈萨克", "傣", "畲", "傈僳", "东乡", "仡佬", "拉祜", "佤", "水"),
    *("纳西", "羌", "土", "仫佬", "锡伯", "柯尔克孜", "景颇", "达斡尔", "撒拉", "布朗", "毛南"),
    *("塔吉克", "普米", "阿昌", "怒", "鄂温克", "京", "基诺", "德昂", "保安", "俄罗斯", "裕固"),
    *("乌孜别克", "门巴", "鄂伦春", "独龙", "赫哲", "高山", "珞巴", "塔塔尔", "各"),
)
_BARE = ("蒙古", "哈萨克", "柯尔克孜", "锡伯", "塔吉克", "维吾尔", "回")
_PEOPLE_ENDINGS = tuple(
    sorted([*(name + "族" for name in _PEOPLES), *_BARE], key=lambda ending: (-len(ending), ending))
)


_BY_LAST = {
    last: tuple(ending for ending in _GENERIC if ending[-1] == last)
    for last in sorted({ending[-1] for ending in _GENERIC})
}


@cache
def stem_of(name: str) -> str:
    """The name without its generic word and without the peoples of an autonomous unit.

    Examples
    --------
    >>> [stem_of(n) for n in ("聊城市", "莘县", "黔西南布依族苗族自治州", "内蒙古自治区")]
    ['聊城', '莘', '黔西南', '内蒙古']
    """
    for ending in _BY_LAST.get(name[-1:], ()):
        if name.endswith(ending) and len(name) > len(ending):
            if ending in _PART_OF_STEM and len(name) > 3:
                return name
            if ending in _LONG_ONLY and len(name) < 5:
                continue
            stem = name[: -len(ending)]
            return _without_peoples(stem) if ending.startswith("自治") else stem
    return name


def _without_peoples(stem: str) -> str:
    while True:
        ending = next((e for e in _PEOPLE_ENDINGS if stem.endswith(e)), None)
        if ending is None:
            return stem
        shorter = stem[: -len(ending)]
        if len(shorter) < 2:
            return stem.removesuffix("族")
        stem = shorter
