"""A text that goes on in mid-sentence shows it by how it begins, and finds what it goes on."""

import pytest

from cityanalysis.corpus import Page, articles_of
from cityanalysis.corpus.splitting.tails import tail_odds

LEAD = (
    "本报讯（记者 王海）　港口集团今年新开了四条内河航线，货船从城北码头出发，两天就能到达下游。"
    "集团调度中心把每条船的位置都放在一张图上，"
)
OTHER = (
    "社区食堂昨天开张\n\n本报讯（记者 李云）　城东社区的食堂昨天开张，老人凭卡八折，"
    "一荤两素十二块钱。食堂请来了退休的厨师，菜单每周换一次。"
)


@pytest.mark.parametrize(
    ("tail", "beginning"),
    [
        (
            "张。讲解员身后的风琴还能响，点一首要五块钱。",
            "张店区的讲解员昨天上岗，点一首要五块钱。",
        ),
        ("的隔音间里，屏幕上是三位考官。", "记者在隔音间里看到，屏幕上是三位考官。"),
    ],
)
def test_a_rest_of_a_sentence_begins_otherwise_than_a_paragraph(tail: str, beginning: str) -> None:
    assert tail_odds().of(tail) > 1 > tail_odds().of(beginning)


@pytest.mark.parametrize(
    ("front", "tail"),
    [
        ("船长看一眼手机，就知道前面的船闸要等3", "6分钟还是两个钟头，不必像从前那样靠对讲机问。"),
        ("船长看一眼手机，就知道前面的船闸要等多少", "条船，不必像从前那样靠对讲机问。"),
        ("船长看一眼手机，就知道前面的水", "位。不必像从前那样靠对讲机问，也不用半夜起来量。"),
    ],
)
def test_the_rest_of_a_sentence_is_found_behind_another_article(front: str, tail: str) -> None:
    text = f"四条航线从城北码头出发\n\n{LEAD}{front}\n\n{OTHER}\n\n{tail}\n"
    first, second = articles_of(Page("a.txt", text))
    assert front + tail in first.text
    assert second.text.endswith("菜单每周换一次。")
