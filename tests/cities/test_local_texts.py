"""Sentences of local papers and posts, each kind with innocent twins that look alike."""

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cities import read_gazetteer, tag_cities
from cityanalysis.cities.context_words import read_words

DATA = Path(__file__).parents[1] / "data"
FRAMES = (
    "{}的一所小学今年扩建了校舍。",
    "记者昨天在{}采访时看到，夜市人来人往。",
    "{}召开农业工作会议，部署春耕。",
    "近日，{}公安局破获一起案件。",
)
# Of 2,780 names six stay open: 老城区, 古城区, 新市区, 矿区 are kinds of districts, 东区, 西区
# parts of many cities.
LEAST_COUNTIES = 2770


def _cases(name: str) -> list[dict]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _said(cases: list[dict]) -> list[list[str]]:
    frame = pd.DataFrame(
        {
            "doc_id": [str(n) for n in range(len(cases))],
            "title": None,
            "text": [case["text"] for case in cases],
        }
    )
    found = {key: list(part) for key, part in tag_cities(frame).groupby("doc_id")["city"]}
    return [found.get(str(n), []) for n in range(len(cases))]


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("city_kinds", 0.99),
        ("city_posts", 0.97),
        ("city_trial", 0.94),
        ("city_blind", 0.97),
        ("city_fresh", 0.97),
        ("city_third", 0.90),
        ("city_scoped", 0.97),
    ],
)
def test_own_texts(name: str, floor: float) -> None:
    cases = _cases(name)
    wrong = [
        (case, said)
        for case, said in zip(cases, _said(cases), strict=True)
        # Of a delegation, or of workers who go elsewhere, the hosts may be named or not.
        if set(said) - set(case.get("hosts", [])) != set(case["cities"])
    ]
    assert len(cases) >= 180
    assert 1 - len(wrong) / len(cases) >= floor, wrong


def test_whoever_travels_comes_before_the_hosts() -> None:
    cases = [case for case in _cases("city_kinds") if case["class"] == "delegation"]
    cases += [case for case in _cases("city_blind") if case["class"] in ("delegation", "senders")]
    assert [said[0] for said in _said(cases)] == [case["cities"][0] for case in cases]


def test_a_name_behind_the_word_for_and_is_not_cut_off() -> None:
    said = _said([{"text": "许昌和平顶山两市的公交卡互通。"}, {"text": "鹤壁同安阳换乘免费。"}])
    assert [set(cities) for cities in said] == [{"许昌", "平顶山"}, {"鹤壁", "安阳"}]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("朝阳现房2居均价30000", "北京"),
        ("宝山新盘预计月底开盘", "上海"),
        ("南山科技园写字楼均价下跌", "深圳"),
        ("白云二手房成交量上升", "广州"),
        ("贵阳白云二手房成交量上升", "贵阳"),
        ("南昌西湖区楼盘精装交付", "南昌"),
    ],
)
def test_a_district_alone_before_flats_is_that_of_the_largest_market(text: str, city: str) -> None:
    assert _said([{"text": text}]) == [[city]]


def test_goods_and_visitors_speak_for_the_place_of_the_story() -> None:
    cases = [case for case in _cases("city_fresh") if case["class"] == "goods"]
    assert [said[0] for said in _said(cases)] == [case["cities"][0] for case in cases]


@pytest.mark.parametrize("word", ["教育部门", "公安部署", "财政部门"])
def test_departments_of_a_city_are_no_ministries(word: str) -> None:
    assert read_words().cues[word] == "none"


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("@大连老王 你上次说的师傅电话还有吗", []),
        ("@十堰发布 小区停水三天了", ["十堰"]),
        ("桓台县果里、唐山两个镇设立巡回仲裁庭。", ["淄博"]),
        ("沂水三个村的茶农换了炒茶锅。", ["临沂"]),
        ("海南区域的渔民今年分红。", []),
        ("历下区域内的老楼装了电梯。", ["济南"]),
        ("《信阳一家人》下月上映。", []),
        ("《信阳市城市绿化条例》今起施行。", ["信阳"]),
        ("赤壁和临湘的茶商共用一个仓库。", ["咸宁", "岳阳"]),
        ("九江和黄梅的渡工一起刷船。", ["九江", "黄冈"]),
        ("九江和平安公司的员工一起刷船。", ["九江"]),
        ("电影里那个叫安康的老人最后笑了。", []),
        ("有个叫安康的小城，桃花开了。", ["安康"]),
        ("【兴化消息】垛田的菱角熟了。", ["泰州"]),
        ("【兴化】", []),
        ("这文在晋江连载，番外还没更。", []),
        ("在晋江一家鞋厂上班，今天发工资。", ["泉州"]),
        ("青岛啤酒厂的老工人今天退休。", ["青岛"]),
        ("昨晚喝了两瓶青岛啤酒。", []),
        ("中国国际服装博览会在大连举行，四十国参展。", []),
        ("服装博览会在大连举行，市民排队入场。", ["大连"]),
        ("国泉城88平现房在售6000元", []),
        ("泉城88平现房在售6000元", ["济南"]),
    ],
)
def test_what_only_looks_like_a_place_and_its_twins(text: str, cities: list[str]) -> None:
    assert sorted(_said([{"text": text}])[0]) == sorted(cities)


def test_partners_side_by_side_have_the_same_weight() -> None:
    frame = pd.DataFrame(
        {"doc_id": ["a"], "title": [None], "text": ["烟台和大连合办招商会，两市共用一本项目册。"]}
    )
    assert tag_cities(frame)["weight"].tolist() == [0.5, 0.5]


def test_a_pair_of_cities_in_one_word_means_both() -> None:
    said = _said([{"text": "深港两地的青年合办市集。"}, {"text": "京津冀三地签约。"}])
    assert set(said[0]) == {"深圳", "香港"}
    assert said[1] == []


def test_a_city_that_is_known_goes_before_a_district_of_its_name() -> None:
    said = _said(
        [{"text": "昌邑的姜窖满了。"}, {"text": "吉林市的老街上，昌邑区的摊位最多，昌邑人爱逛。"}]
    )
    assert said == [["潍坊"], ["吉林市"]]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_full_name_of_a_county_counts_whatever_its_stem_is(frame: str) -> None:
    known = read_gazetteer()
    units = [unit for unit in known.today.values() if unit.level == "county"]
    often = Counter(unit.name for unit in units)
    units = [unit for unit in units if often[unit.name] == 1]
    said = _said([{"text": frame.format(unit.name)} for unit in units])
    right = [
        cities == [known.short_name(known.city_of(unit.code) or "")]
        for unit, cities in zip(units, said, strict=True)
    ]
    assert len(units) > 2700
    assert sum(right) >= LEAST_COUNTIES
