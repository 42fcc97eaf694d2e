"""A third set of hard inputs: what hotlines, crawlers, monitors and data bases give out."""

import json
from typing import Any

from tests.corpus.reading.own_further import Made, dated
from tests.corpus.reading.own_office import book, p, word
from tests.corpus.reading.own_rows import ALL, CITIES, DATES, NAMES, ROWS, TEXTS, TITLES, table

__all__ = ["EXPORTS"]

UNTITLED: dict[str, Any] = {"n": 3, "dates": DATES, "cities": CITIES}
EPOCHS = ["1654648200", "1658190600", "1661214600"]
REPLY = (
    "接单后我单位立即安排工作人员到现场查看，已与来电人取得联系并说明情况，来电人表示理解和满意。"
)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _boxed(rule: str, corner: str, edge: str) -> str:
    """A table as the clients of MySQL and PostgreSQL print it."""
    lines = [f" {' | '.join(row)} " for row in (NAMES, *ROWS)]
    lines = [f"{edge}{line}{edge}" for line in lines]
    ruler = corner + rule * 6 + ("+" + rule * 12) * 3 + corner
    return "\n".join([lines[0], ruler, *lines[1:]]) + "\n"


def _columns() -> list[Made]:
    hotline_names = ("工单编号", "来电时间", "诉求人", "联系电话", "诉求区域", "一级分类", "诉求标题",
                     "诉求内容", "承办单位", "办理结果", "办结时间", "满意度")  # fmt: skip
    hotline = [
        (f"GD2022{n}", d + " 08:30:12", "张**", "138****0000", "高新区", "文旅", t, x, "某某局", REPLY * 2,
         "2022-09-30 10:00:00", "满意")
        for n, t, d, x in ROWS
    ]  # fmt: skip
    zhihu_names = ("question_id", "question_title", "answer_id", "author_name", "content", "voteup_count",
                   "comment_count", "created_time", "updated_time")  # fmt: skip
    zhihu = [
        ("55" + n, t, "99" + n, "路人" + n, f"<p>谢邀。</p><p>{x}</p><figure><img src='a.jpg'/></figure>", n, "3",
         c, "1690000000")
        for (n, t, _, x), c in zip(ROWS, EPOCHS)
    ]  # fmt: skip
    collector_names = ("采集时间", "页面网址", "标题", "标题链接", "发布时间", "作者", "正文")
    collector = [
        ("2023-02-01 12:00:05", "http://e.cn/l", t, "http://e.cn/" + n, d, "张某", x)
        for n, t, d, x in ROWS
    ]
    english_names = (
        "News_ID",
        "Crawl_Date",
        "Publish_Date",
        "Media_Outlet",
        "Headline",
        "Article_Body",
    )
    english = [(n, "2023/1/1", d, "某某日报", t, x) for n, t, d, x in ROWS]
    blanks = '\ufeff" 编 号 "," 标　题 ","发布 时间","正　文"\r\n' + table((), end="\r\n")
    grouped = "基本信息,,内容信息,\n" + table()
    indexed = "".join(f"{i},{d},{CITIES[i]},{t},{x}\n" for i, (_, t, d, x) in enumerate(ROWS))
    posts_names = ("贴吧", "楼层", "发帖人", "发帖时间", "帖子标题", "回帖内容")
    posts = [("某某吧", "1", "路人", d + " 08:30", t, x) for _, t, d, x in ROWS]
    return [
        ("hotline.csv", "columns", table(hotline_names, hotline).encode("gbk"), ALL | {"text_lacks": ["接单后"]}),
        ("answers.tsv", "columns", table(zhihu_names, zhihu, sep="\t").encode(), ALL | {"text_lacks": ["<p>"]}),
        ("collector.csv", "columns", table(collector_names, collector).encode("utf-8-sig"), ALL),
        ("english_names.csv", "columns", table(english_names, english).encode(), ALL),
        ("blanks_in_names.csv", "columns", blanks.encode(), ALL),
        ("grouped_header.csv", "columns", grouped.encode("gbk"), ALL),
        ("indexed_no_header.csv", "columns", indexed.encode(), ALL),
        ("forum_posts.csv", "columns", table(posts_names, posts).encode(), ALL),
    ]  # fmt: skip


