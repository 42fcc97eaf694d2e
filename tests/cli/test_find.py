"""`cityanalysis find`: a word, or a meaning, in the articles of a finished run."""

from pathlib import Path

import pandas as pd
import pytest

from cityanalysis.cli import main
from cityanalysis.frames import Articles, Cities
from cityanalysis.run import Analysis, Settings

TEXTS = {"a": "我市发展低空经济，通用机场开工。", "b": "医院开通网上挂号。", "c": "=1+1低空经济"}


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = Articles.of_rows(
        {Articles.doc_id: k, Articles.text: v, Articles.kind: "article", Articles.page: "p.txt"}
        | {Articles.order: 1, Articles.is_row: True, Articles.is_canonical: True}
        | {Articles.is_roundup: False}
        for k, v in TEXTS.items()
    )
    cities = Cities.of_rows(
        {Cities.doc_id: k, Cities.city: c, Cities.weight: 1.0, Cities.confidence: 1.0}
        for k, c in (("a", "德州"), ("b", "聊城"))
    )
    out = tmp_path_factory.mktemp("run") / "out"
    Analysis(articles=articles, cities=cities, settings=Settings()).save(out, formats=())
    return out


def test_each_place_is_a_line_with_its_city(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", folder, "低空经济") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "德州" in lines[0] and "我市发展【低空经济】" in lines[0]
    assert lines[-1] == "2 places in 2 articles"


def test_a_city_narrows_and_an_unknown_one_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", folder, "低空经济", "--city", "德州") == 0
    assert "1 places in 1 articles" in capsys.readouterr().out
    assert run("find", folder, "低空经济", "--city", "南京") == 2
    assert "德州, 聊城" in capsys.readouterr().err


def test_near_meaning_needs_no_common_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("find", folder, "看病预约", "--meaning", "--n", 1) == 0
    assert "医院开通网上挂号" in capsys.readouterr().out


def test_a_file_is_harmless_and_never_overwritten(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "found.csv"
    assert run("find", folder, "低空经济", "--out", out) == 0
    written = pd.read_csv(out)
    assert written["keyword"].tolist() == ["低空经济"] * 2 and written["left"][1] == "'=1+1"
    assert run("find", folder, "低空经济", "--out", out) == 2
    assert "exists" in capsys.readouterr().err
