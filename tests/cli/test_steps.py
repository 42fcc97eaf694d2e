"""Steps, help in Chinese, suggestions, and warnings in the run's language."""

import io
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import cityanalysis
from cityanalysis.cli.local_words import step_name, translated
from cityanalysis.cli.steps import RUN_STEPS, Steps
from cityanalysis.resources import data_path
from cityanalysis.run import Settings
from tests.cli.test_app import ARTICLE, run

WORDS = tomllib.loads(data_path("cli.toml").read_text(encoding="utf-8"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_every_option_command_and_step_has_its_chinese():
    assert {field.name for field in fields(Settings)} == set(WORDS["option"])
    assert all(step_name(step, "zh") != step for step in RUN_STEPS)


def test_every_translated_warning_is_one_that_the_package_gives():
    """Each piece between the gaps of the English stands in the package's source."""
    paths = Path(cityanalysis.__file__).parent.rglob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    joined = re.sub(r'"\s*\n\s*f?"', "", source)
    for entry in WORDS["warning"]:
        for piece in re.split(r"\{\d\}", entry["en"]):
            assert piece.rstrip(".") in joined, piece
        assert set(re.findall(r"\{\d\}", entry["en"])) == set(re.findall(r"\{\d\}", entry["zh"]))


def test_steps_are_numbered_lines_that_stay(capsys, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(ARTICLE, encoding="utf-8")
    assert run("articles", page, "--out", tmp_path / "a.jsonl", "--lang", "en") == 0
    lines = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"1/3 pages  1/1  \d+\.\d s", lines[0])
    assert [line.split("  ")[0] for line in lines] == ["1/3 pages", "2/3 duplicates", "3/3 cities"]
    assert run("articles", page, "--out", tmp_path / "a.jsonl", "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_on_a_terminal_the_line_of_a_step_changes_and_its_end_stays():
    stream = Terminal()
    steps = Steps(("pages", "cities"), "zh", stream)
    steps("pages")
    steps.counted(120, 400)
    steps("cities")
    shown = [line.split("\x1b[K")[-1] for line in stream.getvalue().split("\n")]
    assert re.fullmatch(r"1/2 读取版面  120/400  \d+\.\d 秒", shown[0])
    assert shown[1] == "2/2 判定城市 …"


def test_warnings_are_in_the_language_of_the_run(tmp_path, capsys):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "pages" / "empty.txt").write_bytes(b"")
    assert run("articles", tmp_path / "pages", "--out", tmp_path / "a.jsonl") == 0
    assert (
        "警告：1份输入未读取：pages/empty.txt：文件为空。" in capsys.readouterr().err.splitlines()
    )


def test_a_warning_in_chinese_says_what_to_type(tmp_path, capsys):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "pages" / "t.csv").write_text("编号,金额\n1,2\n", encoding="utf-8")
    assert run("articles", tmp_path / "pages", "--out", tmp_path / "a.jsonl") == 0
    said = capsys.readouterr().err
    assert "请用 --columns text=列名或列号 指明；现有各列：1 编号, 2 金额" in said.replace(
        "、", ", "
    )


def test_what_fills_a_gap_is_never_a_template():
    message = "{1} was not as a run wrote it; it is now {0.__class__}."
    assert translated(message, "zh") == "{1}已被改动，现更名为{0.__class__}。"


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        (("cities", "聊诚"), "聊城"),
        (("analyze",), "analyse"),
        (("analyse", "x", "--out", "y", "--lnag", "zh"), "--lang"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(command, meant, capsys):
    assert run(*command) == 2
    assert meant in capsys.readouterr().err


def test_a_city_that_is_not_there_is_answered_with_the_nearest(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(ARTICLE, encoding="utf-8")
    assert run("analyse", page, "--out", tmp_path / "out", "--cities", "聊诚", "--quiet") == 2
    assert "Did you mean 聊城?" in capsys.readouterr().err