def _shapes() -> list[Made]:
    broken = [(n, t, d, x.replace("，", "，\n", 1)) for n, t, d, x in ROWS]
    quoted = "".join(
        f'{n},{t},{d},"他说："很好"，{x}"\n' if i else f"{n},{t},{d},{x}\n"
        for i, (n, t, d, x) in enumerate(ROWS)
    )
    hive = "".join(chr(1).join((n, t, d, r"\N", x)) + "\n" for n, t, d, x in ROWS)
    inner = "\r\n".join("\t".join((n, t, d, f'"{x}\n第二段。"')) for n, t, d, x in ROWS)
    footer = table(sep=";") + "共 3 条记录，导出时间：2022-09-01 10:00\n"
    again = "".join(table(rows=[row]) for row in ROWS)
    totals = table(rows=[*ROWS, ("合计", "3", "", ""), ("制表人：张某", "审核人：李某", "", "")])
    return [
        ("broken_lines.csv", "shape", table(rows=broken).encode(), ALL),
        ("quotes_in_quotes.csv", "shape", (table(rows=[]) + quoted).encode(), ALL),
        ("hive.txt", "shape", hive.encode(), ALL),
        ("unicode_text.txt", "shape", ("\t".join(NAMES) + "\r\n" + inner).encode("utf-16"),
         ALL | {"text_has": ["第二段"]}),
        ("semicolons_footer.csv", "shape", footer.encode("gbk"), ALL),
        ("header_each_time.csv", "shape", again.encode(), ALL),
        ("totals.csv", "shape", totals.encode("gb18030"), ALL),
        ("psql.txt", "shape", (_boxed("-", "", "") + "(3 rows)\n").encode(), ALL),
        ("mysql.txt", "shape",
         ("+------+------------+------------+------------+\n" + _boxed("-", "+", "|")
          + "+------+------------+------------+------------+\n3 rows in set (0.00 sec)\n").encode(), ALL),
    ]  # fmt: skip


def _dates() -> list[Made]:
    forms = {
        "utc": ["2022-06-08T00:30:00.000Z", "2022-07-19T01:00:00.000Z", "2022-08-23T00:00:00.000Z"],
        "hours_in_words": ["2022年6月8日上午8时30分", "2022年7月19日下午3点", "2022年8月23日晚上9时"],
        "short_slashes": ["22/6/8 8:30", "22/7/19 9:00", "22/8/23 12:00"],
        "english_long": ["Wednesday, June 8, 2022", "Tuesday, July 19, 2022", "Tuesday, August 23, 2022"],
        "compact": ["20220608T083000", "20220719T090000", "20220823T120000"],
        "spaced": ["2022 年 6 月 8 日", "2022 年 7 月 19 日", "2022 年 8 月 23 日"],
        "serials": ["44720.354166667", "44761.375", "44796.5"],
        "each_another": ["2022-06-08", "2022年7月19日 09:00", "1661214600"],
        "until": ["2022.06.08—06.10", "2022.07.19—07.21", "2022.08.23—09.01"],
        "dots_time": ["2022.6.8 08:30 来自 某某手机", "2022.7.19 09:00 来自 网页版", "2022.8.23 12:00 来自 客户端"],
    }  # fmt: skip
    return dated(forms)


