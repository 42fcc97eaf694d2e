"""The methods paragraph says what the run did, with the run's own numbers and references."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cityanalysis._typing import Language
from cityanalysis.cli import main
from cityanalysis.corpus import analysed
from cityanalysis.errors import UsageError
from cityanalysis.report import bibliography, corpus_citation, methods_text, write_paper
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


# A kernel that was ended leaves its sockets and its loop to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_paper_runs_from_first_cell_to_last(run: Analysis, tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    folder = tmp_path / "a folder's {run}"
    run.save(folder, formats=())
    with pytest.raises(SystemExit) as left:
        main(["paper", str(folder), "--out", str(tmp_path / "text" / "paper.ipynb")])
    assert not left.value.code
    notebook = nbformat.read(tmp_path / "text" / "paper.ipynb", as_version=4)
    nbformat.validate(notebook)
    where = {"metadata": {"path": str(tmp_path / "text")}}
    NotebookClient(notebook, kernel_name="python3", resources=where).execute()
    shown = [o for c in notebook.cells for o in c.get("outputs", []) if "data" in o]
    assert sum("image/png" in one["data"] for one in shown) == 2
    assert sum("text/html" in one["data"] for one in shown) == 2
    text = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    known = (tmp_path / "text" / "references.bib").read_text("utf-8")
    assert set(re.findall(r"@(\w+)\]", text)) == set(re.findall(r"^@\w+\{(\w+),", known, re.M))


def test_the_same_paper_for_quarto_and_no_file_is_overwritten(
    run: Analysis, tmp_path: Path
) -> None:
    target = write_paper(run, tmp_path / "run", tmp_path / "paper.qmd", lang="en")
    text = target.read_text("utf-8")
    assert text.startswith("---\ntitle:") and text.count("```{python}") == 5
    assert methods_text(run, "en") in text and 'ca.load_analysis("run")' in text.replace("'", '"')
    with pytest.raises(UsageError, match="exists"):
        write_paper(run, tmp_path / "run", tmp_path / "other.ipynb")
    with pytest.raises(UsageError, match="must end with"):
        write_paper(run, tmp_path / "run", tmp_path / "paper.docx")


def test_the_corpus_is_cited_by_what_it_holds(run: Analysis) -> None:
    hostile = run.articles.assign(publication="晚报}, note = {\\input{x}")
    entry = corpus_citation(replace(run, articles=hostile), "en")
    assert entry.count("{") == entry.count("}") and "\\" not in entry
    assert re.search(r"note = \{SHA-256 [0-9a-f]{64}\}", entry)
    assert f"{len(analysed(run.articles)):,} texts" in entry
