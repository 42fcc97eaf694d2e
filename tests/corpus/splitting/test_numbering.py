"""Numbered sections find their document again, wherever the page goes on with it."""

import pytest

from cityanalysis.corpus import Page, split_page
from cityanalysis.corpus.splitting.numbering import predecessors

NOTICE = """关于做好防汛物资储备工作的通知

各街道办事处：

一、储备范围

沙袋、编织袋、救生衣、排水泵，按辖区人口每万人一套备足，雨季前完成清点。

二、储备地点

各街道设一处库房，钥匙由两人分别保管，夜间有人值守。

瓜棚里的读书会

7月3日傍晚，城关镇西瓜种植户在瓜棚里听农技员讲课。今年全镇种瓜四百亩，亩产三吨。 姜明 摄

三、检查办法

市应急部门每月抽查一次，缺少物资的限期三天补齐，逾期的在全市通报。

四、经费来源

所需经费由市、区两级财政各承担一半，列入年度预算，专款专用。"""


def test_a_document_goes_on_with_its_next_number() -> None:
    whole = [a for a in split_page(Page("a", NOTICE)) if "储备地点" in a.text]
    assert len(whole) == 1
    assert "三、检查办法" in whole[0].text and "四、经费来源" in whole[0].text
    assert "瓜棚" not in whole[0].text


@pytest.mark.parametrize(
    ("before", "own"),
    [
        ("（九）信访。", "（十）督查。"),
        ("第十九条 处罚。", "第二十条 附则。"),
        ("03 第三章 归还", "04 第四章 监督"),
        ("1. 报名", "2. 考试"),
    ],
)
def test_numbers_of_all_styles(before: str, own: str) -> None:
    assert predecessors([[before], ["正文。"], [own]])[2] == {0}


@pytest.mark.parametrize("text", ["2.5万亩", "十里长街", "2024年5月", "（记者 张三）", "", "第一"])
def test_what_is_no_number(text: str) -> None:
    assert predecessors([["一、甲"], ["1. 乙"], [text]])[2] == frozenset()


@pytest.mark.parametrize("figures", ["①②", "🔥1. |🔥2. ", "1️⃣|2️⃣"])
def test_items_of_a_post_are_numbered(figures: str) -> None:
    first, second = figures.split("|") if "|" in figures else figures
    units = [[f"{first}先排气"], ["别家的一段"], [f"{second}再报修"]]
    assert [sorted(found) for found in predecessors(units)] == [[], [], [0]]
