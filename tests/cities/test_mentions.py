"""Names in texts and where they stand."""

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.cities import find_mentions

COLUMNS = ["doc_id", "code", "name", "surface", "field", "start", "end", "level"]


def _frame(text: str | None, title: str | None = None) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]})


def _names(text: str) -> list[str]:
    return find_mentions(_frame(text))["name"].tolist()


def test_offsets_point_at_the_surface_in_its_field() -> None:
    title, text = "聊 城市的新事", "在德州，茌平县的老人去了濟南市歷下區。"
    found = find_mentions(_frame(text, title))
    for row in found.itertuples():
        content = title if row.field == "title" else text
        assert content[row.start : row.end] == row.surface
    assert found["name"].tolist() == ["聊城市", "德州市", "茌平区", "济南市", "历下区"]


@pytest.mark.parametrize(
    ("text", "level"),
    [("山东", "province"), ("聊城市", "prefecture"), ("莘县", "county"), ("聊城高新区", "zone")],
)
def test_level(text: str, level: str) -> None:
    assert find_mentions(_frame(text))["level"].tolist() == [level]


def test_a_zone_is_one_mention_with_the_city_before_it() -> None:
    found = find_mentions(_frame("潍坊高新技术产业开发区的企业"))
    assert found["surface"].tolist() == ["潍坊高新技术产业开发区"]
    assert found["code"].tolist() == ["370700"]


def test_names_at_the_very_start_and_end() -> None:
    assert _names("聊城与青岛") == ["聊城市", "青岛市"]
    assert _names("青岛") == ["青岛市"]


@pytest.mark.parametrize("text", ["", None])
def test_nothing_gives_an_empty_frame_with_its_columns(text: str | None) -> None:
    found = find_mentions(_frame(text))
    assert found.columns.tolist() == COLUMNS
    assert len(found) == 0
    assert len(find_mentions(_frame("聊城").iloc[:0])) == 0


def test_a_misread_name_counts_beside_its_city() -> None:
    assert _names("聊城市在平区的铝厂") == ["聊城市", "茌平区"]
    assert _names("要在平区域之间找差距，聊城") == ["聊城市"]
    assert _names("在平区里散步") == []


def test_the_parent_before_a_name_decides() -> None:
    assert _names("辽宁省朝阳市")[-1] == "朝阳市"
    assert find_mentions(_frame("北京市朝阳区"))["code"].tolist() == ["110000", "110105"]
    assert find_mentions(_frame("长春市朝阳区"))["code"].tolist() == ["220100", "220104"]
    assert find_mentions(_frame("青海省海南州"))["code"].tolist() == ["630000", "632500"]


def test_a_place_inside_a_county_that_bears_anothers_name() -> None:
    assert _names("盐池县惠安堡段") == ["盐池县"]


@given(st.text(alphabet="聊城市青岛路县区山东省大学公司（）() 　\n在赴、至A1我濟區", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_offset_holds(text: str) -> None:
    for row in find_mentions(_frame(text)).itertuples():
        assert text[row.start : row.end] == row.surface


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("疏港铁路通车，进港铁路开工。", []),
        ("C40市长峰会在北京举行。", ["北京市"]),
        ("北京市某法院审理此案，被告住A县。", ["北京市"]),
        ("A市的大同中学开学。", []),
    ],
)
def test_railways_of_ports_and_masked_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_time_grows_with_the_number_of_partners() -> None:
    begin = time.process_time()
    _names("，赤壁和临湘共用一个仓库" * 8_000)
    assert time.process_time() - begin < 5
