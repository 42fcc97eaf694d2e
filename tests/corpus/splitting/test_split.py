"""What an editor would notice in the items of a page."""

import datetime

import pytest

from cityanalysis.corpus.page import Page
from cityanalysis.corpus.splitting.split import split_page

BODY = (
    "近日，城东区一家轴承厂的车间里，新装的机械臂把毛坯送上机床，工人只需在屏幕前核对尺寸。"
    "厂长说，换上新设备以后，每班少用了四个人，废品率也降了一半。"
)
MORE = "眼下，周边的几家小厂也来打听，想把自己的老机床一并换掉，银行为此开了专门的贷款。"
OTHER = (
    "社区食堂开张的头一天，来吃饭的老人排到了门外。红烧肉、蒸南瓜、小米粥，一顿八块钱。"
    "食堂由街道出房子，饭店出厨师，亏损的部分由慈善总会补上。"
)


def page(*lines: str, between: str = "\n\n") -> Page:
    return Page("page", between.join(lines))


@pytest.mark.parametrize(
    ("byline", "reporters", "correspondents"),
    [
        ("□本报记者 孙立 高原 本报通讯员 朱明 楚楠", ("孙立", "高原"), ("朱明", "楚楠")),
        ("□ 记者 孙立 通讯员 朱明 报道", ("孙立",), ("朱明",)),
        ("■ 本报记者 孙立", ("孙立",), ()),
        ("本报见习记者 孙立 高原", ("孙立", "高原"), ()),
        ("□本报记者 **孙立** **高原**", ("孙立", "高原"), ()),
        ("□ 孙立 高原", ("孙立", "高原"), ()),
        ("作者：孙立", ("孙立",), ()),
    ],
)
def test_forms_of_bylines(
    byline: str, reporters: tuple[str, ...], correspondents: tuple[str, ...]
) -> None:
    (article,) = split_page(page("老厂换上机械臂", byline, BODY, MORE))
    assert article.title == "老厂换上机械臂"
    assert article.byline == reporters
    assert article.correspondents == correspondents
    assert article.text == f"{BODY}\n{MORE}"


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("本报聊城讯 ", "聊城"),
        ("本报济宁12月28日讯 ", "济宁"),
        ("新华社济南1月5日电 ", "济南"),
        ("本报讯 ", None),
    ],
)
def test_datelines_are_fields_and_not_text(opening: str, place: str | None) -> None:
    (article,) = split_page(page("老厂换上机械臂", "□记者 孙立 报道", opening + BODY, MORE))
    assert article.dateline == place
    assert article.text.startswith("近日，城东区")


@pytest.mark.parametrize(
    ("opening", "filed_by"),
    [("新华社济南9月1日电 ", "新华社"), ("本报聊城讯 ", "本报"), ("本报讯 ", None)],
)
def test_a_dateline_with_a_place_says_who_filed_it(opening: str, filed_by: str | None) -> None:
    (article,) = split_page(page("老厂换上机械臂", "□记者 孙立 报道", opening + BODY, MORE))
    assert article.filed_by == filed_by


def test_byline_inside_the_dateline() -> None:
    first = "本报讯（记者 孙立 通讯员 朱明）" + BODY
    (article,) = split_page(page("老厂换上机械臂", first, MORE))
    assert (article.byline, article.correspondents) == (("孙立",), ("朱明",))


def test_head_byline_and_body_on_one_line() -> None:
    line = f"老厂换上机械臂 □ 记者 孙立 报道 本报聊城讯 {BODY}"
    article = split_page(page(line, MORE))[0]
    assert article.title == "老厂换上机械臂"
    assert article.byline == ("孙立",)
    assert article.dateline == "聊城"


def test_bracket_titles_and_source_tags() -> None:
    posts = split_page(
        page(
            f"【老厂换上机械臂】{BODY}", f"{MORE}(来源:新河报)", f"【食堂开张】{OTHER}(来源:新河报)"
        )
    )
    assert [post.title for post in posts] == ["【老厂换上机械臂】", "【食堂开张】"]
    assert [post.source_tag for post in posts] == ["新河报", "新河报"]
    assert posts[0].text == f"{BODY}\n{MORE}"


def test_an_interrupted_article_is_whole_again() -> None:
    cut = BODY.index("工人只需") + 3
    items = split_page(
        page(
            "老厂换上机械臂",
            "□记者 孙立 报道",
            MORE,
            BODY[:cut],
            "社区食堂开张",
            "□记者 高原 报道",
            OTHER,
            BODY[cut:],
        )
    )
    assert [item.title for item in items] == ["老厂换上机械臂", "社区食堂开张"]
    assert items[0].text == f"{MORE}\n{BODY}"
    assert items[1].text == OTHER
    assert len(items[0].spans) == 2