def _json() -> list[Made]:
    said = ("Wed Jun 08 08:30:00 +0800 2022", "Tue Jul 19 09:00:00 +0800 2022", "Tue Aug 23 08:00:00 +0800 2022")  # fmt: skip
    statuses = [
        {"created_at": c, "id": int(n), "mid": n, "text": x, "source": "<a>某某手机</a>",
         "user": {"id": 1, "screen_name": "某某发布", "description": "某市官方帐号，发布权威信息，回应社会关切。"}}
        for (n, _, _, x), c in zip(ROWS, said)
    ]  # fmt: skip
    answers = [
        {"type": "answer", "id": n, "question": {"id": 3, "title": t}, "author": {"name": "路人"},
         "content": f"<p>{x}</p>", "created_time": int(c)}
        for (n, t, _, x), c in zip(ROWS, EPOCHS)
    ]  # fmt: skip
    dump = [
        {"_id": {"$oid": "5f" + n * 22}, "title": t, "pubTime": {"$date": {"$numberLong": c + "000"}}, "body": x}
        for (n, t, _, x), c in zip(ROWS, EPOCHS)
    ]  # fmt: skip
    spider = [{"title": [t], "date": [d], "content": x.split("，")} for _, t, d, x in ROWS]
    by_address = {f"http://e.cn/{n}.html": {"title": t, "time": d, "article": x} for n, t, d, x in ROWS}  # fmt: skip
    plain = [{"title": t, "date": d, "content": x} for _, t, d, x in ROWS]
    joined = "".join(json.dumps(one, ensure_ascii=False, indent=2) for one in plain)
    numbers = json.dumps(
        {"code": 0, "data": {"items": [r | {"score": float("nan")} for r in plain]}}
    )
    return [
        ("statuses.json", "json", _dumped({"statuses": statuses, "total": 3}).encode(), UNTITLED),
        ("answers.json", "json", _dumped({"paging": {"is_end": True}, "data": answers}).encode(), ALL),
        ("dump.jsonl", "json", "\n".join(map(_dumped, dump)).encode(), ALL),
        ("spider.json", "json", _dumped(spider).encode(), ALL),
        ("by_address.json", "json", _dumped(by_address).encode(), ALL),
        ("objects_joined.json", "json", joined.encode(), ALL),
        ("not_a_number.json", "json", numbers.encode("utf-8-sig"), ALL),
    ]  # fmt: skip


def _office() -> list[Made]:
    monitor = [["监测主题：城市形象"], ["时间范围：2022-06-01至2022-08-31"], [],
               ["序号", "标题", "摘要", "正文", "发布时间", "媒体名称", "情感属性", "URL"]]  # fmt: skip
    monitor += [[i, t, x[:12] + "…", x, d.replace("-", "/") + " 8:30", "某某网", "正面", "http://e.cn"]
                for i, (_, t, d, x) in enumerate(ROWS, start=1)]  # fmt: skip
    fields = [["字段1", "字段1_链接", "字段2", "字段3"]]
    fields += [[t, "http://e.cn/" + n, d, x] for n, t, d, x in ROWS]
    serial = [[*NAMES], *([n, t, s, x] for (n, t, _, x), s in zip(ROWS, (44720, 44761, 44796)))]
    two_rows = [["编号", "内容", None, "日期"], [None, "标题", "正文", None]]
    two_rows += [[n, t, x, d] for n, t, d, x in ROWS]

    def merge_two(made: Any) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:D2"):
            made.worksheets[0].merge_cells(cells)

    wrong = [*ROWS[:2], ("9", "坏行", "2022-08-23", "#NAME?")]
    styled = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>{0}</w:t></w:r></w:p>"
    digest = "".join(
        styled.format(t) + p(f"（某某日报 {d}）") + p(x) + p(TEXTS[0][6:] * 2)
        for _, t, d, x in ROWS
    )
    return [
        ("monitor.xlsx", "excel", book({"列表": monitor, "统计": [["正面", 3], ["负面", 0]]}), ALL),
        ("unnamed_fields.xlsx", "excel", book({"Sheet1": fields}), ALL),
        ("serial_numbers.xlsx", "excel", book({"Sheet1": serial}), ALL),
        ("header_of_two_rows.xlsx", "excel", book({"Sheet1": two_rows}, merge_two), ALL),
        ("gbk_text.xls", "excel", table().encode("gbk"), ALL),
        ("errors_in_cells.tsv", "cells", table(rows=wrong, sep="\t").encode(),
         {"n": 2, "titles": TITLES[:2], "dates": DATES[:2]}),
        ("digest.docx", "word", word(digest), {"n": 3, "titles": TITLES, "dates": DATES}),
    ]  # fmt: skip


_RULING = f"""威海市人民政府办公室关于印发老灯塔保护利用办法的通知

制定机关：威海市人民政府
发文字号：威政办发〔2022〕12号
公布日期：2022.06.08
施行日期：2022.07.01
时效性：现行有效
效力位阶：地方规范性文件
法规类别：文物保护

威海市人民政府办公室关于印发老灯塔保护利用办法的通知
（威政办发〔2022〕12号）

各区市人民政府，市政府各部门、单位：

《威海市老灯塔保护利用办法》已经市政府同意，现印发给你们，请认真组织实施。

第一条　为加强老灯塔的保护，{TEXTS[0]}
第二条　老灯塔的修缮应当保留石砌塔身和旧灯具，经费列入年度预算，由文物部门会同港航部门组织实施。

威海市人民政府办公室
2022年6月6日
"""


