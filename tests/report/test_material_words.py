"""What the report does not say: of files left out, of undated texts."""

from dataclasses import replace

import pandas as pd

from cityanalysis.report import build_report
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
