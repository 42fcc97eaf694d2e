"""Short forms of names."""

import pytest

from cityanalysis.cities import read_gazetteer
from cityanalysis.cities.unit_names import stem_of


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("聊城市", "聊城"),
        ("莘县", "莘"),
        ("阿勒泰地区", "阿勒泰"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("恩施土家族苗族自治州", "恩施"),
        ("伊犁哈萨克自治州", "伊犁"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("神农架林区", "神农架"),
        ("碑林区", "碑林"),
        ("清新区", "清新"),
        ("浦东新区", "浦东新区"),
        ("巴林左旗", "巴林左旗"),
    ],
)
def test_stem(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_a_stem_is_never_empty_and_always_the_beginning() -> None:
    for unit in read_gazetteer().units:
        assert stem_of(unit.name)
        assert unit.name.startswith(stem_of(unit.name))
