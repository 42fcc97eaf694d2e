"""Passages and words that turn up in one city after another."""

import pandas as pd
import pytest

from cityanalysis.compare import first_uses, lead_and_lag, spread
from cityanalysis.errors import UsageError
from cityanalysis.frames import Spread

CLAUSE = "推行一窗受理、一次办好改革，企业开办时间压缩到三个工作日以内。"
CHANGED = "全面推行一窗受理、一次办好改革，企业开办的时间压缩到两个工作日以内。"
OTHERS = [
    "新建改建城市公园二十处，绿道里程达到一百二十公里以上。",
    "加快建设港口后方集疏运铁路，年内完成全部架梁工程任务。",
    "举办市民文化节和农民丰收节，送戏下乡演出超过两千场次。",
    "推进黄河滩区居民迁建工程，三万名群众全部搬入新的住房。",
]


def corpus() -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = [OTHERS[0] + CLAUSE, OTHERS[1] + CHANGED, OTHERS[2] + CLAUSE, OTHERS[3]]
    dates = ["2018-01-10", "2019-01-10", "2020-01-10", "2017-01-10"]
    articles = pd.DataFrame(
        {"doc_id": list("abcd"), "text": texts, "date": pd.to_datetime(dates), "title": "报告"}
    )
    return articles, pd.DataFrame(
        {"doc_id": list("abcd"), "city": ["济南", "聊城", "德州", "青岛"]}
    )


def test_a_clause_is_followed_from_city_to_city_and_nothing_else_is() -> None:
    articles, cities = corpus()
    found = spread(articles, cities)
    assert found[["first_city", "city", "lag"]].values.tolist() == [
        ["济南", "聊城", 365],
        ["济南", "德州", 730],
    ]
    assert found["first_text"].eq(CLAUSE).all() and found["n_cities"].eq(3).all()
    assert found["passage"].unique().tolist() == ["passage_1"]


def test_order_of_articles_and_undated_ones_change_nothing() -> None:
    articles, cities = corpus()
    undated = articles.assign(doc_id=lambda a: a["doc_id"] + "x", date=pd.NaT)
    more = pd.concat([undated, articles.iloc[::-1]], ignore_index=True)
    also = pd.concat([cities, cities.assign(doc_id=lambda c: c["doc_id"] + "x")])
    pd.testing.assert_frame_equal(spread(more, also), spread(articles, cities))


def test_two_cities_on_one_day_have_no_first() -> None:
    articles, cities = corpus()
    assert spread(articles.assign(date=pd.Timestamp("2020-01-01")), cities).empty
    assert spread(articles.head(0), cities).empty
    with pytest.raises(UsageError, match="at least 20"):
        spread(articles, cities, min_length=5)


def test_a_pair_that_always_leads_is_told_from_chance() -> None:
    rows = [
        {Spread.first_city: "济南", Spread.city: "聊城", Spread.lag: 30}
        | {Spread.first_doc_id: f"a{n}", Spread.doc_id: f"b{n}"}
        for n in range(10)
    ]
    one = lead_and_lag(Spread.of_rows([row | {Spread.n_cities: 2} for row in rows])).iloc[0]
    ahead = one["a_first"] if one["city_a"] == "济南" else one["b_first"]
    assert ahead == 10 and one["p_value"] == pytest.approx(2 / 2**10)
    twice = Spread.of_rows([row | {Spread.n_cities: 2} for row in [*rows, *rows]])
    assert lead_and_lag(twice)["p_value"].item() == pytest.approx(2 / 2**10)


def test_first_uses_say_since_when_a_city_is_read() -> None:
    articles, cities = corpus()
    found = first_uses(articles, cities, ["一次办好", "量子"])
    known = found[found["word"] == "一次办好"]
    assert known["city"].tolist() == ["济南", "聊城", "德州", "青岛"]
    assert known["lag"].tolist()[:3] == [0, 365, 730] and pd.isna(known["date"].iloc[3])
    assert found[found["word"] == "量子"]["n_articles"].eq(0).all()
    with pytest.raises(UsageError, match="give a word"):
        first_uses(articles, cities, [])


def test_a_city_is_surely_later_only_where_a_text_without_the_word_shows_it() -> None:
    days = {"济南": ["2017-01-01"], "聊城": ["2016-01-01", "2018-01-01", "2019-01-01"],
            "德州": ["2014-01-01", "2019-01-01"], "青岛": ["2018-01-01"]}  # fmt: skip
    rows = [(city, day) for city, of_city in days.items() for day in of_city]
    ids = [f"d{n}" for n in range(len(rows))]
    has = [day == of[-1] and city != "青岛" for city, of in days.items() for day in of]
    texts = ["推进双招双引。" if one else "抓好粮食生产。" for one in has]
    dates = pd.to_datetime([day for _, day in rows])
    articles = pd.DataFrame({"doc_id": ids, "text": texts, "date": dates})
    cities = pd.DataFrame({"doc_id": ids, "city": [city for city, _ in rows]})
    found = first_uses(articles, cities, "双招双引").set_index("city")
    assert found["is_later"].to_dict() == {"济南": False, "聊城": True, "德州": False, "青岛": True}
    assert found.loc["聊城", "seen_without"] == pd.Timestamp("2018-01-01")
    assert pd.isna(found.loc["济南", "seen_without"])


def test_the_part_of_a_leader_has_an_interval_by_articles() -> None:
    rows = [
        {Spread.first_city: "济南", Spread.city: "聊城", Spread.lag: 30, Spread.n_cities: 2}
        | {Spread.first_doc_id: f"a{n}", Spread.doc_id: f"b{n}"}
        for n in range(10)
    ]
    one = lead_and_lag(Spread.of_rows(rows)).iloc[0]
    share = one["a_first"] / 10
    assert one["share_low"] <= share <= one["share_high"]
    # Ten of ten: from .025 to the power of a tenth to 1.
    assert one["share_high"] - one["share_low"] == pytest.approx(1 - 0.025**0.1)


def test_a_formula_written_out_counts_as_its_short_form_where_it_is_named() -> None:
    texts = [
        "推进简政放权、放管结合、优化服务。",
        "抓好粮食。",
        "深化“放管服”改革。",
        "深化“放管服”改革。",
    ]
    days = pd.to_datetime(["2015-01-01", "2016-01-01", "2017-01-01", "2016-06-01"])
    articles = pd.DataFrame({"doc_id": list("abcd"), "text": texts, "date": days})
    cities = pd.DataFrame({"doc_id": list("abcd"), "city": ["济南", "聊城", "聊城", "德州"]})
    short = first_uses(articles, cities, "放管服")
    assert short["city"].tolist() == ["德州", "聊城", "济南"]
    both = first_uses(articles, cities, {"放管服": ["放管服", "放管结合、优化服务"]})
    assert both["city"].tolist() == ["济南", "德州", "聊城"]
    assert both["lag"].tolist() == [0, 517, 731] and both["lag_low"].tolist() == [0, 0, 365]
    assert both["word"].eq("放管服").all()
    with pytest.raises(UsageError, match="must be a list"):
        first_uses(articles, cities, {"放管服": "放管结合"})
