"""Counts of the corpus and caveats in the report are those that its frames earn."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cityanalysis.compare import calibrate, draw_label_sample, score_labels
from cityanalysis.report import build_report
from cityanalysis.report.corpus_counts import count_corpus
from cityanalysis.report.view import make_view
from cityanalysis.run import Analysis
from tests.simulate.run import make_run


def test_counts_are_those_of_the_frames():
    analysis = make_run(7, 8, 400)
    counts = count_corpus(make_view(analysis))
    assert counts["n_articles"] == counts["n_located"] == 400
    assert counts["n_cities"] == 7 and counts["n_skipped"] == 1
    assert counts["first_date"] == analysis.articles["date"].min().date().isoformat()


def test_spam_and_reprints_are_counted_apart():
    analysis = make_run(3, 3, 60)
    articles = analysis.articles.copy()
    articles.loc[:4, "kind"] = "spam"
    articles["is_canonical"] = ~articles.index.isin([10, 11, 12])
    kept = analysis.weights.iloc[5:]
    counts = count_corpus(make_view(replace(analysis, articles=articles, weights=kept)))
    assert (counts["n_spam"], counts["n_reprints"], counts["n_articles"]) == (5, 3, 55)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_corpus_too_small_for_topics_says_so(lang):
    section = build_report(make_run(2, 3, 25), lang=lang).section("topics")
    text = section.blocks[0].content["text"]
    expected = {
        "zh": "25篇文章不足以支持自动发现话题",
        "en": "25 articles cannot support discovered",
    }
    assert expected[lang] in text


def test_an_empty_run_makes_a_report_that_says_so():
    report = build_report(Analysis(), lang="en")
    assert "nothing to compare" in report.section("overview").blocks[0].content["text"]


def test_hand_labels_are_reported_with_what_they_change():
    analysis = make_run(4, 3, 120)
    theme = analysis.themes[0].id
    drawn = draw_label_sample(analysis.assignments[[theme]], analysis.cities, n=60)
    truth = analysis.assignments[theme].reindex(drawn["doc_id"]).to_numpy()
    # The coder agrees with the measure but for every fifth article.
    told = np.where(np.arange(len(drawn)) % 5 == 0, ~truth, truth).astype(float)
    labels = drawn.assign(label=told, coder="甲")
    calibrated = calibrate(analysis.assignments, analysis.cities, labels, n_bootstrap=20)
    scores = score_labels(analysis.assignments, labels)
    labelled = replace(analysis, calibrated=calibrated, label_scores=scores)
    tables = [b for b in build_report(labelled).section("checks").blocks if b.kind == "table"]
    # A table of doubtful seed words may stand behind them.
    n_rows = [len(block.content["rows"]) for block in tables]
    assert n_rows[:2] == [4, 1] and 0 < n_rows[2] <= 12
    shown = tables[1].content["rows"][0]
    assert shown[1:3] == [f"{len(drawn)}", f"{scores['precision'].iloc[0]:.2f}"]
    assert shown[-1] == "–"  # one coder agrees with nobody
    texts = [b.content["text"] for b in build_report(labelled).section("caveats").blocks]
    assert not any("人工标注" in text for text in texts)


def test_caveats_are_those_that_the_corpus_earns():
    plain = make_run(7, 8, 400)
    undated = replace(plain, articles=plain.articles.assign(date=pd.NaT))
    texts = {
        name: [b.content["text"] for b in build_report(a).section("caveats").blocks]
        for name, a in (("plain", plain), ("undated", undated))
    }
    assert not any("日期不详" in text for text in texts["plain"])
    assert any("日期不详" in text for text in texts["undated"])


def test_articles_that_no_city_has_are_counted_by_what_they_are_about():
    analysis = make_run(4, 3, 40)
    docs = analysis.articles["doc_id"].tolist()
    about = {docs[0]: "national", docs[1]: "none", docs[2]: "city"}
    articles = analysis.articles.assign(
        scope=analysis.articles["doc_id"].map(about).fillna("province"),
        is_roundup=analysis.articles["doc_id"] == docs[3],
    )
    cities = analysis.cities[~analysis.cities["doc_id"].isin(docs[:4])]
    counts = count_corpus(make_view(replace(analysis, articles=articles, cities=cities)))
    parts = [counts[name] for name in counts if name.startswith(("n_scope_", "n_roundup"))]
    assert counts["n_unlocated"] == 4 == sum(parts) and max(parts) == 1
