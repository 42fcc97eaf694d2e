"""Round-ups are judged by their items. All texts are invented."""

import pandas as pd
import pytest

from cityanalysis.themes import score_themes
from cityanalysis.themes.round_ups import items_of

NEWS = {
    "东乡麦田开镰": "东乡的小麦进入收割季，收割机连夜下地，农户忙着晒粮。",
    "西河大桥通车": "西河大桥今天通车，两岸车程从一小时缩到十分钟。",
    "县医院新楼开诊": "县医院新门诊楼开诊，病人看病少排队，医生多了四十名。",
    "马拉松周日开跑": "半程马拉松周日开跑，一万名选手参赛，冠军奖金两万元。",
    "三所小学开学": "三所新建的小学开学，两千名学生走进教室，老师全部到岗。",
    "水库开闸放水": "水库开闸放水，灌区十万亩农田解了旱情，渠道检修完毕。",
    "法院宣判诈骗案": "法院一审宣判一起电信诈骗案，三名被告人被判有期徒刑。",
    "古城迎来游客": "古城假期迎来游客三万人，博物馆夜里开放，演出票难求。",
}
NAMES = [
    "县区快讯",
    "国内联播快讯",
    "民生简讯",
    "一句话新闻",
    "本周要闻",
    "乡镇短波",
    "文体短讯",
    "工业快报",
    "今日速览",
    "区县动态",
]
ARTICLES = [
    "东乡麦田开镰",
    "快讯传来，山村一夜无眠",
    "他办了四十年的《乡镇动态》停刊了",
    "简讯员老周",
    "要闻版上的一张照片",
    "联播之后，村里的广播响了",
    "从短讯到直播：一家广播站的变迁",
    "快递进村",
    "集锦里没有的那粒进球",
    "早知道这么甜，就多种两亩瓜",
]
BODY = [line for item in NEWS.items() for line in item]


@pytest.mark.parametrize("name", NAMES)
def test_a_round_up_is_cut_into_its_items(name):
    items = items_of("\n".join([name, *BODY]))
    assert items == tuple("\n".join(item) for item in NEWS.items())


@pytest.mark.parametrize("title", ARTICLES)
def test_an_article_is_no_round_up(title):
    assert items_of("\n".join([title, *BODY])) == ()


def test_items_without_headlines_are_lines():
    texts = list(NEWS.values())
    assert items_of("\n".join(["简讯", *texts])) == tuple(texts)
    assert items_of("\n".join(["简讯", *texts[:2]])) == ()


def test_a_round_up_is_about_what_a_quarter_of_it_is_about():
    many = "\n".join(["县区快讯", *BODY])
    farms = ["西乡抢收油菜", "西乡的油菜熟了，农户请来收割机，当天晒干卖进粮站。"] * 3
    mostly = "\n".join(["县区快讯", *farms, *BODY[2:8]])
    articles = pd.DataFrame({"doc_id": ["many", "mostly"], "text": [many, mostly]})
    about = score_themes(articles, with_shares=False).about
    assert not about.loc["many"].any()
    assert about.columns[about.loc["mostly"]].tolist() == ["agriculture_rural"]
