"""What the command line says at the end of a run."""

from pathlib import Path

from cityanalysis.cli.console import show_summary
from cityanalysis.report import find_findings, make_view
from tests.simulate.run import make_long_run, make_run


def test_a_run_ends_with_its_findings_and_then_the_paths(capsys):
    analysis = make_run(7, 8, 120)
    show_summary(analysis, Path("out"), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    found = find_findings(make_view(analysis, "zh"))
    assert found
    for number, finding in enumerate(found, 1):
        assert lines[number].startswith(f"{number}. {finding.title}")
        assert finding.sentence in lines[number]
    assert lines[-1] == str(Path("out") / "tables")


def test_what_was_counted_is_named_as_in_the_report(capsys):
    analysis = make_long_run()
    show_summary(analysis, Path("out"), as_json=False)
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(str(len(make_view(analysis).articles)))
    assert "段落" in first and "文章" not in first
