"""Groups of cities beside the cities: planted truth, the report's page, and what is refused."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cityanalysis._typing import Language
from cityanalysis.cli import main
from cityanalysis.errors import CityAnalysisWarning, UsageError
from cityanalysis.report import build_report
from cityanalysis.run import Analysis, Settings, analyse
from cityanalysis.run.groupings import compare_groups
from cityanalysis.run.units import Units

CODES = {
    "济南": "370100", "青岛": "370200", "烟台": "370600", "南京": "320100", "苏州": "320500",
    "武汉": "420100", "宜昌": "420500", "成都": "510100", "绵阳": "510700", "沈阳": "210100",
}  # fmt: skip
COAST = "[沿海与内陆]\n沿海 = ['青岛', '烟台']\n内陆 = ['济南', '武汉', '宜昌', '成都', '绵阳']\n"


def planted(effect: float, seed: int = 0, n: int = 40) -> tuple[Units, pd.DataFrame]:
    """Articles of ten cities; those of the east write of ports more often by `effect`."""
    rng = np.random.default_rng(seed)
    city = np.repeat(list(CODES), n)
    east = np.array([CODES[c][:2] in ("37", "32") for c in city])
    ids = [f"d{i:04d}" for i in range(len(city))]
    chance = 0.2 + rng.normal(0, 0.03, len(CODES)).repeat(n) + effect * east
    values = pd.DataFrame({"port": rng.random(len(city)) < chance}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": city, "code": [CODES[c] for c in city]})
    kept = [[["栏目", "要闻" if i % 2 else "民生"]] for i in range(len(ids))]
    documents = pd.DataFrame({"doc_id": ids, "kept": kept})
    return Units("article", documents, cities, pd.Series(ids, index=ids)), values


def test_groups_have_cities_as_observations_and_a_planted_difference_is_found() -> None:
    units, values = planted(0.3)
    found = compare_groups(units, values, Settings(groups=("region", "tier", "province")))
    region = found[found["grouping"] == "region"].set_index("group")
    assert region["n_clusters"].to_dict() == {"东部": 5, "中部": 2, "西部": 2, "东北": 1}
    assert region.loc["东部", "estimate"] == pytest.approx(0.5, abs=0.08)
    assert region.loc["中部", "estimate"] == pytest.approx(0.2, abs=0.08)
    tier = found[found["grouping"] == "tier"].set_index("group")
    assert tier["n_clusters"].to_dict() == {"副省级市": 6, "其他城市": 4}
    assert set(found.loc[found["grouping"] == "province", "group"]) == {
        "山东", "江苏", "湖北", "四川", "辽宁",
    }  # fmt: skip


def test_no_difference_of_groups_is_seldom_found(tmp_path: Path) -> None:
    """Cities differ by three points: much for 400 articles, little for ten cities."""
    halves = tmp_path / "halves.toml"
    names = list(CODES)
    halves.write_text(f"[halves]\na = {names[::2]}\nb = {names[1::2]}\n", encoding="utf-8")
    found = [
        compare_groups(*planted(0.0, seed), Settings(groups=(str(halves),)))["p_value"].iloc[0]
        for seed in range(40)
    ]
    assert np.mean(np.array(found) < 0.05) <= 0.1  # .05 and room for 40 draws


def test_a_file_and_further_columns_are_groupings_too(tmp_path: Path) -> None:
    file = tmp_path / "groups.toml"
    file.write_text(COAST + "北方 = ['北京']\n", encoding="utf-8")
    units, values = planted(0.3)
    asked = Settings(groups=(str(file),), group_by=("版面", "栏目"))
    with pytest.warns(CityAnalysisWarning, match="no article belongs to a city of 北方"):
        found = compare_groups(units, values, asked)
    assert set(found["grouping"]) == {"沿海与内陆", "栏目"}
    column = found[found["grouping"] == "栏目"].set_index("group")
    assert column["n_clusters"].to_dict() == {"民生": 200, "要闻": 200}
    file.write_text("[远方]\n北方 = ['北京']\n", encoding="utf-8")
    with pytest.warns(CityAnalysisWarning), pytest.raises(UsageError, match="names no city"):
        compare_groups(units, values, Settings(groups=(str(file),)))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    from cityanalysis.resources import sample_pages

    file = tmp_path_factory.mktemp("groups") / "groups.toml"
    file.write_text(COAST.replace("'武汉', '宜昌', '成都', '绵阳'", "'聊城', '济宁'"), "utf-8")
    settings = Settings(groups=("tier", str(file)), measure="lexicon", topics="0", runs=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CityAnalysisWarning)
        return analyse(sample_pages(), settings=settings)


@pytest.mark.parametrize(
    ("lang", "says"),
    [("zh", ("副省级市（", "“沿海与内陆”")), ("en", ("Sub-provincial (", "“tier”"))],
)
def test_the_report_has_a_chapter_of_them(
    run: Analysis, lang: Language, says: tuple[str, str]
) -> None:
    (chapter,) = [s for s in build_report(run, lang=lang).sections if s.id == "groups"]
    text = "".join(block.content["text"] for block in chapter.blocks if block.kind == "text")
    assert all(word in text for word in says)
    tables = [block.content for block in chapter.blocks if block.kind == "table"]
    assert len(tables) == 2 and all(len(one["rows"]) == 10 for one in tables)
    share = run.group_shares.set_index(["grouping", "group", "theme"])["estimate"]
    assert share.between(0, 1).all()


def test_pages_and_tables_hold_them(run: Analysis, tmp_path: Path) -> None:
    run.save(tmp_path / "out", formats=("html",))
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "城市分组" in page and "副省级市" in page
    table = pd.read_csv(tmp_path / "out" / "tables" / "group_shares.csv", encoding="utf-8-sig")
    assert set(table["grouping"]) == {"tier", "沿海与内陆"}


def test_a_missing_file_of_groups_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("本报聊城讯 聊城推广招才引智新模式。", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["analyse", str(tmp_path / "a.txt"), "--out", str(tmp_path / "o"), "--groups", "x"])
    assert left.value.code and "x cannot be read" in capsys.readouterr().err
