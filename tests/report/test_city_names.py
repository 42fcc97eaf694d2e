"""English names of cities: right spellings, unique in a report, keys of tables untouched."""

import csv
import re

import pandas as pd
import pytest

from cityanalysis.cities import read_gazetteer
from cityanalysis.report import build_report, plan_figures, report_tables
from cityanalysis.report.city_names import english_names, with_names
from cityanalysis.report.view import make_view
from cityanalysis.resources import data_path
from tests.simulate.run import make_run

with data_path("gazetteer/english.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
SPELLED = {read_gazetteer().today[row["code"]].name: row["english"] for row in ROWS}
HAN = re.compile(r"[\u4e00-\u9fff]")


def _cities(*pairs: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["city", "code"])


def test_every_province_and_prefecture_of_today_has_a_name():
    units = read_gazetteer().today.values()
    wanted = {unit.code for unit in units if unit.level != "county"}
    assert wanted <= {row["code"] for row in ROWS}
    assert not [row for row in ROWS if HAN.search(row["english"]) or not row["english"].strip()]


@pytest.mark.parametrize(
    ("name", "english"),
    [
        *[("陕西省", "Shaanxi"), ("山西省", "Shanxi"), ("内蒙古自治区", "Inner Mongolia")],
        *[("西安市", "Xi'an"), ("呼和浩特市", "Hohhot"), ("乌鲁木齐市", "Ürümqi")],
        *[("拉萨市", "Lhasa"), ("哈尔滨市", "Harbin"), ("重庆市", "Chongqing")],
        *[("长春市", "Changchun"), ("长治市", "Changzhi"), ("长子县", "Zhangzi")],
        *[("亳州市", "Bozhou"), ("六安市", "Lu'an"), ("六合区", "Luhe"), ("漯河市", "Luohe")],
        *[("厦门市", "Xiamen"), ("朝阳市", "Chaoyang"), ("聊城市", "Liaocheng")],
        *[("吕梁市", "Lüliang"), ("台州市", "Taizhou"), ("丽水市", "Lishui")],
        *[("莘县", "Shenxian"), ("单县", "Shanxian"), ("乐陵市", "Laoling"), ("东阿县", "Dong'e")],
        *[("齐齐哈尔市", "Qiqihar"), ("鄂尔多斯市", "Ordos"), ("喀什地区", "Kashgar")],
        *[("蚌埠市", "Bengbu"), ("兴安盟", "Hinggan"), ("兴安县", "Xing'an")],
    ],
)
def test_polyphones_and_special_spellings(name, english):
    assert SPELLED[name] == english


def test_two_cities_of_one_spelling_say_where_they_lie():
    names = english_names(_cities(("苏州", "320500"), ("宿州", "341300"), ("聊城", "371500")))
    assert names == {"苏州": "Suzhou (Jiangsu)", "宿州": "Suzhou (Anhui)", "聊城": "Liaocheng"}
    districts = english_names(_cities(("南京鼓楼区", "320106"), ("徐州鼓楼区", "320302")))
    assert list(districts.values()) == ["Gulou (Nanjing)", "Gulou (Xuzhou)"]


def test_a_city_of_the_users_own_keeps_its_name_and_nobody_takes_it():
    names = english_names(_cities(("我们村", None), ("Liaocheng", None), ("聊城", "371500")))
    assert "我们村" not in names and "Liaocheng" not in names
    assert names["聊城"] == "Liaocheng (Shandong)"


def test_an_english_report_shows_english_names_and_the_own_name_beside_them():
    analysis = make_run(4, 3, 120)
    report = build_report(analysis, lang="en")
    titles = {s.title for s in report.sections if s.id.startswith("city-")}
    assert titles == {"Jinan 济南", "Qingdao 青岛", "Zibo 淄博", "Zaozhuang 枣庄"}
    lead = report.section("summary").blocks[1].content
    # Words of the texts stand in quotation marks; all else is English.
    said = re.sub("“[^”]*”", "", lead["title"] + lead["text"] + lead["certainty"])
    assert not HAN.search(said)
    plan = plan_figures(make_view(analysis, "en"))
    shown = {c for job in plan.values() if "city" in job.frame for c in job.frame["city"]}
    assert shown == {"Jinan", "Qingdao", "Zibo", "Zaozhuang"}
    assert set(
        next(job for name, job in plan.items() if name.startswith("map-")).plot.keywords["grid"]
    ) >= {"Jinan", "Liaocheng"}


def test_tables_keep_their_keys_and_gain_a_column():
    tables = report_tables(make_run(4, 3, 120))
    assert set(tables["prevalence"]["city"]) == {"济南", "青岛", "淄博", "枣庄"}
    assert tables["prevalence"].set_index("city")["city_en"]["淄博"].iloc[0] == "Zibo"
    assert {"city_a", "city_a_en", "city_b", "city_b_en"} <= set(tables["contrasts"])


def test_renaming_leaves_the_analysis_as_it_was():
    analysis = make_run(3, 2, 60)
    other = with_names(analysis, {"济南": "Jinan"})
    assert "Jinan" in set(other.prevalence["city"]) and "济南" in set(analysis.prevalence["city"])
    assert "济南" in set(analysis.support.cities["city"])
    assert other.prevalence["city"].dtype == analysis.prevalence["city"].dtype


def test_beyond_48_cities_pages_and_figures_go_to_the_largest_and_the_report_says_so():
    analysis = make_run(61, 2, 1500, seed=3)
    view = make_view(analysis)
    report = build_report(analysis)
    pages = [section.id for section in report.sections if section.id.startswith("city-")]
    assert len(view.cities) == 61 and pages == [f"city-{city}" for city in view.cities[:48]]
    plan = plan_figures(view)
    assert plan["heatmap"].frame["city"].nunique() == 48
    notes = [b.content["text"] for b in report.section("more-cities").blocks]
    assert notes and "61" in notes[0] and "48" in notes[0]
    tables = [b.content["rows"] for b in report.section("appendix").blocks if b.kind == "table"]
    assert {row[0] for row in tables[0]} == set(view.cities)
