"""What the report does not say: of files left out, of undated texts, of Hong Kong abroad."""

from dataclasses import replace

import pandas as pd
import pytest

from cityanalysis.report import build_report
from cityanalysis.report.summary import find_findings
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run


def test_why_a_file_was_left_out_is_said_in_the_language_of_the_report() -> None:
    for lang, words in (("zh", "文件为空"), ("en", "the file is empty")):
        blocks = build_report(make_run(7, 8, 400), lang=lang).section("read").blocks
        items = [
            item for block in blocks if block.kind == "list" for item in block.content["items"]
        ]
        assert any(words in item for item in items)


def test_without_dates_no_time_is_spoken_of() -> None:
    analysis = make_run(7, 8, 400)
    undated = replace(analysis, articles=analysis.articles.assign(date=pd.NaT))
    for lang, word in (("zh", "时间分布"), ("en", "over time")):
        for one, expected in ((analysis, True), (undated, False)):
            blocks = build_report(one, lang=lang).section("read").blocks
            said = " ".join(
                str(b.content[key])
                for b in blocks
                if b.kind == "figure"
                for key in ("caption", "alt")
            )
            assert (word in said) == expected


def test_foreign_affairs_are_not_said_of_hong_kong(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = make_run(7, 8, 400)
    top = next(one for one in find_findings(make_view(analysis)) if one.theme)
    monkeypatch.setattr("cityanalysis.report.view._FOREIGN", top.theme)
    assert top.theme in {one.theme for one in find_findings(make_view(analysis))}
    moved = replace(analysis, cities=analysis.cities.assign(code="810000"))
    assert top.theme not in {
        one.theme
        for one in find_findings(make_view(moved), n=20)
        if one.kind in ("leads", "differ")
    }
