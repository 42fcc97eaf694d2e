"""Paragraphs, stories, strata and covariates as units of comparison."""

import gzip
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.compare import (
    contrasts,
    covariates,
    findings,
    inherit_cities,
    omnibus,
    paragraphs,
    prevalence,
    story_weights,
    strata,
)
from cityanalysis.errors import UsageError


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=12))
def test_paragraphs_lose_no_character_and_know_their_place(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = paragraphs(pd.DataFrame({"doc_id": ["a"], "text": [text]}), min_length=10)
    for row in found.itertuples():
        assert text[row.start : row.start + len(row.text)] == row.text
    kept = "".join("".join(part.split()) for part in found["text"])
    assert kept == "".join(text.split())
    assert found["doc_id"].is_unique and (found["article_id"] == "a").all()


def test_paragraphs_inherit_what_their_article_has() -> None:
    body = "\n".join(["水利工程" * 15] * 12)
    articles = pd.DataFrame(
        {"doc_id": ["a", "b"], "title": ["题", "题"], "text": [body, None], "spans": [[], []]}
    )
    units = paragraphs(articles, section=5)
    assert len(units) == 12 and units["section"].nunique() == 3
    assert "spans" not in units and units["title"].isna().all()
    cities = pd.DataFrame({"doc_id": ["a", "a"], "city": ["甲", "乙"], "weight": [0.5, 0.5]})
    assert len(inherit_cities(cities, units)) == 24
    with pytest.raises(UsageError, match="section"):
        paragraphs(articles, section=0)


def test_a_story_counts_once_however_often_it_is_printed() -> None:
    ids = list("abcd")
    articles = pd.DataFrame({"doc_id": ids, "duplicate_group": ["g", "g", "g", None]})
    values = pd.DataFrame({"water": [True, True, True, False]}, index=ids)
    cities = pd.DataFrame({"doc_id": ids, "city": "甲", "weight": 1.0})
    assert prevalence(values, cities)["estimate"].item() == 0.75
    stories = story_weights(cities, articles)
    assert prevalence(values, stories)["estimate"].item() == pytest.approx(0.5)
    assert cities["weight"].eq(1).all()


def test_strata_and_covariates_do_without_columns_and_dates() -> None:
    articles = pd.DataFrame({"doc_id": ["a", "b"], "text": ["长" * 9, ""], "date": [pd.NaT] * 2})
    assert strata(articles).tolist() == ["|", "|"]
    assert covariates(articles)["length"].tolist() == ["long", "medium"]
    with pytest.raises(UsageError, match="day, week, month, quarter, year"):
        strata(articles, period="decade")


def test_a_paper_of_many_cities_keeps_its_own_stratum() -> None:
    ids = list("abcdef")
    articles = pd.DataFrame({"doc_id": ids, "publication": ["省报"] * 3 + ["晚报"] * 3})
    cities = pd.DataFrame({"doc_id": ids, "city": ["甲", "乙", "甲", "乙", "乙", "乙"]})
    assert strata(articles, cities).tolist() == ["省报|"] * 3 + ["|"] * 3


def _reports(folder: Path, year: int) -> pd.DataFrame:
    path = folder / "city_reports" / "shandong_to_2022.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    frame = pd.DataFrame(rows).query("year == @year")
    return frame.rename(columns={"id": "doc_id"})[["doc_id", "city", "text"]]


def test_one_report_a_city_is_refused_and_its_paragraphs_speak_of_the_text(
    shared_data: Path,
) -> None:
    reports = _reports(shared_data, 2021)
    assert len(reports) == reports["city"].nunique() == 16
    cities = reports[["doc_id", "city"]]
    about = pd.DataFrame(
        {"ecology": reports["text"].str.count("生态").to_numpy() > 20}, index=reports["doc_id"]
    )
    pairs = contrasts(about, cities, n_permutations=99)
    tables = {"contrasts": pairs, "omnibus": omnibus(about, cities, n_permutations=99)}
    assert (findings(tables)["verdict"] == "too_few").all()

    units = paragraphs(reports)
    there = inherit_cities(cities, units)
    ecology = pd.DataFrame({"ecology": units["text"].str.contains("生态")}).set_index(
        units["doc_id"]
    )
    by_article, by_section = (units.set_index("doc_id")[name] for name in ("article_id", "section"))
    still = contrasts(ecology, there, cluster=by_article, n_permutations=99)
    assert (findings({"contrasts": still})["verdict"] == "too_few").all()
    as_city = prevalence(ecology, there, cluster=by_article)
    as_text = prevalence(ecology, there, cluster=by_section)
    assert (as_city["n_clusters"] == 1).all() and (as_city["n_effective"] <= 1).all()
    assert (as_text["n_clusters"] > 5).all()
    width = as_text["ci_high"] - as_text["ci_low"]
    assert width.max() < 0.35 < (as_city["ci_high"] - as_city["ci_low"]).min()
