"""Which cities articles are about."""

import csv
import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.cities import Alias, Gazetteer, read_gazetteer, tag_cities, with_city
from cityanalysis.cities.characters import fold
from cityanalysis.errors import CityAnalysisWarning, UsageError
from cityanalysis.resources import data_path

COLUMNS = ["doc_id", "code", "city", "weight", "rule", "confidence", "evidence"]


def _read_cases(name: str) -> list[dict]:
    path = Path(__file__).parents[1] / "data" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CASES = _read_cases("city_cases")


def _frame(*articles: dict[str, object]) -> pd.DataFrame:
    rows = [{"doc_id": str(n), "title": None, "text": None, **a} for n, a in enumerate(articles)]
    return pd.DataFrame(rows, columns=sorted({key for row in rows for key in row}))


def _text(text: str, **options: object) -> list[str]:
    return tag_cities(_frame({"text": text}), **options)["city"].tolist()


def _tag_cases(cases: list[dict]) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in cases]
    for home in {case.get("home") for case in cases}:
        mine = [n for n, case in enumerate(cases) if case.get("home") == home]
        frame = _frame(*({"text": cases[n]["text"]} for n in mine))
        for row in tag_cities(frame, home=home).itertuples():
            found[mine[int(row.doc_id)]].add(row.city)
    return found


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("A市出租车管理混乱，我从北京、上海回来，那里规范得多。", []),
        ("请问D7县大同中学的收费标准是什么？", []),
        ("M3县卫生局与和县同行交流后，九十一名村医的待遇仍未解决。", []),
        ("K2区信用社职工进京，在北京递交了申诉材料，望恢复劳动合同。", []),
        # A town lies in the place that was masked.
        ("M1区蛇形山镇砖厂污染严重，M市环保部门不管。", ["娄底"]),
        # What only looks like a mask.
        ("A市场主体培育行动在聊城启动。", ["聊城"]),
        ("聊城会展中心A1区昨天挤满了求职者。", ["聊城"]),
    ],
)
def test_a_text_whose_own_place_is_masked_is_about_no_city_named_in_passing(
    text: str, cities: list[str]
) -> None:
    assert _text(text) == cities


def test_own_sentences() -> None:
    right: Counter[str] = Counter()
    wrong = []
    for case, cities in zip(CASES, _tag_cases(CASES), strict=True):
        if cities == set(case["cities"]):
            right[case["class"]] += 1
        else:
            wrong.append((case["class"], case["text"], case["cities"], cities))
    assert len(CASES) >= 400
    assert min(Counter(case["class"] for case in CASES).values()) >= 10
    assert right.total() / len(CASES) >= 0.97, wrong


def test_traditional_text_is_tagged_as_its_simplified_form() -> None:
    with data_path("gazetteer/traditional.csv").open(encoding="utf-8", newline="") as file:
        back = {row["simplified"]: row["traditional"] for row in csv.DictReader(file)}
    pairs = []
    for case in CASES:
        text = "".join(back.get(character, character) for character in case["text"])
        # Only where the script shows: a text may have no character that differs.
        if fold(text) == case["text"] and text != case["text"]:
            pairs.append((case, {**case, "text": text}))
    assert len(pairs) > 300
    simplified, traditional = zip(*pairs, strict=True)
    same = [a == b for a, b in zip(_tag_cases(list(simplified)), _tag_cases(list(traditional)))]
    assert sum(same) / len(same) >= 0.99


def test_frame_has_its_columns_and_weights_sum_to_one() -> None:
    frame = _frame(
        {"text": "烟台、威海共建海洋牧场，两市渔民互认证书。"},
        {"text": "国务院印发通知，部署全国工作。"},
        {"title": "聊城：新窗口", "text": "聊城市把窗口搬进商场。"},
    )
    found = tag_cities(frame)
    assert found.columns.tolist() == COLUMNS
    assert found.groupby("doc_id")["weight"].sum().round(9).tolist() == [1.0, 1.0]
    assert found["confidence"].between(0, 1).all()
    assert set(found["doc_id"]) == {"0", "2"}
    for row in found.itertuples():
        article = frame.set_index("doc_id").loc[row.doc_id]
        for spot in row.evidence:
            assert article[spot["field"]][spot["start"] : spot["end"]] == spot["surface"]


