"""Where labelled pieces begin an article, whatever a label alone would say."""

from cityanalysis.corpus.splitting.items import Item, gather_items
from cityanalysis.corpus.splitting.paragraphs import read_paragraphs
from cityanalysis.corpus.splitting.pieces import read_pieces

HEAD = "老厂换上机械臂"
BODY = "城东区一家轴承厂的车间里，新装的机械臂把毛坯送上机床，工人只需核对尺寸。" * 4
MORE = "周边的几家小厂也来打听，想把自己的老机床一并换掉。"


def gather(labels: str, *lines: str) -> list[Item]:
    pieces = read_pieces(read_paragraphs("\n\n".join(lines)))
    assert len(pieces) == len(labels)
    return gather_items(pieces, labels)


def test_a_dateline_in_the_body_begins_an_article() -> None:
    one, other = gather("HBBBB", HEAD, BODY, MORE, "本报聊城讯 " + BODY, MORE)
    assert (len(one.body), len(other.body)) == (2, 2)


def test_a_subhead_before_a_dateline_is_a_head() -> None:
    _, other = gather("HBBSB", HEAD, BODY, MORE, "社区食堂开张", "本报聊城讯 " + BODY)
    assert [piece.text for piece in other.heads] == ["社区食堂开张"]


def test_an_opening_byline_begins_an_article_and_a_signature_does_not() -> None:
    assert len(gather("HBBYB", HEAD, BODY, MORE, "□ 记者 孙立 报道", BODY)) == 2
    (article,) = gather("HBBYB", HEAD, BODY, MORE, "（记者 孙立）", BODY)
    assert len(article.body) == 3


def test_after_a_signature_the_article_is_at_its_end() -> None:
    (article,) = gather("HBBZ", HEAD, BODY, MORE, "（孙立）")
    assert [piece.text for piece in article.ends] == [MORE]


def test_a_summary_between_head_and_byline_belongs_to_them() -> None:
    (article,) = gather("HBYB", HEAD, MORE, "□ 记者 孙立 报道", BODY)
    assert len(article.body) == 2


def test_a_sentence_or_a_subhead_is_no_caption() -> None:
    lines = (HEAD, BODY, "小厂也来打听老机床", MORE, "银行为此开了专门的贷款。")
    (article,) = gather("HBCBC", *lines)
    assert [piece.text for piece in article.subheads] == ["小厂也来打听老机床"]
    assert len(article.body) == 4


def test_a_page_of_spam_alone_without_its_marks_is_an_article() -> None:
    (article,) = gather("XX", HEAD, MORE)
    assert (article.kind, len(article.heads), len(article.body)) == ("article", 1, 1)
    (feed,) = gather("XX", "热门推荐", MORE)
    assert feed.kind == "spam"


def test_a_numbered_line_below_a_headline_is_the_first_subhead() -> None:
    (article,) = gather("Hhb", "关于老厂改造的通知", "一、改造范围", BODY)
    assert [piece.text for piece in article.heads] == ["关于老厂改造的通知"]
    assert [piece.text for piece in article.subheads] == ["一、改造范围"]


def test_a_promotion_at_the_end_is_no_body() -> None:
    article, promotion = gather("HBB", HEAD, BODY, "更多详细报道见大众日报客户端聊城频道")
    assert (len(article.body), promotion.kind) == (1, "boilerplate")
