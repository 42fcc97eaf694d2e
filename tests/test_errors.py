"""Warnings name the line of the user's own code that they are about."""

import pandas as pd
import pytest

import cityanalysis as ca
from cityanalysis.errors import CityAnalysisWarning, SkippedInputWarning
from cityanalysis.run.settings import Settings


def test_warnings_name_the_line_that_called(tmp_path) -> None:
    (tmp_path / "good.txt").write_text("本报聊城讯 供水管网改造昨日开工。", "utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 9)
    with pytest.warns(SkippedInputWarning, match="bad.txt") as loading:
        ca.load_corpus(tmp_path)
    with pytest.warns(CityAnalysisWarning) as whole:
        ca.analyse(tmp_path, settings=Settings(topics=0), jobs=1)
    frame = pd.DataFrame({"doc_id": ["a"], "title": "", "text": "供水", "labelled_city": "乌有"})
    with pytest.warns(CityAnalysisWarning, match="unknown to the gazetteer") as tagging:
        ca.tag_cities(frame)
    assert {w.filename for found in (loading, whole, tagging) for w in found} == {__file__}