def test_rule_says_where_the_strongest_evidence_stands() -> None:
    found = tag_cities(
        _frame(
            {"dateline": "聊城", "text": "窗口搬进商场。"},
            {"title": "青岛推广新办法", "text": "办法今天实施。"},
            {"text": "德州的企业用上了机器人。"},
            {"text": "记者看到，" * 40 + "烟台的码头很忙。"},
        )
    )
    assert found["rule"].tolist() == ["dateline", "title", "lead", "text"]
    assert found["city"].tolist() == ["聊城", "青岛", "德州", "烟台"]


def test_an_agencys_dateline_tells_where_the_reporter_sat() -> None:
    own = {"dateline": "济南", "filed_by": "本报", "text": "泉水节今天开幕。"}
    agency = {**own, "filed_by": "新华社"}
    about = {**agency, "text": "历下区的泉水节今天开幕。"}
    capital = {"dateline": "北京", "filed_by": "新华社", "text": "夏粮收购进度快于去年。"}
    frame = _frame(own, agency, about, capital)
    assert tag_cities(frame)["doc_id"].tolist() == ["0", "2"]
    assert tag_cities(frame, min_confidence=0.0)["doc_id"].tolist() == ["0", "1", "2"]


def test_levels() -> None:
    frame = _frame(
        {"text": "义乌市的市场里来了客商。"},
        {"text": "北京市朝阳区的写字楼。"},
        {"text": "湖北仙桃市的黄鳝供应全国。"},
        {"text": "山东省今年降雨偏多。"},
        {"text": "聊城市召开会议。"},
    )
    assert tag_cities(frame, level="province")["city"].tolist() == [
        "浙江",
        "北京",
        "湖北",
        "山东",
        "山东",
    ]
    assert tag_cities(frame)["city"].tolist() == ["金华", "北京", "仙桃", "聊城"]
    assert tag_cities(frame, level="county")["city"].tolist() == ["义乌", "北京朝阳区", "仙桃"]


def test_our_city_is_the_pages_else_the_given_one() -> None:
    articles = [
        {"source": "a.txt", "title": "聊城公交新线", "text": "聊城的公交车换新。"},
        {"source": "a.txt", "title": "临清夜市开张", "text": "临清市的夜市开张。"},
        {"source": "a.txt", "title": "我市新增幼儿园", "text": "我市今年新增幼儿园五十所。"},
        {"source": "b.txt", "title": "我市新增公园", "text": "全市今年新增公园五十座。"},
    ]
    alone = tag_cities(_frame(*articles)).set_index("doc_id")
    assert alone.loc["2", ["city", "rule"]].tolist() == ["聊城", "home"]
    assert "3" not in alone.index
    given = tag_cities(_frame(*articles), home="德州").set_index("doc_id")
    assert given["city"].to_dict() == {"0": "聊城", "1": "聊城", "2": "聊城", "3": "德州"}


def test_our_city_is_the_publications_where_the_page_is_silent() -> None:
    articles = [
        {"source": "1", "publication": "晚报", "text": "潍坊的风筝作坊赶工。"},
        {"source": "2", "publication": "晚报", "text": "寿光市的大棚丰收。"},
        {"source": "3", "publication": "晚报", "text": "我市出台新规。"},
        {"source": "4", "publication": "早报", "text": "我市出台新规。"},
    ]
    found = tag_cities(_frame(*articles)).set_index("doc_id")["city"].to_dict()
    assert found == {"0": "潍坊", "1": "潍坊", "2": "潍坊"}


def test_a_misread_name_is_understood_on_its_page() -> None:
    articles = [
        {"source": "a", "text": "聊城的公交车换新。"},
        {"source": "a", "title": "在平区产业升级的样板", "text": "企业拿出专项资金。"},
        {"source": "b", "title": "在平区产业升级的样板", "text": "企业拿出专项资金。"},
    ]
    found = tag_cities(_frame(*articles))
    assert found["doc_id"].tolist() == ["0", "1"]
    assert found["evidence"].iloc[1][0]["surface"] == "在平区"


def test_a_passing_name_of_another_city_is_no_subject_on_a_citys_page() -> None:
    articles = [
        {"source": "a", "text": "聊城的公交车换新。"},
        {"source": "a", "text": "聊城市的学校错峰放学。"},
        {"source": "a", "text": "公园里的月季来自南阳，花开得正好。"},
    ]
    assert tag_cities(_frame(*articles))["doc_id"].tolist() == ["0", "1"]


