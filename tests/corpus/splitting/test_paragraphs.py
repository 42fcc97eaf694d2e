"""Lines of a column become paragraphs again, and only those."""

from cityanalysis.corpus.splitting.paragraphs import read_paragraphs

FIRST = (
    "城东区一家轴承厂的车间里，新装的机械臂把毛坯送上机床，"
    "工人只需要在屏幕前面核对尺寸，废品率减半。"
)
SECOND = (
    "周边的几家小厂也来打听，想把自己的老机床一并换掉，"
    "银行为此开了专门的低息贷款，到年底已经放出去三千万。"
)
WIDTH = 17


def wrap(text: str) -> list[str]:
    text = "　　" + text
    return [text[k : k + WIDTH] for k in range(0, len(text), WIDTH)]


def test_a_head_and_a_byline_between_paragraphs_stay_by_themselves() -> None:
    head, byline = "社区食堂开张老人排到了门外头", "记者孙立 通讯员朱明 报道"
    lines = [*wrap(FIRST), head, byline, *wrap(SECOND)]
    found = [line.text for line in read_paragraphs("\n".join(lines))]
    assert found == [FIRST, head, byline, SECOND]


def test_a_line_wider_than_the_column_does_not_go_on() -> None:
    wide = "这一行比栏宽出许多，因此不会是上一段里折下来的那一行。"
    found = [line.text for line in read_paragraphs("\n".join([*wrap(FIRST), wide, *wrap(SECOND)]))]
    assert found == [FIRST, wide, SECOND]
