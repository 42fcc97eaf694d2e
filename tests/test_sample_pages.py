"""The packaged sample pages: invented, complete, and true to their gold."""

import datetime
import importlib.util
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cityanalysis.cities import read_gazetteer
from cityanalysis.resources import data_path, sample_pages
from cityanalysis.themes import read_themes

Row = dict[str, Any]
BUILDER = Path(__file__).parents[1] / "scripts" / "build_sample.py"
BIG_EIGHT = ("聊城", "德州", "潍坊", "青岛", "济南", "济宁", "烟台", "临沂")


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up while it is being executed.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(sample_pages().iterdir())}


@pytest.fixture(scope="module")
def gold() -> list[Row]:
    lines = data_path("sample_pages/gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def articles(gold: list[Row]) -> list[Row]:
    return [row for row in gold if row["kind"] == "article"]


def page_date(name: str) -> datetime.date:
    return datetime.date.fromisoformat(name.removesuffix(".txt").split("_")[2])


def test_the_sample_says_that_it_is_invented(gold: list[Row]) -> None:
    assert "invented" in data_path("sample_pages/README.md").read_text("utf-8").splitlines()[0]
    assert all(row["invented"] is True for row in gold)


def test_there_is_enough_of_it(pages: dict[str, str], articles: list[Row]) -> None:
    assert len(pages) >= 24
    assert len(articles) >= 130
    assert max(Counter(row["page"] for row in articles).values()) >= 5


def test_the_gold_covers_each_page_once(pages: dict[str, str], gold: list[Row]) -> None:
    for name, text in pages.items():
        owners = Counter(
            k for row in gold if row["page"] == name for a, b in row["spans"] for k in range(a, b)
        )
        assert set(owners.values()) == {1}
        left = [text[k] for k in range(len(text)) if k not in owners]
        assert not "".join(left).strip()


def test_titles_and_heads_stand_where_the_gold_says(
    pages: dict[str, str], articles: list[Row]
) -> None:
    for row in articles:
        text = pages[row["page"]]
        heads = [text[a:b] for a, b in row["head_spans"]]
        assert row["title"] in heads
        assert all(
            any(a <= start and end <= b for a, b in row["spans"])
            for start, end in row["head_spans"]
        )


def test_cities_are_many_and_unequal(articles: list[Row]) -> None:
    counts = Counter(row["primary_city"] for row in articles)
    assert all(counts[city] >= 10 for city in BIG_EIGHT)
    assert len(counts) > 10
    assert counts[None] >= 5
    assert len({counts[city] for city in BIG_EIGHT}) > 4


def test_codes_are_those_of_the_gazetteer(articles: list[Row]) -> None:
    gazetteer = read_gazetteer()
    for row in articles:
        if row["primary_city"]:
            assert gazetteer.short_name(row["primary_adcode"]) == row["primary_city"]


def test_themes_are_known_and_many(articles: list[Row]) -> None:
    known = {theme.id for theme in read_themes()}
    for row in articles:
        assert row["main_theme"] in row["themes"]
        assert known >= {*row["themes"], *row["themes_optional"], *row["main_theme_alts"]}
    assert len({row["main_theme"] for row in articles}) >= 14


def test_pages_run_over_most_of_a_year(pages: dict[str, str]) -> None:
    dates = sorted(map(page_date, pages))
    assert (dates[-1] - dates[0]).days >= 300
    assert 2 <= len({name.split("_")[1] for name in pages}) <= 3


def test_reprints_come_later_and_share_most_of_their_text(
    pages: dict[str, str], articles: list[Row]
) -> None:
    body = {(row["page"], row["n"]): row for row in articles}
    reprints = [row for row in articles if row["duplicate_of"]]
    assert len(reprints) >= 6

    def shingles(row: Row) -> set[str]:
        text = "".join(pages[row["page"]][a:b] for a, b in row["spans"])
        text = "".join(text.split())
        return {text[k : k + 5] for k in range(len(text) - 4)}

    for row in reprints:
        original = body[tuple(row["duplicate_of"])]
        assert page_date(row["page"]) > page_date(original["page"])
        copied = len(shingles(row) & shingles(original)) / len(shingles(row))
        assert copied > 0.6


def test_the_pages_have_what_real_pages_have(pages: dict[str, str], gold: list[Row]) -> None:
    kinds = Counter((row["kind"], row["subkind"]) for row in gold)
    assert kinds[("spam", "feed")] >= 4
    assert kinds[("caption", None)] >= 3
    assert kinds[("editor_note", None)] >= 1
    assert kinds[("header", "column_label")] >= 3
    assert sum(len(row["spans"]) > 1 for row in gold) >= 3
    text = "".join(pages.values())
    for mark in ("□本报记者", "□ 记者", "■", "本报讯（记者", "讯 ", "【", "(来源:", "**"):
        assert mark in text


@pytest.mark.skipif(not BUILDER.is_file(), reason="the builder is in the checkout only")
def test_the_builder_gives_the_packaged_files(pages: dict[str, str], gold: list[Row]) -> None:
    builder = load_script(BUILDER)
    places = tomllib.loads((builder.SOURCES / "places.toml").read_text("utf-8"))
    built, rows = builder.build(builder.read_sources(builder.SOURCES), places)
    assert built == pages
    assert json.loads(json.dumps(rows)) == gold


def test_the_gold_scores_one_against_itself(
    score_pages: Path, gold: list[Row], tmp_path: Path
) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(as_prediction(row) for row in gold), encoding="utf-8")
    where = ["--gold", str(data_path("sample_pages/gold.jsonl")), "--pages", str(sample_pages())]
    command = [sys.executable, str(score_pages), str(predicted), *where, "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    for name in ("bcubed_f1", "articles_iou>=0.95", "title_exact_main", "primary_city_accuracy"):
        assert result[name] == pytest.approx(1.0)
    assert all(result["interleaved_recovered"].values())
    duplicates = result["duplicates"]
    assert duplicates["found"] == duplicates["gold_pairs"] and not duplicates["false_pairs"]


def as_prediction(row: Row) -> str:
    story = row["duplicate_of"] or [row["page"], row["n"]]
    told = {"city": row["primary_city"], "duplicate_group": "-".join(map(str, story)), "text": ""}
    same = {key: row[key] for key in ("page", "kind", "title", "spans", "themes", "main_theme")}
    return json.dumps(same | told) + "\n"


def test_nothing_is_copied_from_the_real_pages(
    shared_data: Path, pages: dict[str, str], articles: list[Row]
) -> None:
    size = 14
    real = "".join(
        "".join(path.read_text("utf-8").split()) for path in (shared_data / "pages").glob("*.txt")
    )
    known = {real[k : k + size] for k in range(len(real) - size + 1)}
    for row in articles:
        text = "".join(pages[row["page"]][a:b] for a, b in row["spans"])
        text = "".join(text.split())
        assert not [text[k : k + size] for k in range(len(text)) if text[k : k + size] in known]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("□本报记者 段春麦 本报通讯员 邹立夏", (["段春麦"], ["邹立夏"])),
        ("□ 记者 谷雨生 报道", (["谷雨生"], [])),
        ("本报讯（记者 成昭 通讯员 牧晓岚）", (["成昭"], ["牧晓岚"])),
        ("**狄小满 岑溪**", (["狄小满", "岑溪"], [])),
        ("本报潍坊3月2日讯（记者 成昭）", (["成昭"], [])),
    ],
)
@pytest.mark.skipif(not BUILDER.is_file(), reason="the builder is in the checkout only")
def test_the_builder_reads_bylines(byline: str, names: tuple[list[str], list[str]]) -> None:
    read: Callable[[list[str]], tuple[list[str], list[str]]] = load_script(BUILDER).names_of
    assert read([byline]) == names
