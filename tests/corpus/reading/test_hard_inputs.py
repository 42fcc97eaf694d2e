"""Tables, pages and documents that are hard to read come out as they are meant."""

import json
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cityanalysis.cities import tag_cities, with_city
from cityanalysis.corpus import load_corpus
from cityanalysis.errors import InputError
from cityanalysis.frames import Articles
from tests.corpus.reading.own_inputs import CASES, Case, write_case

_NO_ARTICLES = ("header", "boilerplate", "spam")


def read(path: Path, expected: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    """Articles of a file, with their cities where these are asked for, and what was said."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            articles = load_corpus(path).articles
        except InputError as error:
            return [], str(error)
    articles = articles[~articles[Articles.kind].isin(_NO_ARTICLES)]
    if "cities" in expected:
        articles = with_city(articles, tag_cities(articles))
    found = [
        {name: None if pd.isna(row[name]) else str(row[name])[: 10 if name == "date" else None]
         for name in ("title", "date", "city", "text")}
        for row in articles.to_dict("records")
    ]  # fmt: skip
    return found, " ".join(str(one.message) for one in caught)


def check(articles: list[dict[str, Any]], said: str, expected: dict[str, Any]) -> None:
    texts = [article["text"] for article in articles]
    if "says" in expected:
        assert any(words in said for words in expected["says"]), said
        return
    assert len(articles) == expected.get("n", len(articles)), said
    assert len(articles) >= expected.get("n_min", 0), said
    for field in ("title", "date", "city"):
        wanted = expected.get({"city": "cities"}.get(field, f"{field}s"))
        found = [article[field] for article in articles]
        if wanted is not None and field == "city" and expected.get("cities_any"):
            assert set(wanted) <= set(found)
        elif wanted is not None:
            assert found == wanted
    assert [
        words for words in expected.get("text_has", ()) if not any(words in t for t in texts)
    ] == []
    assert [
        words for words in expected.get("text_lacks", ()) if any(words in t for t in texts)
    ] == []
    if expected.get("once"):
        sentences = [
            part for t in texts for part in t.replace("\n", "。").split("。") if len(part) > 9
        ]
        assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_own_inputs(case: Case, tmp_path: Path) -> None:
    check(*read(write_case(case, tmp_path), case.expected), case.expected)


def test_shared_inputs(shared_data: Path) -> None:
    folder = shared_data / "hard_inputs"
    wrong = {}
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(line)
        try:
            check(*read(folder / expected["file"], expected), expected)
        except AssertionError as error:
            wrong[expected["file"]] = str(error)[:200]
    assert wrong == {}
