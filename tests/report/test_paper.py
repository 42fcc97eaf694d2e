"""The methods paragraph says what the run did, with the run's own numbers and references."""

import re
from pathlib import Path

import pytest

from cityanalysis._typing import Language
from cityanalysis.cli import main
from cityanalysis.corpus import analysed
from cityanalysis.report import bibliography, methods_text
from cityanalysis.resources import data_path
from cityanalysis.run import Analysis
from tests.simulate.run import make_run


@pytest.fixture(scope="module")
def run() -> Analysis:
    return make_run()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_numbers_are_those_of_the_run(run: Analysis, lang: Language) -> None:
    text = methods_text(run, lang)
    numbers = {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)}
    assert len(analysed(run.articles)) in numbers
    assert int(run.support.cities["comparable"].sum()) in numbers
    assert len(run.themes) in numbers and run.settings.seed in numbers
    assert "{" not in text and "nan" not in text


def test_each_key_has_its_entry_and_no_entry_is_idle(run: Analysis) -> None:
    text = methods_text(run, "en")
    cited = set(re.findall(r"\[@(\w+)\]", text))
    given = set(re.findall(r"^@\w+\{(\w+),", bibliography(run, "en"), re.MULTILINE))
    assert cited == given and len(cited) > 4


def test_every_source_stands_in_the_bibliography() -> None:
    from cityanalysis.report.paper import _SOURCES

    known = re.findall(
        r"^@\w+\{(\w+),", data_path("report/references.bib").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(known) == sorted(key for keys in _SOURCES.values() for key in keys)


def test_a_run_without_comparison_claims_none(run: Analysis) -> None:
    alone = Analysis(articles=run.articles, settings=run.settings)
    text = methods_text(alone, "en")
    assert "permutation" not in text and "MOVER" not in text
    assert methods_text(Analysis(), "zh") == "没有文件可供分析。"


def test_the_command_prints_it(
    run: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run.save(tmp_path / "out", formats=())
    for extra, starts in (([], "The corpus"), (["--bib"], "@")):
        with pytest.raises(SystemExit):
            main(["methods", str(tmp_path / "out"), "--lang", "en", *extra])
        assert capsys.readouterr().out.startswith(starts)
