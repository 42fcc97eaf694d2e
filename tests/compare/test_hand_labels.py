"""Hand labels: known chances, clear errors, scikit-learn as oracle."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score, precision_score, recall_score

from cityanalysis.compare import draw_label_sample, read_labels, score_labels
from cityanalysis.errors import InputError, UsageError


def _values(n: int, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    ids = pd.Index([f"d{i:04d}" for i in range(n)], dtype="str")
    values = pd.DataFrame(rng.random((n, 3)) < [0.4, 0.1, 0.02], index=ids, columns=list("abc"))
    return values, pd.DataFrame({"doc_id": ids, "city": "甲"})


@given(n=st.integers(1, 120), wanted=st.integers(1, 150), seed=st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_sample_has_the_size_and_chances_that_it_says(n: int, wanted: int, seed: int) -> None:
    values, cities = _values(n, seed)
    drawn = draw_label_sample(values, cities, n=wanted, seed=seed)
    articles = drawn.drop_duplicates("doc_id")
    assert len(articles) == min(n, wanted) and len(drawn) == 3 * len(articles)
    # Horvitz and Thompson: the inverse chances add up to the corpus, stratum by stratum.
    assert (1 / articles["inclusion_probability"]).sum() == pytest.approx(n)
    again = draw_label_sample(values, cities, n=wanted, seed=seed)
    pd.testing.assert_frame_equal(drawn, again)


def test_rare_themes_are_read_too() -> None:
    values, cities = _values(1000)
    drawn = draw_label_sample(values, cities, n=80).drop_duplicates("doc_id")
    assert drawn["stratum"].value_counts()["c"] == 20
    assert set(drawn["stratum"]) == {"a", "b", "c", "none"}
    other = draw_label_sample(values, cities, n=80, seed=1).drop_duplicates("doc_id")
    assert set(other["doc_id"]) != set(drawn["doc_id"])
    with pytest.raises(UsageError, match="`n` must be at least 1"):
        draw_label_sample(values, cities, n=0)


def test_scores_are_scikit_learns() -> None:
    values, _ = _values(200)
    rng = np.random.default_rng(1)
    truth = values["a"] ^ (rng.random(200) < 0.2)
    second = truth ^ (rng.random(200) < 0.1)
    labels = pd.concat(
        pd.DataFrame({"doc_id": values.index, "theme": "a", "label": y.astype(int), "coder": c})
        for y, c in ((truth, "甲"), (second, "乙"))
    )
    one = score_labels(values, labels[labels["coder"] == "甲"]).iloc[0]
    assert one["precision"] == pytest.approx(precision_score(truth, values["a"]))
    assert one["recall"] == pytest.approx(recall_score(truth, values["a"]))
    assert one["f1"] == pytest.approx(f1_score(truth, values["a"]))
    slope, intercept = np.polyfit(values["a"].astype(float), truth.astype(float), 1)
    assert one["calibration_slope"] == pytest.approx(slope)
    assert one["calibration_intercept"] == pytest.approx(intercept)
    assert np.isnan(one["kappa"]) and one["n_both"] == 0
    both = score_labels(values, labels).iloc[0]
    assert both["kappa"] == pytest.approx(cohen_kappa_score(truth, second))
    assert both["n_both"] == 200


def test_chances_make_the_scores_speak_of_the_corpus() -> None:
    values, cities = _values(4000)
    rng = np.random.default_rng(2)
    truth = np.where(values["a"], rng.random(4000) < 0.8, rng.random(4000) < 0.1)
    drawn = draw_label_sample(values, cities, n=800)
    drawn = drawn[drawn["theme"] == "a"]
    drawn["label"] = pd.Series(truth.astype(int), index=values.index)[drawn["doc_id"]].to_numpy()
    row = score_labels(values, drawn).iloc[0]
    assert row["recall"] == pytest.approx(recall_score(truth, values["a"]), abs=0.05)


def test_labels_are_read_as_people_save_them(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("\ufeffdoc_id,theme,label\nNA,water,1\nb,water, 0 \nc,water,\n", "utf-8")
    table = read_labels(path)
    assert table["doc_id"].tolist() == ["NA", "b"]
    assert table["label"].tolist() == [1.0, 0.0]
    assert table["inclusion_probability"].isna().all()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("doc_id,theme\na,b\n", "has no column label"),
        ("doc_id,theme,label\na,b,是\n", "labels article 'a' with '是'; write 1"),
        ("", "cannot be read as a table of labels"),
    ],
)
def test_bad_label_files_say_what_to_do(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        read_labels(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_labels_may_be_saved_by_any_spreadsheet(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "labels.csv"
    rows = 'doc_id,theme,label,text\r\na1,water,1,"供水管网\n# 二期"\r\na2,water,0,天气很好\r\n'
    file.write_bytes(rows.encode(encoding))
    assert read_labels(file)["label"].tolist() == [1.0, 0.0]


def test_a_quarter_is_drawn_from_articles_without_a_theme() -> None:
    rng = np.random.default_rng(0)
    table = rng.random((2000, 40)) < 0.02
    ids = pd.Index([f"d{i:04d}" for i in range(2000)])
    values = pd.DataFrame(table, index=ids, columns=[f"t{k}" for k in range(40)])
    drawn = draw_label_sample(values, pd.DataFrame({"doc_id": ids, "city": "聊城"}), n=100)
    by_article = drawn.drop_duplicates("doc_id")
    assert len(by_article) == 100
    assert 25 <= (by_article["stratum"] == "none").sum() <= 30
    weights = 1 / by_article["inclusion_probability"]
    assert abs(weights.sum() - 2000) < 1
