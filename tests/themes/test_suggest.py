"""A theme of one's own: words proposed from the corpus, judged by reading."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.cli.suggest import suggest_from
from cityanalysis.errors import UsageError
from cityanalysis.frames import Articles, Cities
from cityanalysis.run import Analysis, Settings
from cityanalysis.text import SentenceIndex
from cityanalysis.themes import precision_of, suggest_theme, theme_toml

ON = [
    "低空经济起步，无人机给山村送药。",
    "发展低空经济，通用机场年内开工。",
    "无人机物流航线开通，低空经济有了样板。",
    "低空经济招商会上签下无人机工厂。",
    "通用机场和直升机救援纳入低空经济规划。",
]
OFF = [
    "小麦丰收，农民忙着晾晒。",
    "学校开学，孩子们领到新书。",
    "医院延长门诊时间。",
    "老旧小区加装电梯。",
    "文旅招商会在泉城举行。",
] * 4


@pytest.fixture(scope="module")
def corpus() -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = [*ON, *(f"第{n}天：{text}" for n, text in enumerate(OFF))]
    articles = Articles.of_rows(
        {Articles.doc_id: f"d{n:02d}", Articles.text: text, Articles.kind: "article"}
        | {Articles.order: 1, Articles.is_row: True, Articles.is_canonical: True}
        | {Articles.is_roundup: False, Articles.page: "p"}
        for n, text in enumerate(texts)
    )
    cities = Cities.of_rows(
        {Cities.doc_id: doc_id, Cities.city: "德州" if n % 2 else "聊城", Cities.weight: 1.0}
        | {Cities.confidence: 1.0}
        for n, doc_id in enumerate(articles[Articles.doc_id])
    )
    return articles, cities


def test_words_of_the_theme_are_proposed_and_others_are_not(
    corpus: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    articles, cities = corpus
    found = suggest_theme(articles, "低空经济", definition="无人机和通用航空。", cities=cities)
    assert found["word"].iloc[0] == "低空经济" and found["is_given"].iloc[0]
    proposed = set(found["word"])
    assert {"无人机", "通用机场"} <= proposed
    assert not proposed & {"小麦", "学校", "医院", "电梯"}
    row = found.set_index("word").loc["无人机"]
    assert row["n_articles"] == 3 and row["by_city"] == "聊城2、德州1"
    assert all("无人机" in text for text in row["contexts"])


def test_an_unknown_theme_and_no_word_are_refused(
    corpus: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    index = SentenceIndex.of(corpus[0].head(8).tail(2))
    with pytest.raises(UsageError, match="no sentence"):
        suggest_theme(index, "量子计算芯片")
    with pytest.raises(UsageError, match="give the theme"):
        suggest_theme(index, " ")


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=4))
def test_any_text_makes_a_file_that_reads_back(definition: str, seeds: list[str]) -> None:
    entry = tomllib.loads(theme_toml("mine", "我的", definition, seeds))["theme"][0]
    plain = [" ".join(seed.split()) for seed in seeds]
    assert entry["seeds"] == ["".join(filter(str.isprintable, seed)) for seed in plain]


def test_precision_is_wilson_s() -> None:
    assert precision_of([]) == pytest.approx((float("nan"), 0, 1), nan_ok=True)
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263.
    share, low, high = precision_of([True] * 81 + [False] * 182)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662) and share == 81 / 263


def test_the_command_writes_a_theme_and_keeps_the_answers(
    corpus: tuple[pd.DataFrame, pd.DataFrame], tmp_path: Path
) -> None:
    articles, cities = corpus
    folder, out = tmp_path / "run", str(tmp_path / "mine.toml")
    Analysis(articles=articles, cities=cities, settings=Settings()).save(folder, formats=())
    answers = iter(["1", "1", "0", "q"])
    lines = list(
        suggest_from(folder, ["低空经济"], theme_id="low", out=out, ask=lambda _: next(answers))
    )
    assert "2 of 3 are on the theme: 67%" in "\n".join(lines)
    seeds = tomllib.loads(Path(out).read_text("utf-8"))["theme"][0]["seeds"]
    assert "低空经济" in seeds and "无人机" in seeds
    assert pd.read_csv(tmp_path / "mine.labels.csv")["label"].tolist() == [1, 1, 0]
    with pytest.raises(UsageError, match="exists"):
        list(suggest_from(folder, ["低空经济"], out=out))
    with pytest.raises(UsageError, match="an id has"):
        list(suggest_from(folder, ["低空经济"], theme_id="低空"))


def test_a_word_that_no_sentence_has_beside_one_given_is_doubted() -> None:
    about = [
        "无人机送货带来新产业。",
        "无人机产业园开工。",
        "通用航空产业起飞。",
        "无人机产业有了新航线。",
    ]
    others = ["小麦丰收", "学校开学", "医院搬迁", "公园开放", "地铁通车", "老街修缮"]
    texts = [*about, *(f"{one}第{n}处。" for one in others for n in range(8))]
    articles = pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(texts))], "title": None, "text": texts}
    )
    found = suggest_theme(articles, "低空经济", definition="无人机和通用航空的产业")
    proposed = found[~found["is_given"]]
    assert len(proposed) and proposed["doubt"].eq("apart").all()


def test_a_longer_form_of_a_word_given_is_not_proposed() -> None:
    about = ["发展夜间经济，夜市开张。", "发展夜间经济，夜市添彩。", "发展夜间经济，夜市迎客。"] * 2
    texts = [*about, *(f"小麦丰收第{n}处。" for n in range(30))]
    articles = pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(texts))], "title": None, "text": texts}
    )
    found = suggest_theme(articles, "夜间经济")["word"].tolist()
    assert "夜市" in found and not any("夜间经济" in word for word in found[1:])
