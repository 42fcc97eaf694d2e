"""A column of the user's table is compared in the place of cities, and the report says so."""

import csv
from pathlib import Path

import pytest

from cityanalysis._typing import Language
from cityanalysis.corpus import analysed, read_corpus
from cityanalysis.errors import UsageError
from cityanalysis.report import build_report, methods_text
from cityanalysis.resources import sample_pages
from cityanalysis.run import Analysis, Settings, analyse
from cityanalysis.themes import find_seeds, read_themes

THEME = "foreign_trade"


def write_table(path: Path, rows: list[tuple[str, str]], column: str = "片区") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["标题", "日期", "正文", column])
        for n, (text, group) in enumerate(rows):
            out.writerow(
                [f"第{n}号", "不详" if n == 7 else f"2022-03-{n % 28 + 1:02}", text, group]
            )
    return path


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Articles with seeds of a theme in the east, others in the west; a second table lacks both."""
    folder = tmp_path_factory.mktemp("groups")
    articles = analysed(read_corpus(sample_pages()))
    hits = find_seeds(articles, read_themes())
    about = articles["doc_id"].isin(hits.loc[hits["theme"] == THEME, "doc_id"])
    texts = list(articles.loc[about, "text"][:12]) + list(articles.loc[~about, "text"][:30])
    rows = [(text, "东片" if n < 12 or n % 3 == 0 else "西片") for n, text in enumerate(texts)]
    first = write_table(folder / "a.csv", [*rows, (texts[0], "")])
    second = write_table(folder / "b.csv", [(texts[1], "某栏")], "栏目")
    settings = Settings(
        group_by=("片区",), measure="lexicon", topics="0", runs=1, min_clusters=2, min_articles=2
    )
    return analyse([first, second], settings=settings)


def test_groups_are_compared(grouped: Analysis) -> None:
    shares = grouped.prevalence.set_index(["city", "theme"])["estimate"]
    assert set(grouped.cities["city"]) == {"东片", "西片"}
    assert len(grouped.cities) == 42 and len(grouped.articles) == 44
    assert shares["东片", THEME] > shares["西片", THEME]
    assert set(grouped.contrasts["city_a"]) | set(grouped.contrasts["city_b"]) == {"东片", "西片"}


ZH = [
    "表中“片区”一栏的各组；下文的“城市”均指这些组。本报告读取",
    "a.csv：正文←正文、标题←标题、日期←日期；共43行；43个日期中有1个未能识别，如“不详”。",
]
EN = [
    "column 片区 of the tables gives; wherever the report says city, it means such a group",
    "a.csv: text ← 正文, title ← 标题, date ← 日期; 43 rows; 1 of 43 dates not read, e.g. 不详.",
]


@pytest.mark.parametrize(("lang", "words"), [("zh", ZH), ("en", EN)])
def test_the_report_says_what_was_decided(
    grouped: Analysis, lang: Language, words: list[str]
) -> None:
    sections = {s.id: s for s in build_report(grouped, lang=lang).sections}
    told = " ".join(str(b.content) for id in ("summary", "read") for b in sections[id].blocks)
    assert all(one in told for one in words), told


@pytest.mark.parametrize(
    ("lang", "true", "false"),
    [
        ("zh", "“片区”一栏", "行政区划名称"),
        ("en", "column 片区", "names of administrative divisions"),
    ],
)
def test_no_method_says_that_groups_were_found_in_the_text(
    grouped: Analysis, lang: Language, true: str, false: str
) -> None:
    sections = {s.id: s for s in build_report(grouped, lang=lang).sections}
    in_report = " ".join(str(block.content) for block in sections["methods"].blocks)
    for told in (in_report, methods_text(grouped, lang)):
        assert true in told and false not in told.lower()


def test_a_column_that_no_table_has_is_named(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [("威海市对老灯塔进行改造，增设展览。", "东片")])
    with pytest.raises(UsageError, match=r"'大区'.*cityanalysis look"):
        analyse(path, settings=Settings(group_by=("大区",), measure="lexicon", topics="0"))
