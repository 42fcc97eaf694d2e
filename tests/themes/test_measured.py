"""What the shipped scorer was measured to do, where it had not learned from text, source or theme.

The figures stand in the weights' file; `tests/training` holds that it was made by its recipe from
the inputs that it names, and `benchmarks/theme_scores.py` measures again.
"""

import pytest

from cityanalysis.themes.learned_weights import read_weights

SOURCES = ("board", "covid", "headlines", "laws", "news", "policy", "reports", "written")


@pytest.fixture(scope="module")
def figures():
    return read_weights().measured["full"]["figures"]


def test_ten_fold_by_text(figures):
    precision, _, f1 = figures["ten_fold"]["labelled"]
    assert precision >= 0.88 and f1 >= 0.84 and figures["macro"] >= 0.75
    precision, recall, _ = figures["ten_fold"]["local"]
    assert precision >= 0.88 and recall >= 0.74


def test_every_source_left_out(figures):
    left_out = figures["source_left_out"]
    assert tuple(left_out) == SOURCES
    assert all(precision >= 0.8 for precision, _, _ in left_out.values())
    assert sum(recall for _, recall, _ in left_out.values()) / len(SOURCES) >= 0.6
    assert left_out["headlines"][1] >= 0.58
    assert left_out["written"][1] >= 0.66


def test_themes_left_out(figures):
    precision, recall, _ = figures["theme_left_out"]["labelled"]
    assert precision >= 0.74 and recall >= 0.64
    precision, recall, _ = figures["theme_left_out"]["local"]
    assert precision >= 0.7 and recall >= 0.6


def test_the_fast_scorer_is_near_the_full_one(figures):
    fast = read_weights().measured["fast"]["figures"]["ten_fold"]
    precision, _, f1 = fast["labelled"]
    assert precision >= 0.85 and f1 >= figures["ten_fold"]["labelled"][2] - 0.02
    precision, _, f1 = fast["local"]
    assert precision >= 0.85 and f1 >= figures["ten_fold"]["local"][2] - 0.08


def test_each_theme_of_many_texts_is_measured_well():
    table = read_weights().measured["full"]["by_theme"]
    often = {theme: row for theme, row in table.items() if row["n_labels"] >= 40}
    assert len(often) >= 40
    assert not {theme for theme, row in often.items() if row["precision"] < 0.75}
    assert not {theme for theme, row in often.items() if row["recall"] < 0.3}