def _documents() -> list[Made]:
    xml = "<?xml version='1.0' encoding='UTF-8'?><xml><records>" + "".join(
        f"<record><rec-number>{n}</rec-number><titles><title><style>{t}</style></title></titles>"
        f"<periodical><full-title>某某日报</full-title></periodical><dates><pub-dates><date>{d}</date></pub-dates>"
        f"</dates><abstract><style>{x}</style></abstract></record>"
        for n, t, d, x in ROWS
    ) + "</records></xml>"  # fmt: skip
    clippings = "\n\n\n".join(
        f"{i}.\n{t}\n某某日报 | A03 | 要闻 | {d}\n\n　　{x}\n　　{TEXTS[i - 1][7:]}后续还将推出更多活动。\n\n"
        f"文章编号: 20220608{n:0>6}"
        for i, (n, t, d, x) in enumerate(ROWS, start=1)
    )  # fmt: skip
    archive = "\n\n".join(
        f"【标题】{t}\n【日期】{d}\n【版次】第3版\n【版名】要闻\n【正文】\n　　{x}\n\n　　{x[8:]}"
        for _, t, d, x in ROWS
    )
    front = (
        f'---\ntitle: "{TITLES[0]}"\ndate: 2022-06-08T08:30:00+08:00\ntags:\n  - 灯塔\n  - 文旅\ncategories: [要闻]\n---\n\n'
        f"![封面](cover.jpg)\n\n{TEXTS[0]}\n\n详见[官网](http://e.cn)。\n\n---\n\n本文由编辑部整理。\n"
    )
    return [
        ("ruling.txt", "documents", _RULING.encode("gbk"),
         {"n": 1, "titles": ["威海市人民政府办公室关于印发老灯塔保护利用办法的通知"], "dates": ["2022-06-08"],
          "text_has": ["石砌塔身"], "text_lacks": ["效力位阶"]}),
        ("endnote.xml", "documents", xml.encode(), ALL),
        ("clippings.txt", "documents", clippings.encode(), ALL | {"text_lacks": ["文章编号"]}),
        ("archive.txt", "documents", archive.encode("gbk"), ALL | {"text_lacks": ["版次"]}),
        ("front_matter.md", "documents", front.encode(),
         {"n": 1, "titles": TITLES[:1], "dates": DATES[:1], "text_lacks": ["cover.jpg", "categories"]}),
        ("rich.rtf", "documents", rb"{\rtf1\ansi\ansicpg936 \'cd\'fe\'ba\'a3\par}", {"says": ["docx"]}),
        ("scanned.caj", "documents", b"CAJ\0" + bytes(range(256)) * 8, {"says": ["PDF", ".pdf"]}),
    ]  # fmt: skip


def _cells() -> list[Made]:
    weibo = [
        (n, t, d, f"#{t}#{x}\u200b\u200b\u200b O网页链接 L某某发布的微博视频 收起d[doge][赞]")
        for n, t, d, x in ROWS
    ]
    escaped = [
        (n, t, d, rf"{x}\r\n\t&ldquo;灯塔&rdquo;&#13;<br/>_x000D_第二段") for n, t, d, x in ROWS
    ]
    return [
        ("post_marks.tsv", "cells", table(rows=weibo, sep="\t").encode(),
         ALL | {"text_lacks": ["网页链接", "微博视频", "收起d", "[doge]", "\u200b"]}),
        ("escapes_mixed.tsv", "cells", table(rows=escaped, sep="\t").encode(),
         ALL | {"text_lacks": ["\\r", "&", "<br", "_x000D_"], "text_has": ["“灯塔”"]}),
    ]  # fmt: skip


EXPORTS: list[Made] = [
    *_columns(), *_shapes(), *_dates(), *_json(), *_office(), *_documents(), *_cells(),
]  # fmt: skip
