"""The command line as a user meets it: results, messages, exit statuses."""

import gzip
import json
import subprocess
import sys
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cli import main

ARTICLE = "本报聊城讯 聊城推广招才引智新模式，引进高层次人才和领军人才。\n"


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _bad_inputs(folder: Path) -> dict[str, Path]:
    paths = {name: folder / name for name in ("empty.txt", "binary.txt", "nothing", "folder")}
    paths["empty.txt"].write_bytes(b"")
    paths["binary.txt"].write_bytes(bytes(range(256)) * 40)
    paths["folder"].mkdir()
    return paths


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "nothing", "folder"])
def test_bad_input_is_named_and_leaves_nothing(name, tmp_path, out, capsys):
    path = _bad_inputs(tmp_path)[name]
    assert run("analyse", path, "--out", out) == 1
    captured = capsys.readouterr()
    assert name in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert not out.exists()


def test_folder_of_unrelated_files(tmp_path, out, capsys):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number}.xyz").write_bytes(b"x")
    assert run("analyse", folder, "--out", out) == 1
    message = capsys.readouterr().err
    assert ".xyz" in message and len(message) < 2_000


def test_what_can_be_read_is_analysed_and_the_rest_is_listed(page, tmp_path, out, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("analyse", tmp_path, "--out", out, "--format", "png") == 0
    assert "empty.txt" in capsys.readouterr().err
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    skipped = [Path(item["source"]).name for item in manifest["skipped"]]
    assert skipped == ["out", "empty.txt"]
    assert [Path(item["source"]).name for item in manifest["inputs"]] == ["page.txt"]


def test_strict_makes_the_first_bad_file_an_error(page, tmp_path, out, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("analyse", tmp_path, "--out", out, "--strict") == 1
    assert "empty.txt" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8-sig"])
def test_encodings_are_detected(encoding, tmp_path, capsys):
    text = "本報聊城訊 近日，聊城市舉辦人才招聘會，吸引了許多大學畢業生參加。\n" * 3
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    assert run("articles", tmp_path / "page.txt") == 0
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert line["city"] == "聊城"


@pytest.mark.parametrize(
    ("themes", "words"),
    [
        ('[[theme]]\nid="a"\nlabel_zh="甲"\nlabel_en="A"\nseeds=["人才"]\n' * 2, "two themes"),
        ('[[theme]]\nid="a"\nlabel_zh="甲"\nlabel_en="A"\nseeds=[]\n', "no seeds"),
        ("[[theme]\n", "TOML"),
    ],
)
def test_themes_file_that_is_wrong(themes, words, page, tmp_path, out, capsys):
    file = tmp_path / "mine.toml"
    file.write_text(themes, encoding="utf-8")
    for command in (("themes", file), ("analyse", page, "--out", out, "--themes", file)):
        assert run(*command) == 1
        message = capsys.readouterr().err
        assert "mine.toml" in message and words in message


@pytest.mark.parametrize(
    "option",
    [
        ("--level", "town"),
        ("--since", "2020-13-01"),
        ("--cities", "青岛"),
        ("--topics", "many"),
        ("--format", "odt"),
        ("--home", "聊诚"),
        ("--runs", "0"),
    ],
)
def test_wrong_options_are_usage_errors(option, page, out, capsys):
    assert run("analyse", page, "--out", out, *option) == 2
    message = capsys.readouterr().err
    assert option[1] in message and "Traceback" not in message


def test_page_without_a_city_still_gives_a_report(tmp_path, out):
    (tmp_path / "page.txt").write_text("天气很好，阳光明媚。\n", encoding="utf-8")
    assert run("analyse", tmp_path / "page.txt", "--out", out) == 0
    assert (out / "report.pdf").stat().st_size > 1_000
    assert (out / "report.html").stat().st_size > 1_000


def test_one_article_of_one_city(page, out, capsys):
    assert run("analyse", page, "--out", out, "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["n_articles"], summary["n_cities"]) == (1, 1)
    assert all(Path(path).exists() for path in summary["files"])


def test_manifest_seals_every_file(page, out):
    assert run("analyse", page, "--out", out, "--format", "png") == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    listed = {item["name"] for item in manifest["outputs"]}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert listed == there - {"manifest.json"}


def test_report_renders_again_in_another_language(page, out, capsys):
    assert run("analyse", page, "--out", out, "--format", "png") == 0
    tables = {p.name: p.read_bytes() for p in (out / "tables").glob("*.csv")}
    assert run("report", out, "--format", "html", "--lang", "en") == 0
    assert 'lang="en"' in (out / "report.html").read_text(encoding="utf-8")
    assert tables == {p.name: p.read_bytes() for p in (out / "tables").glob("*.csv")}


def test_a_report_goes_to_no_folder_of_ones_own_files(page, tmp_path, out, capsys):
    assert run("analyse", page, "--out", out, "--format", "png") == 0
    own = tmp_path / "thesis" / "report.html"
    own.parent.mkdir()
    own.write_text("mine", encoding="utf-8")
    assert run("report", out, "--out", own.parent, "--format", "html") == 2
    assert "did not write (report.html)" in capsys.readouterr().err
    assert [path.name for path in own.parent.iterdir()] == ["report.html"]
    assert own.read_text(encoding="utf-8") == "mine"


def test_config_file_is_read_and_the_command_line_wins(page, tmp_path, out):
    file = tmp_path / "cityanalysis.toml"
    file.write_text('seed = 3\nlang = "en"\nformat = ["png"]\n', encoding="utf-8")
    assert run("analyse", page, "--out", out, "--config", file, "--seed", 5) == 0
    settings = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["settings"]
    assert (settings["seed"], settings["lang"]) == (5, "en")
    file.write_text("sed = 3\n", encoding="utf-8")
    assert run("analyse", page, "--out", out, "--config", file) == 2


def test_articles_gives_offsets_into_the_page(page, capsys):
    assert run("articles", page) == 0
    line = json.loads(capsys.readouterr().out)
    text = page.read_text(encoding="utf-8")
    for place in line["places"]:
        at = place["start"]
        assert text[at : at + len(place["surface"])] == place["surface"]
    assert line["cities"][0]["rule"] == "dateline"


def test_articles_of_a_gzipped_table_come_one_to_one(tmp_path, capsys):
    rows = [{"id": str(n), "标题": f"题{n}", "正文": ARTICLE, "城市": "德州"} for n in range(3)]
    path = tmp_path / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    assert run("articles", path) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["source_id"] for line in lines] == ["0", "1", "2"]
    assert {line["city"] for line in lines} == {"德州"}


def test_cities_looks_names_up(capsys):
    assert run("cities", "茌平县", "--json") == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert row["code"] == "371523" and "371503" in row["successors"]
    assert run("cities", "聊诚") == 2
    assert "聊诚" in capsys.readouterr().err


def test_cities_are_explained_from_a_confidence_on(tmp_path, capsys):
    brief = tmp_path / "brief.txt"
    brief.write_text("许昌和平顶山两市的公交卡昨起互通。\n", encoding="utf-8")
    assert run("cities", "--explain", brief, "--min-confidence", "0.5") == 0
    assert "about 平顶山, 许昌" in capsys.readouterr().out
    assert run("cities", "--explain", brief, "--min-confidence", "0.999") == 0
    assert "below 0.999" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["2", "-0.1", "nan", "half"])
def test_a_confidence_lies_between_0_and_1(value, tmp_path, capsys):
    (tmp_path / "brief.txt").write_text("聊城今天下雨。\n", encoding="utf-8")
    assert run("cities", "--explain", tmp_path / "brief.txt", f"--min-confidence={value}") == 2
    message = capsys.readouterr().err
    assert "confidence" in message and "fault" not in message


def test_doctor_finds_everything(capsys):
    assert run("doctor") == 0
    assert "NotoSansSC" in capsys.readouterr().out


def test_standard_input_and_a_terminal_that_is_not_utf8(page):
    done = subprocess.run(
        [sys.executable, "-m", "cityanalysis", "articles", "-"],
        input=page.read_bytes(),
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert b"\\u804a" in done.stdout


def test_interruption_leaves_no_half_and_a_second_start_finishes(page, out, monkeypatch, capsys):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cityanalysis.report.save_report", interrupt)
        assert run("analyse", page, "--out", out, "--format", "png") == 130
    assert "again" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == [".unfinished"]
    assert run("analyse", page, "--out", out, "--format", "png") == 0
    assert not (out / ".unfinished").exists()


def test_hand_labels_are_drawn_scored_and_used(tmp_path, capsys):
    pages = tmp_path / "rows.jsonl"
    rows = [
        {"id": str(n), "text": (ARTICLE if n % 2 else "天气很好。") + f"第{n}天。", "city": city}
        for n, city in enumerate(["聊城", "德州"] * 20)
    ]
    pages.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    out, labels = tmp_path / "out", tmp_path / "labels.csv"
    assert run("analyse", pages, "--out", out, "--format", "png") == 0
    draw = ("label", out, "--n", 30, "--theme", "talent_recruitment", "--out", labels)
    assert run(*draw) == 0
    assert run(*draw) == 2  # labels are hard work: never overwritten
    table = pd.read_csv(labels, dtype=str, keep_default_na=False)
    assert len(table) == 30 and set(table["label"]) == {""}
    table["label"] = table["text"].str.contains("招才引智").map({True: "1", False: "0"})
    table.to_csv(labels, index=False)
    capsys.readouterr()
    assert run("label", out, "--score", labels, "--json") == 0
    score = json.loads(capsys.readouterr().out.splitlines()[0])
    assert score["n_labels"] == 30 and score["precision"] == 1.0
    another = table.iloc[:1].assign(theme="no_such_theme")
    pd.concat([table, another]).to_csv(labels, index=False)
    assert run("analyse", pages, "--out", out, "--format", "png", "--labels", labels) == 0
    assert "no_such_theme" in capsys.readouterr().err
    found = pd.read_csv(out / "tables" / "calibrated.csv")
    assert set(found["city"]) == {"聊城", "德州"}
    assert (found["ci_low"] <= found["estimate"]).all()


def test_a_map_of_one_s_own(tmp_path, capsys):
    out, grid = tmp_path / "out", tmp_path / "grid.json"
    cities = ["聊城", "德州", "潍坊"]
    grid.write_text(json.dumps({c: [0, n] for n, c in enumerate(cities)}), encoding="utf-8")
    texts = [ARTICLE, "桃园里架起直播间，农户边采摘边介绍品种。", "老灯塔改造完成，增设了展览。"]
    texts.append("青年夜校新一期开班，陶艺和摄影课程很快报满。")
    rows = [
        {"id": str(n), "text": f"{text}第{n}天。", "city": city}
        for n, (text, city) in enumerate(product(texts, cities))
    ]
    pages = tmp_path / "rows.jsonl"
    pages.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    all_compared = ("--min-clusters", 2, "--min-articles", 2)
    assert run("analyse", pages, "--out", out, "--format", "png", "--map", grid, *all_compared) == 0
    assert list((out / "figures").glob("map-*.png"))
    grid.write_text("{", encoding="utf-8")
    assert run("analyse", pages, "--out", out, "--map", grid) == 1
    assert "grid.json" in capsys.readouterr().err


def test_version_is_told(capsys):
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("cityanalysis ")


def test_texts_without_chinese_are_refused(tmp_path, out, capsys):
    (tmp_path / "a.txt").write_text("Nothing but English words stand here.\n" * 9, "utf-8")
    assert run("analyse", tmp_path / "a.txt", "--out", out) == 1
    assert "no Chinese text" in capsys.readouterr().err
    assert not out.exists()


def test_a_second_run_leaves_no_report_of_the_first_but_what_is_the_users(page, out):
    assert run("analyse", page, "--out", out, "--quiet") == 0
    (out / "notes.txt").write_text("mine", "utf-8")
    assert (out / "report.pdf").is_file()
    assert run("analyse", page, "--out", out, "--format", "html", "--quiet") == 0
    assert not (out / "report.pdf").exists() and (out / "report.html").is_file()
    assert (out / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that root cannot write")
def test_a_folder_that_cannot_be_written_is_a_usage_error(page, capsys):
    assert run("analyse", page, "--out", "/proc/of-nobody") == 2
    message = capsys.readouterr().err
    assert "/proc/of-nobody cannot be written" in message and "fault" not in message


def test_a_folder_of_ones_own_files_is_never_an_output(page, tmp_path, capsys):
    own = tmp_path / "thesis" / "tables" / "mine.csv"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    assert run("analyse", page, "--out", tmp_path / "thesis") == 2
    assert "did not write (tables)" in capsys.readouterr().err
    assert run("analyse", tmp_path, "--out", tmp_path) == 2
    assert run("analyse", page, "--out", "") == 2
    assert own.read_text(encoding="utf-8") == "mine" and page.is_file()


def test_results_among_the_pages_are_not_read_as_pages(page, tmp_path, capsys):
    folder = page.parent
    assert run("analyse", folder, "--out", folder / "out", "--format", "html") == 0
    first = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert run("analyse", folder, "--out", folder / "out", "--format", "html") == 0
    second = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert first["outputs"] == second["outputs"]


def test_articles_go_to_no_file_that_is_read_or_is_not_theirs(page, tmp_path, capsys):
    before = page.read_bytes()
    for out in (page, page.parent / "articles.jsonl"):
        assert run("articles", page.parent, "--out", out) == 2
        assert "--out" in capsys.readouterr().err
    other = tmp_path / "elsewhere" / "notes.txt"
    other.parent.mkdir()
    other.write_text("mine", encoding="utf-8")
    assert run("articles", page, "--out", other) == 2
    assert page.read_bytes() == before and other.read_text(encoding="utf-8") == "mine"
    good = other.with_name("articles.jsonl")
    assert run("articles", page, "--out", good) == 0
    assert run("articles", page, "--out", good) == 0
