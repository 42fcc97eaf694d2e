"""Inputs after another blind set: mends of its kinds, each with a twin that only looks alike."""

import csv
import io
import json
from typing import Any

from tests.corpus.reading.own_office import book
from tests.corpus.reading.own_rows import ALL, CITIES, DATES, NAMES, ROWS, TEXTS, TITLES, table

__all__ = ["SEVENTH"]

_MORE = "改造由市里和各区一起出资，工程在年底前全部完成，来看海的游客比去年多了一半。"
_ONE: dict[str, Any] = {"n": 1, "titles": TITLES[:1], "dates": DATES[:1], "cities": CITIES[:1]}


def _returns(inner: str) -> bytes:
    """Rows that end at a carriage return, as a spreadsheet on a Mac writes them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r")
    writer.writerow(NAMES)
    writer.writerows([*row[:3], f"{row[3]}{inner}{_MORE}"] for row in ROWS)
    return out.getvalue().encode()


_VARIABLES = [["变量", "含义", "取值"], ["Q2", "城市", "文本"], ["Q9", "开放题", "文本"]]
_ANSWERS = [["ID", "Q2_城市", "Q9_意见"], *([i, city + "市", x] for i, (city, x) in enumerate(zip(CITIES, TEXTS)))]  # fmt: skip
_FROM = [(d, f"用户{i}", "发布于 北京", x) for i, (_, _, d, x) in enumerate(ROWS)]
_MAIL = (
    "发件人: 小林 <lin@example.com>\n发送时间: 2022年6月8日 10:12\n收件人: 编辑部\n"
    f"主题: {TITLES[0]}\n\n{TEXTS[0]}\n{_MORE}\n\n-----原始邮件-----\n发件人: 编辑部\n主题: 约稿\n\n盼复。\n"
)
_MINUTES = f"主题: {TITLES[0]}\n\n{TEXTS[0]}\n{_MORE}\n"
_LAW = (
    "威海市海岸带保护办法\n威海市人民政府令第65号　发布日期：2022.06.08　施行日期：2022.08.01　法宝引证码：CLI.11.12\n"
    f"第一条　{TEXTS[0]}\n第二条　{_MORE}\n原文链接：https://www.example.com/1.html\n"
)
_LABELLED = (
    f"【标题】{TITLES[0]}\n【日期】2022-06-08\n【正文】{TEXTS[0]}\n"
    "© 某某数据库 原文链接：https://www.example.com/1.html\n"
)
_LETTERS = (
    "<html><head><meta charset='utf-8'><title>{0}</title></head><body><h1>{0}<em>已回复</em></h1>"
    "<div><span>留言ID：1655001</span><span>2022-06-08 09:12</span></div><p>{1}</p>"
    "<div class='reply'><p>网友您好，路灯已经修好，感谢您的关注与支持！</p><p>2023年12月20日</p></div></body></html>"
)
_BULLETIN = (
    f"某某市调研内参　第3期\n\n　　{TITLES[0]}今年全部完成\n　　2022年6月8日\n{TEXTS[0]}\n{_MORE}\n"
)

SEVENTH: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("returns_and_feeds.csv", "csv", _returns("\r\n"), ALL | {"text_has": [_MORE]}),
    ("returns_and_blank_lines.csv", "csv", _returns("\n\n　　"), ALL | {"text_has": [_MORE]}),
    ("return_in_a_cell.csv", "csv", table(rows=[(n, t, d, f"{x}\r{_MORE}") for n, t, d, x in ROWS]).encode(), ALL),
    ("variables_sheet.xlsx", "excel", book({"编码说明": _VARIABLES, "数据": _ANSWERS}), {"n": 3, "cities": CITIES}),
    ("notes_are_a_column.xlsx", "excel", book({"数据": [("标题", "日期", "说明"), *[row[1:] for row in ROWS]]}), ALL),
    ("sent_from.csv", "csv", table(("created_at", "screen_name", "region_name", "longText"), _FROM).encode("gb18030"),
     {"n": 3, "dates": DATES, "cities": CITIES}),
    ("region_is_of_the_text.csv", "csv",
     table(("region_name", "date", "text"), [(c, d, _MORE) for c, d in zip(CITIES, DATES)]).encode(),
     {"n": 3, "dates": DATES, "cities": CITIES}),
    ("copied_mail.txt", "mail", _MAIL.encode("gb18030"), _ONE | {"text_lacks": ["盼复", "收件人"]}),
    ("subject_only.txt", "documents", _MINUTES.encode(), {"n": 1, "cities": CITIES[:1], "text_has": [_MORE]}),
    ("labels_side_by_side.txt", "documents", _LAW.encode(),
     _ONE | {"titles": ["威海市海岸带保护办法"], "text_lacks": ["引证码", "原文链接"]}),
    ("foot_of_records.txt", "documents", _LABELLED.encode(), _ONE | {"text_lacks": ["数据库", "原文链接"]}),
    ("number_beside_day.html", "web", _LETTERS.format("路灯不亮", TEXTS[0]).encode(), {"n": 1, "dates": DATES[:1], "cities": CITIES[:1]}),
    ("bulletin.txt", "documents", _BULLETIN.encode(), _ONE | {"titles": [f"{TITLES[0]}今年全部完成"]}),
    ("section_and_day.txt", "documents", f"要闻\n2022年6月8日\n{TEXTS[0]}\n{_MORE}\n".encode(), _ONE | {"titles": [None]}),
    ("headline_on_news.txt", "documents", f"灯塔新闻发布\n2022年6月8日\n{TEXTS[0]}\n{_MORE}\n".encode(), _ONE | {"titles": ["灯塔新闻发布"]}),
    ("digits_of_one_number.json", "json",
     json.dumps([{"title": t, "date": d, "content": f"编号20{i}22。{x}"} for i, (_, t, d, x) in enumerate(ROWS)], ensure_ascii=False).encode(),
     ALL | {"text_has": ["编号20022"]}),
]  # fmt: skip
