"""A panel written for Excel, Stata and R, and read back."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.compare import panel
from cityanalysis.errors import UsageError
from cityanalysis.report import write_panel


@pytest.fixture
def cells() -> pd.DataFrame:
    values = pd.DataFrame({"water": [0.2, 0.4, 0.9], "=rnd-2": [0.0, 0.5, 1.0]}, index=list("abc"))
    cities = pd.DataFrame(
        {
            "doc_id": list("abc"),
            "city": ["聊城", "聊城", "德州"],
            "code": ["371500"] * 2 + ["371400"],
        }
    )
    dates = pd.Series(pd.to_datetime(["2020-05-01", "2021-05-01", "2021-06-01"]), list("abc"))
    return panel(values, cities, dates=dates)


def test_every_format_holds_the_same_numbers_and_chinese_names(
    cells: pd.DataFrame, tmp_path: Path
) -> None:
    csv = pd.read_csv(write_panel(cells, tmp_path / "p.csv"), dtype={"code": str})
    excel = pd.read_excel(
        write_panel(cells, tmp_path / "p.xlsx"), dtype={"code": str}, engine="openpyxl"
    )
    stata = pd.read_stata(write_panel(cells, tmp_path / "p.dta"))
    parquet = pd.read_parquet(write_panel(cells, tmp_path / "p.parquet"))
    for frame in (csv, excel, stata, parquet):
        assert frame["city"].tolist() == ["德州", "聊城", "聊城"]
        assert frame["code"].tolist() == ["371400", "371500", "371500"]
        assert frame["code_then"].astype(str).tolist() == ["371400", "371500", "371500"]
        assert frame["water"].tolist() == [0.9, 0.2, 0.4]
        assert pd.to_datetime(frame["period"]).dt.year.tolist() == [2021, 2020, 2021]
    assert list(stata.columns)[-1] == "v__rnd_2" and list(csv.columns)[-1] == "'=rnd-2"
    assert list(excel.columns)[-1] == "'=rnd-2"


def test_stata_gets_the_same_bytes_each_time(cells: pd.DataFrame, tmp_path: Path) -> None:
    one, two = (write_panel(cells, tmp_path / f"{n}.dta").read_bytes() for n in "ab")
    assert one == two


def test_a_corpus_without_periods_and_an_empty_one(cells: pd.DataFrame, tmp_path: Path) -> None:
    undated = cells.assign(period=pd.NaT).drop_duplicates(["city", "theme"])
    assert "period" not in pd.read_stata(write_panel(undated, tmp_path / "p.dta"))
    assert pd.read_csv(write_panel(cells.head(0), tmp_path / "p.csv")).empty
    with pytest.raises(UsageError, match="must end with one of"):
        write_panel(cells, tmp_path / "p.txt")


def test_chinese_themes_keep_their_names_in_stata(cells: pd.DataFrame, tmp_path: Path) -> None:
    long = "养" * 40
    named = cells.assign(theme=cells["theme"].map({"water": long, "=rnd-2": f"{long}老"}))
    stata = pd.read_stata(write_panel(named, tmp_path / "p.dta"))
    assert list(stata.columns)[-2:] == [long[:32], f"{long[:30]}_2"]
