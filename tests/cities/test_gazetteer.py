"""The gazetteer: what it holds, what became of units, what users may add."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cities import Gazetteer, look_up, read_gazetteer, tag_cities
from cityanalysis.errors import InputError, UsageError


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer()


def _codes(gazetteer: Gazetteer, name: str) -> set[str]:
    return {unit.code for unit in gazetteer.units if unit.name == name}


def test_levels_of_today_have_the_known_sizes(gazetteer: Gazetteer) -> None:
    sizes: dict[str, int] = {}
    for unit in gazetteer.today.values():
        sizes[unit.level] = sizes.get(unit.level, 0) + 1
    assert sizes == {"province": 34, "prefecture": 333, "county": 2846}


def test_every_name_leads_to_units_of_today(gazetteer: Gazetteer) -> None:
    for unit in gazetteer.units:
        assert unit.current, unit
        assert set(unit.current) <= gazetteer.today.keys(), unit
        assert unit.end is None or unit.start <= unit.end


def test_every_parent_is_known(gazetteer: Gazetteer) -> None:
    orphans = [u for u in gazetteer.units if u.parent and u.parent not in gazetteer.by_code]
    assert orphans == []
    assert all(unit.parent for unit in gazetteer.units if unit.level != "province")


@pytest.mark.parametrize(
    ("past", "today"),
    [
        ("茌平县", "茌平区"),
        ("即墨市", "即墨区"),
        ("胶南市", "黄岛区"),
        ("襄樊市", "襄阳市"),
        ("大庸市", "张家界市"),
        ("莱芜市", "济南市"),
        ("聊城地区", "聊城市"),
        ("思茅地区", "普洱市"),
        ("哲里木盟", "通辽市"),
        ("沙市市", "荆州市"),
    ],
)
def test_units_of_the_past_have_their_city(gazetteer: Gazetteer, past: str, today: str) -> None:
    cities = set()
    for unit in gazetteer.units:
        if unit.name == past:
            cities |= {gazetteer.city_of(code) for code in unit.current}
    expected = {gazetteer.city_of(code) for code in _codes(gazetteer, today)}
    assert cities == expected


@pytest.mark.parametrize(
    ("code", "city", "name"),
    [
        ("371503", "371500", "聊城"),
        ("370215", "370200", "青岛"),
        ("110105", "110000", "北京"),
        ("500238", "500000", "重庆"),
        ("429004", "429004", "仙桃"),
        ("469021", "469021", "定安"),
        ("659001", "659001", "石河子"),
        ("810000", "810000", "香港"),
        ("222401", "222400", "延边"),
        ("220202", "220200", "吉林市"),
        ("632521", "632500", "海南州"),
    ],
)
def test_each_unit_has_its_city(gazetteer: Gazetteer, code: str, city: str, name: str) -> None:
    assert gazetteer.city_of(code) == city
    assert gazetteer.short_name(city) == name


def test_a_province_has_no_city(gazetteer: Gazetteer) -> None:
    assert gazetteer.city_of("370000") is None
    assert gazetteer.at_level("370000", "county") is None
    assert gazetteer.at_level("371500", "province") == "370000"


def test_a_city_without_counties_is_its_own_county(gazetteer: Gazetteer) -> None:
    assert gazetteer.at_level("441900", "county") == "441900"
    assert gazetteer.at_level("371500", "county") is None


def test_short_names_tell_units_apart(gazetteer: Gazetteer) -> None:
    for level in ("province", "prefecture", "county"):
        codes = {c for code in gazetteer.today if (c := gazetteer.at_level(code, level))}
        names = [gazetteer.short_name(code) for code in codes]
        assert len(set(names)) == len(names), level


def test_look_up_tells_years_parents_and_what_became_of_a_unit() -> None:
    found = look_up(["茌平县"]).set_index("years").loc["1997–2019"]
    assert found["code"] == "371523"
    assert found["level"] == "county"
    assert found["parents"] == "山东省 > 聊城市"
    assert found["successors"] == "371503 茌平区"


def test_look_up_finds_short_names_codes_and_aliases() -> None:
    assert "聊城市" in look_up(["聊城"])["name"].tolist()
    assert look_up(["371502"])["name"].tolist() == ["东昌府区"]
    assert "济南市" in look_up(["泉城"])["name"].tolist()


def test_look_up_of_nothing_keeps_its_columns() -> None:
    known = look_up(["聊城"]).columns.tolist()
    assert look_up(["没有这个地方"]).columns.tolist() == known
    assert len(look_up([])) == 0


def test_look_up_wants_a_list() -> None:
    with pytest.raises(UsageError, match="list of names"):
        look_up("聊城")


def test_an_alias_of_a_unit_of_the_past_means_what_became_of_it(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias,code,note\n茌山水乡,371523,nickname\n", encoding="utf-8")
    known = read_gazetteer(file)
    frame = pd.DataFrame({"doc_id": ["a"], "title": [None], "text": ["茌山水乡今天开门。"]})
    assert known.aliases[-1].code == "371503"
    assert tag_cities(frame, known)["city"].tolist() == ["聊城"]


def test_the_form_of_an_alias_is_its_own_column_and_no_word_of_its_note(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias,code,note,form\n水城聊,371500,old name of the new area office,\n"
        "龙山新城,济南市,,zone\n", encoding="utf-8")  # fmt: skip
    assert [alias.form for alias in read_gazetteer(file).aliases[-2:]] == ["alias", "zone"]
    file.write_text("alias,code,form\n水城聊,371500,town\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: form must be one of alias, zone, city"):
        read_gazetteer(file)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_aliases_may_be_saved_by_any_spreadsheet(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_bytes(
        "# own names\r\nalias,code,note\r\n龙山新城,济南市,习惯叫法\r\n".encode(encoding)
    )
    assert read_gazetteer(file).aliases[-1].alias == "龙山新城"


def test_aliases_of_the_user_are_added(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias,code,note\n水城聊,371500,own\n龙山新城,济南市,\n", encoding="utf-8")
    known = read_gazetteer(file)
    assert known.aliases_of["371500"][-1] == "水城聊"
    assert "龙山新城" in known.aliases_of["370100"]
    assert "水城聊" not in read_gazetteer().aliases_of.get("371500", ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,code\n某地,371500\n", "has no column alias"),
        ("alias,code\n某地,999999\n", "line 2.*names no unit"),
        ("alias,code\n,371500\n", "line 2"),
    ],
)
def test_a_bad_file_of_aliases_is_explained(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gazetteer(file)


OWN_CITY = "alias,code,note,form\n雄安,133100,,city\n雄安新区,133100,,zone\n容城县,133100,,\n"


def test_a_new_area_may_be_an_entry_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(OWN_CITY, encoding="utf-8")
    texts = ["雄安新区的管廊通水了。", "河北雄安的车站。", "容城县的服装厂。", "保定市的老街。"]
    frame = pd.DataFrame({"doc_id": list("abcd"), "title": None, "text": texts})
    assert tag_cities(frame)["city"].tolist() == ["保定"] * 4
    known = read_gazetteer(file)
    assert tag_cities(frame, known)["city"].tolist() == ["雄安", "雄安", "雄安", "保定"]
    assert set(tag_cities(frame, known, level="province")["city"]) == {"河北"}


@pytest.mark.parametrize("code", ["130600", "993100", "1331", "雄安一二三四"])
def test_an_entry_of_ones_own_needs_a_free_code_of_a_province(tmp_path: Path, code: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(f"alias,code,note,form\n雄安,{code},,city\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: a city of your own"):
        read_gazetteer(file)


def test_a_missing_file_of_aliases_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_gazetteer(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("code", "year", "then"),
    [("520500", 2005, "522400"), ("371400", 1990, "372400"), ("500000", 1990, "510200"),
     ("370100", 2010, "370100"), ("451400", 2000, None), ("999999", 2000, None)],
)  # fmt: skip
def test_a_city_is_found_under_the_code_of_a_year(code: str, year: int, then: str | None) -> None:
    assert read_gazetteer().code_in(code, year) == then
