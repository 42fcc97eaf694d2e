"""`cityanalysis rerun`: the same run again, and what differs."""

from pathlib import Path

import pytest

from cityanalysis.cli import main

PAGE = "本报聊城讯 聊城推广招才引智新模式，引进高层次人才和领军人才，人才公寓投入使用。\n"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


def test_the_same_pages_give_the_same_files_and_others_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, first = tmp_path / "page.txt", tmp_path / "first"
    page.write_text(PAGE, encoding="utf-8")
    assert run("analyse", page, "--out", first, "--format", "png", "--seed", "7", "--quiet") == 0
    capsys.readouterr()
    assert run("rerun", first, page, "--out", tmp_path / "again", "--quiet") == 0
    told = capsys.readouterr().out.split()
    assert told[0] == told[2] and int(told[0]) > 10  # N of N files are the same
    page.write_text(PAGE * 2, encoding="utf-8")
    assert run("rerun", first, page, "--out", tmp_path / "other", "--quiet") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "input page.txt differs" and "articles.parquet differs" in lines[1]


def test_a_folder_without_a_run_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rerun", tmp_path, tmp_path, "--out", tmp_path / "x") == 1
    assert "holds no finished run" in capsys.readouterr().err
