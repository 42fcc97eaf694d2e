"""The whole way on the sample pages and on real ones."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cityanalysis.cli.folder import render_again, run
from cityanalysis.resources import sample_pages
from cityanalysis.run import Analysis, load_analysis
from cityanalysis.run.pipeline import analyse
from cityanalysis.run.settings import Settings
from tests.simulate.run import write_articles, write_themes

pytestmark = pytest.mark.filterwarnings("ignore::cityanalysis.errors.SeedWarning")
BIG = {"聊城", "青岛", "济南", "潍坊", "济宁", "德州", "烟台", "临沂"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[int, Path]:
    folders = {}
    for jobs in (1, 2):
        folders[jobs] = tmp_path_factory.mktemp("runs") / str(jobs)
        settings = Settings(jobs=jobs, format=("html",), runs=2, seed=3)
        run(sample_pages(), folders[jobs], settings=settings)
    return folders


@pytest.fixture(scope="module")
def sample(runs) -> Analysis:
    return load_analysis(runs[1])


def test_same_bytes_at_any_number_of_jobs(runs):
    sealed = [
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        for folder in runs.values()
    ]
    assert len(sealed[0]) > 20
    assert sealed[0] == sealed[1]


def test_sample_pages_give_cities_themes_and_topics(sample):
    assert set(sample.prevalence["city"]) >= BIG
    assert sample.fit is not None and sample.fit.model == "scorer"
    assert sample.topics is not None and "choice" in sample.topics.diagnostics
    assert set(sample.topic_terms["topic"]) == set(sample.topics.themes)
    assert sample.manifest.skipped == ()


def test_planted_differences_of_the_sample_are_found(sample):
    """The sample was written so that 聊城 seeks talent, and 济宁 mends sunken land."""
    found = set(sample.omnibus.loc[sample.omnibus["q_value"] <= 0.05, "theme"])
    assert {"talent_recruitment", "land_reclamation"} <= found
    shares = sample.prevalence.pivot(index="city", columns="theme", values="estimate")
    assert shares.loc[list(BIG), "land_reclamation"].idxmax() == "济宁"
    assert shares.loc[list(BIG), "marine_economy"].idxmax() in {"青岛", "烟台"}


def test_shares_can_be_counted_by_hand(sample):
    about = sample.assignments["marine_economy"]
    here = sample.cities[sample.cities["city"] == "青岛"]
    expected = (about.reindex(here["doc_id"]).to_numpy() * here["weight"]).sum()
    row = sample.prevalence.query("city == '青岛' and theme == 'marine_economy'").iloc[0]
    assert row["estimate"] == pytest.approx(expected / here["weight"].sum())
    assert row["ci_low"] <= row["estimate"] <= row["ci_high"]


def test_evidence_stands_where_it_is_said_to(sample):
    articles = sample.articles.set_index("doc_id")
    for record in sample.cities.to_dict("records"):
        for item in record["evidence"]:
            if item["field"] in ("title", "text"):
                text = articles.at[record["doc_id"], item["field"]]
                assert len(text[item["start"] : item["end"]]) == item["end"] - item["start"]
    for hit in sample.hits.query("field == 'text'").itertuples():
        assert articles.at[hit.doc_id, "text"][hit.start : hit.end] == hit.seed


def test_story_counts_reprints_once(sample):
    settings = Settings(estimand="story", topics="0", runs=1)
    story = analyse(sample_pages(), settings=settings)
    copies = sample.articles.loc[~sample.articles["is_canonical"], "doc_id"]
    assert len(copies) > 3
    assert not set(copies) & set(story.weights.index)


def test_dates_and_cities_restrict_the_run():
    settings = Settings(
        since="2021-06-01",
        until="2021-12-31",
        cities=("聊城", "青岛市"),
        min_clusters=2,
        min_articles=2,
    )
    analysis = analyse(sample_pages(), settings=settings)
    assert set(analysis.prevalence["city"]) == {"聊城", "青岛"}
    dates = analysis.articles.set_index("doc_id")["date"].reindex(analysis.weights.index)
    assert dates.between(pd.Timestamp("2021-06-01"), pd.Timestamp("2021-12-31")).all()


def test_real_pages_name_their_cities(shared_data):
    pages = sorted((shared_data / "pages").glob("0*.txt"))
    analysis = analyse(pages)
    cities = {"聊城", "德州", "潍坊", "青岛", "济南", "济宁", "烟台"}
    standing = analysis.support.cities.set_index("city")["standing"]
    assert set(standing.index) == cities and not (standing == "compared").any()
    # Nothing is compared where a handful of articles is all there is.
    assert analysis.omnibus["p_value"].eq(1).all() and analysis.contrasts.empty
    assert analysis.topics is None
    reasons = [reason.code for reason in analysis.support.reasons]
    assert "few_articles" in reasons


def test_long_reports_are_counted_by_paragraph_and_tested_by_report(shared_data, tmp_path):
    rows = pd.read_json(
        shared_data / "city_reports" / "shandong_to_2022.jsonl.gz", lines=True, dtype=False
    )
    one_each = rows[rows["year"] == 2021].drop_duplicates("city").head(5)
    path = tmp_path / "reports.jsonl"
    one_each.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso")
    analysis = analyse(path, settings=Settings(topics="0", runs=1))
    assert analysis.unit == "paragraph"
    assert analysis.prevalence["city"].nunique() == 5
    # One report a city cannot tell cities apart, whatever its paragraphs say.
    assert not analysis.support.comparison
    assert (analysis.omnibus["smallest_p"] > 0.05).all()
    assert (analysis.contrasts["p_adjusted"].dropna() > 0.05).all()


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Path:
    """A folder with a table of articles, a themes file, and what a run on them gave."""
    folder = tmp_path_factory.mktemp("invented")
    (folder / "pages").mkdir()
    rng = np.random.default_rng(0)
    write_articles(folder / "pages" / "articles.jsonl", rng, (3, 4, 90), months=9)
    write_themes(folder / "themes.toml", 4)
    run(folder / "pages", folder / "run", settings=_few(folder, format=("html",)))
    return folder


def _few(folder: Path, **more: Any) -> Settings:
    themes = str(folder / "themes.toml")
    return Settings(themes=themes, topics="5", runs=1, min_clusters=2, min_articles=2, **more)


def test_names_that_a_reader_gives_to_topics_are_remembered(invented, tmp_path):
    folder, edited = tmp_path / "run", tmp_path / "edited.csv"
    shutil.copytree(invented / "run", folder)
    table = pd.read_csv(folder / "tables" / "topic_labels.csv")
    assert table["label"].is_unique and table["label"].str.contains("·").all()
    named = table.at[2, "topic"]
    table.loc[2, "label"] = "读者起的名"
    # Another order and other numbers: topics are known by their words.
    table.iloc[::-1].assign(topic="topic_1").to_csv(edited, index=False, encoding="utf-8-sig")
    render_again(folder, formats=["html"], topic_labels=edited)
    assert "读者起的名" in (folder / "report.html").read_text(encoding="utf-8")
    settings = _few(invented, topic_labels=str(edited))
    for again in (load_analysis(folder), analyse(invented / "pages", settings=settings)):
        labels = again.topic_labels.set_index("topic")["label"]
        assert labels[labels == "读者起的名"].index.tolist() == [named]


def test_labels_edited_in_place_are_shown(invented, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(invented / "run", folder)
    path = folder / "tables" / "topic_labels.csv"
    before = path.read_bytes()
    render_again(folder, formats=["html"])
    assert path.read_bytes() == before
    table = pd.read_csv(path)
    path.write_bytes(before.replace(table.at[0, "label"].encode(), "就地改名".encode(), 1))
    render_again(folder, formats=["html"])
    assert "就地改名" in (folder / "report.html").read_text(encoding="utf-8")
