"""Labels of topics are remembered by content, not by number."""

import numpy as np
import pandas as pd
import pytest

from cityanalysis.errors import InputError
from cityanalysis.themes.topic_names import label_topics, match_topics, read_labels, write_labels
from cityanalysis.themes.topic_words import can_name, cut_words

PHI = pd.DataFrame(
    [[0.6, 0.3, 0.05, 0.05], [0.05, 0.05, 0.5, 0.4]],
    index=["topic_1", "topic_2"],
    columns=["小麦", "粮食", "游客", "景区"],
)


def test_edited_labels_follow_their_topics(tmp_path):
    path = tmp_path / "labels.csv"
    write_labels(path, {"topic_1": "农业", "topic_2": "旅游"}, PHI)
    swapped = PHI.iloc[::-1].set_axis(["topic_1", "topic_2"])
    labels = label_topics(swapped, remembered=read_labels(path))
    assert labels.to_dict() == {"topic_1": "旅游", "topic_2": "农业"}


def test_a_new_topic_keeps_its_automatic_label(tmp_path):
    path = tmp_path / "labels.csv"
    write_labels(path, {"topic_1": "农业"}, PHI)
    labels = label_topics(PHI, n_terms=2, remembered=read_labels(path))
    assert labels["topic_1"] == "农业" and labels["topic_2"] == "游客·景区"


def test_two_topics_may_share_a_label_and_an_empty_one_is_automatic(tmp_path):
    path = tmp_path / "labels.csv"
    write_labels(path, {"topic_1": "三农", "topic_2": "三农"}, PHI)
    assert label_topics(PHI, remembered=read_labels(path)).tolist() == ["三农", "三农"]
    write_labels(path, {"topic_1": "", "topic_2": "旅游"}, PHI)
    labels = label_topics(PHI, n_terms=2, remembered=read_labels(path))
    assert labels.tolist() == ["小麦·粮食", "旅游"]


def test_a_spreadsheet_may_save_in_its_own_way(tmp_path):
    path = tmp_path / "labels.csv"
    rows = 'terms,"label"\r\n"小麦:0.6 粮食:0.3","\'=农业"\r\n'
    path.write_bytes(rows.encode("gb18030"))
    assert label_topics(PHI, remembered=read_labels(path))["topic_1"] == "=农业"


@pytest.mark.parametrize(
    "text", ["name\n农业\n", "label,terms\n农业,小麦\n", "label,terms\n农业\n"]
)
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "labels.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        InputError, match=r"labels\.csv(, line 2: .* has no terms| has no column label)"
    ):
        read_labels(path)


def test_topics_go_with_the_theme_they_move_with():
    theta = np.random.default_rng(0).dirichlet(np.ones(3), size=50)
    themes = pd.DataFrame(theta[:, :2], columns=["a", "b"])
    topics = pd.DataFrame(theta[:, [1, 0]], columns=["topic_1", "topic_2"])
    assert match_topics(topics, themes)["theme"].tolist() == ["b", "a"]


@pytest.mark.parametrize(
    ("term", "text", "is_cut"),
    [
        ("放管", "深化放管服改革。放管服、放管服改革、放管服，放管服协同。", True),
        ("营商", "营商环境好。营商环境优。营商环境、营商环境、营商环境。", False),
        ("海洋", "海洋牧场、海洋经济、海洋馆、海洋、海洋强市。", False),
        ("双招", "双招双引。双招双引，双招双引", False),  # too seldom to tell
    ],
)
def test_a_word_that_always_goes_on_is_cut_off(term: str, text: str, is_cut: bool) -> None:
    assert (term in cut_words([term], [text])) == is_cut


def test_what_binds_or_counts_and_persons_name_no_topic() -> None:
    refused = "愿同 这是 一是 亿人 万剂 多地 王勇 李斌 社局"
    named = "猴痘 稳岗 复产 冷链 方舱 线上 抗疫 公积金 新冠"
    assert not [term for term in refused.split() if can_name(term)]
    assert [term for term in named.split() if not can_name(term)] == []


def test_what_a_word_always_follows_is_part_of_it_unless_it_binds() -> None:
    texts = [
        "雪如意，在雪如意。看雪如意、雪如意里，雪如意；",
        "我的市民，你的市民、他的市民，的市民。的市民",
    ]
    assert cut_words(["如意", "市民"], texts) == {"如意"}


def test_the_opening_words_of_reports_are_told_as_formulas() -> None:
    opening = ["市", "政", "审议", "提出", "请予", "府", "政协委员", "列席", "意见", "报告"]
    chances = [[0.1] * len(opening)]
    label = label_topics(pd.DataFrame(chances, index=["topic_1"], columns=opening))["topic_1"]
    assert label.startswith("报告套语：")
