"""How far the news of a text reach, and what becomes of pieces that belong to no city."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis._typing import SCOPES
from cityanalysis.cities import explain_cities, scope, tag_cities, tag_places, with_scope
from cityanalysis.cities.place_features import CITY_FEATURES, SCOPE_FEATURES
from cityanalysis.cities.weights import read_weights
from cityanalysis.errors import UsageError
from cityanalysis.resources import data_path

COLUMNS = ["doc_id", "scope", "province", "confidence", "is_roundup", "evidence"]
FOREIGN = {"title": "日本首相访问美国", "text": "日本首相今天抵达华盛顿，将同美国总统会谈。"}
ROUNDUP = {
    "title": "国内联播快讯",
    "text": "湖北武汉：高校开学\n广西桂林：新增航线\n辽宁沈阳：供暖提前\n江苏南京：地铁调图",
}
LOCAL = {"title": "聊城高新区推广新模式", "text": "聊城市高新区的企业用上了新窗口。"}
PROVINCIAL = {
    "title": "山东省部署春耕",
    "text": "山东省召开会议，全省各地备足农资，省财政拨付资金。",
}


def _frame(*articles: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([{"doc_id": str(n), **article} for n, article in enumerate(articles)])


def test_each_article_has_one_row_in_its_order() -> None:
    found = scope(_frame(FOREIGN, LOCAL, PROVINCIAL, {"title": "", "text": ""}))
    assert found.columns.tolist() == COLUMNS
    assert found["doc_id"].tolist() == ["0", "1", "2", "3"]
    assert found["scope"].tolist()[:3] == ["foreign", "city", "province"]
    assert found["confidence"].between(0, 1).all()
    assert found["province"].fillna("").tolist()[:3] == ["", "山东", "山东"]


def test_foreign_pieces_and_round_ups_belong_to_no_city() -> None:
    abroad = {"title": FOREIGN["title"], "text": FOREIGN["text"] + "随行记者来自北京和上海。"}
    places = tag_places(_frame(abroad, ROUNDUP, LOCAL), min_confidence=0.0)
    assert places.scopes["is_roundup"].tolist() == [False, True, False]
    assert set(places.cities["doc_id"]) == {"2"}


def test_round_ups_of_one_city_are_its_own() -> None:
    own = {"title": "要闻速览", "text": "聊城：公交换新\n聊城：夜市开张\n聊城：泵站完工"}
    places = tag_places(_frame(own))
    assert places.scopes["is_roundup"].tolist() == [False]
    assert places.cities["city"].tolist() == ["聊城"]


def test_a_column_of_short_news_is_no_citys_for_one_of_its_items() -> None:
    items = "全国铁路暑运启动\n暑运今天启动。\n大熊猫基地开工\n基地在聊城市开工。\n"
    more = "个税年度汇算结束\n汇算昨天结束。\n软件业收入增长\n前七个月增长一成。\n"
    text = items + more
    places = tag_places(_frame({"title": "国内联播快讯", "text": text}), min_confidence=0.0)
    assert places.scopes["is_roundup"].tolist() == [True] and places.cities.empty
    named, plain = ({"title": title, "text": text} for title in ("聊城简讯", "简讯"))
    assert scope(_frame(named))["is_roundup"].tolist() == [False]
    assert scope(_frame(plain), home="聊城")["is_roundup"].tolist() == [False]


def test_a_label_makes_an_article_a_citys() -> None:
    frame = _frame({**FOREIGN, "labelled_city": "聊城"})
    places = tag_places(frame)
    assert places.cities["city"].tolist() == ["聊城"]
    assert places.scopes["scope"].tolist() == ["city"]


def test_the_scope_goes_into_the_articles() -> None:
    frame = _frame(LOCAL, ROUNDUP)
    found = with_scope(frame, scope(frame))
    assert found["scope"].tolist()[0] == "city"
    assert found["is_roundup"].tolist() == [False, True]


def test_reading_once_says_the_same_as_reading_twice() -> None:
    frame = _frame(FOREIGN, ROUNDUP, LOCAL, PROVINCIAL)
    places = tag_places(frame)
    pd.testing.assert_frame_equal(places.cities, tag_cities(frame))
    pd.testing.assert_frame_equal(places.scopes, scope(frame))


def test_a_confidence_outside_its_range_is_refused() -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        tag_cities(_frame(LOCAL), min_confidence=2.0)


def test_why_an_article_has_no_city() -> None:
    player = {"title": "", "text": "马龙在决赛中连扳三局。"}
    nothing = {"title": "", "text": "今天开会。"}
    found = explain_cities(_frame(LOCAL, player, nothing, ROUNDUP, FOREIGN))
    verdicts = found.drop_duplicates("doc_id")["verdict"].tolist()
    assert verdicts[0] == "about 聊城"
    assert verdicts[1].startswith("no city: 曲靖 is the likeliest")
    assert verdicts[2] == "no city: it names none at this level"
    assert "round-up" in verdicts[3]
    assert "abroad" in verdicts[4]
    assert found.loc[found["doc_id"] == "1", "role"].tolist() == ["bare"]


def test_the_packaged_weights_are_for_the_features_that_are_computed() -> None:
    table = json.loads(data_path("place_weights.json").read_text(encoding="utf-8"))
    assert table["scope_features"] == list(SCOPE_FEATURES)
    assert table["city_features"] == list(CITY_FEATURES)
    weights = read_weights()
    assert weights.scope.shape == (len(SCOPES), len(SCOPE_FEATURES))
    assert weights.word_weights.shape == (len(weights.words), len(SCOPES))


@given(st.text(max_size=80), st.text(alphabet="聊城市美国全省我市·\n、和", max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_scope(title: str, text: str) -> None:
    found = scope(pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]}))
    assert found["scope"].isin(SCOPES).all()


def _gold(shared_data: Path) -> list[dict]:
    import gzip

    path = shared_data / "theme_labels" / "units.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if row.get("scope") in SCOPES[:4]]


def test_scope_of_labelled_texts(shared_data: Path) -> None:
    rows = _gold(shared_data)[::3]
    texts = ["" if row["text"] == row["title"] else row["text"] for row in rows]
    frame = pd.DataFrame(
        {"doc_id": [row["id"] for row in rows], "title": [r["title"] for r in rows], "text": texts}
    )
    places = tag_places(frame)
    right = [said == row["scope"] for row, said in zip(rows, places.scopes["scope"], strict=True)]
    named = set(places.cities["doc_id"])
    elsewhere = [row["id"] in named for row in rows if row["scope"] != "city"]
    assert sum(right) / len(right) >= 0.88
    assert sum(elsewhere) / len(elsewhere) <= 0.06


def test_scopes_of_fresh_headlines_and_briefs() -> None:
    path = Path(__file__).parents[1] / "data" / "city_scopes.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = scope(_frame(*[{"title": c["title"], "text": c["text"]} for c in cases]))
    right = [case["scope"] == said for case, said in zip(cases, found["scope"], strict=True)]
    assert sum(right) / len(cases) >= 0.85, [c for c, ok in zip(cases, right) if not ok]


def test_scopes_of_texts_of_every_kind() -> None:
    path = Path(__file__).parents[1] / "data" / "city_scoped.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = scope(_frame(*[{"title": "", "text": case["text"]} for case in cases]))
    right = [case["scope"] == said for case, said in zip(cases, found["scope"], strict=True)]
    assert sum(right) / len(cases) >= 0.91, [c for c, ok in zip(cases, right) if not ok]


def test_what_the_nation_does_abroad_is_the_nations() -> None:
    abroad = "泰国曼谷一条街道昨晚发生火灾，三家店铺受损。"
    ours = "中国企业在泰国修建的铁路昨天通车，全长八百公里。"
    found = scope(_frame({"title": "", "text": abroad}, {"title": "", "text": ours}))
    assert found["scope"].tolist() == ["foreign", "national"]
