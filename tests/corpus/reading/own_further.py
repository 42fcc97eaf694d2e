"""A second set of inputs that are hard to read, in the manner of what programs and people export."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.corpus.reading.own_office import p, word
from tests.corpus.reading.own_pages import BODY, DATE, FOOTER, MENU, SIDE, TITLE
from tests.corpus.reading.own_rows import ALL, CITIES, DATES, NAMES, ROWS, TEXTS, TITLES, table

__all__ = ["FURTHER", "Made", "dated"]

Made = tuple[str, str, bytes | Callable[[Path], None], dict[str, Any]]

UNTITLED: dict[str, Any] = {"n": 3, "dates": DATES, "cities": CITIES}
UNDATED: dict[str, Any] = {"n": 3, "titles": TITLES, "cities": CITIES}
LONGER = (
    "接到来信后，有关部门高度重视，立即组织人员到现场核实，并与来信人取得联系，现将有关情况答复如下。"
    * 3
)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _records() -> list[dict[str, Any]]:
    return [dict(zip(("id", "title", "date", "content"), row)) for row in ROWS]


def _shapes() -> list[Made]:
    spaced = "".join(", ".join(f'"{cell}"' for cell in row) + "\n" for row in (NAMES, *ROWS))
    once = "".join('"' + ",".join(f'""{cell}""' for cell in row) + '"\n' for row in (NAMES, *ROWS))
    ruled = "| " + " | ".join(NAMES) + " |\n|---|:--|---|---|\n"
    ruled += "".join("| " + " | ".join(row) + " |\n" for row in ROWS)
    comma = "".join("，".join(row) + "\n" for row in (NAMES, *ROWS))
    headlines = "".join(
        f"655170093270538702{i}_!_101_!_news_culture_!_{x}_!_灯塔,海洋\n"
        for i, x in enumerate(TEXTS)
    )
    twice = [(n, t, d, "", x) for n, t, d, x in ROWS]
    joined = table(rows=ROWS[:2]).encode("utf-8-sig") + table(rows=ROWS[2:]).encode("utf-8-sig")
    tabbed = "\n".join("\t".join((*row, "")) for row in (NAMES, *ROWS))
    said = "# 导出自某某系统\n# 2022-09-01 10:00\n" + table()
    single = "".join(",".join(f"'{cell}'" for cell in row) + "\n" for row in (NAMES, *ROWS))
    return [
        ("spaces_behind_commas.csv", "shape", spaced.encode(), ALL),
        ("rows_within_quotes.csv", "shape", once.encode(), ALL),
        ("ruled.md", "shape", ruled.encode(), ALL),
        ("full_width_commas.csv", "shape", comma.encode(), ALL),
        ("underscores.txt", "shape", headlines.encode(), {"n": 3, "cities": CITIES}),
        ("text_twice.csv", "shape", table((*NAMES[:3], "正文", "正文"), twice).encode(), ALL),
        ("joined_files.csv", "shape", joined, ALL),
        ("utf16_without_mark.csv", "shape", table(sep="\t").encode("utf-16-le"), ALL),
        ("tab_at_the_end.tsv", "shape", tabbed.encode(), ALL),
        ("comments_above.csv", "shape", said.encode(), ALL),
        ("single_quotes.csv", "quotes", single.encode(), ALL),
    ]  # fmt: skip


def _columns() -> list[Made]:
    letter_names = ("id", "领导", "答复意见", "答复时间", "留言主题", "留言详情", "留言时间")
    letters = [(n, "市长", LONGER, "2023-01-05", t, x, d) for n, t, d, x in ROWS]
    epidemic_names = (
        "pubDate",
        "pubDateStr",
        "title",
        "summary",
        "infoSource",
        "sourceUrl",
        "provinceId",
    )
    epidemic = [
        (str(s), "3小时前", t, f'"{x}"', "某某发布", "http://e.cn/" + n, "37")
        for (n, t, d, x), s in zip(ROWS, (1654648200000, 1658190600000, 1661214600000))
    ]
    weibo_names = (
        "id",
        "bid",
        "user_id",
        "用户昵称",
        "微博正文",
        "头条文章url",
        "发布位置",
        "艾特用户",
        "话题",
        "转发数",
        "评论数",
        "点赞数",
        "发布时间",
        "发布工具",
        "微博图片url",
    )
    weibo = [
        (
            n,
            "Lx" + n,
            "1234567890",
            "某某发布",
            x,
            "",
            "",
            "某某小记者",
            t,
            "5",
            "3",
            "18",
            d + " 08:30",
            "某某手机",
            "http://e.cn/a.jpg",
        )
        for n, t, d, x in ROWS
    ]
    parted_names = ("年", "月", "日", "标题", "正文")
    parted = [(*d.split("-"), t, x) for _, t, d, x in ROWS]
    listed = [(t + "迎来新气象", d, "http://e.cn/" + n) for n, t, d, _ in ROWS]
    reviews = [(str(i % 2), x) for i, x in enumerate(TEXTS)]
    return [
        ("letters_replies_first.csv", "columns", table(letter_names, letters).encode("gbk"),
         ALL | {"text_lacks": ["高度重视"]}),
        ("epidemic.csv", "columns", table(epidemic_names, epidemic).encode(), ALL),
        ("weibo_spider.csv", "columns", table(weibo_names, weibo).encode("utf-8-sig"), UNTITLED),
        ("year_month_day.csv", "columns", table(parted_names, parted).encode(), ALL),
        ("headlines_only.csv", "columns", table(("标题", "日期", "链接"), listed).encode(),
         {"n": 3, "dates": DATES, "text_has": ["灯塔改造迎来新气象"]}),
        ("reviews.csv", "columns", table(("label", "review"), reviews).encode(),
         {"n": 3, "cities": CITIES}),
    ]  # fmt: skip


def dated(forms: dict[str, list[str]]) -> list[Made]:
    """A table for each way to write dates: three rows, and the same dates in each."""
    return [
        (f"dates_{name}.tsv", "dates",
         table(rows=[(n, t, c, x) for (n, t, _, x), c in zip(ROWS, cells)], sep="\t").encode(), ALL)
        for name, cells in forms.items()
    ]  # fmt: skip


def _dates() -> list[Made]:
    forms = {
        "weekdays": ["2022年6月8日 星期三", "2022年7月19日星期二", "2022年08月23日（周二）"],
        "clock": ["Jun 8, 2022, 8:30 AM", "Jul 19, 2022, 9:00 PM", "Aug 23, 2022, 12:00 PM"],
        "short_months": ["08-Jun-2022", "19-Jul-2022", "23-Aug-2022"],
        "stamps": ["Timestamp('2022-06-08 00:00:00')", "Timestamp('2022-07-19 08:00:00')",
                   "Timestamp('2022-08-23 00:00:00')"],
        "in_words": ["发布时间：2022-06-08 08:30", "发布时间：2022-07-19 09:00", "发布时间：2022-08-23"],
        "seconds_as_floats": ["1654648200.0", "1658190600.0", "1661214600.0"],
        "exponents": ["1.6546482E+12", "1.6581906E+12", "1.6612146E+12"],
    }  # fmt: skip
    return dated(forms)


def _json() -> list[Made]:
    rows = _records()
    bulk = "".join(f"{_dumped({'index': {'_id': r['id']}})}\n{_dumped(r)}\n" for r in rows)
    script = f"var newsData = {_dumped(rows)};\n"
    called = f"jsonpCallback({_dumped({'code': 200, 'data': {'list': rows}})});"
    literal = "".join(f"{r!r}\n" for r in rows)
    twice = "".join(_dumped(_dumped(r)) + "\n" for r in rows)
    by_day = {r["date"]: [{k: r[k] for k in ("id", "title", "content")}] for r in rows}
    features = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": r} for r in rows
    ]}  # fmt: skip
    paged = "".join(
        _dumped({"page": i, "result": {"records": [r]}}) + "\n" for i, r in enumerate(rows)
    )
    texts = [r | {"content": r["content"].split("，")} for r in rows]
    return [
        ("bulk.json", "json", bulk.encode(), ALL),
        ("script.js", "json", script.encode(), ALL),
        ("called.json", "json", called.encode(), ALL),
        ("literals.txt", "json", literal.encode(), ALL),
        ("encoded_twice.jsonl", "json", twice.encode(), ALL),
        ("by_day.json", "json", _dumped(by_day).encode(), ALL),
        ("features.geojson", "json", _dumped(features).encode(), ALL),
        ("pages_of_records.jsonl", "json", paged.encode(), ALL),
        ("paragraphs.jsonl", "json", "\n".join(map(_dumped, texts)).encode("utf-8-sig"), ALL),
    ]


def _documents() -> list[Made]:
    sogou = "".join(
        f"<doc>\n<url>http://e.cn/{n}</url>\n<docno>{n}</docno>\n<contenttitle>{t}</contenttitle>\n"
        f"<content>{x}</content>\n</doc>\n"
        for n, t, _, x in ROWS
    )
    feed = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>某某网</title>'
    feed += "".join(
        f"<item><title>{t}</title><link>http://e.cn/{n}</link><pubDate>{d}</pubDate>"
        f"<description><![CDATA[<p>{x}</p>]]></description></item>"
        for (n, t, _, x), d in zip(ROWS, ("Wed, 08 Jun 2022 08:30:00 +0800", "Tue, 19 Jul 2022 09:00:00 +0800",
                                          "Tue, 23 Aug 2022 08:00:00 +0800"))
    )  # fmt: skip
    feed += "</channel></rss>"
    express = "\n\n".join(
        f"{{Reference Type}}: Newspaper Article\n{{Title}}: {t}\n{{Author}}: 张某\n{{Date}}: {d}\n"
        f"{{Media}}: 某报\n{{Abstract}}: {x}"
        for _, t, d, x in ROWS
    )
    ris = "\n".join(
        f"TY  - NEWS\nTI  - {t}\nAU  - 张某\nDA  - {d}\nJO  - 某报\nAB  - {x}\nER  - \n"
        for _, t, d, x in ROWS
    )
    ruled = ("\n" + "=" * 40 + "\n").join(
        f"标题：{t}\n时间：{d} 08:30\n来源：某报\n内容：{x}\n{BODY[1]}" for _, t, d, x in ROWS
    )
    return [
        ("sogou.txt", "documents", sogou.encode("gb18030"), UNDATED),
        ("feed.xml", "documents", feed.encode(), ALL),
        ("note_express.txt", "documents", express.encode(), ALL),
        ("records.ris", "documents", ris.encode(), ALL),
        ("ruled_records.txt", "documents", ruled.encode("gbk"), UNDATED | {"dates": DATES, "cities": CITIES}),
    ]  # fmt: skip


def _pages() -> list[Made]:
    text = "".join(f"<p>　　{one}</p>" for one in BODY)
    expected = {"n": 1, "titles": [TITLE], "dates": [DATE], "text_has": ["石砌塔身"],
                "text_lacks": ["栏目3", "第3次会议", "ICP备"]}  # fmt: skip
    head = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>{MENU}'
    property_ = (
        "<!--enpproperty <articleid>123</articleid><date>2022-06-08 08:30:00.0</date><author></author>"
        f"<title>{TITLE}</title><keyword>灯塔</keyword>/enpproperty-->"
    )
    styled = (
        "<div class='TRS_Editor'><style>.TRS_Editor P{line-height:1.5;font-family:宋体;}</style>"
    )
    signed = f"{head}<h1><a href='/'>某某新闻网</a></h1><h2 class='tit'>{TITLE}</h2><p class='time'>2022-06-08　来源：某某</p>"
    body = f"{head}<h3>{TITLE}</h3>{text}<p>（2022年6月8日 某某晚报 第A03版）</p>{SIDE}{FOOTER}</body></html>"
    word_page = f"{head}<h1>{TITLE}</h1><p>发布日期：2022-06-08</p>{text}</body></html>"
    return [
        ("enp.html", "web", f"{head}{property_}<h1>{TITLE}</h1><div>{text}</div>{SIDE}{FOOTER}".encode(), expected),
        ("styled.html", "web",
         f"{head}<h1>{TITLE}</h1><div>时间：2022.06.08 来源：某局</div>{styled}{text}</div></div>{FOOTER}".encode(),
         expected | {"text_lacks": ["line-height", "ICP备"]}),
        ("site_as_headline.html", "web", f"{signed}<div>{text}</div>{SIDE}{FOOTER}</body></html>".encode(), expected),
        ("printed_date_below.html", "web", body.encode(), expected),
        ("saved.doc", "word", word_page.encode(), expected),
    ]  # fmt: skip


_NOTES = (
    "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
    f"<w:footnote w:id='1'>{p('见某某县志第三卷。')}</w:footnote></w:footnotes>"
)
_MARKED = "<w:p><w:r><w:t>{0}</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t>{1}</w:t></w:r></w:p>"


def _with_footnotes(path: Path) -> None:
    word(p(TITLE) + _MARKED.format(BODY[0], BODY[1]) + p(BODY[2]))(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/footnotes.xml", _NOTES)


def _office() -> list[Made]:
    return [
        ("footnotes.docx", "word", _with_footnotes,
         {"n_min": 1, "text_has": ["石砌塔身"], "text_lacks": ["见某某县志"]}),
    ]  # fmt: skip


def _cells() -> list[Made]:
    double = [(n, t, d, f"&amp;nbsp;&amp;nbsp;{x}&#12288;&lt;br&gt;") for n, t, d, x in ROWS]
    reply = [(n, t, d, f"回复@某某小记者:{x}[微笑]") for n, t, d, x in ROWS]
    return [
        ("entities_twice.tsv", "cells", table(rows=double, sep="\t").encode(),
         ALL | {"text_lacks": ["nbsp", "&", "<br>"]}),
        ("replies.tsv", "cells", table(rows=reply, sep="\t").encode(),
         ALL | {"text_lacks": ["[微笑]", "某某小记者"]}),
    ]  # fmt: skip


FURTHER: list[Made] = [
    *_shapes(), *_columns(), *_dates(), *_json(), *_documents(), *_pages(), *_office(), *_cells(),
]  # fmt: skip
