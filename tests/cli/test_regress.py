"""`cityanalysis regress`: a table of facts against the themes of a finished run."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cli import main
from cityanalysis.cli.regress import read_facts
from cityanalysis.errors import InputError
from tests.simulate.run import make_run


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    make_run(8, 3, 400).save(out, formats=())
    return out


@pytest.fixture
def facts(folder: Path, tmp_path: Path) -> Path:
    names = sorted(pd.read_parquet(folder / "cities.parquet")["city"].unique())
    table = pd.DataFrame({"城市": [f"{n}市" for n in names], "沿海": [0, 1] * (len(names) // 2)})
    table.to_csv(tmp_path / "facts.csv", index=False, encoding="gb18030")
    return tmp_path / "facts.csv"


def test_a_table_of_facts_is_said_in_words_and_drawn(
    folder: Path, facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture, table = tmp_path / "coast.pdf", tmp_path / "coast.csv"
    done = run("regress", folder, facts, "沿海", "--figure", picture, "--out", table, "--n", 0)
    assert done == 0
    lines = capsys.readouterr().out.splitlines()
    found = pd.read_csv(table, encoding="utf-8-sig")
    assert len(lines) == len(found) and all("“沿海”为“是”的城市" in line for line in lines)
    assert found["n_cities"].eq(8).all() and picture.read_bytes().startswith(b"%PDF")
    assert run("regress", folder, facts, "沿海", "--out", table) == 2
    assert "exists" in capsys.readouterr().err


def test_a_city_and_year_may_be_a_row(
    folder: Path, facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("regress", folder, facts, "沿海", "--by-year", "--json") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines and all('"n_cells"' in line for line in lines)


def test_a_table_of_articles_makes_them_the_rows(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = pd.read_parquet(folder / "articles.parquet")["doc_id"]
    table = pd.DataFrame({"doc_id": ids, "头版": [n % 4 == 0 for n in range(len(ids))]})
    table.astype({"头版": int}).to_csv(tmp_path / "facts.csv", index=False)
    assert run("regress", folder, tmp_path / "facts.csv", "头版") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines and all("“头版”为“是”的文章" in line for line in lines)


@pytest.mark.parametrize(
    ("content", "formula", "says"),
    [
        ("a,b\n1,2\n", "b", "no column 城市"),
        (None, "b", "cannot be read"),
        ("city,b\n某市,1\n", "b", "0 cities have both"),
        ("city,b\n某市,1\n", "b; import os", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    folder: Path, tmp_path: Path, content: str | None, formula: str, says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "facts.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert run("regress", folder, path, formula) in (1, 2)
    assert says in capsys.readouterr().err


def test_tables_of_facts_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no book")
    (tmp_path / "b.csv").write_text("城市,沿海\n青岛,1,2\n聊城,0,3\n", "utf-8")
    for name, said in (
        ("a.xlsx", "no table in CSV or Excel"),
        ("b.csv", "more cells than its header"),
    ):
        with pytest.raises(InputError, match=said):
            read_facts(tmp_path / name)