def test_a_label_wins_and_an_unknown_one_is_reported_once() -> None:
    frame = _frame(
        {"labelled_city": "聊城", "text": "青岛的海鲜市场开市。"},
        {"labelled_city": "莱芜市", "text": "生姜丰收。"},
        {"labelled_city": "乌有市", "text": "青岛的海鲜市场开市。"},
        {"labelled_city": "鼓楼区", "text": "没有地名。"},
        {"labelled_city": "山东省聊城市莘县", "text": "没有地名。"},
    )
    with pytest.warns(CityAnalysisWarning, match="2 labels.*鼓楼区.*乌有市") as caught:
        found = tag_cities(frame)
    assert len(caught) == 1
    assert found["city"].tolist() == ["聊城", "济南", "青岛", "聊城"]
    assert found["rule"].tolist() == ["label", "label", "lead", "label"]


def test_an_ambiguous_label_is_told_by_the_provinces_column_or_asked_for() -> None:
    frame = _frame(
        {"labelled_city": "鼓楼区", "labelled_province": "江苏省", "text": "没有地名。"},
        {"labelled_city": "西湖区", "labelled_province": "浙江", "text": "没有地名。"},
        {"labelled_city": "浙江西湖区", "text": "没有地名。"},
        {"labelled_city": "青岛、烟台", "text": "没有地名。"},
        {"labelled_city": "胶东", "text": "没有地名。"},
    )
    with pytest.warns(CityAnalysisWarning) as caught:
        found = tag_cities(frame)
    assert found.set_index("doc_id")["city"].to_dict() == {"1": "杭州", "2": "杭州"}
    message = str(caught[0].message)
    assert all(name in message for name in ("鼓楼区 = 南京/徐州", "青岛、烟台", "胶东", "3 "))


def test_a_county_as_home_stands_for_its_city() -> None:
    assert _text("我市今年新增幼儿园。", home="即墨区") == ["青岛"]


def test_the_threshold_moves() -> None:
    frame = _frame({"text": "新华社昆明6月2日电 象群越过公路。"}, {"text": "昆明市的象群。"})
    cautious = tag_cities(frame, min_confidence=0.7)["doc_id"].tolist()
    bold = tag_cities(frame, min_confidence=0.0)["doc_id"].tolist()
    assert cautious == ["1"]
    assert bold == ["0", "1"]


def test_aliases_of_the_user_are_found() -> None:
    packaged = read_gazetteer()
    own = Gazetteer(packaged.units, (*packaged.aliases, Alias("凤凰台下", "371500", "test")))
    assert _text("凤凰台下的老茶馆开门了。", gazetteer=own) == ["聊城"]
    assert _text("凤凰台下的老茶馆开门了。") == []


def test_arguments_are_left_as_they_were() -> None:
    frame = _frame({"title": "聊城", "text": "聊城市开会。"})
    before = frame.copy(deep=True)
    cities = tag_cities(frame)
    with_city(frame, cities)
    pd.testing.assert_frame_equal(frame, before)


def test_the_best_city_goes_into_the_articles() -> None:
    frame = _frame({"text": "聊城市开会，聊城干部到会，德州列席。"}, {"text": "没有地名。"})
    found = with_city(frame, tag_cities(frame))
    assert found["city"].tolist()[0] == "聊城"
    assert found["city_code"].tolist()[0] == "371500"
    assert found["city"].isna().tolist() == [False, True]


@pytest.mark.parametrize("frame", [_frame({"text": ""}), _frame({"text": None}), _frame().iloc[:0]])
def test_nothing_has_no_city(frame: pd.DataFrame) -> None:
    frame = frame.reindex(columns=["doc_id", "title", "text"])
    found = tag_cities(frame)
    assert found.columns.tolist() == COLUMNS
    assert len(found) == 0
    assert with_city(frame, found)["city"].isna().all()


def test_ten_megabytes_in_one_line() -> None:
    line = "聊城市的工厂里机器人在装箱，工人在旁边看着。" * 160_000
    found = tag_cities(_frame({"text": line}))
    assert found["city"].tolist() == ["聊城"]
    assert len(found["evidence"].iloc[0]) <= 20


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"level": "village"}, "province, prefecture, county"),
        ({"home": "乌有市"}, "`home`.*乌有市"),
    ],
)
def test_a_wrong_argument_is_explained(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        tag_cities(_frame({"text": "聊城"}), **options)


def test_the_same_input_gives_the_same_frame() -> None:
    frame = _frame(*({"text": case["text"]} for case in CASES[::5]))
    pd.testing.assert_frame_equal(tag_cities(frame), tag_cities(frame))


@given(st.text(max_size=80), st.text(alphabet="聊城市青岛赴、至我市全市在平区記者濟", max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(title: str, text: str) -> None:
    found = tag_cities(_frame({"title": title, "text": text}), home="聊城", level="county")
    assert found["confidence"].between(0, 1).all()
