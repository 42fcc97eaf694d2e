"""Inputs after a blind set of somebody who had not read the code: mends of kinds, not of its files."""

import csv
import email.message
import io
import json
from typing import Any

from tests.corpus.reading.own_office import book, p, word
from tests.corpus.reading.own_rows import ALL, CITIES, DATES, NAMES, ROWS, TEXTS, TITLES, table

__all__ = ["SIXTH"]

ONE: dict[str, Any] = {"n": 1, "titles": TITLES[:1], "dates": DATES[:1], "cities": CITIES[:1]}
_MORE = "改造由市里和各区一起出资，工程在年底前全部完成，来看海的游客比去年多了一半。"


def _wide() -> bytes:
    """A table of many columns, texts over several lines: most physical lines are no rows."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    blank = [f"自定义{i}" for i in range(20)]
    writer.writerow([*NAMES, *blank])
    writer.writerows(
        [*row[:3], f"{row[3]}\n“就是{i}。”\n{_MORE}", *blank] for i, row in enumerate(ROWS)
    )
    return out.getvalue().encode("gb18030")


def _mail(subtype: str) -> bytes:
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"] = f"转发：【剪报】{TITLES[0]}", "信息科 <a@example.cn>"
    mail["Date"] = "Wed, 08 Jun 2022 09:20:11 +0800"
    text = f"{TEXTS[0]}\n{_MORE}\n"
    if subtype == "html":
        mail.set_content(f"<p>{TEXTS[0]}</p><p>{_MORE}</p>", subtype="html", charset="gb18030")
    else:
        mail.set_content(
            f"{text}\n> 收到的信\n-- \n某某科 电话：5555\n", charset="gb18030", cte="base64"
        )
        mail.add_attachment(b"x", maintype="image", subtype="png", filename="图.png")
    return mail.as_bytes()


def _cell(text: str, span: int = 1) -> str:
    return f"<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr>{p(text)}</w:tc>"


def _form(*rows: list[str]) -> str:
    cells = (
        "".join(_cell(x, 3 if len(row) == 2 and i else 1) for i, x in enumerate(row))
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _styled(text: str, style: str) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


_LETTER = _form(
    ["来信编号", "7", "来信时间", "2022年6月8日"], ["来信人", "于某", "联系方式", "略"],
    ["来信标题", TITLES[0]], ["来信内容", TEXTS[0]], ["办理意见", "经核查，工程按期进行，已电话告知来信人。"],
)  # fmt: skip
_TABLE = _form(["行业", "宗数"], ["储能与电池材料行业", "四宗"])
_RIGHTS = (
    "本内容由某某服务提供。有关内容的知识产权由拥有人所有，除非经授权，不得复印、改写、再分发。"
)


def _clipping(i: int) -> str:
    head = f"文章 {i + 1} / 3\n\n{TITLES[i]}\n某某日报 | {DATES[i]}\n报纸 | A01 | 要闻\n字数 : 40 words\n作者 : 记者林某\n\n"
    return f"{head}{TEXTS[i]}\n\n文章编号: 2022{i}\n\n{_RIGHTS}\n----------\n\n"


def _page(above: str, below: str) -> bytes:
    text = (
        f"<p>2015年9月10日，灯塔第一次修缮，七年过去变了模样。</p><p>{TEXTS[0]}</p><p>{_MORE}</p>"
    )
    head = f"<html><head><meta charset='utf-8'><title>{TITLES[0]}今年全部完成</title></head><body>"
    return f"{head}{above}<h2>{TITLES[0]}今年全部完成</h2>{text}{below}</body></html>".encode()


_DATED = {"n": 1, "dates": DATES[:1], "text_has": ["研学空间", "多了一半"], "text_lacks": ["维护"]}
_REPORT = f"政府工作报告\n——2022年6月8日在威海市第十届人民代表大会第三次会议上\n市长　某某\n\n各位代表：\n{TEXTS[0]}\n{_MORE}\n"

_PROQUEST = "".join(
    f"第 {i + 1} 个文档，共 3 个\n\n{TITLES[i]}\n\n出版物信息: 某某日报 ; {DATES[i]}: A1.\n\n全文:\n{TEXTS[i]}\n{_MORE}\n\n"
    f"主题: 城市\n出版日期: {DATES[i]}\n出版物类型: Newspapers\nProQuest 文档 ID: 21{i}\n_______________\n\n"
    for i in range(3)
)
_COLLECTED = "各地散记三则\n\n" + "".join(
    f"第{n}篇　{TITLES[i]}有新事\n\n　　{TEXTS[i]}\n　　{_MORE}\n\n" for i, n in enumerate("一二三")
)
_SECTIONS = f"{TITLES[0]}情况的报告\n\n" + "".join(
    f"{n}、{t}\n　　{TEXTS[0]}\n\n"
    for n, t in zip("一二三", ("总的情况", "主要做法", "下一步的打算"))
)
_CUES = "".join(
    f"{i + 1}\n00:00:0{i},000 --> 00:00:0{i + 1},500\n<i>{x}</i>\n\n" for i, x in enumerate(TEXTS)
)
_SEPARATE = [
    ["交通", *ROWS[0]],
    [None, *ROWS[1]],
    ["小计", None, None, None, "2条"],
    ["环境", *ROWS[2]],
    ["总计", None, None, None, "3件"],
]


def _two_forms() -> bytes:
    mail = email.message.EmailMessage()
    mail["Subject"], mail["Date"] = TITLES[0], "Wed, 08 Jun 2022 09:20:11 +0800"
    mail.set_content("请点击查看网页版。\n")
    mail.add_alternative(
        f"<h1>{TITLES[0]}</h1><p>{TEXTS[0]}</p><p>{_MORE}</p>", subtype="html", charset="gb18030"
    )
    return mail.as_bytes()


SIXTH: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("two_programs.csv", "csv",
     "\r\n".join(",".join(x) for x in (NAMES, *ROWS[:2], ("",))).encode("gb18030") + ",".join(ROWS[2]).encode(), ALL),
    ("wide.csv", "csv", _wide(), ALL | {"text_has": ["就是2"]}),
    ("foot_of_telephone.csv", "csv",
     table(("序号", "案例名称", "报送时间", "主要做法"), [*ROWS, ("合计", "3个", "", ""),
           ("制表人：王某", "", "审核人：何某", "联系电话：0000-1234567")]).encode(), ALL),
    ("notes_sheet.xlsx", "excel",
     book({"说明": [["本表由某科整理，按月分表，只收录晚报。"], ["联系人：小周　电话：6021"]],
           "1月": [NAMES, *ROWS[:2]], "2月": [NAMES, ROWS[2]]}), ALL),
    ("mail.eml", "mail", _mail("plain"), ONE | {"text_has": ["研学空间"], "text_lacks": ["收到的信", "5555"]}),
    ("web_mail.eml", "mail", _mail("html"), ONE | {"text_has": ["多了一半"], "text_lacks": ["<p>"]}),
    ("headed.docx", "word",
     word(_styled(TITLES[0], "Title") + p("某某日报　2022年6月8日　第1版") + p(TEXTS[0]) + p(_MORE) + _TABLE),
     ONE | {"text_has": ["储能与电池"]}),
    ("form.docx", "word", word(p("群众来信办理单") + _LETTER),
     ONE | {"text_has": ["研学空间", "电话告知"], "text_lacks": ["联系方式"]}),
    ("quoted_day.md", "markdown",
     f"# {TITLES[0]}\n\n> 来源：某某晚报　2022-06-08\n\n{TEXTS[0]}\n\n## 背景\n\n{_MORE}\n".encode(),
     ONE | {"text_lacks": ["来源：", "##"]}),
    ("archive.txt", "clippings", "".join(map(_clipping, range(3))).encode(),
     ALL | {"text_lacks": ["不得复印", "记者林某", "要闻"]}),
    ("report.txt", "document", _REPORT.encode(), ONE | {"titles": ["政府工作报告"]}),
    ("dates_without_name.csv", "csv",
     table(("标题", "链接", "字段3", "字段4", "当前时间"),
           [(t, "http://e.cn/1", f"{d} 08:12", x, "2024-02-02 10:10:10") for _, t, d, x in ROWS]).encode(), ALL),
    ("initials.json", "json",
     json.dumps({str(i): {"bt": t, "rq": d, "ly": "某网", "nr": x} for i, t, d, x in ROWS}, ensure_ascii=False).encode(), ALL),
    ("heads.json", "json",
     json.dumps([{"url": "u", "article": {"head": t, "body": x, "published": d}} for _, t, d, x in ROWS], ensure_ascii=False).encode(), ALL),
    ("subtotals.xlsx", "excel", book({"台账": [["意见台账"], ["类别", *NAMES], *_SEPARATE]}), ALL),
    ("databank.txt", "clippings", _PROQUEST.encode(), ALL | {"text_lacks": ["Newspapers", "全文"]}),
    ("collected.txt", "collection", _COLLECTED.encode("gb18030"), {"n": 3, "cities": CITIES, "titles": [f"{t}有新事" for t in TITLES]}),
    ("sections.txt", "collection", _SECTIONS.encode(), {"n": 1}),
    ("front.md", "markdown", f'---\ntitle: "{TITLES[0]}"\npublished: {DATES[0]}\ncreated: 2024-03-07\n---\n{TEXTS[0]}\n'.encode(), ONE),
    ("cues.srt", "subtitles", _CUES.encode(), {"n": 1, "text_has": TEXTS, "text_lacks": ["-->", "<i>"]}),
    ("two_forms.eml", "mail", _two_forms(), ONE | {"text_has": ["多了一半"], "text_lacks": ["网页版"]}),
    ("plain_styles.docx", "word", word(p(TITLES[0]) + p("2022年6月8日　某某报") + p(TEXTS[0]) + p(_MORE)), ONE),
    ("letterhead.docx", "word",
     word(p("威海市人民政府文件") + p("威政〔2022〕9号") + p("关于做好灯塔改造的通知") + p(TEXTS[0]) + p("威海市人民政府") + p("二〇二二年六月八日")),
     ONE | {"titles": ["关于做好灯塔改造的通知"]}),
    ("law.docx", "word",
     word(p("威海市灯塔保护条例") + p("（2022年5月1日威海市第八届人民代表大会常务委员会第二次会议通过　2022年6月8日某省人民代表大会常务委员会批准）")
          + p("第一章　总则") + p(f"第一条　{TEXTS[0]}") + p(f"第二条　{_MORE}")), ONE | {"titles": ["威海市灯塔保护条例"]}),
    ("printed.html", "web", _page("<p>打印时间：2024-01-08 15:22:10</p>", "<div>发布日期：2022-06-08</div><div>办理态度：★★★★★ 办理速度：★★★★★</div>"),
     _DATED | {"text_lacks": ["★"]}),
    ("rights.html", "web",
     _page("<div>2022/6/8 18:30</div>", "<div>延伸閱讀 <a>輕軌成圓倒數 市府擴大試乘</a></div><div>本網站之文字，非經授權，不得轉載及利用。</div>"),
     _DATED | {"text_lacks": ["試乘", "授權"]}),
    ("notice_above.html", "web",
     _page("<div><marquee>公告：本网定于2023年12月31日停机维护</marquee></div>",
           "<div>来源：某某视窗　作者：韩某　时间：2022-06-08 17:05</div>"), _DATED),
    ("linked_day.html", "web", _page("", "<div><a href='/1'>发布于 2022-06-08 14:33</a></div>"), _DATED),
]  # fmt: skip
