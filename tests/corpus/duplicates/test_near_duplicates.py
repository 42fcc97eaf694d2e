"""Copies are found through edits, noise and cuts; texts on one form or event stay apart."""

import random
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityanalysis.corpus import (
    analysed,
    clusters,
    find_duplicates,
    part_by_place,
    read_corpus,
)
from cityanalysis.corpus.duplicates.alignment import align, is_copy
from cityanalysis.corpus.duplicates.duplicate_candidates import candidate_pairs, fold_texts
from cityanalysis.errors import UsageError

# Words of an invented language: texts about one thing share words, never long stretches.
SYLLABLES = [chr(0x4E00 + 37 * i) for i in range(400)]


def invented(rng: random.Random, n_words: int = 120) -> str:
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 3))) for _ in range(60)]
    words = rng.choices(vocabulary, k=n_words)
    return "".join(w + rng.choice(["", "", "", "，", "。"]) for w in words) + "。"


def edited(text: str, rate: float, rng: random.Random) -> str:
    done = []
    for c in text:
        other = rng.choice(SYLLABLES)
        done.append(c if rng.random() >= rate else rng.choice(["", other, c + other]))
    return "".join(done)


def misread(text: str, rate: float, rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) if rng.random() < rate else c for c in text)


def frame_of(texts: list[str], **columns: object) -> pd.DataFrame:
    ids = [f"d{i:05}" for i in range(len(texts))]
    base = {"doc_id": ids, "kind": "article", "date": pd.NaT, "text": texts}
    return pd.DataFrame({**base, **columns})


def groups(texts: list[str], **columns: object) -> list[str | None]:
    found = find_duplicates(frame_of(texts, **columns))["duplicate_group"]
    return [None if pd.isna(group) else group for group in found]