def test_sentences_broken_over_blank_lines_are_joined() -> None:
    cut = BODY.index("机械臂") + 2
    (article,) = split_page(page("老厂换上新设备", "□记者 孙立", BODY[:cut], BODY[cut:], MORE))
    assert article.text == f"{BODY}\n{MORE}"


def test_columns_of_short_lines_are_unwrapped() -> None:
    text = "　　" + BODY
    lines = [text[k : k + 18] for k in range(0, len(text), 18)]
    again = "　　" + MORE
    lines += [again[k : k + 18] for k in range(0, len(again), 18)]
    (article,) = split_page(Page("p", "老厂换上机械臂\n□记者 孙立\n" + "\n".join(lines)))
    assert article.text == f"{BODY}\n{MORE}"


def test_stray_spaces_and_half_width_marks() -> None:
    body = BODY.replace("机械臂", "机 械臂").replace("，", ",").replace("。", "。")
    (article,) = split_page(page("老厂换上新设备", "□记者 孙立", body, MORE))
    assert article.text == f"{BODY}\n{MORE}"


def test_a_repeated_fragment_counts_once_in_the_text() -> None:
    quote = "每班少用了四个人，废品率也降了一半"
    (article,) = split_page(page("老厂换上机械臂", "□记者 孙立", BODY, quote, MORE))
    assert article.text.count("每班少用了四个人") == 1


def test_spam_is_kept_and_marked() -> None:
    feed = [
        "• 姐妹们这个面膜真的好用，链接放评论区了",
        "• 出一张周末演唱会门票，原价转",
        "• 抽奖啦，关注我送口红一支😂",
    ]
    items = split_page(
        page(f"【食堂开张】{OTHER}(来源:新河报)", "👍 0 举报 写留言", "热门推荐", *feed)
    )
    assert [item.kind for item in items] == ["article", "spam"]
    assert items[0].text == OTHER
    assert all(line[2:8] in items[1].text for line in feed)


def test_notes_captions_labels_and_promotions_are_items_of_their_own() -> None:
    items = split_page(
        page(
            "市县新观察",
            "■ 编者按 老厂怎样换新颜？今天起，本报推出一组报道，请看各地怎么做。",
            "老厂换上机械臂",
            "□记者 孙立 报道",
            BODY,
            "图为工人在核对尺寸。（孙立 摄）",
            MORE,
            "更多详细报道见新河报客户端",
        )
    )
    kinds = {item.kind for item in items}
    assert {"editor_note", "article", "caption", "boilerplate"} <= kinds
    (article,) = (item for item in items if item.kind == "article")
    assert article.text == f"{BODY}\n{MORE}"


def test_a_report_stays_one_article() -> None:
    sections = []
    for number in "一二三四五六七八":
        sections += [f"{number}、扎实做好第{number}项工作", *([BODY, MORE, OTHER] * 40)]
    text = "\n\n".join(
        ["2019年某市政府工作报告", "各位代表：", "现在，我代表市人民政府报告工作。", *sections]
    )
    assert len(text) > 50_000
    articles = [item for item in split_page(Page("report", text)) if item.kind == "article"]
    assert len(articles) == 1
    assert len(articles[0].spans) == 1


def test_text_without_any_head_stays_one_article() -> None:
    items = split_page(page(BODY, MORE, BODY.replace("城东", "城西"), MORE[:-1] + "了。"))
    assert len(items) == 1
    assert items[0].title is None


def test_dates_are_printed_or_of_the_page() -> None:
    day = datetime.date(2021, 1, 2)
    lines = ["老厂换上机械臂", "□记者 孙立", "本报聊城12月31日讯 " + BODY, MORE]
    dated = Page("p", "\n\n".join(lines), date=day)
    assert split_page(dated)[0].date == datetime.date(2020, 12, 31)
    plain = Page("p", "\n\n".join([*lines[:2], BODY, MORE]), date=day)
    assert split_page(plain)[0].date == day


def test_a_row_of_a_table_is_never_split() -> None:
    row = Page("t", f"【甲】\n{BODY}\n\n□记者 孙立\n\n【乙】\n{OTHER}", title="行", is_article=True)
    (article,) = split_page(row)
    assert (article.kind, article.title) == ("article", "行")
    assert BODY in article.text and OTHER in article.text
