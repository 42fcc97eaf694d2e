"""Material that carries no comparison: a sentence each, no warning of NumPy, a whole report."""

import json
import warnings
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cityanalysis.cli.question_commands import app
from cityanalysis.report import build_report
from cityanalysis.run import Analysis, Settings, analyse

_TEXTS = (
    "聊城市财政局召开会议，研究老旧小区改造资金安排，要求按期完成外墙保温工程。",
    "德州市教育局公布义务教育招生办法，新建学校十二所，增加学位八千个。",
)
_SAME = "两市开展消防安全检查，排查隐患三十处。"
_BRIDGE = "聊城一座老桥今晨垮塌，两车落水，救援继续，"


def _rows(n: int, **columns: object) -> list[dict[str, object]]:
    """Articles of two cities by turns; a column may be a value or a function of the number."""
    rows = []
    for i in range(n):
        city, text = (("聊城", "德州")[i % 2], _TEXTS[i % 2] + f"第{i}号")
        row: dict[str, object] = {"city": city, "text": text, "date": f"2021-{i % 12 + 1:02d}-03"}
        row |= {k: v(i) if callable(v) else v for k, v in columns.items()}
        rows.append({k: v for k, v in row.items() if v is not None})
    return rows


CASES = {
    "no word differs": _rows(48, text=lambda i: _SAME + "甲乙丙丁"[i // 12]),
    "identical texts": _rows(48, text=_SAME),
    "one city": _rows(30, city="聊城"),
    "one article": _rows(1),
    "one event": _rows(40, text=lambda i: f"{_BRIDGE}已救出{i}人。", date="2021-05-01"),
    "one day": _rows(48, date="2021-05-01"),
    "no date": _rows(48, date=None),
    "no city": _rows(48, city=None, text=lambda i: f"会议研究了有关事项，编号{i}。"),
    "no theme": _rows(48, text=lambda i: f"甲乙丙丁戊己庚辛{i}"),
}  # fmt: skip

# What the report says of each, for a reader to know why nothing more is said.
SAYS = {
    "no word differs": ("并列最高", "证据不足不等于没有差异"),
    "identical texts": ("48篇文章不足20字且与其他文章文字完全相同",),
    "one city": ("仅有1个城市符合比较条件，因此不作城市比较", "未检验城市差异：仅有一个"),
    "one article": ("不足以比较（须有20篇、10个独立报道组）",),
    "one event": ("不足以比较",),
    "one day": ("不足以比较",),
    "no date": ("文章日期不详，未检验趋势",),
    "no city": ("没有一篇可归属于城市，因此不作任何比较",),
    "no theme": ("未检验城市差异：没有以任何命名主题为主的文章",),
}  # fmt: skip


def _run(rows: list[dict[str, object]], folder: Path, **settings: object) -> Analysis:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        return analyse(path, settings=Settings(measure="fast", runs=2, **settings))


@pytest.mark.filterwarnings("ignore::cityanalysis.errors.CityAnalysisWarning")
@pytest.mark.parametrize("name", list(CASES))
def test_thin_material_gives_a_report_that_asserts_nothing(name: str, tmp_path: Path) -> None:
    analysis = _run(CASES[name], tmp_path)
    for lang in ("zh", "en"):
        report = build_report(analysis, lang=lang)
        said = str([block.content for section in report.sections for block in section.blocks])
        assert lang == "en" or all(words in said for words in SAYS[name]), name
        # Nothing is called the highest that others equal, and no test failed for want of clusters
        # where there was nothing to test.
        if name in ("one city", "no theme", "no city"):
            assert "任何检验都无法达到" not in said and "no test could reach" not in said
        kinds = [block.kind for block in report.section("summary").blocks]
        assert kinds and "lead" in kinds
    differing = analysis.contrasts[analysis.contrasts["p_adjusted"] <= 0.05]
    if name not in ("one day", "no date"):
        assert differing.empty and not (analysis.keyness["q_value"] <= 0.05).any()


def test_themes_whose_seeds_are_nowhere_are_none(tmp_path: Path) -> None:
    themes = tmp_path / "themes.toml"
    themes.write_text(
        '[[theme]]\nid = "ships"\nlabel_zh = "造船"\nlabel_en = "Ships"\nseeds = ["巨轮下水"]\n',
        encoding="utf-8",
    )
    path = tmp_path / "rows.jsonl"
    rows = _rows(60)
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    for measure in ("lexicon", "seeded_lda"):
        out = tmp_path / measure
        arguments = ["analyse", str(path), "--out", str(out), "--themes", str(themes)]
        arguments += [
            "--measure",
            measure,
            "--format",
            "html",
            "--runs",
            "1",
            "--topics",
            "0",
            "-q",
        ]
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        assert "RuntimeWarning" not in done.output and (out / "report.html").is_file()