def partition(found: pd.DataFrame) -> set[frozenset[str]]:
    grouped = found.dropna(subset="duplicate_group").groupby("duplicate_group")["doc_id"]
    return {frozenset(ids) for _, ids in grouped}


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda text, rng: text, 1.0),
        (lambda text, rng: text.replace("，", " ").replace("。", ".\n"), 1.0),
        (lambda text, rng: edited(text, 0.05, rng), 0.99),
        (lambda text, rng: edited(text, 0.10, rng), 0.98),
        (lambda text, rng: edited(text, 0.15, rng), 0.96),
        (lambda text, rng: edited(text, 0.20, rng), 0.90),
        (lambda text, rng: misread(text, 0.30, rng), 0.80),
        (lambda text, rng: edited(text[: len(text) // 2], 0.05, rng), 0.95),
        (lambda text, rng: text[len(text) // 3 :], 0.97),
    ],
    ids=["same", "marks", "5%", "10%", "15%", "20%", "ocr30%", "half+5%", "end"],
)
def test_planted_copies_are_found_and_no_others(
    change: Callable[[str, random.Random], str], least: float
) -> None:
    rng = random.Random(7)
    originals = [invented(rng) for _ in range(300)]
    found = groups(originals + [change(text, rng) for text in originals[:150]])
    hits = sum(found[i] is not None and found[i] == found[300 + i] for i in range(150))
    assert hits >= least * 150
    assert all(group is None for group in found[150:300])
    assert len({group for group in found if group}) >= hits


def test_a_third_of_the_trigrams_is_enough() -> None:
    rng = random.Random(3)
    text = invented(rng, 300)
    copy = misread(text, 0.31, rng)
    grams = [{t[i : i + 3] for i in range(len(t) - 2)} for t in (text, copy)]
    assert len(grams[0] & grams[1]) / len(grams[0]) < 0.4
    assert is_copy(*(fold_texts([text, copy])[i] for i in (0, 1)))


def test_many_copies_of_one_story_are_one_group() -> None:
    rng = random.Random(5)
    story = invented(rng)
    others = [invented(rng) for _ in range(50)]
    copies = [story] * 20 + [edited(story, 0.03, rng) for _ in range(20)]
    found = groups([*others, *copies])
    assert len(set(found[50:])) == 1
    assert found[50] is not None
    assert set(found[:50]) == {None}


EVENT = (
    "昨天上午，市图书馆新馆正式对外开放。新馆位于滨河路东侧，建筑面积三万平方米，设阅览座位两千个，"
    "首日接待读者超过五千人次。馆长周女士介绍，新馆将延长开放时间至晚上九点。",
    "记者从文旅局了解到，备受关注的图书馆新馆已于本周启用，首批入馆的读者大多是学生和老人。市民陈先生"
    "带着孩子排了半小时队，他说儿童阅览区宽敞明亮，还有绘本剧场，以后周末有了好去处。",
)
BULLETIN = (
    "市气象台发布：{0}日全市平均气温{1}度，最高{2}度，最低{3}度，空气质量指数{4}，首要污染物为细颗粒物，"
    "降水量{5}毫米，平均风速{6}米每秒，相对湿度百分之{7}。预计未来三天以晴到多云天气为主，请市民注意防护。"
)


def test_two_texts_about_one_event_stay_apart() -> None:
    assert groups(list(EVENT)) == [None, None]


def quoting(text: str, rng: random.Random) -> str:
    """Text of a picture that repeats a sentence or two of the story beside it."""
    begin = rng.randrange(len(text) - 90)
    return f"{text[begin : begin + rng.randint(40, 90)]}。（记者 王一 摄）"


def test_a_picture_that_quotes_its_story_is_no_copy() -> None:
    rng = random.Random(6)
    stories = [invented(rng, 300) for _ in range(60)]
    texts = stories + [quoting(story, rng) for story in stories]
    assert set(groups(texts)) == {None}


def test_on_one_page_half_a_story_is_no_copy_and_a_whole_one_is() -> None:
    rng = random.Random(8)
    story = invented(rng, 300)
    texts = [story, story[: len(story) * 2 // 5], edited(story, 0.05, rng)]
    pages = {"source": "p.txt", "is_row": False}
    assert groups(texts[:2])[0] is not None
    assert groups(texts[:2], **pages) == [None, None]
    assert groups([texts[0], texts[2]], **pages)[0] is not None


def test_bulletins_on_one_form_stay_apart() -> None:
    rng = random.Random(2)
    bulletins = [BULLETIN.format(*(rng.randint(10, 99) for _ in range(8))) for _ in range(40)]
    assert set(groups(bulletins)) == {None}
    assert set(groups(bulletins[:2])) == {None}


def test_a_form_that_comes_back_next_year_is_no_reprint() -> None:
    rng = random.Random(1)
    head, tail = invented(rng, 60), invented(rng, 60)
    texts = [head + invented(rng, 12) + tail, head + invented(rng, 12) + tail]
    near = pd.to_datetime(["2020-12-28", "2020-12-30"])
    far = pd.to_datetime(["2020-12-28", "2021-12-30"])
    assert groups(texts, date=near)[0] is not None
    assert groups(texts, date=far) == [None, None]


def test_figures_decide_between_a_copy_and_a_bulletin() -> None:
    text = BULLETIN.format(12, 23, 31, 14, 87, 56, 34, 61)
    assert groups([text, text.replace("市民", "大家")])[0] is not None


@pytest.mark.parametrize(
    ("one", "other", "n_groups"),
    [
        ("截至{}时，我省新增确诊病例{}例，治愈出院{}例，疑似病例{}例，累计报告{}例，", None, 0),
        ("近日发布通告，自本月{}日起调整供水，管网{}公里，泵站{}座，用户{}户，投资{}万元，", 2, 1),
    ],
    ids=["other figures", "the same"],
)
def test_a_form_filled_in_anew_is_told_by_its_figures(
    one: str, other: int | None, n_groups: int
) -> None:
    form = one + "各级部门认真落实防控措施，加强值守，及时公布信息，请广大居民放心并相互转告。"
    first = form.format(24, 125, 318, 467, 5289)
    second = form.format(16, 83, 209, 351, 4977) if other is None else first.replace("近日", "昨天")
    assert len(set(groups([first, second])) - {None}) == n_groups


def test_copies_that_name_different_places_are_forms() -> None:
    found = find_duplicates(frame_of([invented(random.Random(3))] * 4)).assign(province=None)
    cities = pd.DataFrame(
        [("d00000", "810000", "text"), ("d00001", "820000", "text"), ("d00003", "110000", "home")],
        columns=["doc_id", "code", "rule"],
    )
    parted = part_by_place(found, cities)
    # The one that names no place, and the one whose paper's city was taken, stay with the first.
    assert parted["duplicate_group"].fillna("").tolist() == ["d00000", "", "d00000", "d00000"]
    assert parted["is_canonical"].tolist() == [True, True, False, False]
    same = cities.assign(code="810000")
    assert part_by_place(found, same)["duplicate_group"].nunique() == 1


def test_a_copy_without_its_dateline_that_names_the_province_is_a_copy() -> None:
    found = find_duplicates(frame_of([invented(random.Random(3))] * 3))
    cities = pd.DataFrame({"doc_id": ["d00000"], "code": ["371500"], "rule": ["text"]})
    parted = part_by_place(found.assign(province=["山东", "山东", "河北"]), cities)
    assert parted["duplicate_group"].fillna("").tolist() == ["d00000", "d00000", ""]


def test_longest_and_earliest_stands_for_the_story() -> None:
    text = invented(random.Random(9), 300)
    frame = frame_of([text[:300], text, text], date=pd.to_datetime(["2020-01-01"] * 3))
    frame.loc[1, "date"] = pd.Timestamp("2020-01-05")
    found = find_duplicates(frame)
    assert found["duplicate_group"].tolist() == ["d00002"] * 3
    assert found["is_canonical"].tolist() == [False, False, True]


def test_order_of_the_articles_does_not_matter() -> None:
    rng = random.Random(11)
    texts = [invented(rng) for _ in range(60)]
    frame = frame_of(texts + [edited(text, 0.08, rng) for text in texts[:30]])
    assert partition(find_duplicates(frame)) == partition(find_duplicates(frame.iloc[::-1]))


def test_argument_is_left_as_it_was() -> None:
    frame = frame_of([EVENT[0], EVENT[0]], duplicate_group=None, is_canonical=True)
    before = frame.copy()
    find_duplicates(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_spam_and_short_texts_are_in_no_group() -> None:
    text = EVENT[0]
    assert groups([text, text], kind=["spam", "article"]) == [None, None]
    assert groups(["短讯一则。", "短讯一则。"]) == [None, None]


@pytest.mark.parametrize("n", [0, 1])
def test_none_or_one(n: int) -> None:
    found = find_duplicates(frame_of([EVENT[0]] * n))
    assert len(found) == n
    assert found["duplicate_group"].isna().all()


def test_long_texts_are_aligned_in_linear_time() -> None:
    rng = random.Random(4)
    text = "".join(rng.choices(SYLLABLES, k=300_000))
    copy = edited(text[:150_000] + text[170_000:], 0.05, rng)
    assert is_copy(text, copy)
    assert not is_copy(text, "".join(rng.choices(SYLLABLES, k=300_000)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_texts_are_folded_one_by_one(texts: list[str]) -> None:
    folded = fold_texts(texts)
    assert folded.lengths.tolist() == [len(fold_texts([t]).codes) for t in texts]
    pairs = candidate_pairs(folded)
    assert (pairs.first < pairs.second).all()
    find_duplicates(frame_of(texts))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_alignment_is_symmetric_and_bounded(one: str, other: str) -> None:
    found = align(one, other)
    assert 0 <= found.identity <= 1
    assert 0 <= found.changed <= 1
    assert found.solid <= found.identity
    assert is_copy(one, one)


# Clusters -----------------------------------------------------------------------------------------


def corpus(**columns: object) -> pd.DataFrame:
    base = {
        "doc_id": list("abcdef"),
        "kind": "article",
        "source": ["p1", "p1", "p2", "p2", "t", "t"],
        "is_row": [False] * 4 + [True] * 2,
        "date": pd.NaT,
        "duplicate_group": None,
        "is_canonical": True,
    }
    return pd.DataFrame({**base, **columns})


def test_articles_of_a_page_hang_together_and_rows_do_not() -> None:
    assert clusters(corpus()).to_dict() == dict(zip("abcdef", "aaccef"))


def test_page_and_date_make_the_cluster() -> None:
    dates = pd.to_datetime(["2020-01-01", "2020-01-02", None, None, None, None])
    assert clusters(corpus(date=dates)).tolist() == list("abccef")


def test_reprints_join_pages() -> None:
    frame = corpus(duplicate_group=[None, "b", "b", None, "b", None])
    assert clusters(frame).tolist() == list("aaaaaf")


def test_story_counts_each_once() -> None:
    frame = corpus(
        duplicate_group=[None, "b", "b", None, "b", None],
        is_canonical=[True, True, False, True, False, True],
    )
    assert clusters(frame, estimand="story").to_dict() == dict(zip("abdf", "aadf"))


def test_spam_is_in_no_cluster() -> None:
    kinds = ["article", "spam", "header", "caption", "boilerplate", "editor_note"]
    assert clusters(corpus(kind=kinds)).index.tolist() == list("adf")
    assert analysed(corpus(kind=kinds))["doc_id"].tolist() == list("adf")


def test_unknown_estimand() -> None:
    with pytest.raises(UsageError, match="`estimand` must be one of exposure, story; got 'x'"):
        clusters(corpus(), estimand="x")


def test_no_articles_no_clusters() -> None:
    assert len(clusters(corpus().iloc[:0])) == 0


# Real text ----------------------------------------------------------------------------------------


def test_real_pages_hold_one_reprint(shared_data: Path) -> None:
    pages = sorted((shared_data / "pages").glob("*.txt"))
    found = find_duplicates(read_corpus(pages))
    copies = found[found["duplicate_group"].notna()]
    assert copies["page"].str[:3].tolist() == ["002", "002"]
    assert copies["duplicate_group"].nunique() == 1


def test_news_copies_are_found_among_bulletins(shared_data: Path) -> None:
    news = read_corpus(shared_data / "news" / "broadcast_2020.jsonl.gz")
    news = news[news["text"].str.len() >= 60].reset_index(drop=True)
    rng = random.Random(1)
    chosen = rng.sample(range(len(news)), 200)
    copies = news.iloc[chosen].assign(
        doc_id=[f"copy{i}" for i in range(200)],
        text=[edited(news["text"][i], 0.05, rng) for i in chosen],
    )
    both = find_duplicates(pd.concat([news, copies], ignore_index=True))
    group = both.set_index("doc_id")["duplicate_group"]
    of_copies = group[[f"copy{i}" for i in range(200)]].fillna("none").to_numpy()
    found = of_copies == group[news["doc_id"][chosen]].to_numpy()
    assert found.sum() >= 0.97 * 200
    natural = both["duplicate_group"].iloc[: len(news)].dropna()
    strangers = natural[~natural.isin(of_copies)]
    assert len(strangers) <= 0.02 * len(news)


_CEREMONY = (
    "聊城市第{n}届水城文化节{word}式{day}日晚在东昌湖广场举行。全市各界群众和外地游客共同观看{word}式。"
    "{word}式由市文化和旅游局承办，公交线路延时至当晚十点，市民可在沿湖各入口凭预约码入场。"
)
_REPORT = (
    "聊城市卫生健康委今天{day}通报，昨日全市接种流感疫苗的居民较前一日有所增加，各接种点秩序良好。"
    "市民可就近到社区卫生服务中心预约，老年人和儿童优先。"
)


@pytest.mark.parametrize(
    ("first", "second", "days_apart"),
    [
        (  # one word for another, each time
            _CEREMONY.format(n="二十", word="开幕", day=3),
            _CEREMONY.format(n="二十", word="闭幕", day=9),
            6,
        ),
        (  # another day of its own
            _REPORT.format(day="3月5日"),
            _REPORT.format(day="3月6日"),
            1,
        ),
        (  # another year's, told in the same words
            _CEREMONY.format(n="二十", word="开幕", day=3),
            _CEREMONY.format(n="二十一", word="开幕", day=3),
            365,
        ),
    ],
)
def test_what_fills_one_form_on_another_day_is_no_copy(
    first: str, second: str, days_apart: int
) -> None:
    one, other = (str(fold_texts([text])[0]) for text in (first, second))
    assert not is_copy(one, other, days_apart=days_apart)
    # A word that an editor changed once, or what stands unchanged a year later, is.
    assert is_copy(one, one.replace("市民", "居民", 1), days_apart=1)
    assert is_copy(one, one, days_apart=365)
