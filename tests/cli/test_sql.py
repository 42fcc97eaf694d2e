"""Frames of a run asked in SQL."""

import json
from pathlib import Path

import pytest

from cityanalysis.cli import main
from cityanalysis.resources import sample_pages
from cityanalysis.run import Settings, analyse

pytest.importorskip("duckdb", reason="the extra sql is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    pages = sorted(sample_pages().glob("*"))[:3]
    out = tmp_path_factory.mktemp("sql") / "run"
    analyse(pages, settings=Settings(measure="lexicon", topics="0")).save(out, formats=())
    return out


def ask(capsys, folder: Path, query: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["sql", str(folder), query, "--json"])
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def test_counts_are_those_of_the_run(capsys, folder: Path) -> None:
    query = "SELECT city, count(*) AS n FROM cities GROUP BY city ORDER BY n DESC, city LIMIT 1"
    status, out, _ = ask(capsys, folder, query)
    record = json.loads(out)
    assert status == 0 and record["city"] and record["n"] >= 1
    query = "SELECT count(*) AS n FROM articles JOIN weights USING (doc_id)"
    assert json.loads(ask(capsys, folder, query)[1])["n"] > 5


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT * FROM nothing", "nothing"),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled"),
        ("COPY (SELECT 1) TO 'x.csv'", "one SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("", "one SELECT"),
    ],
)
def test_what_is_no_query_of_the_run_is_refused(capsys, folder: Path, query, told) -> None:
    status, _, err = ask(capsys, folder, query)
    assert status == 2 and told in err and "Traceback" not in err


def test_a_folder_without_a_run_is_told(capsys, tmp_path: Path) -> None:
    status, _, err = ask(capsys, tmp_path, "SELECT 1")
    assert status == 1 and "holds no run" in err
